"""Rows with more or fewer cells than their table has columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import Protocol, TypeAlias

from weeklypapers.dialects.tables.columns import Columns
from weeklypapers.markdown import Cell, Row
from weeklypapers.markdown.tables import BLANKS, BLANKS_AFTER_PIPE, unescaped
from weeklypapers.model.problems import Edit, Problem, Severity

__all__ = ["MOST_EXCESS", "CellError", "CellRules", "fit", "is_one_text"]


class CellRules(Protocol):
    """The rules of a table for its cells."""

    @property
    def columns(self) -> Columns:
        """The columns of the table."""
        ...

    @property
    def joins_uncertain(self) -> bool:
        """True if cells may be joined that are not evidently one text."""
        ...

    def may_hold(self, role: str, text: str, *, joined: bool) -> bool:
        """Return whether a column of a role may hold a text.

        A text that is `joined` from several cells contains a pipe.
        """
        ...

    def is_readable(self, cells: Sequence[Cell]) -> bool:
        """Return whether the cells of a row, one for each column, can be read."""
        ...


# A row with more excess cells than this is not a row with an unescaped pipe.
MOST_EXCESS = 32

# A row with more missing cells than this is not read. Otherwise, short rows below a long header
# would have many more cells than characters.
MOST_MISSING = 32

# A pipe that separates cells as most writers do.
_PADDED_PIPE = re.compile(r"(?<=[ \t])\|[ \t]")
_LINK = r"(?:!?\[[^\[\]]*\]\([^\s()]*\)|https?://[^\s|]++)"
_ONLY_LINKS = re.compile(rf"{_LINK}(?:[\s,;/]++{_LINK})*+")
# Several words, the first ones in lower case.
_SENTENCE_GOES_ON = re.compile(r"[^\W\d_A-Z]+\s+[^\W\d_A-Z]+\s+\w")

# The ranges of cells that belong to the first columns, as a linked list, the last one first.
_Division: TypeAlias = "tuple[_Division, range] | None"


def fit(row: Row, rules: CellRules, *, html: bool = False) -> tuple[list[Cell], CellError | None]:
    """Return the cells of a row, one for each column, and the repair that this required.

    A short row is filled with empty cells (GFM section 4.10). In a long one, a pipe should have
    been escaped: cells are joined if the rules leave only one way to do so. The repair has edits
    only if it is certain, because the joined cells are evidently one text. In `html`, no pipe
    separates cells, so none are joined, and repairs have no edits.

    Raises:
        CellError: The row is far too short, or it is too long and there is no way or several ways
            to join its cells.
    """
    count = len(rules.columns.roles)
    cells = list(row.cells)
    if len(cells) == count:
        return cells, None
    counted = f"expected {count} cells, got {len(cells)}"
    end = len(row.text)
    if len(cells) < count:
        missing = count - len(cells)
        if missing > MOST_MISSING:
            raise CellError("too-few-cells", counted, column=end + 1)
        pipes = " |" * (missing + (not row.text.rstrip(BLANKS_AFTER_PIPE).endswith("|")))
        return [*cells, *[Cell(text="", start=end, end=end)] * missing], CellError(
            "missing-cells",
            f"{counted}; the missing ones are read as empty",
            column=end + 1,
            repaired=True,
            fix=() if html else [(end, 0, pipes)],
        )
    column = cells[count].column
    if not any(cell.text for cell in cells[count:]) and rules.is_readable(cells[:count]):
        message = f"{counted}; the empty ones at the end are left out"
        repair = CellError("extra-cells", message, column=column, repaired=True)
        if not html:
            rest = row.text.index("|", cells[count - 1].end) + 1
            repair.fix = ((rest, end - rest, ""),)
        return cells[:count], repair
    if html:
        raise CellError("too-many-cells", counted, column=column)
    divisions = _divisions(row, cells, rules, certain=not rules.joins_uncertain)
    if len(divisions) != 1:
        ways = "several ways to join cells fit" if divisions else "no way to join cells fits"
        message = f"{counted}: {ways}; write a pipe in a text as \\|"
        raise CellError("too-many-cells", message, column=column)
    (division,) = divisions
    joined, repair = _joined_cells(row, cells, division, rules.columns, counted)
    if not all(is_one_text(row, cells[part.start : part.stop]) for part in division):
        repair.fix = ()
    return joined, repair


def is_one_text(row: Row, cells: Sequence[Cell]) -> bool:
    """Return whether the pipes between some cells of a row are evidently characters of one text.

    A bracket or markup is open before each pipe, or the pipe has no blank beside it while another
    pipe of the row has, or words in lower case continue a sentence after it, or links alone are on
    both sides.
    """
    start, end = cells[0].start, cells[-1].end
    return all(_is_in_text(row, start, end, first, second) for first, second in pairwise(cells))


def _is_in_text(row: Row, start: int, end: int, first: Cell, second: Cell) -> bool:
    """Return whether the pipe between two cells is evidently a character of a text.

    Args:
        row: The row.
        start: The offset of the text.
        end: The offset after the text.
        first: The cell before the pipe.
        second: The cell after the pipe.
    """
    text = row.text
    pipe = text.index("|", first.end)
    if _is_tight(text, pipe) and _PADDED_PIPE.search(text):
        return True
    before, after = text[start:pipe].strip(), text[pipe + 1 : end].strip()
    if _is_open(before) and not _is_open(text[start:end]):
        return True
    if _ONLY_LINKS.fullmatch(first.text) and _ONLY_LINKS.fullmatch(second.text):
        return True
    return not before.endswith((".", "!", "?", ")", "]", "*")) and (
        _SENTENCE_GOES_ON.match(after) is not None
    )


def _is_tight(text: str, pipe: int) -> bool:
    """Return whether a pipe has a character beside it that is neither a blank nor a pipe."""
    return any(char not in BLANKS + "|" for char in text[pipe - 1 : pipe + 2])


def _is_open(text: str) -> bool:
    """Return whether a bracket, a code span, a formula or bold text is open after a text."""
    pairs = (("(", ")"), ("[", "]"), ("{", "}"))
    return any(text.count(mark) % 2 for mark in ("`", "$", "**")) or any(
        text.count(opening) > text.count(closing) for opening, closing in pairs
    )


def _divisions(
    row: Row, cells: Sequence[Cell], rules: CellRules, *, certain: bool
) -> list[list[range]]:
    """Return two at most of the ways to divide the cells of a long row among the columns.

    Args:
        row: The row.
        cells: Its cells.
        rules: The rules of its table.
        certain: True to join only cells that are evidently one text.
    """
    roles = rules.columns.roles
    excess = len(cells) - len(roles)
    if excess > MOST_EXCESS:
        return []
    # Two at most of the ways to divide the cells before each offset among the columns so far.
    divisions: dict[int, list[_Division]] = {0: [None]}
    for column, role in enumerate(roles, 1):
        ends = range(column, column + excess + 1) if column < len(roles) else [len(cells)]
        longer: dict[int, list[_Division]] = {}
        for end in ends:
            ways = (
                (division, range(start, end))
                for start, shorter in divisions.items()
                if shorter
                and start < end
                and (not certain or is_one_text(row, cells[start:end]))
                and rules.may_hold(role, _join(row, cells[start:end]).text, joined=end - start > 1)
                for division in shorter
            )
            longer[end] = list(islice(ways, 2))
        divisions = longer
    result = []
    for division in divisions[len(cells)]:
        ranges = []
        while division is not None:
            division, last = division
            ranges.append(last)
        result.append(ranges[::-1])
    return result


def _joined_cells(
    row: Row, cells: Sequence[Cell], division: Sequence[range], columns: Columns, counted: str
) -> tuple[list[Cell], CellError]:
    """Return the joined cells of a long row, and the repair that escapes the pipes in them."""
    joined = [_join(row, cells[part.start : part.stop]) for part in division]
    places = [place for place, part in enumerate(division) if len(part) > 1]
    names = " and ".join(columns.names[place] for place in places)
    return joined, CellError(
        "unescaped-pipe",
        f"{counted}: a pipe in {names} should be written as \\|",
        column=joined[places[0]].column,
        repaired=True,
        fix=[
            (row.text.index("|", cells[index].end), 0, "\\")
            for place in places
            for index in division[place][:-1]
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


class CellError(Exception):
    """An error in a row or a cell.

    Attributes:
        code: The code of its `Problem`.
        message: The expected text, and the text instead of it.
        column: The column in the line, counted from 1; None for the start of the cell.
        repaired: True if the row was read nevertheless.
        fix: Edits that certainly fix it: the offset in the line, the number of characters that
            are replaced there, and their replacement.
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

    def problem(self, row: Row, file: str | None, start: int = 0) -> Problem:
        """Return the problem of a row.

        Args:
            row: The row.
            file: Name of the list.
            start: Offset of the cell in the row, for an error without a column.
        """
        severity: Severity = "repaired" if self.repaired else "error"
        line, column = row.place(start if self.column is None else self.column - 1)
        edits = tuple(
            Edit(line=line, column=offset + 1, length=length, text=text)
            for offset, length, text in self.fix
        )
        return Problem(
            code=self.code,
            message=self.message,
            line=line,
            column=column,
            text=row.text,
            severity=severity,
            file=file,
            fix=edits,
        )
