"""The search engine: an inverted index, ranked by BM25F, without dependencies.

The formula is that of S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25
and Beyond" (2009), section 3.6, with Lucene's inverse document frequency, which is never negative.
The occurrences of a term in all fields are weighted, divided by the length of the field, added, and
then saturated once. The rarity of a term depends on the papers that have it in any field.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from weeklypapers.model.paper import Paper
from weeklypapers.searching.acronyms import spelled_out
from weeklypapers.searching.corpus import Corpus
from weeklypapers.searching.criteria import Criteria, Criterion, Phrase
from weeklypapers.searching.fields import FIELDS, TEXTS, WEIGHTS, Field, Weights
from weeklypapers.searching.postings import FieldIndex

__all__ = ["Bm25", "rarity"]

_SATURATION = 1.2  # k1: lower values discount repetitions of a term more
_RELATED = 0.3  # the factor of related words
_KEPT = 20  # scores that are kept, for each paper
_SCANNED = 200  # papers in which an acronym is looked up
_EVIDENCE = 2  # papers in which words with its initials are what it stands for
_ROUNDING = 1 + 1e-9  # more than the relative error of a sum of scores

Scores = dict[int, float]


class _Parts(NamedTuple):
    """The parts of the scores that papers have for one criterion.

    Attributes:
        scores: The parts by position of the paper.
        highest: The highest part.
    """

    scores: Scores
    highest: float


def rarity(papers: int, containing: int) -> float:
    """Return the inverse document frequency of a term.

    Args:
        papers: The number of all papers.
        containing: The number of papers with the term.
    """
    return math.log(1 + (papers - containing + 0.5) / (containing + 0.5))


class Bm25:
    """An index of papers.

    Attributes:
        corpus: The words of the papers.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.corpus: Corpus = Corpus()
        self._size = len(papers)
        self._fields: dict[Field, FieldIndex] = {
            field: FieldIndex(self.corpus.vocabulary(field).codes, self.corpus.add(papers, field))
            for field in FIELDS
        }
        self.corpus.finish()
        self._long_forms: dict[str, list[Phrase]] = {}
        self._parts: dict[object, _Parts] = {}
        self._kept = 0  # the number of kept scores

    def best(
        self, criteria: Criteria, weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Return the positions and scores of the papers that meet the criteria, best first.

        Papers with equal scores keep their order.
        """
        optional = [
            self._parts_of(member, weights)
            for member in criteria.members
            if isinstance(member, Criterion) and member.role == "any"
        ]
        if limit and len(optional) == len(criteria.members):
            scores = _scores_of_best(optional, limit)
        else:
            scores = self._scores(criteria, weights)
        return sorted(_highest(scores, limit), key=lambda entry: (-entry[1], entry[0]))[:limit]

    def count(self, phrase: Phrase, field: Field) -> int:
        """Return the number of papers that have a term or a phrase in a field."""
        return len(self._fields[field].positions(phrase))

    def positions(self, term: str, fields: Iterable[Field]) -> set[int]:
        """Return the positions of the papers that have a term in one of the fields."""
        return {position for field in fields for position in self._fields[field].positions((term,))}

    def long_forms(self, acronym: str) -> list[Phrase]:
        """Return what an acronym stands for: words with its initials, in several of its papers."""
        if acronym not in self._long_forms:  # there are few acronyms, so all are kept
            papers = sorted(self.positions(acronym, TEXTS))[:_SCANNED]
            counts = Counter(
                phrase for position in papers for phrase in self._spelled_out(position, acronym)
            )
            self._long_forms[acronym] = sorted(
                phrase for phrase, count in counts.items() if count >= _EVIDENCE
            )
        return self._long_forms[acronym]

    def _spelled_out(self, position: int, acronym: str) -> set[Phrase]:
        found: set[Phrase] = set()
        for field in TEXTS:
            found |= spelled_out(self._fields[field].terms(position), acronym)
        return found

    def saturated(self, paper: Paper, fields: Iterable[Field]) -> dict[str, float]:
        """Return how much each term of a paper counts, without its rarity: from 0 to 1."""
        counts: defaultdict[str, float] = defaultdict(float)
        for field in fields:
            terms = self.corpus.terms(paper, field)
            length = self._fields[field].relative_length(len(terms))
            for term in terms:
                counts[term] += WEIGHTS[field] / length
        return {term: count / (_SATURATION + count) for term, count in counts.items()}

    def _scores(self, criteria: Criteria, weights: Weights) -> Scores:
        scores: Scores = {}
        required: list[Scores] = []
        excluded: set[int] = set()
        for member in criteria.members:
            if isinstance(member, Criteria):
                matching = self._scores(member, weights)
            else:
                matching = self._parts_of(member, weights).scores
            if member.role == "any":
                _add(scores, matching)
            elif member.role == "all":
                required.append(matching)
            else:
                excluded.update(matching)
        for matching in required:
            _add(scores, matching)
        if not required and not excluded:
            return scores
        kept = scores.keys() - excluded
        return {position: scores[position] for position in kept.intersection(*required)}

    def _parts_of(self, criterion: Criterion, weights: Weights) -> _Parts:
        """Return the parts of the scores for a criterion, which are kept for later queries."""
        key = (*criterion.patterns.items(), criterion.weight, *weights.items())
        parts = self._parts.get(key)
        if parts is None:
            scores = self._matching(criterion, weights)
            parts = _Parts(scores, max(scores.values(), default=0.0))
            if self._kept > _KEPT * self._size:
                self._parts.clear()
                self._kept = 0
            self._parts[key] = parts
            self._kept += len(scores)
        return parts

    def _matching(self, criterion: Criterion, weights: Weights) -> Scores:
        """Return the scores of the papers that meet a criterion."""
        counts: Scores = {}
        for field, pattern in criterion.patterns.items():
            self._count(counts, field, pattern.phrases, weights.get(field, 0))
        containing = self._containing(criterion, counts)
        for field, pattern in criterion.patterns.items():
            self._count(counts, field, pattern.related, _RELATED * weights.get(field, 0))
        factor = criterion.weight * rarity(self._size, containing or len(counts))
        return {
            position: factor * count / (_SATURATION + count) for position, count in counts.items()
        }

    def _count(
        self, counts: Scores, field: Field, phrases: Iterable[Phrase], weight: float
    ) -> None:
        """Add the weighted occurrences of phrases in a field, relative to its length."""
        index = self._fields[field]
        for phrase in phrases:
            _add(counts, index.weighted(phrase, weight))

    def _containing(self, criterion: Criterion, counts: Scores) -> int:
        """Return the number of papers that match, in fields that are not searched as well.

        Args:
            criterion: The criterion, without its related words.
            counts: The papers that match in the searched fields.
        """
        searched: list[Field] = [field for field in TEXTS if field in criterion.patterns]
        if len(searched) != 1:
            return len(counts)
        other: Field = "abstract" if searched == ["title"] else "title"
        papers = set(counts)
        for phrase in criterion.patterns[searched[0]].phrases:
            papers.update(self._fields[other].positions(phrase))
        return len(papers)


def _add(sums: Scores, numbers: Scores) -> None:
    """Add numbers to sums, by position."""
    if not sums:
        sums |= numbers
        return
    for position, number in numbers.items():
        sums[position] = sums[position] + number if position in sums else number


def _scores_of_best(parts: Sequence[_Parts], limit: int) -> Scores:
    """Return the sums of parts for some papers, among which are those with the highest sums.

    Papers with high parts are added up first. The others can't be among the best if even the sum of
    their highest parts is lower than the sums of enough papers. The algorithm is MaxScore: H.
    Turtle and J. Flood, "Query evaluation: strategies and optimizations" (1995).
    """
    scores: Scores = {}
    ordered = sorted(parts, key=lambda each: each.highest)
    bounds = list(accumulate(each.highest for each in ordered))
    while ordered:
        if len(scores) >= limit:
            least = heapq.nlargest(limit, scores.values())[-1]
            if bounds[len(ordered) - 1] * _ROUNDING < least:
                break
        positions = ordered.pop().scores.keys() - scores.keys()
        scores |= dict.fromkeys(positions, 0.0)
        for each in parts:  # in their order, on which the rounding of a sum depends
            for position in each.scores.keys() & positions:
                scores[position] += each.scores[position]
    return scores


def _highest(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """Return the entries with the highest scores, including all ties with the last of them."""
    if limit is None or limit >= len(scores):
        return list(scores.items())
    least = min(heapq.nlargest(limit, scores.values()), default=math.inf)
    return [entry for entry in scores.items() if entry[1] >= least]
