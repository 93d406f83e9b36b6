"""Selections by category and day equal those of a test of each paper."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import Category, Paper, Papers, PartialDate
from weeklypapers.model.paper import listed_days
from weeklypapers.querying.timelines import Days, Timelines

JUNE_30 = date(2024, 6, 30)
CATEGORIES = [Category("cs.CL"), Category("cs.LG"), Category("Prompting")]
DAYS = st.integers(-40, 40).map(lambda days: JUNE_30 + timedelta(days=days))
DATES = st.sampled_from([PartialDate(2024), PartialDate(2024, 6), PartialDate(2024, 7)])
LISTS = st.lists(
    st.builds(
        Paper,
        title=st.sampled_from("abc"),
        week=st.none() | DAYS,
        category=st.none() | st.sampled_from(CATEGORIES),
        listed_date=st.none() | DATES | DAYS,
    )
)
PERIODS = st.lists(
    st.tuples(DAYS, DAYS) | DATES.map(lambda listed: (listed.first, listed.last)), max_size=3
)


def is_within(paper: Paper, period: Days) -> bool:
    days = listed_days(paper)
    return days is not None and period[0] <= days[0] and days[1] <= period[1]


@given(LISTS, st.none() | st.sets(st.sampled_from(CATEGORIES)), st.none() | PERIODS)
def test_selected_papers(
    papers: list[Paper], categories: set[Category] | None, periods: list[Days] | None
) -> None:
    expected = [
        paper
        for paper in papers
        if (categories is None or paper.category in categories)
        and (periods is None or any(is_within(paper, period) for period in periods))
    ]
    timelines = Timelines(papers)
    for _ in range(2):  # from a new index, and from a kept one
        assert list(map(id, timelines.papers(categories, periods))) == list(map(id, expected))


@given(LISTS, st.sampled_from(CATEGORIES), DAYS, DAYS, st.sampled_from([None, 2023, 2024]))
def test_several_conditions(
    papers: list[Paper], category: Category, first: date, last: date, year: int | None
) -> None:
    first, last = min(first, last), max(first, last)
    listed = Papers([Paper(title="x", category=category), *papers])
    expected = [
        paper
        for paper in papers
        if paper.category == category
        and paper.title != "a"
        and is_within(paper, (first, last))
        and (year is None or is_within(paper, (date(year, 1, 1), date(year, 12, 31))))
    ]
    selected = listed.filter(
        lambda paper: paper.title != "a", category=category, since=first, until=last, year=year
    )
    assert list(selected) == expected


def test_alternative_periods_are_intersected() -> None:
    months = [
        Paper(title=f"{month}", listed_date=PartialDate(2024, month)) for month in range(1, 13)
    ]
    selected = Papers(months).filter(
        month=["2024-02", "2024-03", "2024-02", "2023-03"], year=[2023, 2024], since="2024-03"
    )
    assert [paper.title for paper in selected] == ["3"]
