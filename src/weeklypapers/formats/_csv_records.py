"""The records of CSV (RFC 4180), with the places of their cells.

The csv module of the standard library is fast, but it doesn't report the place of a cell, limits
the length of cells for the whole process, and stops at text that is not CSV. Where one of these
matters, the lines of a record are scanned.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

__all__ = ["START", "Cell", "Record", "Scanner", "SplitRecord", "scanner_of", "split_lines"]

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_QUOTED = re.compile(r'(?:[^"]++|"")*+')  # up to the closing quote, or to the end of the line
_UNQUOTED = {separator: re.compile(rf"[^{separator}\r\n]*+") for separator in ",;\t"}
SEPARATOR_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])[\r\n]*\Z", re.IGNORECASE)  # an extension of Excel


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their endings: CR LF, LF, or CR alone."""
    return _LINE.findall(text)


class Cell(NamedTuple):
    """A cell, and the line and character at which it begins, counted from 1."""

    text: str
    line: int
    column: int


START = Cell("", 1, 1)


class Record(NamedTuple):
    """The cells of a record.

    Attributes:
        cells: The cells; a blank line has none.
        text: The text of the record, without its line ending.
        malformed: The message and the place of the first text that is not CSV, after the cells.
    """

    cells: list[Cell]
    text: str
    malformed: Cell | None = None

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def line(self) -> int:
        return next(iter(self.cells), self.malformed or START).line


class _MalformedError(Exception):
    """A text is not CSV."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.place = Cell(message, line, column)


class SplitRecord(NamedTuple):
    """A record that can be scanned: its texts, the number of its first line, and its lines."""

    texts: list[str]
    line: int
    lines: list[str]


def scanner_of(lines: Iterable[str], separator: str | None) -> Scanner:
    """Return a scanner of lines with their endings.

    The separator is that of a first line ``sep=;``, or else the given one, or that of the header.
    """
    lines = iter(lines)
    first = [next(lines, "").removeprefix("\ufeff")]  # spreadsheets write a byte order mark
    if match := _SEPARATOR_LINE.match(first[0]):
        return Scanner(lines, match[1], first_line=2)
    while first[-1] and not first[-1].strip():
        first.append(next(lines, ""))
    in_header = (character for character in ",;\t" if character in first[-1])
    return Scanner(chain(first, lines), separator or next(in_header, ","))


class Scanner:
    """A reader of lines, cell by cell. A quoted cell may have several lines."""

    def __init__(self, lines: Iterable[str], separator: str, first_line: int = 1) -> None:
        self._lines = iter(lines)
        self.separator = separator
        self._unquoted = _UNQUOTED[separator]
        self._line = ""
        self._number = first_line - 1
        self._position = 0
        self._passed: list[str] = []  # earlier lines of the record
        self._next_lines: deque[str] = deque()

    def records(self) -> Iterator[Record]:
        """Yield the records."""
        while self._next_line():
            yield self._record()

    def rows(self) -> Iterator[SplitRecord | Record]:
        """Yield the records with lines to scan later, and those that the csv module refuses."""
        lines: list[str] = []
        while True:
            reader = csv.reader(self._lines_into(lines), delimiter=self.separator, strict=True)
            try:
                for texts in reader:
                    yield SplitRecord(texts, self._number - len(lines) + 1, lines[:])
                    lines.clear()
            except csv.Error:
                self._next_lines.extend(lines)
                self._number -= len(lines)
                lines.clear()
                yield next(self.records())
            else:
                return

    def _lines_into(self, lines: list[str]) -> Iterator[str]:
        while self._next_line():
            lines.append(self._line)
            yield self._line

    def _next_line(self) -> bool:
        line = self._next_lines.popleft() if self._next_lines else next(self._lines, None)
        if line is None:
            return False
        self._line, self._position, self._number = line, 0, self._number + 1
        return True

    def _record(self) -> Record:
        cells: list[Cell] = []
        self._passed = []
        malformed = None
        try:
            more = bool(self._line.strip("\r\n"))
            while more:
                cells.append(self._cell())
                more = self._skip_separator()
        except _MalformedError as error:
            malformed = error.place
        return Record(cells, "".join([*self._passed, self._line]).rstrip("\r\n"), malformed)

    def _cell(self) -> Cell:
        line, column = self._number, self._position + 1
        is_quoted = self._line.startswith('"', self._position)
        return Cell(self._quoted() if is_quoted else self._take(self._unquoted), line, column)

    def _quoted(self) -> str:
        start = (self._number, self._position + 1)
        self._position += 1
        parts = [self._take(_QUOTED)]
        while not self._line.startswith('"', self._position):
            self._passed.append(self._line)
            if not self._next_line():
                self._line = ""
                raise _MalformedError("expected a quote that closes this one, got none", *start)
            parts.append(self._take(_QUOTED))
        self._position += 1
        return "".join(parts).replace('""', '"')

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._line, self._position)
        text = match[0] if match else ""
        self._position += len(text)
        return text

    def _skip_separator(self) -> bool:
        """Return whether a separator follows the last cell, and skip it."""
        if self._line.startswith(self.separator, self._position):
            self._position += 1
            return True
        if self._line[self._position :].strip("\r\n"):
            raise _MalformedError(
                f"expected {SEPARATOR_NAMES[self.separator]} after the closing quote; "
                "a quote in a cell is written twice",
                self._number,
                self._position + 1,
            )
        return False
