"""Evidence: what a text says, judged by itself.

`titles` and `roles` compare the texts of all entries.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from weeklypapers.dialects.appearance import Appearance, read_appearance
from weeklypapers.dialects.labels import is_word
from weeklypapers.dialects.people import are_people, is_person
from weeklypapers.model.categories import Category
from weeklypapers.model.ids import lookup
from weeklypapers.model.text import remembering

__all__ = ["LONGEST_APPEARANCE", "Evidence", "appearance_in", "evidence_of", "word_count"]

Evidence: TypeAlias = Literal[
    "nothing",
    "link",
    "label",
    "date",
    "venue",
    "names",
    "person",
    "category",
    "id",
    "text",
    "prose",
]
"""The evidence of what a text says.

``"link"`` is a link with a label such as "Paper" and ``"label"`` such a label without a link,
``"names"`` are several persons and ``"person"`` may be one, ``"prose"`` is longer than a title.
"""

LONGEST_APPEARANCE = 160
"""The number of characters of the longest text that says where and when a paper appeared."""

_MOST_TITLE_WORDS = 30
_FEWEST_PROSE_WORDS = 6
_CATEGORY = re.compile(
    r"(?:[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z]{2}(?:[a-z-]{2,12})?|[a-z]{2,6}-[a-z]{2,4})"
)
_AFTER_NAME = re.compile(r"(?:,|(?<!\b[A-Z])\.)\s+")
_MOST_NAMES = 8  # before a venue
_CATEGORY_PART = re.compile(r"[^\s,;/|`]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def word_count(text: str) -> int:
    """Return the number of words; two ideographs or syllables of Korean count as one."""
    ideographs = 0 if text.isascii() else len(_IDEOGRAPH.findall(text))
    return len(text.split()) + ideographs // 2


@remembering(8192)
def evidence_of(text: str) -> tuple[Evidence, Appearance | None]:
    """Return the evidence of what a text says, judged by itself, and the appearance in it."""
    if not any(map(str.isalnum, text)):
        return "nothing", None
    if lookup(text.strip()) is not None:
        return "id", None
    if _are_categories(text):
        return "category", None
    appearance = appearance_in(text)
    if appearance and (appearance.venue is None or appearance.is_known):
        return ("venue" if appearance.venue else "date"), appearance
    if is_word(text):
        return ("venue", appearance) if appearance else ("label", None)  # "Blog, 2023"
    if are_people(text):
        return "names", None
    if appearance and appearance.date:
        return "venue", appearance
    if is_person(text):
        return "person", None
    return ("prose" if _is_prose(text) else "text"), None


@remembering(8192)
def appearance_in(text: str) -> Appearance | None:
    """Return the appearance in a text that says nothing else; None if it names persons."""
    appearance = read_appearance(text) if len(text) <= LONGEST_APPEARANCE else None
    if appearance is None or appearance.venue is None:
        return appearance
    *parts, _ = _AFTER_NAME.split(appearance.venue, maxsplit=_MOST_NAMES)
    return None if any(is_person(part) or are_people(part) for part in parts) else appearance


def _is_prose(text: str) -> bool:
    """Return whether a text is a sentence, or longer than titles are."""
    words = word_count(text)
    is_sentence = text.rstrip().endswith((".", "。")) and words >= _FEWEST_PROSE_WORDS
    return words > _MOST_TITLE_WORDS or is_sentence


def _are_categories(text: str) -> bool:
    count = 0
    for part in _CATEGORY_PART.finditer(text):  # nearly always only the first one
        if not _CATEGORY.fullmatch(part[0]) or Category.parse(part[0]).code is None:
            return False
        count += 1
    return count > 0
