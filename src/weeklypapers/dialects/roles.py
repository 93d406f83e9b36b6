"""Roles: which segment of an entry is the title, and what the others are.

The entries of a list follow a few patterns, and all of them are compared. A slot is the place of a
segment: its markup and its order in the line. The texts of a slot over all entries show what a
single entry can't: titles differ and have several words, a venue repeats, and where nine texts of
ten are names, so is the tenth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, Self, TypeAlias, TypeVar

import attrs

from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.evidence import Evidence, word_count
from weeklypapers.dialects.labels import LABELLED_FIELDS, Label
from weeklypapers.dialects.people import are_people, people_share
from weeklypapers.dialects.segments import Segment, SegmentMark
from weeklypapers.dialects.trimming import trim
from weeklypapers.dialects.venue_names import split_volume
from weeklypapers.model.links import describes_link
from weeklypapers.model.templates import EXTRA
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = ["Part", "Profile", "Reading", "candidates", "remembered"]

T = TypeVar("T")
_Slot: TypeAlias = tuple[object, ...]
_SAMPLE = 400  # entries
_MOST_PLACES = 4096  # of titles, that are remembered

# How likely a text with some markup is a title.
_MARKS = {"quote": 0.45, "strong": 0.35, "link": 0.3, "": 0.1, "em": 0.0, "bracket": -1.5}
_OTHER_MARK = -0.4
_LEADS = 0.3
_REPEATED = -1.0
_LATER = -0.12
_PENALTIES: dict[Evidence, float] = {"names": -1.2, "venue": -1.0, "person": -0.3, "prose": -0.3}
_VENUES = frozenset({*CONFERENCES, *JOURNALS})
_NO_ROLES: frozenset[Evidence] = frozenset({"nothing", "label", "id", "link"})
_TEXTS: frozenset[Evidence] = frozenset({"text", "prose", "person", "names", "venue"})
_UNKNOWN_VENUE = 0.5
_FEWEST_ENTRIES = 3
_MOSTLY = 0.6
_LONG = 80  # characters; a text with more has three words
_SOME = 0.4
_NEARLY_ALL = 0.85
_MOST_TEAM_WORDS = 3


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


@attrs.define
class _Stats:
    """The texts of one slot."""

    texts: set[str] = attrs.field(factory=set)
    count: int = 0
    words: int = 0
    people: float = 0.0
    evidence: defaultdict[Evidence, float] = attrs.field(factory=lambda: defaultdict(float))

    def add(self, text: str, evidence: Evidence, weight: float = 1) -> None:
        """Add a text, whose evidence has a weight."""
        self.texts.add(text)
        self.count += 1
        self.words += word_count(text)
        self.evidence[evidence] += weight

    def add_share(self, text: str, evidence: Evidence) -> None:
        """Add the share of names in a text."""
        if evidence in ("text", "person", "prose"):
            self.people += people_share(text)
        self.people += evidence == "names"

    def share(self, evidence: Evidence) -> float:
        """Return the share of the texts with some evidence."""
        return self.evidence.get(evidence, 0) / self.count if self.count else 0.0

    @property
    def distinct(self) -> float:
        """The share of different texts."""
        return len(self.texts) / self.count if self.count else 1.0


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


def candidates(line: Line) -> list[Segment]:
    """Return the segments of a line that may be a title."""
    return line.candidates


def _begins_with_words(line: Line) -> bool:
    """Return whether a line begins with a link of some words of labels: "Video and Models"."""
    segment = next(iter(line.segments), None)
    if line.label or segment is None or segment.evidence != "link" or segment.link is None:
        return False
    text = line.string(segment)
    is_text = text[:1].isalpha() and text != segment.link.target
    return is_text and not segment.is_identifier and word_count(text) > 1


def _title_line(entry: Entry) -> Line | None:
    """Return the line that holds the title: the head, or a line with the label "Title"."""
    for line in entry.lines:
        if line.label and line.label.field == "title" and candidates(line):
            return line
    for line in entry.lines:
        if line.place not in ("head", "below"):
            return None
        if line.label is None and candidates(line):
            return line
    return None


class Profile:
    """The texts of all slots of the entries of a document."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Collect the texts of the entries that lead to papers."""
        self._titles: defaultdict[_Slot, _Stats] = defaultdict(_Stats)
        self._parts: defaultdict[_Slot, _Stats] = defaultdict(_Stats)
        self._places: dict[tuple[object, ...], int] = {}  # of titles, by the candidates
        self._titles_are_links = False
        sample = list(entries)[:_SAMPLE]
        for entry in sample:
            if (line := _title_line(entry)) is None:
                continue
            found = candidates(line)
            for segment, slots in zip(found, _title_slots(found), strict=True):
                for slot in slots:
                    self._titles[slot].add(line.string(segment), segment.evidence, _weight(segment))
        count = leading = 0
        for entry in sample:
            if (reading := self.title_of(entry)) is None:
                continue
            count += 1
            leading += reading.title.link is not None and not reading.before
            for slot, line, segment in _other_slots(reading):
                self._parts[slot].add(line.string(segment), segment.evidence)
                self._parts[slot].add_share(line.string(segment), segment.evidence)
            for slot, line in _line_slots(reading):
                self._parts[slot].add(line.string(), "text")
                self._parts[slot].add_share(line.string(), "text")
        self._titles_are_links = count >= _FEWEST_ENTRIES and leading >= _MOSTLY * count

    def title_of(self, entry: Entry) -> Reading | None:
        """Return the title of an entry; None if it has none."""
        if self._titles_are_links and entry.lines and _begins_with_words(head := entry.lines[0]):
            return Reading(entry, head, head.segments[0], (), head.segments[1:])
        if (line := _title_line(entry)) is None:
            return None
        found = candidates(line)
        title = found[self._place_of_title(line, found)] if len(found) > 1 else found[0]
        index = line.segments.index(title)
        return Reading(entry, line, title, line.segments[:index], line.segments[index + 1 :])

    def _place_of_title(self, line: Line, found: Sequence[Segment]) -> int:
        """Return the place of the title among several candidates.

        Entries that are written alike have their titles in the same place.
        """
        key = tuple(
            (
                _mark_of(line, each),
                each.evidence,
                _is_certain(each),
                each.leads,
                _number_of_words(line.string(each)),
            )
            for each in found
        )
        if (place := self._places.get(key)) is None:
            slots = zip(found, _title_slots(found), strict=True)
            scores = [self._score(line, *each, place) for place, each in enumerate(slots)]
            if len(self._places) >= _MOST_PLACES:
                self._places.clear()
            place = self._places[key] = max(range(len(found)), key=scores.__getitem__)
        return place

    def _score(self, line: Line, segment: Segment, slots: Sequence[_Slot], place: int) -> float:
        """Return how likely a segment is the title, from all texts of its slot."""
        known = (stats for slot in slots if (stats := self._titles.get(slot)))
        stats = next((each for each in known if each.count >= _FEWEST_ENTRIES), None)
        if stats is None:
            stats = _Stats()
            stats.add(line.string(segment), segment.evidence, _weight(segment))
        words = stats.words / stats.count
        score = 1.0 if words >= 3 else 0.6 if words >= 2 else 0.15
        score += _MARKS.get(_mark_of(line, segment), _OTHER_MARK)
        score += _LATER * place + _LEADS * segment.leads
        shares: dict[Evidence, float] = {kind: stats.share(kind) for kind in _PENALTIES}
        if segment.mark == "":
            # A value that is missing in some entries moves the others to the slots before it.
            if _is_certain(segment):
                shares[segment.evidence] = 1.0
            elif segment.evidence == "person":
                pooled = self._titles.get(slots[-1], stats)
                shares["names"] = max(shares["names"], pooled.share("names"))
            elif segment.evidence == "text":
                shares["venue"] /= 2
        score += sum(_PENALTIES[kind] * share for kind, share in shares.items())
        if stats.count > _FEWEST_ENTRIES and stats.distinct < 0.5:
            score += _REPEATED
        return score

    # Roles of the other segments

    def parts(self, reading: Reading) -> list[Part]:
        """Return the parts of an entry with their roles, without the title."""
        collector = _Collector()
        slots = {id(segment): slot for slot, _, segment in _other_slots(reading)}
        names = {line for slot, line in _line_slots(reading) if self._has_names(slot, line)}
        for line in reading.entry.lines:
            if line.label is not None and line is not reading.line:
                collector.add_labelled(line)
                continue
            if line in names:
                collector.add_names(line)
                continue
            for segment in line.segments:
                if segment is not reading.title:
                    stats = self._parts[slots[id(segment)]]
                    is_before = line is reading.line and segment.begin < reading.title.begin
                    collector.add(line, segment, stats, is_before=is_before)
        return collector.parts

    def _has_names(self, slot: _Slot, line: Line) -> bool:
        """Return whether a line holds names, as most lines in its place do."""
        text = line.string()
        if not any(map(str.isalnum, text)):
            return False
        if any(segment.evidence in ("venue", "date") for segment in line.segments):
            return False
        if are_people(text):
            return True
        stats = self._parts[slot]
        if stats.count < _FEWEST_ENTRIES or stats.people / stats.count < _MOSTLY:
            return False
        is_team = stats.people / stats.count >= _NEARLY_ALL and word_count(text) <= _MOST_TEAM_WORDS
        if is_team and text[:1].isupper():
            return True
        return stats.words / stats.count >= 2 and people_share(text) >= _SOME


