"""The marks around a part of a text, found without a search through all marks.

A block may have thousands of lines and marks, so that a search through all marks for each line
would take time that grows with the square of the size.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice
from operator import attrgetter

from weeklypapers.markdown import Inline, Mark

__all__ = ["Nearby", "beginning"]

_FEW = 32  # marks, which are searched faster one by one
_MOST_OPEN = 100  # marks of other lines that reach into a line
_BEGIN = attrgetter("begin")


def beginning(marks: Sequence[Mark], first: int, last: int) -> Sequence[Mark]:
    """Return the marks that begin at an offset of a range, the last one included.

    Args:
        marks: Marks in the order of their beginnings.
        first: The first offset.
        last: The last offset.
    """
    return marks[bisect_left(marks, first, key=_BEGIN) : bisect_right(marks, last, key=_BEGIN)]


class Nearby:
    """The marks of a text by their places; they are in the order of their beginnings.

    Attributes:
        inline: The text.
    """

    def __init__(self, inline: Inline) -> None:
        self.inline = inline

    @cached_property
    def _begins(self) -> list[int]:
        return [mark.begin for mark in self.inline.marks]

    @cached_property
    def _reaches(self) -> list[int]:
        """The last end of each mark and of all marks before it, after a 0 for no marks."""
        return [*accumulate((mark.end for mark in self.inline.marks), max, initial=0)]

    @cached_property
    def _sorted_ends(self) -> list[int]:
        return sorted(mark.end for mark in self.inline.marks)

    @cached_property
    def links(self) -> list[Mark]:
        """The links, dead ones included."""
        return [mark for mark in self.inline.marks if mark.kind == "link"]

    @cached_property
    def _link_begins(self) -> list[int]:
        return [mark.begin for mark in self.links]

    @cached_property
    def _link_ends(self) -> list[int]:
        return [mark.end for mark in self.links]

    @cached_property
    def _edges(self) -> set[int]:
        """The beginnings of all marks except images, and the ends with a minus."""
        marks = [mark for mark in self.inline.marks if mark.kind != "image"]
        return {edge for mark in marks for edge in (mark.begin, -mark.end)}

    @cached_property
    def _open_ends(self) -> _Maxima:
        return _Maxima([mark.end for mark in self.inline.marks])

    def within(self, begin: int, end: int) -> list[Mark]:
        """Return the marks with a part in a range, and those without text at its ends.

        Of the marks that begin before the range, only the first hundred are returned.
        """
        marks = self.inline.marks
        if len(marks) > _FEW:
            first, last = bisect_left(self._begins, begin), bisect_right(self._begins, end)
            earlier = islice(self._open_ends.above(begin, first), _MOST_OPEN)
            marks = (*(marks[index] for index in earlier), *marks[first:last])
        return [
            mark
            for mark in marks
            if (mark.begin < end and mark.end > begin) or begin <= mark.begin == mark.end <= end
        ]

    def has_empty_link(self, begin: int, end: int) -> bool:
        """Return whether a link without text is in a range or at its ends."""
        return any(mark.begin == mark.end for mark in beginning(self.links, begin, end))

    def is_inside_mark(self, offset: int) -> bool:
        """Return whether an offset is inside of a mark and not at its ends."""
        return self._reaches[bisect_left(self._begins, offset)] > offset

    def is_part_of_mark(self, begin: int, end: int) -> bool:
        """Return whether a range is a part of a mark, but not all of it."""
        outer = self._reaches[bisect_left(self._begins, begin)]
        return outer >= end or self._reaches[bisect_right(self._begins, begin)] > end

    def begins_mark(self, offset: int) -> bool:
        """Return whether a mark that is no image begins at an offset after the first one."""
        return offset in self._edges

    def last_end(self, begin: int, offset: int) -> int | None:
        """Return the last end of a mark in a range, not at its beginning; None if there is none."""
        index = bisect_right(self._sorted_ends, offset) - 1
        return end if index >= 0 and (end := self._sorted_ends[index]) > begin else None

    def covering_link(self, begin: int, end: int) -> Mark | None:
        """Return the link of all words in a range, or None."""
        index = bisect_right(self._link_ends, begin)
        if index == len(self.links) or self.links[index].begin >= end:
            return None
        text, mark = self.inline.text, self.links[index]
        rest = text[begin : max(begin, mark.begin)] + text[min(end, mark.end) : end]
        return None if any(map(str.isalnum, rest)) else mark

    def has_links(self, begin: int, end: int) -> bool:
        """Return whether a link begins in a range."""
        begins = self._link_begins
        return bisect_left(begins, begin) < bisect_left(begins, end)

    def is_next_to_mark(self, before: int, after: int) -> bool:
        """Return whether a mark ends at an offset, or another one begins at a second offset."""
        return after in self._edges or -before in self._edges


class _Maxima:
    """Numbers, of which those above a limit are found by a binary tree of maxima."""

    def __init__(self, numbers: list[int]) -> None:
        self._size = 1 << max(0, len(numbers) - 1).bit_length()
        padding = self._size - len(numbers)
        self._tree = [0] * self._size + numbers + [0] * padding
        for node in range(self._size - 1, 0, -1):
            self._tree[node] = max(self._tree[2 * node], self._tree[2 * node + 1])

    def above(self, limit: int, stop: int) -> Iterator[int]:
        """Yield the indices before `stop` of the numbers above a limit, which is not negative."""
        tree, nodes = self._tree, [1]
        while nodes:
            node = nodes.pop()
            if tree[node] <= limit:
                continue
            if node < self._size:
                nodes += 2 * node + 1, 2 * node
            elif node - self._size >= stop:
                return
            else:
                yield node - self._size
