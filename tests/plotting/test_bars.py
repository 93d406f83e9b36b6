from __future__ import annotations

from datetime import datetime

import pytest

from support.charts import SUNDAY, listed, rows
from weeklypapers import (
    Papers,
    PartialDate,
)
from weeklypapers.plotting.bars import plain
from weeklypapers.plotting.counts import Measure, Unit
from weeklypapers.testing import make_paper


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
        "Not drawn: Other (2 categories)",
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

    assert [row["author"] for row in rows(papers.plot.authors())] == ["1<2", "a < b", "x <3"]


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
