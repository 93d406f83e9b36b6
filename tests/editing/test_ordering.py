"""The order of entries, and the positions of new ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import link
from weeklypapers.editing.ordering import (
    Order,
    Orders,
    is_rising,
    position_by,
    positions_by,
)


def papers(field: str, *values: Any) -> list[wp.Paper]:
    return [wp.Paper(**({"title": "T"} | {field: value})) for value in values]


def position(order: Order, listed: list[wp.Paper], new: wp.Paper) -> int:
    """Return the index of a new paper among others."""
    ((index, _),) = order.places(listed, [new])
    return index


DAYS = [date(2024, 6, day) for day in (2, 9, 16, 23, 30)]


@pytest.mark.parametrize(
    ("values", "value", "rising", "index"),
    [
        ([1, 2, 4], 3, True, 2),
        ([1, 2, 2, 4], 2, True, 3),
        ([4, 2, 1], 3, False, 1),
        ([4, 2, 2, 1], 2, False, 3),
        ([9, 1, 2, 4], 3, True, 3),  # one value out of order
        ([None, 4, None, 2, None], 3, False, 2),
        ([], 3, True, 0),
    ],
)
def test_a_value_goes_where_the_fewest_are_on_the_wrong_side(
    values: list[int | None], value: int, *, rising: bool, index: int
) -> None:
    assert position_by(values, value, rising=rising) == index


VALUES = st.integers(0, 20)


@given(values=st.lists(VALUES | st.none()), new=st.lists(VALUES), rising=st.booleans())
def test_many_values_go_where_each_would_go(
    values: list[int | None], new: list[int], *, rising: bool
) -> None:
    single = [position_by(values, value, rising=rising) for value in new]
    assert positions_by(values, new, rising=rising) == single


def test_values_rise_if_most_are_followed_by_greater_ones() -> None:
    assert is_rising([1, 2, 3, 2])
    assert not is_rising([2, 1])
    assert not is_rising([])


def test_dates_come_before_all_other_orders() -> None:
    listed = papers("week", *reversed(DAYS[1:]))
    new = wp.Paper(title="A", week=DAYS[0])
    assert position(Orders([listed], 0).of([listed]), listed, new) == 4
    assert position(Orders([listed[::-1]], 0).of([listed[::-1]]), listed[::-1], new) == 0
    assert position(Orders([listed], 1).of([listed]), listed, wp.Paper(title="A")) == 4
    rising = listed[::-1]
    assert position(Orders([rising], 1).of([rising]), rising, wp.Paper(title="A")) == 4


def test_each_part_is_in_order_by_itself() -> None:
    parts = [papers("week", DAYS[3], DAYS[1]), papers("week", DAYS[4], DAYS[0])]
    assert position(Orders(parts, 0).of(parts), parts[1], wp.Paper(title="A", week=DAYS[2])) == 1


def test_a_new_paper_gets_the_next_number() -> None:
    listed = papers("title", "B", "A")
    assert position(Orders([listed], 1).of([listed]), listed, wp.Paper(title="C")) == 2
    assert position(Orders([listed], -1).of([listed]), listed, wp.Paper(title="C")) == 0


def test_titles_are_in_order_only_if_all_of_many_are() -> None:
    listed = papers("title", *"ABDEFG")
    assert position(Orders([listed], 0).of([listed]), listed, wp.Paper(title="c")) == 2
    few = listed[:4]
    assert position(Orders([few], 0).of([few]), few, wp.Paper(title="c")) == 4


def test_identifiers_are_an_order() -> None:
    links = [[link(f"https://arxiv.org/abs/24{month:02}.00001")] for month in (9, 7, 6, 4, 3, 1)]
    listed = papers("links", *links)
    new = wp.Paper(title="A", links=[link("https://arxiv.org/abs/2405.00001")])
    assert position(Orders([listed], 0).of([listed]), listed, new) == 3


def test_new_papers_are_in_order_among_themselves() -> None:
    listed = papers("week", DAYS[4], DAYS[2], DAYS[0])
    new = [
        wp.Paper(title="A", week=DAYS[1]),
        wp.Paper(title="B"),
        wp.Paper(title="C", week=DAYS[3]),
        wp.Paper(title="D", week=DAYS[1]),
        wp.Paper(title="E", week=DAYS[4]),
    ]
    falling, rising = Orders([listed], 0).of([listed]), Orders([listed[::-1]], 0).of([])
    assert falling.places(listed, new) == [(1, 4), (1, 2), (2, 0), (2, 3), (3, 1)]
    assert rising.places(listed[::-1], new) == [(1, 0), (1, 3), (2, 2), (3, 4), (3, 1)]


def test_papers_without_a_date_are_the_newest_of_a_list_of_dates() -> None:
    listed = papers("listed_date", "2024-06", "2024-05")
    new = [wp.Paper(title="A", listed_date="2024-07"), wp.Paper(title="B"), wp.Paper(title="C")]
    assert Orders([listed], 0).of([listed]).places(listed, new) == [(0, 1), (0, 2), (0, 0)]


def test_papers_in_no_order_are_added_at_one_end() -> None:
    new = papers("venue", "A", "B")
    for rising, places in ((True, [(1, 0), (1, 1)]), (False, [(0, 1), (0, 0)])):
        assert Order(None, rising).places(new[:1], new) == places
