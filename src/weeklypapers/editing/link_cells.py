"""Write the links of a row, each into its old cell or into the column of its kind."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from weeklypapers.dialects.draft import Draft, label_of, links_in
from weeklypapers.dialects.tables.columns import DATES
from weeklypapers.editing.cell_editors import CellEditor, RowEditor
from weeklypapers.editing.differences import aligned_ranges
from weeklypapers.editing.obstacles import NoPlaceError
from weeklypapers.markdown import Mark, render_inline
from weeklypapers.markdown.escaping import target_markdown
from weeklypapers.model.errors import EditError
from weeklypapers.model.links import KINDS, kind_of
from weeklypapers.model.paper import Link

__all__ = ["write_links"]

_TARGET = re.compile(r"\]\(\s*(<[^<>]*>|[^\s<>]*?)(?:\s+[\"'(].*)?\s*\)$", re.DOTALL)


def write_links(row: RowEditor, before: Sequence[Link], after: Sequence[Link]) -> None:
    """Write the links of a paper into its row.

    Args:
        row: The row.
        before: The old links of the row.
        after: The new links.

    Raises:
        EditError: The row has no place for a link.
    """
    marks_by_column = _link_marks(row)
    columns = [column for column, marks in marks_by_column.items() for _ in marks]
    if len(columns) != len(before):
        raise EditError("the links of the row can't be matched with its cells", "links")
    links_by_column: dict[int, list[Link]] = {column: [] for column in marks_by_column}
    for link, column in zip(after, _new_columns(row, before, after, columns), strict=True):
        links_by_column.setdefault(column, []).append(link)
    remaining = iter(before)
    for column, links in links_by_column.items():
        marks = marks_by_column.get(column, [])
        old = [next(remaining) for _ in marks]
        if old != links:
            _write_cell(row, column, marks, old, links)


def _link_marks(row: RowEditor) -> dict[int, list[Mark]]:
    """Return the links that are read from each column."""
    section, roles = row.reader.section, row.reader.columns.roles
    marks_by_column: dict[int, list[Mark]] = {}
    for column, cell in enumerate(row.cells):
        if roles[column] in (*DATES, "listed_authors"):
            continue
        draft = Draft(raw="", file=None, section=section)
        dead = set(map(id, draft.take_links(cell.content)))
        marks_by_column[column] = [mark for mark in links_in(cell.inline) if id(mark) not in dead]
    return marks_by_column


def _new_columns(
    row: RowEditor, before: Sequence[Link], after: Sequence[Link], columns: Sequence[int]
) -> list[int]:
    """Return the column of each new link.

    Args:
        row: The row.
        before: The old links.
        after: The new links.
        columns: The column of each old link.
    """
    old_urls, new_urls = [link.url for link in before], [link.url for link in after]
    predecessors: dict[int, int] = {}
    for old_range, new_range in aligned_ranges(old_urls, new_urls):
        predecessors.update(zip(new_range, old_range, strict=False))
    new_columns: list[int] = []
    for index, link in enumerate(after):
        old = predecessors.get(index)
        if old is None:
            new_columns.append(_new_column(row, link))
        else:
            new_columns.append(_replacing_column(row, before[old], columns[old], link))
    return new_columns


def _replacing_column(row: RowEditor, old: Link, column: int, link: Link) -> int:
    """Return the column of a link that replaces an old one."""
    if old.url == link.url or old.kind == link.kind:
        return column
    kind = link.listed_kind or link.kind
    if kind not in row.reader.columns.places and row.reader.columns.roles[column] not in KINDS:
        return column
    return _new_column(row, link)


def _new_column(row: RowEditor, link: Link) -> int:
    places = row.reader.columns.places
    kind = link.listed_kind or link.kind
    if kind in places:
        return places[kind]
    if "links" in places:
        return places["links"]
    if kind in ("paper", None) or row.title.has_entries or _is_kind_of_titles(row, kind):
        return row.reader.columns.title
    raise NoPlaceError(f"the list has no column for links such as {link.url!r}", "links", link)


def _is_kind_of_titles(row: RowEditor, kind: str) -> bool:
    """Return whether some titles of the table are links of a kind."""
    cells = map(render_inline, row.layout.cells[row.reader.columns.title])
    marks = ((cell, mark) for cell in cells for mark in links_in(cell))
    return any(kind_of(mark.target or "", label_of(cell, mark)) == kind for cell, mark in marks)


def _write_cell(
    row: RowEditor, column: int, marks: Sequence[Mark], old: Sequence[Link], new: Sequence[Link]
) -> None:
    """Write the links of a cell.

    Args:
        row: The row.
        column: The column of the cell.
        marks: The places of the old links.
        old: The old links.
        new: The new links.
    """
    cell = row.cells[column]
    is_title = cell is row.title.cell
    if len(marks) == len(new):
        for mark, before, after in zip(marks, old, new, strict=True):
            begin = row.title.entry.title[0]
            is_title_link = is_title and mark.begin <= begin < mark.end
            if before != after:
                _write_link(cell, mark, before, after, is_title=is_title_link)
    elif is_title and not marks and len(new) == 1:
        row.title.link(new[0].url)
    elif is_title and len(new) > len(marks):
        raise NoPlaceError("the title's cell has no place for another link", "links", new[-1])
    elif is_title and new:
        raise EditError("the title's cell has several links, and one can't be removed", "links")
    elif is_title:
        for mark in marks:
            row.title.unlink(mark)
    elif not new:
        row.clear(column)
    else:
        links = _separator(row, column, marks).join(map(cell.link, new))
        opening = cell.source[: marks[0].start] if marks else ""
        closing = cell.source[marks[-1].stop :] if marks else ""
        cell.replace_all(f"{opening}{links}{closing}")


def _separator(row: RowEditor, column: int, marks: Sequence[Mark]) -> str:
    """Return the text between two links of a cell, or of another cell of its column."""
    if len(marks) > 1:
        return row.cells[column].source[marks[0].stop : marks[1].start]
    for source in row.layout.cells[column]:
        others = list(links_in(render_inline(source)))
        if len(others) > 1:
            return source[others[0].stop : others[1].start]
    return ", "


def _write_link(cell: CellEditor, mark: Mark, before: Link, after: Link, *, is_title: bool) -> None:
    """Write a link in the place of another one."""
    if is_title and before.url == after.url:
        return  # the title itself is the label
    source = cell.source
    if cell.is_html and (is_title or before.label == after.label):
        _write_address(cell, mark, after.url)
        return
    target = _TARGET.match(source[: mark.stop], max(0, source.rfind("](", 0, mark.stop)))
    has_text = cell.inline.source_of(mark.begin, mark.end) is not None
    if target is not None and after.label is not None and has_text:
        if before.url != after.url:
            cell.replace_source(*target.span(1), target_markdown(after.url))
        if before.label != after.label and not is_title:
            cell.replace((mark.begin, mark.end), after.label)
    elif target is not None and (is_title or before.label == after.label):
        cell.replace_source(*target.span(1), target_markdown(after.url))
    elif is_title:
        _write_address(cell, mark, after.url)
    else:
        cell.replace_source(mark.start, mark.stop, cell.link(after))


def _write_address(cell: CellEditor, mark: Mark, url: str) -> None:
    """Replace the address in the source of a link."""
    address = mark.target or ""
    for source in (address, html.escape(address)):
        start = cell.source.find(source, mark.start, mark.stop)
        if start >= 0:
            cell.replace_source(start, start + len(source), url.replace('"', "&quot;"))
            return
    raise EditError(f"the address {address!r} can't be found in the row", "links")
