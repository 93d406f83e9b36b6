from __future__ import annotations

import math
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers import ArxivId, ArxivRecord, Category, Hit, InvalidValueError, Paper, Papers
from weeklypapers.testing.hypothesis import paper_lists

DATA = Path(__file__).parents[2] / "shared" / "data"

CAT_DOG = Paper(title="cat dog")
DOG = Paper(title="dog", abstract="cat bird bird")
FISH = Paper(title="fish")
ZOO = Papers([CAT_DOG, DOG, FISH])


def found(papers: Papers, query: str) -> list[Paper]:
    return [hit.paper for hit in papers.search(query)]


# -- Scores ------------------------------------------------------------------------------------


def test_scores_by_hand() -> None:
    # A word of a title counts three times: the lengths are 6, 3 + 3 and 3, their mean is 5.
    # Two papers of three hold "cat": its weight is ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln 1.6.
    # A text of length 6 has the norm 1.2 * (1 - 0.75 + 0.75 * 6 / 5) = 1.38.
    first, second = ZOO.search("cat")

    assert first.paper == CAT_DOG
    assert first.score == pytest.approx(math.log(1.6) * 3 / (3 + 1.38))
    assert second.paper == DOG
    assert second.score == pytest.approx(math.log(1.6) * 1 / (1 + 1.38))


def test_words_of_the_query_add_up() -> None:
    hits = ZOO.search("bird cat")

    cat = math.log(1.6)
    bird = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert [hit.paper for hit in hits] == [DOG, CAT_DOG]
    assert hits[0].score == pytest.approx(cat * 1 / (1 + 1.38) + bird * 2 / (2 + 1.38))
    assert hits[1].score == pytest.approx(cat * 3 / (3 + 1.38))


def test_a_hit_is_a_paper_and_a_score() -> None:
    (hit,) = ZOO.search("fish")

    assert hit == Hit(paper=FISH, score=hit.score) == Hit(FISH, hit.score)
    assert hit.score > 0


# -- Order -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        (Paper(title="cat a"), Paper(title="b c", abstract="cat d"), "cat"),
        (Paper(title="a", abstract="cat b cat"), Paper(title="a", abstract="cat b c"), "cat"),
        (Paper(title="cat", abstract="a"), Paper(title="cat", abstract="a b c d e"), "cat"),
        (Paper(title="cat dog"), Paper(title="cat cat"), "cat dog"),
    ],
    ids=["title before abstract", "often before once", "short before long", "more words"],
)
def test_better_comes_first(better: Paper, worse: Paper, query: str) -> None:
    assert found(Papers([worse, better, FISH, FISH, FISH]), query) == [better, worse]


def test_a_rare_word_counts_more() -> None:
    often, rare = Paper(title="often a"), Paper(title="rare b")

    assert found(Papers([often, rare, Paper(title="often c")]), "often rare")[0] == rare


def test_equal_ones_keep_their_listed_order() -> None:
    papers = Papers([Paper(title=f"cat {letter}") for letter in "dacb"])

    assert found(papers, "cat") == list(papers)


def test_the_order_of_the_words_does_not_matter() -> None:
    words = ["cat", "dog", "bird", "fish", "other"]

    results = {tuple(ZOO.search(" ".join(query))) for query in permutations(words)}

    assert len(results) == 1


def test_a_word_given_twice_counts_once() -> None:
    assert ZOO.search("cat CAT cat") == ZOO.search("cat")


# -- Words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Long-Context", "long"),
        ("Long-Context", "CONTEXT"),
        ("GPT-4o", "gpt 4o"),
        ("GPT-4o", "gpt-4o"),
        ("Café", "cafe"),
        ("Schrodinger", "Schrödinger"),
        ("ﬁne", "fine"),
        ("$\\mathsf{TC}^0$", "tc"),
        ("a\n  cat\u2028b", "cat"),
        ("漢字", "漢字"),
    ],
)
def test_words_match(text: str, query: str) -> None:
    assert found(Papers([Paper(title=text)]), query) == [Paper(title=text)]
    assert len(Papers([Paper(title="other", abstract=text)]).search(query)) == 1


@pytest.mark.parametrize("query", ["cats", "ca", "at", "dogcat", "zebra"])
def test_words_are_compared_whole(query: str) -> None:
    assert ZOO.search(query) == []


def test_any_word_will_do() -> None:
    assert found(ZOO, "zebra fish") == [FISH]


# -- What is searched --------------------------------------------------------------------------

MAMBA = Paper(title="mamba", abstract="state spaces")


def with_record(paper: Paper, title: str, abstract: str) -> Paper:
    subject = Category(code="cs.LG")
    when = datetime(2024, 5, 1, tzinfo=UTC)
    record = ArxivRecord(
        id=ArxivId("2405.00001v1"),
        title=title,
        authors=[],
        abstract=abstract,
        published=when,
        updated=when,
        primary_category=subject,
        categories=[subject],
    )
    return attrs.evolve(paper, arxiv=record)


@pytest.mark.parametrize("query", ["mamba", "spaces", "corrected", "scans"])
def test_arxivs_words_count_as_well(query: str) -> None:
    paper = with_record(MAMBA, "Mamba, corrected", "Selective scans")

    assert found(Papers([FISH, paper]), query) == [paper]


def test_a_text_told_twice_counts_once() -> None:
    told = with_record(MAMBA, "Mamba.", "State  Spaces!")

    plain, enriched = (Papers([paper, FISH]).search("mamba spaces") for paper in (MAMBA, told))

    assert enriched[0].score == plain[0].score


def test_nothing_else_is_searched() -> None:
    paper = Paper(title="title", listed_authors=["Ada"], extra={"Note": "note"})

    assert Papers([paper]).search("ada note") == []


def test_papers_without_a_word() -> None:
    assert Papers([Paper(title="?!")]).search("cat") == []
    assert found(Papers([Paper(title="?!"), FISH]), "fish") == [FISH]
    assert Papers().search("cat") == []


@settings(max_examples=30)
@given(paper_lists(), st.sampled_from(["a", "link a b c x y z", "0 1 9"]))
def test_scores_are_above_zero_and_fall(papers: Papers, query: str) -> None:
    hits = papers.search(query)

    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert len(hits) <= len(papers)


# -- Arguments ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "count"), [(None, 2), (0, 0), (1, 1), (2, 2), (9, 2)])
def test_limit(limit: int | None, count: int) -> None:
    assert ZOO.search("cat", limit=limit) == ZOO.search("cat")[:count]


@pytest.mark.parametrize("limit", [-1, 1.5, "1"])
def test_wrong_limits(limit: int) -> None:
    with pytest.raises(InvalidValueError, match=rf"^limit must be a number from 0 on.* {limit!r}$"):
        ZOO.search("cat", limit=limit)


@pytest.mark.parametrize("query", ["", "  ", "?!", "$^", None, ["cat"]])
def test_a_query_holds_a_word(query: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^query must be text with a word in it, got "):
        ZOO.search(query)


# -- The real list -----------------------------------------------------------------------------


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the real lists")
def test_the_weekly_table() -> None:
    papers = wp.read(DATA / "weekly-papers.md")

    hits = papers.search("retrieval augmented generation long context", limit=5)

    assert len(hits) == 5
    assert hits[0].paper.title.startswith("LongRAG: ")
