"""Template patterns: the regular expressions of the items that follow a template.

They match the plain text of values and the markup between these, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from weeklypapers.dialects.plain_values import ROLES
from weeklypapers.model.templates import EXTRA, Hole, Template, TemplateLine

__all__ = ["LINKS", "NESTED", "Group", "is_clear", "template_pattern"]

NESTED = "\x02"
"""The character between the texts of an item and of those nested in it."""

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)]) ")
# Text without markup, except for what `plain_values` refuses.
_TEXT = r"[^\\`*~\[\]<>$\n\x02\"“”]"
_MARKUP = re.compile(r"[\\`*~\[\]<>$\"“”]")
# The text of a line that holds one value.
_LINE = r"(?:[^\\`*~\[\]<>$\n\x02]|\[|\](?!\())"
_URL = r"https?://[^\s()<>\\&\x02]++"
_LINK = rf"\[{_TEXT}*+\]\({_URL}\)"
LINKS = re.compile(rf"\[({_TEXT}*+)\]\(({_URL})\)")
"""Matches each link in the text of a hole for links, with its label and its address."""

_EMOJI = r"(?:[^\w\s*_`~\[\](){}<>\"“.,:;#/'\x02-]+\s+)*+"
_BETWEEN_LINKS = r"[\s\[\]()|,·•/&;-]{0,12}"
# These values are anything, so only markup, a label or a line can tell where they end.
_ANY = frozenset({"comment", "abstract", "affiliation", "name", "topics"})


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


def is_clear(template: Template) -> bool:
    """Return whether the text around each hole shows where its value ends."""
    if not _MARKER.match(template.lines[0].lead):
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
            if not is_extra and hole.role not in (*ROLES, "title", "name", "links"):
                return False
            if hole.target is not None and (hole.role != "title" or hole.target != "url"):
                return False
            if any(char in hole.separator for char in "[]<>"):
                return False
    return True


def template_pattern(template: Template) -> tuple[re.Pattern[str], Sequence[Group]]:
    """Return the pattern of the items that follow a template, and its groups."""
    groups: list[Group] = []
    parts: list[str] = []
    for index, line in enumerate(template.lines):
        body = _line(line, groups)
        if index == 0:
            parts.append(f"{_EMOJI}{body}")
            continue
        marker = NESTED if _MARKER.match(line.lead.lstrip()) else r"[ \t]*\n[ \t]*"
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
            rest = re.escape(hole.closing.partition("})")[2])
            closing = rf"{re.escape(close)}\]\((?P<{group}t>{_URL})\){rest}"
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
