"""PDF files made by hand: every Vietnamese letter without a font file, each word exactly where the test puts it."""

import zlib
from collections.abc import Iterable

A4 = (595, 842)
LETTER_WIDTH = 0.5
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def text_at(x: float, y: float, text: str, size: float = 12) -> str:
    """Return the drawing of a text; each letter is half its size wide."""
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def line_from(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return a drawn line."""
    return f"{x} {y} m {to_x} {to_y} l S\n"


def ruled(columns: list[float], rows: list[float]) -> str:
    """Return the borders of a table, every line drawn from end to end."""
    level = [line_from(columns[0], y, columns[-1], y) for y in rows]
    upright = [line_from(x, rows[-1], x, rows[0]) for x in columns]
    return "".join([*level, *upright])


def picture(width: float, height: float) -> str:
    """Return a picture as large as said."""
    return f"q {width} 0 0 {height} 0 0 cm /P Do Q\n"


def pdf_file(pages: Iterable[str], *, size: tuple[int, int] = A4, page_entries: str = "") -> bytes:
    """Return a PDF with these drawings, one page each."""
    contents = list(pages)
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW {int(1000 * LETTER_WIDTH)} /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>".encode(),
        5: _stream(_TO_UNICODE),
        6: b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 "
        b"/FontBBox [0 -200 1000 800] /ItalicAngle 0 /StemV 80 >>",
        7: _stream(
            b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    }
    for index, drawing in enumerate(contents):
        objects[10 + 2 * index] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Contents {11 + 2 * index} 0 R {page_entries} "
            "/Resources << /Font << /F 3 0 R >> /XObject << /P 7 0 R >> >> >>".encode()
        )
        objects[11 + 2 * index] = _stream(drawing.encode())
    return _file(objects)


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    written = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(written)
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {max(objects) + 1}\n".encode()
    for number in range(max(objects) + 1):
        place = places.get(number)
        written += f"{place:010} 00000 n \n".encode() if place else b"0000000000 65535 f \n"
    written += f"trailer << /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(written)
