"""Patterns: the template that an entry follows, found from its parts.

The Markdown of each value is replaced by a hole, and all other text stays. Entries that leave out
some values follow the template of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from weeklypapers.dialects.appearance import Appearance
from weeklypapers.dialects.date_formats import date_format
from weeklypapers.dialects.draft import label_of
from weeklypapers.dialects.entries import Line
from weeklypapers.dialects.filling import has_full_stop, title_range
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.dialects.trimming import SYMBOLS
from weeklypapers.markdown import Mark
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.links import kind_of
from weeklypapers.model.templates import FIELDS, Template

__all__ = [
    "MarkedEntry",
    "MarkedValue",
    "mark_values",
    "pattern_of",
    "target_span",
    "templates_of",
]

_HOLES = {field: role for role, field in FIELDS.items()}
_MARKER = re.compile(r"^(?P<lead>\s*(?:>\s*)?)\d{1,9}(?P<end>[.)])(?=\s)")
_BLANKS = re.compile(r"\s(?<=\S\s)\s+")
_EMOJI = re.compile(
    rf"[{SYMBOLS}:](?:(?<=\s[{SYMBOLS}])[{SYMBOLS}]*\s+(?:[{SYMBOLS}]+\s+)*|(?<=\s:)[a-z_]+:\s+)"
)
_TARGET = re.compile(r"\]\(\s*<?(?P<url>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?")
_MOST_PARTS = 100


class MarkedValue(NamedTuple):
    """The range of a value in the source of an entry.

    Attributes:
        first: The offset of its first character.
        last: The offset after the last one.
        hole: The hole that replaces it.
        line: The line of the entry that holds it.
    """

    first: int
    last: int
    hole: str
    line: Line


class MarkedEntry:
    """The source lines of an entry, with the ranges of its values.

    Attributes:
        text: The lines, joined by line feeds.
    """

    def __init__(self, lines: Mapping[int, str]) -> None:
        """Mark no values yet.

        Args:
            lines: The lines by their numbers in the document.
        """
        self._starts: dict[int, int] = {}
        place = 0
        for number, line in lines.items():
            self._starts[number] = place
            place += len(line) + 1
        self.text: str = "\n".join(lines.values())
        self._values: list[MarkedValue] = []

    @property
    def values(self) -> Iterator[MarkedValue]:
        """The values in order, without those inside of others."""
        place = 0
        for value in sorted(self._values, key=lambda value: value[:3]):
            if value.first >= place:
                yield value
                place = value.last

    def offset(self, line: Line, source: int) -> int | None:
        """Return the offset in the text of an offset in the source of a block."""
        number, column = line.text.block.place(source)
        return self._starts[number] + column - 1 if number in self._starts else None

    def replace(self, line: Line, start: int, stop: int, hole: str) -> None:
        """Replace a range of the source of a block by a hole."""
        first, last = self.offset(line, start), self.offset(line, stop)
        if first is not None and last is not None and first < last:
            self._values.append(MarkedValue(first, last, hole, line))

    def replace_text(self, line: Line, begin: int, end: int, hole: str) -> None:
        """Replace the source of a range of text by a hole."""
        if place := line.text.content.inline.source_of(begin, end):
            self.replace(line, *place, hole)

    def pattern(self, holes: Iterable[str] | None = None) -> str:
        """Return the text with holes.

        Args:
            holes: Other holes for the values.
        """
        parts: list[str] = []
        place = 0
        values = list(self.values)
        for value, hole in zip(values, holes or [value.hole for value in values], strict=False):
            parts += [_escaped(self.text[place : value.first]), hole]
            place = value.last
        return "".join([*parts, _escaped(self.text[place:])])


def _escaped(text: str) -> str:
    """Return a text of a template without holes."""
    return text.replace("{", "{{").replace("}", "}}")


def mark_values(marked: MarkedEntry, reading: Reading, parts: Sequence[Part]) -> None:
    """Mark the values of an entry, without its links."""
    begin, end, appearance = title_range(reading)
    marked.replace_text(reading.line, begin, end, "{title}")
    if reading.title.link is not None:
        _replace_target(marked, reading.line, reading.title.link, "{url}")
    if appearance:
        _replace_appearance(marked, reading.line, end, reading.title.end, appearance)
    for segment in reading.before:
        if segment.evidence == "nothing" and segment.mark == "strong":  # "**?**: "
            marked.replace_text(reading.line, segment.begin, segment.end, "{name}")
    for part in parts:
        if part.line is not reading.line or not begin <= part.begin < end:
            _replace_part(marked, part)
    for line in reading.entry.lines:
        for each in line.segments:
            if each.evidence == "id" and each is not reading.title:
                marked.replace_text(line, each.begin, each.end, "{id}")


def _replace_part(marked: MarkedEntry, part: Part) -> None:
    """Replace a part of an entry, and the address of its link."""
    segment = part.segment
    if part.role == "appearance" and segment is not None:
        if segment.appearance and segment.end > segment.begin:
            _replace_appearance(marked, part.line, segment.begin, segment.end, segment.appearance)
    elif part.role in ("listed_date", "week"):
        marked.replace_text(part.line, *_stripped(part), _date_hole(part.text.strip()))
    else:
        role = _HOLES.get(part.role, part.role)
        begin, end = _stripped(part)
        if role == "abstract":
            end += has_full_stop(part.line.text.content.inline.text, end)
        marked.replace_text(part.line, begin, end, f"{{{role}}}")
    if segment is not None and segment.link is not None:
        _replace_target(marked, part.line, segment.link, "{url}")


def pattern_of(reading: Reading, parts: Sequence[Part]) -> str:
    """Return the source of an entry with a hole for each value; nothing if it has very many."""
    if len(parts) > _MOST_PARTS:
        return ""
    marked = MarkedEntry(dict(reading.entry.source))
    mark_values(marked, reading, parts)
    taken = {id(part.segment) for part in parts} | {id(reading.title)}
    for line in reading.entry.lines:
        _replace_links(marked, taken, line)
        _remove_pictures(marked, line)
    return _normalised(marked.pattern())


def _remove_pictures(marked: MarkedEntry, line: Line) -> None:
    """Remove the pictures of a line, such as badges, and the blanks before them."""
    source = line.text.content.source
    for mark in line.own(line.text.content.inline.marks):
        if mark.kind == "image" and not line.text.is_in_link(mark):
            start = mark.start
            while source.endswith(" ", 0, start):
                start -= 1
            marked.replace(line, start, mark.stop, "")


def _stripped(part: Part) -> tuple[int, int]:
    """Return the range of a part without the blanks at its ends."""
    text = part.line.text.content.inline.text[part.begin : part.end]
    begin = part.begin + len(text) - len(text.lstrip())
    return begin, begin + len(text.strip())


def _normalised(pattern: str) -> str:
    """Return a pattern without indentation, needless blanks, emoji at its start and numbers."""
    lines = [line.rstrip() for line in pattern.split("\n")]
    indent = len(lines[0]) - len(lines[0].lstrip())
    lines = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in lines]
    lines = [_MARKER.sub(r"\g<lead>1\g<end>", line) for line in lines if line]
    lines = [_BOX.sub(r"\1[ ]", line) for line in lines]
    lines = [_BLANKS.sub(" ", line.expandtabs(4)) for line in lines]
    while len(lines) > 1 and "{" not in lines[-1]:
        lines.pop()  # such as a closing tag
    return "\n".join([_EMOJI.sub("", lines[0]), *lines[1:]]) if lines else ""


def _replace_target(marked: MarkedEntry, line: Line, mark: Mark, hole: str) -> None:
    """Replace the address of a link."""
    if span := target_span(line.text.content.source, mark):
        marked.replace(line, *span, hole)


def target_span(source: str, mark: Mark) -> tuple[int, int] | None:
    """Return the range of the address of a link in the source of its block."""
    target = _TARGET.match(source, source.rfind("](", mark.start, mark.stop))
    if target and source.find("](", mark.start, mark.stop) >= 0:
        return target.span("url")
    place = source.find(mark.target, mark.start, mark.stop) if mark.target else -1
    return (place, place + len(mark.target or "")) if place >= 0 else None


def _replace_appearance(
    marked: MarkedEntry, line: Line, begin: int, end: int, appearance: Appearance
) -> None:
    """Replace the venue, the date and the remark in a range of text."""
    text = line.text.content.inline.text
    rest = [(begin, end)]
    for value, hole in ((appearance.venue, "{venue}"), (appearance.remark, "{comment}")):
        if value and (place := text.find(value, begin, end)) >= 0:
            marked.replace_text(line, place, place + len(value), hole)
            rest = [
                piece
                for first, last in rest
                for piece in ((first, min(last, place)), (max(first, place + len(value)), last))
                if piece[0] < piece[1]
            ]
    if appearance.date:
        for first, last in rest:
            shown = text[first:last]
            core = shown.strip(" \t,.;:()[]（）【】|·-–—")
            if any(map(str.isdigit, core)):
                place = first + shown.index(core)
                marked.replace_text(line, place, place + len(core), _date_hole(core))
                break


def _date_hole(text: str) -> str:
    """Return the hole for a date that is written as a text is."""
    form = date_format(text)
    return f"{{date:{form}}}" if form and form != "%Y-%m-%d" else "{date}"


# -- Links ---------------------------------------------------------------------------------------


def _replace_links(marked: MarkedEntry, taken: set[int], line: Line) -> None:
    """Replace the links of a line that have labels: several by one hole, one by its address."""
    marks = [
        segment.link
        for segment in line.segments
        if segment.link is not None and id(segment) not in taken
    ]
    if not marks:
        return
    has_kind = line.label.field != "links" if line.label else line.place == "nested"
    if len(marks) == 1 and line.place in ("nested", "below") and has_kind:
        kind = _kind_of(line, marks[0])
        _replace_target(marked, line, marks[0], f"{{{kind or 'links'}}}")
        return
    source = line.text.content.source
    start, stop = marks[0].start, marks[-1].stop
    while start > 0 and source[start - 1] in "[(" and stop < len(source) and source[stop] in ")]":
        start, stop = start - 1, stop + 1
    unit = _unit(source, marks, start)
    marked.replace(line, start, stop, f"{{links:{unit}}}")


def _kind_of(line: Line, mark: Mark) -> str | None:
    """Return the kind of a link with a line of its own, according to its target and labels."""
    inline = line.text.content.inline
    label = line.label.word if line.label else label_of(inline, mark)
    return kind_of(mark.target or "", label)


def _unit(source: str, marks: Sequence[Mark], start: int) -> str:
    """Return how one of several links is written, with what separates it from the next one."""
    opening = source[start : marks[0].start]
    link = "[label](url)" if source.startswith("[", marks[0].start) else "<url>"
    closing = "".join({"[": "]", "(": ")"}.get(char, "") for char in reversed(opening))
    if len(marks) == 1:
        return f"{opening}{link}{closing}"
    between = source[marks[0].stop : marks[1].start]
    if closing and between.startswith(closing) and between.endswith(opening):
        separator = between[len(closing) : len(between) - len(opening)]
        return f"{opening}{link}{closing}{separator}"
    separator = between if not any(map(str.isalnum, between)) else " "
    return f"{link}{separator}"


# -- Templates of a list -------------------------------------------------------------------------

_RARE = 0.02
_MOST_TEMPLATES = 20
_FORMAT = re.compile(r"\{(links|date):[^{}]*\}")
# A period that the end of a title, such as a question mark, or of "et al." replaces.
_STOP = re.compile(r"(\{(?:title|authors)\}[\"”’*_]*)\.")
_LABELLED = re.compile(r"\[[^\[\]{}]*\]\(\{links\}\)")  # a single link
_BOX = re.compile(r"^(\s*[-*+] )\[[ xX]\]")


def templates_of(patterns: Sequence[str]) -> dict[str, Template]:
    """Return the template that the entries with each pattern follow.

    A pattern that leaves out some values of another one follows that one's template. So do those
    that write dates or links in another format.
    """
    counts = Counter(patterns)
    shapes: dict[str, Counter[str]] = {}
    for pattern, count in counts.items():
        shapes.setdefault(_shape_of(pattern), Counter())[pattern] += count
    totals = {shape: variants.total() for shape, variants in shapes.items()}
    most = max(totals.values(), default=0)
    common = [each for each in totals if totals[each] >= most * _RARE]
    rare = [each for each in totals if totals[each] < most * _RARE]
    order = sorted(common, key=lambda each: (-each.count("{"), -totals[each]))
    templates: dict[str, Template] = {}
    found: dict[Template, Template] = {}  # by the shape
    for shape in [*order, *sorted(rare, key=lambda each: -totals[each])]:
        try:
            plain, template = Template(shape), Template(_most_common(shapes[shape]))
        except InvalidValueError:
            continue
        outer = next((each for each in found if _leaves_out(each, plain)), None)
        if outer is None:
            if len(found) < _MOST_TEMPLATES:  # more of them would only be compared in vain
                found[plain] = template
            templates |= dict.fromkeys(shapes[shape], template)
        else:
            templates |= dict.fromkeys(shapes[shape], found[outer])
    return templates


def _most_common(variants: Counter[str]) -> str:
    """Return the most frequent variant, of those with places for several links if there are any."""
    several = Counter({each: count for each, count in variants.items() if "{links:" in each})
    return (several or variants).most_common(1)[0][0]


def _shape_of(pattern: str) -> str:
    """Return a pattern without formats, and without what the end of a value decides."""
    return _STOP.sub(r"\1", _LABELLED.sub("{links}", _FORMAT.sub(r"{\1}", pattern)))


def _leaves_out(template: Template, other: Template) -> bool:
    """Return whether a template without some of its holes is another one."""
    roles = set(other.roles)
    if not roles < set(template.roles):
        return False
    kept = {hole.role: hole.source for hole in template.holes if hole.role in roles}
    targets = {hole.target: f"{{{hole.target}}}" for hole in template.holes if hole.target in roles}
    return _STOP.sub(r"\1", template.fill(kept | targets)) == other.pattern
