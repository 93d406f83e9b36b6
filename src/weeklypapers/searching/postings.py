"""The inverted index of one field: the papers that have a term or a phrase."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from weeklypapers.searching.codes import Codes
from weeklypapers.searching.criteria import Phrase

__all__ = ["FieldIndex"]

_LENGTH = 0.75  # b of BM25: higher values discount long texts more
_KEPT = 1000  # phrases whose papers are kept
_SCANNED = 30  # terms that are looked up before all terms are sorted


class FieldIndex:
    """The terms of one field of papers.

    Args:
        codes: The codes of the terms.
        streams: The terms of each paper.
    """

    def __init__(self, codes: Codes, streams: Sequence[str]) -> None:
        self._codes = codes
        self._streams = streams
        self._terms: dict[str, list[int]] = {}
        self._is_inverted = False
        self._counts: dict[str, array[int]] = {}
        self._phrases: dict[str, dict[int, int]] = {}
        lengths = [len(codes.split(stream)) for stream in streams]
        self._mean_length = sum(lengths) / len(lengths) if any(lengths) else 1.0
        factors = {length: 1 / self.relative_length(length) for length in set(lengths)}
        self._factors = [factors[length] for length in lengths]

    def relative_length(self, length: int) -> float:
        """Return the number by which the occurrences in a text of this length are divided."""
        return 1 - _LENGTH + _LENGTH * length / self._mean_length

    def terms(self, position: int) -> list[str]:
        """Return the terms of a paper, in order."""
        return self._codes.terms(self._streams[position])

    def positions(self, phrase: Phrase) -> Sequence[int]:
        """Return the positions of the papers that have a term or a phrase, in ascending order."""
        code = self._codes.phrase(phrase)
        if code is None:
            return ()
        return self._with_term(code) if len(phrase) == 1 else [*self._with_phrase(phrase, code)]

    def weighted(self, phrase: Phrase, weight: float) -> dict[int, float]:
        """Return the weighted number of occurrences in each paper, relative to its length."""
        code, factors = self._codes.phrase(phrase), self._factors
        if code is None:
            return {}
        if len(phrase) == 1:
            counts: Iterable[tuple[int, int]] = zip(
                self._with_term(code), self._term_counts(code), strict=True
            )
        else:
            counts = self._with_phrase(phrase, code).items()
        return {position: weight * count * factors[position] for position, count in counts}

    def _term_counts(self, code: str) -> Sequence[int]:
        """Return the number of occurrences of a term in each paper that has it."""
        if code not in self._counts:
            streams = map(self._streams.__getitem__, self._with_term(code))
            self._counts[code] = array("I", [stream.count(code) for stream in streams])
        return self._counts[code]

    def _with_term(self, code: str) -> Sequence[int]:
        """Return the positions of the papers that have a term.

        To find one term in all texts is much faster than to sort all terms of all texts, which is
        done as soon as some terms were looked up.
        """
        if code not in self._terms and not self._is_inverted:
            if len(self._terms) < _SCANNED:
                streams = enumerate(self._streams)
                self._terms[code] = [position for position, stream in streams if code in stream]
            else:
                self._terms, self._is_inverted = self._inverted(), True
        return self._terms.get(code, ())

    def _inverted(self) -> dict[str, list[int]]:
        """Return the positions of the papers that have a term, for the codes of all terms."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        split = self._codes.split
        for position, stream in enumerate(self._streams):
            for code in set(split(stream)):
                positions[code].append(position)
        return dict(positions)

    def _with_phrase(self, phrase: Phrase, code: str) -> Mapping[int, int]:
        """Return the number of occurrences of a phrase in each paper that has it, in order."""
        counts = self._phrases.get(code)
        if counts is None:
            first, *others = sorted((self.positions((term,)) for term in phrase), key=len)
            papers, streams = sorted(set(first).intersection(*others)), self._streams
            # The occurrences of "a a" in "a a a" overlap.
            count = str.count if len(set(phrase)) == len(phrase) else _count_overlapping
            found = ((position, count(streams[position], code)) for position in papers)
            counts = {position: number for position, number in found if number}
            if len(self._phrases) >= _KEPT:
                self._phrases.clear()
            self._phrases[code] = counts
        return counts


def _count_overlapping(stream: str, phrase: str) -> int:
    count, index = 0, stream.find(phrase)
    while index >= 0:
        count, index = count + 1, stream.find(phrase, index + 1)
    return count
