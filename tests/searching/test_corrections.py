from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.searching.corrections import nearest

KNOWN = {
    "attention": 9,
    "retention": 3,
    "model": 7,
    "modal": 2,
    "graph": 5,
    "ab": 1,
    "gpt": 1,
    "main": 1,
}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("atention", "attention"),
        ("attenntion", "attention"),
        ("attantion", "attention"),
        ("attnetion", "attention"),
        ("atentoin", "attention"),
        ("tetention", "retention"),
        ("modl", "model"),
        ("modle", "model"),
        ("rgaph", "graph"),
        ("grahp", "graph"),
        ("rgahp", None),
        ("grapf", "graph"),
        ("braph", None),
        ("raph", None),
        ("agraph", None),
        ("gpta", "gpt"),
        ("mail", None),
        ("zebra", None),
        ("abc", None),
        ("gptt", "gpt"),
        ("model4", None),
    ],
)
def test_nearest(wrong: str, expected: str | None) -> None:
    assert nearest(wrong, KNOWN, KNOWN.__getitem__) == expected


def test_the_most_frequent_of_equally_similar_words() -> None:
    assert nearest("modxl", KNOWN, KNOWN.__getitem__) == "model"
    assert nearest("modxl", KNOWN, {**KNOWN, "modal": 9}.__getitem__) == "modal"


@given(st.text("abcdef", min_size=4, max_size=12), st.data())
def test_a_missing_letter_is_added(word: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(1, len(word) - 1))
    wrong = word[:index] + word[index + 1 :]

    assert nearest(wrong, [word], len) == (word if len(wrong) > 3 else None)
