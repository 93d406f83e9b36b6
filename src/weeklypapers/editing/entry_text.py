"""The text of an entry outside of tables: its lines as a template, and the values in its holes.

The template is that of one entry: it holds all text around the values as it is written. So filling
it with the same values gives the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from weeklypapers.dialects.draft import Draft
from weeklypapers.dialects.entries import Line
from weeklypapers.dialects.patterns import MarkedEntry, mark_values, target_span
from weeklypapers.editing.places import ItemPlace
from weeklypapers.markdown import Mark
from weeklypapers.model.templates import Hole, TemplateLine, filled_line, lines_of

__all__ = ["LINK", "PICTURE", "EntryText", "LinkSpot", "Value", "entry_text"]

LINK = "links"
PICTURE = "picture"
_ROLE = re.compile(r"\{([^{}:]+(?::(?!%)[^{}:]+)?)(?::([^{}]*))?\}")
_STOPS = (".", "。", ",", ";")  # they belong to the value before them
_EMPTY_FOLD = re.compile(
    r"\s*<details\b[^>]*>\s*(?:<summary\b[^>]*>[^<]*</summary>)?\s*</details>", re.IGNORECASE
)
_BEGIN_OF_FOLD = re.compile(r"<details\b", re.IGNORECASE)
_END_OF_FOLD = re.compile(r"\s*</details>", re.IGNORECASE)


@attrs.define
class LinkSpot:
    """A link in a value.

    Attributes:
        index: The index of the link in `Paper.links`.
        is_whole: True if the value is this link.
        target: The range of its address in the value; None if it isn't written there.
        label: The range of its label in the value; None if the label is another value.
    """

    index: int
    is_whole: bool
    target: tuple[int, int] | None
    label: tuple[int, int] | None


@attrs.define
class Value:
    """A value of an entry.

    Attributes:
        role: The role of its hole, `LINK` for one link, or `PICTURE`.
        format: The format of its hole; None for the default.
        source: Its source; empty if it is missing.
        is_html: Whether its source is HTML.
        links: The links in it.
    """

    role: str
    format: str | None
    source: str
    is_html: bool
    links: list[LinkSpot] = attrs.field(factory=list)


@attrs.define
class EntryText:
    """The lines of an entry and the values in their holes.

    Attributes:
        lines: The lines. The roles of their holes are the keys of the values.
        values: The values by key, in order.
    """

    lines: list[TemplateLine]
    values: dict[str, Value]

    def keys(self, *roles: str) -> list[str]:
        """Return the keys of the values with some roles, in the order of the lines."""
        return [key for _, _, key in self.places(*roles)]

    def places(self, *roles: str) -> list[tuple[int, int, str]]:
        """Return the line, the index in the line and the key of each value with some roles."""
        return [
            (number, index, key)
            for number, line in enumerate(self.lines)
            for index, hole in enumerate(line.holes)
            for key in (hole.role, hole.target)
            if key is not None and key in self.values and self.values[key].role in roles
        ]

    def hole(self, key: str) -> Hole:
        """Return the hole with a key."""
        return next(
            hole for line in self.lines for hole in line.holes if key in (hole.role, hole.target)
        )

    def spot(self, index: int) -> tuple[str, LinkSpot] | None:
        """Return the key of the value with a link, and the place of the link in it."""
        for key, value in self.values.items():
            for spot in value.links:
                if spot.index == index:
                    return key, spot
        return None

    def new_key(self) -> str:
        """Return a key that no value has."""
        return _key(len(self.values))

    def add(self, number: int, index: int, hole: Hole, value: Value) -> None:
        """Insert a hole with a value into a line.

        Args:
            number: The line.
            index: The index of the hole in the line.
            hole: The hole; its role is the key of the value.
            value: The value.
        """
        line = self.lines[number]
        groups = [
            attrs.evolve(
                group,
                first=group.first + (group.first >= index),
                last=group.last + (group.last >= index),
            )
            for group in line.groups
        ]
        holes = (*line.holes[:index], hole, *line.holes[index:])
        self.lines[number] = attrs.evolve(line, holes=holes, groups=tuple(groups))
        self.values[hole.role] = value

    def put(self, number: int, index: int, hole: Hole) -> None:
        """Replace a hole of a line."""
        line = self.lines[number]
        holes = (*line.holes[:index], hole, *line.holes[index + 1 :])
        self.lines[number] = attrs.evolve(line, holes=holes)

    def widen(self, number: int, index: int) -> None:
        """Let the markup around the holes beside a hole surround it, too."""
        line = self.lines[number]
        groups = [
            attrs.evolve(
                group,
                first=index if group.first == index + 1 else group.first,
                last=index if group.last == index - 1 else group.last,
            )
            for group in line.groups
        ]
        self.lines[number] = attrs.evolve(line, groups=tuple(groups))

    def text(self) -> str:
        """Return the lines with the values, without the lines whose values are all missing."""
        sources = {key: value.source for key, value in self.values.items()}
        result: list[str] = []
        is_dropped = False
        for line in self.lines:
            text = filled_line(line, sources)
            if text is None:
                is_dropped = True
                continue
            if is_dropped and not text.strip() and (not result or not result[-1].strip()):
                continue  # the blank line below a line that was left out
            is_dropped = False
            if line.tail.strip() in _STOPS and line.holes and not sources[line.holes[-1].role]:
                text = text.removesuffix(line.tail)
            result.append(text)
        if any(not value.source for value in self.values.values()):
            return _without_empty_folds("\n".join(result)).rstrip(" \n")
        return "\n".join(result)


def _without_empty_folds(text: str) -> str:
    """Return a text without folded parts that lost their content."""
    text = _EMPTY_FOLD.sub("", text)
    surplus = len(_END_OF_FOLD.findall(text)) - len(_BEGIN_OF_FOLD.findall(text))
    for _ in range(surplus):
        text = _END_OF_FOLD.sub("", text, count=1)
    return text


def _key(number: int) -> str:
    return f"extra:{number}"


# -- From the document ---------------------------------------------------------------------------


def entry_text(place: ItemPlace, lines: Sequence[str]) -> EntryText:
    """Return the text of an entry.

    Args:
        place: The place of the entry.
        lines: The lines of the document.
    """
    reading = place.entry.reading
    marked = MarkedEntry({number: lines[number - 1] for number in place.lines})
    mark_values(marked, reading, place.entry.parts)
    links = list(_live_links(place))
    taken = [(value.first, value.last) for value in marked.values]
    for line, mark in links:
        _mark(marked, line, mark, LINK, taken)
    for line in reading.entry.lines:
        for mark in line.own(line.text.content.inline.marks):
            if mark.kind == "image":
                _mark(marked, line, mark, PICTURE, taken)
    values = list(marked.values)
    keys = [_key(number) for number in range(len(values))]
    pattern = marked.pattern([f"{{{key}}}" for key in keys])
    text = EntryText(list(lines_of(pattern)), {})
    for key, value in zip(keys, values, strict=True):
        match = _ROLE.fullmatch(value.hole)
        role, form = match.groups() if match else (value.hole, None)
        is_html = value.line.text.block.kind == "html"
        text.values[key] = Value(role, form, marked.text[value.first : value.last], is_html)
    places = [(value.first, value.last, key) for key, value in zip(keys, values, strict=True)]
    for index, (line, mark) in enumerate(links):
        _add_spot(text, places, marked, index, line, mark)
    return text


def _mark(
    marked: MarkedEntry, line: Line, mark: Mark, role: str, taken: list[tuple[int, int]]
) -> None:
    """Mark a link or a picture as a value, unless it is in another value."""
    first, last = marked.offset(line, mark.start), marked.offset(line, mark.stop)
    if first is None or last is None:
        return
    if not any(first < stop and start < last for start, stop in taken):
        marked.replace(line, mark.start, mark.stop, f"{{{role}}}")
        taken.append((first, last))


def _live_links(place: ItemPlace) -> Iterator[tuple[Line, Mark]]:
    """Yield the links of an entry, in the order of `Paper.links`."""
    entry = place.entry.reading.entry
    for line in entry.lines:
        content = line.text.content
        marks = line.own(line.text.nearby.links)
        dead = Draft(raw="", file=None, section=entry.section).take_links(content, marks=marks)
        yield from ((line, mark) for mark in marks if not any(mark is each for each in dead))


def _add_spot(
    text: EntryText,
    places: Sequence[tuple[int, int, str]],
    marked: MarkedEntry,
    index: int,
    line: Line,
    mark: Mark,
) -> None:
    """Add the place of a link to the value that holds it."""
    inline, source = line.text.content.inline, line.text.content.source
    begin, end = (marked.offset(line, offset) for offset in (mark.start, mark.stop))
    target = _offsets(marked, line, target_span(source, mark))
    label = _offsets(marked, line, inline.source_of(mark.begin, mark.end))
    span = target or (begin or 0, end or 0)
    for first, last, key in places:
        if first <= span[0] and span[1] <= last:
            is_label = label is not None and label != target
            inside = label if is_label and label and first <= label[0] <= label[1] <= last else None
            spot = LinkSpot(
                index,
                is_whole=(first, last) == (begin, end) and text.values[key].role == LINK,
                target=(target[0] - first, target[1] - first) if target else None,
                label=(inside[0] - first, inside[1] - first) if inside else None,
            )
            text.values[key].links.append(spot)
            return


def _offsets(
    marked: MarkedEntry, line: Line, span: tuple[int, int] | None
) -> tuple[int, int] | None:
    if span is None:
        return None
    first, last = (marked.offset(line, offset) for offset in span)
    return None if first is None or last is None else (first, last)
