"""Names of authors, split into parts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("Doe, John, PhD", ("", "Doe", "John", "")),
        ("Xin Wang, Senior Member, IEEE", ("", "Wang", "Xin", "")),
        ("Lee, M.D.", ("", "Lee", "M.D.", "")),
        ("Henry Ford V", ("", "Ford", "Henry", "V")),
        ("Henry V", ("", "V", "Henry", "")),
        ("Subbarao K. V", ("", "Subbarao", "K. V", "")),  # ACL Anthology: initials of a given name
        ("García López, V", ("", "García López", "V", "")),
        ("Sammy Davis Jr", ("", "Davis", "Sammy", "Jr")),
        ("Sir Isaac Newton", ("", "Newton", "Isaac", "")),
        ("Newton, Sir Isaac", ("", "Newton", "Isaac", "")),
        ("Prof. Dr. Klaus-Robert Müller", ("", "Müller", "Klaus-Robert", "")),
        ("Prof. Dr.-Ing. Max Mustermann", ("", "Mustermann", "Max", "")),
        ("Fred Smith (Cornell)", ("", "Smith", "Fred", "")),
        ("Fred Smith (Google Research)", ("", "Smith", "Fred", "")),
        ("Kelvin Xu^", ("", "Xu", "Kelvin", "")),
        ("Kelvin Xu1", ("", "Xu", "Kelvin", "")),
        ("Kelvin Xu*†", ("", "Xu", "Kelvin", "")),
        (r"Kelvin Xu$^{1,\dagger}$", ("", "Xu", "Kelvin", "")),
        ("Wei Wang 0001", ("", "Wang", "Wei", "")),  # DBLP
        ("Kelvin Xu 2", ("", "Xu", "Kelvin", "")),
        ("Kelvin Xu 1, 12", ("", "Xu", "Kelvin", "")),
        ("SYLVIE ROUX", ("", "ROUX", "SYLVIE", "")),
        ("LI Yang", ("", "LI", "Yang", "")),
        ("van der Maaten, Laurens", ("van der", "Maaten", "Laurens", "")),
        ("ter Haar Romeny, B.", ("ter", "Haar Romeny", "B.", "")),
        ("García Márquez, Gabriel José", ("", "García Márquez", "Gabriel José", "")),
        ("Rahul M K", ("", "Rahul", "M K", "")),
        ("Balamurali A.R.", ("", "Balamurali", "A.R.", "")),  # ACL Anthology
        ("Lovelace,Ada", ("", "Lovelace", "Ada", "")),
        (r"J.\,-P.\ Serre", ("", "Serre", "J. -P.", "")),
        ("Eric Fosler\u2011Lussier", ("", "Fosler-Lussier", "Eric", "")),
        ("Yuan-\xad\u2010Fang Li", ("", "Li", "Yuan-Fang", "")),
        ("Ren{é} Descartes", ("", "Descartes", "René", "")),
        (r"{\DJ}or{\dj}e {\DJ}okovi{\'c}", ("", "Đoković", "Đorđe", "")),
        (r"\AA ke Sj\"olander", ("", "Sjölander", "Åke", "")),
        (r"L. Cs\"org\H{o}", ("", "Csörgő", "L.", "")),
        (r"Nguy{\~\^e}n V\u{a}n Linh", ("", "Linh", "Nguyễn Văn", "")),
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
            "Qwen 3",
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
            "van der Maaten",
            "Plato (Athens)",
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
        (["Katz et al. (IBM)"], [""], True),
        (["Quan Chen& Haiyan Liu"], ["Chen", "Liu"], False),
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


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (
            ["The IceCube Collaboration: R. Abbasi, M. Ackermann"],
            ["The IceCube Collaboration", "Abbasi, R.", "Ackermann, M."],
        ),
        (
            ["IceCube Collaboration", ":", "R. Abbasi"],  # as in arXiv's API
            ["IceCube Collaboration", "Abbasi, R."],
        ),
        (["IceCube Collaboration, R. Abbasi"], ["IceCube Collaboration", "Abbasi, R."]),
        (["[IceCube Collaboration]"], ["IceCube Collaboration"]),
        (["R. Abbasi", "for the IceCube Collaboration"], ["Abbasi, R.", "IceCube Collaboration"]),
        (["on behalf of the IceCube Collaboration"], ["IceCube Collaboration"]),
        (["R. Abbasi (IceCube Collaboration)"], ["Abbasi, R.", "IceCube Collaboration"]),
        (
            ["R. Abbasi for the IceCube Collaboration"],
            ["Abbasi, R.", "IceCube Collaboration"],
        ),
        (["HKU: Guangming Sheng"], ["HKU", "Sheng, Guangming"]),
        (["Google Research, New York"], ["Google Research, New York"]),
    ],
)
def test_collaborations_and_their_members(listed: list[str], names: list[str]) -> None:
    assert list(map(str, split_names(listed)[0])) == names


def test_a_text_without_a_name_is_no_author() -> None:
    assert split_names([":", "-", "*", "2", ""]) == ((), False)


def test_family_names_are_first_if_all_names_end_in_an_initial() -> None:
    vancouver, _ = split_names(["Murakami Y", "van der Maaten L", "Ishida S"])
    assert list(map(str, vancouver)) == ["Murakami, Y", "van der Maaten, L", "Ishida, S"]
    assert list(map(str, split_names(["Murakami Y et al."])[0])) == ["Murakami, Y"]
    mixed, _ = split_names(["Rashmi R", "Ada Lovelace"])
    assert list(map(str, mixed)) == ["R, Rashmi", "Lovelace, Ada"]


@given(st.lists(st.from_regex(r"[^\W\d_]{2,9}", fullmatch=True), min_size=1, max_size=6))
def test_no_letter_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    letters = sorted(char for char in text if char.isalpha())
    assert sorted(char for char in str(split_name(text)) if char.isalpha()) == letters


@given(texts())
def test_no_letter_is_added(text: str) -> None:
    letters = Counter(char for char in text if char.isalnum())
    assert Counter(char for char in str(split_name(text)) if char.isalnum()) <= letters
