"""The columns of a table of papers: names, kinds, and the value of a paper in each.

A column is a field of `Paper` or is derived from fields. A derived column is written for queries
of the table; it is read only if the table has no column of the field itself. The column
``abstract`` is both: it is the listed abstract or, according to ``abstract_from``, arXiv's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from weeklypapers.model.bulk import build
from weeklypapers.model.dates import end_of_week
from weeklypapers.model.errors import show
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import ArxivRecord, Author, Link, Paper

__all__ = [
    "COLUMNS",
    "PLACES",
    "SCHEMA_VERSION",
    "Column",
    "Kind",
    "Listed",
    "column_named",
    "columns_named",
    "derived",
    "each_distinct",
    "missing_title",
    "normal_name",
    "of_id",
    "of_record",
]

T = TypeVar("T")

SCHEMA_VERSION = 2
"""The version of the columns.

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


def each_distinct(function: Callable[[Any], T], values: Sequence[Any]) -> list[T | None]:
    """Return the result of a function for each value, called once for equal ones; None for None."""
    results = {value: function(value) for value in set(values) - {None}}
    return list(map(results.get, values))


class Listed:
    """The values of many papers, some of which are the source of several columns.

    Args:
        papers: The papers.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.papers = list(papers)

    def each(self, value: Callable[[Paper], Any]) -> list[Any]:
        """Return a value of each paper."""
        return list(map(value, self.papers))

    @cached_property
    def links(self) -> list[Link | None]:
        """The link of each paper: see `Paper.link`."""
        columns = zip(self.papers, self.each(attrgetter("links")), strict=True)
        return [
            links[0] if len(links) == 1 else (paper.link if links else None)
            for paper, links in columns
        ]

    @cached_property
    def records(self) -> list[ArxivRecord | None]:
        """The record of each paper."""
        return self.each(attrgetter("arxiv"))

    @cached_property
    def arxiv_ids(self) -> list[ArxivId | None]:
        """The identifier of each paper: see `Paper.arxiv_id`."""
        pairs = zip(self.links, self.records, strict=True)
        return [
            (lookup(link.url) if link else None) or (record.id if record else None)
            for link, record in pairs
        ]


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        name: The name; for a field of `Paper` that of the field.
        kind: The kind of value in its cells.
        values: The function that returns the value of each paper.
        is_field: Whether it is a field of `Paper`, and not derived from others.
    """

    name: str
    kind: Kind
    values: Callable[[Listed], list[Any]]
    is_field: bool = True

    def value(self, paper: Paper) -> Any:
        """Return the value of a single paper."""
        (value,) = self.values(Listed([paper]))
        return value


def _field(name: str, kind: Kind) -> Column:
    return Column(name, kind, lambda listed: listed.each(attrgetter(name)))


def derived(name: str, kind: Kind, value: Callable[[Paper], Any]) -> Column:
    """Return the column of a value that is derived from each paper."""
    return Column(name, kind, lambda listed: listed.each(value), is_field=False)


def of_id(name: str, kind: Kind, value: Callable[[ArxivId], Any]) -> Column:
    """Return the column of a value that is derived from the arXiv identifier, if there is one."""

    def values(listed: Listed) -> list[Any]:
        return [None if arxiv_id is None else value(arxiv_id) for arxiv_id in listed.arxiv_ids]

    return Column(name, kind, values, is_field=False)


def of_record(name: str, kind: Kind, value: Callable[[ArxivRecord], Any]) -> Column:
    """Return the column of a value that is derived from arXiv's record, if there is one."""

    def values(listed: Listed) -> list[Any]:
        return [None if record is None else value(record) for record in listed.records]

    return Column(name, kind, values, is_field=False)


def _urls(listed: Listed) -> list[str | None]:
    return [link.url if link else None for link in listed.links]


def _week_endings(listed: Listed) -> list[date | None]:
    """Return the last day of the week of each paper: see `Paper.week_ending`."""
    days = each_distinct(attrgetter("date"), listed.each(attrgetter("listed_date")))
    endings = each_distinct(end_of_week, days)
    weeks = listed.each(attrgetter("week"))
    return [week or ending for week, ending in zip(weeks, endings, strict=True)]


def _authors(listed: Listed) -> list[tuple[Author, ...]]:
    """Return the authors of each paper: see `Paper.authors`."""
    pairs = zip(listed.each(attrgetter("listed_authors")), listed.records, strict=True)
    names = [() if record else listed_names for listed_names, record in pairs]
    flat = list(chain.from_iterable(names))
    authors = iter(build(Author, len(flat), name=flat))
    return [
        record.authors if record else tuple(islice(authors, len(listed_names)))
        for record, listed_names in zip(listed.records, names, strict=True)
    ]


def _abstracts(listed: Listed) -> list[str | None]:
    """Return the listed abstracts, else those of arXiv."""
    pairs = zip(listed.each(attrgetter("abstract")), listed.records, strict=True)
    return [abstract or (record.abstract if record else None) for abstract, record in pairs]


def _abstract_sources(listed: Listed) -> list[str | None]:
    pairs = zip(listed.each(attrgetter("abstract")), listed.records, strict=True)
    return ["list" if abstract else "arxiv" if record else None for abstract, record in pairs]


def _first_days(listed: Listed) -> list[date | None]:
    return each_distinct(attrgetter("first"), listed.each(attrgetter("listed_date")))


def _keys(listed: Listed) -> list[str]:
    """Return the key of each paper: see `Paper.key`."""
    pairs = zip(listed.papers, listed.arxiv_ids, strict=True)
    return [f"arxiv:{arxiv_id.id}" if arxiv_id else paper.key for paper, arxiv_id in pairs]


def _source(paper: Paper) -> str | None:
    return str(paper.origin) if paper.origin else None


def _sources(paper: Paper) -> tuple[str, ...]:
    origin = paper.origin
    return (str(origin), *map(str, origin.others)) if origin else ()


COLUMNS: Mapping[str, Column] = {
    column.name: column
    for column in (
        _field("title", "text"),
        _field("week", "day"),
        Column("week_ending", "day", _week_endings, is_field=False),
        _field("category", "category"),
        of_id("arxiv_id", "arxiv id", attrgetter("id")),
        of_id("arxiv_version", "number", attrgetter("version")),
        Column("url", "text", _urls, is_field=False),
        Column("authors", "authors", _authors, is_field=False),
        of_record("published", "time", attrgetter("published")),
        of_record("updated", "time", attrgetter("updated")),
        Column("abstract", "text", _abstracts),
        Column("abstract_from", "text", _abstract_sources, is_field=False),
        _field("links", "links"),
        _field("listed_authors", "names"),
        _field("more_authors", "flag"),
        _field("listed_date", "partial date"),
        Column("listed_date_first", "day", _first_days, is_field=False),
        _field("topics", "texts"),
        _field("venue", "text"),
        _field("affiliation", "text"),
        _field("comment", "text"),
        _field("arxiv", "record"),
        _field("extra", "map"),
        Column("key", "text", _keys, is_field=False),
        derived("source", "text", _source),
        derived("sources", "texts", _sources),
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
