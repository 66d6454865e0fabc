"""What waits for a second person, and what was decided, each within a scope."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from giamngheo.accounts.kinds import Permission
from giamngheo.audit.kinds import Subject
from giamngheo.common.scope import EVERYWHERE, Scope
from giamngheo.norms.kinds import ApprovalRow, ApprovalState
from giamngheo.norms.models import Approval
from giamngheo.norms.queries.papers import paper_row

PAGE = 50


class NoSuchApproval(LookupError):
    """There is no such approval, or it is not for this user to see."""


def waiting_approvals(scope: Scope) -> list[ApprovalRow]:
    """Return what this user may decide now: within their places, and neither asked nor prepared by them."""
    own = Q(asked_by_id=scope.user_id) | Q(prepared_by_id=scope.user_id)
    waiting = _with_names().filter(_may_approve(scope), decided_at=None).exclude(own)
    return [approval_row(one) for one in waiting.order_by("asked_at", "pk")]


def asked_by_me(scope: Scope) -> list[ApprovalRow]:
    """Return what this user asked for or prepared and nobody has decided."""
    own = Q(asked_by_id=scope.user_id) | Q(prepared_by_id=scope.user_id)
    return [approval_row(one) for one in _with_names().filter(own, decided_at=None).order_by("asked_at", "pk")]


def decided_approvals(scope: Scope, *, before: int | None = None) -> list[ApprovalRow]:
    """Return a page of what was decided, the newest first, and one more where there are more.

    Args:
        scope: who asks.
        before: id of the last row of the page before.
    """
    decided = _with_names().filter(_may_see(scope)).exclude(decided_at=None)
    if before and (last := decided.filter(pk=before).first()):
        decided = decided.filter(Q(decided_at__lt=last.decided_at) | Q(decided_at=last.decided_at, pk__lt=last.pk))
    return [approval_row(one) for one in decided.order_by("-decided_at", "-pk")[: PAGE + 1]]


def has_approvals(scope: Scope) -> bool:
    """Say whether there can be anything about approvals for this user: who may approve, or has asked for one."""
    if scope.holds(Permission.APPROVE):
        return True
    return Approval.objects.filter(Q(asked_by_id=scope.user_id) | Q(prepared_by_id=scope.user_id)).exists()


def approval(approval_id: int, *, scope: Scope) -> ApprovalRow:
    """Return one approval.

    Raises:
        NoSuchApproval: there is none, or it is not for this user to see.
    """
    return one_visible(approval_id, scope=scope)


def approval_of(subject_kind: str, subject_id: str) -> ApprovalRow | None:
    """Return the last approval asked for a subject, for the package that owns it and has checked who asks."""
    found = _with_names().filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-pk").first()
    return approval_row(found) if found else None


def approvals_of(subject_kind: str) -> list[ApprovalRow]:
    """Return all approvals asked for a kind of subject, the oldest first, for the package that owns it."""
    return [approval_row(one) for one in _with_names().filter(subject_kind=subject_kind).order_by("pk")]


def waits_for_one_of(subject_kind: str, subject_ids: Iterable[str]) -> bool:
    """Say whether an approval for one of these subjects is undecided, for the package that owns them."""
    return Approval.objects.filter(
        subject_kind=subject_kind, subject_id__in=list(subject_ids), decided_at=None
    ).exists()


def one_visible(approval_id: int, *, scope: Scope) -> ApprovalRow:
    """Return one approval within the scope, for the other queries of this package.

    Raises:
        NoSuchApproval: there is none, or it is not for this user to see.
    """
    found = _with_names().filter(_may_see(scope), pk=approval_id).first()
    if found is None:
        raise NoSuchApproval(approval_id)
    return approval_row(found)


def approval_row(found: Approval) -> ApprovalRow:
    """Turn an approval, its names and paper loaded, into a row."""
    return ApprovalRow(
        id=found.pk,
        subject=Subject(found.subject_kind, found.subject_id, found.subject_label),
        place_id=found.place_id,
        asked_at=found.asked_at,
        asked_by=found.asked_by.full_name,
        asked_by_id=found.asked_by_id,
        prepared_by_id=found.prepared_by_id,
        decided_at=found.decided_at,
        decided_by=found.decided_by.full_name if found.decided_by else "",
        state=_state(found),
        paper=paper_row(found.paper) if found.paper else None,
        remark=found.remark,
    )


def _state(found: Approval) -> ApprovalState:
    if found.decided_at is None:
        return ApprovalState.WAITING
    if found.is_approved is None:
        return ApprovalState.WITHDRAWN
    if not found.is_approved:
        return ApprovalState.REFUSED
    return ApprovalState.BY_PAPER if found.paper_id else ApprovalState.APPROVED


def _may_approve(scope: Scope) -> Q:
    places = scope.places(Permission.APPROVE)
    return Q() if places is EVERYWHERE else Q(place_id__in=places)


def _may_see(scope: Scope) -> Q:
    if scope.places(Permission.APPROVE) is EVERYWHERE:
        return Q()  # an empty Q gives way in a union: it would leave only the user's own
    return _may_approve(scope) | Q(asked_by_id=scope.user_id) | Q(prepared_by_id=scope.user_id)


def _with_names() -> "QuerySet[Approval]":
    return Approval.objects.select_related("asked_by", "decided_by", "paper__entered_by", "paper__signed_under")
