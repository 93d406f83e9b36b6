"""The entries that are nearest to one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.entry_forms import item_places
from weeklypapers.editing.nearest import ItemIndex, Nearest

COUNT = 12
LIST = "".join(
    f"- **Title number {n} of it**, {'ACL, ' if n % 3 else ''}2024 [[Paper](https://arxiv.org/abs/2406.{n:05})]\n"
    for n in range(1, COUNT + 1)
)


@given(st.sets(st.integers(0, COUNT - 1)), st.integers(-2, COUNT + 3))
def test_the_nearest_entries_come_first(chosen: set[int], line: int) -> None:
    places = [place for index, place in enumerate(item_places(LIST)) if index in chosen]
    expected = sorted(places, key=lambda place: abs(place.line - line))
    assert [place.line for place in Nearest(places).to(line)] == [each.line for each in expected]


def test_siblings_are_the_next_and_the_previous_entry() -> None:
    places = item_places(LIST)
    index = ItemIndex(places)
    assert [place.line for place in index.siblings(places[3])] == [5, 3]
    assert [place.line for place in index.siblings(places[0])] == [2]


def test_entries_with_a_role_are_those_that_have_the_value() -> None:
    places = item_places(LIST)
    index = ItemIndex(places)
    assert {place.paper.venue for place in index.with_role(places[0], "venue")} == {"ACL"}
    assert list(index.with_role(places[0], "abstract")) == []
    assert list(index.with_role(places[0], "extra:Stars")) == []
    assert len(list(index.with_role(places[0], "links"))) == COUNT
    assert isinstance(places[0].paper, wp.Paper)
