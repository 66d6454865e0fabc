"""A second person's yes or no, generic by subject: the package that owns the subject calls these and acts on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from giamngheo.accounts.kinds import Permission
from giamngheo.accounts.models import User
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.common.text import compose, fold, squeeze
from giamngheo.norms.kinds import PaperRow
from giamngheo.norms.models import Approval
from giamngheo.norms.queries.approvals import NoSuchApproval
from giamngheo.norms.queries.papers import paper

ASKED = Deed("norms.asked", "Trình phê duyệt")
APPROVED = Deed("norms.approved", "Phê duyệt trong hệ thống")
APPROVED_BY_PAPER = Deed("norms.approved_by_paper", "Ghi nhận phê duyệt theo văn bản đã ký")
REFUSED = Deed("norms.refused", "Không phê duyệt")
WITHDRAWN = Deed("norms.withdrawn", "Rút lại nội dung đã trình")


class AlreadyWaiting(RuntimeError):
    """The same thing waits for a second person already."""

    def __init__(self) -> None:
        super().__init__("Nội dung này đã trình và đang chờ phê duyệt; không cần trình lại.")


class AlreadyDecided(RuntimeError):
    """Somebody decided it before, or took it back."""

    def __init__(self) -> None:
        super().__init__("Nội dung này đã có người quyết định hoặc đã được rút lại; hãy mở lại danh sách để xem.")


class OwnWork(RuntimeError):
    """Whoever asked for an approval, or prepared what it is about, may not give it."""

    def __init__(self) -> None:
        super().__init__("Người trình hoặc người lập không được tự phê duyệt; cần một người thứ hai.")


class NoReason(ValueError):
    """Something is refused without a word why."""

    def __init__(self) -> None:
        super().__init__("Hãy ghi lý do để người trình biết cần sửa gì.")


class PaperDoesNotCount(RuntimeError):
    """The signed paper cannot stand for a second person's approval; the message says why."""


