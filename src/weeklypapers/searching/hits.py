"""A hit of a search: a paper, its score and the matches in its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, final

import attrs

from weeklypapers.display.text import quoted
from weeklypapers.model._fields import check_number, check_type, items_of
from weeklypapers.model._public import public
from weeklypapers.model.paper import Paper
from weeklypapers.model.text import unaccented
from weeklypapers.searching.criteria import Criterion, Pattern, restored, state_of
from weeklypapers.searching.fields import FIELDS, GAP, Field, versions
from weeklypapers.searching.stems import stem
from weeklypapers.searching.words import Word, located

__all__ = ["Hit", "Span"]

Span = tuple[int, int]

_COMMA = ", "


def _to_criteria(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    return items_of(criteria, Criterion, "Hit.criteria", "Hit.criteria")


@public
@final
@attrs.frozen(repr=False)
class Hit:
    """A paper that matches a search.

    Attributes:
        paper: The paper.
        score: The score, greater than 0. Scores of different searches can't be compared.
    """

    paper: Paper = attrs.field(validator=check_type(Paper, "a Paper"))
    score: float = attrs.field(validator=check_number)
    _criteria: tuple[Criterion, ...] = attrs.field(
        default=(), converter=_to_criteria, eq=False, alias="criteria"
    )

    @property
    def texts(self) -> Mapping[Field, str]:
        """The searched text of each field, without empty fields.

        If the listed text differs from arXiv's, it is the text with more matches. Names of authors
        are separated by commas.
        """
        return MappingProxyType({field: text for field, (text, _) in self._marked_texts.items()})

    @property
    def matches(self) -> Mapping[Field, tuple[Span, ...]]:
        """The spans of the matches in `texts`, by field; empty for a field without a match.

        A span consists of the index of its first character and the index after its last. Spans are
        in ascending order and don't overlap.
        """
        return MappingProxyType({field: spans for field, (_, spans) in self._marked_texts.items()})

    @cached_property
    def _marked_texts(self) -> dict[Field, tuple[str, tuple[Span, ...]]]:
        result: dict[Field, tuple[str, tuple[Span, ...]]] = {}
        for field in FIELDS:
            if texts := versions(self.paper, field):
                marked = [(_COMMA.join(t), _spans(t, field, self._criteria)) for t in texts]
                result[field] = max(marked, key=lambda entry: len(entry[1]))
        return result

    # A pickle names public classes only.

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.paper, self.score), state_of(self._criteria)

    def __setstate__(self, state: Iterable[Mapping[str, Any]]) -> None:
        object.__setattr__(self, "_criteria", restored(state))

    def __repr__(self) -> str:
        return f"<Hit {self.score:.2f}: {quoted(self.paper.title)}>"


def _spans(texts: Sequence[str], field: Field, criteria: Iterable[Criterion]) -> tuple[Span, ...]:
    """Return the spans of all matches in texts that are joined by commas."""
    is_text = field != "authors"
    words, text = _words(texts, split_capitals=is_text), _COMMA.join(texts)
    terms = [stem(word.text) if is_text else word.text for word in words]
    result: list[Span] = []
    for pattern in filter(None, (criterion.patterns.get(field) for criterion in criteria)):
        spans = _pattern_spans(words, terms, pattern)
        result += _characters(text, spans, pattern.character) if pattern.character else spans
    return _merged(sorted(result))


def _words(texts: Iterable[str], *, split_capitals: bool) -> list[Word]:
    """Return the words of texts that are joined by commas, with a gap between texts."""
    words: list[Word] = []
    offset = 0
    for text in texts:
        if words:
            words.append(Word(GAP, offset, offset))
        words += (
            Word(word, offset + start, offset + end)
            for word, start, end in located(text, split_capitals=split_capitals)
        )
        offset += len(text) + len(_COMMA)
    return words


def _pattern_spans(words: Sequence[Word], terms: Sequence[str], pattern: Pattern) -> Iterator[Span]:
    phrases = {*pattern.phrases, *pattern.related}
    for size in {len(phrase) for phrase in phrases}:
        for last in range(size, len(terms) + 1):
            if tuple(terms[last - size : last]) in phrases:
                yield words[last - size].start, words[last - 1].end


def _characters(text: str, spans: Iterable[Span], character: str) -> Iterator[Span]:
    """Yield the spans of a character within other spans."""
    for start, end in spans:
        for index in range(start, end):
            if character in unaccented(text[index]):
                yield index, index + 1


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Merge spans that overlap or touch, which must be sorted."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
