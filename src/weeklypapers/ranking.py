"""Full-text search: papers ranked for a query by BM25.

The formula is Okapi BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework:
BM25 and Beyond" (2009), section 3, with the inverse document frequency of Lucene, which is never
negative. A word of the title counts as `TITLE_WEIGHT` words of the abstract.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import attrs

from weeklypapers.model import Paper
from weeklypapers.queries import abstracts, fold, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["TITLE_WEIGHT", "Hit", "Index", "words"]

TITLE_WEIGHT = 3
_SATURATION = 1.2  # k1: how soon more of the same word stops to count
_LENGTH = 0.75  # b: how far a long text must have more of a word to rank the same
_WORD = re.compile(r"\w+")


@attrs.frozen
class Hit:
    """A paper that a search found.

    Attributes:
        paper: The paper.
        score: How well it fits, above 0; comparable within one search only.
    """

    paper: Paper
    score: float


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case and accents, not stemmed."""
    return _WORD.findall(fold(text))


def _counts(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands; of several versions of a text the one counts that has most."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts |= Counter(words(text))
    return counts


class Index:
    """An inverted index over the titles and abstracts of some papers."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = [self._add(position, paper) for position, paper in enumerate(papers)]
        mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
        self._norms = [_SATURATION * (1 - _LENGTH + _LENGTH * n / mean) for n in lengths]

    def _add(self, position: int, paper: Paper) -> int:
        counts = _counts(abstracts(paper))
        for word, count in _counts(titles(paper)).items():
            counts[word] += TITLE_WEIGHT * count
        for word, count in counts.items():
            self._postings[word].append((position, count))
        return counts.total()

    def search(self, query: str) -> list[Hit]:
        """The papers that hold a word of the query, best first; equal ones in listed order."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word in sorted(set(words(query))):  # so that the sum does not depend on their order
            postings = self._postings.get(word, [])
            weight = self._rarity(len(postings))
            for position, count in postings:
                scores[position] += weight * count / (count + self._norms[position])
        best = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        return [Hit(self._papers[position], score) for position, score in best]

    def _rarity(self, found: int) -> float:
        return math.log(1 + (len(self._papers) - found + 0.5) / (found + 0.5))
