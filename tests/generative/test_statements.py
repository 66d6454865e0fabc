"""True reports in many wordings yield true statements, each standard wording its own; one wrong figure is found."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.factories.statements import drawn, holds, objections, report

from giamngheo.common.numbers import print_number
from giamngheo.documents.reading.stated.statements import statements_in
from giamngheo.figures.statements import Coverage, StatedDifference, StatedShare, StatedSum, Statement, WordsAndDigits

PARTITIONS = [("nông thôn", "thành thị"), ("dân tộc Kinh", "dân tộc thiểu số"), ("khu vực nông thôn", "khu vực đô thị")]
COMMUNES = ["xã Đồng Lúa", "xã Bến Cát", "xã Suối Đá", "xã Phú Lộc", "thị trấn Sông Mẫu"]
SUBJECTS = ["hộ nghèo", "hộ cận nghèo"]
SUMS = [
    "Toàn huyện có {whole} {subject}, trong đó {a}: {x} hộ; {b}: {y} hộ.",
    "Toàn huyện còn {whole} {subject} (trong đó: {a} {x} hộ, {b} {y} hộ).",
    "Tổng số {subject} là {whole} hộ ({a}: {x}; {b}: {y}).",
    "Tổng số {subject}: {whole} hộ, gồm {x} hộ {a} và {y} hộ {b}, theo kết quả rà soát.",
    "Trong năm giảm {whole} {subject}. Trong đó giảm {x} {subject} {a} và {y} {subject} {b}.",
    "Số {subject} cuối năm 2023 là {whole} hộ, chia theo khu vực: {a} {x} hộ, {b} {y} hộ.",
]
SOURCES = [
    (
        "Tổng vốn {whole} triệu đồng, trong đó: ngân sách trung ương {x} triệu đồng, ngân sách tỉnh {y} triệu đồng, "
        "ngân sách huyện {z} triệu đồng."
    ),
    (
        "Tổng vốn: {whole} triệu đồng. Trong đó:\n+ Nguồn ngân sách Trung ương: {x} triệu đồng.\n"
        "+ Nguồn ngân sách Tỉnh: {y} triệu đồng.\n+ Ngân sách huyện đối ứng: {z} triệu đồng."
    ),
    (
        "Kinh phí thực hiện là {whole} triệu đồng, bao gồm: trung ương {x} triệu đồng; tỉnh {y} triệu đồng và huyện "
        "{z} triệu đồng."
    ),
]
SHARES = [
    "Toàn huyện có {part} {subject}, tỷ lệ {percent}% trên {whole} hộ.",
    "Toàn huyện có {part} {subject}, chiếm tỷ lệ {percent}% tổng số hộ ({whole} hộ).",
    "Tỷ lệ {subject} là {percent}% ({part}/{whole} hộ).",
    "Đã hỗ trợ {part}/{whole} hộ, đạt {percent}% kế hoạch.",
    "Tổng số hộ toàn huyện {whole} hộ. Kết quả rà soát: {part} {subject}, chiếm {percent}%.",
    "Trong năm thực hiện đạt {percent}% kế hoạch ({part}/{whole} hộ).",
]
CHANGES = [
    "Số {subject} {verb} {change} hộ, từ {before} {to} {after}.",
    "Số {subject} {verb} từ {before} hộ {to} còn {after} hộ ({verb} {change} hộ).",
    "Số {subject} {verb} {change} hộ so với năm 2023 ({after} hộ so với {before} hộ).",
    "Năm 2024 có {after} {subject}, {verb} {change} hộ so với năm 2023 ({before} hộ).",
    "Đầu năm có {before} {subject}, cuối năm có {after} {subject}, {verb} {change} hộ.",
    "Năm 2022 là {before} {subject}, năm 2023 là {after} {subject}, {verb} {change} hộ.",
]
NOISE = [
    "Ngoài ra, đã tập huấn 36 lượt người tại 12 xã.",
    "Thực hiện Quyết định số 1902/QĐ-UBND ngày 28/12/2023 của UBND huyện Sông Mẫu.",
    "Có 17 hộ thoát nghèo, 03 hộ tái nghèo, 02 hộ phát sinh mới.",
    "Phấn đấu năm 2025 giảm ít nhất 40 hộ, tỷ lệ dưới 0,3%.",
    "Thu nhập bình quân 45 triệu đồng/người/năm.",
    "",
]

counts = st.integers(0, 40_000)


def printed(value: int) -> str:
    return f"{value:02}" if value < 10 else print_number(value)


@st.composite
def sums(draw: st.DrawFn, *, wrong: bool = False) -> str:
    x, y = draw(counts), draw(counts)
    a, b = draw(st.sampled_from(PARTITIONS))
    whole = x + y + (draw(st.integers(1, 5_000)) if wrong else 0)
    assume(whole not in {x, y, 0})
    figures = {"whole": printed(whole), "x": printed(x), "y": printed(y)}
    subject = draw(st.sampled_from(SUBJECTS))
    wording = draw(st.sampled_from(SUMS))
    return wording.format(subject=subject, a=a, b=b, **figures)


@st.composite
def lists_of_communes(draw: st.DrawFn, *, wrong: bool = False) -> str:
    parts = draw(st.lists(st.integers(1, 900), min_size=3, max_size=5))
    whole = sum(parts) + (1 if wrong else 0)
    names = [f"{name} {printed(part)} hộ" for name, part in zip(COMMUNES, parts, strict=False)]
    shape = draw(
        st.sampled_from(
            ["Tổng số {whole} hộ: {inline}.", "Tổng số {whole} hộ, cụ thể:\n{lines}", "Có {whole} hộ, gồm {inline}."]
        )
    )
    lines = "\n".join(f"- {name};" for name in names)
    return shape.format(whole=printed(whole), inline=", ".join(names), lines=lines)


@st.composite
def money(draw: st.DrawFn, *, wrong: bool = False) -> str:
    x, y, z = (draw(st.integers(100, 9_000)) for _ in range(3))
    # Each figure may be rounded by half a million, so that a slip shows from three millions on.
    whole = x + y + z - (draw(st.integers(3, 50)) if wrong else 0)
    wording = draw(st.sampled_from(SOURCES))
    return wording.format(whole=printed(whole), x=printed(x), y=printed(y), z=printed(z))


@st.composite
def shares(draw: st.DrawFn, *, wrong: bool = False) -> str:
    whole = draw(st.integers(2, 300_000))
    part = draw(st.integers(1, whole - 1))
    step = Decimal(1).scaleb(-draw(st.integers(0, 2)))
    percent = (Decimal(part) / whole * 100).quantize(step, ROUND_HALF_UP) + (3 * step if wrong else 0)
    subject = draw(st.sampled_from(SUBJECTS))
    text = f"{percent}".replace(".", ",")
    wording = draw(st.sampled_from(SHARES))
    return wording.format(part=printed(part), whole=printed(whole), percent=text, subject=subject)


@st.composite
def changes(draw: st.DrawFn, *, wrong: bool = False) -> str:
    before, after = draw(counts), draw(counts)
    assume(before != after)
    verb, to = ("giảm", "xuống") if after < before else ("tăng", "lên")
    change = abs(before - after) + (draw(st.integers(1, 900)) if wrong else 0)
    wording = draw(st.sampled_from(CHANGES))
    if verb == "tăng":
        wording = wording.replace("{to} còn", "{to}")
    figures = {"before": printed(before), "after": printed(after), "change": printed(change)}
    return wording.format(subject=draw(st.sampled_from(SUBJECTS)), verb=verb, to=to, **figures)


@st.composite
def spelt(draw: st.DrawFn, *, wrong: bool = False) -> str:
    millions = draw(st.integers(1, 9)), draw(st.integers(1, 9)), draw(st.integers(2, 9))
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    words = f"{digits[millions[0]]} tỷ, {digits[millions[1]]} trăm {digits[millions[2]]} mươi triệu đồng"
    value = millions[0] * 10**9 + millions[1] * 10**8 + millions[2] * 10**7 + (10**6 if wrong else 0)
    shape = draw(st.sampled_from(["Tổng cộng {d} đồng ({w}).", "Tổng: {d} đồng.\n(Bằng chữ: {w} chẵn./.)"]))
    return shape.format(d=print_number(value), w=words)


KINDS: dict[str, tuple[Callable[..., st.SearchStrategy[str]], type[Statement]]] = {
    "sums": (sums, StatedSum),
    "communes": (lists_of_communes, StatedSum),
    "money": (money, StatedSum),
    "shares": (shares, StatedShare),
    "changes": (changes, StatedDifference),
    "words": (spelt, WordsAndDigits),
}
true_sentences = st.one_of([made() for made, _ in KINDS.values()])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_true_sentence_yields_its_statement(kind: str, data: st.DataObject) -> None:
    made, expected = KINDS[kind]
    text = data.draw(made())
    found = statements_in(report(text))
    assert any(
        isinstance(one, expected) and getattr(one, "coverage", Coverage.ALL) is not Coverage.SOME for one in found
    ), (text, drawn(text))
    assert all(holds(one) for one in found), drawn(text)
    assert objections(text) == []


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_one_wrong_figure_is_found(kind: str, data: st.DataObject) -> None:
    made, _ = KINDS[kind]
    text = data.draw(made(wrong=True))
    assert objections(text) != [], (text, drawn(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(true_sentences | st.sampled_from(NOISE), min_size=2, max_size=6), st.sampled_from([" ", "\n"]))
def test_true_sentences_in_one_report_stay_true(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    found = statements_in(report(text))
    assert all(holds(one) for one in found), [
        line for line, one in zip(drawn(text), found, strict=True) if not holds(one)
    ]
    assert objections(text) == []
