"""A whole document: its tables and bullets in order, and what only the whole can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from weeklypapers.dialects.bullets import read_section
from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.dialect import Dialect, TableReader, dialects_of
from weeklypapers.dialects.headings import (
    FOLD,
    Heading,
    Outline,
    Section,
    heading_of,
    inferred_years,
)
from weeklypapers.dialects.tables.columns import Columns
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import (
    NO_REFERENCES,
    Block,
    Chunk,
    Table,
    blocks,
    defined_references,
    is_definition,
    render_inline,
)
from weeklypapers.model.errors import did_you_mean, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = ["Batch", "read_document"]

_LONGEST_DATE = 60
# What folds a part of a document.
_FOLDING = re.compile(
    r"<details\b[^>]*>|<summary\b[^>]*>(?P<summary>.*?)</summary\s*>|(?P<closing></details\s*>)",
    re.IGNORECASE | re.DOTALL,
)
# An HTML block that is a heading.
_HTML_HEADING = re.compile(
    r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?)</h(?P=level)\s*>\s*", re.IGNORECASE | re.DOTALL
)
# Where tables list this many times as many papers, bullets are news and asides.
_ASIDES = 10


@attrs.frozen
class Batch:
    """What some lines of a list gave.

    Attributes:
        papers: The papers that were read.
        problems: What was found on the way.
        chunk: The rows, if they are rows of a table of papers.
        reader: What read them.
        section: The part of the document in which they stand.
        line: The line that gave the paper, in JSON Lines.
    """

    papers: list[Paper]
    problems: list[Problem]
    chunk: Chunk | None = None
    reader: TableReader | None = None
    section: Section | None = None
    line: int | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing that comes later in the document can change it."""
        if self.section is None or not self.papers:
            return True
        return self.chunk is not None and not self.section.is_yearless


def read_document(
    lines: Iterable[str],
    file: str | None,
    dialect: str | Dialect | None,
    given: Mapping[str, str],
    *,
    is_complete: bool,
) -> Iterator[Batch]:
    """What a document in Markdown gives, part by part.

    Parts that later ones may change, such as those below a heading without a year, are kept until
    the end; all others are given as they are read.

    Args:
        lines: Its lines.
        file: Name of the list.
        dialect: The dialect of its tables and bullets; None to tell it by headers and cells.
        given: What columns are read as, by header.
        is_complete: Whether all lines may be taken at once. Links by reference then lead to the
            addresses that the document defines; a stream may define them later.

    Raises:
        InvalidValueError: There is no dialect of that name.
    """
    references = NO_REFERENCES
    if is_complete:
        lines = list(lines)
        references = defined_references(lines)
    walker = _Walker(file, dialects_of(dialect), given, dialect is not None, references)
    whole = _Whole(file)
    return chain(whole.settled(walker.walk(lines)), walker.after())


