"""Papers of all items that follow compiled templates, built at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import attrs

from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.model.bulk import build
from weeklypapers.model.names import with_names
from weeklypapers.model.paper import NO_EXTRA, Extra, Link, Paper

__all__ = ["plain_papers"]


def plain_papers(items: Sequence[tuple[PlainItem, Section]], origins: Origins) -> list[Paper]:
    """Return the papers of items, each with the part of the document that holds it.

    Args:
        items: The items.
        origins: The list, for the origins of the papers.
    """
    pairs = [link for item, _ in items for link in item.links]
    labels, urls = ([pair[part] for pair in pairs] for part in range(2))
    links = iter(build(Link, len(pairs), url=urls, label=labels))
    return build(
        Paper,
        len(items),
        **_columns([_values_of(*each) for each in items]),
        links=[tuple(islice(links, len(item.links))) for item, _ in items],
        extra=[Extra(item.extra) if item.extra else NO_EXTRA for item, _ in items],
        origin=origins.of_entries(
            [item.node.blocks[0].line for item, _ in items],
            ["\n".join(_lines_of(item.node)) for item, _ in items],
            [item.template for item, _ in items],
        ),
    )


def _columns(rows: Sequence[dict[str, Any]]) -> dict[str, Iterable[object]]:
    """Return the values of each field that one of the papers has."""
    names = {name for row in rows for name in row}
    defaults = {field.name: field.default for field in attrs.fields(Paper) if field.name in names}
    return {name: [row.get(name, default) for row in rows] for name, default in defaults.items()}


def _values_of(item: PlainItem, section: Section) -> dict[str, Any]:
    """Return the values of the fields of a paper, with missing values from its section."""
    values = section.defaults | with_names(item.values)
    if topics := item.values.get("topics"):
        values["topics"] = tuple(" > ".join((*section.topics, topic)) for topic in topics)
    return values


def _lines_of(node: Node) -> Sequence[str]:
    """Return the lines of an item and of those nested in it."""
    if len(node.blocks) == 1 and not node.children:  # nearly always
        return node.blocks[0].lines
    own = [line for block in node.blocks for line in block.lines]
    return [*own, *(line for child in node.children for line in _lines_of(child))]
