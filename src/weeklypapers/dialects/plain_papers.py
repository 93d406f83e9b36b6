"""Papers of all items that follow compiled templates, built at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import attrs

from weeklypapers.dialects.compiled import PlainItem
from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.origins import Origins
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
    urls, labels = ([pair[part] for pair in pairs] for part in range(2))
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
    fields = attrs.fields_dict(Paper)
    names = {name for row in rows for name in row}
    return {name: [row.get(name, fields[name].default) for row in rows] for name in names}


def _values_of(item: PlainItem, section: Section) -> dict[str, Any]:
    """Return the values of the fields of a paper, with missing values from its section."""
    values = section.defaults | with_names(item.values)
    if topics := item.values.get("topics"):
        values["topics"] = tuple(" > ".join((*section.topics, topic)) for topic in topics)
    return values


def _lines_of(node: Node) -> Iterator[str]:
    """Yield the lines of an item and of those nested in it."""
    for block in node.blocks:
        yield from block.lines
    for child in node.children:
        yield from _lines_of(child)
