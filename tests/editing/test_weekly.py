"""Rows of the weekly table with changed fields."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import COLUMNS, WEEKLY, changed_lines, with_changes
from weeklypapers.testing import hypothesis as strategies


@given(
    st.integers(0, 2),
    st.lists(st.sampled_from(COLUMNS), min_size=1),
    strategies.papers(arxiv=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_edit_of_the_weekly_table_is_read_back(
    index: int, fields: list[str], other: wp.Paper, newline: str
) -> None:
    text = WEEKLY.replace("\n", newline)
    papers = wp.parse(text)
    changed = {field: getattr(other, field) for field in fields}
    new = with_changes(papers, index, **changed)

    expected = [*papers]
    expected[index] = attrs.evolve(papers[index], **changed)
    assert list(new) == expected
    assert list(wp.parse(new.to_markdown())) == expected
    before, after = (papers.to_markdown().split(newline) for papers in (papers, new))
    assert len(before) == len(after)
    assert [line for number, line in enumerate(after) if number != 4 + index] == [
        line for number, line in enumerate(before) if number != 4 + index
    ]


def test_a_week_may_be_changed_in_its_column() -> None:
    new = with_changes(wp.parse(WEEKLY), 1, week=date(2024, 7, 7))
    assert [paper.week for paper in new] == [date(2024, 6, 30), date(2024, 7, 7), date(2024, 6, 16)]


def test_extra_columns_are_written_by_header() -> None:
    papers = wp.parse(WEEKLY)
    new = with_changes(papers, 2, extra={"Notes": "x | y"})

    assert new[2].extra == {"Notes": "x | y"}
    assert changed_lines(papers, new)[1][0].endswith(r"| x \| y |")


def test_a_row_that_is_too_short_is_completed() -> None:
    papers = wp.parse(f"{WEEKLY.split('Thanks')[0].rstrip()}\n| | Short\n")
    assert changed_lines(papers, with_changes(papers, 3, abstract="x"))[1] == [
        "| | Short | | x | | |"
    ]
