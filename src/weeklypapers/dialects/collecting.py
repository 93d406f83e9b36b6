"""Collecting: the papers of one passage, and the problems of its entries that list none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from weeklypapers.dialects.composing import entry_of
from weeklypapers.dialects.entries import Entry
from weeklypapers.dialects.filling import paper_of
from weeklypapers.dialects.forms import Forms
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.judging import lists_paper
from weeklypapers.dialects.levels import Found, Level
from weeklypapers.dialects.matching import match_entry
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.plain_places import places_of
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.markdown import Block
from weeklypapers.model.errors import show
from weeklypapers.model.links import LinkKind
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.model.templates import Template

__all__ = ["Collector", "ListedEntry", "PassageResult"]


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


@attrs.define
class Collector:
    """The papers and problems of one passage."""

    origins: Origins
    forms: Forms
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
            lacking = [each for each in items if each.entry and self.forms.lacks_links(each.entry)]
            for found in lacking:
                self._report(found.block, "skipped: expected a link to a paper", "warning")
            items = [each for each in items if each not in lacking]
        if items:
            subject = f"{len(items)} items that list" if len(items) > 1 else "an item that lists"
            self._report(items[0].block, f"skipped: {subject} no papers", "info")
        for found in skipped:
            if not found.is_item and found.block.kind != "heading" and found.leads:
                self._report(found.block, "skipped: a link to a paper in running text", "info")

    def _read_entry(self, entry: Entry, level: Level) -> bool:
        """Read an entry; return whether it lists a paper."""
        for template in self.templates:
            if matched := match_entry(entry, template):
                self.entries.append(
                    ListedEntry(matched.reading, matched.parts, template, kinds=matched.kinds)
                )
                return True
        reading = self.forms.reading_of(entry)
        if reading is None:
            return False
        if not lists_paper(reading) and not self.forms.include(reading, level):
            return False
        self.entries.append(ListedEntry(reading, self.forms.parts_of(reading)))
        if self.templates:
            self._report_other_form(reading)
        return True

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
