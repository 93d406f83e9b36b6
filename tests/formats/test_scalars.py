"""Single values as text, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from weeklypapers import ArxivId, Category, InvalidValueError, PartialDate
from weeklypapers.formats._scalars import READERS, WRITERS, expect

TEXTS: list[tuple[str, Any]] = [
    ("2024-06-30", date(2024, 6, 30)),
    ("2024-06-21T17:23:18Z", datetime(2024, 6, 21, 17, 23, 18, tzinfo=UTC)),
    ("2024-06-21T17:23:18.500000Z", datetime(2024, 6, 21, 17, 23, 18, 500_000, tzinfo=UTC)),
    ("2406.15319v2", ArxivId("2406.15319v2")),
    ("2024-06", PartialDate(2024, 6)),
    ("cs.CL", Category(code="cs.CL")),
    ("Prompting", Category(name="Prompting")),
]


@pytest.mark.parametrize(("text", "value"), TEXTS)
def test_round_trips(text: str, value: Any) -> None:
    kind = type(value)
    assert WRITERS[kind](value) == text
    assert READERS[kind](text, kind) == value


def test_text_and_flags_are_unchanged() -> None:
    assert READERS[str]("a", str) == "a"
    assert READERS[bool](False, bool) is False  # noqa: FBT003 - the value that is read


@pytest.mark.parametrize("text", ["2024-06-21T19:23:18+02:00", "2024-06-21T17:23:18.0Z"])
def test_times_are_in_utc(text: str) -> None:
    assert WRITERS[datetime](READERS[datetime](text, datetime)) == "2024-06-21T17:23:18Z"


@pytest.mark.parametrize("kind", READERS)
def test_values_of_another_type(kind: type) -> None:
    values: list[object] = [None, [], {}, b"2024"]
    if kind not in (int, float):
        values.append(7)
    for value in values:
        with pytest.raises(InvalidValueError, match=r"^expected .*, got "):
            READERS[kind](value, kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (date, "2024-02-30"),
        (date, "2024-06-30T00:00:00Z"),
        (datetime, "2024-06-21"),
        (datetime, "2024-06-21T17:23:18"),
        (datetime, "2024-06-21 17:23:18Z"),
        (datetime, "2024-06-31T17:23:18Z"),
        (datetime, "0001-01-01T00:00:00+01:00"),
        (ArxivId, "2413.00001"),
        (PartialDate, "June"),
        (Category, ""),
    ],
)
def test_bad_text(kind: type, text: str) -> None:
    with pytest.raises(InvalidValueError):
        READERS[kind](text, kind)


def test_expect() -> None:
    assert expect("a", str, "text") == "a"
    with pytest.raises(InvalidValueError, match=r"^expected text, got 5$"):
        expect(5, str, "text")
