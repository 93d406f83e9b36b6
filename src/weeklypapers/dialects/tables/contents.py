"""Roles of columns from the contents of their cells, for tables with headers of an unknown kind.

The texts of titles all differ and have several words; dates, names, venues and links to papers are
recognised as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from weeklypapers.dialects.dates import Span, read_date
from weeklypapers.dialects.draft import (
    has_words,
    is_nothing,
    label_of,
    leads_to_paper,
    links_in,
)
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.tables.columns import DATES, LINKS
from weeklypapers.markdown import Inline
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.links import kind_of
from weeklypapers.model.text import fold
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = ["count_words", "date_in", "has_paper", "is_venue", "mostly", "roles_of_contents"]

# Ideographs, kana and Hangul, which are written without blanks between words.
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_VENUES = frozenset(map(fold, (*CONFERENCES, *JOURNALS, "arXiv", "Nature", "Science")))
_YEAR = re.compile(r"[\s,'’(-]*(?:19|20)?\d\d\)?$")

_FEWEST_WORDS = 3  # of most titles
_MOST_WORDS = 25
_MOST = 0.9  # the part of the texts of a column that differ, if they are titles


def mostly(test: Callable[[Inline], bool], cells: Iterable[Inline]) -> bool:
    """Return whether at least half of the cells that are not empty pass a test."""
    filled = _filled(cells)
    return bool(filled) and sum(map(test, filled)) * 2 >= len(filled)


def roles_of_contents(
    roles: Sequence[str | None], column: Callable[[int], Sequence[Inline]]
) -> list[str | None] | None:
    """Return the roles of the columns of a table; None if its cells are not those of papers.

    A table lists papers if a column holds titles, and most rows have a link to a paper, or names
    and a date or a venue.

    Args:
        roles: The role of each header; None for an unknown one. A role that contradicts the cells
            of its column is unknown, too.
        column: A function that returns the cells of a column.
    """
    columns = list(map(column, range(len(roles))))
    result = [
        role if role and _agrees(role, cells) else None
        for role, cells in zip(roles, columns, strict=True)
    ]
    unknown = [place for place, role in enumerate(result) if role is None]
    for place in unknown:
        result[place] = _role_of(columns[place])
    title = _place_of_titles([place for place in unknown if result[place] is None], columns)
    if title is None:
        return None
    result[title] = "title"
    is_linked = any(mostly(has_paper, cells) for cells in columns)
    is_published = "listed_authors" in result and not {"venue", *DATES}.isdisjoint(result)
    return result if is_linked or is_published else None


def _place_of_titles(places: Iterable[int], columns: Sequence[Sequence[Inline]]) -> int | None:
    """Return the place of the first column of titles, preferably with links to papers."""
    titles = [place for place in places if _are_titles(columns[place])]
    linked = (place for place in titles if mostly(has_paper, columns[place]))
    return next(linked, titles[0] if titles else None)


def _are_titles(cells: Iterable[Inline]) -> bool:
    filled = _filled(cells)
    if not mostly(has_words, filled):
        return False
    if len(filled) == 1 and not has_paper(filled[0]):
        return False
    texts = [fold(cell.text) for cell in filled]
    words = median(map(count_words, texts))
    if len(set(texts)) < _MOST * len(texts) or not _FEWEST_WORDS <= words <= _MOST_WORDS:
        return False
    # Links in prose don't begin it.
    return mostly(_is_linked_at_most_as_a_whole, filled)


def _is_linked_at_most_as_a_whole(cell: Inline) -> bool:
    first = next(links_in(cell), None)
    if first is None:
        return True
    before, label = cell.text[: first.begin], cell.text[first.begin : first.end]
    return not (any(map(str.isalpha, before)) and any(map(str.isalpha, label)))


def _agrees(role: str, cells: Sequence[Inline]) -> bool:
    """Return whether the cells of a column may have a role."""
    if role in DATES:
        return mostly(_is_date, cells) or not _filled(cells)
    if role in LINKS:
        return mostly(lambda cell: any(links_in(cell)), cells) or not _filled(cells)
    return True


def _role_of(cells: Sequence[Inline]) -> str | None:
    """Return the role of a column without titles, or None."""
    if mostly(_is_date, cells):
        return "listed_date"
    if mostly(lambda cell: any(links_in(cell)) and not has_words(cell), cells):
        kinds = {
            kind_of(mark.target or "", label_of(cell, mark))
            for cell in cells
            for mark in links_in(cell)
        }
        return kinds.pop() or "links" if len(kinds) == 1 else "links"
    if mostly(lambda cell: are_people(cell.text.strip()), cells):
        return "listed_authors"
    return "venue" if mostly(lambda cell: is_venue(cell.text), cells) else None


def date_in(text: str) -> Span | None:
    """Return the date of which a text consists, or None."""
    try:
        return read_date(text)
    except InvalidValueError:
        return None


def is_venue(text: str) -> bool:
    """Return whether a text is the name of a known venue, with or without a year."""
    return fold(_YEAR.sub("", text.strip())) in _VENUES


def count_words(text: str) -> int:
    """Return the number of words; two ideographs count as one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    if not ideographs:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + (ideographs + 1) // 2


def _filled(cells: Iterable[Inline]) -> list[Inline]:
    return [cell for cell in cells if cell.marks or not is_nothing(cell.text)]


def _is_date(cell: Inline) -> bool:
    text = cell.text.strip()
    # A year alone is a date; another number alone is not.
    return (not text.isdecimal() and date_in(text) is not None) or (
        len(text) == 4 and text.startswith(("19", "20")) and text.isdecimal()
    )


def has_paper(cell: Inline) -> bool:
    """Return whether a cell has a link that leads to a paper."""
    return any(leads_to_paper(cell, mark) for mark in links_in(cell))
