"""The one door for files that come in and files that go out; each opening is recorded."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from giamngheo.accounts.kinds import Permission
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.files.opening import safe_name
from giamngheo.files import queries, store
from giamngheo.files.kinds import MEGABYTE, Direction, FileKind, Media, OpenedFile
from giamngheo.files.media import NotAccepted, recognise, with_right_suffix
from giamngheo.files.models import StoredFile

KEPT = Deed("files.kept", "Tải tệp lên")
EXPORTED = Deed("files.exported", "Xuất tệp")
OPENED = Deed("files.opened", "Mở tệp")
SWEPT = Deed("files.swept", "Dọn nội dung không còn dùng")

LONGEST_REASON = 300


class EmptyUpload(NotAccepted):
    """The file has no content."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Tệp “{name}” không có nội dung. Hãy chọn lại tệp.")


class TooLarge(NotAccepted):
    """The file is larger than its kind allows."""

    def __init__(self, name: str, kind: FileKind) -> None:
        limit = kind.limit_bytes // MEGABYTE
        super().__init__(
            f"Tệp “{name}” nặng hơn {limit} MB. Hãy quét lại ở 200–300 dpi, bỏ bớt ảnh, hoặc tách thành nhiều tệp."
        )


class ReasonMissing(ValueError):
    """Sensitive data leave only with a reason."""

    def __init__(self) -> None:
        super().__init__("Tệp có dữ liệu cá nhân nhạy cảm: hãy ghi lý do xuất, ví dụ “gửi Sở theo công văn số …”.")


def keep_upload(  # noqa: PLR0913 – what is known of an upload, each named by its caller
    *,
    by: Scope,
    at: datetime,
    name: str,
    content: bytes | store.Readable,
    kind: FileKind,
    place_id: int | None,
    subject: Subject | None = None,
    reason: str = "",
    is_sensitive: bool = False,
) -> int:
    """Keep a file that somebody handed in; return its id.

    Args:
        by: who hands it in.
        at: when.
        name: as the browser gave it; only its cleaned last part is kept.
        content: what is in it.
        kind: what it is for; decides what it may be and how large.
        place_id: the place it belongs to, which decides who may open it; None is the whole installation.
        subject: what it is about, such as a signed paper.
        reason: why, in the user's words.
        is_sensitive: whether it holds sensitive personal data.

    Raises:
        OutOfScope: files may not be kept for this place by this user.
        NotAccepted: the content is not what its kind allows (also `EmptyUpload`, `TooLarge`).
    """
    if not by.covers(Permission.KEEP_FILES, place_id) or not kind.is_uploaded:
        raise OutOfScope(Permission.KEEP_FILES)
    cleaned = safe_name(name)
    draft, media = _stored(cleaned, content, kind)
    row = StoredFile(
        direction=Direction.UPLOAD,
        kind=kind,
        name=with_right_suffix(cleaned, media),
        media_type=media,
        size=draft.size,
        sha256=draft.sha256,
        place_id=place_id,
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else "",
        is_sensitive=is_sensitive,
        reason=squeeze(reason)[:LONGEST_REASON],
    )
    return _enter(row, by=by, at=at, deed=KEPT)


def keep_export(  # noqa: PLR0913 – what is known of an export, each named by its caller
    *,
    by: Scope,
    at: datetime,
    name: str,
    content: bytes | store.Readable,
    kind: FileKind,
    media: Media,
    place_id: int | None,
    subject: Subject | None = None,
    reason: str = "",
    is_sensitive: bool = False,
    touched: Iterable[tuple[str, str]] = (),
) -> int:
    """Keep a file that was made here for somebody to take away; return its id.

    The caller has checked that what is in it may be seen by this user. `touched` names (kind, id) of everybody whose
    data are in it. The other arguments are those of `keep_upload`.

    Raises:
        ReasonMissing: it is sensitive and no reason was given.
    """
    if is_sensitive and not reason.strip():
        raise ReasonMissing
    with store.drafted(store.pieces_of(content)) as draft:
        store.put(draft)
    row = StoredFile(
        direction=Direction.EXPORT,
        kind=kind,
        name=with_right_suffix(safe_name(name), media),
        media_type=media,
        size=draft.size,
        sha256=draft.sha256,
        place_id=place_id,
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else "",
        is_sensitive=is_sensitive,
        reason=squeeze(reason)[:LONGEST_REASON],
    )
    return _enter(row, by=by, at=at, deed=EXPORTED, touched=touched)


@transaction.atomic
def open_file(*, by: Scope, at: datetime, file_id: int) -> OpenedFile:
    """Open a file for its reader, who closes it; the opening is recorded.

    Raises:
        NoSuchFile: there is none of this number.
        OutOfScope: it is not for this user.
        ContentMissing: its content is no longer what was kept.
    """
    row = queries.require_readable(file_id, scope=by)
    content = store.open_content(row.sha256)
    audit.record(by=by, deed=OPENED, subject=_subject(row), at=at, place_id=row.place_id)
    return OpenedFile(row.name, Media(row.media_type), row.size, content)


def sweep(*, by: Scope, at: datetime) -> int:
    """Remove contents without a row and drafts of uploads that were cut off, a day old or more; return how many.

    Raises:
        OutOfScope: this is for whoever backs up.
    """
    by.require(Permission.BACK_UP, EVERYWHERE)
    used = StoredFile.objects.values_list("sha256", flat=True).distinct().iterator()
    removed = store.remove_unused(used, at=at)
    if removed:
        with transaction.atomic():
            audit.record(by=by, deed=SWEPT, subject=Subject("store", "", "Kho tệp"), at=at, after={"removed": removed})
    return removed


def _stored(name: str, content: bytes | store.Readable, kind: FileKind) -> tuple[store.Draft, Media]:
    """Put a content that came in where contents lie, once it is what its kind allows."""
    try:
        with store.drafted(store.pieces_of(content), limit_bytes=kind.limit_bytes) as draft:
            if not draft.size:
                raise EmptyUpload(name)
            media = recognise(name, draft.path.read_bytes(), kind)
            store.put(draft)
    except store.TooLong as error:
        raise TooLarge(name, kind) from error
    return draft, media


@transaction.atomic
def _enter(row: StoredFile, *, by: Scope, at: datetime, deed: Deed, touched: Iterable[tuple[str, str]] = ()) -> int:
    """Write the row of a content that has its place already: a row never stands for a file that is not there."""
    row.kept_at, row.kept_by_id, row.folded = at, by.user_id, fold(row.name)
    row.save(force_insert=True)
    audit.record(
        by=by,
        deed=deed,
        subject=_subject(row),
        at=at,
        place_id=row.place_id,
        after={"kind": row.kind, "size": row.size, "sha256": row.sha256, "is_sensitive": row.is_sensitive},
        reason=row.reason,
        touched=touched,
    )
    return row.pk


def _subject(row: StoredFile) -> Subject:
    return Subject("file", str(row.pk), row.name)
