"""Rows and cells, changed part by part so that the markup around each part stays."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from weeklypapers.dialects.draft import Content
from weeklypapers.dialects.entry import Entry, Range, read_entry
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.editing.layout import CellLayout, completed_row
from weeklypapers.markdown import NO_REFERENCES, Inline, Mark, Row, render_inline
from weeklypapers.markdown.escaping import escaped, target_markdown, text_html
from weeklypapers.model.errors import EditError
from weeklypapers.model.paper import Link
from weeklypapers.model.rendering import link_html, link_markdown

__all__ = ["CellEditor", "RowEditor", "TitleEditor"]

# Characters that may be between the end of a title and the end of its markup.
_AT_END = " :：.-–—"
_LABELS = {
    "listed_authors": "Authors",
    "listed_date": "Date",
    "venue": "Venue",
    "affiliation": "Institution",
    "comment": "Comment",
}


class CellEditor:
    """A cell with edits, each of a part of its original content.

    Attributes:
        source: The original Markdown or HTML.
        references: The addresses that the document defines for links.
        is_html: True if the cell contains HTML and no Markdown.
        inline: The original content.
    """

    def __init__(
        self,
        source: str,
        references: Mapping[str, str] = NO_REFERENCES,
        *,
        is_html: bool = False,
    ) -> None:
        self.source = source
        self.references = references
        self.is_html = is_html
        self.inline: Inline = self._render(source)
        self._edits: dict[Range, str] = {}
        self._markdown: str | None = None

    @property
    def content(self) -> Content:
        """The original content for a `Draft`, without a place in a document."""
        return Content(self.source, self.inline, lambda _: (1, 1))

    @property
    def is_changed(self) -> bool:
        """True if there are edits."""
        return self._markdown is not None or bool(self._edits)

    def markdown(self) -> str:
        """Return the Markdown with all edits.

        Raises:
            EditError: Two edits change the same part.
        """
        if self._markdown is not None:
            return self._markdown
        parts: list[str] = []
        done = 0
        for (start, stop), markdown in sorted(self._edits.items()):
            if start < done:
                raise EditError("two fields share a part of the cell")
            parts += [self.source[done:start], markdown]
            done = stop
        return "".join([*parts, self.source[done:]]).strip(" \t")

    def replace_all(self, markdown: str) -> None:
        """Replace the whole cell by Markdown, and ignore all other edits."""
        self._markdown = markdown

    def replace_source(self, start: int, stop: int, markdown: str) -> None:
        """Replace a range of the Markdown."""
        self._edits[start, stop] = markdown

    def replace(self, span: Range, text: str) -> None:
        """Replace a range of the plain text by plain text; an empty range is the whole cell."""
        part = self.source_range(span)
        if part is None:
            self._markdown = self._escaped(text, span, (0, len(self.source)))
        else:
            self._edits[part] = self._escaped(text, span, part)

    def _escaped(self, text: str, span: Range, part: Range) -> str:
        """Return the Markdown for a text that replaces a range.

        Args:
            text: The text.
            span: The range in the plain text.
            part: The range in the Markdown.
        """
        begin, end = span
        expected = f"{self.inline.text[:begin]}{text}{self.inline.text[end:]}"
        kinds = [
            mark.kind for mark in self.inline.marks if not begin <= mark.begin < mark.end < end
        ]

        def is_right(markdown: str) -> bool:
            inline = self._with(part, markdown)
            return inline.text == expected and [mark.kind for mark in inline.marks] == kinds

        return text_html(text) if self.is_html else escaped(text, is_right)

    def _with(self, part: Range, markdown: str) -> Inline:
        """Return the original content with a range replaced by other Markdown."""
        start, stop = part
        source = f"{self.source[:start]}{markdown}{self.source[stop:]}"
        return self._render(source)

    def _render(self, source: str) -> Inline:
        return render_inline(source, markdown=not self.is_html, references=self.references)

    def link(self, link: Link) -> str:
        """Return the source of a link."""
        return link_html(link) if self.is_html else link_markdown(link)

    def insert(self, offset: int, text: str) -> None:
        """Insert plain text at an offset of the Markdown, after earlier insertions there."""
        count = len(self.inline.marks)

        def is_right(markdown: str) -> bool:
            inline = self._with((offset, offset), markdown)
            return text in inline.text and len(inline.marks) == count

        markdown = text_html(text) if self.is_html else escaped(text, is_right)
        self._edits[offset, offset] = self._edits.get((offset, offset), "") + markdown

    def enclose(self, start: int, stop: int, opening: str, closing: str) -> None:
        """Put Markdown around a range of the Markdown, before any insertion at its end."""
        self._edits[start, start] = opening
        self._edits[stop, stop] = closing + self._edits.get((stop, stop), "")

    def source_range(self, span: Range) -> Range | None:
        """Return the range of the Markdown for a range of the plain text.

        Markup of a part of the range is included, markup of the whole range is not.
        """
        part = self.inline.source_of(*span)
        if part is None:
            return None
        begin, end = span
        inner = [
            mark
            for mark in self.inline.marks
            if begin <= mark.begin < mark.end <= end and (mark.begin, mark.end) != span
        ]
        starts = [part[0], *(mark.start for mark in inner)]
        stops = [part[1], *(mark.stop for mark in inner)]
        return min(starts), max(stops)

    def source_end(self, span: Range) -> int:
        """Return the end in the Markdown of a range and of the markup that ends with it."""
        begin, end = span
        part = self.inline.source_of(begin, end)
        stops = [
            mark.stop
            for mark in self.inline.marks
            if mark.begin <= begin < end <= mark.end
            and not self.inline.text[end : mark.end].strip(_AT_END)
        ]
        return max([part[1] if part else 0, *stops])


class TitleEditor:
    """The cell of a title, which may hold other fields too.

    Attributes:
        cell: The cell.
        entry: The title and the fields in the cell.
        has_entries: Whether the cells of its column may hold other fields.
    """

    def __init__(self, cell: CellEditor, *, has_entries: bool) -> None:
        self.cell = cell
        self.has_entries = has_entries
        self.entry: Entry = read_entry(cell.inline, summary=has_entries)

    def number(self) -> re.Match[str] | None:
        """Return the running number before the title."""
        return re.search(r"\d+", self.entry.text[: self.entry.title[0]])

    def write(self, field: str, text: str) -> None:
        """Replace, insert or delete the text of a field.

        Raises:
            EditError: Another field is inside the text of the field.
        """
        if field == "title":
            self.cell.replace(self.entry.title, text)
            return
        ranges = self.entry.fields.get(field)
        if not ranges:
            self._insert(field, text)
            return
        whole = (ranges[0][0], ranges[-1][1])
        fields = self.entry.fields.items()
        others = [span for name, spans in fields if name != field for span in spans]
        if any(whole[0] < begin < whole[1] for begin, _ in others):
            raise EditError("other fields are between its lines", field)
        if text:
            self.cell.replace(whole, text)
        else:
            self._delete(field, whole)

    def _insert(self, field: str, text: str) -> None:
        """Insert an abstract after the title, other fields at the end of the cell."""
        if field == "abstract" or not self.entry.fields:
            offset = self.cell.source_end(self.entry.title)
        else:
            offset = len(self.cell.source)
        lead = " - " if field == "abstract" else f"\n{_LABELS[field]}: "
        self.cell.insert(offset, f"{lead}{text}")

    def _delete(self, field: str, whole: Range) -> None:
        """Delete the text of a field, and the separator before it.

        Raises:
            EditError: The title is not before the text.
        """
        cell = self.cell
        spans = [
            self.entry.title,
            *(span for spans in self.entry.fields.values() for span in spans),
        ]
        ends = [span for span in spans if span[1] <= whole[0]]
        if not ends:
            raise EditError("the title is not before it", field)
        previous = max(ends, key=lambda span: span[1])
        part = cell.source_range(whole) or (0, 0)
        markup = [mark.stop for mark in cell.inline.marks if (mark.begin, mark.end) == whole]
        cell.replace_source(cell.source_end(previous), max([part[1], *markup]), "")

    def link(self, url: str) -> None:
        """Make the title a link."""
        start, stop = self.cell.inline.source_of(*self.entry.title) or (0, 0)
        if self.cell.is_html:
            self.cell.enclose(start, stop, f'<a href="{html.escape(url)}">', "</a>")
        else:
            self.cell.enclose(start, stop, "[", f"]({target_markdown(url)})")

    def unlink(self, mark: Mark) -> None:
        """Replace a link by its text."""
        part = self.cell.inline.source_of(mark.begin, mark.end)
        start, stop = part or (mark.stop, mark.stop)
        self.cell.replace_source(mark.start, start, "")
        self.cell.replace_source(stop, mark.stop, "")


class RowEditor:
    """The cells of a row of a free table, with edits.

    Attributes:
        reader: The reader of the table.
        layout: The layout of the table.
        row: The original row, with a cell for each column.
        cells: The editor of each cell.
        title: The editor of the title's cell.
    """

    def __init__(self, reader: FreeTableReader, layout: CellLayout, row: Row) -> None:
        columns = reader.columns
        self.reader = reader
        self.layout = layout
        self.row: Row = row if reader.html else completed_row(row, reader.rules)
        cells = self.row.cells[: len(columns.roles)]
        if len(cells) < len(columns.roles):
            raise EditError("the row has fewer cells than the table has columns")
        self.cells: list[CellEditor] = [
            CellEditor(cell.text, reader.references, is_html=not cell.markdown) for cell in cells
        ]
        has_entries = columns.roles[columns.title] == "entry"
        self.title: TitleEditor = TitleEditor(self.cells[columns.title], has_entries=has_entries)

    def title_holds(self, field: str) -> bool:
        """Return whether the title's cell can hold a field: if it has it, or another title does."""
        if field in self.title.entry.fields:
            return True
        if not self.title.has_entries:
            return False
        titles = map(render_inline, self.layout.cells[self.reader.columns.title])
        return field == "abstract" or any(
            field in read_entry(title, summary=True).fields for title in titles
        )

    def clear(self, column: int) -> None:
        """Empty a cell, with a dash if its column marks empty cells so."""
        self.cells[column].replace_all(self.layout.nothing[column])

    def line(self) -> str:
        """Return the line with all edits."""
        changed = {
            column: cell.markdown() for column, cell in enumerate(self.cells) if cell.is_changed
        }
        return self.layout.replace(self.row, changed)
