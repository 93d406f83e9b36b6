"""A document with some of its papers changed: the lines that say them are others, no further byte.

Rows are rewritten in the list's own dialect. What comes out is read again, and must give exactly
the papers that were asked for; else nothing is changed and an `EditError` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from weeklypapers.dialects.dialect import Dialect, TableReader
from weeklypapers.dialects.document import read_document
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.dialects.tables.weekly import WeeklyTableReader
from weeklypapers.editing import rows, weekly
from weeklypapers.editing.layout import Layout, layout_of
from weeklypapers.editing.rows import changed_fields
from weeklypapers.markdown import Chunk, Row, split_lines
from weeklypapers.markdown.lines import line_spans
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.paper import Link, Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "Document",
    "Lines",
    "Outcome",
    "Place",
    "Reading",
    "Table",
    "differences",
    "edited",
    "read",
    "settled",
]


class Document(NamedTuple):
    """The text from which papers were read, and those papers: it stands for no others.

    Attributes:
        text: The text.
        papers: The papers that were read from it.
        file: Name of the file or URL; None for text that has none.
        dialect: The dialect that was asked for; None if headers and cells told it.
        columns: What columns were to be read as, by header.
    """

    text: str
    papers: tuple[Paper, ...] = ()
    file: str | None = None
    dialect: str | Dialect | None = None
    columns: Mapping[str, str] = {}


class Outcome(NamedTuple):
    """A document that was changed.

    Attributes:
        document: The document as it is now, with its papers.
        before: What was found in it when it was read before.
        problems: What is found in it now.
    """

    document: Document
    before: tuple[Problem, ...]
    problems: tuple[Problem, ...]


@attrs.frozen
class Place:
    """Where a paper stands in a document.

    Attributes:
        paper: The paper, as it is read there.
        line: Its line, counted from 1.
        section: The part of the document that it is in.
        chunk: The rows among which it is; None if it stands in no table.
        reader: What read it; None if it stands in no table.
    """

    paper: Paper
    line: int
    section: Section | None
    chunk: Chunk | None
    reader: TableReader | None

    @property
    def columns(self) -> tuple[str, ...]:
        """What the columns of its table are read as; none if it stands in no table."""
        return self.paper.origin.columns if self.paper.origin else ()

    @property
    def row(self) -> tuple[Row, int]:
        """Its row, and the offset of the row's first character that is no blank."""
        if self.chunk is None:
            raise AssertionError("only rows of tables are asked for")
        at = self.line - self.chunk.line
        return self.chunk.row(at), self.chunk.starts[at] if self.chunk.starts else 0


@attrs.frozen
class Table:
    """A table of papers in a document: its first rows, what reads it, and the part it is in."""

    chunk: Chunk
    reader: TableReader
    section: Section | None
    papers: int = 0


@attrs.frozen
class Reading:
    """What a document gives.

    Attributes:
        places: Its papers, in listed order.
        tables: Its tables of papers.
        problems: What was found on the way.
    """

    places: list[Place]
    tables: list[Table]
    problems: list[Problem]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers."""
        return tuple(place.paper for place in self.places)


def read(document: Document) -> Reading:
    """A document's papers with their places."""
    lines = split_lines(document.text)
    places: list[Place] = []
    tables: dict[int, Table] = {}
    problems: list[Problem] = []
    for batch in read_document(
        lines, document.file, document.dialect, document.columns, is_complete=True
    ):
        problems += batch.problems
        places += [
            Place(paper, paper.origin.line, batch.section, batch.chunk, batch.reader)
            for paper in batch.papers
            if paper.origin is not None
        ]
        if batch.chunk and batch.reader:
            known = tables.get(id(batch.chunk.table))
            table = known or Table(batch.chunk, batch.reader, batch.section)
            count = table.papers + len(batch.papers)
            tables[id(batch.chunk.table)] = attrs.evolve(table, papers=count)
    return Reading(places, list(tables.values()), problems)


# Lines


