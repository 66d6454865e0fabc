"""The plan's parts, each in the wordings that plans use."""

from datetime import date

import pytest

from giamngheo.documents.reading.blocks import Block, blocks_of
from giamngheo.documents.reading.markers import split_marker
from giamngheo.documents.reading.plans.agencies import agencies_in, assignment_in
from giamngheo.documents.reading.plans.budgets import budget_in
from giamngheo.documents.reading.plans.header import header_of, place_in
from giamngheo.documents.reading.plans.instruments import instruments_in
from giamngheo.documents.reading.plans.outline import project_heading
from giamngheo.documents.reading.plans.plan import Plan
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.plans.situation import situation_in
from giamngheo.documents.reading.plans.targets import commitments_in, targets_in
from giamngheo.documents.reading.source import Document, Line


def document(*lines: str, file: str = "kh.txt") -> Document:
    return Document(file, tuple(Line(number, line) for number, line in enumerate(lines, start=1)))


def block(text: str) -> Block:
    [only] = blocks_of(document(text))
    return only


def read(*lines: str) -> Plan:
    return read_plan([document(*lines)])


@pytest.mark.parametrize(
    ("text", "style", "ordinal", "rest"),
    [
        ("III. NỘI DUNG", "roman", 3, "NỘI DUNG"),
        ("IV/ Kinh phí", "roman", 4, "Kinh phí"),
        ("1. Mục đích", "number", 1, "Mục đích"),
        ("2) Yêu cầu", "number", 2, "Yêu cầu"),
        ("1.3. Dự án 4", "dotted2", 3, "Dự án 4"),
        ("2.1 Tín dụng", "dotted2", 1, "Tín dụng"),
        ("a) Đối tượng:", "letter", 1, "Đối tượng:"),
        ("đ) Kinh phí", "letter", 5, "Kinh phí"),
        ("A. MỤC TIÊU", "capital", 1, "MỤC TIÊU"),
        ("PHẦN I. MỤC TIÊU", "part", None, "MỤC TIÊU"),
        ("- + Nguồn", "+", None, "Nguồn"),
        ("• Hỗ trợ", "+", None, "Hỗ trợ"),
        ("–Hỗ trợ", "-", None, "Hỗ trợ"),
    ],
)
def test_the_sign_at_the_head(text: str, style: str, ordinal: int | None, rest: str) -> None:
    marker, found = split_marker(text)
    assert marker is not None
    assert (marker.style, marker.ordinal, found) == (style, ordinal, rest)


@pytest.mark.parametrize(
    "text", ["1.749 triệu đồng", "2024 là năm thứ ba", "Phần đấu giảm nghèo", "Chương trình mới", "68 hộ"]
)
def test_what_is_no_sign(text: str) -> None:
    assert split_marker(text) == (None, text)


def test_a_sentence_broken_by_a_page_is_one_paragraph() -> None:
    blocks = blocks_of(document("Tổng số hộ cận nghèo chiếm 0,5% tổng số hộ", "", "toàn huyện.", "- Mục khác"))
    assert [(b.first, b.last, b.text) for b in blocks] == [
        (1, 3, "Tổng số hộ cận nghèo chiếm 0,5% tổng số hộ toàn huyện."),
        (4, 4, "Mục khác"),
    ]


def test_a_name_with_a_dash_is_not_broken_into_a_bullet() -> None:
    [only] = blocks_of(document("Phòng Lao động", "- Thương binh và Xã hội chủ trì."))
    assert only.text == "Phòng Lao động - Thương binh và Xã hội chủ trì."


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Dự án 3: Hỗ trợ sản xuất", "3", "Hỗ trợ sản xuất"),
        ("DỰ ÁN 3. HỖ TRỢ SẢN XUẤT", "3", "HỖ TRỢ SẢN XUẤT"),
        ("Dự án 3", "3", None),
        ("Dự án thành phần số 03 – Hỗ trợ", "3", "Hỗ trợ"),
        ("Dự án III. Hỗ trợ", "3", "Hỗ trợ"),
    ],
)
def test_project_headings(text: str, code: str, name: str | None) -> None:
    heading = project_heading(text)
    assert heading is not None
    assert (heading.code, heading.name, heading.is_sub) == (code, name, False)


def test_a_sub_project_may_name_its_project() -> None:
    heading = project_heading("Tiểu dự án 1 (Dự án 3): Hỗ trợ sản xuất")
    assert heading is not None
    assert (heading.code, heading.project, heading.is_sub, heading.name) == ("1", "3", True, "Hỗ trợ sản xuất")


@pytest.mark.parametrize(
    "text", ["Dự án 2, Dự án 3 do phòng thực hiện", "Dự án 2 do Phòng Y tế chủ trì", "Dự án giảm nghèo"]
)
def test_prose_about_projects_is_no_heading(text: str) -> None:
    assert project_heading(text) is None


