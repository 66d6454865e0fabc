"""The ways from every page: only those the user may go."""

from dataclasses import dataclass

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import Scope


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the menu: its words, the page's name, and the first words of the names of pages it is lit on.

    `is_of_all`: the page is for those who have the permission for the whole installation.
    """

    words: str
    page: str
    needs: Permission | None
    lit_on: tuple[str, ...]
    is_of_all: bool = False


WAYS = (
    Way("Kế hoạch", "web:plan", Permission.CHECK_DOCUMENTS, ("plan", "demo_plan")),
    Way("Số liệu", "web:figures", Permission.CHECK_DOCUMENTS, ("figures", "demo_figures")),
    Way("Kiến nghị", "web:recommendations", None, ("recommendation", "write_recommendation")),
    Way("Phê duyệt", "web:approvals", Permission.APPROVE, ("approval",)),
    Way("Bàn giao", "web:handovers", None, ("handover", "prepare_handover", "signed_handover")),
    Way("Địa bàn", "web:places", None, ("place", "hamlet")),
    Way("Người dùng", "web:people", Permission.SEE_PEOPLE, ("people", "person", "issue_slip", "agenc")),
    Way("Tệp", "web:files", Permission.SEE_FILES, ("file", "kept")),
    Way("Dấu vết", "web:trace", Permission.SEE_TRACE, ("trace", "whose_data")),
    Way("Sự cố", "web:incidents", Permission.SEE_INCIDENTS, ("incident", "record_incident")),
    Way("Sao lưu", "web:back_up", Permission.BACK_UP, ("back_up",), is_of_all=True),
    Way(
        "Hồ sơ đơn vị",
        "web:profile",
        Permission.SEE_PEOPLE,
        ("profile", "propose_profile", "paper", "enter_paper", "set_up"),
    ),
)


def ways(scope: Scope) -> list[Way]:
    """Return the ways open to a user, in the order of the menu."""
    return [way for way in WAYS if _is_open(way, scope)]


def _is_open(way: Way, scope: Scope) -> bool:
    if way.needs is None:
        return True
    return scope.covers(way.needs, None) if way.is_of_all else scope.holds(way.needs)
