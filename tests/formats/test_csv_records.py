"""Records of CSV with the places of their cells; `test_csv` reads papers from them."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.formats._csv_records import Cell, Record, SplitRecord, scanner_of, split_lines


def records(text: str, separator: str | None = None) -> list[Record]:
    return list(scanner_of(split_lines(text), separator).records())


def test_lines_keep_their_endings() -> None:
    assert split_lines("a\r\nb\n\nc\rd") == ["a\r\n", "b\n", "\n", "c\r", "d"]


def test_cells_have_their_places() -> None:
    first, second = records('a,"b\nc",d\n"e""f",g')
    assert first.cells == [Cell("a", 1, 1), Cell("b\nc", 1, 3), Cell("d", 2, 4)]
    assert (second.texts, second.line) == (['e"f', "g"], 3)


def test_the_separator_is_that_of_the_header() -> None:
    assert records("a;b\n")[0].texts == ["a", "b"]
    assert records("a\tb\n")[0].texts == ["a", "b"]
    assert records("sep=;\na;b\n")[0].cells == [Cell("a", 2, 1), Cell("b", 2, 3)]
    assert records("\ufeffa|b,c", ",")[0].texts == ["a|b", "c"]


def test_text_that_is_no_csv_has_its_place() -> None:
    record = records('a,"b"c,d\n')[0]
    assert record.texts == ["a", "b"]
    assert record.malformed
    assert (record.malformed.line, record.malformed.column) == (1, 6)


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,;"\n é'), max_size=4), min_size=1, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_rows_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    text = file.getvalue()
    scanned = [record.texts for record in records(text, ",")]
    assert scanned == rows
    split = list(scanner_of(split_lines(text), ",").rows())
    assert [row.texts for row in split] == rows
    assert all(isinstance(row, SplitRecord) for row in split)
    lines = [line for row in split if isinstance(row, SplitRecord) for line in row.lines]
    assert "".join(lines) == text
