"""Lines of a document, and what containers take off their beginnings."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

__all__ = ["Line", "LineSource", "split_lines"]


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


_TAB_STOP = 4


def _behind(character: str, column: int) -> int:
    """The column behind a character that stands in a column (GFM 2.2)."""
    return column + (_TAB_STOP - column % _TAB_STOP if character == "\t" else 1)


class Line:
    """A line, while containers take their prefixes off it.

    `start` is the offset of its first character that is no blank, and `indent` the number of
    columns before that one.
    """

    __slots__ = ("_column", "_offset", "indent", "number", "start", "text")

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text
        self._offset = 1 if number == 1 and text.startswith("\ufeff") else 0
        self._column = 0
        self._look()

    @property
    def blank(self) -> bool:
        """Whether nothing but blanks is left of it."""
        return self.start == len(self.text)

    @property
    def first(self) -> str:
        """The first character that is no blank; nothing in a blank line."""
        return self.text[self.start : self.start + 1]

    @property
    def rest(self) -> str:
        """The line from that character on."""
        return self.text[self.start :]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What a pattern finds at that character."""
        return pattern.match(self.text, self.start)

    def take(self, columns: int) -> None:
        """Take columns off the line; of a tab, it may be only some."""
        goal = self._column + columns
        while self._column < goal and self._offset < len(self.text):
            behind = _behind(self.text[self._offset], self._column)
            self._offset += behind <= goal
            self._column = min(behind, goal)
        self._look()

    def _look(self) -> None:
        start, column = self._offset, self._column
        while self.text.startswith((" ", "\t"), start):
            column = _behind(self.text[start], column)
            start += 1
        self.start = start
        self.indent = column - self._column


class LineSource:
    """The document's lines with their numbers, one of them in sight before it is taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.number = 0
        self._lines = map(methodcaller("rstrip", "\r\n"), lines)
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

    def take(self, accept: Callable[[str], bool], limit: int) -> list[str]:
        """The next lines that are acceptable, at most `limit` of them."""
        taken: list[str] = []
        text = self._ahead
        while text is not None and len(taken) < limit and accept(text):
            taken.append(text)
            text = next(self._lines, None)
        self._ahead = text
        self.number += len(taken)
        return taken
