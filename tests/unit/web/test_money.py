"""The money of a plan as a table: what is given, what we add up, what stays blank."""

from giamngheo.documents.reading.files.opening import open_bytes
from giamngheo.documents.reading.plans.plan import Budget, Project
from giamngheo.documents.reading.plans.reader import read_plan
from giamngheo.web.documents.money import SOURCES, added, cells_of, effective_amounts
from giamngheo.web.documents.plan_page import plan_page

MILLION = 1_000_000


def budget(total: int | None, central: int | None = None, ranges: dict[str, tuple[int, int]] | None = None) -> Budget:
    return Budget(total, central, None, None, None, False, "a.txt#1-1", ranges or {})


def project(money: Budget | None, *below: Project) -> Project:
    return Project("3", "Tên", None, [], None, [], None, [], money, list(below), "a.txt#1-1")


def test_an_amount_is_printed_in_trieu_and_exact_in_dong() -> None:
    cell = cells_of(budget(1_749_500_000))[0]
    assert (cell.printed, cell.exact, cell.in_trieu) == ("1.749,5", "1.749.500.000 đồng", 1749.5)


def test_a_blank_is_not_a_zero() -> None:
    assert [cell.printed for cell in cells_of(budget(0))] == ["0", "", "", "", ""]
    assert added([dict.fromkeys(SOURCES, 5), dict.fromkeys(SOURCES)]) == dict.fromkeys(SOURCES)


def test_a_range_shows_both_ends_and_is_no_number_for_a_spreadsheet() -> None:
    cell = cells_of(budget(3000 * MILLION, ranges={"total": (2000 * MILLION, 3000 * MILLION)}))[0]
    assert (cell.printed, cell.in_trieu) == ("2.000–3.000", None)


def test_a_project_without_money_of_its_own_has_that_of_its_parts_where_all_give_it() -> None:
    both = project(None, project(budget(10, 6)), project(budget(5)))
    amounts = effective_amounts(both)
    assert (amounts["total"], amounts["central"]) == (15, None)


def test_the_downloaded_table_holds_numbers_not_printed_texts() -> None:
    text = """KẾ HOẠCH
Giảm nghèo năm 2024
III. NỘI DUNG THỰC HIỆN
Tổng vốn: 4.034 triệu đồng, trong đó:
+ Ngân sách trung ương: 3.507,5 triệu đồng;
"""
    documents = [open_bytes("ke-hoach.txt", text.encode())]
    rows = plan_page(documents, read_plan(documents)).downloads["money"]
    assert rows[0][1] == "Tổng số (triệu đồng)"
    assert 4034 in rows[1]
    assert 3507.5 in rows[1]
