"""Roles: what the segments of an entry are, besides its title.

The entries of a list follow a few patterns. The texts in the same place of all entries show the
role of each of them; see `slots`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.evidence import Evidence, word_count
from weeklypapers.dialects.labels import LABELLED_FIELDS, Label
from weeklypapers.dialects.people import are_people, people_share
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.dialects.segments import Segment
from weeklypapers.dialects.slots import FEWEST_ENTRIES, Slot, SlotTexts
from weeklypapers.dialects.titles import Titles
from weeklypapers.dialects.trimming import trim
from weeklypapers.dialects.venue_names import split_volume
from weeklypapers.model.links import describes_link
from weeklypapers.model.templates import EXTRA
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = ["Profile"]

_SAMPLE = 400  # entries
_VENUES = frozenset({*CONFERENCES, *JOURNALS})
_NO_ROLES: frozenset[Evidence] = frozenset({"nothing", "label", "id", "link"})
_TEXTS: frozenset[Evidence] = frozenset({"text", "prose", "person", "names", "venue"})
_SOME = 0.4
_NEARLY_ALL = 0.85
_MOST_TEAM_WORDS = 3
_SHORTEST_SUMMARY = 20  # characters
_MOST_VENUE_WORDS = 8


class Profile:
    """The texts of all slots of the entries of a document."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Collect the texts of the entries that lead to papers."""
        self._titles = Titles([*islice(entries, _SAMPLE)])
        self._parts: defaultdict[Slot, SlotTexts] = defaultdict(SlotTexts)
        for reading in self._titles.sample:
            for slot, line, segment in _other_slots(reading):
                self._parts[slot].add_value(line.string(segment), segment.evidence)
            for slot, line in _line_slots(reading):
                self._parts[slot].add_value(line.string(), "text")

    def title_of(self, entry: Entry) -> Reading | None:
        """Return the title of an entry; None if it has none."""
        return self._titles.title_of(entry)

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

    def _has_names(self, slot: Slot, line: Line) -> bool:
        """Return whether a line holds names, as most lines in its place do."""
        text = line.string()
        if not any(map(str.isalnum, text)):
            return False
        if any(segment.evidence in ("venue", "date") for segment in line.segments):
            return False
        if are_people(text):
            return True
        stats = self._parts[slot]
        is_team = stats.are_names and stats.people / stats.count >= _NEARLY_ALL
        if is_team and word_count(text) <= _MOST_TEAM_WORDS and text[:1].isupper():
            return True
        return _are_names(text, stats)


def _line_slots(reading: Reading) -> Iterator[tuple[Slot, Line]]:
    """Yield the lines below the title without a label and without links to papers."""
    order: defaultdict[str, int] = defaultdict(int)
    for line in reading.entry.lines:
        if line is reading.line or line.label is not None or line.leads:
            continue
        if any(segment.evidence not in ("link", "label", "nothing") for segment in line.segments):
            yield ("line", line.place, order[line.place]), line
            order[line.place] += 1


def _other_slots(reading: Reading) -> Iterator[tuple[Slot, Line, Segment]]:
    """Yield the segments of an entry that are not the title, with their slots."""
    order: defaultdict[Slot, int] = defaultdict(int)
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

    def add(self, line: Line, segment: Segment, stats: SlotTexts, *, is_before: bool) -> None:
        """Add a segment with its role."""
        role = self._role(line, segment, stats, is_before=is_before)
        if role is not None:
            self.parts.append(Part(role, line, segment.begin, segment.end, segment))

    def _role(
        self, line: Line, segment: Segment, stats: SlotTexts, *, is_before: bool
    ) -> str | None:
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

    def _is_venue(self, line: Line, segment: Segment, stats: SlotTexts) -> bool:
        """Return whether a text is the short name of a venue, or one in the place of venues."""
        if segment.link is None and line.string(segment) in _VENUES:
            return True
        return segment.evidence == "person" and stats.are_venues

    def _role_of_text(self, line: Line, segment: Segment, stats: SlotTexts) -> str:
        """Return the role of a text after the title that is no names, no date and no venue."""
        evidence = segment.evidence
        if segment.mark not in ("", "link", "quote"):
            return self._role_of_emphasis(line, segment, stats)
        text = line.string(segment)
        if stats.are_venues and word_count(text) <= _MOST_VENUE_WORDS:
            return "venue"
        around = line.text.content.inline.text[max(0, segment.begin - 1) : segment.end + 1]
        is_bracketed = around[:1] + around[-1:] in ("()", "[]", "（）")
        if evidence != "prose" and (is_bracketed or not split_volume(text)[0]):
            return "comment"
        if evidence == "prose" or len(text) >= _SHORTEST_SUMMARY or "." in text:
            return "abstract"
        return "comment"

    def _role_of_emphasis(self, line: Line, segment: Segment, stats: SlotTexts) -> str:
        """Return the role of an emphasised text after the title."""
        if segment.evidence == "prose":
            return "abstract"
        following = line.following(segment)
        is_dated = following and following.evidence == "date" and following.mark == "bracket"
        if segment.mark == "underline" or is_dated:
            return "venue"
        previous = self.parts[-1].role if self.parts else None
        if stats.count < FEWEST_ENTRIES:
            return "affiliation" if previous == "appearance" else "comment"
        if stats.share("venue") >= 0.3:
            return "venue"
        if stats.distinct <= 0.7 or previous == "appearance":
            return "affiliation"
        return "comment"


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


def _is_name(line: Line, segment: Segment) -> bool:
    """Return whether a text before a title is the name of a method: "FooNet: "."""
    text = line.text.content.inline.text
    after = text[segment.end : segment.end + 3].lstrip("*_ ")
    return after.startswith((":", "：")) and word_count(line.string(segment)) <= 4


def _are_names(text: str, stats: SlotTexts) -> bool:
    """Return whether a text is names, as most texts of its slot are."""
    return stats.are_names and stats.words / stats.count >= 2 and people_share(text) >= _SOME
