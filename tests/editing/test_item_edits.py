"""Changed fields in the text of an entry."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest

import weeklypapers as wp
from support.entry_forms import ITEMS, NESTED, item_places, text_of
from weeklypapers.editing.entry_text import entry_text
from weeklypapers.editing.item_edits import Donor, FieldEditor
from weeklypapers.editing.obstacles import NoPlaceError


def editor_of(text: str, index: int) -> FieldEditor:
    lines = text.splitlines()

    def donors(role: str) -> Iterator[Donor]:
        for place in item_places(text):
            other = entry_text(place, lines)
            if other.keys(role):
                yield Donor(place.paper, other)

    place = item_places(text)[index]
    return FieldEditor(text_of(text, index), place.section, donors, ["%Y"])


def written(text: str, index: int, field: str, value: object) -> str:
    editor = editor_of(text, index)
    editor.write(field, attrs.evolve(item_places(text)[index].paper, **{field: value}))
    return editor.text.text()


def test_a_value_goes_between_the_neighbours_that_it_has_elsewhere() -> None:
    assert written(ITEMS, 1, "venue", "ICML").startswith("- **Beta: Two Things**, ICML, 2023 [[")


def test_a_value_goes_before_the_one_that_follows_it_elsewhere() -> None:
    text = (
        "- [Apr 2024] **Alpha one thing** [[Paper](https://arxiv.org/abs/2401.00001)]\n"
        "- **Beta two things** [[Paper](https://arxiv.org/abs/2301.00001)]\n"
    )
    line = written(text, 1, "listed_date", wp.PartialDate(2023, 5))
    assert line.startswith("- [May 2023] **Beta two things** [[")


def test_a_value_that_no_entry_has_is_an_error() -> None:
    with pytest.raises(NoPlaceError, match="no entry of the list has a place for affiliation"):
        written(ITEMS, 0, "affiliation", "Acme")


def test_extra_values_have_holes_with_their_names() -> None:
    with pytest.raises(NoPlaceError) as caught:
        editor_of(NESTED, 0).write_extra("Stars", "5")
    assert (caught.value.field, caught.value.item) == ("extra", "Stars")
