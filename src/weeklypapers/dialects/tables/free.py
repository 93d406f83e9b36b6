"""Tables of any shape: rows whose cells hold Markdown or HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import attrs

from weeklypapers.dialects._vocabulary import LINK_COLUMNS
from weeklypapers.dialects.draft import Content, Draft, is_nothing, links_in
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.labels import is_link_label
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.tables.columns import DATES, EXTRA, Columns
from weeklypapers.dialects.tables.contents import count_words
from weeklypapers.dialects.tables.continuing import (
    continues_repeatedly,
    continues_title,
    joined_title,
    with_open_end,
)
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.dialects.tables.fields import take
from weeklypapers.dialects.tables.plain import read_plain_rows
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.dialects.tables.row_rules import RowRules
from weeklypapers.dialects.tables.several import divided, papers_in
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import NO_REFERENCES, Cell, Chunk, Inline, Row, render_inline
from weeklypapers.model.errors import show
from weeklypapers.model.paper import NO_EXTRA, Paper
from weeklypapers.model.problems import Problem

__all__ = ["FreeTableReader"]

_DEAD = "]()"  # in a plain cell with a text, the end of a link that leads nowhere
_LONGEST_TITLE = 1000  # characters of a title that continues in the next row


@attrs.define
class FreeTableReader:
    """A reader of the rows of one table.

    Attributes:
        columns: The columns of the table.
        section: The part of the document that holds the next row.
        origins: The list, for the origins of the papers.
        references: The addresses that the document defines for links.
        html: True if it is an HTML table.
        rules: The rules for its rows.
        continued: The last paper before the rows that were read last, if these continue its title.
    """

    columns: Columns
    section: Section
    origins: Origins
    references: Mapping[str, str] = attrs.field(default=NO_REFERENCES, kw_only=True)
    html: bool = attrs.field(default=False, kw_only=True)
    continued: Paper | None = attrs.field(default=None, init=False)
    _outer: Section = attrs.field(
        init=False, default=attrs.Factory(lambda reader: reader.section, takes_self=True)
    )
    rules: RowRules = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda reader: RowRules(
                reader.columns, DateCells(), references=reader.references, html=reader.html
            ),
            takes_self=True,
        ),
    )
    _is_begun: bool = attrs.field(default=False, init=False)
    # The paper of the row before, and its title as written; None if that row is not one paper.
    _last: Paper | None = attrs.field(default=None, init=False)
    _last_title: str = attrs.field(default="", init=False)
    _repeating: tuple[Chunk, bool] | None = attrs.field(default=None, init=False)

    def read(self, chunk: Chunk) -> tuple[list[Paper], list[Problem]]:
        """Return the papers of some rows, and the problems of the rows."""
        self.continued = None
        self._read_dates(chunk)
        spans = self.rules.dates.spans
        plain = read_plain_rows(chunk, self.columns, self.section, self.origins, spans)
        papers: list[Paper] = []
        problems: list[Problem] = []
        if not self.columns.has_header and not self._is_begun:
            self._read_row(chunk.table.header, chunk, papers, problems)
        self._is_begun = True
        dead = {
            index
            for index, paper in plain.items()
            if paper.extra is not NO_EXTRA and _DEAD in chunk.lines[index]
        }
        if len(plain) == len(chunk.lines) and not dead:
            papers += plain.values()
            if papers:
                self._last, self._last_title = papers[-1], ""
            return papers, problems
        section = self.section
        for index in range(len(chunk.lines)):
            paper = plain.get(index)
            if paper is None:
                self._read_row(chunk.row(index), chunk, papers, problems)
                continue
            if index in dead:
                problems += self._dead_links(chunk.row(index))
            if self.section is not section:  # below a heading inside the table
                paper = attrs.evolve(paper, topics=self.section.defaults["topics"])
            papers.append(paper)
            self._last, self._last_title = paper, ""
        return papers, problems

    def _read_dates(self, chunk: Chunk) -> None:
        """Read the dates of all rows at once: one date shows how another is meant, as 9/30/24."""
        for role in DATES:
            if (place := self.columns.places.get(role)) is None:
                continue
            if chunk.columns is not None:
                self.rules.dates.read(chunk.columns[place])
            else:
                cells = (row.cells for row in chunk.rows())
                self.rules.dates.read(row[place].text for row in cells if place < len(row))

    def _dead_links(self, row: Row) -> list[Problem]:
        """Return the problems of the links that lead nowhere in a row with plain cells."""
        draft = Draft(row.text, self.origins.file, self.section)
        for cell in row.cells:
            if _DEAD in cell.text:
                draft.take_links(self._content(row, cell))
        return draft.problems

    def _read_row(
        self, row: Row, chunk: Chunk, papers: list[Paper], problems: list[Problem]
    ) -> None:
        """Read one row.

        Args:
            row: The row.
            chunk: The rows that are read together with it.
            papers: The papers of the rows before it, to which its papers are added.
            problems: The problems of the rows before it, to which its problems are added.
        """
        last, self._last = self._last, None
        draft = Draft(row.text, self.origins.file, self.section)
        try:
            cells, excess, repair = self.rules.fit(row)
        except CellError as error:
            problems.append(error.problem(row, self.origins.file))
            return
        contents = [self._content(row, cell) for cell in cells]
        if last and (paper := self._continue(last, row, contents, chunk)):
            if papers:
                papers[-1] = paper
            else:
                self.continued = paper
            self._last, self._last_title = paper, ""
            message = f"read as the rest of the title {show(last.title)}"
            draft.report("continued-title", message, row.place(0), severity="repaired")
        elif topic := self._heading_of(contents):
            self.section = attrs.evolve(self._outer, topics=(*self._outer.topics, topic))
            message = f"read as a heading of the rows below: {show(topic)}"
            draft.report("group-row", message, contents[0].place(0), severity="info")
        elif all(map(_is_empty, contents)):  # an anchor, say, that GitHub reads as a row
            draft.report("empty-row", "skipped an empty row", row.place(0), severity="info")
        else:
            rows = self._papers_of(draft, row, cells, contents, excess)
            papers += rows
            if len(rows) == 1:
                self._last = rows[0]
                text = contents[self.columns.title].inline.text
                self._last_title = with_open_end(rows[0].title, text)
        problems += [repair.problem(row, self.origins.file)] if repair else []
        problems += draft.problems

    def _papers_of(
        self,
        draft: Draft,
        row: Row,
        cells: Sequence[Cell],
        contents: Sequence[Content],
        excess: Sequence[Cell],
    ) -> list[Paper]:
        """Return the papers of a row: several if its cell of titles has several.

        Lines of other cells are divided among them if there are as many; otherwise they share the
        cells.

        Args:
            draft: A draft, to which the problems are added.
            row: The row.
            cells: The cell of each column.
            contents: The content of each of them.
            excess: Cells without a column.
        """
        title = self.columns.title
        titles = papers_in(cells[title], contents[title].inline)
        if len(titles) == 1:
            paper = self._paper(draft, row, contents, excess)
            return [paper] if paper else []
        columns = [divided(cell, len(titles)) for cell in cells]
        columns[title] = titles
        papers: list[Paper] = []
        for parts in zip(*columns, strict=True):
            single = attrs.evolve(draft, values={}, links=[], extra={}, problems=[])
            part_contents = [self._content(row, cell) for cell in parts]
            paper = self._paper(single, row, part_contents, excess)
            # Shared cells have the same problems for each paper.
            draft.problems += [each for each in single.problems if each not in draft.problems]
            papers += [paper] if paper else []
        return papers

    def _paper(
        self, draft: Draft, row: Row, contents: Sequence[Content], excess: Sequence[Cell]
    ) -> Paper | None:
        """Return the paper of a draft with the values of some cells, or None."""
        for content, role, name in zip(
            contents, self.columns.roles, self.columns.names, strict=True
        ):
            take(draft, role, name, content, self.rules.dates)
        for number, cell in enumerate(excess, len(contents) + 1):
            draft.extra[f"column {number}"] = cell.text
            draft.take_links(self._content(row, cell))
        title = contents[self.columns.title]
        if (
            (label := draft.values.get("title"))
            and draft.links
            and _is_only_label(title.inline, label)
        ):
            self._replace_label(draft, label, title)
        origin = self.origins.of_entry(
            row.line, row.text, self.columns.template, self.columns.names
        )
        paper = draft.paper(origin)
        if paper is None:
            message = "expected a title, got none"
            draft.report("no-title", message, title.place(0), severity="error")
        return paper

    def _replace_label(self, draft: Draft, label: str, content: Content) -> None:
        """Replace a title that is only the label of a link, such as "PDF".

        The only text without a field that has several words is the title; otherwise the identifier
        or the address of the paper is.
        """
        texts = [name for name, text in draft.extra.items() if count_words(text) > 2]
        if len(texts) == 1:
            title = " ".join(draft.extra.pop(texts[0]).split())
        else:
            link = next((link for link in draft.links if link.kind == "paper"), draft.links[0])
            title = f"arXiv:{link.arxiv_id.id}" if link.arxiv_id else link.url
        draft.values["title"] = title
        message = f"expected a title, got the label {show(label)}; read as {show(title)}"
        draft.report("no-title", message, content.place(0))

    def _continue(
        self, last: Paper, row: Row, contents: Sequence[Content], chunk: Chunk
    ) -> Paper | None:
        """Return the last paper with the title that continues in a row; None if it doesn't."""
        title = self.columns.title
        inline = contents[title].inline
        if not all(_is_empty(content) for at, content in enumerate(contents) if at != title):
            return None
        if _is_empty(contents[title]) or self._heading_of(contents):
            return None
        origin = last.origin
        if origin is None or not (
            self.html or row.line == origin.line + origin.text.count("\n") + 1
        ):
            return None
        known = {link.url for link in last.links}
        if any(mark.target not in known for mark in links_in(inline)):
            return None
        previous = self._last_title or last.title
        if len(previous) > _LONGEST_TITLE:
            return None
        if not continues_title(previous, inline.text) and not self._repeats(chunk):
            return None
        origin = attrs.evolve(origin, text=f"{origin.text}\n{row.text}")
        return attrs.evolve(last, title=joined_title(previous, inline.text), origin=origin)

    def _repeats(self, chunk: Chunk) -> bool:
        """Return whether the titles of some rows repeatedly continue in the next row."""
        if self._repeating is None or self._repeating[0] is not chunk:
            self._repeating = chunk, continues_repeatedly(chunk, self.columns.title)
        return self._repeating[1]

    def _content(self, row: Row, cell: Cell) -> Content:
        inline = render_inline(cell.text, markdown=cell.markdown, references=self.references)
        is_copy = cell.start == cell.end
        return Content(cell.text, inline, partial(row.place_in, cell), is_copy=is_copy)

    def cells(self, row: Row) -> dict[str, Cell]:
        """Return the first cell of each field and each kind of link."""
        try:
            cells, _, _ = self.rules.fit(row)
        except CellError:
            return {}
        result: dict[str, Cell] = {}
        for cell, role, name in zip(cells, self.columns.roles, self.columns.names, strict=True):
            if role != EXTRA:
                result.setdefault(name, cell)
        return result

    def _heading_of(self, contents: Sequence[Content]) -> str | None:
        """Return the text of a row that is a heading inside the table: a bold cell and no other.

        In HTML, it may also be one cell that spans the row.
        """
        first, *others = contents
        inline = first.inline
        topic = inline.text.strip()
        if len(contents) < 3 or not topic or any(links_in(inline)):
            return None
        if all(
            content.source == first.source and content.place(0) == first.place(0)
            for content in others
        ):
            return topic
        bold = next((mark for mark in inline.marks if mark.kind == "strong"), None)
        if bold is None or bold.begin > 0 or bold.end < len(inline.text.rstrip()):
            return None
        if any(content.inline.text.strip() or content.inline.marks for content in others):
            return None
        return topic


def _is_empty(content: Content) -> bool:
    return is_nothing(content.inline.text) and not any(links_in(content.inline))


def _is_only_label(inline: Inline, title: str) -> bool:
    """Return whether a title is only a word such as "PDF" that is the label of a link."""
    return (
        any(links_in(inline))
        and is_link_label(title)
        and column_of(title) in LINK_COLUMNS | {"entry"}
    )
