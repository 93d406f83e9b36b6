"""Full-text search."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from functools import cache, partial

import bm25s

import weeklypapers as wp
from speed_rows.lists import papers_of
from speed_rows.measuring import Pair, Row, lazily

__all__ = ["ROWS"]

QUERIES = 20  # in one task
LIMIT = 10
_FREQUENT = 50  # words that take the part of stop words, which are half of an English text


@cache
def queries(papers: int) -> list[str]:
    """Return queries: three words of a title that aren't among the most frequent ones."""
    listed = papers_of(papers)
    counts = Counter(word for paper in listed for word in paper.title.lower().split())
    frequent = {word for word, _ in counts.most_common(_FREQUENT)}
    rng = random.Random(1)  # noqa: S311 - the same queries in every run
    titles = ([*set(rng.choice(listed).title.lower().split()) - frequent] for _ in range(1000))
    return [" ".join(sorted(words)[:3]) for words in titles if len(words) > 2]


def texts_of(papers: Iterable[wp.Paper]) -> list[str]:
    return [f"{paper.title} {paper.abstract}" for paper in papers]


def indexed(papers: Iterable[wp.Paper]) -> bm25s.BM25:
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts_of(papers), show_progress=False), show_progress=False)
    return index


def retrieve(index: bm25s.BM25, asked: Iterable[str]) -> None:
    for query in asked:
        index.retrieve(bm25s.tokenize(query, show_progress=False), k=LIMIT, show_progress=False)


def search(papers: wp.Papers, asked: Iterable[str]) -> None:
    for query in asked:
        papers.search(query, limit=LIMIT)


def first(papers: int) -> Pair:
    listed, asked = papers_of(papers), queries(papers)[:1]
    return Pair(lambda: search(wp.Papers(listed), asked), lambda: retrieve(indexed(listed), asked))


def again(papers: int) -> Pair:
    listed, asked = papers_of(papers), queries(papers)[:QUERIES]
    theirs = lazily(lambda: partial(retrieve, indexed(listed), asked))
    return Pair(partial(search, listed, asked), theirs)


def others(papers: int) -> Pair:
    """Search for words that were not searched before in an index."""
    listed = papers_of(papers)
    asked = queries(papers)
    search(listed, asked[: 2 * QUERIES])
    parts = iter(range(2 * QUERIES, len(asked), QUERIES))
    part: list[str] = []

    def reset() -> None:
        start = next(parts)
        part[:] = asked[start : start + QUERIES]

    theirs = lazily(lambda: partial(retrieve, indexed(listed), part))
    return Pair(partial(search, listed, part), theirs, reset=reset)


ROWS = (
    Row("search: index and first query", "bm25s", 0.25, first),
    Row("search again", "bm25s", 1, again),
    Row("search for other words", "bm25s", 1, others),
)
