from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from unittest.mock import create_autospec

import attrs
import pytest

from weeklypapers import ArxivId, Category, InvalidValueError, PartialDate
from weeklypapers.model._fields import (
    Check,
    blank_to_none,
    check_day,
    check_each,
    check_each_type,
    check_integer,
    check_one_of,
    check_text,
    check_texts,
    check_time,
    check_type,
    check_url,
    check_versioned,
    is_text,
    is_unicode,
    items_of,
    optional,
    to_arxiv_id,
    to_categories,
    to_category,
    to_category_or_none,
    to_day,
    to_day_or_none,
    to_partial_date,
    to_text,
    to_texts,
    to_tuple,
    to_utc_or_none,
    to_utc_time,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", True), (" ", False), ("", False), ("a\0", False), ("\ud800", False), (5, False)],
)
def test_is_text(value: object, expected: bool) -> None:  # noqa: FBT001
    assert is_text(value) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), ("a\0", True), ("é", True), ("é\ud800", False)]
)
def test_is_unicode(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_unicode(text) is expected


def test_sequences_become_tuples() -> None:
    assert to_tuple(iter([1, 2])) == (1, 2)
    unchanged: object = to_tuple("abc")
    assert unchanged == "abc"
    mapping: object = to_tuple({"url": "#a"})
    assert mapping == {"url": "#a"}
    assert to_texts(["a", "b"]) == ("a", "b")
    assert to_texts("abc") == ("abc",)


def test_text_of_a_subclass_becomes_plain() -> None:
    plain = to_text(ArxivId("2406.15319"))
    assert (plain, type(plain)) == ("2406.15319", str)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-30", date(2024, 6, 30)),
        ("2024-W26", date(2024, 6, 30)),
        ("2024-w01", date(2024, 1, 7)),
    ],
)
def test_text_becomes_a_day(text: str, day: date) -> None:
    assert to_day(text) == to_day(day) == day
    assert to_day_or_none(text) == to_day_or_none(day) == day
    assert to_day_or_none(None) is None


@pytest.mark.parametrize(
    "text", ["", "2024-06", "2024-02-30", "2024-W60", "30 June", " 2024-06-30", "9999-W53"]
)
def test_other_text_is_no_day(text: str) -> None:
    unchanged: object = to_day(text)
    assert unchanged == text  # the validator rejects it


def test_a_midnight_becomes_a_day() -> None:
    assert type(to_day(NAIVE)) is date
    assert to_day(NAIVE) == date(2024, 6, 30)
    for time in (LATER, datetime(2024, 6, 30, tzinfo=UTC)):
        assert to_day(time) is time  # the validator rejects it


def test_dates_become_partial() -> None:
    assert to_partial_date("2024-06") == PartialDate(2024, 6)
    assert to_partial_date(date(2024, 6, 30)) == PartialDate(2024, 6, 30)
    assert to_partial_date(None) is None
    assert to_partial_date(NAIVE) == PartialDate(2024, 6, 30)
    unchanged: object = to_partial_date(LATER)
    assert unchanged is LATER  # the validator rejects it
    with pytest.raises(InvalidValueError, match="expected 2024, 2024-06 or 2024-06-30, got '6/24'"):
        to_partial_date("6/24")


def test_text_becomes_categories() -> None:
    language = Category("cs.CL")
    assert to_category("Computation and Language") is language
    assert to_category(language) is language
    assert to_category_or_none("Computation and Language") is language
    assert to_category_or_none(language) is language
    assert to_category_or_none(None) is None
    assert to_categories("Computation and Language") == to_categories(language) == (language,)
    assert to_categories(iter(["Computation and Language", language])) == (language, language)


def test_text_becomes_an_identifier() -> None:
    identifier = ArxivId("2406.15319v1")
    assert to_arxiv_id("https://arxiv.org/abs/2406.15319v1") == identifier
    assert to_arxiv_id(identifier) == identifier


@pytest.mark.parametrize("convert", [to_text, to_texts, to_category, to_categories, to_arxiv_id])
@pytest.mark.parametrize("value", [5, {"a": "b"}])
def test_other_values_are_unchanged(convert: Callable[[Any], object], value: object) -> None:
    assert convert(value) == value  # the validator rejects it


def test_text_becomes_times() -> None:
    noon = datetime(2024, 6, 30, 12, tzinfo=UTC)
    assert to_utc_time("2024-06-30T12:00:00Z") == to_utc_time("2024-06-30T14:00:00+02:00") == noon
    for text in ("2024-06-30", "2024-06-30T12:00:00", "2024-02-30T12:00:00Z", "noon"):
        unchanged: object = to_utc_time(text)
        assert unchanged == text  # the validator rejects it


