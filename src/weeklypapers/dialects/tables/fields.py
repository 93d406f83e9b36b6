"""The values of cells of tables of any shape, by the roles of their columns."""

from __future__ import annotations

from weeklypapers.dialects.dates import Span
from weeklypapers.dialects.draft import (
    Content,
    Draft,
    has_words,
    is_missing,
    is_nothing,
    links_in,
    text_beside_links,
)
from weeklypapers.dialects.entry import read_entry
from weeklypapers.dialects.tables.columns import DATES, EXTRA, LINKS, TITLES
from weeklypapers.dialects.tables.contents import is_venue
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.links import KINDS

__all__ = ["take"]


def take(draft: Draft, role: str, name: str, content: Content, dates: DateCells) -> None:
    """Take the value of a cell; a text that its field can't hold is kept as extra."""
    text = content.inline.text.strip()
    if role == "listed_authors":
        draft.take_names(content)
        return
    kind = "paper" if role in TITLES else role if role in KINDS else None
    dead = draft.take_links(content, kind)
    if role in TITLES:
        if any(links_in(content.inline)) or not is_missing(text):
            entry = read_entry(content.inline, summary=role == "entry")
            draft.values = entry.values() | draft.values
    elif role == EXTRA:
        pictures = [mark.alt for mark in content.inline.marks if mark.kind == "image"]
        _keep(draft, name, text or " ".join(filter(None, pictures)))
    elif role in LINKS:
        rest = text_beside_links(content.inline, dead)
        if rest and not is_nothing(rest):
            draft.extra.setdefault(role, rest)
    elif role in DATES:
        _take_date(draft, role, content, dates)
    elif role in ("category", "topics"):
        draft.take_category(role, content)
    elif not is_nothing(text) and (
        not any(links_in(content.inline))
        or has_words(content.inline)
        or (role == "venue" and is_venue(text))  # elsewhere, "CVPR 2024" is the label of a paper
    ):
        draft.values[role] = text


def _keep(draft: Draft, name: str, text: str) -> None:
    """Keep a text without a field."""
    if not is_missing(text):
        draft.extra[name] = text


def _take_date(draft: Draft, role: str, content: Content, dates: DateCells) -> None:
    """Take a date: the week if it is a range or an ISO week."""
    if content.source not in dates.spans:  # a cell of a row that had to be repaired
        dates.read([content.source])
    text = content.inline.text
    span = dates.spans[content.source]
    if isinstance(span, Span) and not span.has_year and draft.section.year is not None:
        try:
            span = span.with_year(draft.section.year)
        except InvalidValueError as error:  # 29 February
            span = error
    if span is None:
        return
    if isinstance(span, InvalidValueError):
        draft.extra.setdefault(role, text.strip())
        draft.report("bad-date", str(span), content.place(0))
        return
    date = span.last.partial
    if date is None:
        draft.extra.setdefault(role, text.strip())
        message = f"neither {show(text)} nor a heading above it has a year"
        draft.report("no-year", message, content.place(0))
    elif span.is_week or (role == "week" and span.kind == "day"):
        draft.values["week"] = date.date
    else:
        draft.values["listed_date"] = date
