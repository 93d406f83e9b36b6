"""Rows whose cells are not as many as their table has columns."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs

from weeklypapers.dialects.cells import READERS, CellError
from weeklypapers.markdown import Cell

if TYPE_CHECKING:
    from weeklypapers.markdown import Row

__all__ = ["Columns", "fit"]

# A row with more cells than this beyond its columns holds something else than one paper.
_MOST_EXCESS = 32


@attrs.frozen
class Columns:
    """What the columns of one table are read as.

    Attributes:
        names: For each column the field of `Paper` that takes it, or the name under which
            `Paper.extra` does. Where a name stands twice, the first is the field.
    """

    names: tuple[str, ...]

    @cached_property
    def fields(self) -> dict[str, int]:
        """The position of the column that each field takes."""
        places = {name: place for place, name in reversed(list(enumerate(self.names)))}
        return {name: place for name, place in places.items() if name in READERS}

    @cached_property
    def extra(self) -> list[int]:
        """The positions of the columns that no field takes."""
        taken = set(self.fields.values())
        return [place for place in range(len(self.names)) if place not in taken]


def fit(row: Row, columns: Columns) -> tuple[list[Cell], CellError | None]:
    """The cells of a row, one for each column, and what had to be repaired to get them.

    A row that is too short is filled with empty cells (GFM section 4.10). One that is too long is
    taken to hold a pipe that should have been escaped: week, category and link tell which cells
    belong together, if that leaves one reading only.

    Raises:
        CellError: The row is too long, and no reading fits or several do.
    """
    count = len(columns.names)
    cells = list(row.cells)
    if len(cells) == count:
        return cells, None
    if len(cells) < count:
        return _filled(row, count), CellError(
            "missing-cells",
            f"expected {count} cells, got {len(cells)}; the missing ones are read as empty",
            repaired=True,
        )
    while len(cells) > count and not cells[-1].text:
        cells.pop()
    if len(cells) == count:
        return cells, CellError(
            "extra-cells",
            f"expected {count} cells, got {len(row.cells)}; the empty ones at the end are left out",
            repaired=True,
        )
    return _joined(row, cells, columns)


def _filled(row: Row, count: int) -> list[Cell]:
    end = len(row.text)
    empty = Cell(text="", start=end, end=end)
    return [*row.cells, *[empty] * (count - len(row.cells))]


def _joined(row: Row, cells: list[Cell], columns: Columns) -> tuple[list[Cell], CellError]:
    excess = len(cells) - len(columns.names)
    readings = _readings(row, cells, columns) if excess <= _MOST_EXCESS else []
    told = f"expected {len(columns.names)} cells, got {len(cells)}"
    if len(readings) == 1:
        return readings[0], CellError(
            "unescaped-pipe",
            f"{told}: a pipe in {_where(readings[0], columns)} should be written as \\|",
            repaired=True,
        )
    found = "several ways to join cells fit" if readings else "no way to join cells fits"
    raise CellError("too-many-cells", f"{told}: {found}; write a pipe in a text as \\|")


def _where(reading: list[Cell], columns: Columns) -> str:
    """The columns that hold an unescaped pipe."""
    held = zip(columns.names, reading, strict=True)
    return " and ".join(name for name, cell in held if isinstance(cell, _Joined))


@attrs.frozen
class _Joined(Cell):
    """What unescaped pipes had split."""


def _readings(row: Row, cells: list[Cell], columns: Columns) -> list[list[Cell]]:
    """The ways, two at the most, to make one cell a column by joining neighbours."""
    names = columns.names

    @cache
    def rest(start: int, column: int) -> list[list[Cell]]:
        if column == len(names):
            return [[]] if start == len(cells) else []
        found: list[list[Cell]] = []
        left = len(names) - column - 1
        for end in range(start + 1, len(cells) - left + 1):
            joined = _join(row, cells[start:end])
            if _holds(joined, column, columns):
                found += [[joined, *others] for others in rest(end, column + 1)]
            if len(found) > 1:
                break
        return found[:2]

    return rest(0, 0)


def _join(row: Row, cells: list[Cell]) -> Cell:
    first, last = cells[0], cells[-1]
    if first is last:
        return first
    raw = row.text[first.start : last.end]
    return _Joined(text=raw.replace("\\|", "|"), start=first.start, end=last.end)


def _holds(cell: Cell, column: int, columns: Columns) -> bool:
    """Whether a cell can be what stands in a column: for days, categories and links, is it one."""
    field = columns.names[column]
    if columns.fields.get(field) != column:
        return True
    if field in ("week", "category") and isinstance(cell, _Joined):
        return False  # neither a day nor a category of arXiv has a pipe
    try:
        value = READERS[field](cell.text)
    except CellError:
        return False
    if field == "category":
        return value is not None and value.code is not None
    return field not in ("week", "links") or bool(value)
