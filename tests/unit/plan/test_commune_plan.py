"""A commune's plan after July 2025: parts, a Word table in “1.000 đồng” that names who leads, an annex in Excel."""

import io

from docx import Document as WordDocument
from openpyxl import Workbook

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.plan import Place, Plan, Signatory
from giamngheo.documents.reading.plans.reader import read_plan

ROWS = [
    ["TT", "Nội dung", "Tổng số", "NS tỉnh", "NS xã", "Đơn vị chủ trì"],
    ["", "Tổng cộng", "900.000", "600.000", "300.000", ""],
    ["1", "Dự án 3", "", "", "", ""],
    ["1.1", "Tiểu dự án 1: Hỗ trợ phát triển sản xuất", "500.000", "350.000", "150.000", "Phòng Kinh tế"],
    ["2", "Dự án 6: Truyền thông", "400.000", "250.000", "150.000", "Phòng Văn hóa - Xã hội"],
    ["3", "Dự án 7: Nâng cao năng lực", "", "", "", "Phòng Kinh tế"],
]
TEXT = [
    "KẾ HOẠCH",
    "Giảm nghèo bền vững năm 2026 của xã Phú Hòa Bắc",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh; UBND xã ban hành kế hoạch như sau:",
    "Phần thứ nhất",
    "ĐÁNH GIÁ TÌNH HÌNH",
    "Hộ nghèo 210 hộ, tỷ lệ 4,0%; hộ cận nghèo 189 hộ.",
    "Phần thứ hai",
    "KẾ HOẠCH NĂM 2026",
    "I. Chỉ tiêu",
    "Giảm 60 hộ nghèo, tương ứng giảm 1,14%; giảm 45 hộ cận nghèo.",
    "II. Kinh phí thực hiện",
    "Tổng kinh phí 900.000 nghìn đồng.",
    "Bảng phân bổ kinh phí (Đơn vị tính: 1.000 đồng)",
]
END = [
    "Phần thứ ba",
    "TỔ CHỨC THỰC HIỆN",
    "1. Phòng Kinh tế: Tham mưu phân bổ vốn.",
    "2. Công chức phụ trách giảm nghèo",
    "- Lập danh sách hộ nghèo.",
    "3. Trưởng các ấp: Bình xét công khai.",
    "Trên đây là Kế hoạch của UBND xã./.",
]


def word_plan(*, unit: bool = True) -> bytes:
    word = WordDocument()
    head = word.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ PHÚ HÒA BẮC"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 18/KH-UBND"
    head.cell(1, 1).text = "Phú Hòa Bắc, ngày 09 tháng 01 năm 2026"
    for text in TEXT if unit else [*TEXT[:-1], "Bảng phân bổ kinh phí"]:
        word.add_paragraph(text)
    table = word.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for text in END:
        word.add_paragraph(text)
    foot = word.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n(Đã ký)\n\nLê Văn Bốn"
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def excel_annex() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "PL"
    sheet.append(["PHỤ LỤC 1: PHÂN BỔ KINH PHÍ"])
    sheet.append(["Đơn vị tính: 1.000 đồng"])
    for row in ROWS:
        sheet.append([int(cell.replace(".", "")) if cell.endswith("000") else cell or None for cell in row])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def assert_read(plan: Plan) -> None:
    assert (plan.kind, plan.number, plan.place) == ("ke_hoach", "18/KH-UBND", Place("Phú Hòa Bắc", "commune"))
    assert plan.issuer == "Ủy ban nhân dân xã Phú Hòa Bắc"
    assert [(figure.value, figure.rate_percent) for figure in plan.situation] == [(210, 4.0), (189, None)]
    assert [target.value or target.value_percent for target in plan.targets] == [60, 1.14, 45]
    assert [group.agencies for group in plan.responsibilities] == [
        ["Phòng Kinh tế"],
        ["Công chức phụ trách giảm nghèo"],
        ["Trưởng các ấp"],
    ]
    assert plan.recipients == ["UBND tỉnh", "Lưu: VT"]
    assert plan.signatory == Signatory("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bốn")


def test_its_parts_and_its_table() -> None:
    plan = read_plan([open_bytes("xa.docx", word_plan())])

    assert_read(plan)
    assert plan.funding == ["Tổng kinh phí 900.000 nghìn đồng."]
    assert plan.budget is not None
    assert (plan.budget.total, plan.budget.province, plan.budget.other) == (9 * 10**8, 6 * 10**8, 3 * 10**8)
    third, sixth, seventh = plan.projects
    assert (third.name, third.budget, third.lead_agency) == ("", None, None)
    [sub] = third.sub_projects
    assert (sub.name, sub.lead_agency) == ("Hỗ trợ phát triển sản xuất", "Phòng Kinh tế")
    assert (sixth.name, sixth.lead_agency) == ("Truyền thông", "Phòng Văn hóa - Xã hội")
    assert (seventh.name, seventh.budget, seventh.lead_agency) == ("Nâng cao năng lực", None, "Phòng Kinh tế")
    assert sixth.where.endswith("!A5")
    assert plan.unread == []


def test_its_annex_in_excel_says_the_same() -> None:
    plan = read_plan([open_bytes("pl.xlsx", excel_annex()), open_bytes("xa.docx", word_plan())])

    assert_read(plan)
    assert [finding for finding in plan.findings if finding.severity != "note"] == []
    assert plan.unread == []


def test_the_title_of_a_table_that_is_not_understood_is_unread_and_no_source_of_money() -> None:
    plan = read_plan([open_bytes("xa.docx", word_plan(unit=False))])

    assert_read(plan)
    assert plan.funding == ["Tổng kinh phí 900.000 nghìn đồng."]
    assert plan.unread[0].text == "Bảng phân bổ kinh phí"
    assert plan.budget is not None
    assert plan.budget.province is None
