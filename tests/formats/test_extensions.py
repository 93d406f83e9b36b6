"""Formats that installed packages add."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from support.extensions import install
from weeklypapers import InvalidValueError, Paper, Papers, Problem, ReadError, WeeklyPapersError
from weeklypapers.cli import main
from weeklypapers.formats.extensions import installed

CODE = """
import weeklypapers as wp

def write(papers: wp.Papers, *, mark: str = "*") -> str:
    return "".join(f"{mark} {paper.title}\\n" for paper in papers)

def read(content: bytes) -> wp.Papers:
    papers, problems = [], []
    for number, line in enumerate(content.decode().splitlines(), 1):
        mark, _, title = line.partition(" ")
        if title:
            papers.append(wp.Paper(title=title))
        else:
            problems.append(wp.Problem(code="no-title", message="no title", line=number, text=line))
    return wp.Papers(papers, problems=problems)

NO_FUNCTION = 5
"""
LISTED = Papers([Paper(title="A hall"), Paper(title="Größe")])
TEXT = "* A hall\n* Größe\n"


@pytest.fixture
def stars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that reads and writes ``.stars``, and reads ``.dots`` and ``.bib``."""
    read, write = "stars_of_papers:read", "stars_of_papers:write"
    points = {
        "weeklypapers.readers": {"stars": read, ".Dots": read, "bib": read, "json": "none:x"},
        "weeklypapers.writers": {"stars": write, "md": "none:x", "bib": "none:x"},
    }
    install(tmp_path / "site", monkeypatch, "stars_of_papers", CODE, points)


@pytest.mark.usefixtures("stars")
class TestInstalled:
    def test_written_and_read(self, tmp_path: Path) -> None:
        path = tmp_path / "list.stars"
        LISTED.write(path)
        assert path.read_bytes() == TEXT.encode()
        assert wp.read(path) == LISTED
        assert list(wp.iter_papers(path)) == list(LISTED)
        assert wp.read(str(path).replace("list", "*")) == LISTED

    def test_options(self, tmp_path: Path) -> None:
        LISTED.write(tmp_path / "LIST.STARS", mark="+")
        assert (tmp_path / "LIST.STARS").read_bytes() == TEXT.replace("*", "+").encode()
        with pytest.raises(wp.UnknownArgumentError, match=r"'marks' for \.stars\. Did you mean 'm"):
            LISTED.write(tmp_path / "LIST.STARS", marks="+")

    def test_the_name_of_the_format(self) -> None:
        file = io.StringIO()
        LISTED.write(file, format="stars")
        assert file.getvalue() == TEXT
        file.seek(0)
        assert wp.read(file, format=".stars") == LISTED

    def test_it_adds_a_reader_to_a_format_that_is_only_written(self, tmp_path: Path) -> None:
        (tmp_path / "list.bib").write_text(TEXT, encoding="utf-8")
        assert wp.read(tmp_path / "list.bib") == LISTED
        assert wp.read(tmp_path / "list.bib", format="bibtex") == LISTED

    def test_it_replaces_nothing(self, tmp_path: Path) -> None:
        for name in ("list.md", "list.json"):
            LISTED.write(tmp_path / name)
            assert wp.read(tmp_path / name) == LISTED
        LISTED.write(tmp_path / "list.bib")
        assert (tmp_path / "list.bib").read_text(encoding="utf-8") == LISTED.to_bibtex()

    def test_a_format_that_is_only_read(self, tmp_path: Path) -> None:
        path = tmp_path / "list.dots"
        path.write_text(TEXT, encoding="utf-8")
        assert wp.read(path) == LISTED
        with pytest.raises(InvalidValueError, match=r"^\.dots is only read$"):
            LISTED.write(path)

    def test_problems(self, tmp_path: Path) -> None:
        path = tmp_path / "list.stars"
        path.write_text("* A hall\n*\n* B\n", encoding="utf-8")
        with pytest.raises(ReadError, match="no title") as caught:
            wp.read(path)
        assert [paper.title for paper in caught.value.papers] == ["A hall", "B"]
        papers = wp.read(path, on_error="collect")
        assert [(each.file, each.line) for each in papers.problems] == [(str(path), 2)]
        assert "no-title" in [each.code for each in wp.check(path)]

    def test_the_content_is_not_decoded(self, tmp_path: Path) -> None:
        path = tmp_path / "list.stars"
        path.write_bytes(b"* A\xff\n")
        (problem,) = wp.read(path, on_error="collect").problems
        assert (problem.code, problem.severity, problem.file) == (
            "other-format",
            "error",
            str(path),
        )
        assert problem.message.startswith(".stars: the reader can't read the file: 'utf-8' codec")
        with pytest.raises(ReadError, match="the reader can't read the file"):
            list(wp.iter_papers(path))

    def test_other_arguments(self, tmp_path: Path) -> None:
        (tmp_path / "list.stars").write_text(TEXT, encoding="utf-8")
        with pytest.raises(InvalidValueError, match=r"dialect and columns are for Markdown, and "):
            wp.read(tmp_path / "list.stars", dialect="weekly")

    def test_the_command_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        LISTED.write(tmp_path / "list.json")
        arguments = ["list.json", "a.stars", "--option", "mark=+"]
        assert main(["convert", *arguments]) == 0
        assert (tmp_path / "a.stars").read_bytes().startswith(b"+ A hall")


