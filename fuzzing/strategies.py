"""Strategies of Hypothesis for the texts of lists."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from fuzzing import seeds
from fuzzing.pieces import MARKDOWN

__all__ = ["documents", "joined", "mutated"]

_MOST_EDITS = 4
_HEADERS = (
    *("Paper", "Date", "Week", "Authors", "Code", "Links", "Venue", "Abstract", "Topic", "Own"),
    *("category", "Paper-Link", "No", "Comment", "Institution", "标题", "", "title"),
)
_CELLS = (
    *("**A title**", "[A title](https://arxiv.org/abs/2406.00001)", "2024-06-30", "cs.CL", "1", ""),
    *("[Paper](https://arxiv.org/abs/2406.00002), [Code](https://github.com/a/b)", "2406.00003"),
    *("Ada Lovelace, B. C.", "A title<br><sub>Institution: MIT</sub>", "ICLR 2024", "Some words."),
    *("1) **A title** - some words.", "[**A title**](https://a.org/b.pdf)", "null", "-", "nan"),
    *("![Star](https://img.shields.io/a) <br> [**A**](https://a.org/c.pdf)", "Coming soon"),
    *("[![](https://a.org/s)](https://a.org/b) <br>[![x](https://a.org/s)](https://a.org/c)", "✅"),
    *("A title. ICLR 2024. Ada Lovelace et al.", "Words on [A title](https://a.org/x) and Q&A"),
    *(
        "[link](#), [page](https://xxx.com)",
        "Authors: A. One, B. Two",
        "07-29",
        "9/04/24",
        "LLM, RAG",
    ),
)


@st.composite
def mutated(draw: st.DrawFn, texts: Sequence[str], pieces: Sequence[str]) -> str:
    """Return one of some texts with a few changes: parts replaced, lines repeated or moved."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, _MOST_EDITS))):
        if draw(st.booleans()):
            start = draw(st.integers(0, len(text)))
            end = start + draw(st.integers(0, 8))
            text = text[:start] + draw(st.sampled_from(pieces)) + text[end:]
        else:
            lines = text.splitlines(keepends=True) or [""]
            line = lines.pop(draw(st.integers(0, len(lines) - 1)))
            place = draw(st.integers(0, len(lines)))
            lines[place:place] = [line] * draw(st.integers(0, 2))
            text = "".join(lines)
    return text


def joined(pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """Return texts of pieces."""
    part = st.sampled_from(pieces) | st.text(max_size=4)
    return st.lists(part, max_size=12).map("".join)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    """Return tables with the headers and cells of lists; some rows are too short or long."""
    parts = st.lists(st.sampled_from(MARKDOWN), max_size=3).map("".join)
    part = st.sampled_from(_CELLS) | parts.map(lambda text: "".join(text.splitlines()))
    cell = part | st.lists(part, min_size=2, max_size=3).map("".join)
    headers = ["Title", *draw(st.lists(st.sampled_from(_HEADERS), min_size=1, max_size=4))]
    widths = st.just(len(headers)) | st.integers(len(headers) - 1, len(headers) + 1)
    rows = [[draw(cell) for _ in range(draw(widths))] for _ in range(draw(st.integers(1, 4)))]
    lines = [headers, ["-"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def documents() -> st.SearchStrategy[str]:
    """Return lists in Markdown."""
    return mutated(seeds.documents(), MARKDOWN) | _tables() | joined(MARKDOWN)
