"""Lists from files: formats that the content decides, and the arguments of reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers import InvalidValueError, Papers
from weeklypapers.formats.inputs import source_of
from weeklypapers.formats.suffixes import FORMATS
from weeklypapers.testing import make_papers


@pytest.mark.parametrize(
    ("name", "beginning", "form"),
    [
        (None, "Prose", "Markdown"),
        ("<stdin>", "PAR1\x15", "Parquet"),
        ("list.md", "PAR1\x15", "Parquet"),
        ("<stdin>", "PAR1 is a title", "Markdown"),
        ("list.txt", '{"schema_version": 1, "papers": []}', "JSON"),
        ("list.txt", '{"title": "A"}\n{"title": "B"}\n', "JSON Lines"),
        ("list.csv", '{"title": "A"}', "CSV"),
    ],
)
def test_the_format_of_a_content(name: str | None, beginning: str, form: str) -> None:
    assert source_of([beginning], name).form.name == form


@pytest.mark.parametrize("suffix", [".bib", ".csl.json", ".ris", ".atom"])
def test_formats_that_are_only_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    make_papers(1).write(path, **({"url": "https://a.org"} if suffix == ".atom" else {}))
    for read in (wp.read, wp.check, lambda source: list(wp.iter_papers(source))):
        with pytest.raises(InvalidValueError, match=r"which is only written; .* reads it"):
            read(path)


def test_the_format_of_a_reader_overrides_the_suffix_and_the_content(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    make_papers(2).write(path, format="csv")
    assert wp.read(path, format="csv") == make_papers(2)
    assert list(wp.iter_papers(path, format="csv")) == list(make_papers(2))
    assert wp.read([path, path], format=".csv") == make_papers(2) + make_papers(2)
    Papers().write(path)
    assert wp.read(path) == Papers()
    with pytest.raises(wp.ReadError, match=r"no-papers|other"):
        wp.read(path, format="markdown")


@pytest.mark.parametrize(
    ("suffix", "dialect", "columns", "message"),
    [
        (".json", "weekly", None, "dialect and columns are for Markdown"),
        (".json", None, {}, "dialect and columns are for Markdown"),
        (".csv", "weekly", None, "dialect is for Markdown, and the source is CSV"),
        (".csv", None, {"a": "b"}, "columns: 'b' is"),
        (".md", None, {"a": "url"}, "columns: 'url' is"),
        (".md", None, [], "columns must map headers to fields"),
        (".md", None, {1: "title"}, "a header must be text, got 1"),
    ],
)
def test_arguments_of_reading(suffix: str, dialect: str | None, columns: Any, message: str) -> None:
    source = source_of(["title\n"], None, FORMATS[suffix])
    with pytest.raises(InvalidValueError, match=message):
        list(source.batches(dialect, columns, is_complete=True))
