"""The weekly table: ``| Week | title | category | abstract | Paper-Link |``, one paper a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

import attrs

from weeklypapers.dialects.tables.cells import READERS, WRITERS, decode, encode, read_links_column
from weeklypapers.dialects.tables.columns import EXTRA, Columns, named_columns
from weeklypapers.dialects.tables.ragged import CellError, Fits, fit
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import Alignment, Cell, Chunk, Row, escape_cell, render_table
from weeklypapers.model.categories import Category
from weeklypapers.model.names import names_of, with_names
from weeklypapers.model.paper import NO_EXTRA, Extra, Origin, Paper, build_origins, build_papers
from weeklypapers.model.problems import Problem

__all__ = ["ALIASES", "ALWAYS", "FITS", "Reader", "recognise", "render", "write_cell"]

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
"""The header that is written for each field, in the order of the table."""

ALWAYS = ("week", "title", "category", "abstract", "links")
"""The columns that every weekly table has; the others it has if a paper needs them."""

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
"""The headers by which each field is found, its own name among them."""


def recognise(
    chunk: Chunk,
    aliases: Mapping[str, Sequence[str]],
    given: Mapping[str, str],
    required: Collection[str],
) -> Columns | None:
    """What the columns of a table are read as; None if it is no weekly table.

    Args:
        chunk: Its first rows.
        aliases: The headers of each role.
        given: Roles by header, which come before those of `aliases`.
        required: What there must be a column for.
    """
    if chunk.table.html or not set(given.values()) <= {*READERS, EXTRA}:
        return None
    headers = [decode(cell.text) for cell in chunk.table.header.cells]
    own = {plain_header(header): role for header, role in given.items()}
    known = {plain_header(name): role for role, names in aliases.items() for name in names}
    found: dict[str, int] = {}
    for roles in (own, known):
        for at, header in enumerate(headers):
            role = roles.get(plain_header(header))
            if role and at not in found.values():
                found.setdefault(role, at)
    if not set(required) <= found.keys() or (len(found) < 2 and not given):
        return None
    at_place = {at: role for role, at in found.items()}
    return named_columns(headers, [at_place.get(at, EXTRA) for at in range(len(headers))], {})


@attrs.frozen
class Reader:
    """Reads the rows of one weekly table.

    Attributes:
        columns: What its columns are read as.
        file: Name of the list.
    """

    columns: Columns
    file: str | None

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """The papers of some rows, and what is wrong with the others."""
        if chunk.columns is not None:
            try:
                return self._read_columns(chunk, chunk.columns), []
            except CellError:
                pass  # then row by row, to say which cells
        return self._read_rows(chunk.rows())

    def _read_rows(self, rows: Iterable[Row]) -> tuple[list[Paper], list[Problem]]:
        """The papers of rows of any kind, read row by row."""
        papers: list[Paper] = []
        problems: list[Problem] = []
        for row in rows:
            paper, found = self._read_row(row)
            papers += [paper] if paper else []
            problems += sorted(found, key=lambda problem: problem.column or 0)
        return papers, problems

    def _read_columns(self, chunk: Chunk, cells: Sequence[list[str]]) -> list[Paper]:
        """The papers of rows that are all as they should be, read column by column."""
        count = len(chunk.lines)
        values: dict[str, Iterable[Any]] = {
            field: _read_column(field, cells[position])
            for field, position in self.columns.places.items()
        }
        if "listed_authors" in values:
            values["more_authors"] = [names.more for names in values["listed_authors"]]
            values["listed_authors"] = [names.names for names in values["listed_authors"]]
        if self.columns.extra:
            values["extra"] = list(map(self._extra, zip(*cells, strict=True)))
        lines = range(chunk.line, chunk.line + count)
        values["origin"] = build_origins(lines, chunk.lines, self.columns.names, self.file)
        return build_papers(count, **values)

    def _read_row(self, row: Row) -> tuple[Paper | None, list[Problem]]:
        """The paper of one row, if it can be read, and everything that is wrong with the row."""
        problems: list[Problem] = []

        def report(fault: CellError, column: int | None = None) -> None:
            at = fault.column or column
            problems.append(fault.problem(line=row.line, column=at, text=row.text, file=self.file))

        try:
            cells, repair = fit(row, self.columns, FITS)
        except CellError as fault:
            report(fault)
            return None, problems
        values: dict[str, Any] = {}
        for field, position in self.columns.places.items():
            try:
                values[field] = READERS[field](cells[position].text)
            except CellError as fault:
                report(fault, cells[position].column)
        if len(values) < len(self.columns.places):
            return None, problems
        if repair is not None:
            report(repair)
        origin = Origin(line=row.line, text=row.text, columns=self.columns.names, file=self.file)
        extra = self._extra([cell.text for cell in cells])
        return Paper(**with_names(values), extra=extra, origin=origin), problems

    def _extra(self, cells: Sequence[str]) -> Extra:
        places = self.columns.extra.items()
        found = {name: decode(cells[at]) for name, at in places if cells[at]}
        return Extra(found) if found else NO_EXTRA

    def cells(self, row: Row) -> dict[str, Cell]:
        """The cells of a row that can be read, by field."""
        try:
            cells, _ = fit(row, self.columns, FITS)
        except CellError:
            return {}
        return {field: cells[place] for field, place in self.columns.places.items()}


def _read_column(field: str, cells: list[str]) -> list[object]:
    if field in ("week", "category"):  # few distinct values, in thousands of rows
        known = {cell: READERS[field](cell) for cell in set(cells)}
        return list(map(known.__getitem__, cells))
    if field == "links":
        return list(read_links_column(cells))
    return list(map(READERS[field], cells))


class _Fits:
    """What stands in the columns of a weekly table."""

    def says(self, role: str, text: str, *, joined: bool) -> bool:
        """Whether a text is the day, the category of arXiv's, the title or the links of a row.

        No day and no category has a pipe.
        """
        if role not in ("week", "title", "category", "links"):
            return True
        if joined and role != "links":
            return role == "title"
        try:
            value = READERS[role](text)
        except CellError:
            return False
        return value.code is not None if isinstance(value, Category) else bool(value)

    def is_readable(self, cells: Sequence[Cell], columns: Columns) -> bool:
        """Whether no cell at the place of a field is refused."""
        try:
            for field, place in columns.places.items():
                READERS[field](cells[place].text)
        except CellError:
            return False
        return True


FITS: Fits = _Fits()


# Writing


def render(papers: Sequence[Paper]) -> str:
    """The weekly table of some papers, without a line break at the end."""
    extra = list(dict.fromkeys(header for paper in papers for header in paper.extra))
    fields = [field for field in HEADERS if _iswrite_cell(field, papers, extra)]
    header = [HEADERS[field] for field in fields] + [encode(name) for name in extra]
    rows = (
        [write_cell(field, paper) for field in fields]
        + [encode(paper.extra.get(name, "")) for name in extra]
        for paper in papers
    )
    return render_table(
        [escape_cell(cell) for cell in header],
        [[escape_cell(cell) for cell in row] for row in rows],
        cast("list[Alignment | None]", ["left"] * len(header)),
    )


def write_cell(field: str, paper: Paper) -> str:
    """The cell of a field."""
    value = names_of(paper) if field == "listed_authors" else getattr(paper, field)
    return WRITERS[field](value)


def _iswrite_cell(field: str, papers: Sequence[Paper], extra: Sequence[str]) -> bool:
    """Whether the table has a column for a field."""
    if field in ALWAYS or any(getattr(paper, field) for paper in papers):
        return True
    if field == "listed_authors" and any(paper.more_authors for paper in papers):
        return True
    # A header of an extra column would be read as the field.
    return any(plain_header(name) in ALIASES[field] for name in extra)
