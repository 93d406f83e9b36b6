"""Keys such as ``jiang2024longrag``: the first author, the year, the first significant word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TypeAlias

from weeklypapers.formats.citations.latex import segments
from weeklypapers.formats.citations.names import Name
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.text import unaccented

__all__ = ["WorkId", "base_key", "distinct_keys"]

WorkId: TypeAlias = ArxivId | str
"""The arXiv identifier of a paper or, if it has none, a text that no other paper has."""

_STOPWORDS = frozenset(
    re.findall(
        "[a-z]+",
        "an and are as at be beyond by can do does for from how in into is it its of on one or the "
        "to toward towards two using via we what when where which who why with without your you",
    )
)
_WORD = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")


def base_key(authors: Sequence[Name], year: int | None, title: str) -> str:
    """Return a key of lower-case ASCII letters and digits; other works may have the same.

    Without an author, the word of the title comes first. Parts without ASCII letters are omitted.
    """
    author = _author_word(authors[0]) if authors else ""
    word = _title_word(title)
    return f"{author}{year or ''}{word}" if author else f"{word or 'paper'}{year or ''}"


def distinct_keys(keys: Sequence[str], ids: Sequence[WorkId]) -> list[str]:
    """Append an identifier to each key that an older paper has, too.

    Keys therefore depend neither on the order of the papers nor on younger papers. A paper without
    an arXiv identifier counts as younger than all that have one.
    """
    oldest: dict[str, WorkId] = {}
    for key, work_id in zip(keys, ids, strict=True):
        oldest[key] = min(work_id, oldest.get(key, work_id), key=_age)
    return [
        key if work_id == oldest[key] else f"{key}-{_suffix(work_id)}"
        for key, work_id in zip(keys, ids, strict=True)
    ]


def _age(work_id: WorkId) -> tuple[bool, WorkId]:
    return isinstance(work_id, str), work_id


def _suffix(work_id: WorkId) -> str:
    if isinstance(work_id, ArxivId):
        return work_id.id.replace("/", "-")
    return hashlib.sha256(work_id.encode()).hexdigest()[:8]


def _author_word(name: Name) -> str:
    """Return the family name as one word, or the first significant word of an organisation."""
    if name.family:
        return re.sub("[^a-z0-9]", "", unaccented(name.family))
    return next((word for word in _words(name.literal) if word not in _STOPWORDS), "")


def _title_word(title: str) -> str:
    text = "".join(" " if part.kind == "math" else part.plain for part in segments(title))
    words = (word for word in _words(text) if len(word) > 1 and word not in _STOPWORDS)
    return next(words, "")


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"['’]", "", unaccented(text)))
