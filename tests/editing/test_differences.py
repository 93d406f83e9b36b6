"""Differences between two states of a paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.editing import PDF, link
from weeklypapers.dialects.headings import Heading
from weeklypapers.editing.differences import (
    aligned_ranges,
    changed_cells,
    changed_fields,
    differences,
    fixed_by_heading,
)


def paper(**fields: Any) -> wp.Paper:
    return wp.Paper(**{"title": "One", **fields})


def test_only_listed_fields_are_compared() -> None:
    before = paper(week=date(2024, 6, 30), venue="ACL")
    after = attrs.evolve(before, venue=None, listed_authors=["Ann Lee"], more_authors=True)

    assert changed_fields(before, after) == ["listed_authors", "more_authors", "venue"]
    assert changed_cells(before, after) == ["listed_authors", "venue"]
    assert changed_fields(None, after) == ["title", "week", "listed_authors", "more_authors"]
    assert changed_fields(before, before) == []


@pytest.mark.parametrize(
    ("expected", "actual", "fields"),
    [
        (link(PDF, "Paper"), link(PDF, "One"), []),  # a linked title
        (link(PDF), link(PDF, "One"), []),
        (link(PDF, "Mine"), link(PDF, "One"), ["links"]),
        (link(PDF, "Paper"), link(PDF, "Two"), ["links"]),
        (link(PDF, "a"), link(f"{PDF}v2", "a"), ["links"]),
        (link("https://a.b"), wp.Link(url="https://a.b", listed_kind="code"), []),
        (wp.Link(url="https://a.b", listed_kind="code"), link("https://a.b"), ["links"]),
    ],
)
def test_the_table_may_determine_labels_and_kinds(
    expected: wp.Link, actual: wp.Link, fields: list[str]
) -> None:
    assert differences(paper(links=[expected]), paper(links=[actual])) == fields


@pytest.mark.parametrize(
    ("value", "verb"), [(date(2024, 6, 30), "change it to 2024-06-30"), (None, "omit it")]
)
def test_a_reason_names_the_heading(value: date | None, verb: str) -> None:
    heading = Heading(line=3, level=2, text="", raw="", span=None)
    reason = f"it comes from the heading on line 3, so a row below can't {verb}"
    assert fixed_by_heading(heading, value) == reason


@pytest.mark.parametrize(
    ("old", "new", "ranges"),
    [
        ("", "", []),
        ("abc", "abc", [("abc", "abc")]),
        ("abc", "axc", [("a", "a"), ("b", "x"), ("c", "c")]),
        ("abcd", "acd", [("a", "a"), ("b", ""), ("cd", "cd")]),
        ("ac", "abbc", [("a", "a"), ("", "bb"), ("c", "c")]),
        ("axbyc", "aubvc", [("a", "a"), ("x", "u"), ("b", "b"), ("y", "v"), ("c", "c")]),
        ("aa", "aaa", [("aa", "aa"), ("", "a")]),
        ("a" * 300 + "b" * 300 + "c", "a" * 300 + "c" * 300, None),
    ],
)
def test_texts_take_the_places_of_others(
    old: str, new: str, ranges: list[tuple[str, str]] | None
) -> None:
    aligned = [*aligned_ranges(list(old), list(new))]
    for index, text in enumerate((old, new)):  # the ranges are consecutive and complete
        places = [place for pair in aligned for place in pair[index]]
        assert places == [*range(len(text))]
    parts = [
        (old[first.start : first.stop], new[second.start : second.stop])
        for first, second in aligned
        if first or second
    ]
    if ranges is None:
        assert parts == [("a" * 300, "a" * 300), ("b" * 300, "c" * 299), ("c", "c")]
    else:
        assert parts == ranges
