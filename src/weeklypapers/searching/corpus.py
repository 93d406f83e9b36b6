"""The terms of some papers, and which of them a query means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

import attrs

from weeklypapers.searching.fields import FIELDS, Field, stream
from weeklypapers.searching.query import Role
from weeklypapers.searching.words import Stems, is_character

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weeklypapers.model import Paper
    from weeklypapers.searching.query import Clause, Query

__all__ = ["Corpus", "Sought"]

Kind = Literal["terms", "phrase"]


@attrs.frozen(kw_only=True)
class Sought:
    """The terms that one clause of a query means.

    Attributes:
        role: As in the query.
        kind: Whether any of the terms will do, or all must stand side by side, in their order.
        terms: The terms by the field in which they are looked for.
    """

    role: Role
    kind: Kind
    terms: Mapping[Field, tuple[str, ...]]


class Corpus:
    """Papers as lists of terms. What has been read once is kept as vocabulary, and no more."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self._stems = Stems()
        self._names: dict[str, str] = {}

    def documents(self) -> Iterator[dict[Field, list[str]]]:
        """The terms of each paper by field, as far as it has any."""
        for paper in self.papers:
            streams: dict[Field, list[str]] = {
                field: stream(paper, field, self._stems) for field in FIELDS
            }
            self._names.update(zip(streams["authors"], streams["authors"], strict=True))
            yield {field: terms for field, terms in streams.items() if terms}

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """The terms of one field of a paper."""
        return stream(paper, field, self._stems)

    def sought(self, query: Query, fields: Mapping[Field, float]) -> tuple[Sought, ...]:
        """What a query means in these papers, for which `documents` must have been gone through.

        What is the same term to a field counts once. A clause may mean nothing: then no paper
        has what it asks for.

        Args:
            query: The query, its required parts first.
            fields: The fields that are searched; what must not be there is looked for in all.
        """
        seen: set[object] = set()
        found = []
        for clause in query:
            kind: Kind = "phrase" if len(clause.words) > 1 else "terms"
            terms: dict[Field, tuple[str, ...]] = {
                field: self._terms(clause, field)
                for field in clause.fields
                if field in fields or clause.role == "none"
            }
            if clause.role == "any":
                terms = {
                    field: some for field, some in terms.items() if (kind, field, some) not in seen
                }
            seen.update((kind, *entry) for entry in terms.items())
            found.append(Sought(role=clause.role, kind=kind, terms=terms))
        return tuple(found)

    def _terms(self, clause: Clause, field: Field) -> tuple[str, ...]:
        words = self._sorted_names if field == "authors" else self._sorted_words
        term_of = self._names if field == "authors" else self._stems
        if clause.is_prefix:
            (start,) = clause.words
            begun = takewhile(
                lambda word: word.startswith(start), words[bisect_left(words, start) :]
            )
            return tuple(dict.fromkeys(term_of[word] for word in begun))
        if len(clause.words) == 1 and is_character(clause.words[0]):
            return tuple(word for word in words if clause.words[0] in word)
        if field == "authors":
            return clause.words
        return tuple(self._stems.of(word) for word in clause.words)

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._stems)

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._names)
