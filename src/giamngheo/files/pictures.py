"""Is this really a picture, whole, and of a size a screen can show? Read by its structure; nothing is decoded."""

import zlib

LONGEST_SIDE = 20_000
MOST_PIXELS = 120_000_000
"""About what the largest flat scanner gives for a sheet of A3."""

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"

_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


class BrokenPicture(ValueError):
    """The picture is cut off, damaged, or absurdly large; the message says which."""


def check_png(data: bytes) -> None:
    """Walk the chunks of a PNG to its end, each held against its checksum.

    Raises:
        BrokenPicture: it is not whole, or too large.
    """
    at = len(PNG_START)
    while True:
        length = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 4 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(body) != int.from_bytes(check, "big"):
            raise BrokenPicture("bị hỏng hoặc tải về chưa đủ")
        if at == len(PNG_START):
            _check_size(int.from_bytes(body[4:8], "big"), int.from_bytes(body[8:12], "big"))
        if body[:4] == b"IEND":
            return
        at += 12 + length


def check_jpeg(data: bytes) -> None:
    """Walk the segments of a JPEG to its picture and find the picture's end.

    Raises:
        BrokenPicture: it is not whole, or too large.
    """
    at, has_size = 2, False
    while True:
        if len(data) < at + 4 or data[at] != 0xFF:
            raise BrokenPicture("bị hỏng hoặc tải về chưa đủ")
        mark = data[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark in _WITHOUT_LENGTH:
            at += 2
            continue
        if mark in _FRAMES:
            has_size = True
            _check_size(int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big"))
        if mark == 0xDA:
            break
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    if not has_size or data.find(b"\xff\xd9", at) < 0:
        raise BrokenPicture("bị hỏng hoặc tải về chưa đủ")


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise BrokenPicture("bị hỏng, không có kích thước")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise BrokenPicture(f"lớn bất thường ({width} × {height} điểm ảnh); hãy quét lại ở 300 dpi")
