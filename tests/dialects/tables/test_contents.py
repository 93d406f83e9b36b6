"""Roles of columns from the contents of their cells."""

from __future__ import annotations

import pytest

from support.weekly import chunk_of
from weeklypapers.dialects.draft import has_words
from weeklypapers.dialects.tables.contents import count_words, is_venue, mostly, roles_of_contents
from weeklypapers.dialects.tables.recognising import recognise
from weeklypapers.markdown import render_inline

PAPER = "(https://arxiv.org/abs/2406.0000{})"
TITLES = ["Graphs of many things", "How to read a list", "On the origin of tables"]


def roles_of(header: str, *rows: str) -> tuple[str, ...] | None:
    """Return the roles of the columns of a table; ``{}`` in a row is its number."""
    lines = [header, "|".join(["---"] * (header.count("|") + 1)), *rows]
    columns = recognise(chunk_of("\n".join(f"| {line} |" for line in lines)), {}, {})
    return columns.roles if columns else None


def roles_by_cells(roles: list[str | None], *rows: str) -> list[str | None] | None:
    """Return the roles of the columns of some rows, of which some are known from their headers."""
    lines = [[render_inline(cell) for cell in row.split(" | ")] for row in rows]
    return roles_of_contents(roles, list(zip(*lines, strict=True)).__getitem__)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Some words", "2024"], True),
        (["Some words", "2024", "2025"], False),
        (["Some words", "2024", "-", ""], True),
        (["-"], False),
        ([], False),
    ],
)
def test_mostly_means_half_of_the_filled_cells(cells: list[str], *, expected: bool) -> None:
    assert mostly(has_words, map(render_inline, cells)) is expected


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


@pytest.mark.parametrize("role", ["venue", "week", "listed_date"])
def test_names_with_a_known_venue_or_date_are_papers_without_links(role: str) -> None:
    value = "A town" if role == "venue" else "2024-06-30"
    rows = [f"Ada Lovelace | {value} | {title}" for title in TITLES]
    assert roles_by_cells(["listed_authors", role, None], *rows) == [
        "listed_authors",
        role,
        "title",
    ]
    assert roles_by_cells(["comment", role, None], *rows) is None
    assert roles_by_cells(["listed_authors", "comment", None], *rows) is None


@pytest.mark.parametrize(("distinct", "roles"), [(8, None), (9, ("title", "paper"))])
def test_nine_titles_of_ten_differ(distinct: int, roles: tuple[str, ...] | None) -> None:
    rows = [f"About topic {n % distinct} | [PDF]{PAPER}" for n in range(10)]
    assert roles_of("a | b", *rows) == roles


@pytest.mark.parametrize(("words", "is_title"), [(2, False), (3, True), (25, True), (26, False)])
def test_titles_have_several_words(words: int, *, is_title: bool) -> None:
    rows = [f"[{'word ' * (words - 1)}n{n}]{PAPER} | x" for n in range(3)]
    assert roles_of("a | b", *rows) == (("title", "extra") if is_title else None)


def test_titles_have_letters() -> None:
    assert roles_of("a | b", *(f"0 1 {n} | [PDF]{PAPER}" for n in range(3))) is None


def test_a_single_title_is_linked_to_its_paper() -> None:
    assert roles_of("a | b", f"[{TITLES[0]}]{PAPER} | x") == ("title", "extra")
    rows = [f"{title} | [PDF]{PAPER}" for title in TITLES]
    assert roles_of("a | b", rows[0]) is None
    assert roles_of("a | b", *rows[:2]) == ("title", "paper")


def test_of_two_columns_of_titles_the_first_one_with_papers_is_chosen() -> None:
    remarks = [f"Remarks on {title}" for title in TITLES]
    rows = [f"{remark} | [{remark[11:]}]{PAPER}" for remark in remarks]
    assert roles_of("a | b", *rows) == ("extra", "title")
    rows = [f"{remark} | {remark[11:]} | [PDF]{PAPER}" for remark in remarks]
    assert roles_of("a | b | c", *rows) == ("title", "extra", "paper")


@pytest.mark.parametrize(
    ("cell", "is_title"),
    [
        ("We wrote [a paper]{} on {}", False),
        ("On {1} [📄]{0}", True),
        ("[PDF]{} {}", True),
        ("1. [{1}]{0}", True),
        ("{1}", True),
    ],
)
def test_a_link_in_prose_is_not_a_title(cell: str, *, is_title: bool) -> None:
    rows = [f"{cell.format(PAPER, title)} | [PDF]{PAPER}" for title in TITLES]
    assert roles_of("a | b", *rows) == (("title", "paper") if is_title else None)


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        *(("2024", "listed_date"), ("1999", "listed_date"), ("June 2024", "listed_date")),
        *(("2101", None), ("199", None), ("20240630", None), ("soon", None)),
        *(
            ("ICLR 2024", "venue"),
            ("A town", None),
            ("Ada Lovelace, Alan Turing", "listed_authors"),
        ),
        *((f"[PDF]{PAPER}", "paper"), ("[code](https://github.com/a/b)", "code")),
        (f"[PDF]{PAPER} [code](https://github.com/a/b)", "links"),
        *(("[here](https://e.org)", "links"), ("[code](https://e.org)", "code")),
        ("Runs with [code](https://github.com/a/b)", None),
    ],
)
def test_the_role_of_a_column_without_titles(cell: str, role: str | None) -> None:
    rows = [f"[{title}]{PAPER} | {cell}" for title in TITLES]
    assert roles_by_cells([None, None], *rows) == ["title", role]


@pytest.mark.parametrize(
    ("role", "cell", "expected"),
    [
        *(("week", "2024-06-30", "week"), ("week", "-", "week"), ("week", "soon", None)),
        *(("code", "[x](https://e.org)", "code"), ("code", "-", "code"), ("code", "yes", None)),
        *(
            ("listed_date", "A town", None),
            ("venue", "A town", "venue"),
            ("venue", "2024", "venue"),
        ),
    ],
)
def test_a_role_that_contradicts_its_cells_is_unknown(
    role: str, cell: str, expected: str | None
) -> None:
    rows = [f"{cell} | [{title}]{PAPER}" for title in TITLES]
    assert roles_by_cells([role, None], *rows) == [expected, "title"]


def test_a_header_with_a_paper_is_a_row() -> None:
    lines = [f"[{title}]{PAPER.format(n)} | 2024" for n, title in enumerate(TITLES)]
    header, *rows = lines
    columns = recognise(chunk_of("\n".join([header, "---|---", *rows])), {}, {})
    assert columns is not None
    assert (columns.roles, columns.has_header) == (("title", "listed_date"), False)


def test_words_and_venues() -> None:
    texts = ("A short title", "论文的标题", "论文标题", "GPT-4 的报告", "Über 3 Listen")
    assert [count_words(text) for text in texts] == [3, 3, 2, 3, 3]
    assert all(map(is_venue, ("ICLR 2024", "NeurIPS'23", "arXiv", " ICML (2024) ")))
    assert not is_venue("a town")
