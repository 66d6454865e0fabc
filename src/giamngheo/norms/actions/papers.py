"""Entering papers signed outside the system, and withdrawing those entered wrongly."""

from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import ManyToOneRel

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.common.text import fold
from giamngheo.files import actions as files
from giamngheo.files.kinds import FileKind
from giamngheo.norms.kinds import PaperDetails, Scan
from giamngheo.norms.models import SignedPaper
from giamngheo.norms.queries.papers import NoSuchPaper, signing_rights

PAPER_ENTERED = Deed("norms.paper_entered", "Nhập văn bản đã ký")
PAPER_WITHDRAWN = Deed("norms.paper_withdrawn", "Rút văn bản nhập sai")


class NotYetSigned(ValueError):
    """The paper would have been signed on a day that is yet to come."""

    def __init__(self) -> None:
        super().__init__("Ngày ký chưa tới; hãy xem lại ngày trên văn bản.")


class NoSuchAuthority(ValueError):
    """The right to sign that was chosen is not recorded for the day of the paper."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"Người này chưa có thẩm quyền ký được ghi nhận cho ngày {print_day(day)}; "
            "hãy chọn lại trong danh sách của ngày đó, hoặc tự ghi người ký."
        )


class PaperIsThere(ValueError):
    """A paper of the same number, day and authority was entered before."""

    def __init__(self) -> None:
        super().__init__("Văn bản cùng số, cùng ngày, cùng cơ quan ban hành đã được nhập rồi; hãy tìm trong danh sách.")


class PaperInUse(RuntimeError):
    """Something was approved by this paper: it stays."""

    def __init__(self) -> None:
        super().__init__("Đã có nội dung được phê duyệt hoặc bàn giao theo văn bản này nên không rút được.")


@transaction.atomic
def enter_paper(*, by: Scope, at: datetime, on: date, details: PaperDetails, scan: Scan | None = None) -> int:
    """Enter a paper signed outside, with its scan if there is one; return its id.

    Where the signatory is chosen among those with a recorded right to sign on that day, or typed as one of them, the
    paper remembers it; otherwise pages say that none was recorded.

    Raises:
        OutOfScope: the user keeps no files for that place.
        NotYetSigned: the day is yet to come.
        NoSuchAuthority: the right to sign that was chosen does not hold on that day.
        PaperIsThere: it was entered before.
        NotAccepted: the scan is empty, too large or neither PDF nor picture.
    """
    by.require(Permission.KEEP_FILES, details.place_id)
    if by.user_id is None:
        raise OutOfScope(Permission.KEEP_FILES)
    if details.signed_on > on:
        raise NotYetSigned
    details = _with_authority(details)
    entered = _create(details, at=at, user_id=by.user_id)
    if scan:
        entered.scan_id = files.keep_upload(
            by=by,
            at=at,
            name=scan.name,
            content=scan.content,
            kind=FileKind.SCAN,
            place_id=details.place_id,
            subject=_subject(entered),
        )
        entered.save()
    after = {
        "ngay_ky": print_day(details.signed_on),
        "the_thuc": details.capacity,
        "co_tham_quyen_ghi_nhan": details.authority_id is not None,
        "ban_chup": entered.scan_id,
    }
    audit.record(by=by, deed=PAPER_ENTERED, subject=_subject(entered), at=at, place_id=details.place_id, after=after)
    return entered.pk


@transaction.atomic
def withdraw_paper(*, by: Scope, at: datetime, paper_id: int, reason: str) -> None:
    """Take back a paper that was entered wrongly; it stays readable, with the reason.

    Raises:
        NoSuchPaper: there is none that still counts.
        OutOfScope: somebody else entered it, and the user does not manage the installation.
        PaperInUse: something was approved by it.
    """
    found = SignedPaper.objects.select_for_update().filter(pk=paper_id, withdrawn_at=None).first()
    if found is None:
        raise NoSuchPaper(paper_id)
    if found.entered_by_id != by.user_id:
        by.require(Permission.MANAGE_PROFILE, None)
    if _is_cited(found):
        raise PaperInUse
    found.withdrawn_at, found.withdrawn_reason = at, reason[:300]
    found.save()
    audit.record(by=by, deed=PAPER_WITHDRAWN, subject=_subject(found), at=at, place_id=found.place_id, reason=reason)


def _create(details: PaperDetails, *, at: datetime, user_id: int) -> SignedPaper:
    searched = (details.number, details.title, details.authority, details.signatory)
    try:
        with transaction.atomic():
            return SignedPaper.objects.create(
                number=details.number,
                signed_on=details.signed_on,
                title=details.title,
                authority=details.authority,
                signatory=details.signatory,
                capacity=details.capacity,
                for_whom=details.for_whom,
                signed_under_id=details.authority_id,
                place_id=details.place_id,
                folded=fold(" ".join(searched)),
                entered_at=at,
                entered_by_id=user_id,
            )
    except IntegrityError:
        raise PaperIsThere from None


def _with_authority(details: PaperDetails) -> PaperDetails:
    """Fill in the signatory from the recorded right that was chosen, or find the right of the one typed."""
    recorded = signing_rights(on=details.signed_on)
    if details.authority_id is None:
        fitting = [
            one.id
            for one in recorded
            if fold(one.name) == fold(details.signatory)
            and one.capacity == details.capacity
            and fold(details.for_whom) in {"", fold(one.for_whom)}
        ]
        return replace(details, authority_id=fitting[0]) if len(fitting) == 1 else details
    for one in recorded:
        if one.id == details.authority_id:
            return replace(details, signatory=one.name, capacity=one.capacity, for_whom=one.for_whom)
    raise NoSuchAuthority(details.signed_on)


def _is_cited(paper: SignedPaper) -> bool:
    """Whether any record, of this package or of one above it, rests on the paper."""
    links = [link for link in SignedPaper._meta.related_objects if isinstance(link, ManyToOneRel)]
    return any(link.related_model._default_manager.filter(**{link.field.name: paper}).exists() for link in links)


def _subject(one: SignedPaper) -> Subject:
    return Subject("signed_paper", str(one.pk), f"Văn bản số {one.number}")
