from __future__ import annotations

from itertools import combinations

import pytest

from weeklypapers.plotting import colours


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", colours.MARKS)
@pytest.mark.parametrize("background", [colours.LIGHT, colours.DARK, "#1E1E1E", "#111111"])
def test_marks_are_visible_on_light_and_dark(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


def test_colours_differ() -> None:
    assert len(set(colours.MARKS)) == len(colours.MARKS) == 9
    for first, second in combinations(colours.MARKS, 2):
        apart = sum(
            abs(int(first[at : at + 2], 16) - int(second[at : at + 2], 16)) for at in (1, 3, 5)
        )
        assert apart > 35, (first, second)
