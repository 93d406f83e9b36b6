"""Generated lists of papers with varied text."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import attrs

import weeklypapers as wp

__all__ = ["LISTS", "Fresh", "Generator", "clear", "papers_of", "weekly_text"]

# So many that few words happen to be two other words, as in English.
_SYLLABLES = [
    f"{first}{vowel}{last}"
    for first in ("", "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "v")
    for vowel in "aeiou"
    for last in ("", "n", "r")
]
_CATEGORIES = ("cs.AI", "cs.CL", "cs.CV", "cs.IR", "cs.LG", "cs.RO", "stat.ML")
_FIRST_WEEK = date(2023, 1, 1)
_SUBMITTED = datetime(2023, 1, 1, tzinfo=UTC)


@cache
def papers_of(count: int) -> wp.Papers:
    """Return papers of many weeks, each with a title, a category, an abstract and a link."""
    rng = random.Random(0)  # noqa: S311 - the same papers in every run
    words = _words(rng, 5000, 4)
    weights = _zipf(words)
    per_month = max(1, count // 36)
    papers: list[wp.Paper] = []
    for index in range(count):
        month, number = divmod(index, per_month)
        arxiv_id = f"{23 + month // 12 % 77:02}{month % 12 + 1:02}.{number % 99999 + 1:05}"
        kind = "pdf" if index % 3 else "abs"
        papers.append(
            wp.Paper(
                title=" ".join(rng.choices(words, cum_weights=weights, k=10)).capitalize(),
                week=_FIRST_WEEK + timedelta(weeks=index * 156 // count),
                category=rng.choice(_CATEGORIES),
                abstract=" ".join(rng.choices(words, cum_weights=weights, k=rng.randint(120, 220))),
                links=wp.Link(f"https://arxiv.org/{kind}/{arxiv_id}", label="link"),
            )
        )
    return wp.Papers(papers)


@cache
def enriched_of(count: int) -> wp.Papers:
    """Return the papers of `papers_of` with a record of arXiv for each."""
    rng = random.Random(1)  # noqa: S311 - the same papers in every run
    given, family = (_words(rng, count, 3) for count in (500, 5000))
    names = [
        f"{first.capitalize()} {last.capitalize()}"
        for first, last in zip(
            rng.choices(given, cum_weights=_zipf(given), k=5 * count),
            rng.choices(family, cum_weights=_zipf(family), k=5 * count),
            strict=True,
        )
    ]

    def enriched(index: int, paper: wp.Paper) -> wp.Paper:
        published = _SUBMITTED + timedelta(hours=index)
        record = wp.ArxivRecord(
            id=wp.ArxivId(paper.links[0].url, version=rng.randint(1, 3)),
            title=paper.title,
            authors=rng.choices(names, k=rng.randint(1, 8)),
            abstract=paper.abstract or "",
            published=published,
            updated=published + timedelta(days=rng.randint(0, 90)),
            primary_category=paper.category or "cs.LG",
            categories=["cs.LG", "stat.ML"],
            comment=f"{rng.randint(8, 40)} pages",
        )
        return attrs.evolve(paper, abstract=None, arxiv=record)

    return wp.Papers([enriched(index, paper) for index, paper in enumerate(papers_of(count))])


def _words(rng: random.Random, count: int, longest: int) -> list[str]:
    """Return made-up words of up to a number of syllables."""
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, longest))) for _ in range(count)]


def _zipf(words: Sequence[str]) -> list[float]:
    """Return the sums of the weights of words, the most frequent of which come first (Zipf)."""
    return list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


class Generator(NamedTuple):
    """A kind of list to measure with, and the words that name it in a row."""

    name: str
    papers: Callable[[int], wp.Papers]


LISTS = (Generator("", papers_of), Generator(", enriched", enriched_of))


class Fresh:
    """Copies of lists that nothing was asked before: without indexes, hashes and other caches.

    Attributes:
        lists: The copies.
    """

    def __init__(self, *lists: wp.Papers) -> None:
        self._data = pickle.dumps(lists)
        self.reset()

    def reset(self) -> None:
        """Copy the lists again."""
        self.lists: tuple[wp.Papers, ...] = pickle.loads(self._data)  # noqa: S301 - own data


@cache
def weekly_text(count: int, *, pad: bool = False) -> str:
    """Return the weekly table of such papers."""
    return papers_of(count).to_markdown(pad=pad)


def clear() -> None:
    """Forget all lists, which need much memory if they are long."""
    for function in (papers_of, enriched_of, weekly_text):
        function.cache_clear()
