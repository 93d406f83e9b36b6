"""Values without a place: left out and reported, or errors."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.editing import ENTRIES, PDF, TABLE, WEEKLY, assert_written, link, with_changes
from weeklypapers.editing.obstacles import NoPlaceError, Obstacles, without_value

OLD = wp.Paper(title="Old", links=[link(PDF)], extra={"a": "1"})


@pytest.mark.parametrize(
    ("after", "error"),
    [
        (attrs.evolve(OLD, venue="ACL"), NoPlaceError("", "venue")),
        (attrs.evolve(OLD, links=[link("x"), *OLD.links]), NoPlaceError("", "links", link("x"))),
        (attrs.evolve(OLD, extra={"a": "1", "b": "2"}), NoPlaceError("", "extra", "b")),
        (attrs.evolve(OLD, extra={"a": "2"}), NoPlaceError("", "extra", "a")),
        (attrs.evolve(OLD, more_authors=True), NoPlaceError("", "listed_authors")),
        (OLD, wp.EditError("no single value")),
    ],
)
def test_a_value_is_left_out(after: wp.Paper, error: wp.EditError) -> None:
    assert without_value(OLD, after, error) == OLD


def test_values_are_left_out_until_the_paper_can_be_written() -> None:
    obstacles = Obstacles(None, strict=False)

    def write(paper: wp.Paper) -> str:
        for field in ("venue", "comment"):
            if getattr(paper, field):
                raise NoPlaceError("no", field)
        return paper.title

    new = wp.Paper(title="New", venue="ACL", comment="x")
    assert obstacles.write(0, None, new, write) == (wp.Paper(title="New"), "New")
    obstacles.check()


CHANGE: dict[str, Any] = {"venue": "ACL", "affiliation": "A", "extra": {"Notes": "a", "Pages": "3"}}


def test_a_change_without_a_place_is_reported() -> None:
    papers = wp.parse(WEEKLY)
    new = with_changes(papers, 0, strict=False, title="First", **CHANGE)
    assert new[0] == attrs.evolve(papers[0], title="First")
    assert_written(new)
    assert [(each.code, each.line, each.message) for each in new.problems] == [
        ("no-place", 5, "venue: the list has no column for venue; left out 'ACL'"),
        ("no-place", 5, "affiliation: the list has no column for affiliation; left out 'A'"),
        ("no-place", 5, "extra: the list has no column for 'Pages'; left out '3'"),
    ]


def test_strict_reports_all_obstacles_in_one_error() -> None:
    papers = wp.parse(WEEKLY)
    with pytest.raises(wp.EditError) as caught:
        with_changes(papers, 0, title="First", **CHANGE)
    fields = [error.field for error in caught.value.obstacles]
    assert fields == ["venue", "affiliation", "extra"]
    assert str(caught.value).splitlines()[:2] == [
        "5: 3 obstacles",
        "5: venue: the list has no column for venue",
    ]
    with pytest.raises(wp.EditError) as caught:
        papers.edit(lambda paper: attrs.evolve(paper, venue="ACL"), strict=True)
    assert [error.line for error in caught.value.obstacles] == [5, 6, 7]


def test_a_new_paper_is_added_without_values_that_have_no_place() -> None:
    tweet = link("https://x.com/a/status/1", "Tweet")
    paper = wp.Paper(title="New", abstract="x", topics=["T"], links=[link(PDF, "pdf")])
    new = wp.parse(TABLE).add(paper)
    added = next(paper for paper in new if paper.title == "New")
    assert (added.abstract, added.topics, added.links) == (None, (), paper.links)
    assert {each.message.split(":")[0] for each in new.problems if each.code == "no-place"} == {
        "abstract",
        "topics",
    }
    with pytest.raises(wp.EditError) as caught:
        wp.parse(TABLE).add(paper, attrs.evolve(paper, links=[tweet]), strict=True)
    assert len(caught.value.obstacles) == 2  # each obstacle once


def test_a_value_that_has_a_place_is_never_left_out() -> None:
    with pytest.raises(wp.EditError, match="it would be read as 'one two' instead of"):
        with_changes(wp.parse(TABLE), 0, strict=False, title="one\ntwo")
    with pytest.raises(wp.EditError, match="it comes from the heading"):
        with_changes(wp.parse(ENTRIES), 0, strict=False, topics=["x"])


def test_a_heading_gives_its_week_to_a_new_paper() -> None:
    papers = wp.parse(ENTRIES)
    new = papers.add(wp.Paper(title="New", links=[link(PDF, "Paper")]))
    assert new[-1].week == papers[0].week
    assert [each.code for each in new.problems] == ["from-heading"]


def test_problems_of_earlier_changes_keep_up_with_their_lines() -> None:
    first = with_changes(wp.parse(WEEKLY), 1, strict=False, venue="ACL")
    assert [each.line for each in first.problems] == [6]
    second = first.add(wp.Paper(title="New", week=date(2024, 7, 7), comment="x"))
    assert [each.line for each in second.problems] == [5, 7]
    third = second.remove(second[2])
    assert [each.line for each in third.problems] == [5, None]
