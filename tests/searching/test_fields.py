from __future__ import annotations

from typing import Any

import attrs
import pytest

from support.search import AGENTS, FISH, SHELF, ZOO, matching
from weeklypapers import (
    InvalidValueError,
    Paper,
    Papers,
)
from weeklypapers.testing import make_paper, make_record

MAMBA = Paper(title="mamba", abstract="state spaces")


@pytest.mark.parametrize("query", ["mamba", "spaces", "corrected", "scans"])
def test_arxivs_words_count_as_well(query: str) -> None:
    record = make_record(title="Mamba, corrected", abstract="Selective scans")
    paper = attrs.evolve(MAMBA, arxiv=record)

    assert matching(Papers([FISH, paper]), query) == [paper]


def test_equal_versions_of_a_text_count_once() -> None:
    record = make_record(title="Mamba.", abstract="State  Spaces!")
    told = attrs.evolve(MAMBA, arxiv=record)

    plain, enriched = (Papers([paper, FISH]).search("mamba spaces") for paper in (MAMBA, told))

    assert enriched[0].score == plain[0].score


def test_nothing_else_is_searched() -> None:
    paper = Paper(title="title", venue="ACL", comment="long", extra={"Note": "note"})

    assert Papers([paper]).search("acl long note") == []


def test_names_are_not_stemmed() -> None:
    papers = Papers([Paper(title="a", listed_authors=["Grace Ho", "Ada Fox"])])

    assert matching(papers, "ho fox")
    assert papers.search("hos") == papers.search("author:hos") == []


def test_a_phrase_does_not_cross_texts() -> None:
    paper = make_paper(title="long", arxiv=make_record(title="context"))

    assert Papers([paper]).search('"long context"') == []


def test_weights() -> None:
    papers = Papers(
        [Paper(title="cat"), Paper(title="a", abstract="cat"), Paper(title="b", abstract="cat")]
    )

    assert papers.search("cat")[0].paper == papers[0]
    assert papers.search("cat", weights={"abstract": 9})[0].paper == papers[1]
    assert matching(papers.search("cat").papers, "cat") == list(papers)
    assert papers.search("cat", weights={"abstract": 0}).papers == papers[:1]
    assert papers.search("title:cat", weights={"title": 0}) == []
    some = SHELF.search("long -author:lovelace", weights={"authors": 0})
    assert some.papers == Papers([AGENTS])


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"titel": 1}, r"^a field of weights can't be 'titel'. Did you mean 'title'\?$"),
        ({"title": -1}, r"^the weight of 'title' must be 0 or from 0.000001 to 1,000,000, got -1$"),
        ({"title": float("nan")}, r"got nan$"),
        ({"title": "3"}, r"got '3'$"),
        ({"title": 1e40}, r"got 1e\+40$"),
        ({"title": 1e-40}, r"got 1e-40$"),
        ({"title": 10**400}, r"got 10000.*…$"),
        (
            {"title": 0, "abstract": 0, "authors": 0},
            r"^weights must be positive for ",
        ),
        (["title"], r"^weights must be a mapping of field to number, got \['title'\]$"),
    ],
)
def test_wrong_weights(weights: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        ZOO.search("cat", weights=weights)
