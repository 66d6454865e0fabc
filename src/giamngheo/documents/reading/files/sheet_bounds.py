"""How far the sheets of an .xlsx reach: looked up before they are loaded, since one far cell makes a sheet vast."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from giamngheo.documents.reading.files import limits
from giamngheo.documents.reading.files.office_package import OfficePackage, child, local_name, value
from giamngheo.documents.reading.files.refusals import DamagedFile, TooMuchToRead
from giamngheo.figures.grids import column_name

_ADVICE = "Hãy xóa các ô thừa ở xa bảng, hoặc tách bảng thành nhiều tệp."


@dataclass(slots=True)
class SheetSurvey:
    """What one sheet holds besides its values: how far it reaches, its error cells, formulas never computed."""

    last_row: int = -1
    last_column: int = -1
    number_of_characters: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    has_uncomputed_formula: bool = False


def survey_sheets(package: OfficePackage) -> dict[str, SheetSurvey]:
    """Return a survey per sheet name; raises TooMuchToRead for sheets past the limits, DamagedFile."""
    text_lengths = list(_shared_text_lengths(package))
    parts = list(_sheet_parts(package))
    if len(parts) > limits.SHEETS:
        raise TooMuchToRead(
            package.file, found=f"{len(parts)} trang tính", limit=f"{limits.SHEETS} trang tính", advice=_ADVICE
        )
    surveys = {}
    number_of_characters = number_of_cells = 0
    for name, part in parts:
        survey = surveys[name] = _survey(package, name, part, text_lengths)
        number_of_characters += survey.number_of_characters
        number_of_cells += (survey.last_row + 1) * (survey.last_column + 1)
        if number_of_cells > limits.SHEET_CELLS or number_of_characters > limits.TEXT_BYTES:
            raise TooMuchToRead(
                package.file,
                found=f"quá nhiều ô hoặc quá nhiều chữ (đến trang tính “{name}”)",
                limit=f"{limits.SHEET_CELLS} ô và {limits.TEXT_BYTES} chữ",
                advice=_ADVICE,
            )
    return surveys


def _shared_text_lengths(package: OfficePackage) -> Iterator[int]:
    for kind, part in package.related(package.main_part()).values():
        if kind == "sharedStrings" and part:
            for _, item in package.elements(part, tags=("{*}si",), events=("end",)):
                yield sum(len(text) for text in item.itertext())
                package.forget(item)


def _sheet_parts(package: OfficePackage) -> Iterator[tuple[str, str]]:
    workbook = package.main_part()
    related = package.related(workbook)
    sheets = child(package.parse(workbook), "sheets")
    for sheet in sheets if sheets is not None else ():
        name = sheet.get("name", "")
        kind, part = related.get(value(sheet, "id") or "", ("", ""))
        if not part:
            raise DamagedFile(package.file, reason=f"thiếu trang tính {name}")
        if kind == "worksheet":
            yield name, part


def _survey(package: OfficePackage, name: str, part: str, text_lengths: list[int]) -> SheetSurvey:
    survey = SheetSurvey()
    row = column = -1
    for event, element in package.elements(part, tags=("{*}row", "{*}c"), events=("start", "end")):
        if local_name(element) == "row":
            if event == "start":
                row, column = _number(element.get("r"), row + 2) - 1, -1
            else:
                package.forget(element)
        elif event == "end":
            row, column = _place(element.get("r"), row, column + 1)
            if len(element):
                survey.last_row, survey.last_column = max(survey.last_row, row), max(survey.last_column, column)
                _look_at(survey, (row, column), element, text_lengths)
                _check_reach(package, name, row, column)
    return survey


def _look_at(survey: SheetSurvey, place: tuple[int, int], cell: etree._Element, text_lengths: list[int]) -> None:
    kind, content = cell.get("t"), child(cell, "v")
    text = "" if content is None else content.text or ""
    if kind == "e":
        survey.errors[place] = text
    elif kind == "s" and text.isdecimal() and len(text) < 9 and int(text) < len(text_lengths):
        survey.number_of_characters += text_lengths[int(text)]
    if not text and child(cell, "f") is not None:
        survey.has_uncomputed_formula = True


def _check_reach(package: OfficePackage, name: str, row: int, column: int) -> None:
    if row >= limits.SHEET_ROWS or column >= limits.SHEET_COLUMNS:
        raise TooMuchToRead(
            package.file,
            found=f"trang tính “{name}” kéo dài đến ô {column_name(column)}{row + 1}",
            limit=f"{limits.SHEET_ROWS} dòng và {limits.SHEET_COLUMNS} cột",
            advice=_ADVICE,
        )


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if not reference:
        return row, column
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _number(reference[len(letters) :], row + 1) - 1, column - 1


def _number(digits: str | None, otherwise: int) -> int:
    return int(digits) if digits and digits.isdecimal() and len(digits) < 12 else otherwise
