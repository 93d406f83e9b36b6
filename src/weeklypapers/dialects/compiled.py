"""Compiled templates: items that follow a template, read by one regular expression.

A list has few templates. In a long list, they are found in a sample, and nearly all other items are
read here, in a fraction of the time that the comparison of segments takes. The values are in plain
text. An item with other markup in a value, or with a value that is not of its kind, is left to
`roles`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import attrs

from weeklypapers.dialects.appearance import Appearance, find_appearance_at_end, read_appearance
from weeklypapers.dialects.dates import partial_date
from weeklypapers.dialects.draft import is_nothing
from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.evidence import Evidence, evidence_of
from weeklypapers.dialects.filling import more_precise, topics_in
from weeklypapers.dialects.labels import is_link_label
from weeklypapers.dialects.patterns import parsed_date
from weeklypapers.dialects.people import are_people
from weeklypapers.dialects.segments import plain_segments
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import MONTHS, PartialDate
from weeklypapers.model.links import kind_of
from weeklypapers.model.names import read_names
from weeklypapers.model.templates import EXTRA, FIELDS, Hole, Template, TemplateLine

__all__ = ["Compiled", "PlainItem", "compile_templates"]

_NESTED = "\x02"  # between the texts of nested items
# Text without markup, except for what `_HIDDEN` finds.
_TEXT = r"[^\\`*~\[\]<>$\n\x02\"“”]"
_MARKUP = re.compile(r"[\\`*~\[\]<>$\"“”]")
# The text of a line that holds one value.
_LINE = r"(?:[^\\`*~\[\]<>$\n\x02]|\[|\](?!\())"
_HIDDEN = re.compile(r"(?<![^\W_])_|_(?![^\W_])|&(?! )|://|www\.")
# Characters that a value can't hold, or that Markdown replaces.
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_URL = r"https?://[^\s()<>\\&\x02]++"
_LINK = rf"\[{_TEXT}*+\]\({_URL}\)"
_LINKS = re.compile(rf"\[({_TEXT}*+)\]\(({_URL})\)")
_PICTURE = re.compile(r" ?!\[([^\[\]\n]*+)\]\([^\s()]*+\)")
_EMOJI = r"(?:[^\w\s*_`~\[\](){}<>\"“.,:;#/'\x02-]+\s+)*+"
_BETWEEN_LINKS = r"[\s\[\]()|,·•/&;-]{0,12}"
_NAME = re.compile(r"(?:[^\W\d_a-z][^\s\d,;]*+(?: [^\W\d_][^\s\d,;]*+){1,4})")
_ENDS = (")", "]", "）", "】")
_NO_NAMES = re.compile(r"[\d()\[\]（）【】]")
# These values are anything, so only markup, a label or a line can tell where they end.
_ANY = frozenset({"comment", "abstract", "affiliation", "name", "topics"})
_FEWEST = 3
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
    """

    name: str
    hole: Hole
    follows_title: bool


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
        (template, *_compiled(template))
        for template, count in counts
        if count >= max(_FEWEST, most * 0.05) and _is_clear(template)
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
    return _NESTED.join(texts)


# -- Templates to patterns -----------------------------------------------------------------------


def _is_clear(template: Template) -> bool:
    """Return whether the text around each hole shows where its value ends."""
    first = template.lines[0]
    if not re.match(r"(?:[-*+]|\d{1,9}[.)]) ", first.lead):
        return False
    roles = [hole.role for hole in template.holes]
    if len(set(roles)) < len(roles) or "title" not in roles:
        return False
    for line in template.lines:
        if "title" not in [hole.role for hole in line.holes] and len(line.holes) > 1:
            return False
        for hole in line.holes:
            is_marked = bool(hole.opening) or len(line.holes) == 1
            is_extra = hole.role.startswith(EXTRA)
            if (is_extra or hole.role in _ANY) and not is_marked:
                return False
            if not is_extra and hole.role not in (*_READERS, "title", "name", "links"):
                return False
            if hole.target is not None and (hole.role != "title" or hole.target != "url"):
                return False
            if any(char in hole.separator for char in "[]<>"):
                return False
    return True


def _compiled(template: Template) -> tuple[re.Pattern[str], Sequence[Group]]:
    groups: list[Group] = []
    parts: list[str] = []
    for index, line in enumerate(template.lines):
        body = _line(line, groups)
        if index == 0:
            parts.append(f"{_EMOJI}{body}")
            continue
        marker = _NESTED if re.match(r"\s*(?:[-*+]|\d{1,9}[.)]) ", line.lead) else r"[ \t]*\n[ \t]*"
        parts.append(f"(?:{marker}{body})?")
    return re.compile("".join([*parts, r"\s*"])), groups