@transaction.atomic
def ask_approval(
    *,
    by: Scope,
    at: datetime,
    subject: Subject,
    place_id: int | None,
    prepared_by: int | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Put something before a second person; return the approval's id.

    Args:
        by: who asks; the package that owns the subject has checked that they may.
        at: when.
        subject: what is to be approved.
        place_id: the place whose approvers may decide; None is the whole installation.
        prepared_by: who prepared it, where that is somebody else.
        after: what it says, for the trace.

    Raises:
        OutOfScope: nobody is signed in.
        AlreadyWaiting: it was asked before and is not decided yet.
    """
    if by.user_id is None:
        raise OutOfScope(Permission.APPROVE)
    try:
        with transaction.atomic():  # sent twice: the second meets the first one's row
            asked = Approval.objects.create(
                subject_kind=subject.kind,
                subject_id=subject.id,
                subject_label=subject.label[:300],
                place_id=place_id,
                asked_at=at,
                asked_by_id=by.user_id,
                prepared_by_id=prepared_by or by.user_id,
            )
    except IntegrityError:
        raise AlreadyWaiting from None
    audit.record(by=by, deed=ASKED, subject=subject, at=at, place_id=place_id, after=after)
    return asked.pk


@transaction.atomic
def approve(*, by: Scope, at: datetime, kind: str, subject_id: str, remark: str = "") -> None:
    """Say yes to what waits about a subject, as a second person in the system.

    Raises:
        OutOfScope: the user does not approve for its place.
        OwnWork: the user asked for it or prepared it.
        NoSuchApproval, AlreadyDecided: nothing about it was asked, or it is decided.
    """
    waiting = _waiting(kind, subject_id)
    by.require(Permission.APPROVE, waiting.place_id)
    _require_second_person(waiting, by.user_id)
    _decide(waiting, by=by, at=at, deed=APPROVED, is_approved=True, remark=remark)


@transaction.atomic
def refuse(*, by: Scope, at: datetime, kind: str, subject_id: str, reason: str) -> None:
    """Say no to what waits about a subject, and why.

    Raises:
        OutOfScope: the user does not approve for its place.
        OwnWork: the user asked for it or prepared it; they withdraw it instead.
        NoReason: no reason was given.
        NoSuchApproval, AlreadyDecided: nothing about it was asked, or it is decided.
    """
    waiting = _waiting(kind, subject_id)
    by.require(Permission.APPROVE, waiting.place_id)
    _require_second_person(waiting, by.user_id)
    if not reason.strip():
        raise NoReason
    _decide(waiting, by=by, at=at, deed=REFUSED, is_approved=False, remark=reason)


@transaction.atomic
def approve_by_paper(*, by: Scope, at: datetime, kind: str, subject_id: str, paper_id: int) -> None:
    """Note that what waits was approved by a paper signed outside; who asked may note it too.

    Raises:
        OutOfScope: the user neither asked for it or prepared it nor approves for its place.
        NoSuchPaper: there is no such paper for this user.
        PaperDoesNotCount: it was withdrawn, has no scan, or whoever asked signed it themselves.
        NoSuchApproval, AlreadyDecided: nothing about it was asked, or it is decided.
    """
    waiting = _waiting(kind, subject_id)
    if by.user_id not in {waiting.asked_by_id, waiting.prepared_by_id}:
        by.require(Permission.APPROVE, waiting.place_id)
    signed = paper(paper_id, scope=by)
    _require_good(signed, waiting)
    waiting.paper_id = signed.id
    _decide(waiting, by=by, at=at, deed=APPROVED_BY_PAPER, is_approved=True, remark=f"Theo văn bản {signed.citation}")


@transaction.atomic
def withdraw(*, by: Scope, at: datetime, kind: str, subject_id: str) -> None:
    """Take back what one asked for oneself.

    Raises:
        OutOfScope: somebody else asked for it and prepared it.
        NoSuchApproval, AlreadyDecided: nothing about it was asked, or it is decided.
    """
    waiting = _waiting(kind, subject_id)
    if by.user_id not in {waiting.asked_by_id, waiting.prepared_by_id}:
        raise OutOfScope(Permission.APPROVE)
    _decide(waiting, by=by, at=at, deed=WITHDRAWN, is_approved=None, remark="")


def _waiting(kind: str, subject_id: str) -> Approval:
    """Lock what was asked last about a subject, so that of two who decide at once one is told."""
    asked = Approval.objects.select_for_update().filter(subject_kind=kind, subject_id=subject_id).order_by("-pk")
    found = asked.first()
    if found is None:
        raise NoSuchApproval(subject_id)
    if found.decided_at is not None:
        raise AlreadyDecided
    return found


def _require_second_person(waiting: Approval, user_id: int | None) -> None:
    if user_id is None or user_id in {waiting.asked_by_id, waiting.prepared_by_id}:
        raise OwnWork


def _require_good(signed: PaperRow, waiting: Approval) -> None:
    if signed.withdrawn_at:
        raise PaperDoesNotCount("Văn bản này đã được rút vì nhập sai; hãy chọn văn bản khác.")
    if signed.scan_id is None:
        raise PaperDoesNotCount("Văn bản này chưa có bản chụp; hãy nhập văn bản kèm bản chụp rồi chọn lại.")
    first_hands = User.objects.filter(pk__in={waiting.asked_by_id, waiting.prepared_by_id})
    if signed.signer_id is not None:
        is_own = any(user.pk == signed.signer_id for user in first_hands)
    else:
        is_own = any(fold(user.full_name) == fold(signed.signatory) for user in first_hands)
    if is_own:
        raise PaperDoesNotCount("Người ký văn bản chính là người trình hoặc người lập; cần chữ ký của người khác.")


def _decide(waiting: Approval, *, by: Scope, at: datetime, deed: Deed, is_approved: bool | None, remark: str) -> None:
    waiting.decided_at, waiting.decided_by_id, waiting.is_approved = at, by.user_id, is_approved
    waiting.remark = squeeze(compose(remark))[:500]
    waiting.save()
    audit.record(
        by=by,
        deed=deed,
        subject=Subject(waiting.subject_kind, waiting.subject_id, waiting.subject_label),
        at=at,
        place_id=waiting.place_id,
        after={"dong_y": is_approved, "van_ban": waiting.paper_id},
        reason=waiting.remark,
    )
