from __future__ import annotations

import copy
import datetime
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.model.dates import (
    PartialDate,
    end_of_week,
    in_words,
    iso_day,
    iso_time,
    iso_week,
    parse_period,
    parse_week,
    to_utc,
)
from weeklypapers.model.errors import InvalidValueError

DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-12", (2023, 12, 1), (2023, 12, 31)),
        ("2024-06-30", (2024, 6, 30), (2024, 6, 30)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
        ("0001", (1, 1, 1), (1, 12, 31)),
    ],
)
def test_partial_date(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    date = PartialDate.parse(text)

    assert (date.first, date.last) == (datetime.date(*first), datetime.date(*last))
    assert str(date) == date.isoformat() == text
    assert date.date == (date.first if len(text) == 10 else None)
    assert pickle.loads(pickle.dumps(date)) == copy.deepcopy(date) == date  # noqa: S301 - our own
    assert not hasattr(date, "__dict__")
    assert repr(date) == f"PartialDate.parse('{text}')"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-6",
        "2024-13",
        "2024-00",
        "2024-02-30",
        "2024-06-00",
        "0000",
        "2024-06-30 ",
        "20240630",
        "2024-W26",
        "\uff12\uff10\uff12\uff14",
        "2024-06-30T00:00",
    ],
)
def test_other_texts_are_not_partial_dates(text: str) -> None:
    with pytest.raises(InvalidValueError):
        PartialDate.parse(text)


def test_the_message_shows_the_accepted_forms_and_the_text() -> None:
    with pytest.raises(InvalidValueError, match=r"^expected 2024, 2024-06 or 2024-06-30, got 'x'$"):
        PartialDate.parse("x")


def test_partial_date_is_checked() -> None:
    with pytest.raises(InvalidValueError, match=r"day 3 needs a month$"):
        PartialDate(2024, None, 3)
    with pytest.raises(InvalidValueError, match="13"):
        PartialDate(2024, 13)
    with pytest.raises(InvalidValueError, match=r"positive integers, got \(2024, '6'"):
        PartialDate(2024, "6")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="positive integers"):
        PartialDate(2024, month=True)
    with pytest.raises(InvalidValueError):
        PartialDate(2024, 0, 1)
    with pytest.raises(InvalidValueError):
        PartialDate.parse(2024)  # type: ignore[arg-type]


def test_order_of_partial_dates() -> None:
    texts = ["2023", "2024-01-01", "2024-01", "2024", "2024-01-02", "2024-02", "2024-12-31", "2025"]
    dates = [PartialDate.parse(text) for text in texts]

    assert sorted([*dates[4:], *dates[:4]]) == dates
    assert dates[0] < dates[1] <= dates[2] > dates[1] >= dates[1]
    assert len({*dates, PartialDate(2024, 1)}) == len(dates)
    with pytest.raises(TypeError):
        assert dates[0] < datetime.date(2024, 1, 1)


@given(DAYS)
def test_partial_date_of_a_day(day: datetime.date) -> None:
    date = PartialDate.of(day)

    assert date.date == date.first == date.last == day
    assert PartialDate.parse(day.isoformat()) == date
    assert PartialDate(day.year, day.month).first <= day <= PartialDate(day.year, day.month).last


def test_iso_day() -> None:
    assert iso_day("2024-06-30") == datetime.date(2024, 6, 30)
    for text in ("", "2024-06", "20240630", "2024-W26-7", "2024-06-30 ", "\uff12024-06-30"):
        assert iso_day(text) is None
    with pytest.raises(ValueError, match="day"):
        iso_day("2024-02-30")


def test_iso_time() -> None:
    expected = datetime.datetime(2024, 6, 21, 17, 23, 18, tzinfo=datetime.UTC)
    for text in ("2024-06-21T17:23:18Z", "2024-06-21 17:23:18+00:00", "2024-06-21T19:23:18+02:00"):
        assert iso_time(text) == expected
    naive = iso_time("2024-06-21T17:23:18.5")
    assert naive == expected.replace(microsecond=500_000, tzinfo=None)
    for text in ("", "2024-06-21", "2024-06-21T17:23", "2024-06-21T17:23:18.1234567Z"):
        assert iso_time(text) is None
    with pytest.raises(ValueError, match="hour"):
        iso_time("2024-06-21T25:00:00Z")


