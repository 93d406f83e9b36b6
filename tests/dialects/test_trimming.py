"""Ranges of a text without what is around them."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.trimming import bracketed, trim


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        (" (a title), ", "a title"),
        ("A title (part 2)", "A title (part 2)"),
        ("Env: [Mobile]", "Env: [Mobile]"),
        ("(InThe)Wild: Many Halls", "(InThe)Wild: Many Halls"),
        ('"Halls Can\'t Wait": A Look', '"Halls Can\'t Wait": A Look'),
        ('"A half-quoted title', "A half-quoted title"),
        ("...", ""),
        ("", ""),
    ],
)
def test_brackets_and_quotes_are_trimmed_only_without_their_partner(
    text: str, trimmed: str
) -> None:
    begin, end = trim(text, 0, len(text))
    assert text[begin:end] == trimmed


@pytest.mark.parametrize("text", ["🔥 A title ⭐", "✅ A title", "– A title: 🇪🇺"])
def test_symbols_and_separators_are_trimmed(text: str) -> None:
    begin, end = trim(text, 0, len(text))
    assert text[begin:end] == "A title"


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("A title (part 2 [of 3]) [more]", ["(part 2 [of 3])", "[more]"]),
        ("An (unclosed bracket", []),
        ("Other (brackets]", []),
        ("{Braces}", []),
    ],
)
def test_outermost_brackets(text: str, ranges: list[str]) -> None:
    assert [text[slice(*each)] for each in bracketed(text, 0, len(text))] == ranges
