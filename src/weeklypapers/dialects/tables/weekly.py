"""The weekly table: ``| Week | title | category | abstract | Paper-Link |``, one paper a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import attrs

from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.cell_columns import read_column, write_column, write_texts
from weeklypapers.dialects.tables.cells import (
    DASH,
    MISSING,
    READERS,
    WRITERS,
    decode,
    encode,
)
from weeklypapers.dialects.tables.columns import EXTRA, Columns, named_columns
from weeklypapers.dialects.tables.ragged import CellError, fit
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Cell, Chunk, Row, escape_cell, render_table
from weeklypapers.markdown.tables import escape_cells
from weeklypapers.model.bulk import build
from weeklypapers.model.categories import Category
from weeklypapers.model.names import names_of, split_names, with_names
from weeklypapers.model.paper import NO_EXTRA, Extra, Paper
from weeklypapers.model.problems import Problem

__all__ = ["ALIASES", "ALWAYS", "WeeklyTableReader", "recognise", "render", "write_cell"]

HEADERS: dict[str, str] = {
    "week": "Week",
    "title": "title",
    "category": "category",
    "abstract": "abstract",
    "links": "Paper-Link",
    "listed_authors": "authors",
    "listed_date": "date",
    "topics": "topics",
    "venue": "venue",
    "affiliation": "affiliation",
    "comment": "comment",
}
"""The header of each field, in the order of the table."""

ALWAYS = ("week", "title", "category", "abstract", "links")
"""The columns of every weekly table; the others are written if a paper needs them."""

ALIASES: dict[str, tuple[str, ...]] = {
    "week": ("week", "week ending"),
    "title": ("title", "paper title"),
    "category": ("category", "subject"),
    "abstract": ("abstract",),
    "links": ("paper link", "paper links", "link", "links", "url"),
    "listed_authors": ("authors", "author", "listed authors"),
    "listed_date": ("date", "listed date"),
    "topics": ("topics",),
    "venue": ("venue",),
    "affiliation": ("affiliation",),
    "comment": ("comment",),
}
"""The headers that are recognised for each field, including its own name."""


def recognise(
    chunk: Chunk,
    aliases: Mapping[str, Sequence[str]],
    overrides: Mapping[str, str],
    required: Collection[str],
) -> Columns | None:
    """Return the columns of a table; None if it is not a weekly table.

    Args:
        chunk: The first rows of the table.
        aliases: The headers of each role.
        overrides: Roles by header, which override those of `aliases`.
        required: The roles for which there must be a column.
    """
    if chunk.table.html or not {*READERS, EXTRA}.issuperset(overrides.values()):
        return None
    headers = [decode(cell.text) for cell in chunk.table.header.cells]
    custom = {plain_header(header): role for header, role in overrides.items()}
    known = {plain_header(name): role for role, names in aliases.items() for name in names}
    roles: dict[int, str] = {}
    for role_of in (custom, known):
        for place, header in enumerate(headers):
            role = role_of.get(plain_header(header))
            if role and place not in roles and (role == EXTRA or role not in roles.values()):
                roles[place] = role
    present = set(roles.values())
    if not present.issuperset(required) or (len(present) < 2 and not overrides):
        return None
    return named_columns(headers, [roles.get(place, EXTRA) for place in range(len(headers))], {})


_EMPTY = MISSING | {""}
_NOTHING = _EMPTY | {DASH}  # all cells of a row without a paper


@attrs.frozen
class WeeklyTableReader:
    """A reader of the rows of one weekly table.

    Attributes:
        columns: The columns of the table.
        origins: The list, for the origins of the papers.
    """

    columns: Columns
    origins: Origins

    @property
    def continued(self) -> None:
        """None: no row continues another one."""

    @property
    def joins_uncertain(self) -> bool:
        """True: its columns determine where a long row has a pipe in a text."""
        return True

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """Return the papers of some rows, and the problems of the others."""
        if chunk.columns is not None:
            try:
                return self._read_columns(chunk, chunk.columns), []
            except CellError:
                pass  # reading row by row shows which cells are wrong
        papers: list[Paper] = []
        problems: list[Problem] = []
        for row in chunk.rows():
            paper, row_problems = self._read_row(row)
            papers += [paper] if paper else []
            problems += row_problems
        return papers, problems

    def _read_columns(self, chunk: Chunk, cells: Sequence[list[str]]) -> list[Paper]:
        """Return the papers of rows without problems, column by column."""
        if DASH in cells[self.columns.title]:  # the row may be empty; no title is an error anyway
            raise CellError("", "")
        values: dict[str, Iterable[Any]] = {
            field: read_column(field, cells[place]) for field, place in self.columns.places.items()
        }
        if "listed_authors" in values:
            values |= split_names(values["listed_authors"])
        if self.columns.extra:
            values["extra"] = list(map(self._extra, zip(*cells, strict=True)))
        count = len(chunk.lines)
        values["origin"] = self.origins.of_rows(
            chunk, range(count), self.columns.names, self.columns.template
        )
        return build(Paper, count, **values)

    def _read_row(self, row: Row) -> tuple[Paper | None, list[Problem]]:
        """Return the paper of one row, if it can be read, and all problems of the row."""
        try:
            cells, repair = fit(row, self)
        except CellError as error:
            return None, [error.problem(row, self.origins.file)]
        if all(cell.text in _NOTHING for cell in cells):
            return None, [_empty_row(row, self.origins.file)]
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for field, place in self.columns.places.items():
            try:
                values[field] = _read_cell(field, cells[place].text)
            except CellError as error:
                problems.append(error.problem(row, self.origins.file, cells[place].start))
        if problems:
            return None, problems
        if repair is not None:
            problems.append(repair.problem(row, self.origins.file))
        origin = self.origins.of_entry(
            row.line, row.text, self.columns.template, self.columns.names
        )
        extra = self._extra([cell.text for cell in cells])
        return Paper(**with_names(values), extra=extra, origin=origin), problems

    def _extra(self, cells: Sequence[str]) -> Extra:
        places = self.columns.extra.items()
        extra = {name: decode(cells[place]) for name, place in places if cells[place] not in _EMPTY}
        return Extra(extra) if extra else NO_EXTRA

    def cells(self, row: Row) -> dict[str, Cell]:
        """Return the cells of a row by field; none if the row can't be read."""
        try:
            cells, _ = fit(row, self)
        except CellError:
            return {}
        return {field: cells[place] for field, place in self.columns.places.items()}

    # Rules for ragged rows

    def may_hold(self, role: str, text: str, *, joined: bool) -> bool:
        """Return whether a column of a role may hold a text.

        Days, categories of arXiv, titles and links are recognised; no day and no category has a
        pipe.
        """
        if role not in ("week", "title", "category", "links"):
            return True
        if joined and role != "links":
            return role == "title"
        try:
            value = _read_cell(role, text)
        except CellError:
            return False
        return value.code is not None if isinstance(value, Category) else bool(value)

    def is_readable(self, cells: Sequence[Cell]) -> bool:
        """Return whether the cells of all fields can be read."""
        try:
            for field, place in self.columns.places.items():
                _read_cell(field, cells[place].text)
        except CellError:
            return False
        return True


