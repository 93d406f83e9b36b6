"""Hooks for the cattrs converters of other projects."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter

import weeklypapers as wp
from support.papers import ATTENTION
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Author,
    Category,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    Week,
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


def test_answers_of_lists() -> None:
    papers = Papers([ATTENTION, Paper(title="B"), Paper(title="C", week=date(2024, 6, 30))])
    changed = attrs.evolve(ATTENTION, venue="ICLR")
    answers = [
        papers.diff(Papers([changed, Paper(title="D")])),
        papers.overlap(papers[1:]),
        papers.lags(),
        *Papers([ATTENTION, attrs.evolve(ATTENTION, week=date(2024, 6, 30))]).relisted(),
    ]
    converter = make_converter()
    wp.register_hooks(converter)
    for answer in answers:
        plain = json.loads(json.dumps(converter.unstructure(answer)))
        assert converter.structure(plain, type(answer)) == answer
    diff = converter.unstructure(answers[0])
    assert [paper["title"] for paper in diff["added"]] == ["D"]
    assert diff["changed"][0]["after"]["venue"] == "ICLR"
    assert len(answers) == 4


def test_the_differences_of_lists_without_a_preset() -> None:
    converter = cattrs.Converter()
    wp.register_hooks(converter)
    papers = wp.sample()
    diff = converter.unstructure(papers.diff(papers[:1]))
    assert (diff["added"], len(diff["removed"]), list(diff["changed"])) == ([], 99, [])
