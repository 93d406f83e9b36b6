"""Keys such as ``jiang2024longrag``: the first author, the year, the first telling word."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, TypeAlias

from weeklypapers.formats.citations.latex import pieces
from weeklypapers.ids import ArxivId
from weeklypapers.queries import unaccented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weeklypapers.formats.citations.names import Name

__all__ = ["Mark", "base_key", "distinct"]

Mark: TypeAlias = ArxivId | str

_STOPWORDS = frozenset(
    re.findall(
        "[a-z]+",
        "an and are as at be beyond by can do does for from how in into is it its of on one or the "
        "to toward towards two using via we what when where which who why with without your you",
    )
)
_WORD = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")


def base_key(authors: Sequence[Name], year: int | None, title: str) -> str:
    """The key that authors, year and title give: lower-case ASCII letters and digits.

    Without an author the title's word comes first. A part that can't be had in ASCII is left out.
    """
    author = _of_author(authors[0]) if authors else ""
    word = _telling_word(title)
    parts = (author, str(year or ""), word) if author else (word or "paper", str(year or ""))
    return "".join(parts)


def distinct(keys: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    """The keys, with its mark behind each that an older paper has as well.

    So a key does not depend on the order of the papers, nor on papers that are younger.

    Args:
        keys: A key for each paper.
        marks: What no other paper has: the identifier or, where there is none, a text, which makes
            the paper younger than all that have one.
    """
    oldest: dict[str, Mark] = {}
    for key, mark in zip(keys, marks, strict=True):
        oldest[key] = min(mark, oldest.get(key, mark), key=_age)
    return [
        key if mark == oldest[key] else f"{key}-{_suffix(mark)}"
        for key, mark in zip(keys, marks, strict=True)
    ]


def _age(mark: Mark) -> tuple[bool, Mark]:
    return isinstance(mark, str), mark


def _suffix(mark: Mark) -> str:
    if isinstance(mark, ArxivId):
        return mark.id.replace("/", "-")
    return hashlib.sha256(mark.encode()).hexdigest()[:8]


def _of_author(name: Name) -> str:
    """The family name in one word; of an organisation the first word that tells it."""
    if name.family:
        return re.sub("[^a-z0-9]", "", unaccented(name.family))
    return next((word for word in _words(name.literal) if word not in _STOPWORDS), "")


def _telling_word(title: str) -> str:
    words = _words("".join(" " if part.kind == "math" else part.plain for part in pieces(title)))
    telling = (word for word in words if len(word) > 1 and word not in _STOPWORDS)
    return next(telling, "")


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"['’]", "", unaccented(text)))
