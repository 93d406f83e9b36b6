"""Several papers in one cell of titles, such as ``[A title](…) (ICLR) <br> [Another title](…)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from weeklypapers.dialects.draft import label_of, leads_to_paper, links_in
from weeklypapers.dialects.labels import is_link_label
from weeklypapers.dialects.tables.contents import count_words
from weeklypapers.markdown import Cell, Inline, Mark
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.text import fold

__all__ = ["divided", "papers_in"]

_FEWEST_WORDS = 3  # of the label of a link that is a title
_LINE_BREAK = r"<br\b[^<>]*>"
_BREAK = re.compile(_LINE_BREAK, re.IGNORECASE)
_END = re.compile(rf"(?:\s|[,;，；、|/+&·•]|\band\b|{_LINE_BREAK})+\Z", re.IGNORECASE)
# Other tags are brackets, too.
_BRACKETED = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|</?(?!br\b)[a-z][^<>]*>", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,;，；、|/+&·•]|\band\b")
# Between the separator and the next title: its number or bullet, and the start of markup.
_LEAD = re.compile(r"\s*(?:[(\[]?\d{1,3}[.):\]]*|[-*•·])?[\s*_\"“]*")


def papers_in(cell: Cell, inline: Inline) -> list[Cell]:
    """Return the parts of a cell with a paper each; the cell itself if there is one paper at most.

    A part begins with a link whose label is a title, and that leads to another paper than the part
    before it. A line break or a separator, not words of a sentence, precedes the link.

    Args:
        cell: The cell.
        inline: Its content.
    """
    cuts = [0]
    for before, mark in pairwise(_titles(inline)):
        if _begins_entry(inline.text[before.end : mark.begin]):
            cuts.append(_cut(cell.text, before.stop, mark.start))
    return _parts(cell, cuts)


def divided(cell: Cell, count: int) -> list[Cell]:
    """Return the lines of a cell if it has a number of them; otherwise the cell as often."""
    lines = _parts(cell, [0, *(match.end() for match in _BREAK.finditer(cell.text))])
    if len(lines) == count and all(line.text for line in lines):
        return lines
    return [cell] * count


def _titles(inline: Inline) -> Iterator[Mark]:
    """Yield the first link to each paper of which the label is a title."""
    seen: set[str] = set()
    for mark in links_in(inline):
        label = label_of(inline, mark) or ""
        if is_link_label(label) or count_words(label) < _FEWEST_WORDS:
            continue
        if not leads_to_paper(inline, mark):
            continue
        arxiv_id = ArxivId.find(mark.target or "")
        keys = {fold(label), arxiv_id.id if arxiv_id else mark.target or ""}
        if seen.isdisjoint(keys):
            yield mark
        seen |= keys


def _begins_entry(between: str) -> bool:
    """Return whether an entry begins after a text between two links."""
    _, has_break, line = between.rpartition("\n")
    if has_break:
        return _LEAD.fullmatch(line) is not None
    separators = list(_SEPARATOR.finditer(_without_brackets(between)))
    if not separators:
        return False
    before, after = between[: separators[0].start()], between[separators[-1].end() :]
    is_bare = not any(map(str.isalnum, _without_brackets(before)))
    return is_bare and _LEAD.fullmatch(after) is not None


def _without_brackets(text: str) -> str:
    """Return a text of the same length with blanks in place of what is in brackets."""
    return _BRACKETED.sub(lambda match: " " * len(match[0]), text)


def _cut(source: str, start: int, stop: int) -> int:
    """Return the offset after the last separator between two links, brackets aside."""
    between = _without_brackets(source[start:stop])
    breaks = [match.end() for match in _BREAK.finditer(between)] or [
        match.end() for match in _SEPARATOR.finditer(between)
    ]
    return start + breaks[-1] if breaks else stop


def _parts(cell: Cell, cuts: Sequence[int]) -> list[Cell]:
    """Return the parts of a cell between some offsets, without the separators between them."""
    if len(cuts) == 1:
        return [cell]
    parts: list[Cell] = []
    for start, stop in pairwise([*cuts, len(cell.text)]):
        text = cell.text[start:stop]
        start += len(text) - len(text.lstrip())
        text = _END.sub("", text).strip()
        parts.append(Cell(text, cell.start + start, cell.start + start + len(text), cell.markdown))
    return parts
