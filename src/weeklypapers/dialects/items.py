"""Papers in items, paragraphs and headings.

``- [Title](https://…), venue, 2025 [[Code](https://…)]``: an entry is a paper if it has a title and
leads to a paper, or if it is written like the entries that do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
from weeklypapers.model.templates import Template

__all__ = ["ItemsReader"]

_FEWEST_ENTRIES = 3
_SAMPLES = 8  # passages
_SAMPLE = 32  # items
_LONG = 100  # items
_MOST_DETAILS = 8  # items nested in an entry


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
        _find_templates(collectors)
        return [collector.result(papers) for collector in collectors]

    def _compiled(
        self, passages: Sequence[Passage], trees: Sequence[list[Node]]
    ) -> tuple[list[ListedEntry], Compiled | None]:
        """Return some entries of a list, and their compiled templates if it is a long one."""
        linked = [
            (passage, items)
            for passage, nodes in zip(passages, trees, strict=True)
            if (items := list(_linked_items(nodes)))
        ]
        if sum(len(items) for _, items in linked) < _LONG:
            return [], None
        step = max(1, len(linked) // _SAMPLES)
        size = max(1, _SAMPLE // min(_SAMPLES, len(linked)))
        sample = [(passage, items[:size]) for passage, items in linked[::step]]
        passages, trees = [each for each, _ in sample], [items for _, items in sample]
        listed = _find_templates(self._collect(passages, trees, None, []))
        counts = Counter(each.template for each in listed if each.template)
        return listed, compile_templates(counts.most_common())

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
        _label_repeated(entries)
        known = {_first_line(entry) for entry in entries}
        sampled = [each.reading.entry for each in sample] if compiled else []
        compared = [each for each in sampled if _first_line(each) not in known] + entries
        forms = Forms(compared, {each.template: each.reading for each in sample if each.template})
        collectors = []
        for level in levels:
            collector = Collector(self.origins, forms, self.templates)
            collector.read_level(level)
            collectors.append(collector)
        return collectors


def _find_templates(collectors: Sequence[Collector]) -> list[ListedEntry]:
    """Find the templates of the entries that follow none of the user; return these entries."""
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
    return listed


def _linked_items(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the items with an address, or with one in an item nested in them."""
    for node in nodes:
        if not node.item:
            continue
        if _is_linked(node) or (
            len(node.children) <= _MOST_DETAILS
            and any(map(_is_linked, node.children))
            and not any(child.children for child in node.children)
        ):
            yield node
        else:
            yield from _linked_items(node.children)


def _is_linked(node: Node) -> bool:
    for block in node.blocks:
        for line in block.lines:
            if "://" in line:
                return True
    return False


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


def _first_line(entry: Entry) -> int | None:
    """Return the number of the first line of an entry; None for one without text."""
    return entry.lines[0].text.block.line if entry.lines else None
