"""CSV (RFC 4180) of papers, and back.

A cell has what `columns` says, as `texts` writes it. A column of another name is one of
`Paper.extra`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import partial
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

import attrs

from weeklypapers.model.errors import check_choice, show
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.tabular.columns import COLUMNS, column_named
from weeklypapers.tabular.records import Cell, Record, Separator, read_records
from weeklypapers.tabular.rows import Cells, missing_title, read_row
from weeklypapers.tabular.texts import TEXT_READERS, is_own, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from weeklypapers.model.paper import Paper

__all__ = ["Given", "dumps", "read_rows"]

# What OWASP names under "CSV Injection": what begins a formula, with blanks before it, which some
# programs strip, at the beginning of a cell and behind what parts cells in other countries.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"[\t\r\n]|\s*{_SIGN}")
_FORMULA_BEHIND = re.compile(rf"((?:;|(?<!\t)\t)\s*+)(?={_SIGN})")

_OTHER_SEPARATORS: tuple[Separator, ...] = (";", "\t")
_SAID_SEPARATOR = re.compile(r"sep=([,;\t])[\r\n]*\Z", re.IGNORECASE)  # as Excel takes it


# From papers


def dumps(papers: Iterable[Paper], *, formulas: Literal["keep", "escape"] = "keep") -> str:
    """The papers as CSV, a row a paper under one header; lines end with CR LF, as in RFC 4180.

    Args:
        papers: The papers.
        formulas: As in `weeklypapers.Papers.to_csv`.
    """
    check_choice("formulas", formulas, ("keep", "escape"))
    listed = list(papers)
    headers = [
        *dict.fromkeys(header for paper in listed for header in paper.extra if is_own(header))
    ]
    rows = [[*COLUMNS, *headers], *(_row(paper, headers) for paper in listed)]
    file = StringIO(newline="")
    if formulas == "escape":
        rows = [list(map(_escaped, row)) for row in rows]
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    else:
        csv.writer(file).writerows(rows)
    return file.getvalue()


def _row(paper: Paper, headers: Sequence[str]) -> list[str]:
    cells = [to_text(column, column.value(paper)) for column in COLUMNS.values()]
    return cells + [paper.extra.get(header, "") for header in headers]


def _escaped(cell: str) -> str:
    inside = _FORMULA_BEHIND.sub(r"\1'", cell)
    return f"'{inside}" if _FORMULA.match(cell) else inside


# To papers


_TOP = Cell("", 1, 1)


class Given(NamedTuple):
    """What a record gives: the paper, if it makes up one, the problems, and its first line."""

    paper: Paper | None
    problems: list[Problem]
    line: int


def read_rows(
    lines: Iterable[str], file: str | None, columns: Mapping[str, str]
) -> Iterator[Given]:
    """What each record gives, and the header what is wrong with it.

    Args:
        lines: The text, line by line with its line endings.
        file: Name of the file, for problems.
        columns: The columns that headers are read as, for those that name none. ``"extra"`` keeps
            one in `Paper.extra` by its header.
    """
    found = _records(_without_mark(lines))
    records = (record for record in found if _says_something(record))
    header = _header(next(records, Record([], "")), file, columns)
    problems = list(header.problems())
    if problems:
        yield Given(None, problems, 1)
    if all(problem.severity != "error" for problem in problems):
        for record in records:
            yield header.read(record)


def _records(lines: Iterator[str]) -> Iterator[Record]:
    """The records, parted by what the first line says: ``sep=;``, or else the header's sign."""
    head = [next(lines, "")]
    if said := _SAID_SEPARATOR.match(head[0]):
        return read_records(lines, cast("Separator", said[1]), before=1)
    while head[-1] and not head[-1].strip():
        head.append(next(lines, ""))
    return read_records(chain(head, lines), _separator(head[-1]))


def _separator(header: str) -> Separator:
    if "," not in header:
        for sign in _OTHER_SEPARATORS:
            if sign in header:
                return sign
    return ","


def _says_something(record: Record) -> bool:
    return record.malformed is not None or any(cell.text.strip() for cell in record.cells)


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the byte order mark that spreadsheets put before them."""
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix("\ufeff")


@attrs.frozen
class _Header:
    """The header of a file, which says what the cells below it mean.

    Attributes:
        record: The header as it stands.
        headers: Its cells.
        names: The column that each is; None for those of `Paper.extra`.
        file: Name of the file, for problems.
    """

    record: Record
    headers: list[str]
    names: list[str | None]
    file: str | None

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the header."""
        if self.record.malformed:
            yield self._malformed(self.record)
            return
        known = [name or header for name, header in zip(self.names, self.headers, strict=True)]
        seen = Counter(known)
        for header, name, cell in zip(self.headers, known, self.record.cells, strict=True):
            if not header.strip():
                message = "the cells below have no header, and are not read"
                yield self.problem("unused-value", message, self.record, cell, "warning")
            elif seen[name] > 1:
                message = f"expected each column once, got {show(name)} {seen[name]} times"
                yield self.problem("bad-table", message, self.record, cell)
        if "title" not in self.names:
            yield self.problem("bad-table", missing_title(self.headers), self.record)

    def read(self, record: Record) -> Given:
        """What a record below gives."""
        line = next(iter(record.cells), record.malformed or _TOP).line
        if record.malformed:
            return Given(None, [self._malformed(record)], line)
        width = len(self.headers)
        if any(cell.text for cell in record.cells[width:]):
            message = f"expected {width} cells, as the header has, got {len(record.cells)}"
            beyond = record.cells[width]
            return Given(None, [self.problem("bad-csv", message, record, beyond)], line)
        paper, problems = read_row(self._cells(record), TEXT_READERS)
        return Given(paper, [*self._short(record), *problems], line)

    def _cells(self, record: Record) -> Cells:
        known: dict[str, str | None] = {name: None for name in self.names if name}
        unknown: dict[str, str] = {}
        for name, header, cell in zip(self.names, self.headers, record.cells, strict=False):
            if name:
                known[name] = cell.text
            elif header.strip() and cell.text.strip():
                unknown[header] = cell.text
        return Cells(known, unknown, partial(self._report, record))

    def _short(self, record: Record) -> Iterator[Problem]:
        missing = len(self.headers) - len(record.cells)
        if missing > 0:
            counted = f"expected {len(self.headers)} cells, got {len(record.cells)}"
            message = f"{counted}: the missing ones are read as empty"
            yield self.problem("bad-csv", message, record, severity="repaired")

    def _report(
        self,
        record: Record,
        code: str,
        column: str,
        message: str,
        severity: Severity,
    ) -> Problem:
        columns = zip(self.names, self.headers, record.cells, strict=False)
        place = next((cell for name, header, cell in columns if (name or header) == column), None)
        return self.problem(code, f"{message} @ column {column!r}", record, place, severity)

    def _malformed(self, record: Record) -> Problem:
        place = record.malformed
        return self.problem("bad-csv", place.text if place else "", record, place)

    def problem(
        self,
        code: str,
        message: str,
        record: Record,
        place: Cell | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """A problem of a record, at a cell or at its beginning."""
        at = place or next(iter(record.cells), _TOP)
        return Problem(
            code=code,
            message=message,
            line=at.line,
            column=at.column,
            text=record.text,
            severity=severity,
            file=self.file,
        )


def _header(record: Record, file: str | None, columns: Mapping[str, str]) -> _Header:
    headers = [cell.text for cell in record.cells]
    said = {header.strip(): name for header, name in columns.items()}
    names = [
        None if (name := said.get(header.strip())) == "extra" else name or column_named(header)
        for header in headers
    ]
    return _Header(record, headers, names, file)
