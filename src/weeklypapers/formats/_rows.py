"""The rows of a table: from columns of cells to papers, or to the problems that prevent them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from types import NoneType
from typing import Any, NamedTuple

import attrs

from weeklypapers.formats._column_readers import Readers
from weeklypapers.formats._columns import COLUMNS, PLACES, Listed, each_distinct
from weeklypapers.formats._row_values import Cells, RowValues
from weeklypapers.formats.records import FLAT
from weeklypapers.model.bulk import checked, replaced
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import NO_EXTRA, ArxivRecord, Extra, Link, Paper
from weeklypapers.model.problems import Problem

__all__ = ["Row", "read_rows"]

_PLAIN_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}")  # an identifier without version, as it is stored


class Row(NamedTuple):
    """The paper of a row, if it can be read, and its problems."""

    paper: Paper | None
    problems: list[Problem]


def read_rows(cells: Cells, readers: Readers) -> list[Row]:
    """Return the paper of each row, and its problems.

    A derived column is read only if the table has no column of the field: ``url`` and ``arxiv_id``
    then become the links, ``authors`` the listed authors, ``week_ending`` the week, and
    ``listed_date_first``, or else the day of ``published``, the listed date. In any other table, a
    derived column that contradicts the fields is a warning. An identifier or a link in the column
    ``arxiv`` is read as ``arxiv_id``. The abstract is that of the list, unless it is arXiv's
    according to ``abstract_from``.

    Args:
        cells: The cells of the rows.
        readers: The readers of the columns.
    """
    table = RowValues(cells, readers)
    versions = _take_versions(table)
    abstracts = _take_arxivs_abstracts(table)
    _fill_fields(table, versions)
    papers = _papers(table)
    if "arxiv" not in cells.known:  # not a table that keeps all values
        papers = _without_derived(papers)
    unused = [each for each in table.values.items() if not COLUMNS[each[0]].is_field]
    unused += [("arxiv_version", versions), ("abstract", abstracts)]
    problems = _contradictions(cells, papers, unused)
    for row, errors in table.errors.items():
        problems[row] = [cells.report(row, "bad-value", *error, "error") for error in errors]
    return [Row(papers.get(row), problems.get(row, [])) for row in range(cells.size)]


# Rules for columns that are not fields


def _take_versions(table: RowValues) -> list[int | None]:
    """Remove the versions of identifiers; return those of rows without a version of their own."""
    versions: list[int | None] = [None] * table.count
    if "arxiv_id" not in table.headers:
        return versions
    ids, listed = table.column("arxiv_id"), table.column("arxiv_version")
    for row, text in enumerate(ids):
        if text is None or _PLAIN_ID.fullmatch(text):
            continue
        try:
            arxiv_id = ArxivId.parse(text)
        except InvalidValueError:  # which only matters if links are made of it
            continue
        if arxiv_id.version in (None, listed[row]):
            ids[row] = arxiv_id.id
        elif listed[row] is None:
            ids[row], versions[row] = arxiv_id.id, arxiv_id.version
    table.values["arxiv_id"] = ids
    return versions


def _take_arxivs_abstracts(table: RowValues) -> list[str | None]:
    """Remove and return the abstracts that are those of the record, and not of the list."""
    sources, records = table.column("abstract_from"), table.column("arxiv")
    if "arxiv" not in sources:
        return [None] * table.count
    rows = [
        (abstract, source == "arxiv" and record is not None)
        for abstract, source, record in zip(table.column("abstract"), sources, records, strict=True)
    ]
    table.values["abstract"] = [None if is_arxivs else abstract for abstract, is_arxivs in rows]
    return [abstract if is_arxivs else None for abstract, is_arxivs in rows]


def _fill_fields(table: RowValues, versions: Sequence[int | None]) -> None:
    """Fill fields without a column from derived columns, and remove the values that are used.

    Args:
        table: The rows.
        versions: The versions of identifiers, apart from those in the column of versions.
    """
    headers, values = table.headers, table.values
    if "links" not in headers:
        _fill_links(table, versions)
    if "listed_authors" not in headers and "authors" in headers:
        pairs = zip(values["authors"], table.column("arxiv"), strict=True)
        values["listed_authors"] = [
            None if authors is None or record else tuple(author.name for author in authors)
            for authors, record in pairs
        ]
    has_no_day = "listed_date" not in headers and "listed_date_first" not in headers
    if "week" not in headers and "week_ending" in headers and has_no_day:
        values["week"] = values["week_ending"]
    if "listed_date" not in headers:
        _fill_dates(table)


def _fill_dates(table: RowValues) -> None:
    days, times = table.column("listed_date_first"), table.column("published")
    rows = list(zip(days, times, table.column("arxiv"), strict=True))
    are_used = [day is None and not record for day, _, record in rows]
    days = [
        time if is_used else day for (day, time, _), is_used in zip(rows, are_used, strict=True)
    ]
    table.values["listed_date"] = each_distinct(PartialDate.of, days)
    if "published" in table.headers:
        pairs = zip(times, are_used, strict=True)
        table.values["published"] = [None if is_used else time for time, is_used in pairs]


def _fill_links(table: RowValues, versions: Sequence[int | None]) -> None:
    columns = map(table.column, ("url", "arxiv_id", "arxiv_version", "arxiv"))
    links: list[tuple[Link, ...] | None] = [None] * table.count
    for row, (url, arxiv_id, version, record) in enumerate(zip(*columns, strict=True)):
        if row not in table.errors:
            try:
                links[row] = _links(
                    url, arxiv_id, versions[row] if version is None else version, record
                )
            except _BadCellError as error:
                table.add_error(row, error.column, str(error))
    table.values["links"] = links
    for name in ("url", "arxiv_id"):
        table.values.pop(name, None)


class _BadCellError(Exception):
    """The cell of a column can't be read."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _links(
    url: str | None, text: str | None, version: int | None, record: ArxivRecord | None
) -> tuple[Link, ...]:
    """Return the links of a row, from its address and its identifier."""
    column = "url"
    try:
        links = [] if url is None else [Link(url=url)]
        column = "arxiv_id"
        arxiv_id = None if text is None else ArxivId.parse(text)
        if arxiv_id and version is not None and arxiv_id.version is None:
            column = "arxiv_version"
            arxiv_id = ArxivId(f"{arxiv_id.id}v{version}")
    except InvalidValueError as error:
        raise _BadCellError(column, str(error)) from None
    if arxiv_id and arxiv_id not in [*(link.arxiv_id for link in links), record and record.id]:
        links.append(Link(url=arxiv_id.abs_url))
    return tuple(links)


