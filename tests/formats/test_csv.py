"""CSV: round trips, formulas, files of other programs, and errors."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.equality import retrieval_times
from weeklypapers import (
    Author,
    Category,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    PartialDate,
    ReadError,
)
from weeklypapers.formats._columns import COLUMNS
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = ",".join(COLUMNS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def read(path: Path, text: str, **options: dict[str, str]) -> Papers:
    path.write_bytes(text.encode())
    return wp.read(path, on_error="collect", **options)  # type: ignore[arg-type]


# -- Round trips -------------------------------------------------------------------------------


def test_format() -> None:
    record = make_record(authors=(Author(name="A. B."), Author(name="C. D.", affiliations=("E",))))
    paper = make_paper(
        title='On "quotes", commas\r\nand lines',
        category=Category(name="Prompting"),
        abstract=" padded ",
        listed_authors=("A. B.", "C. D."),
        listed_date=PartialDate.parse("2024-06"),
        topics=("a; b", "c"),
        links=(Link(url="https://a.org"), Link(url="https://b.org")),
        extra={"Score": "9", "Title": "T"},
    )
    rows = Papers([paper, Paper(title="B", extra={"Year": "1"})]).to_csv().partition("\r\n")
    assert rows[0] == f"{HEADER},Score,Year"
    assert rows[2] == (
        '"On ""quotes"", commas\r\nand lines",2024-06-30,2024-06-30,Prompting,,,https://a.org,'
        "A. B.; C. D.,,, padded ,list,https://a.org https://b.org,A. B.; C. D.,,2024-06,2024-06-01,"
        '"[""a; b"", ""c""]",,,,,"{""Title"": ""T""}",url:https://a.org,,,9,\r\n'
        f"B{',' * (len(COLUMNS) - 3)}title:b,,,,1\r\n"
    )
    (_, row) = csv.reader(io.StringIO(Papers([make_paper(arxiv=record)]).to_csv(), newline=""))
    cells = dict(zip(COLUMNS, row, strict=True))
    assert cells["authors"] == '[{"name": "A. B."}, {"name": "C. D.", "affiliations": ["E"]}]'
    assert cells["published"] == "2024-06-01T12:00:00Z"
    assert cells["links"] == '[{"url": "https://arxiv.org/pdf/2406.00001", "label": "arxiv"}]'
    assert cells["arxiv"].startswith('{"id": "2406.00001v1", "title": ')


@settings(max_examples=30, deadline=None)
@given(paper_lists(max_size=3))
def test_lossless(tmp_path_factory: pytest.TempPathFactory, listed: Papers) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    listed.write(path)
    result = wp.read(path)
    assert (result, result.problems) == (listed, ())
    assert retrieval_times(result) == retrieval_times(listed)
    assert list(wp.iter_papers(path)) == list(listed)


def test_pandas_reads_the_file(path: Path) -> None:
    listed = make_papers(3)
    listed.write(path)
    frame = pd.read_csv(path, parse_dates=["week"])
    assert list(frame.columns) == list(COLUMNS)
    assert frame["title"].tolist() == [paper.title for paper in listed]
    assert frame["week"].dt.year.tolist() == [2024] * 3


def test_a_cell_longer_than_the_limit_of_the_csv_module(path: Path) -> None:
    listed = Papers([Paper(title="A", abstract='long, "\n' * 30_000)])
    listed.write(path)
    assert wp.read(path) == listed


# -- Formulas ----------------------------------------------------------------------------------

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    '=HYPERLINK("https://example.org?x="&A1,"a")',
    '=1+1","=1+1',
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "@",
]


def cells_of(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_formulas(payload: str, path: Path) -> None:
    listed = Papers([Paper(title=payload, venue=payload, extra={payload: payload})])

    assert payload in cells_of(listed.to_csv())
    listed.write(path)
    assert wp.read(path) == listed  # formulas are kept, without loss

    text = listed.to_csv(formulas="escape")
    escaped = cells_of(text)
    at_the_start = [cell for cell in escaped if payload in cell and cell[:6] != "title:"]
    assert at_the_start == [f"'{payload}"] * 4
    assert not [
        cell
        for cell in escaped
        if cell.lstrip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") and cell
    ]
    assert all(line.startswith('"title"') for line in text.splitlines()[:1])
    listed.write(path, formulas="escape")
    assert wp.read(path)[0].title == f"'{payload}"  # reading does not undo it


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; @SUM(1)\t-1", "x; '@SUM(1)\t'-1"),
        ("=1+1;=1+1", "'=1+1;'=1+1"),
        ("\t=1+1", "'\t'=1+1"),
        (";=1+1", ";'=1+1"),
        ("a; b-c", "a; b-c"),
    ],
)
def test_formulas_after_separators_of_other_countries(text: str, escaped: str) -> None:
    cells = cells_of(Papers([Paper(title=text)]).to_csv(formulas="escape"))
    assert cells[len(COLUMNS)] == escaped


def test_other_texts_are_not_escaped() -> None:
    listed = Papers([Paper(title="A = B", abstract="'quoted'", week=date(2024, 6, 30))])
    assert cells_of(listed.to_csv(formulas="escape")) == cells_of(listed.to_csv())
    assert '"A = B","2024-06-30","2024-06-30",""' in listed.to_csv(formulas="escape")
    with pytest.raises(
        InvalidValueError, match=r"formulas can't be 'escap'. Did you mean 'escape'"
    ):
        listed.to_csv(formulas="escap")  # type: ignore[arg-type]


# -- Files of other programs-------------------------------------------------------------------


def test_a_file_of_another_program(path: Path) -> None:
    text = "\ufeff,Title,arXiv ID,URL,Week,Authors,Stars\n0,One,2406.15319,,2024-06-30,A. B.; C. D.,5\n1,Two,,https://a.org/b,,,\n\n"
    result = read(path, text)
    assert result == Papers(
        [
            Paper(
                title="One",
                week=date(2024, 6, 30),
                links=[Link(url="https://arxiv.org/abs/2406.15319")],
                listed_authors=("A. B.", "C. D."),
                extra={"Stars": "5"},
            ),
            Paper(title="Two", links=[Link(url="https://a.org/b")]),
        ]
    )
    (problem,) = result.problems  # the first column is the index of a DataFrame
    assert (problem.code, problem.severity, problem.line) == ("unused-value", "warning", 1)


@pytest.mark.parametrize(
    "text",
    [
        "title;week\r\nA, B;2024-06-30\r\n;\r\n",
        "\ufefftitle\tweek\nA, B\t2024-06-30\n\t\n",
        'sep=;\n"title";week\n"A, B";2024-06-30\n',
        'title,week\n"A, B",2024-06-30\n,\n , \n',
    ],
)
def test_separators_and_blank_rows(text: str) -> None:
    result = wp.from_csv(text)
    assert result == Papers([Paper(title="A, B", week=date(2024, 6, 30))])
    assert result.problems == ()
    faulty = wp.from_csv(text.replace("-30", "-31"), on_error="collect")
    assert faulty.problems[0].line == (3 if text.startswith("sep") else 2)


def test_text() -> None:
    listed = make_papers(2)
    assert wp.from_csv(listed.to_csv()) == listed
    with pytest.raises(ReadError, match="2:7: bad-value: expected a time such as"):
        wp.from_csv("title,updated\nA,2024-06-30T1\n".replace("A,", "ABCDE,"))
    with pytest.raises(InvalidValueError, match="text must be text, got 1"):
        wp.from_csv(1)  # type: ignore[arg-type]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_endings(path: Path, end: str) -> None:
    result = read(path, end.join(["title,abstract", '"A","b\rc\nd"', "B,", ""]))
    assert result == Papers([Paper(title="A", abstract="b\rc\nd"), Paper(title="B")])


def test_columns(path: Path) -> None:
    text = "Paper,Day,Venue\nA,2024-06-30,ICLR\n"
    columns = {"Paper": "title", "Day": "week", "Venue": "extra"}
    result = read(path, text, columns=columns)
    assert result == Papers([Paper(title="A", week=date(2024, 6, 30), extra={"Venue": "ICLR"})])
    assert list(wp.iter_papers(path, columns=columns)) == list(result)
    text = "Paper,Link,ID,By\nA,https://a.org,2406.15319,Ada Lovelace\n"
    columns = {"Paper": "title", "Link": "url", "ID": "arxiv_id", "By": "authors"}
    (paper,) = wp.from_csv(text, columns=columns)
    assert [link.url for link in paper.links] == [
        "https://a.org",
        "https://arxiv.org/abs/2406.15319",
    ]
    assert paper.listed_authors == ("Ada Lovelace",)
    with pytest.raises(InvalidValueError, match="columns: 'url' is not a field of a list"):
        wp.parse("| a | b |", columns={"Link": "url"})
    with pytest.raises(InvalidValueError, match="columns: 'paper' is not a field of a list"):
        wp.read(path, columns={"Paper": "paper"})
    with pytest.raises(InvalidValueError, match="dialect is for Markdown, and the source is CSV"):
        wp.read(path, dialect="weekly")


@pytest.mark.parametrize(
    ("text", "place", "code", "message"),
    [
        (
            "title,week\nA,June\n",
            (2, 3),
            "bad-value",
            "expected a day such as '2024-06-30', got 'June' @ column 'week'",
        ),
        ('title,week\n"A\nB",2024-02-30\n', (3, 4), "bad-value", "expected a day such as"),
        (
            "week,title\n2024-06-30,\n",
            (2, 12),
            "bad-value",
            "expected a title, got none @ column 'title'",
        ),
        (
            "title,listed_date\nA,June\n",
            (2, 3),
            "bad-value",
            "expected 2024, 2024-06 or 2024-06-30, got 'June'",
        ),
        ("title,updated\nA,2024-06-30T1\n", (2, 3), "bad-value", "expected a time such as"),
        ("title,arxiv_id\nA,none\n", (2, 3), "bad-value", "expected an arXiv identifier"),
        ('title,links\nA,"[""a"",]"\n', (2, 3), "bad-value", "expected JSON, got"),
        (
            'title,links\nA,"[{""label"": ""a""}]"\n',
            (2, 3),
            "bad-value",
            "url: required member missing",
        ),
        ("title,arxiv\nA,record\n", (2, 3), "bad-value", "expected a record, got 'record'"),
        ("title,extra\nA,b\n", (2, 3), "bad-value", "expected JSON, got 'b'"),
        (
            'title,extra\nA,"{""b"": ""c"", ""b"": ""d""}"\n',
            (2, 3),
            "bad-value",
            "expected JSON, got",
        ),
        (
            'title,a,extra\nA,b,"{""a"": ""c""}"\n',
            (2, 5),
            "bad-value",
            "the table also has a column 'a'",
        ),
        (
            "title,week\nA,2024-06-30,more\n",
            (2, 14),
            "bad-csv",
            "expected 2 cells, as the header has, got 3",
        ),
        (
            "title,week\nA\n",
            (2, 1),
            "bad-csv",
            "expected 2 cells, got 1: the missing ones are read as empty",
        ),
        (
            'title,week\nA,"2024\n\n',
            (2, 3),
            "bad-csv",
            "expected a quote that closes this one, got none",
        ),
        ('title,week\n"A"B,\n', (2, 4), "bad-csv", "expected a comma after the closing quote"),
        ('"title\n', (1, 1), "bad-csv", "expected a quote that closes this one"),
        ("name,week\nA,\n", (1, 1), "bad-table", "expected a column 'title', got 'name', 'week'"),
        (
            "title,Week,week\nA,,\n",
            (1, 7),
            "bad-table",
            "expected each column once, got 'week' 2 times",
        ),
        ("title,a,a\nA,,\n", (1, 7), "bad-table", "expected each column once, got 'a' 2 times"),
    ],
)
def test_errors(path: Path, text: str, place: tuple[int, int], code: str, message: str) -> None:
    first, *_ = read(path, text).problems
    assert (first.line, first.column) == place
    assert (first.code, first.file) == (code, str(path))
    assert first.message.startswith(message)


def test_other_rows_are_read(path: Path) -> None:
    text = "title,week\nA,2024-06-30\nB,June\nC,\nD,May\nE\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=r"list\.csv:3:3: bad-value: .*'June'") as caught:
        wp.read(path)
    assert [paper.title for paper in caught.value.papers] == ["A", "C", "E"]
    assert [problem.line for problem in caught.value.problems] == [3, 5, 6]
    assert caught.value.problems[0].text == "B,June"
    result = wp.iter_papers(path)
    assert next(result).title == "A"
    with pytest.raises(ReadError, match="'June'"):
        next(result)


def test_other_encodings(path: Path) -> None:
    path.write_bytes("title\nCafé\n".encode("latin-1"))
    with pytest.raises(ReadError, match=r"list\.csv:2:4: not-utf-8"):
        wp.read(path)


@pytest.mark.parametrize(
    "load",
    [
        pd.read_csv,
        pl.read_csv,
        lambda path: duckdb.sql(f"select * from read_csv('{path}')"),  # noqa: S608
    ],
    ids=["pandas", "Polars", "DuckDB"],
)
def test_round_trips_through_other_libraries(tmp_path: Path, load: Callable[[Path], Any]) -> None:
    papers = Papers(
        make_paper(
            f"2406.0000{number}",
            arxiv=make_record(f"2406.0000{number}"),
            topics=["A > B", "C"],
            listed_date=PartialDate(2024),
            listed_authors=["Ada Lovelace"],
            more_authors=True,
            extra={"Score": "high"},
        )
        for number in (1, 2)
    )
    papers.write(tmp_path / "papers.csv")

    assert wp.from_arrow(load(tmp_path / "papers.csv")) == papers


def test_blank_lines_before_the_header_do_not_set_the_separator() -> None:
    assert wp.from_csv("\n\nTitle;Week\nA;2024-06-30\n")[0].week == date(2024, 6, 30)
