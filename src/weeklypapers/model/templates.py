"""Templates: how the entries of a list are written, as Markdown with holes.

``- **{title}**, {venue}, {date} {links}`` has a hole for each value of a paper. The text around a
hole belongs to it: markup and brackets that enclose it, and the separator before it. Both are left
out with a value that is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import final

import attrs

from weeklypapers import display
from weeklypapers.model._protocols import LINK_UNIT, PaperLike, Slot
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.links import KINDS
from weeklypapers.model.text import remembering

__all__ = [
    "ROLES",
    "Group",
    "Hole",
    "Template",
    "TemplateLine",
    "filled_line",
    "lines_of",
    "unlinked",
]

FIELDS: dict[str, str] = {
    "title": "title",
    "authors": "listed_authors",
    "venue": "venue",
    "date": "listed_date",
    "week": "week",
    "affiliation": "affiliation",
    "category": "category",
    "topics": "topics",
    "abstract": "abstract",
    "comment": "comment",
}
"""The field of `Paper` for each hole that holds one."""

EXTRA = "extra:"
"""The beginning of holes for `Paper.extra`: ``{extra:Stars}``."""

ROLES: tuple[str, ...] = (*FIELDS, "links", "url", "id", "name", "number", *sorted(KINDS))
"""The holes: fields, all links, the address of the link around a hole, the arXiv identifier, the
short name of a method (``extra["name"]``), the number of the entry, and the address of a link of
one kind."""

_DATE_CODES = ("%Y", "%y", "%m", "%-m", "%b", "%B", "%d", "%-d")
_IDENTIFYING = frozenset({"title", "links", "url", "id", *KINDS})
_HOLE = re.compile(r"\{\{|\}\}|\{(?P<role>extra:[^{}:\[\]]+|[^{}:]+)(?::(?P<format>[^{}]*))?\}")
_PIPE = re.compile(r"(?<!\\)\|")
_BRACE = re.compile(r"[{}]")
_LEAD = re.compile(r"^\s*(?:(?:[-*+]|\d{1,9}[.)]|\{number\}[.)]|\#{1,6}|>)[ \t]+)*")
_MIRROR = {"(": ")", "[": "]", "<": ">", "“": "”", "（": "）", "【": "】", "「": "」", "『": "』"}
_BRACKETS = "([（【"
_OPENING = frozenset('([<“（【「『"*_`~')
_TOKEN = re.compile(r"<(?P<tag>[A-Za-z]+)>|.", re.DOTALL)
# After a hole: the end of the text of a link, and the beginning of its address.
_LINK_END = re.compile(r"[*_`~\"”]*\]\(")
# The openings at the end of a text, in the reversed text: a search would try each place.
_REVERSED_OPENINGS = re.compile(r"^(?:>[A-Za-z]++<|[(\[<“（【「『\"*_`~])*+")


@attrs.frozen
class Hole:
    """A hole of a template, with the text that belongs to it.

    Attributes:
        role: The value that it holds: one of `ROLES`, or ``extra:`` and a header.
        format: How the value is written, such as ``"%b %Y"`` for a date; None for the default.
        separator: The text before it.
        opening: The markup and brackets that open directly before it.
        closing: Those that close directly after it.
        target: The role of the address, if the hole is the text of a link; else None.
    """

    role: str
    format: str | None = None
    separator: str = ""
    opening: str = ""
    closing: str = ""
    target: str | None = None

    @property
    def source(self) -> str:
        """The hole as it is written in a template."""
        return f"{{{self.role}:{self.format}}}" if self.format else f"{{{self.role}}}"

    @property
    def field(self) -> str | None:
        """The field of `Paper` that it holds; None for links, numbers and extra."""
        return FIELDS.get(self.role)


@attrs.frozen
class Group:
    """Markup or brackets around several holes of a line, such as ``*{venue}, {date}*``.

    Attributes:
        first: The index of the first hole in it.
        last: The index of the last one.
        opening: The text that opens it, after the separator of the first hole.
        closing: The text that closes it.
    """

    first: int
    last: int
    opening: str
    closing: str


@attrs.frozen
class TemplateLine:
    """A line of a template.

    Attributes:
        lead: The indentation and the marker of an item or a heading.
        holes: The holes.
        groups: Markup and brackets around several holes, the outer ones first.
        tail: The text after the last hole.
    """

    lead: str
    holes: tuple[Hole, ...]
    groups: tuple[Group, ...] = ()
    tail: str = ""


def _check_pattern(instance: object, attribute: attrs.Attribute[str], pattern: object) -> None:
    if not isinstance(pattern, str):
        raise InvalidValueError(f"Template: expected text, got {show(pattern)}")
    holes = [match for match in _HOLE.finditer(pattern) if match["role"]]
    rest = _HOLE.sub("", pattern)
    if brace := _BRACE.search(rest):
        raise InvalidValueError(
            f"Template: expected holes such as {{title}}, and {{{{ and }}}} for braces, got "
            f"{show(brace[0])} in {show(pattern)}"
        )
    for hole in holes:
        role = hole["role"]
        if role not in ROLES and not role.startswith(EXTRA):
            hint = did_you_mean(role, ROLES)
            raise InvalidValueError(
                f"Template: there is no hole {{{role}}}; {{extra:{role}}} is a column. {hint}"
            )
        if hole["format"] is not None:
            _check_format(hole)
    if _IDENTIFYING.isdisjoint(hole["role"] for hole in holes):
        raise InvalidValueError(
            f"Template: expected a hole for the title or a link, such as {{title}} or {{url}}, in "
            f"{show(pattern)}"
        )


def _check_format(hole: re.Match[str]) -> None:
    """Check the format of a hole."""
    form = hole["format"]
    if hole["role"] in ("date", "week"):
        codes = re.findall(r"%-?.?", form)
        is_right = bool(codes) and all(code in _DATE_CODES for code in codes)
        expected = f"a date with some of {', '.join(_DATE_CODES)}"
    elif hole["role"] == "links":
        is_right = len(LINK_UNIT.findall(form)) == 1
        expected = "[label](url) or <url>"
    else:
        is_right, expected = False, "no format; only dates, weeks and links have one"
    if not is_right:
        raise InvalidValueError(f"Template: expected {expected}, got {show(form)} in {hole[0]}")


@public
@final
@attrs.frozen(repr=False)
class Template:
    """The form of the entries of a list: Markdown with a hole for each value.

    ``- **{title}**, {venue}, {date:%Y} {links}`` is the template of ``- **LongRAG**, arXiv, 2024
    [[Paper](https://…)]``. Holes are ``{title}``, ``{authors}``, ``{venue}``, ``{date}``,
    ``{week}``, ``{affiliation}``, ``{category}``, ``{topics}``, ``{abstract}``, ``{comment}``,
    ``{name}`` for the short name of a method, ``{id}`` for the arXiv identifier, ``{number}``,
    ``{links}``, ``{url}`` in ``[{title}]({url})``, the address of one kind of link, such as
    ``{code}``, and ``{extra:Stars}`` for values without a field. A date has the format of
    `strftime`, and links that of one of them: ``{links:[[label](url)] }``.

    Attributes:
        pattern: The text with holes. ``{{`` and ``}}`` are braces.

    Raises:
        InvalidValueError: A hole is unknown or has a wrong format, or there is none for the title
            or a link.
    """

    pattern: str = attrs.field(validator=_check_pattern)

    def __str__(self) -> str:
        return self.pattern

    def __repr__(self) -> str:
        return f"Template({self.pattern!r})"

    def _repr_html_(self) -> str:
        return display.html(self)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of its holes, in order."""
        return tuple(
            role for hole in self.holes for role in (hole.role, hole.target) if role is not None
        )

    @property
    def holes(self) -> tuple[Hole, ...]:
        """Its holes, in order."""
        return tuple(hole for line in self.lines for hole in line.holes)

    @property
    def lines(self) -> tuple[TemplateLine, ...]:
        """Its lines."""
        return lines_of(self.pattern)

    def render(self, paper: PaperLike) -> str:
        """Return the Markdown of an entry for a paper.

        Texts are escaped where it is necessary. Parts that the paper lacks are left out, and so are
        values without a hole.

        Args:
            paper: The paper.

        Raises:
            InvalidValueError: It is no paper.
        """
        from weeklypapers.model.rendering import values_of

        if not isinstance(paper, PaperLike):
            raise InvalidValueError(f"render needs a Paper, got {show(paper)}")

        is_row = self.pattern.startswith("|")
        values = values_of(paper, _slots(self.holes), is_row=is_row)
        if is_row:  # a cell stays, with nothing in it
            return _filled_row(self.pattern, values)
        return self._filled(values, once=True)

    def fill(self, values: Mapping[str, str]) -> str:
        """Return an entry with some values, without the parts for the missing ones.

        Args:
            values: The Markdown of each value, by role.
        """
        return self._filled(values, once=False)

    def _filled(self, values: Mapping[str, str], *, once: bool) -> str:
        """Return an entry with some values, each of them once or in all holes of its role."""
        lines: list[str] = []
        roles: set[str] = set()
        for line in self.lines:
            known = roles if once else ()
            filled = filled_line(line, {role: values[role] for role in values if role not in known})
            roles.update(hole.role for hole in line.holes)
            if filled is not None:
                lines.append(filled)
        return "\n".join(lines)


def _filled_row(pattern: str, values: Mapping[str, str]) -> str:
    """Return a row with some values; a cell without values is empty."""
    cells = [cell.strip() for cell in _PIPE.split(pattern.strip().strip("|"))]
    filled = [filled_line(_line_of(cell), values) or "" for cell in cells]
    return f"| {' | '.join(filled)} |"


def filled_line(line: TemplateLine, values: Mapping[str, str]) -> str | None:
    """Return a line with some values; None if all of its values are missing.

    Args:
        line: The line.
        values: The Markdown of each value, by role.
    """
    present = [index for index, hole in enumerate(line.holes) if values.get(hole.role)]
    if line.holes and not present:
        return None
    openings: dict[int, str] = {}  # of groups, by the index of their first present hole
    closings: dict[int, str] = {}
    for group in line.groups:
        begin, end = bisect_left(present, group.first), bisect_right(present, group.last)
        if begin < end:
            first, last = present[begin], present[end - 1]
            openings[first] = openings.get(first, "") + group.opening
            closings[last] = group.closing + closings.get(last, "")
    parts = [line.lead.replace("{number}", values.get("number", "1"))]
    firsts = {group.first for group in line.groups}
    before = -1  # the present hole before
    for index in present:
        separator = _separator(line, range(before + 1, index + 1), firsts)
        is_at_start = before < 0 and not separator
        value = _filled(line.holes[index], values, is_at_start=is_at_start)
        parts += separator, openings.get(index, ""), value, closings.get(index, "")
        before = index
    return "".join([*parts, line.tail])


def _slots(holes: Iterable[Hole]) -> Iterator[Slot]:
    """Yield the slots of holes, for their values."""
    for hole in holes:
        is_target = f"{hole.separator}{hole.opening}".endswith("](")
        yield Slot(hole.role, hole.format, hole.opening, hole.closing, is_target=is_target)
        if hole.target is not None:
            yield Slot(hole.target, is_target=True)


def _filled(hole: Hole, values: Mapping[str, str], *, is_at_start: bool) -> str:
    """Return a value with what belongs to its hole.

    Args:
        hole: The hole.
        values: The Markdown of each value, by role.
        is_at_start: True if it begins its line.
    """
    if hole.target is not None:
        target = values.get(hole.target)
        if target:
            closing = hole.closing.replace(f"{{{hole.target}}}", target)
            hole = attrs.evolve(hole, closing=closing)
        else:
            hole = unlinked(hole)
    value = values[hole.role]
    if is_at_start and not hole.opening:
        from weeklypapers.markdown.escaping import at_line_start

        value = at_line_start(value)
    return f"{hole.opening}{value}{hole.closing}"


def unlinked(hole: Hole) -> Hole:
    """Return a hole without the link that it labels."""
    opening, closing = hole.opening.removeprefix("["), hole.closing.partition("]")[0]
    return attrs.evolve(hole, opening=opening, closing=closing, target=None)


def _separator(line: TemplateLine, holes: range, firsts: Container[int]) -> str:
    """Return the separator before a present hole, which may be that of a missing value before it.

    Args:
        line: The line.
        holes: The indices of the missing holes directly before it, and its own.
        firsts: The indices of the holes that begin a group.
    """
    index = holes[-1]
    hole = line.holes[index]
    separator = hole.separator
    if not separator.strip() and not hole.opening.startswith(tuple(_BRACKETS)):
        separator = _inherited_separator(line, holes, firsts) or separator
    if holes[0] == 0 and index > 0 and not any(map(str.isalnum, separator)):
        return ""  # nothing is left to be separated
    return separator


def _inherited_separator(line: TemplateLine, holes: range, firsts: Container[int]) -> str:
    """Return the separator of the missing values directly before a hole: ``, {venue} {date}``."""
    *missing, index = holes
    if index in firsts:
        return ""
    for other in reversed(missing):
        if line.holes[other].separator.strip() or other in firsts:
            return line.holes[other].separator
    return ""


@remembering(1024)
def lines_of(pattern: str) -> tuple[TemplateLine, ...]:
    """Divide a text with holes into lines. The holes need not be those of a template."""
    return tuple(map(_line_of, pattern.split("\n")))


def _line_of(text: str) -> TemplateLine:
    """Divide a line of a template into holes and the text around them."""
    body = _LEAD.sub("", text)
    (rest, *literals), sources = _literals(body)
    holes: list[Hole] = []
    groups: list[Group] = []
    opened: list[tuple[int, str]] = []  # the groups that are not closed yet
    following = iter(zip(sources, literals, strict=True))
    for (role, form), literal in following:
        separator, opening = _divided(rest)
        rest, target = literal, None
        is_text = "[" in opening and _LINK_END.match(rest)
        if is_text and (address := next(following, None)):
            (target, _), literal = address
            tail, _, after = literal.partition(")")
            closing, rest = f"{rest}{{{target}}}{tail})", after
            outer, _, inner = opening.rpartition("[")
            own = f"[{inner}"
        else:
            begin, size = _closed(opening, rest)
            closing, rest = rest[:size], rest[size:]
            outer, own = opening[:begin], opening[begin:]
        if outer:
            opened.append((len(holes), outer))
        holes.append(Hole(role, form, separator, own, closing, target))
        while opened:
            first, outer = opened.pop()
            begin, size = _closed(outer, rest)
            if begin:
                opened.append((first, outer[:begin]))
            if not size:
                break
            groups.append(Group(first, len(holes) - 1, outer[begin:], rest[:size]))
            rest = rest[size:]
    for first, outer in opened:  # it is not closed: a part of the separator
        holes[first] = attrs.evolve(holes[first], separator=holes[first].separator + outer)
    return TemplateLine(text.removesuffix(body), tuple(holes), tuple(reversed(groups)), rest)


def _divided(literal: str) -> tuple[str, str]:
    """Divide the text between two holes into a separator, and what opens before the second."""
    begin = len(_REVERSED_OPENINGS.sub("", literal[::-1]))
    opened: list[int] = []
    for place, char in enumerate(literal[:begin]):
        if char in _MIRROR:
            opened.append(place)
        elif opened and char == _MIRROR[literal[opened[-1]]]:
            opened.pop()
    begin = min(begin, *opened) if opened else begin
    return literal[:begin], literal[begin:]


def _literals(text: str) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Return the literal texts around the holes of a line, and the holes."""
    literals, holes = [""], []
    place = 0
    for match in _HOLE.finditer(text):
        literals[-1] += text[place : match.start()]
        place = match.end()
        if match["role"] is None:
            literals[-1] += match[0][0]
        else:
            holes.append((match["role"], match["format"]))
            literals.append("")
    literals[-1] += text[place:]
    return literals, holes


def _marks(opening: str) -> list[tuple[int, str]]:
    """Return the places of what must be closed, and what closes it, the last one first."""
    opened: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(opening):
        if opened and match[0] == opened[-1][1] and match[0] in _MIRROR.values():
            opened.pop()
        elif match["tag"]:
            opened.append((match.start(), f"</{match['tag']}>"))
        elif match[0] in _OPENING:
            opened.append((match.start(), _MIRROR.get(match[0], match[0])))
    return opened[::-1]


def _closed(opening: str, following: str) -> tuple[int, int]:
    """Return where the part of an opening begins that a text closes, and the length of what does.

    Args:
        opening: The text directly before a hole.
        following: The text directly after it, or after another hole.
    """
    begin, size = len(opening), 0
    for place, closing in _marks(opening):
        if not following.startswith(closing, size):
            break
        begin, size = place, size + len(closing)
    return begin, size
