"""The texts at the same place of many entries."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.slots import SlotTexts


def test_an_empty_slot() -> None:
    texts = SlotTexts()
    assert (texts.share("names"), texts.distinct) == (0.0, 1.0)
    assert not texts.are_names
    assert not texts.are_venues


def test_shares_of_texts() -> None:
    texts = SlotTexts()
    texts.add("ICLR", "venue")
    texts.add("ICLR", "venue")
    texts.add("Two words", "text")
    assert texts.share("venue") == pytest.approx(2 / 3)
    assert texts.distinct == pytest.approx(2 / 3)
    assert (texts.count, texts.words) == (3, 4)
    assert texts.are_venues
    texts.add("A Journal of Halls", "venue", 0.5)
    assert texts.share("venue") == pytest.approx(2.5 / 4)


def test_a_slot_holds_names_if_most_of_its_words_are() -> None:
    texts = SlotTexts()
    for text in ("Ana Ruiz, Bo Li", "Chen Wu, Dora Novak"):
        texts.add_value(text, "names")
    assert not texts.are_names  # two texts are too few
    texts.add_value("xu li, Ana Ruiz", "text")
    assert texts.are_names
    for _ in range(3):
        texts.add_value("some other words", "text")
    assert not texts.are_names
