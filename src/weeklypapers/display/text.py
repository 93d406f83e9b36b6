"""Text as a view shows it: on one line, nothing in it hidden, cut where it is long."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["ABSTRACT", "TITLE", "clip", "completions", "counted", "days", "quoted", "visible"]

TITLE = 300  # characters of a title that are shown
ABSTRACT = 2000  # and of an abstract

_SPACE = re.compile(r"\s+")

# What is not seen but changes what is: controls (category Cc), soft hyphen, zero width space and
# word joiner, tags, and the controls of the Unicode Bidirectional Algorithm (UAX #9, section 2)
# that embed, override and isolate. Joiners and directional marks stay: scripts need them. A lone
# surrogate can't be written in UTF-8.
_HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """The text on one line, with a mark such as ``[U+202E]`` for each character that hides."""
    return _HIDDEN.sub(_mark, _SPACE.sub(" ", text))


def _mark(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def clip(text: str, limit: int) -> str:
    """The text, cut behind a word where it has more than `limit` characters.

    No accent is parted from its letter. A word that is long itself is cut as well.
    """
    if len(text) <= limit:
        return text
    end = text.rfind(" ", limit * 3 // 4, limit)
    if end < 0:
        end = limit - 1
        while end > limit // 2 and _continues(text, end):
            end -= 1
    return f"{text[:end].rstrip()}…"


def _continues(text: str, at: int) -> bool:
    """Whether the character is part of the one that is seen before it (roughly UAX #29)."""
    joined = text[at] in _JOINERS or text[at - 1] in _JOINERS
    return joined or unicodedata.category(text[at]).startswith("M")


def counted(count: int, noun: str) -> str:
    """A number and what it counts, such as ``"1 paper"`` and ``"1,200 papers"``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def days(value: float) -> str:
    """A number of days, with a decimal place if it needs one."""
    return f"{value:,.1f}".removesuffix(".0") + (" day" if value == 1 else " days")


def quoted(text: str) -> str:
    """The text as a terminal shows it: between quotes, escaped as `repr` does, and cut."""
    return repr(clip(_SPACE.sub(" ", text), 72))


def completions(value: object) -> list[str]:
    """The public names of a value, for its ``__dir__``."""
    # `dir` sorts, and underscores come before small letters: with all names, completion begins
    # with a screen of those that nobody looks for.
    return [name for name in object.__dir__(value) if not name.startswith("_")]
