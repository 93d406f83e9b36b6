from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.search import CAT_DOG, DOG, FISH, ZOO, matching
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.searching import bm25
from weeklypapers.testing.hypothesis import paper_lists


# The titles have 2, 1 and 1 words, on average 4/3, and the abstracts 0, 3 and 0, on average 1.
# Thus the relative lengths are 1 - 0.75 + 0.75 * 2 / (4/3) = 1.375 for the title of `CAT_DOG`, and
# 1 - 0.75 + 0.75 * 3 / 1 = 2.5 for the abstract of `DOG`. The weight of a title is 3.
def rarity_of(containing: int, papers: int = 3) -> float:
    return math.log(1 + (papers - containing + 0.5) / (containing + 0.5))


def saturated(count: float) -> float:
    return count / (1.2 + count)


def test_scores_by_hand() -> None:
    first, second = ZOO.search("cat")

    assert (first.paper, second.paper) == (CAT_DOG, DOG)
    assert first.score == pytest.approx(rarity_of(2) * saturated(3 / 1.375))
    assert second.score == pytest.approx(rarity_of(2) * saturated(1 / 2.5))


def test_the_fields_of_a_paper_add_up_before_they_are_saturated() -> None:
    papers = Papers([Paper(title="cat", abstract="cat"), FISH])

    (hit,) = papers.search("cat")

    assert hit.score == pytest.approx(rarity_of(1, 2) * saturated(3 / 1 + 1 / 1.75))


def test_rarity_counts_papers_with_the_word_in_any_field() -> None:
    papers = Papers([Paper(title="cat", abstract="a dog"), Paper(title="dog", abstract="a cat")])

    scores = {papers.search(f"title:{word}")[0].score for word in ("cat", "dog")}

    assert [*scores] == [pytest.approx(rarity_of(2, 2) * saturated(3))]
    assert papers.search("cat", weights={"abstract": 0})[0].score in scores


def test_words_of_the_query_add_up() -> None:
    (hit,) = ZOO.search("+bird cat").papers.search("bird")
    first, second = ZOO.search("bird fish")

    assert hit.paper == DOG
    assert first.score == pytest.approx(rarity_of(1) * saturated(3 / (0.25 + 0.75 * 3 / 4)))
    assert second.score == pytest.approx(rarity_of(1) * saturated(2 / 2.5))


def test_adjacent_words_count_as_half_a_word_more() -> None:
    apart, adjacent = (
        Papers([Paper(title=title), FISH]).search("cat dog")[0] for title in ("dog cat", "cat dog")
    )

    one = rarity_of(1, 2) * saturated(3 / 1.25)
    assert apart.score == pytest.approx(2 * one)
    assert adjacent.score == pytest.approx(2.5 * one)


@pytest.mark.parametrize("query", ["ca*", '"the ca*"'])
def test_a_prefix_is_as_rare_as_all_its_words_together(query: str) -> None:
    papers = Papers([Paper(title="the cab"), Paper(title="the cat"), FISH, FISH])

    first, second = papers.search(query)

    assert first.score == second.score == pytest.approx(rarity_of(2, 4) * saturated(3 / 1.25))


def test_a_phrase_is_as_rare_as_the_papers_that_have_it() -> None:
    (hit,) = ZOO.search('"bird bird"')

    assert hit.paper == DOG
    assert hit.score == pytest.approx(rarity_of(1) * saturated(1 / 2.5))


def test_related_words_count_less() -> None:
    papers = Papers([Paper(title="quantization"), Paper(title="quantized"), FISH])

    first, second = papers.search("quantized")

    assert first.paper == papers[1]
    assert first.score == pytest.approx(rarity_of(1) * saturated(3))
    assert second.score == pytest.approx(rarity_of(1) * saturated(0.3 * 3))


# Order


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        (Paper(title="cat a"), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", listed_authors=["cat"]), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", abstract="cat b cat"), Paper(title="a", abstract="cat b c"), "cat"),
        (Paper(title="a", abstract="cat b"), Paper(title="a", abstract="cat b c d"), "cat"),
        (Paper(title="cat dog"), Paper(title="cat cat"), "cat dog"),
        (Paper(title="a cat dog"), Paper(title="cat a dog"), "cat dog"),
        (Paper(title="text to video"), Paper(title="video text"), "text-to-video"),
    ],
    ids=[
        "title before abstract",
        "authors before abstract",
        "often before once",
        "short before long",
        "more words",
        "adjacent words",
        "adjacent words with a stop word between them",
    ],
)
def test_better_comes_first(better: Paper, worse: Paper, query: str) -> None:
    assert matching(Papers([worse, better, FISH, FISH, FISH]), query) == [better, worse]


def test_a_rare_word_counts_more() -> None:
    often, rare = Paper(title="often a"), Paper(title="rare b")

    assert matching(Papers([often, rare, Paper(title="often c")]), "often rare")[0] == rare


def test_equal_ones_keep_their_listed_order() -> None:
    papers = Papers([Paper(title=f"cat {letter}") for letter in "dacb"])

    assert matching(papers, "cat") == list(papers)


@settings(max_examples=30)
@given(paper_lists(), st.sampled_from(["a", "link a b c x y z", "0 1 9"]))
def test_scores_are_above_zero_and_fall(papers: Papers, query: str) -> None:
    hits = papers.search(query)

    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len(hits) <= len(papers)


WORDS = ["cat", "dog", "fish", "bird", "cats", "catfish"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
QUERIES = st.lists(st.sampled_from([*WORDS, "+cat", "-dog", "title:bird", "ca*"]), min_size=1)


@given(
    st.lists(st.builds(Paper, title=TEXTS, abstract=st.none() | TEXTS), max_size=12),
    QUERIES.map(" ".join).filter(lambda query: set(query.split()) != {"-dog"}),
    st.integers(0, 12),
)
def test_the_best_are_those_of_all(papers: list[Paper], query: str, limit: int) -> None:
    """A search with a limit adds up the scores of some papers only."""
    best, whole = (Papers(papers).search(query, limit=each) for each in (limit, None))

    assert [(id(hit.paper), hit.score) for hit in best] == [
        (id(hit.paper), hit.score) for hit in whole[:limit]
    ]


@given(st.lists(st.builds(Paper, title=TEXTS), max_size=8), st.lists(QUERIES, max_size=6))
def test_kept_scores_do_not_change_the_result(
    papers: list[Paper], queries: list[list[str]]
) -> None:
    listed = Papers(papers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "_KEPT", 2)
        for words in queries:
            query = f"cat {' '.join(words)}"
            fresh = Papers(papers).search(query, limit=3)
            assert listed.search(query, limit=3) == fresh
