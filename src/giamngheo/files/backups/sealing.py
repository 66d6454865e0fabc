"""Encryption of a stream with a passphrase, chunk by chunk: nobody can read, change, swap or cut it unnoticed.

A header of 64 bytes, then chunks of AES-256-GCM. The key comes from the passphrase by scrypt. The nonce of a chunk is
made of its number and whether it is the last, so a chunk fits in one place only and a missing end is noticed; the
header is authenticated with every chunk. docs/adr/0008 tells why these.
"""

import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from giamngheo.files.backups.passphrases import normal
from giamngheo.files.backups.problems import CutOff, Damaged, NewerFormat, NotABackup, WrongPassphrase
from giamngheo.files.store import Readable

MAGIC = b"GNBAK\r\n\x1a"
FORMAT = 1
LOG2_N = 17
"""scrypt's cost: 128 MB and a third of a second for each guess."""

CHUNK = 1024 * 1024
TAG = 16
HEADER = 64

_R, _P = 8, 1
_COSTS = range(14, 20)
"""Costs that are believed of a header: a hostile one must not take all the memory there is."""

_FIELDS = struct.Struct(">8sHBBBxI16s7s")
_CHECK = 7
_PROOF = 16


def seal(pieces: Iterable[bytes], *, passphrase: str) -> Iterator[bytes]:
    """Yield the pieces encrypted: the header first, then chunk by chunk."""
    salt, prefix = secrets.token_bytes(16), secrets.token_bytes(7)
    fields = _FIELDS.pack(MAGIC, FORMAT, LOG2_N, _R, _P, CHUNK, salt, prefix)
    fields += hashlib.sha256(fields).digest()[:_CHECK]
    key, proof = _drawn(passphrase, salt, LOG2_N, fields)
    header = fields + proof
    yield header
    cipher, number, waiting = AESGCM(key), 0, bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:  # never the last one: what follows decides that
            yield cipher.encrypt(_nonce(prefix, number, is_last=False), bytes(waiting[:CHUNK]), header)
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(prefix, number, is_last=True), bytes(waiting), header)


def unseal(stream: Readable, *, passphrase: str) -> Iterator[bytes]:
    """Yield the content of a sealed stream; each piece has been authenticated before it is given.

    Raises:
        NotABackup: it is something else.
        NewerFormat: it was sealed in a way this version does not know.
        WrongPassphrase: the key does not fit.
        Damaged: a chunk is not what was written (`CutOff`: the last one).
    """
    header = _read(stream, HEADER)
    key, prefix, chunk = _opened(header, passphrase)
    cipher, number = AESGCM(key), 0
    block = _read(stream, chunk + TAG)
    while True:
        following = _read(stream, chunk + TAG)
        is_last = not following
        try:
            yield cipher.decrypt(_nonce(prefix, number, is_last=is_last), block, header)
        except InvalidTag as error:
            raise CutOff if is_last else Damaged(f"ở khoảng MB thứ {number * chunk // 2**20 + 1}") from error
        if is_last:
            return
        block, number = following, number + 1


def _opened(header: bytes, passphrase: str) -> tuple[bytes, bytes, int]:
    """Return key, nonce prefix and chunk size of a header, if all of it is as it was written."""
    if not header.startswith(MAGIC):
        raise NotABackup
    if len(header) < HEADER:
        raise CutOff
    fields = header[: _FIELDS.size]
    _, version, log2_n, r, p, chunk, salt, prefix = _FIELDS.unpack(fields)
    if hashlib.sha256(fields).digest()[:_CHECK] != header[_FIELDS.size : _FIELDS.size + _CHECK]:
        raise Damaged("ở đầu tệp")
    if version != FORMAT or log2_n not in _COSTS or (r, p, chunk) != (_R, _P, CHUNK):
        raise NewerFormat("")
    key, proof = _drawn(passphrase, salt, log2_n, header[:-_PROOF])
    if not hmac.compare_digest(proof, header[-_PROOF:]):
        raise WrongPassphrase
    return key, prefix, chunk


def _drawn(passphrase: str, salt: bytes, log2_n: int, fields: bytes) -> tuple[bytes, bytes]:
    """Return the key, and the proof in the header that a passphrase is the right one."""
    drawn = hashlib.scrypt(normal(passphrase).encode(), salt=salt, n=1 << log2_n, r=_R, p=_P, maxmem=2**30, dklen=64)
    return drawn[:32], hmac.digest(drawn[32:], fields, "sha256")[:_PROOF]


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\1" if is_last else b"\0")


def _read(stream: Readable, size: int) -> bytes:
    """Read exactly so many bytes, or what there is."""
    found = stream.read(size)
    while len(found) < size and (more := stream.read(size - len(found))):
        found += more
    return found
