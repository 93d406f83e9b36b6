"""New papers in the documents of lists, and their rows."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import (
    COLUMNS,
    ENTRIES,
    HEADED,
    PDF,
    WEEKLY,
    assert_written,
    changed_lines,
    link,
    new_paper,
    real_list,
)
from weeklypapers.editing.adding import insert_papers
from weeklypapers.testing import hypothesis as strategies


@pytest.mark.parametrize(
    "week", ["2024-06-30", "2024-06-02", "2025-06-01", "2024-03-24", "2022-12-25"]
)
@pytest.mark.parametrize("name", ["weekly-papers.md", "ml-papers-of-the-week.md"])
def test_papers_are_added_to_a_real_list(name: str, week: str) -> None:
    papers = real_list(name)
    new = papers.add(new_paper(week), new_paper(week, "And another"))

    assert changed_lines(papers, new)[0] == []
    assert_written(new)
    added = [
        index for index, paper in enumerate(new) if paper.title in ("A new paper", "And another")
    ]
    assert added == [added[0], added[0] + 1]
    assert [paper for index, paper in enumerate(new) if index not in added] == list(papers)
    assert [group.ending for group in new.weeks] == sorted(
        {*(group.ending for group in papers.weeks), date.fromisoformat(week)}, reverse=True
    )


@given(st.lists(strategies.papers(arxiv=False), max_size=4), st.booleans())
def test_any_papers_are_added_to_the_weekly_table(others: list[wp.Paper], ends: bool) -> None:  # noqa: FBT001
    kept = [
        wp.Paper(**{field: getattr(paper, field) for field in COLUMNS}, extra={"Notes": "b | c"})
        for paper in others
    ]
    text = WEEKLY if ends else WEEKLY.removesuffix("\n\nThanks!\n")
    papers = wp.parse(text)
    new = papers.add(*kept)

    assert list(wp.parse(new.to_markdown())) == list(new)
    assert list(new) == list(wp.Papers(papers).add(*kept))
    assert new.to_markdown().endswith("\n") is text.endswith("\n")
    assert changed_lines(papers, new)[0] == []


def test_an_empty_weekly_table_is_filled() -> None:
    empty = wp.parse(wp.Papers().to_markdown())
    new = empty.add(new_paper("2024-06-23"), new_paper("2024-06-30", "B"))

    assert [paper.title for paper in new] == ["B", "A new paper"]
    assert new.to_markdown().splitlines()[2].startswith("| 2024-06-30 | B |  |")


def test_a_week_without_a_place_is_left_out_in_a_list_of_years() -> None:
    papers = wp.parse(
        "# 2015\n\n- [Halls](https://arxiv.org/abs/1501.00001)\n\n"
        "# 2014\n\n- [Rooms](https://arxiv.org/abs/1401.00001)\n"
    )
    paper = wp.Paper(title="Doors", week="2024-06-30", links="https://arxiv.org/abs/2406.00001")
    new = papers.add(paper)
    assert [(each.title, each.week) for each in new] == [
        ("Doors", None),
        ("Halls", None),
        ("Rooms", None),
    ]
    assert [problem.code for problem in new.problems] == ["no-place", "from-heading"]
    with pytest.raises(wp.EditError, match="no heading of the list has this week"):
        papers.add(paper, strict=True)


def test_a_paper_goes_under_its_topic() -> None:
    table = "| Title | Abstract |\n|-|-|\n| A {} | It is. |\n"
    papers = wp.parse(f"## One\n\n{table.format(1)}\n## Two\n\n{table.format(2)}")
    new = papers.add(wp.Paper(title="New", topics=["One"]), wp.Paper(title="Last", topics=["Two"]))

    assert [paper.title for paper in new] == ["A 1", "New", "A 2", "Last"]
    assert_written(new)


def test_weeks_may_run_from_old_to_new() -> None:
    papers = wp.parse(HEADED.format("2024-W23", "2024-W24"))
    weeks = [date(2024, 6, 30), date(2024, 6, 23), date(2024, 6, 2)]
    new = papers.add(*(wp.Paper(title=f"N {week}", week=week, links=[link(PDF)]) for week in weeks))
    assert [paper.title for paper in new] == [
        *("N 2024-06-02", "A b", "C d", "N 2024-06-23", "N 2024-06-30"),
    ]
    assert_written(new)


def test_an_empty_section_is_filled() -> None:
    papers = wp.parse(HEADED.format("2024-W24", "2024-W23"), dialect="table")
    emptied = papers.remove(papers[1])
    new = emptied.add(papers[1])

    assert new == papers
    assert new.to_markdown() == papers.to_markdown()


@pytest.mark.parametrize(
    ("text", "paper", "message"),
    [
        (WEEKLY, wp.Paper(title="x", venue="y"), "venue: the list has no column"),
        (
            f"| [Alpha one thing]({PDF}) | ICML 2024 |\n|-|-|\n",
            wp.Paper(title="x"),
            "no table of papers",
        ),
        (
            ENTRIES,
            wp.Paper(title="x", links=[link(PDF, "Paper")]),
            "week: the headings above the new entry give it '2024-06-09'",
        ),
        (
            HEADED.format("2024-W24", "2024-W23"),
            wp.Paper(title="x", week=date(2024, 6, 22), links=[link(PDF)]),
            "week: no heading of a week, such as '2024-W24', can be written for 2024-06-22",
        ),
    ],
)
def test_a_paper_without_a_place_is_an_error(text: str, paper: wp.Paper, message: str) -> None:
    with pytest.raises(wp.EditError, match=message):
        wp.parse(text).add(paper, strict=True)


def test_a_list_without_a_document_is_changed() -> None:
    papers = wp.parse(WEEKLY)[:]
    assert [paper.title for paper in papers.remove(papers[1])] == ["Alpha", "Gamma"]
    new = papers.add(new_paper("2024-06-30"), new_paper("2024-06-23", "B"), wp.Paper(title="C"))
    assert [paper.title for paper in new] == ["Alpha", "Beta", "A new paper", "B", "Gamma", "C"]


@pytest.mark.parametrize(
    ("weeks", "week", "index"),
    [
        (["2024-06-30", "2024-06-16"], "2024-06-30", 1),
        (["2024-06-30", "2024-06-16"], "2024-06-23", 1),
        (["2024-06-30", "2024-06-16"], "2024-06-02", 2),
        (["2024-06-16", "2024-06-30"], "2024-06-23", 1),
        (["2024-06-16", "2024-06-30"], "2024-07-07", 2),
        (["2024-06-30", None], "2024-06-02", 1),
        ([None], "2024-06-02", 0),
        (["2024-06-30"], None, 1),
        ([], "2024-06-30", 0),
    ],
)
def test_a_paper_is_inserted_by_its_week(
    weeks: list[str | None], week: str | None, index: int
) -> None:
    def paper(day: str | None) -> wp.Paper:
        return wp.Paper(title="One", week=date.fromisoformat(day) if day else None)

    new = wp.Paper(title="New", week=date.fromisoformat(week) if week else None)
    papers = insert_papers([paper(day) for day in weeks], [new])
    assert [index for index, paper in enumerate(papers) if paper is new] == [index]


def test_a_heading_gets_the_year_if_its_neighbours_leave_it_open() -> None:
    text = HEADED.format("June 10 - June 16, 2024", "June 3 - June 9")
    new = wp.parse(text).add(wp.Paper(title="New", week=date(2023, 12, 31), links=[link(PDF)]))
    assert "## December 25 - December 31, 2023\n" in new.to_markdown()
    assert_written(new)


# Rows


def test_rows_with_pictures_are_no_templates() -> None:
    papers = wp.parse(
        "| Title | Venue | Code |\n|:-|:-:|-|\n"
        "| [**Alpha is**](https://arxiv.org/abs/2406.00001) | ACL | - |\n"
        "| ![s](https://s.b/x.svg) <br> [**Beta is**](https://arxiv.org/abs/2406.00002) | ACL | - |\n"
    )
    code = attrs.evolve(link("https://github.com/a/b", "Code"))
    new = papers.add(wp.Paper(title="New", venue="ICLR", links=[link(PDF), code]))

    assert changed_lines(papers, new)[1] == [
        f"| [**New**]({PDF}) | ICLR | [Code](https://github.com/a/b) |"
    ]


def test_rows_of_a_section_are_numbered_consecutively() -> None:
    papers = real_list("ml-papers-of-the-week.md")
    new = papers.add(new_paper("2024-06-30"), new_paper("2024-06-30", "And another"))

    assert [line[:9] for line in changed_lines(papers, new)[1]] == ["| 11) **A", "| 12) **A"]


@pytest.mark.parametrize("prefix", ["", "> ", "  "])
def test_a_row_that_gives_the_paper_is_the_template(prefix: str) -> None:
    """After a title without bold, a short summary would be a part of the title."""
    lines = [
        "| **Paper** | **Links** |",
        "|-|-|",
        f"| **One is** - It is a summary. | [Paper]({PDF}) |",
        f"| [Two is]({PDF}) | |",
    ]
    papers = wp.parse("".join(f"{prefix}{line}\n" for line in lines))
    new = papers.add(wp.Paper(title="New", abstract="Is.", links=[link(PDF, "Paper")]))

    assert changed_lines(papers, new) == ([], [f"{prefix}| **New** - Is. | [Paper]({PDF}) |"])


def test_a_table_on_the_first_line_may_begin_with_a_byte_order_mark() -> None:
    papers = wp.parse("\ufeff| Title | Venue |\n|-|-|\n", dialect="table")
    new = papers.add(wp.Paper(title="New", venue="ACL"))
    assert changed_lines(papers, new) == ([], ["| New | ACL |"])
