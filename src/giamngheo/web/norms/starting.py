"""The first pages of an empty system: begin, or restore; and the first administrator. Nobody can be signed in yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.debug import sensitive_post_parameters

from giamngheo.accounts.backends import sign_in_name
from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.password_rules import WeakPassword
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.files import restoring
from giamngheo.files.backups.problems import BackupProblem, WrongPassphrase
from giamngheo.files.destinations import FoundBackup, backups_in_reach
from giamngheo.norms import actions as norms
from giamngheo.places.queries import provinces
from giamngheo.web.asking import Asked
from giamngheo.web.doors import allow
from giamngheo.web.norms.forms import AdministratorForm, RestoreForm

MAY_RESTORE = Scope(None, "hệ thống", grants={Permission.BACK_UP: EVERYWHERE})
"""Who restores: whoever sits at the machine, into a system nobody has worked in."""


@login_not_required
@allow("GET", "HEAD")
def first_start(request: HttpRequest) -> HttpResponse:
    """Offer the two ways to begin; once somebody has begun, lead on."""
    if cast("Asked", request).workspace is not None:
        return redirect("web:set_up" if request.user.is_authenticated else "web:home")
    return render(request, "web/norms/first_start.html")


@login_not_required
@sensitive_post_parameters("password", "repeated")
@allow("GET", "HEAD", "POST")
def begin(request: HttpRequest) -> HttpResponse:
    """Make the first administrator and open the workspace; whoever comes second is told."""
    asked = cast("Asked", request)
    if asked.workspace is not None:
        messages.warning(request, str(norms.WorkspaceIsOpen()))
        return redirect("web:set_up" if request.user.is_authenticated else "web:home")
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            _open(asked, form)
        except WeakPassword as weak:
            form.add_error("password", list(weak.sentences))
        except norms.AccountExists as taken:
            form.add_error("username", str(taken))
        except norms.WorkspaceIsOpen as late:
            messages.warning(request, str(late))
            return redirect("web:home")
        else:
            messages.success(request, "Đã lập người quản trị và mở hệ thống.")
            return redirect("web:set_up")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/norms/begin.html", {"form": form}, status=status)


def _open(request: Asked, form: AdministratorForm) -> None:
    typed = form.cleaned_data
    administrator = norms.FirstAdministrator(
        full_name=typed["full_name"], username=typed["username"], phone=typed["phone"], password=typed["password"]
    )
    user_id = norms.start_work(at=request.at, administrator=administrator)
    user = authenticate(request, username=sign_in_name(typed["username"]).counted, password=typed["password"])
    if user is not None:  # where signing in asks for more, the sign-in page asks
        login(request, user)
    if not provinces(on=request.today):
        norms.load_places(by=Scope(user_id, typed["full_name"]), at=request.at)


@login_not_required
@sensitive_post_parameters("passphrase")
@allow("GET", "HEAD", "POST")
def restore(request: HttpRequest) -> HttpResponse:
    """Fill the empty system from a backup on a stick, in a folder, or handed in."""
    asked = cast("Asked", request)
    if asked.workspace is not None:
        messages.warning(request, str(norms.WorkspaceIsOpen()))
        return redirect("web:home")
    found = backups_in_reach()
    form = RestoreForm(request.POST or None, request.FILES or None, found=found)
    if form.is_valid():
        try:
            with source_of(form.cleaned_data, found) as source:
                restored = restoring.restore(
                    by=MAY_RESTORE, at=asked.at, source=source, passphrase=form.cleaned_data["passphrase"]
                )
        except WrongPassphrase as wrong:
            form.add_error("passphrase", str(wrong))
        except BackupProblem as problem:
            form.add_error(None, str(problem))
        else:
            made_at = localtime(restored.made_at)
            messages.success(request, f"Đã khôi phục bản sao lưu lập lúc {made_at:%H:%M ngày %d/%m/%Y}. Hãy đăng nhập.")
            return redirect(settings.LOGIN_URL)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/norms/restore.html", {"form": form}, status=status)


@contextmanager
def source_of(typed: dict[str, Any], found: list[FoundBackup]) -> Iterator[Path]:
    """Give the path of the backup chosen; one that was handed in lies on the disk while it is read."""
    chosen = next((one for one in found if one.key == typed["chosen"]), None)
    if chosen is not None:
        yield chosen.path
        return
    with NamedTemporaryFile(dir=settings.DATA_FOLDER, suffix=".gnbak") as draft:
        for piece in typed["file"].chunks():
            draft.write(piece)
        draft.flush()
        yield Path(draft.name)