@pytest.mark.parametrize(
    ("text", "lead", "partners"),
    [
        (
            (
                "Trung tâm Y tế huyện chủ trì, phối hợp với phòng Lao động - Thương binh và Xã hội "
                "và UBND các xã, thị trấn."
            ),
            "Trung tâm Y tế huyện",
            ["Phòng Lao động - Thương binh và Xã hội", "UBND các xã, thị trấn"],
        ),
        ("Cơ quan chủ trì: Phòng Dân tộc. Cơ quan phối hợp: Phòng Y tế.", "Phòng Dân tộc", ["Phòng Y tế"]),
        ("Giao Phòng Nông nghiệp và Môi trường chủ trì thực hiện.", "Phòng Nông nghiệp và Môi trường", []),
        ("Đơn vị chủ trì là Ban Dân tộc, phối hợp với Sở Tài chính", "Ban Dân tộc", ["Sở Tài chính"]),
        ("Các đơn vị tổ chức thực hiện theo quy định.", None, []),
    ],
)
def test_who_leads_and_who_takes_part(text: str, lead: str | None, partners: list[str]) -> None:
    assignment = assignment_in(text)
    assert (assignment.lead, assignment.partners) == (lead, partners)


def test_agencies_are_split_but_places_are_not() -> None:
    text = "Phòng Tài chính - Kế hoạch, Phòng Giáo dục và Đào tạo và UBND các xã, thị trấn tổ chức thực hiện"
    assert agencies_in(text) == ["Phòng Tài chính - Kế hoạch", "Phòng Giáo dục và Đào tạo", "UBND các xã, thị trấn"]


def test_money_in_a_list() -> None:
    stated = budget_in(
        [
            block("Tổng kinh phí dự kiến: 674 triệu đồng. Trong đó:"),
            block("+ Nguồn ngân sách Trung ương: khoảng 586 triệu đồng."),
            block("+ Nguồn ngân sách Tỉnh: khoảng 29 triệu đồng."),
            block("+ Ngân sách huyện đối ứng: khoảng 59 triệu đồng."),
        ]
    )
    assert stated is not None
    budget = stated.budget
    assert (budget.total, budget.central, budget.province, budget.district) == (
        674 * 10**6,
        586 * 10**6,
        29 * 10**6,
        59 * 10**6,
    )
    assert budget.approximate


@pytest.mark.parametrize(
    "text",
    [
        "Kinh phí: 1,5 tỷ đồng, trong đó NSTW 1.200 triệu đồng, NS huyện 300 triệu đồng.",
        "Tổng 1.500.000.000 đồng (1.200.000.000 đồng từ ngân sách trung ương, 300.000.000 đồng từ ngân sách huyện).",
        "Tổng vốn 1 tỷ 500 triệu đồng: trung ương 1.200.000 nghìn đồng; cấp huyện 0,3 tỷ đồng.",
    ],
)
def test_money_in_a_sentence_in_any_unit(text: str) -> None:
    stated = budget_in([block(text)])
    assert stated is not None
    assert (stated.budget.total, stated.budget.central, stated.budget.district) == (
        1_500 * 10**6,
        1_200 * 10**6,
        300 * 10**6,
    )


def test_a_range_gives_both_ends_and_is_approximate() -> None:
    stated = budget_in([block("Tổng kinh phí: từ 3 đến 4 tỷ đồng")])
    assert stated is not None
    assert stated.budget.ranges == {"total": (3 * 10**9, 4 * 10**9)}
    assert (stated.budget.total, stated.budget.approximate) == (4 * 10**9, True)


def test_no_amount_is_no_budget() -> None:
    assert budget_in([block("Theo dự toán được giao.")]) is None


def test_other_sources_are_added_up() -> None:
    stated = budget_in([block("Tổng 100 triệu đồng: ngân sách xã 20 triệu đồng, nhân dân đóng góp 80 triệu đồng")])
    assert stated is not None
    assert (stated.budget.total, stated.budget.other) == (100 * 10**6, 100 * 10**6)


