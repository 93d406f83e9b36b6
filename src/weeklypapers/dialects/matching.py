"""Matching: the parts of an entry that is written by a template.

A template is compiled to a pattern of the source of an entry. All holes but the title are optional,
and blanks match other blanks. The values are places in the entry, as those that `roles` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from weeklypapers.dialects.appearance import Appearance
from weeklypapers.dialects.date_formats import parsed_date
from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.dialects.segments import Segment
from weeklypapers.model.links import KINDS, LinkKind
from weeklypapers.model.templates import Hole, Template, TemplateLine, unlinked

__all__ = ["Matched", "match_entry"]

_MARKER = re.compile(r"[-*+]|\d{1,9}(?=[.)])|\{number\}(?=[.)])")
_LINKS = r"[\[(<]*(?:\[[^\n]*?\]\([^\n]*\)|<?https?://[^\n]*)[^\n]*?"
_VALUES = {
    "links": _LINKS,
    "abstract": r".+?",
    "date": r"[^\n]{0,16}?[0-9][^\n]{0,12}?",
    "id": r"\S+",
    "number": r"\d+",
}
_NO_ROLES = frozenset({"links", "url", "number", *KINDS})  # links are read in any case
_KINDS: dict[str, LinkKind] = {**{kind: kind for kind in KINDS}, "url": "paper"}
_BETWEEN_ADDRESSES = re.compile(r"[\s<>()\[\]]+")


class Matched(NamedTuple):
    """An entry that is written by a template.

    Attributes:
        reading: The entry with its title.
        parts: Its other parts.
        kinds: The kinds of its links according to the holes, by address.
    """

    reading: Reading
    parts: list[Part]
    kinds: dict[str, LinkKind]


def match_entry(entry: Entry, template: Template) -> Matched | None:
    """Return the parts of an entry; None if it doesn't follow a template."""
    source = entry.source
    raw = "\n".join(line for _, line in source)
    indent = len(raw) - len(raw.lstrip())
    match = _pattern(template).fullmatch(raw, indent)
    if match is None and any(hole.role == "date" and hole.format for hole in template.holes):
        match = _pattern(template, in_format=False).fullmatch(raw, indent)  # 2024 for May 2024
    if match is None:
        return None
    places = _Places(entry)
    parts: list[Part] = []
    title: Part | None = None
    kinds: dict[str, LinkKind] = {}
    for index, hole in enumerate(template.holes):
        if match[f"h{index}"] is None:
            continue
        addresses = match[f"t{index}"] if hole.target else match[f"h{index}"]
        if addresses and (kind := _KINDS.get(hole.target or hole.role)):
            kinds |= dict.fromkeys(_BETWEEN_ADDRESSES.split(addresses), kind)
        if hole.role in _NO_ROLES:
            continue
        part = places.part(hole, *match.span(f"h{index}"))
        if part is None:
            continue
        if hole.role == "title":
            title = part
        else:
            parts.append(part)
    if title is None:
        return None
    return Matched(Reading.of_title(entry, title), parts, kinds)


