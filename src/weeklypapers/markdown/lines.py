"""Lines of a document, and the prefixes that block quotes and list items remove from them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, tee
from operator import methodcaller
from typing import overload

__all__ = [
    "Excerpts",
    "Line",
    "LineSource",
    "NumberedLines",
    "TextLines",
    "TextSource",
    "contains",
    "line_spans",
    "source_of",
    "split_lines",
]


def split_lines(text: str) -> list[str]:
    r"""Split a document at CommonMark's line endings (GFM 2.1): ``\n``, ``\r\n`` and ``\r``.

    Unlike :meth:`str.splitlines`, it doesn't split at form feeds, U+0085 or U+2028. A line
    ending ends a line and starts none: ``"a\n"`` is one line, and ``""`` has no lines.
    """
    lines = _with_line_feeds(text).split("\n")
    if not lines[-1]:
        del lines[-1]
    return lines


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_FEW = 50
_RARE = 300  # characters between two of one kind; in between, a search for a pattern is faster


def contains(text: str, part: str) -> bool:
    """Return whether a text contains a part whose first character is rare.

    For long texts, this is several times as fast as ``in``, which looks at every character.
    """
    place, count = text.find(part[0]), 0
    while place >= 0 and not text.startswith(part, place):
        count += 1
        if count == _FEW and place < _FEW * _RARE:
            return re.compile(re.escape(part)).search(text, place) is not None
        place = text.find(part[0], place + 1)
    return place >= 0


def _lines_from(text: str, start: int) -> Iterator[str]:
    """Yield the lines after an offset in a text with line feeds only."""
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    if start < len(text):
        yield text[start:]


_ENDING = re.compile(r"\r\n|\r|\n")


def line_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start, the end, and the end of the line ending of each line of `split_lines`."""
    start = 0
    for ending in _ENDING.finditer(text):
        yield start, *ending.span()
        start = ending.end()
    if start < len(text):
        yield start, len(text), len(text)


