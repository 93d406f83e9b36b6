"""Documents: what is no document, and what is read without its depth."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weeklypapers import ArxivRecord, InvalidValueError
from weeklypapers.formats._json_documents import (
    check_depth,
    check_version,
    decode,
    entries_of,
    has_known_version,
    known_members,
    parse,
    plain_entries,
    unknown_field,
)

DEEP = "[" * 40 + "]" * 40


def test_only_parse_checks_the_depth() -> None:
    assert parse(' {"a": [1]} ') == {"a": [1]}
    assert decode(DEEP)
    with pytest.raises(InvalidValueError, match="expected at most 32 arrays and objects"):
        parse(DEEP)
    with pytest.raises(InvalidValueError, match="expected at most 32 arrays and objects"):
        check_depth(decode(DEEP))
    check_depth(decode("[" * 32 + "]" * 32))


@pytest.mark.parametrize("read", [parse, decode])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "expected each name once in an object, got 'a' again"),
        ("[NaN]", "expected JSON, which has no NaN"),
        ("[" * 100_000, "expected at most 32 arrays and objects"),
    ],
)
def test_texts_that_the_standard_library_accepts(read: Any, text: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read(text)


def test_other_texts() -> None:
    assert decode("\ufeff1") == 1
    assert decode("1" * 5000) == float("inf")
    with pytest.raises(json.JSONDecodeError):
        decode("{")


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"schema_version": 1},
        {"papers": [1]},
        {"schema_version": 1, "papers": {"a": 1}},
        {"schema_version": True, "papers": [1]},
        {"schema_version": 1.0, "papers": [1]},
        {"schema_version": 2, "papers": [1]},
        {"schema_version": 1, "papers": [1], "other": 2},
    ],
)
def test_only_documents_have_plain_entries(document: object) -> None:
    assert plain_entries(document, "papers") == []
    with pytest.raises(InvalidValueError):
        entries_of(document, "papers")


def test_entries() -> None:
    document = {"schema_version": 1, "papers": [1, 2]}
    assert plain_entries(document, "papers") == entries_of(document, "papers") == [1, 2]
    with pytest.raises(InvalidValueError, match=r"unknown field 'papers'\. Known:"):
        entries_of(document, "records")


def test_versions() -> None:
    versions = (1, 2, True, 1.0, "1", None)
    known = [has_known_version({"schema_version": version}) for version in versions]
    assert known == [True] + [False] * 5
    assert not has_known_version({})
    check_version({"schema_version": 1})
    with pytest.raises(InvalidValueError, match="required field missing"):
        check_version({})


def test_members_of_later_releases() -> None:
    record = {"title": "A", "rank": 1, "authors": [{"name": "B", "orcid": None}, "C"]}
    expected = {"title": "A", "authors": [{"name": "B"}, "C"]}
    assert known_members(record, ArxivRecord) == expected
    assert known_members(record | {"authors": "B"}, ArxivRecord)["authors"] == "B"
    assert known_members([1], ArxivRecord) == [1]


def test_unknown_field() -> None:
    assert unknown_field("papres", ["papers"]) == "unknown field 'papres'. Did you mean 'papers'?"
