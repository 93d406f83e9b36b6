from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from weeklypapers import (
    Paper,
    Papers,
)

if TYPE_CHECKING:
    pass


def inline(markdown: str) -> list[Any]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def test_markdown_of_a_paper_escapes_list_markers() -> None:
    for title in ("- a", "+ a", "1. a", "(1) a", "a) b", ": a", "# a", "12) a"):
        tokens = inline(Papers([Paper(title=title)])._repr_markdown_())
        assert [token.type for token in tokens].count("list_item_open") == 1
        assert title in [token.content for token in tokens if token.type == "text"]
