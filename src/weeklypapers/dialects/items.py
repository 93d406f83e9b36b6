"""Papers in items, paragraphs and headings.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an entry is a paper if it has a title and
leads to a paper, or if it is written like the entries that do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from weeklypapers.dialects.collecting import Collector, ListedEntry, PassageResult
from weeklypapers.dialects.compiled import Compiled, compile_templates
from weeklypapers.dialects.entries import Entry, Node, tree_of
from weeklypapers.dialects.forms import Forms
from weeklypapers.dialects.labels import label_before_colon
from weeklypapers.dialects.levels import level_of
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.patterns import pattern_of, templates_of
from weeklypapers.dialects.plain_papers import plain_papers
from weeklypapers.dialects.samples import sample_of
from weeklypapers.dialects.slots import FEWEST_ENTRIES
from weeklypapers.model.templates import Template

__all__ = ["ItemsReader"]


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
        _find_templates(
            [
                each
                for collector in collectors
                for each in collector.entries
                if isinstance(each, ListedEntry) and each.template is None
            ]
        )
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
        _find_templates(listed)
        counts = Counter(each.template for each in listed if each.template)
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
    ) -> list[Collector]:
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
        forms = Forms(compared, [(each.template, each.reading) for each in sample if each.template])
        collectors = []
        for level in levels:
            collector = Collector(self.origins, forms, self.templates)
            collector.read_level(level)
            collectors.append(collector)
        return collectors


def _find_templates(entries: Sequence[ListedEntry]) -> None:
    """Find the template that each entry follows."""
    names = [pattern_of(each.reading, each.parts) for each in entries]
    templates = templates_of(names)
    for entry, name in zip(entries, names, strict=True):
        entry.template = templates.get(name)


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
            and (label.word in known or counts[label.word] >= FEWEST_ENTRIES)
            else line
            for line in entry.lines
        ]


def _first_line(entry: Entry) -> int | None:
    """Return the number of the first line of an entry; None for one without text."""
    return entry.lines[0].text.block.line if entry.lines else None
