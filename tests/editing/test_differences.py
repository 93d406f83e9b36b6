"""Differences between two states of a paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.editing import ENTRIES, PDF, link, with_changes
from weeklypapers.dialects.headings import Heading
from weeklypapers.editing.differences import (
    changed_cells,
    changed_fields,
    differences,
    given_by_heading,
    with_new_labels,
)


def test_the_label_of_a_linked_title_changes_with_it() -> None:
    new = with_changes(wp.parse(ENTRIES), 2, title="Third")
    assert new[2].links[0].label == "Third"


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


def test_a_label_changes_with_its_text_only() -> None:
    before = paper(venue="ACL", links=[link(PDF, "One"), link("https://a.b", "ACL")])
    after = attrs.evolve(before, title="Two")

    assert [other.label for other in with_new_labels(before, after).links] == ["Two", "ACL"]
    assert with_new_labels(before, attrs.evolve(before, comment="x")).links == before.links


@pytest.mark.parametrize(
    ("value", "verb"), [(date(2024, 6, 30), "change it to 2024-06-30"), (None, "omit it")]
)
def test_a_reason_names_the_heading(value: date | None, verb: str) -> None:
    heading = Heading(line=3, level=2, text="", raw="", span=None)
    reason = f"it comes from the heading on line 3, so a row below can't {verb}"
    assert given_by_heading(heading, value) == reason
