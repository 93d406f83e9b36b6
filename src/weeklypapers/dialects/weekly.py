"""The weekly table: ``| Week | title | category | abstract | Paper-Link |``, one paper a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from weeklypapers.dialects.cells import READERS, WRITERS, CellError, decode, encode
from weeklypapers.dialects.fitting import Columns, fit
from weeklypapers.errors import InvalidValueError, Problem, did_you_mean, show
from weeklypapers.markdown import escape_cell, render_table
from weeklypapers.model import NO_EXTRA, Extra, Origin, Paper, build_origins, build_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from weeklypapers.markdown import Alignment, Chunk, Row, Table

__all__ = ["read_chunk", "recognise", "render"]

HEADERS = {
    "week": "Week",
    "title": "title",
    "category": "category",
    "abstract": "abstract",
    "links": "Paper-Link",
    "listed_authors": "authors",
}
"""The header that is written for each field, in the order of the table."""

ALIASES = {
    "week": ("week", "week ending"),
    "title": ("title", "paper title"),
    "category": ("category", "subject"),
    "abstract": ("abstract",),
    "links": ("paper link", "paper links", "link", "links", "url"),
    "listed_authors": ("authors", "author"),
}
"""The headers by which each field is found, compared without case and punctuation."""


def _plain(header: str) -> str:
    return " ".join(re.findall(r"\w+", header.casefold().replace("_", " ")))


_FIELDS = {alias: field for field, aliases in ALIASES.items() for alias in aliases}

# Reading


def recognise(table: Table, given: Mapping[str, str] | None = None) -> Columns | None:
    """What the columns of a table are read as; None if its headers are not of a weekly table.

    Args:
        table: The table.
        given: Fields by header, for headers that say it in words of their own. They come first.

    Raises:
        InvalidValueError: `given` names a field that there is not.
    """
    headers = [decode(cell.text) for cell in table.header.cells]
    fields: dict[str, int] = {}
    for known in (_given_fields(given or {}), _FIELDS):
        for position, header in enumerate(headers):
            field = known.get(_plain(header))
            if field and position not in fields.values():
                fields.setdefault(field, position)
    if "title" not in fields or len(fields) < 2:
        return None
    return Columns(_names(headers, fields))


def _given_fields(given: Mapping[str, str]) -> dict[str, str]:
    for field in given.values():
        if field not in HEADERS:
            hint = did_you_mean(str(field), HEADERS)
            raise InvalidValueError(f"columns: {show(field)} is no field of a list. {hint}")
    return {_plain(header): field for header, field in given.items()}


def _names(headers: Sequence[str], fields: Mapping[str, int]) -> tuple[str, ...]:
    """What takes each column; no extra one has the name of another, nor of a field behind it."""
    at = {position: field for field, position in fields.items()}
    names: list[str] = []
    for position, header in enumerate(headers):
        extra = [name for place, name in enumerate(names) if place not in at]
        later = [field for place, field in at.items() if place > position]
        name = header if header.strip() else f"column {position + 1}"
        names.append(at.get(position) or _unused(name, {*extra, *later}))
    return tuple(names)


def _unused(name: str, taken: set[str]) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (name, *numbered) if candidate not in taken)


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
        problems += found
    return papers, problems


def _read_row(row: Row, columns: Columns, file: str | None) -> tuple[Paper | None, list[Problem]]:
    """The paper of one row, if it can be read, and everything that is wrong with the row."""
    problems: list[Problem] = []

    def report(fault: CellError, column: int | None) -> None:
        problems.append(fault.problem(line=row.line, column=column, text=row.text, file=file))

    try:
        cells, repair = fit(row, columns)
    except CellError as fault:
        report(fault, None)
        return None, problems
    if repair is not None:
        report(repair, None)
    values: dict[str, Any] = {}
    for field, position in columns.fields.items():
        try:
            values[field] = READERS[field](cells[position].text)
        except CellError as fault:
            report(fault, cells[position].column)
    if len(values) < len(columns.fields):
        return None, problems
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
    return any(_FIELDS.get(_plain(name)) == field for name in extra)  # which would be read as it
