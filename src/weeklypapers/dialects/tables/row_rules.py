"""The columns of a table of any shape and the cells that they may hold, for ragged rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import get_args

import attrs

from weeklypapers.dialects.dates import Order, Span
from weeklypapers.dialects.draft import (
    has_words,
    is_nothing,
    label_of,
    links_in,
    text_beside_links,
)
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.tables.alignment import align
from weeklypapers.dialects.tables.columns import DATES, LINKS, TITLES, Columns
from weeklypapers.dialects.tables.contents import count_words, is_venue
from weeklypapers.dialects.tables.date_cells import DateCells, span_of
from weeklypapers.dialects.tables.ragged import MOST_EXCESS, CellError, fit
from weeklypapers.markdown import NO_REFERENCES, Cell, Inline, Row, render_inline
from weeklypapers.model.errors import show
from weeklypapers.model.links import kind_of

__all__ = ["RowRules"]


@attrs.define
class RowRules:
    """The rules of a table of any shape for its rows.

    Attributes:
        columns: The columns of the table.
        dates: Its cells of dates.
        references: The addresses that the document defines for links.
        html: True if it is an HTML table.
    """

    columns: Columns
    dates: DateCells
    references: Mapping[str, str] = attrs.field(default=NO_REFERENCES, kw_only=True)
    html: bool = attrs.field(default=False, kw_only=True)

    def fit(self, row: Row) -> tuple[Sequence[Cell], Sequence[Cell], CellError | None]:
        """Return a cell for each column, excess cells that can't be joined, and the repair.

        Raises:
            CellError: The row is far too short.
        """
        try:
            cells, repair = fit(row, self, html=self.html)
        except CellError as error:
            if len(row.cells) < len(self.columns.roles):
                raise
            return self._aligned(row, error)
        return cells, (), repair

    def _aligned(
        self, row: Row, error: CellError
    ) -> tuple[Sequence[Cell], Sequence[Cell], CellError]:
        """Return the likeliest cell for each column of a long row, and the other cells."""
        roles = self.columns.roles
        texts = [cell.text for cell in row.cells[: len(roles) + MOST_EXCESS]]
        places = align(texts, roles, self.likeness)
        kept = set(places)
        excess = [cell for place, cell in enumerate(row.cells) if place not in kept]
        column = error.column
        if places == list(range(len(roles))):
            rest = "the rest" if self.html else "the rest, which GitHub leaves out,"
            message = f"{error.message}; {rest} is kept as extra"
        else:
            column = excess[0].column
            names = " and ".join(show(cell.text) for cell in excess if cell.text)
            message = f"{error.message}; no column fits {names}, which is kept as extra"
        repair = CellError("excess-cells", message, column=column, repaired=True)
        return [row.cells[place] for place in places], excess, repair

    def may_hold(self, role: str, text: str, *, joined: bool) -> bool:
        """Return whether a column of a role may hold a text: a date, links, or a title."""
        render = partial(render_inline, references=self.references)
        inline = render(text)
        if joined:
            # An address after an open bracket is not a link.
            targets = {mark.target for mark in links_in(inline)}
            for part in map(render, text.split("|")):
                if any(mark.target not in targets for mark in links_in(part)):
                    return False
        if role in DATES:
            orders = get_args(Order)
            dates = (span_of(inline.text, order) for order in orders if not joined)
            return is_nothing(inline.text) or any(isinstance(date, Span) for date in dates)
        if role in LINKS:
            parts = list(map(render, _between_pipes(text, inline))) if joined else [inline]
            if joined and role != "links" and len(parts) > 1 and not _are_links_of(role, parts):
                return False
            return all(any(links_in(part)) or is_nothing(part.text) for part in parts)
        if role not in TITLES:
            return True
        if joined and any(
            any(links_in(part)) and not text_beside_links(part)
            for part in map(render, _between_pipes(text, inline)[1:])
        ):
            return False
        return has_words(inline) or any(links_in(inline))

    def is_readable(self, cells: Sequence[Cell]) -> bool:
        """Return True: any row with a cell for each column can be read."""
        return True

    @property
    def joins_uncertain(self) -> bool:
        """False: cells that are not evidently one text are aligned with the columns."""
        return False

    def likeness(self, role: str, text: str) -> int:
        """Return how well a column of a role may hold a text; less than 0 if it is unlikely."""
        if is_nothing(text):
            return 0
        inline = render_inline(text, references=self.references)
        kinds = {kind_of(mark.target or "", label_of(inline, mark)) for mark in links_in(inline)}
        is_link = bool(kinds) and not text_beside_links(inline)
        if role in LINKS:
            return 2 + (role in kinds) if is_link else 0 if kinds else -3
        is_date = not kinds and isinstance(span_of(inline.text, self.dates.order), Span)
        if role in DATES:
            return 3 if is_date else -3
        is_worded = has_words(inline) and count_words(inline.text) > 1
        if is_date or (is_link and not is_worded):
            return -2
        if role in TITLES:
            return 2 * is_worded + ("paper" in kinds)
        is_likely = (role == "venue" and is_venue(inline.text)) or (
            role == "listed_authors" and are_people(inline.text.strip())
        )
        return 2 * is_likely


def _are_links_of(kind: str, parts: Sequence[Inline]) -> bool:
    """Return whether all links in some parts are of a kind."""
    return all(
        kind_of(mark.target or "", label_of(part, mark)) == kind
        for part in parts
        for mark in links_in(part)
    )


def _between_pipes(text: str, inline: Inline) -> list[str]:
    """Return the parts of a text between its pipes, not counting the pipes in its links."""
    for mark in links_in(inline):
        link = text[mark.start : mark.stop].replace("|", " ")
        text = text[: mark.start] + link + text[mark.stop :]
    return text.split("|")
