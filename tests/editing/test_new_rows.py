"""Rows for new papers."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from support.editing import PDF, changed_lines, link, new_paper, real_list


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
