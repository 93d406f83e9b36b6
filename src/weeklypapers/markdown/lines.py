"""Lines of a document, and what containers take off their beginnings."""

from __future__ import annotations

import re
from itertools import chain, count
from operator import methodcaller
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Line", "LineSource", "line_spans", "split_lines"]


def split_lines(text: str) -> list[str]:
    r"""Split a document at CommonMark's line endings (GFM 2.1): ``\n``, ``\r\n`` and ``\r``.

    Unlike :meth:`str.splitlines`, which also splits at form feeds, U+0085 or U+2028. A line
    ending ends a line and begins none: ``"a\n"`` is one line, and ``""`` is no line at all.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        del lines[-1]
    return lines


_ENDING = re.compile(r"\r\n|\r|\n")


def line_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """For each line that `split_lines` gives, where it begins, ends, and where its ending ends."""
    start = 0
    for ending in _ENDING.finditer(text):
        yield start, *ending.span()
        start = ending.end()
    if start < len(text):
        yield start, len(text), len(text)


_TAB_STOP = 4


def _behind(character: str, column: int) -> int:
    """The column behind a character that stands in a column (GFM 2.2)."""
    return column + (_TAB_STOP - column % _TAB_STOP if character == "\t" else 1)


class Line:
    """A line, while containers take their prefixes off it.

    `start` is the offset of its first character that is no blank, `first` is that character
    (nothing in a blank line), and `indent` is the number of columns before it.
    """

    __slots__ = ("_column", "_offset", "first", "indent", "number", "start", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number: int = number
        self.text: str = text
        self.first: str = text[:1]
        self.start: int = 0
        self.indent: int = 0
        self._offset = 0
        self._column = 0
        if self.first in (" ", "\t"):
            self._look()
        elif number == 1 and self.first == "\ufeff":
            self._offset = 1
            self._look()

    @property
    def blank(self) -> bool:
        """Whether nothing but blanks is left of it."""
        return not self.first

    @property
    def rest(self) -> str:
        """The line from its first character on that is no blank."""
        return self.text[self.start :]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds at that character."""
        return pattern.match(self.text, self.start)

    def take(self, columns: int) -> None:
        """Take columns off the line; of a tab, it may be only some."""
        if columns <= self.indent and self.start - self._offset == self.indent:  # no tabs
            self._offset += columns
            self._column += columns
            self.indent -= columns
            return
        goal = self._column + columns
        while self._column < goal and self._offset < len(self.text):
            behind = _behind(self.text[self._offset], self._column)
            self._offset += behind <= goal
            self._column = min(behind, goal)
        self._look()

    def take_up_to(self, offset: int) -> None:
        """Take all before an offset off the line: a marker, no tabs, and up to no blank."""
        self._column += self.indent + offset - self.start
        self._offset = self.start = offset
        self.indent = 0
        self.first = self.text[offset : offset + 1]

    def _look(self) -> None:
        text, offset = self.text, self._offset
        self.start = start = len(text) - len(text[offset:].lstrip(" \t"))
        self.first = text[start : start + 1]
        column = self._column
        for character in text[offset:start]:
            column = _behind(character, column)
        self.indent = column - self._column


class LineSource:
    """The document's lines with their numbers, one of them in sight before it is taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.number: int = 0
        self._unseen = map(methodcaller("rstrip", "\r\n"), lines)
        # Lines that were looked at, and how many of them were taken since.
        self._seen: list[str] = []
        self._taken = 0
        self._lines: Iterator[str] = self._unseen
        self._ahead = next(self._lines, None)

    def peek(self) -> str | None:
        """The line in sight, left where it is; None at the end."""
        return self._ahead

    def next(self) -> Line | None:
        """The line in sight, taken; None at the end."""
        if (text := self._ahead) is None:
            return None
        self._ahead = next(self._lines, None)
        self.number += 1
        return Line(self.number, text)

    def take(self, accept: Callable[[str], object], limit: int) -> list[str]:
        """The next lines that are acceptable, at most `limit` of them."""
        taken: list[str] = []
        text = self._ahead
        while text is not None and len(taken) < limit and accept(text):
            taken.append(text)
            text = next(self._lines, None)
        self._ahead = text
        self.number += len(taken)
        return taken

    def look_ahead(self) -> Iterator[Line]:
        """All further lines, left where they are."""
        if self._ahead is None:
            return
        yield Line(self.number + 1, self._ahead)
        for number in count(self.number + 2):
            at = self._taken + number - self.number - 2
            if at == len(self._seen):
                text = next(self._unseen, None)
                if text is None:
                    return
                self._seen.append(text)
                self._lines = chain(self._see_again(), self._unseen)
            yield Line(number, self._seen[at])

    def skip(self, lines: int) -> None:
        """Take lines that were looked at."""
        for _ in range(lines):
            self.next()

    def _see_again(self) -> Iterator[str]:
        while self._taken < len(self._seen):
            self._taken += 1
            yield self._seen[self._taken - 1]
        self._seen.clear()
        self._taken = 0