def _line_slots(reading: Reading) -> Iterator[tuple[_Slot, Line]]:
    """Yield the lines below the title without a label and without links to papers."""
    order: defaultdict[str, int] = defaultdict(int)
    for line in reading.entry.lines:
        if line is reading.line or line.label is not None or line.leads:
            continue
        if any(segment.evidence not in ("link", "label", "nothing") for segment in line.segments):
            yield ("line", line.place, order[line.place]), line
            order[line.place] += 1


def _is_certain(segment: Segment) -> bool:
    """Return whether a plain text is names or a known venue, judged by itself."""
    appearance = segment.appearance
    is_known = appearance is not None and appearance.is_known
    return segment.evidence == "names" or (segment.evidence == "venue" and is_known)


def _weight(segment: Segment) -> float:
    """Return the weight of the evidence: "Networks for Foo, 2023" is a venue, or a title."""
    appearance = segment.appearance
    return _UNKNOWN_VENUE if appearance and appearance.venue and not appearance.is_known else 1


def _mark_of(line: Line, segment: Segment) -> str:
    """Return the markup of a candidate; that of a bracket for emphasis in brackets."""
    text = line.text.content.inline.text
    is_bracketed = segment.mark == "em" and text.endswith("(", 0, segment.begin)
    return "bracket" if is_bracketed else segment.mark


