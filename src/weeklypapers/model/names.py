"""Names of authors, as lists write several in one text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from weeklypapers.model.paper import Paper

__all__ = ["ET_AL", "ET_AL_PATTERN", "NO_NAMES", "Names", "names_of", "read_names", "with_names"]

ET_AL_PATTERN = r"et\.?\s*+al\b\.?"
"""The pattern of "et al.", for the patterns that contain it."""

ET_AL = re.compile(
    r"(?<![\s,;，、])[\s,;，、]*+"
    rf"(?:\b{ET_AL_PATTERN}"
    r"|(?:\band|&) (?:\d++ (?:more )?)?others|等人?|\.{3}|…)\s*+[.。]?\s*+$",
    re.IGNORECASE,
)
"""The words at the end of a text that stand for further authors."""

_BY = re.compile(r"^(?:by\s+|authors?\s*[:：]\s*)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,，;；、\n]|\s&\s|\band\b)+\s*")
_BETWEEN_INVERTED_NAMES = re.compile(r"\s*[;；\n]+\s*")


class Names(NamedTuple):
    """The authors that a text names; it is true if it names any.

    Attributes:
        names: Their names.
        more: Whether it says that there are others.
    """

    names: tuple[str, ...]
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


NO_NAMES = Names(())


def read_names(text: str) -> Names:
    """The names in a text.

    They are parted by commas, semicolons, line breaks, "&" or "and"; by semicolons and line breaks
    alone where there is a semicolon, as in "Hinton, Geoffrey; LeCun, Yann".
    """
    text = _BLANKS.sub(" ", text)
    named = ET_AL.sub("", _BY.sub("", text))
    inverted = ";" in text or "；" in text
    parts = (_BETWEEN_INVERTED_NAMES if inverted else _BETWEEN_NAMES).split(named)
    names = (name for part in parts if (name := " ".join(part.split()).strip("*†‡ ")))
    return Names(tuple(names), more=ET_AL.search(text) is not None)


def names_of(paper: Paper) -> Names:
    """The authors that a list names for a paper."""
    return Names(paper.listed_authors, more=paper.more_authors)


def with_names(values: dict[str, Any]) -> dict[str, Any]:
    """Values by field, with two fields of `Paper` in the place of `Names`."""
    names = values.get("listed_authors")
    if not isinstance(names, Names):
        return values
    return values | {"listed_authors": names.names, "more_authors": names.more}
