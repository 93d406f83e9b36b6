"""Hooks for the cattrs converters of other projects."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter

import weeklypapers as wp
from support.papers import ATTENTION
from support.real_lists import LISTS, needs_data
from support.values import VALUES
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Author,
    Category,
    Diff,
    FetchReport,
    Hit,
    Hits,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    Problem,
    Problems,
    Snapshot,
    Week,
    Weeks,
)
from weeklypapers.cattrs_hooks import KINDS
from weeklypapers.testing import make_records

STORED = json.loads(
    (Path(__file__).parent / "golden" / "plain" / "values-1.json").read_text(encoding="utf-8")
)


@attrs.frozen
class Shelf:
    """A class of another project, with papers."""

    name: str
    opened: date
    best: Paper | None
    papers: Papers
    weeks: list[Week]
    ids: dict[str, ArxivId]
    subject: Category


@pytest.fixture(params=[True, False], ids=["detailed", "brief"])
def converter(request: pytest.FixtureRequest) -> cattrs.Converter:
    converter = make_converter(detailed_validation=request.param)
    wp.register_hooks(converter)
    return converter


def test_hooks(converter: cattrs.Converter) -> None:
    papers = Papers([ATTENTION, Paper(title="B", week=date(2017, 6, 18))])
    shelf = Shelf(
        name="5",
        opened=date(2020, 1, 1),
        best=ATTENTION,
        papers=papers,
        weeks=list(papers.weeks),
        ids={"a": ArxivId("1706.03762v7")},
        subject=Category(code="cs.CL"),
    )
    plain = converter.unstructure(shelf)
    assert plain["papers"] == json.loads(papers.to_json())["papers"]
    assert plain["weeks"] == [{"ending": "2017-06-18", "papers": plain["papers"]}]
    assert plain["ids"] == {"a": "1706.03762v7"}
    assert plain["subject"] == "cs.CL"
    again = converter.structure(json.loads(json.dumps(plain)), Shelf)
    assert again == shelf
    assert isinstance(again.papers, Papers)


def test_hooks_without_a_preset() -> None:
    converter = cattrs.Converter()
    wp.register_hooks(converter)
    week = Week(ending=date(2017, 6, 18), papers=Papers([ATTENTION]))
    for value in (
        ATTENTION,
        ATTENTION.arxiv,
        ATTENTION.authors[0],
        ATTENTION.links[0],
        Papers([ATTENTION]),
        week,
    ):
        plain = converter.unstructure(value)
        assert json.loads(json.dumps(plain)) == plain
        assert converter.structure(plain, type(value)) == value


def test_other_types_are_not_affected(converter: cattrs.Converter) -> None:
    assert converter.structure(5, str) == "5"
    assert converter.structure({"a": "5", "b": 6}, dict[str, int]) == {"a": 5, "b": 6}
    assert converter.structure("abc", tuple[str, ...]) == ("a", "b", "c")
    assert converter.unstructure(datetime(2020, 1, 1, tzinfo=UTC)) == "2020-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"title": None}, Paper),
        ({"title": 5}, Paper),
        ({"title": "A", "listed_authors": "abc"}, Paper),
        ({"title": "A", "abstrct": "abc"}, Paper),
        ({"url": 5}, Link),
        ({}, Author),
        ("A", ArxivRecord),
        (5, ArxivId),
        ("2413.00001", ArxivId),
        (None, Category),
        ("", Papers),
        ({}, Papers),
        ("abc", Papers),
        (None, Papers),
        ([{"title": "A"}, {}], Papers),
        ([], Week),
        ("abc", Week),
        ({"ending": "2024-06-30"}, Week),
        ({"ending": "20240630", "papers": []}, Week),
        ({"ending": "2024-06-30", "papers": "abc"}, Week),
        ({"ending": "2024-06-30", "papers": [], "start": "2024-06-24"}, Week),
    ],
)
def test_hooks_are_strict(converter: cattrs.Converter, value: object, kind: type) -> None:
    with pytest.raises((InvalidValueError, cattrs.BaseValidationError)):
        converter.structure(value, kind)


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        ([{"code": "x"}], Problems, "required field missing @ $[0].message"),
        ([{"code": "x", "message": 1}], Problems, "expected text, got 1 @ $[0].message"),
        ({"code": "x", "message": "y", "line": "3"}, Problem, "a whole number, got '3' @ $.line"),
        ({"code": "x", "message": "y", "line": True}, Problem, "whole number, got True @ $.line"),
        ({"code": "x", "message": "y", "severity": "eror"}, Problem, "Did you mean 'error'"),
        ([{"hits": []}], Hits, "expected an object, got "),
        ({"hits": [{"paper": {"title": "A"}}]}, Hits, "field missing @ $.hits[0].score"),
        ({"paper": {"title": "A"}, "score": "1"}, Hit, "expected a number, got '1' @ $.score"),
        ({"paper": {"title": "A"}, "score": 1e999}, Hit, "expected a number, got inf"),
        ({"records": []}, FetchReport, "expected an object, got [] @ $.records"),
        ({"records": {"2413.00001": {}}}, FetchReport, "2413.00001"),
        ({"failed": {"x": {"reason": "no", "message": ""}}}, FetchReport, "can't be 'no'"),
        ({"requests": 1.5}, FetchReport, "expected a whole number, got 1.5 @ $.requests"),
        ({"added": [], "removed": []}, Diff, "required field missing @ $.changed"),
        ({"records": []}, Snapshot, "expected an array, got {'records': []}"),
        ([{"ending": "2024-06-30"}], Weeks, "required field missing @ $[0].papers"),
    ],
)
def test_messages_have_the_path(value: object, kind: type, message: str) -> None:
    converter = make_converter()
    wp.register_hooks(converter)
    with pytest.raises((InvalidValueError, cattrs.BaseValidationError)) as info:
        converter.structure(value, kind)
    assert message in "; ".join(cattrs.transform_error(info.value, format_exception=_reason))


def _reason(error: BaseException, _: type | None) -> str:
    return "required field missing" if isinstance(error, KeyError) else str(error)


# -- All values --------------------------------------------------------------------------------


def test_the_classes_with_hooks() -> None:
    others = {type(value).__name__ for value in VALUES.values()} - {k.__name__ for k in KINDS}
    assert others == {
        *("Baseline", "Counts", "Dialect", "Fixed"),
        *("Origin", "ProblemKind", "Progress", "Template"),
    }


@pytest.mark.parametrize("name", [n for n, value in VALUES.items() if type(value) in KINDS])
@pytest.mark.parametrize("make", [cattrs.Converter, make_converter])
def test_round_trips(name: str, make: Callable[[], cattrs.Converter]) -> None:
    converter = make()
    wp.register_hooks(converter)
    check_round_trip(converter, VALUES[name])


@pytest.mark.parametrize("name", STORED)
def test_stored_plain_data_is_read_for_ever(name: str) -> None:
    """The file was written by version 0.1."""
    converter = make_converter()
    wp.register_hooks(converter)
    result = converter.structure(STORED[name], type(VALUES[name]))
    if name not in ("Hit", "Hits"):  # their scores may be others in later versions
        assert result == VALUES[name]
    assert converter.structure(converter.unstructure(result), type(result)) == result


def check_round_trip(converter: cattrs.Converter, value: Any) -> Any:
    plain = json.loads(json.dumps(converter.unstructure(value)))
    result = converter.structure(plain, type(value))
    assert type(result) is type(value)
    assert result == value
    assert converter.unstructure(result) == plain
    return result


def test_hits_keep_their_matches_and_the_suggestion() -> None:
    converter = make_converter()
    wp.register_hooks(converter)
    hits = wp.sample().search("lng context retreival", limit=5)
    result = check_round_trip(converter, hits)
    assert [hit.matches for hit in result] == [hit.matches for hit in hits]
    assert result.suggestion == hits.suggestion is not None
    plain = converter.unstructure(hits)
    assert plain["hits"][0]["paper"]["title"] == hits[0].paper.title


def test_malformed_identifiers_are_their_own_keys() -> None:
    converter = make_converter()
    wp.register_hooks(converter)
    error = wp.FetchError("malformed", "no identifier")
    report = FetchReport(failed={"x y": error, ArxivId("2406.00001v2"): error})
    result = check_round_trip(converter, report)
    assert list(map(type, result.failed)) == [str, ArxivId]
    assert result.failed["x y"] == error


def test_a_subclass_of_snapshot() -> None:
    class Mirror(Snapshot):
        pass

    converter = make_converter()
    wp.register_hooks(converter)
    mirror = Mirror(make_records(2))
    check_round_trip(converter, mirror)


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists(path: Path) -> None:
    converter = make_converter()
    wp.register_hooks(converter)
    papers = wp.read(path, on_error="collect")
    listed = papers[:200]
    changed = listed[::2].merge(listed[:1])
    for value in (
        papers.problems,
        listed,
        listed.weeks,
        listed.search("language model"),
        listed.diff(changed),
        changed.overlap(listed[5:]),
        listed.lags(),
    ):
        check_round_trip(converter, value)


def test_the_shape_of_differences() -> None:
    converter = cattrs.Converter()
    wp.register_hooks(converter)
    papers = wp.sample()
    venue = attrs.evolve(papers[0], venue="ICLR")
    diff = converter.unstructure(papers.diff(papers[1:].merge([venue])))
    assert (diff["added"], diff["removed"]) == ([], [])
    assert diff["changed"][0]["after"]["venue"] == "ICLR"
    assert diff["changed"][0]["fields"] == ["venue"]
