"""A backup of 200 MB stays within a memory bound, and killed at any moment neither it nor a restore leaves half of one.

Makes an installation in a temporary folder with invented files and entries, backs it up and restores it, measuring the
memory of each process; then kills (SIGKILL) 20 backups and 20 restores at moments spread over their whole length.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MEMORY_LIMIT_MB = 320
"""scrypt alone takes 128, Django and its packages about 110."""
KILLS = 20
WORDS = "bến xoài thứ bảy gió"

FILL = """
import os, sys, django
django.setup()
from datetime import UTC, datetime
from django.db import transaction
from giamngheo.audit import actions as audit
from giamngheo.audit.kinds import Deed, Subject
from giamngheo.common.scope import Scope
from giamngheo.files.actions import keep_upload
from giamngheo.files.kinds import FileKind
megabytes, at = int(sys.argv[1]), datetime(2024, 11, 15, tzinfo=UTC)
by = Scope(None, "hệ thống", "kiểm chứng", {"keep_files": None})
for number in range(megabytes * 6 // 10 // 6):
    content = b"%PDF-1.4\\n" + os.urandom(6 * 2**20) + b"\\n%%EOF\\n"
    keep_upload(by=by, at=at, name=f"bản chụp {number}", content=content, kind=FileKind.SCAN, place_id=None)
deed = Deed("proof.filled", "Dựng để kiểm chứng")
with transaction.atomic():
    for number in range(megabytes * 4 // 10 * 524):
        words = os.urandom(1000).hex()
        audit.record(by=by, at=at, deed=deed, subject=Subject("proof", str(number), "dòng"), reason=words)
"""
COUNT = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT (SELECT count(*) FROM audit_entry), (SELECT count(*) FROM files_storedfile)")
    print(*cursor.fetchone())
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a process ended, how long it took, and the most memory it held."""

    code: int
    seconds: float
    megabytes: float


def main() -> bool:
    """Make both proofs and print what came of them; whether all went well."""
    with tempfile.TemporaryDirectory(prefix="gn-proof-") as name:
        folder = Path(name)
        (folder / "words").write_text(WORDS, encoding="utf-8")
        return all([memory_is_bounded(folder), kills_leave_nothing_half(folder)])


def memory_is_bounded(folder: Path) -> bool:
    """Back up and restore 200 MB."""
    large, file, other = folder / "lớn", folder / "lớn.gnbak", folder / "lớn-2"
    filled(large, megabytes=200)
    backup, restore = ran(backing_up(large, file)), ran(restoring(other, file))
    for what, done in (("sao lưu", backup), ("khôi phục", restore)):
        print(f"{what} 200 MB: {done.seconds:.1f} s, {done.megabytes:.0f} MB bộ nhớ (giới hạn {MEMORY_LIMIT_MB})")
    same = counted(large)[1] == counted(other)[1]
    print(f"bản sao {file.stat().st_size / 2**20:.0f} MB; đủ số tệp: {same}", flush=True)
    fits = max(backup.megabytes, restore.megabytes) < MEMORY_LIMIT_MB
    return fits and same and backup.code == restore.code == 0


def kills_leave_nothing_half(folder: Path) -> bool:
    """Kill backups and restores at moments spread over the time one takes."""
    office, file = folder / "nhỏ", folder / "nhỏ.gnbak"
    filled(office, megabytes=30)
    backup = ran(backing_up(office, file))
    restore = ran(restoring(folder / "đủ", file))
    whole = counted(folder / "đủ")
    wrong = [
        *(number for number in range(KILLS) if not killed_backup(office, folder, backup.seconds * number / KILLS)),
        *(number for number in range(KILLS) if not killed_restore(folder, file, number, restore.seconds, whole)),
    ]
    print(f"{KILLS} lần sao lưu và {KILLS} lần khôi phục bị giết giữa chừng: {len(wrong)} lần để lại dở dang")
    return not wrong and backup.code == restore.code == 0


def killed_backup(office: Path, folder: Path, seconds: float) -> bool:
    """Whether the file is not there, or whole; and whether the next backup clears what was left."""
    stick = folder / "usb"
    stick.mkdir(exist_ok=True)
    file = stick / f"{seconds:.2f}.gnbak"
    killed_after(backing_up(office, file), seconds)
    well = not file.exists() or ran(restoring(folder / "không", file, "--check")).code == 0
    file.unlink(missing_ok=True)
    again = ran(backing_up(office, file)).code == 0
    left = [path.name for path in stick.iterdir() if path != file]
    file.unlink(missing_ok=True)
    return well and again and not left


def killed_restore(folder: Path, file: Path, number: int, usual: float, whole: tuple[int, int]) -> bool:
    """Whether the place is complete already, or still empty and filled by restoring again."""
    place = folder / f"chỗ-{number}"
    killed_after(restoring(place, file), usual * number / KILLS)
    again = ran(restoring(place, file))  # refused where the first was done
    return again.code in {0, 1} and counted(place) == whole


def filled(folder: Path, *, megabytes: int) -> None:
    """Make an installation with that much in it: six tenths files, the rest rows; none of it compresses much."""
    ran(command(folder, "demo", "--no-serve"))
    script = [sys.executable, "-c", FILL, str(megabytes)]
    subprocess.run(script, env=environment(folder), stderr=subprocess.DEVNULL, check=True)


def counted(folder: Path) -> tuple[int, int]:
    """How many entries and files an installation holds."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT], env=environment(folder), capture_output=True, text=True, check=True
    )
    entries, files = done.stdout.split()
    return int(entries), int(files)


def backing_up(folder: Path, file: Path) -> "subprocess.Popen[bytes]":
    """Start a backup."""
    return command(folder, "backup", str(file), "--passphrase-file", str(file_with_words(folder)))


def restoring(folder: Path, file: Path, *more: str) -> "subprocess.Popen[bytes]":
    """Start a restore."""
    return command(folder, "restore", str(file), *more, "--passphrase-file", str(file_with_words(folder)))


def file_with_words(folder: Path) -> Path:
    """Where the passphrase stands."""
    return folder.parent / "words"


def command(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a command on a data folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "giamngheo.commands", *arguments],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def environment(folder: Path) -> dict[str, str]:
    """What a process of this checkout needs, on a data folder, with SQLite."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GIAMNGHEO_", "DATABASE_"))}
    return own | {
        "PYTHONPATH": str(CHECKOUT / "src"),
        "PYTHONUTF8": "1",
        "DJANGO_SETTINGS_MODULE": "giamngheo.site.settings",
        "GIAMNGHEO_VAR": str(folder),
    }


def ran(process: "subprocess.Popen[bytes]") -> Ran:
    """Wait for a process and say how it went."""
    began = time.monotonic()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ran(process.returncode, time.monotonic() - began, used.ru_maxrss / 1024)


def killed_after(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Let a process run for so long, then kill it."""
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    raise SystemExit(not main())
