"""The tokens of dates and the patterns over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects.date_patterns import DateTokens, date_pattern, full_year


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("June 30, 2024", "M n,Y"),
        ("Sept. 1st", "M. o"),
        ("2024-06-30T12:00:00Z", "Y-n-nt"),
        ("2024-06-30 12:00 UTC", "Y-n-n t"),
        ("20240630 202406 202413", "D S x"),
        ("1899 1900 2100 2101", "x Y Y x"),
        ("198912 199001", "x S"),
        ("2024W26 W26 w3", "k W x"),
        ("1 12 123 1st 22ND 3rdx", "i n x o o x"),
        ("Mon, 周一", "w,w"),
        ("2024年6月30日", "Yyimnd"),
        ("a - b to c -- d 至 e", "x~x~x~x~x"),
        ("Week 26, 2024; 2024年第26周", "k| k"),
        ("2024年第1周年", "Yycicy"),
        ("7月第1周 '24", "imz a"),
        ("2024년 6월 30일", "Yyimnd"),
        ("Week 26, day of June", "xxx,T f M"),
        ("Top 10 papers", "xxx x"),
        ("#5 (x)", "xx |x|"),
        ("$5 中", "xi c"),
        ("", ""),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert DateTokens(text, is_prose=True).letters == letters


def test_full_years() -> None:
    assert [full_year(digits) for digits in (0, 24, 90, 91, 99)] == [2000, 2024, 2090, 1991, 1999]


@pytest.mark.parametrize("word", ["may", "march", "mar"])
def test_verbs_are_no_months_in_prose(word: str) -> None:
    assert DateTokens(word, is_prose=True).letters == "x"
    assert DateTokens(word.title(), is_prose=True).letters == "M"
    assert DateTokens(word, is_prose=False).letters == "M"


def test_numbers() -> None:
    tokens = DateTokens("2024W26 20240630 June 1st, 202407", is_prose=True)
    assert tokens.letters == "k D M o,S"
    assert tokens.numbers(0, 1) == ("YW", [2024, 26])
    assert tokens.numbers(2, 7) == ("Y##M#", [2024, 6, 30, 6, 1])
    assert tokens.numbers(8, 9) == ("Y#", [2024, 7])
    assert tokens.numbers(1, 2) == ("", [])


def test_punctuation_at_both_ends_is_skipped() -> None:
    tokens = DateTokens(" (2024-06-30). ", is_prose=False)
    match = tokens.match_whole(date_pattern("cell"))
    assert match is not None
    assert match[0] == "Y-n-n"
    assert DateTokens("a 2024-06-30", is_prose=False).match_whole(date_pattern("cell")) is None


@given(st.text(max_size=30))
def test_tokens_are_the_text(text: str) -> None:
    for is_prose in (True, False):
        tokens = DateTokens(text, is_prose=is_prose)
        assert "".join(tokens.words) == text
        assert len(tokens.letters) == len(tokens.words) == len(tokens.starts)
        assert all(
            text.startswith(word, start)
            for word, start in zip(tokens.words, tokens.starts, strict=True)
        )
