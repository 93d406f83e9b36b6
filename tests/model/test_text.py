from __future__ import annotations

import pytest
from hypothesis import given

from weeklypapers.model.text import fold, remembering, spellings, unaccented
from weeklypapers.testing.hypothesis import texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Long\n RAG\t", "long rag"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("ŁØĐÐIÆŒÞĦŦ", "loddiaeoethht"),
        ("łøđðıæœþħŧ ǿ", "loddiaeoethht o"),
        ("\U0001d401\U0001d41e\U0001d42c\U0001d42d", "best"),
        ("\uff21\uff11", "a1"),
        ("a\xa0b\u2028c", "a b c"),
        ("ὈΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("漢字", "漢字"),
        ("rec\xadog\u200dni\ufe0ftion", "recognition"),
        ("zero\u200bwidth", "zero\u200bwidth"),  # a space
        ("ｶﾞ ガ か\u3099 が", "カ カ か か"),
        ("김 \u1100\u1175\u11b7", "\u1100\u1175\u11b7 \u1100\u1175\u11b7"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(texts())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())


def test_spellings_are_the_first_ones_in_order() -> None:
    names = ["Zoë", "Ada", "zoe", "ADA"]
    assert list(spellings(names).items()) == [("zoe", "Zoë"), ("ada", "Ada")]


@given(texts(), texts())
def test_parts_of_a_text_convert_to_parts_of_the_result(first: str, second: str) -> None:
    assert unaccented(first + second) == unaccented(first) + unaccented(second)


def test_results_of_long_texts_are_not_remembered() -> None:
    calls: list[str] = []

    @remembering(2)
    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    long = "x" * 1001
    assert [length("a"), length("a"), length(long), length(long)] == [1, 1, 1001, 1001]
    assert calls == ["a", long, long]
    assert length.__name__ == "length"


def test_the_number_of_remembered_results_is_limited() -> None:
    calls: list[str] = []
    remember = remembering(2)(calls.append)
    for text in ("a", "b", "b", "c", "a"):
        remember(text)
    assert calls == ["a", "b", "c", "a"]


def test_other_arguments_are_a_part_of_what_is_remembered() -> None:
    calls: list[tuple[str, bool]] = []

    @remembering(9)
    def call(text: str, *, flag: bool) -> None:
        calls.append((text, flag))

    for flag in (True, False, True):
        call("a", flag=flag)
    assert calls == [("a", True), ("a", False)]


def test_the_size_of_a_key_may_be_that_of_its_parts() -> None:
    calls: list[tuple[str, ...]] = []
    remember = remembering(9, lambda key: sum(map(len, key)))(calls.append)
    long = ("x" * 600, "y" * 600)
    for key in (("a",), ("a",), long, long):
        remember(key)
    assert calls == [("a",), long, long]
