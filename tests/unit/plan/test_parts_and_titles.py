"""Parts headed “Phần thứ nhất”, “Chương I”, “Mục 1”, “Điều 1”, or by their bare names; and ends of many forms."""

from datetime import date

import pytest

from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.markers import split_marker
from giamngheo.documents.reading.plans.closing import closing_of
from giamngheo.documents.reading.plans.outline import project_heading
from giamngheo.documents.reading.plans.plan import Plan, Signatory
from giamngheo.documents.reading.plans.reader import read_plan

HEAD = ["KẾ HOẠCH", "Giảm nghèo năm 2026 trên địa bàn xã Sông Mẫu"]


def read(*lines: str, file: str = "kh.txt") -> Plan:
    return read_plan([open_bytes(file, "\n".join([*HEAD, *lines]).encode())])


def unread(plan: Plan) -> list[str]:
    return [line.text for line in plan.unread]


@pytest.mark.parametrize(
    ("text", "style", "ordinal", "rest"),
    [
        ("Phần thứ nhất", "part", None, ""),
        ("Chương II", "chapter", 2, ""),
        ("CHƯƠNG 3: MỤC TIÊU", "chapter", 3, "MỤC TIÊU"),
        ("Mục 1. Mục đích", "section", 1, "Mục đích"),
        ("Mục 2 CHỈ TIÊU", "section", 2, "CHỈ TIÊU"),
        ("Điều 4. Chỉ tiêu", "article", 4, "Chỉ tiêu"),
    ],
)
def test_named_levels(text: str, style: str, ordinal: int | None, rest: str) -> None:
    marker, found = split_marker(text)
    assert marker is not None
    assert (marker.style, marker.ordinal, found, marker.is_bullet) == (style, ordinal, rest, False)


@pytest.mark.parametrize("text", ["Mục 1 Chương II Nghị định số 07", "Điều 5, Điều 6 của Thông tư", "Chương trình I"])
def test_citations_are_no_levels(text: str) -> None:
    assert split_marker(text) == (None, text)


@pytest.mark.parametrize(
    "labels",
    [
        ("Phần thứ nhất", "Phần thứ hai", "Phần thứ ba"),
        ("PHẦN I", "PHẦN II", "PHẦN III"),
        ("Chương I", "Chương II", "Chương III"),
        ("Mục 1", "Mục 2", "Mục 3"),
    ],
)
def test_a_parts_name_stands_below_its_number(labels: tuple[str, str, str]) -> None:
    plan = read(
        labels[0],
        "KẾT QUẢ GIẢM NGHÈO NĂM 2025",
        "1. Tình hình chung",
        "Hộ nghèo 210 hộ, chiếm tỷ lệ 4,0%.",
        "2. Dự án 2: Đã giải ngân 900 triệu đồng.",
        labels[1],
        "KẾ HOẠCH NĂM 2026",
        "1. Chỉ tiêu",
        "- Giảm 60 hộ nghèo.",
        labels[2],
        "TỔ CHỨC THỰC HIỆN",
        "1. Trưởng các ấp",
        "- Bình xét công khai.",
    )

    [figure] = plan.situation
    assert (figure.value, figure.rate_percent, figure.as_of) == (210, 4.0, date(2025, 12, 31))
    assert [target.value for target in plan.targets] == [60]
    assert [group.agencies for group in plan.responsibilities] == [["Trưởng các ấp"]]
    assert plan.projects == []
    assert unread(plan) == ["2. Dự án 2: Đã giải ngân 900 triệu đồng."]


def test_a_plan_in_chapters_and_articles() -> None:
    plan = read(
        "Chương I",
        "TÌNH HÌNH VÀ MỤC TIÊU",
        "Điều 1. Tình hình hộ nghèo",
        "Cuối năm 2025 có 830 hộ nghèo.",
        "Điều 2. Chỉ tiêu",
        "1. Giảm 300 hộ nghèo.",
        "Chương II",
        "NỘI DUNG THỰC HIỆN",
        "Điều 3. Dự án 2 về đa dạng hóa sinh kế",
        "1. Đối tượng: hộ nghèo.",
        "2. Phòng Kinh tế chủ trì.",
        "Điều 4. Dự án 6: Truyền thông",
        "1. Nội dung: Tuyên truyền.",
    )

    assert [figure.value for figure in plan.situation] == [830]
    assert [target.value for target in plan.targets] == [300]
    assert [(project.code, project.name, project.lead_agency) for project in plan.projects] == [
        ("2", "Đa dạng hóa sinh kế", "Phòng Kinh tế"),
        ("6", "Truyền thông", None),
    ]
    assert unread(plan) == []


