"""Absences with who stands in, and who may sign for whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import AbsenceRow, AuthorityRow, Capacity, Permission
from giamngheo.accounts.models import Absence, Holding, SigningAuthority
from giamngheo.accounts.queries.scopes import not_over
from giamngheo.common.scope import EVERYWHERE, Scope


def absences(*, scope: Scope, on: date) -> list[AbsenceRow]:
    """Return who is away on a day or later, of the people the user may see; the nearest first."""
    wanted = Absence.objects.filter(not_over(on), _seen(scope), cancelled_at=None)
    return absence_rows(wanted.order_by("valid_from", "pk"))


def absence_rows(wanted: "QuerySet[Absence]") -> list[AbsenceRow]:
    """Turn absences into rows."""
    return [
        AbsenceRow(
            id=one.pk,
            user_id=one.user_id,
            user_name=one.user.full_name,
            substitute_id=one.substitute_id,
            substitute_name=one.substitute.full_name if one.substitute else "",
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            reason=one.reason,
            basis=one.basis,
            is_cancelled=one.cancelled_at is not None,
        )
        for one in wanted.select_related("user", "substitute")
    ]


def authorities(*, scope: Scope, on: date) -> list[AuthorityRow]:
    """Return who may sign for whom on a day or later, of the people the user may see."""
    wanted = SigningAuthority.objects.filter(not_over(on), _seen(scope))
    return authority_rows(wanted.order_by("user__sort_key", "valid_from", "pk"))


def authority_rows(wanted: "QuerySet[SigningAuthority]") -> list[AuthorityRow]:
    """Turn authorities to sign into rows; those ended before they began are left out."""
    return [
        AuthorityRow(
            id=one.pk,
            user_id=one.user_id,
            user_name=one.user.full_name,
            capacity=Capacity(one.capacity),
            for_whom=one.for_whom,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            basis=one.basis,
        )
        for one in wanted.select_related("user")
        if one.valid_until != one.valid_from
    ]


def _seen(scope: Scope) -> Q:
    within = scope.places(Permission.SEE_PEOPLE)
    if within is EVERYWHERE:
        return Q()
    return Q(user_id__in=_holders(within))


def _holders(within: Iterable[int]) -> "QuerySet[Holding, int]":
    return Holding.objects.filter(seat__place_id__in=within).values_list("user_id", flat=True)
