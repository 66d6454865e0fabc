"""A sealed stream opens with its passphrase only, and nothing of it can be changed, moved or taken away unnoticed."""

import io
import random
import tarfile
from itertools import pairwise

import pytest

from giamngheo.files.backups import sealing
from giamngheo.files.backups.packing import Member, pack, unpack, whole
from giamngheo.files.backups.passphrases import WeakPassphrase, require_strong
from giamngheo.files.backups.problems import CutOff, Damaged, NewerFormat, NotABackup, WrongPassphrase
from giamngheo.files.backups.sealing import HEADER, TAG, seal, unseal

WORDS = "bến xoài thứ bảy gió"
SMALL = 64


@pytest.fixture(autouse=True)
def small_and_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of 64 bytes and a key drawn in no time, so that every byte and every cut can be tried."""
    monkeypatch.setattr(sealing, "CHUNK", SMALL)
    monkeypatch.setattr(sealing, "LOG2_N", 2)
    monkeypatch.setattr(sealing, "_COSTS", range(2, 20))


def sealed(content: bytes) -> bytes:
    return b"".join(seal([content], passphrase=WORDS))


def opened(data: bytes, passphrase: str = WORDS) -> bytes:
    return b"".join(unseal(io.BytesIO(data), passphrase=passphrase))


def content_of(length: int) -> bytes:
    return random.Random(length).randbytes(length)  # noqa: S311 – test data


@pytest.mark.parametrize("length", [0, 1, SMALL - 1, SMALL, SMALL + 1, 5 * SMALL, 5 * SMALL + 7])
def test_what_was_sealed_is_opened(length: int) -> None:
    data = sealed(content_of(length))
    assert opened(data) == content_of(length)
    chunks = max(1, -(-length // SMALL))
    assert len(data) == HEADER + length + chunks * TAG


def test_pieces_of_any_size_give_the_same() -> None:
    content = content_of(1000)
    pieces = [content[one:other] for one, other in pairwise([0, 1, 1, 63, 64, 500, 999, 1000])]
    assert opened(b"".join(seal(pieces, passphrase=WORDS))) == content


def test_the_same_content_is_never_sealed_the_same() -> None:
    assert sealed(b"x" * 300)[HEADER:] != sealed(b"x" * 300)[HEADER:]


@pytest.mark.parametrize("typed", ["bến xoài thứ bảy gió ", "bê\u0301n xoài thứ bảy gió"])
def test_a_passphrase_may_be_composed_in_another_way(typed: str) -> None:
    assert opened(sealed(b"abc"), typed) == b"abc"


@pytest.mark.parametrize("typed", ["", "Bến xoài thứ bảy gió", "ben xoai thu bay gio", "bến xoài thứ bảy gió!"])
def test_another_passphrase_opens_nothing(typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="Cụm mật khẩu không đúng"):
        opened(sealed(b"abc"), typed)


def test_every_bit_counts() -> None:
    """Each byte of header, chunks and tags, one bit changed."""
    data = sealed(content_of(3 * SMALL + 5))
    for at in range(len(data)):
        harmed = bytearray(data)
        harmed[at] ^= 1 << at % 8
        with pytest.raises((Damaged, NotABackup, WrongPassphrase)) as refusal:
            opened(bytes(harmed))
        if at < 8:
            assert refusal.type is NotABackup
        elif at < HEADER - 16:
            assert refusal.type is Damaged


def test_every_cut_is_noticed_also_between_chunks() -> None:
    data = sealed(content_of(3 * SMALL))
    for length in range(len(data)):
        with pytest.raises((CutOff, NotABackup)):
            opened(data[:length])
    for chunks in range(3):
        with pytest.raises(CutOff, match="đoạn cuối bị thiếu"):
            opened(data[: HEADER + chunks * (SMALL + TAG)])


def test_what_is_put_behind_is_noticed() -> None:
    data = sealed(content_of(3 * SMALL))
    for more in (b"\0", data[HEADER:], data[-(SMALL + TAG) :]):
        with pytest.raises(Damaged):
            opened(data + more)


def test_chunks_cannot_change_places_or_files() -> None:
    data, other = sealed(content_of(4 * SMALL)), sealed(content_of(4 * SMALL))

    def chunk(of: bytes, number: int) -> bytes:
        start = HEADER + number * (SMALL + TAG)
        return of[start : start + SMALL + TAG]

    for order in ([1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2], [0, 1, 1, 3], [0, 1, 3], [1, 2, 3]):
        with pytest.raises(Damaged):
            opened(data[:HEADER] + b"".join(chunk(data, number) for number in order))
    with pytest.raises(Damaged):
        opened(data[:HEADER] + chunk(data, 0) + chunk(other, 1) + chunk(data, 2) + chunk(data, 3))
    with pytest.raises(Damaged):
        opened(other[:HEADER] + data[HEADER:])


@pytest.mark.parametrize("data", [b"", b"GN", b"PK\x03\x04" + bytes(100), b"x" * 5000])
def test_something_else_is_no_backup(data: bytes) -> None:
    with pytest.raises(NotABackup, match=r"\.gnbak"):
        opened(data)


@pytest.mark.parametrize(("name", "value"), [("FORMAT", 2), ("LOG2_N", 1), ("CHUNK", 128)])
def test_another_way_of_sealing_is_told_as_newer(name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(sealing, name, value)
        data = sealed(b"abc")
    with pytest.raises(NewerFormat, match="cập nhật hệ thống"):
        opened(data)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gió bảy", "mới có 7 ký tự"),
        ("aaaaaaaaaaaaaaa", "lặp lại"),
        ("20241115083015", "chỉ có chữ số"),
        ("q1w2e3r4t5y6", "nhiều người dùng"),
        ("   gió bảy        ", "mới có 7 ký tự"),
    ],
)
def test_a_weak_passphrase_is_refused_with_a_reason(typed: str, told: str) -> None:
    with pytest.raises(WeakPassphrase, match=told):
        require_strong(typed)


def test_five_words_are_strong() -> None:
    require_strong(WORDS)


def test_a_tar_streams_and_is_read_in_order() -> None:
    members = [whole("a", b"x"), Member("b", 3000, [b"y" * 1000] * 3), whole("c", b"")]
    data = b"".join(pack(members))
    found = [(name, size, content.read()) for name, size, content in unpack(iter([data]))]
    assert found == [("a", 1, b"x"), ("b", 3000, b"y" * 3000), ("c", 0, b"")]


def test_a_member_that_gives_other_than_its_size_stops_the_tar() -> None:
    with pytest.raises(RuntimeError, match="a member of 5 bytes gave 4"):
        list(pack([Member("a", 5, [b"abcd"])]))


@pytest.mark.parametrize("data", [b"x" * 2000, b"".join(pack([whole("a", b"x" * 5000)]))[:2000]])
def test_what_is_no_tar_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        [content.read() for _, _, content in unpack(iter([data]))]


def test_a_link_in_a_tar_is_refused() -> None:
    entry = tarfile.TarInfo("a")
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with pytest.raises(Damaged, match="mục lạ"):
        list(unpack(iter([entry.tobuf() + bytes(1024)])))
