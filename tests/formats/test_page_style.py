"""The style sheets of a page: contrasts."""

from __future__ import annotations

import re

import pytest

from weeklypapers.formats import _page_style


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "sheet", [_page_style._BASE, _page_style._MORE.partition("@media (max")[0]]
)
def test_contrasts(sheet: str) -> None:
    (background,) = re.findall(r"background: (#\w{6})", sheet)
    colours = re.findall(r"[^-]color: (#\w{6})", sheet)
    assert len(colours) == 3
    for colour in colours:
        dark, light = sorted(map(luminance, (background, colour)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour


def test_mail_clients_keep_the_first_sheet() -> None:
    first, second = _page_style.STYLE
    assert "@" not in first
    assert len(first) < 8_192  # the limit of Gmail
    assert "prefers-color-scheme: dark" in second
