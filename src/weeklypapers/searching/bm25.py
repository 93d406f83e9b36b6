"""The search engine: an inverted index, ranked by BM25F, without dependencies.

The formula is that of S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25
and Beyond" (2009), section 3.6, with Lucene's inverse document frequency, which is never negative.
The occurrences of a term in all fields are weighted, divided by the length of the field, added, and
then saturated once. The rarity of a term depends on the papers that have it in any field.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from weeklypapers.model.paper import Paper
from weeklypapers.searching.acronyms import spelled_out
from weeklypapers.searching.corpus import Corpus
from weeklypapers.searching.criteria import Criteria, Criterion, Phrase
from weeklypapers.searching.fields import FIELDS, TEXTS, WEIGHTS, Field, Weights

__all__ = ["Bm25", "rarity"]

_SATURATION = 1.2  # k1: lower values discount repetitions of a term more
_LENGTH = 0.75  # b: higher values discount long texts more
_RELATED = 0.3  # the factor of related words
_KEPT = 1000  # phrases whose postings are kept
_SCANNED = 200  # papers in which an acronym is looked up
_EVIDENCE = 2  # papers in which words with its initials are what it stands for
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
        self._occurrences: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.lengths = array("I")
        self._numbers: defaultdict[str, int] = defaultdict(lambda: len(self._numbers))
        self._names: list[str] = []  # the terms in the order of their numbers
        self._streams: list[bytes] = []
        self._terms: dict[str, Postings] = {}
        self._phrases: dict[Phrase, Postings] = {}

    def add(self, position: int, terms: Sequence[str]) -> None:
        self.lengths.append(len(terms))
        self._streams.append(self._encoded(terms))
        occurrences = self._occurrences
        for term in terms:
            occurrences[term].append(position)

    def _encoded(self, terms: Sequence[str]) -> bytes:
        return array("I", [self._numbers[term] for term in terms]).tobytes()

    def terms(self, position: int) -> list[str]:
        """Return the terms of a paper, in order."""
        if len(self._names) < len(self._numbers):
            self._names = list(self._numbers)
        return [self._names[number] for number in array("I", self._streams[position])]

    def postings(self, phrase: Phrase) -> Postings:
        """Return the postings of a term or a phrase."""
        if len(phrase) == 1:
            return self._term_postings(phrase[0])
        postings = self._phrases.get(phrase)
        if postings is None:
            if len(self._phrases) >= _KEPT:
                self._phrases.clear()
            postings = self._phrases[phrase] = self._phrase_postings(phrase)
        return postings

    def _term_postings(self, term: str) -> Postings:
        """Return the postings of a term, which are counted when they are used first."""
        postings = self._terms.get(term)
        if postings is None:
            if term not in self._occurrences:
                return (), ()
            counts = Counter(self._occurrences[term])
            postings = self._terms[term] = array("I", counts), array("I", counts.values())
        return postings

    def _phrase_postings(self, phrase: Phrase) -> Postings:
        """Return the postings of adjacent terms."""
        first, *others = sorted((self._term_postings(term)[0] for term in phrase), key=len)
        if not first:
            return (), ()
        encoded, streams = self._encoded(phrase), self._streams
        counts = {
            paper: _occurrences(streams[paper], encoded)
            for paper in sorted(set(first).intersection(*others))
        }
        containing = {paper: count for paper, count in counts.items() if count}
        return list(containing), list(containing.values())

    def relative_length(self, length: int) -> float:
        """Return the factor by which counts in a text of this length are divided."""
        mean = sum(self.lengths) / len(self.lengths) if any(self.lengths) else 1.0
        return 1 - _LENGTH + _LENGTH * length / mean

    def inverse_lengths(self) -> list[float]:
        """Return, for each paper, the factor of the counts."""
        factors = {length: 1 / self.relative_length(length) for length in set(self.lengths)}
        return [factors[length] for length in self.lengths]


class Bm25:
    """An index of papers.

    Attributes:
        corpus: The words of the papers.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.corpus: Corpus = Corpus()
        self._fields: dict[Field, _FieldIndex] = {field: _FieldIndex() for field in FIELDS}
        self._size = 0
        for position, paper in enumerate(papers):
            self._size += 1
            document = self.corpus.add(paper)
            for field, index in self._fields.items():
                index.add(position, document.get(field, ()))
        self._long_forms: dict[str, list[Phrase]] = {}
        self._factors = {field: index.inverse_lengths() for field, index in self._fields.items()}

    def best(
        self, criteria: Criteria, weights: Weights, limit: int | None
    ) -> list[tuple[int, float]]:
        """Return the positions and scores of the papers that meet the criteria, best first.

        Papers with equal scores keep their order.
        """
        scores = self._scores(criteria, weights)
        return sorted(_highest(scores, limit), key=lambda entry: (-entry[1], entry[0]))[:limit]

    def count(self, phrase: Phrase, field: Field) -> int:
        """Return the number of papers that have a term or a phrase in a field."""
        return len(self._fields[field].postings(phrase)[0])

    def positions(self, term: str, fields: Iterable[Field]) -> set[int]:
        """Return the positions of the papers that have a term in one of the fields."""
        return {
            position for field in fields for position in self._fields[field].postings((term,))[0]
        }

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
            if member.role == "any":
                self._add(scores, member, weights)
                continue
            matching: Scores = {}
            self._add(matching, member, weights)
            if member.role == "none":
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

    def _add(self, scores: Scores, member: Criterion | Criteria, weights: Weights) -> None:
        """Add the scores of a criterion or of a group of criteria."""
        if isinstance(member, Criteria):
            for position, score in self._scores(member, weights).items():
                scores[position] = scores.get(position, 0.0) + score
            return
        counts: Scores = {}
        for field, pattern in member.patterns.items():
            self._count(counts, field, pattern.phrases, weights.get(field, 0))
        containing = self._containing(member, counts)
        for field, pattern in member.patterns.items():
            self._count(counts, field, pattern.related, _RELATED * weights.get(field, 0))
        factor = member.weight * rarity(self._size, containing or len(counts))
        if scores:
            for position, count in counts.items():
                part = factor * count / (_SATURATION + count)
                scores[position] = scores[position] + part if position in scores else part
        else:
            scores |= {
                position: factor * count / (_SATURATION + count)
                for position, count in counts.items()
            }

    def _count(
        self, counts: Scores, field: Field, phrases: Iterable[Phrase], weight: float
    ) -> None:
        """Add the weighted occurrences of phrases in a field, relative to its length."""
        index, factors = self._fields[field], self._factors[field]
        for phrase in phrases:
            papers, numbers = index.postings(phrase)
            if counts:
                for position, number in zip(papers, numbers, strict=True):
                    part = weight * number * factors[position]
                    counts[position] = counts[position] + part if position in counts else part
            else:
                counts |= {
                    position: weight * number * factors[position]
                    for position, number in zip(papers, numbers, strict=True)
                }

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
            papers.update(self._fields[other].postings(phrase)[0])
        return len(papers)


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
