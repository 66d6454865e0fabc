"""The page for backing up: as a download, or onto a stick or folder of the server."""

from http import HTTPStatus

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.debug import sensitive_post_parameters

from giamngheo.accounts.kinds import Permission
from giamngheo.files import actions, backing_up, destinations, queries
from giamngheo.files.backups.problems import BackupProblem, NoRoom
from giamngheo.files.destinations import Folder
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.files.forms import TO_DOWNLOAD, BackUpForm
from giamngheo.web.files.sending import sent_stream


@sensitive_post_parameters("passphrase", "repeated")
@page("GET", "POST", needs=Permission.BACK_UP)
def back_up(request: Asked) -> HttpResponseBase:
    """Show where a backup can go and which were made; make one."""
    backups = queries.backups(scope=request.scope)
    folders = destinations.folders()
    choices = [(one.key, f"{one.label} – còn trống {filesizeformat(one.free_bytes)}") for one in folders]
    form = BackUpForm(request.POST or None, destinations=choices, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, form, folders)
        except BackupProblem as problem:
            form.add_error(None, str(problem))
    shown = {
        "form": form,
        "backups": backups,
        "has_folders": bool(folders),
        "days_ago": (request.at - backups[0].made_at).days if backups else None,
        "bytes_needed": backing_up.bytes_needed(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/files/back_up.html", shown, status=status)


def _made(request: Asked, form: BackUpForm, folders: list[Folder]) -> HttpResponseBase:
    words, chosen = form.cleaned_data["passphrase"], form.cleaned_data["destination"]
    name = destinations.file_name(request.at)
    if chosen == TO_DOWNLOAD:
        return sent_stream(backing_up.download(by=request.scope, at=request.at, passphrase=words), name)
    folder = next(one for one in folders if one.key == chosen)
    if folder.free_bytes < backing_up.bytes_needed():
        raise NoRoom(folder.label)
    made = backing_up.write(by=request.scope, at=request.at, passphrase=words, path=folder.path / name)
    actions.sweep(by=request.scope, at=request.at)
    messages.success(
        request, f"Đã ghi {name} vào {folder.label} ({filesizeformat(made.size)}) và đọc lại toàn bộ, không có lỗi."
    )
    if made.tally.missing:
        messages.warning(
            request,
            f"{len(made.tally.missing)} tệp đã bị hỏng hoặc mất trên máy chủ từ trước nên không có trong bản sao. "
            "Hãy báo người vận hành máy chủ.",
        )
    return redirect("web:back_up")
