"""A part's name and its text in one paragraph, parts opened by a label, Markdown: read as the headings they are."""

from datetime import date

import pytest

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.plan import Plan
from giamngheo.documents.reading.plans.reader import read_plan

HEAD = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"]


def read(*lines: str, file: str = "kh.txt") -> Plan:
    return read_plan([open_bytes(file, "\n".join([*HEAD, *lines]).encode())])


def unread(plan: Plan) -> list[str]:
    return [line.text for line in plan.unread]


def test_the_text_behind_a_numbered_heading_is_the_parts_text() -> None:
    plan = read(
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích: Giảm nghèo bền vững.",
        "2. Yêu cầu: Đúng đối tượng.",
        "II. MỤC TIÊU",
        "1. Mục tiêu chung: Giảm nghèo đa chiều.",
        "2. Mục tiêu cụ thể năm 2024: Giảm 68 hộ nghèo.",
        "III. KINH PHÍ THỰC HIỆN: Ngân sách nhà nước.",
    )

    assert (plan.purposes, plan.requirements) == (["Giảm nghèo bền vững."], ["Đúng đối tượng."])
    assert plan.general_objective == "Giảm nghèo đa chiều."
    assert [(target.measure, target.value) for target in plan.targets] == [("poor_households_reduction", 68)]
    assert plan.funding == ["Ngân sách nhà nước."]
    assert unread(plan) == []


def test_a_heading_that_says_more_than_the_parts_name_keeps_its_words() -> None:
    plan = read("I. MỤC TIÊU", "1. Chỉ tiêu giảm hộ nghèo: 68 hộ.", "2. Mục tiêu giảm 10 hộ cận nghèo.")

    assert [(target.measure, target.value) for target in plan.targets] == [
        ("poor_households_reduction", 68),
        ("near_poor_households_reduction", 10),
    ]


def test_the_situation_under_a_heading_of_its_own() -> None:
    plan = read("I. TÌNH HÌNH", "1. Đặc điểm tình hình: Cuối năm 2023 toàn huyện có 125 hộ nghèo.", "2. Núi cao.")

    [figure] = plan.situation
    assert (figure.value, figure.as_of, figure.where) == (125, date(2023, 12, 31), "kh.txt#4-4")
    assert unread(plan) == ["2. Núi cao."]


@pytest.mark.parametrize("sign", ["- ", "+ ", ""])
def test_parts_opened_by_a_label(sign: str) -> None:
    plan = read(
        "I. MỤC TIÊU",
        f"{sign}Mục tiêu chung: Giảm nghèo đa chiều.",
        f"{sign}Mục tiêu cụ thể:",
        "* Giảm 68 hộ nghèo.",
        "* 100% hộ nghèo có thẻ bảo hiểm y tế.",
        f"{sign}Kết quả cần đạt: Thêm 5 mô hình.",
        "II. KINH PHÍ",
        "Ngân sách nhà nước.",
    )

    assert plan.general_objective == "Giảm nghèo đa chiều."
    assert [target.value for target in plan.targets] == [68]
    assert [commitment.section for commitment in plan.commitments] == ["targets"]
    assert plan.expected_results == ["Thêm 5 mô hình."]
    assert plan.funding == ["Ngân sách nhà nước."]
    assert unread(plan) == []


def test_the_next_sign_of_a_labels_list_is_outside_the_label() -> None:
    plan = read("I. MỤC TIÊU", "- Mục tiêu chung: Giảm nghèo.", "- Giảm 68 hộ nghèo.")

    assert plan.general_objective == "Giảm nghèo."
    assert [target.value for target in plan.targets] == [68]


def test_markdown_signs_are_no_part_of_the_text() -> None:
    plan = read(
        "## I. MỤC ĐÍCH",
        r"1\. **Giảm nghèo** *bền vững*.",
        "## II. NỘI DUNG",
        "### 1. Dự án 2: Đa dạng hóa sinh kế",
        "**a) Mục tiêu:** Có việc làm.",
        file="kh.md",
    )

    assert plan.purposes == ["Giảm nghèo bền vững."]
    assert [(project.code, project.objective) for project in plan.projects] == [("2", "Có việc làm.")]


def test_a_letter_head_in_a_markdown_table() -> None:
    text = (
        "| ỦY BAN NHÂN DÂN<br>HUYỆN SÔNG MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n"
        "| Số: 45/KH-UBND | *Sông Mẫu, ngày 02 tháng 4 năm 2024* |\n\n# KẾ HOẠCH\nGiảm nghèo năm 2024\n"
    )

    plan = read_plan([open_bytes("kh.md", text.encode())])

    assert (plan.number, plan.issued_on) == ("45/KH-UBND", date(2024, 4, 2))
    assert plan.issuer == "Ủy ban nhân dân huyện Sông Mẫu"
    assert unread(plan) == []


def test_page_numbers_left_in_a_text_are_no_lines_and_break_no_sentence() -> None:
    filler = [f"- Việc thứ {number} của xã Sông Mẫu." for number in range(12)]
    plan = read("I. MỤC ĐÍCH", *filler, "- Giúp hộ nghèo có", "", "2", "", "việc làm.", *filler, "Trang 3", "- Hết.")

    assert plan.purposes[12] == "Giúp hộ nghèo có việc làm."
    assert unread(plan) == []


def test_numbers_close_to_each_other_are_no_pages() -> None:
    assert unread(read("I. GIẢI PHÁP", "1", "2", "3")) == ["I. GIẢI PHÁP", "1", "2", "3"]
