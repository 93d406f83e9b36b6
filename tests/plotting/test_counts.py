from __future__ import annotations

from datetime import date, timedelta

import pytest

from support.charts import SUNDAY, listed, submitted
from weeklypapers import (
    Paper,
    Papers,
    PartialDate,
)
from weeklypapers.plotting import counts
from weeklypapers.plotting.counts import Bin, Unit
from weeklypapers.testing import make_paper, make_record


def test_papers_are_counted_by_week_and_category() -> None:
    before = SUNDAY - timedelta(days=7)
    papers = listed((SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (before, "stat.ML"), (before, "cs.CL"))
    twice = Papers([*papers, papers[0], make_paper("2405.00001", week=None)])

    table = counts.tally(twice, by=None, unit="week", top=1)

    language, rest = "Computation and Language (cs.CL)", "Other (2 categories)"
    assert table.by == "category"
    assert table.names == (language, rest)
    assert table.days == (before, SUNDAY)
    assert table.counts == {
        (before, language): 1,
        (before, rest): 1,
        (SUNDAY, language): 1,
        (SUNDAY, rest): 1,
    }
    assert (table.papers, table.left_out) == (4, 1)


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("2024-06-24", "week", date(2024, 6, 30)),
        ("2024-06-30", "week", date(2024, 6, 30)),
        ("2024-07-01", "week", date(2024, 7, 7)),
        ("2024-06", "month", date(2024, 6, 1)),
        ("2024", "year", date(2024, 1, 1)),
    ],
)
def test_listed_dates_replace_missing_weeks(written: str, unit: Unit, expected: date) -> None:
    papers = listed((None, "cs.CL"), listed_date=PartialDate.parse(written))

    assert counts.tally(papers, by=None, unit=unit, top=1).days == (expected,)


def test_papers_without_a_group_come_last() -> None:
    papers = listed((SUNDAY, None), (SUNDAY, None), (SUNDAY, "cs.CL"))

    names = counts.tally(papers, by="category", unit="week", top=3).names

    assert names == ("Computation and Language (cs.CL)", "No category")


def test_arxivs_category_replaces_a_missing_one() -> None:
    papers = Papers([make_paper(category=None, arxiv=make_record())])

    assert counts.tally(papers, by=None, unit="week", top=1).names == (
        "Computation and Language (cs.CL)",
    )


def test_topics_go_by_the_end_of_their_path_if_that_is_enough() -> None:
    topics = ["A > Code", "A > Data", "B > Data"]
    papers = Papers([make_paper(f"2406.0000{at}", topics=[t]) for at, t in enumerate(topics)])

    names = counts.tally(papers, by="topic", unit="week", top=3).names

    assert names == ("Code", "A > Data", "B > Data")


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2024-06-30", "2024-04-07"], "week"),
        (["2024-06-30", "2023-04-07"], "month"),
        (["2024-06-30", "2024-05"], "month"),
        (["2024-06-30", "2014-04-07"], "year"),
        (["2024-06-30", "2024"], "year"),
    ],
)
def test_the_time_span_of_a_bar(dates: list[str], unit: str) -> None:
    papers = Papers(Paper(title=one, listed_date=PartialDate.parse(one)) for one in dates)

    assert counts.fitting_unit(papers) == unit


def test_authors_are_counted_once_a_paper() -> None:
    names = [["Ada", "Émilie"], ["Émilie", "Emilie "], ["Zoë"], ["ADA"]]
    papers = Papers(
        make_paper(f"2406.0000{at}", listed_authors=listed) for at, listed in enumerate(names)
    )

    counted = counts.authors(Papers([*papers, papers[0], Paper(title="No one's")]), top=2)

    assert counted.counts == (("Ada", 2), ("Émilie", 2))
    assert (counted.authors, counted.papers, counted.tied, counted.left_out) == (3, 4, 0, 1)
    assert counted.incomplete == 0
    assert counts.authors(papers, top=1).tied == 1


def test_days_from_submission_to_listing() -> None:
    counted = counts.histogram(Papers([*submitted(0, 1, 1, 6, 400), make_paper("2407.00001")]))

    assert [one.papers for one in counted.bins] == [1, 2, 0, 0, 0, 0, 1]
    assert counted.bins[0] == Bin(first=0, last=0, papers=1)
    assert counted.after == Bin(first=400, last=400, papers=1)
    assert counted.before is None
    assert (counted.median, counted.papers, counted.left_out) == (1, 5, 1)


def test_a_paper_listed_again_counts_from_its_first_listing() -> None:
    (paper,) = submitted(3)
    record = paper.arxiv
    again = make_paper("2406.00000v2", week=date(2024, 8, 4), arxiv=record)

    assert counts.histogram([again, paper]).median == 3


def test_the_chart_and_the_answer_go_by_the_same_days() -> None:
    (paper,) = submitted(3)
    month = make_paper("2406.00000v2", week=None, listed_date=PartialDate(2024, 5))
    papers = Papers([month, paper, *submitted(0, 5)[1:]])

    counted = counts.histogram(papers)

    # The month has no lag, and the day is a later listing.
    assert [one.first for one in counted.bins] == [lag.days for lag in papers.lags().known] == [5]
    assert counted.left_out == len(papers.lags().unknown) == 1


def test_long_lags_are_counted_by_weeks() -> None:
    counted = counts.histogram(submitted(*range(0, 900, 10)))

    assert (counted.before, counted.after) == (None, None)
    assert sum(one.papers for one in counted.bins) == 90
    assert {one.last - one.first + 1 for one in counted.bins} == {28}
    assert len(counted.bins) < 45


def test_groups_of_the_same_size_are_in_listed_order() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"))

    names = counts.tally([*papers, papers[0]], by="category", unit="week", top=2).names

    assert names == ("Machine Learning (cs.LG)", "Computation and Language (cs.CL)")


def test_a_paper_counts_once_a_week_in_the_group_of_its_first_entry() -> None:
    first = make_paper(week=SUNDAY, topics=["A"])
    again = make_paper(week=SUNDAY, topics=["B"])
    other_week = make_paper(week=SUNDAY - timedelta(days=7), topics=["B"])

    tally = counts.tally([first, again, other_week], by="topic", unit="week", top=2)

    assert tally.counts == {(SUNDAY, "A"): 1, (SUNDAY - timedelta(days=7), "B"): 1}
    assert tally.papers == 1
