"""Names of authors: texts that name several, and the fields of a paper that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from weeklypapers.model.paper import Paper

__all__ = [
    "ET_AL",
    "ET_AL_PATTERN",
    "NO_NAMES",
    "Names",
    "names_of",
    "read_names",
    "split_names",
    "with_names",
]

ET_AL_PATTERN = r"et\.?\s*+al\b\.?"
"""A regular expression for "et al." and its spellings, as a part of others."""

ET_AL = re.compile(
    r"(?<![\s,;，、])[\s,;，、]*+"
    rf"(?:\b{ET_AL_PATTERN}|(?:\band|&) (?:\d++ (?:more )?)?others|等人?|\.{{3}}|…)\s*+[.。]?\s*+$",
    re.IGNORECASE,
)
"""The end of a text that indicates further authors."""

_BY = re.compile(r"^(?:by\s+|authors?\s*[:：]\s*)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,，;；、\n]|\s&\s|\band\b)+\s*")
_BETWEEN_INVERTED_NAMES = re.compile(r"\s*[;；\n]+\s*")


class Names(NamedTuple):
    """The authors that a text names; true if it names any.

    Attributes:
        names: Their names.
        more: True if the text indicates further authors, such as by "et al.".
    """

    names: tuple[str, ...]
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


NO_NAMES = Names(())


def read_names(text: str) -> Names:
    """Return the names in a text.

    Names are separated by commas, semicolons, line breaks, "&" or "and". If there is a semicolon,
    only semicolons and line breaks separate, as in "Hinton, Geoffrey; LeCun, Yann".
    """
    text = _BLANKS.sub(" ", text)
    listed = ET_AL.sub("", _BY.sub("", text))
    inverted = ";" in text or "；" in text
    parts = (_BETWEEN_INVERTED_NAMES if inverted else _BETWEEN_NAMES).split(listed)
    names = (name for part in parts if (name := " ".join(part.split()).strip("*†‡ ")))
    return Names(tuple(names), more=ET_AL.search(text) is not None)


def names_of(paper: Paper) -> Names:
    """Return the authors that the list names for a paper."""
    return Names(paper.listed_authors, more=paper.more_authors)


def with_names(values: dict[str, Any]) -> dict[str, Any]:
    """Return arguments of `Paper` from values by field, of which the authors are `Names`."""
    names = values.get("listed_authors", NO_NAMES)
    return values | {"listed_authors": names.names, "more_authors": names.more}


def split_names(column: Iterable[Names]) -> dict[str, list[Any]]:
    """Return the columns of the two fields of `Paper` that hold `Names`."""
    listed, more = [], []
    for names in column:
        listed.append(names.names)
        more.append(names.more)
    return {"listed_authors": listed, "more_authors": more}
