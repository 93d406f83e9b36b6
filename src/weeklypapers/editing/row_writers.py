"""The writer of each kind of row: the counterpart of the reader that read it."""

from __future__ import annotations

from typing import Protocol

from weeklypapers.dialects.dialect import TableReader
from weeklypapers.dialects.tables.free import FreeTableReader
from weeklypapers.dialects.tables.weekly import WeeklyTableReader
from weeklypapers.editing.layout import Layout
from weeklypapers.editing.rows import FreeRowWriter
from weeklypapers.editing.weekly import WeeklyRowWriter
from weeklypapers.markdown import Row
from weeklypapers.model.paper import Paper

__all__ = ["RowWriter", "row_writer"]


class RowWriter(Protocol):
    """Writes papers into the rows of one table."""

    def rewrite(self, row: Row, before: Paper | None, after: Paper) -> str:
        """Return the line of a row with another paper.

        Args:
            row: The row.
            before: The paper that the row lists; None for an empty row.
            after: The paper that the row is to list.

        Raises:
            EditError: The row can't say a value of the paper. The error has no line and no file.
        """
        ...

    def number(self, row: Row) -> int | None:
        """Return the running number before the title; None if there is none."""
        ...

    def renumber(self, row: Row, number: int) -> str:
        """Return the line of a row with another running number, if it has one."""
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
