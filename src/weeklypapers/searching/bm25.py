"""Papers ranked by Okapi BM25: an inverted index in arrays of numbers, with no dependency.

The formula is that of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond" (2009), section 3, in each field for itself, with the inverse document frequency of Lucene,
which is never negative. The score of a paper is the sum over fields and terms, each field by its
weight. Lucene and tantivy rank several fields in the same way.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from weeklypapers.searching.corpus import Corpus, Pattern, Sought
    from weeklypapers.searching.fields import Field, Weights

__all__ = ["Bm25", "rarity"]

_SATURATION = 1.2  # k1: how soon more of the same word stops to count
_LENGTH = 0.75  # b: how far a long text must have more of a word to rank the same
_SIZE = array("I").itemsize

Scores = dict[int, float]
Postings = tuple["Sequence[int]", "Sequence[int]"]  # papers, and how often each of them has it


def rarity(papers: int, found: int) -> float:
    """The inverse document frequency of a term that so many of so many papers have."""
    return math.log(1 + (papers - found + 0.5) / (found + 0.5))


class _Postings:
    """One field: by term the papers that have it and how often, and by paper its terms as numbers.

    The numbers of a paper are kept as bytes, in which a phrase is found without a loop in Python.
    """

    def __init__(self) -> None:
        self.papers: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.counts: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.lengths = array("I")
        self._numbers: defaultdict[str, int] = defaultdict(lambda: len(self._numbers))
        self._streams: list[bytes] = []

    def add(self, position: int, terms: Sequence[str]) -> None:
        self.lengths.append(len(terms))
        self._streams.append(self._numbered(terms))
        for term, count in Counter(terms).items():
            self.papers[term].append(position)
            self.counts[term].append(count)

    def _numbered(self, terms: Sequence[str]) -> bytes:
        return array("I", [self._numbers[term] for term in terms]).tobytes()

    def of(self, pattern: Pattern) -> list[Postings]:
        """What is found of a pattern, for each term that it may end with."""
        known = [term for term in pattern.last if term in self.papers]
        if not pattern.before:
            return [(self.papers[term], self.counts[term]) for term in known]
        first, *others = (self.papers.get(term, ()) for term in pattern.before)
        candidates = set(first).intersection(*others)
        return [self._phrase(candidates, (*pattern.before, term)) for term in known if candidates]

    def _phrase(self, candidates: set[int], terms: Sequence[str]) -> Postings:
        """Those of some papers in which terms stand side by side, in their order."""
        wanted = self._numbered(terms)
        papers = sorted(candidates.intersection(self.papers[terms[-1]]))
        counts = {at: _occurrences(self._streams[at], wanted) for at in papers}
        found = {position: count for position, count in counts.items() if count}
        return list(found), list(found.values())

    def rarity(self, pattern: Pattern) -> float:
        """That of the terms that it may end with, taken together, and of each before them."""
        holders = [self.papers[term] for term in pattern.last if term in self.papers]
        last = len(holders[0]) if len(holders) == 1 else len(set().union(*holders))
        found = (last, *(len(self.papers.get(term, ())) for term in pattern.before))
        return sum(rarity(len(self.lengths), count) for count in found)

    def norms(self) -> list[float]:
        mean = sum(self.lengths) / len(self.lengths) if any(self.lengths) else 1.0
        return [_SATURATION * (1 - _LENGTH + _LENGTH * length / mean) for length in self.lengths]


class Bm25:
    """An index of the papers of a corpus."""

    def __init__(self, corpus: Corpus, fields: Iterable[Field]) -> None:
        self._postings: dict[Field, _Postings] = {field: _Postings() for field in fields}
        for position, document in enumerate(corpus.documents()):
            for field, postings in self._postings.items():
                postings.add(position, document.get(field, ()))
        self._norms = {field: postings.norms() for field, postings in self._postings.items()}

    def best(
        self, sought: Iterable[Sought], weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Positions of the papers that meet a query with their scores, best first.

        Those with the same score stand in the order of the corpus.
        """
        scores = self._scores(sought, weights)
        return sorted(_highest(scores, limit), key=lambda entry: (-entry[1], entry[0]))[:limit]

    def _scores(self, sought: Iterable[Sought], weights: Weights) -> Scores:
        scores: Scores = {}
        required: list[Scores] = []
        excluded: set[int] = set()
        for one in sought:
            if one.role == "any":
                self._add(scores, one, weights)
                continue
            found: Scores = {}
            self._add(found, one, weights)
            if one.role == "none":
                excluded.update(found)
            else:
                required.append(found)
        for found in required:
            for position, score in found.items():
                scores[position] = scores.get(position, 0.0) + score
        if not required and not excluded:
            return scores
        kept = scores.keys() - excluded
        return {position: scores[position] for position in kept.intersection(*required)}

    def holders(self, term: str, fields: Iterable[Field]) -> set[int]:
        """Positions of the papers that have a term in one of the fields."""
        return {
            position for field in fields for position in self._postings[field].papers.get(term, ())
        }

    def _add(self, scores: Scores, sought: Sought, weights: Weights) -> None:
        """Adds the scores of what is sought, which in each field is one word or counts as one."""
        for field, pattern in sought.patterns.items():
            postings, norms = self._postings[field], self._norms[field]
            weight = weights.get(field, 0) * postings.rarity(pattern)
            for positions, counts in postings.of(pattern):
                for position, count in zip(positions, counts, strict=True):
                    part = weight * count / (count + norms[position])
                    scores[position] = scores.get(position, 0.0) + part


def _highest(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """The entries with the highest scores, and all that are equal to the last of them."""
    if limit is None or limit >= len(scores):
        return list(scores.items())
    least = min(heapq.nlargest(limit, scores.values()), default=math.inf)
    return [entry for entry in scores.items() if entry[1] >= least]


def _occurrences(stream: bytes, wanted: bytes) -> int:
    count, at = 0, stream.find(wanted)
    while at >= 0:
        count += at % _SIZE == 0  # else it begins inside a number
        at = stream.find(wanted, at + 1)
    return count
