"""Papers made ready for searching, with the package's own ranking or tantivy's."""

from __future__ import annotations

import heapq
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from weeklypapers.errors import InvalidValueError, show
from weeklypapers.searching.bm25 import Bm25, rarity
from weeklypapers.searching.corpus import Corpus, Sought
from weeklypapers.searching.engine import Tantivy
from weeklypapers.searching.fields import FIELDS, WEIGHTS, Field, to_weights
from weeklypapers.searching.hits import Hit
from weeklypapers.searching.query import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from weeklypapers.model import Paper

__all__ = ["Engine", "Index", "check_limit"]

Engine = Literal["builtin", "tantivy"]

_TELLING = 25  # terms that stand for a paper, as many as Lucene's MoreLikeThis takes
_TEXTS: tuple[Field, ...] = ("title", "abstract")


def check_limit(limit: int | None) -> None:
    """Checks a number of hits.

    Raises:
        InvalidValueError: It is neither None nor a whole number from 0 on.
    """
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise InvalidValueError(f"limit must be a number from 0 on, or None, got {show(limit)}")


class Index:
    """Papers as they are searched. What an engine needs is built when it is first asked."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._corpus = Corpus(papers)

    @cached_property
    def _builtin(self) -> Bm25:
        return Bm25(self._corpus, FIELDS)

    @cached_property
    def _tantivy(self) -> Tantivy:
        return Tantivy(self._corpus, FIELDS)

    def search(
        self,
        query: str,
        *,
        limit: int | None,
        weights: Mapping[str, float] | None,
        engine: Engine,
    ) -> list[Hit]:
        """See `Papers.search`, which checks the engine."""
        clauses, weight_of = parse(query), to_weights(weights)
        check_limit(limit)
        built = self._tantivy if engine == "tantivy" else self._builtin
        sought = self._corpus.sought(clauses, weight_of)
        best = built.best(sought, weight_of, limit)
        return [Hit(self._papers[position], score, sought) for position, score in best]

    def like(self, paper: Paper, without: set[int], limit: int | None) -> list[Hit]:
        """Papers that share the telling terms of one, but for those at some positions."""
        sought = tuple(
            Sought(role="any", kind="terms", terms=dict.fromkeys(_TEXTS, (term,)))
            for term in self._telling(paper, without)
        )
        count = None if limit is None else limit + len(without)
        best = self._builtin.best(sought, WEIGHTS, count)
        hits = [Hit(self._papers[at], score, sought) for at, score in best if at not in without]
        return hits[:limit]

    def _telling(self, paper: Paper, without: set[int]) -> list[str]:
        """The terms that are frequent in a paper and rare in the others, in alphabetical order."""
        counts: Counter[str] = Counter()
        for field in _TEXTS:
            for term in self._corpus.terms(paper, field):
                counts[term] += int(WEIGHTS[field])
        weighed = {
            term: count * rarity(len(self._papers), len(holders))
            for term, count in counts.items()
            if _is_telling(term) and (holders := self._builtin.holders(term, _TEXTS) - without)
        }
        return sorted(heapq.nsmallest(_TELLING, weighed, key=lambda term: (-weighed[term], term)))


def _is_telling(term: str) -> bool:
    return len(term) > 1 and not term.isdigit()