@pytest.mark.parametrize(
    ("text", "measure", "operator", "value", "percent", "deadline"),
    [
        ("Năm 2024 giảm 68 hộ nghèo.", "poor_households_reduction", "=", 68, None, date(2024, 12, 31)),
        ("Giảm ít nhất 10 hộ cận nghèo", "near_poor_households_reduction", ">=", 10, None, None),
        ("Đến cuối năm 2025 còn 57 hộ nghèo", "poor_households", "=", 57, None, date(2025, 12, 31)),
        ("Đưa tỷ lệ hộ nghèo xuống dưới 0,3%", "poverty_rate", "<", None, 0.3, None),
        ("Tỷ lệ hộ nghèo giảm từ 0,44% xuống còn 0,24%", "poverty_rate", "=", None, 0.24, None),
        ("Giảm tỷ lệ hộ nghèo 1 - 1,5%/năm", "poverty_rate_reduction", ">=", None, 1.0, None),
        ("Tỷ lệ hộ cận nghèo không quá 2%", "near_poverty_rate", "<=", None, 2.0, None),
        (
            "Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 3%",
            "ethnic_minority_poverty_rate_reduction",
            ">",
            None,
            3.0,
            None,
        ),
        ("90% hộ nghèo được sử dụng nước sạch", "other", "=", None, 90.0, None),
        ("Tỷ lệ lao động qua đào tạo đạt 60% trở lên", "other", ">=", None, 60.0, None),
    ],
)
def test_a_target(
    text: str, measure: str, operator: str, value: int | None, percent: float | None, deadline: date | None
) -> None:
    [target] = targets_in(block(text))
    assert (target.measure, target.operator, target.value, target.value_percent, target.deadline) == (
        measure, operator, value, percent, deadline,
    )  # fmt: skip


def test_one_hundred_percent_is_a_promise_and_not_a_target() -> None:
    text = "100% hộ nghèo có thẻ bảo hiểm y tế; 100% trẻ em được đến trường."
    assert targets_in(block(text)) == []
    assert [one.text for one in commitments_in(block(text), "targets")] == [
        "100% hộ nghèo có thẻ bảo hiểm y tế",
        "100% trẻ em được đến trường.",
    ]


def test_a_situation_over_several_lines() -> None:
    [poor, near_poor], _ = situation_in(
        [
            block("- Tính đến ngày 31/12/2023, tổng số hộ toàn xã 2.840 hộ."),
            block("- Hộ nghèo: 125 hộ, tỷ lệ 4,4%"),
            block("+ Nông thôn 123 hộ, thành thị 2 hộ"),
            block("- Hộ cận nghèo: 143 hộ (DTTS 61 hộ, hộ kinh 82 hộ)"),
        ]
    )
    assert (poor.value, poor.rate_percent, poor.as_of, poor.total_households) == (125, 4.4, date(2023, 12, 31), 2840)
    assert poor.breakdown == {"rural": 123, "urban": 2}
    assert poor.where == "kh.txt#1-1"
    assert near_poor.breakdown == {"ethnic_minority": 61, "kinh": 82}


def test_cited_instruments_are_listed_once() -> None:
    found = instruments_in(
        [
            block("Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ quy định chuẩn nghèo;"),
            block("Theo Nghị định 07/2021/NĐ-CP và Công văn số 12/SNN-KHTC; KH 5/KH-UBND."),
        ],
        own_number="5/KH-UBND",
    )
    assert [(i.kind, i.number, i.date, i.issuer) for i in found] == [
        ("nghi_dinh", "07/2021/NĐ-CP", date(2021, 1, 27), "Chính phủ"),
        ("cong_van", "12/SNN-KHTC", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("trên địa bàn huyện Hớn Quản", "Hớn Quản", "district"),
        ("của tỉnh Bình Phước năm 2024", "Bình Phước", "province"),
        ("XÃ TÂN KHAI", "Tân Khai", "commune"),
        ("thành phố Huế", "Huế", "province"),
        ("thành phố Mẫu", "Mẫu", "district"),
        ("phường 5", "5", "commune"),
    ],
)
def test_places(text: str, name: str, level: str) -> None:
    place = place_in(text)
    assert place is not None
    assert (place.name, place.level) == (name, level)


def test_the_letter_head() -> None:
    lines = ("ỦY BAN NHÂN DÂN", "XÃ SÔNG MẪU", "Số: 12 /KH-UBND", "Sông Mẫu, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH",
             "Giảm nghèo năm 2026", "(Kèm theo Quyết định)", "Căn cứ Luật;")  # fmt: skip
    header = header_of(blocks_of(document(*lines)))
    assert (header.number, header.issued_on, header.issuer) == (
        "12/KH-UBND",
        date(2026, 3, 5),
        "Ủy ban nhân dân xã Sông Mẫu",
    )
    assert (header.title, header.kind, header.year) == ("Giảm nghèo năm 2026", "ke_hoach", 2026)


def test_lines_that_fit_nowhere_are_returned() -> None:
    plan = read("KẾ HOẠCH", "Giảm nghèo năm 2024", "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "- Giảm nghèo.",
                "II. GIẢI PHÁP ĐẶC THÙ", "Một điều lạ.")  # fmt: skip
    assert plan.purposes == ["Giảm nghèo."]
    assert [line.line for line in plan.unread] == [6, 7]


def test_an_empty_document_gives_an_empty_plan() -> None:
    plan = read("")
    assert (plan.title, plan.kind, plan.place, plan.budget, plan.signatory) == (None, None, None, None, None)
    assert plan.unread == []
