"""Reading Markdown, and writing it anew."""

from __future__ import annotations

from functools import partial

import weeklypapers as wp
from speed_rows.lists import weekly_text
from speed_rows.measuring import Pair, Row, Task

__all__ = ["ROWS"]


def split(text: str) -> list[list[str]]:
    """Return the cells of a table, as the shortest code that gives them."""
    return [[cell.strip() for cell in line.split("|")] for line in text.split("\n")]


def _weekly(papers: int, *, pad: bool) -> Pair:
    text = weekly_text(papers, pad=pad)
    theirs: Task = partial(split, text)
    return Pair(partial(wp.parse, text), theirs)


ROWS = (
    Row("read a compact weekly table", "`line.split('|')`", 1.2, partial(_weekly, pad=False)),
    Row("read a padded weekly table", "`line.split('|')`", 1.2, partial(_weekly, pad=True)),
)
