"""Forms: how the entries that list papers are written, and which others are written like them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from weeklypapers.dialects.entries import Entry
from weeklypapers.dialects.evidence import word_count
from weeklypapers.dialects.judging import is_prose, lists_paper, read_title
from weeklypapers.dialects.levels import Level
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.dialects.roles import Profile
from weeklypapers.dialects.slots import FEWEST_ENTRIES
from weeklypapers.model.templates import Template

__all__ = ["Forms"]

_LONGEST_REMARK = 60  # characters
_PUBLISHED = {"appearance", "venue", "listed_date"}


class Forms:
    """The entries of a list, compared with each other."""

    def __init__(
        self, entries: Sequence[Entry], compiled: Iterable[tuple[Template, Reading]]
    ) -> None:
        """Compare the entries of a list.

        Args:
            entries: The entries.
            compiled: Entries with their templates, for the items that these read when compiled.
        """
        self._profile = Profile(entry for entry in entries if entry.leads)
        self._readings = {entry: read_title(entry, self._profile) for entry in entries}
        listing = [each for each in self._readings.values() if each and lists_paper(each)]
        self._patterns = Counter(map(_pattern, listing))
        self._labels = Counter(word for reading in listing for word in _labels(reading))
        # A template leaves out lines without values, so its items have several shapes.
        self._shapes = {(template, _shape(reading)) for template, reading in compiled}

    def reading_of(self, entry: Entry) -> Reading | None:
        """Return an entry with its title; None if it has none."""
        return self._readings[entry]

    def parts_of(self, reading: Reading) -> list[Part]:
        """Return the parts of an entry with their roles, without the title."""
        return self._profile.parts(reading)

    def include(self, reading: Reading, level: Level) -> bool:
        """Return whether an entry without a link to a paper is written like those with one."""
        if is_prose(reading) or reading.entry.leads:
            return False
        roles = {part.role for part in self._profile.parts(reading)}
        has_links = any(line.links for line in reading.entry.lines)
        if reading.entry.kind == "item" and has_links and roles & _PUBLISHED:
            return True
        if has_links and any(self._labels[word] >= FEWEST_ENTRIES for word in _labels(reading)):
            return True
        if self._patterns[_pattern(reading)] < FEWEST_ENTRIES:
            return False
        if has_links and roles & {*_PUBLISHED, "listed_authors"}:
            return True
        if reading.is_marked and reading.title.mark != "link":
            words = word_count(reading.line.string(reading.title))
            return words > 1 or bool(roles & {"name", "listed_authors"})
        return has_links and self._is_among(reading, level)

    def _is_among(self, reading: Reading, level: Level) -> bool:
        """Return whether most entries of a level that have the lines of this one list papers."""
        shape = _shape(reading)
        others = [self._readings[found.entry] for found in level.found if found.entry]
        alike = [lists_paper(each) for each in others if each and _shape(each) == shape]
        plain = [found.plain.template for found in level.found if found.plain]
        alike += [True for template in plain if (template, shape) in self._shapes]
        count = sum(alike)
        below = [line for line in reading.entry.lines if line is not reading.line]
        if below and all(line.label and line.label.is_known for line in below):
            return count > 0  # "Project: <https://…>" in place of "PDF: <https://…>"
        return count * 2 >= len(alike)

    def lacks_links(self, entry: Entry) -> bool:
        """Return whether an entry is written like those that list papers, but has no links."""
        reading = self._readings[entry]
        if reading is None or not self._patterns[_pattern(reading)]:
            return False
        rest = len(reading.line.string()) - len(reading.line.string(reading.title))
        has_links = any(line.links for line in entry.lines)
        return reading.is_marked and not has_links and rest <= _LONGEST_REMARK


def _pattern(reading: Reading) -> tuple[object, ...]:
    """Return what entries that are written alike have in common."""
    marks = tuple(segment.mark for segment in reading.line.candidates)
    return reading.entry.kind, reading.title.mark, marks[:2]


def _labels(reading: Reading) -> set[str]:
    """Return the labels of the lines below a title."""
    lines = (line for line in reading.entry.lines if line is not reading.line)
    return {line.label.word.casefold() for line in lines if line.label}


def _shape(reading: Reading) -> tuple[object, ...]:
    """Return what the lines of an entry hold."""
    lines = (
        (line.place, line.label is not None, bool(line.candidates), bool(line.links))
        for line in reading.entry.lines
    )
    return reading.entry.kind, reading.title.mark, *lines
