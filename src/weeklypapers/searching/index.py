"""Papers made ready for searching, with the package's own ranking or tantivy's."""

from __future__ import annotations

import heapq
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.searching.bm25 import Bm25, rarity
from weeklypapers.searching.corpus import Corpus, Pattern, Sought
from weeklypapers.searching.fields import FIELDS, WEIGHTS, Field, to_weights
from weeklypapers.searching.hits import Hit
from weeklypapers.searching.query import parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from weeklypapers.model.paper import Paper
    from weeklypapers.searching.engine import Tantivy

__all__ = ["Engine", "Index"]

Engine = Literal["builtin", "tantivy"]

_TELLING = 25  # terms that stand for a paper, as many as Lucene's MoreLikeThis takes
_TEXTS: tuple[Field, ...] = ("title", "abstract")


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
        from weeklypapers.searching.engine import Tantivy  # which needs the extra

        return Tantivy(self._corpus, FIELDS)

    def search(
        self,
        query: str,
        *,
        limit: int | None,
        weights: Mapping[str, float] | None,
        engine: Engine,
    ) -> list[Hit]:
        """See `Papers.search`."""
        check_choice("engine", engine, get_args(Engine))
        clauses, weight_of = parse(query), to_weights(weights)
        _check_limit(limit)
        built = self._tantivy if engine == "tantivy" else self._builtin
        sought = self._corpus.sought(clauses, weight_of)
        best = built.best(sought, weight_of, limit)
        return [Hit(self._papers[position], score, sought) for position, score in best]

    def like(
        self,
        paper: Paper,
        identity: Hashable,
        identities: Sequence[Hashable],
        *,
        limit: int | None,
    ) -> list[Hit]:
        """Papers that share the telling terms of one, each once, by the entry that fits best.

        Args:
            paper: The paper.
            identity: What tells that an entry is the paper itself.
            identities: The same of each entry of the list.
            limit: See `Papers.related`.
        """
        _check_limit(limit)
        own = {at for at, other in enumerate(identities) if other == identity}
        sought = tuple(
            Sought(role="any", patterns=dict.fromkeys(_TEXTS, Pattern(last=(term,))))
            for term in self._telling(paper, own)
        )
        # So many that enough are left, even if all that are passed over should come first.
        enough = None if limit is None else limit + 1 + len(identities) - len(set(identities))
        best = self._builtin.best(sought, WEIGHTS, enough)
        first: dict[Hashable, Hit] = {}
        for at, score in best:
            if at not in own:
                first.setdefault(identities[at], Hit(self._papers[at], score, sought))
        return list(first.values())[:limit]

    def _telling(self, paper: Paper, own: set[int]) -> list[str]:
        """The terms that are frequent in a paper and rare in the others, in alphabetical order."""
        counts: defaultdict[str, float] = defaultdict(float)
        for field in _TEXTS:
            for term in self._corpus.terms(paper, field):
                counts[term] += WEIGHTS[field]
        weighed = {
            term: count * rarity(len(self._papers), len(holders))
            for term, count in counts.items()
            if _is_telling(term) and (holders := self._builtin.holders(term, _TEXTS) - own)
        }
        return sorted(heapq.nsmallest(_TELLING, weighed, key=lambda term: (-weighed[term], term)))


def _check_limit(limit: int | None) -> None:
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 0):
        raise InvalidValueError(f"limit must be a number from 0 on, or None, got {show(limit)}")


def _is_telling(term: str) -> bool:
    return len(term) > 1 and not term.isdigit()
