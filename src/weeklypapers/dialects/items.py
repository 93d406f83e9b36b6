"""Papers in items, paragraphs and headings.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an entry is a paper if it has a title and
leads to a paper, or if it is written like the entries that do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from weeklypapers.dialects.compiled import Compiled, compile_templates
from weeklypapers.dialects.entries import Entry, Node, tree_of
from weeklypapers.dialects.filling import paper_of
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.labels import label_before_colon
from weeklypapers.dialects.levels import (
    Found,
    Level,
    entry_of,
    is_prose,
    level_of,
    lists_paper,
    read_title,
)
from weeklypapers.dialects.matching import match_entry
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.patterns import pattern_of, templates_of
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.plain_papers import plain_papers
from weeklypapers.dialects.plain_places import places_of
from weeklypapers.dialects.roles import Part, Profile, Reading, candidates
from weeklypapers.dialects.samples import sample_of
from weeklypapers.dialects.segments import word_count
from weeklypapers.markdown import Block
from weeklypapers.model.errors import show
from weeklypapers.model.links import LinkKind
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.model.templates import Template

__all__ = ["ItemsReader", "ListedEntry", "PassageResult"]

_FEWEST_ENTRIES = 3
_LONGEST_REMARK = 60  # characters
_PUBLISHED = {"appearance", "venue", "listed_date"}


@attrs.define(eq=False)
class ListedEntry:
    """An entry that lists a paper.

    Attributes:
        reading: The entry with its title.
        parts: Its other parts, with their roles.
        template: The template that it follows.
        paper: The paper, if it was read by a compiled template.
        kinds: The kinds of its links according to its template, by address.
    """

    reading: Reading
    parts: list[Part]
    template: Template | None = None
    paper: Paper | None = None
    kinds: Mapping[str, LinkKind] = attrs.field(factory=dict)

    @property
    def raw(self) -> str:
        """Its lines, joined by line feeds."""
        return "\n".join(line for _, line in self.reading.entry.source)


@attrs.define
class ItemsReader:
    """A reader of the items and paragraphs of a document.

    Attributes:
        origins: The list, for the origins of the papers.
        templates: The templates of the user, in order. Entries that follow none of them are read
            as in other lists.
        keeps_entries: True to return the entry of each paper.
    """

    origins: Origins
    templates: Sequence[Template] = ()
    keeps_entries: bool = attrs.field(default=False, kw_only=True)

    def read(self, passages: Sequence[Passage]) -> list[PassageResult]:
        """Return the papers and problems of each passage."""
        trees = [tree_of(passage.blocks) for passage in passages]
        sample, compiled = ([], None) if self.templates else self._compiled(passages, trees)
        collectors = self._collect(passages, trees, compiled, sample)
        plain = [
            each
            for collector in collectors
            for each in collector.entries
            if isinstance(each, tuple)
        ]
        papers = iter(plain_papers(plain, self.origins))
        if self.keeps_entries:
            for collector in collectors:
                collector.find_entries(papers)
        listed = [
            each
            for collector in collectors
            for each in collector.entries
            if isinstance(each, ListedEntry) and each.template is None
        ]
        names = [pattern_of(each.reading, each.parts) for each in listed]
        templates = templates_of(names)
        for entry, name in zip(listed, names, strict=True):
            entry.template = templates.get(name)
        return [collector.result(papers) for collector in collectors]

    def _compiled(
        self, passages: Sequence[Passage], trees: Sequence[list[Node]]
    ) -> tuple[list[ListedEntry], Compiled | None]:
        """Return some entries of a list, and their compiled templates if it is a long one."""
        if (sample := sample_of(passages, trees)) is None:
            return [], None
        collectors = self._collect(sample.passages, sample.trees, None, [])
        results = [collector.result(iter(())) for collector in collectors]
        listed = [entry for result in results for entry in result.entries]
        names = [pattern_of(each.reading, each.parts) for each in listed]
        templates = templates_of(names)
        counts = Counter(templates[name] for name in names if name in templates)
        for entry, name in zip(listed, names, strict=True):
            entry.template = templates.get(name)
        compiled = compile_templates(counts.most_common())
        if compiled is None:
            return listed, None
        papers = {
            _first_line(entry.reading.entry): paper
            for result in results
            for entry, paper in zip(result.entries, result.papers, strict=True)
        }
        for problem in (problem for result in results for problem in result.problems):
            papers.pop(problem.line, None)  # compiled templates report nothing
        trust = sample.trust(compiled, papers, self.origins)
        return listed, attrs.evolve(compiled, trust=trust)

    def _collect(
        self,
        passages: Sequence[Passage],
        trees: Sequence[list[Node]],
        compiled: Compiled | None,
        sample: Sequence[ListedEntry],
    ) -> list[_Collector]:
        """Return the entries of each passage that list papers.

        Args:
            passages: The passages.
            trees: The items and other blocks of each passage.
            compiled: The templates of the list, if they are known.
            sample: Entries that follow them, for comparison with the others.
        """
        levels = [
            level_of(passage, nodes, compiled)
            for passage, nodes in zip(passages, trees, strict=True)
        ]
        entries = [found.entry for level in levels for found in level.walk() if found.entry]
        sampled = [each.reading.entry for each in sample] if compiled else []
        _label_repeated(entries, sampled)
        known = {_first_line(entry) for entry in entries}
        compared = [each for each in sampled if _first_line(each) not in known] + entries
        profile = Profile(entry for entry in compared if entry.leads)
        readings = {id(entry): read_title(entry, profile) for entry in compared}
        listing = [each for each in readings.values() if each and lists_paper(each)]
        patterns = Counter(map(_pattern, listing))
        labels = Counter(word for reading in listing for word in _labels(reading))
        shapes = {each.template: _shape(each.reading) for each in sample if each.template}
        collectors = []
        for level in levels:
            collector = _Collector(
                self.origins, profile, readings, patterns, labels, shapes, self.templates
            )
            collector.read_level(level)
            collectors.append(collector)
        return collectors


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


def _label_repeated(entries: Sequence[Entry], sampled: Sequence[Entry]) -> None:
    """Label the lines below titles that begin with the same words and a colon.

    Args:
        entries: The entries.
        sampled: Entries whose lines have labels already.
    """
    lines = (line for entry in sampled for line in entry.lines)
    known = {line.label.word for line in lines if line.label and line.label.is_repeated}
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
            if (label := labels.get(id(line)))
            and (label.word in known or counts[label.word] >= _FEWEST_ENTRIES)
            else line
            for line in entry.lines
        ]


def _first_line(entry: Entry) -> int | None:
    """Return the number of the first line of an entry; None for one without text."""
    return entry.lines[0].text.block.line if entry.lines else None


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
    """The papers and problems of one passage.

    Attributes:
        shapes: What the lines of the items hold that follow a compiled template.
    """

    origins: Origins
    profile: Profile
    readings: dict[int, Reading | None]
    patterns: Counter[tuple[object, ...]]
    labels: Counter[str]
    shapes: Mapping[Template, tuple[object, ...]]
    templates: Sequence[Template]
    entries: list[ListedEntry | tuple[PlainItem, Section]] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def result(self, plain: Iterator[Paper]) -> PassageResult:
        """Return the papers of the entries, and all problems.

        Args:
            plain: The papers of the items that were read by a compiled template.
        """
        papers: list[Paper] = []
        listed: list[ListedEntry] = []
        for entry in self.entries:
            if isinstance(entry, tuple):
                papers.append(next(plain))
                continue
            if entry.paper:
                papers.append(entry.paper)
                listed.append(entry)
                continue
            paper, problems = paper_of(
                entry.reading, entry.parts, self.origins, entry.template, entry.kinds
            )
            self.problems += problems
            if paper is not None:
                papers.append(paper)
                listed.append(entry)
        return PassageResult(papers, self.problems, listed)

    def find_entries(self, plain: Iterator[Paper]) -> None:
        """Find the places of the values of papers that were read by a compiled template."""
        for index, entry in enumerate(self.entries):
            if isinstance(entry, tuple):
                item, section = entry
                places = places_of(item, entry_of(item.node, section))
                self.entries[index] = ListedEntry(*places, item.template, next(plain))

    def read_level(self, level: Level) -> None:
        """Read the entries of one level, and report those that list no paper."""
        is_aside = level.is_aside
        count = len(self.entries)
        skipped: list[Found] = []
        for found in level.found:
            before = len(self.entries)
            if found.plain:
                if is_aside:
                    skipped.append(found)
                else:
                    self.entries.append((found.plain, level.section))
                continue
            is_paper = not is_aside and found.entry and self._read_entry(found.entry, level)
            if found.inner:
                self.read_level(found.inner)
            if not is_paper and len(self.entries) == before:
                skipped.append(found)
        self._report_skipped(level, skipped, has_papers=len(self.entries) > count)

    def _report_skipped(self, level: Level, skipped: Sequence[Found], *, has_papers: bool) -> None:
        """Report the entries of a level that list no paper."""
        items = [found for found in skipped if found.is_item]
        if level.is_aside and any(found.leads for found in items):
            message = f"skipped: below {level.section.topics[-1]!r}, which is no list of papers"
            self._report(items[0].block, message, "info")
            items = []
        elif has_papers:  # entries without their links are reported one by one
            lacking = [each for each in items if each.entry and self._lacks_links(each.entry)]
            for found in lacking:
                self._report(found.block, "skipped: expected a link to a paper", "warning")
            items = [each for each in items if each not in lacking]
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
                self.entries.append(
                    ListedEntry(matched.reading, matched.parts, template, kinds=matched.kinds)
                )
                return True
        reading = self.readings[id(entry)]
        if reading is None:
            return False
        if not lists_paper(reading) and not self._follows_pattern(reading, level):
            return False
        self.entries.append(ListedEntry(reading, self.profile.parts(reading)))
        if self.templates:
            self._report_other_form(reading)
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
        shape = _shape(reading)
        others = [self.readings[id(found.entry)] for found in level.found if found.entry]
        alike = [lists_paper(each) for each in others if each and _shape(each) == shape]
        plain = [found.plain.template for found in level.found if found.plain]
        alike += [True for template in plain if self.shapes.get(template) == shape]
        count = sum(alike)
        below = [line for line in reading.entry.lines if line is not reading.line]
        if below and all(line.label and line.label.is_known for line in below):
            return count > 0  # "Project: <https://…>" in place of "PDF: <https://…>"
        return count * 2 >= len(alike)

    def _report_other_form(self, reading: Reading) -> None:
        """Report an entry that follows none of the templates of the user."""
        first, *others = self.templates
        count = f" or one of {len(others)} others" if others else ""
        message = f"expected an entry like {show(first.pattern)}{count}; read as in other lists"
        self._report(reading.line.text.block, message, "warning", code="other-form")

    def _report(
        self, block: Block, message: str, severity: Severity, *, code: str = "other-item"
    ) -> None:
        """Report an item, a paragraph or a heading."""
        line, column = block.place(0)
        problem = Problem(
            code=code,
            message=message,
            line=line,
            column=column,
            text=block.lines[0],
            severity=severity,
            file=self.origins.file,
        )
        self.problems.append(problem)