def _number_of_words(text: str) -> int:
    """Return the number of words of a text, up to three."""
    return min(3, word_count(text)) if len(text) < _LONG else 3


def _title_slots(found: Sequence[Segment]) -> Iterator[tuple[_Slot, _Slot]]:
    """Yield the slots of each candidate for a title: among the others, and by itself."""
    context = tuple(segment.mark for segment in found[:3])
    order: defaultdict[str, int] = defaultdict(int)
    for segment in found:
        slot = segment.mark, order[segment.mark]
        order[segment.mark] += 1
        yield (*slot, context), slot


def _other_slots(reading: Reading) -> Iterator[tuple[_Slot, Line, Segment]]:
    """Yield the segments of an entry that are not the title, with their slots."""
    order: defaultdict[_Slot, int] = defaultdict(int)
    for line in reading.entry.lines:
        for segment in line.segments:
            if segment is reading.title:
                continue
            is_before = line is reading.line and segment.begin < reading.title.begin
            slot = line.place, segment.mark, is_before, bool(line.label)
            if segment.evidence in _TEXTS or (
                segment.evidence == "label"
                and (segment.mark not in ("", "link") or _is_text(line, segment))
            ):
                yield (*slot, order[slot]), line, segment
                order[slot] += 1
            else:
                yield (*slot, segment.evidence), line, segment


def _is_text(line: Line, segment: Segment) -> bool:
    """Return whether a text is a value, although it could be the label of a link: ", Google"."""
    if segment.evidence != "label" or segment.link or segment.mark not in ("", "bracket"):
        return False
    following = line.following(segment)
    if following is not None and following.link is not None:
        return False
    text, shown = line.string(segment), line.text.content.inline.text
    is_emoji = f":{text}:" in shown[max(0, segment.begin - 1) : segment.end + 1]  # ":star:"
    is_issue = segment.mark == "bracket" and text.isdecimal()  # "23(4)"
    return not (is_emoji or is_issue or describes_link(text))


_SHORTEST_SUMMARY = 20  # characters
_MOST_VENUE_WORDS = 8


