"""Replacements of lines in a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import attrs

from weeklypapers.markdown.lines import line_spans
from weeklypapers.model.errors import EditError

__all__ = ["Replacement", "TextEdits", "deletion", "insertion"]


@attrs.frozen
class Replacement:
    """A replacement of consecutive lines.

    Attributes:
        lines: The numbers of the old lines, counted from 1. An empty range inserts the new lines
            before the line with its number.
        texts: The new lines, without line endings.
    """

    lines: range
    texts: tuple[str, ...]


def deletion(lines: range) -> Replacement:
    """Return the replacement that deletes lines."""
    return Replacement(lines, ())


def insertion(line: int, texts: Iterable[str]) -> Replacement:
    """Return the replacement that inserts lines before a line."""
    return Replacement(range(line, line), tuple(texts))


class TextEdits:
    """A text with replacements of its lines."""

    def __init__(self, text: str) -> None:
        self._lines = [(text[start:end], text[end:stop]) for start, end, stop in line_spans(text)]
        self._replacements: list[Replacement] = []

    def add(self, replacements: Iterable[Replacement]) -> None:
        """Add replacements. Insertions before one line keep their order."""
        self._replacements.extend(replacements)

    def text(self) -> str:
        """Return the edited text; it ends with a line ending if the original text does.

        Raises:
            EditError: Two replacements concern the same line.
        """
        lines: list[tuple[str, str]] = []
        newline = (self._lines[0][1] if self._lines else "") or "\n"
        done = 0
        for replacement in self._sorted():
            start = replacement.lines.start - 1
            lines += self._lines[done:start]
            done = replacement.lines.stop - 1
            endings = [ending for _, ending in self._lines[start:done] or self._lines[:start][-1:]]
            for index, text in enumerate(replacement.texts):
                newline = (endings[index] if index < len(endings) else "") or newline
                lines.append((text, newline))
        lines += self._lines[done:]
        return self._joined(lines)

    def _sorted(self) -> list[Replacement]:
        result = sorted(self._replacements, key=lambda each: (each.lines.start, each.lines.stop))
        for before, after in pairwise(result):
            if after.lines.start < before.lines.stop:
                reason = "two changes concern this line"
                raise EditError(reason, None, after.lines.start)
        return result

    def _joined(self, lines: list[tuple[str, str]]) -> str:
        """Return the text of lines and their endings; only the last line may have none."""
        default = next((ending for _, ending in self._lines if ending), "\n")
        parts = [f"{line}{ending or default}" for line, ending in lines[:-1]]
        if lines:
            line, ending = lines[-1]
            ends_open = bool(self._lines) and not self._lines[-1][1]
            parts.append(line if ends_open else f"{line}{ending or default}")
        return "".join(parts)
