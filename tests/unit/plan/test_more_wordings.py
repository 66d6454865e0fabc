"""Further wordings that plans use, part by part: head, targets, projects, organisation, end."""

from datetime import date

import pytest

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.counted import counted_in
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.markers import split_marker
from giamngheo.documents.reading.plans.instruments import instruments_in
from giamngheo.documents.reading.plans.plan import Plan
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.plans.targets import targets_in

HEAD = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2024 trên địa bàn huyện Sông Mẫu"]


def block(text: str) -> Block:
    return Block("kh.txt", 1, 1, None, text)


def read(*lines: str) -> Plan:
    return read_plan([open_bytes("kh.txt", "\n".join(lines).encode())])


def test_the_title_on_the_kinds_own_line() -> None:
    plan = read("KẾ HOẠCH Giảm nghèo bền vững năm 2024 của xã Sông Mẫu, huyện Mẫu.", "I. MỤC ĐÍCH", "Giảm nghèo.")

    assert plan.title == "Giảm nghèo bền vững năm 2024 của xã Sông Mẫu, huyện Mẫu."
    assert plan.place is not None
    assert (plan.kind, plan.place.name, plan.place.level) == ("ke_hoach", "Mẫu", "district")


def test_a_title_over_several_lines_ends_at_the_first_sentence() -> None:
    plan = read("KẾ HOẠCH", "Giảm nghèo bền vững năm 2024", "TRÊN ĐỊA BÀN HUYỆN SÔNG MẪU", "Một câu.", "I. MỤC ĐÍCH")

    assert plan.title == "Giảm nghèo bền vững năm 2024 TRÊN ĐỊA BÀN HUYỆN SÔNG MẪU"
    assert [line.text for line in plan.unread] == ["Một câu."]


def test_without_the_word_the_symbol_of_the_number_says_the_kind() -> None:
    plan = read("ỦY BAN NHÂN DÂN", "Số: 5/KH-UBND", "Về việc giảm nghèo")
    assert (plan.kind, plan.number, plan.issuer) == ("ke_hoach", "5/KH-UBND", None)


def test_documents_of_the_party_and_who_asked_for_the_plan() -> None:
    found = instruments_in(
        [
            block("Căn cứ Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban Bí thư, NQ số 05 - NQ/TU, số 7 /QĐ-UBND."),
            block("Xét đề nghị của Phòng Dân tộc tại Tờ trình số 12/TTr-PDT ngày 31/02/2024."),
        ],
        own_number=None,
    )

    assert [(one.kind, one.number, one.date, one.issuer) for one in found] == [
        ("chi_thi", "05-CT/TW", date(2021, 6, 23), "Ban Bí thư"),
        ("nghi_quyet", "05-NQ/TU", None, None),
        ("quyet_dinh", "7/QĐ-UBND", None, None),
        ("to_trinh", "12/TTr-PDT", None, "Phòng Dân tộc"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đào tạo nghề cho 200 người", ("other", "=", 200, None)),
        ("Tỷ lệ nghèo đa chiều từ 3% trở xuống", ("poverty_rate", "<=", None, 3.0)),
        ("Tỷ lệ nghèo còn 2%", ("poverty_rate", "=", None, 2.0)),
    ],
)
def test_targets(text: str, expected: tuple[str, str, int | None, float | None]) -> None:
    [target] = targets_in(block(text))
    assert (target.measure, target.operator, target.value, target.value_percent) == expected


def test_counts_that_are_no_targets() -> None:
    assert targets_in(block("Họp với 30 người dân.")) == []
    assert counted_in("Khoảng 1.23.4 hộ nghèo") == []
    assert counted_in("hộ nghèo và hộ cận nghèo 20 hộ")[0].subject == "poor_and_near_poor"


@pytest.mark.parametrize("text", ["V/v giảm nghèo", "90/QĐ-TTg ngày 18/01/2022", "o thấp"])
def test_what_is_no_sign(text: str) -> None:
    assert split_marker(text) == (None, text)


def test_a_round_bullet_typed_as_a_letter() -> None:
    marker, rest = split_marker("o Hỗ trợ")
    assert marker is not None
    assert (marker.style, rest) == ("+", "Hỗ trợ")


