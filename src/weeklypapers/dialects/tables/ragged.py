"""Rows whose cells are not as many as their table has columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeAlias

from weeklypapers.dialects.tables.columns import Columns
from weeklypapers.markdown import Cell, Row
from weeklypapers.markdown.tables import BLANKS, unescaped
from weeklypapers.model.problems import Edit, Problem, Severity

__all__ = ["CellError", "Fits", "fit"]


class Fits(Protocol):
    """What a dialect knows of the cells of its columns."""

    def says(self, role: str, text: str, *, joined: bool) -> bool:
        """Whether a text is what stands in a column of that role.

        A text that is `joined` of several cells holds a pipe.
        """
        ...

    def is_readable(self, cells: Sequence[Cell], columns: Columns) -> bool:
        """Whether the cells at the places of the columns can be read."""
        ...


# A row with more cells than this beyond its columns holds something else than one paper.
_MOST_EXCESS = 32

# For each column the positions of the cells that are read as one.
_Reading: TypeAlias = list[range]
# The same while it is found: the columns before, and what the last one takes.
_Way: TypeAlias = "tuple[_Way, range] | None"


def fit(
    row: Row, columns: Columns, fits: Fits, *, html: bool = False
) -> tuple[list[Cell], CellError | None]:
    """The cells of a row, one for each column, and what had to be repaired to get them.

    A row that is too short is filled with empty cells (GFM section 4.10). One that is too long is
    taken to hold a pipe that should have been escaped: columns of which the dialect knows what
    stands in them tell which cells belong together, if that leaves one reading only. In `html`
    no pipe parts cells, so nothing is joined there, and no edit mends it.

    Raises:
        CellError: The row is too long, and no reading fits or several do.
    """
    count = len(columns)
    cells = list(row.cells)
    if len(cells) == count:
        return cells, None
    if len(cells) < count:
        return _filled(row, count), CellError(
            "missing-cells",
            f"expected {count} cells, got {len(cells)}; the missing ones are read as empty",
            column=len(row.text) + 1,
            repaired=True,
            fix=[] if html else [(len(row.text), 0, _closing(row, count - len(cells)))],
        )
    if not any(cell.text for cell in cells[count:]) and fits.is_readable(cells, columns):
        return cells[:count], CellError(
            "extra-cells",
            f"expected {count} cells, got {len(cells)}; the empty ones at the end are left out",
            column=cells[count].column,
            repaired=True,
            fix=[] if html else [_rest_of(row, cells[count - 1])],
        )
    if html:
        raise CellError(
            "too-many-cells",
            f"expected {count} cells, got {len(cells)}",
            column=cells[count].column,
        )
    return _joined(row, cells, columns, fits)


def _closing(row: Row, missing: int) -> str:
    """What makes empty cells of those that a row lacks."""
    return " |" * (missing + (not row.text.rstrip(BLANKS).endswith("|")))


def _rest_of(row: Row, last: Cell) -> tuple[int, int, str]:
    """The edit that takes off what stands behind the pipe that closes a cell."""
    behind = row.text.index("|", last.end) + 1
    return behind, len(row.text) - behind, ""


def _filled(row: Row, count: int) -> list[Cell]:
    end = len(row.text)
    empty = Cell(text="", start=end, end=end)
    return [*row.cells, *[empty] * (count - len(row.cells))]


def _joined(
    row: Row, cells: list[Cell], columns: Columns, fits: Fits
) -> tuple[list[Cell], CellError]:
    readings = _readings(row, cells, columns, fits)
    told = f"expected {len(columns)} cells, got {len(cells)}"
    if len(readings) != 1:
        found = "several ways to join cells fit" if readings else "no way to join cells fits"
        raise CellError(
            "too-many-cells",
            f"{told}: {found}; write a pipe in a text as \\|",
            column=cells[len(columns)].column,
        )
    where = [place for place, taken in enumerate(readings[0]) if len(taken) > 1]
    held = " and ".join(columns.names[place] for place in where)
    joined = [_join(row, cells[taken.start : taken.stop]) for taken in readings[0]]
    return joined, CellError(
        "unescaped-pipe",
        f"{told}: a pipe in {held} should be written as \\|",
        column=joined[where[0]].column,
        repaired=True,
        fix=[
            (row.text.index("|", cell.end), 0, "\\")
            for place in where
            for cell in cells[readings[0][place].start : readings[0][place].stop - 1]
        ],
    )


def _join(row: Row, cells: Sequence[Cell]) -> Cell:
    first, last = cells[0], cells[-1]
    if first is last:
        return first
    raw = row.text[first.start : last.end]
    start = last.end - len(raw.lstrip(BLANKS))
    text = raw.strip(BLANKS)
    return Cell(unescaped(text), start, start + len(text))


def _readings(row: Row, cells: list[Cell], columns: Columns, fits: Fits) -> list[_Reading]:
    """The ways, two at the most, to make one cell a column by joining neighbours."""
    count = len(columns)
    excess = len(cells) - count
    if excess > _MOST_EXCESS:
        return []
    # By the number of cells taken, two ways to take them, each behind the way of the column before.
    taken: dict[int, list[_Way]] = {0: [None]}
    for column in range(count):
        holds = _test(row, cells, columns.roles[column], fits)
        ends = range(column + 1, column + excess + 2) if column < count - 1 else [len(cells)]
        taken = {end: list(islice(_ways_to(end, taken, holds), 2)) for end in ends}
    return [_unrolled(way) for way in taken[len(cells)]]


def _ways_to(
    end: int, taken: dict[int, list[_Way]], holds: Callable[[int, int], bool]
) -> Iterator[_Way]:
    """The ways to take cells up to `end`, the last column's being those behind the others'."""
    for start, ways in taken.items():
        if ways and start < end and holds(start, end):
            yield from ((way, range(start, end)) for way in ways)


def _unrolled(way: _Way) -> _Reading:
    reading: _Reading = []
    while way is not None:
        way, cells = way
        reading.append(cells)
    return reading[::-1]


def _test(row: Row, cells: list[Cell], role: str, fits: Fits) -> Callable[[int, int], bool]:
    """Tells of the cells between two positions whether they can be what stands in a column."""

    def holds(start: int, end: int) -> bool:
        text = _join(row, cells[start:end]).text
        return fits.says(role, text, joined=end - start > 1)

    return holds


class CellError(Exception):
    """A row or a cell does not say what it should.

    Attributes:
        code: The code of the `Problem` that it makes.
        message: What stood there and what was expected.
        column: Where in the line, counted from 1; None for where the cell begins.
        repaired: Whether it was read all the same.
        fix: What mends it for certain: the offset in the line, how many characters are replaced
            there, and by what.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        column: int | None = None,
        repaired: bool = False,
        fix: Iterable[tuple[int, int, str]] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column
        self.repaired = repaired
        self.fix: tuple[tuple[int, int, str], ...] = tuple(fix)

    def problem(self, *, line: int, **place: Any) -> Problem:
        """The problem that it is at a place of the list."""
        severity: Severity = "repaired" if self.repaired else "error"
        edits = tuple(
            Edit(line=line, column=offset + 1, length=length, text=text)
            for offset, length, text in self.fix
        )
        return Problem(
            code=self.code, message=self.message, severity=severity, line=line, fix=edits, **place
        )
