"""CSV (RFC 4180) of papers, and back.

The columns are those of `_columns`, and the cells have the text of `_cells`. A column with another
name is one of `Paper.extra`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple

import attrs

from weeklypapers.formats._columns import (
    COLUMNS,
    Listed,
    column_named,
    columns_named,
    missing_title,
)
from weeklypapers.formats._csv_records import (
    START,
    Cell,
    Record,
    Scanner,
    SplitRecord,
    scanner_of,
)
from weeklypapers.formats._row_values import Cells
from weeklypapers.formats._rows import Row
from weeklypapers.formats._rows import read_rows as read_cells
from weeklypapers.formats._text_cells import TEXT, text_cells
from weeklypapers.model.bulk import chunks
from weeklypapers.model.errors import check_choice, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Severity

__all__ = ["ReadRow", "dumps", "read_rows"]


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
    scanner = scanner_of(lines, separator)
    records = filter(_is_filled, scanner.records())
    header = _Header.of(next(records, Record([], "")), scanner.separator, file, columns)
    problems = list(header.problems())
    if problems:
        yield ReadRow(None, problems, 1)
    if all(problem.severity != "error" for problem in problems):
        for rows in chunks(filter(_is_filled, scanner.rows())):
            yield from header.read(rows)


def _is_filled(row: SplitRecord | Record) -> bool:
    is_malformed = isinstance(row, Record) and row.malformed is not None
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

    record: Record
    headers: list[str]
    names: list[str | None]
    separator: str
    file: str | None

    @classmethod
    def of(
        cls, record: Record, separator: str, file: str | None, columns: Mapping[str, str]
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

    def read(self, rows: Sequence[SplitRecord | Record]) -> Iterator[ReadRow]:
        """Read rows below the header."""
        width = len(self.headers)
        obstacles = list(map(self._obstacle, rows))
        readable = [row for row, obstacle in zip(rows, obstacles, strict=True) if not obstacle]
        results = iter(read_cells(self._cells(readable), TEXT))
        for row, obstacle in zip(rows, obstacles, strict=True):
            paper, problems = Row(None, [obstacle]) if obstacle else next(results)
            count = len(row.texts)
            if count < width and obstacle is None:
                message = f"expected {width} cells, got {count}: the missing ones are read as empty"
                problem = self._problem("bad-csv", message, self._record(row), severity="repaired")
                problems = [problem, *problems]
            yield ReadRow(paper, problems, row.line)

    def _obstacle(self, row: SplitRecord | Record) -> Problem | None:
        """Return the problem of a row that has too many cells or is malformed, or None."""
        width, count = len(self.headers), len(row.texts)
        if isinstance(row, Record) and row.malformed:
            return self._malformed(row, row.malformed)
        if count > width and any(row.texts[width:]):
            message = f"expected {width} cells, as the header has, got {count}"
            record = self._record(row)
            return self._problem("bad-csv", message, record, record.cells[width])
        return None

    def _record(self, row: SplitRecord | Record) -> Record:
        """Return a row with the places of its cells."""
        if isinstance(row, Record):
            return row
        return next(Scanner(row.lines, self.separator, row.line).records())

    def _cells(self, rows: Sequence[SplitRecord | Record]) -> Cells:
        texts = [row.texts for row in rows]
        known = {name: _column(texts, place) for place, name in enumerate(self.names) if name}
        others = [
            "" if name else header for name, header in zip(self.names, self.headers, strict=True)
        ]
        unknown: list[dict[str, str]] = [{}] * len(rows)
        if any(map(str.strip, others)):
            # A row may be much shorter than the header, so it isn't filled up.
            unknown = [_cells_by_header(others, row) for row in texts]

        def report(row: int, *problem: Any) -> Problem:
            return self._cell_problem(self._record(rows[row]), *problem)

        return Cells(len(rows), known, unknown, report)

    def _cell_problem(
        self, record: Record, code: str, column: str, message: str, severity: Severity
    ) -> Problem:
        columns = zip(self.names, self.headers, record.cells, strict=False)
        place = next((cell for name, header, cell in columns if (name or header) == column), None)
        return self._problem(code, f"{message} @ column {column!r}", record, place, severity)

    def _malformed(self, record: Record, place: Cell) -> Problem:
        return self._problem("bad-csv", place.text, record, place)

    def _problem(
        self,
        code: str,
        message: str,
        record: Record,
        place: Cell | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem at a cell, or at the beginning of the record."""
        place = place or next(iter(record.cells), START)
        return Problem(
            code=code,
            message=message,
            line=place.line,
            column=place.column,
            text=record.text,
            severity=severity,
            file=self.file,
        )


def _column(rows: Sequence[list[str]], place: int) -> list[str]:
    if all(place < length for length in set(map(len, rows))):
        return list(map(itemgetter(place), rows))
    return [row[place] if place < len(row) else "" for row in rows]


def _cells_by_header(headers: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    pairs = zip(headers, row, strict=False)
    return {header: text for header, text in pairs if header.strip() and text.strip()}