class Lines:
    """The lines of a text, to be replaced, taken out and put in."""

    def __init__(self, text: str) -> None:
        spans = line_spans(text)
        self._lines = [(text[start:end], text[end:behind]) for start, end, behind in spans]
        self._new: dict[int, str | None] = {}
        self._behind: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, line: int) -> str:
        return self._lines[line - 1][0]

    def replace(self, line: int, text: str | None) -> None:
        """Replace a line, counted from 1; None takes it out."""
        self._new[line] = text

    def insert(self, behind: int, lines: Iterable[str]) -> None:
        """Put lines in behind a line; 0 is in front of the first."""
        self._behind.setdefault(behind, []).extend(lines)

    def text(self) -> str:
        """The text: with a line ending at its end if it had one, and without if it had none."""
        made: list[tuple[str, str]] = []
        newline = self._lines[0][1] if self._lines else "\n"
        for number in range(len(self._lines) + 1):
            if number:
                line, ending = self._lines[number - 1]
                newline = ending or newline
                kept = self._new.get(number, line)
                made += [(kept, ending or newline or "\n")] if kept is not None else []
            made += [(line, newline or "\n") for line in self._behind.get(number, ())]
        text = "".join(line + ending for line, ending in made)
        ends = bool(self._lines) and not self._lines[-1][1]
        return text.removesuffix(made[-1][1]) if made and ends else text


# Changing


def edited(document: Document, papers: Sequence[Paper], wanted: Sequence[Paper | None]) -> Outcome:
    """The document with its papers changed.

    Args:
        document: The document.
        papers: Its papers, with their records.
        wanted: For each of them what it is to be; None to take it out.

    Raises:
        EditError: A paper can't be written where it stands.
    """
    new = [paper and following(old, paper) for old, paper in zip(papers, wanted, strict=True)]
    before = read(document)
    text = changed(document, before, new)
    return settled(document, before, text, [paper for paper in new if paper is not None])


def changed(document: Document, before: Reading, wanted: Sequence[Paper | None]) -> str:
    """The text with its papers changed.

    Args:
        document: The document.
        before: What it gives.
        wanted: For each of its papers what it is to be; None to take it out.

    Raises:
        EditError: A paper can't be written where it stands.
    """
    lines = Lines(document.text)
    layouts: dict[int, Layout] = {}
    for place, paper in zip(before.places, wanted, strict=True):
        if paper is not None and not changed_fields(place.paper, paper):
            continue
        chunk, reader = _of_table(place, paper, document.file)
        if paper is None:
            lines.replace(place.line, None)
            continue
        layout = layouts.get(id(chunk)) or layouts.setdefault(id(chunk), layout_of(chunk))
        row, start = place.row
        lines.replace(place.line, rewrite(reader, row, start, place.paper, paper, layout))
    return lines.text()


def _of_table(place: Place, paper: Paper | None, file: str | None) -> tuple[Chunk, TableReader]:
    """The rows and the reader of a paper that is in a table of Markdown."""
    if place.chunk is None or place.reader is None or place.chunk.html is not None:
        what = "a row of an HTML table" if place.chunk else "an item or a heading"
        verb = "taken out" if paper is None else "rewritten"
        field = None if paper is None else ", ".join(changed_fields(place.paper, paper))
        reason = f"{what} can't be {verb}, only rows of Markdown tables can"
        raise EditError(reason, field, place.line, file)
    return place.chunk, place.reader


def following(before: Paper, after: Paper) -> Paper:
    """A paper whose links are labelled as the list does, where a text is a link's label, too.

    In ``[Title](https://…)``, whoever changes the title changes the label.
    """
    fields = ("title", "venue", "affiliation", "comment")
    texts = {
        " ".join((getattr(before, field) or "").split()): getattr(after, field)
        for field in fields
        if getattr(before, field) and getattr(before, field) != getattr(after, field)
    }
    if not texts:
        return after
    kept = {(link.url, link.label) for link in before.links}
    links = [
        attrs.evolve(link, label=texts[link.label])
        if link.label in texts and any(link.label == label for _, label in kept)
        else link
        for link in after.links
    ]
    return attrs.evolve(after, links=links)


