"""CSV (RFC 4180) of papers, and back.

The columns are those of `_columns`, and the cells have the text of `_cells`. A column with another
name is one of `Paper.extra`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple

import attrs

from weeklypapers.formats._cells import TEXT, text_cells
from weeklypapers.formats._columns import (
    COLUMNS,
    Listed,
    column_named,
    columns_named,
    missing_title,
)
from weeklypapers.formats._rows import Cells, Row
from weeklypapers.formats._rows import read_rows as read_cells
from weeklypapers.model.bulk import chunks
from weeklypapers.model.errors import check_choice, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Severity

__all__ = ["ReadRow", "dumps", "read_rows", "split_lines"]


# From papers

# The beginning of a formula according to OWASP, "CSV Injection": at the beginning of a cell, after
# spaces that some programs strip, and after separators that other countries use.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"[\t\r\n]|\s*{_SIGN}")
_FORMULA_AFTER_SEPARATOR = re.compile(rf"((?:;|(?<!\t)\t)\s*+)(?={_SIGN})")


def dumps(
    papers: Iterable[Paper],
    *,
    formulas: Literal["keep", "escape"] = "keep",
    separator: Literal[",", "\t"] = ",",
) -> str:
    """Return papers as CSV with a header and a row for each paper; lines end with CR LF.

    Args:
        papers: The papers.
        separator: The character between cells: a tab for TSV.
        formulas: As in `weeklypapers.Papers.to_csv`.
    """
    check_choice("formulas", formulas, ("keep", "escape"))
    listed = Listed(papers)
    columns = {name: text_cells(each.kind, each.values(listed)) for name, each in COLUMNS.items()}
    extras = listed.each(attrgetter("extra"))
    for header in dict.fromkeys(chain.from_iterable(extras)):
        if not column_named(header):
            columns[header] = [extra.get(header, "") for extra in extras]
    rows: Iterable[Iterable[str]] = chain([columns], zip(*columns.values(), strict=True))
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
    if formulas == "escape":
        rows, quoting = ([*map(_escaped, row)] for row in rows), csv.QUOTE_ALL
    file = StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=quoting).writerows(rows)
    return file.getvalue()


def _escaped(cell: str) -> str:
    escaped = _FORMULA_AFTER_SEPARATOR.sub(r"\1'", cell)
    return f"'{escaped}" if _FORMULA.match(cell) else escaped


# To records. The csv module of the standard library is fast, but it doesn't report the place of a
# cell, limits the length of cells for the whole process, and stops at text that is not CSV. Where
# one of these matters, the lines of a record are scanned.

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_QUOTED = re.compile(r'(?:[^"]++|"")*+')  # up to the closing quote, or to the end of the line
_UNQUOTED = {separator: re.compile(rf"[^{separator}\r\n]*+") for separator in ",;\t"}
_SEPARATOR_NAMES = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])[\r\n]*\Z", re.IGNORECASE)  # an extension of Excel


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their endings: CR LF, LF, or CR alone."""
    return _LINE.findall(text)


class _Cell(NamedTuple):
    """A cell, and the line and character at which it begins, counted from 1."""

    text: str
    line: int
    column: int


_START = _Cell("", 1, 1)


class _Record(NamedTuple):
    """The cells of a record.

    Attributes:
        cells: The cells; a blank line has none.
        text: The text of the record, without its line ending.
        malformed: The message and the place of the first text that is not CSV, after the cells.
    """

    cells: list[_Cell]
    text: str
    malformed: _Cell | None = None

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def line(self) -> int:
        return next(iter(self.cells), self.malformed or _START).line


