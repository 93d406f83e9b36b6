"""Formulas between dollar signs, as distinct from amounts of money.

MathJax typesets the text between any two dollar signs, so "$5 and $10" would become a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["formulas"]

# As in pandoc ("Extension: tex_math_dollars"): a formula neither begins nor ends with a blank, and
# no digit follows. A backslash before a dollar sign makes it plain text.
_DISPLAYED = re.compile(r"\$\$(?=[^\s$])(?:\\.|[^\\$])*?(?<!\s)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$(?=[^\s$])(?:\\.|[^\\$])*(?<!\s)\$(?![\d$])", re.DOTALL)
_START = re.compile(r"\\.|\$", re.DOTALL)

# An amount with words, such as "5 million in US", which is no formula. A number alone is one.
_AMOUNT = re.compile(r"\d[^\s\\^_{}=<>+]*\s[^\\^_{}=<>+]*")


def formulas(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each formula, including its dollar signs."""
    position = 0
    while start := _START.search(text, position):
        position = start.end()
        if start[0] == "$" and (formula := _formula(text, start.start())):
            yield formula.span()
            position = formula.end()


def _formula(text: str, start: int) -> re.Match[str] | None:
    if displayed := _DISPLAYED.match(text, start):
        return displayed
    inline = _INLINE.match(text, start)
    return None if inline is None or _AMOUNT.fullmatch(inline[0][1:-1]) else inline
