"""Papers in items, paragraphs and headings.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an entry is a paper if it has a title and
leads to a paper, or if it is written like the entries that do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from weeklypapers.dialects.entries import Entry
from weeklypapers.dialects.filling import paper_of
from weeklypapers.dialects.labels import label_before_colon
from weeklypapers.dialects.levels import (
    Found,
    Level,
    is_prose,
    level_of,
    lists_paper,
    read_title,
)
from weeklypapers.dialects.matching import match_entry
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.patterns import pattern_of, templates_of
from weeklypapers.dialects.roles import Part, Profile, Reading, candidates
from weeklypapers.dialects.segments import word_count
from weeklypapers.markdown import Block
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.model.templates import Template

__all__ = ["ItemsReader", "ListedEntry", "PassageResult"]

_FEWEST_ENTRIES = 3
_LONGEST_REMARK = 60  # characters
_PUBLISHED = {"appearance", "venue", "listed_date"}


@attrs.frozen(eq=False)
class ListedEntry:
    """An entry that lists a paper.

    Attributes:
        reading: The entry with its title.
        parts: Its other parts, with their roles.
        template: The template that it follows.
    """

    reading: Reading
    parts: list[Part]
    template: Template | None = None


@attrs.define
class ItemsReader:
    """A reader of the items and paragraphs of a document.

    Attributes:
        file: The name of the list.
        templates: The templates of the user, in order. Entries that follow none of them are read
            as in other lists.
    """

    file: str | None
    templates: Sequence[Template] = ()

    def read(self, passages: Sequence[Passage]) -> list[PassageResult]:
        """Return the papers and problems of each passage."""
        levels = [level_of(passage) for passage in passages]
        entries = [found.entry for level in levels for found in level.walk() if found.entry]
        _label_repeated(entries)
        profile = Profile(entry for entry in entries if entry.leads)
        readings = {id(entry): read_title(entry, profile) for entry in entries}
        patterns = Counter(
            _pattern(reading)
            for reading in readings.values()
            if reading and lists_paper(reading)
        )
        labels = Counter(
            word
            for reading in readings.values()
            if reading and lists_paper(reading)
            for word in _labels(reading)
        )
        collectors = []
        for level in levels:
            collector = _Collector(self.file, profile, readings, patterns, labels, self.templates)
            collector.read_level(level)
            collectors.append(collector)
        listed = [each for collector in collectors for each in collector.entries]
        names = [pattern_of(each.reading, each.parts) for each in listed if not each.template]
        templates = templates_of(names)
        found = (templates.get(name) for name in names)
        return [
            collector.result([
                each if each.template else attrs.evolve(each, template=next(found))
                for each in collector.entries
            ])
            for collector in collectors
        ]


@attrs.frozen
class PassageResult:
    """The papers of a passage.

    Attributes:
        papers: The papers.
        problems: The problems.
        entries: The entry of each paper.
    """

    papers: list[Paper]
    problems: list[Problem]
    entries: list[ListedEntry]


def _label_repeated(entries: Sequence[Entry]) -> None:
    """Label the lines below titles that begin with the same words and a colon."""
    labels = {
        id(line): label
        for entry in entries
        for line in entry.lines[1:]
        if line.label is None
        and (label := label_before_colon(line.text.content.inline.text, line.begin, line.end))
    }
    counts = Counter(label.word for label in labels.values())
    for entry in entries:
        entry.lines[:] = [
            attrs.evolve(line, label=label)
            if (label := labels.get(id(line))) and counts[label.word] >= _FEWEST_ENTRIES
            else line
            for line in entry.lines
        ]


def _pattern(reading: Reading) -> tuple[object, ...]:
    """Return what entries that are written alike have in common."""
    marks = tuple(segment.mark for segment in candidates(reading.line))
    return reading.entry.kind, reading.title.mark, marks[:2]


def _labels(reading: Reading) -> set[str]:
    """Return the labels of the lines below a title."""
    lines = (line for line in reading.entry.lines if line is not reading.line)
    return {line.label.word.casefold() for line in lines if line.label}


def _shape(reading: Reading) -> tuple[object, ...]:
    """Return what the lines of an entry hold."""
    lines = (
        (line.place, line.label is not None, bool(candidates(line)), bool(line.links))
        for line in reading.entry.lines
    )
    return reading.entry.kind, reading.title.mark, *lines


@attrs.define
class _Collector:
    """The papers and problems of one passage."""

    file: str | None
    profile: Profile
    readings: dict[int, Reading | None]
    patterns: Counter[tuple[object, ...]]
    labels: Counter[str]
    templates: Sequence[Template]
    entries: list[ListedEntry] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def result(self, entries: Sequence[ListedEntry]) -> PassageResult:
        """Return the papers of some entries, and all problems."""
        papers: list[Paper] = []
        listed: list[ListedEntry] = []
        for entry in entries:
            paper, problems = paper_of(entry.reading, entry.parts, self.file, entry.template)
            self.problems += problems
            if paper is not None:
                papers.append(paper)
                listed.append(entry)
        return PassageResult(papers, self.problems, listed)

    def read_level(self, level: Level) -> None:
        """Read the entries of one level, and report those that list no paper."""
        is_aside = level.is_aside
        count = len(self.entries)
        skipped: list[Found] = []
        for found in level.found:
            before = len(self.entries)
            if not is_aside and found.entry and self._read_entry(found.entry, level):
                pass
            elif not found.inner:
                skipped.append(found)
            if found.inner:
                self.read_level(found.inner)
                if len(self.entries) == before:
                    skipped.append(found)
        items = [found for found in skipped if found.is_item]
        if is_aside and any(found.leads for found in items):
            topic = level.section.topics[-1]
            self._report(items[0].block, f"skipped: below {topic!r}, which is no list of papers", "info")
            items = []
        elif len(self.entries) > count:
            for found in items:  # entries without their links are reported one by one
                if found.entry and self._lacks_links(found.entry):
                    message = "skipped: expected a link to a paper"
                    self._report(found.block, message, "warning")
            items = [each for each in items if not (each.entry and self._lacks_links(each.entry))]
        if items:
            subject = f"{len(items)} items that list" if len(items) > 1 else "an item that lists"
            self._report(items[0].block, f"skipped: {subject} no papers", "info")
        for found in skipped:
            if not found.is_item and found.block.kind != "heading" and found.leads:
                self._report(found.block, "skipped: a link to a paper in running text", "info")

    def _lacks_links(self, entry: Entry) -> bool:
        """Return whether an entry is written like those that list papers, but has no links."""
        reading = self.readings[id(entry)]
        if reading is None or not self.patterns[_pattern(reading)]:
            return False
        rest = len(reading.line.string()) - len(reading.line.string(reading.title))
        has_links = any(line.links for line in entry.lines)
        return reading.is_marked and not has_links and rest <= _LONGEST_REMARK

    def _read_entry(self, entry: Entry, level: Level) -> bool:
        """Read an entry; return whether it lists a paper."""
        for template in self.templates:
            if matched := match_entry(entry, template):
                self.entries.append(ListedEntry(*matched, template))
                return True
        reading = self.readings[id(entry)]
        if reading is None:
            return False
        if not lists_paper(reading) and not self._follows_pattern(reading, level):
            return False
        self.entries.append(ListedEntry(reading, self.profile.parts(reading)))
        return True

    def _follows_pattern(self, reading: Reading, level: Level) -> bool:
        """Return whether an entry without a link to a paper is written like those with one."""
        if is_prose(reading) or reading.entry.leads:
            return False
        roles = {part.role for part in self.profile.parts(reading)}
        has_links = any(line.links for line in reading.entry.lines)
        if reading.entry.kind == "item" and has_links and roles & _PUBLISHED:
            return True
        if has_links and any(self.labels[word] >= _FEWEST_ENTRIES for word in _labels(reading)):
            return True
        if self.patterns[_pattern(reading)] < _FEWEST_ENTRIES:
            return False
        if has_links and roles & {*_PUBLISHED, "listed_authors"}:
            return True
        if reading.is_marked and reading.title.mark != "link":
            words = word_count(reading.line.string(reading.title))
            return words > 1 or bool(roles & {"name", "listed_authors"})
        return has_links and self._is_among(reading, level)

    def _is_among(self, reading: Reading, level: Level) -> bool:
        """Return whether most entries of a level that have the lines of this one list papers."""
        others = [self.readings[id(found.entry)] for found in level.found if found.entry]
        alike = [each for each in others if each and _shape(each) == _shape(reading)]
        count = sum(map(lists_paper, alike))
        below = [line for line in reading.entry.lines if line is not reading.line]
        if below and all(line.label and line.label.is_known for line in below):
            return count > 0  # "Project: <https://…>" in place of "PDF: <https://…>"
        return count * 2 >= len(alike)

    def _report(self, block: Block, message: str, severity: Severity) -> None:
        line, column = block.place(0)
        problem = Problem(
            code="other-item",
            message=message,
            line=line,
            column=column,
            text=block.lines[0],
            severity=severity,
            file=self.file,
        )
        self.problems.append(problem)