class _MalformedError(Exception):
    """A text is not CSV."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.place = _Cell(message, line, column)


class _Row(NamedTuple):
    """A record that can be scanned: its texts, the number of its first line, and its lines."""

    texts: list[str]
    line: int
    lines: list[str]


def _scanner_of(lines: Iterable[str], separator: str | None) -> _Scanner:
    """Return a scanner of lines with their endings.

    The separator is that of a first line ``sep=;``, or else the given one, or that of the header.
    """
    lines = iter(lines)
    first = [next(lines, "").removeprefix("\ufeff")]  # spreadsheets write a byte order mark
    if match := _SEPARATOR_LINE.match(first[0]):
        return _Scanner(lines, match[1], first_line=2)
    while first[-1] and not first[-1].strip():
        first.append(next(lines, ""))
    in_header = (character for character in ",;\t" if character in first[-1])
    return _Scanner(chain(first, lines), separator or next(in_header, ","))


class _Scanner:
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

    def records(self) -> Iterator[_Record]:
        """Yield the records."""
        while self._next_line():
            yield self._record()

    def rows(self) -> Iterator[_Row | _Record]:
        """Yield the records with lines to scan later, and those that the csv module refuses."""
        lines: list[str] = []
        while True:
            reader = csv.reader(self._lines_into(lines), delimiter=self.separator, strict=True)
            try:
                for texts in reader:
                    yield _Row(texts, self._number - len(lines) + 1, lines[:])
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

    def _record(self) -> _Record:
        cells: list[_Cell] = []
        self._passed = []
        malformed = None
        try:
            more = bool(self._line.strip("\r\n"))
            while more:
                cells.append(self._cell())
                more = self._skip_separator()
        except _MalformedError as error:
            malformed = error.place
        return _Record(cells, "".join([*self._passed, self._line]).rstrip("\r\n"), malformed)

    def _cell(self) -> _Cell:
        line, column = self._number, self._position + 1
        is_quoted = self._line.startswith('"', self._position)
        return _Cell(self._quoted() if is_quoted else self._take(self._unquoted), line, column)

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
                f"expected {_SEPARATOR_NAMES[self.separator]} after the closing quote; "
                "a quote in a cell is written twice",
                self._number,
                self._position + 1,
            )
        return False


# To papers


class ReadRow(NamedTuple):
    """The paper of a record, if it can be read, and its problems and first line."""

    paper: Paper | None
    problems: list[Problem]
    line: int


def read_rows(
    lines: Iterable[str],
    file: str | None,
    columns: Mapping[str, str],
    *,
    separator: str | None = None,
) -> Iterator[ReadRow]:
    """Yield each record as a paper, after the problems of the header.

    Args:
        lines: The lines of the text, with their endings.
        file: Name of the file, for problems.
        columns: The column for each header with another name. ``"extra"`` keeps a column in
            `Paper.extra`.
        separator: The separator of cells; None to recognise it from the header.
    """
    scanner = _scanner_of(lines, separator)
    records = filter(_is_filled, scanner.records())
    header = _Header.of(next(records, _Record([], "")), scanner.separator, file, columns)
    problems = list(header.problems())
    if problems:
        yield ReadRow(None, problems, 1)
    if all(problem.severity != "error" for problem in problems):
        for rows in chunks(filter(_is_filled, scanner.rows())):
            yield from header.read(rows)


def _is_filled(row: _Row | _Record) -> bool:
    is_malformed = isinstance(row, _Record) and row.malformed is not None
    return is_malformed or any(map(str.strip, row.texts))


@attrs.frozen
class _Header:
    """The header of a file, which assigns a column to the cells below it.

    Attributes:
        record: The record of the header.
        headers: The text of each cell.
        names: The column of each cell; None for those of `Paper.extra`.
        separator: The separator of cells.
        file: Name of the file, for problems.
    """

    record: _Record
    headers: list[str]
    names: list[str | None]
    separator: str
    file: str | None

    @classmethod
    def of(
        cls, record: _Record, separator: str, file: str | None, columns: Mapping[str, str]
    ) -> _Header:
        """Return the header in a record; `columns` renames headers."""
        headers = [cell.text for cell in record.cells]
        renamed = {header.strip(): name for header, name in columns.items()}
        names: list[str | None] = []
        for header, known in zip(headers, columns_named(headers), strict=True):
            name = renamed.get(header.strip()) or known
            names.append(None if renamed.get(header.strip()) == "extra" else name)
        return cls(record, headers, names, separator, file)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of the header itself."""
        if self.record.malformed:
            yield self._malformed(self.record, self.record.malformed)
            return
        names = [name or header for name, header in zip(self.names, self.headers, strict=True)]
        counts = Counter(names)
        for header, name, cell in zip(self.headers, names, self.record.cells, strict=True):
            if not header.strip():
                message = "the cells below have no header, and are not read"
                yield self._problem("unused-value", message, self.record, cell, "warning")
            elif counts[name] > 1:
                message = f"expected each column once, got {show(name)} {counts[name]} times"
                yield self._problem("bad-table", message, self.record, cell)
        if "title" not in self.names:
            yield self._problem("bad-table", missing_title(self.headers), self.record)

    def read(self, rows: Sequence[_Row | _Record]) -> Iterator[ReadRow]:
        """Read rows below the header."""
        width = len(self.headers)
        obstacles = list(map(self._obstacle, rows))
        readable = [row for row, obstacle in zip(rows, obstacles, strict=True) if not obstacle]
        texts = [row.texts[:width] + [""] * (width - len(row.texts)) for row in readable]
        results = iter(read_cells(self._cells(readable, texts), TEXT))
        for row, obstacle in zip(rows, obstacles, strict=True):
            paper, problems = Row(None, [obstacle]) if obstacle else next(results)
            count = len(row.texts)
            if count < width and obstacle is None:
                message = f"expected {width} cells, got {count}: the missing ones are read as empty"
                problem = self._problem("bad-csv", message, self._record(row), severity="repaired")
                problems = [problem, *problems]
            yield ReadRow(paper, problems, row.line)

    def _obstacle(self, row: _Row | _Record) -> Problem | None:
        """Return the problem of a row that has too many cells or is malformed, or None."""
        width, count = len(self.headers), len(row.texts)
        if isinstance(row, _Record) and row.malformed:
            return self._malformed(row, row.malformed)
        if count > width and any(row.texts[width:]):
            message = f"expected {width} cells, as the header has, got {count}"
            record = self._record(row)
            return self._problem("bad-csv", message, record, record.cells[width])
        return None

    def _record(self, row: _Row | _Record) -> _Record:
        """Return a row with the places of its cells."""
        if isinstance(row, _Record):
            return row
        return next(_Scanner(row.lines, self.separator, row.line).records())

    def _cells(self, rows: Sequence[_Row | _Record], texts: Sequence[Sequence[str]]) -> Cells:
        columns = list(zip(*texts, strict=True)) or [()] * len(self.headers)
        known: dict[str, Sequence[str]] = {}
        unknown: dict[str, Sequence[str]] = {}
        for name, header, column in zip(self.names, self.headers, columns, strict=True):
            if name:
                known[name] = column
            elif header.strip():
                unknown[header] = [text if text.strip() else "" for text in column]

        def report(row: int, *problem: Any) -> Problem:
            return self._cell_problem(self._record(rows[row]), *problem)

        return Cells(len(rows), known, unknown, report)

    def _cell_problem(
        self, record: _Record, code: str, column: str, message: str, severity: Severity
    ) -> Problem:
        columns = zip(self.names, self.headers, record.cells, strict=False)
        place = next((cell for name, header, cell in columns if (name or header) == column), None)
        return self._problem(code, f"{message} @ column {column!r}", record, place, severity)

    def _malformed(self, record: _Record, place: _Cell) -> Problem:
        return self._problem("bad-csv", place.text, record, place)

    def _problem(
        self,
        code: str,
        message: str,
        record: _Record,
        place: _Cell | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem at a cell, or at the beginning of the record."""
        place = place or next(iter(record.cells), _START)
        return Problem(
            code=code,
            message=message,
            line=place.line,
            column=place.column,
            text=record.text,
            severity=severity,
            file=self.file,
        )
