"""Plans as offices send them: a Word file with its letter head, tables and signatures, an annex in Excel."""

import io
from datetime import date

from docx import Document as WordDocument
from openpyxl import Workbook

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.plan import Budget, Plan
from giamngheo.documents.reading.plans.reader import read_plan

HEADER = ["TT", "Nội dung", "Tổng cộng", "NSTW", "Ngân sách tỉnh", "Ngân sách huyện"]
ROWS = [
    ["", "TỔNG CỘNG", "3.500", "2.900", "200", "400"],
    ["1", "Dự án 2: Đa dạng hóa sinh kế", "1.500", "1.200", "100", "200"],
    ["2", "Dự án 3", "2.000", "1.700", "100", "200"],
    ["2.1", "Tiểu dự án 1: Hỗ trợ sản xuất", "1.200", "1.000", "80", "120"],
    ["2.2", "Cải thiện dinh dưỡng", "800", "700", "20", "80"],
]


def word_plan(*, with_table: bool) -> bytes:
    """A plan of the invented district Sông Mẫu, laid out in tables as offices do."""
    word = WordDocument()
    head = word.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nHUYỆN SÔNG MẪU"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 45/KH-UBND"
    head.cell(1, 1).text = "Sông Mẫu, ngày 02 tháng 4 năm 2024"
    for text in (
        "KẾ HOẠCH",
        "Thực hiện giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu",
        "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;",
        "I. NỘI DUNG THỰC HIỆN",
        "1. Dự án 2: Đa dạng hóa sinh kế",
        "- Đối tượng: Hộ nghèo, hộ cận nghèo.",
        "2. Dự án 3: Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng",
        "a) Tiểu dự án 1: Hỗ trợ sản xuất",
        "b) Tiểu dự án 2: Cải thiện dinh dưỡng",
        "II. KINH PHÍ THỰC HIỆN",
        "Tổng kinh phí 3,5 tỷ đồng (chi tiết theo Phụ lục 1 kèm theo).",
    ):
        word.add_paragraph(text)
    if with_table:
        word.add_paragraph("Đơn vị tính: triệu đồng")
        table = word.add_table(rows=0, cols=len(HEADER))
        for row in (HEADER, *ROWS):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    word.add_paragraph("Trên đây là Kế hoạch, đề nghị các cơ quan thực hiện./.")
    foot = word.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Mẫu"
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def excel_annex(unit: str, factor: float) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Phụ lục 1"
    sheet.append(["PHỤ LỤC 1: KINH PHÍ"])
    sheet.append([f"(Đơn vị tính: {unit})"])
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append([*row[:2], *(int(value.replace(".", "")) * factor for value in row[2:])])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def total(budget: Budget | None) -> int | None:
    return budget.total if budget else None


def assert_money(plan: Plan) -> None:
    second, third = plan.projects
    assert total(plan.budget) == 3_500 * 10**6
    assert (second.code, total(second.budget)) == ("2", 1_500 * 10**6)
    assert (third.code, total(third.budget)) == ("3", 2_000 * 10**6)
    assert [(sub.code, total(sub.budget)) for sub in third.sub_projects] == [("1", 1_200 * 10**6), ("2", 800 * 10**6)]
    assert third.budget is not None
    assert (third.budget.central, third.budget.province, third.budget.district) == (17 * 10**8, 10**8, 2 * 10**8)
    assert [finding for finding in plan.findings if finding.severity != "note"] == []


def test_a_word_file_with_its_letter_head_table_and_signatures() -> None:
    plan = read_plan([open_bytes("ke-hoach.docx", word_plan(with_table=True))])

    assert (plan.number, plan.issued_on, plan.issuer) == (
        "45/KH-UBND",
        date(2024, 4, 2),
        "Ủy ban nhân dân huyện Sông Mẫu",
    )
    assert plan.title == "Thực hiện giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"
    assert plan.recipients == ["UBND tỉnh", "Lưu: VT"]
    assert plan.signatory is not None
    assert (plan.signatory.authority, plan.signatory.name) == ("TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "Lê Văn Mẫu")
    assert_money(plan)
    assert plan.projects[0].budget is not None
    assert plan.projects[0].budget.where.startswith("ke-hoach.docx#")
    assert plan.projects[0].budget.where.endswith("!C3")
    assert plan.unread == []


def test_the_money_in_an_excel_annex_in_another_unit() -> None:
    plan = read_plan(
        [
            open_bytes("phu-luc-1.xlsx", excel_annex("tỷ đồng", 0.001)),
            open_bytes("ke-hoach.docx", word_plan(with_table=False)),
        ]
    )

    assert plan.title == "Thực hiện giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"
    assert [annex.attached for annex in plan.annexes] == [True]
    assert_money(plan)


def test_an_annex_that_contradicts_the_text_is_a_finding() -> None:
    plan = read_plan(
        [
            open_bytes("ke-hoach.docx", word_plan(with_table=False)),
            open_bytes("phu-luc-1.xlsx", excel_annex("triệu đồng", 2)),
        ]
    )

    [finding] = [finding for finding in plan.findings if finding.severity == "error"]
    assert finding.where == ("ke-hoach.docx#17-17", "phu-luc-1.xlsx#Phụ lục 1!C4")


def test_a_table_without_a_unit_is_not_guessed_at() -> None:
    annex = open_bytes("phu-luc.xlsx", excel_annex("", 1))
    plan = read_plan([open_bytes("ke-hoach.docx", word_plan(with_table=False)), annex])

    assert all(project.budget is None for project in plan.projects)
    assert {line.file for line in plan.unread} == {"phu-luc.xlsx"}


def test_a_projects_money_in_the_text_and_in_a_table_are_held_against_each_other() -> None:
    text = (
        "KẾ HOẠCH\nGiảm nghèo năm 2024\nI. NỘI DUNG\n1. Dự án 2: Đa dạng hóa sinh kế\n"
        "- Kinh phí: 1,6 tỷ đồng, trong đó NSTW 1,2 tỷ đồng, NS tỉnh 0,2 tỷ đồng, NS huyện 0,2 tỷ đồng.\n"
    )
    annex = open_bytes("phu-luc-1.xlsx", excel_annex("triệu đồng", 1))

    plan = read_plan([open_bytes("ke-hoach.txt", text.encode()), annex])

    doubted = {finding.where for finding in plan.findings if finding.severity == "error"}
    assert ("ke-hoach.txt#5-5", "phu-luc-1.xlsx#Phụ lục 1!C5") in doubted
    assert ("ke-hoach.txt#5-5", "phu-luc-1.xlsx#Phụ lục 1!E5") in doubted
    assert ("ke-hoach.txt#5-5", "phu-luc-1.xlsx#Phụ lục 1!D5") not in doubted
