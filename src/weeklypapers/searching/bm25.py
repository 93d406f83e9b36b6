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
    from collections.abc import Iterable, Iterator, Sequence

    from weeklypapers.searching.corpus import Corpus, Sought
    from weeklypapers.searching.fields import Field, Weights

__all__ = ["Bm25", "rarity"]

_SATURATION = 1.2  # k1: how soon more of the same word stops to count
_LENGTH = 0.75  # b: how far a long text must have more of a word to rank the same

Scores = dict[int, float]


def rarity(papers: int, found: int) -> float:
    """The inverse document frequency of a term that so many of so many papers have."""
    return math.log(1 + (papers - found + 0.5) / (found + 0.5))


class _Postings:
    """For each term of a field the papers that have it and how often, and the papers' lengths."""

    def __init__(self) -> None:
        self.papers: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.counts: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.lengths = array("I")

    def add(self, position: int, terms: Sequence[str]) -> None:
        self.lengths.append(len(terms))
        for term, count in Counter(terms).items():
            self.papers[term].append(position)
            self.counts[term].append(count)

    def norms(self) -> list[float]:
        mean = sum(self.lengths) / len(self.lengths) if any(self.lengths) else 1.0
        return [_SATURATION * (1 - _LENGTH + _LENGTH * length / mean) for length in self.lengths]


class Bm25:
    """An index of the papers of a corpus."""

    def __init__(self, corpus: Corpus, fields: Iterable[Field]) -> None:
        self._corpus = corpus
        self._postings = {field: _Postings() for field in fields}
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
        count = len(scores) if limit is None else limit
        return heapq.nsmallest(count, scores.items(), key=lambda entry: (-entry[1], entry[0]))

    def _scores(self, sought: Iterable[Sought], weights: Weights) -> Scores:
        scores: defaultdict[int, float] = defaultdict(float)
        required: list[set[int]] = []
        excluded: set[int] = set()
        for one in sought:
            found = self._found(one, weights)
            if one.role == "none":
                excluded.update(found)
                continue
            if one.role == "all":
                required.append(set(found))
            for position, score in found.items():
                scores[position] += score
        kept = set(scores).intersection(*required) - excluded
        return {position: score for position, score in scores.items() if position in kept}

    def holders(self, term: str, fields: Iterable[Field]) -> set[int]:
        """Positions of the papers that have a term in one of the fields."""
        return {
            position for field in fields for position in self._postings[field].papers.get(term, ())
        }

    def _found(self, sought: Sought, weights: Weights) -> Scores:
        found: defaultdict[int, float] = defaultdict(float)
        for field, terms in sought.terms.items():
            score = self._phrase if sought.kind == "phrase" else self._any
            for position, part in score(field, terms):
                found[position] += weights[field] * part
        return found

    def _any(self, field: Field, terms: Sequence[str]) -> Iterator[tuple[int, float]]:
        """Scores for terms that are as rare as all of them together."""
        postings, norms = self._postings[field], self._norms[field]
        known = [term for term in terms if term in postings.papers]
        weight = rarity(len(norms), _distinct([postings.papers[term] for term in known]))
        for term in known:
            for position, often in zip(postings.papers[term], postings.counts[term], strict=True):
                yield position, weight * often / (often + norms[position])

    def _phrase(self, field: Field, terms: Sequence[str]) -> Iterator[tuple[int, float]]:
        postings, norms = self._postings[field], self._norms[field]
        holders = [set(postings.papers.get(term, ())) for term in terms]
        weight = sum(rarity(len(norms), len(some)) for some in holders)
        for position in sorted(holders[0].intersection(*holders[1:])):
            stream = self._corpus.terms(self._corpus.papers[position], field)
            if often := _occurrences(stream, terms):
                yield position, weight * often / (often + norms[position])


def _distinct(holders: Sequence[Sequence[int]]) -> int:
    return len(holders[0]) if len(holders) == 1 else len(set().union(*holders))


def _occurrences(stream: Sequence[str], terms: Sequence[str]) -> int:
    wanted, count = list(terms), len(terms)
    return sum(stream[start : start + count] == wanted for start in range(len(stream)))
