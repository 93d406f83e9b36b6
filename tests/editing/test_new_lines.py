"""The lines of new entries."""

from __future__ import annotations

import weeklypapers as wp
from support.editing import PDF, assert_written, link

ROWS = """\
| Title | Date | Link |
|-------|------|------|
| A | 2024-06-20 | [pdf](https://arxiv.org/abs/2406.00002) |
| B | 2024-06-10 | [pdf](https://arxiv.org/abs/2406.00003) |
"""


def test_new_papers_are_between_those_of_other_days() -> None:
    papers = wp.parse(ROWS)
    new = papers.add(
        *(
            wp.Paper(
                title=f"New {day}", listed_date=wp.PartialDate(2024, 6, day), links=[link(PDF)]
            )
            for day in (1, 15, 30, 20, 15)
        )
    )
    listed = [paper.listed_date.day for paper in new if paper.listed_date]
    assert listed == [30, 20, 20, 15, 15, 10, 1]
    assert [paper.title for paper in new[1:3]] == ["A", "New 20"]
    assert_written(new)
