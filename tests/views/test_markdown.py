from __future__ import annotations

from support.markdown import tokens_of
from weeklypapers import (
    Paper,
    Papers,
)


def test_markdown_of_a_paper_escapes_list_markers() -> None:
    for title in ("- a", "+ a", "1. a", "(1) a", "a) b", ": a", "# a", "12) a"):
        tokens = tokens_of(Papers([Paper(title=title)])._repr_markdown_())
        assert [token.type for token in tokens].count("list_item_open") == 1
        assert title in [token.content for token in tokens if token.type == "text"]
