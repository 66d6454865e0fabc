"""What somebody may know of their own account, and what is known of one before a slip is issued for it."""

from dataclasses import dataclass
from datetime import date, datetime

from giamngheo.accounts import second_factor
from giamngheo.accounts.kinds import HoldingRow
from giamngheo.accounts.models import Absence, Holding, User
from giamngheo.accounts.queries import NoSuchUser, holding_rows, holdings_of, may_manage
from giamngheo.audit.models import Entry
from giamngheo.common.scope import Scope
from giamngheo.places.queries.periods import on_day

SIGN_INS_SHOWN = 20
_COMINGS = (
    "accounts.signed_in",
    "accounts.sign_in_refused",
    "accounts.locked_out",
    "accounts.second_factor_refused",
    "accounts.recovery_code_used",
    "accounts.slip_issued",
    "accounts.slip_used",
    "accounts.slip_refused",
)


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its owner sees it; `stands_in_for` names those whose seats are held too while they are away."""

    username: str
    full_name: str
    phone: str
    job_title: str
    seats: tuple[HoldingRow, ...]
    stands_in_for: tuple[HoldingRow, ...]
    has_second_factor: bool
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A sign-in of an account, or a try that failed; `machine` as the browser calls itself."""

    at: datetime
    deed: str
    what: str
    machine: str
    reason: str

    @property
    def is_well(self) -> bool:
        """Whether it is the ordinary thing; all else is worth a look."""
        return self.deed == "accounts.signed_in"


@dataclass(frozen=True, slots=True)
class SlipReceiver:
    """For whom a slip is to be issued."""

    id: int
    username: str
    full_name: str
    seats: tuple[HoldingRow, ...]
    has_second_factor: bool


def own_account(scope: Scope, *, on: date) -> OwnAccount:
    """Return one's own account as of a day."""
    user = User.objects.get(pk=scope.user_id or 0)
    away = Absence.objects.filter(on_day(on), substitute=user, cancelled_at=None).values_list("user_id", flat=True)
    return OwnAccount(
        username=user.username,
        full_name=user.full_name,
        phone=user.phone or "",
        job_title=user.job_title,
        seats=tuple(holding_rows(Holding.objects.filter(user_id=user.pk), on=on)),
        stands_in_for=tuple(holding for holding in holdings_of(away, on=on) if holding.valid_from <= on),
        has_second_factor=second_factor.has_second_factor(user.pk),
        recovery_codes_left=second_factor.recovery_codes_left(user.pk),
    )


def own_sign_ins(scope: Scope) -> list[SignInRow]:
    """Return the latest sign-ins to one's own account and tries that failed, the newest first."""
    entries = Entry.objects.filter(subject_kind="user", subject_id=str(scope.user_id), deed__in=_COMINGS)
    return [
        SignInRow(entry.at, entry.deed, entry.deed_label, str(entry.after.get("machine", "")), entry.reason)
        for entry in entries.order_by("-id")[:SIGN_INS_SHOWN]
    ]


def short_seat(scope: Scope, *, on: date) -> str:
    """Return the seat a user works from, for the head of a page: “Quản trị – Huyện Đồng Mẫu”, and how many more."""
    held = [holding.seat for holding in holdings_of([scope.user_id or 0], on=on) if holding.valid_from <= on]
    if not held:
        return ""
    more = f" và {len(held) - 1} vị trí khác" if len(held) > 1 else ""
    return f"{held[0].role.label} – {held[0].place}{more}"


def first_place(user_id: int, *, on: date) -> int | None:
    """Return the place of the first seat somebody holds on a day: who reads the trace of it reads of them too."""
    held = Holding.objects.filter(on_day(on), user_id=user_id)
    return held.order_by("valid_from", "pk").values_list("seat__place_id", flat=True).first()


def slip_receiver(scope: Scope, user_id: int, *, on: date) -> SlipReceiver:
    """Return for whom a slip can be issued.

    Whoever holds the slip can work as that person; so it takes the permission to manage the account wholly.

    Raises:
        NoSuchUser: there is none that this user manages wholly.
    """
    user = User.objects.filter(pk=user_id).first()
    if user is None or not may_manage(user_id, scope=scope, on=on):
        raise NoSuchUser(user_id)
    return SlipReceiver(
        id=user.pk,
        username=user.username,
        full_name=user.full_name,
        seats=tuple(holdings_of([user_id], on=on)),
        has_second_factor=second_factor.has_second_factor(user.pk),
    )
