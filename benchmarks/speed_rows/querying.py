"""Selecting, finding, merging, comparing and counting papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import polars as pl

import weeklypapers as wp
from speed_rows.lists import Fresh, papers_of
from speed_rows.measuring import Pair, Row, lazily

__all__ = ["ROWS"]

CATEGORY, SINCE, UNTIL = "cs.CL", date(2024, 1, 1), date(2024, 12, 31)
KEYS = 1000  # identifiers that are looked up in one task


# Selecting


def select(papers: wp.Papers) -> wp.Papers:
    return papers.filter(category=CATEGORY, since=SINCE, until=UNTIL)


def comprehend(papers: wp.Papers) -> list[wp.Paper]:
    """Select the papers of a list in which every paper has a week."""
    return [
        paper
        for paper in papers
        if paper.category == CATEGORY and paper.week is not None and SINCE <= paper.week <= UNTIL
    ]


def frame_of(papers: wp.Papers) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "title": [paper.title for paper in papers],
            "week": [paper.week for paper in papers],
            "category": [str(paper.category) for paper in papers],
            "abstract": [paper.abstract for paper in papers],
            "url": [paper.links[0].url for paper in papers],
        }
    )


def first_selection(papers: int) -> Pair:
    fresh = Fresh(papers_of(papers))
    return Pair(
        lambda: select(fresh.lists[0]), lambda: comprehend(fresh.lists[0]), reset=fresh.reset
    )


def later_selection(papers: int) -> Pair:
    listed = papers_of(papers)
    condition = (pl.col("category") == CATEGORY) & pl.col("week").is_between(SINCE, UNTIL)
    return Pair(
        partial(select, listed), lazily(lambda: partial(frame_of(listed).filter, condition))
    )


# Finding


def look_up(find: Callable[[str], object], keys: Sequence[str]) -> None:
    for key in keys:
        find(key)


def look_up_in_vain(find: Callable[[str], object], keys: Sequence[str]) -> None:
    for key in keys:
        try:
            find(key)
        except LookupError:
            continue


def finding(papers: int, *, form: str) -> Pair:
    """Find papers that the list has.

    Args:
        papers: The number of papers.
        form: The form of the identifier: "identifier", "text" or "link".
    """
    listed = papers_of(papers)
    chosen = listed[:: max(1, papers // KEYS)]
    ids = [paper.arxiv_id for paper in chosen if paper.arxiv_id]
    forms: dict[str, Sequence[str]] = {
        "identifier": ids,
        "text": list(map(str, ids)),
        "link": [paper.links[0].url for paper in chosen],
    }
    dictionary = {str(paper.arxiv_id): paper for paper in listed}
    return Pair(
        partial(look_up, listed.get, forms[form]),
        partial(look_up, dictionary.__getitem__, forms["text"]),
    )


def missing(papers: int, *, default: bool) -> Pair:
    """Look up identifiers that the list doesn't have, with a default or without."""
    listed = papers_of(papers)
    present = [paper.arxiv_id for paper in listed[:KEYS] if paper.arxiv_id]
    keys = [wp.ArxivId(f"1501.{number:05}") for number in range(1, len(present) + 1)]
    if default:
        return Pair(
            partial(look_up, partial(listed.get, default=None), keys),
            partial(look_up, listed.get, present),
        )
    dictionary = {str(paper.arxiv_id): paper for paper in listed}
    return Pair(
        partial(look_up_in_vain, listed.get, keys),
        partial(look_up_in_vain, dictionary.__getitem__, list(map(str, keys))),
    )


# Whole lists


def by_identifier(lists: Sequence[wp.Papers]) -> list[dict[str, wp.Paper]]:
    """Return dictionaries of papers, as the shortest code that reads their identifiers."""
    return [{paper.links[0].url.rpartition("/")[2]: paper for paper in papers} for papers in lists]


def whole(job: Callable[[wp.Papers], object], papers: int) -> Pair:
    """Compare a job on a list."""
    fresh = Fresh(papers_of(papers))
    return Pair(lambda: job(fresh.lists[0]), lambda: by_identifier(fresh.lists), reset=fresh.reset)


def both(job: Callable[[wp.Papers, wp.Papers], object], papers: int) -> Pair:
    """Compare a job on a list and a later state of it: a tenth of the papers has changed."""
    before = papers_of(papers)[papers // 10 :]
    fresh = Fresh(before, papers_of(papers)[: papers - papers // 10])
    return Pair(lambda: job(*fresh.lists), lambda: by_identifier(fresh.lists), reset=fresh.reset)


DICTIONARY = "a dictionary of identifiers"

ROWS = (
    Row("filter by category and days, first", "a list comprehension", 1.2, first_selection),
    Row("filter by category and days, later", "Polars on a frame", 0.2, later_selection, inner=50),
    *(
        Row(f"get by {form}", "a look-up in a dictionary", goal, partial(finding, form=form), 20)
        for form, goal in {"identifier": 3, "text": 3, "link": 10}.items()
    ),
    Row("get a missing paper, with a default", "get", 2, partial(missing, default=True), 20),
    Row("get a missing paper", "a `KeyError`", 10, partial(missing, default=False), 20),
    Row("merge a list", DICTIONARY, 5, partial(whole, wp.Papers.merge)),
    Row("merge two lists", "two dictionaries", 5, partial(both, wp.Papers.merge)),
    Row("diff", "two dictionaries", 5, partial(both, wp.Papers.diff)),
    Row("overlap", "two dictionaries", 5, partial(both, wp.Papers.overlap)),
    Row(
        "count by category",
        DICTIONARY,
        5,
        partial(whole, lambda papers: papers.count_by("category")),
    ),
    Row("count by week", DICTIONARY, 5, partial(whole, lambda papers: papers.count_by("week"))),
    Row("a set of papers", DICTIONARY, 5, partial(whole, set)),
)
