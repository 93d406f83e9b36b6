from __future__ import annotations

import attrs

from support.arxiv import REPORT
from support.html import page
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.testing import make_paper, make_papers


def test_a_report_begins_with_missing_records() -> None:
    rows = page(REPORT).parts["tr"]

    assert rows[1:6] == [
        "1 failed",
        "abcmalformed: no identifier",
        "1 missing",
        "2406.09999arXiv has no such paper",
        "25 found, 20 of them shown",
    ]
    assert len(rows) == 26


def test_a_difference_shows_both_values() -> None:
    before = make_paper(venue="ACL")
    diff = Papers([before]).diff([attrs.evolve(before, venue="EMNLP", abstract=None)])

    read = page(diff)

    assert read.parts["caption"] == ["0 added, 0 removed, 1 changed"]
    assert (read.parts["del"], read.parts["ins"]) == (
        ["The listed abstract of 2406.00001.", "ACL"],
        ["none", "EMNLP"],
    )


ABSTRACT = (
    "cats at the start " + "filler word " * 40 + "then cats and dogs and cats " + "more text " * 40
)


def test_hits_are_marked() -> None:
    paper = make_paper(title="On cats & <b>", abstract=ABSTRACT, listed_authors=["A. Dogs"])
    hits = Papers([paper]).search("cats dogs")

    read = page(hits)

    assert read.parts["mark"] == ["cats", "Dogs", "cats", "dogs", "cats"]
    assert read.parts["a"][0] == "On cats & <b>"
    assert f"{hits[0].score:.2f}" in read.parts["td"]
    snippet = read.parts["div"][-1]
    assert snippet == f"…{snippet.strip('…')}…"
    assert " cats and dogs and cats " in snippet
    assert len(snippet) <= 242
    assert snippet.strip("…") in ABSTRACT


def test_a_short_abstract_is_shown_whole() -> None:
    cats = Papers([Paper(title="Cats", abstract="All cats.")])
    dogs = Papers([Paper(title="Cats", abstract="All dogs.")])

    assert page(cats.search("cats")).parts["div"] == ["All cats."]
    assert page(dogs.search("cats")).parts["div"] == []


def test_many_hits_are_counted() -> None:
    read = page(make_papers(25).search("listed", limit=None))

    assert read.parts["caption"] == ["25 hits"]
    assert read.parts["tfoot"] == ["5 more hits not shown"]
