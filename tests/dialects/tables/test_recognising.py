"""Recognition of tables of papers."""

from __future__ import annotations

import re
from itertools import pairwise

import attrs
import pytest

from support.real_lists import path_of
from support.weekly import chunk_of
from weeklypapers.dialects.tables.heads import Ahead
from weeklypapers.dialects.tables.recognising import is_paper_table, recognise
from weeklypapers.dialects.vocabulary import column_of
from weeklypapers.markdown import Chunk, tables

_DELIMITERS = re.compile(r"[\s|:-]*-[\s|:-]*")


def columns_of(text: str) -> list[str | None]:
    """Return the classes of the headers of a row, with or without outer pipes."""
    return [column_of(header.strip()) for header in text.strip().strip("|").split("|")]


# -- By headers and links ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        "|Publish Date|Title|Authors|PDF|Code|",
        "|  Title  |   Venue  |   Date   |   Code   |   Demo   |",
        "|  Title  |   Venue  |   Date   |   Page   |",
        "| 日期 | 标题 | 封面 | 时长 | 视频（播放数） |",
        "| Week | title | category | abstract | Paper-Link |",
        "| Title & Authors | Introduction | Links |",
        "| Method | Publication | Code | Project | Core Idea | Authors |",
        "| Paper | Venue | Year |",
        "| 序号 | arXiv ID | 论文标题 | 作者 | 提交日期 | 核心关键词 | 领域 |",
        "| Paper | Authors |",
        "| Model | Year | Paper Link | Code |",
        "| Model | Venue |",
        "| Model | Authors |",
        "| Date | arXiv | Code |",
    ],
)
def test_paper_tables_by_their_headers(headers: str) -> None:
    columns = columns_of(headers)

    assert is_paper_table(columns, linked=False)
    assert is_paper_table(columns, linked=True)


@pytest.mark.parametrize(
    "headers",
    [
        "| Name | Paper | Type | Modalities |",
        "| Name | Paper | Link | Notes |",
        "| **Paper** | **Links** |",
        "| Paper | Code |",
        "| 已录制 | 年份 | 名字 | 简介 | 引用 |",
        "| Category | Papers |",
    ],
)
def test_paper_tables_by_their_links(headers: str) -> None:
    columns = columns_of(headers)

    assert is_paper_table(columns, linked=True)
    assert not is_paper_table(columns, linked=False)


def test_date_paper_and_links() -> None:
    columns = columns_of("| &nbsp;Date&nbsp;&nbsp; | Paper | Links & Summary |")

    assert columns == ["listed_date", "entry", "links"]
    assert is_paper_table(columns, linked=True)


@pytest.mark.parametrize("header", ["Title", "Paper"])
def test_one_column_is_enough_with_links(header: str) -> None:
    assert is_paper_table([column_of(header)], linked=True)
    assert not is_paper_table([column_of(header)], linked=False)


@pytest.mark.parametrize(
    "headers",
    [
        "| | Efficient Training | Efficient Inference | Efficient Fine-Tuning |",
        "| Contributor | GitHub | Role |",
        "| Key | Description |",
        "| Date | Update |",
        "| Model | Size | MMLU | GSM8K |",
        "| Model | Params | Accuracy |",
        "| Section | Link |",
        "| Framework | Code | Stars |",
        "| # | Category | # Papers |",
        "| Date | News |",
        "| Dataset | Download |",
        "| Name | Notes |",
        "| Model | Download |",
        "| PDF | Code |",
        "||",
    ],
)
def test_other_tables(headers: str) -> None:
    assert not is_paper_table(columns_of(headers), linked=False)


def test_leaderboard_whose_models_are_linked() -> None:
    assert not is_paper_table(columns_of("| Model | Size | MMLU | GSM8K |"), linked=True)


def test_no_columns() -> None:
    assert not is_paper_table([], linked=True)


# -- Real lists --------------------------------------------------------------------------------

REAL = {
    "ml-papers-of-the-week.md": {("entry", "links")},
    "weekly-papers.md": {("week", "title", "category", "abstract", "paper")},
    "lists/arxiv-daily.md": {("listed_date", "title", "listed_authors", "paper", "code")},
    "lists/daily-summaries.md": {("listed_date", "entry", "links")},
    "lists/awesome-venues.md": {
        ("title", "venue", "listed_date", "code", "demo"),
        ("title", "venue", "listed_date", "project"),
        ("name", "entry", None, None),
        ("name", "entry", "links", "comment"),
    },
    "lists/chinese-reading.md": {
        ("listed_date", "title", None, None, "video"),
        (None, "listed_date", "name", "abstract", None),
    },
    "lists/survey-bullets.md": {(None, None, None, None)},
}


@pytest.mark.parametrize("name", REAL)
def test_real_headers(name: str) -> None:
    path = path_of(name)
    lines = path.read_text(encoding="utf-8").splitlines()
    tables = {
        tuple(columns_of(header))
        for header, below in pairwise(lines)
        if "|" in below and "|" in header and _DELIMITERS.fullmatch(below)
    }

    assert tables == REAL[name]
    assert all(is_paper_table(columns, linked=True) for columns in tables) == any(map(any, tables))


# -- By cells ----------------------------------------------------------------------------------


def head_of(text: str) -> Chunk:
    """Return the first rows of a table, whether or not they have as many cells as its header."""
    ahead = Ahead(iter(tables(text.split("\n"))))
    next(iter(ahead))
    assert ahead.head is not None
    return ahead.head


PAPER = "(https://arxiv.org/abs/2406.00001)"


