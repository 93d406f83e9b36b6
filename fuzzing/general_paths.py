"""Reading without the fast paths, to compare the results of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, NoReturn
from unittest.mock import patch

from weeklypapers.dialects import items, samples
from weeklypapers.dialects.tables import free
from weeklypapers.dialects.tables.ragged import CellError
from weeklypapers.dialects.tables.weekly import WeeklyTableReader
from weeklypapers.formats import arrow, json
from weeklypapers.formats._cells import PLAIN
from weeklypapers.formats._column_readers import UNREAD
from weeklypapers.formats._text_cells import TEXT
from weeklypapers.markdown import inline
from weeklypapers.model.paper import ArxivRecord, Paper

__all__ = ["fast_paths", "general_paths"]


def _refuse(*_: object) -> NoReturn:
    raise CellError("", "")


def _unread(cells: Sequence[object]) -> Sequence[object]:
    return [None if cell is None else UNREAD for cell in cells]


@contextmanager
def general_paths() -> Iterator[None]:
    """Read every row, item, inline text and cell of a column by itself."""
    replacements: list[tuple[Any, str, object]] = [
        (WeeklyTableReader, "_read_columns", _refuse),
        (free, "read_plain_rows", lambda *_: {}),
        (items, "compile_templates", lambda *_: None),
        (inline, "_plain_parser", lambda: lambda _: None),
        (json, "_readers", lambda: dict.fromkeys((Paper, ArxivRecord), _unread)),
    ]
    with ExitStack() as stack:
        for owner, name, value in replacements:
            stack.enter_context(patch.object(owner, name, value))
        for readers in (TEXT, PLAIN, arrow._READERS):
            stack.enter_context(
                patch.dict(readers.columns, dict.fromkeys(readers.columns, _unread))
            )
        yield


@contextmanager
def fast_paths() -> Iterator[None]:
    """Read items by compiled templates in short lists, too."""
    with patch.object(samples, "_LONG", 2):
        yield
