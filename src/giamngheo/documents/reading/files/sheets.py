"""Spreadsheets (.xlsx): one grid per visible sheet, each row that holds anything also as one line."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from giamngheo.documents.reading.files.office_package import OfficePackage
from giamngheo.documents.reading.files.old_letters import OldLetters, from_old_letters, recognise_old_letters
from giamngheo.documents.reading.files.refusals import DamagedFile
from giamngheo.documents.reading.files.sheet_bounds import SheetSurvey, survey_sheets
from giamngheo.documents.reading.files.transcript import Transcript
from giamngheo.documents.reading.files.vietnamese import tidy
from giamngheo.documents.reading.source import Document
from giamngheo.figures.grids import CellValue, Grid, Span

RawCell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(transcript: Transcript, data: bytes) -> Document:
    """Read the visible sheets; raises DamagedFile, UnsafeContent, TooMuchToRead."""
    package = OfficePackage(transcript.file, data)
    package.check_every_part()
    surveys = survey_sheets(package)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible is not SheetVisibleEnum.Visible:
                transcript.note(f"Trang tính ẩn “{sheet.name}” không được đọc.")
                continue
            if sheet.name not in surveys:
                raise DamagedFile(transcript.file, reason=f"thiếu trang tính {sheet.name}")
            opened = workbook.get_sheet_by_index(index)
            rows = opened.to_python(skip_empty_area=False)
            add_sheet(transcript, sheet.name, rows, surveys[sheet.name], opened.merged_cell_ranges or ())
    except CalamineError as error:
        raise DamagedFile(transcript.file, reason="không đọc được trang tính") from error
    return transcript.finish()


def add_sheet(
    transcript: Transcript,
    name: str,
    raw_rows: list[list[RawCell]],
    survey: SheetSurvey | None = None,
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] = (),
) -> None:
    """Add one sheet: its grid, and each row with content as a line named after the sheet; blank rows are counted."""
    letters = recognise_old_letters(cell for row in raw_rows for cell in row if isinstance(cell, str))
    if letters:
        transcript.note(f"Trang tính “{name}”: chữ đã được chuyển từ bảng mã {letters.value} sang Unicode.")
    rows = [[_cell(raw, letters) for raw in row] for row in raw_rows]
    if survey:
        for (row, column), error in survey.errors.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = error
        if survey.has_uncomputed_formula:
            transcript.note(
                f"Trang tính “{name}” có công thức chưa được tính kết quả nên đọc như ô trống; "
                "hãy mở bằng Excel, lưu lại rồi gửi lại."
            )
    spans = tuple(
        Span(*first, min(last[0], len(rows) - 1), last[1]) for first, last in sorted(merged) if first[0] < len(rows)
    )
    width = max((span.last_column + 1 for span in spans), default=0)
    grid = Grid(transcript.file, name, tuple(_widened(row, width) for row in rows), spans)
    transcript.add_table(grid, after_line=transcript.number)
    for filled in grid.rows:
        text = " | ".join(str(cell) for cell in filled if cell is not None)
        if text:
            transcript.add_line(text.replace("\n", " "), table=name)
        else:
            transcript.skip_lines(1)


def _widened(row: list[CellValue], width: int) -> tuple[CellValue, ...]:
    return (*row, *[None] * (width - len(row)))


def _cell(raw: RawCell, letters: OldLetters | None) -> CellValue:
    if isinstance(raw, str):
        text = from_old_letters(raw, letters) if letters and not raw.isascii() else raw
        return tidy(text).strip() or None
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, (int, float)):
        return number_of(raw)
    return raw.isoformat() if isinstance(raw, (date, time)) else str(raw)


def number_of(raw: float) -> Decimal:
    """Return a spreadsheet's number with the 15 digits a spreadsheet keeps, whole numbers without “.0”."""
    if isinstance(raw, int):
        return Decimal(raw)
    if raw.is_integer() and abs(raw) < 1e15:
        return Decimal(int(raw))
    return Decimal(format(raw, ".15g"))