@attrs.define
class _Collector:
    """The parts of one entry."""

    parts: list[Part] = attrs.field(factory=list)

    def has(self, role: str) -> bool:
        """Return whether a part has a role."""
        return any(part.role == role for part in self.parts)

    def add_labelled(self, line: Line) -> None:
        """Add the value of a line with a label; an unknown label is kept with its value."""
        label = line.label
        if label is None:
            return
        field = label.field
        text = line.text.content.inline.text
        begin, end = label.end, line.end
        if not any(map(str.isalnum, text[begin:end])):
            return
        if line.place == "fold" and field not in LABELLED_FIELDS:
            field = "abstract"
        if field in LABELLED_FIELDS:
            self.parts.append(Part(field, line, begin, end, is_labelled=True))
        elif not label.is_known:
            self._add_unknown(line, label)

    def _add_unknown(self, line: Line, label: Label) -> None:
        """Add the value of an unknown label, or a sentence with links that begins with one."""
        if not line.links and (label.is_marked or label.is_repeated):
            self.parts.append(Part(EXTRA + label.word, line, label.end, line.end, is_labelled=True))
        elif any(
            segment.link is None and segment.evidence not in ("id", "nothing")
            for segment in line.segments
        ):
            self.parts.append(Part("comment", line, label.begin, line.end))

    def add_names(self, line: Line) -> None:
        """Add a line that holds the names of the authors."""
        role = "comment" if self.has("listed_authors") else "listed_authors"
        begin, end = trim(line.text.content.inline.text, line.begin, line.end)
        self.parts.append(Part(role, line, begin, end))

    def add(self, line: Line, segment: Segment, stats: _Stats, *, is_before: bool) -> None:
        """Add a segment with its role."""
        role = self._role(line, segment, stats, is_before=is_before)
        if role is not None:
            self.parts.append(Part(role, line, segment.begin, segment.end, segment))

    def _role(self, line: Line, segment: Segment, stats: _Stats, *, is_before: bool) -> str | None:
        """Return the role of a segment; None if it has none."""
        evidence = segment.evidence
        if evidence == "label" and line.string(segment) in _VENUES and segment.link is None:
            return None if is_before else "venue"
        if evidence == "label" and segment.mark not in ("", "link") and stats.share("text") >= 0.5:
            return self._role_of_emphasis(line, segment, stats)
        if evidence in _NO_ROLES and not segment.appearance and not _is_text(line, segment):
            return None
        is_name = is_before and evidence != "date" and _is_name(line, segment)
        if is_name and stats.share("venue") < 0.5:
            return "name"
        if evidence in ("date", "venue") or segment.appearance:
            return "appearance"
        if evidence == "category":
            return "category"
        if segment.mark == "link" and evidence in ("text", "prose"):
            return None  # the link keeps its label
        if not is_before and self._is_venue(line, segment, stats):
            return "venue"
        if evidence in ("names", "person") or _are_names(line.string(segment), stats):
            return "comment" if self.has("listed_authors") else "listed_authors"
        return "comment" if is_before else self._role_of_text(line, segment, stats)

    def _is_venue(self, line: Line, segment: Segment, stats: _Stats) -> bool:
        """Return whether a text is the short name of a venue, or one in the place of venues."""
        if segment.link is None and line.string(segment) in _VENUES:
            return True
        is_among_venues = stats.count >= _FEWEST_ENTRIES and stats.share("venue") >= 0.5
        return segment.evidence == "person" and is_among_venues

    def _role_of_text(self, line: Line, segment: Segment, stats: _Stats) -> str:
        """Return the role of a text after the title that is no names, no date and no venue."""
        evidence = segment.evidence
        if segment.mark not in ("", "link", "quote"):
            return self._role_of_emphasis(line, segment, stats)
        text = line.string(segment)
        is_among_venues = stats.count >= _FEWEST_ENTRIES and stats.share("venue") >= 0.5
        if is_among_venues and word_count(text) <= _MOST_VENUE_WORDS:
            return "venue"
        around = line.text.content.inline.text[max(0, segment.begin - 1) : segment.end + 1]
        is_bracketed = around[:1] + around[-1:] in ("()", "[]", "（）")
        if evidence != "prose" and (is_bracketed or not split_volume(text)[0]):
            return "comment"
        if evidence == "prose" or len(text) >= _SHORTEST_SUMMARY or "." in text:
            return "abstract"
        return "comment"

    def _role_of_emphasis(self, line: Line, segment: Segment, stats: _Stats) -> str:
        """Return the role of an emphasised text after the title."""
        if segment.evidence == "prose":
            return "abstract"
        following = line.following(segment)
        is_dated = following and following.evidence == "date" and following.mark == "bracket"
        if segment.mark == "underline" or is_dated:
            return "venue"
        previous = self.parts[-1].role if self.parts else None
        if stats.count < _FEWEST_ENTRIES:
            return "affiliation" if previous == "appearance" else "comment"
        if stats.share("venue") >= 0.3:
            return "venue"
        if stats.distinct <= 0.7 or previous == "appearance":
            return "affiliation"
        return "comment"


def _is_name(line: Line, segment: Segment) -> bool:
    """Return whether a text before a title is the name of a method: "FooNet: "."""
    text = line.text.content.inline.text
    after = text[segment.end : segment.end + 3].lstrip("*_ ")
    return after.startswith((":", "：")) and word_count(line.string(segment)) <= 4


def _are_names(text: str, stats: _Stats) -> bool:
    """Return whether a text is names, as most texts of its slot are."""
    if stats.count < _FEWEST_ENTRIES or stats.people / stats.count < _MOSTLY:
        return False
    return stats.words / stats.count >= 2 and people_share(text) >= _SOME
