"""CSV (RFC 4180) of papers, and back.

The columns are those of `_columns`, and the cells have the text of `_cells`. A column with another
name is one of `Paper.extra`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import StringIO
from itertools import chain
from typing import Literal, NamedTuple

import attrs

from weeklypapers.formats._cells import TEXT_READERS, text_cell
from weeklypapers.formats._columns import COLUMNS, column_named, columns_named, missing_title
from weeklypapers.formats._rows import Cells, read_row
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
    listed = list(papers)
    extra = dict.fromkeys(header for paper in listed for header in paper.extra)
    headers = [header for header in extra if not column_named(header)]
    rows = [[*COLUMNS, *headers], *(_row(paper, headers) for paper in listed)]
    file = StringIO(newline="")
    if formulas == "escape":
        rows = [list(map(_escaped, row)) for row in rows]
        csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def _row(paper: Paper, headers: Sequence[str]) -> list[str]:
    cells = [text_cell(column, paper) for column in COLUMNS.values()]
    return cells + [paper.extra.get(header, "") for header in headers]


def _escaped(cell: str) -> str:
    escaped = _FORMULA_AFTER_SEPARATOR.sub(r"\1'", cell)
    return f"'{escaped}" if _FORMULA.match(cell) else escaped


# To records. The csv module of the standard library doesn't report the place of a cell, limits the
# length of cells for the whole process, and accepts text after a closing quote.

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
    def start(self) -> _Cell:
        return next(iter(self.cells), self.malformed or _START)

    @property
    def is_blank(self) -> bool:
        return self.malformed is None and not any(cell.text.strip() for cell in self.cells)


class _MalformedError(Exception):
    """A text is not CSV."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.place = _Cell(message, line, column)


def _read_records(lines: Iterable[str], separator: str | None) -> Iterator[_Record]:
    """Yield the records of lines with their endings, except blank ones.

    The separator is that of a first line ``sep=;``, or else the given one, or that of the header.
    """
    lines = iter(lines)
    first = [next(lines, "").removeprefix("\ufeff")]  # spreadsheets write a byte order mark
    if match := _SEPARATOR_LINE.match(first[0]):
        scanner = _Scanner(lines, match[1], first_line=2)
    else:
        while first[-1] and not first[-1].strip():
            first.append(next(lines, ""))
        in_header = (character for character in ",;\t" if character in first[-1])
        scanner = _Scanner(chain(first, lines), separator or next(in_header, ","))
    return (record for record in scanner.records() if not record.is_blank)


class _Scanner:
    """A reader of lines, cell by cell. A quoted cell may have several lines."""

    def __init__(self, lines: Iterable[str], separator: str, first_line: int = 1) -> None:
        self._lines = iter(lines)
        self._separator = separator
        self._unquoted = _UNQUOTED[separator]
        self._line = ""
        self._number = first_line - 1
        self._position = 0
        self._passed: list[str] = []  # earlier lines of the record

    def records(self) -> Iterator[_Record]:
        """Yield the records."""
        while self._next_line():
            yield self._record()

    def _next_line(self) -> bool:
        line = next(self._lines, None)
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
        if self._line.startswith(self._separator, self._position):
            self._position += 1
            return True
        if self._line[self._position :].strip("\r\n"):
            raise _MalformedError(
                f"expected {_SEPARATOR_NAMES[self._separator]} after the closing quote; "
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
    records = _read_records(lines, separator)
    header = _Header.of(next(records, _Record([], "")), file, columns)
    problems = list(header.problems())
    if problems:
        yield ReadRow(None, problems, 1)
    if all(problem.severity != "error" for problem in problems):
        for record in records:
            yield header.read(record)


@attrs.frozen
class _Header:
    """The header of a file, which assigns a column to the cells below it.

    Attributes:
        record: The record of the header.
        headers: The text of each cell.
        names: The column of each cell; None for those of `Paper.extra`.
        file: Name of the file, for problems.
    """

    record: _Record
    headers: list[str]
    names: list[str | None]
    file: str | None

    @classmethod
    def of(cls, record: _Record, file: str | None, columns: Mapping[str, str]) -> _Header:
        """Return the header in a record; `columns` renames headers."""
        headers = [cell.text for cell in record.cells]
        renamed = {header.strip(): name for header, name in columns.items()}
        names: list[str | None] = []
        for header, known in zip(headers, columns_named(headers), strict=True):
            name = renamed.get(header.strip()) or known
            names.append(None if renamed.get(header.strip()) == "extra" else name)
        return cls(record, headers, names, file)

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

    def read(self, record: _Record) -> ReadRow:
        """Read a record below the header."""
        line = record.start.line
        if record.malformed:
            return ReadRow(None, [self._malformed(record, record.malformed)], line)
        width, count = len(self.headers), len(record.cells)
        if any(cell.text for cell in record.cells[width:]):
            message = f"expected {width} cells, as the header has, got {count}"
            problem = self._problem("bad-csv", message, record, record.cells[width])
            return ReadRow(None, [problem], line)
        paper, problems = read_row(self._cells(record), TEXT_READERS)
        if count < width:
            message = f"expected {width} cells, got {count}: the missing ones are read as empty"
            problems.insert(0, self._problem("bad-csv", message, record, severity="repaired"))
        return ReadRow(paper, problems, line)

    def _cells(self, record: _Record) -> Cells:
        known: dict[str, str | None] = {name: None for name in self.names if name}
        unknown: dict[str, str] = {}
        for name, header, cell in zip(self.names, self.headers, record.cells, strict=False):
            if name:
                known[name] = cell.text
            elif header.strip() and cell.text.strip():
                unknown[header] = cell.text
        return Cells(known, unknown, partial(self._cell_problem, record))

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
