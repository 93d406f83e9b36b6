"""The writer and the reader, as functions and by the suffix that the package declares."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

import weeklypapers as wp
from lab_papers import from_opml, to_opml
from weeklypapers.typing import Reader, Writer

PAPERS = wp.Papers(
    [
        wp.Paper(title="Halls & Rooms", listed_authors=["Ada Lovelace", "Bo Li"]),
        wp.Paper(title="Größe", links="https://arxiv.org/abs/2406.15319"),
    ]
)
WRITER: Writer = to_opml
READER: Reader = from_opml


def test_a_file_is_written_and_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "papers.opml"
    PAPERS.write(path, title="Read this")
    text = path.read_text(encoding="utf-8")
    assert text == to_opml(PAPERS, title="Read this")
    assert "<title>Read this</title>" in text
    assert wp.read(path) == PAPERS
    assert list(wp.iter_papers(path)) == list(PAPERS)


def test_an_open_file_is_written_and_read_by_the_name_of_the_format() -> None:
    for file in (io.BytesIO(), io.StringIO()):
        PAPERS.write(file, format="opml", with_authors=False)
        file.seek(0)
        read = wp.read(file, format="opml")
        assert [paper.title for paper in read] == ["Halls & Rooms", "Größe"]
        assert [paper.listed_authors for paper in read] == [(), ()]


def test_the_functions_are_formats_of_any_file(tmp_path: Path) -> None:
    path = tmp_path / "papers.xml"
    PAPERS.write(path, format=WRITER)
    assert wp.read(path, format=READER) == PAPERS
    PAPERS.search("halls").write(path, format=to_opml)
    assert [paper.title for paper in wp.read(path, format=from_opml)] == ["Halls & Rooms"]


def test_a_wrong_option_is_an_error_with_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(wp.UnknownArgumentError, match="Did you mean 'title'"):
        PAPERS.write(tmp_path / "papers.opml", titel="Read this")


def test_every_outline_is_a_paper_or_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "papers.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="A"/><outline text=""/></body></opml>',
        encoding="utf-8",
    )
    papers = wp.read(path, on_error="collect")
    assert [paper.title for paper in papers] == ["A"]
    (problem,) = papers.problems
    assert (problem.code, problem.severity, problem.file) == ("bad-value", "error", str(path))
    assert problem.message.startswith("outline 2: ")
    with pytest.raises(wp.ReadError):
        wp.read(path)


@pytest.mark.parametrize("content", ["no XML", "<html/>", ""])
def test_another_file_is_a_problem(tmp_path: Path, content: str) -> None:
    path = tmp_path / "papers.opml"
    path.write_text(content, encoding="utf-8")
    (problem,) = wp.read(path, on_error="collect").problems
    assert (problem.code, problem.file) == ("other-format", str(path))


def convert(*arguments: str) -> None:
    command = [sys.executable, "-m", "weeklypapers", "convert", *arguments]
    subprocess.run(command, check=True)  # noqa: S603


def test_the_command_line_knows_the_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    PAPERS.write("papers.json")
    convert("papers.json", "papers.opml", "--option", "title=Read this")
    assert Path("papers.opml").read_text(encoding="utf-8") == to_opml(PAPERS, title="Read this")
    convert("papers.opml", "again.json")
    assert wp.read("again.json") == PAPERS
