"""Compiled templates: items that follow a template, read by one regular expression.

A list has few templates. In a long list, they are found in a sample, and nearly all other items are
read here, in a fraction of the time that the comparison of segments takes. The values are in plain
text. An item with other markup in a value, or with a value that is not of its kind, is left to
`roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import contains

import attrs

from weeklypapers.dialects.entries import Node
from weeklypapers.dialects.evidence import evidence_of
from weeklypapers.dialects.plain_items import (
    NESTED,
    PICTURE,
    ROLES,
    TEXT,
    URL,
    Group,
    PlainItem,
    plain_item,
    source_of,
)
from weeklypapers.dialects.slots import FEWEST_ENTRIES
from weeklypapers.model.templates import EXTRA, Hole, Template, TemplateLine, unlinked

__all__ = ["Compiled", "Trust", "compile_templates"]

_MARKUP = re.compile(r"[\\`*~\[\]<>$\"“”]")
# The text of a line that holds one value.
_LINE = r"(?:[^\\`*~\[\]<>$\n\x02]|\[|\](?!\())"
_LINK = rf"\[{TEXT}*+\]\({URL}\)"
_EMOJI = r"(?:[^\w\s*_`~\[\](){}<>\"“.,:;#/'\x02-]+\s+)*+"
_BETWEEN_LINKS = r"[\s\[\]()|,·•/&;-]{0,12}"
# These values are anything, so only markup, a label or a line can tell where they end.
_ANY = frozenset({"comment", "abstract", "affiliation", "name", "topics"})
_LABEL_END = re.compile(r"\w.*[:：]\s*\Z")
_CLEAR = frozenset({"", "missing", "venue", "date", "names", "category"})


class Trust:
    """The evidence of items that a sample shows to be read as the general path reads them.

    The general path compares the texts in a place of all entries. A text with other evidence than
    all those of the sample in its place can have another role.
    """

    def __init__(self, right: Iterable[PlainItem], wrong: Iterable[PlainItem]) -> None:
        """Collect the evidence of the sample.

        Args:
            right: The items that both paths read alike.
            wrong: The others.
        """
        self._seen: dict[Template, list[set[str]]] = {}
        for item in right:
            seen = self._seen.setdefault(item.template, [set() for _ in item.groups])
            for each, evidence in zip(seen, item.evidence, strict=True):
                each.add(evidence)
        self._wrong = {(item.template, *item.evidence) for item in wrong}

    def covers(self, item: PlainItem) -> bool:
        """Return whether items with the evidence of an item are read alike."""
        seen = self._seen.get(item.template, ())
        if not seen or (item.template, *item.evidence) in self._wrong:
            return False
        if all(map(contains, seen, item.evidence)):
            return True
        # A missing value moves others to its place. The place decides only what unclear ones are.
        return _CLEAR.issuperset(item.evidence) and all(
            each == "missing" or each in known
            for known, each in zip(seen, item.evidence, strict=True)
        )


@attrs.frozen
class Compiled:
    """The templates of a list, compiled.

    Attributes:
        readers: For each template the pattern of an item, and its groups.
        trust: The evidence in the places of items that may be read; None for any.
    """

    readers: Sequence[tuple[Template, re.Pattern[str], Sequence[Group]]]
    trust: Trust | None = None
    _items: dict[Node, PlainItem | None] = attrs.field(factory=dict, init=False)

    def read(self, node: Node) -> PlainItem | None:
        """Return the paper of an item, or None if it doesn't follow a template in plain text."""
        if node not in self._items:
            self._items[node] = self._read(node) if node.item else None
        return self._items[node]

    def _read(self, node: Node) -> PlainItem | None:
        source = source_of(node)
        if source is None:
            return None
        if "![" in source:
            if any(map(_is_venue, PICTURE.findall(source))):
                return None
            source = PICTURE.sub("", source)
        for template, pattern, groups in self.readers:
            match = pattern.fullmatch(source)
            if match is None or (item := plain_item(node, template, match, groups)) is None:
                continue
            if self.trust is None or self.trust.covers(item):
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
        if count >= max(FEWEST_ENTRIES, most * 0.05) and _is_clear(template)
    ]
    return Compiled(readers) if readers else None


def _is_venue(label: str) -> bool:
    """Return whether the label of a picture, such as a badge, is a venue."""
    return evidence_of(label.replace("_", " "))[0] == "venue"


# -- Templates to patterns -----------------------------------------------------------------------


def _is_clear(template: Template) -> bool:
    """Return whether the text around each hole shows where its value ends."""
    first = template.lines[0]
    if not re.match(r"(?:[-*+]|\d{1,9}[.)]) ", first.lead):
        return False
    roles = [hole.role for hole in template.holes]
    if len(set(roles)) < len(roles) or "title" not in roles:
        return False
    return all(map(_is_clear_line, template.lines))


