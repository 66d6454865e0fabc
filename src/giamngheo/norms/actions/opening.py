"""Opening this database once, for real work or for the demo, and its first administrator."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from giamngheo.accounts.models import User
from giamngheo.accounts.password_rules import require_good
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.codes import telephone
from giamngheo.common.scope import Scope
from giamngheo.common.text import compose, squeeze
from giamngheo.norms.models import Workspace

OPENED = Deed("norms.opened", "Mở hệ thống lần đầu")
FIRST_ADMINISTRATOR = Deed("norms.first_administrator", "Lập người quản trị đầu tiên")
WORKSPACE = Subject("workspace", "1", "không gian làm việc")

SYSTEM = Scope(None, "hệ thống")
"""Who opens the demo: nobody is signed in on the command line."""


class WorkspaceIsOpen(RuntimeError):
    """This database has been opened before, for real work or for the demo."""

    def __init__(self) -> None:
        super().__init__("Hệ thống đã được mở rồi (có thể người khác vừa mở trước); hãy đăng nhập để làm tiếp.")


class AccountExists(ValueError):
    """The user name or telephone number signs somebody in already."""

    def __init__(self) -> None:
        super().__init__("Tên đăng nhập hoặc số điện thoại này đã có người dùng; hãy chọn tên khác.")


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who begins the work here. The password is kept as a hash only."""

    full_name: str
    username: str
    phone: str
    password: str

    def __repr__(self) -> str:
        return "FirstAdministrator(…)"  # neither a password nor a name may get into a log


@transaction.atomic
def open_workspace(*, by: Scope, at: datetime, is_demo: bool, opened_by: int | None = None) -> None:
    """Say once and for all what this database is for; real work and demo data never mix.

    Raises:
        WorkspaceIsOpen: it was said before.
    """
    try:
        with transaction.atomic():  # two may try at once: the second meets the first one's row
            ready_at = at if is_demo else None  # the demo is made, not set up by anybody
            Workspace.objects.create(is_demo=is_demo, opened_at=at, opened_by_id=opened_by, ready_at=ready_at)
    except IntegrityError:
        raise WorkspaceIsOpen from None
    audit.record(by=by, deed=OPENED, subject=WORKSPACE, at=at, after={"minh_hoa": is_demo})


@transaction.atomic
def start_work(*, at: datetime, administrator: FirstAdministrator) -> int:
    """Open this database for real work and make its first administrator; return the administrator's id.

    Raises:
        WorkspaceIsOpen: it has been opened before.
        AccountExists: the user name or the number belongs to somebody.
        NoTelephoneNumber: the telephone number is none.
        WeakPassword: the password is too easy to guess.
    """
    if Workspace.objects.exists():
        raise WorkspaceIsOpen
    user = _make(administrator)
    by = Scope(user.pk, user.full_name)
    open_workspace(by=by, at=at, is_demo=False, opened_by=user.pk)
    audit.record(
        by=by,
        deed=FIRST_ADMINISTRATOR,
        subject=Subject("user", str(user.pk), user.full_name),
        at=at,
        after={"ten_dang_nhap": user.username},
    )
    return user.pk


def _make(administrator: FirstAdministrator) -> User:
    username = User.normalize_username(administrator.username.strip()).lower()
    password = compose(administrator.password)  # as signing in compares it
    full_name = squeeze(compose(administrator.full_name))
    phone = telephone(administrator.phone) if administrator.phone.strip() else ""
    require_good(password, User(username=username, full_name=full_name, phone=phone or None))
    try:
        with transaction.atomic():
            return User.objects.create_user(username=username, full_name=full_name, password=password, phone=phone)
    except IntegrityError:
        raise AccountExists from None
