"""Readings: the title of an entry and the segments around it, and parts of entries with roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Self, TypeVar

import attrs

from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.segments import Segment, SegmentMark

__all__ = ["Part", "Reading", "remembered"]

T = TypeVar("T")


@attrs.frozen(eq=False)
class Part:
    """A part of an entry with a role.

    Attributes:
        role: A field of `Paper`, ``"appearance"`` for a venue with a date, or ``"name"`` for the
            short name of a method.
        line: Its line.
        begin: The offset of its first character in the text of its block.
        end: The offset after the last one.
        segment: The segment that it is, if it is one.
        is_labelled: True if a label or a template names its role.
    """

    role: str
    line: Line
    begin: int
    end: int
    segment: Segment | None = None
    is_labelled: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return self.line.text.content.inline.text[self.begin : self.end]


@attrs.frozen(eq=False)
class Reading:
    """The title of an entry, and the segments around it.

    Attributes:
        entry: The entry.
        line: The line with the title.
        title: The title.
        before: The segments before it.
        after: The segments after it, in the same line.
        known: The results of functions, by function; see `remembered`.
    """

    entry: Entry
    line: Line
    title: Segment
    before: Sequence[Segment]
    after: Sequence[Segment]
    known: dict[object, Any] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of_title(cls, entry: Entry, title: Part) -> Self:
        """Return the reading of an entry whose title a template finds."""
        marks = title.line.links
        link = next((m for m in marks if m.begin <= title.begin and title.end <= m.end), None)
        leads = any(mark is link for mark in title.line.leads)
        mark: SegmentMark = "link" if link else "strong"
        segment = Segment(title.begin, title.end, mark, "text", link, leads)
        return cls(entry, title.line, segment, (), ())

    @property
    def is_marked(self) -> bool:
        """True if the title is set off by markup or quotes."""
        return self.title.mark != ""


def remembered(function: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Return a function of a reading that remembers the result, since several steps need it."""

    @wraps(function)
    def call(reading: Reading) -> T:
        if function not in reading.known:
            reading.known[function] = function(reading)
        result: T = reading.known[function]
        return result

    return call