def test_to_utc() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=14))
    noon = datetime.datetime(2024, 6, 21, 12, tzinfo=zone)
    assert to_utc(noon).tzinfo is datetime.UTC
    assert to_utc(noon).isoformat() == "2024-06-20T22:00:00+00:00"
    with pytest.raises(
        InvalidValueError, match=r"^a time must be in the years 1 to 9999 in UTC, got .*\(1, 1, 1"
    ):
        to_utc(datetime.datetime(1, 1, 1, tzinfo=zone))


def test_iso_week() -> None:
    assert iso_week(datetime.date(2024, 6, 30)) == "2024-W26"
    assert iso_week(datetime.date(2024, 12, 30)) == "2025-W01"


@given(DAYS)
def test_the_end_of_a_week_is_the_next_sunday_or_the_day_itself(day: datetime.date) -> None:
    end = end_of_week(day)

    assert end.weekday() == 6
    assert 0 <= (end - day).days <= 6
    assert iso_week(end) == iso_week(day)


def test_the_last_week_ends_with_the_last_date() -> None:
    assert end_of_week(datetime.date(9999, 12, 30)) == datetime.date.max


def test_days_of_a_day_or_a_week() -> None:
    day, monday = datetime.date(2024, 6, 30), datetime.date(2024, 6, 24)
    assert parse_week(day, "week") == parse_week("2024-06-30", "week") == (day, day)
    assert parse_week(datetime.datetime(2024, 6, 30, 12), "week") == (day, day)  # noqa: DTZ001
    assert parse_week(PartialDate.of(day), "week") == (day, day)
    assert parse_week("2024-w26", "week") == parse_week(" 2024-W26", "week") == (monday, day)


@pytest.mark.parametrize("value", ["2024", "2024-06", "2024-W54", "2024-02-30", "", 5, None])
def test_other_values_are_not_weeks(value: Any) -> None:
    message = f"^week must be a date, a day such as .* got {value!r}"
    with pytest.raises(InvalidValueError, match=message):
        parse_week(value, "week")


WEEK_MUST_BE = "^week must be a date, a day such as '2024-06-30' or an ISO week such as '2024-W26'"


@pytest.mark.parametrize("value", ["2024-W54", "2024-02-30"])
def test_a_date_that_does_not_exist_has_a_reason(value: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"{WEEK_MUST_BE}, got '{value}': .*[a-z]"):
        parse_week(value, "week")


@pytest.mark.parametrize("value", ["soon", "", 5])
def test_another_value_needs_no_reason(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=rf"{WEEK_MUST_BE}, got {value!r}$"):
        parse_week(value, "week")


def test_a_month_is_not_a_week_but_a_condition() -> None:
    month = r"got '2024-06'; filter\(month='2024-06'\) selects the papers of a month$"
    with pytest.raises(InvalidValueError, match=month):
        parse_week("2024-06", "week")
    with pytest.raises(InvalidValueError, match=r"; filter\(year=2024\) .* of a year$"):
        parse_week(PartialDate(2024), "week")
    with pytest.raises(InvalidValueError, match=r"got '2024-06'$"):
        parse_week("2024-06", "week", selects=False)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-06-30", "2024-06-30", "2024-06-30"),
        ("2024-W26", "2024-06-24", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        (2024, "2024-01-01", "2024-12-31"),
        (PartialDate(2024, 6), "2024-06-01", "2024-06-30"),
        (datetime.date(2024, 6, 30), "2024-06-30", "2024-06-30"),
    ],
)
def test_periods(value: Any, first: str, last: str) -> None:
    days = tuple(map(datetime.date.fromisoformat, (first, last)))
    assert parse_period(value, "since") == days


@pytest.mark.parametrize("value", ["24", "2024-13", "2024-W54", "2024-02-30", "", 24, True, None])
def test_other_values_are_not_periods(value: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^since must be a day .*, ISO week .* got"):
        parse_period(value, "since")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.date(2024, 6, 30), "30 June 2024"),
        (PartialDate(2024, 6, 3), "3 June 2024"),
        (PartialDate(2024, 6), "June 2024"),
        (PartialDate(2024), "2024"),
    ],
)
def test_dates_in_words(value: datetime.date | PartialDate, expected: str) -> None:
    assert in_words(value) == expected