def _is_clear_line(line: TemplateLine) -> bool:
    """Return whether the text around each hole of a line shows where its value ends."""
    if any(map(str.isdigit, _fixed_text(line))):
        return False  # a number may be the date of other entries
    if "title" not in [hole.role for hole in line.holes] and len(line.holes) > 1:
        return False
    for hole in line.holes:
        is_marked = bool(hole.opening) or len(line.holes) == 1
        is_extra = hole.role.startswith(EXTRA)
        if (is_extra or hole.role in _ANY) and not is_marked:
            return False
        if not is_extra and hole.role not in ROLES:
            return False
        if hole.target is not None and (hole.role != "title" or hole.target != "url"):
            return False
        if any(char in hole.separator for char in "[]<>"):
            return False
    return True


def _fixed_text(line: TemplateLine) -> str:
    """Return the text of a line around its values."""
    holes = (f"{hole.separator}{hole.opening}{hole.closing}" for hole in line.holes)
    groups = (f"{group.opening}{group.closing}" for group in line.groups)
    return "".join([*holes, *groups, line.tail])


def _compiled(template: Template) -> tuple[re.Pattern[str], Sequence[Group]]:
    groups: list[Group] = []
    parts: list[str] = []
    for index, line in enumerate(template.lines):
        body = _line(line, groups, is_below=index > 0)
        if index == 0:
            parts.append(f"{_EMOJI}{body}")
            continue
        marker = NESTED if re.match(r"\s*(?:[-*+]|\d{1,9}[.)]) ", line.lead) else r"[ \t]*\n[ \t]*"
        parts.append(f"(?:{marker}{body})?")
    return re.compile("".join([*parts, r"\s*"])), groups


def _line(line: TemplateLine, groups: list[Group], *, is_below: bool) -> str:
    pattern = ""
    for index, hole in enumerate(line.holes):
        opened = "".join(re.escape(each.opening) for each in line.groups if each.first == index)
        closed = "".join(re.escape(each.closing) for each in line.groups if each.last == index)
        group = f"h{len(groups)}"
        is_line = len(line.holes) == 1 and not (hole.opening or hole.closing or line.tail)
        is_labelled = index == 0 and _LABEL_END.search(hole.separator) is not None
        follows_title = hole.role == "venue" and _follows_title(line, index)
        begins_line = index == 0 and is_below and not is_labelled
        groups.append(Group(group, hole, follows_title, is_labelled, begins_line))
        value = _value(hole, group, is_line=is_line, is_ended=_is_ended(line, index))
        opening, closing = re.escape(hole.opening), re.escape(hole.closing)
        if hole.target is not None:
            label = unlinked(hole)
            opening = rf"\[{re.escape(label.opening)}"
            closing = rf"{re.escape(label.closing)}\]\((?P<{group}t>{URL})\)"
        opening, closing = _emphasis(opened + opening, closing + closed)
        separator = _blanks(hole.separator)
        are_optional = all(each.role != "title" for each in line.holes[:index])
        if index and are_optional and not any(map(str.isalnum, hole.separator)):
            # The values before it may be missing. Inside a word, one of them isn't.
            separator = rf"(?:{separator}|(?<!\w))"
        body = f"{separator}{opening}{value}{closing}"
        pattern += body if hole.role == "title" else f"(?:{body})?"
    return pattern + (f"(?:{_blanks(line.tail)})?" if line.tail else "")


def _emphasis(opening: str, closing: str) -> tuple[str, str]:
    """Return the patterns around a value; stars beside a blank are no emphasis."""
    return (
        opening + (r"(?!\s)" if opening.endswith("*") else ""),
        (r"(?<!\s)" if closing.startswith(r"\*") else "") + closing,
    )


def _follows_title(line: TemplateLine, index: int) -> bool:
    """Return whether there is no markup between a hole and the title directly before it."""
    if index == 0 or line.holes[index - 1].role != "title":
        return False
    opened = "".join(group.opening for group in line.groups if group.first == index)
    hole = line.holes[index]
    between = line.holes[index - 1].closing + hole.separator + opened + hole.opening
    return _MARKUP.search(between) is None


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
        return rf"(?P<{group}>[^\W\d_](?:(?![,\d]){TEXT})*?)"
    if is_line:
        return rf"(?P<{group}>{_LINE}++)"
    if hole.closing[:1] in ("*", '"', "”", "]", "`", "<"):
        return rf"(?P<{group}>{TEXT}++)"
    if hole.role == "title" and is_ended:
        return rf"(?P<{group}>{TEXT}+(?<!\s))"
    return rf"(?P<{group}>{TEXT}+?)"
