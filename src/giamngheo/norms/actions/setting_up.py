"""The steps of the first start, after it was opened: each can be skipped, resumed and gone through again."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Holding, Seat
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.norms.actions.opening import WORKSPACE
from giamngheo.norms.actions.profiles import filled, require_place, told
from giamngheo.norms.kinds import FIRST_YEAR, LAST_YEAR, ProfileDetails, Step, StepState
from giamngheo.norms.models import Profile, Workspace
from giamngheo.norms.queries.profiles import KIND
from giamngheo.norms.queries.workspace import may_set_up, require_real
from giamngheo.places import actions as places

PLACE_CHOSEN = Deed("norms.place_chosen", "Chọn địa bàn khi thiết lập")
FIRST_PROFILE = Deed("norms.first_profile", "Lập hồ sơ đơn vị khi thiết lập")
YEARS_ENTERED = Deed("norms.years_entered", "Ghi năm làm việc")
STEP_MARKED = Deed("norms.step_marked", "Đi qua một bước thiết lập")
READY = Deed("norms.ready", "Thiết lập xong")

ADMINISTRATOR_BASIS = "người quản trị đầu tiên"


class ProfileIsThere(RuntimeError):
    """The profile of this installation is in use: it is changed from a day on, with a second person, not here."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ đơn vị đã được dùng; muốn đổi, hãy thêm hồ sơ mới từ một ngày ở trang Hồ sơ đơn vị.")


class NoPlaceYet(RuntimeError):
    """The step needs the place, which was not chosen yet."""

    def __init__(self) -> None:
        super().__init__("Chưa chọn địa bàn; hãy làm bước “Địa bàn và cấp” trước.")


class WrongDay(ValueError):
    """The first profile would begin in the future or before its place does."""


class WrongYears(ValueError):
    """The years run backwards or lie outside the programme's."""


@transaction.atomic
def load_places(*, by: Scope, at: datetime) -> None:
    """Load the administrative units of the country; what is there already stays as it is.

    Raises:
        OutOfScope: the user may not set this installation up.
    """
    _setting_up(by)
    everywhere = Scope(by.user_id, by.name, by.channel, {Permission.MANAGE_PLACES: EVERYWHERE})
    places.load_reference(by=everywhere, at=at)  # who sets up has no seat yet: there are no places to have one at


@transaction.atomic
def choose_place(*, by: Scope, at: datetime, on: date, place_id: int, day: date) -> None:
    """Say for which province, district or commune this installation works, as it is on a day.

    The administrator who opened it gets the seat there. A profile made of a place chosen before moves along and has to
    be gone through again.

    Raises:
        OutOfScope: the user may not set this installation up.
        ProfileIsThere: the first start is over, or a second profile follows.
        WrongDay: the day is yet to come.
        WrongPlace: there is no such place on the day, or it is a hamlet.
    """
    workspace = _setting_up(by)
    profile = _only_profile(workspace)
    if day > on:
        raise WrongDay(f"Ngày {print_day(day)} chưa tới; hãy ghi hôm nay hoặc một ngày đã qua.")
    place = require_place(place_id, on=day)
    before = {"dia_ban": workspace.place_id}
    workspace.place_id, workspace.place_on = place_id, day
    _mark(workspace, Step.PLACE, StepState.DONE)
    if profile and profile.place_id != place_id:
        profile.place_id, profile.valid_from, profile.valid_until = place_id, day, place.valid_until
        profile.save()
        _mark(workspace, Step.PROFILE, StepState.SKIPPED)
    if by.user_id is not None:
        _seat(by.user_id, place_id, on)
    after = {"dia_ban": place_id, "ten": place.title, "theo_ngay": print_day(day)}
    audit.record(by=by, deed=PLACE_CHOSEN, subject=WORKSPACE, at=at, place_id=place_id, before=before, after=after)


