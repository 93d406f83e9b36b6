"""Records: those of the csv module, and the places of their cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers.formats._csv_records import (
    Cell,
    Record,
    Scanner,
    SplitRecord,
    scanner_of,
    split_lines,
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.lists(st.text("a ,\"\r\n'\u2028é"), min_size=1, max_size=4), max_size=4))
def test_records_are_those_of_the_standard_library(table: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table)
    lines = split_lines(file.getvalue())
    scanned = list(Scanner(lines, ",").records())
    assert [record.texts for record in scanned] == table
    assert all(record.malformed is None for record in scanned)
    split = list(Scanner(lines, ",").rows())
    assert [record.texts for record in split] == table
    assert all(isinstance(record, SplitRecord) for record in split)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.sampled_from(["a", '"', '""', ",", "\n", "\r\n", "\r", " ", "é", "\0"])),
    st.sampled_from(",;\t"),
)
def test_split_records_are_those_that_are_scanned(parts: list[str], separator: str) -> None:
    lines = split_lines("".join(parts))
    scanned = list(Scanner(lines, separator).records())
    split = list(Scanner(lines, separator).rows())
    assert [record.texts for record in split] == [record.texts for record in scanned]
    for record, expected in zip(split, scanned, strict=True):
        if isinstance(record, SplitRecord):
            (again,) = Scanner(record.lines, separator, record.line).records()
            assert again == expected
        else:
            assert record == expected
    assert [record.line for record in split if record.texts] == [
        record.line for record in scanned if record.texts
    ]


def test_places() -> None:
    (first, second) = Scanner(split_lines('a,"b\nc",d\n"e"f\n'), ",").records()
    assert first.cells == [Cell("a", 1, 1), Cell("b\nc", 1, 3), Cell("d", 2, 4)]
    assert (first.text, first.malformed, first.line) == ('a,"b\nc",d', None, 1)
    assert second.malformed
    assert (second.malformed.line, second.malformed.column) == (3, 4)


def test_a_cell_longer_than_the_limit_of_the_csv_module_is_scanned() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    lines = split_lines(f'a\n"{long}"\nb\n')
    first, second, third = Scanner(lines, ",").rows()
    assert [type(row) for row in (first, second, third)] == [SplitRecord, Record, SplitRecord]
    assert [second.texts, second.line] == [[long], 2]
    assert (third.texts, third.line) == (["b"], 3)


def test_many_malformed_records_take_linear_time() -> None:
    """Each of them is scanned, and the csv module continues after it."""
    rows = list(Scanner(split_lines('"a"b\n' * 20_000), ",").rows())
    assert len(rows) == 20_000
    unclosed = list(Scanner(split_lines('"a\n' * 20_000 + "b"), ",").rows())
    assert len(unclosed) == 10_001


@pytest.mark.parametrize(
    ("text", "separator", "line"),
    [
        ("a;b\n", ";", 1),
        ("a\tb\n", "\t", 1),
        ("a,b;c\n", ",", 1),
        ("a\n", ",", 1),
        ("sep=;\na,b\n", ";", 2),
        ("\ufeff\n\na;b\n", ";", 1),
    ],
)
def test_separators(text: str, separator: str, line: int) -> None:
    scanner = scanner_of(split_lines(text), None)
    assert scanner.separator == separator
    assert next(scanner.records()).line == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a\nb\r\nc\rd", ["a\n", "b\r\n", "c\r", "d"]), ("", []), ("\n\n", ["\n", "\n"])],
)
def test_lines_keep_their_endings(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines
