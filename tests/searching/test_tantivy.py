from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.missing import remove
from support.real_lists import DATA, needs_data
from support.search import FISH
from weeklypapers import (
    MissingDependencyError,
    Papers,
)
from weeklypapers.testing.hypothesis import paper_lists


@settings(max_examples=30, deadline=None)
@given(
    paper_lists(),
    st.sampled_from(
        [
            "a link",
            "b*",
            '+a -"a b" c',
            "title:a abstract:x",
            '"link a" 漢',
            "+c a",
            '"a b*" "link a l*"',
            "a -title:a-b*",
        ]
    ),
    st.sampled_from([None, {"title": 0.5, "authors": 0}, {"title": 1e6, "abstract": 1e-6}]),
)
def test_engines_give_the_same(papers: Papers, query: str, weights: Any) -> None:
    own = papers.search(query, weights=weights)
    other = papers.search(query, weights=weights, engine="tantivy")

    # Texts of up to 40 words: tantivy stores an approximate length of longer texts.
    assert [hit.score for hit in other] == pytest.approx([hit.score for hit in own], rel=1e-5)
    assert sorted(map(hash, other.papers)) == sorted(map(hash, own.papers))
    first = papers.search(query, limit=1, weights=weights, engine="tantivy")
    assert [hit.score for hit in first] == [hit.score for hit in other[:1]]


def test_an_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, "tantivy")
    with pytest.raises(
        MissingDependencyError, match=r'pip install "weeklypapers\[search\]"$'
    ) as caught:
        Papers([FISH]).search("fish", engine="tantivy")
    assert isinstance(caught.value.__cause__, ImportError)


@needs_data
@pytest.mark.parametrize(
    "query",
    [
        "retrieval augmented generation",
        '"language model" -agent',
        "retriev* +long",
        "abs:attention",
    ],
)
def test_engines_find_the_same_in_the_weekly_table(query: str) -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    own, other = papers.search(query), papers.search(query, engine="tantivy")

    scores = {hit.paper: hit.score for hit in own}
    assert len(own) == len(other) > 3
    assert {hit.paper: hit.score for hit in other} == pytest.approx(scores, rel=0.06)
    assert scores[other[0].paper] == pytest.approx(own[0].score, rel=0.06)
