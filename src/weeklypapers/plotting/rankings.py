"""The groups with the most papers: authors, categories, topics and venues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import attrs

from weeklypapers.display.text import distinct
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import fold
from weeklypapers.plotting.counts import GROUP_LENGTH, category_name, check_not_empty, topic_names
from weeklypapers.querying.listings import by_author

__all__ = ["PLURALS", "Ranked", "Ranking", "rank"]

Ranked: TypeAlias = Literal["topic", "category", "venue", "author"]
PLURALS: dict[Ranked, str] = {
    "topic": "topics",
    "category": "categories",
    "venue": "venues",
    "author": "authors",
}
_HINTS: dict[Ranked, str] = {
    "author": ". papers.enrich() asks arXiv for them",
    "category": ". papers.enrich() asks arXiv for them",
    "topic": "",
    "venue": "",
}


@attrs.frozen(kw_only=True)
class Ranking:
    """The groups with the most papers.

    Attributes:
        key: The kind of groups.
        counts: The names with their numbers of papers, in descending order, then by name.
        groups: The number of all groups.
        covered: The number of papers in at least one of the groups in `counts`.
        papers: The number of papers with a group.
        tied: The number of groups left out with as many papers as the last one in `counts`.
        left_out: The number of papers without a group.
        incomplete: The number of papers with more authors than the list names.
    """

    key: Ranked
    counts: tuple[tuple[str, int], ...]
    groups: int
    covered: int
    papers: int
    tied: int
    left_out: int
    incomplete: int


def rank(papers: Sequence[Paper], key: Ranked, *, n: int) -> Ranking:
    """Count the papers of each group; see `Plots.top`.

    Raises:
        InvalidValueError: There is no paper, or none has a group.
    """
    check_not_empty(papers)
    members = _authors(papers) if key == "author" else _groups(papers, key)
    if not members:
        raise InvalidValueError(
            f"there is nothing to plot: no paper has {_article(key)}{_HINTS[key]}"
        )
    ranked = sorted(members.items(), key=lambda entry: (-len(entry[1]), fold(entry[0]), entry[0]))
    shown, hidden = ranked[:n], ranked[n:]
    grouped = set[str]().union(*members.values())
    return Ranking(
        key=key,
        counts=tuple((name, len(keys)) for name, keys in shown),
        groups=len(ranked),
        covered=len(set[str]().union(*(keys for _, keys in shown))),
        papers=len(grouped),
        tied=sum(len(keys) == len(shown[-1][1]) for _, keys in hidden),
        left_out=len({paper.key for paper in papers} - grouped),
        incomplete=_incomplete(papers) if key == "author" else 0,
    )


def _article(key: Ranked) -> str:
    return "authors" if key == "author" else f"a {key}"


def _groups(papers: Iterable[Paper], key: Ranked) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for paper in papers:
        for name in _names(paper, key):
            members.setdefault(name, set()).add(paper.key)
    short = topic_names(members) if key == "topic" else distinct(members, GROUP_LENGTH)
    return {short[name]: keys for name, keys in members.items()}


def _names(paper: Paper, key: Ranked) -> tuple[str, ...]:
    if key == "topic":
        return paper.topics
    name = category_name(paper) if key == "category" else paper.venue
    return (name,) if name else ()


def _with_authors(papers: Iterable[Paper]) -> dict[str, Paper]:
    """Return the first entry of each paper that has authors."""
    entries: dict[str, Paper] = {}
    for paper in papers:
        if paper.authors:
            entries.setdefault(paper.key, paper)
    return entries


def _authors(papers: Iterable[Paper]) -> dict[str, set[str]]:
    listed = by_author(_with_authors(papers).values())
    return {name: {paper.key for paper in entries} for name, entries in listed}


def _incomplete(papers: Iterable[Paper]) -> int:
    return sum(paper.has_more_authors for paper in _with_authors(papers).values())
