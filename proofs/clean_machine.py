"""On a fresh Debian 12 with python3, pip and git only, `./giamngheo demo` and `./giamngheo test` work.

Makes such a Debian in a temporary folder (debootstrap), clones this checkout's HEAD into it, and runs the commands
there as root. Nothing of this machine's software is visible inside; only what a machine needs to reach the package
registries is handed in: name resolution, the list of trusted certificates, and proxy or index settings.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SUITE = "bookworm"
PACKAGES = "python3,python3-pip,git,ca-certificates"
INSIDE = "/opt/giamngheo"
HANDED_IN = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")
HANDED_ON = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_DEFAULT_TIMEOUT")
HANDED_ON += ("UV_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_CERT", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")

STEPS = (
    ("what is there: Python, pip, git, nothing else", "python3 --version; python3 -m pip --version; git --version"),
    ("git clone", f"git clone --quiet /opt/head.bundle {INSIDE}"),
    ("./giamngheo demo --no-serve, first start", f"{INSIDE}/giamngheo demo --no-serve"),
    ("./giamngheo demo --no-serve, second start", f"{INSIDE}/giamngheo demo --no-serve"),
    ("./giamngheo check", f"{INSIDE}/giamngheo check"),
    ("./giamngheo test", f"{INSIDE}/giamngheo test"),
)


def main() -> bool:
    """Make the machine, take every step in it, and print how each went; whether all went well."""
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.stderr.write("Cần quyền root và chương trình debootstrap: apt-get install debootstrap\n")
        return False
    with tempfile.TemporaryDirectory(prefix="gn-debian-") as name:
        root = Path(name)
        make_debian(root)
        results = [(title, *take(root, command)) for title, command in STEPS]
    print()
    for title, well, seconds in results:
        print(f"{'ok    ' if well else 'FAILED'}  {seconds:7.1f} s  {title}")
    return all(well for _, well, _ in results)


def make_debian(root: Path) -> None:
    """Put a minimal Debian into the folder, with the means to reach the registries and a copy of HEAD."""
    print(f"Debian {SUITE} với {PACKAGES} …", flush=True)
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(root)],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    root.chmod(0o755)  # a temporary folder is closed to others; the root of a machine is not
    for file in HANDED_IN:
        shutil.copyfile(file, f"{root}{file}")
    subprocess.run(["git", "bundle", "create", "--quiet", f"{root}/opt/head.bundle", "HEAD"], cwd=CHECKOUT, check=True)


def take(root: Path, command: str) -> tuple[bool, float]:
    """Run one command inside; returns whether it went well and how many seconds it took.

    Its mounts (/proc and /dev) live in a namespace of its own and vanish with it.
    """
    print(f"\n$ {command}", flush=True)
    handed_on = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    handed_on |= {name.lower(): os.environ[name.lower()] for name in HANDED_ON if name.lower() in os.environ}
    began = time.monotonic()
    inside = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /bin/sh -c "$1"'
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "sh", "-c", inside, str(root), command],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8", **handed_on},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0, time.monotonic() - began
