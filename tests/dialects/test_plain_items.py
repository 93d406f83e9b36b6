"""Values of items that follow a compiled template, and the items that it refuses."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.compiled import compile_templates
from weeklypapers.dialects.entries import tree_of
from weeklypapers.dialects.plain_items import PlainItem, source_of
from weeklypapers.markdown import Block, blocks
from weeklypapers.model.templates import Template

LINK = "[[Paper](https://arxiv.org/abs/2406.00001)]"
TEMPLATE = (
    "- **{title}** (*{venue}, {date:%Y}*) {links:[[label](url)] }\n"
    "  - {authors}\n"
    "  - Site: {topics}"
)


def read(text: str, pattern: str = TEMPLATE) -> PlainItem | None:
    compiled = compile_templates([(Template(pattern), 10)])
    assert compiled is not None
    (node,) = tree_of(block for block in blocks(text.splitlines()) if isinstance(block, Block))
    return compiled.read(node)


def test_the_text_of_an_item_has_the_nested_ones() -> None:
    (node,) = tree_of(
        block for block in blocks(["- a", "  b", "  - c", "  - d"]) if isinstance(block, Block)
    )
    assert source_of(node) == "a\nb\x02c\x02d"


def test_the_evidence_of_each_value() -> None:
    item = read(
        f"- **Networks for Foo** (*ICLR, 2024*) {LINK}\n"
        "  - Ada Lovelace, Grace Hopper\n"
        "  - Site: graphs"
    )
    assert item is not None
    assert item.evidence == ["", "venue", "date", "", "names", ""]
    item = read(
        f"- **Networks for Foo** (*Acta Foo, 2024*) {LINK} [[A Study](https://a.org/b.pdf)]"
    )
    assert item is not None
    assert item.evidence == ["", "person", "date", "text", "missing", "missing"]


@pytest.mark.parametrize("venue", ["*ICLR, 2024*", "* ICLR, 2024*", "*ICLR, 2024 *"])
def test_stars_beside_blanks_are_no_emphasis(venue: str) -> None:
    item = read(f"- **Networks for Foo** ({venue}) {LINK}")
    assert (item is None) == (" *" in venue or "* " in venue)


def test_an_unknown_word_before_a_colon_may_be_a_label() -> None:
    item = f"- **Networks for Foo** {LINK}\n"
    assert read(f"{item}  - Ada Lovelace, Grace Hopper") is not None
    assert read(f"{item}  - Team: Ada Lovelace, Grace Hopper") is None


def test_a_title_before_a_link_may_be_the_beginning_of_a_sentence() -> None:
    pattern = "- {title} {links:[[label](url)]}"
    assert read(f"- Networks for Foo {LINK}", pattern) is not None
    assert read(f"- Networks with Foo are in {LINK}", pattern) is None
    assert read(f"- **Networks for** {LINK}", "- **{title}** {links:[[label](url)]}") is not None


@pytest.mark.parametrize("venue", ["Acta -", "Acta·", "[Acta"])
def test_a_venue_has_no_separators_at_its_ends(venue: str) -> None:
    assert read(f"- **Networks for Foo** (*Acta, 2024*) {LINK}") is not None
    assert read(f"- **Networks for Foo** (*{venue}, 2024*) {LINK}") is None


def test_a_picture_may_separate_two_words() -> None:
    item = read(f"- **Networks ![x](y) for Foo** {LINK}")
    assert item is not None
    assert item.values["title"] == "Networks for Foo"
    assert read(f"- **Networks ![x](y)for Foo** {LINK}") is None


@pytest.mark.parametrize("lead", ["-", "·"])
def test_a_title_has_no_separator_at_its_beginning(lead: str) -> None:
    assert read(f"- **{lead}Networks for Foo** {LINK}") is None
