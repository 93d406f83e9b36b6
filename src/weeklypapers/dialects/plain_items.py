"""Plain items: those that a compiled template matches, and their values.

An item with a value that is not of the kind of its hole is refused. So is one with other evidence
in a place than the items of the sample have there, because the general path compares the texts of a
place to find what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from weeklypapers.dialects.appearance import Appearance, find_appearance_at_end, read_appearance
from weeklypapers.dialects.date_formats import parsed_date
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.evidence import Evidence, evidence_of
from weeklypapers.dialects.filling import more_precise, topics_in
from weeklypapers.dialects.labels import is_before_link, is_link_label, label_before_colon
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.segments import plain_segments
from weeklypapers.dialects.trimming import trim
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import MONTHS, PartialDate
from weeklypapers.model.links import kind_of
from weeklypapers.model.names import read_names
from weeklypapers.model.templates import EXTRA, FIELDS, Hole, Template
from weeklypapers.model.text import remembering

__all__ = [
    "NESTED",
    "PICTURE",
    "ROLES",
    "TEXT",
    "URL",
    "Group",
    "PlainItem",
    "plain_item",
    "source_of",
]

NESTED = "\x02"
"""The character between the texts of nested items."""

TEXT = r"[^\\`*~\[\]<>$\n\x02\"“”]"
"""The pattern of a character of text without markup, except for what `_HIDDEN` finds."""

URL = r"https?://[^\s()<>\\&\x02]++"
"""The pattern of an address."""

PICTURE = re.compile(r" ?!\[([^\[\]\n]*+)\]\([^\s()]*+\)(?!\w)")
"""The pattern of a picture that separates no words, with its label and the blank before it."""

_LINKS = re.compile(rf"\[({TEXT}*+)\]\(({URL})\)")
_HIDDEN = re.compile(r"(?<![^\W_])_|_(?![^\W_])|&(?! )|://|www\.")
# Characters that a value can't hold, or that Markdown replaces.
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_NAME = re.compile(r"(?:[^\W\d_a-z][^\s\d,;]*+(?: [^\W\d_][^\s\d,;]*+){1,4})")
_ENDS = (")", "]", "）", "】")
_NO_NAMES = re.compile(r"[\d()\[\]（）【】]")
_YEARS = range(1900, 2101)  # those of `date_patterns`
_TITLES: tuple[Evidence, ...] = ("text", "prose", "person")
_AFTER_TITLES = (*".,:：，。",)  # they don't belong to a title


class Group(NamedTuple):
    """A group of a pattern.

    Attributes:
        name: Its name.
        hole: Its hole.
        follows_title: True for a venue after a title without markup. An unknown venue may be a
            part of the title.
        is_labelled: True if a label names the role of its value.
        begins_line: True if it begins a line below the title without a label.
    """

    name: str
    hole: Hole
    follows_title: bool
    is_labelled: bool
    begins_line: bool


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
        evidence: The evidence of the text of each group, as far as the general path needs it.
    """

    node: Node
    template: Template
    values: dict[str, Any]
    links: list[tuple[str, str]]
    extra: dict[str, str]
    match: re.Match[str]
    groups: Sequence[Group]
    evidence: list[str]

    def spans(self) -> Iterator[tuple[Hole, int, int]]:
        """Yield the holes with values, and the ranges of these in the texts of the blocks."""
        source = source_of(self.node) or ""
        pictures = list(PICTURE.finditer(source)) if len(source) > len(self.match.string) else []
        for group, hole, *_ in self.groups:
            start, stop = self.match.span(group)
            if start < stop:
                yield hole, _with_pictures(start, pictures), _with_pictures(stop - 1, pictures) + 1


def _with_pictures(offset: int, pictures: Sequence[re.Match[str]]) -> int:
    """Return an offset in a text with pictures from that in the text without them."""
    for picture in pictures:
        if offset >= picture.start():
            offset += picture.end() - picture.start()
    return offset


def source_of(node: Node) -> str | None:
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
        source = None if child.children else source_of(child)
        if source is None:
            return None
        texts.append(source)
    return NESTED.join(texts)


