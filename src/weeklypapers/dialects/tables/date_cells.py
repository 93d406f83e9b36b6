"""Cells of dates. One of them shows how another is meant: 9/30/24."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from weeklypapers.dialects.dates import Order, Span, day_order, read_date
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.markdown import render_inline
from weeklypapers.model.errors import InvalidValueError

__all__ = ["DateCells", "span_of"]

_PLAIN_DATE = re.compile(r"(?P<bold>\*\*|)(?P<date>[0-9][0-9/.-]*[0-9])(?P=bold)")


@attrs.define
class DateCells:
    """The cells of dates of one table.

    Attributes:
        order: The order of month and day in the cells until now.
        spans: The date of each cell, an error if it can't be read, or None if there is none.
    """

    order: Order | None = None
    spans: dict[str, Span | InvalidValueError | None] = attrs.field(factory=dict)

    def read(self, cells: Iterable[str]) -> None:
        """Read the dates of some cells of a column."""
        texts: dict[str, str] = {}
        for cell in set(cells) - self.spans.keys():
            # Most cells needn't be rendered. Markdown removes nothing from a date in HTML.
            plain = _PLAIN_DATE.fullmatch(cell)
            texts[cell] = plain["date"] if plain else render_inline(cell).text
        self.order = day_order(texts.values()) or self.order
        self.spans |= {cell: span_of(text, self.order) for cell, text in texts.items()}


def span_of(text: str, order: Order | None) -> Span | InvalidValueError | None:
    """Return the date of a text, an error if it can't be read, or None if there is none."""
    try:
        return None if is_nothing(text) else read_date(text, order)
    except InvalidValueError as error:
        return error
