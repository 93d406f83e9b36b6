"""Rows of the weekly table with changed fields."""

from __future__ import annotations

import attrs

from weeklypapers.dialects.tables.cells import encode
from weeklypapers.dialects.tables.weekly import WeeklyTableReader, write_cell
from weeklypapers.editing.differences import changed_cells
from weeklypapers.editing.layout import Layout, completed_row
from weeklypapers.markdown import Row
from weeklypapers.model.errors import EditError, show
from weeklypapers.model.paper import Paper

__all__ = ["WeeklyRowWriter"]


@attrs.frozen
class WeeklyRowWriter:
    """Writes papers into the rows of a weekly table: see `RowWriter`.

    Attributes:
        reader: The reader of the table.
        layout: The layout of the table.
    """

    reader: WeeklyTableReader
    layout: Layout

    def rewrite(self, row: Row, before: Paper | None, after: Paper) -> str:
        """Return the line of a row with another paper."""
        places = self.reader.columns.places
        cells: dict[int, str] = {}
        for field in changed_cells(before, after):
            if field == "extra":
                cells |= self._extra_cells(before, after)
            elif field in places:
                cells[places[field]] = write_cell(field, after)
            else:
                raise EditError(f"the list has no column for {field}", field)
        row = completed_row(row, self.reader)
        return self.layout.replace(row, cells)

    def _extra_cells(self, before: Paper | None, after: Paper) -> dict[int, str]:
        """Return the changed cells of extra columns, by position."""
        old, new = before.extra if before else {}, after.extra
        cells: dict[int, str] = {}
        for name in {**old, **new}:
            if old.get(name) == new.get(name):
                continue
            if name not in self.reader.columns.extra:
                raise EditError(f"the list has no column for {show(name)}", "extra")
            cells[self.reader.columns.extra[name]] = encode(new.get(name, ""))
        return cells

    def number(self, row: Row) -> int | None:
        """Return None, since weekly tables number no rows."""
        return None

    def renumber(self, row: Row, number: int) -> str:
        """Return the line as it is."""
        return row.text
