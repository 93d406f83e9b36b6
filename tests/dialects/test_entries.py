"""The entries of a document and their lines."""

from __future__ import annotations

import pytest

from support.entries import LINK, entry_of, paper, texts
from weeklypapers.dialects.entries import BlockText, lines_of, text_of, tree_of
from weeklypapers.markdown import Block, blocks


def text(source: str) -> BlockText:
    (block,) = blocks(source.splitlines())
    assert isinstance(block, Block)
    return text_of(block)


def lines(source: str) -> list[str]:
    return [line.string() for line in lines_of(text(source), "head")]


def test_links_that_lead_somewhere() -> None:
    found = text(f"- [a]{LINK} [b](#) [c]() [d](https://example.org) [e](more.md)")
    assert [mark.target for mark in found.links] == [LINK[1:-1], "https://example.org", "more.md"]
    assert [mark.target for mark in found.leads] == [LINK[1:-1]]
    assert not text("- [d](https://example.org)").leads


def test_items_contain_those_nested_in_them_and_other_blocks_stand_alone() -> None:
    source = "para\n\n- one\n  - two\n\n    more\n- three\n"
    first, one, three = tree_of(
        each for each in blocks(source.splitlines()) if isinstance(each, Block)
    )
    assert (first.item, len(first.blocks)) == (None, 1)
    (two,) = one.children
    assert [len(each.blocks) for each in (one, two, three)] == [1, 2, 1]


def test_items_below_too_many_others_stand_beside_each_other() -> None:
    source = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(1000))
    nodes = tree_of(each for each in blocks(source.splitlines()) if isinstance(each, Block))
    sizes = []
    while nodes:
        sizes.append(len(nodes))
        nodes = nodes[0].children
    assert sizes == [1] * 49 + [951]


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


def test_the_source_of_an_entry_has_the_numbers_of_its_lines() -> None:
    entry = entry_of(f"# Halls\n\n- **A title**\n  - Ana Ruiz, Bo Li\n\n  - [Paper]{LINK}\n")
    assert texts(entry) == ["A title", "Ana Ruiz, Bo Li", "Paper"]
    assert [line.place for line in entry.lines] == ["head", "nested", "nested"]
    assert entry.leads
    assert entry.source == [
        (3, "- **A title**"),
        (4, "  - Ana Ruiz, Bo Li"),
        (6, f"  - [Paper]{LINK}"),
    ]
