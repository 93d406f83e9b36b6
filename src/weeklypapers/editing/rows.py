"""Rows with another paper: the writer of each kind of row, the counterpart of its reader.

In rows of free tables, only the text of a changed field is replaced, so that the markup around it
stays. New text is escaped only where Markdown would interpret it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import attrs

from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.draft import Draft
from weeklypapers.dialects.entry import tidy
from weeklypapers.dialects.tables.cells import encode
from weeklypapers.dialects.tables.columns import DATES, Columns
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.dialects.tables.weekly import WeeklyTableReader, write_cell
from weeklypapers.editing.cell_editors import RowEditor
from weeklypapers.editing.dates import date_in_style, written
from weeklypapers.editing.differences import changed_cells, fixed_by_heading
from weeklypapers.editing.layout import CellLayout, Layout, completed_row, start_of
from weeklypapers.editing.link_cells import write_links
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.markdown import Row, render_inline
from weeklypapers.markdown.escaping import escaped
from weeklypapers.markdown.tables import row_at
from weeklypapers.model.categories import Category
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.names import ET_AL, Names, names_of
from weeklypapers.model.paper import Paper

__all__ = ["FreeRowWriter", "RowWriter", "WeeklyRowWriter", "row_writer"]

# The code of a category, such as cs.CL, with markup or punctuation around it.
_CODE = re.compile(r"\W*[a-z-]+(?:\.[A-Za-z-]{2,})?\W*")
# A cell whose text may begin with a running number, after markup and punctuation.
_DIGIT_FIRST = re.compile(r"(?:<[^>]*+>|[\W_])*+[0-9]")


class RowWriter(Protocol):
    """Writes papers into the rows of one table."""

    def rewrite(
        self, row: Row, before: Paper | None, after: Paper, number: int | None = None
    ) -> str:
        """Return the text of a row with another paper.

        Args:
            row: The row.
            before: The listed paper; None for an empty row.
            after: The new paper.
            number: The new running number before the title, if the row has one.

        Raises:
            EditError: The row has no place for a value. The error has no line and no file.
        """
        ...

    def number(self, row: Row) -> int | None:
        """Return the running number before the title; None if there is none."""
        ...


def row_writer(reader: TableReader, layout: Layout) -> RowWriter:
    """Return the writer for the rows of a table.

    Args:
        reader: The reader of the table.
        layout: The layout of the table.
    """
    if isinstance(reader, WeeklyTableReader):
        return WeeklyRowWriter(reader, layout)
    if isinstance(reader, FreeTableReader):
        return FreeRowWriter(reader, layout)
    raise TypeError(f"no row writer for {type(reader).__name__}")


def _changed_extra(
    columns: Columns, before: Paper | None, after: Paper
) -> Iterator[tuple[int, str]]:
    """Yield position and new text of each changed cell in an extra column.

    Raises:
        NoPlaceError: The table has no such column.
    """
    old, new = before.extra if before else {}, after.extra
    for name in {**old, **new}:
        if old.get(name) == new.get(name):
            continue
        if name not in columns.extra:
            raise NoPlaceError(f"the list has no column for {show(name)}", "extra", name)
        yield columns.extra[name], new.get(name, "")


# Weekly tables


@attrs.frozen
class WeeklyRowWriter:
    """Writes papers into the rows of a weekly table: see `RowWriter`.

    Attributes:
        reader: The reader of the table.
        layout: The layout of the table.
    """

    reader: WeeklyTableReader
    layout: Layout

    def rewrite(
        self, row: Row, before: Paper | None, after: Paper, number: int | None = None
    ) -> str:
        """Return the text of a row with another paper."""
        places = self.reader.columns.places
        cells: dict[int, str] = {}
        for field in changed_cells(before, after):
            if field == "extra":
                extra = _changed_extra(self.reader.columns, before, after)
                cells |= {column: encode(text) for column, text in extra}
            elif field in places:
                cells[places[field]] = write_cell(field, after)
            else:
                raise NoPlaceError(f"the list has no column for {field}", field)
        row = completed_row(row, self.reader)
        return self.layout.replace(row, cells)

    def number(self, row: Row) -> int | None:
        """Return None, since weekly tables have no running numbers."""
        return None


# Free tables


@attrs.frozen
class FreeRowWriter:
    """Writes papers into the rows of a free table: see `RowWriter`.

    Attributes:
        reader: The reader of the table.
        layout: The layout of the table.
    """

    reader: FreeTableReader
    layout: CellLayout

    def rewrite(
        self, row: Row, before: Paper | None, after: Paper, number: int | None = None
    ) -> str:
        """Return the text of a row with another paper."""
        editor = self._editor(row)
        if before is None:
            # First the title: a link may enclose it, and a summary is only recognised after a title
            # in bold.
            before = Paper(title=after.title)
            is_entry = editor.title.has_entries and after.abstract
            title = _title_cell(after.title, "**" if is_entry else "")
            line = self.layout.replace(editor.row, {self.reader.columns.title: title})
            editor = self._editor(row_at(row.line, line, start_of(editor.row)))
        for field in changed_cells(before, after):
            if field != "extra":
                _write(editor, field, before, after)
        for column, text in _changed_extra(self.reader.columns, before, after):
            _write_column(editor, column, text)
        old = editor.title.number() if number is not None else None
        if old:
            editor.title.cell.replace(old.span(), str(number))
        return editor.line()

    def number(self, row: Row) -> int | None:
        """Return the running number before the title; None if there is none."""
        cells = row.cells[self.reader.columns.title :][:1]
        if not any(_DIGIT_FIRST.match(cell.text) for cell in cells):
            return None  # as in nearly all lists, where this is much faster
        number = self._editor(row).title.number()
        return int(number[0]) if number else None

    def _editor(self, row: Row) -> RowEditor:
        return RowEditor(self.reader, self.layout, row)


def _title_cell(text: str, markup: str) -> str:
    def is_right(markdown: str) -> bool:
        inline = render_inline(markdown)
        return inline.text == text and not inline.marks

    return f"{markup}{escaped(text, is_right)}{markup}"


def _write(row: RowEditor, field: str, before: Paper | None, after: Paper) -> None:
    """Write a field of a paper into its row.

    Args:
        row: The row.
        field: The field, but not "extra"; "listed_authors" for `Paper.more_authors` too.
        before: The listed paper; None for an empty row.
        after: The new paper.

    Raises:
        EditError: The row has no place for the value.
    """
    value: Any = names_of(after) if field == "listed_authors" else getattr(after, field)
    column = row.reader.columns.places.get(field)
    headings = row.reader.section.headings
    if field == "links":
        write_links(row, before.links if before else (), after.links)
    elif field in DATES:
        _write_date(row, field, before, after)
    elif field == "title":
        row.title.write(field, value)
    elif field == "topics" and column is not None:
        _write_column(row, column, _topics_text(row, column, before, value))
    elif field == "category" and column is not None:
        _write_column(row, column, _category_text(row, column, value))
    elif column is not None:
        _write_column(row, column, value)
    elif field not in ("category", "topics") and row.title_holds(field):
        row.title.write(field, _names_text(value) if isinstance(value, Names) else value or "")
    elif field == "topics" and headings:
        line = row.row.line
        reason = f"it comes from the headings above line {line}, so the row can't change it"
        raise EditError(reason, field)
    else:
        raise NoPlaceError(f"the list has no column for {field}", field)


# Columns


def _write_column(row: RowEditor, column: int, value: str | Names | None) -> None:
    """Write a text or names into the cell of a column."""
    cell = row.cells[column]
    old = cell.inline.text
    begin, end = tidy(old, 0, len(old))
    if not value:
        row.clear(column)
    elif isinstance(value, Names):
        et_al = ET_AL.search(old) if value.more else None
        if et_al:
            value = Names(value.names)
            end = et_al.start()
        cell.replace((begin, end), _names_text(value, old))
    else:
        cell.replace((begin, end), value)


def _names_text(names: Names, old: str = "") -> str:
    """Return the text of names, separated as in an old text if inverted names don't prevent it."""
    is_inverted = ";" in old or any("," in name for name in names.names)
    separator = "; " if is_inverted else ", "
    text = separator.join(names.names)
    if not names.more:
        return text
    return f"{text}{separator if is_inverted or len(names.names) > 1 else ' '}et al."


