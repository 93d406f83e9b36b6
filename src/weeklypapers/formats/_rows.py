"""The rows of a table: from cells to a paper, or to the problems that prevent it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, TypeAlias

import attrs

from weeklypapers.formats._columns import COLUMNS, PLACES, Kind
from weeklypapers.formats.records import FLAT
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.names import ET_AL
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Problem, Severity

__all__ = ["Cells", "Report", "read_row"]

Report: TypeAlias = Callable[[str, str, str, Severity], Problem]
"""A function that returns a problem in a row for a code, a column, a message and a severity."""

_Values: TypeAlias = dict[str, Any]
_Readers: TypeAlias = Mapping[Kind, Callable[[Any], Any]]


class Cells(NamedTuple):
    """The cells of a row.

    Attributes:
        known: The cells of columns in `COLUMNS`, by name; None or blank text if they are empty.
        unknown: The cells of other columns, by header.
        report: The function that returns a problem at the place of a column.
    """

    known: dict[str, Any]
    unknown: Mapping[str, str]
    report: Report


class _BadCellError(Exception):
    """The cell of a column can't be read."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def read_row(cells: Cells, readers: _Readers) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a row, and its problems.

    A derived column is read only if the table has no column of the field: ``url`` and ``arxiv_id``
    then become the links, ``authors`` the listed authors, ``week_ending`` the week, and
    ``listed_date_first``, or else the day of ``published``, the listed date. In any other table, a
    derived column that contradicts the fields is a warning. An identifier or a link in the column
    ``arxiv`` is read as ``arxiv_id``. The abstract is that of the list, unless it is arXiv's
    according to ``abstract_from``.

    Args:
        cells: The cells of the row.
        readers: The reader of each kind of column, from a cell to a value of the model.
    """
    cells = cells._replace(known=_with_arxiv_id(cells.known))
    values, errors = _values(cells, readers)
    try:
        if errors:
            raise errors[0]
        _split_arxiv_id(values)
        arxivs_abstract = _take_arxivs_abstract(values)
        used = _fill_fields(values, cells.known)
        paper = _paper(values)
    except _BadCellError as error:
        return None, [
            cells.report("bad-value", bad.column, str(bad), "error") for bad in errors or [error]
        ]
    if "arxiv" not in cells.known:  # not a table that keeps all values
        paper = _without_derived(paper)
    unused = {
        name: value
        for name, value in values.items()
        if not COLUMNS[name].is_field and name not in used
    }
    if arxivs_abstract:
        unused["abstract"] = arxivs_abstract
    return paper, _contradictions(paper, unused, cells)


def _contradictions(paper: Paper, unused: _Values, cells: Cells) -> list[Problem]:
    """Return a problem for each value that isn't read and doesn't follow from the paper.

    The places of a paper don't follow from it. They are known to be its own from its key, or from
    a column that only the tables of this library have.
    """
    has_places = unused.get("key") == COLUMNS["key"].value(paper) or "sources" in cells.known
    problems: list[Problem] = []
    for name, value in unused.items():
        expected = COLUMNS[name].value(paper)
        if value != expected and not (has_places and name in PLACES):
            column = name if name in cells.known else "arxiv_id"  # which also has the version
            message = (
                f"not read: this is derived from the other columns, which give {show(expected)}"
            )
            problems.append(cells.report("unused-value", column, message, "warning"))
    return problems


def _with_arxiv_id(known: dict[str, Any]) -> dict[str, Any]:
    """Return the cells with an identifier moved from the column of the record to its own."""
    text = known.get("arxiv")
    if not isinstance(text, str) or known.get("arxiv_id"):
        return known
    try:
        ArxivId.parse(text)
    except InvalidValueError:
        return known
    return known | {"arxiv": None, "arxiv_id": text}


def _split_arxiv_id(values: _Values) -> None:
    """Move the version of the identifier to a value of its own, unless there is another one."""
    try:
        arxiv_id = ArxivId.parse(values["arxiv_id"])
    except (KeyError, InvalidValueError):
        return
    version = arxiv_id.version
    if version is None or values.setdefault("arxiv_version", version) == version:
        values["arxiv_id"] = arxiv_id.id


def _take_arxivs_abstract(values: _Values) -> str | None:
    """Remove and return the abstract, if it is that of the record and not that of the list."""
    is_arxivs = values.get("abstract_from") == "arxiv" and "arxiv" in values
    abstract: str | None = values.pop("abstract", None) if is_arxivs else None
    return abstract


def _has_more_authors(known: Mapping[str, Any]) -> bool:
    """Return whether the text of the listed authors ends with "et al." or the like."""
    authors = None if known.get("arxiv") else known.get("authors")
    text = known.get("listed_authors", authors)
    return isinstance(text, str) and ET_AL.search(text) is not None


def _values(cells: Cells, readers: _Readers) -> tuple[_Values, list[_BadCellError]]:
    values: _Values = {}
    errors: list[_BadCellError] = []
    for name, cell in cells.known.items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            value = readers[COLUMNS[name].kind](cell)
        except InvalidValueError as error:
            errors.append(_BadCellError(name, str(error)))
            continue
        if value is not None:
            values[name] = value
    if _has_more_authors(cells.known):
        values["more_authors"] = True
    if cells.unknown:
        extra = values.get("extra", {})
        errors += [
            _BadCellError("extra", f"the table also has a column {show(header)}")
            for header in cells.unknown
            if header in extra
        ]
        values["extra"] = cells.unknown | extra
    return values, errors


def _paper(values: _Values) -> Paper:
    if "title" not in values:
        raise _BadCellError("title", "expected a title, got none")
    try:
        return Paper(**{name: value for name, value in values.items() if COLUMNS[name].is_field})
    except InvalidValueError as error:
        field = re.match(r"Paper\.(\w+) must ", str(error))
        raise _BadCellError(field[1] if field else "title", str(error)) from None


def _without_derived(paper: Paper) -> Paper:
    """Return the paper without extra cells that follow from its fields, as in a flat table."""
    extra = {
        header: text
        for header, text in paper.extra.items()
        if header not in FLAT or FLAT[header].value(paper) != text
    }
    return paper if len(extra) == len(paper.extra) else attrs.evolve(paper, extra=extra)


def _fill_fields(values: _Values, columns: Collection[str]) -> set[str]:
    """Fill fields without a column from derived columns; return the names of those columns."""
    used: set[str] = set()
    if "links" not in columns:
        values["links"] = _links(values)
        used |= {"url", "arxiv_id"}
    if "listed_authors" not in columns and "arxiv" not in values and "authors" in values:
        values["listed_authors"] = [author.name for author in values["authors"]]
    if "week" not in columns and "week_ending" in values and _has_no_day(columns):
        values["week"] = values["week_ending"]
    if "listed_date" not in columns:
        if "listed_date_first" in values:
            values["listed_date"] = PartialDate.of(values["listed_date_first"])
        elif "arxiv" not in values and "published" in values:
            values["listed_date"] = PartialDate.of(values["published"])
            used.add("published")
    return used


def _has_no_day(columns: Collection[str]) -> bool:
    """Return whether a week can't follow from a listed day."""
    return "listed_date" not in columns and "listed_date_first" not in columns


def _links(values: _Values) -> list[Link]:
    try:
        links = [Link(url=values["url"])] if "url" in values else []
    except InvalidValueError as error:
        raise _BadCellError("url", str(error)) from None
    if "arxiv_id" in values:
        try:
            arxiv_id = ArxivId.parse(values["arxiv_id"])
        except InvalidValueError as error:
            raise _BadCellError("arxiv_id", str(error)) from None
        if "arxiv_version" in values and arxiv_id.version is None:
            arxiv_id = _with_version(arxiv_id, values["arxiv_version"])
        record = values.get("arxiv")
        if arxiv_id not in [*(link.arxiv_id for link in links), record and record.id]:
            links.append(Link(url=arxiv_id.abs_url))
    return links


def _with_version(arxiv_id: ArxivId, version: int) -> ArxivId:
    try:
        return ArxivId(f"{arxiv_id.id}v{version}")
    except InvalidValueError as error:
        raise _BadCellError("arxiv_version", str(error)) from None
