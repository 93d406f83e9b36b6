"""The rows of Markdown tables."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import PDF, TABLE, assert_written, changed_lines, link

NUMBERED = """\
| # | Title | Link |
|---|-------|------|
| {} | Alpha | [pdf](https://arxiv.org/abs/2406.00001) |
| {} | Beta | [pdf](https://arxiv.org/abs/2406.00002) |
"""


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        ((1, 2), [f"| 3 | New | [pdf]({PDF}) |"]),
        ((2, 1), [f"| 3 | New | [pdf]({PDF}) |"]),
    ],
)
def test_a_column_of_numbers_continues(numbers: tuple[int, int], lines: list[str]) -> None:
    papers = wp.parse(NUMBERED.format(*numbers))
    new = papers.add(wp.Paper(title="New", links=[link(PDF, "pdf")]))
    assert changed_lines(papers, new) == ([], lines)
    assert_written(new)
    assert [paper.title for paper in new].index("New") == (2 if numbers == (1, 2) else 0)


def test_a_row_in_the_middle_renumbers_those_below() -> None:
    papers = wp.parse(TABLE)
    new = papers.add(wp.Paper(title="New", listed_date=wp.PartialDate(2024, 6, 6)))
    assert [paper.extra["No"] for paper in new] == ["1", "2", "3", "4", "5"]
    assert new[1].title == "New"