@attrs.define
class _Walker:
    """Reads the blocks of a document one after the other."""

    file: str | None
    dialects: Sequence[Dialect]
    given: Mapping[str, str]
    chosen: bool
    references: Mapping[str, str]
    outline: Outline = attrs.field(init=False)
    heading: Block | None = None
    pending: list[Block] = attrs.field(factory=list)
    table: Table | None = None
    reader: TableReader | None = None
    headers: list[str] = attrs.field(factory=list)
    known: dict[tuple[str, ...], tuple[Dialect, Columns]] = attrs.field(factory=dict)
    found: bool = False
    html_dates: bool = False  # whether a heading in HTML has a date
    folds: list[bool] = attrs.field(factory=list)  # of those open, whether each is dated

    def __attrs_post_init__(self) -> None:
        self.outline = Outline(self.file)

    def walk(self, lines: Iterable[str]) -> Iterator[Batch]:
        """What the blocks give."""
        for found in blocks(lines):
            block = attrs.evolve(found, references=self.references) if self.references else found
            if isinstance(block, Chunk):
                yield from self._below(None)
                self.heading = None
                yield from self._rows(block)
            elif block.kind == "heading" and not block.item and not block.quoted:
                yield from self._below(self.heading)
                self._begin(block)
            elif (heading := self._dated_line(block) or self._html_heading(block)) is not None:
                yield from self._below(self.heading)
                self.heading = None
                self.outline.add(heading)
            else:
                yield from self._folded(block)
        yield from self._below(self.heading)

    def _begin(self, block: Block) -> None:
        self.heading = block
        text = render_inline(block.text, references=block.references).text
        self.outline.add(self._heading(text, block, block.level))

    def _dated_line(self, block: Block) -> Heading | None:
        """The heading that a bold paragraph is that only says a day or a week."""
        if block.kind != "paragraph" or block.item or block.quoted or "*" not in block.lines[0]:
            return None
        inline = render_inline(block.text)
        text = inline.text.strip()
        if len(text) > _LONGEST_DATE or not any(
            mark.kind == "strong"
            and inline.text[mark.begin : mark.end].strip(" :") == text.strip(" :")
            for mark in inline.marks
        ):
            return None
        heading = self._heading(text, block, FOLD)
        if heading.span is None:
            return None
        rest = text[: heading.span.start] + text[heading.span.end :]
        return None if any(map(str.isalnum, rest)) else heading

    def _html_heading(self, block: Block) -> Heading | None:
        """The heading that HTML is; if it has no date, only behind one that does.

        Others are mostly the document's title, and of any level.
        """
        if block.kind != "html" or block.item or block.quoted:
            return None
        found = _HTML_HEADING.fullmatch(block.text)
        if found is None:
            return None
        text = render_inline(found["text"], markdown=False).text.strip()
        heading = self._heading(text, block, int(found["level"]))
        self.html_dates = self.html_dates or heading.span is not None
        return heading if self.html_dates else None

    def _heading(self, text: str, block: Block, level: int) -> Heading:
        raw = "\n".join(block.lines)
        return heading_of(text, line=block.line, level=level, raw=raw, order=self.outline.order)

    def _folded(self, block: Block) -> Iterator[Batch]:
        """Keep a block; where it opens a folded part with a date, that dates what is in it."""
        if block.kind == "html" and not block.item and not block.quoted:
            for tag in _FOLDING.finditer(block.text):
                if tag["summary"] is None and not tag["closing"]:
                    self.folds.append(False)
                elif tag["summary"] is not None and self.folds:
                    text = render_inline(tag["summary"], markdown=False).text
                    raw = tag["summary"].strip()
                    line, _ = block.place(tag.start())
                    heading = heading_of(text, line=line, level=FOLD, raw=raw)
                    if heading.span:
                        yield from self._below(self.heading)
                        self.folds[-1], self.heading = True, None
                        self.outline.add(heading)
                elif self.folds and self.folds.pop():
                    yield from self._below(self.heading)
                    self.heading = None
                    self.outline.close(FOLD)
        if not all(map(is_definition, block.lines)):
            self.pending.append(block)

    def _below(self, heading: Block | None) -> Iterator[Batch]:
        """What the items and paragraphs give that stand since the last heading or table."""
        pending, self.pending = self.pending, []
        if not any(dialect.shape == "bullets" for dialect in self.dialects):
            return
        if pending or heading:
            section = self.outline.section
            papers, problems = read_section(heading, pending, section, self.file)
            self.found = self.found or bool(papers)
            yield Batch(papers, problems, section=section)

    def _rows(self, chunk: Chunk) -> Iterator[Batch]:
        if chunk.table is not self.table:
            self.table = chunk.table
            self.headers += [render_inline(cell.text).text for cell in chunk.table.header.cells]
            self.reader = self._reader_of(chunk)
            self.found = self.found or self.reader is not None
            if self.reader is None:
                yield Batch([], [self._other_table(chunk.table)])
        if self.reader is not None:
            papers, problems = self.reader.read(chunk)
            yield Batch(papers, problems, chunk, self.reader, self.outline.section)

    def _other_table(self, table: Table) -> Problem:
        if any(dialect.shape == "tables" for dialect in self.dialects):
            headers = ", ".join(repr(cell.text) for cell in table.header.cells)
            message = f"left alone: no column of papers' titles, or of nothing else: {headers}"
        else:
            message = "left alone: this dialect reads no tables"
        return Problem(
            code="other-table",
            message=message,
            line=table.header.line,
            column=1,
            text=table.header.text,
            severity="info",
            file=self.file,
        )

    def _reader_of(self, chunk: Chunk) -> TableReader | None:
        # Tables of one document that have the same headers are read alike.
        headers = tuple(cell.text for cell in chunk.table.header.cells)
        if headers not in self.known and (found := self._recognised(chunk)):
            self.known[headers] = found
        if headers not in self.known:
            return None
        dialect, columns = self.known[headers]
        return dialect.reader(columns, chunk, self.outline.section, self.file)

    def _recognised(self, chunk: Chunk) -> tuple[Dialect, Columns] | None:
        for dialect in self.dialects:
            columns = dialect.recognise(chunk, self.given, chosen=self.chosen)
            if columns is not None:
                return dialect, columns
        return None

    def after(self) -> Iterator[Batch]:
        """What can be said at the end only."""
        known = set(map(plain_header, self.headers))
        missing = [header for header in self.given if plain_header(header) not in known]
        problems = [_no_such_column(header, self.headers, self.file) for header in missing]
        yield Batch([], problems if self.found else [_no_papers(self.file), *problems])


