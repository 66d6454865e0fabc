"""The ways from every page: only those the user may go."""

from dataclasses import dataclass

from giamngheo.accounts.kinds import Permission
from giamngheo.common.scope import Scope


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the menu: its words, the page's name, and the first words of the names of pages it is lit on.

    It is open to whoever holds one of the permissions; to everybody signed in where none is named. `is_of_all`: it is
    for those who hold one for the whole installation.
    """

    words: str
    page: str
    needs: tuple[Permission, ...]
    lit_on: tuple[str, ...]
    is_of_all: bool = False


WAYS = (
    Way("Kế hoạch", "web:plan", (Permission.CHECK_DOCUMENTS,), ("plan", "demo_plan")),
    Way("Số liệu", "web:figures", (Permission.CHECK_DOCUMENTS,), ("figures", "demo_figures")),
    Way("Kiến nghị", "web:recommendations", (), ("recommendation", "write_recommendation")),
    Way("Phê duyệt", "web:approvals", (Permission.APPROVE,), ("approval",)),
    Way("Bàn giao", "web:handovers", (), ("handover", "prepare_handover", "signed_handover")),
    Way("Địa bàn", "web:places", (), ("place", "hamlet")),
    Way("Người dùng", "web:people", (Permission.SEE_PEOPLE,), ("people", "person", "issue_slip", "agenc")),
    Way("Tệp", "web:files", (Permission.SEE_FILES, Permission.KEEP_FILES), ("file", "kept")),
    Way("Dấu vết", "web:trace", (Permission.SEE_TRACE,), ("trace", "whose_data")),
    Way("Sự cố", "web:incidents", (Permission.SEE_INCIDENTS,), ("incident", "record_incident")),
    Way("Sao lưu", "web:back_up", (Permission.BACK_UP,), ("back_up",), is_of_all=True),
    Way(
        "Hồ sơ đơn vị",
        "web:profile",
        (Permission.SEE_PEOPLE,),
        ("profile", "propose_profile", "paper", "enter_paper", "set_up"),
    ),
)


def ways(scope: Scope) -> list[Way]:
    """Return the ways open to a user, in the order of the menu."""
    return [way for way in WAYS if _is_open(way, scope)]


def _is_open(way: Way, scope: Scope) -> bool:
    if not way.needs:
        return True
    return any(scope.covers(one, None) if way.is_of_all else scope.holds(one) for one in way.needs)
