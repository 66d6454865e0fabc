"""The zip file that a .docx or .xlsx is: opened part by part, never trusted about its own sizes."""

import io
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from giamngheo.documents.reading import limits
from giamngheo.documents.reading.refusals import DamagedFile, UnsafeContent

_CHUNK = 1 << 16


class OfficePackage:
    """The parts of an Office file. Sizes are checked as announced and again while inflating."""

    def __init__(self, file: str, data: bytes) -> None:
        """Open the package; raises DamagedFile or UnsafeContent."""
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile(file, reason="không mở được phần nén bên trong") from error
        self._check_announced_sizes()
        self.parts = {part.filename: part for part in self._zip.infolist()}

    def _check_announced_sizes(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > limits.PARTS:
            raise UnsafeContent(self.file, reason=f"chứa {len(parts)} tệp con")
        if sum(part.file_size for part in parts) > limits.INFLATED_BYTES:
            raise UnsafeContent(self.file, reason="giải nén ra quá lớn")
        for part in parts:
            self._check_ratio(part.file_size, part.compress_size)

    def _check_ratio(self, inflated: int, compressed: int) -> None:
        if inflated > limits.INFLATION_RATIO_FROM_BYTES and inflated > limits.INFLATION_RATIO * compressed:
            raise UnsafeContent(self.file, reason="giải nén ra lớn bất thường")

    def open(self, name: str) -> "BoundedPart":
        """Return a part as a stream that stops with UnsafeContent when it inflates too far."""
        part = self.parts[name]
        if part.flag_bits & 1:
            raise DamagedFile(self.file, reason="phần bên trong bị mã hóa")
        if part.file_size > limits.PART_BYTES:
            raise UnsafeContent(self.file, reason="giải nén ra quá lớn")
        try:
            return BoundedPart(self.file, self._zip.open(part))
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise DamagedFile(self.file, reason=f"phần {name} không đọc được") from error

    def read(self, name: str) -> bytes:
        """Return a whole part, within the same bounds."""
        with self.open(name) as stream:
            return stream.read()

    def check_every_part(self) -> None:
        """Inflate everything once, chunk by chunk, for a reader that would not count; raises as `open` does."""
        total = 0
        for name in self.parts:
            with self.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > limits.INFLATED_BYTES:
                        raise UnsafeContent(self.file, reason="giải nén ra quá lớn")

    def parse(self, name: str) -> etree._Element | None:
        """Return a small part as XML, None where the file has no such part; raises as `elements` does."""
        if name not in self.parts:
            return None
        if self.parts[name].file_size > limits.SMALL_PART_BYTES:
            raise UnsafeContent(self.file, reason=f"phần {name} lớn bất thường")
        last = deque(self.elements(name, tags=None, events=("end",)), maxlen=1)
        return last[0][1]

    def elements(
        self, name: str, tags: tuple[str, ...] | None, events: tuple[str, ...]
    ) -> Iterator[tuple[str, etree._Element]]:
        """Yield a part's elements as they are read, without entities, DTD or network.

        Raises UnsafeContent at a DTD, DamagedFile where the XML breaks off.
        """
        with self.open(name) as stream:
            reader = etree.iterparse(
                stream,
                events=events,
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            checked = False
            try:
                for event, element in reader:
                    if not checked and element.getroottree().docinfo.internalDTD is not None:
                        raise UnsafeContent(self.file, reason="khai báo thực thể XML (DTD)")
                    checked = True
                    yield event, element
            except etree.XMLSyntaxError as error:
                raise DamagedFile(self.file, reason=f"phần {name} sai cấu trúc XML") from error


class BoundedPart(io.RawIOBase):
    """A part being inflated."""

    def __init__(self, file: str, stream: IO[bytes]) -> None:
        self._file = file
        self._stream = stream
        self._inflated = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; raises UnsafeContent past the limit and DamagedFile at broken data."""
        allowed = limits.PART_BYTES - self._inflated + 1
        try:
            chunk = self._stream.read(allowed if size < 0 else min(size, allowed))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise DamagedFile(self._file, reason="dữ liệu nén bị đứt quãng") from error
        self._inflated += len(chunk)
        if self._inflated > limits.PART_BYTES:
            raise UnsafeContent(self._file, reason="giải nén ra quá lớn")
        return chunk

    def close(self) -> None:
        """Close the part, not the package."""
        self._stream.close()
        super().close()


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """Return an attribute of an Office element by its local name; Word writes two dialects of namespaces."""
    if element is None:
        return None
    for name, found in element.attrib.items():
        if str(name).rpartition("}")[2] == attribute:
            return str(found)
    return None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and entities."""
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element
