"""Plain text, divided at separators."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.separators import divided


def parts(text: str) -> list[str]:
    """The texts of the parts of a text."""
    return [text[part.begin : part.end] for part in divided(text, 0, len(text))]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (
            "Agents: Low-Rank Molecules Matter | Ada Lovelace, Bo Li | ICML | 2022",
            ["Agents: Low-Rank Molecules Matter", "Ada Lovelace, Bo Li", "ICML | 2022"],
        ),
        ("Halls | Ada Lovelace | Bo Li | ICML", ["Halls", "Ada Lovelace | Bo Li", "ICML"]),
        ("Halls in Neural Rooms - ZOOCON, 2021", ["Halls in Neural Rooms", "ZOOCON, 2021"]),
        ("Conference on Robots - ICR, 2023", ["Conference on Robots - ICR, 2023"]),
    ],
)
def test_a_bar_divides_what_commas_and_colons_separate(source: str, texts: list[str]) -> None:
    assert parts(source) == texts


@pytest.mark.parametrize(
    ("source", "names", "venue"),
    [
        ("Ana Ruiz, Bo Li, ICLR 2024", "Ana Ruiz, Bo Li", "ICLR 2024"),
        ("A. Ruiz, B. Li. ICLR 2024", "A. Ruiz, B. Li", "ICLR 2024"),
        ("Ana Ruiz. VLDB 2021", "Ana Ruiz", "VLDB 2021"),
    ],
)
def test_a_venue_has_no_names_of_persons_in_front(source: str, names: str, venue: str) -> None:
    assert parts(source) == [names, venue]


def test_several_dates_are_several_parts() -> None:
    assert parts("2024 | 2024-06") == ["2024", "2024-06"]


def test_each_part_has_evidence() -> None:
    parts = divided(text := "Halls in rows. Ana Ruiz, Bo Li. ICLR 2024", 0, len(text))
    assert [part.evidence for part in parts] == ["text", "names", "venue"]
    assert [part.appearance and part.appearance.venue for part in parts] == [None, None, "ICLR"]


def test_names_and_dates_in_long_sentences_are_parts_of_these() -> None:
    sentence = ", ".join(["many words on halls and rooms in the north"] * 6)
    assert parts(f"Ana Ruiz, Bo Li. {sentence}, May 2024, {sentence}. ICLR 2024") == [
        "Ana Ruiz, Bo Li",
        f"{sentence}, May 2024, {sentence}",
        "ICLR 2024",
    ]
