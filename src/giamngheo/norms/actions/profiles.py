"""Changing whose installation this is, from a day on, with a second person."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import Agency, Holding
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.norms.actions import approvals
from giamngheo.norms.kinds import ProfileDetails
from giamngheo.norms.models import Profile
from giamngheo.norms.queries.approvals import waits_for_one_of
from giamngheo.norms.queries.profiles import KIND, in_force
from giamngheo.places import queries as places
from giamngheo.places.kinds import Level, PlaceRow
from giamngheo.places.queries.periods import on_day

IN_FORCE = Deed("norms.profile_in_force", "Đổi hồ sơ đơn vị")


class WrongPlace(ValueError):
    """The place does not exist on that day, or no installation can be for it."""


class ProfileStartsThatDay(ValueError):
    """Another profile in force begins on the same day."""

    def __init__(self, day: date) -> None:
        super().__init__(f"Đã có hồ sơ đơn vị từ ngày {print_day(day)}; hãy chọn ngày khác.")


class NobodyWouldManage(RuntimeError):
    """Under the new profile nobody could manage users any more: no administrator has a seat at its place."""

    def __init__(self, title: str, day: date) -> None:
        super().__init__(
            f"Chưa có người quản trị nào giữ vị trí tại {title} vào ngày {print_day(day)}, nên nếu đổi hồ sơ thì không "
            "ai quản lý được người dùng; hãy giao vị trí “Quản trị” tại đó trước."
        )


@transaction.atomic
def propose_profile(*, by: Scope, at: datetime, details: ProfileDetails) -> int:
    """Propose whose installation this is from a day on; return the approval that waits for a second person.

    Raises:
        OutOfScope: the user does not manage the installation.
        WrongPlace: there is no such place on that day, or it is a hamlet.
        ProfileStartsThatDay: a profile begins on that day already.
        AlreadyWaiting: a proposal for the same day waits.
    """
    by.require(Permission.MANAGE_PROFILE, None)
    _require_free(details.valid_from)
    same_day = Profile.objects.filter(is_proposed=True, valid_from=details.valid_from)
    if waits_for_one_of(KIND, [str(one.pk) for one in same_day]):
        raise approvals.AlreadyWaiting
    proposed = filled(Profile(is_proposed=True), details)
    proposed.save()
    return approvals.ask_approval(by=by, at=at, subject=_subject(proposed), place_id=None, after=told(details))


@transaction.atomic
def approve_profile(*, by: Scope, at: datetime, on: date, profile_id: int, remark: str = "") -> None:
    """Approve a proposed profile, in the system; from its first day on it is the one that counts.

    Raises:
        OutOfScope, OwnWork, NoSuchApproval, AlreadyDecided: see `approvals.approve`.
        ProfileStartsThatDay: meanwhile another profile begins that day.
        NobodyWouldManage: no administrator has a seat at its place.
    """
    approvals.approve(by=by, at=at, kind=KIND, subject_id=str(profile_id), remark=remark)
    _put_in_force(profile_id, by=by, at=at, on=on)


@transaction.atomic
def approve_profile_by_paper(*, by: Scope, at: datetime, on: date, profile_id: int, paper_id: int) -> None:
    """Note that a proposed profile was approved by a signed paper; from its first day on it is the one that counts.

    Raises:
        OutOfScope, NoSuchPaper, PaperDoesNotCount, NoSuchApproval, AlreadyDecided: see `approvals.approve_by_paper`.
        ProfileStartsThatDay: meanwhile another profile begins that day.
        NobodyWouldManage: no administrator has a seat at its place.
    """
    approvals.approve_by_paper(by=by, at=at, kind=KIND, subject_id=str(profile_id), paper_id=paper_id)
    _put_in_force(profile_id, by=by, at=at, on=on)


def require_place(place_id: int, *, on: date) -> PlaceRow:
    """Return the province, district or commune an installation can be for.

    Raises:
        WrongPlace: there is no such place on that day, or it is a hamlet.
    """
    try:
        found = places.place(place_id, on=on)
    except places.NoSuchPlace:
        raise WrongPlace(f"Không có địa bàn này vào ngày {print_day(on)}; hãy chọn lại địa bàn hoặc ngày.") from None
    if found.level == Level.HAMLET:
        raise WrongPlace("Hệ thống mở cho cấp tỉnh, huyện hoặc xã, không mở riêng cho một thôn, ấp, khu phố.")
    return found


def filled(profile: Profile, details: ProfileDetails) -> Profile:
    """Fill a profile, not yet saved; it lasts no longer than its place.

    Raises:
        WrongPlace: see `require_place`.
    """
    place = require_place(details.place_id, on=details.valid_from)
    profile.place_id = place.id
    profile.authority = details.authority
    profile.leader_title, profile.leader_name = details.leader_title, details.leader_name
    profile.standing_office = _office(details.standing_office, place.id)
    profile.finance_office = _office(details.finance_office, place.id)
    profile.reports_to, profile.basis = details.reports_to, details.basis
    profile.valid_from, profile.valid_until = details.valid_from, place.valid_until
    return profile


def told(details: ProfileDetails) -> dict[str, Any]:
    """Return what is entered of a profile as the trace keeps it."""
    return {
        "dia_ban": details.place_id,
        "co_quan": details.authority,
        "nguoi_dung_dau": f"{details.leader_title} {details.leader_name}".strip(),
        "thuong_truc": details.standing_office,
        "tai_chinh": details.finance_office,
        "bao_cao_cho": details.reports_to,
        "tu_ngay": print_day(details.valid_from),
        "can_cu": details.basis,
    }


def _put_in_force(profile_id: int, *, by: Scope, at: datetime, on: date) -> None:
    profile = Profile.objects.select_for_update().get(pk=profile_id)
    _require_free(profile.valid_from)
    after = in_force().filter(valid_from__gt=profile.valid_from).order_by("valid_from").first()
    ends = [day for day in (profile.valid_until, after.valid_from if after else None) if day]
    profile.valid_until = min(ends, default=None)
    _require_somebody_to_manage(profile, on)
    before = in_force().filter(valid_from__lt=profile.valid_from).order_by("-valid_from").first()
    if before and (before.valid_until is None or before.valid_until > profile.valid_from):
        before.valid_until = profile.valid_from
        before.save()
    profile.is_proposed = False
    profile.save()
    audit.record(
        by=by,
        deed=IN_FORCE,
        subject=_subject(profile),
        at=at,
        before={"ho_so_truoc": before.authority if before else None},
        after={"tu_ngay": print_day(profile.valid_from), "den_truoc_ngay": print_day(profile.valid_until)},
    )


def _require_free(day: date) -> None:
    if in_force().filter(valid_from=day).exists():
        raise ProfileStartsThatDay(day)


def _require_somebody_to_manage(profile: Profile, on: date) -> None:
    """Only a profile that counts today or later can lock people out; one entered for years past cannot."""
    if profile.valid_until and profile.valid_until <= on:
        return
    day = max(on, profile.valid_from)
    there = Q(seat__role=Role.ADMINISTRATOR, seat__place_id=profile.place_id, user__is_active=True)
    if not Holding.objects.filter(on_day(day), there).exists():
        raise NobodyWouldManage(places.titles([profile.place_id], on=day)[profile.place_id], day)


def _office(name: str, place_id: int) -> Agency | None:
    """Return the office of that name at the place, made where it is not there yet; None where no name is given."""
    if not name:
        return None
    office = Agency.objects.filter(name=name, place_id=place_id, valid_until=None).first()
    return office or Agency.objects.create(name=name, place_id=place_id)


def _subject(profile: Profile) -> Subject:
    return Subject(KIND, str(profile.pk), f"Hồ sơ đơn vị {profile.authority} từ ngày {print_day(profile.valid_from)}")
