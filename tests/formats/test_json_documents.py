"""JSON documents of some version; `test_json` reads papers from them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weeklypapers import InvalidValueError
from weeklypapers.formats._json_documents import (
    check_depth,
    check_version,
    decode,
    entries_of,
    is_current,
    parse,
    plain_entries,
    unknown_field,
)


def test_values_are_those_of_the_standard_library() -> None:
    text = '{"a": [1, -2.5, true, null, "\\u00e9"], "b": {}}'
    assert parse(text) == parse(f"\ufeff{text}") == decode(text) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "expected each name once in an object, got 'a' again"),
        ("[NaN]", "expected JSON, which has no NaN"),
        ("[" * 40 + "]" * 40, "at most 32 arrays and objects"),
        ("[" * 100_000, "at most 32 arrays and objects"),
    ],
)
def test_checks_that_the_standard_library_lacks(text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        parse(text)


def test_a_number_of_thousands_of_digits_is_no_error() -> None:
    assert parse("9" * 5000) == float("inf")


def test_the_depth_counts_arrays_and_objects() -> None:
    value: Any = "text"
    for _ in range(31):
        value = [value]
    check_depth(value)
    with pytest.raises(InvalidValueError):
        check_depth({"a": {"b": value}})


def test_plain_entries_are_those_of_documents_without_errors() -> None:
    document = {"schema_version": 1, "papers": [1]}
    assert plain_entries(document, "papers") == entries_of(document, "papers") == [1]
    others: list[object] = [[], {}, document | {"x": 1}, document | {"schema_version": True}]
    for other in others:
        assert plain_entries(other, "papers") == []


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "expected an object"),
        ({"papers": []}, r"required field missing @ \$.schema_version"),
        ({"schema_version": 1}, r"required field missing @ \$.papers"),
        ({"schema_version": 1, "papers": [], "paper": 1}, "unknown field 'paper'. Did you mean"),
        ({"schema_version": 1, "papers": {}}, "expected an array of papers"),
    ],
)
def test_documents_with_errors(document: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        entries_of(document, "papers")


@pytest.mark.parametrize(
    ("version", "message"), [(2, "newer"), ("1", "expected 1"), (0, "expected")]
)
def test_versions(version: object, message: str) -> None:
    assert is_current(1)
    assert not is_current(version)
    with pytest.raises(InvalidValueError, match=message):
        check_version({"schema_version": version})


def test_unknown_fields_have_a_hint() -> None:
    message = unknown_field("titel", ["title", "week"])
    assert message == "unknown field 'titel'. Did you mean 'title'?"
