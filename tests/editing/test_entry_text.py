"""The text of an entry: its lines as a template, with the values in its holes."""

from __future__ import annotations

import pytest

from support.entry_forms import FOLDED, ITEMS, LISTS, NESTED, item_places, text_of
from weeklypapers.editing.entry_text import entry_text


@pytest.mark.parametrize("name", LISTS)
def test_the_same_values_give_the_same_lines(name: str) -> None:
    lines = LISTS[name].splitlines()
    places = item_places(LISTS[name])
    assert places
    for place in places:
        expected = [lines[number - 1] for number in place.lines]
        assert entry_text(place, lines).text().split("\n") == expected


def test_each_value_has_its_source() -> None:
    text = text_of(ITEMS, 0)
    assert [(value.role, value.format, value.source) for value in text.values.values()] == [
        ("title", None, "Alpha: One Thing"),
        ("venue", None, "ICML"),
        ("date", "%Y", "2024"),
        ("links", None, "[Paper](https://arxiv.org/abs/2401.00001)"),
        ("links", None, "[Code](https://github.com/a/a)"),
    ]


def test_a_link_has_the_places_of_its_address_and_label() -> None:
    text = text_of(ITEMS, 0)
    key, spot = text.spot(1) or ("", None)
    source = text.values[key].source
    assert spot
    assert spot.is_whole
    assert spot.target
    assert source[slice(*spot.target)] == "https://github.com/a/a"
    assert spot.label
    assert source[slice(*spot.label)] == "Code"


def test_the_address_of_a_linked_title_is_a_value() -> None:
    text = text_of(NESTED, 0)
    key, spot = text.spot(0) or ("", None)
    assert (text.values[key].role, text.values[key].source) == (
        "url",
        "https://arxiv.org/abs/2406.00001",
    )
    assert spot
    assert not spot.is_whole


def test_a_missing_value_takes_the_text_around_it_along() -> None:
    text = text_of(ITEMS, 0)
    for key in text.keys("venue", "date"):
        text.values[key].source = ""
    assert text.text() == (
        "- **Alpha: One Thing** [[Paper](https://arxiv.org/abs/2401.00001)] "
        "[[Code](https://github.com/a/a)]"
    )


def test_a_line_without_values_is_left_out() -> None:
    text = text_of(NESTED, 1)
    for key in text.keys("date"):
        text.values[key].source = ""
    assert text.text().split("\n") == NESTED.splitlines()[6:8]


def test_a_fold_without_content_is_left_out() -> None:
    text = text_of(FOLDED, 0)
    for key in text.keys("abstract"):
        text.values[key].source = ""
    assert text.text() == FOLDED.splitlines()[0].partition(" <details>")[0]


def test_pictures_are_values() -> None:
    text = text_of("- [One is](https://arxiv.org/abs/2406.00001) ![s](https://i.b/s.svg)\n", 0)
    assert [value.source for value in text.values.values() if value.role == "picture"] == [
        "![s](https://i.b/s.svg)"
    ]
