"""What this database is for: real work or the demo, and how far its first start has come."""

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import Scope
from giamngheo.norms.kinds import WorkspaceRow
from giamngheo.norms.models import Profile, Workspace


class NoDemo(RuntimeError):
    """Demo data were about to be written where no demo was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu này không phải của phần minh họa, nên không ghi dữ liệu minh họa vào đây; "
            "hãy đặt DATABASE_URL hoặc GIAMNGHEO_VAR là chỗ khác."
        )


class NoRealWorkspace(RuntimeError):
    """Real work was about to begin in a demo."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu này là của phần minh họa, nên không dùng cho việc thật; "
            "hãy đặt DATABASE_URL hoặc GIAMNGHEO_VAR là chỗ khác."
        )


def workspace() -> WorkspaceRow | None:
    """Return what this database is for; None before the first start."""
    found = Workspace.objects.first()
    if found is None:
        return None
    return WorkspaceRow(
        is_demo=found.is_demo,
        opened_at=found.opened_at,
        opened_by_id=found.opened_by_id,
        place_id=found.place_id,
        place_on=found.place_on,
        first_year=found.first_year,
        last_year=found.last_year,
        steps_done=dict(found.steps_done),
        ready_at=found.ready_at,
    )


def require_demo() -> None:
    """Make sure that this is the demo, before synthetic data are written.

    Raises:
        NoDemo: it is not, or nothing has been opened.
    """
    if not Workspace.objects.filter(is_demo=True).exists():
        raise NoDemo


def require_real() -> None:
    """Make sure that this is no demo: real, or not opened yet.

    Raises:
        NoRealWorkspace: it is the demo.
    """
    if Workspace.objects.filter(is_demo=True).exists():
        raise NoRealWorkspace


def may_set_up(scope: Scope) -> bool:
    """Say whether somebody may go through the steps of the first start.

    Whoever manages the profile of the whole installation; before there is any profile, and so anybody who could, the
    administrator who opened it.
    """
    if scope.covers(Permission.MANAGE_PROFILE, None):
        return True
    if scope.user_id is None or Profile.objects.filter(is_proposed=False).exists():
        return False
    return Workspace.objects.filter(opened_by_id=scope.user_id, opened_by__is_active=True).exists()
