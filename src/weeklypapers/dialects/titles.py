"""Titles: the segment of each entry that is the title.

All entries of a list are compared, since a few patterns repeat: a title has the markup, the place
and the length of the other titles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.evidence import Evidence, word_count
from weeklypapers.dialects.readings import Reading
from weeklypapers.dialects.segments import Segment
from weeklypapers.dialects.slots import FEWEST_ENTRIES, MOSTLY, Slot, SlotTexts

__all__ = ["Titles"]

_MOST_PLACES = 4096  # of titles, that are remembered
# How likely a text with some markup is a title.
_MARKS = {"quote": 0.45, "strong": 0.35, "link": 0.3, "": 0.1, "em": 0.0, "bracket": -1.5}
_OTHER_MARK = -0.4
_LEADS = 0.3
_REPEATED = -1.0
_LATER = -0.12
_PENALTIES: dict[Evidence, float] = {"names": -1.2, "venue": -1.0, "person": -0.3, "prose": -0.3}
_UNKNOWN_VENUE = 0.5
_LONG = 80  # characters; a text with more has three words


class Titles:
    """The texts of the slots that titles may have, over some entries.

    Attributes:
        sample: The entries with their titles.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Collect the texts of the entries."""
        self._slots: defaultdict[Slot, SlotTexts] = defaultdict(SlotTexts)
        self._places: dict[tuple[object, ...], int] = {}  # of titles, by the candidates
        self._are_links = False
        for entry in entries:
            if (line := _title_line(entry)) is None:
                continue
            candidates = line.candidates
            for segment, slots in zip(candidates, _title_slots(candidates), strict=True):
                for slot in slots:
                    self._slots[slot].add(line.string(segment), segment.evidence, _weight(segment))
        self.sample: list[Reading] = [
            reading for entry in entries if (reading := self.title_of(entry))
        ]
        leading = [each for each in self.sample if each.title.link is not None and not each.before]
        count = len(self.sample)
        self._are_links = count >= FEWEST_ENTRIES and len(leading) >= MOSTLY * count

    def title_of(self, entry: Entry) -> Reading | None:
        """Return the title of an entry; None if it has none."""
        if self._are_links and entry.lines and _begins_with_words(head := entry.lines[0]):
            return Reading(entry, head, head.segments[0], (), head.segments[1:])
        if (line := _title_line(entry)) is None:
            return None
        candidates = line.candidates
        place = self._place_of_title(line, candidates) if len(candidates) > 1 else 0
        title = candidates[place]
        index = line.segments.index(title)
        return Reading(entry, line, title, line.segments[:index], line.segments[index + 1 :])

    def _place_of_title(self, line: Line, candidates: Sequence[Segment]) -> int:
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
            for each in candidates
        )
        if (place := self._places.get(key)) is None:
            slots = zip(candidates, _title_slots(candidates), strict=True)
            scores = [self._score(line, *each, place) for place, each in enumerate(slots)]
            if len(self._places) >= _MOST_PLACES:
                self._places.clear()
            place = self._places[key] = max(range(len(candidates)), key=scores.__getitem__)
        return place

    def _score(self, line: Line, segment: Segment, slots: Sequence[Slot], place: int) -> float:
        """Return how likely a segment is the title, from all texts of its slot."""
        known = (stats for slot in slots if (stats := self._slots.get(slot)))
        stats = next((each for each in known if each.count >= FEWEST_ENTRIES), None)
        if stats is None:
            stats = SlotTexts()
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
                pooled = self._slots.get(slots[-1], stats)
                shares["names"] = max(shares["names"], pooled.share("names"))
            elif segment.evidence == "text":
                shares["venue"] /= 2
        score += sum(_PENALTIES[kind] * share for kind, share in shares.items())
        if stats.count > FEWEST_ENTRIES and stats.distinct < 0.5:
            score += _REPEATED
        return score


def _title_line(entry: Entry) -> Line | None:
    """Return the line that holds the title: the head, or a line with the label "Title"."""
    for line in entry.lines:
        if line.label and line.label.field == "title" and line.candidates:
            return line
    for line in entry.lines:
        if line.place not in ("head", "below"):
            return None
        if line.label is None and line.candidates:
            return line
    return None


def _begins_with_words(line: Line) -> bool:
    """Return whether a line begins with a link of some words of labels: "Video and Models"."""
    segment = next(iter(line.segments), None)
    if line.label or segment is None or segment.evidence != "link" or segment.link is None:
        return False
    text = line.string(segment)
    is_text = text[:1].isalpha() and text != segment.link.target
    return is_text and not segment.is_identifier and word_count(text) > 1


def _title_slots(candidates: Sequence[Segment]) -> Iterator[tuple[Slot, Slot]]:
    """Yield the slots of each candidate for a title: among the others, and by itself."""
    context = tuple(segment.mark for segment in candidates[:3])
    order: defaultdict[str, int] = defaultdict(int)
    for segment in candidates:
        slot = segment.mark, order[segment.mark]
        order[segment.mark] += 1
        yield (*slot, context), slot


def _mark_of(line: Line, segment: Segment) -> str:
    """Return the markup of a candidate; that of a bracket for emphasis in brackets."""
    text = line.text.content.inline.text
    is_bracketed = segment.mark == "em" and text.endswith("(", 0, segment.begin)
    return "bracket" if is_bracketed else segment.mark


def _is_certain(segment: Segment) -> bool:
    """Return whether a plain text is names or a known venue, judged by itself."""
    appearance = segment.appearance
    is_known = appearance is not None and appearance.is_known
    return segment.evidence == "names" or (segment.evidence == "venue" and is_known)


def _weight(segment: Segment) -> float:
    """Return the weight of the evidence: "Networks for Foo, 2023" is a venue, or a title."""
    appearance = segment.appearance
    return _UNKNOWN_VENUE if appearance and appearance.venue and not appearance.is_known else 1


def _number_of_words(text: str) -> int:
    """Return the number of words of a text, up to three."""
    return min(3, word_count(text)) if len(text) < _LONG else 3
