"""Round trips: each real list loses random papers one by one, and gains a new one.

``pytest -s`` prints how many lists allow it, and why the others don't.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from hashlib import sha256

import attrs
import pytest

import weeklypapers as wp
from support.editing import link, real_list
from support.real_lists import DATA, LISTS, needs_data

NAMES = [path.relative_to(DATA).as_posix() for path in LISTS]
# Lists in other forms than tables have no writer yet.
WRITABLE = [name for name in NAMES if "bullets" not in name]


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
    assert removed == origin.text.split("\n")
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


@pytest.mark.parametrize("check", [check_removal, check_addition])
@pytest.mark.parametrize("name", WRITABLE)
def test_tables_lose_and_gain_a_few_papers(
    name: str, check: Callable[[wp.Papers, int], None]
) -> None:
    assert obstacles(name, check, 5) == {}


@pytest.mark.slow
@pytest.mark.parametrize("check", [check_removal, check_addition])
@pytest.mark.parametrize("name", WRITABLE)
def test_tables_lose_and_gain_papers(name: str, check: Callable[[wp.Papers, int], None]) -> None:
    assert obstacles(name, check, 50) == {}


@needs_data
def test_the_number_of_lists_that_can_be_written() -> None:
    reasons = {name: obstacles(name, check_removal, 5) for name in set(NAMES) - set(WRITABLE)}
    lines = [f"{len(WRITABLE)} of {len(NAMES)} lists can be written"]
    for name, counts in reasons.items():
        lines.append(f"{name}: {counts}")
        assert counts, f"{name} can be written, too"
    sys.stdout.write("\n".join(["", *lines, ""]))
