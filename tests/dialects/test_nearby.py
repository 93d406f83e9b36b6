"""The marks around a part of a text, compared with a search through all marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects.nearby import Nearby, beginning
from weeklypapers.markdown import Inline, Mark, render_inline
from weeklypapers.markdown.nodes import MarkKind

TEXT = "ab cd. ef, gh ij"
PLACES = st.integers(0, len(TEXT))


@st.composite
def texts_with_marks(draw: st.DrawFn) -> Inline:
    """Return a text with marks in the order of their beginnings; links don't overlap."""
    ranges = [sorted(pair) for pair in draw(st.lists(st.tuples(PLACES, PLACES), max_size=80))]
    kinds: st.SearchStrategy[MarkKind] = st.sampled_from(["em", "strong", "image", "code"])
    marks = [Mark(draw(kinds), begin, end, begin, end) for begin, end in ranges]
    cuts = sorted(draw(st.lists(PLACES, max_size=8)))
    marks += [
        Mark("link", begin, end, begin, end, "#")
        for begin, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return Inline(TEXT, tuple(sorted(marks, key=lambda mark: (mark.begin, -mark.end))))


@given(texts_with_marks(), PLACES, PLACES)
def test_marks_of_a_range(inline: Inline, first: int, second: int) -> None:
    begin, end = sorted((first, second))
    nearby, marks = Nearby(inline), inline.marks
    assert nearby.within(begin, end) == [
        mark
        for mark in marks
        if (mark.begin < end and mark.end > begin) or begin <= mark.begin == mark.end <= end
    ]
    links = [mark for mark in marks if mark.kind == "link"]
    assert nearby.links == links
    assert nearby.has_links(begin, end) == any(begin <= mark.begin < end for mark in links)
    assert nearby.has_empty_link(begin, end) == any(
        begin <= mark.begin == mark.end <= end for mark in links
    )
    assert nearby.last_end(begin, end) == max(
        (mark.end for mark in marks if begin < mark.end <= end), default=None
    )
    assert [*beginning(marks, begin, end)] == [mark for mark in marks if begin <= mark.begin <= end]


@given(texts_with_marks(), PLACES, PLACES)
def test_marks_at_an_offset(inline: Inline, first: int, second: int) -> None:
    begin, end = sorted((first, second))
    nearby, marks = Nearby(inline), inline.marks
    assert nearby.is_inside_mark(begin) == any(mark.begin < begin < mark.end for mark in marks)
    assert begin == end or nearby.is_part_of_mark(begin, end) == any(
        (mark.begin < begin and mark.end >= end) or (mark.begin == begin and mark.end > end)
        for mark in marks
    )
    visible = [mark for mark in marks if mark.kind != "image"]
    if begin > 0:
        assert nearby.begins_mark(begin) == any(mark.begin == begin for mark in visible)
        assert nearby.is_next_to_mark(begin, end) == any(
            mark.end == begin or mark.begin == end for mark in visible
        )


@pytest.mark.parametrize(
    ("part", "target"),
    [("see [halls](u).", "u"), ("[halls](u)", "u"), ("halls", None), ("the [halls](u)", None)],
)
def test_a_link_covers_a_range_if_it_has_all_of_its_words(part: str, target: str | None) -> None:
    source = f"[One](v) {part} and [two](w)"
    inline = render_inline(source)
    words = part.replace("see [", "[").replace("[", "").replace("](u)", "")
    begin = inline.text.index(words)
    link = Nearby(inline).covering_link(begin, begin + len(words))
    assert (link.target if link else None) == target


def test_few_of_many_marks_that_reach_into_a_range_are_returned() -> None:
    marks = tuple(Mark("em", place, 1000, place, 1000) for place in range(500))
    nearby = Nearby(Inline("a" * 1000, marks))
    assert nearby.within(600, 700) == [*marks[:100]]
    assert nearby.within(499, 500) == [*marks[:100], marks[499]]
