"""Rows: derived columns, and columns that are not fields."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weeklypapers as wp
from support.examples import examples
from support.tables import LISTED
from weeklypapers import Link, Paper, Papers, PartialDate, ReadError
from weeklypapers.formats._columns import COLUMNS
from weeklypapers.formats.arrow import schema

NAIVE = datetime(2024, 6, 30, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ({"url": "https://a.org/b"}, {"links": [Link(url="https://a.org/b")]}),
        ({"arxiv_id": "2406.15319v2"}, {"links": [Link(url="https://arxiv.org/abs/2406.15319v2")]}),
        (
            {"arxiv_id": "2406.15319", "arxiv_version": 2},
            {"links": [Link(url="https://arxiv.org/abs/2406.15319v2")]},
        ),
        (
            {"url": "https://arxiv.org/pdf/2406.15319v2", "arxiv_id": "2406.15319v2"},
            {"links": [Link(url="https://arxiv.org/pdf/2406.15319v2")]},
        ),
        ({"week_ending": date(2024, 6, 30)}, {"week": date(2024, 6, 30)}),
        (
            {"week_ending": date(2024, 6, 30), "listed_date": "2024-06-26"},
            {"listed_date": PartialDate(2024, 6, 26)},
        ),
        ({"abstract": "Short.", "abstract_from": "list"}, {"abstract": "Short."}),
        (
            {"url": "https://arxiv.org/pdf/2406.15319", "arxiv_id": "2406.15319"},
            {"links": [Link(url="https://arxiv.org/pdf/2406.15319")]},
        ),
        (
            {"url": "https://a.org/b", "arxiv_id": "2406.15319"},
            {"links": [Link(url="https://a.org/b"), Link(url="https://arxiv.org/abs/2406.15319")]},
        ),
        ({"authors": ["A. B.", "C. D."]}, {"listed_authors": ("A. B.", "C. D.")}),
        (
            {"published": datetime(2024, 6, 1, 9, tzinfo=UTC)},
            {"listed_date": PartialDate(2024, 6, 1)},
        ),
        ({"published": NAIVE.replace(hour=0)}, {"listed_date": PartialDate(2024, 6, 30)}),
        ({"published": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
        ({"listed_date_first": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
        ({"listed_date": date(2024, 6, 1)}, {"listed_date": PartialDate(2024, 6, 1)}),
    ],
)
def test_derived_columns_replace_missing_fields(
    columns: dict[str, Any], fields: dict[str, Any]
) -> None:
    result = wp.from_arrow(
        pa.table({name: [value] for name, value in ({"title": "A"} | columns).items()})
    )
    assert result == Papers([Paper(title="A", **fields)])
    assert result.problems == ()


def test_a_field_comes_before_a_derived_column() -> None:
    table = LISTED.to_arrow()
    index = table.schema.get_field_index("url")
    changed = table.set_column(index, "url", pa.array(["https://other.org", None, None]))
    read = wp.from_arrow(changed)
    assert read == LISTED
    (problem,) = read.problems
    assert (problem.code, problem.severity) == ("unused-value", "warning")
    assert problem.message == (
        "not read: this is derived from the other columns, which give "
        "'https://arxiv.org/pdf/2406.00001v2' @ row 0, column 'url'"
    )


def test_unknown_columns() -> None:
    table = pa.table(
        {
            "title": ["A", "B"],
            "Score": ["9", None],
            "extra": pa.array([[("a", "b")], None], schema().field("extra").type),
        }
    )
    assert wp.from_arrow(table) == Papers(
        [Paper(title="A", extra={"Score": "9", "a": "b"}), Paper(title="B")]
    )
    repeated = table.rename_columns(["title", "a", "extra"])
    with pytest.raises(ReadError, match="the table also has a column 'a' @ row 0, column 'extra'"):
        wp.from_arrow(repeated)


def test_repeated_columns_are_reported_in_order() -> None:
    headers = [f"Column {number}" for number in range(9)]
    cells = json.dumps(dict.fromkeys(headers, "x")).replace('"', '""')
    text = f'title,{",".join(headers)},extra\nA{",y" * 9},"{cells}"\n'
    problems = wp.from_csv(text, on_error="collect").problems
    assert [problem.message for problem in problems] == [
        f"the table also has a column '{header}' @ column 'extra'" for header in headers
    ]


def changed(paper: Paper, **cells: object) -> Papers:
    """Return the papers of the table of a paper with other cells."""
    row = Papers([paper]).to_arrow().to_pylist()[0] | cells
    return wp.from_arrow(pa.Table.from_pylist([row], schema=schema()), on_error="collect")


def messages(papers: Papers) -> list[str]:
    return [problem.message for problem in papers.problems]


def test_the_abstract_is_that_of_the_list_or_of_arxiv() -> None:
    record = LISTED[0].arxiv
    assert record
    for abstract in (None, "Short.", record.abstract):
        paper = attrs.evolve(LISTED[0], abstract=abstract)
        (row,) = Papers([paper]).to_arrow().to_pylist()
        assert row["abstract"] == (abstract or record.abstract)
        assert row["abstract_from"] == ("list" if abstract else "arxiv")
        assert (changed(paper)[0], changed(paper).problems) == (paper, ())
        without_record = changed(paper, arxiv=None, published=None, updated=None)
        assert without_record[0].abstract == (abstract or record.abstract)


def test_a_changed_abstract_of_arxiv_is_reported() -> None:
    paper = attrs.evolve(LISTED[0], abstract=None)
    result = changed(paper, abstract="My own.")
    assert result[0] == paper
    assert "'abstract'" in messages(result)[0]
    assert changed(paper, abstract="My own.", abstract_from=None)[0].abstract == "My own."


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"arxiv_id": "2406.99999"}, "arxiv_id"),
        ({"arxiv_id": "2406.00001v3"}, "arxiv_id"),
        (
            {"arxiv_id": "https://arxiv.org/abs/2406.00001v3", "arxiv_version": None},
            "arxiv_version",
        ),
        ({"arxiv_version": 3}, "arxiv_version"),
        ({"key": "arxiv:2406.99999"}, "key"),
        ({"abstract_from": "me"}, "abstract_from"),
    ],
)
def test_cells_that_contradict_the_links(cells: dict[str, object], column: str) -> None:
    result = changed(LISTED[0], **cells)
    assert list(result) == [LISTED[0]]
    assert [text.endswith(f"row 0, column '{column}'") for text in messages(result)] == [True]


@pytest.mark.parametrize("version", [0, -1, 2.5, "two", True])
def test_impossible_versions(version: object) -> None:
    table = pa.table({"title": ["A"], "arxiv_id": ["2406.00001"], "arxiv_version": [version]})
    with pytest.raises(ReadError, match="row 0, column 'arxiv_version'"):
        wp.from_arrow(table)


def test_versions_as_other_programs_write_them() -> None:
    for version in (2, 2.0, "2", "2.0", " 2 "):
        table = pa.table({"title": ["A"], "arxiv_id": ["2406.00001"], "arxiv_version": [version]})
        assert str(wp.from_arrow(table)[0].arxiv_id) == "2406.00001v2"


def test_the_places_in_our_tables_are_not_read() -> None:
    read = wp.parse("| title | Paper-Link |\n|---|---|\n| A | https://arxiv.org/abs/2406.00001 |")
    assert read[0].origin
    listed = Papers([attrs.evolve(read[0], origin=attrs.evolve(read[0].origin, file="a.md"))])
    assert listed.to_arrow().to_pylist()[0]["source"] == "a.md:3"
    for result in (wp.from_arrow(listed), wp.from_csv(listed.to_csv())):
        assert (result, result.problems, result[0].origin) == (listed, (), None)


def test_a_column_source_of_another_program_is_kept() -> None:
    table = pa.table({"title": ["A"], "Source": ["a newsletter"]})
    for result in (wp.from_arrow(table), wp.from_csv("title,Source\nA,a newsletter\n")):
        assert result == Papers([Paper(title="A", extra={"Source": "a newsletter"})])
        assert wp.from_csv(result.to_csv()) == wp.from_arrow(result) == result
    (problem, other) = wp.from_csv("title,Key,Source\nA,smith,a newsletter\n").problems
    assert (problem.code, other.code) == ("unused-value", "unused-value")


# -- Many rows at once -------------------------------------------------------------------------

ODD_CELLS = [
    *("", " ", "a", "2024-06-30", "2024-06", "June", "cs.CL", "2406.15319v2", "arXiv:2406.15319"),
    *("https://arxiv.org/abs/2406.15319v3", "https://a.org https://b.org", "A. B.; C. D. et al."),
    *('[{"url": "a", "label": "code"}]', '[{"label": "a"}]', '["a"]', "[1]", '{"a": "b"}', "{}"),
    *("true", "0", "2", "list", "arxiv", "2024-06-01T12:00:00Z", "arxiv:2406.15319", "a\0"),
]
HEADERS = [*COLUMNS, "Score", "abs_url"]


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(st.sampled_from(HEADERS), unique=True, max_size=6).flatmap(
        lambda headers: st.tuples(
            st.just(headers),
            st.lists(
                st.lists(st.sampled_from(ODD_CELLS), min_size=len(headers), max_size=len(headers)),
                max_size=5,
            ),
        )
    )
)
def test_rows_are_read_as_if_each_were_alone(case: tuple[list[str], list[list[str]]]) -> None:
    headers, rows = case
    headers = ["title", *(header for header in headers if header != "title")]
    rows = [["A", *row][: len(headers)] for row in rows]

    def read(*some: list[str]) -> Papers:
        columns = {
            header: pa.array([row[place] for row in some], pa.string())
            for place, header in enumerate(headers)
        }
        return wp.from_arrow(pa.table(columns), on_error="collect")

    together, alone = read(*rows), [read(row) for row in rows]
    assert list(together) == [paper for each in alone for paper in each]
    assert [re.sub(r"row \d+", "row", text) for text in messages(together)] == [
        re.sub(r"row \d+", "row", text) for each in alone for text in messages(each)
    ]
