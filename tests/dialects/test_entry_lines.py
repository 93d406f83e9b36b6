"""Texts of blocks, divided into lines."""

from __future__ import annotations

import pytest

from support.entries import LINK, paper
from weeklypapers.dialects.entries import BlockText, text_of
from weeklypapers.dialects.entry_lines import first_line, lines_of, opens_fold
from weeklypapers.markdown import Block, blocks


def text(source: str) -> BlockText:
    (block,) = blocks(source.splitlines())
    assert isinstance(block, Block)
    return text_of(block)


def lines(source: str) -> list[str]:
    return [line.string() for line in lines_of(text(source), "head")]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("A title (part 2)  \nmore", ["A title (part 2)", "more"]),
        ("A title<br>more", ["A title", "more"]),
        ("A title that\ngoes on", ["A title that\ngoes on"]),
        ("A title,\n**more**", ["A title,", "more"]),
        ("A title,\nPDF: <https://a.org/b>", ["A title,", "PDF: https://a.org/b"]),
        ("**A title**\nAna Ruiz, Bo Li", ["A title", "Ana Ruiz, Bo Li"]),
        ("Ana Ruiz, Bo Li\nand more", ["Ana Ruiz, Bo Li", "and more"]),
        ("**Venue:** ICLR **Link:** here", ["Venue: ICLR", "Link: here"]),
    ],
)
def test_a_line_ends_where_markup_labels_and_names_begin(source: str, parts: list[str]) -> None:
    normalised = [" ".join(part.split()) for part in lines(source)]
    assert normalised == [" ".join(part.split()) for part in parts]


@pytest.mark.parametrize("summary", ["Abstract", "[Abs]", "摘要", "Show more"])
def test_the_summary_of_a_folded_part_is_its_label_and_not_its_text(summary: str) -> None:
    told = "Halls are wide, and this says how one walks in them."
    nested = (
        f"- **[Halls]{LINK}**\n  <details><summary>{summary}</summary>\n  {told}\n  </details>\n"
    )
    fold = f"<details> <summary>{summary}</summary> {told} </details>"
    inline = f"1. **Halls in a row** [[pdf]{LINK}] {fold}\n"
    assert paper(nested).abstract == told
    assert paper(inline).abstract == told


def test_labelled_lines_of_a_paragraph_are_lines_without_hard_breaks() -> None:
    head = "# HallWalk: A Way Through\n\n"
    labelled = ["**Authors:** Ana Ruiz, Bo Li", "**Date:** 2024-12-03", f"**Id:** [arXiv]{LINK}"]
    for end in ("\n", "  \n"):
        found = paper(head + end.join(labelled) + "\n")
        assert found.title == "HallWalk: A Way Through"
        assert list(map(str, found.listed_authors)) == ["Ana Ruiz", "Bo Li"]
        assert (found.venue, str(found.listed_date)) == (None, "2024-12-03")


def test_lines_below_the_head_have_another_place() -> None:
    found = text("**A title**\nAna Ruiz, Bo Li")
    assert [line.place for line in lines_of(found, "head")] == ["head", "below"]
    assert [line.place for line in lines_of(found, "nested")] == ["nested", "nested"]


def test_the_first_line_of_a_text_has_its_label() -> None:
    line = first_line(text(f"**Code:** [here]{LINK}\n**Data:** [there]{LINK}"))
    assert line is not None
    assert line.label is not None
    assert (line.label.word, line.string()) == ("Code", "Code: here")
    assert first_line(text("![](a.png)")) is None


def test_a_block_that_ends_with_a_summary_opens_a_folded_part() -> None:
    assert opens_fold(text("<details><summary>A title</summary>"))
    assert not opens_fold(text("<details><summary>A title</summary> more </details>"))
    assert not opens_fold(text("<div>A title</div>"))
    assert not opens_fold(text("A title"))
