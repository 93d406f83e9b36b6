"""The columns of a table of papers: names, kinds, and the value of a paper in each.

A column is a field of `Paper` or is derived from fields. A derived column is written for queries
of the table; it is read only if the table has no column of the field itself. The column
``abstract`` is both: it is the listed abstract or, according to ``abstract_from``, arXiv's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from weeklypapers.model.errors import show
from weeklypapers.model.paper import Paper, abstract_of

__all__ = [
    "COLUMNS",
    "OLD_VERSIONS",
    "PLACES",
    "SCHEMA_VERSION",
    "Column",
    "Kind",
    "column_named",
    "columns_named",
    "missing_title",
    "normal_name",
]

SCHEMA_VERSION = 2

OLD_VERSIONS = (1,)
"""The earlier versions that are read.

In version 1, ``abstract`` was the listed abstract, ``arxiv_id`` had the version, and there were no
columns ``week_ending``, ``arxiv_version``, ``abstract_from``, ``key``, ``source`` and ``sources``.
"""

Kind: TypeAlias = Literal[
    "text",
    "flag",
    "number",
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
    return paper.arxiv_id.id if paper.arxiv_id else None


def _arxiv_version(paper: Paper) -> int | None:
    return paper.arxiv_id.version if paper.arxiv_id else None


def _abstract_from(paper: Paper) -> str | None:
    if paper.abstract:
        return "list"
    return "arxiv" if paper.arxiv else None


def _source(paper: Paper) -> str | None:
    return str(paper.origin) if paper.origin else None


def _sources(paper: Paper) -> tuple[str, ...]:
    return tuple(map(str, paper.origins))


def _url(paper: Paper) -> str | None:
    return paper.link.url if paper.link else None


def _first_day(paper: Paper) -> date | None:
    return paper.listed_date.first if paper.listed_date else None


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        _field("title", "text"),
        _field("week", "day"),
        _derived("week_ending", "day", attrgetter("week_ending")),
        _field("category", "category"),
        _derived("arxiv_id", "arxiv id", _arxiv_id),
        _derived("arxiv_version", "number", _arxiv_version),
        _derived("url", "text", _url),
        _derived("authors", "authors", attrgetter("authors")),
        _derived("published", "time", attrgetter("published")),
        _derived("updated", "time", attrgetter("updated")),
        Column("abstract", "text", abstract_of),
        _derived("abstract_from", "text", _abstract_from),
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
        _derived("key", "text", attrgetter("key")),
        _derived("source", "text", _source),
        _derived("sources", "texts", _sources),
    )
}
"""The columns by name, in the order of the table."""


PLACES = ("source", "sources")
"""The columns of the places from which a paper was read."""


def columns_named(headers: Iterable[str]) -> list[str | None]:
    """Return the name of the column with each header, or None.

    The places of a paper are not read. Tables of other programs may have such a header for
    something else, and have no keys.
    """
    names = list(map(column_named, headers))
    return names if "key" in names else [None if name in PLACES else name for name in names]


def column_named(header: str) -> str | None:
    """Return the name of the column with a header: ``arXiv ID`` is ``arxiv_id``."""
    name = normal_name(header)
    return name if name in COLUMNS else None


def normal_name(header: str) -> str:
    """Return a header in the form of a name: ``arXiv ID`` becomes ``arxiv_id``."""
    return re.sub(r"[\s-]+", "_", header.strip().casefold())


def missing_title(headers: Collection[str]) -> str:
    """Return the message for a table without a column of titles."""
    return f"expected a column 'title', got {', '.join(map(show, headers)) or 'no columns'}"
