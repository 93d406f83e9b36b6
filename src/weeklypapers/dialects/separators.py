"""Separators: plain text divided into parts that say different things.

``Halls in rows. Ana Ruiz, Bo Li. ICLR 2024`` has three parts: a text, names and a venue. Texts are
divided only beside a part that is known, since titles have commas and colons, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from weeklypapers.dialects.appearance import Appearance
from weeklypapers.dialects.evidence import (
    LONGEST_APPEARANCE,
    Evidence,
    appearance_in,
    evidence_of,
    word_count,
)
from weeklypapers.dialects.people import are_people, is_person
from weeklypapers.dialects.trimming import trim

__all__ = ["TextPart", "divided"]

# The first character is in one class and the rest is behind it, because a search for a class is
# several times as fast as one for alternatives.
_PLAIN_SEPARATOR = (
    r"[,;，；、.。\s—|·•:：](?:(?<=[,;，；、。—|·•])\s*|(?<=[:：])\s+"
    r"|(?<=\.)(?<!\b[^\W\d_]\.)(?<!\bal\.)(?<!\bno\.)(?<!\bvol\.)\s+"
    r"|(?<=[?!]\s)\s*|(?<=\s)(?:\s*[-–—|·•/]+\s+|\s+))"
)
_SEPARATOR = re.compile(_PLAIN_SEPARATOR)
_SEPARATOR_OR_TAG = re.compile(rf"{_PLAIN_SEPARATOR}|<?/?[a-z]{{1,10}}>")
_BAR = re.compile(r"[-–—|·•/]")
_FEWEST_TITLE_WORDS = 3
_MOST_PARTS = 60
_PROSE = 40  # words
_SEVERAL = 3  # unknown parts, after which sentences begin
_UNKNOWN: frozenset[Evidence] = frozenset({"text", "prose", "person", "label", "nothing"})


class TextPart(NamedTuple):
    """A part of a plain text.

    Attributes:
        begin: The offset of its first character.
        end: The offset after the last character.
        evidence: The evidence of what it says.
        appearance: Where and when a paper appeared, if it says so.
        outer: The range with the blanks and brackets around it.
    """

    begin: int
    end: int
    evidence: Evidence
    appearance: Appearance | None = None
    outer: tuple[int, int] = (0, 0)


def divided(text: str, begin: int, end: int) -> list[TextPart]:
    """Divide plain text at separators where a part is a date, a venue, names or a category."""
    begin, end = trim(text, begin, end)
    if begin == end:
        return []
    evidence, appearance = evidence_of(text[begin:end])
    if evidence not in ("text", "prose", "label") and not (
        (evidence == "venue" and _says_more(text[begin:end]))
        or (evidence in ("names", "person") and _ends_with_venue(text[begin:end]))
    ):
        return [TextPart(begin, end, evidence, appearance)]
    cuts = [match.span() for match in _separator_of(text).finditer(text, begin, end)]
    if not cuts or len(cuts) >= _MOST_PARTS:
        return [TextPart(begin, end, evidence, appearance)]
    edges = [(0, begin), *cuts, (end, 0)]
    ranges = [(left[1], right[0]) for left, right in pairwise(edges)]
    is_long = word_count(text[begin:end]) > _PROSE
    ranges = [each for each in ranges if each[0] < each[1]]
    parts = _joined(text, _without_middle(text, ranges) if is_long else ranges)
    known = [index for index, part in enumerate(parts) if _is_known(text, parts, index)]
    if is_long and len(known) < len(parts):
        # Names and dates inside of sentences are parts of these.
        unknown = [index for index in range(len(parts)) if index not in known]
        known = [index for index in known if index < unknown[0] or index > unknown[-1]]
    return list(_merged(text, parts, set(known)))


def _separator_of(text: str) -> re.Pattern[str]:
    """Return the pattern of separators; that of tags is slow, and few texts have any."""
    return _SEPARATOR_OR_TAG if ">" in text else _SEPARATOR


def _says_more(text: str) -> bool:
    """Return whether a text says more than a venue: "A. Ruiz, B. Li — ICLR 2024"."""
    separator = _separator_of(text)
    parts = separator.split(text)
    if len(parts) > 1 and any(is_person(part) or are_people(part) for part in parts):
        return True
    for match in islice(separator.finditer(text), _MOST_PARTS):
        rest = text[match.end() :]
        following = rest if _BAR.search(match[0]) else separator.split(rest, maxsplit=1)[0]
        if evidence_of(following)[0] == "venue":
            return _may_be_title(text[: match.start()])
    return False


def _may_be_title(text: str) -> bool:
    """Return whether a text before a venue is no part of the venue's name."""
    return word_count(text) >= _FEWEST_TITLE_WORDS and evidence_of(text)[0] == "text"


def _ends_with_venue(text: str) -> bool:
    """Return whether the last part of a list of names is a venue: "A. Ruiz, B. Li. ICLR"."""
    *_, last = _separator_of(text).split(text)
    return evidence_of(last)[0] in ("venue", "date")