# Papers


def _papers(table: RowValues) -> dict[int, Paper]:
    """Return the papers of the rows without errors."""
    for row, title in enumerate(table.column("title")):
        if title is None and row not in table.errors:
            table.add_error(row, "title", "expected a title, got none")
    rows = [row for row in range(table.count) if row not in table.errors]
    columns = {
        name: _with_defaults(
            name, values if len(rows) == table.count else [values[row] for row in rows]
        )
        for name, values in table.values.items()
        if COLUMNS[name].is_field
    }
    papers: dict[int, Paper] = {}
    for row, result in zip(rows, checked(Paper, len(rows), **columns), strict=True):
        if isinstance(result, Paper):
            papers[row] = result
        else:
            field = re.match(r"Paper\.(\w+) must ", str(result))
            table.add_error(row, field[1] if field else "title", str(result))
    return papers


def _with_defaults(name: str, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a field, with its default for missing ones."""
    if name == "extra":
        return [_extra(cells) if cells else NO_EXTRA for cells in values]
    default = attrs.fields_dict(Paper)[name].default
    if default in (None, attrs.NOTHING) or None not in values:
        return values
    return [default if value is None else value for value in values]


def _extra(cells: dict[str, str]) -> Mapping[str, str]:
    try:
        return Extra(cells)
    except InvalidValueError:  # which `Paper` raises again
        return cells


def _without_derived(papers: Mapping[int, Paper]) -> dict[int, Paper]:
    """Return papers without extra cells that follow from their fields, as in a flat table."""
    headers = {header for paper in papers.values() for header in paper.extra} & FLAT.keys()
    if not headers:
        return dict(papers)
    listed = Listed(papers.values())
    extras: list[dict[str, str]] = list(map(dict, listed.each(attrgetter("extra"))))
    for header in headers:
        for extra, value in zip(extras, FLAT[header].values(listed), strict=True):
            if extra.get(header) == value:
                extra.pop(header, None)
    changed = replaced(listed.papers, extra=list(map(_extra, extras)))
    return dict(zip(papers, changed, strict=True))


def _contradictions(
    cells: Cells, papers: Mapping[int, Paper], unused: Sequence[tuple[str, Sequence[Any]]]
) -> dict[int, list[Problem]]:
    """Return a problem for each value that isn't read and doesn't follow from the paper.

    The places of a paper don't follow from it. They are known to be its own from its key, or from
    a column that only the tables of this library have.

    Args:
        cells: The cells of the rows.
        papers: The papers that were read, by row.
        unused: The columns whose values were not read.
    """
    listed = Listed(papers.values())
    own_places = _rows_with_own_places(cells, papers, listed, dict(unused))
    problems: dict[int, list[Problem]] = {}
    for name, values in unused:
        if set(map(type, values)) <= {NoneType}:
            continue
        if len(papers) < cells.size:
            values = [values[row] for row in papers]
        expected_values = COLUMNS[name].values(listed)
        if values == expected_values:
            continue
        for row, value, expected in zip(papers, values, expected_values, strict=True):
            if value is None or value == expected or (name in PLACES and row in own_places):
                continue
            column = name if name in cells.known else "arxiv_id"  # which also has the version
            message = (
                f"not read: this is derived from the other columns, which give {show(expected)}"
            )
            problem = cells.report(row, "unused-value", column, message, "warning")
            problems.setdefault(row, []).append(problem)
    return problems


def _rows_with_own_places(
    cells: Cells,
    papers: Mapping[int, Paper],
    listed: Listed,
    unused: Mapping[str, Sequence[Any]],
) -> Collection[int]:
    if "sources" in cells.known:
        return papers.keys()
    keys = unused.get("key")
    if keys is None or "source" not in unused:
        return ()
    pairs = zip(papers, COLUMNS["key"].values(listed), strict=True)
    return {row for row, key in pairs if keys[row] == key}
