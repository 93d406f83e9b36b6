"""Samples of long lists, which show what compiled templates may read.

The general path compares the texts in a place of all entries. Compiled templates look at one item
only. So they read the items of the sample, too, and what they read differently there, they don't
read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from weeklypapers.dialects.compiled import Compiled, Trust
from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.outline import Passage
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.plain_papers import plain_papers
from weeklypapers.model.paper import Paper

__all__ = ["Sample", "sample_of"]

_SAMPLES = 8  # passages
_SAMPLE = 32  # items
_LONG = 100  # items
_MOST_DETAILS = 8  # items nested in an entry


@attrs.frozen
class Sample:
    """Some items of a long list.

    Attributes:
        passages: Their passages.
        trees: The items of each passage.
    """

    passages: Sequence[Passage]
    trees: Sequence[list[Node]]

    def trust(
        self, compiled: Compiled, papers: Mapping[int | None, Paper], origins: Origins
    ) -> Trust:
        """Return the evidence of the items that compiled templates read as the general path does.

        Args:
            compiled: The templates.
            papers: The papers that the general path reads without a problem, by their first line.
            origins: The list.
        """
        plain = [
            (item, passage.section)
            for passage, nodes in zip(self.passages, self.trees, strict=True)
            for node in nodes
            if (item := compiled.read(node))
        ]
        right: list[PlainItem] = []
        wrong: list[PlainItem] = []
        for (item, _), paper in zip(plain, plain_papers(plain, origins), strict=True):
            is_right = papers.get(item.node.blocks[0].line) == paper
            (right if is_right else wrong).append(item)
        return Trust(right, wrong)


def sample_of(passages: Sequence[Passage], trees: Sequence[list[Node]]) -> Sample | None:
    """Return some items of a list; None if it is not a long one.

    Args:
        passages: The passages of the list.
        trees: The items and other blocks of each passage.
    """
    linked = [
        (passage, items)
        for passage, nodes in zip(passages, trees, strict=True)
        if (items := list(_linked_items(nodes)))
    ]
    if sum(len(items) for _, items in linked) < _LONG:
        return None
    chosen = linked[:: max(1, len(linked) // _SAMPLES)]
    size = max(1, _SAMPLE // min(_SAMPLES, len(linked)))
    return Sample([each for each, _ in chosen], [items[:size] for _, items in chosen])


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
