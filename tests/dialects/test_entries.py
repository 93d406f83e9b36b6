"""The entries of a document, with their texts and lines."""

from __future__ import annotations

from support.entries import LINK, entry_of, texts
from weeklypapers.dialects.entries import BlockText, text_of, tree_of
from weeklypapers.markdown import Block, blocks


def text(source: str) -> BlockText:
    (block,) = blocks(source.splitlines())
    assert isinstance(block, Block)
    return text_of(block)


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


def test_links_with_labels_dates_and_identifiers_are_no_candidates() -> None:
    (line,) = entry_of(f"- 2024-05-31 | A title | `arXiv:2406.00001` [Paper]{LINK}\n").lines
    assert [line.string(each) for each in line.candidates] == ["A title"]
