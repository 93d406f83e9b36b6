"""Compiled templates: items that follow a template, read by one regular expression.

A list has few templates. In a long list, they are found in a sample, and nearly all other items are
read here, in a fraction of the time that the comparison of segments takes. The values are in plain
text. An item with other markup in a value, or with a value that is not of its kind, is left to
`roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from weeklypapers.dialects.appearance import Appearance
from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.evidence import evidence_of
from weeklypapers.dialects.filling import more_precise
from weeklypapers.dialects.plain_values import NOTHING, label_of_link, value_of
from weeklypapers.dialects.template_patterns import LINKS, NESTED, Group, is_clear, template_pattern
from weeklypapers.model.links import kind_of
from weeklypapers.model.templates import EXTRA, FIELDS, Hole, Template

__all__ = ["Compiled", "PlainItem", "compile_templates"]

# Characters that a value can't hold, or that Markdown replaces.
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_PICTURE = re.compile(r" ?!\[([^\[\]\n]*+)\]\([^\s()]*+\)")
_FEWEST = 3


class PlainItem(NamedTuple):
    """The paper of an item that follows a template.

    Attributes:
        node: The item.
        template: The template.
        values: The values by field of `Paper`, the authors as `Names`.
        links: The label and the address of each link.
        extra: The values without a field.
        match: The match of the template.
        groups: The groups of the match.
    """

    node: Node
    template: Template
    values: dict[str, Any]
    links: list[tuple[str, str]]
    extra: dict[str, str]
    match: re.Match[str]
    groups: Sequence[Group]

    def spans(self) -> Iterator[tuple[Hole, int, int]]:
        """Yield the holes with values, and the ranges of these in the texts of the blocks."""
        source = _source_of(self.node) or ""
        pictures = list(_PICTURE.finditer(source)) if len(source) > len(self.match.string) else []
        for group, hole, _ in self.groups:
            start, stop = self.match.span(group)
            if start < stop:
                yield hole, _with_pictures(start, pictures), _with_pictures(stop - 1, pictures) + 1


def _with_pictures(offset: int, pictures: Sequence[re.Match[str]]) -> int:
    """Return an offset in a text with pictures from that in the text without them."""
    for picture in pictures:
        if offset >= picture.start():
            offset += picture.end() - picture.start()
    return offset


@attrs.frozen
class Compiled:
    """The templates of a list, compiled.

    Attributes:
        readers: For each template the pattern of an item, and its groups.
    """

    readers: Sequence[tuple[Template, re.Pattern[str], Sequence[Group]]]
    _items: dict[Node, PlainItem | None] = attrs.field(factory=dict, init=False)

    def read(self, node: Node) -> PlainItem | None:
        """Return the paper of an item, or None if it doesn't follow a template in plain text."""
        if node not in self._items:
            self._items[node] = self._read(node) if node.item else None
        return self._items[node]

    def _read(self, node: Node) -> PlainItem | None:
        source = _source_of(node)
        if source is None:
            return None
        if "![" in source:
            if any(map(_is_venue, _PICTURE.findall(source))):
                return None
            source = _PICTURE.sub("", source)
        for template, pattern, groups in self.readers:
            match = pattern.fullmatch(source)
            if match is not None and (item := _item(node, template, match, groups)):
                return item
        return None


def compile_templates(templates: Iterable[tuple[Template, int]]) -> Compiled | None:
    """Compile the templates of items.

    Args:
        templates: Templates with the number of entries that follow each.
    """
    counts = list(templates)
    most = max((count for _, count in counts), default=0)
    readers = [
        (template, *template_pattern(template))
        for template, count in counts
        if count >= max(_FEWEST, most * 0.05) and is_clear(template)
    ]
    return Compiled(readers) if readers else None


def _is_venue(label: str) -> bool:
    """Return whether the label of a picture, such as a badge, is a venue."""
    return evidence_of(label.replace("_", " "))[0] == "venue"


def _source_of(node: Node) -> str | None:
    """Return the text of an item and of those nested in it."""
    if len(node.blocks) != 1:
        return None
    (block,) = node.blocks
    if block.kind != "paragraph" or block.references or block.quoted:
        return None
    text = block.text
    if not text.isprintable() and _CONTROL.search(text):
        return None
    if not node.children:
        return text
    texts = [text]
    for child in node.children:
        source = None if child.children else _source_of(child)
        if source is None:
            return None
        texts.append(source)
    return NESTED.join(texts)


def _item(
    node: Node, template: Template, match: re.Match[str], groups: Sequence[Group]
) -> PlainItem | None:
    """Return the paper of a match; None if a value is not of its kind."""
    item = PlainItem(node, template, {}, [], {}, match, groups)
    remarks: list[str] = []
    for group, hole, follows_title in groups:
        text = match[group]
        if text is None:
            continue
        if hole.role == "links":
            item.links.extend([(label_of_link(label), url) for label, url in LINKS.findall(text)])
            continue
        value = value_of(hole.role, text, hole.format, hole.opening)
        if value is None or (follows_title and isinstance(value, str)):
            return None
        if hole.target:
            item.links.append((value, match[f"{group}t"]))
        remarks += _take(item, hole.role, value)
    kinds = [kind_of(url, label) if label else None for label, url in item.links]
    if "paper" not in kinds or None in kinds:
        return None
    if remarks:
        item.values["comment"] = "\n".join(remarks)
    return item


def _take(item: PlainItem, role: str, value: Any) -> tuple[str, ...]:
    """Add the value of a hole to an item; return the remarks in it."""
    if value is NOTHING:
        return ()
    if isinstance(value, Appearance):
        item.values["venue"] = value.venue
        if value.date:
            date = item.values.get("listed_date")
            item.values["listed_date"] = more_precise(date, value.date)
        return (value.remark,) if value.remark else ()
    if role == "comment":
        return (value,)
    if role in FIELDS:
        item.values[FIELDS[role]] = value
    else:
        item.extra.setdefault(role.removeprefix(EXTRA), value)
    return ()
