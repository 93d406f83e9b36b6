"""The values of the rows of a table, before the rules that make papers of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from types import NoneType
from typing import Any, NamedTuple, TypeAlias

from weeklypapers.formats._column_readers import Readers
from weeklypapers.formats._columns import COLUMNS
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.names import ET_AL
from weeklypapers.model.problems import Problem, Severity

__all__ = ["BadCell", "Cells", "Report", "RowValues"]

Report: TypeAlias = Callable[[int, str, str, str, Severity], Problem]
"""A function that returns a problem for a row, a code, a column, a message and a severity."""


class Cells(NamedTuple):
    """The cells of some rows.

    Attributes:
        size: The number of rows.
        known: The cells of columns in `COLUMNS`, by name; None or blank text if they are empty.
        unknown: For each row, the cells of other columns that are not empty, by header.
        report: The function that returns a problem at the place of a column.
    """

    size: int
    known: Mapping[str, Sequence[Any]]
    unknown: Sequence[Mapping[str, str]]
    report: Report


class BadCell(NamedTuple):
    """The reason why the cell of a column can't be read."""

    column: str
    message: str


class RowValues:
    """The values of some rows, which the rules of `read_rows` change.

    An identifier or a link in the column ``arxiv`` is read as ``arxiv_id``.

    Attributes:
        count: The number of rows.
        headers: The columns that the table has.
        values: The value of each row by column; None for a missing one.
        errors: The reasons why rows can't be read, by row.
    """

    def __init__(self, cells: Cells, readers: Readers) -> None:
        known = {name: _without_blanks(column) for name, column in cells.known.items()}
        _move_arxiv_ids(known)
        self.count = cells.size
        self.headers = known.keys()
        self.errors: dict[int, list[BadCell]] = {}
        self.values: dict[str, Sequence[Any]] = {}
        for name, column in known.items():
            self.values[name], errors = readers.read(COLUMNS[name].kind, column)
            for row, error in errors.items():
                self.add_error(row, name, str(error))
        _read_more_authors(self, known)
        _read_extra(self, cells.unknown)

    def column(self, name: str) -> list[Any]:
        """Return a copy of the values of a column, even if the table doesn't have it."""
        return list(self.values.get(name) or [None] * self.count)

    def add_error(self, row: int, column: str, message: str) -> None:
        """Add a reason why a row can't be read."""
        self.errors.setdefault(row, []).append(BadCell(column, message))


def _without_blanks(column: Sequence[Any]) -> Sequence[Any]:
    """Return cells with None in the place of blank text."""
    kinds = set(map(type, column))
    if str not in kinds:
        return column
    if kinds <= {str, NoneType} and not any(map(str.isspace, filter(None, column))):
        return [cell or None for cell in column]
    return [None if isinstance(cell, str) and not cell.strip() else cell for cell in column]


def _move_arxiv_ids(known: dict[str, Sequence[Any]]) -> None:
    """Move identifiers in the column of the record to their own column, unless it has others."""
    texts = known.get("arxiv", ())
    ids = known.get("arxiv_id") or [None] * len(texts)
    moved = {
        row
        for row, (text, arxiv_id) in enumerate(zip(texts, ids, strict=False))
        if isinstance(text, str) and not arxiv_id and not text.startswith("{") and _is_id(text)
    }
    if moved:
        known["arxiv"] = [None if row in moved else text for row, text in enumerate(texts)]
        known["arxiv_id"] = [texts[row] if row in moved else text for row, text in enumerate(ids)]


def _is_id(text: str) -> bool:
    try:
        ArxivId.parse(text)
    except InvalidValueError:
        return False
    return True


def _read_more_authors(table: RowValues, known: Mapping[str, Sequence[Any]]) -> None:
    """Set the flag of rows whose text of the listed authors ends with "et al." or the like."""
    has_authors = "listed_authors" in known
    texts = known["listed_authors"] if has_authors else known.get("authors", ())
    if str not in set(map(type, texts)):
        return
    records = repeat(None) if has_authors else known.get("arxiv", repeat(None))
    flags = table.column("more_authors")
    for row, (text, record) in enumerate(zip(texts, records, strict=False)):
        if isinstance(text, str) and not record and ET_AL.search(text):
            flags[row] = True
    table.values["more_authors"] = flags


def _read_extra(table: RowValues, unknown: Sequence[Mapping[str, str]]) -> None:
    """Add the cells of unknown columns to those of the column ``extra``."""
    if not any(unknown):
        return
    extras: list[dict[str, str]] = []
    for row, (listed, cells) in enumerate(zip(table.column("extra"), unknown, strict=True)):
        for header in cells if listed else ():
            if header in listed:
                table.add_error(row, "extra", f"the table also has a column {show(header)}")
        extras.append({**cells, **(listed or {})})
    table.values["extra"] = extras