class NumberedLines:
    """The lines of a text, also by number, counted from 1. Only the text itself is held."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._excerpts: dict[int, Excerpts] = {}

    def __iter__(self) -> Iterator[str]:
        """Return the lines. Each is looked for when it is requested."""
        return _lines_from(_with_line_feeds(self.text), 0)

    @cached_property
    def _starts(self) -> array[int]:
        """The offset of each line, and the one after the last line."""
        if "\r" in self.text:
            return array("Q", [0, *(end for _, _, end in line_spans(self.text))])
        return array("Q", accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def excerpt(self, line: int, count: int = 1) -> str:
        """Return some lines without their line endings, joined by line feeds."""
        start, end = self.span(line, count)
        if count == 1:
            return self.text[start:end].rstrip("\r\n")
        return "\n".join(split_lines(self.text[start:end]))

    def span(self, line: int, count: int = 1) -> tuple[int, int]:
        """Return the offsets in the text between which some lines are, with their endings."""
        first, last = line - 1, min(line - 1 + count, len(self._starts) - 1)
        return (self._starts[first], self._starts[last]) if first < last else (0, 0)

    def excerpts(self, count: int = 1) -> Excerpts:
        """Return the excerpts of a number of lines, always the same object for each number."""
        if count not in self._excerpts:
            self._excerpts[count] = Excerpts(self, count)
        return self._excerpts[count]


class TextLines(Sequence[str]):
    """The lines of a text, which is divided when one of them is requested."""

    def __init__(self, text: str, count: int) -> None:
        self.text = text
        self._count = count

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._lines[index]


class Excerpts:
    """The excerpts of a text that have a number of lines, by their first line."""

    __slots__ = ("_count", "_lines")

    def __init__(self, lines: NumberedLines, count: int) -> None:
        self._lines = lines
        self._count = count

    @property
    def text(self) -> str:
        """The whole text."""
        return self._lines.text

    @property
    def count(self) -> int:
        """The number of lines of each excerpt."""
        return self._count

    def at(self, line: int) -> str:
        """Return the excerpt that begins at a line."""
        return self._lines.excerpt(line, self._count)

    def span(self, line: int) -> tuple[int, int]:
        """Return the offsets in the text between which the excerpt that begins at a line is."""
        return self._lines.span(line, self._count)


_TAB_STOP = 4


def _next_column(character: str, column: int) -> int:
    """Return the column after a character in a column (GFM 2.2)."""
    return column + (_TAB_STOP - column % _TAB_STOP if character == "\t" else 1)


class Line:
    """A line, from which containers remove their prefixes.

    Attributes:
        number: Its number in the document, counted from 1.
        text: The whole line, without its line ending.
        start: The offset of its first character that is not blank, after the prefixes.
        first: That character; empty if only blanks are left.
        indent: The number of columns between the prefixes and that character.
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
            self._find_start()
        elif number == 1 and self.first == "\ufeff":
            self._offset = 1
            self._find_start()

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern at the first character that is not blank."""
        return pattern.match(self.text, self.start)

    def skip_columns(self, columns: int) -> None:
        """Remove columns from the front of the line; they may end inside a tab."""
        if columns <= self.indent and self.start - self._offset == self.indent:  # no tabs
            self._offset += columns
            self._column += columns
            self.indent -= columns
            return
        goal = self._column + columns
        while self._column < goal and self._offset < len(self.text):
            column = _next_column(self.text[self._offset], self._column)
            self._offset += column <= goal
            self._column = min(column, goal)
        self._find_start()

    def skip_to(self, offset: int) -> None:
        """Remove everything before an offset: a marker without tabs and the blanks after it."""
        self._column += self.indent + offset - self.start
        self._offset = self.start = offset
        self.indent = 0
        self.first = self.text[offset : offset + 1]

    def _find_start(self) -> None:
        text, offset = self.text, self._offset
        self.start = start = len(text) - len(text[offset:].lstrip(" \t"))
        self.first = text[start : start + 1]
        column = self._column
        for character in text[offset:start]:
            column = _next_column(character, column)
        self.indent = column - self._column


class LineSource:
    """A document's lines, pulled one at a time.

    Attributes:
        number: The number of the last line that was taken, counted from 1.
        following: The next line; None at the end.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.number: int = 0
        self._lines: Iterator[str] = map(methodcaller("rstrip", "\r\n"), lines)
        self.following: str | None = next(self._lines, None)

    def next(self) -> Line | None:
        """Take the next line; None at the end."""
        if (text := self.following) is None:
            return None
        self.following = next(self._lines, None)
        self.number += 1
        return Line(self.number, text)

    def take_while(self, accepts: Callable[[str], object], limit: int) -> list[str]:
        """Take the next lines that are accepted, at most `limit` of them."""
        taken: list[str] = []
        text = self.following
        while text is not None and len(taken) < limit and accepts(text):
            taken.append(text)
            text = next(self._lines, None)
        self.following = text
        self.number += len(taken)
        return taken

    def rows(self, limit: int) -> TextLines | None:
        """Return lines that begin with a pipe, without taking them, if a whole text is there."""
        return None

    def take_rows(self, rows: TextLines) -> None:
        """Take the lines that `rows` returned."""
        self.skip(len(rows))

    def look_ahead(self) -> Iterator[Line]:
        """Yield all following lines without taking them."""
        if self.following is None:
            return
        self._lines, ahead = tee(self._lines)
        yield Line(self.number + 1, self.following)
        for number, text in enumerate(ahead, self.number + 2):
            yield Line(number, text)

    def skip(self, lines: int) -> None:
        """Take some lines and ignore them."""
        for _ in range(lines):
            self.next()


class TextSource(LineSource):
    """The lines of a whole text, of which many can be taken at once."""

    number: int
    following: str | None

    def __init__(self, text: str) -> None:
        self._text = _with_line_feeds(text)
        self._start = 0  # of the next line
        super().__init__(_lines_from(self._text, 0))

    def next(self) -> Line | None:
        """Take the next line; None at the end."""
        self._start += len(self.following or "") + 1
        return super().next()

    def take_while(self, accepts: Callable[[str], object], limit: int) -> list[str]:
        """Take the next lines that are accepted, at most `limit` of them."""
        taken = super().take_while(accepts, limit)
        self._start += sum(map(len, taken)) + len(taken)
        return taken

    def rows(self, limit: int) -> TextLines | None:
        """Return the next lines that begin with a pipe, at most `limit`, without taking them."""
        text, end, count = self._text, self._start - 1, 0
        while count < limit and text.startswith("|", end + 1):
            end = text.find("\n", end + 1)
            count += 1
            if end < 0:
                end = len(text)
        return TextLines(text[self._start : end], count) if count else None

    def take_rows(self, rows: TextLines) -> None:
        """Take the lines that `rows` returned."""
        self._start += len(rows.text) + 1
        self._lines = _lines_from(self._text, self._start)
        self.following = next(self._lines, None)
        self.number += len(rows)

    def look_ahead(self) -> Iterator[Line]:
        """Yield all following lines without taking them."""
        for number, text in enumerate(_lines_from(self._text, self._start), self.number + 1):
            yield Line(number, text)


def source_of(lines: Iterable[str]) -> LineSource:
    """Return the lines of a document as a source."""
    return TextSource(lines.text) if isinstance(lines, NumberedLines) else LineSource(lines)
