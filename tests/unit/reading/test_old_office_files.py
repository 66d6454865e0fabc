"""Old .doc and .xls files: converted by LibreOffice where it is, refused with advice where not."""

import http.server
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from factories.office_files import paragraph, word_file, workbook

from giamngheo.documents.reading.files import conversion, limits
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.files.refusals import ConversionFailed, DamagedFile, OldOfficeFile

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OLD_WORD = OLE2 + "WordDocument".encode("utf-16-le")
OLD_WORKBOOK = OLE2 + "Workbook".encode("utf-16-le")


@pytest.fixture
def soffice(tmp_path, monkeypatch):
    """Put a program named soffice on PATH that runs the given Python lines."""

    def install(lines):
        program = tmp_path / "soffice"
        program.write_text(
            f"#!{sys.executable}\nimport sys, time, os\nfrom pathlib import Path\n"
            f"here = Path({str(tmp_path)!r})\n"
            "source = Path(sys.argv[-1]); out = Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
            f"kind = sys.argv[sys.argv.index('--convert-to') + 1]; target = out / (source.stem + '.' + kind)\n{lines}\n"
        )
        program.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin")
        return tmp_path

    return install


@pytest.mark.parametrize(
    ("name", "data", "better"),
    [
        ("a.doc", OLD_WORD, ".docx"),
        ("a.xls", OLD_WORKBOOK, ".xlsx"),
        ("a.xls", OLE2 + "Book".encode("utf-16-le"), ".xlsx"),
    ],
)
def test_without_libreoffice_the_sentence_says_what_to_do(name, data, better, monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(OldOfficeFile, match=rf"lưu lại thành {better}.*LibreOffice"):
        open_bytes(name, data)


def test_an_old_file_without_content_is_damaged():
    with pytest.raises(DamagedFile):
        open_bytes("a.doc", OLE2)


def test_with_libreoffice_the_file_is_converted_and_read(soffice):
    folder = soffice("target.write_bytes((here / 'made').read_bytes())")
    (folder / "made").write_bytes(word_file(paragraph("KẾ HOẠCH")))

    document = open_bytes("ke-hoach.doc", OLD_WORD)

    assert document.file == "ke-hoach.doc"
    assert document.lines[0].text == "KẾ HOẠCH"
    assert "LibreOffice chuyển sang .docx" in document.notes[0]

    (folder / "made").write_bytes(workbook({"Biểu": '<row r="1"><c r="A1"><v>5</v></c></row>'}))
    assert open_bytes("bieu.xls", OLD_WORKBOOK).tables[0].grid.address(0, 0) == "bieu.xls#Biểu!A1"


def test_libreoffice_gets_a_profile_of_its_own_without_macros_and_never_the_name_sent(soffice):
    folder = soffice(
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://')).partition('file://')[2]\n"
        "settings = Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
        "(here / 'seen').write_text(' '.join(sys.argv) + settings + os.environ['HOME'])"
    )

    with pytest.raises(ConversionFailed, match="không mở được"):
        open_bytes("$(rm -rf);.doc", OLD_WORD)

    seen = (folder / "seen").read_text()
    assert "--headless" in seen
    assert "DisableMacrosExecution" in seen
    assert "rm -rf" not in seen
    assert not Path(seen.rpartition(">")[2].strip()).exists()


def test_a_conversion_that_hangs_is_ended_with_everything_it_started(soffice, monkeypatch):
    folder = soffice(
        "import subprocess\nchild = subprocess.Popen(['sleep', '60'])\n"
        "(here / 'child').write_text(str(child.pid)); time.sleep(60)"
    )
    monkeypatch.setattr(conversion, "SECONDS", 1)

    with pytest.raises(ConversionFailed, match="quá 1 giây"):
        open_bytes("a.doc", OLD_WORD)

    child = int((folder / "child").read_text())
    for _ in range(50):
        try:
            state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    pytest.fail("a program it started is still running")


def test_a_result_too_large_is_refused(soffice, monkeypatch):
    soffice("target.write_bytes(bytes(2000))")
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)

    with pytest.raises(ConversionFailed, match="quá lớn"):
        conversion.convert_old_office("a.doc", OLD_WORD, kind=".doc", better=".docx")


LINKED_PICTURE = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Kế hoạch
<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">
<draw:image xlink:href="http://127.0.0.1:{port}/anh.png" xlink:type="simple"/></draw:frame></text:p>
</office:text></office:body></office:document>"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="không có LibreOffice trên máy này")
def test_the_real_libreoffice_fetches_nothing_a_document_links_to():
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *parts):
            """Say nothing on stderr."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        source = LINKED_PICTURE.format(port=server.server_port).encode()
        made = conversion.convert_old_office("ke-hoach.doc", source, kind=".doc", better=".docx")
    finally:
        server.shutdown()
    assert made.startswith(b"PK")
    assert asked == []
