from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from weeklypapers import (
    Category,
)
from weeklypapers.model.text import fold
from weeklypapers.testing.hypothesis import texts

if TYPE_CHECKING:
    pass


LANGUAGE, LEARNING, OWN = Category(code="cs.CL"), Category(code="cs.LG"), Category(name="Prompting")


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
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(texts())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())
