"""Documents: the papers of their tables, items, headings and paragraphs, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from weeklypapers.dialects.asides import is_aside, is_footnote
from weeklypapers.dialects.comments import without_line_comments
from weeklypapers.dialects.dates import Span, find_in_name
from weeklypapers.dialects.dialect import Dialect, TableReader, dialects_of
from weeklypapers.dialects.headings import Heading, Section, inferred_years
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.outline import Outline, Passage
from weeklypapers.dialects.tables.columns import Columns
from weeklypapers.dialects.tables.heads import Ahead
from weeklypapers.dialects.vocabulary import plain_header
from weeklypapers.markdown import (
    NO_REFERENCES,
    Block,
    Chunk,
    Table,
    blocks,
    defined_references,
    render_inline,
)
from weeklypapers.markdown.lines import NumberedLines, contains
from weeklypapers.model.bulk import replaced
from weeklypapers.model.errors import did_you_mean, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

if TYPE_CHECKING:
    from weeklypapers.dialects.collecting import ListedEntry

__all__ = ["Batch", "read_document"]


@attrs.frozen
class Batch:
    """The papers and problems of some lines of a list.

    Attributes:
        papers: The papers that were read.
        problems: The problems of these lines.
        chunk: The rows, if they are rows of a table of papers.
        reader: The reader of that table.
        section: The part of the document that holds the lines.
        line: The line of the paper, in JSON Lines.
        entries: The entry of each paper, if they are not rows.
    """

    papers: list[Paper]
    problems: list[Problem]
    chunk: Chunk | None = None
    reader: TableReader | None = None
    section: Section | None = None
    line: int | None = None
    entries: Sequence[ListedEntry] = ()


def read_document(
    lines: NumberedLines | Iterable[str],
    file: str | None,
    dialect: str | Dialect | None,
    overrides: Mapping[str, str],
    *,
    keeps_entries: bool = False,
) -> Iterator[Batch]:
    """Read a document in Markdown part by part.

    Parts that later ones may change, such as those below a heading without a year, are returned at
    the end, and all others as soon as they are read.

    Args:
        lines: The lines of a stream, or the whole document. Then links by reference lead to the
            addresses that the document defines, which a stream may define later, and the origins
            of papers refer to it.
        file: The name of the list.
        dialect: The dialect of its tables and entries; None to recognise it from headers and cells.
        overrides: Roles of columns by header, which override those of the dialect.
        keeps_entries: True to return the entry of each paper outside of tables, for an edit.

    Raises:
        InvalidValueError: There is no dialect of that name.
    """
    lines = without_line_comments(lines)
    numbered = lines if isinstance(lines, NumberedLines) else None
    references = NO_REFERENCES
    if numbered and contains(numbered.text, "]:"):
        references = defined_references(numbered)
    parts = blocks(lines)
    if references:
        parts = (attrs.evolve(part, references=references) for part in parts)
    reader = _DocumentReader(
        Origins(file, numbered),
        dialects_of(dialect),
        overrides,
        is_chosen=dialect is not None,
        keeps_entries=keeps_entries,
    )
    yield from _settle(reader.batches(parts), file)
    plain_headers = set(map(plain_header, reader.headers))
    problems = [
        _no_such_column(header, reader.headers, file)
        for header in overrides
        if plain_header(header) not in plain_headers
    ]
    yield Batch([], problems if reader.has_papers else [_no_papers(file), *problems])


@attrs.define
class _DocumentReader:
    """A reader of the passages of one document.

    Attributes:
        origins: The list, for the origins of the papers.
        dialects: The dialects to try, in order.
        overrides: Roles of columns by header.
        is_chosen: True if the user chose the dialect.
        keeps_entries: True to return the entry of each paper outside of tables.
        headers: The headers of all tables, as plain text, if there are overrides.
        has_papers: True if there is a table of papers, or another entry with one.
    """

    origins: Origins
    dialects: Sequence[Dialect]
    overrides: Mapping[str, str]
    is_chosen: bool = attrs.field(kw_only=True)
    keeps_entries: bool = attrs.field(kw_only=True)
    headers: list[str] = attrs.field(factory=list, init=False)
    has_papers: bool = attrs.field(default=False, init=False)
    _table_reader: TableReader | None = attrs.field(default=None, init=False)
    _columns: dict[tuple[str, ...], tuple[Dialect, Columns]] = attrs.field(
        factory=dict, init=False
    )  # by the headers of the table

    def batches(self, parts: Iterable[Block | Chunk]) -> Iterator[Batch]:
        """Read blocks and rows."""
        file = self.origins.file
        file_span = find_in_name(file) if file else None
        held: list[Batch | Passage] = []  # entries are compared, so all of them are read at once
        are_papers = False
        for each in self._parts(Outline(file_span), parts):
            if isinstance(each, Passage):
                held.append(each)
                are_papers = are_papers or _has_links(each)
            elif are_papers:
                held.append(each)
            else:
                yield from self._read_held(held)
                held = []
                yield each
        yield from self._read_held(held)

    def _parts(self, outline: Outline, parts: Iterable[Block | Chunk]) -> Iterator[Batch | Passage]:
        """Read the tables of a document, and return the passages between them."""
        has_items = any(each.shape == "bullets" or each.templates for each in self.dialects)
        held: list[Batch] = []  # later rows may continue the last paper of the first one
        ahead = Ahead(iter(parts))
        for passage in outline.passages(ahead):
            if passage.chunk:
                batch = self._read_rows(passage.chunk, ahead.head, passage.section)
                if held and batch.reader and (paper := batch.reader.continued):
                    held[0].papers[-1] = paper
                if batch.papers or not ahead.continues:
                    yield from held
                    held = []
                if ahead.continues and (batch.papers or held):
                    held.append(batch)
                else:
                    yield batch
            elif has_items:
                blocks = tuple(block for block in passage.blocks if not is_footnote(block))
                if len(blocks) < len(passage.blocks):
                    footnotes = filter(is_footnote, passage.blocks)
                    yield Batch([], [_footnote(block, self.origins.file) for block in footnotes])
                if blocks or passage.is_linked:
                    yield passage._replace(blocks=blocks)

    def _read_held(self, held: Sequence[Batch | Passage]) -> Iterator[Batch]:
        """Read the entries of passages, and return their batches in the order of the document."""
        passages = [each for each in held if isinstance(each, Passage)]
        if not passages:
            yield from (each for each in held if isinstance(each, Batch))
            return
        from weeklypapers.dialects.items import ItemsReader  # many documents have only tables

        templates = [each for dialect in self.dialects for each in dialect.templates]
        reader = ItemsReader(self.origins, templates, keeps_entries=self.keeps_entries)
        results = iter(reader.read(passages))
        for each in held:
            if isinstance(each, Batch):
                yield each
                continue
            result = next(results)
            self.has_papers = self.has_papers or bool(result.papers)
            yield Batch(
                result.papers, result.problems, section=each.section, entries=result.entries
            )

    def _read_rows(self, chunk: Chunk, head: Chunk | None, section: Section) -> Batch:
        """Read some rows.

        Args:
            chunk: The rows.
            head: The first rows of their table, if these rows begin it.
            section: The part of the document that holds them.
        """
        if head is not None:
            self._table_reader = None
            if self.overrides:
                header = chunk.table.header
                self.headers += [render_inline(cell.text).text for cell in header.cells]
            recognised = self._recognised(head)
            if recognised is None:
                return Batch([], [_other_table(chunk.table, self.dialects, self.origins.file)])
            dialect, columns = recognised
            self._table_reader = dialect.reader(columns, chunk, section, self.origins)
            self.has_papers = True
        if self._table_reader is None:
            return Batch([], [])
        papers, problems = self._table_reader.read(chunk)
        return Batch(papers, problems, chunk, self._table_reader, section)

    def _recognised(self, head: Chunk) -> tuple[Dialect, Columns] | None:
        """Return the dialect and the columns of a table, or None.

        Tables of one document with the same headers have the same columns.
        """
        headers = tuple(cell.text for cell in head.table.header.cells)
        if recognised := self._columns.get(headers):
            return recognised
        for dialect in self.dialects:
            columns = dialect.recognise(head, self.overrides, chosen=self.is_chosen)
            if columns:
                if any(headers) and columns.has_header:
                    self._columns[headers] = dialect, columns
                return dialect, columns
        return None


def _has_links(passage: Passage) -> bool:
    """Return whether a passage may list papers."""
    blocks = (*passage.blocks, *filter(None, [passage.heading]))
    return any("://" in line or "](" in line for block in blocks for line in block.lines)


def _settle(batches: Iterable[Batch], file: str | None) -> Iterator[Batch]:
    """Infer years of headings, and drop selections and news beside tables with more papers.

    The first batch that later ones may change, and all batches after it, are returned at the end.
    """
    kept: list[Batch] = []
    rows = 0
    sections: dict[Heading, Section] = {}  # those with papers, by the heading that dates them
    months: dict[Heading, list[tuple[int, int]]] = {}  # of arXiv identifiers; only without a year
    for batch in batches:
        section = batch.section
        if section and batch.papers and (heading := section.dating):
            papers = batch.papers if section.is_yearless else ()
            ids = {each for paper in papers if (each := paper.arxiv_id)}
            sections.setdefault(heading, section)
            months.setdefault(heading, []).extend((each.year, each.month) for each in ids)
        if batch.chunk:
            rows += len(batch.papers)
        is_settled = (
            not section or not batch.papers or not (section.is_yearless or _is_aside(batch))
        )
        if kept or not is_settled:
            kept.append(batch)
        else:
            yield batch
    yearless = [heading for heading, section in sections.items() if section.is_yearless]
    years = inferred_years([*sections.values()], [*months.values()]) if yearless else {}
    items = sum(len(batch.papers) for batch in kept if _is_aside(batch))
    for batch in kept:
        if batch.papers and items < rows and _is_aside(batch):
            yield attrs.evolve(batch, papers=[], problems=list(map(_other_item, batch.papers)))
        else:
            yield _with_year(batch, years)
    yield Batch([], [_about_year(heading, years.get(heading), file) for heading in yearless])


def _is_aside(batch: Batch) -> bool:
    """Return whether a batch is from bullets among a selection or news."""
    return batch.chunk is None and batch.section is not None and is_aside(batch.section)


def _with_year(batch: Batch, years: Mapping[Heading, tuple[Span, str]]) -> Batch:
    """Return a batch with the inferred year of its heading."""
    section = batch.section
    heading = section.dating if section else None
    if section is None or heading is None or heading not in years or not section.is_yearless:
        return batch
    section = attrs.evolve(section, span=years[heading][0])
    week, listed_date = section.week, section.listed_date
    papers = replaced(
        batch.papers,
        week=[paper.week or week for paper in batch.papers],
        listed_date=[paper.listed_date or listed_date for paper in batch.papers],
    )
    return attrs.evolve(batch, papers=papers, section=section)


# -- Problems ----------------------------------------------------------------------------------


def _other_table(table: Table, dialects: Iterable[Dialect], file: str | None) -> Problem:
    if any(dialect.shape == "tables" for dialect in dialects):
        headers = ", ".join(repr(cell.text) for cell in table.header.cells)
        message = f"skipped: no column of papers' titles, or no other column: {headers}"
    else:
        message = "skipped: this dialect reads no tables"
    return Problem(
        code="other-table",
        message=message,
        line=table.header.line,
        column=1,
        text=table.header.text,
        severity="info",
        file=file,
    )


def _other_item(paper: Paper) -> Problem:
    origin = paper.origin
    return Problem(
        code="other-item",
        message="skipped: a selection or news beside tables; dialect='bullets' reads it",
        line=origin.line if origin else None,
        column=1,
        text=origin.text if origin else paper.title,
        severity="info",
        file=origin.file if origin else None,
    )


def _footnote(block: Block, file: str | None) -> Problem:
    line, column = block.place(0)
    return Problem(
        code="other-item",
        message="skipped: a footnote",
        line=line,
        column=column,
        text=block.text,
        severity="info",
        file=file,
    )


def _about_year(heading: Heading, inferred: tuple[Span, str] | None, file: str | None) -> Problem:
    if inferred:
        span, reason = inferred
        message = f"the year is not written; it must be {span.last.year}, by {reason}"
    else:
        message = "the year is not written, and the rest of the document does not determine it"
    return Problem(
        code="inferred-year" if inferred else "no-year",
        message=message,
        line=heading.line,
        column=1,
        text=heading.raw,
        severity="info" if inferred else "warning",
        file=file,
    )


def _no_such_column(header: str, headers: list[str], file: str | None) -> Problem:
    message = f"expected a table with the header {show(header)}, which columns= names; got none."
    hint = f" {did_you_mean(header, headers)}" if headers else ""
    return Problem(code="no-such-column", message=message + hint, file=file)


def _no_papers(file: str | None) -> Problem:
    return Problem(
        code="no-papers",
        message="expected a table of papers, with the header 'title' and at least one of 'Week', "
        "'category', 'abstract', 'Paper-Link' or 'authors', or items, headings or paragraphs with "
        "links to papers; got neither",
        line=1,
        column=1,
        file=file,
    )
