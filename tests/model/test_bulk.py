"""Values that are built column by column equal those that are built one by one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import repeat
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Author,
    Category,
    InvalidValueError,
    Link,
    Origin,
    Paper,
    PartialDate,
    Problem,
)
from weeklypapers.model.bulk import (
    assign,
    build,
    checked,
    chunks,
    copied,
    paused_collector,
    replaced,
)
from weeklypapers.model.paper import Extra
from weeklypapers.testing import make_record
from weeklypapers.testing.hypothesis import authors, links, papers, records


def test_papers() -> None:
    titles, weeks = ["A", "B"], [date(2024, 6, 30), None]
    built = build(Paper, 2, title=titles, week=weeks)
    assert built == [
        Paper(title=title, week=week) for title, week in zip(titles, weeks, strict=True)
    ]
    assert all(paper.origin is None and paper.extra == {} for paper in built)


def test_links() -> None:
    urls, labels = ["https://e.org/a", "https://e.org/b"], ["a", None]
    built = build(Link, 2, url=urls, label=labels)
    assert built == [Link(url=url, label=label) for url, label in zip(urls, labels, strict=True)]


def test_origins() -> None:
    columns, file = ("title",), "list.md"
    built = build(
        Origin,
        2,
        line=range(3, 5),
        text=["| a |", "| b |"],
        columns=repeat(columns),
        file=repeat(file),
    )
    assert built == [
        Origin(line=3, text="| a |", columns=columns, file=file),
        Origin(line=4, text="| b |", columns=columns, file=file),
    ]


def test_assign() -> None:
    links = build(Link, 2, url=repeat("https://e.org/a"))
    assign(Link, links, url=["https://e.org/b", "https://e.org/c"], label=repeat("x"))
    assert links == [
        Link(url="https://e.org/b", label="x"),
        Link(url="https://e.org/c", label="x"),
    ]


def test_replaced() -> None:
    links = [Link(url="https://e.org/a", label="a"), Link(url="https://e.org/b")]
    copies = replaced(links, label=["x", "y"])
    assert copies == [
        attrs.evolve(link, label=label) for link, label in zip(links, "xy", strict=True)
    ]
    assert links[1].label is None
    assert replaced(links[:1], label=["x"]) == [Link(url="https://e.org/a", label="x")]
    assert replaced([], label=[]) == []


def test_copied() -> None:
    paper = Paper(title="A", links="https://e.org/a", extra={"Stars": "3"})
    assert copied(paper, title="B", topics=("x",)) == attrs.evolve(paper, title="B", topics=("x",))
    assert copied(paper) == paper


# Values that a field accepts, converts or refuses.
ODD_VALUES: list[Any] = [
    *(None, "", " ", "a", " a", "a ", "\0", "a\ud800", "ä\n", "code", 0, 1, True, False, 1.5),
    *((), ("a",), ["a", " b"], ("a", ""), {"a": "b"}, {"a": " "}, {1: "b"}, Extra({"a": "b"})),
    *(date(2024, 6, 30), datetime(2024, 6, 30), datetime(2024, 6, 30, 1, tzinfo=UTC)),  # noqa: DTZ001
    *("2024-06", "2024-06-30", "2024-06-30T12:00:00Z", PartialDate(2024, 6)),
    datetime(2024, 6, 30, 1, tzinfo=timezone(timedelta(hours=2))),
    *(ArxivId("2406.15319"), ArxivId("2406.15319v2"), "2406.15319v2"),
    *(Category("cs.CL"), "cs.CL", (Category("cs.CL"),), ["cs.CL", Category("Prompting")]),
    *(Author("Ada"), (Author("Ada"),), [Author("Ada"), "Grace"]),
    *(Link("https://e.org"), (Link("https://e.org"),), [Link("https://e.org"), "b"]),
]
VALID: dict[type[Any], st.SearchStrategy[Any]] = {
    Paper: papers(),
    Link: links(),
    Author: authors(),
    ArxivRecord: records(),
}


def outcome(result: Any) -> object:
    """Return a value with the types of its parts, or the message of an error."""
    if isinstance(result, InvalidValueError):
        return str(result)
    return {name: (type(part), part) for name, part in attrs.asdict(result, recurse=False).items()}


def called(kind: type[Any], values: dict[str, Any]) -> object:
    try:
        return outcome(kind(**values))
    except InvalidValueError as error:
        return outcome(error)


@pytest.mark.parametrize("kind", VALID)
@given(data=st.data())
def test_checked_values_are_those_of_calls(kind: type[Any], data: st.DataObject) -> None:
    names = [field.name for field in attrs.fields(kind)]
    rows = [
        attrs.asdict(value, recurse=False) for value in data.draw(st.lists(VALID[kind], max_size=4))
    ]
    for row in rows:
        if data.draw(st.booleans()):
            row[data.draw(st.sampled_from(names))] = data.draw(st.sampled_from(ODD_VALUES))
    columns = {name: [row[name] for row in rows] for name in names}
    assert list(map(outcome, checked(kind, len(rows), **columns))) == [
        called(kind, row) for row in rows
    ]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (Paper, {"title": "A"}),
        (Link, {"url": "a"}),
        (Author, {"name": "A"}),
        (ArxivRecord, attrs.asdict(make_record(), recurse=False)),
    ],
)
def test_each_odd_value_of_each_field(kind: type[Any], row: dict[str, Any]) -> None:
    for field in attrs.fields(kind):
        rows = [row | {field.name: value} for value in ODD_VALUES]
        columns = {name: [each[name] for each in rows] for name in rows[0]}
        results = checked(kind, len(rows), **columns)
        assert list(map(outcome, results)) == [called(kind, row) for row in rows]


def test_only_checked_fields_are_built_in_bulk() -> None:
    with pytest.raises(TypeError, match=r"Problem\.line has no check of columns"):
        checked(Problem, 1, line=[1])


def test_chunks() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([])) == [[]]


def test_chunks_before_an_error() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise InvalidValueError("here")

    result = chunks(items(), 2)
    assert [next(result), next(result)] == [[0, 1], [2]]
    with pytest.raises(InvalidValueError, match="here"):
        next(result)


def test_the_collector_is_paused_for_a_while() -> None:
    def fail() -> None:
        with paused_collector():
            with paused_collector():
                pass
            assert not gc.isenabled()
            raise InvalidValueError("here")

    assert gc.isenabled()
    with pytest.raises(InvalidValueError):
        fail()
    assert gc.isenabled()


def test_the_collector_runs_after_pauses_in_several_threads() -> None:
    def pause_often() -> None:
        for _ in range(8000):
            with paused_collector():
                assert not gc.isenabled()

    assert gc.isenabled()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            for done in [threads.submit(pause_often) for _ in range(16)]:
                done.result()
    finally:
        sys.setswitchinterval(interval)
    assert gc.isenabled()
