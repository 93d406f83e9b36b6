"""The records of CSV text and the place of each cell, by RFC 4180.

The csv module of the standard library does not say where a cell stands, refuses cells above a
length that is set for the whole process, and believes text behind a closing quote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Cell", "MalformedError", "Record", "Separator", "read_records", "split_lines"]

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_QUOTED = re.compile(r'(?:[^"]++|"")*+')  # up to the closing quote, or to the end of the line
_BARE = {sign: re.compile(rf"[^{sign}\r\n]*+") for sign in ",;\t"}


_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab"}

Separator: TypeAlias = Literal[",", ";", "\t"]


class Cell(NamedTuple):
    """A cell, and where it begins: line and character, counted from 1."""

    text: str
    line: int
    column: int


class Record(NamedTuple):
    """The cells of a record.

    Attributes:
        cells: The cells; a blank line has none.
        text: The record as it stands, without its line ending.
        malformed: What is no CSV, and where: the cells end before it.
    """

    cells: list[Cell]
    text: str
    malformed: Cell | None = None


class MalformedError(Exception):
    """Text that is no CSV, and where it begins."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.place: Cell = Cell(message, line, column)


def split_lines(text: str) -> list[str]:
    """The lines of a text with their endings: CR LF, LF, or CR alone."""
    return _LINE.findall(text)


def read_records(
    lines: Iterable[str], separator: Separator = ",", *, before: int = 0
) -> Iterator[Record]:
    """The records of some lines with their endings. A quoted cell may go over many lines.

    Args:
        lines: The lines.
        separator: What parts the cells.
        before: How many lines stand before them.
    """
    scanner = _Scanner(lines, separator, before)
    while scanner.next_line():
        yield scanner.record()


class _Scanner:
    """Goes through lines, cell by cell."""

    def __init__(self, lines: Iterable[str], separator: Separator, before: int) -> None:
        self._lines = iter(lines)
        self._separator = separator
        self._bare = _BARE[separator]
        self._number = before
        self._line = ""
        self._at = 0

    def next_line(self) -> bool:
        """Goes to the next line; False behind the last."""
        line = next(self._lines, None)
        if line is None:
            return False
        self._line, self._at, self._number = line, 0, self._number + 1
        return True

    def record(self) -> Record:
        """The record that begins with this line."""
        cells: list[Cell] = []
        self._passed: list[str] = []
        malformed = None
        try:
            more = bool(self._line.strip("\r\n"))
            while more:
                cells.append(self._cell())
                more = self._passes_separator()
        except MalformedError as error:
            malformed = error.place
        return Record(cells, "".join([*self._passed, self._line]).rstrip("\r\n"), malformed)

    def _cell(self) -> Cell:
        line, column = self._number, self._at + 1
        text = self._quoted() if self._line.startswith('"', self._at) else self._take(self._bare)
        return Cell(text, line, column)

    def _quoted(self) -> str:
        opened = (self._number, self._at + 1)
        self._at += 1
        parts = [self._take(_QUOTED)]
        while not self._line.startswith('"', self._at):
            self._passed.append(self._line)
            if not self.next_line():
                self._line = ""
                raise MalformedError("expected a quote that closes this one, got none", *opened)
            parts.append(self._take(_QUOTED))
        self._at += 1
        return "".join(parts).replace('""', '"')

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._line, self._at)
        found = match[0] if match else ""
        self._at += len(found)
        return found

    def _passes_separator(self) -> bool:
        rest = self._line[self._at :]
        if rest.startswith(self._separator):
            self._at += 1
            return True
        if rest.strip("\r\n"):
            column = self._at + 1
            raise MalformedError(
                f"expected {_NAMES[self._separator]} behind the closing quote; "
                "a quote in a cell is written twice",
                self._number,
                column,
            )
        return False
