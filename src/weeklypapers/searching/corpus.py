"""The vocabulary of a list of papers, and the terms that a query matches in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import takewhile

import attrs

from weeklypapers.model.paper import Paper
from weeklypapers.searching.fields import FIELDS, Field, field_terms
from weeklypapers.searching.query import Clause, Query, Role
from weeklypapers.searching.words import Stems, is_character, stem

__all__ = ["Corpus", "Criterion", "Pattern"]


@attrs.frozen(kw_only=True)
class Pattern:
    """Adjacent terms that a field must contain.

    Attributes:
        before: The terms of a phrase before its last term; empty for a single word.
        last: The alternatives for the last term, such as all terms with a prefix.
        character: The single character of the query that all alternatives contain, or "".
    """

    before: tuple[str, ...] = ()
    last: tuple[str, ...]
    character: str = ""


@attrs.frozen(kw_only=True)
class Criterion:
    """A clause of a query, with the terms that it matches.

    Attributes:
        role: The role of the clause.
        patterns: The pattern of each field. At least one field must match.
    """

    role: Role
    patterns: Mapping[Field, Pattern]


class Corpus:
    """The words of papers; it doesn't store the papers."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._names: set[str] = set()
        self._sorted_words: list[str] = []
        self._sorted_names: list[str] = []

    def add(self, paper: Paper) -> dict[Field, list[str]]:
        """Add the words of a paper, and return its terms by field, except for empty fields."""
        document: dict[Field, list[str]] = {field: self.terms(paper, field) for field in FIELDS}
        self._names.update(document["authors"])
        return {field: terms for field, terms in document.items() if terms}

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """Return the terms of one field of a paper, in order."""
        return field_terms(paper, field, self._stems)

    def criteria(self, query: Query, fields: Mapping[Field, float]) -> tuple[Criterion, ...]:
        """Return the criteria that a query sets for these papers.

        Clauses that become the same pattern count once. A clause without patterns matches no paper.

        Args:
            query: The query, with its required clauses first.
            fields: The fields to search. Excluded words are searched in all fields.
        """
        known: set[tuple[Field, Pattern]] = set()
        criteria = []
        for clause in query:
            patterns: dict[Field, Pattern] = {
                field: self._pattern(clause, field)
                for field in clause.fields
                if field in fields or clause.role == "none"
            }
            if clause.role == "any":
                patterns = dict(entry for entry in patterns.items() if entry not in known)
            known.update(patterns.items())
            criteria.append(Criterion(role=clause.role, patterns=patterns))
        return tuple(criteria)

    def _pattern(self, clause: Clause, field: Field) -> Pattern:
        *before, last = clause.words
        if clause.is_prefix:
            vocabulary = self._vocabulary(field)
            completions = takewhile(
                lambda word: word.startswith(last), vocabulary[bisect_left(vocabulary, last) :]
            )
            return Pattern(
                before=self._comparable(before, field),
                last=tuple(dict.fromkeys(self._comparable(completions, field))),
            )
        if not before and is_character(last):
            containing = tuple(word for word in self._vocabulary(field) if last in word)
            return Pattern(last=containing, character=last)
        *before, last = self._comparable(clause.words, field)
        return Pattern(before=tuple(before), last=(last,))

    def _comparable(self, words: Iterable[str], field: Field) -> tuple[str, ...]:
        """Return the terms of words: the words themselves for authors, else their stems."""
        if field == "authors":
            return tuple(words)
        return tuple([self._stems.get(word) or stem(word) for word in words])

    def _vocabulary(self, field: Field) -> list[str]:
        """Return the words of a field, sorted; title and abstract share a vocabulary."""
        if field == "authors":
            if len(self._sorted_names) < len(self._names):
                self._sorted_names = sorted(self._names)
            return self._sorted_names
        if len(self._sorted_words) < len(self._stems):
            self._sorted_words = sorted(self._stems)
        return self._sorted_words
