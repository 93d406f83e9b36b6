"""The search index of a list: searches by query, and papers related to a paper."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.paper import Paper
from weeklypapers.searching.bm25 import Bm25, rarity
from weeklypapers.searching.corpus import Criterion, Pattern
from weeklypapers.searching.fields import WEIGHTS, Field, to_weights
from weeklypapers.searching.hits import Hit
from weeklypapers.searching.query import parse

if TYPE_CHECKING:
    from weeklypapers.searching.tantivy import Tantivy

__all__ = ["Engine", "Index"]

Engine = Literal["builtin", "tantivy"]

_MOST_TERMS = 25  # terms that represent a paper; Lucene's MoreLikeThis has the same default
_TEXTS: tuple[Field, ...] = ("title", "abstract")


class Index:
    """The papers of a list, indexed by each engine on its first use."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers

    @cached_property
    def _builtin(self) -> Bm25:
        return Bm25(self._papers)

    @cached_property
    def _tantivy(self) -> Tantivy:
        from weeklypapers.searching.tantivy import Tantivy

        return Tantivy(self._papers)

    def search(
        self,
        query: str,
        *,
        limit: int | None,
        weights: Mapping[str, float] | None,
        engine: Engine,
    ) -> list[Hit]:
        """Return the papers that match a query; see `Papers.search`."""
        check_choice("engine", engine, get_args(Engine))
        clauses, field_weights = parse(query), to_weights(weights)
        _check_limit(limit)
        index = self._tantivy if engine == "tantivy" else self._builtin
        criteria = index.corpus.criteria(clauses, field_weights)
        best = index.best(criteria, field_weights, limit)
        return [Hit(self._papers[position], score, criteria) for position, score in best]

    def related(
        self,
        paper: Paper,
        identity: Hashable,
        identities: Sequence[Hashable],
        *,
        limit: int | None,
    ) -> list[Hit]:
        """Return the papers that share characteristic terms with a paper; see `Papers.related`.

        Args:
            paper: The paper.
            identity: The identity of the paper; its entries are left out.
            identities: The identity of each entry of the list.
            limit: The maximum number of hits; None for all.
        """
        _check_limit(limit)
        same = {position for position, other in enumerate(identities) if other == identity}
        criteria = tuple(
            Criterion(role="any", patterns=dict.fromkeys(_TEXTS, Pattern(last=(term,))))
            for term in self._characteristic_terms(paper, same)
        )
        # Enough even if all skipped entries, those of the paper and repeated ones, come first.
        enough = None if limit is None else limit + 1 + len(identities) - len(set(identities))
        hits: dict[Hashable, Hit] = {}
        for position, score in self._builtin.best(criteria, WEIGHTS, enough):
            if position not in same:
                hits.setdefault(identities[position], Hit(self._papers[position], score, criteria))
        return list(hits.values())[:limit]

    def _characteristic_terms(self, paper: Paper, same: set[int]) -> list[str]:
        """Return terms that are frequent in a paper and rare in the others, sorted.

        Args:
            paper: The paper.
            same: The positions of its entries.
        """
        counts: defaultdict[str, float] = defaultdict(float)
        for field in _TEXTS:
            for term in self._builtin.corpus.terms(paper, field):
                if len(term) > 1 and not term.isdigit():
                    counts[term] += WEIGHTS[field]
        scores = {
            term: count * rarity(len(self._papers), len(others))
            for term, count in counts.items()
            if (others := self._builtin.positions(term, _TEXTS) - same)
        }
        return sorted(heapq.nsmallest(_MOST_TERMS, scores, key=lambda term: (-scores[term], term)))


def _check_limit(limit: int | None) -> None:
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise InvalidValueError(f"limit must be a non-negative integer or None, got {show(limit)}")
