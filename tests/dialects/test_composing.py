"""Entries of the texts of items, paragraphs and headings."""

from __future__ import annotations

import pytest

from support.entries import LINK, node, texts
from weeklypapers.dialects.composing import (
    all_texts,
    entry_alone,
    entry_of,
    is_label_of_line,
    new_entry,
    own_entry,
)
from weeklypapers.dialects.entry_lines import first_line
from weeklypapers.dialects.headings import Section

NESTED = f"- A title\n  - Ana Ruiz\n    - [Paper]{LINK}\n  - [Code]{LINK}\n"


def test_an_entry_has_the_lines_of_all_items_in_it() -> None:
    assert texts(entry_of(node(NESTED))) == ["A title", "Ana Ruiz", "Paper", "Code"]
    assert texts(own_entry(node(NESTED))) == ["A title"]
    assert [text.content.inline.text for text in all_texts(node(NESTED))] == [
        "A title",
        "Ana Ruiz",
        "Paper",
        "Code",
    ]


def test_the_places_of_lines() -> None:
    item, below = node(NESTED), node("More words.")
    entry = new_entry("item", item.texts, [*item.children, below], Section())
    places = ["head", "nested", "nested", "nested", "below"]
    assert [line.place for line in entry.lines] == places


def test_entries_outside_of_sections_are_remembered() -> None:
    item = node(NESTED)
    assert own_entry(item) is own_entry(item)
    assert entry_alone(item.texts[0]) is entry_alone(item.texts[0])
    assert entry_alone(item.texts[0]).kind == "item"
    assert entry_alone(node("A title").texts[0]).kind == "paragraph"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"Link: [arXiv]{LINK}", True),
        ("Authors: A. Ruiz", True),
        ("Date: May 2024", True),
        ("Title: A title", True),
        ("no label", True),
        (f"Data: The New Oil [paper]{LINK}", False),
        ("Authors: the words of a title", False),
    ],
)
def test_a_label_says_what_all_of_its_line_is(source: str, expected: bool) -> None:  # noqa: FBT001
    line = first_line(node(f"- {source}").texts[0])
    assert line is not None
    assert is_label_of_line(line) is expected