def test_blank_text_becomes_none() -> None:
    assert [blank_to_none(text) for text in ("", " \n", "a", None)] == [None, None, "a", None]


def test_times_become_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert to_utc_time(datetime(2024, 6, 30, 2, tzinfo=east)).tzinfo is UTC
    naive = datetime(2024, 6, 30)  # noqa: DTZ001
    assert to_utc_time(naive) is naive  # the validator rejects it
    assert date(2024, 6, 30) == to_utc_time(datetime(2024, 6, 30, 2, tzinfo=east)).date()
    assert to_utc_or_none("2024-06-30T00:00:00Z") == to_utc_time("2024-06-30T00:00:00Z")
    assert to_utc_or_none(None) is None


NAIVE = datetime(2024, 6, 30)  # noqa: DTZ001
LATER = datetime(2024, 6, 30, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("validator", "valid", "invalid", "expected"),
    [
        (check_text, "a", " ", "text that is not blank, without NUL or surrogates"),
        (check_text, "é", "a\0", "text that is not blank, without NUL or surrogates"),
        (check_text, "é", "\ud800", "text that is not blank, without NUL or surrogates"),
        (check_texts, ("a",), ["a"], "a sequence, each text that is not blank"),
        (check_texts, (), ("a", ""), "a sequence, each text that is not blank"),
        (check_url, "a b", " a", "an address without line breaks or spaces around it"),
        (check_url, "a\xa0b", "a\nb", "an address without line breaks or spaces around it"),
        (check_url, "#", "", "an address without line breaks or spaces around it"),
        (check_day, date(2024, 6, 30), NAIVE, "a datetime.date without a time, a day such as"),
        (check_time, datetime(2024, 6, 30, tzinfo=UTC), NAIVE, "an aware datetime.datetime"),
        (check_versioned, ArxivId("2406.15319v1"), ArxivId("2406.15319"), "with a version"),
    ],
)
def test_validators_name_the_field(
    validator: Check, valid: object, invalid: object, expected: str
) -> None:
    value = attrs.make_class("Value", {"name": attrs.field(validator=validator)})
    assert value(valid).name == valid
    assert validator.are_plain([valid])
    assert not validator.are_plain([valid, invalid])
    message = rf"Value\.name must be .*{expected}.*, got {re.escape(repr(invalid))}$"
    with pytest.raises(InvalidValueError, match=message):
        value(invalid)


# Each check is built in the test: mutants of these functions act on calls, not on earlier results.
@pytest.mark.parametrize(
    ("make", "valid", "invalid", "expected"),
    [
        (lambda: check_type(bool, "True or False"), True, 1, "True or False"),
        (lambda: check_each(check_text, "a word"), ("a", "b"), ["a"], "a sequence, each a word"),
        (lambda: check_each(check_text, "a word"), (), ("a", ""), "a sequence, each a word"),
        (lambda: check_each_type(str), ("a",), ("a", 5), "a sequence, each of type str"),
        (lambda: check_one_of(["b", "a"]), "b", "c", "one of 'a', 'b'"),
        (lambda: check_one_of(["b", "a"]), "a", ["a"], "one of 'a', 'b'"),
        (lambda: optional(check_integer), 5, "5", "a whole number"),
        (lambda: optional(check_integer), None, "None", "a whole number"),
    ],
)
def test_a_check_accepts_a_value_alone_and_in_a_column(
    make: Callable[[], Check], valid: object, invalid: object, expected: str
) -> None:
    check = make()
    assert check.expected == expected
    assert check.accepts(valid)
    assert check.are_plain([valid, valid])
    assert not check.accepts(invalid)
    assert not check.are_plain([valid, invalid])


def test_items_of_one_type_are_a_tuple() -> None:
    assert items_of(iter(["a", "b"]), str, "names", "Names") == ("a", "b")
    assert items_of([], str, "names", "Names") == ()


def test_items_may_pretend_to_be_of_the_type() -> None:
    mock = create_autospec(ArxivId, instance=True)
    assert items_of([mock], ArxivId, "ids", "Ids") == (mock,)


@pytest.mark.parametrize(
    ("items", "kind", "message"),
    [
        (5, str, "ids must be an iterable of str, got 5"),
        (["a", 5], str, "Ids[1] must be a str, got 5"),
        (["x"], ArxivId, "Ids[0] must be an ArxivId, got 'x'"),
        ([{}], str, "Ids[0] must be a str, got {}"),
    ],
)
def test_other_items_are_named(items: Any, kind: type[Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
        items_of(items, kind, "ids", "Ids")
