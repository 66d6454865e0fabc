"""Old Office files (.doc, .xls): converted by LibreOffice where it is installed, refused with advice where not."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.refusals import ConversionFailed, OldOfficeFile

SECONDS = 90
_NO_MACROS_NO_NETWORK = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""
"""LibreOffice would fetch the pictures a document links to; a proxy where nobody listens (port 9) keeps it home."""


def convert_old_office(file: str, data: bytes, *, kind: str, better: str) -> bytes:
    """Return an old file (`kind` .doc or .xls) as its newer form (`better` .docx or .xlsx).

    LibreOffice works in a folder and with a profile of its own, thrown away afterwards, with macros off and for
    a limited time. Raises OldOfficeFile where it is not installed, ConversionFailed where it does not deliver.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OldOfficeFile(file, kind=kind, better=better)
    with tempfile.TemporaryDirectory(prefix="giamngheo-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        settings = place / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_NO_MACROS_NO_NETWORK, encoding="utf-8")
        source = place / f"source{kind}"
        source.write_bytes(data)
        _run(file, program, place, source, better)
        result = source.with_suffix(better)
        if not result.is_file():
            raise ConversionFailed(file, better=better, reason="LibreOffice không mở được tệp")
        if result.stat().st_size > limits.FILE_BYTES:
            raise ConversionFailed(file, better=better, reason="kết quả quá lớn")
        return result.read_bytes()


def _run(file: str, program: str, place: Path, source: Path, better: str) -> None:
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        better.removeprefix("."),
        "--outdir",
        str(place),
        str(source),
    ]
    # The command is a program found on PATH and names made here; the uploaded name never reaches it.
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=place,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(place), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(file, better=better, reason=f"quá {SECONDS} giây") from error
    finally:
        # soffice is a script that starts the real program: on any way out, end the whole group.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