@pytest.mark.parametrize(
    ("headers", "rows", "roles"),
    [
        # A column of papers holds the titles if most cells have words, or else it holds links.
        ("Paper | Code", [f"[A title]{PAPER} | x"], ("entry", "code")),
        ("Paper | Code", [f"[PDF]{PAPER} | x"], ("entry", "code")),
        ("Name | Paper", [f"A | [PDF]{PAPER}"], ("name", "paper")),
        ("Name | Paper", [f"A | [A title]{PAPER}"], ("extra", "entry")),
        ("Name | PDF | Year", [f"A | [A title]{PAPER} | 2024"], ("extra", "entry", "listed_date")),
        ("Year | Links", [f"2024 | [A title]{PAPER}"], ("listed_date", "entry")),
        ("Title | Paper", ["A | x"], ("title", "paper")),
        ("Title | Name | Title | PDF", ["A | x | y | z"], ("title", "extra", "extra", "paper")),
        ("No. | Title | Code | Code", ["1 | A | x | y"], ("extra", "title", "code", "code")),
        ("Date | Venue", ["2024 | ICLR"], None),
        ("Name | Type | Params", [f"[A]{PAPER} | x | y"], None),
        ("Name | Type | Year", [f"[A]{PAPER} | x | 2024"], ("name", "extra", "listed_date")),
        ("Name | Type | Year", ["A | x | 2024"], None),
        # Half of the cells with text decide.
        ("Paper | Rank", [f"[A title]{PAPER} | 1", "null | 2", "B | 3"], ("entry", "extra")),
        ("Paper | Rank", [f"[A title]{PAPER} | 1", "C | 2", "B | 3"], None),
        # Rows of another form decide only if there are no others.
        (
            "Paper | Rank",
            [f"[A title]{PAPER} | 1", "2023", "2022 |", "2021 | 2 | 3"],
            ("entry", "extra"),
        ),
        (
            "Paper | Rank | Score",
            [f"[A title]{PAPER} | 1 |", "2023 | |", "2022 | |", "2021 | |"],
            ("entry", "extra", "extra"),
        ),
        ("Paper | Rank", ["2023 | 1", *[f"[A title]{PAPER}"] * 3], None),
        ("Paper | Rank", [f"[A title]{PAPER}"], ("entry", "extra")),
        # The first 20 of them decide.
        ("Paper | Rank", [*["A | 1"] * 20, *[f"[A title]{PAPER} | 1"] * 30], None),
        ("Paper | Rank", [*["A"] * 20, *[f"[A title]{PAPER}"] * 30], None),
    ],
)
def test_tables_are_recognised_from_cells(
    headers: str, rows: list[str], roles: tuple[str, ...] | None
) -> None:
    lines = [headers, "|".join(["---"] * (headers.count("|") + 1)), *rows]
    columns = recognise(head_of("\n".join(f"| {line} |" for line in lines)), {}, {})
    assert (columns and columns.roles) == roles


def test_references_to_papers_are_links() -> None:
    chunk = chunk_of("| Paper | Rank |\n|---|---|\n| [A title][x] | 1 |\n")
    assert recognise(chunk, {}, {}) is None
    assert recognise(attrs.evolve(chunk, references={"x": PAPER[1:-1]}), {}, {}) is not None


def test_markdown_is_text_in_html() -> None:
    table = "<table><tr><th>Paper<th>Rank<tr><td>{}<td>1</table>"
    link = f'<a href="{PAPER[1:-1]}">A title</a>'
    assert recognise(chunk_of(table.format(link)), {}, {}) is not None
    assert recognise(chunk_of(table.format(f"[A title]{PAPER}")), {}, {}) is None


def test_headers_of_a_dialect_and_of_the_user_override_the_known_ones() -> None:
    chunk = chunk_of("| Topic | Own | Title |\n|---|---|---|\n| A | b | c |\n")
    columns = recognise(chunk, {"title": ["topic"], "code": ["OWN"]}, {"own": "venue"})
    assert columns is not None
    assert columns.roles == ("title", "venue", "extra")


def test_a_title_is_enough_among_headers_of_the_user() -> None:
    chunk = chunk_of("| Own | Notes |\n|---|---|\n| a | b |\n")
    columns = recognise(chunk, {}, {"own": "title"})
    assert columns is not None
    assert columns.roles == ("title", "comment")


ROWS = [
    f"| [A paper of {place}]{PAPER} | Anna Bell, Carl Dorn | 2024 | 5 |"
    for place in ("halls", "walls")
]


def test_headers_of_the_user_without_a_title_are_no_papers() -> None:
    chunk = chunk_of("\n".join(["| Own | Who | When | Score |", "|---|---|---|---|", *ROWS]))
    columns = recognise(chunk, {}, {})
    assert columns is not None
    assert columns.has_header
    assert columns.names == ("title", "listed_authors", "listed_date", "Score")
    assert recognise(chunk, {}, {"own": "code"}) is None


def test_a_linked_paper_as_header_is_the_first_paper() -> None:
    columns = recognise(chunk_of("\n".join([ROWS[0], "|---|---|---|---|", ROWS[1]])), {}, {})
    assert columns is not None
    assert not columns.has_header
    assert columns.names == ("title", "listed_authors", "listed_date", "column 4")


def test_a_linked_paper_as_header_above_other_contents_is_no_paper() -> None:
    lines = ["[A paper of halls](https://arxiv.org/abs/2406.00001)", "---", "5", "6", "7"]
    assert recognise(chunk_of("\n".join(f"| {line} |" for line in lines)), {}, {}) is None
