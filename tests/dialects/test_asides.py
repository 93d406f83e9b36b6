"""Parts of a document that select from its list or annotate it."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.asides import is_aside, is_footnote
from weeklypapers.dialects.headings import Heading, Section
from weeklypapers.markdown import Block, blocks


def section(*texts: str) -> Section:
    headings = [Heading(n, n, text, text, None, n == 1) for n, text in enumerate(texts, 1)]
    return Section(tuple(headings))


@pytest.mark.parametrize(
    "heading",
    ["Highlights", "News", "📢 Latest news", "Highlights of X", "Our works", "最新动态"],
)
def test_headings_of_selections_and_news(heading: str) -> None:
    assert is_aside(section("A list", heading))
    assert is_aside(section("A list", heading, "2024"))
    assert not is_aside(section(heading))  # the title of the document


@pytest.mark.parametrize("heading", ["Papers", "Newsletters", "Highlighting text", "Surveys"])
def test_other_headings(heading: str) -> None:
    assert not is_aside(section("A list", heading))


@pytest.mark.parametrize("text", ["[^a]: text", "[a]: b c", "[^a] text"])
def test_footnotes(text: str) -> None:
    (block,) = blocks([text])
    assert isinstance(block, Block)
    assert is_footnote(block) is (text == "[^a]: text")
