"""The built-in search engine: an inverted index, ranked by Okapi BM25, without dependencies.

The formula is that of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
Beyond" (2009), section 3, with Lucene's inverse document frequency, which is never negative. The
score of a paper is the sum over all fields and terms, weighted by field. Lucene and tantivy rank
several fields in the same way.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from weeklypapers.model.paper import Paper
from weeklypapers.searching.corpus import Corpus, Criterion, Pattern
from weeklypapers.searching.fields import FIELDS, Field, Weights

__all__ = ["Bm25", "rarity"]

_SATURATION = 1.2  # k1: lower values discount repetitions of a term more
_LENGTH = 0.75  # b: higher values discount long texts more
_ITEM_SIZE = array("I").itemsize

Scores = dict[int, float]
Postings = tuple[Sequence[int], Sequence[int]]
"""The positions of papers, and the number of occurrences in each paper."""


def rarity(papers: int, containing: int) -> float:
    """Return the inverse document frequency of a term.

    Args:
        papers: The number of all papers.
        containing: The number of papers with the term.
    """
    return math.log(1 + (papers - containing + 0.5) / (containing + 0.5))


class _FieldIndex:
    """The inverted index of one field, and the terms of each paper as numbers.

    The numbers of a paper are bytes, so that `bytes.find` can search for a phrase.
    """

    def __init__(self) -> None:
        self.papers: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.counts: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.lengths = array("I")
        self._numbers: defaultdict[str, int] = defaultdict(lambda: len(self._numbers))
        self._streams: list[bytes] = []

    def add(self, position: int, terms: Sequence[str]) -> None:
        self.lengths.append(len(terms))
        self._streams.append(self._encoded(terms))
        for term, count in Counter(terms).items():
            self.papers[term].append(position)
            self.counts[term].append(count)

    def _encoded(self, terms: Sequence[str]) -> bytes:
        return array("I", [self._numbers[term] for term in terms]).tobytes()

    def matching(self, pattern: Pattern) -> list[Postings]:
        """Return the postings of a pattern, for each alternative of its last term."""
        known = [term for term in pattern.last if term in self.papers]
        if not pattern.before:
            return [(self.papers[term], self.counts[term]) for term in known]
        first, *others = (self.papers.get(term, ()) for term in pattern.before)
        candidates = set(first).intersection(*others)
        return [self._phrase(candidates, (*pattern.before, term)) for term in known if candidates]

    def _phrase(self, candidates: set[int], terms: Sequence[str]) -> Postings:
        """Return the candidates in which the terms are adjacent, in order."""
        phrase = self._encoded(terms)
        papers = sorted(candidates.intersection(self.papers[terms[-1]]))
        counts = {paper: _occurrences(self._streams[paper], phrase) for paper in papers}
        containing = {paper: count for paper, count in counts.items() if count}
        return list(containing), list(containing.values())

    def rarity(self, pattern: Pattern) -> float:
        """Return the sum of the rarities of a pattern's terms; alternatives count as one term."""
        papers = [self.papers[term] for term in pattern.last if term in self.papers]
        last = len(papers[0]) if len(papers) == 1 else len(set().union(*papers))
        containing = (last, *(len(self.papers.get(term, ())) for term in pattern.before))
        return sum(rarity(len(self.lengths), count) for count in containing)

    def norms(self) -> list[float]:
        """Return, for each paper, the part of the denominator that depends on its length."""
        mean = sum(self.lengths) / len(self.lengths) if any(self.lengths) else 1.0
        return [_SATURATION * (1 - _LENGTH + _LENGTH * length / mean) for length in self.lengths]


class Bm25:
    """An index of papers.

    Attributes:
        corpus: The words of the papers.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.corpus: Corpus = Corpus()
        self._fields: dict[Field, _FieldIndex] = {field: _FieldIndex() for field in FIELDS}
        for position, paper in enumerate(papers):
            document = self.corpus.add(paper)
            for field, index in self._fields.items():
                index.add(position, document.get(field, ()))
        self._norms = {field: index.norms() for field, index in self._fields.items()}

    def best(
        self, criteria: Iterable[Criterion], weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Return the positions and scores of the papers that meet the criteria, best first.

        Papers with equal scores keep their order.
        """
        scores = self._scores(criteria, weights)
        return sorted(_highest(scores, limit), key=lambda entry: (-entry[1], entry[0]))[:limit]

    def positions(self, term: str, fields: Iterable[Field]) -> set[int]:
        """Return the positions of the papers that have a term in one of the fields."""
        return {
            position for field in fields for position in self._fields[field].papers.get(term, ())
        }

    def _scores(self, criteria: Iterable[Criterion], weights: Weights) -> Scores:
        scores: Scores = {}
        required: list[Scores] = []
        excluded: set[int] = set()
        for criterion in criteria:
            if criterion.role == "any":
                self._add(scores, criterion, weights)
                continue
            matching: Scores = {}
            self._add(matching, criterion, weights)
            if criterion.role == "none":
                excluded.update(matching)
            else:
                required.append(matching)
        for matching in required:
            for position, score in matching.items():
                scores[position] = scores.get(position, 0.0) + score
        if not required and not excluded:
            return scores
        kept = scores.keys() - excluded
        return {position: scores[position] for position in kept.intersection(*required)}

    def _add(self, scores: Scores, criterion: Criterion, weights: Weights) -> None:
        """Add the scores of one criterion; a pattern counts as one term."""
        for field, pattern in criterion.patterns.items():
            index, norms = self._fields[field], self._norms[field]
            weight = weights.get(field, 0) * index.rarity(pattern)
            for positions, counts in index.matching(pattern):
                for position, count in zip(positions, counts, strict=True):
                    part = weight * count / (count + norms[position])
                    scores[position] = scores.get(position, 0.0) + part


def _highest(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """Return the entries with the highest scores, including all ties with the last of them."""
    if limit is None or limit >= len(scores):
        return list(scores.items())
    least = min(heapq.nlargest(limit, scores.values()), default=math.inf)
    return [entry for entry in scores.items() if entry[1] >= least]


def _occurrences(stream: bytes, phrase: bytes) -> int:
    count, index = 0, stream.find(phrase)
    while index >= 0:
        count += index % _ITEM_SIZE == 0  # otherwise the match begins inside a number
        index = stream.find(phrase, index + 1)
    return count
