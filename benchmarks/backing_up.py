"""CPU time of a backup and a restore of 200 MB, beside tar with gpg and tar with openssl copying the same data folder.

The peers copy the files as they lie (database, contents) and know nothing of rows: no instant while others write, no
way to PostgreSQL, no reading back. openssl does not even notice a change. gpg compresses; all draw a key from words.
"""

import os
import runpy
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MEGABYTES = 200
LIMIT = 1.5
"""How many times the CPU time of tar with gpg a backup, read back, may take."""

GPG = "gpg --batch --yes --homedir {home} --pinentry-mode loopback --passphrase-file {words}"
OPENSSL = "openssl enc -aes-256-ctr -pbkdf2 -iter 600000 -pass file:{words}"
PACK, UNPACK = "tar -C {folder} -cf - .", "tar -C {to} -xf -"
PEERS = {
    "tar + gpg": (
        f"{PACK} | {GPG} --symmetric --cipher-algo AES256 -o {{file}}",
        f"{GPG} -d {{file}} | {UNPACK}",
    ),
    "tar + openssl": (f"{PACK} | {OPENSSL} -out {{file}}", f"{OPENSSL} -d -in {{file}} | {UNPACK}"),
}


def main() -> bool:
    proof = runpy.run_path(str(CHECKOUT / "proofs" / "backup.py"))
    with tempfile.TemporaryDirectory(prefix="gn-bench-") as name:
        folder = Path(name)
        (folder / "words").write_text(proof["WORDS"], encoding="utf-8")
        office, file = folder / "office", folder / "b.gnbak"
        proof["filled"](office, megabytes=MEGABYTES)
        out = cpu_seconds(lambda: proof["ran"](proof["backing_up"](office, file)))
        back = cpu_seconds(lambda: proof["ran"](proof["restoring"](folder / "other", file)))
        told("giamngheo (ghi, đọc lại / khôi phục)", out, back, file)
        peers = {peer: copied(folder, office, peer) for peer in PEERS if shutil.which(peer.split()[-1])}
    for peer, (there, again) in peers.items():
        print(f"tỷ lệ so với {peer}: sao lưu {out / there:.2f}, khôi phục {back / again:.2f}")
    return "tar + gpg" not in peers or out / peers["tar + gpg"][0] < LIMIT


def copied(folder: Path, office: Path, peer: str) -> tuple[float, float]:
    """CPU seconds a peer takes for both ways."""
    file, to, home = folder / "peer", folder / "peer-to", folder / "gnupg"
    for path in (to, home):
        path.mkdir(exist_ok=True, mode=0o700)
    names = {"folder": office, "file": file, "to": to, "home": home, "words": folder / "words"}
    out, back = (cpu_seconds(lambda line=line: shell(line.format(**names))) for line in PEERS[peer])
    told(peer, out, back, file)
    for path in (to, home):
        shutil.rmtree(path)
    file.unlink()
    return out, back


def shell(line: str) -> None:
    subprocess.run(["bash", "-o", "pipefail", "-c", line], stderr=subprocess.DEVNULL, check=True)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the processes a piece of work starts."""
    began = os.times()
    work()
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def told(who: str, out: float, back: float, file: Path) -> None:
    print(f"{who}: {out:.2f} s / {back:.2f} s CPU, {file.stat().st_size / 2**20:.0f} MB", flush=True)


if __name__ == "__main__":
    raise SystemExit(not main())
