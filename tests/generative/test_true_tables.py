"""Tables that are true by construction give no finding; the same table with one figure changed names that figure.

The tables are statutory forms and budget tables as offices draw them, with random places and figures.
"""

from decimal import Decimal

from factories.grids import doubts, grid, told, with_cell
from hypothesis import example, given
from hypothesis import strategies as st

from giamngheo.figures.checking import check
from giamngheo.figures.grids import CellValue, Grid, column_name

COUNTS = st.integers(0, 900)
PLACES = ["Xã Mẫu Một", "Xã Mẫu Hai", "Thị trấn Ví Dụ", "Xã Đắk Mẫu", "Xã Mẫu Năm", "Phường Sáu"]
Numbers = list[list[int]]


def sheet(rows: list[list[CellValue]], **named: object) -> Grid:
    width = max(map(len, rows))
    filled = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Grid(
        str(named.get("file", "bieu.xlsx")),
        str(named.get("name", "Biểu")),
        filled,
        caption=str(named.get("caption", "")),
    )


def numbers(*values: int) -> list[CellValue]:
    return [Decimal(value) for value in values]


def added(rows: Numbers) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


@st.composite
def movements(draw: st.DrawFn) -> Numbers:
    """Return for each place: at the start, three ways out, four ways in; nobody leaves who was not there."""
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        out = [draw(st.integers(0, 60)) for _ in range(3)]
        rows.append([sum(out) + draw(COUNTS), *out, *[draw(st.integers(0, 40)) for _ in range(4)]])
    return rows


def closing(row: list[int]) -> int:
    return row[0] - sum(row[1:4]) + sum(row[4:8])


FORM_2_HEADINGS: list[list[CellValue]] = [
    ["TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"],
    [],
    ["TT", "Xã", "Phân tổ", "Đầu kỳ", "Giảm", None, None, "Tăng", None, None, None, "Tổng số hộ nghèo cuối kỳ"],
    [None, None, None, None, "Thoát", "Trở thành hộ cận nghèo", "Khác", "Cận thành nghèo", "Tái nghèo", "Mới", "Khác"],
    [None, None, None, *[Decimal(label) for label in range(1, 9)], "9=1-2-3-4+5+6+7+8"],
]


def form_2(places: Numbers) -> Grid:
    """One district over its communes, a row for households and one for persons."""
    rows = [list(row) for row in FORM_2_HEADINGS]
    for number, (name, row) in enumerate([("Huyện Mẫu", added(places)), *zip(PLACES, places, strict=False)]):
        label = "I" if number == 0 else str(number)
        persons = [4 * value for value in row]
        rows.append([label, name, "Hộ", *numbers(*row, closing(row))])
        rows.append([None, None, "Nhân khẩu", *numbers(*persons, closing(persons))])
    return sheet(rows, name="Biểu 2")


@given(movements())
def test_a_true_table_of_movements_gives_no_finding(places: Numbers) -> None:
    assert check([form_2(places)], []) == []


@given(movements(), st.data())
def test_a_changed_closing_balance_is_named(places: Numbers, data: st.DataObject) -> None:
    true = form_2(places)
    row = data.draw(st.integers(6, len(true.rows)))
    before = true.rows[row - 1][11]
    assert isinstance(before, Decimal)
    changed = with_cell(true, f"L{row}", before + data.draw(st.integers(1, 99)))
    assert ("row_formula", f"L{row}") in [found[:2] for found in told(doubts(check([changed], [])))]


def rounded(part: int, whole: int) -> Decimal:
    return round(Decimal(part) * 100 / Decimal(whole), 2) if whole else Decimal(0)


@st.composite
def results(draw: st.DrawFn) -> Numbers:
    """Return for each place: all households, poor, near-poor."""
    rows = []
    for _ in range(draw(st.integers(2, 6))):
        poor, near = draw(COUNTS), draw(COUNTS)
        rows.append([poor + near + draw(st.integers(0, 5000)), poor, near])
    return rows


def form_1(places: Numbers, *, total_below: bool, has_formulas: bool) -> Grid:
    headings: list[list[CellValue]] = [
        ["STT", "Xã, thị trấn", "Tổng số hộ", "Hộ nghèo", None, "Hộ cận nghèo", None],
        [None, None, None, "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"],
    ]
    if has_formulas:
        headings.append(["A", "B", "1", "2", "3=2/1*100", "4", "5=4/1*100"])
    body = [[str(at), name, *_with_shares(row)] for at, (name, row) in enumerate(zip(PLACES, places, strict=False), 1)]
    total = [None, "Tổng cộng", *_with_shares(added(places))]
    return sheet([*headings, *([*body, total] if total_below else [total, *body])], name="Biểu 1")


def _with_shares(row: list[int]) -> list[CellValue]:
    everyone, poor, near = row
    return [*numbers(everyone, poor), rounded(poor, everyone), *numbers(near), rounded(near, everyone)]


@example([[88, 87, 1], [119, 118, 1]], False, False)  # 205 is nearly the whole of 207
@given(results(), st.booleans(), st.booleans())
def test_a_true_table_of_results_gives_no_finding(places: Numbers, total_below: bool, has_formulas: bool) -> None:
    assert check([form_1(places, total_below=total_below, has_formulas=has_formulas)], []) == []


