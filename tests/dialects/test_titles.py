"""The title of each entry."""

from __future__ import annotations

import pytest

from support.entries import LINK, entry_of, level, read
from weeklypapers.dialects.titles import Titles


def title_of(source: str) -> tuple[str, bool] | None:
    """The title of an entry that is judged by itself, and whether it is marked."""
    reading = Titles(()).title_of(entry_of(f"- {source}\n"))
    return (reading.line.string(reading.title), reading.is_marked) if reading else None


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"[A title]{LINK} more", "A title"),
        ("**A title.** some words", "A title"),
        ("**LongRAG**: *text*", "LongRAG"),
        ('A. Ruiz and B. Li, "A quoted title," in ICLR', "A quoted title"),
        (f"2024, [A longer title]{LINK}", "A longer title"),
        ("ICLR 2024 **A title** more", "A title"),
        ('"A title in quotes", arXiv, 2023 (*Acme*)', "A title in quotes"),
    ],
)
def test_marked_titles(source: str, title: str) -> None:
    assert title_of(source) == (title, True)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"A title [Paper]{LINK}", "A title"),
        ("A *very* long title *Ana Ruiz, Bo Li*", "A very long title"),
        ("A title | more", "A title | more"),
        ("A title (part 2)  \n  more", "A title (part 2)"),
        ("[ICLR 2024] A title", "A title"),
        ("Title: A title", "A title"),
        ("1. 🔥 A title", "A title"),
    ],
)
def test_plain_titles(source: str, title: str) -> None:
    assert title_of(source) == (title, False)


@pytest.mark.parametrize("source", ["...", f"[Paper]{LINK}", "[2024-05-31]"])
def test_no_title(source: str) -> None:
    assert title_of(source) is None


def test_a_text_that_many_entries_repeat_is_no_title() -> None:
    entries = [
        found.entry
        for found in level(
            "".join(f"- **Open access journal** {word} halls [Paper]{LINK}\n" for word in WORDS)
        ).walk()
        if found.entry
    ]
    titles = Titles(entries)
    readings = [titles.title_of(entry) for entry in entries]
    assert [each and each.line.string(each.title) for each in readings] == [
        f"{word} halls" for word in WORDS
    ]


WORDS = ["Long and narrow", "Short and wide", "Old and dusty", "New and clean", "High and cold"]


def test_a_title_after_names_is_one_although_values_are_missing() -> None:
    papers = read(
        "".join(
            f"- {text} [Paper](https://arxiv.org/abs/2406.0000{number})\n"
            for number, text in enumerate(
                [
                    "Ana Ruiz, Bo Li. Halls and Many Rooms, ICLR, 2023",
                    "Chen Wei, Bo Li. Doors between All Rooms, CVPR, 2022",
                    "Tom Hardy. QuillNet: Planning Walls with Windows, SIGMOD, 2021",
                    "Ana Ruiz, Chen Wei. Stairs of Very Long Halls, 2023",
                    "Tom Hardy. Corridors without Any Doors, 2020",
                    "Floors in Many Other Rooms, CVPR, 2018",
                    "HallNet: Adaptive Rooms beside Halls, 2018",
                    "HallNet: Adaptive Doors beside Halls, ICLR, 2018",
                ]
            )
        )
    )
    assert [(paper.title, len(paper.listed_authors), paper.venue) for paper in papers] == [
        ("Halls and Many Rooms", 2, "ICLR"),
        ("Doors between All Rooms", 2, "CVPR"),
        ("QuillNet: Planning Walls with Windows", 1, "SIGMOD"),
        ("Stairs of Very Long Halls", 2, None),
        ("Corridors without Any Doors", 1, None),
        ("Floors in Many Other Rooms", 0, "CVPR"),
        ("HallNet: Adaptive Rooms beside Halls", 0, None),
        ("HallNet: Adaptive Doors beside Halls", 0, "ICLR"),
    ]
    assert all(paper.listed_date for paper in papers)


def test_the_first_link_is_the_title_if_it_is_in_most_entries() -> None:
    titles = ["Many long halls", "Two doors", "Old rooms", "Video and Models"]
    text = "".join(f"- [{title}]{LINK} *Walking and more*\n" for title in titles)
    assert [paper.title for paper in read(text)] == titles
    assert [paper.title for paper in read(text.splitlines()[-1])] == ["Walking and more"]
