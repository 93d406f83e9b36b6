from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from weeklypapers.model._fields import blank_to_none, is_text, to_texts, to_tuple, to_utc_time


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", True), (" ", False), ("", False), ("a\0", False), ("\ud800", False), (5, False)],
)
def test_is_text(value: object, expected: bool) -> None:  # noqa: FBT001
    assert is_text(value) is expected


def test_sequences_become_tuples_and_strings_do_not() -> None:
    assert to_tuple(iter([1, 2])) == (1, 2)
    assert to_texts(["a"]) == ("a",)
    unchanged: object = to_texts("abc")
    assert unchanged == "abc"  # the validator rejects it


def test_blank_text_becomes_none() -> None:
    assert [blank_to_none(text) for text in ("", " \n", "a", None)] == [None, None, "a", None]


def test_times_become_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert to_utc_time(datetime(2024, 6, 30, 2, tzinfo=east)).tzinfo is UTC
    naive = datetime(2024, 6, 30)  # noqa: DTZ001
    assert to_utc_time(naive) is naive  # the validator rejects it
    assert date(2024, 6, 30) == to_utc_time(datetime(2024, 6, 30, 2, tzinfo=east)).date()