# What comes out


def settled(document: Document, before: Reading, text: str, wanted: Sequence[Paper]) -> Outcome:
    """The document with a new text, once that is read as what was wanted.

    The papers are those that are read, with the records of those that were wanted.

    Args:
        document: The document as it was.
        before: What it gave.
        text: The new text.
        wanted: The papers that it must give.

    Raises:
        EditError: It gives others.
    """
    found = read(document._replace(text=text))
    if len(found.places) != len(wanted):
        raise _other_count(document, before, found, len(wanted))
    for place, paper in zip(found.places, wanted, strict=True):
        if fields := differences(paper, place.paper):
            raise _other_paper(document, place, paper, fields[0])
    papers = tuple(
        attrs.evolve(place.paper, arxiv=paper.arxiv) if paper.arxiv else place.paper
        for place, paper in zip(found.places, wanted, strict=True)
    )
    new = document._replace(text=text, papers=papers)
    return Outcome(new, tuple(before.problems), tuple(found.problems))


def _other_count(document: Document, before: Reading, found: Reading, wanted: int) -> EditError:
    reason = f"the document would give {len(found.places)} papers and not {wanted}"
    known = {(problem.code, problem.text) for problem in before.problems}
    new = [one for one in found.problems if (one.code, one.text) not in known]
    told = f": {new[0].message}" if new else ""
    return EditError(f"{reason}{told}", None, None, document.file)


def _other_paper(document: Document, place: Place, wanted: Paper, field: str) -> EditError:
    value, got = getattr(wanted, field), getattr(place.paper, field)
    line = wanted.origin.line if wanted.origin else None
    reason = f"the list would say {show(got)} and not {show(value)}"
    dating = place.section.dating if place.section else None
    if field in ("week", "listed_date") and dating and field not in place.columns:
        says = f"say {value}" if value else "be without"
        reason = f"the heading on line {dating.line} tells it, so a row below can't {says}"
    elif field == "topics" and field not in place.columns:
        reason = f"the headings above tell it: {reason}"
    return EditError(reason, field, line, document.file)


def differences(wanted: Paper, got: Paper) -> list[str]:
    """The fields in which a paper that was read is not the one that was wanted."""
    fields = changed_fields(wanted, got)
    if "links" in fields and len(wanted.links) == len(got.links):
        pairs = zip(wanted.links, got.links, strict=True)
        if all(_same_link(link, other, got.title) for link, other in pairs):
            fields.remove("links")
    return fields


def _same_link(wanted: Link, got: Link, title: str) -> bool:
    """Whether a link is the one that was wanted, but for what the list's form says of each."""
    if wanted.listed_kind not in (None, got.listed_kind):
        return False
    is_title = got.label is not None and got.label == " ".join(title.split())
    free = is_title and (wanted.label is None or is_generic_label(wanted.label))
    return wanted.url == got.url and (wanted.label == got.label or free)


def rewrite(
    reader: TableReader, row: Row, start: int, before: Paper | None, after: Paper, layout: Layout
) -> str:
    """Return the row with the cells of another paper, in the manner of its table."""
    if isinstance(reader, WeeklyTableReader):
        return weekly.rewrite(reader, row, start, before, after, layout)
    return rows.rewritten(_free(reader), row, start, before, after, layout)


def number_of(reader: TableReader, row: Row, start: int, layout: Layout) -> int | None:
    """Return the running number in front of the title; None in a weekly table."""
    if isinstance(reader, WeeklyTableReader):
        return None
    return rows.number_of(_free(reader), row, start, layout)


def renumber(reader: TableReader, row: Row, start: int, number: int, layout: Layout) -> str:
    """Return the row with another running number."""
    if isinstance(reader, WeeklyTableReader):
        return row.text
    return rows.renumbered(_free(reader), row, start, number, layout)


def _free(reader: TableReader) -> FreeTableReader:
    if not isinstance(reader, FreeTableReader):
        raise TypeError(f"no writer for {type(reader).__name__}")
    return reader
