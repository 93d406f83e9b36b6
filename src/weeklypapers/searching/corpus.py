"""The vocabulary of a list of papers."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from weeklypapers.model.paper import Paper
from weeklypapers.searching.acronyms import LEAST, definitions
from weeklypapers.searching.criteria import Phrase
from weeklypapers.searching.fields import Field, field_terms
from weeklypapers.searching.stems import family, stem
from weeklypapers.searching.words import STOP_WORDS, chunks, runs, words

__all__ = ["Corpus", "Vocabulary"]

_LONGEST = 40  # letters of a chunk whose terms are kept
_SHARED = 4  # first letters that related words share


class Vocabulary:
    """The words of texts, or those of names. All texts are added before words are looked up.

    Attributes:
        is_text: True for texts, whose terms are stems; the terms of names are the words themselves.
        terms: The term of each word.
        acronyms: The terms that a text writes with several capitals.
    """

    def __init__(self, *, is_text: bool) -> None:
        self.is_text = is_text
        self.terms: dict[str, str] = {}
        self.acronyms: set[str] = set()
        self._known_terms: set[str] = set()
        self._written: list[tuple[str, Phrase]] = []
        self._chunks: dict[str, Phrase] = {}
        self._families: dict[str, str] = {}

    def add(self, text: str) -> list[str]:
        """Add the words of a text, and return its terms in order."""
        known = self._chunks
        return [term for chunk in chunks(text) for term in known.get(chunk) or self._added(chunk)]

    def read(self, text: str) -> list[str]:
        """Return the terms of a text in order, without adding its words."""
        return [*self.phrase(words(text, split_capitals=self.is_text))]

    def term(self, word: str) -> str:
        """Return the term of a word, which need not be known."""
        return self.terms.get(word) or (stem(word) if self.is_text else word)

    def known_term(self, word: str) -> str | None:
        """Return the term of a word, if a text has the word in any form."""
        term = self.term(word)
        return term if term in self._known_terms else None

    def phrase(self, words: Iterable[str]) -> Phrase:
        """Return the terms of adjacent words."""
        return tuple([self.term(word) for word in words])

    @cached_property
    def sorted(self) -> list[str]:
        """The known words, sorted."""
        return sorted(self.terms)

    @cached_property
    def compounds(self) -> Mapping[str, set[Phrase]]:
        """For the term of each compound, written as one word, its parts."""
        compounds: defaultdict[str, set[Phrase]] = defaultdict(set)
        for compound, parts in self._written:
            compounds[self.term(compound)].add(self.phrase(parts))
        return dict(compounds)

    @cached_property
    def _sorted_compounds(self) -> list[str]:
        return sorted(self.compounds)

    def completions(self, prefix: str) -> Iterator[Phrase]:
        """Yield the terms of the words and compounds with a prefix."""
        for word in _beginning(self.sorted, prefix):
            yield (self.terms[word],)
        for compound in _beginning(self._sorted_compounds, prefix):
            yield from sorted(self.compounds[compound])

    def relatives(self, word: str) -> set[str]:
        """Return the terms of the words of the same family, except for the word's own term."""
        if not self.is_text or len(word) < _SHARED:
            return set()
        name, term = family(word), self.term(word)
        return {
            self.terms[other]
            for other in _beginning(self.sorted, word[:_SHARED])
            if self._family(other) == name
        } - {term}

    def _added(self, chunk: str) -> Phrase:
        """Add the words of a chunk, and return its terms."""
        if _is_word(chunk):  # most chunks; the general case takes longer
            terms: Phrase = (self._known(chunk.lower(), chunk),)
        else:
            terms = self._compound(chunk)
        if len(chunk) <= _LONGEST:
            self._chunks[chunk] = terms
        return terms

    def _compound(self, chunk: str) -> Phrase:
        """Add the words of a chunk that may have several, and return its terms."""
        written = chunk.split("-")
        if all(map(_is_word, written)):
            texts = [part.lower() for part in written]
            parts: list[Phrase] = [(text,) for text in texts]
        else:
            all_runs = runs(chunk, split_capitals=self.is_text)
            texts = [run.text for run in all_runs]
            parts = [tuple([word.text for word in run.words]) for run in all_runs]
            written = [chunk[word.start : word.end] for run in all_runs for word in run.words]
        terms = tuple(map(self._known, chain.from_iterable(parts), written))
        if len(terms) > 1:
            self._written += _compounds(texts, parts)
        return terms

    def _known(self, word: str, written: str) -> str:
        """Return the term of a word, which is known from now on."""
        term = self.terms.get(word)
        if term is None:
            term = self.terms[word] = self.term(word)
            self._known_terms.add(term)
        if written[1:] != word[1:] and len(word) >= LEAST and sum(map(str.isupper, written)) > 1:
            self.acronyms.add(term)
        return term

    def _family(self, word: str) -> str:
        name = self._families.get(word)
        if name is None:
            name = self._families[word] = family(word)
        return name


def _beginning(words: Sequence[str], prefix: str) -> Iterator[str]:
    """Yield the words with a prefix; the words must be sorted."""
    for index in range(bisect_left(words, prefix), len(words)):
        if not words[index].startswith(prefix):
            break
        yield words[index]


def _is_word(text: str) -> bool:
    """Return whether a text is certainly a single word."""
    return text.isascii() and text.isalpha() and (text[1:].islower() or text.isupper())


def _compounds(texts: Sequence[str], words: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """Yield the runs, pairs of runs, and the whole of a chunk, if they have several words.

    Each is a pair: the compound as one word, and its words. Scripts that are written without spaces
    have no compounds, and "model's" is none.

    Args:
        texts: The texts of the runs.
        words: The words of each run.
    """
    if not all(texts) or texts[-1] in STOP_WORDS:
        return
    yield from (pair for pair in zip(texts, words, strict=True) if len(pair[1]) > 1)
    for index in range(len(texts) - 1):
        yield texts[index] + texts[index + 1], words[index] + words[index + 1]
    if len(texts) > 2:
        yield "".join(texts), tuple(chain.from_iterable(words))


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
        document: dict[Field, list[str]] = {
            "title": field_terms(paper, "title", self._add_text),
            "abstract": field_terms(paper, "abstract", self._add_text),
            "authors": field_terms(paper, "authors", self.names.add),
        }
        return {field: terms for field, terms in document.items() if terms}

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """Return the terms of one field of a paper, which need not be known."""
        vocabulary = self.vocabulary(field)
        return field_terms(paper, field, vocabulary.read)

    def _add_text(self, text: str) -> list[str]:
        if "(" in text:
            for short, long in definitions(text):
                pair = tuple(self.texts.add(short)), tuple(self.texts.add(long))
                if len(pair[1]) > 1:
                    self.synonyms[pair[0]].add(pair[1])
                    self.synonyms[pair[1]].add(pair[0])
        return self.texts.add(text)
