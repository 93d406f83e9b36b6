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
from weeklypapers.testing.hypothesis import paper_lists

# The titles have 2, 1 and 1 words, on average 4/3, and the abstracts 0, 3 and 0, on average 1.
# Thus the norms are 1.2 * (1 - 0.75 + 0.75 * 2 / (4/3)) = 1.65 for the title of `CAT_DOG`, and
# 1.2 * (1 - 0.75 + 0.75 * 3 / 1) = 3 for the abstract of `DOG`.
# In each field, one of three papers has the word: its rarity is ln(1 + (3 - 1 + 0.5) / (1 + 0.5)).
ONE_OF_THREE = math.log(1 + 2.5 / 1.5)


def test_scores_by_hand() -> None:
    first, second = ZOO.search("cat")

    assert (first.paper, second.paper) == (CAT_DOG, DOG)
    assert first.score == pytest.approx(3 * ONE_OF_THREE * 1 / (1 + 1.65))
    assert second.score == pytest.approx(ONE_OF_THREE * 1 / (1 + 3))


def test_words_of_the_query_add_up() -> None:
    first, second = ZOO.search("bird cat")

    assert first.score == pytest.approx(3 * ONE_OF_THREE * 1 / (1 + 1.65))
    assert second.score == pytest.approx(ONE_OF_THREE * (1 / (1 + 3) + 2 / (2 + 3)))


def test_a_prefix_is_as_rare_as_all_its_words_together() -> None:
    papers = Papers([Paper(title="cab"), Paper(title="cat"), FISH, FISH])

    first, second = papers.search("ca*")

    assert first.score == second.score == pytest.approx(3 * math.log(1 + 2.5 / 2.5) / (1 + 1.2))


def test_a_phrase_with_a_prefix_counts_as_its_words_do_together() -> None:
    papers = Papers([Paper(title="the cab"), Paper(title="the cat"), FISH, FISH])

    first, second = papers.search('"the ca*"')

    assert first.score == second.score == pytest.approx(3 * 2 * math.log(1 + 2.5 / 2.5) / (1 + 1.5))


def test_a_phrase_counts_as_its_words_do_together() -> None:
    (hit,) = ZOO.search('"bird bird"')

    assert hit.paper == DOG
    assert hit.score == pytest.approx(2 * ONE_OF_THREE * 1 / (1 + 3))


# Order


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        (Paper(title="cat a"), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", listed_authors=["cat"]), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", abstract="cat b cat"), Paper(title="a", abstract="cat b c"), "cat"),
        (Paper(title="a", abstract="cat b"), Paper(title="a", abstract="cat b c d"), "cat"),
        (Paper(title="cat dog"), Paper(title="cat cat"), "cat dog"),
    ],
    ids=[
        "title before abstract",
        "authors before abstract",
        "often before once",
        "short before long",
        "more words",
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