@given(results(), st.booleans(), st.data())
def test_a_changed_total_is_named(places: Numbers, total_below: bool, data: st.DataObject) -> None:
    true = form_1(places, total_below=total_below, has_formulas=True)
    row = len(true.rows) if total_below else 4
    column = data.draw(st.sampled_from("CDF"))
    before = true.rows[row - 1][ord(column) - 65]
    assert isinstance(before, Decimal)
    changed = with_cell(true, f"{column}{row}", before + data.draw(st.integers(1, 9)))
    assert ("column_sum", f"{column}{row}") in [found[:2] for found in told(doubts(check([changed], [])))]


@st.composite
def budgets(draw: st.DrawFn) -> dict[str, list[Numbers]]:
    """Return for each project its sub-projects' money from three sources, in thousand đồng."""
    return {
        str(code): [
            [[draw(st.integers(0, 900_000)) for _ in range(3)]] for _ in range(draw(st.integers(0, 3)))
        ] or [[[draw(st.integers(0, 900_000)) for _ in range(3)]]]
        for code in draw(st.lists(st.integers(1, 7), min_size=2, max_size=5, unique=True))
    }  # fmt: skip


def budget_table(projects: dict[str, list[Numbers]], *, factor: int, merged_total: bool) -> Grid:
    """Projects over sub-projects, sources over the total; in triệu each figure is rounded by itself."""
    heads: list[list[CellValue]] = [
        ["TT", "Nội dung", "Tổng kinh phí", "Trong đó" if merged_total else "Ngân sách", None, None],
        [None, None, None, "Ngân sách trung ương", "Ngân sách tỉnh", "Ngân sách huyện"],
    ]
    body: list[list[CellValue]] = []
    everything = [0, 0, 0]
    for number, (code, subs) in enumerate(projects.items(), 1):
        whole = added([sub[0] for sub in subs])
        everything = added([everything, whole])
        body.append([str(number), f"Dự án {code}", *_money(whole, factor)])
        if len(subs) > 1:
            body += [[f"{number}.{at}", f"Tiểu dự án {at}", *_money(sub[0], factor)] for at, sub in enumerate(subs, 1)]
    unit = "triệu đồng" if factor == 1000 else "nghìn đồng"
    return sheet([*heads, [None, "Tổng cộng", *_money(everything, factor)], *body], caption=f"Đơn vị: {unit}")


def _money(row: list[int], factor: int) -> list[CellValue]:
    return [round(Decimal(value) / factor, 0) for value in (sum(row), *row)]


@given(budgets(), st.sampled_from([1, 1000]), st.booleans())
def test_a_true_budget_table_gives_notes_on_rounding_at_most(
    projects: dict[str, list[Numbers]], factor: int, merged_total: bool
) -> None:
    findings = check([budget_table(projects, factor=factor, merged_total=merged_total)], [])
    assert doubts(findings) == []
    assert factor == 1000 or findings == []


@given(budgets(), st.data())
def test_a_changed_budget_total_is_named(projects: dict[str, list[Numbers]], data: st.DataObject) -> None:
    true = budget_table(projects, factor=1, merged_total=True)
    column = data.draw(st.sampled_from([2, 3, 4, 5]))
    before = true.rows[2][column]
    assert isinstance(before, Decimal)
    cell = f"{column_name(column)}3"
    changed = with_cell(true, cell, before + data.draw(st.integers(50, 999)))
    assert cell in [found[1] for found in told(doubts(check([changed], [])))]


@given(st.lists(st.lists(COUNTS, min_size=5, max_size=5), min_size=2, max_size=6))
def test_groups_that_overlap_are_never_added_up(rows: Numbers) -> None:
    """Reasons and policy groups: a household may be in several, so the parts need not make up the whole."""
    drawing = "TT|Xã|Tổng số hộ nghèo|Trong đó|||\n|||DTTS|Không có khả năng lao động|Có người có công|Chủ hộ là nữ\n"
    for number, row in enumerate(rows, 1):
        whole = max(row) + 3
        drawing += f"{number}|{PLACES[number - 1]}|{whole}|{row[0]}|{row[1]}|{row[2]}|{row[3]}\n"
    assert check([grid(drawing, merged=["D1:G1"])], []) == []


@given(st.lists(st.tuples(st.integers(1940, 2020), COUNTS), min_size=1, max_size=12))
def test_a_list_of_people_gives_no_finding(people: list[tuple[int, int]]) -> None:
    rows: list[list[CellValue]] = [
        ["DANH SÁCH HỘ NGHÈO"],
        [],
        ["STT", "Họ và tên", "Năm sinh", "Số nhân khẩu", "Địa chỉ", "Số điện thoại"],
    ]
    rows += [
        [Decimal(at), f"Người Mẫu {at}", Decimal(year), Decimal(size), "Ấp Mẫu", f"09000000{at:02}"]
        for at, (year, size) in enumerate(people, 1)
    ]
    assert check([sheet(rows)], []) == []