def _without_middle(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges of a long text with those joined that are between unknown ones."""
    first = _number_until_unknown(text, ranges)
    last = len(ranges) - _number_until_unknown(text, ranges[::-1])
    if last <= first + 1:
        return list(ranges)
    return [*ranges[:first], (ranges[first][0], ranges[last - 1][1]), *ranges[last:]]


def _number_until_unknown(text: str, ranges: Sequence[tuple[int, int]]) -> int:
    """Return the number of ranges up to several unknown ones, one after the other."""
    unknown = 0
    for count, each in enumerate(ranges, 1):
        begin, end = trim(text, *each)
        unknown = unknown + 1 if evidence_of(text[begin:end])[0] in ("text", "prose") else 0
        if unknown == _SEVERAL:
            return count
    return len(ranges)


def _is_known(text: str, parts: Sequence[TextPart], index: int) -> bool:
    """Return whether it is known what a part says.

    A name is known if it is between a title and a venue, or a sentence before a title.
    """
    part = parts[index]
    if part.evidence not in _UNKNOWN:
        return True
    if part.evidence != "person" or index + 1 == len(parts):
        return False
    following = parts[index + 1]
    if index > 0:
        return following.evidence in ("venue", "date")
    *_, last = takewhile(lambda each: each.evidence in _UNKNOWN, parts[index:])
    return text.startswith(". ", part.end) and _may_be_title(text[following.begin : last.end])


def _merged(text: str, parts: Sequence[TextPart], known: set[int]) -> Iterator[TextPart]:
    """Yield the known parts, and the texts between them."""
    first: int | None = None
    for index, part in enumerate(parts):
        if index in known:
            yield part
            continue
        first = part.outer[0] if first is None else first
        if index + 1 == len(parts) or index + 1 in known:
            begin, end = trim(text, first, part.outer[1])
            evidence, appearance = evidence_of(text[begin:end])
            if begin < end:
                yield TextPart(begin, end, evidence, appearance)
            first = None


def _joined(text: str, ranges: Sequence[tuple[int, int]]) -> list[TextPart]:
    """Return the parts of a text, with those joined that say one thing."""
    judged = []
    for outer in ranges:
        begin, end = trim(text, *outer)
        judged.append(TextPart(begin, end, *evidence_of(text[begin:end]), outer))
    parts: list[TextPart] = []
    index = 0
    while index < len(judged):
        count, part = _longest(text, judged, index)
        outer = judged[index].outer[0], judged[index + count - 1].outer[1]
        parts.append(part._replace(outer=outer))
        index += count
    return parts


def _longest(text: str, judged: Sequence[TextPart], index: int) -> tuple[int, TextPart]:
    """Return the number of parts from one on that say one thing, and the joined part."""
    first = judged[index]
    names = _list_of_names(text, judged, index)
    if len(names) > 1 and are_people(text[first.begin : names[-1].end]):
        return len(names), TextPart(first.begin, names[-1].end, "names")
    for last in range(min(len(judged), index + 4) - 1, index, -1):
        joined = text[first.begin : judged[last].end]
        if len(joined) > LONGEST_APPEARANCE or not any(map(str.isdigit, joined)):
            continue
        if first.evidence in ("names", "person") and (
            are_people(text[first.begin : first.end])
            or evidence_of(text[judged[index + 1].begin : judged[last].end])[0] == "venue"
        ):
            continue
        if first.evidence == "text" and _says_more(joined):
            continue
        appearance = appearance_in(joined)
        if appearance and _is_several(appearance, judged[index : last + 1]):
            continue
        if appearance and not appearance.is_known and _is_after_colon(text, judged, index):
            continue
        if appearance and appearance.date:
            evidence: Evidence = "venue" if appearance.venue else "date"
            return last - index + 1, TextPart(first.begin, judged[last].end, evidence, appearance)
    return 1, first


def _list_of_names(text: str, parts: Sequence[TextPart], index: int) -> list[TextPart]:
    """Return the names from a part on that are one list.

    A bar or dash divides what commas separate. It is in a list of names only if no comma is, and
    if the list isn't what follows a comma or colon: "FooNet: Low-Rank Molecules | Ada Lovelace".
    """
    names = list(takewhile(lambda part: part.evidence in ("names", "person"), parts[index:]))
    bars = [bool(_BAR.search(text, left.end, right.begin)) for left, right in pairwise(names)]
    if True not in bars:
        return names
    is_after_bar = index == 0 or bool(_BAR.search(text, parts[index - 1].end, names[0].begin))
    return names if is_after_bar and all(bars) else names[: bars.index(True) + 1]


def _is_several(appearance: Appearance, parts: Sequence[TextPart]) -> bool:
    """Return whether parts that could be read as one appearance name people and a venue."""
    if not appearance.venue:
        return False
    is_certain = appearance.is_known and not any(part.evidence == "venue" for part in parts[1:])
    return not is_certain and any(part.evidence in ("venue", "names", "person") for part in parts)


def _is_after_colon(text: str, parts: Sequence[TextPart], index: int) -> bool:
    """Return whether a part explains a word before it, as in "FooNet: Networks for Foo, 2023"."""
    if index == 0 or parts[index - 1].evidence == "label":
        return False
    return text[parts[index - 1].end : parts[index].begin].strip() in (":", "：")
