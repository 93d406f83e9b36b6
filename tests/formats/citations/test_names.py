"""Names of authors, split into parts."""

from __future__ import annotations

import pytest
from hypothesis import given

from weeklypapers.formats.citations.names import Name, split_name, split_names
from weeklypapers.testing.hypothesis import texts


def split(text: str) -> Name:
    """Return the only name in a text."""
    (name,), _ = split_names([text])
    return name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ada Lovelace", ("", "Lovelace", "Ada", "")),
        ("Ada  B.~C. Lovelace", ("", "Lovelace", "Ada B. C.", "")),
        ("J.-P. Serre", ("", "Serre", "J.-P.", "")),
        ("Wei-Lun Chao", ("", "Chao", "Wei-Lun", "")),
        ("Émilie du Châtelet", ("du", "Châtelet", "Émilie", "")),
        ("Laurens van der Maaten", ("van der", "Maaten", "Laurens", "")),
        ("Juan de la Cruz Jr.", ("de la", "Cruz", "Juan", "Jr.")),
        ("Ursula von Der Leyen", ("von", "Der Leyen", "Ursula", "")),
        ("Ben van 't Hof", ("van 't", "Hof", "Ben", "")),
        ("Jean d'Alembert", ("", "d'Alembert", "Jean", "")),
        ("Christopher De Sa", ("", "De Sa", "Christopher", "")),
        ("Piet Van Der Aa", ("", "Van Der Aa", "Piet", "")),
        ("Tuan Van Nguyen", ("", "Nguyen", "Tuan Van", "")),
        ("Santiago Ramón y Cajal", ("", "Ramón y Cajal", "Santiago", "")),
        ("Henry Ford III", ("", "Ford", "Henry", "III")),
        ("Martin Luther King, Jr.", ("", "King", "Martin Luther", "Jr.")),
        ("King, Jr., Martin Luther", ("", "King", "Martin Luther", "Jr.")),
        ("King, Martin Luther, Jr.", ("", "King", "Martin Luther", "Jr.")),
        ("van Rossum, Guido", ("van", "Rossum", "Guido", "")),
        ("danah boyd", ("", "boyd", "danah", "")),
        ("King Jr., Martin Luther", ("", "King", "Martin Luther", "Jr.")),
        ("John Doe, MD, Ph.D.", ("", "Doe", "John", "")),
        ("Lee, M.D.", ("", "Lee", "M.D.", "")),
        ("De Sa, Christopher Michael", ("", "De Sa", "Christopher Michael", "")),
        (r"Henri Poincar\'e", ("", "Poincaré", "Henri", "")),
        (r"Jos\'{e} D{\'\i}az", ("", "Díaz", "José", "")),
    ],
)
def test_names_of_persons_are_split(text: str, parts: tuple[str, str, str, str]) -> None:
    particle, family, given, suffix = parts
    expected = Name(particle=particle, family=family, given=given, suffix=suffix)
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Plato",
            "OpenAI",
            "The ATLAS Collaboration",
            "Gemini Team",
            "pandas development team",
        ),
        *(
            "Some Lab (Big Company)",
            "Foo, Bar, and Others, Inc.",
            "Gemini Team, Google",
            "Llama Team, AI @ Meta",
            "Ada Lovelace, Alan Turing",
            "A and B",
            "王小明",
            "王 小明",
            "김철수",
        ),
    ],
)
def test_names_without_certain_parts_stay_whole(text: str) -> None:
    assert split(text) == Name(literal=text)


@pytest.mark.parametrize(
    ("listed", "families", "has_more"),
    [
        (["Ziyan Jiang et al."], ["Jiang"], True),
        (["Ziyan Jiang", "et al"], ["Jiang"], True),
        (["Ziyan Jiang, and others"], ["Jiang"], True),
        (["et al."], [], True),
        (["Et Alvarez"], ["Alvarez"], False),
        (["Ada Lovelace and Wei Li"], ["Lovelace", "Li"], False),
        (["Ada Lovelace, Alan Turing & Piet van Loo"], ["Lovelace", "Turing", "Loo"], False),
        (["Ada Lovelace, Alan Turing, Bo Xu"], ["Lovelace", "Turing", "Xu"], False),
        (["Smith, J. and Doe, A."], [""], False),
        (["Ada Lovelace and Some Lab"], [""], False),
    ],
)
def test_several_names_in_one_text(
    listed: list[str], families: list[str], has_more: object
) -> None:
    names, more = split_names(listed)
    assert [name.family for name in names] == families
    assert more is has_more


@given(texts())
def test_no_letter_is_lost(text: str) -> None:
    name = split_name(text)
    letters = sorted(char for char in text if char.isalnum())
    assert sorted(char for char in str(name) if char.isalnum()) == letters
