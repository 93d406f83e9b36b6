"""Sections for new weeks."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

from datetime import date

import pytest

import weeklypapers as wp
from support.editing import (
    HEADED,
    PDF,
    TABLE,
    WEEKLY,
    assert_written,
    changed_lines,
    link,
    new_paper,
    real_list,
)
from weeklypapers.editing.document import Document
from weeklypapers.editing.new_sections import week_sections
from weeklypapers.editing.places import Place, read_contents


def test_a_new_week_gets_a_section_like_its_neighbours() -> None:
    papers = real_list("ml-papers-of-the-week.md")
    new = papers.add(new_paper("2024-07-14"), new_paper("2024-07-14", "And another"))

    assert changed_lines(papers, new)[1] == [
        "## Top ML Papers of the Week (July 8 - July 14) - 2024",
        "| **Paper**  | **Links** |",
        "| ------------- | ------------- |",
        "| 1) **A new paper** - It is new.  | [Paper](https://arxiv.org/abs/2406.00001) |",
        "| 2) **And another** - It is new.  | [Paper](https://arxiv.org/abs/2406.00001) |",
        "",
    ]


@pytest.mark.parametrize(
    ("newer", "older", "week", "heading"),
    [
        ("(June 10 - June 16) - 2024", "(June 3 - June 9) - 2024", "2024-06-30", "(June 24 - June 30) - 2024"),
        ("(June 10 - June 16) - 2024", "(June 3 - June 9) - 2024", "2024-06-02", "(May 27 - June 2) - 2024"),
        ("May 15-21, 2023", "May 8-14, 2023", "2023-05-28", "May 22-28, 2023"),
        ("May 22-28, 2023", "May 15-21, 2023", "2023-06-04", "May 29 - June 4, 2023"),
        ("15-21 May 2023", "8-14 May 2023", "2023-06-04", "29 May - 4 June 2023"),
        ("Jun. 10th – 16th, 2024", "Jun. 3rd – 9th, 2024", "2024-06-23", "Jun. 17th – 23rd, 2024"),
        ("2024-06-10 to 2024-06-16", "2024-06-03 to 2024-06-09", "2024-07-07", "2024-07-01 to 2024-07-07"),
        ("2024.06.10 - 2024.06.16", "2024.06.03 - 2024.06.09", "2024-07-07", "2024.07.01 - 2024.07.07"),
        ("2024-W24", "2024-W23", "2025-01-05", "2025-W01"),
        ("Papers for 2024-W24", "Papers for 2024-W23", "2024-06-23", "Papers for 2024-W25"),
        ("2024年6月10日-16日", "2024年6月3日-9日", "2024-06-23", "2024年6月17日-23日"),
        ("Issue 12: June 10 – 16, 2024", "Issue 11: June 3 – 9, 2024", "2024-06-23", "Issue 13: June 17 – 23, 2024"),
        ("Issue 12: June 10 – 16, 2024", "Issue 11: June 3 – 9, 2024", "2024-06-02", "Issue 10: May 27 – June 2, 2024"),
        ("June 17 – 23, 2024 (No. 24)", "June 10 – 16, 2024 (No. 23)", "2024-06-30", "June 24 – 30, 2024 (No. 25)"),
        ("December 23 - December 29, 2024", "December 16 - December 22, 2024", "2025-01-05", "December 30 - January 5, 2025"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_week_gets_a_heading(
    newer: str, older: str, week: str, heading: str, newline: str
) -> None:
    papers = wp.parse(HEADED.format(newer, older).replace("\n", newline))
    new = papers.add(wp.Paper(title="New", week=date.fromisoformat(week), links=[link(PDF)]))

    added = changed_lines(papers, new)[1]
    assert sorted(filter(None, added)) == sorted(
        [f"## {heading}", "| Title | Link |", "|-|-|", f"| [New]({PDF}) | |", "---"]
    )
    assert_written(new)
    assert new.to_markdown().count(newline) == new.to_markdown().count("\n")
    assert [group.ending for group in new.weeks] == sorted(
        (group.ending for group in new.weeks), reverse=True
    )


def test_no_heading_is_written_twice() -> None:
    text = HEADED.format("2024-W25", "2024-W23") + "\n## 2024-W24\n\nNothing to read.\n"
    with pytest.raises(
        wp.EditError, match="17: week: the document already has the heading '## 2024-W24'"
    ):
        wp.parse(text).add(wp.Paper(title="New", week=date(2024, 6, 16), links=[link(PDF)]))


def test_no_week_is_inserted_between_numbered_ones() -> None:
    papers = wp.parse(HEADED.format("Issue 12: June 17 – 23, 2024", "Issue 11: June 3 – 9, 2024"))
    with pytest.raises(wp.EditError, match="numbered"):
        papers.add(wp.Paper(title="New", week=date(2024, 6, 16), links=[link(PDF)]))


def places(text: str) -> list[Place]:
    return read_contents(Document(text)).places


def test_rows_are_grouped_by_the_headings_of_weeks() -> None:
    sections = week_sections(places(HEADED.format("2024-W24", "2024-W23")))
    assert [(section.heading.line, section.named) for section in sections] == [
        (3, date(2024, 6, 16)),
        (11, date(2024, 6, 9)),
    ]
    assert [[place.line for place in section.places] for section in sections] == [[7], [15]]


@pytest.mark.parametrize(
    ("text", "is_from_heading"),
    [(HEADED.format("2024-W24", "2024-W23"), True), (WEEKLY, False), (TABLE, False)],
)
def test_a_column_of_weeks_comes_before_headings(text: str, *, is_from_heading: bool) -> None:
    assert places(text)[0].is_from_heading("week") is is_from_heading


def test_an_underlined_heading_stays_underlined() -> None:
    table = "| Title | Link |\n|-|-|\n| [A b](https://a.b/1) | |\n"
    papers = wp.parse(f"2024-W24\n--------\n\n{table}\n2024-W23\n--------\n\n{table}")
    new = papers.add(wp.Paper(title="New", week=date(2024, 6, 23), links=[link(PDF)]))
    assert new.to_markdown().startswith("2024-W25\n--------\n\n| Title | Link |\n|-|-|\n| [New]")
