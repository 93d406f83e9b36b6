from __future__ import annotations

import pytest

import weeklypapers as wp
from support.html import page
from weeklypapers import Counts, Paper, Papers
from weeklypapers.testing import make_papers


def test_counts_are_a_table() -> None:
    read = page(wp.sample().count_by("category"))

    assert read.parts["caption"] == ["6 categories"]
    assert read.parts["tr"][:3] == [
        "CategoryPapers",
        "cs.CL Computation and Language66",
        "cs.LG Machine Learning19",
    ]


@pytest.mark.parametrize(
    ("counts", "caption", "rows"),
    [
        (Counts({"a": 2, None: 1}, key="venue"), "1 venue", ["VenuePapers", "a2", "none1"]),
        (Counts({2024: 1200}, key="year"), "1 year", ["YearPapers", "20241,200"]),
        (Counts({True: 1, False: 2}), "2 values", ["ValuePapers", "True1", "False2"]),
        (Counts({"a": 0}, key="arxiv_id"), "1 identifier", ["IdentifierPapers", "a0"]),
        (Counts({"<b>$5 $6": 1}, key="topic"), "1 topic", ["TopicPapers", "<b>$5 $61"]),
    ],
)
def test_the_heading_is_the_key(counts: Counts[object], caption: str, rows: list[str]) -> None:
    read = page(counts)
    assert read.parts["caption"] == [caption]
    assert read.parts["tr"] == rows


def test_no_counts_are_a_line() -> None:
    assert page(Papers().count_by("venue")).parts["p"] == ["0 venues"]
    assert page(Papers().weeks).parts["p"] == ["0 weeks"]


def test_many_values_are_counted() -> None:
    read = page(make_papers(32).count_by("title"))
    assert len(read.parts["tr"]) == 32
    assert read.parts["tfoot"] == ["2 more values not shown"]


def test_long_values_have_a_tooltip() -> None:
    topics = [f"Language > {'Methods and ' * 8}> {end}" for end in ("Parsing", "Tagging")]
    read = page(Papers(Paper(title=topic, topics=[topic]) for topic in topics).count_by("topic"))
    assert [row[-8:] for row in read.parts["tr"][1:]] == ["Parsing1", "Tagging1"]
    assert read.titles == topics


def test_weeks_are_a_table() -> None:
    read = page(wp.sample().weeks)

    assert read.parts["caption"] == ["13 weeks, 2024-06-30 … 2024-04-07"]
    assert read.parts["tr"][:2] == ["Week endingISO weekPapers", "2024-06-302024-W267"]
    assert page(wp.sample().weeks[:1]).parts["caption"] == ["1 week, 2024-06-30"]
