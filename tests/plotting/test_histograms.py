from __future__ import annotations

from datetime import date

from support.charts import submitted
from weeklypapers import (
    Papers,
    PartialDate,
)
from weeklypapers.plotting import histograms
from weeklypapers.plotting.histograms import Bin
from weeklypapers.testing import make_paper


def test_days_from_submission_to_listing() -> None:
    counted = histograms.histogram(Papers([*submitted(0, 1, 1, 6, 400), make_paper("2407.00001")]))

    assert [one.papers for one in counted.bins] == [1, 2, 0, 0, 0, 0, 1]
    assert counted.bins[0] == Bin(first=0, last=0, papers=1)
    assert counted.after == Bin(first=400, last=400, papers=1)
    assert counted.before is None
    assert (counted.median, counted.papers, counted.left_out) == (1, 5, 1)


def test_a_paper_listed_again_counts_from_its_first_listing() -> None:
    (paper,) = submitted(3)
    record = paper.arxiv
    again = make_paper("2406.00000v2", week=date(2024, 8, 4), arxiv=record)

    assert histograms.histogram([again, paper]).median == 3


def test_the_chart_and_the_answer_go_by_the_same_days() -> None:
    (paper,) = submitted(3)
    month = make_paper("2406.00000v2", week=None, listed_date=PartialDate(2024, 5))
    papers = Papers([month, paper, *submitted(0, 5)[1:]])

    counted = histograms.histogram(papers)

    # The month has no lag, and the day is a later listing.
    assert [one.first for one in counted.bins] == [lag.days for lag in papers.lags().known] == [5]
    assert counted.left_out == len(papers.lags().unknown) == 1


def test_long_lags_are_counted_by_weeks() -> None:
    counted = histograms.histogram(submitted(*range(0, 900, 10)))

    assert (counted.before, counted.after) == (None, None)
    assert sum(one.papers for one in counted.bins) == 90
    assert {one.last - one.first + 1 for one in counted.bins} == {28}
    assert len(counted.bins) < 45