def test_a_plan_whose_parts_are_only_named() -> None:
    plan = read(
        "**Tình hình chung**",
        "- Xã có 98 hộ nghèo.",
        "**Mục tiêu**",
        "- Giảm 20 hộ nghèo.",
        "**Nội dung thực hiện**",
        "**Dự án 2: Sinh kế**",
        "- Kinh phí 50 triệu đồng.",
        "Nội dung:",
        "- Nuôi bò.",
        "**Tổ chức thực hiện**",
        "- Trưởng thôn: Bình xét.",
        file="kh.md",
    )

    assert plan.title == HEAD[1]
    assert ([one.value for one in plan.situation], [one.value for one in plan.targets]) == ([98], [20])
    [project] = plan.projects
    assert (project.activities, project.budget and project.budget.total) == (["Nuôi bò."], 50 * 10**6)
    assert [group.agencies for group in plan.responsibilities] == [["Trưởng thôn"]]
    assert unread(plan) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dự án 3 (Dinh dưỡng)", "Dinh dưỡng"),
        ("Dự án 3: Việc làm (GDNN)", "Việc làm (GDNN)"),
        ("Dự án 3: Việc làm)", "Việc làm"),
        ("Dự án 3: (Việc làm", "Việc làm"),
        ("Dự án 3 về việc làm", "Việc làm"),
    ],
)
def test_brackets_of_a_projects_name(text: str, name: str) -> None:
    heading = project_heading(text)
    assert heading is not None
    assert heading.name == name


@pytest.mark.parametrize(
    "lines",
    [
        ["CHỦ TỊCH", "(Đã ký)", "Lê Văn Bốn"],
        ["CHỦ TỊCH (Đã ký) Lê Văn Bốn"],
        ["CHỦ TỊCH", "(Đã ký) Lê Văn Bốn"],
        ["CHỦ TỊCH", "(Ký và đóng dấu)", "Lê Văn Bốn"],
        ["CHỦ TỊCH (đã ký)", "Lê Văn Bốn"],
    ],
)
def test_a_line_that_says_it_was_signed(lines: list[str]) -> None:
    blocks = [Block("kh.txt", at, at, None, text) for at, text in enumerate(lines)]
    _, signatory, read_blocks = closing_of(blocks)
    assert signatory == Signatory(None, "CHỦ TỊCH", "Lê Văn Bốn")
    assert read_blocks == set(blocks)


def test_a_sentence_about_signing_is_no_signature() -> None:
    [block] = [Block("kh.txt", 1, 1, None, "Hai bên đã ký hợp đồng.")]
    assert closing_of([block]) == ([], None, set())


def test_signatures_without_a_word_of_closing_before_them() -> None:
    plan = read("V. TỔ CHỨC THỰC HIỆN", "1. Trạm Y tế: Cấp thẻ.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bốn")
    assert plan.signatory == Signatory("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bốn")
    assert len(plan.responsibilities) == 1


def test_letter_head_and_signatures_typed_side_by_side() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SÔNG MẪU\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 31/KH-UBND\tSông Mẫu, ngày 20 tháng 01 năm 2026\n\nKẾ HOẠCH\nGiảm nghèo năm 2026\nI. MỤC ĐÍCH\n"
        "- Giảm nghèo.\nNơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND tỉnh;\tCHỦ TỊCH\n\t(Đã ký)\n- Lưu: VT.\tLê Văn Bốn\n"
    )

    plan = read_plan([open_bytes("kh.txt", text.encode())])

    assert (plan.issuer, plan.number) == ("Ủy ban nhân dân xã Sông Mẫu", "31/KH-UBND")
    assert plan.issued_on == date(2026, 1, 20)
    assert plan.recipients == ["UBND tỉnh", "Lưu: VT"]
    assert plan.signatory == Signatory("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bốn")
    assert unread(plan) == []