@attrs.define
class _Whole:
    """What only the whole document tells: years of headings, and which shape is the list."""

    file: str | None
    rows: int = 0
    months: dict[Heading, list[tuple[int, int]]] = attrs.field(factory=dict)
    sections: dict[Heading, Section] = attrs.field(factory=dict)

    def settled(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches, those that the rest of the document decides on at the end."""
        kept: list[Batch] = []
        for batch in batches:
            self._note(batch)
            if kept or not batch.is_settled:
                kept.append(batch)
            else:
                yield batch
        items = sum(len(batch.papers) for batch in kept if batch.chunk is None)
        years = self._years()
        for batch in kept:
            if batch.chunk is None and batch.papers and items * _ASIDES <= self.rows:
                yield _left_alone(batch)
            else:
                yield _dated(batch, years)
        yield Batch([], self._about_years(years))

    def _note(self, batch: Batch) -> None:
        if batch.chunk is not None:
            self.rows += len(batch.papers)
        heading = batch.section.dating if batch.section else None
        if heading and batch.section and batch.papers:
            ids = {found for paper in batch.papers if (found := paper.arxiv_id)}
            self.sections.setdefault(heading, batch.section)
            self.months.setdefault(heading, []).extend((each.year, each.month) for each in ids)

    def _years(self) -> dict[Heading, tuple[Span, str]]:
        if not any(section.is_yearless for section in self.sections.values()):
            return {}
        return inferred_years(list(self.sections.values()), list(self.months.values()))

    def _about_years(self, years: Mapping[Heading, tuple[Span, str]]) -> list[Problem]:
        return [
            _about_year(heading, years.get(heading), self.file)
            for heading, section in self.sections.items()
            if section.is_yearless
        ]


def _dated(batch: Batch, years: Mapping[Heading, tuple[Span, str]]) -> Batch:
    """A batch with the year of its heading."""
    section = batch.section
    heading = section.dating if section else None
    if section is None or heading is None or heading not in years or not section.is_yearless:
        return batch
    dated = attrs.evolve(section, span=years[heading][0])
    papers = [
        attrs.evolve(
            paper,
            week=paper.week or dated.week,
            listed_date=paper.listed_date or dated.listed_date,
        )
        for paper in batch.papers
    ]
    return attrs.evolve(batch, papers=papers, section=dated)


def _left_alone(batch: Batch) -> Batch:
    problems = [
        Problem(
            code="other-item",
            message="left alone: the papers are listed in tables; dialect='bullets' reads it",
            line=paper.origin.line if paper.origin else None,
            column=1,
            text=paper.origin.text if paper.origin else paper.title,
            severity="info",
            file=paper.origin.file if paper.origin else None,
        )
        for paper in batch.papers
    ]
    return attrs.evolve(batch, papers=[], problems=problems)


def _about_year(heading: Heading, known: tuple[Span, str] | None, file: str | None) -> Problem:
    if known:
        span, reason = known
        message = f"the year is not written; it must be {span.last.year}, by {reason}"
    else:
        message = "the year is not written, and nothing around tells it for certain"
    return Problem(
        code="inferred-year" if known else "no-year",
        message=message,
        line=heading.line,
        column=1,
        text=heading.raw,
        severity="info" if known else "warning",
        file=file,
    )


def _no_such_column(header: str, headers: list[str], file: str | None) -> Problem:
    message = f"expected a table with the header {show(header)}, as columns= says"
    hint = f" {did_you_mean(header, headers)}" if headers else ""
    return Problem(code="no-such-column", message=f"{message}; got none.{hint}", file=file)


def _no_papers(file: str | None) -> Problem:
    return Problem(
        code="no-papers",
        message="expected a table of papers, with the header 'title' and one of 'Week', "
        "'category', 'abstract', 'Paper-Link' or 'authors' at least, or bullets with links to "
        "papers; got none",
        line=1,
        column=1,
        file=file,
    )
