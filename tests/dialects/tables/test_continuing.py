"""Titles that continue in the next row."""

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from support.weekly import chunk_of, codes
from weeklypapers import Papers
from weeklypapers.dialects.tables.continuing import (
    continues_repeatedly,
    continues_title,
    joined_title,
    with_open_end,
)


def parse(*rows: str) -> Papers:
    lines = ["| Title | Date | Code |", "|---|---|---|", *rows]
    return wp.parse("\n".join(lines), dialect="table", on_error="collect")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Learning to read", "of many lists"),
        ("Learning to read", ": a survey"),
        ("A survey of", "Many Lists"),
        ("A SURVEY OF", "MANY LISTS"),
        ("**A survey of**", "Many Lists"),
        ("Reading lists:", "A Survey"),
        ("Multi-", "Modal Lists"),
        ("**Learning to read**", "*of many* lists"),
    ],
)
def test_texts_that_continue_a_title(title: str, text: str) -> None:
    assert continues_title(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Learning to read", "Another title"),
        ("Learning to read", "iBOT and others"),
        ("Learning to read", "word2vec explained"),
        ("Learning to read", "XLNet explained"),
        ("lower case is used here", "for all titles"),
        ("Lights On", "Graph networks"),
        ("A", "B"),
        ("A title", ""),
    ],
)
def test_texts_that_are_titles_of_their_own(title: str, text: str) -> None:
    assert not continues_title(title, text)


def test_a_hyphen_joins_words() -> None:
    assert joined_title("Multi-", "modal") == "Multi-modal"
    assert joined_title("Lists -", "a survey") == "Lists - a survey"
    assert joined_title("Lists", " of papers ") == "Lists of papers"
    assert with_open_end("Multi", "Multi-") == "Multi-"
    assert with_open_end("A title", "A title by Ada") == "A title"
    assert with_open_end("Lists", "Lists of Lists -") == "Lists"


def test_a_title_alone_that_continues_the_one_above_is_joined() -> None:
    listed = parse(
        "| Learning to read | 2024 | x |", "| of many | | |", "| lists |", "| Another | 2023 | x |"
    )
    assert [(each.title, str(each.listed_date)) for each in listed] == [
        ("Learning to read of many lists", "2024"),
        ("Another", "2023"),
    ]
    assert codes(listed) == ["continued-title", "missing-cells", "continued-title"]
    assert listed[0].origin is not None
    assert listed[0].origin.text.splitlines() == [
        "| Learning to read | 2024 | x |",
        "| of many | | |",
        "| lists |",
    ]


def test_rows_that_are_not_joined() -> None:
    listed = parse(
        "| of nothing | | |",  # there is no row above it
        "| Learning to read | 2024 | x |",
        "| A title alone | | |",
        "| of a date | 2024 | |",
        "| **A group** | | |",
        "| of a group | | |",
        "| Learning to write | 2024 | x |",
        "| | | |",
        "| of after an empty row | | |",
        "| A linked one | 2024 | x |",
        "| [of another link](https://arxiv.org/abs/2401.00001) | | |",
    )
    assert len(listed) == 9
    assert "continued-title" not in codes(listed)


def test_in_a_table_that_does_so_repeatedly_all_titles_alone_continue() -> None:
    rows = ["| Reading | 2024 | x |", "| of lists | | |", "| Writing | 2024 | x |"]
    listed = parse(*rows, "| and more | | |", "| Large | 2023 | x |", "| Language Models | | |")
    assert [each.title for each in listed] == [
        *("Reading of lists", "Writing and more"),
        "Large Language Models",
    ]


READING = ["| Reading | 2024 | x |", "| of lists | | |"]
ALONE = ["| Reading | 2024 | x |", "| A title | | |"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (READING * 2, True),
        (READING, False),
        (READING * 2 + ALONE * 2, True),
        (READING * 2 + ALONE * 3, False),
        (["| of nothing | | |", *READING], False),  # there is no row above it
        (["| Reading | | |", "| of lists | | |"] * 2, False),
        (["| Reading | 2024 | x |", "| [of lists](https://e.org) | | |"] * 2, False),
        (["| Reading | 2024 | x |", "| **of lists** | | |"] * 2, False),
    ],
)
def test_titles_continue_repeatedly_if_most_titles_alone_do(
    rows: list[str], *, expected: bool
) -> None:
    chunk = chunk_of("\n".join(["| Title | Date | Code |", "|---|---|---|", *rows]))
    assert continues_repeatedly(chunk, 0) is expected


def test_rows_without_a_cell_for_the_title_are_not_continued() -> None:
    header = "Date | Title\n---|---\n"
    reading = "2024 | Reading\nn/a | of lists\n"
    assert continues_repeatedly(chunk_of(header + reading + "2024\n" + reading), 1)
    assert not continues_repeatedly(chunk_of(header + "2024\nn/a | of lists\n" * 2), 1)


def test_continued_titles_across_chunks_and_in_html() -> None:
    rows = ["| Learning to read | 2024 | x |"] * 300 + ["of lists | |"]
    listed = parse(*rows)
    assert len(listed) == 300
    assert listed[-1].title == "Learning to read of lists"
    listed = wp.parse(
        "<table><tr><th>Title<th>Date</tr>\n<tr><td>Learning to read<td>2024</tr>\n"
        "<tr><td>of lists<td></tr></table>\n",
        on_error="collect",
    )
    assert [each.title for each in listed] == ["Learning to read of lists"]


def test_a_continued_title_stays_when_other_fields_change() -> None:
    listed = parse("| Learning to read | 2024 | x |", "| of lists | | |")
    edited = listed.edit(
        lambda paper: attrs.evolve(paper, listed_date=wp.PartialDate.parse("2025"))
    )
    assert edited.to_markdown().splitlines()[2:] == [
        "| Learning to read | 2025 | x |",
        "| of lists | | |",
    ]
    with pytest.raises(wp.EditError, match="3: title: its title continues in the next row"):
        listed.edit(lambda paper: attrs.evolve(paper, title="New"))
    assert "Learning" not in listed.remove(listed[0]).to_markdown()


def test_a_title_of_a_thousand_characters_does_not_continue() -> None:
    rows = [f"| {'wide ' * 60}halls of | | |"] * 8
    first, *others = parse("| Halls of | 2024 | - |", *rows)
    assert len(first.title) < 1500
    assert sum(len(paper.title) for paper in [first, *others]) > 8 * 300


def test_a_title_continues_in_rows_that_are_read_later() -> None:
    rows = ["| walls of | | |"] * 600  # rows are read in chunks of 256
    papers = parse("| Halls of | 2024 | - |", *rows)
    assert papers[0].title.startswith("Halls of walls of")
    assert sum(paper.title.count("walls") for paper in papers) == len(rows)
