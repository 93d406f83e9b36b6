"""The patterns of single clauses: the terms of a list that a word or a phrase means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from weeklypapers.searching.bm25 import Bm25
from weeklypapers.searching.corpus import Vocabulary
from weeklypapers.searching.criteria import Pattern, Phrase
from weeklypapers.searching.fields import FIELDS
from weeklypapers.searching.query import Clause
from weeklypapers.searching.words import is_character

__all__ = ["Patterns"]

_PART = 3  # letters of each part of a compound that is written as one word
_LONGEST_WORD = 40  # letters of a word that is looked for in parts
_KEPT = 500  # patterns

_Pattern = Callable[[Clause, Vocabulary, tuple[Phrase, ...]], Pattern]


class Patterns:
    """The patterns of clauses in a list; those of the last queries are kept.

    Attributes:
        engine: The index of the list.
        pattern: Returns the pattern of a clause in a vocabulary, from the clause, the vocabulary
            and other phrases that it means.
    """

    def __init__(self, engine: Bm25) -> None:
        self.engine: Bm25 = engine
        self.pattern: _Pattern = lru_cache(_KEPT)(self._pattern)

    def is_anywhere(self, phrase: Phrase, vocabulary: Vocabulary) -> bool:
        """Return whether any paper has a phrase, in fields of any weight."""
        return any(
            self.engine.count(phrase, field)
            for field in FIELDS
            if self.engine.corpus.vocabulary(field) is vocabulary
        )

    def _pattern(
        self, clause: Clause, vocabulary: Vocabulary, others: tuple[Phrase, ...]
    ) -> Pattern:
        words = clause.words if vocabulary.is_text else clause.names
        *before, last = words
        if clause.is_prefix:
            beginning = vocabulary.phrase(before)
            endings = dict.fromkeys(vocabulary.completions(last))
            return Pattern(phrases=tuple((*beginning, *ending) for ending in endings))
        if not before and is_character(last):
            containing = tuple((word,) for word in vocabulary.sorted if last in word)
            return Pattern(phrases=containing, character=last)
        phrases = [vocabulary.phrase(words)]
        if clause.is_quoted:
            return Pattern(phrases=(phrases[0],))
        phrases += self._spellings(words, vocabulary)
        phrases += others
        related = () if clause.is_exact else self._related(words, vocabulary)
        return Pattern(phrases=tuple(dict.fromkeys(phrases)), related=related)

    def _spellings(self, words: Sequence[str], vocabulary: Vocabulary) -> Iterator[Phrase]:
        """Yield a compound as one word, or a word as its parts."""
        joined = "".join(words)
        if len(words) > 1:
            if term := vocabulary.known_term(joined):
                yield (term,)
            return
        yield from sorted(vocabulary.compounds.get(vocabulary.term(joined), ()))
        if len(joined) > _LONGEST_WORD:
            return
        for index in range(_PART, len(joined) - _PART + 1):
            first = vocabulary.known_term(joined[:index])
            second = vocabulary.known_term(joined[index:]) if first else None
            if first and second and self.is_anywhere((first, second), vocabulary):
                yield first, second

    def _related(self, words: Sequence[str], vocabulary: Vocabulary) -> tuple[Phrase, ...]:
        """Return the terms of words from the same family; of "llama3", the part "llama"."""
        if len(words) > 1:
            has_number = any(word.isdigit() for word in words)
            return ((vocabulary.term(words[0]),),) if has_number and words[0].isalpha() else ()
        return tuple((term,) for term in sorted(vocabulary.relatives(words[0])))
