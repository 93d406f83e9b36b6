"""The vocabulary of a list of papers."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from weeklypapers.model.paper import Paper
from weeklypapers.searching.acronyms import definitions
from weeklypapers.searching.criteria import Phrase
from weeklypapers.searching.fields import FIELDS, Field, field_terms
from weeklypapers.searching.stems import family, stem
from weeklypapers.searching.words import Run, chunks, runs

__all__ = ["Corpus", "Vocabulary"]

_LONGEST = 40  # letters of a chunk whose terms are kept
_SHARED = 4  # first letters that related words share


class Vocabulary:
    """The words of texts, or those of names.

    Attributes:
        is_text: True for texts, whose terms are stems; the terms of names are the words themselves.
        terms: The term of each word.
        compounds: For the term of each compound that is written as one word, its parts.
    """

    def __init__(self, *, is_text: bool) -> None:
        self.is_text = is_text
        self.terms: dict[str, str] = {}
        self.compounds: defaultdict[str, set[Phrase]] = defaultdict(set)
        self._chunks: dict[str, list[str]] = {}
        self._sorted: list[str] = []
        self._families: dict[str, str] = {}

    def add(self, text: str) -> list[str]:
        """Add the words of a text, and return its terms in order."""
        known, result = self._chunks, []
        for chunk in chunks(text):
            terms = known.get(chunk)
            if terms is None:
                terms = self._added(chunk)
            result += terms
        return result

    def term(self, word: str) -> str:
        """Return the term of a word, which need not be known."""
        return self.terms.get(word) or (stem(word) if self.is_text else word)

    def phrase(self, words: Iterable[str]) -> Phrase:
        """Return the terms of adjacent words."""
        return tuple([self.term(word) for word in words])

    @property
    def sorted(self) -> list[str]:
        """The known words, sorted."""
        if len(self._sorted) < len(self.terms):
            self._sorted = sorted(self.terms)
        return self._sorted

    def completions(self, prefix: str) -> Iterator[Phrase]:
        """Yield the terms of the words and compounds with a prefix."""
        for word in self._beginning(prefix):
            yield (self.terms[word],)
        for compound in sorted(filter(lambda compound: compound.startswith(prefix), self.compounds)):
            yield from sorted(self.compounds[compound])

    def relatives(self, word: str) -> set[str]:
        """Return the terms of the words of the same family, except for the word's own term."""
        if not self.is_text or len(word) < _SHARED:
            return set()
        name, term = family(word), self.term(word)
        return {
            self.terms[other]
            for other in self._beginning(word[:_SHARED])
            if self._family(other) == name
        } - {term}

    def _added(self, chunk: str) -> list[str]:
        parts = runs(chunk, split_capitals=self.is_text)
        for run in parts:
            for word in run.words:
                if word.text not in self.terms:
                    self.terms[word.text] = self.term(word.text)
        for compound in _compounds(parts):
            phrase = self.phrase(word.text for run in compound for word in run.words)
            if len(phrase) > 1:
                self.compounds[self.term("".join(run.text for run in compound))].add(phrase)
        terms = [self.terms[word.text] for run in parts for word in run.words]
        if len(chunk) <= _LONGEST:
            self._chunks[chunk] = terms
        return terms

    def _beginning(self, prefix: str) -> Iterator[str]:
        words = self.sorted
        first = bisect_left(words, prefix)
        return takewhile(lambda word: word.startswith(prefix), words[first:])

    def _family(self, word: str) -> str:
        name = self._families.get(word)
        if name is None:
            name = self._families[word] = family(word)
        return name


def _compounds(parts: list[Run]) -> Iterator[list[Run]]:
    """Yield each run, each pair and the whole of a chunk, except for scripts without spaces."""
    if all(run.text for run in parts):
        yield from ([run] for run in parts)
        yield from (list(pair) for pair in pairwise(parts))
        if len(parts) > 2:
            yield parts


class Corpus:
    """The words of papers; it doesn't store the papers.

    Attributes:
        texts: The words of titles and abstracts.
        names: The words of the names of authors.
        synonyms: For each acronym that a text defines, what it stands for, and the reverse.
    """

    def __init__(self) -> None:
        self.texts: Vocabulary = Vocabulary(is_text=True)
        self.names: Vocabulary = Vocabulary(is_text=False)
        self.synonyms: defaultdict[Phrase, set[Phrase]] = defaultdict(set)

    def vocabulary(self, field: Field) -> Vocabulary:
        """Return the vocabulary of a field."""
        return self.names if field == "authors" else self.texts

    def add(self, paper: Paper) -> dict[Field, list[str]]:
        """Add the words of a paper, and return its terms by field, except for empty fields."""
        document = {field: self.terms(paper, field) for field in FIELDS}
        return {field: terms for field, terms in document.items() if terms}

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """Return the terms of one field of a paper, in order."""
        return field_terms(paper, field, self._names if field == "authors" else self._texts)

    def _names(self, name: str) -> list[str]:
        return self.names.add(name)

    def _texts(self, text: str) -> list[str]:
        if "(" in text:
            for short, long in definitions(text):
                pair = tuple(self.texts.add(short)), tuple(self.texts.add(long))
                if len(pair[1]) > 1:
                    self.synonyms[pair[0]].add(pair[1])
                    self.synonyms[pair[1]].add(pair[0])
        return self.texts.add(text)
