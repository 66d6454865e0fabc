"""What reading a plan costs: one of real size, and 300 pages of Word and PDF beside peers that only fetch the text."""

import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.shared import Cm
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

CHECKOUT = Path(__file__).resolve().parents[1]
REAL_SIZE_PLAN = CHECKOUT / "src" / "giamngheo" / "demo" / "plan_files" / "ke-hoach-minh-hoa-2024.txt"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
PAGES = 300
PARAGRAPHS_PER_PAGE = 9
PICTURE_BYTES = 470_000
NUMBER_OF_PICTURES = 10
REAL_SIZE_SECONDS, REAL_SIZE_MEGABYTES = 2.0, 150
LONG_SECONDS = 20.0

SENTENCE = (
    "Hỗ trợ người nghèo, hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo phát triển sản xuất, có việc làm bền vững, "
    "tăng thu nhập, tiếp cận các dịch vụ xã hội cơ bản theo quy định của Chương trình mẫu số {number}. "
)
READ = """
from giamngheo.documents.reading.files.opening import open_document
from giamngheo.documents.reading.plans.reader import read_plan
plan = read_plan([open_document(path)])
print(len(plan.projects) + len(plan.unread))
"""
WALK_DOCX = """
from docx import Document
document = Document(path)
texts = [paragraph.text for paragraph in document.paragraphs]
texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
print(len(texts))
"""
WALK_PDF = """
import pdfplumber
with pdfplumber.open(path) as document:
    print(sum(len(page.extract_text()) for page in document.pages))
"""
MEASURE = """
import resource, sys
from pathlib import Path
path = Path(sys.argv[1])
{work}
spent = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(spent.ru_utime + spent.ru_stime, int(peak.split()[1]) / 1024)
"""


@dataclass(frozen=True)
class Cost:
    """What one child process took, its start and imports included."""

    cpu_seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.cpu_seconds:.2f} s CPU, {self.megabytes:.0f} MB"


def main() -> bool:
    with tempfile.TemporaryDirectory(prefix="gn-bench-") as folder:
        word, pdf = Path(folder, "ke-hoach-dai.docx"), Path(folder, "ke-hoach-dai.pdf")
        word.write_bytes(long_word_file())
        pdf.write_bytes(long_pdf())
        small = cost(READ, REAL_SIZE_PLAN)
        read_word, walked_word = cost(READ, word), cost(WALK_DOCX, word)
        read_pdf, walked_pdf = cost(READ, pdf), cost(WALK_PDF, pdf)
        size = word.stat().st_size / 1e6
    small_holds = small.cpu_seconds < REAL_SIZE_SECONDS and small.megabytes < REAL_SIZE_MEGABYTES
    print(
        f"Kế hoạch cỡ thật ({REAL_SIZE_PLAN.stat().st_size // 1000} kB): {small} "
        f"(cần dưới {REAL_SIZE_SECONDS:.0f} s và {REAL_SIZE_MEGABYTES} MB) – {'đạt' if small_holds else 'KHÔNG ĐẠT'}"
    )
    word_holds = compare(f".docx {PAGES} trang, {size:.1f} MB", read_word, "python-docx chỉ duyệt chữ", walked_word)
    pdf_holds = compare(f".pdf {PAGES} trang", read_pdf, "pdfplumber chỉ lấy chữ", walked_pdf)
    return small_holds and word_holds and pdf_holds


def compare(what: str, ours: Cost, peer: str, theirs: Cost) -> bool:
    holds = ours.cpu_seconds < LONG_SECONDS
    print(f"{what}: {ours} (cần dưới {LONG_SECONDS:.0f} s) – {'đạt' if holds else 'KHÔNG ĐẠT'}")
    ratio = ours.cpu_seconds / theirs.cpu_seconds
    print(f"  {peer} trên cùng tệp: {theirs}; đọc cả kế hoạch tốn {ratio:.2f} lần thời gian CPU ấy")
    return holds


def cost(work: str, path: Path) -> Cost:
    """Do the work in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(work=work), str(path)],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = done.stdout.split("\n")[1].split()
    return Cost(float(seconds), float(megabytes))


def long_lines() -> list[list[str]]:
    """Return a long invented plan, page by page: its projects with their fields, over and over."""
    pages = []
    for page in range(1, PAGES + 1):
        lines = [f"{page}. Dự án {page % 7 + 1}: Hỗ trợ mẫu số {page}", "- Đối tượng: Hộ nghèo, hộ cận nghèo."]
        lines += [f"- {SENTENCE.format(number=page)}" for _ in range(PARAGRAPHS_PER_PAGE - 3)]
        lines.append("- Dự kiến kinh phí: 12 triệu đồng, trong đó NSTW 10 triệu đồng, NS huyện 2 triệu đồng.")
        pages.append(lines)
    head = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu", "III. NỘI DUNG THỰC HIỆN"]
    pages[0][:0] = head
    return pages


def long_word_file() -> bytes:
    """Return the plan as a Word file with a table every third page, and pictures that do not compress."""
    document = Document()
    for number, lines in enumerate(long_lines()):
        for line in lines:
            document.add_paragraph(line)
        if number % 3 == 0:
            table = document.add_table(rows=12, cols=6)
            for cell_number, cell in enumerate(table._cells):
                cell.text = f"{cell_number}.{number:03}"
        if number < NUMBER_OF_PICTURES:
            document.add_picture(io.BytesIO(picture(number)), width=Cm(4))
        document.add_page_break()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def picture(seed: int) -> bytes:
    """Return a PNG of noise."""
    width = 400
    height = PICTURE_BYTES // (3 * width)
    noise = hashlib.shake_256(bytes([seed])).digest(height * (1 + 3 * width))
    rows = b"".join(b"\0" + noise[at + 1 : at + 1 + 3 * width] for at in range(0, len(noise), 1 + 3 * width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def long_pdf() -> bytes:
    """Return the plan's text as a PDF."""
    pdfmetrics.registerFont(TTFont("plan", str(FONT)))
    style = ParagraphStyle("plan", fontName="plan", fontSize=12, leading=16, firstLineIndent=28, spaceAfter=4)
    flow: list[object] = []
    for lines in long_lines():
        flow += [Paragraph(escape(line), style) for line in lines]
        flow.append(PageBreak())
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build(flow)
    return stream.getvalue()