class _Places:
    """The places in an entry of the characters of its source."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._lines: list[tuple[int, int, int]] = []  # offset, number and length of each line
        place = 0
        for number, line in entry.source:
            self._lines.append((place, number, len(line)))
            place += len(line) + 1

    def part(self, hole: Hole, first: int, last: int) -> Part | None:
        """Return the part of an entry for a range of its source."""
        start, stop = self._find(first), self._find(last - 1)
        if start is None or stop is None:
            return None
        line, begin = start
        end = stop[1] + 1 if stop[0].text is line.text else line.end
        if hole.role == "date" and hole.format:
            text = line.text.content.inline.text[begin:end].strip()
            if date := parsed_date(text, hole.format):
                appearance = Appearance(None, date, None, is_known=True, begin=0, end=end - begin)
                segment = Segment(begin, end, "", "date", appearance=appearance)
                return Part("appearance", line, begin, end, segment, is_labelled=True)
        return Part(hole.field or hole.role, line, begin, end, is_labelled=True)

    def _find(self, offset: int) -> tuple[Line, int] | None:
        """Return the line and the offset in its text of an offset in the source."""
        found = next((each for each in self._lines if each[0] <= offset <= each[0] + each[2]), None)
        if found is None:
            return None
        place, number, _ = found
        column = offset - place
        for line in self._entry.lines:
            block = line.text.block
            row = number - block.line
            if 0 <= row < len(block.lines):
                before = sum(block.ends[each] - block.starts[each] + 1 for each in range(row))
                source = before + column - block.starts[row]
                text = line.text.content.inline.offset_of(max(0, source))
                if line.begin <= text < line.end:
                    return line, text
        return None


@lru_cache(maxsize=64)
def _pattern(template: Template, *, in_format: bool = True) -> re.Pattern[str]:
    """Return the pattern of the source of an entry that follows a template.

    Args:
        template: The template.
        in_format: True if dates have the formats of the template; False if any.
    """
    numbers = iter(range(len(template.holes)))
    parts = []
    # Blank lines are between the parts of an entry, and no part of its source.
    lines = [line for line in template.lines if line.lead.strip() or line.holes or line.tail]
    for index, line in enumerate(lines):
        has_title = any(hole.role == "title" for hole in line.holes)
        body = _line_pattern(line, numbers, in_format=in_format)
        lead = body if index == 0 else rf"(?:[ \t]*\n)+[ \t]*{body}"
        parts.append(lead if has_title or not line.holes else f"(?:{lead})?")
    return re.compile("".join([*parts, r"\s*"]), re.DOTALL)


def _line_pattern(line: TemplateLine, numbers: Iterator[int], *, in_format: bool) -> str:
    """Return the pattern of a line.

    Args:
        line: The line.
        numbers: The numbers of the holes.
        in_format: True if dates have the formats of the holes.
    """
    indent = len(line.lead) - len(line.lead.lstrip())
    lead = _MARKER.sub(lambda match: "\0", line.lead[indent:])
    pattern = _flexible(lead).replace("\0", r"(?:[-*+]|\d{1,9})")
    is_optional = False  # no hole that must be there comes before
    for index, hole in enumerate(line.holes):
        opened = "".join(re.escape(group.opening) for group in line.groups if group.first == index)
        closed = "".join(
            re.escape(group.closing) for group in reversed(line.groups) if group.last == index
        )
        optional = "?" if hole.role != "title" else ""
        value = _VALUES.get(hole.role, r"[^\n]+?")
        if in_format and hole.format and hole.role == "date":
            value = _date_pattern(hole.format)
        separator = _flexible(hole.separator)
        if is_optional and not hole.separator.strip():
            separator = f"(?:{separator})?"  # the holes before it may be missing
        number = next(numbers)
        value = f"{_opening(hole)}(?P<h{number}>{value}){_closing(hole, number)}"
        body = f"{separator}{_around(opened)}{value}"
        pattern += f"(?:{body}){optional}{_around(closed)}"
        is_optional = hole.role != "title" and (is_optional or index == 0)
    return pattern + _flexible(line.tail)


_CODES = {
    "%Y": r"\d{4}",
    "%y": r"\d\d",
    "%m": r"\d{1,2}",
    "%d": r"\d{1,2}",
    "%b": r"[^\W\d_]{3,4}\.?",
    "%B": r"[^\W\d_]{3,9}",
}


def _date_pattern(form: str) -> str:
    """Return the pattern of dates in a format, as for `strftime`."""
    parts = re.split(r"(%-?[A-Za-z])", form)
    return "".join(_CODES.get(part.replace("%-", "%"), _flexible(part)) for part in parts)


def _around(text: str) -> str:
    """Return the pattern of a text that may be missing."""
    return f"(?:{text})?" if text else ""


def _opening(hole: Hole) -> str:
    """Return the pattern of the text that opens before a hole; a link may be missing."""
    if hole.target is None:
        return re.escape(hole.opening)
    return rf"\[?{re.escape(unlinked(hole).opening)}"


def _closing(hole: Hole, number: int) -> str:
    """Return the pattern of the text that closes after a hole; a link may be missing."""
    if hole.target is None:
        return re.escape(hole.closing)
    return rf"{re.escape(unlinked(hole).closing)}(?:\]\((?P<t{number}>[^\n]*?)\))?"


def _flexible(text: str) -> str:
    """Return the pattern of a text whose blanks may be others."""
    return re.sub(r"(?:\\?[ \t])+", lambda _: r"[ \t]+", re.escape(text))
