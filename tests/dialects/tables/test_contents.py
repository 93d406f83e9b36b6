"""Roles of columns from the contents of their cells."""

from __future__ import annotations

import pytest

from support.weekly import chunk_of
from weeklypapers.dialects.tables.contents import count_words, is_venue
from weeklypapers.dialects.tables.recognising import recognise

PAPER = "(https://arxiv.org/abs/2406.0000{})"
TITLES = ["Graphs of many things", "How to read a list", "On the origin of tables"]


def roles_of(header: str, *rows: str) -> tuple[str, ...] | None:
    """Return the roles of the columns of a table; ``{}`` in a row is its number."""
    lines = [header, "|".join(["---"] * (header.count("|") + 1)), *rows]
    columns = recognise(chunk_of("\n".join(f"| {line} |" for line in lines)), {}, {})
    return columns.roles if columns else None


@pytest.mark.parametrize("header", [" | | ", "学会 | 題名 | 公開日", "Onde | Obra | Quando"])
def test_titles_links_dates_and_venues_are_recognised(header: str) -> None:
    rows = [f"ICLR | [{title}]{PAPER.format(n)} | 2024-0{n}" for n, title in enumerate(TITLES, 1)]
    assert roles_of(header, *rows) == ("venue", "title", "listed_date")


def test_names_and_links_without_words() -> None:
    rows = [
        f"{title} | Ada Lovelace, Alan Turing | [PDF]{PAPER.format(n)} | "
        f"[code](https://github.com/a/b{n})"
        for n, title in enumerate(TITLES, 1)
    ]
    assert roles_of("a | b | c | d", *rows) == ("title", "listed_authors", "paper", "code")


def test_names_with_dates_are_papers_without_links() -> None:
    rows = [f"{title} | Ada Lovelace and Alan Turing | 2024" for title in TITLES]
    assert roles_of("a | b | c", *rows) == ("title", "listed_authors", "listed_date")
    rows = [f"{title} | words | 2024" for title in TITLES]
    assert roles_of("a | b | c", *rows) is None


def test_titles_differ_and_have_several_words() -> None:
    rows = [f"All of it the same | x{n} | [PDF]{PAPER.format(n)}" for n in range(3)]
    assert roles_of("a | b | c", *rows) is None


def test_a_link_in_prose_is_not_a_title() -> None:
    rows = [f"2024-0{n} | We wrote [a paper]{PAPER.format(n)} on it" for n in range(1, 4)]
    assert roles_of("Date | News", *rows) is None


def test_a_role_that_contradicts_its_cells_is_unknown() -> None:
    rows = [f"[{title}]{PAPER.format(n)} | 2024 | 1" for n, title in enumerate(TITLES)]
    assert roles_of("Articolo | Data | Posto", *rows) == ("title", "listed_date", "extra")


def test_a_header_with_a_paper_is_a_row() -> None:
    lines = [f"[{title}]{PAPER.format(n)} | 2024" for n, title in enumerate(TITLES)]
    header, *rows = lines
    columns = recognise(chunk_of("\n".join([header, "---|---", *rows])), {}, {})
    assert columns is not None
    assert (columns.roles, columns.has_header) == (("title", "listed_date"), False)


def test_words_and_venues() -> None:
    texts = ("A short title", "论文的标题", "GPT-4 的报告")
    assert [count_words(text) for text in texts] == [3, 3, 3]
    assert all(map(is_venue, ("ICLR 2024", "NeurIPS'23", "arXiv")))
    assert not is_venue("a town")
