"""The vocabulary of a list of papers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from weeklypapers.model.paper import Paper
from weeklypapers.searching.acronyms import LEAST, definitions
from weeklypapers.searching.codes import Codes
from weeklypapers.searching.criteria import Phrase
from weeklypapers.searching.fields import GAP, Field, field_terms
from weeklypapers.searching.stems import family, stem
from weeklypapers.searching.words import STOP_WORDS, chunks, runs, words

__all__ = ["Corpus", "Vocabulary"]

_LONGEST = 40  # letters of a text whose codes are kept
_SHARED = 4  # first letters that related words share
_KEPT = 1000  # words that were looked up
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+")  # a chunk that is certainly a single word


class Vocabulary:
    """The words of texts, or those of names. All texts are added before words are looked up.

    Attributes:
        is_text: True for texts, whose terms are stems; the terms of names are the words themselves.
        terms: The term of each word.
        acronyms: The terms that a text writes with several capitals.
        codes: The codes of the terms.
        known_term: Returns the term of a word, if a text has the word in any form, else None.
    """

    def __init__(self, *, is_text: bool) -> None:
        self.is_text = is_text
        self.terms: dict[str, str] = {}
        self.acronyms: set[str] = set()
        self.codes: Codes = Codes()
        self._known_terms: set[str] = set()
        self._written: list[tuple[str, Phrase]] = []
        self._families: dict[str, str] = {}
        self._encoded = _EncodedWords(self)
        self.known_term: Callable[[str], str | None] = lru_cache(_KEPT)(self._known_term)

    def encode(self, text: str) -> str:
        """Add the words of a text, and return the codes of its terms in order."""
        # No chunk contains a space, so the parts between spaces can be looked up.
        return "".join(map(self._encoded.__getitem__, text.split()))

    def add(self, text: str) -> list[str]:
        """Add the words of a text, and return its terms in order."""
        return self.codes.terms(self.encode(text))

    def read(self, text: str) -> list[str]:
        """Return the terms of a text in order, without adding its words."""
        return [*self.phrase(words(text, split_capitals=self.is_text))]

    def finish(self) -> None:
        """Release what is only needed to add words quickly."""
        self._encoded.clear()

    def term(self, word: str) -> str:
        """Return the term of a word, which need not be known."""
        return self.terms.get(word) or (stem(word) if self.is_text else word)

    def _known_term(self, word: str) -> str | None:
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

    def encode_chunk(self, chunk: str) -> str:
        """Add the words of a chunk, and return the codes of its terms."""
        if _WORD.fullmatch(chunk):  # most chunks; the general case takes longer
            return self.codes.add(self._known(chunk.lower(), chunk))
        return "".join(map(self.codes.add, self._compound(chunk)))

    def _compound(self, chunk: str) -> Phrase:
        """Add the words of a chunk that may have several, and return its terms."""
        written = chunk.split("-")
        if all(map(_WORD.fullmatch, written)):
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


class _EncodedWords(dict[str, str]):
    """The codes of texts without spaces, such as ``"models,"``, which are added on first use."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, text: str) -> str:
        parts = chunks(text)
        if parts == [text]:
            codes = self._vocabulary.encode_chunk(text)
        else:
            codes = "".join(map(self.__getitem__, parts))
        if len(text) <= _LONGEST:
            self[text] = codes
        return codes


def _beginning(words: Sequence[str], prefix: str) -> Iterator[str]:
    """Yield the words with a prefix; the words must be sorted."""
    for index in range(bisect_left(words, prefix), len(words)):
        if not words[index].startswith(prefix):
            break
        yield words[index]


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

    def add(self, papers: Iterable[Paper], field: Field) -> list[str]:
        """Add the words of one field of papers, and return the codes of the terms of each paper."""
        vocabulary = self.vocabulary(field)
        encode = self._encode_text if vocabulary.is_text else vocabulary.encode
        return [field_terms(paper, field, encode, vocabulary.codes.join) for paper in papers]

    def finish(self) -> None:
        """Release what is only needed to add papers."""
        self.texts.finish()
        self.names.finish()

    def terms(self, paper: Paper, field: Field) -> list[str]:
        """Return the terms of one field of a paper, which need not be known."""
        return field_terms(paper, field, self.vocabulary(field).read, _joined)

    def _encode_text(self, text: str) -> str:
        if "(" in text:
            for short, long in definitions(text):
                pair = tuple(self.texts.add(short)), tuple(self.texts.add(long))
                if len(pair[1]) > 1:
                    self.synonyms[pair[0]].add(pair[1])
                    self.synonyms[pair[1]].add(pair[0])
        return self.texts.encode(text)


def _joined(texts: Iterable[list[str]]) -> list[str]:
    joined: list[str] = []
    for text in texts:
        joined += [GAP, *text] if joined else text
    return joined
