"""The terms of some papers, and which of them a query means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

import attrs

from weeklypapers.searching.fields import FIELDS, Field, stream
from weeklypapers.searching.query import Role
from weeklypapers.searching.words import Stems, is_character

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from weeklypapers.model.paper import Paper
    from weeklypapers.searching.query import Clause, Query

__all__ = ["Corpus", "Pattern", "Sought"]


@attrs.frozen(kw_only=True)
class Pattern:
    """Terms that a field must have.

    Attributes:
        before: Terms that stand before the last one, side by side; none if it is a single word.
        last: The terms of which any will do in the last place; of a prefix those that begin so.
        character: The single character that was asked for, which is a part of each of them.
    """

    before: tuple[str, ...] = ()
    last: tuple[str, ...]
    character: str = ""


@attrs.frozen(kw_only=True)
class Sought:
    """What one clause of a query means.

    Attributes:
        role: As in the query.
        patterns: What is looked for by field, any of which will do.
    """

    role: Role
    patterns: Mapping[Field, Pattern]


class Corpus:
    """Papers as lists of terms. What has been read once is kept as vocabulary, and no more."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self._stems = Stems()
        self._names: set[str] = set()

    def documents(self) -> Iterator[dict[Field, list[str]]]:
        """The terms of each paper by field, as far as it has any."""
        for paper in self.papers:
            streams: dict[Field, list[str]] = {
                field: stream(paper, field, self._stems) for field in FIELDS
            }
            self._names.update(streams["authors"])
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
        seen: set[tuple[Field, Pattern]] = set()
        found = []
        for clause in query:
            patterns: dict[Field, Pattern] = {
                field: self._pattern(clause, field)
                for field in clause.fields
                if field in fields or clause.role == "none"
            }
            if clause.role == "any":
                patterns = dict(entry for entry in patterns.items() if entry not in seen)
            seen.update(patterns.items())
            found.append(Sought(role=clause.role, patterns=patterns))
        return tuple(found)

    def _pattern(self, clause: Clause, field: Field) -> Pattern:
        *before, last = clause.words
        vocabulary = self._sorted_names if field == "authors" else self._sorted_words
        if clause.is_prefix:
            begun = takewhile(
                lambda word: word.startswith(last), vocabulary[bisect_left(vocabulary, last) :]
            )
            return Pattern(
                before=self._compared(before, field),
                last=tuple(dict.fromkeys(self._compared(begun, field))),
            )
        if not before and is_character(last):
            found = tuple(word for word in vocabulary if last in word)
            return Pattern(last=found, character=last)
        *before, last = self._compared(clause.words, field)
        return Pattern(before=tuple(before), last=(last,))

    def _compared(self, words: Iterable[str], field: Field) -> tuple[str, ...]:
        """Words as a field compares them: names as they are, all else by its stem."""
        return tuple(words) if field == "authors" else tuple(map(self._stems.of, words))

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._stems)

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._names)
