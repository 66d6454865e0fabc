"""People within a scope: a list to search, and one person with the seats held over time."""

import re
from contextlib import suppress
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from giamngheo.accounts.kinds import HoldingRow, PeoplePage, PeopleSought, Permission, PersonRow, UserRow
from giamngheo.accounts.models import Absence, Holding, SigningAuthority, User
from giamngheo.accounts.queries.absences import absence_rows, authority_rows
from giamngheo.accounts.queries.scopes import is_open, not_over
from giamngheo.accounts.queries.seats import holding_rows
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.common.text import fold
from giamngheo.places import queries as places

PAGE = 50
EVERYBODY = PeopleSought()
_MOST_WORDS = 8
_DIGITS = re.compile(r"[\d\s.\-+()]{3,}")


class NoSuchUser(LookupError):
    """There is no such user within the scope."""


def people(*, scope: Scope, on: date, sought: PeopleSought = EVERYBODY, after: int | None = None) -> PeoplePage:
    """Return a page of the people who hold seats in the places the user may see, by given name.

    Args:
        scope: who asks.
        on: the day.
        sought: which people.
        after: id of the last person of the page before.
    """
    found = _listed(scope, on, sought)
    for word in fold(sought.text).split()[:_MOST_WORDS]:
        found = found.filter(_has(word, sought.text))
    if after is not None:
        last = User.objects.filter(pk=after).values_list("sort_key", flat=True).first() or ""
        found = found.filter(Q(sort_key__gt=last) | Q(sort_key=last, pk__gt=after))
    users = list(found.order_by("sort_key", "pk")[: PAGE + 1])
    rows = user_rows(users[:PAGE], scope=scope, on=on)
    return PeoplePage(tuple(rows), users[PAGE - 1].pk if len(users) > PAGE else None)


def person(user_id: int, *, scope: Scope, on: date) -> PersonRow:
    """Return one person, with the seats held over time within the scope.

    Raises:
        NoSuchUser: there is none within the scope.
    """
    user = find(user_id, scope=scope)
    counted = [row for row in holding_rows(Holding.objects.filter(user=user), on=on) if not row.is_void]
    seen = tuple(row for row in counted if scope.covers(Permission.SEE_PEOPLE, row.seat.place_id))
    away = Absence.objects.filter(user=user).order_by("-valid_from", "-pk")
    stands_in = Absence.objects.filter(not_over(on), substitute=user, cancelled_at=None).order_by("valid_from", "pk")
    signs = SigningAuthority.objects.filter(user=user).order_by("-valid_from", "-pk")
    return PersonRow(
        user=_row(user, tuple(row for row in seen if not row.is_over(on)), has_second_factor=bool(_protected([user]))),
        holdings=seen,
        absences=tuple(absence_rows(away)),
        stands_in=tuple(absence_rows(stands_in)),
        authorities=tuple(authority_rows(signs)),
        is_closed=not is_open(user, on=on),
        is_managed=may_manage(user_id, scope=scope, on=on),
        has_seats_elsewhere=len(seen) < len(counted),
    )


def colleagues(user_id: int, *, scope: Scope, on: date) -> list[UserRow]:
    """Return the people who could stand in for somebody: at or within their places, or at the places above.

    Raises:
        NoSuchUser: there is no such user within the scope.
    """
    find(user_id, scope=scope)
    near: set[int] = set()
    for place_id in places_of(user_id, on=on):
        if place_id is not None:
            near |= places.area([place_id], on=on)
            with suppress(places.NoSuchPlace):  # it ended: nothing lies above it any more
                near |= {row.id for row in places.path_to(place_id, on=on)}
    held = _holds(not_over(on) & Q(seat__place_id__in=near))
    return user_rows(
        list(_listed(scope, on, EVERYBODY).filter(held).exclude(pk=user_id).order_by("sort_key", "pk")),
        scope=scope,
        on=on,
    )


def find(user_id: int, *, scope: Scope) -> User:
    """Return the user of an id, if within the scope.

    Raises:
        NoSuchUser: there is none within the scope.
    """
    found = _seen(scope).filter(pk=user_id).first()
    if found is None:
        raise NoSuchUser(user_id)
    return found


def may_manage(user_id: int, *, scope: Scope, on: date) -> bool:
    """Say whether the user may change an account: manages every place it works for."""
    return all(scope.covers(Permission.MANAGE_USERS, place_id) for place_id in places_of(user_id, on=on))


def places_of(user_id: int, *, on: date) -> list[int | None]:
    """Return the places somebody works for on a day or later, or worked for where that is over.

    None, the whole installation, for somebody who never held a seat.
    """
    held = Holding.objects.filter(user_id=user_id).order_by("valid_from", "pk")
    now = list(held.filter(not_over(on)).values_list("seat__place_id", flat=True))
    return list(dict.fromkeys(now or held.values_list("seat__place_id", flat=True))) or [None]


def user_rows(users: list[User], *, scope: Scope, on: date) -> list[UserRow]:
    """Turn users into rows, with the seats held on a day or later within the scope."""
    seats: dict[int, list[HoldingRow]] = {user.pk: [] for user in users}
    for row in holding_rows(Holding.objects.filter(not_over(on), user__in=users), on=on):
        if scope.covers(Permission.SEE_PEOPLE, row.seat.place_id):
            seats[row.user_id].append(row)
    protected = _protected(users)
    return [_row(user, tuple(seats[user.pk]), has_second_factor=user.pk in protected) for user in users]


def _row(user: User, seats: tuple[HoldingRow, ...], *, has_second_factor: bool) -> UserRow:
    return UserRow(
        id=user.pk,
        username=user.username,
        full_name=user.full_name,
        phone=user.phone or "",
        job_title=user.job_title,
        closed_on=user.closed_on,
        last_login=user.last_login,
        has_second_factor=has_second_factor,
        seats=seats,
    )


def _protected(users: list[User]) -> set[int]:
    of_phones = Authenticator.objects.filter(user__in=users, type=Authenticator.Type.TOTP)
    return set(of_phones.values_list("user_id", flat=True))


def _seen(scope: Scope) -> "QuerySet[User]":
    within = scope.places(Permission.SEE_PEOPLE)
    return User.objects.all() if within is EVERYWHERE else User.objects.filter(_holds(Q(seat__place_id__in=within)))


def _listed(scope: Scope, on: date, sought: PeopleSought) -> "QuerySet[User]":
    found = _seen(scope)
    if not sought.with_former:
        found = found.filter(Q(closed_on=None) | Q(closed_on__gt=on), is_active=True)
    seat = Q() if sought.with_former else not_over(on)
    within = scope.places(Permission.SEE_PEOPLE)
    if sought.place_id is not None:
        area = places.area([sought.place_id], on=on)
        within = area if within is EVERYWHERE else area & within
    if within is not EVERYWHERE:
        seat &= Q(seat__place_id__in=within)
    if sought.role is not None:
        seat &= Q(seat__role=sought.role)
    if sought.with_former and not seat:
        return found  # everywhere, and whoever holds or held nothing too
    return found.filter(_holds(seat))


def _holds(seat: Q) -> Exists:
    return Exists(Holding.objects.filter(seat, user_id=OuterRef("pk")))


def _has(word: str, text: str) -> Q:
    found = Q(folded__contains=word) | Q(username__contains=word)
    if _DIGITS.fullmatch(text.strip()):
        found |= Q(phone__contains=re.sub(r"\D", "", text).removeprefix("84"))
    return found
