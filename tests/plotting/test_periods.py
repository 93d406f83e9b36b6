from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import Paper, Papers, PartialDate
from weeklypapers.plotting import counts, periods
from weeklypapers.plotting.periods import UNITS, Unit


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("2024-06-24", "week", date(2024, 6, 30)),
        ("2024-06-30", "week", date(2024, 6, 30)),
        ("2024-07-01", "week", date(2024, 7, 7)),
        ("2024-06", "week", None),
        ("2024-06", "month", date(2024, 6, 1)),
        ("2024-06", "quarter", date(2024, 4, 1)),
        ("2024-06-30", "quarter", date(2024, 4, 1)),
        ("2024-12", "quarter", date(2024, 10, 1)),
        ("2024", "month", None),
        ("2024", "quarter", None),
        ("2024", "year", date(2024, 1, 1)),
        ("0009-01-01", "year", None),
        ("9999-12-31", "week", None),
    ],
)
def test_a_date_belongs_to_a_time(written: str, unit: Unit, expected: date | None) -> None:
    paper = Paper(title="One", listed_date=PartialDate.parse(written))
    assert periods.representative(paper, unit) == expected


def test_the_listed_week_is_decisive() -> None:
    paper = Paper(title="One", week=date(2024, 7, 3), listed_date=PartialDate(2024, 6, 30))
    days = [periods.representative(paper, unit) for unit in UNITS]
    assert days == [date(2024, 7, 3), date(2024, 7, 1), date(2024, 7, 1), date(2024, 1, 1)]


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("week", "3 November 2024"),
        ("month", "November 2024"),
        ("quarter", "Q4 2024"),
        ("year", "2024"),
    ],
)
def test_names(unit: Unit, name: str) -> None:
    assert periods.name(unit, date(2024, 11, 3)) == name


@given(st.dates(date(1000, 1, 1), date(8999, 1, 1)), st.sampled_from(UNITS))
def test_the_next_time_has_the_next_number(day: date, unit: Unit) -> None:
    paper = Paper(title="One", listed_date=PartialDate.of(day))
    start = periods.representative(paper, unit)
    assert start is not None
    following = periods.following(unit, start)
    assert following > start
    assert periods.number(unit, following) == periods.number(unit, start) + 1


def of_days(*days: str) -> Papers:
    return Papers(Paper(title=day, listed_date=PartialDate.parse(day)) for day in days)


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2024-06-30", "2024-04-07"], "week"),
        (["2024-06-30", "2023-04-07"], "month"),
        (["2024-06-30", "2024-05"], "month"),
        (["2024-06-30", "2014-04-07"], "quarter"),
        (["2024-06-30", "1924-04-07"], "year"),
        (["2024-06-30", "2024"], "year"),
        (["2024-06-30"] * 9 + ["2024-05"], "week"),
    ],
)
def test_the_time_span_of_a_share(dates: list[str], unit: str) -> None:
    assert counts.fitting_unit(of_days(*dates), "share") == unit


@pytest.mark.parametrize(
    ("weeks", "unit"),
    [
        (160, "week"),
        (161, "month"),
        (630, "month"),
        (640, "quarter"),
        (2040, "quarter"),
        (2055, "year"),
    ],
)
def test_bars_are_at_least_four_pixels_wide(weeks: int, unit: str) -> None:
    first = date(1970, 1, 4)
    days = [str(first + timedelta(weeks=number)) for number in range(weeks)]
    chart = of_days(*days).plot.weeks()

    assert chart.to_dict()["title"]["text"] == f"Papers per {unit}"
    bars = [
        (datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"]))
        for row in chart.data.values
    ]
    pixel = (bars[-1][1] - bars[0][0]) / chart.width
    assert min(end - start for start, end in bars) >= 4 * pixel


def test_a_list_without_dates_has_some_unit() -> None:
    assert counts.fitting_unit([Paper(title="One")], "count") == "year"
