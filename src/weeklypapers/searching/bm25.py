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


class _Matches(NamedTuple):
    """The papers that meet a criterion, and their scores for it.

    Most searches end before they need the scores of all papers that have a frequent word.

    Attributes:
        criterion: The criterion.
        weights: The weights of the fields.
        positions: The positions of the papers.
        bound: A number that no score exceeds.
        scores: The scores that are known already, by position.
    """

    criterion: Criterion
    weights: Weights
    positions: set[int]
    bound: float
    scores: Scores


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
        self._known: dict[object, _Matches] = {}
        self._kept = 0  # the number of kept scores

    def best(
        self, criteria: Criteria, weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Return the positions and scores of the papers that meet the criteria, best first.

        Papers with equal scores keep their order.
        """
        optional = [
            self._matches(member, weights)
            for member in criteria.members
            if isinstance(member, Criterion) and member.role == "any"
        ]
        if limit and len(optional) == len(criteria.members):
            scores = self._scores_of_best(optional, limit)
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
                matches = self._matches(member, weights)
                matching = self._scored(matches, matches.positions)
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

    def _matches(self, criterion: Criterion, weights: Weights) -> _Matches:
        """Return the papers that meet a criterion, which are kept for later queries."""
        key = (*criterion.patterns.items(), criterion.weight, *weights.items())
        matches = self._known.get(key)
        if matches is None:
            matches = self._matching(criterion, weights)
            if self._kept > _KEPT * self._size:
                self._known.clear()
                self._kept = 0
            self._known[key] = matches
            self._kept += len(matches.positions)
        return matches

    def _matching(self, criterion: Criterion, weights: Weights) -> _Matches:
        patterns = criterion.patterns.items()
        exact = self._union((field, pattern.phrases) for field, pattern in patterns)
        related = self._union((field, pattern.related) for field, pattern in patterns)
        containing = len(exact | self._elsewhere(criterion)) or len(related)
        bound = criterion.weight * rarity(self._size, containing)
        return _Matches(criterion, weights, exact | related, bound, {})

    def _union(self, asked: Iterable[tuple[Field, Iterable[Phrase]]]) -> set[int]:
        """Return the positions of the papers that have any of several phrases in a field."""
        papers: set[int] = set()
        for field, phrases in asked:
            papers.update(*map(self._fields[field].positions, phrases))
        return papers

    def _elsewhere(self, criterion: Criterion) -> set[int]:
        """Return the papers that match in the other field of text, if only one is searched."""
        searched: list[Field] = [field for field in TEXTS if field in criterion.patterns]
        if len(searched) != 1:
            return set()
        other: Field = "abstract" if searched == ["title"] else "title"
        return self._union([(other, criterion.patterns[searched[0]].phrases)])

    def _scored(self, matches: _Matches, papers: set[int]) -> Scores:
        """Return scores for a criterion, among which are those of some of the papers that meet it.

        Args:
            matches: The criterion and its papers.
            papers: The positions of papers, all of which meet the criterion.
        """
        scores = matches.scores
        missing = papers.difference(scores)
        if missing:
            counts = self._counts(matches, missing)
            for position, count in counts.items():
                scores[position] = matches.bound * count / (_SATURATION + count)
        return scores

    def _counts(self, matches: _Matches, papers: set[int]) -> Scores:
        """Return the weighted occurrences in papers, relative to the length of each field."""
        counts: Scores = {}
        patterns, weights = matches.criterion.patterns.items(), matches.weights
        for field, pattern in patterns:
            for phrase in pattern.phrases:
                _add(counts, self._fields[field].weighted(phrase, weights.get(field, 0), papers))
        for field, pattern in patterns:
            for phrase in pattern.related:
                weight = _RELATED * weights.get(field, 0)
                _add(counts, self._fields[field].weighted(phrase, weight, papers))
        return counts

    def _scores_of_best(self, criteria: Sequence[_Matches], limit: int) -> Scores:
        """Return the scores of some papers, among which are those with the highest scores.

        The papers with a rare word are scored first. The others can't be among the best if even the
        sum of the bounds of their words is lower than the scores of enough papers. The algorithm is
        MaxScore: H. Turtle and J. Flood, "Query evaluation: strategies and optimizations" (1995).
        """
        scores: Scores = {}
        ordered = sorted(criteria, key=lambda each: each.bound)
        bounds = [0.0, *accumulate(each.bound * _ROUNDING for each in ordered)]
        least = 0.0
        while ordered and bounds[len(ordered)] >= least:
            rarest = ordered.pop()
            papers = rarest.positions.difference(scores)
            if least:
                parts, enough = self._scored(rarest, papers), least - bounds[len(ordered)]
                papers = {position for position in papers if parts[position] * _ROUNDING >= enough}
            scores |= dict.fromkeys(papers, 0.0)
            for each in criteria:  # in their order, on which the rounding of a sum depends
                common = each.positions & papers
                parts = self._scored(each, common)
                for position in common:
                    scores[position] += parts[position]
            if len(scores) >= limit:
                least = heapq.nlargest(limit, scores.values())[-1]
        return scores


def _add(sums: Scores, numbers: Scores) -> None:
    """Add numbers to sums, by position."""
    if not sums:
        sums |= numbers
        return
    for position, number in numbers.items():
        sums[position] = sums[position] + number if position in sums else number


def _highest(scores: Scores, limit: int | None) -> list[tuple[int, float]]:
    """Return the entries with the highest scores, including all ties with the last of them."""
    if limit is None or limit >= len(scores):
        return list(scores.items())
    least = min(heapq.nlargest(limit, scores.values()), default=math.inf)
    return [entry for entry in scores.items() if entry[1] >= least]
