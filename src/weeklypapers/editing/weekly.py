"""Rows of the weekly table, rewritten."""

from __future__ import annotations

from collections.abc import Mapping

from weeklypapers.dialects.tables.cells import encode
from weeklypapers.dialects.tables.ragged import fit
from weeklypapers.dialects.tables.weekly import WeeklyTableReader, write_cell
from weeklypapers.editing.layout import Layout
from weeklypapers.editing.rows import changed_cells, mended
from weeklypapers.markdown import Row
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Paper

__all__ = ["rewrite"]


def rewrite(
    reader: WeeklyTableReader,
    row: Row,
    start: int,
    before: Paper | None,
    after: Paper,
    layout: Layout,
) -> str:
    """Return the row with the cells of another paper.

    Args:
        reader: The reader of the table.
        row: The row.
        start: The offset of its first character that is not blank.
        before: The paper that the row lists; None for an empty row.
        after: The paper that the row is to list.
        layout: The layout of the table.

    Raises:
        EditError: The table has no column for a value of the paper.
    """
    _, repair = fit(row, reader)
    row = mended(row, start, repair.fix) if repair else row
    cells: dict[int, str] = {}
    for field in changed_cells(before, after):
        if field == "extra":
            cells |= _extra_cells(reader, row, before.extra if before else {}, after.extra)
        elif field in reader.columns.places:
            cells[reader.columns.places[field]] = write_cell(field, after)
        else:
            raise EditError(f"the list has no column for {field}", field, row.line, reader.file)
    return layout.replace(row.text, start, cells)


def _extra_cells(
    reader: WeeklyTableReader, row: Row, before: Mapping[str, str], after: Mapping[str, str]
) -> dict[int, str]:
    """Return the changed cells of extra columns, by position."""
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if missing := [name for name in changed if name not in reader.columns.extra]:
        reason = f"the list has no column for {show(missing[0])}"
        raise EditError(reason, "extra", row.line, reader.file)
    return {reader.columns.extra[name]: encode(after.get(name, "")) for name in changed}
