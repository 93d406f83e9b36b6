"""The place of the title in a bullet."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.bullet_titles import find_title
from weeklypapers.markdown import render_inline

LINK = "(https://arxiv.org/abs/2406.00001)"


def place_of(source: str) -> tuple[str, str, bool] | None:
    """The title of some content, the text after it, and whether it is marked."""
    inline = render_inline(source)
    place = find_title(inline, [mark for mark in inline.marks if mark.kind == "link"], 0)
    if place is None:
        return None
    (begin, end), after, is_marked = place
    return inline.text[begin:end], inline.text[after:], is_marked


@pytest.mark.parametrize(
    ("source", "title", "rest"),
    [
        (f"[A title]{LINK} more", "A title", " more"),
        ("**A title.** more", "A title", " more"),
        ("**FooNet**: Networks for Foo. More", "FooNet: Networks for Foo", ". More"),
        ("**LongRAG**: *text*", "LongRAG", "text"),
        ('A. Ruiz and B. Li, "A quoted title," in ICLR', "A quoted title", " in ICLR"),
        (f"2024, [A longer title]{LINK}", "A longer title", ""),
        ("ICLR 2024 **A title** more", "A title", " more"),
    ],
)
def test_marked_titles(source: str, title: str, rest: str) -> None:
    assert place_of(source) == (title, rest, True)


@pytest.mark.parametrize(
    ("source", "title", "rest"),
    [
        (f"A title [Paper]{LINK}", "A title", "Paper"),
        ("A *very* long title *Ana Ruiz, Bo Li*", "A very long title", "Ana Ruiz, Bo Li"),
        ("A title | more", "A title", " | more"),
        ("A title (part 2)  \nmore", "A title (part 2)", "\nmore"),
    ],
)
def test_plain_titles(source: str, title: str, rest: str) -> None:
    assert place_of(source) == (title, rest, False)


@pytest.mark.parametrize("source", ["", "...", f"[Paper]{LINK}", f"🔥 [Paper]{LINK} text"])
def test_no_title(source: str) -> None:
    assert place_of(source) is None


def test_the_title_begins_after_an_offset() -> None:
    inline = render_inline("[ICLR 2024] A title")
    place = find_title(inline, [], 11)
    assert place is not None
    assert place.title == (12, 19)
