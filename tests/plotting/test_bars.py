from __future__ import annotations

from datetime import datetime, timedelta

import attrs
import pytest
from hypothesis import given

from support.charts import SUNDAY, listed, rows
from weeklypapers import (
    InvalidValueError,
    Papers,
    PartialDate,
)
from weeklypapers.plotting.bars import plain
from weeklypapers.plotting.counts import Measure
from weeklypapers.plotting.periods import Unit
from weeklypapers.testing import make_paper
from weeklypapers.testing.hypothesis import paper_lists


def test_the_segments_of_a_bar_are_stacked() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"))

    assert [(row["group"], row["low"], row["papers"]) for row in rows(papers.plot.weeks())] == [
        ("Machine Learning (cs.LG)", 0, 2),
        ("Computation and Language (cs.CL)", 2, 1),
    ]


def test_a_bar_is_around_its_day_in_every_time_zone() -> None:
    (row,) = rows(listed((SUNDAY, "cs.CL")).plot.weeks())

    start, end = map(datetime.fromisoformat, (row["start"], row["end"]))
    assert start + (end - start) / 2 == datetime(2024, 6, 30, 12)  # noqa: DTZ001 - the browser's
    assert row["name"] == "30 June 2024"


def test_shares_are_of_all_papers_of_the_time() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"), (SUNDAY, "cs.LG"), (SUNDAY, "cs.AI"))

    chart = papers.plot.categories(top=1, measure="share")

    assert [(row["papers"], row["share"]) for row in rows(chart)] == [(2, 0.5)]
    assert chart.to_dict()["title"]["subtitle"] == [
        "4 papers in 1 week, 30 June 2024",
        "Not drawn: Other (2 categories): 2 papers",
    ]


@pytest.mark.parametrize(
    ("every", "dates", "gap"),
    [
        ("month", ["2023-11", "2024-02"], ["2 of 4 months have no paper"]),
        ("year", ["2021", "2023", "2024-05"], ["1 of 4 years has no paper"]),
        ("week", ["2024-06-02", "2024-06-05", "2024-06-17"], ["1 of 4 weeks has no paper"]),
        ("month", ["2023-12", "2024-01"], []),
    ],
)
def test_a_time_without_papers_has_no_share(every: Unit, dates: list[str], gap: list[str]) -> None:
    papers = Papers(
        make_paper(f"2406.{at:05}", week=None, listed_date=PartialDate.parse(day))
        for at, day in enumerate(dates)
    )

    def subtitle(measure: Measure) -> list[str]:
        chart = papers.plot.categories(every=every, measure=measure).to_dict()
        return list(chart["title"]["subtitle"][1:])

    assert subtitle("share") == gap
    assert subtitle("count") == []


def test_a_less_than_sign_is_kept() -> None:
    papers = Papers([make_paper(listed_authors=["a < b", "1<2", "x <3"])])

    assert [row["group"] for row in rows(papers.plot.authors())] == ["1<2", "a < b", "x <3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a\n\tb ", "a b"),
        ("</script>", "\u2039/script>"),
        ("<!--", "\u2039!--"),
        ("a < b", "a < b"),
        ("a\x01\uffff", "a\ufffd\ufffd"),
    ],
)
def test_plain_text_is_safe_in_a_script(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_papers_so_far() -> None:
    before = SUNDAY - timedelta(days=21)
    papers = listed((SUNDAY, "cs.LG"), (before, "cs.CL"), (before, "cs.LG"))
    again = Papers([*papers, attrs.evolve(papers[1], week=SUNDAY)])

    chart = again.plot.cumulative()

    assert [(row["name"], row["group"], row["low"], row["high"]) for row in rows(chart)] == [
        ("9 June 2024", "Machine Learning (cs.LG)", 0, 1),
        ("9 June 2024", "Computation and Language (cs.CL)", 1, 2),
        ("30 June 2024", "Machine Learning (cs.LG)", 0, 2),
        ("30 June 2024", "Computation and Language (cs.CL)", 2, 3),
    ]
    ends = [(row["start"][:10], row["end"][:10]) for row in rows(chart)[::2]]
    assert ends == [("2024-06-03", "2024-06-24"), ("2024-06-24", "2024-07-01")]
    assert chart.to_dict()["title"]["subtitle"] == [
        "3 papers in 2 weeks, 9 June 2024 to 30 June 2024"
    ]


def test_the_subtitle_counts_the_bars() -> None:
    papers = listed((SUNDAY, "cs.LG"), (SUNDAY, "cs.CL"))
    again = Papers([*papers, attrs.evolve(papers[0], week=SUNDAY - timedelta(days=7))])

    chart = again.plot.weeks()

    assert sum(row["papers"] for row in rows(chart)) == 3
    assert chart.to_dict()["title"]["subtitle"] == [
        "3 listings of 2 papers in 2 weeks, 23 June 2024 to 30 June 2024"
    ]


def test_the_rest_has_its_size() -> None:
    papers = listed(*[(SUNDAY, code) for code in ("cs.LG", "cs.LG", "cs.CL", "cs.AI", None)])

    assert [row["group"] for row in rows(papers.plot.weeks(top=1))] == [
        "Machine Learning (cs.LG)",
        "Other (2 categories): 2 papers",
        "No category: 1 paper",
    ]


@given(paper_lists())
def test_the_subtitle_of_each_list_counts_the_bars(papers: Papers) -> None:
    try:
        chart = papers.plot.weeks()
    except InvalidValueError:
        return
    number = chart.to_dict()["title"]["subtitle"][0].partition(" ")[0]
    assert int(number.replace(",", "")) == sum(row["papers"] for row in rows(chart))
