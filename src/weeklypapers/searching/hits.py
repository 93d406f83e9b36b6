"""A paper that a search found: its score, and where in it the words stand."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from weeklypapers.display.text import quoted
from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import unaccented
from weeklypapers.searching.corpus import Sought
from weeklypapers.searching.fields import FIELDS, GAP, Field, versions
from weeklypapers.searching.stems import stem
from weeklypapers.searching.words import Word, located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from weeklypapers.searching.corpus import Pattern

__all__ = ["Hit", "Span"]

Span = tuple[int, int]

_COMMA = ", "


@public
@attrs.frozen(repr=False)
class Hit:
    """A paper that a search found.

    Attributes:
        paper: The paper.
        score: How well it fits, above 0; comparable within one search only.
    """

    paper: Paper
    score: float
    _sought: tuple[Sought, ...] = attrs.field(default=(), eq=False, alias="sought")

    @property
    def texts(self) -> Mapping[Field, str]:
        """The text that was searched, by field, as far as the paper has any.

        Where the list and arXiv say different things, it is the one with more matches. Names of
        authors stand with commas between them.
        """
        return MappingProxyType({field: text for field, (text, _) in self._found.items()})

    @property
    def matches(self) -> Mapping[Field, tuple[Span, ...]]:
        """Where the words of the query stand in `texts`, by field, none for those without any.

        Each is the first character and the one behind the last, counted from 0. They rise, and do
        not overlap.
        """
        return MappingProxyType({field: spans for field, (_, spans) in self._found.items()})

    @cached_property
    def _found(self) -> dict[Field, tuple[str, tuple[Span, ...]]]:
        found: dict[Field, tuple[str, tuple[Span, ...]]] = {}
        for field in FIELDS:
            if said := versions(self.paper, field):
                spans = [_spans(texts, field, self._sought) for texts in said]
                best = max(range(len(said)), key=lambda at: len(spans[at]))
                found[field] = _COMMA.join(said[best]), spans[best]
        return found

    def __repr__(self) -> str:
        return f"<Hit {self.score:.2f}: {quoted(self.paper.title)}>"


def _spans(texts: Sequence[str], field: Field, sought: Iterable[Sought]) -> tuple[Span, ...]:
    """Where in some texts, with commas between them, the words that are sought stand."""
    words, text = _located(texts), _COMMA.join(texts)
    terms = [word.text if field == "authors" else stem(word.text) for word in words]
    found: list[Span] = []
    patterns = (one.patterns.get(field) for one in sought if one.role != "none")
    for pattern in filter(None, patterns):
        spans = _places(words, terms, pattern)
        found += _characters(text, spans, pattern.character) if pattern.character else spans
    return _joined(sorted(found))


def _located(texts: Iterable[str]) -> list[Word]:
    found: list[Word] = []
    start = 0
    for text in texts:
        if found:
            found.append(Word(GAP, start, start))
        found += (Word(word, start + first, start + last) for word, first, last in located(text))
        start += len(text) + len(_COMMA)
    return found


def _places(words: Sequence[Word], terms: Sequence[str], pattern: Pattern) -> Iterator[Span]:
    before, any_of = list(pattern.before), frozenset(pattern.last)
    size = len(before)
    for at in range(size, len(terms)):
        if terms[at] in any_of and terms[at - size : at] == before:
            yield words[at - size].start, words[at].end


def _characters(text: str, spans: Iterable[Span], character: str) -> Iterator[Span]:
    for start, end in spans:
        for at in range(start, end):
            if character in unaccented(text[at]):
                yield at, at + 1


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Rising spans, with those that overlap made one."""
    made: list[Span] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)
