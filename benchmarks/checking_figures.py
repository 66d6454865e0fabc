"""How long does checking take: form 1 with 20,000 rows, beside the same sums and shares worked out by hand.

The peer reads the same table from an .xlsx with openpyxl and repeats its formulas in plain Python, knowing every
column; the check is given the table in memory and must find out by itself what its columns and rows are.
"""

import io
import time
from decimal import Decimal

from openpyxl import Workbook, load_workbook

from giamngheo.figures.checking import check
from giamngheo.figures.grids import CellValue, Grid

ROWS = 20_000
IN_A_DISTRICT = 19
LIMIT = 8.0
"""CPU seconds that 10,000 rows may take."""
HEADINGS: list[list[CellValue]] = [
    ["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO"],
    ["TT", "Xã", "Tổng số hộ dân cư", "", "Về hộ", "", "", "", "", "", "Về khẩu"],
    ["", "", "Số hộ", "Nhân khẩu", *["Số hộ", "Tỷ lệ"] * 3, *["Số khẩu", "Tỷ lệ"] * 3],
    ["A", "B", "1", "2", "3", "4=3/1*100", "5", "6=5/1*100", "7", "8=7/1*100"],
]
HEADINGS[3] += ["9", "10=9/2*100", "11", "12=11/2*100", "13", "14=13/2*100"]


def main() -> bool:
    rows = form_1(ROWS)
    grid = Grid("bieu-1.xlsx", "Biểu 1", tuple(map(tuple, rows)))
    file = as_workbook(rows)
    mine, findings = cpu_seconds(lambda: len(check([grid], [])))
    half, _ = cpu_seconds(lambda: len(check([Grid("bieu-1.xlsx", "Biểu 1", grid.rows[: ROWS // 2])], [])))
    theirs, differences = cpu_seconds(lambda: by_hand(file))
    per_10_000 = mine * 10_000 / ROWS
    print(f"kiểm tra biểu 1 ({ROWS} dòng × 16 cột): {mine:.2f} s CPU, {per_10_000:.2f} s cho 10.000 dòng")
    print(f"một nửa số dòng: {half:.2f} s CPU; gấp đôi số dòng thì lâu gấp {mine / half:.2f} lần")
    print(f"tính tay bằng openpyxl trên cùng biểu: {theirs:.2f} s CPU; tỷ lệ {mine / theirs:.2f}")
    print(f"chỗ lệch: {findings} (kiểm tra), {differences} (tính tay)")
    return per_10_000 < LIMIT and findings == differences == 0


def cpu_seconds(work: object) -> tuple[float, int]:
    began = time.process_time()
    result = work()  # type: ignore[operator]
    return time.process_time() - began, result


def form_1(number: int) -> list[list[CellValue]]:
    """Districts over their communes, without a mistake."""
    rows = [[cell or None for cell in (*line, *[None] * (16 - len(line)))] for line in HEADINGS]
    for district in range(number // (IN_A_DISTRICT + 1)):
        communes = [counts(district * IN_A_DISTRICT + at) for at in range(IN_A_DISTRICT)]
        whole = [sum(column) for column in zip(*communes, strict=True)]
        rows.append([Decimal(district + 1), f"Huyện {district + 1}", *with_shares(whole)])
        rows += [
            [f"{district + 1}.{at + 1}", f"Xã {district + 1}.{at + 1}", *with_shares(commune)]
            for at, commune in enumerate(communes)
        ]
    return rows


def counts(seed: int) -> list[int]:
    households = 500 + seed * 37 % 900
    people = households * 4 + seed % 50
    return [households, people, seed % 60, seed % 71, seed % 83, seed % 60 * 4, seed % 71 * 4, seed % 83 * 4]


def with_shares(row: list[int]) -> list[CellValue]:
    households, people, *parts = row
    cells: list[CellValue] = [Decimal(households), Decimal(people)]
    for at, part in enumerate(parts):
        whole = households if at < 3 else people
        cells += [Decimal(part), round(Decimal(part) * 100 / whole, 2)]
    return cells


def as_workbook(rows: list[list[CellValue]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Biểu 1")
    for row in rows:
        sheet.append([float(cell) if isinstance(cell, Decimal) else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_hand(file: bytes) -> int:
    """Count the shares and sums that differ."""
    rows = list(load_workbook(io.BytesIO(file), read_only=True).worksheets[0].values)[len(HEADINGS) :]
    differences = 0
    for at, row in enumerate(rows):
        for column in range(4, 16, 2):
            whole = row[2 if column < 10 else 3]
            differences += abs(row[column] * 100 / whole - row[column + 1]) > 0.005001
        if at % (IN_A_DISTRICT + 1) == 0:
            communes = rows[at + 1 : at + 1 + IN_A_DISTRICT]
            differences += sum(
                sum(part[column] for part in communes) != row[column] for column in (2, 3, *range(4, 16, 2))
            )
    return differences


if __name__ == "__main__":
    raise SystemExit(not main())
