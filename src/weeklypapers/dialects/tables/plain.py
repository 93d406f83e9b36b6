"""Plain cells of tables of any shape, read column by column.

Most cells of a long table have a few plain forms: ``**Title**``, ``1) **Title** - summary``, a
name, ``[label](https://…)``, a day. The papers of such rows are built here at once, equal to those
that `free` reads row by row, in a fraction of the time. `free` reads the rows with other cells.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, compress, count, islice, repeat
from operator import add, is_, is_not, itemgetter
from typing import Any

from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.columns import DATES, EXTRA, LINKS, TITLES, Columns
from weeklypapers.dialects.tables.plain_cells import (
    NOTHING,
    SLOW,
    PlainLink,
    PlainLinks,
    PlainTitle,
    read_date_cell,
)
from weeklypapers.dialects.tables.plain_columns import read_column
from weeklypapers.markdown import Chunk
from weeklypapers.model.bulk import build
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.names import NO_NAMES, split_names
from weeklypapers.model.paper import NO_EXTRA, Extra, Link, Paper

__all__ = ["read_plain_rows"]


def read_plain_rows(
    chunk: Chunk,
    columns: Columns,
    section: Section,
    origins: Origins,
    spans: Mapping[str, Span | InvalidValueError | None],
) -> dict[int, Paper]:
    """Return the papers of the rows with plain cells only, by the position of the row.

    Args:
        chunk: Some rows.
        columns: The columns of the table.
        section: The part of the document that holds it.
        origins: The list, for the origins of the papers.
        spans: The date of each cell of a column of dates, an error, or None for no date.
    """
    if chunk.columns is None:
        return {}
    values: list[list[Any]] = []
    slow: set[int] = set()
    filled: set[int] = set()  # a title alone may be a heading inside the table
    for role, cells in zip(columns.roles, chunk.columns, strict=True):
        if role in DATES:
            known = {cell: read_date_cell(role, spans, section, cell) for cell in set(cells)}
            column: list[Any] | None = [known[cell] for cell in cells]
        else:
            column = read_column(role, cells)
        if column is None:
            return {}
        values.append(column)
        slow.update(compress(count(), map(is_, column, repeat(SLOW))))
        if role in TITLES:
            slow.update(compress(count(), map(is_, column, repeat(NOTHING))))
        else:
            filled.update(compress(count(), map(is_not, column, repeat(NOTHING))))
        if len(slow) == len(cells):
            return {}
    rows = sorted(filled - slow)
    if not rows:
        return {}
    if len(rows) < len(chunk.lines):
        values = [[column[row] for row in rows] for column in values]
    return dict(zip(rows, _papers(chunk, rows, values, columns, section, origins), strict=True))


def _papers(
    chunk: Chunk,
    rows: Sequence[int],
    values: Sequence[Sequence[Any]],
    columns: Columns,
    section: Section,
    origins: Origins,
) -> list[Paper]:
    """Return the papers of some rows, from the values of their cells, column by column."""
    titles: Sequence[str | PlainTitle] = values[columns.title]
    marked = [title for title in titles if not isinstance(title, str)]
    listed: dict[str, Iterable[Any]] = {}
    links: list[list[tuple[PlainLink, ...]]] = []  # of the cells in each column with links
    extra: list[tuple[int, str]] = []  # place and key of the columns with texts without a field
    for place, (role, name, column) in enumerate(
        zip(columns.roles, columns.names, values, strict=True)
    ):
        if role in TITLES:
            if marked:
                links.append(list(map(_links_of, column)))
        elif role == EXTRA or role in LINKS:
            cells = [(value,) if type(value) is PlainLink else _links_of(value) for value in column]
            if any(cells):
                links.append(cells)
            if role == EXTRA or any(type(value) is PlainLinks and value.text for value in column):
                extra.append((place, name if role == EXTRA else role))
        else:
            listed[name] = column
    for name in {name for title in marked for name in title.fields}:
        # The column of a field overrides the column of titles.
        listed[name] = [
            title.fields.get(name, NOTHING)
            if value is NOTHING and not isinstance(title, str)
            else value
            for title, value in zip(titles, listed.get(name, repeat(NOTHING)), strict=False)
        ]
    fields: dict[str, Iterable[Any]] = {
        **{name: repeat(value) for name, value in section.defaults.items()},
        "title": [title if isinstance(title, str) else title.title for title in titles],
        "links": _links_by_row(links, len(rows)),
        "origin": origins.of_rows(chunk, rows, columns.names, columns.template),
    }
    for name, listed_column in listed.items():
        default: Any = NO_NAMES if name == "listed_authors" else section.defaults.get(name)
        filled = [default if value is NOTHING else value for value in listed_column]
        fields |= split_names(filled) if name == "listed_authors" else {name: filled}
    if extra:
        fields["extra"] = [
            _extra_of(row, extra, columns.extra) for row in zip(*values, strict=True)
        ]
    return build(Paper, len(rows), **fields)


def _links_of(value: object) -> tuple[PlainLink, ...]:
    """Return the links in the value of a cell that is not a single link."""
    return value.links if isinstance(value, PlainLinks | PlainTitle) else ()


def _links_by_row(
    columns: Sequence[Sequence[tuple[PlainLink, ...]]], count: int
) -> list[tuple[Link, ...]]:
    """Return the links of each row, from those of its cells in each column with links."""
    rows: Iterable[tuple[PlainLink, ...]] = repeat((), count)
    for column in columns:
        rows = map(add, rows, column)
    rows = list(rows)
    cells = list(chain.from_iterable(rows))
    urls, labels, kinds = (map(itemgetter(at), cells) for at in range(3))
    links = iter(build(Link, len(cells), url=urls, label=labels, listed_kind=kinds))
    return [(next(links),) if len(row) == 1 else tuple(islice(links, len(row))) for row in rows]


def _extra_of(
    row: Sequence[Any], places: Iterable[tuple[int, str]], names: Container[str]
) -> Extra:
    """Return the texts of a row without a field.

    Args:
        row: The values of its cells.
        places: Place and key of each column with such texts.
        names: The keys of columns without a field. They override kinds of links.
    """
    cells: dict[str, str] = {}
    for place, name in places:
        value = row[place]
        text = value.text if isinstance(value, PlainLinks) else value
        if isinstance(value, PlainLink):
            continue
        if text is not NOTHING and text and (name in names or name not in cells):
            cells[name] = text
    return Extra(cells) if cells else NO_EXTRA
