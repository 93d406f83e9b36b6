"""The inverted index of one field: the papers that have a term or a phrase."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, reduce
from itertools import repeat
from operator import and_

from weeklypapers.searching.codes import Codes
from weeklypapers.searching.criteria import Phrase

__all__ = ["FieldIndex"]

_LENGTH = 0.75  # b of BM25: higher values discount long texts more
_KEPT = 60  # counts of terms and phrases that are kept, for each paper
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
        self._known: dict[str, Mapping[int, int]] = {}
        self._kept = 0  # the number of kept counts
        self._scanned = 0  # the number of terms that were looked up
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

    def positions(self, phrase: Phrase) -> Collection[int]:
        """Return the positions of the papers that have a term or a phrase, in ascending order."""
        return self._occurrences(phrase).keys()

    def weighted(self, phrase: Phrase, weight: float, papers: set[int]) -> dict[int, float]:
        """Return the weighted number of occurrences in some papers, relative to their length."""
        counts, factors = self._occurrences(phrase), self._factors
        return {
            position: weight * counts[position] * factors[position]
            for position in counts.keys() & papers
        }

    def _occurrences(self, phrase: Phrase) -> Mapping[int, int]:
        """Return the number of occurrences of a term or a phrase in each paper that has it."""
        code = self._codes.phrase(phrase)
        if code is None:
            return {}
        counts = self._known.get(code)
        if counts is None:
            counts = self._with_phrase(phrase, code) if len(phrase) > 1 else self._with_term(code)
            if self._kept > _KEPT * len(self._streams):
                self._known.clear()
                self._kept = 0
            self._known[code] = counts
            self._kept += len(counts)
        return counts

    def _with_term(self, code: str) -> Mapping[int, int]:
        """Return the number of occurrences of a term in each paper that has it, in order.

        To find one term in all texts is much faster than to sort all terms of all texts, which is
        done as soon as some terms were looked up.
        """
        if self._scanned < _SCANNED:
            self._scanned += 1
            streams = enumerate(self._streams)
            return {position: stream.count(code) for position, stream in streams if code in stream}
        return Counter(self._inverted.get(code, ()))

    @cached_property
    def _inverted(self) -> Mapping[str, Sequence[int]]:
        """The position of the paper of each occurrence of a term, for the codes of all terms."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        split = self._codes.split
        for position, stream in enumerate(self._streams):
            for code in split(stream):
                positions[code].append(position)
        return dict(positions)

    def _with_phrase(self, phrase: Phrase, code: str) -> Mapping[int, int]:
        """Return the number of occurrences of a phrase in each paper that has it, in order."""
        papers = sorted(reduce(and_, [self._occurrences((term,)).keys() for term in phrase]))
        # The occurrences of "a a" in "a a a" overlap.
        count = str.count if len(set(phrase)) == len(phrase) else _count_overlapping
        numbers = map(count, map(self._streams.__getitem__, papers), repeat(code))
        return {
            position: number for position, number in zip(papers, numbers, strict=True) if number
        }


def _count_overlapping(stream: str, phrase: str) -> int:
    count, index = 0, stream.find(phrase)
    while index >= 0:
        count, index = count + 1, stream.find(phrase, index + 1)
    return count
