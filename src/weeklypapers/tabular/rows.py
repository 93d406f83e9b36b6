"""From the cells of a row to a paper, and what is wrong with those that make up none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias

from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.names import ET_AL
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.tabular.columns import COLUMNS, Kind

__all__ = ["Cells", "Report", "missing_title", "read_row"]


class Report(Protocol):
    """See `Cells.report`."""

    def __call__(self, code: str, column: str, message: str, severity: Severity) -> Problem:
        """The problem."""
        ...


class Cells(NamedTuple):
    """The cells of a row.

    Attributes:
        known: Those of columns in `COLUMNS`, by their names; None or blank text where they are
            empty.
        unknown: Those of other columns, by their headers.
        report: What makes a problem of a message, at the place of a column in the row.
    """

    known: dict[str, Any]
    unknown: Mapping[str, str]
    report: Report


class _RefusedError(Exception):
    """A cell is not what its column takes."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


_Values: TypeAlias = dict[str, Any]
_Readers: TypeAlias = Mapping[Kind, Callable[[Any], Any]]


def missing_title(names: Collection[str]) -> str:
    """The message for a table that has no column of titles."""
    return f"expected a column 'title', got {', '.join(map(show, names)) or 'none at all'}"


def read_row(cells: Cells, readers: _Readers) -> tuple[Paper | None, list[Problem]]:
    """The paper of a row, and its problems.

    Columns that follow from others are read where the table has no column of the field that they
    follow from: ``url`` and ``arxiv_id`` are then its links, ``authors`` the listed authors, and
    ``listed_date_first``, else the day of ``published``, the listed date. In any other table, one
    that says something else than follows is a warning. An identifier or a link in the column
    ``arxiv`` is read as ``arxiv_id``.

    Args:
        cells: The cells of the row.
        readers: What makes a value of the model out of a cell, by the kind of the column.
    """
    cells = cells._replace(known=_with_arxiv_id(cells.known))
    values, refused = _values(cells, readers)
    problems = [cells.report("bad-value", each.column, str(each), "error") for each in refused]
    if problems:
        return None, problems
    try:
        used = _stand_in(values, cells.known)
        paper = _paper(values)
    except _RefusedError as error:
        return None, [cells.report("bad-value", error.column, str(error), "error")]
    return paper, [
        cells.report("unused-value", name, _unused(name, paper), "warning")
        for name, value in values.items()
        if not COLUMNS[name].is_field and name not in used and value != COLUMNS[name].value(paper)
    ]


def _with_arxiv_id(known: dict[str, Any]) -> dict[str, Any]:
    """The cells with an identifier that stands in the place of a record where it belongs."""
    text = known.get("arxiv")
    if not isinstance(text, str) or known.get("arxiv_id"):
        return known
    try:
        ArxivId.parse(text)
    except InvalidValueError:
        return known
    return known | {"arxiv": None, "arxiv_id": text}


def _says_more(known: Mapping[str, Any]) -> bool:
    """Whether the text that the listed authors are read from says that there are others."""
    other = None if known.get("arxiv") else known.get("authors")
    text = known.get("listed_authors", other)
    return isinstance(text, str) and ET_AL.search(text) is not None


def _values(cells: Cells, readers: _Readers) -> tuple[_Values, list[_RefusedError]]:
    values: _Values = {}
    refused: list[_RefusedError] = []
    for name, cell in cells.known.items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        try:
            value = readers[COLUMNS[name].kind](cell)
        except InvalidValueError as error:
            refused.append(_RefusedError(name, str(error)))
        else:
            values |= {} if value is None else {name: value}
    if _says_more(cells.known):
        values["more_authors"] = True
    if cells.unknown:
        extra = values.get("extra", {})
        refused += [
            _RefusedError("extra", f"{show(header)} is a column of its own, too")
            for header in extra.keys() & cells.unknown.keys()
        ]
        values["extra"] = cells.unknown | extra
    return values, refused


def _paper(values: _Values) -> Paper:
    if "title" not in values:
        raise _RefusedError("title", "expected a title, got none")
    try:
        return Paper(**{name: value for name, value in values.items() if COLUMNS[name].is_field})
    except InvalidValueError as error:
        named = re.match(r"Paper\.(\w+) must ", str(error))
        raise _RefusedError(named[1] if named else "title", str(error)) from None


def _unused(name: str, paper: Paper) -> str:
    expected = COLUMNS[name].value(paper)
    return f"this follows from the other columns, which say {show(expected)}, and is not read"


# Fields of which the table has no column

_StandIn: TypeAlias = "tuple[object, set[str]] | None"


def _stand_in(values: _Values, columns: Collection[str]) -> set[str]:
    """Fills such fields, and returns the names of the columns that did."""
    used: set[str] = set()
    for field, rule in _STAND_INS.items():
        if field not in columns and (found := rule(values)):
            values[field], names = found
            used |= names
    return used


def _links(values: _Values) -> _StandIn:
    links = [_link(values["url"])] if "url" in values else []
    if "arxiv_id" in values:
        arxiv_id = _arxiv_id(values["arxiv_id"])
        record = values.get("arxiv")
        if arxiv_id not in [*(link.arxiv_id for link in links), record and record.id]:
            links.append(Link(url=arxiv_id.abs_url))
    return links, {"url", "arxiv_id"}


def _link(url: str) -> Link:
    try:
        return Link(url=url)
    except InvalidValueError as error:
        raise _RefusedError("url", str(error)) from None


def _arxiv_id(text: str) -> ArxivId:
    try:
        return ArxivId.parse(text)
    except InvalidValueError as error:
        raise _RefusedError("arxiv_id", str(error)) from None


def _listed_authors(values: _Values) -> _StandIn:
    if "arxiv" in values or "authors" not in values:
        return None
    return [author.name for author in values["authors"]], set()


def _listed_date(values: _Values) -> _StandIn:
    if "listed_date_first" in values:
        return PartialDate.of(values["listed_date_first"]), set()
    if "arxiv" in values or "published" not in values:
        return None
    return PartialDate.of(values["published"]), {"published"}


_STAND_INS: Mapping[str, Callable[[_Values], _StandIn]] = {
    "links": _links,
    "listed_authors": _listed_authors,
    "listed_date": _listed_date,
}
