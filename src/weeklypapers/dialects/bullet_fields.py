"""The text around the title of a bullet: authors, venue, date and the rest.

``- **Title**, *A. Name, B. Name*. NeurIPS 2023 [[Paper](https://…)]``: the text is cut into parts
at links, emphasis and bars, and each part is recognised by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

import attrs

from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import label_of, links_in
from weeklypapers.dialects.entry import (
    LABELLED,
    Entry,
    Range,
    after_lead,
    field_of,
    is_names,
    label_at,
    says_something,
    tidy,
)
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Inline, Mark
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.names import ET_AL_PATTERN
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = [
    "AROUND",
    "BAR",
    "LABELS",
    "LONGEST_APPEARANCE",
    "PROSE",
    "SENTENCE_END",
    "VENUE",
    "TextFields",
    "gaps",
    "trim",
]

_YEAR = r"(?:19[5-9]\d|20\d\d)"
# Venue and year before the title: "[CVPR 2024] Title", "(ICLR'23) Title", "[arXiv 2025.01] Title".
_VENUE_BEFORE_TITLE = re.compile(
    r"[\[(（【]\s*(?P<venue>[A-Z][\w &/+-]{1,30}?|arXiv)[\s,-]*"
    rf"(?:(?P<year>{_YEAR})(?:[./-](?P<month>0[1-9]|1[0-2]))?|['’](?P<short>\d\d))"
    r"\s*[\])）】]\s*[:：]?\s*"
)
# A date before the title: "2024/05: Title", "[2024-05-31] Title", "(May 2024) Title".
_DATE_BEFORE_TITLE = re.compile(
    r"[\[(（【]\s*(?P<inside>[^\[\]()\n]{4,20}?)\s*[\])）】]\s*[:：]?\s*"
    r"|(?P<before>[^\[\]()\n:：|]{4,20}?)(?:\s*[:：]|\s+[|·•])\s+"
)
# Venue and year after the title: "NeurIPS 2023", "arXiv, 2024", "in ICLR'24 (Oral)".
VENUE = re.compile(
    rf"(?:(?:(?:published|presented|accepted|to appear)\s+)?(?:in|at|by)\s+)?"
    rf"(?:(?P<venue>[^\W\d_][^,;\n]{{0,60}}?(?:,\s*[^\W\d_][^,;\n]{{0,30}}?)?)[\s,(]*)??"
    rf"(?:['’]?(?P<year>{_YEAR})|['’](?P<short>\d\d))\b\)?(?P<more>[^\n]{{0,30}})",
)
_ACRONYM = re.compile(rf"[\[(]?(?P<venue>{'|'.join((*CONFERENCES, *JOURNALS))})[\])]?")
_PREPOSITION = re.compile(r"(?:in|at)\s+")
_ET_AL = re.compile(rf"[A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+)?\s+{ET_AL_PATTERN}")
# The name of one person, judging by the letters: "Ana Ruiz", "A. B. Ruiz".
_ONE_NAME = re.compile(r"[A-Z](?:[a-z]+|\.)(?:[ -][A-Z](?:[a-z]+|\.)){1,2}")
_CAPITALS = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*[A-Z]")
# Venue and year at the end of a title, after no more than punctuation.
_VENUE_AT_END = re.compile(
    rf"(?:,|\.(?=\s))\s*(?:(?P<venue>[^,.\n]{{2,60}}?)[\s,]+)?['’]?(?P<year>{_YEAR})"
    r"(?P<more>\s*\([^()\n]{1,30}\)?)?$"
)
SENTENCE_END = re.compile(r"[.?!]\s+")
# Where names may end and a venue begin: at best after a sentence or at a bracket, or at a comma.
_ENDS_OF_NAMES = (re.compile(r"\.\s+|\s*[\[(（]"), re.compile(r"[,;]\s*"))
BAR = re.compile(r"\s[|·•]\s")
AROUND = ' \t\n,.;:：，。·•|–—-()[]{}<>/&+*"“”'
_SEPARATORS = " \t\n|:：·•,–—-])）】"
_LONGEST_VENUE = 60
LONGEST_APPEARANCE = 160
"""The longest venue and year, with the text after them."""
LABELS = LABELLED | {"topics"}
"""The fields that a labelled text may give."""
PROSE = 40
"""The longest text after a link that is not prose."""
# A shorter text without a full stop is a remark, not a summary.
_SHORTEST_SUMMARY = 20


@attrs.define
class TextFields:
    """The fields of a paper in one text. Each method that reads a part of the text adds to them.

    Attributes:
        inline: The content.
        links: Its links that lead somewhere.
        title: The range of the title.
        ranges: The ranges of each other field.
        venue: Where the paper appeared.
        date: When it appeared.
    """

    inline: Inline
    links: Sequence[Mark]
    title: Range = (0, 0)
    ranges: dict[str, list[Range]] = attrs.field(factory=dict)
    venue: str | None = None
    date: PartialDate | None = None
    _set_off: list[tuple[Range, str]] = attrs.field(factory=list, init=False)  # by emphasis

    @property
    def entry(self) -> Entry:
        """The title and the ranges."""
        return Entry(self.inline.text, self.title, self.ranges)

    def add(self, field: str, part: Range) -> None:
        """Add a range of text to a field."""
        self.ranges.setdefault(field, []).append(part)

    # Before the title

    def read_front(self) -> int:
        """Read date and venue before the title; return the offset after them."""
        text = self.inline.text
        begin = after_lead(text, 0, len(text))
        while (end := self._end_of_front(begin)) is not None and says_something(
            text, (end, len(text))
        ):
            begin = after_lead(text, end, len(text))
        return begin

    def _end_of_front(self, begin: int) -> int | None:
        """Read a date, a venue or the label of the title; return the offset after it, or None."""
        text = self.inline.text
        if not self.date and (match := _DATE_BEFORE_TITLE.match(text, begin)):
            self.date = partial_date(match["inside"] or match["before"])
            if self.date:
                return match.end()
        if not self.venue and (match := _VENUE_BEFORE_TITLE.match(text, begin)):
            self._read_appearance(match)
            return match.end()
        label = label_at(text, begin, len(text))
        if label and column_of(label[1]) == "title":
            return label.end()
        return self._end_of_marked_front(begin)

    def _end_of_marked_front(self, begin: int) -> int | None:
        """Read a marked date or venue, as in ``**2024** | Title``, as `_end_of_front` does."""
        text = self.inline.text
        for mark in self.inline.marks:
            if mark.begin > begin + 1:
                break
            if mark.end <= begin or mark.kind not in ("strong", "em", "code", "underline"):
                continue
            part = text[slice(*trim(text, mark.begin, mark.end))]
            match = VENUE.fullmatch(part)
            if date := None if self.date else partial_date(part):
                self.date = date
            elif not self.venue and (acronym := _ACRONYM.fullmatch(part)):
                self.venue = acronym["venue"]
            elif match and not self.venue and not (match["more"] or "").strip(AROUND):
                self._read_appearance(match)
            else:
                continue
            rest = text[mark.end :]
            return mark.end + len(rest) - len(rest.lstrip(_SEPARATORS))
        return None

    # After the title

    def cut_title(self, title: Range) -> Range:
        """Read names, venue and year at the end of a title; return the range before them."""
        text, (begin, end) = self.inline.text, title
        if match := _VENUE_AT_END.search(text, begin, end):
            self.venue = self.venue or _plain_venue(match["venue"])
            self.date = _more_precise(self.date, PartialDate(int(match["year"])))
            self._read_remark(match)
            end = match.start()
        for stop in SENTENCE_END.finditer(text, begin, end):
            if is_names(text[stop.end() : end]) and stop.start() > begin:
                self.read_part((stop.end(), end))
                end = stop.start() + (text[stop.start()] in "?!")
                break
        return begin, end

    def read_labelled(self, begin: int, end: int) -> None:
        """Read a field with its label. Text with another label is skipped."""
        text = self.inline.text
        field, value = field_of(text, tidy(text, begin, end), self.entry)
        label = label_at(text, begin, end)
        if label is None or column_of(label[1]) in LABELS:
            self.add(field, value)

    def read_gaps(self, begin: int) -> bool:
        """Read all text between the links after an offset; return whether it is prose."""
        text = self.inline.text
        is_prose = False
        for gap in gaps(self.inline, self.links, begin):
            unknown = [
                part
                for part in self._parts(*gap)
                if says_something(text, part) and not self._read_known(part)
            ]
            if unknown:
                rest = unknown[0][0], unknown[-1][1]
                is_prose = is_prose or (gap[0] > begin and rest[1] - rest[0] > PROSE)
                self._read_rest(rest)
        self._read_set_off()
        return is_prose

    def _parts(self, begin: int, end: int) -> Iterator[Range]:
        """Cut a range where emphasis begins and ends, and at bars."""
        text = self.inline.text
        edges = self._edges
        cuts = {begin, end, *edges[bisect_left(edges, begin) : bisect_left(edges, end)]}
        cuts |= {bar.start() + 1 for bar in BAR.finditer(text, begin, end)}
        for first, last in pairwise(sorted(cuts)):
            yield trim(text, first, last)

    def read_part(self, part: Range) -> None:
        """Read a part of text that is a comment if it is not recognised as another field."""
        text = self.inline.text
        if not says_something(text, part) or self._read_known(part):
            return
        if not is_generic_label(text[slice(*part)]):
            self.add("comment", part)

    def _read_known(self, part: Range) -> bool:
        """Read names, a date, a venue or emphasis; return whether it is one of them."""
        shown = self.inline.text[slice(*part)]
        if date := partial_date(shown):
            self.date = _more_precise(self.date, date)
        elif "listed_authors" not in self.ranges and is_names(shown):
            self.add("listed_authors", part)
        elif not self.venue and (match := self._match_venue(part)):
            self._read_appearance(match)
            self._read_remark(match)
        else:
            kind = self._emphasis_of(part) if len(shown) <= _LONGEST_VENUE else None
            if kind != "underline" and is_generic_label(shown):
                return True
            if kind:
                self._set_off.append((part, kind))
            return kind is not None
        return True

    def _match_venue(self, part: Range) -> re.Match[str] | None:
        """Match venue and year in a part; read names before them."""
        text, (begin, end) = self.inline.text, part
        if "listed_authors" not in self.ranges:
            tail = max(begin, end - LONGEST_APPEARANCE)
            for pattern in _ENDS_OF_NAMES:
                for cut in reversed([*pattern.finditer(text, tail, end)]):
                    match = VENUE.fullmatch(text, cut.end(), end)
                    if match and _are_names(text[begin : cut.start()], match["venue"] or ""):
                        self.add("listed_authors", (begin, cut.start()))
                        return match
        return VENUE.fullmatch(text, begin, end) or _ACRONYM.fullmatch(text, begin, end)

    def _read_appearance(self, match: re.Match[str]) -> None:
        """Read venue and year."""
        groups = match.groupdict()
        if _ET_AL.fullmatch(groups["venue"] or ""):  # "Ruiz et al., 2020"
            self.ranges.setdefault("listed_authors", [match.span("venue")])
        else:
            self.venue = self.venue or _plain_venue(groups["venue"])
        if year := groups.get("year") or (groups.get("short") and f"20{groups['short']}"):
            month = int(groups["month"]) if groups.get("month") else None
            self.date = _more_precise(self.date, PartialDate(int(year), month))

    def _read_remark(self, match: re.Match[str]) -> None:
        """Read the text after venue and year, such as "(Oral)"."""
        is_broken_tag = match.string.startswith(">", match.end())  # as in "2024/ins>"
        if match.groupdict().get("more") and not is_broken_tag:
            part = trim(self.inline.text, *match.span("more"))
            if says_something(self.inline.text, part):
                self.add("comment", part)

    def _read_rest(self, part: Range) -> None:
        """Read a part with a label, or else a summary; a short one is a comment."""
        text = self.inline.text
        field, (begin, end) = field_of(text, part, self.entry)
        if field == "abstract":
            is_short = end - begin < _SHORTEST_SUMMARY and "." not in text[begin:end]
            if (begin, end) == part and is_short:
                field = "comment"
            elif text.startswith((".", "。"), end):
                end += 1
        self.add(field, (begin, end))

    def _read_set_off(self) -> None:
        """Read emphasis: a venue, or the one author of a paper with a venue."""
        text = self.inline.text
        for part, kind in self._set_off:
            is_name = kind != "underline" and _ONE_NAME.fullmatch(text, *part)
            is_venue = not is_name and (kind == "underline" or _is_proper(text[slice(*part)]))
            if is_name and self.venue and "listed_authors" not in self.ranges:
                self.add("listed_authors", part)
            elif is_venue and not self.venue:
                self.venue = text[slice(*part)]
            else:
                self.add("comment", part)

    @cached_property
    def _emphasis(self) -> list[Mark]:
        kinds = ("underline", "em", "code")
        marks = [mark for mark in self.inline.marks if mark.kind in kinds]
        return sorted(marks, key=attrgetter("begin"))

    @cached_property
    def _edges(self) -> list[int]:
        """The offsets where emphasis begins or ends."""
        kinds = ("underline", "em", "code", "strong")
        marks = [mark for mark in self.inline.marks if mark.kind in kinds]
        return sorted({edge for mark in marks for edge in (mark.begin, mark.end)})

    def _emphasis_of(self, part: Range) -> str | None:
        index = bisect_right(self._emphasis, part[0], key=attrgetter("begin")) - 1
        mark = self._emphasis[index] if index >= 0 else None
        return mark.kind if mark and part[0] < mark.end else None


def _are_names(text: str, venue: str) -> bool:
    """Return whether a text before a venue is names; one name only before capitals: "VLDB"."""
    if is_names(text) or is_names(text + "."):
        return True
    return bool(_ONE_NAME.fullmatch(text) and _CAPITALS.match(venue))


def _is_proper(text: str) -> bool:
    """Return whether a text may name a journal: its longer words begin with capitals."""
    return all(not word[0].islower() for word in text.split() if len(word) > 3)


def _plain_venue(venue: str | None) -> str | None:
    """Return a venue without punctuation around it and without "in" or "at"."""
    text = (venue or "").strip(AROUND)
    preposition = _PREPOSITION.match(text)
    return text[preposition.end() if preposition else 0 :] or None


def _more_precise(date: PartialDate | None, other: PartialDate) -> PartialDate:
    """Return the other date if it is in the first and has more parts, else the first."""
    if date is None or (other.year == date.year and date.month is None):
        return other
    is_inside = (other.year, other.month) == (date.year, date.month)
    return other if date.day is None and is_inside else date


def gaps(inline: Inline, links: Sequence[Mark], begin: int) -> Iterator[Range]:
    """Yield the ranges between the links after an offset, line by line.

    Links that are not in `links` are text, unless their label is a word such as "Code".
    """
    kept = set(map(id, links))  # by identity, because comparing marks takes quadratic time
    marks = [
        mark
        for mark in links_in(inline)
        if id(mark) in kept or is_generic_label(label_of(inline, mark) or "")
    ]
    for mark in [*marks, None]:
        end = mark.begin if mark else len(inline.text)
        if end > begin:
            start = begin
            for line in inline.text[begin:end].split("\n"):
                yield start, start + len(line)
                start += len(line) + 1
        begin = max(begin, mark.end) if mark else begin


def trim(text: str, begin: int, end: int, more: str = "") -> Range:
    """Return a range without the blanks, separators and brackets at its ends.

    Args:
        text: The text.
        begin: Where the range begins.
        end: Where the range ends.
        more: The characters to remove at the end; by default all blanks, separators and brackets.
    """
    part = text[begin:end]
    left = len(part) - len(part.lstrip(AROUND))
    if any(quote in part[:left] for quote in '"“'):
        more += '"”'
    right = len(part) - len(part.rstrip(AROUND if not more else " \n" + more))
    part = text[begin + left : max(begin + left, end - right)]
    # "A title (part 2)": a bracket that closes one inside the title belongs to it.
    if part.count("(") > part.count(")") and text.startswith(")", end - right):
        right -= 1
    return begin + left, max(begin + left, end - right)
