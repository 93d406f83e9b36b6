"""The extents of entries outside of tables: all lines that belong to each.

An entry may have lines that the reader skips, such as code and pictures. An item ends with its
indented lines, a heading before the next heading, and a folded part at its end tag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from weeklypapers.dialects.entries import Entry

__all__ = ["Extents", "form_of", "indent_of"]

_FOLD = re.compile(r"<(/?)details\b", re.IGNORECASE)
_TAGS = re.compile(r"\s*(?:<[a-zA-Z][^<>]*>\s*)+")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)|\s*<h[1-6]\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")


def indent_of(line: str) -> int:
    """Return the number of columns before the first character of a line that is not blank."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def form_of(entry: Entry) -> tuple[object, ...]:
    """Return what entries that may be neighbours have in common: their kind and indentation."""
    block = entry.lines[0].text.block
    return entry.kind, block.level, indent_of(block.lines[0]) if block.item else 0


class Extents:
    """The extents of the entries of one document."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Keep the lines of a document."""
        self._lines = ["", *lines]  # counted from 1

    def of(self, entries: Sequence[Entry]) -> dict[Entry, tuple[range, int]]:
        """Return the lines of each entry, and the line after the entries nested in it.

        Args:
            entries: The entries of one passage, in order.
        """
        sources = [self._with_start(entry) for entry in entries]
        starts = sorted({numbers[0] for numbers in sources})
        following = dict(zip(starts, [*starts[1:], len(self._lines)], strict=False))
        extents: dict[Entry, tuple[range, int]] = {}
        for entry, numbers in zip(entries, sources, strict=True):
            limit = max(following[numbers[0]], numbers[-1] + 1)
            end = self._end(entry, numbers, limit)
            last = self._end(entry, numbers, len(self._lines)) if entry.kind == "item" else end
            extents[entry] = range(numbers[0], end), max(end, last)
        return extents

    def _with_start(self, entry: Entry) -> list[int]:
        """Return the lines that the reader knows, and the tags above them that open the entry."""
        numbers = [number for number, _ in entry.source]
        block = entry.lines[0].text.block
        start = numbers[0]
        if block.kind == "html":
            while start > block.line and _TAGS.fullmatch(self._lines[start - 1]):
                start -= 1
        return [*range(start, numbers[0]), *numbers]

    def _end(self, entry: Entry, numbers: Sequence[int], limit: int) -> int:
        """Return the line after the last one of an entry.

        Args:
            entry: The entry.
            numbers: The lines that the reader knows.
            limit: The line at which it ends at the latest.
        """
        end = numbers[-1] + 1
        if entry.kind == "item":
            end = self._end_of_item(indent_of(self._lines[numbers[0]]), end, limit)
        elif entry.kind == "heading":
            end = self._end_of_headed(end, limit)
        opened = 0
        for number in range(numbers[0], limit):
            if number >= end and opened <= 0:
                break
            for match in _FOLD.finditer(self._lines[number]):
                opened += -1 if match[1] else 1
            end = max(end, number + 1)
        return end

    def _end_of_item(self, indent: int, end: int, limit: int) -> int:
        number = end
        while number < limit and (
            not self._lines[number].strip() or indent_of(self._lines[number]) > indent
        ):
            number += 1
            if self._lines[number - 1].strip():
                end = number
        return end

    def _end_of_headed(self, end: int, limit: int) -> int:
        is_code = False
        for number in range(end, limit):
            line = self._lines[number]
            if _FENCE.match(line):
                is_code = not is_code
            elif _HEADING.match(line) and not is_code:
                break
            if line.strip():
                end = number + 1
        return end
