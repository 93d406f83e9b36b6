"""Terms as characters: the terms of a text are a string, in which Python finds phrases quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from operator import not_

from weeklypapers.searching.criteria import Phrase
from weeklypapers.searching.fields import GAP

__all__ = ["Codes"]

# The first million terms have one character each. The others have two, of which neither is a code
# of its own, as the surrogates of UTF-16. Thus no code begins inside another.
_SINGLE = 0x100000
_HALF = 0x8000
_CODE = re.compile(f"[{chr(_SINGLE)}-{chr(_SINGLE + _HALF - 1)}]?.", re.DOTALL)


class Codes:
    """The codes of terms. A stream is a string with the codes of the terms of a text."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._gap = self.add(GAP)

    def add(self, term: str) -> str:
        """Return the code of a term, which is new or has one already."""
        code = self._codes.get(term)
        if code is None:
            code = self._codes[term] = _code(len(self._codes))
            self._terms[code] = term
        return code

    def phrase(self, phrase: Phrase) -> str | None:
        """Return the stream of a phrase, or None if one of its terms is unknown."""
        codes = [self._codes.get(term) for term in phrase]
        return "".join(filter(None, codes)) if all(codes) else None

    def join(self, streams: Iterable[str]) -> str:
        """Join streams, so that no phrase matches across them. Empty ones in front are left out."""
        return self._gap.join(dropwhile(not_, streams))

    def split(self, stream: str) -> Sequence[str]:
        """Return the codes in a stream."""
        return stream if len(self._codes) <= _SINGLE else _CODE.findall(stream)

    def terms(self, stream: str) -> list[str]:
        """Return the terms in a stream."""
        return [self._terms[code] for code in self.split(stream)]


def _code(number: int) -> str:
    if number < _SINGLE:
        return chr(number)
    first, second = divmod(number - _SINGLE, _HALF)
    return chr(_SINGLE + first) + chr(_SINGLE + _HALF + second)