def _read_cell(field: str, cell: str) -> Any:
    return READERS[field]("" if cell in MISSING else cell)


def _empty_row(row: Row, file: str | None) -> Problem:
    line, column = row.place(0)
    return Problem(
        code="empty-row",
        message="skipped an empty row",
        line=line,
        column=column,
        text=row.text,
        severity="info",
        file=file,
    )


# Writing


def render(papers: Sequence[Paper], *, pad: bool) -> str:
    """Return the weekly table of some papers, without a line break at the end.

    Args:
        papers: The papers.
        pad: Whether the pipes of all rows are in line.
    """
    extra = list(dict.fromkeys(chain.from_iterable(paper.extra for paper in papers if paper.extra)))
    columns = {field: write_column(field, papers) for field in HEADERS}
    fields = [field for field in HEADERS if _is_needed(field, columns[field], extra)]
    header = [HEADERS[field] for field in fields] + [encode(name) for name in extra]
    cells = [columns[field] for field in fields]
    cells += [write_texts([paper.extra.get(name) for paper in papers]) for name in extra]
    return render_table(
        list(map(escape_cell, header)),
        list(zip(*map(escape_cells, cells), strict=True)),
        ["left" for _ in header],
        pad=pad,
    )


def write_cell(field: str, paper: Paper) -> str:
    """Return the cell of a field."""
    value = names_of(paper) if field == "listed_authors" else getattr(paper, field)
    return WRITERS[field](value)


def _is_needed(field: str, cells: Sequence[str], extra: Sequence[str]) -> bool:
    """Return whether the table needs the column of a field."""
    if field in ALWAYS or any(cells):
        return True
    # The header of an extra column would be read as that of the field.
    return any(plain_header(name) in ALIASES[field] for name in extra)
