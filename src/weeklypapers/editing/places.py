"""The places of papers in a document, and its lines with replacements and insertions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.document import Batch, read_document
from weeklypapers.dialects.headings import Section
from weeklypapers.editing.document import Document
from weeklypapers.markdown import Chunk, Row, Table, split_lines
from weeklypapers.markdown.lines import line_spans
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = ["Contents", "LineEdits", "PaperPlace", "PaperTable", "RowPlace", "read_contents"]


@attrs.frozen(eq=False)
class PaperPlace:
    """The place of a paper in a document.

    Attributes:
        paper: The paper as it is read there.
        line: Its line, counted from 1.
        section: The part of the document.
        form: A noun phrase for messages, such as "an item or a heading".
    """

    paper: Paper
    line: int
    section: Section | None
    form: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields of the columns of its table; empty outside of tables."""
        return self.paper.origin.columns if self.paper.origin else ()


@attrs.frozen(eq=False)
class RowPlace(PaperPlace):
    """The place of a paper in a row of a Markdown table.

    Attributes:
        chunk: The rows that were read together with this row.
        reader: The reader of the table.
    """

    chunk: Chunk
    reader: TableReader

    @property
    def text(self) -> str:
        """The line of the row."""
        return self.chunk.lines[self.line - self.chunk.line]

    @property
    def is_continued(self) -> bool:
        """True if its title continues in the next row."""
        return self.paper.origin is not None and self.paper.origin.text != self.text

    @property
    def row(self) -> Row:
        """The row."""
        return self.chunk.row(self.line - self.chunk.line)


@attrs.frozen(eq=False)
class PaperTable:
    """A Markdown table for papers, but without any.

    Attributes:
        chunk: Its first rows, which list no papers.
        reader: The reader of the table.
        section: The part of the document.
    """

    chunk: Chunk
    reader: TableReader
    section: Section | None


@attrs.frozen
class Contents:
    """The papers and tables of a document.

    Attributes:
        file: Name of the file or URL; None for text without one.
        lines: The lines without their endings.
        places: The papers with their places, in listed order.
        empty_tables: The Markdown tables without papers.
        problems: The problems of the document.
    """

    file: str | None
    lines: Sequence[str]
    places: list[PaperPlace]
    empty_tables: list[PaperTable]
    problems: list[Problem]

    @property
    def rows(self) -> list[RowPlace]:
        """The places in Markdown tables."""
        return [place for place in self.places if isinstance(place, RowPlace)]


def read_contents(document: Document) -> Contents:
    """Read the papers of a document with their places."""
    lines = split_lines(document.text)
    places: list[PaperPlace] = []
    problems: list[Problem] = []
    tables: dict[Table, PaperTable] = {}
    filled: set[Table] = set()
    for batch in read_document(
        lines, document.file, document.dialect, document.columns, is_complete=True
    ):
        places += _places(batch)
        problems += batch.problems
        if batch.chunk and batch.chunk.html is None and batch.reader:
            table = PaperTable(batch.chunk, batch.reader, batch.section)
            tables.setdefault(batch.chunk.table, table)
            if batch.papers:
                filled.add(batch.chunk.table)
    empty = [table for key, table in tables.items() if key not in filled]
    return Contents(document.file, lines, places, empty, problems)


def _places(batch: Batch) -> Iterator[PaperPlace]:
    chunk, reader, section = batch.chunk, batch.reader, batch.section
    for paper in batch.papers:
        if paper.origin is None:
            continue
        line = paper.origin.line
        if chunk is None or reader is None:
            yield PaperPlace(paper, line, section, "an item or a heading")
        elif chunk.html is not None:
            yield PaperPlace(paper, line, section, "a row of an HTML table")
        elif line < chunk.line:
            yield PaperPlace(paper, line, section, "the header of a table")
        else:
            yield RowPlace(paper, line, section, "a row of a table", chunk, reader)


class LineEdits:
    """The lines of a text with replacements, deletions and insertions."""

    def __init__(self, text: str) -> None:
        self._lines = [(text[start:end], text[end:stop]) for start, end, stop in line_spans(text)]
        self._replaced: dict[int, str | None] = {}
        self._inserted: dict[int, list[str]] = {}

    def replace(self, line: int, text: str | None) -> None:
        """Replace a line, counted from 1; None deletes it."""
        self._replaced[line] = text

    def insert(self, line: int, texts: Iterable[str]) -> None:
        """Insert lines after a line, counted from 1; 0 inserts before the first."""
        self._inserted.setdefault(line, []).extend(texts)

    def text(self) -> str:
        """Return the edited text; it ends with a line ending if the original text does."""
        lines: list[tuple[str, str]] = []
        newline = (self._lines[0][1] if self._lines else "") or "\n"
        for number, (line, ending) in enumerate([("", ""), *self._lines]):
            newline = ending or newline
            kept = self._replaced.get(number, line) if number else None
            if kept is not None:
                lines.append((kept, newline))
            lines += [(inserted, newline) for inserted in self._inserted.get(number, ())]
        text = "".join(line + ending for line, ending in lines)
        ends_open = bool(self._lines) and not self._lines[-1][1]
        return text.removesuffix(lines[-1][1]) if lines and ends_open else text
