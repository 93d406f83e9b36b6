"""Cells of text: both forms of each value, names, identifiers and JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pytest

import weeklypapers as wp
from support.tables import BARE, FULL
from weeklypapers import Author, Link, Paper, Papers, ReadError
from weeklypapers.formats._cells import PLAIN
from weeklypapers.formats._column_readers import Readers
from weeklypapers.formats._columns import COLUMNS, Column, Kind, Listed
from weeklypapers.formats._text_cells import TEXT, text_cells
from weeklypapers.testing import make_paper, make_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def text_cell(name: str, paper: Paper) -> str:
    (cell,) = text_cells(COLUMNS[name].kind, COLUMNS[name].values(Listed([paper])))
    return cell


def read(readers: Readers, kind: Kind, cells: list[Any]) -> list[Any]:
    values, errors = readers.read(kind, cells)
    assert errors == {}
    return list(values)


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_both_forms_are_read_back(column: Column) -> None:
    value = column.value(FULL)
    if value is None:
        assert text_cell(column.name, FULL) == ""
        return
    expected = dict(value) if column.kind == "map" else value
    plain = Papers([FULL]).to_arrow()[column.name].to_pylist()
    assert read(PLAIN, column.kind, plain) == [expected]
    if value and column.kind != "map":
        assert read(TEXT, column.kind, [text_cell(column.name, FULL)]) == [expected]
    of_title = {"title": "bare", "key": "title:bare"}
    assert text_cell(column.name, BARE) == of_title.get(column.name, "")


def test_cells_of_extra_with_the_name_of_a_column_are_json() -> None:
    paper = Paper(title="A", extra={"Score": "9", "arXiv ID": "b"})
    cell = text_cell("extra", paper)
    assert cell == '{"arXiv ID": "b"}'
    assert read(TEXT, "map", [cell]) == [{"arXiv ID": "b"}]


def test_lists_are_text_if_it_is_read_back() -> None:
    links = [Link(url="https://a.org"), Link(url="b")]
    authors = [Author(name="Ada Lovelace", affiliations=("A",))]
    papers = {
        "A; B": Paper(title="A", topics=["A", "B"]),
        '["A; B", "C"]': Paper(title="A", topics=["A; B", "C"]),
        '["[\'A", "B"]': Paper(title="A", topics=["['A", "B"]),
    }
    for cell, paper in papers.items():
        assert text_cell("topics", paper) == cell
    assert text_cell("links", Paper(title="A", links=links)) == "https://a.org b"
    labelled = [*links, Link(url="c", label="code")]
    assert text_cell("links", Paper(title="A", links=labelled)).startswith("[{")
    enriched = make_paper(arxiv=make_record(authors=authors))
    assert text_cell("authors", enriched).startswith('[{"name": ')


@pytest.mark.parametrize(
    ("cell", "names", "more"),
    [
        ("Ada Lovelace, Alan Turing", ("Ada Lovelace", "Alan Turing"), False),
        ("Ada Lovelace and Alan Turing", ("Ada Lovelace", "Alan Turing"), False),
        ("Ada Lovelace et al.", ("Ada Lovelace",), True),
        ("Lovelace, Ada; Turing, Alan", ("Lovelace, Ada", "Turing, Alan"), False),
        ("Lovelace, Ada;", ("Lovelace, Ada",), False),
    ],
)
@pytest.mark.parametrize("header", ["authors", "listed_authors"])
def test_names_are_read_as_in_markdown(
    header: str,
    cell: str,
    names: tuple[str, ...],
    more: bool,  # noqa: FBT001 - a case
) -> None:
    (paper,) = wp.from_csv(f'title,{header}\nA,"{cell}"\n')
    assert (paper.listed_authors, paper.more_authors) == (names, more)
    # A name that would be read as several is written as JSON.
    whole = Papers([Paper(title="A", listed_authors=(cell,))])
    assert wp.from_csv(whole.to_csv()) == whole


def test_identifiers_are_not_numbers_to_programs_that_guess_types(path: Path) -> None:
    listed = Papers([make_paper("2406.10430"), make_paper("2406.10500")])
    listed.write(path)
    expected = ["arXiv:2406.10430", "arXiv:2406.10500"]
    assert pd.read_csv(path)["arxiv_id"].tolist() == expected
    assert pl.read_csv(path)["arxiv_id"].to_list() == expected
    with duckdb.connect() as connection:
        rows = connection.execute("select arxiv_id from query_table(?)", [str(path)]).fetchall()
    assert [cell for (cell,) in rows] == expected
    read = wp.read(path)
    assert (read, read.problems) == (listed, ())
    (paper,) = wp.from_csv("title,arXiv\nA,2406.15319\n")
    assert paper.arxiv_id == wp.ArxivId("2406.15319")


def test_csv_that_pandas_has_rewritten(path: Path) -> None:
    listed = Papers([make_paper(arxiv=make_record())])
    listed.write(path)
    pd.read_csv(path, parse_dates=["week", "published", "updated"]).to_csv(path, index=False)
    assert "2024-06-01 12:00:00+00:00" in path.read_text(encoding="utf-8")
    result = wp.read(path)
    assert (result, result.problems) == (listed, ())
    listed.to_pandas().to_csv(path, index=False)
    with pytest.raises(ReadError, match=r"how Python shows lists.*from_arrow\(df\)\.write\(path\)"):
        wp.read(path)


@pytest.mark.parametrize(
    ("header", "cell", "message"),
    [
        ("extra", "[1]", "expected a pair of header and text, got 1"),
        ("extra", '["ab"]', "expected a pair of header and text, got 'ab'"),
        ("extra", "[[1, 2, 3]]", r"expected a pair of header and text, got \[1, 2, 3\]"),
        ("extra", '[{"a": "b", "c": "d"}]', None),
        ("extra", '[{"a": "b"}]', "expected a pair of header and text, got {'a': 'b'}"),
        ("authors", f'[{{"name": {"1" * 5000}}}]', "name: expected text, got inf"),
        ("authors", "[" * 100_000, "expected JSON, got .*: expected at most 32 arrays"),
        ("links", "[{'url': 'a'}]", "expected JSON, got .*: this is how Python shows lists"),
        ("topics", '["a", NaN]', "expected JSON, which has no NaN"),
        ("topics", '["a", 1]', "expected text, got 1"),
    ],
)
def test_json_in_cells(header: str, cell: str, message: str | None) -> None:
    quoted = cell.replace('"', '""')
    listed = wp.from_csv(f'title,{header}\nA,"{quoted}"\n', on_error="collect")
    if message is None:
        assert listed.problems == ()
    else:
        (problem,) = listed.problems
        assert problem.code == "bad-value"
        assert re.search(message, problem.message)