def _category_text(row: RowEditor, column: int, category: Category | None) -> str | None:
    """Return the code of a category if the column has codes, else its label."""
    cells = (row.cells[column].inline.text, *row.layout.cells[column])
    first = next((cell for cell in cells if cell.strip()), "")
    if category is None:
        return None
    return category.code if category.code and _CODE.fullmatch(first) else category.label


def _topics_text(row: RowEditor, column: int, before: Paper | None, topics: Sequence[str]) -> str:
    """Return the text of topics, without the path of the headings above the row."""
    if before and before.topics:
        draft = Draft(raw="", file=None, section=row.reader.section)
        draft.take_category("topics", row.cells[column].content)
        listed: Sequence[str] = draft.values.get("topics", ())
        first = before.topics[0]
        prefix = first.removesuffix(listed[0]) if listed else f"{first} > "
    else:
        prefix = "".join(f"{topic} > " for topic in row.reader.section.topics)
    if not all(topic.startswith(prefix) for topic in topics):
        raise EditError(f"each must begin with {prefix!r}, the headings above the row", "topics")
    return ", ".join(topic.removeprefix(prefix) for topic in topics)


# Dates


def _write_date(row: RowEditor, field: str, before: Paper | None, after: Paper) -> None:
    """Write a date into its column or into the title's cell."""
    value = getattr(after, field)
    section = row.reader.section
    column = _date_column(row.reader.columns.places, field, before)
    if column is None:
        if field == "listed_date" and row.title_holds(field) and not section.listed_date:
            row.title.write(field, str(value or ""))
        elif section.dating and getattr(section, field):
            raise EditError(fixed_by_heading(section.dating, value), field)
        else:
            raise NoPlaceError(f"the list has no column for {field}", field)
    elif value is None:
        row.clear(column)
    else:
        cell = row.cells[column]
        samples = [render_inline(source).text for source in row.layout.cells[column]]
        span, text = date_in_style(
            cell.inline.text, samples, written(value), section.year, as_range=field == "week"
        )
        cell.replace(span, text)


def _date_column(places: Mapping[str, int], field: str, before: Paper | None) -> int | None:
    """Return the column of a date.

    A column of dates may hold a range, which is read as the week, and a column of weeks may hold a
    month, which is read as the date.
    """
    other = "listed_date" if field == "week" else "week"
    if before and getattr(before, field) and not getattr(before, other):
        return places.get(other, places.get(field))
    return places.get(field)
