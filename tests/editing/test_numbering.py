"""Running numbers."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.editing.document import Document
from weeklypapers.editing.numbering import (
    number_column,
    number_entries,
    numbers_without,
    step_of,
    step_of_parts,
)
from weeklypapers.editing.parts import NewEntry, Part
from weeklypapers.editing.places import Place, read_contents


def test_the_step_is_that_of_all_numbers() -> None:
    assert step_of([1, 2, 3]) == 1
    assert step_of([3, 2, 1]) == -1
    assert step_of([1, 2, 4, 5]) == 1
    assert step_of([1, 5, 9]) == 0
    assert step_of([1, 2, 1]) == 0
    assert step_of_parts([[1, 2], [2, 1], [2, 1], [7]]) == -1
    assert step_of_parts([]) == 0


@pytest.mark.parametrize(
    ("cells", "name"), [("123", "No"), ("321", "No"), ("13", None), ("1", None), ("1x3", None)]
)
def test_a_column_of_consecutive_numbers(cells: str, name: str | None) -> None:
    papers = [wp.Paper(title="T", extra={"Note": "1", "No": cell}) for cell in cells]
    assert number_column(["Note", "No"], papers) == name


ROWS = "| No | Title | Venue |\n|-|-|-|\n" + "".join(f"| {n} | T {n} | ACL |\n" for n in range(9))


def numbered(numbers: str, step: int = 1) -> str:
    """Return the numbers after some entries are new (``x``) and others begin a part (a space)."""
    places = iter(read_contents(Document(ROWS, dialect="table")).places)
    old: dict[Place, int] = {}
    parts: list[Part] = []
    for part in numbers.split():
        entries: list[NewEntry | Place] = []
        for character in part:
            if character == "x":
                entries.append(NewEntry(0, wp.Paper(title="new")))
            else:
                entries.append(place := next(places))
                old[place] = int(character)
        parts.append(Part(entries, next(iter(old)), can_grow=True))
    changes = number_entries(parts, old.get, step)
    return " ".join(
        "".join(
            str(entry.number if isinstance(entry, NewEntry) else changes.get(entry, old[entry]))
            for entry in part.entries
        )
        for part in parts
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("12x", "123"),
        ("1x2", "123"),
        ("x12", "123"),
        ("xx1", "123"),
        ("1x35", "1235"),
        ("12x 34", "123 45"),
        ("12x 12", "123 12"),
        ("12 x12", "12 123"),
        ("12 x34", "12 345"),
    ],
)
def test_numbers_run_on(before: str, after: str) -> None:
    assert numbered(before) == after


@pytest.mark.parametrize(("before", "after"), [("x21", "321"), ("2x1", "321"), ("21x", "321")])
def test_numbers_may_fall(before: str, after: str) -> None:
    assert numbered(before, -1) == after


def test_entries_without_numbers_stay() -> None:
    place = read_contents(Document(ROWS, dialect="table")).places[0]
    entry = NewEntry(0, wp.Paper(title="new"))
    assert number_entries([Part([place, entry], place, can_grow=True)], lambda _: None, 0) == {}
    assert entry.number is None


@pytest.mark.parametrize(
    ("numbers", "removed", "changes"),
    [
        ([1, 2, 3, 4], [1], {2: 2, 3: 3}),
        ([4, 3, 2, 1], [2], {0: 3, 1: 2}),
        ([1, 2, 3, 1, 2, 3], [0], {1: 1, 2: 2}),
        ([1, 1, 1], [0], {}),
        ([None, 1, 2], [0], {}),
    ],
)
def test_numbers_after_removed_entries_are_closed_up(
    numbers: list[int | None], removed: list[int], changes: dict[int, int]
) -> None:
    places = read_contents(Document(ROWS, dialect="table")).places[: len(numbers)]
    new = numbers_without(
        dict(zip(places, numbers, strict=True)), [places[index] for index in removed]
    )
    assert {places.index(place): number for place, number in new.items()} == changes