def plain_item(
    node: Node, template: Template, match: re.Match[str], groups: Sequence[Group]
) -> PlainItem | None:
    """Return the paper of a match; None if a value is not of its kind."""
    item = PlainItem(node, template, {}, [], {}, match, groups, [])
    remarks: list[str] = []
    bare = len(match.string)  # the offset of a title without markup
    for group in groups:
        text = match[group.name]
        if text is None:
            item.evidence.append("missing")
            continue
        if group.hole.role == "links":
            if is_before_link(match.string, bare, match.start(group.name)):
                return None  # a sentence
            item.evidence.append(_take_links(item, text))
            continue
        if group.begins_line and label_before_colon(text, 0, len(text)):
            return None  # a label if it begins several lines of the list
        value = _value_of(text, group.hole.role, group.hole.format, group.hole.opening)
        if value is None or (group.follows_title and isinstance(value, str)):
            return None
        if group.hole.target:
            item.links.append((value, match[f"{group.name}t"]))
        if group.hole.role == "title" and not group.hole.opening:
            bare = match.start(group.name)
        is_certain = group.is_labelled or group.hole.role == "title"
        item.evidence.append("" if is_certain else evidence_of(text.strip())[0])
        remarks += _take(item, group.hole.role, value)
    if remarks:
        item.values["comment"] = "\n".join(remarks)
    kinds = [kind_of(url, label) if label else None for label, url in item.links]
    return item if "paper" in kinds and None not in kinds else None


def _take_links(item: PlainItem, text: str) -> str:
    """Add the links in a text to an item; return the evidence of their labels."""
    links = _LINKS.findall(text)
    item.links.extend([(_label(label), url) for label, url in links])
    return "" if all(_is_label(label) for label, _ in links) else "text"


@remembering(4096)
def _is_label(text: str) -> bool:
    """Return whether the general path takes the text of a link for a label, and nothing else."""
    text = text.strip()
    return not text or evidence_of(text)[0] in ("label", "id") or is_link_label(text)


@remembering(4096)  # few labels are in many items
def _label(text: str) -> str:
    """Return the label of a link; nothing if Markdown replaces a part of it."""
    return "" if _HIDDEN.search(text) else " ".join(text.split())


def _take(item: PlainItem, role: str, value: Any) -> tuple[str, ...]:
    """Add the value of a hole to an item; return the remarks in it."""
    if value is _NOTHING:
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


_NOTHING: Final = object()


@remembering(16_384)  # venues, dates and topics are in many items
def _value_of(text: str, role: str, form: str | None, opening: str) -> Any:
    """Return the value of a text; None if it is not of its kind, `_NOTHING` if it means nothing."""
    if _HIDDEN.search(text):
        return None
    if role == "title":
        is_whole = _is_title(text) and (bool(opening) or _is_one_segment(text))
        return " ".join(text.split()) if is_whole else None
    if is_nothing(text):
        return _NOTHING
    read = _READERS.get(role)
    return read(text, form) if read else text.strip()


def _is_title(text: str) -> bool:
    if (" " not in text and text.isascii()) or text.endswith(_AFTER_TITLES) or is_link_label(text):
        return False
    if not _is_bare(text[0]):
        return False
    if text.endswith(_ENDS) or text[-1].isdigit():
        return find_appearance_at_end(text) is None
    return text.strip() == text


def _is_one_segment(text: str) -> bool:
    """Return whether a plain text is a title and nothing else, such as authors or a venue."""
    (first, *others) = plain_segments(text, 0, len(text))
    return not others and first.end - first.begin == len(text) and first.evidence in _TITLES


def _is_bare(text: str) -> bool:
    """Return whether a text has no separator at an end, which the general path leaves out."""
    return trim(text, 0, len(text)) == (0, len(text))


def _date(text: str, form: str | None) -> PartialDate | None:
    date = parsed_date(text, form) if form else None
    return date if date and date.year in _YEARS else partial_date(text)


def _venue(text: str, _: str | None) -> Appearance | str | None:
    if text.split()[-1].strip(".,").casefold() in MONTHS:  # a part of a date
        return None
    appearance = read_appearance(text)
    if appearance is None:
        return " ".join(text.split()) if _is_bare(text.strip()) else None
    return appearance if appearance.venue is not None else None


def _authors(text: str, _: str | None) -> object:
    names = read_names(text)
    if names and (all(map(_NAME.fullmatch, names.names)) or _are_people(text)):
        return names
    return None


def _are_people(text: str) -> bool:
    return _NO_NAMES.search(text) is None and are_people(text)


def _topics(text: str, _: str | None) -> object:
    return topics_in(text)


def _category(text: str, _: str | None) -> object:
    return Category.parse(text) if evidence_of(text)[0] == "category" and " " not in text else None


def _text(text: str, _: str | None) -> object:
    if text[:1].isdigit() and partial_date(text):
        return None  # the value before it is missing
    return " ".join(text.split())


_READERS: dict[str, Callable[[str, str | None], object]] = {
    "date": _date,
    "venue": _venue,
    "authors": _authors,
    "affiliation": _text,
    "comment": _text,
    "abstract": _text,
    "topics": _topics,
    "category": _category,
}

ROLES = frozenset({*_READERS, "title", "name", "links"})
"""The roles of holes whose values can be read here."""
