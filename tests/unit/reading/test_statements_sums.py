"""Sums in running text: which parts must make up their whole, which are only some of it, and which are neither."""

from pathlib import Path

import pytest
from tests.factories.statements import drawn, holds, objections, report

from giamngheo.documents.reading.files.opening import open_document
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.statements import Coverage, StatedSum, Unit

PLAN = Path(__file__).parents[3].parent / "shared" / "plans" / "hon-quan-2024.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Toàn huyện có tổng số 125 hộ nghèo (trong đó: nông thôn 123 hộ; thành thị 02 hộ; hộ DTTS 52 hộ).",
            ["125 hộ = 123 hộ + 02 hộ", "125 hộ ≥ 52 hộ"],
        ),
        ("Hộ nghèo: 125 hộ (nông thôn: 123; thành thị: 02).", ["125 hộ = 123 + 02"]),
        ("Còn 125 hộ nghèo, tỷ lệ 0,44% (khu vực nông thôn 123 hộ, đô thị 2 hộ).", ["125 hộ = 123 hộ + 2 hộ"]),
        (
            "Chỉ tiêu giảm 68 hộ nghèo. Trong đó giảm 43 hộ nghèo DTTS và 25 hộ nghèo người kinh. Đạt tiêu chí.",
            ["68 hộ = 43 hộ + 25 hộ"],
        ),
        ("Giảm 3.654 hộ, trong đó 571 hộ Kinh và 3.083 hộ dân tộc thiểu số.", ["3.654 hộ = 571 hộ + 3.083 hộ"]),
        ("Tập huấn cho 90 người, trong đó nam 52 người, nữ 38 người.", ["90 người = 52 người + 38 người"]),
        ("Toàn huyện có 125 hộ nghèo, trong đó hộ nghèo DTTS là 52 hộ.", ["125 hộ ≥ 52 hộ"]),
        (
            "Hộ nghèo và hộ cận nghèo là 268 hộ, trong đó 125 hộ nghèo và 143 hộ cận nghèo.",
            ["268 hộ = 125 hộ + 143 hộ"],
        ),
        ("Có 268 hộ, gồm 125 hộ nghèo và 143 hộ cận nghèo.", ["268 hộ = 125 hộ + 143 hộ"]),
        ("Xã có 1.200 hộ, trong đó 30 hộ nghèo, 45 hộ cận nghèo.", ["1.200 hộ ≥ 30 hộ + 45 hộ"]),
        ("Hỗ trợ nhà ở cho 20 hộ, bao gồm 12 hộ xây mới và 8 hộ sửa chữa, đạt kế hoạch.", ["20 hộ = 12 hộ + 8 hộ"]),
        ("Đào tạo 40 người, gồm 25 người học may, 15 người học điện; mở 3 lớp.", ["40 người ≥ 25 người + 15 người"]),
        (
            "Hỗ trợ 40 hộ, gồm 25 hộ nghèo, 15 hộ cận nghèo; mở 3 lớp cho 90 người, trong đó có 45 người là nữ.",
            ["40 hộ = 25 hộ + 15 hộ", "90 người ≥ 45 người"],
        ),
        (
            "Có 125 hộ nghèo với 480 khẩu, trong đó nông thôn 123 hộ, 470 khẩu; thành thị 2 hộ, 10 khẩu.",
            ["480 khẩu = 470 khẩu + 10 khẩu", "125 hộ = 123 hộ + 2 hộ"],
        ),
        (
            (
                "Tổng số hộ nghèo 125 hộ, chia theo khu vực: nông thôn 123 hộ, thành thị 2 hộ; "
                "chia theo dân tộc: Kinh 73 hộ, dân tộc thiểu số 52 hộ."
            ),
            ["125 hộ = 123 hộ + 2 hộ", "125 hộ = 73 hộ + 52 hộ"],
        ),
        ("Còn 125 hộ nghèo, giảm 18 hộ, trong đó nông thôn 123 hộ, thành thị 2 hộ.", ["125 hộ = 123 hộ + 2 hộ"]),
        ("Cấp 12 thẻ, gồm 5 thẻ mới và 7 thẻ đổi.", ["12 thẻ = 5 thẻ + 7 thẻ"]),
    ],
)
def test_people_and_households(text: str, expected: list[str]) -> None:
    assert drawn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng số 40 hộ: xã An Hòa 10 hộ, xã Bình Minh 12 hộ, xã Phú Lộc 18 hộ.", ["40 hộ = 10 hộ + 12 hộ + 18 hộ"]),
        ("Có 40 hộ, gồm xã An Hòa 10 hộ, thị trấn Sông Mẫu 30 hộ.", ["40 hộ = 10 hộ + 30 hộ"]),
        (
            "Tổng số 40 hộ, trong đó: xã An Hòa 10 hộ, xã Bình Minh 12 hộ, xã Phú Lộc 18 hộ.",
            ["40 hộ ≥ Σ 10 hộ + 12 hộ + 18 hộ"],
        ),
        ("Tổng số 90 hộ, trong đó: xã An Hòa 10 hộ, xã Bình Minh 12 hộ.", ["90 hộ ≥ 10 hộ + 12 hộ"]),
        (
            "Tổng số 90 hộ, trong đó: xã An Hòa 10 hộ, xã Bình Minh 12 hộ, xã Phú Lộc 9 hộ.",
            ["90 hộ ≥ 10 hộ + 12 hộ + 9 hộ"],
        ),
        ("Toàn huyện có 90 hộ: xã An Hòa 10 hộ, xã Bình Minh 12 hộ.", []),
        ("Đã bố trí 40 hộ (xã An Hòa 10 hộ, xã Bình Minh 12 hộ).", []),
        ("Tổng số 40 hộ: xã An Hòa 10 hộ, xã Bình Minh 12 hộ, …", []),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    """A list of communes is all of them where it calls itself so; a list of much less than the whole is a choice."""
    assert drawn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Tổng kinh phí 4.034 triệu đồng, trong đó: ngân sách trung ương 3.507 triệu đồng, tỉnh 176 triệu đồng, "
                "huyện 351 triệu đồng."
            ),
            ["4.034 triệu đồng ≥ Σ 3.507 triệu đồng + 176 triệu đồng + 351 triệu đồng"],
        ),
        (
            "Tổng vốn 500 triệu đồng, trong đó ngân sách tỉnh 300 triệu đồng, ngân sách huyện 100 triệu đồng.",
            ["500 triệu đồng ≥ 300 triệu đồng + 100 triệu đồng"],
        ),
        (
            "Vốn 440 triệu đồng, trong đó ngân sách trung ương 400 triệu đồng, huyện đối ứng 40 triệu đồng.",
            ["440 triệu đồng ≥ Σ 400 triệu đồng + 40 triệu đồng"],
        ),
        (
            "Tổng kinh phí: 500 triệu đồng: ngân sách trung ương 400 triệu đồng, ngân sách huyện 100 triệu đồng.",
            ["500 triệu đồng = 400 triệu đồng + 100 triệu đồng"],
        ),
        (
            (
                "Tổng kinh phí 4.000 triệu đồng, trong đó trung ương 3.507 triệu đồng, tỉnh 176 triệu đồng, "
                "xã 20 triệu đồng, còn lại là huyện."
            ),
            ["4.000 triệu đồng ≥ 3.507 triệu đồng + 176 triệu đồng + 20 triệu đồng"],
        ),
        (
            "Giải ngân 3.500 triệu đồng. Trong đó, vốn đầu tư 1.500 triệu đồng, vốn sự nghiệp 2.000 triệu đồng.",
            ["3.500 triệu đồng = 1.500 triệu đồng + 2.000 triệu đồng"],
        ),
        (
            "Tổng 4 tỷ đồng, gồm vốn đầu tư 1.500 triệu đồng, vốn sự nghiệp 2.000 triệu đồng, huy động 500 triệu đồng.",
            ["4 tỷ đồng ≥ 1.500 triệu đồng + 2.000 triệu đồng + 500 triệu đồng"],
        ),
        (
            (
                "Vận động 500 triệu đồng, gồm: Công ty An Phát 200 triệu đồng, Công ty Bình Minh 100 triệu đồng "
                "và các tổ chức khác."
            ),
            ["500 triệu đồng ≥ 200 triệu đồng + 100 triệu đồng"],
        ),
        (
            "Kinh phí khoảng 4.000 triệu đồng, gồm: trung ương 3.207 triệu đồng, huyện 351 triệu đồng.",
            ["4.000 triệu đồng = 3.207 triệu đồng + 351 triệu đồng"],
        ),
    ],
)
def test_money(text: str, expected: list[str]) -> None:
    assert drawn(text) == expected
    assert objections(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tổng số 40 hộ, cụ thể:\n- Xã An Hòa: 10 hộ;\n- Xã Bình Minh: 12 hộ;\n- Xã Phú Lộc: 18 hộ.\n1. Mục sau.",
            ["40 hộ = 10 hộ + 12 hộ + 18 hộ"],
        ),
        (
            (
                "- Tổng kinh phí: 570 triệu đồng. Trong đó:\n- + Trung ương: khoảng 495 triệu đồng.\n"
                "- + Tỉnh: khoảng 25 triệu đồng.\n- + Huyện đối ứng: khoảng 50 triệu đồng."
            ),
            ["570 triệu đồng ≥ Σ 495 triệu đồng + 25 triệu đồng + 50 triệu đồng"],
        ),
        (
            (
                "- Tổng kinh phí: 570 triệu đồng, trong đó:\n- Trung ương: 495 triệu đồng.\n- Tỉnh: 25 triệu đồng.\n"
                "- Huyện: 50 triệu đồng.\n- Thời gian thực hiện trong quý II."
            ),
            ["570 triệu đồng ≥ Σ 495 triệu đồng + 25 triệu đồng + 50 triệu đồng"],
        ),
        (
            (
                "Tổng kinh phí: 1.000 triệu đồng, trong đó:\n- Trung ương: 700 triệu đồng;\n- Tỉnh: 100 triệu đồng;\n"
                "- Huyện: 100 triệu đồng;\n- Phần còn lại huy động xã hội hóa."
            ),
            ["1.000 triệu đồng ≥ 700 triệu đồng + 100 triệu đồng + 100 triệu đồng"],
        ),
        (
            (
                "Tổng kinh phí: 500 triệu đồng.\nTrong đó:\n+ Trung ương: 400 triệu đồng;\n+ Tỉnh: 60 triệu đồng;\n"
                "+ Huyện: 40 triệu đồng."
            ),
            ["500 triệu đồng ≥ Σ 400 triệu đồng + 60 triệu đồng + 40 triệu đồng"],
        ),
        (
            "Tổng số: 125 hộ nghèo.\nTrong đó: nông thôn 123 hộ; thành thị 2 hộ.",
            ["125 hộ = 123 hộ + 2 hộ"],
        ),
        (
            "Tổng vốn các dự án là 900 triệu đồng, bao gồm:\n- Dự án 1: 300 triệu đồng\n- Dự án 2: 600 triệu đồng",
            ["900 triệu đồng = 300 triệu đồng + 600 triệu đồng"],
        ),
        (
            "Tổng số 30 hộ, trong đó:\nXã An Hòa: 10 hộ\nXã Bình Minh: 12 hộ\nThị trấn Sông Mẫu: 8 hộ (2 hộ DTTS)",
            ["30 hộ ≥ Σ 10 hộ + 12 hộ + 8 hộ"],
        ),
        (
            (
                "Tổng vốn: 500 triệu đồng, gồm:\n- Trung ương: 400 triệu đồng, trong đó:\n+ Đầu tư: 300 triệu đồng;\n"
                "+ Hạ tầng: 100 triệu đồng.\n- Huyện: 100 triệu đồng."
            ),
            ["500 triệu đồng = 400 triệu đồng + 100 triệu đồng", "400 triệu đồng ≥ 300 triệu đồng + 100 triệu đồng"],
        ),
        (
            (
                "Tổng vốn: 550 triệu đồng, gồm:\n- Trung ương: 300 triệu đồng;\n- Tỉnh: 100 triệu đồng, trong đó:\n"
                "- Đầu tư: 60 triệu đồng;\n- Sự nghiệp: 40 triệu đồng;\n- Huyện: 150 triệu đồng."
            ),
            ["550 triệu đồng ≥ 300 triệu đồng + 100 triệu đồng"],
        ),
        (
            "Tổng vốn: 500 triệu đồng, gồm:\n- Trung ương: 400 triệu đồng;\n- Huyện: 100 triệu đồng, trong đó:",
            ["500 triệu đồng = 400 triệu đồng + 100 triệu đồng"],
        ),
        (
            "Tổng số 30 hộ, gồm:\n- Xã An Hòa: 20 hộ\n- Xã Phú Lộc: 6 hộ\n- Xã khác: 1 hộ và 3 hộ mới",
            ["30 hộ ≥ 20 hộ + 6 hộ"],
        ),
        (
            "Kết quả giảm 68 hộ nghèo, trong đó:\n- Thoát nghèo: 75 hộ;\n- Phát sinh: 5 hộ;\n- Tái nghèo: 2 hộ.",
            [],
        ),
        ("Có 40 hộ tham gia, cụ thể như sau:\n- Cấp thẻ cho 480 hộ;\n- Hỗ trợ 12 hộ, nay 10 hộ.", []),
        ("Nội dung gồm:\n- Hỗ trợ 12 hộ;\n- Hỗ trợ 5 hộ.", []),
        ("Tổng số 40 hộ, gồm:", []),
    ],
)
def test_lists_under_a_line(text: str, expected: list[str]) -> None:
    assert drawn(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Có 45 hộ nghèo, gồm 20 hộ không có khả năng lao động, 12 hộ có người có công, 30 hộ DTTS.",
        "Nguyên nhân: trong 125 hộ nghèo có 60 hộ thiếu đất, 55 hộ thiếu vốn, 40 hộ có người ốm đau.",
        "Hỗ trợ 125 hộ, gồm 80 hộ vay vốn và 60 hộ được cấp bò.",
        "Đào tạo 320 người, gồm lao động nông thôn 200 người, thuộc hộ nghèo 80 người, lao động nữ 150 người.",
    ],
)
def test_groups_that_overlap_never_make_up_a_whole(text: str) -> None:
    assert not any("=" in line for line in drawn(text))
    assert objections(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Giảm 68 hộ nghèo (thoát nghèo 75 hộ, phát sinh mới 05 hộ, tái nghèo 02 hộ).",
        "Giảm 68 hộ nghèo, trong đó thoát nghèo 75 hộ, phát sinh 7 hộ.",
        "Có 125 hộ nghèo, trong đó năm 2022 là 143 hộ, năm 2021 là 160 hộ.",
        "Giai đoạn 2021 - 2025 giảm 310 hộ, trong đó năm 2021 giảm 80 hộ, năm 2022 giảm 95 hộ.",
        "Còn 57 hộ nghèo, trong đó nông thôn giảm 60 hộ, thành thị giảm 8 hộ.",
        "Có 125 hộ nghèo, 143 hộ cận nghèo, trong đó có 160 hộ DTTS.",
        "Hộ nghèo 125 hộ. Hộ cận nghèo 143 hộ. Trong đó nông thôn 255 hộ, thành thị 13 hộ.",
        "Kinh phí 500 triệu đồng, gồm 20 hộ x 10 triệu đồng và 10 hộ x 30 triệu đồng.",
        "Hỗ trợ từ 10 đến 15 hộ, trong đó xã An Hòa 20 hộ.",
        "Có trên 100 hộ nghèo, trong đó nông thôn 95 hộ, thành thị 12 hộ.",
        "Có khoảng 130 hộ nghèo, trong đó nông thôn 123 hộ, thành thị 2 hộ.",
        "Có 34/40 hộ vay vốn, trong đó nông thôn 50 hộ.",
        "Năm nay giảm 60 hộ, cao hơn 12 hộ so với cùng kỳ 48 hộ, trong đó nông thôn 58 hộ, thành thị 2 hộ.",
        "Có 125 hộ với 480 khẩu, trong đó nông thôn 123, thành thị 2.",
        "Có 125 hộ, chưa bao gồm 12 hộ phát sinh và 9 hộ chuyển đến.",
        "Có 3 xã còn trên 20 hộ nghèo, gồm xã An Hòa 32 hộ, xã Bình Minh 28 hộ và xã Phú Lộc 21 hộ.",
        "Hộ nghèo 125 hộ, gồm 73 hộ Kinh, 50 hộ cận nghèo.",
        "Mỗi hộ 50 triệu đồng/hộ, trong đó huyện 30 triệu đồng, vận động 40 triệu đồng.",
    ],
)
def test_what_is_no_part_of_a_whole(text: str) -> None:
    """Flows, other years, other classes, products, limits, ranges, fractions: true reports raise no alarm."""
    assert objections(text) == []
    assert all(holds(statement) for statement in statements_in(report(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Có 125 hộ nghèo, trong đó nông thôn 123 hộ, thành thị 12 hộ.", "125 hộ"),
        ("Có 125 hộ nghèo, trong đó nông thôn 132 hộ; thành thị 2 hộ; DTTS 52 hộ.", "125 hộ"),
        ("Có 125 hộ nghèo (trong đó hộ DTTS 152 hộ).", "152 hộ"),
        ("Có 268 hộ, gồm 125 hộ nghèo và 134 hộ cận nghèo.", "268 hộ"),
        ("Tổng số 40 hộ: xã An Hòa 10 hộ, xã Bình Minh 12 hộ, xã Phú Lộc 28 hộ.", "40 hộ"),
        (
            "Tổng 4.034 triệu đồng, trong đó: trung ương 3.570 triệu đồng, tỉnh 176 triệu đồng, huyện 351 triệu đồng.",
            "4.034 triệu đồng",
        ),
        ("Tổng số 40 hộ, gồm:\n- Xã An Hòa: 10 hộ;\n- Xã Bình Minh: 12 hộ;\n- Xã Phú Lộc: 16 hộ.", "40 hộ"),
    ],
)
def test_false_sums_are_found(text: str, found: str) -> None:
    [finding] = objections(text)
    assert finding.found == found


def test_what_a_quantity_says_of_itself() -> None:
    """Its place, its printed text and unit, and whether it is approximate; the subject names what is counted."""
    [stated] = statements_in(
        report(
            "Mở đầu.\nTổng vốn: 570 triệu đồng. Trong đó:\n+ Trung ương: khoảng 495 triệu đồng\n+ Tỉnh: 75 triệu đồng"
        )
    )
    assert isinstance(stated, StatedSum)
    assert [part.where for part in (stated.whole, *stated.parts)] == ["bc.txt#2-2", "bc.txt#3-3", "bc.txt#4-4"]
    assert [part.approximate for part in stated.parts] == [True, False]
    assert (stated.whole.unit, stated.whole.value, stated.whole.step) == (Unit.VND, 570_000_000, 1_000_000)
    subjects = [
        statement.subject
        for text in ("Giảm 68 hộ cận nghèo, trong đó hộ DTTS 9 hộ.", "Có 90 người, gồm nam 52 người, nữ 38 người.")
        for statement in statements_in(report(text))
    ]
    assert subjects == ["mức giảm hộ cận nghèo", "người (giới tính)"]


def test_a_paragraph_no_report_has_is_not_compared() -> None:
    assert drawn("Có 125 hộ nghèo, trong đó nông thôn 123 hộ, thành thị 12 hộ. " * 400) == []


def test_a_plans_money_is_checked_once() -> None:
    text = "\n".join(
        [
            "KẾ HOẠCH",
            "I. KINH PHÍ THỰC HIỆN",
            "Tổng vốn 500 triệu đồng, trong đó: trung ương 400 triệu đồng, tỉnh 60 triệu đồng, huyện 45 triệu đồng.",
            "Hộ nghèo 125 hộ, trong đó nông thôn 123 hộ, thành thị 12 hộ.",
        ]
    )
    found = [finding.found for finding in read_plan([report(text)]).findings]
    assert sorted(found) == ["125 hộ", "500 triệu đồng"]


@pytest.mark.skipif(not PLAN.exists(), reason="không có thư mục shared cạnh dự án")
def test_the_real_plan() -> None:
    found = statements_in(open_document(PLAN))
    people = [statement for statement in found if isinstance(statement, StatedSum) and statement.whole.unit != Unit.VND]
    assert [(str(s.whole.value), [str(p.value) for p in s.parts], s.coverage) for s in people] == [
        ("125", ["123", "2"], "all"),
        ("125", ["52"], "some"),
        ("143", ["132", "11"], "all"),
        ("143", ["61"], "some"),
        ("68", ["43", "25"], "all"),
    ]
    money = [statement for statement in found if statement not in people]
    assert len(money) == 8
    assert all(isinstance(statement, StatedSum) and statement.coverage is not Coverage.SOME for statement in money)
    assert all(holds(statement) for statement in found)
