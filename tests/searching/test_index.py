from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Iterable

import pytest

import weeklypapers as wp
from support.real_lists import DATA, needs_data, path_of
from support.search import FISH, ZOO, matching
from weeklypapers import (
    InvalidValueError,
    Paper,
    Papers,
)
from weeklypapers.testing import make_paper

QUERIES = DATA.parent / "search" / "queries.json"


def test_papers_without_a_word() -> None:
    assert Papers([Paper(title="?!")]).search("cat") == []
    assert matching(Papers([Paper(title="?!"), FISH]), "fish") == [FISH]
    assert Papers().search("cat") == []


@pytest.mark.parametrize(
    ("limit", "count"), [(None, 2), (0, 0), (1, 1), (2, 2), (9, 2), (sys.maxsize, 2)]
)
def test_limit(limit: int | None, count: int) -> None:
    hits = ZOO.search("cat", limit=limit)

    assert hits.papers == ZOO.search("cat").papers[:count]


@pytest.mark.parametrize("limit", [-1, 1.5, "1"])
def test_wrong_limits(limit: int) -> None:
    with pytest.raises(
        InvalidValueError, match=rf"^limit must be a non-negative integer or None.* {limit!r}$"
    ):
        ZOO.search("cat", limit=limit)


@needs_data
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    hits = papers.search("retrieval augmented generation long context", limit=5)

    assert len(hits) == 5
    assert hits[0].paper.title.startswith("LongRAG: ")


@pytest.mark.skipif(not QUERIES.exists(), reason="needs the judged queries")
def test_judged_queries() -> None:
    """The first five hits are good, as measured by nDCG (Järvelin and Kekäläinen, 2002)."""
    papers = wp.read(path_of("ml-papers-of-the-week.md"))
    positions = {id(paper): position for position, paper in enumerate(papers)}
    gains = []
    for judged in json.loads(QUERIES.read_text(encoding="utf-8")):
        relevant = set(judged["relevant"])
        hits = papers.search(judged["query"], limit=5)
        ranks = [rank for rank, hit in enumerate(hits) if positions[id(hit.paper)] in relevant]
        gains.append(discounted(ranks) / discounted(range(min(5, len(relevant)))))

    assert statistics.mean(gains) > 0.8


def discounted(ranks: Iterable[int]) -> float:
    return sum(1 / math.log2(rank + 2) for rank in ranks)


# Related papers


def test_related_papers_share_more_than_stop_words() -> None:
    asked = make_paper(title="How to do it with a cat", abstract="It was there for them with that")
    other = Paper(title="How to do it with a dog", abstract="It was there for them with that")
    papers = Papers([asked, other, Paper(title="Cats"), FISH])

    assert papers.related(asked).papers == Papers([papers[2]])


def test_related_papers_are_returned_once() -> None:
    asked, again = (make_paper(title=title) for title in ("Fish swim", "Fish"))
    long, short = (make_paper("2406.00002", title=f"Fish swim{more}") for more in (" a b", ""))
    other = make_paper("2406.00003", title="Fish walk a b")
    papers = Papers([long, asked, other, short, long, again, FISH, other])

    hits = papers.related(asked)

    assert hits.papers == Papers([short, other, FISH])
    assert [papers.related(asked, limit=limit) for limit in range(4)] == [
        hits[:limit] for limit in range(4)
    ]
