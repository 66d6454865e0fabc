"""Small whole files of each kind, and some that only look like one."""

import io
import struct
import zlib

from docx import Document
from openpyxl import Workbook

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CSV = "Thôn;Số hộ\nẤp 1;12\n".encode()


def png(width: int = 3, height: int = 2) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(min(height, 50)))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def jpeg(width: int = 16, height: int = 8) -> bytes:
    """The structure of a picture; its coefficients are never decoded here."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\1\1\0\0\x3f\0" + b"\x12\x34\x56"
    return b"\xff\xd8" + application + frame + scan + b"\xff\xd9"


def workbook() -> bytes:
    """A table of one sheet."""
    book = Workbook()
    assert book.active is not None
    book.active.append(["Thôn", "Số hộ"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word() -> bytes:
    """A document of one paragraph."""
    document = Document()
    document.add_paragraph("Kính gửi")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
