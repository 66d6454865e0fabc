"""What a file is: told by its content, never by its name or by what the browser says of it."""

from giamngheo.documents.reading.files.kinds import Kind, recognise_kind
from giamngheo.documents.reading.files.refusals import UnreadableDocument
from giamngheo.files.kinds import FileKind, Media
from giamngheo.files.pictures import JPEG_START, PNG_START, BrokenPicture, check_jpeg, check_png

_OFFICE = {Kind.WORD: Media.WORD, Kind.WORKBOOK: Media.WORKBOOK}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_TEXTS = (Media.CSV, Media.TEXT)


class NotAccepted(ValueError):
    """The file is not of the kind asked for, or is damaged; the message names it and says what to hand in."""


def recognise(name: str, data: bytes, kind: FileKind) -> Media:
    """Return what a content is, held against its kind.

    Args:
        name: the cleaned name, for messages only.
        data: the whole content.
        kind: what it is handed in as; it decides between a table and a text, which look alike.

    Raises:
        NotAccepted: it is something else, or damaged.
    """
    found = _by_first_bytes(name, data, kind) or _by_letters(data, kind)
    if found is None:
        raise _refused(name, kind, "không thuộc loại tệp được nhận")
    if found not in kind.media:
        raise _refused(name, kind, f"là {found.word}")
    return found


def with_right_suffix(name: str, media: Media) -> str:
    """Return the name with an ending that tells what the file is: “bang.exe” that is a PDF → “bang.exe.pdf”."""
    return name if name.lower().endswith(media.suffixes) else name + media.suffixes[0]


def _refused(name: str, kind: FileKind, found: str) -> NotAccepted:
    return NotAccepted(f"Tệp “{name}” {found}. Loại “{kind.label}” nhận: {kind.hint}.")


def _by_first_bytes(name: str, data: bytes, kind: FileKind) -> Media | None:
    try:
        if data.startswith(PNG_START):
            check_png(data)
            return Media.PNG
        if data.startswith(JPEG_START):
            check_jpeg(data)
            return Media.JPEG
    except BrokenPicture as error:
        raise _refused(name, kind, str(error)) from error
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-4096:]:
            raise _refused(name, kind, "bị hỏng hoặc tải về chưa đủ")
        return Media.PDF
    if data.startswith(b"PK"):
        try:
            return _OFFICE[recognise_kind(name, data)]
        except UnreadableDocument as refusal:  # an archive, a macro, a broken file: it has its own sentence
            raise NotAccepted(str(refusal)) from refusal
    return None


def _by_letters(data: bytes, kind: FileKind) -> Media | None:
    media = next((one for one in _TEXTS if one in kind.media), None)
    return media if media and _is_text(data) else None


def _is_text(data: bytes) -> bool:
    """Whether these are letters only, and no page or picture written in letters (HTML, SVG)."""
    if data.startswith(_UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return False
        return "\0" not in text and not text.lstrip("\ufeff \t\r\n").startswith("<")
    start = data.removeprefix(_UTF_8_MARK).lstrip()[:1]
    return start not in {b"", b"<"} and not any(data.count(code) for code in range(9))
