"""Trimming: ranges of a text without the separators, symbols and single brackets around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["SYMBOLS", "bracketed", "trim"]

# Braces are not brackets: they protect capitals in LaTeX.
_OPEN = {")": "(", "]": "[", "）": "（", "】": "【", "”": "“", "」": "「", "』": "『"}
_CLOSE = {opening: closing for closing, opening in _OPEN.items()}
_BRACKETS = re.compile(r"[()\[\]（）【】“”「」『』]")
# Blocks of symbols in Unicode: the first and the last character of each.
_SYMBOL_BLOCKS = ((0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
_JOINERS = "\u200d\ufe0f"  # of emoji
SYMBOLS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _SYMBOL_BLOCKS) + _JOINERS
"""Emoji and similar symbols, as a part of a class of characters in patterns."""

_EACH_SYMBOL = _JOINERS + "".join(
    chr(code) for first, last in _SYMBOL_BLOCKS for code in range(first, last + 1)
)
_AROUND = " \t\n\xa0\u3000,.;:，。：；、·•|–—-/&+*"


def trim(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a range without blanks, separators and brackets that have no partner in it."""
    while begin < end and (text[begin] in _AROUND or text[begin] in _OPEN):
        begin += 1
    while begin < end and (text[end - 1] in _AROUND or text[end - 1] in _CLOSE):
        end -= 1
    part = text[begin:end]
    if not part.isascii() and (bare := part.strip(_EACH_SYMBOL)) != part:
        begin += part.index(bare) if bare else 0
        return trim(text, begin, begin + len(bare))
    if part.count('"') == 1 and '"' in (part[0], part[-1]):
        return trim(text, begin + (part[0] == '"'), end - (part[0] != '"'))
    opening, closing = _OPEN.get(part[-1:]), _CLOSE.get(part[:1])
    if opening and part.count(part[-1]) > part.count(opening):
        return trim(text, begin, end - 1)
    if closing and (part.count(part[0]) > part.count(closing) or _partner(part) == len(part) - 1):
        return trim(text, begin + 1, end)
    return begin, max(begin, end)


def _partner(part: str) -> int:
    """Return the index of the bracket that closes the first one, or -1."""
    opened = 0
    for match in _BRACKETS.finditer(part):
        opened += -1 if match[0] in _OPEN else 1
        if opened == 0:
            return match.start()
    return -1


def bracketed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the outermost brackets."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(text, begin, end):
        if match[0] not in _OPEN:
            opened.append(match.start())
        elif opened and text[opened[-1]] == _OPEN[match[0]]:
            first = opened.pop()
            if not opened:
                yield first, match.end()
