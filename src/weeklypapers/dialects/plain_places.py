"""The places of the values of items that were read by a compiled template.

Reading doesn't need them, but an edit does.
"""

from __future__ import annotations

from collections.abc import Iterator

from weeklypapers.dialects.appearance import read_appearance
from weeklypapers.dialects.entries import Entry, Line
from weeklypapers.dialects.plain_items import PlainItem
from weeklypapers.dialects.readings import Part, Reading
from weeklypapers.dialects.segments import Segment
from weeklypapers.model.templates import Hole

__all__ = ["places_of"]


def places_of(item: PlainItem, entry: Entry) -> tuple[Reading, list[Part]]:
    """Return the title and the other parts of an item.

    Args:
        item: The item with its values.
        entry: The entry of the item, with all items nested in it.
    """
    parts: list[Part] = []
    title: Part | None = None
    for hole, start, stop in item.spans():
        if hole.role == "links":
            continue
        part = _part(entry, hole, start, stop)
        if hole.role == "title":
            title = part
        elif part:
            parts.append(part)
    if title is None:
        raise AssertionError("a template has a title")
    return Reading.of_title(entry, title), parts


def _part(entry: Entry, hole: Hole, start: int, stop: int) -> Part | None:
    """Return the part for a range of the texts of the blocks of an item, which line feeds join."""
    first, last = _find(entry, start), _find(entry, stop - 1)
    if first is None or last is None:
        return None
    (line, begin), (_, end) = first, last
    role = hole.field or hole.role
    if role == "venue":
        text = line.text.content.inline.text[begin : end + 1]
        if appearance := read_appearance(text):
            segment = Segment(begin, end + 1, "", "venue", appearance=appearance)
            return Part("appearance", line, begin, end + 1, segment)
    return Part(role, line, begin, end + 1, is_labelled=True)


def _find(entry: Entry, offset: int) -> tuple[Line, int] | None:
    """Return the line and the offset in its text of an offset in the texts of the blocks."""
    for line in _first_lines(entry):
        size = len(line.text.content.source)
        if offset <= size:
            place = line.text.content.inline.offset_of(offset)
            return next(
                (
                    (each, place)
                    for each in entry.lines
                    if each.text is line.text and each.begin <= place < each.end
                ),
                None,
            )
        offset -= size + 1
    return None


def _first_lines(entry: Entry) -> Iterator[Line]:
    """Yield the first line of each block."""
    last = None
    for line in entry.lines:
        if line.text is not last:
            yield line
            last = line.text
