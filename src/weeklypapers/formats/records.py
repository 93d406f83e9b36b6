"""Flat records of papers: one text, number or flag for each value, for other programs.

The columns are those of `_columns`, with lists as text and without the nested ones, and further
values that are derived from a paper. Records are only written. A table of them is read as any
other table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from weeklypapers.formats._columns import (
    COLUMNS,
    Column,
    Listed,
    column_named,
    derived,
    normal_name,
    of_id,
    of_record,
)
from weeklypapers.formats._scalars import WRITERS
from weeklypapers.model.links import LinkKind
from weeklypapers.model.paper import Paper

__all__ = ["FLAT", "flat_columns", "records"]

SEPARATOR = "; "
"""The separator of several values in a text, as in CSV."""


def _listed(name: str) -> Column:
    """Return the column of a table, whose values are no lists."""
    return COLUMNS[name]


def _joined(
    name: str, texts: Callable[[Paper], Iterable[str]], separator: str = SEPARATOR
) -> Column:
    """Return a column of several texts in one; None for no text."""
    return derived(name, "text", lambda paper: separator.join(texts(paper)) or None)


def _url_of(kind: LinkKind) -> Column:
    """Return the column of the first link of a kind."""

    def value(paper: Paper) -> str | None:
        return next((link.url for link in paper.links if link.kind == kind), None)

    return derived(f"{kind}_url", "text", value)


def _category_name(paper: Paper) -> str | None:
    return paper.category.name if paper.category else None


def _link_kinds(paper: Paper) -> Iterable[str]:
    return dict.fromkeys(link.kind for link in paper.links if link.kind)


FLAT: Mapping[str, Column] = {
    column.name: column
    for column in (
        _listed("title"),
        _joined("authors", lambda paper: (author.name for author in paper.authors)),
        _listed("week"),
        _listed("week_ending"),
        _listed("listed_date"),
        _listed("listed_date_first"),
        _listed("category"),
        derived("category_name", "text", _category_name),
        _joined("topics", lambda paper: paper.topics),
        _listed("venue"),
        _listed("arxiv_id"),
        _listed("arxiv_version"),
        _listed("url"),
        of_id("abs_url", "text", attrgetter("abs_url")),
        of_id("pdf_url", "text", attrgetter("pdf_url")),
        _url_of("code"),
        _url_of("project"),
        _joined("links", lambda paper: (link.url for link in paper.links), " "),
        _joined("link_kinds", _link_kinds),
        _listed("published"),
        _listed("updated"),
        _listed("abstract"),
        _listed("abstract_from"),
        _joined("listed_authors", lambda paper: paper.listed_authors),
        _listed("more_authors"),
        _listed("affiliation"),
        _listed("comment"),
        of_record("primary_category", "text", lambda record: str(record.primary_category)),
        of_record("categories", "text", lambda record: SEPARATOR.join(record.categories)),
        of_record("journal_ref", "text", attrgetter("journal_ref")),
        of_record("doi", "text", attrgetter("doi")),
        _listed("key"),
        _listed("source"),
        _joined("sources", lambda paper: map(str, paper.origins)),
    )
}
"""The columns that all flat records have, by name."""


def flat_columns(papers: Iterable[Paper]) -> dict[str, Column]:
    """Return the columns of flat records, with those of `Paper.extra`.

    A header that would be read as the name of another column begins with ``extra:``.
    """
    headers = dict.fromkeys(header for paper in papers for header in paper.extra)
    columns = dict(FLAT)
    for header in headers:
        is_taken = column_named(header) or normal_name(header) in FLAT
        name = f"extra:{header}" if is_taken else header
        columns[name] = derived(name, "text", _cell_of(header))
    return columns


def _cell_of(header: str) -> Callable[[Paper], str | None]:
    return lambda paper: paper.extra.get(header)


def records(papers: Sequence[Paper]) -> list[dict[str, Any]]:
    """Return a flat record for each paper; see `weeklypapers.Papers.to_records`."""
    columns, listed = flat_columns(papers), Listed(papers)
    cells = [list(map(_json_value, column.values(listed))) for column in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]


def _json_value(value: Any) -> str | int | bool | None:
    """Return a value that `json.dumps` accepts, and writes as the text of the value."""
    write = WRITERS.get(type(value))
    return write(value) if write else value
