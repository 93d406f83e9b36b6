from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.searching import codes
from weeklypapers.searching.codes import Codes

TERMS = [f"term{number}" for number in range(9)]


def test_a_term_has_one_code() -> None:
    all_codes = Codes()
    first, second = all_codes.add("cat"), all_codes.add("dog")

    assert len({first, second}) == 2
    assert all_codes.add("cat") == first
    assert all_codes.phrase(("cat", "dog")) == first + second
    assert all_codes.phrase(("cat", "fish")) is None


def test_texts_are_joined_with_a_gap() -> None:
    all_codes = Codes()
    cat, dog = all_codes.add("cat"), all_codes.add("dog")

    assert all_codes.terms(all_codes.join([cat, dog])) == ["cat", "|", "dog"]
    assert all_codes.terms(all_codes.join(["", cat, "", dog, ""])) == [
        *("cat", "|", "|", "dog", "|"),
    ]
    assert all_codes.join([]) == all_codes.join(["", ""]) == ""


@pytest.fixture
def _few_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes of which three have one character."""
    monkeypatch.setattr(codes, "_SINGLE", 3)
    monkeypatch.setattr(codes, "_HALF", 2)
    monkeypatch.setattr(codes, "_CODE", re.compile("[\x03\x04]?.", re.DOTALL))


@pytest.mark.usefixtures("_few_characters")
@given(st.lists(st.sampled_from(TERMS[:5])), st.lists(st.sampled_from(TERMS[:5]), min_size=1))
def test_more_terms_than_characters(text: list[str], phrase: list[str]) -> None:
    all_codes = Codes()
    for term in TERMS[:5]:
        all_codes.add(term)
    stream = "".join(map(all_codes.add, text))

    assert all_codes.terms(stream) == text
    assert len(all_codes.split(stream)) == len(text)
    is_inside = any(text[index : index + len(phrase)] == phrase for index in range(len(text) + 1))
    assert ((all_codes.phrase(tuple(phrase)) or "") in stream) == is_inside
