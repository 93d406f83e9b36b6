"""The search index of a list: searches by query, and papers related to a paper."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from typing import NamedTuple

from weeklypapers.model.bulk import build
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.paper import keys as keys_of
from weeklypapers.searching.bm25 import Bm25, rarity
from weeklypapers.searching.criteria import Criteria, Criterion, Pattern
from weeklypapers.searching.expansion import Expansion
from weeklypapers.searching.fields import TEXTS, WEIGHTS, Field, to_weights
from weeklypapers.searching.hits import Hit
from weeklypapers.searching.patterns import Patterns
from weeklypapers.searching.query import parse
from weeklypapers.searching.stems import stem
from weeklypapers.searching.words import STOP_WORDS

__all__ = ["Index", "Search"]

_MOST_TERMS = 25  # terms that represent a paper; Lucene's MoreLikeThis has the same default
_KEPT = 100  # queries whose criteria are kept
_STOP_TERMS = frozenset(map(stem, STOP_WORDS))


class Search(NamedTuple):
    """The result of a search: the hits, and the query that was searched instead, or None."""

    hits: list[Hit]
    suggestion: str | None


class Index:
    """The papers of a list, indexed on the first search."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._meaning = lru_cache(_KEPT)(self._meaning_of)

    @cached_property
    def _engine(self) -> Bm25:
        return Bm25(self._papers)

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self._engine)

    @cached_property
    def _keys(self) -> list[str]:
        return keys_of(self._papers)

    def search(
        self,
        query: str,
        *,
        limit: int | None,
        weights: Mapping[str, float] | None,
    ) -> Search:
        """Return the papers that match a query; see `Papers.search`."""
        parse(query)  # or an error
        field_weights = to_weights(weights)
        _check_limit(limit)
        suggestion, criteria = self._meaning(query, tuple(field_weights.items()))
        best = self._engine.best(criteria, field_weights, limit)
        return Search(self._hits(best, criteria.shown()), suggestion)

    def _hits(self, best: Sequence[tuple[int, float]], criteria: Iterable[Criterion]) -> list[Hit]:
        """Return the hits of papers by position, with their scores."""
        return build(
            Hit,
            len(best),
            paper=[self._papers[position] for position, _ in best],
            score=[score for _, score in best],
            _criteria=repeat(tuple(criteria)),
        )

    def _meaning_of(
        self, query: str, weights: tuple[tuple[Field, float], ...]
    ) -> tuple[str | None, Criteria]:
        """Return the query that is searched instead, or None, and the criteria of a query."""
        group, expansion = parse(query), Expansion(self._patterns, dict(weights))
        suggestion = _suggestion(query, expansion.corrections(group))
        return suggestion, expansion.criteria(parse(suggestion) if suggestion else group)

    def related(self, paper: Paper, *, limit: int | None) -> list[Hit]:
        """Return the papers that share characteristic terms with a paper; see `Papers.related`."""
        _check_limit(limit)
        keys, own = self._keys, paper.key
        same = {position for position, key in enumerate(keys) if key == own}
        criteria = tuple(
            Criterion(patterns=dict.fromkeys(TEXTS, Pattern(phrases=((term,),))), weight=weight)
            for term, weight in self._characteristic_terms(paper, same).items()
        )
        # Enough even if all skipped entries, those of the paper and repeated ones, come first.
        enough = None if limit is None else limit + 1 + len(keys) - len(set(keys))
        firsts: dict[str, tuple[int, float]] = {}
        for position, score in self._engine.best(Criteria(members=criteria), WEIGHTS, enough):
            if position not in same:
                firsts.setdefault(keys[position], (position, score))
        return self._hits(list(firsts.values())[:limit], criteria)

    def _characteristic_terms(self, paper: Paper, same: set[int]) -> dict[str, float]:
        """Return the weights of terms that are frequent in a paper and rare in the others.

        Args:
            paper: The paper.
            same: The positions of its entries.
        """
        weights = {
            term: weight
            for term, weight in self._engine.saturated(paper, TEXTS).items()
            if len(term) > 1 and not term.isdigit() and term not in _STOP_TERMS
        }
        scores = {
            term: weight * rarity(len(self._papers), len(others))
            for term, weight in weights.items()
            if (others := self._engine.positions(term, TEXTS) - same)
        }
        best = heapq.nsmallest(_MOST_TERMS, scores, key=lambda term: (-scores[term], term))
        return {term: weights[term] for term in sorted(best)}


def _suggestion(query: str, corrections: Iterable[tuple[tuple[int, int], str]]) -> str | None:
    """Return the query with its corrections, or None if there are none."""
    suggestion = query
    for (start, end), word in sorted(corrections, reverse=True):
        suggestion = suggestion[:start] + _cased(word, query[start:end]) + suggestion[end:]
    return suggestion if suggestion != query else None


def _cased(word: str, wrong: str) -> str:
    """Return a word with capitals as in the word that it replaces: "NewModel" for "NewModl"."""
    if wrong.isupper():
        return word.upper()
    return word.capitalize() if wrong[:1].isupper() else word


def _check_limit(limit: int | None) -> None:
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise InvalidValueError(f"limit must be a non-negative integer or None, got {show(limit)}")
