"""The columns of a table of papers: names, kinds, and the value of a paper in each.

A column is a field of `Paper` or is derived from fields. A derived column is written for queries
of the table; it is read only if the table has no column of the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from weeklypapers.model.errors import show
from weeklypapers.model.paper import Paper

__all__ = ["COLUMNS", "SCHEMA_VERSION", "Column", "Kind", "column_named", "missing_title"]

SCHEMA_VERSION = 1

Kind: TypeAlias = Literal[
    "text",
    "flag",
    "day",
    "time",
    "partial date",
    "category",
    "arxiv id",
    "texts",
    "names",
    "authors",
    "links",
    "record",
    "map",
]


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        name: The name; for a field of `Paper` that of the field.
        kind: The kind of value in its cells.
        value: The function that returns the value of a paper.
        is_field: Whether it is a field of `Paper`, and not derived from others.
    """

    name: str
    kind: Kind
    value: Callable[[Paper], Any]
    is_field: bool = True


def _field(name: str, kind: Kind) -> Column:
    return Column(name, kind, attrgetter(name))


def _derived(name: str, kind: Kind, value: Callable[[Paper], Any]) -> Column:
    return Column(name, kind, value, is_field=False)


def _arxiv_id(paper: Paper) -> str | None:
    return str(paper.arxiv_id) if paper.arxiv_id else None


def _url(paper: Paper) -> str | None:
    return paper.link.url if paper.link else None


def _first_day(paper: Paper) -> date | None:
    return paper.listed_date.first if paper.listed_date else None


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        _field("title", "text"),
        _field("week", "day"),
        _field("category", "category"),
        _derived("arxiv_id", "arxiv id", _arxiv_id),
        _derived("url", "text", _url),
        _derived("authors", "authors", attrgetter("authors")),
        _derived("published", "time", attrgetter("published")),
        _derived("updated", "time", attrgetter("updated")),
        _field("abstract", "text"),
        _field("links", "links"),
        _field("listed_authors", "names"),
        _field("more_authors", "flag"),
        _field("listed_date", "partial date"),
        _derived("listed_date_first", "day", _first_day),
        _field("topics", "texts"),
        _field("venue", "text"),
        _field("affiliation", "text"),
        _field("comment", "text"),
        _field("arxiv", "record"),
        _field("extra", "map"),
    )
}
"""The columns by name, in the order of the table."""


def column_named(header: str) -> str | None:
    """Return the name of the column with a header: ``arXiv ID`` is ``arxiv_id``."""
    name = re.sub(r"[\s-]+", "_", header.strip().casefold())
    return name if name in COLUMNS else None


def missing_title(headers: Collection[str]) -> str:
    """Return the message for a table without a column of titles."""
    return f"expected a column 'title', got {', '.join(map(show, headers)) or 'no columns'}"
