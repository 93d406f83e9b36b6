"""Changed links in the cells of a row."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from support.editing import PDF, STYLED, changed_lines, link, real_list, with_changes


def test_a_link_replaces_null_in_the_column_of_its_kind() -> None:
    papers = real_list("lists/arxiv-daily.md")
    new = with_changes(papers, 3, links=[*papers[3].links, link("https://github.com/a/b", "link")])

    assert changed_lines(papers, new)[1][0].endswith("|[link](https://github.com/a/b)|")
    assert changed_lines(papers, with_changes(new, 3, links=papers[3].links)) == ([], [])


def test_the_target_of_a_picture_is_changed() -> None:
    papers = wp.parse(STYLED)
    first, second = papers[0].links
    changed = with_changes(papers, 0, links=[attrs.evolve(first, url=PDF), second])
    assert changed.to_markdown() == STYLED.replace(first.url, PDF)


@pytest.mark.parametrize(
    ("links", "cells"),
    [
        ([], "| One |  |  |"),
        ([link(PDF, "pdf")], f"| One | [pdf]({PDF}) |  |"),
        (
            [link(PDF, "pdf"), link("https://github.com/a/c", "code")],
            f"| One | [pdf]({PDF}) | [code](https://github.com/a/c) |",
        ),
        (
            [
                link(PDF, "pdf"),
                link("https://github.com/a/b", "code"),
                link("https://github.com/c/d", "more"),
            ],
            f"| One | [pdf]({PDF}) | [code](https://github.com/a/b), [more](https://github.com/c/d) |",
        ),
        ([link("https://github.com/a/b", "code")], "| One |  | [code](https://github.com/a/b) |"),
        (
            [link(PDF), link("https://github.com/a/b", "code")],
            f"| One | <{PDF}> | [code](https://github.com/a/b) |",
        ),
    ],
)
def test_each_link_goes_to_the_column_of_its_kind(links: list[wp.Link], cells: str) -> None:
    row = f"| One | [pdf]({PDF}) | [code](https://github.com/a/b) |"
    papers = wp.parse(f"| Title | Paper | Code |\n|-|-|-|\n{row}\n")
    assert with_changes(papers, 0, links=links).to_markdown().splitlines()[2] == cells


def test_a_link_without_a_column_is_an_error() -> None:
    papers = wp.parse("| Title | Code | Venue |\n|-|-|-|\n| One | | ACL |\n")
    with pytest.raises(wp.EditError, match="links: the list has no column for links such as"):
        with_changes(papers, 0, links=[link("https://x.com/a/status/1", "Tweet")])
    with pytest.raises(wp.EditError, match="the title's cell has no place for another link"):
        with_changes(papers, 0, links=[link(PDF, "a"), link(f"{PDF}v2", "b")])


def test_a_title_may_lead_where_other_titles_lead() -> None:
    code = "https://github.com/a/b"
    papers = wp.parse(f"| Title | Venue |\n|-|-|\n| [One]({code}) | ACL |\n")
    new = papers.add(wp.Paper(title="Two", links=[link(f"{code}c")]))
    assert changed_lines(papers, new)[1] == [f"| [Two]({code}c) |  |"]
