"""The Vietnamese sentences of findings: what was found, what was expected, where."""

from collections.abc import Sequence

from giamngheo.figures.tables import Column, Row, Table


def place_of(table: Table, row: Row, column: Column) -> str:
    """Name a cell for a person: “ô L20 (Huyện Đăk Glong, hộ; cột 9)”."""
    cell = table.cell_name(row, column)
    name = row.name or row.number
    words = f"{name}, {row.group.lower()}" if row.group and name else name or row.group.lower()
    return f"ô {cell} ({words}; {column.name})" if words else f"ô {cell} ({column.name})"


def at_place(table: Table, row: Row, column: Column) -> str:
    """Name a cell at the start of a sentence: “Ô L20 (…)”."""
    words = place_of(table, row, column)
    return words[0].upper() + words[1:]


def listed(words: Sequence[str], *, most: int = 6) -> str:
    """Join names with commas; a long list says how many are left out."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} và {len(words) - most} mục khác"


def blank_parts(names: Sequence[str]) -> str:
    """Say which parts were blank: “; cột 4, cột 8 để trống nên không cộng”; empty where none was."""
    return f"; {listed(names)} để trống nên không cộng" if names else ""
