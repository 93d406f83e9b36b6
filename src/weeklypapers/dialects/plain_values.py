"""Plain values: the values of the roles of a template, read from texts without markup.

A text that is not a value of its role is left to `roles`, which compares it with others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from weeklypapers.dialects.appearance import Appearance, find_appearance_at_end, read_appearance
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.evidence import Evidence, evidence_of
from weeklypapers.dialects.filling import topics_in
from weeklypapers.dialects.labels import is_link_label
from weeklypapers.dialects.patterns import parsed_date
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.segments import plain_segments
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import MONTHS, PartialDate
from weeklypapers.model.names import read_names

__all__ = ["NOTHING", "ROLES", "label_of_link", "value_of"]

# Emphasis, references to characters and addresses, which Markdown replaces.
_HIDDEN = re.compile(r"(?<![^\W_])_|_(?![^\W_])|&(?! )|://|www\.")
_NAME = re.compile(r"(?:[^\W\d_a-z][^\s\d,;]*+(?: [^\W\d_][^\s\d,;]*+){1,4})")
_ENDS = (")", "]", "）", "】")
_NO_NAMES = re.compile(r"[\d()\[\]（）【】]")
_YEARS = range(1900, 2101)  # those of `date_patterns`
_TITLES: tuple[Evidence, ...] = ("text", "prose", "person")
_AFTER_TITLES = (*".,:：，。",)  # they don't belong to a title

NOTHING: Final = object()
"""The value of a text that means that there is none, such as "n/a"."""


@lru_cache(maxsize=16_384)  # venues, dates and topics are in many items
def value_of(role: str, text: str, form: str | None, opening: str) -> Any:
    """Return the value of a text; None if it is not of its kind, `NOTHING` if it means nothing."""
    if _HIDDEN.search(text):
        return None
    if role == "title":
        is_whole = _is_title(text) and (bool(opening) or _is_one_segment(text))
        return " ".join(text.split()) if is_whole else None
    if is_nothing(text):
        return NOTHING
    read = _READERS.get(role)
    return read(text, form) if read else text.strip()


@lru_cache(maxsize=4096)  # few labels are in many items
def label_of_link(text: str) -> str:
    """Return the label of a link; nothing if Markdown replaces a part of it."""
    return "" if _HIDDEN.search(text) else " ".join(text.split())


def _is_title(text: str) -> bool:
    if (" " not in text and text.isascii()) or text.endswith(_AFTER_TITLES) or is_link_label(text):
        return False
    if text.endswith(_ENDS) or text[-1].isdigit():
        return find_appearance_at_end(text) is None
    return text.strip() == text


def _is_one_segment(text: str) -> bool:
    """Return whether a plain text is a title and nothing else, such as authors or a venue."""
    (first, *others) = plain_segments(text, 0, len(text))
    return not others and first.end - first.begin == len(text) and first.evidence in _TITLES


def _date(text: str, form: str | None) -> PartialDate | None:
    date = parsed_date(text, form) if form else None
    return date if date and date.year in _YEARS else partial_date(text)


def _venue(text: str, _: str | None) -> Appearance | str | None:
    if text.split()[-1].strip(".,").casefold() in MONTHS:  # a part of a date
        return None
    appearance = read_appearance(text)
    if appearance is None:
        return " ".join(text.split())
    return appearance if appearance.venue is not None else None


def _authors(text: str, _: str | None) -> object:
    names = read_names(text)
    if not names:
        return None
    is_whole = all(map(_NAME.fullmatch, names.names))
    return names if is_whole or (not _NO_NAMES.search(text) and are_people(text)) else None


def _topics(text: str, _: str | None) -> object:
    return topics_in(text)


def _category(text: str, _: str | None) -> object:
    return Category.parse(text) if evidence_of(text)[0] == "category" and " " not in text else None


def _text(text: str, _: str | None) -> object:
    if text[:1].isdigit() and _date(text, None):
        return None  # the value before it is missing
    return " ".join(text.split())


_READERS: dict[str, Callable[[str, str | None], object]] = {
    "date": _date,
    "venue": _venue,
    "authors": _authors,
    "affiliation": _text,
    "comment": _text,
    "abstract": _text,
    "topics": _topics,
    "category": _category,
}

ROLES = frozenset(_READERS)
"""The roles whose values are read here, except for titles."""
