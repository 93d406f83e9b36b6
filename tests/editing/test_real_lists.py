"""Round trips: each real list loses random papers one by one, and gains a new one.

``pytest -s`` prints how many lists allow it, and why the others don't.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.editing import link, real_list, with_changes
from support.real_lists import DATA, LISTS

NAMES = [path.relative_to(DATA).as_posix() for path in LISTS]
# The fields of other papers that are written into an entry.
VALUES: dict[str, Any] = {
    "title": "Another Title of a Paper",
    "venue": "ICLR",
    "listed_authors": ("Ada Lovelace", "Grace Hopper", "Alan Turing"),
}


def chosen(papers: wp.Papers, count: int) -> list[int]:
    """Return the indexes of papers at random."""
    indexes = range(len(papers))
    return sorted(indexes, key=lambda index: sha256(str(index).encode()).digest())[:count]


def lines_of(papers: wp.Papers) -> list[str]:
    return papers.to_markdown().splitlines()


def changes(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines that only one of two documents has, without the equal ends of both."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def check_removal(papers: wp.Papers, index: int) -> None:
    new = papers.remove(papers[index])
    origin = papers[index].origin
    assert origin
    removed, added = changes(lines_of(papers), lines_of(new))
    assert sorted(filter(None, removed)) == sorted(origin.text.split("\n"))
    assert added == []
    check_reading(new, [paper for other, paper in enumerate(papers) if other != index])


def check_addition(papers: wp.Papers, index: int) -> None:
    """Add a paper with the week, date and topics of a listed one."""
    listed = papers[index]
    paper = wp.Paper(
        title="A Paper That Is New",
        week=listed.week,
        listed_date=listed.listed_date,
        topics=listed.topics,
        links=[link(listed.links[0].url if listed.links else "https://arxiv.org/abs/2406.00001")],
    )
    new = papers.add(paper, strict=True)
    removed, added = changes(lines_of(papers), lines_of(new))
    assert (removed, len(added)) == ([], 1)
    place = next(place for place, each in enumerate(new) if each.title == paper.title)
    expected = list(papers)
    expected.insert(place, attrs.evolve(paper, links=new[place].links))
    assert [each.url for each in new[place].links] == [each.url for each in paper.links]
    check_reading(new, expected)


def check_reading(papers: wp.Papers, expected: list[wp.Paper]) -> None:
    again = wp.parse(papers.to_markdown(), on_error="collect")
    assert list(papers) == list(again) == expected


def obstacles(name: str, check: Callable[[wp.Papers, int], None], count: int) -> dict[str, int]:
    """Return the reasons why papers of a list can't be changed, each with their number."""
    papers = real_list(name)
    reasons: dict[str, int] = {}
    for index in chosen(papers, count):
        try:
            check(papers, index)
        except wp.EditError as error:
            reason = error.obstacles[0].reason
            reasons[reason] = reasons.get(reason, 0) + 1
    return reasons


def check_change(papers: wp.Papers, index: int) -> None:
    """Change each field in `VALUES` of an entry outside of tables that has another value."""
    listed = papers[index]
    for field, value in VALUES.items():
        in_table = listed.origin is None or listed.origin.columns
        if in_table or getattr(listed, field) in (None, (), value):
            continue
        new = with_changes(papers, index, **{field: value})
        removed, added = changes(lines_of(papers), lines_of(new))
        assert len(removed) == len(added) == 1
        assert getattr(new[index], field) == value
        others = [paper for other, paper in enumerate(papers) if other != index]
        assert [paper for other, paper in enumerate(new) if other != index] == others


CHECKS = [check_removal, check_addition, check_change]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", NAMES)
def test_lists_change_in_a_few_places(name: str, check: Callable[[wp.Papers, int], None]) -> None:
    assert obstacles(name, check, 3) == {}


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", NAMES)
def test_lists_change_in_many_places(name: str, check: Callable[[wp.Papers, int], None]) -> None:
    reasons = obstacles(name, check, 50)
    sys.stdout.write(f"{name}, {check.__name__}: {reasons or 'all 50'}\n")
    assert reasons == {}
