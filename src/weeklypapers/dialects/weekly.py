"""The weekly table: ``| Week | title | category | abstract | Paper-Link |``, one paper a row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from weeklypapers.dialects.cells import (
    READERS,
    WRITERS,
    CellError,
    decode,
    encode,
    plain_header,
    read_links_column,
)
from weeklypapers.dialects.fitting import Columns, fit
from weeklypapers.markdown import escape_cell, render_table
from weeklypapers.model import NO_EXTRA, Extra, Origin, Paper, build_origins, build_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from weeklypapers.errors import Problem
    from weeklypapers.markdown import Alignment, Chunk, Row, Table

__all__ = ["read_chunk", "recognise", "render"]

HEADERS: dict[str, str] = {
    "week": "Week",
    "title": "title",
    "category": "category",
    "abstract": "abstract",
    "links": "Paper-Link",
    "listed_authors": "authors",
}
"""The header that is written for each field, in the order of the table."""

ALIASES: dict[str, tuple[str, ...]] = {
    "week": ("week", "week ending"),
    "title": ("title", "paper title"),
    "category": ("category", "subject"),
    "abstract": ("abstract",),
    "links": ("paper link", "paper links", "link", "links", "url"),
    "listed_authors": ("authors", "author", "listed authors"),
}
"""The headers by which each field is found, its own name among them.

They are compared without case and punctuation.
"""


_FIELDS = {alias: field for field, aliases in ALIASES.items() for alias in aliases}

# Reading


def recognise(table: Table, given: Mapping[str, str] | None = None) -> Columns | None:
    """What the columns of a table are read as; None if its headers are not of a weekly table.

    Args:
        table: The table.
        given: Fields by header, for headers that say it in words of their own. They come first.
    """
    headers = [decode(cell.text) for cell in table.header.cells]
    fields: dict[str, int] = {}
    own = {plain_header(header): field for header, field in (given or {}).items()}
    for known in (own, _FIELDS):
        for position, header in enumerate(headers):
            field = known.get(plain_header(header))
            if field and position not in fields.values():
                fields.setdefault(field, position)
    if "title" not in fields or (len(fields) < 2 and not given):
        return None
    return Columns(_names(headers, fields))


def _names(headers: Sequence[str], fields: Mapping[str, int]) -> tuple[str, ...]:
    """What takes each column; no extra one has the name of another, nor of a field behind it."""
    at = {position: field for field, position in fields.items()}
    behind = set(fields)
    extra: set[str] = set()
    tried: Counter[str] = Counter()

    def unused(name: str) -> str:
        candidate = name
        while candidate in extra or candidate in behind:
            tried[name] += 1
            candidate = f"{name} ({tried[name] + 1})"
        extra.add(candidate)
        return candidate

    names: list[str] = []
    for position, header in enumerate(headers):
        field = at.get(position)
        behind.discard(field or "")
        names.append(field or unused(header if header.strip() else f"column {position + 1}"))
    return tuple(names)


def read_chunk(
    chunk: Chunk, columns: Columns, file: str | None
) -> tuple[list[Paper], list[Problem]]:
    """The papers of some rows, and what is wrong with the others."""
    if chunk.columns is not None:
        try:
            return _read_columns(chunk, chunk.columns, columns, file), []
        except CellError:
            pass  # then row by row, to say which cells
    return _read_rows(chunk.rows(), columns, file)


def _read_columns(
    chunk: Chunk, cells: Sequence[list[str]], columns: Columns, file: str | None
) -> list[Paper]:
    """The papers of rows that are all as they should be, read column by column."""
    count = len(chunk.lines)
    values: dict[str, Iterable[object]] = {
        field: _read_column(field, cells[position]) for field, position in columns.fields.items()
    }
    if columns.extra:
        values["extra"] = [_extra(row, columns) for row in zip(*cells, strict=True)]
    lines = range(chunk.line, chunk.line + count)
    values["origin"] = build_origins(lines, chunk.lines, columns.names, file)
    return build_papers(count, **values)


def _read_column(field: str, cells: list[str]) -> list[object]:
    if field in ("week", "category"):  # few distinct values, in thousands of rows
        known = {cell: READERS[field](cell) for cell in set(cells)}
        return list(map(known.__getitem__, cells))
    if field == "links":
        return list(read_links_column(cells))
    return list(map(READERS[field], cells))


def _extra(cells: Sequence[str], columns: Columns) -> Extra:
    found = {columns.names[at]: decode(cells[at]) for at in columns.extra if cells[at]}
    return Extra(found) if found else NO_EXTRA


def _read_rows(
    rows: Iterable[Row], columns: Columns, file: str | None
) -> tuple[list[Paper], list[Problem]]:
    """The papers of rows of any kind, read row by row."""
    papers: list[Paper] = []
    problems: list[Problem] = []
    for row in rows:
        paper, found = _read_row(row, columns, file)
        papers += [paper] if paper else []
        problems += sorted(found, key=lambda problem: problem.column or 0)
    return papers, problems


def _read_row(row: Row, columns: Columns, file: str | None) -> tuple[Paper | None, list[Problem]]:
    """The paper of one row, if it can be read, and everything that is wrong with the row."""
    problems: list[Problem] = []

    def report(fault: CellError, column: int | None = None) -> None:
        at = fault.column or column
        problems.append(fault.problem(line=row.line, column=at, text=row.text, file=file))

    try:
        cells, repair = fit(row, columns)
    except CellError as fault:
        report(fault)
        return None, problems
    values: dict[str, Any] = {}
    for field, position in columns.fields.items():
        try:
            values[field] = READERS[field](cells[position].text)
        except CellError as fault:
            report(fault, cells[position].column)
    if len(values) < len(columns.fields):
        return None, problems
    if repair is not None:
        report(repair)
    origin = Origin(line=row.line, text=row.text, columns=columns.names, file=file)
    extra = _extra([cell.text for cell in cells], columns)
    return Paper(**values, extra=extra, origin=origin), problems


# Writing


def render(papers: Sequence[Paper]) -> str:
    """The weekly table of some papers, without a line break at the end."""
    extra = list(dict.fromkeys(header for paper in papers for header in paper.extra))
    fields = [field for field in HEADERS if _is_written(field, papers, extra)]
    header = [HEADERS[field] for field in fields] + [encode(name) for name in extra]
    rows = (
        [WRITERS[field](getattr(paper, field)) for field in fields]
        + [encode(paper.extra.get(name, "")) for name in extra]
        for paper in papers
    )
    return render_table(
        [escape_cell(cell) for cell in header],
        [[escape_cell(cell) for cell in row] for row in rows],
        cast("list[Alignment | None]", ["left"] * len(header)),
    )


def _is_written(field: str, papers: Sequence[Paper], extra: Sequence[str]) -> bool:
    """Whether the table has a column for a field: always, but for the authors."""
    if field != "listed_authors" or any(paper.listed_authors for paper in papers):
        return True
    return any(
        _FIELDS.get(plain_header(name)) == field for name in extra
    )  # which would be read as it