def _line(line: TemplateLine, groups: list[Group]) -> str:
    pattern = ""
    for index, hole in enumerate(line.holes):
        opened = "".join(re.escape(each.opening) for each in line.groups if each.first == index)
        closed = "".join(re.escape(each.closing) for each in line.groups if each.last == index)
        group = f"h{len(groups)}"
        is_line = len(line.holes) == 1 and not (hole.opening or hole.closing or line.tail)
        groups.append(Group(group, hole, hole.role == "venue" and _follows_title(line, index)))
        value = _value(hole, group, is_line=is_line, is_ended=_is_ended(line, index))
        opening, closing = re.escape(hole.opening), re.escape(hole.closing)
        if hole.target is not None:
            head, _, tail = hole.opening.rpartition("[")
            close, _, _ = hole.closing.partition("]")
            opening = rf"{re.escape(head)}\[{re.escape(tail)}"
            closing = rf"{re.escape(close)}\]\((?P<{group}t>{_URL})\){_rest(hole)}"
        separator = _blanks(hole.separator)
        are_optional = all(each.role != "title" for each in line.holes[:index])
        if index and are_optional and not any(map(str.isalnum, hole.separator)):
            # The values before it may be missing. Inside a word, one of them isn't.
            separator = rf"(?:{separator}|(?<!\w))"
        body = f"{separator}{opened}{opening}{value}{closing}{closed}"
        pattern += body if hole.role == "title" else f"(?:{body})?"
    return pattern + (f"(?:{_blanks(line.tail)})?" if line.tail else "")


def _follows_title(line: TemplateLine, index: int) -> bool:
    """Return whether there is no markup between a hole and the title directly before it."""
    if index == 0 or line.holes[index - 1].role != "title":
        return False
    opened = "".join(group.opening for group in line.groups if group.first == index)
    hole = line.holes[index]
    between = line.holes[index - 1].closing + hole.separator + opened + hole.opening
    return _MARKUP.search(between) is None


def _rest(hole: Hole) -> str:
    """Return the pattern of what closes after the address of a link."""
    return re.escape(hole.closing.partition("})")[2])


def _blanks(text: str) -> str:
    return re.sub(r"(?:\\?[ \t])+", r"[ \\t]+", re.escape(text))


def _is_ended(line: TemplateLine, index: int) -> bool:
    """Return whether markup comes before each of the holes after a hole.

    Then the value is as long as its characters allow, and no shorter one has to be tried.
    """
    opened = ""
    for place, hole in enumerate(line.holes[index + 1 :], index + 1):
        opened += "".join(each.opening for each in line.groups if each.first == place)
        is_link = hole.role == "links" and bool(hole.separator)
        if not (is_link or _MARKUP.search(hole.separator + opened + hole.opening)):
            return False
    return not (line.tail or line.holes[index].closing)


def _value(hole: Hole, group: str, *, is_line: bool, is_ended: bool) -> str:
    """Return the pattern of the value of a hole.

    Args:
        hole: The hole.
        group: The name of the group.
        is_line: True if the value is all of its line.
        is_ended: True if only markup can follow.
    """
    if hole.role == "links":
        return rf"(?P<{group}>[\[(]{{0,3}}{_LINK}(?:{_BETWEEN_LINKS}{_LINK})*+[\])]*+)"
    if hole.role == "date":
        return rf"(?P<{group}>[^\n\x02]{{0,16}}?[0-9][^\n\x02]{{0,12}}?)"
    if hole.role == "venue" and not is_line:
        return rf"(?P<{group}>[^\W\d_](?:(?![,\d]){_TEXT})*?)"
    if is_line:
        return rf"(?P<{group}>{_LINE}++)"
    if hole.closing[:1] in ("*", '"', "”", "]", "`", "<"):
        return rf"(?P<{group}>{_TEXT}++)"
    if hole.role == "title" and is_ended:
        return rf"(?P<{group}>{_TEXT}+(?<!\s))"
    return rf"(?P<{group}>{_TEXT}+?)"


# -- Items to values -----------------------------------------------------------------------------


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
            item.links.extend([(_label(label), url) for label, url in _LINKS.findall(text)])
            continue
        value = _value_of(hole.role, text, hole.format, hole.opening)
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


@lru_cache(maxsize=4096)  # few labels are in many items
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


@lru_cache(maxsize=16_384)  # venues, dates and topics are in many items
def _value_of(role: str, text: str, form: str | None, opening: str) -> Any:
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
    if text.endswith(_ENDS) or text[-1].isdigit():
        return find_appearance_at_end(text) is None
    return text.strip() == text


def _is_one_segment(text: str) -> bool:
    """Return whether a plain text is a title and nothing else, such as authors or a venue."""
    (first, *others) = plain_segments(text, 0, len(text))
    return not others and first.end - first.begin == len(text) and first.evidence in _TITLES


def _date(text: str, form: str | None) -> PartialDate | None:
    date = parsed_date(text, form) if form else None
    return date if date and date.year in _YEARS else partial_date(text)


def _venue(text: str, _: str | None) -> Appearance | str | None:
    if text.split()[-1].strip(".,").casefold() in MONTHS:  # a part of a date
        return None
    appearance = read_appearance(text)
    if appearance is None:
        return " ".join(text.split())
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
    if text[:1].isdigit() and _date(text, None):
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
