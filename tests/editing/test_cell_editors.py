"""Cells changed part by part."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

from typing import Any

import pytest

import weeklypapers as wp
from support.editing import ENTRIES, PDF, STYLED, assert_written, changed_lines, with_changes
from weeklypapers.editing.cell_editors import CellEditor, TitleEditor


@pytest.mark.parametrize(
    ("index", "fields", "cell"),
    [
        (0, {"abstract": "more | less\nof *it*"}, r"1) **One** - more \| less<br>of \*it\*"),
        (0, {"abstract": None}, "1) **One**"),
        (1, {"abstract": "Now it has one."}, "2) **Two** - Now it has one."),
        (0, {"title": "First"}, "1) **First** - a summary."),
        (0, {"title": "First", "abstract": "New."}, "1) **First** - New."),
        (0, {"venue": "ACL"}, "1) **One** - a summary.<br>Venue: ACL"),
        (
            2,
            {"listed_authors": ["Cy Doe", "Di Ef"]},
            "3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Cy Doe, Di Ef <br> Venue: ICML",
        ),
        (
            2,
            {"venue": None},
            "3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan",
        ),
        (2, {"links": []}, "3) **Three** <br> Ann Lee, Bo Chan <br> Venue: ICML"),
        (
            2,
            {"title": "Third"},
            "3) **[Third](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan <br> Venue: ICML",
        ),
    ],
)
def test_an_entry_is_written_part_by_part(index: int, fields: dict[str, Any], cell: str) -> None:
    papers = wp.parse(ENTRIES)
    new = with_changes(papers, index, **fields)

    assert changed_lines(papers, new)[1][0].split(" | ")[0].split(" |  |")[0] == f"| {cell}"
    assert_written(new)


def test_inverted_names_are_separated_by_semicolons() -> None:
    text = ENTRIES.replace("Ann Lee, Bo Chan", "Authors: Ann Lee, Bo Chan")
    new = with_changes(wp.parse(text), 2, listed_authors=["Doe, Cy", "Ef, Di"], more_authors=True)
    assert "<br> Authors: Doe, Cy; Ef, Di; et al. <br>" in new.to_markdown()
    assert_written(new)


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"title": "Two"}, "**One is**", "**Two**"),
        ({"listed_date": wp.PartialDate(2024, 5, 2)}, ">04-18<", ">05-02<"),
        ({"listed_date": wp.PartialDate(2025, 5, 2)}, ">04-18<", ">2025-05-02<"),
        ({"abstract": "It does *more*."}, "It says what it does.", r"It does \*more\*."),
        ({"abstract": None}, "<br>It says what it does.", ""),
        ({"affiliation": "B Institute"}, "A University", "B Institute"),
    ],
)
def test_markup_around_a_field_stays(fields: dict[str, Any], old: str, new: str) -> None:
    papers = wp.parse(STYLED)
    assert with_changes(papers, 0, **fields).to_markdown() == STYLED.replace(old, new)


def test_parts_of_a_cell_are_edited_in_any_order() -> None:
    cell = CellEditor("**One** and *two*")
    assert not cell.is_changed
    cell.replace((8, 11), "a*b*")
    cell.insert(7, "!")
    cell.replace((0, 3), "1")

    assert cell.is_changed
    assert cell.markdown() == r"**1**! and *a\*b\**"


def test_ranges_of_text_have_ranges_of_markdown() -> None:
    cell = CellEditor("**A *b* c:** d")
    assert cell.inline.text == "A b c: d"
    assert cell.source_range((0, 5)) == (2, 9)
    assert cell.source_range((2, 3)) == (5, 6)
    assert cell.source_range((3, 3)) is None
    assert cell.source_end((0, 5)) == 12


def test_edits_of_the_same_part_are_an_error() -> None:
    cell = CellEditor("One two")
    cell.replace_source(0, 5, "x")
    cell.replace_source(4, 7, "y")
    with pytest.raises(wp.EditError, match="two fields share a part of the cell"):
        cell.markdown()
    cell.replace_all("z")
    assert cell.markdown() == "z"


def test_a_title_is_linked_and_unlinked() -> None:
    title = TitleEditor(CellEditor("1) **One** - It is a summary."), has_entries=True)
    number = title.number()
    assert number
    assert number[0] == "1"
    title.write("title", "Two")
    title.link(PDF)
    assert title.cell.markdown() == f"1) **[Two]({PDF})** - It is a summary."

    linked = TitleEditor(CellEditor(f"[One]({PDF})"), has_entries=False)
    linked.unlink(linked.cell.inline.marks[0])
    assert linked.cell.markdown() == "One"


def test_a_title_holds_the_fields_that_other_titles_hold() -> None:
    row = "| **{}** - It is.{} | [Paper](https://arxiv.org/abs/2406.0000{}) |\n"
    head = "| Paper | Links |\n|-|-|\n"
    papers = wp.parse(head + row.format("One", "<br>Venue: ACL", 1) + row.format("Two", "", 2))
    assert with_changes(papers, 1, venue="ICML")[1].venue == "ICML"
    with pytest.raises(wp.EditError, match="affiliation: the list has no column"):
        with_changes(papers, 1, affiliation="A University")


def test_fields_inside_of_others_are_an_error() -> None:
    source = "**One**<br>A first line.<br>Venue: ACL<br>A second line."
    title = TitleEditor(CellEditor(source), has_entries=True)
    with pytest.raises(wp.EditError, match="abstract: other fields are between its lines"):
        title.write("abstract", "New.")


def test_a_field_without_the_title_before_it_is_not_deleted() -> None:
    link = "[pdf](https://arxiv.org/abs/2406.15319)"
    cell = "**A title<br>of two lines** what it is about"
    papers = wp.parse(f"| Paper | Link |\n|--|--|\n| {cell} | {link} |\n")
    assert papers[0].abstract
    with pytest.raises(wp.EditError, match="abstract: the title is not before it"):
        with_changes(papers, 0, abstract=None)
    new = wp.Paper(title="New", links=wp.Link("https://arxiv.org/abs/2406.00001", label="pdf"))
    assert [paper.title for paper in papers.add(new)] == [papers[0].title, "New"]


def test_the_markdown_around_a_text_counts() -> None:
    cell = CellEditor("[a x)")
    cell.replace((2, 4), "](b")
    assert cell.markdown() == r"[a\](b)"


REFERENCES = """\
| Title | Venue | Link |
|-|-|-|
| [Alpha][1] | ACL | [pdf][2] |

[1]: https://arxiv.org/abs/2406.00001
[2]: https://arxiv.org/abs/2406.00002
"""


def test_links_by_reference_stay() -> None:
    papers = wp.parse(REFERENCES)
    assert with_changes(papers, 0, title="Beta").to_markdown() == REFERENCES.replace(
        "Alpha", "Beta"
    )
    links = [papers[0].links[0], wp.Link(url=PDF, label="pdf")]
    new = with_changes(papers, 0, links=links).to_markdown()
    assert new == REFERENCES.replace("[pdf][2]", f"[pdf]({PDF})")
    with pytest.raises(wp.EditError, match=r"the address .* can't be found in the row"):
        with_changes(papers, 0, links=[wp.Link(url=f"{PDF}v2", label="Alpha")])