@transaction.atomic
def enter_first_profile(*, by: Scope, at: datetime, on: date, details: ProfileDetails) -> int:
    """Make the first profile of the place chosen, or correct it while the first start goes on; return its id.

    Nobody else is there yet who could approve it; every later one needs a second person.

    Raises:
        OutOfScope: the user may not set this installation up.
        NoPlaceYet: no place was chosen.
        ProfileIsThere: the first start is over, or another profile follows.
        WrongDay: it would begin in the future.
        WrongPlace: the place chosen does not exist on that day.
    """
    workspace = _setting_up(by)
    if workspace.place_id is None:
        raise NoPlaceYet
    if details.valid_from > on:
        raise WrongDay("Hồ sơ đầu tiên phải có hiệu lực từ hôm nay hoặc một ngày đã qua.")
    profile = _only_profile(workspace) or Profile()
    before = {"co_quan": profile.authority, "tu_ngay": print_day(profile.valid_from)}
    filled(profile, replace(details, place_id=workspace.place_id)).save()
    _mark(workspace, Step.PROFILE, StepState.DONE)
    audit.record(
        by=by,
        deed=FIRST_PROFILE,
        subject=Subject(KIND, str(profile.pk), profile.authority),
        at=at,
        before=before,
        after=told(details),
    )
    return profile.pk


@transaction.atomic
def enter_years(*, by: Scope, at: datetime, first: int, last: int) -> None:
    """Say for which years the work here is.

    Raises:
        OutOfScope: the user may not set this installation up.
        WrongYears: they run backwards or lie outside the programme's.
    """
    workspace = _setting_up(by)
    if not FIRST_YEAR <= first <= LAST_YEAR or not FIRST_YEAR <= last <= LAST_YEAR:
        raise WrongYears(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    if last < first:
        raise WrongYears("Năm cuối không được trước năm đầu.")
    before = {"tu_nam": workspace.first_year, "den_nam": workspace.last_year}
    workspace.first_year, workspace.last_year = first, last
    _mark(workspace, Step.YEARS, StepState.DONE)
    after = {"tu_nam": first, "den_nam": last}
    audit.record(by=by, deed=YEARS_ENTERED, subject=WORKSPACE, at=at, before=before, after=after)


@transaction.atomic
def mark_step(*, by: Scope, at: datetime, step: Step, state: StepState) -> None:
    """Note that a step was skipped, or done elsewhere (hamlets, people); what is done is not undone by skipping it.

    Raises:
        OutOfScope: the user may not set this installation up.
    """
    workspace = _setting_up(by)
    was = workspace.steps_done.get(step)
    if was == state or (was == StepState.DONE and state == StepState.SKIPPED):
        return
    _mark(workspace, step, state)
    audit.record(by=by, deed=STEP_MARKED, subject=WORKSPACE, at=at, before={step: was}, after={step: state})


@transaction.atomic
def finish_setting_up(*, by: Scope, at: datetime) -> None:
    """Say that the first start is over; what was skipped can be done later all the same.

    Raises:
        OutOfScope: the user may not set this installation up.
        NoPlaceYet: there is no profile: without it nobody would have a right to anything here.
    """
    workspace = _setting_up(by)
    if not Profile.objects.exists():
        raise NoPlaceYet
    if workspace.ready_at:
        return
    workspace.ready_at = at
    workspace.save()
    audit.record(by=by, deed=READY, subject=WORKSPACE, at=at, after={"cac_buoc": dict(workspace.steps_done)})


def _setting_up(by: Scope) -> Workspace:
    require_real()
    if not may_set_up(by):
        raise OutOfScope(Permission.MANAGE_PROFILE)
    return Workspace.objects.select_for_update().get()


def _only_profile(workspace: Workspace) -> Profile | None:
    """Return the profile of this first start, if one was made; afterwards profiles are changed with a second person."""
    there = list(Profile.objects.all()[:2])
    if workspace.ready_at or len(there) > 1:
        raise ProfileIsThere
    return there[0] if there else None


def _mark(workspace: Workspace, step: Step, state: StepState) -> None:
    workspace.steps_done = {**workspace.steps_done, step: state}
    workspace.save()


def _seat(user_id: int, place_id: int, on: date) -> None:
    """Give the administrator the seat of the place chosen; one of a place chosen before ends without a day."""
    Holding.objects.filter(user_id=user_id, basis=ADMINISTRATOR_BASIS, valid_until=None).exclude(
        seat__place_id=place_id
    ).update(valid_until=on, valid_from=on)
    seat, _ = Seat.objects.get_or_create(role=Role.ADMINISTRATOR, agency=None, place_id=place_id)
    if not Holding.objects.filter(seat=seat, user_id=user_id, valid_until=None).exists():
        Holding.objects.create(seat=seat, user_id=user_id, valid_from=on, basis=ADMINISTRATOR_BASIS)
