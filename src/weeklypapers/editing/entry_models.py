"""The entry that a new one is a copy of: the choice of it, and what must not be copied."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

import attrs

from weeklypapers.editing.entry_text import LINK, PICTURE, EntryText
from weeklypapers.editing.places import ItemPlace
from weeklypapers.markdown import render_inline
from weeklypapers.model.paper import Paper
from weeklypapers.model.templates import TemplateLine, filled_line

__all__ = ["Models", "incomplete"]

_PAIRS = ("()", "[]", "{}", "（）", "【】", "“”", "「」")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAMPLES = {"url": "https://a.b/", LINK: "[x](https://a.b/)"}


class Models:
    """The entries near a new one that it can be a copy of."""

    def __init__(self, texts: dict[ItemPlace, EntryText]) -> None:
        """Compare entries.

        Args:
            texts: The entries that are written alike, the nearest first, with their texts.
        """
        self._texts = texts
        self._shapes = {place: _shape(text) for place, text in texts.items()}
        self._counts = Counter(self._shapes.values())
        self._tails = Counter(
            tail for text in texts.values() for tail in {_tail(line) for line in text.lines}
        )

    @property
    def papers(self) -> list[Paper]:
        """The papers of the entries, the nearest first."""
        return [place.paper for place in self._texts]

    def ranked(self, needed: set[str]) -> list[ItemPlace]:
        """Return the entries, the best one first.

        It has most values of the new paper, little text that is only its own, and the form of most
        entries.

        Args:
            needed: The roles of the values of the new paper.
        """

        def cost(place: ItemPlace) -> tuple[bool, int, bool, bool, int]:
            text = self._texts[place]
            roles = {value.role for value in text.values.values()}
            missing = len(needed - roles - {"extra"}) + len(roles & {PICTURE})
            first, *others = map(self._is_own, text.lines)
            count = self._counts[self._shapes[place]]
            return first, missing, any(others), count < 2, -count

        return sorted(self._texts, key=cost)

    def without_own_text(self, text: EntryText) -> None:
        """Remove the text that only one entry has from a copy of it, such as its own remarks."""
        if len(self._texts) < 2:
            return
        kept: list[TemplateLine] = []
        for is_block, group in groupby(text.lines, key=_is_text):
            lines = list(group)
            if not is_block:
                kept += [
                    attrs.evolve(line, tail="") if self._is_own(line) else line for line in lines
                ]
            elif not any(map(self._is_own, lines)):
                kept += lines
            elif kept and _is_blank(kept[-1]):
                kept.pop()
        text.lines[:] = kept

    def _is_own(self, line: TemplateLine) -> bool:
        """Return whether a line has text after its values that no other entry has."""
        tail = _tail(line)
        return bool(_WORD.search(tail)) and self._tails[tail] < 2


def _tail(line: TemplateLine) -> str:
    """Return the text of a line after its last value; without values, the whole line."""
    return line.tail.strip() if line.holes else f"{line.lead}{line.tail}".strip(" 0123456789.")


def _is_text(line: TemplateLine) -> bool:
    """Return whether a line has text, but no values."""
    return not line.holes and bool((line.lead + line.tail).strip())


def _is_blank(line: TemplateLine) -> bool:
    return not line.holes and not (line.lead + line.tail).strip()


def _shape(text: EntryText) -> tuple[object, ...]:
    """Return what entries that are written alike have in common."""
    return tuple(
        (
            line.lead.strip(" 0123456789."),
            line.tail,
            *((text.values[hole.role].role, hole.separator, hole.opening) for hole in line.holes),
        )
        for line in text.lines
    )


def incomplete(text: EntryText) -> tuple[int, int]:
    """Return the numbers of unpaired brackets and of links without a label in the text of an entry.

    A copy in which one of them is greater lost a part of its markup together with a value.
    """
    links = [value for value in text.values.values() if value.role in ("url", LINK)]
    sources = {
        key: _SAMPLES.get(value.role, "x") if value.source else ""
        for key, value in text.values.items()
    }
    filled = [filled_line(line, sources) or "" for line in text.lines]
    labelled = sum(map(_labelled_links, filled))
    return sum(map(_unpaired, filled)), sum(bool(value.source) for value in links) - labelled


def _labelled_links(line: str) -> int:
    inline = render_inline(line)
    return sum(
        mark.kind == "link" and inline.text[mark.begin : mark.end] != mark.target
        for mark in inline.marks
    )


def _unpaired(line: str) -> int:
    return sum(abs(line.count(pair[0]) - line.count(pair[1])) for pair in _PAIRS)
