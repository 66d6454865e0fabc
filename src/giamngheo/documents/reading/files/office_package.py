"""The zip file that a .docx or .xlsx is: opened part by part, never trusted about its own sizes."""

import io
import posixpath
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Any

from lxml import etree

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.refusals import DamagedFile, UnsafeContent

_CHUNK = 1 << 16


class OfficePackage:
    """The parts of an Office file. Sizes are checked as announced and again while inflating."""

    def __init__(self, file: str, data: bytes) -> None:
        """Open the package; raises DamagedFile or UnsafeContent."""
        self.file = file
        # Each entry of the list of parts begins with this sign: counted before the list is loaded.
        number_of_parts = data.count(b"PK\x01\x02")
        if number_of_parts > limits.PARTS:
            raise UnsafeContent(file, reason=f"chứa {number_of_parts} tệp con")
        self._marks = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile(file, reason="không mở được phần nén bên trong") from error
        self._check_announced_sizes()
        self.parts = {part.filename: part for part in self._zip.infolist()}
        if len({name.lower() for name in self.parts}) < len(self._zip.infolist()):
            raise UnsafeContent(file, reason="hai phần bên trong trùng tên")

    def _check_announced_sizes(self) -> None:
        parts = self._zip.infolist()
        if sum(part.file_size for part in parts) > limits.INFLATED_BYTES:
            raise UnsafeContent(self.file, reason="giải nén ra quá lớn")
        for part in parts:
            is_big = part.file_size > limits.INFLATION_RATIO_FROM_BYTES
            if is_big and part.file_size > limits.INFLATION_RATIO * part.compress_size:
                raise UnsafeContent(self.file, reason="giải nén ra lớn bất thường")

    def open(self, name: str, watch: Callable[[bytes], None] | None = None) -> "BoundedPart":
        """Return a part as a stream that stops with UnsafeContent when it inflates too far; `watch` sees its bytes."""
        part = self.parts[name]
        if part.flag_bits & 1:
            raise DamagedFile(self.file, reason="phần bên trong bị mã hóa")
        if part.file_size > limits.PART_BYTES:
            raise UnsafeContent(self.file, reason="giải nén ra quá lớn")
        try:
            return BoundedPart(self.file, self._zip.open(part), watch)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise DamagedFile(self.file, reason=f"phần {name} không đọc được") from error

    def related(self, source: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to, by relation id: the last word of the relation's type, and the part's name."""
        folder, _, name = source.rpartition("/")
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = kind, self._target(folder, relation.get("Target", ""))
        return found

    def _target(self, folder: str, target: str) -> str:
        """Some programs write a target from the package's root without saying so; both ways must not differ."""
        names = {posixpath.normpath(posixpath.join("/", base, target)).lstrip("/") for base in (folder, "")}
        present = [name for name in names if name in self.parts]
        if len(present) > 1:
            raise UnsafeContent(self.file, reason="hai phần bên trong trùng tên")
        return present[0] if present else ""

    def main_part(self) -> str:
        """Return the name of the part that holds the document or the list of sheets; "" where none is named."""
        found = {name for kind, name in self.related("").values() if kind == "officeDocument"}
        return found.pop() if len(found) == 1 else ""

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

        What is not given to `forget` stays in memory. Raises UnsafeContent at a DTD or where nothing is ever
        finished, DamagedFile where the XML breaks off.
        """
        self._marks = 0
        with self.open(name, self._count_marks) as stream:
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

    def _count_marks(self, chunk: bytes) -> None:
        self._marks += chunk.count(b"<")
        if self._marks > limits.XML_MARKS:
            raise UnsafeContent(self.file, reason="cấu trúc XML quá rối")

    def forget(self, element: etree._Element) -> None:
        """Free an element that has been read, and what stands before it."""
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
        self._marks = 0


class BoundedPart(io.RawIOBase):
    """A part being inflated."""

    def __init__(self, file: str, stream: IO[bytes], watch: Callable[[bytes], None] | None = None) -> None:
        self._watch = watch
        self._file = file
        self._stream = stream
        self._inflated = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; raises UnsafeContent past the limit and DamagedFile at broken data."""
        allowed = limits.PART_BYTES - self._inflated + 1
        try:
            chunk = self._stream.read(allowed if size < 0 else min(size, allowed))
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise DamagedFile(self._file, reason="dữ liệu nén bị đứt quãng") from error
        self._inflated += len(chunk)
        if self._inflated > limits.PART_BYTES:
            raise UnsafeContent(self._file, reason="giải nén ra quá lớn")
        if self._watch:
            self._watch(chunk)
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
