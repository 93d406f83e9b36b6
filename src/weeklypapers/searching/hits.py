"""A paper that a search found: its score, and where in it the words stand."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from weeklypapers.model import Paper
from weeklypapers.searching.corpus import Sought
from weeklypapers.searching.fields import FIELDS, Field, texts
from weeklypapers.searching.stems import stem
from weeklypapers.searching.words import located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Hit", "Span"]

Span = tuple[int, int]

_SHOWN = 60


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
            if versions := texts(self.paper, field):
                spans = [_spans(text, field, self._sought) for text in versions]
                found[field] = max(zip(versions, spans, strict=True), key=lambda each: len(each[1]))
        return found

    def __repr__(self) -> str:
        title = " ".join(self.paper.title.split())
        shown = title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1]}…"
        return f"<Hit {self.score:.2f}: {shown}>"


def _spans(text: str, field: Field, sought: Iterable[Sought]) -> tuple[Span, ...]:
    words = located(text)
    terms = [word.text if field == "authors" else stem(word.text) for word in words]
    found: list[Span] = []
    for one in sought:
        if one.role != "none" and field in one.terms:
            size = len(one.terms[field]) if one.kind == "phrase" else 1
            found += (
                (words[start].start, words[start + size - 1].end)
                for start in _starts(terms, one, field)
            )
    return _joined(sorted(found))


def _starts(terms: Sequence[str], sought: Sought, field: Field) -> Iterator[int]:
    """Where among some terms those that are sought stand."""
    wanted = sought.terms[field]
    if sought.kind == "terms":
        any_of = frozenset(wanted)
        yield from (start for start, term in enumerate(terms) if term in any_of)
    else:
        for start in range(len(terms) - len(wanted) + 1):
            if tuple(terms[start : start + len(wanted)]) == wanted:
                yield start


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Rising spans, with those that overlap made one."""
    made: list[Span] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)