def test_only_the_suffixes_of_the_name_count(tmp_path: Path) -> None:
    assert installed("readers", "folder.stars/list") is None
    assert installed("readers", "") is None
    assert installed("readers", ".".join("a" * 100_000)) is None


def test_two_packages_with_one_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stars_b", "stars_a"):
        points = {"weeklypapers.writers": {"stars": f"{name}:write"}}
        install(tmp_path / name, monkeypatch, name, CODE, points)
    message = "stars_a 1.2 and stars_b 1.2 both have writers of .stars; pass one of the functions"
    with pytest.raises(WeeklyPapersError, match=re.escape(message)):
        LISTED.write(tmp_path / "list.stars")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("no_such_module:write", "can't be imported: No module named 'no_such_module'"),
        ("stars_broken:no_such_name", "can't be imported: module 'stars_broken' has no attribute"),
        ("stars_broken:NO_FUNCTION", "is no function, but 5"),
    ],
)
def test_a_broken_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    points = {"weeklypapers.writers": {"broken": value}}
    install(tmp_path / "site", monkeypatch, "stars_broken", CODE, points)
    name = f"{value}, by which stars_broken 1.2 declares writers of .broken, "
    with pytest.raises(WeeklyPapersError, match=re.escape(name + message)):
        LISTED.write(tmp_path / "list.broken")


def broken_off(content: bytes) -> Iterator[Paper]:
    yield from LISTED
    raise ValueError("the last one is broken")


def test_the_papers_before_an_error(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(TEXT, encoding="utf-8")
    papers = wp.read(path, format=broken_off, on_error="collect")
    assert list(papers) == list(LISTED)
    assert [each.message for each in papers.problems] == [
        "the format of broken_off: the reader can't read the file: the last one is broken"
    ]
    read = wp.iter_papers(path, format=broken_off)
    assert [next(read), next(read)] == list(LISTED)
    with pytest.raises(ReadError, match="the last one is broken"):
        next(read)


@pytest.mark.parametrize(
    ("reader", "got"),
    [
        (lambda content: None, "None"),
        (lambda content: "A hall", "'A hall'"),
        (lambda content: ["A hall"], "'A hall'"),
        (lambda content: [Problem(code="no-title", message="")], "<Problem <text>"),
    ],
)
def test_readers_that_return_something_else(
    reader: Callable[[bytes], Any], got: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(TEXT, encoding="utf-8")
    message = f"the format of <lambda>: the reader must return papers, got {got}"
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        wp.read(path, format=reader, on_error="collect")


def test_problems_of_a_reader_that_are_none() -> None:
    class Listed(list[Paper]):
        problems = ("the last row is broken",)

    with pytest.raises(InvalidValueError, match=r"^Problems\[0\] must be a Problem, got 'the last"):
        wp.read(io.BytesIO(b""), format=lambda content: Listed(LISTED), on_error="collect")


def test_a_reader_of_several_files_in_several_processes(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    papers = wp.read(tmp_path / "*.txt", format=lambda content: LISTED, workers=2)
    assert papers == LISTED + LISTED


def test_an_error_of_a_reader_that_is_no_error_of_the_file(tmp_path: Path) -> None:
    def reader(content: bytes) -> Papers:
        raise KeyError("a mistake of the program")

    with pytest.raises(KeyError):
        wp.read(io.BytesIO(b""), format=reader, on_error="collect")
