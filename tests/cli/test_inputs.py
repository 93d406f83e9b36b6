"""Files, addresses and standard input."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from support.cli import HEAD, row, write
from weeklypapers.cli.inputs import add_reading, header_type, read_papers, read_text, shown


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_reading(parser)
    return parser.parse_args(arguments)


@pytest.mark.usefixtures("folder")
def test_a_file() -> None:
    write("list.md", HEAD + row(1))
    assert read_text("list.md") == HEAD + row(1)
    papers = read_papers("list.md", options())
    assert [paper.title for paper in papers] == ["Paper 1"]
    assert papers.to_markdown() == HEAD + row(1)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for read in (read_text, lambda name: read_papers(name, options()).to_markdown()):
        stream = io.TextIOWrapper(io.BytesIO((HEAD + row(1)).encode()), encoding="ascii")
        monkeypatch.setattr("sys.stdin", stream)
        assert read("-") == HEAD + row(1)
    assert shown("-") == "<stdin>"


@pytest.mark.usefixtures("folder")
def test_columns() -> None:
    write("list.md", HEAD.replace("title", "A=B") + row(1))
    papers = read_papers("list.md", options("--columns", "A=B=title", "--dialect", "weekly"))
    assert [paper.title for paper in papers] == ["Paper 1"]
    with pytest.raises(argparse.ArgumentTypeError, match="expected HEADER=FIELD, got 'A'"):
        header_type("A")


def test_a_folder(folder: Path) -> None:
    write("list.md", HEAD + row(1))
    write("more.md", HEAD + row(2))
    papers = read_papers(str(folder), options())
    assert [paper.title for paper in papers] == ["Paper 1", "Paper 2"]
