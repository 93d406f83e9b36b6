from __future__ import annotations

import sys
from typing import Any, get_args

import pytest

import weeklypapers as wp
from support.real_lists import DATA, needs_data
from support.search import FISH, ZOO, matching
from weeklypapers import (
    InvalidValueError,
    Paper,
    Papers,
)
from weeklypapers.searching.index import Engine
from weeklypapers.testing import make_paper


def test_papers_without_a_word() -> None:
    assert Papers([Paper(title="?!")]).search("cat") == []
    assert matching(Papers([Paper(title="?!"), FISH]), "fish") == [FISH]
    assert Papers().search("cat") == []


@pytest.mark.parametrize(
    ("limit", "count"), [(None, 2), (0, 0), (1, 1), (2, 2), (9, 2), (sys.maxsize, 2)]
)
@pytest.mark.parametrize("engine", get_args(Engine))
def test_limit(limit: int | None, count: int, engine: Any) -> None:
    hits = ZOO.search("cat", limit=limit, engine=engine)

    assert hits.papers == ZOO.search("cat", engine=engine).papers[:count]


@pytest.mark.parametrize("limit", [-1, 1.5, "1"])
def test_wrong_limits(limit: int) -> None:
    with pytest.raises(
        InvalidValueError, match=rf"^limit must be a non-negative integer or None.* {limit!r}$"
    ):
        ZOO.search("cat", limit=limit)


def test_an_engine_of_another_name() -> None:
    with pytest.raises(InvalidValueError, match=r"Did you mean 'tantivy'\?$"):
        ZOO.search("cat", engine="tantivi")  # type: ignore[arg-type]


@needs_data
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    hits = papers.search("retrieval augmented generation long context", limit=5)

    assert len(hits) == 5
    assert hits[0].paper.title.startswith("LongRAG: ")


# Related papers


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
