"""The words of a list of papers, and the terms that a query means in them."""

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
    """Terms that a field must have.

    Attributes:
        before: The terms of a phrase before its last one; empty for a single word.
        last: Alternatives for the last term, such as all terms that begin with a prefix.
        character: The single character that was asked for, which all alternatives contain.
    """

    before: tuple[str, ...] = ()
    last: tuple[str, ...]
    character: str = ""


@attrs.frozen(kw_only=True)
class Criterion:
    """The meaning of one clause of a query.

    Attributes:
        role: The role of the clause.
        patterns: The pattern for each field; one matching field is enough.
    """

    role: Role
    patterns: Mapping[Field, Pattern]


class Corpus:
    """The words of all papers that were added. The papers themselves are not kept."""

    def __init__(self) -> None:
        self._stems = Stems()
        self._names: set[str] = set()
        self._sorted_words: list[str] = []
        self._sorted_names: list[str] = []

    def add(self, paper: Paper) -> dict[Field, list[str]]:
        """Add the words of a paper, and return its terms by field, without empty fields."""
        document: dict[Field, list[str]] = {field: self.terms(paper, field) for field in FIELDS}
        self._names.update(document["authors"])
        return {field: terms for field, terms in document.items() if terms}

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """Return the terms of one field of a paper, in order."""
        return field_terms(paper, field, self._stems)

    def criteria(self, query: Query, fields: Mapping[Field, float]) -> tuple[Criterion, ...]:
        """Return the meaning of a query in these papers.

        Clauses that are the same term in a field count once. The patterns of a clause may be
        empty; then no paper matches it.

        Args:
            query: The query, its required clauses first.
            fields: The fields to search; excluded words are looked for in all fields.
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
        """Return the terms of some words: names as they are, other words by their stem."""
        if field == "authors":
            return tuple(words)
        return tuple([self._stems.get(word) or stem(word) for word in words])

    def _vocabulary(self, field: Field) -> list[str]:
        """Return the words that a field may have, in alphabetical order."""
        if field == "authors":
            if len(self._sorted_names) < len(self._names):
                self._sorted_names = sorted(self._names)
            return self._sorted_names
        if len(self._sorted_words) < len(self._stems):
            self._sorted_words = sorted(self._stems)
        return self._sorted_words