def test_objectives_without_headings() -> None:
    plan = read(*HEAD, "I. MỤC TIÊU", "Giảm nghèo đa chiều, bao trùm.", "Giảm 68 hộ nghèo.")

    assert plan.general_objective == "Giảm nghèo đa chiều, bao trùm."
    assert [target.value for target in plan.targets] == [68]
    assert plan.unread == []


def test_who_leads_named_under_no_field_and_who_comes_first() -> None:
    plan = read(
        *HEAD,
        "I. NỘI DUNG",
        "1. Dự án 2: Sinh kế",
        "Giao Phòng Nông nghiệp chủ trì thực hiện.",
        "a) Mục tiêu: Có việc làm; ưu tiên phụ nữ.",
        "b) Nội dung: Nuôi dê (ưu tiên xã vùng sâu).",
        "2. Dự án 3: Dinh dưỡng",
        "- Ưu tiên: trẻ em dưới 5 tuổi",
        "- Đối tượng: Trẻ em; ưu tiên trẻ em gái.",
        "3. Việc khác",
    )

    second, third = plan.projects
    assert second.lead_agency == "Phòng Nông nghiệp"
    assert second.priority == "ưu tiên phụ nữ; ưu tiên xã vùng sâu"
    assert third.priority == "trẻ em dưới 5 tuổi"
    assert [line.text for line in plan.unread] == ["3. Việc khác"]


def test_a_sub_project_that_names_another_project_and_one_without_a_project_above() -> None:
    plan = read(
        *HEAD,
        "I. NỘI DUNG",
        "Tiểu dự án 1 (Dự án 3): Sản xuất",
        "Kinh phí: 5 triệu đồng.",
        "Tiểu dự án 2 (Dự án 4): Việc làm",
        "Kinh phí: 6 triệu đồng.",
    )

    assert [(project.code, [sub.code for sub in project.sub_projects]) for project in plan.projects] == [
        ("3", ["1"]),
        ("4", ["2"]),
    ]


def test_projects_mentioned_by_the_duties_are_no_projects_of_their_own() -> None:
    plan = read(*HEAD, "V. TỔ CHỨC THỰC HIỆN", "1. Phòng Y tế", "- Các dự án được giao.", "2. Phòng Dân tộc: Dự án 1.")
    assert plan.projects == []
    assert [group.agencies for group in plan.responsibilities] == [["Phòng Y tế"], ["Phòng Dân tộc"]]


def test_policies_in_one_line_each_and_in_a_long_sentence() -> None:
    long = "Thực hiện đầy đủ " + "các chính sách hỗ trợ hộ nghèo theo quy định hiện hành " * 4
    plan = read(*HEAD, "II. NỘI DUNG", "1. Chính sách hỗ trợ", "- Tiền điện: Hỗ trợ hằng tháng.", f"- {long.strip()}.")

    assert [(policy.name[:10], policy.text[:10]) for policy in plan.policies] == [
        ("Tiền điện", "Hỗ trợ hằn"),
        ("Thực hiện ", "Thực hiện "),
    ]
    assert plan.policies[1].name.endswith("…")


def test_an_annex_behind_the_signatures_and_one_before() -> None:
    plan = read(
        *HEAD, "I. KINH PHÍ", "Chi tiết theo Phụ lục 1 và kèm theo Phụ lục 2.", "PHỤ LỤC 1: CHỈ TIÊU", "Xã Mẫu 5 hộ.",
        "Trên đây là Kế hoạch.", "Nơi nhận: UBND tỉnh; Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)",
        "Lê Văn Mẫu", "PHỤ LỤC 2", "Xã Mẫu 6 hộ.",
    )  # fmt: skip

    assert [(annex.text, annex.attached) for annex in plan.annexes] == [
        ("Phụ lục 1", True),
        ("Phụ lục 2", True),
    ]
    assert plan.recipients == ["UBND tỉnh", "Lưu: VT"]
    assert [line.text for line in plan.unread] == ["Xã Mẫu 5 hộ.", "Xã Mẫu 6 hộ."]
