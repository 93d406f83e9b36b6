"""Rows of the weekly table with changed fields."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import COLUMNS, WEEKLY, lines_changed, replaced
from weeklypapers.testing import hypothesis as strategies


@given(
    st.integers(0, 2),
    st.lists(st.sampled_from(COLUMNS), min_size=1),
    strategies.papers(arxiv=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_edit_of_the_weekly_table_is_read_back(
    at: int, fields: list[str], other: wp.Paper, newline: str
) -> None:
    text = WEEKLY.replace("\n", newline)
    papers = wp.parse(text)
    changed = {field: getattr(other, field) for field in fields}
    new = replaced(papers, at, **changed)

    wanted = [*papers]
    wanted[at] = attrs.evolve(papers[at], **changed)
    assert list(new) == wanted
    assert list(wp.parse(new.to_markdown())) == wanted
    before, after = (one.to_markdown().split(newline) for one in (papers, new))
    assert len(before) == len(after)
    assert [line for number, line in enumerate(after) if number != 4 + at] == [
        line for number, line in enumerate(before) if number != 4 + at
    ]


def test_a_week_may_be_changed_in_its_column() -> None:
    new = replaced(wp.parse(WEEKLY), 1, week=date(2024, 7, 7))
    assert [paper.week for paper in new] == [date(2024, 6, 30), date(2024, 7, 7), date(2024, 6, 16)]


def test_extra_columns_go_by_their_header() -> None:
    papers = wp.parse(WEEKLY)
    new = replaced(papers, 2, extra={"Notes": "x | y"})

    assert new[2].extra == {"Notes": "x | y"}
    assert lines_changed(papers, new)[1][0].endswith(r"| x \| y |")


def test_a_row_that_is_too_short_is_completed() -> None:
    papers = wp.parse(f"{WEEKLY.split('Thanks')[0].rstrip()}\n| | Short\n")
    assert lines_changed(papers, replaced(papers, 3, abstract="x"))[1] == ["| | Short | | x | | |"]
