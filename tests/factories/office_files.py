"""Office files made by hand, so that a test shows the very XML it is about."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

WORD_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
SHEET_NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets: str) -> str:
    """Return a .rels part: what a part points to, by kind (a figure behind the kind tells several apart)."""
    written = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE_RELATIONS}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{written}</Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def word_file(
    body: str, *, styles: str = "", numbering: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a .docx with this content of w:body, w:styles and w:numbering."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", numbering="numbering.xml"),
        "word/document.xml": f"<w:document {WORD_NAMES}><w:body>{body}</w:body></w:document>",
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {WORD_NAMES}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {WORD_NAMES}>{numbering}</w:numbering>"
    return zipped(parts | dict(more or {}))


def paragraph(text: str, *, list_id: int | None = None, level: int | None = None, style: str = "") -> str:
    """Return a w:p, numbered by a list where one is named."""
    numbered = ""
    if list_id is not None or level is not None:
        numbered += f'<w:ilvl w:val="{level or 0}"/>' if level is not None else ""
        numbered += f'<w:numId w:val="{list_id}"/>' if list_id is not None else ""
        numbered = f"<w:numPr>{numbered}</w:numPr>"
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: Iterable[str]) -> str:
    """Return a w:tbl; a cell is its text, or its w:tc."""
    written = "".join(
        "<w:tr>" + "".join(cell if cell.startswith("<w:tc") else word_cell(cell) for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{written}</w:tbl>"


def word_cell(text: str, properties: str = "") -> str:
    """Return a w:tc with one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def workbook(
    sheets: Mapping[str, str], *, shared: Iterable[str] = (), more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an .xlsx whose sheets hold this content of sheetData."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="worksheet{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    related = {f"worksheet{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {SHEET_NAMES} xmlns:r="{OFFICE_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(sharedStrings="sharedStrings.xml", **related),
    }
    for number, content in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {SHEET_NAMES}><sheetData>{content}</sheetData></worksheet>"
        )
    if shared:
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        parts["xl/sharedStrings.xml"] = f"<sst {SHEET_NAMES}>{items}</sst>"
    return zipped(parts | dict(more or {}))
