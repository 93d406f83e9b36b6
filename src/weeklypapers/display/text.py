"""Text for display: on one line, without hidden characters, and cut if it is long."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

__all__ = [
    "ABSTRACT",
    "TITLE",
    "clip",
    "completions",
    "counted",
    "days",
    "distinct",
    "pieces",
    "printable",
    "quoted",
    "visible",
]

TITLE = 300  # characters shown of a title
ABSTRACT = 2000  # characters shown of an abstract

_SPACE = re.compile(r"\s+")

# Invisible characters that change the text around them: controls (category Cc), soft hyphen, zero
# width space and word joiner, tags, and the controls of the Unicode Bidirectional Algorithm (UAX
# #9, section 2) that embed, override and isolate. Joiners and directional marks are kept, because
# scripts need them. A lone surrogate can't be written in UTF-8.
_HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """Return the text on one line, with a mark such as ``[U+202E]`` for each hidden character."""
    return _HIDDEN.sub(_mark, _SPACE.sub(" ", text))


def printable(text: str, *, keep: str = "") -> str:
    r"""Return the text for a terminal, with a mark such as ``[U+001B]`` for each hidden character.

    Args:
        text: The text.
        keep: Hidden characters to keep, such as ``"\n\t"`` for text of several lines.
    """
    return _HIDDEN.sub(lambda match: match[0] if match[0] in keep else _mark(match), text)


def _mark(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def clip(text: str, limit: int) -> str:
    """Return the text, cut after a word if it has more than `limit` characters.

    A letter keeps its accents. A long word is cut, too.
    """
    if len(text) <= limit:
        return text
    end = text.rfind(" ", limit * 3 // 4, limit)
    if end < 0:
        end = limit - 1
        while end > limit // 2 and _continues(text, end):
            end -= 1
    return f"{text[:end].rstrip()}…"


def pieces(word: str, length: int) -> Iterator[str]:
    """Yield the pieces of a word, of at least `length` characters, without dividing a letter."""
    start = 0
    for index in range(length, len(word)):
        if index - start >= length and not _continues(word, index):
            yield word[start:index]
            start = index
    yield word[start:]


def _continues(text: str, index: int) -> bool:
    """Return whether the character belongs to the visible one before it (roughly UAX #29)."""
    joined = text[index] in _JOINERS or text[index - 1] in _JOINERS
    return joined or unicodedata.category(text[index]).startswith("M")


def distinct(names: Iterable[str], limit: int) -> dict[str, str]:
    """Return a label of at most `limit` characters for each name, where that stays distinct.

    Of a path such as ``a > b > c``, the label keeps the end, which is the most specific part, or
    the beginning if only that differs from the other names. Of another text, it keeps the beginning
    or, if others begin in the same way, the end. A name without a distinct label is kept.
    """
    unique = list(dict.fromkeys(names))
    labels = {name: name for name in unique if len(name) <= limit}
    long = {name: list(_labels(name, limit)) for name in unique if name not in labels}
    uses = Counter(labels.values())
    uses.update(label for candidates in long.values() for label in dict.fromkeys(candidates))
    for name, candidates in long.items():
        labels[name] = next((label for label in candidates if uses[label] == 1), name)
    return {name: labels[name] for name in unique}


def _labels(name: str, limit: int) -> Iterator[str]:
    """Yield short forms of a long name, the most informative first."""
    parts = name.split(" > ")
    if len(parts) > 1:
        ends = (["…", *parts[start:]] for start in range(1, len(parts)))
        beginnings = ([*parts[:-stop], "…"] for stop in range(1, len(parts)))
        yield _first_fitting(ends, limit) or f"… > {clip(parts[-1], limit - 4)}"
        yield _first_fitting(beginnings, limit) or f"{clip(parts[0], limit - 4)} > …"
    yield clip(name, limit)
    yield _clip_start(name, limit)


def _first_fitting(paths: Iterable[list[str]], limit: int) -> str | None:
    return next((path for path in map(" > ".join, paths) if len(path) <= limit), None)


def _clip_start(text: str, limit: int) -> str:
    """Return the end of the text, cut before a word."""
    start = text.find(" ", len(text) - limit, len(text) - limit * 3 // 4)
    if start < 0:
        start = len(text) - limit + 1
        while start < len(text) - limit // 2 and _continues(text, start):
            start += 1
    return f"…{text[start:].lstrip()}"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as ``"1 paper"`` or ``"1,200 papers"``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def days(value: float) -> str:
    """Return a number of days, with one decimal place if needed."""
    return f"{value:,.1f}".removesuffix(".0") + (" day" if value == 1 else " days")


def quoted(text: str) -> str:
    """Return the text for a terminal: quoted and escaped by `repr`, and cut if it is long."""
    return repr(clip(_SPACE.sub(" ", text), 72))


def completions(value: object) -> list[str]:
    """Return the public names and special methods of a value, for its ``__dir__``.

    Completion hides special methods, and `unittest.mock` learns from them that a list has a length.
    """
    return [name for name in object.__dir__(value) if name.startswith("__") or name[0] != "_"]
