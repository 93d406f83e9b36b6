"""Sources: paths, open files, and patterns of paths."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

import weeklypapers as wp
from support.short_list import GOOD, HEAD, LISTED
from weeklypapers import InvalidValueError, Paper, Papers, workers
from weeklypapers.files import is_web_address, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def test_path(good: Path) -> None:
    papers = wp.read(good)
    assert papers == LISTED
    assert papers == wp.read(str(good))
    assert papers[0].origin is not None
    assert papers[0].origin.file == str(good)


@pytest.mark.parametrize(
    "open_file",
    [
        lambda path: path.open(encoding="utf-8"),
        lambda path: path.open(encoding="utf-8", newline=""),
        lambda path: path.open("rb"),
        lambda path: path.open("rb", buffering=0),
    ],
    ids=["text", "text as it is", "bytes", "raw"],
)
def test_open_files(good: Path, open_file: Callable[[Path], IO[Any]]) -> None:
    with open_file(good) as file:
        papers = wp.read(file)
        assert not file.closed
    assert papers == LISTED
    assert papers.to_markdown() == GOOD
    assert papers[0].origin is not None
    assert papers[0].origin.file == str(good)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_files_in_memory(begin: str, end: str) -> None:
    text = (begin + GOOD).replace("\n", end)
    for file in (io.StringIO(text, newline=""), io.BytesIO(text.encode())):
        papers = wp.read(file)
        assert papers == LISTED
        assert papers.to_markdown() == text
        assert papers[0].origin is not None
        assert papers[0].origin.file is None
        file.seek(0)
        assert Papers(wp.iter_papers(file)) == LISTED
        assert not file.closed


def test_a_file_is_read_from_its_current_position() -> None:
    file = io.BytesIO(b"| a | b |\n|---|---|\n\n" + GOOD.encode())
    for _ in range(3):
        file.readline()
    assert wp.read(file).problems == ()


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.md"):
        wp.read(tmp_path / "none.md")
    with pytest.raises(FileNotFoundError):
        next(wp.iter_papers(tmp_path / "none.md"))


@pytest.mark.parametrize("source", [None, 5, b"list.md", object()])
def test_other_values_than_sources(source: Any) -> None:
    for call in (wp.read, wp.check, lambda source: next(wp.iter_papers(source))):
        with pytest.raises(InvalidValueError, match="source must be a path"):
            call(source)


def test_a_folder_is_not_checked(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        wp.check(tmp_path)
    assert f"it is a directory; its lists are {str(tmp_path / '*.md')!r}" in str(caught.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, with three lists of one paper and other files."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.md", "a.md", "more/c.md", ".git/d.md", "more/[x].md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{HEAD}| 2024-06-30 | {path.stem} |\n", encoding="utf-8")
    (tmp_path / "more" / "folder.md").mkdir()
    (tmp_path / "c.json").write_text(LISTED.to_json(), encoding="utf-8")
    return tmp_path


def titles(papers: Iterable[Paper]) -> list[str]:
    return [paper.title for paper in papers]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["b.md", "a.md"], "b a"),
        ([Path("b.md"), "c.json"], "b Ä B"),
        ([["b.md", Path("a.md")]], "b a"),
        ([(name for name in ("b.md", "a.md")), "b.md"], "b a b"),
        (["*.md"], "a b"),
        ([Path("*.md")], "a b"),
        (["./?.md"], "a b"),
        (["**/*.md"], "a b [x] c"),
        (["more/[c].md"], "c"),
        (["more/[x].md"], "[x]"),
        ([".git/*.md"], "d"),
        ([["*.json", "more/[a-d].md"]], "Ä B c"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_several_lists(sources: list[Any], expected: str) -> None:
    assert titles(wp.read(*sources)) == expected.split()


@pytest.mark.parametrize("source", [".", "more/..", Path(), ["."]])
def test_a_folder_is_its_lists(folder: Path, source: Any) -> None:
    (folder / "more" / "d.MARKDOWN").write_text(f"{HEAD}| | d |\n", encoding="utf-8")
    assert titles(wp.read(source)) == titles(wp.iter_papers(source)) == ["a", "b", "[x]", "c", "d"]
    assert titles(wp.read("more", "a.md")) == ["[x]", "c", "d", "a"]
    assert titles(wp.read(".git")) == ["d"]


def test_files_of_a_folder_may_be_no_lists(folder: Path) -> None:
    (folder / "README.md").write_text("Prose.\n", encoding="utf-8")
    (folder / "empty.md").write_text("\n", encoding="utf-8")
    papers = wp.read(folder)
    assert titles(papers) == ["a", "b", "[x]", "c"]
    assert [(problem.code, problem.severity) for problem in papers.problems] == [
        ("no-papers", "info"),
        ("empty", "info"),
    ]
    problems: list[wp.Problem] = []
    assert titles(wp.iter_papers(folder, on_error=problems.append)) == titles(papers)
    assert tuple(problems) == papers.problems
    with pytest.raises(wp.ReadError, match="no-papers"):
        wp.read("README.md")


def test_a_folder_without_lists(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("{}", encoding="utf-8")
    for call in (wp.read, wp.iter_papers):
        with pytest.raises(FileNotFoundError, match="no Markdown file in the folder"):
            call(tmp_path)


def test_errors_of_several_lists_are_those_of_each_file(folder: Path) -> None:
    (folder / "a.md").write_bytes(b"\xff\xfe\xfd")
    papers = wp.read("a.md", "none.md", "b.md", on_error="collect")
    assert titles(papers) == ["b"]
    assert [(each.code, each.file) for each in papers.problems] == [
        ("not-utf-8", "a.md"),
        ("unreadable-file", "none.md"),
    ]
    with pytest.raises(wp.ReadError) as caught:
        wp.read("a.md", "b.md")
    assert (titles(caught.value.papers), len(caught.value.problems)) == (["b"], 1)
    with pytest.raises(FileNotFoundError, match=r"none\.md"):
        wp.read("b.md", "none.md")
    with pytest.raises(FileNotFoundError):
        wp.read("none.md", on_error="collect")


@pytest.mark.parametrize("keeps", [True, False])
def test_several_processes_read_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, keeps: bool
) -> None:
    monkeypatch.setattr(workers, "_LEAST_SECONDS", -1.0)
    monkeypatch.setattr(workers, "_LEAST_SECONDS_PER_BYTE", -1.0)
    monkeypatch.setattr(workers, "_TASK", 1)
    text = f"{HEAD}| June | bad |\n| 2024-06-30 | d |\n\n- [E](https://arxiv.org/abs/2406.00001)\n"
    (folder / "more" / "d.md").write_text(text, encoding="utf-8")

    def read(count: int) -> Papers:
        sources: list[Any] = ["more", io.StringIO(f"{HEAD}| | f |\n"), "*.md", "c.json"]
        return wp.read(*sources, on_error="collect", workers=count, keep_document=keeps)

    alone, together = read(1), read(2)
    assert together == alone
    assert together.problems == alone.problems != ()
    assert [paper.origin for paper in together] == [paper.origin for paper in alone]
    with pytest.raises(wp.ReadError) as caught:
        wp.read("more", "*.md", dialect="weekly", workers=2)
    assert {problem.file for problem in caught.value.problems} == {str(Path("more", "d.md"))}


def test_a_single_list_has_its_document(folder: Path) -> None:
    text = (folder / "a.md").read_text(encoding="utf-8")
    for source in ("a.md", ["a.md"], "a*.md"):
        assert wp.read(source).to_markdown() == text
    assert (
        wp.read("a.md", "b.md").to_markdown()
        == wp.read("a.md").merge(wp.read("b.md")).to_markdown()
    )


def test_papers_and_problems_of_several_lists_have_their_files(folder: Path) -> None:
    (folder / "a.md").write_text(f"{HEAD}| June | bad |\n| 2024-06-30 | a |\n", encoding="utf-8")
    papers = wp.read("*.md", dialect="weekly", on_error="collect")
    assert [paper.origin and paper.origin.file for paper in papers] == ["a.md", "b.md"]
    assert [(problem.file, problem.line) for problem in papers.problems] == [("a.md", 3)]
    with pytest.raises(wp.ReadError, match=r"^a\.md:3:") as caught:
        wp.read("b.md", "a.md", dialect="weekly")
    assert titles(caught.value.papers) == ["b", "a"]


def test_several_lists_are_streamed(folder: Path) -> None:
    assert titles(wp.iter_papers("*.md")) == ["a", "b"]
    assert titles(wp.iter_papers("b.md", folder / "c.json")) == ["b", "Ä", "B"]
    files = [paper.origin.file for paper in wp.iter_papers("*.md") if paper.origin]
    assert files == ["a.md", "b.md"]


def test_a_pattern_with_an_absolute_path(folder: Path) -> None:
    papers = wp.read(folder / "*.md")
    assert [paper.origin and paper.origin.file for paper in papers] == [
        str(folder / "a.md"),
        str(folder / "b.md"),
    ]


@pytest.mark.usefixtures("folder")
def test_a_pattern_without_files() -> None:
    for pattern in ("*.bib", "none/*.md", "more/f*.md"):
        with pytest.raises(FileNotFoundError, match="no file matches the pattern") as caught:
            wp.read(pattern)
        assert caught.value.filename == pattern


@pytest.mark.parametrize("sources", [[[]], [(), []]])
def test_no_source(sources: list[Any]) -> None:
    with pytest.raises(InvalidValueError, match="expected a source"):
        wp.read(*sources)


def test_the_home_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    papers = wp.read("~/a.md")
    assert papers[0].origin is not None
    assert papers[0].origin.file == str(folder / "a.md")
    assert titles(wp.read("~/*.md")) == ["a", "b"]
    papers.write("~/out.md")
    assert (folder / "out.md").read_bytes() == (folder / "a.md").read_bytes()
    with pytest.raises(FileNotFoundError):
        wp.read("~nobody-at-all/a.md")


def test_the_address_of_a_file(folder: Path) -> None:
    (folder / "ä b.md").write_bytes((folder / "a.md").read_bytes())
    papers = wp.read((folder / "ä b.md").as_uri())
    assert titles(papers) == ["a"]
    assert papers[0].origin is not None
    assert papers[0].origin.file == str(folder / "ä b.md")
    local = (folder / "a.md").as_uri().replace("file://", "FILE://localhost")
    assert titles(wp.read(local)) == ["a"]


@pytest.mark.parametrize("address", ["file://example.org/a.md", "ftp://a.org/a.md", "s3://a/a.md"])
def test_other_schemes(address: str) -> None:
    with pytest.raises(InvalidValueError, match="or an http, https or file address, got"):
        wp.read(address)


def test_text_instead_of_a_path() -> None:
    with pytest.raises(InvalidValueError, match="`parse` reads text"):
        wp.read(GOOD)


def test_web_addresses() -> None:
    for address in ("http://a.org", "HTTPS://a.org/list.md"):
        assert is_web_address(address)
    for other in ("https:/list.md", "ftp://a.org/list.md", "lists/https://a.org", ""):
        assert not is_web_address(other)


def test_a_file_named_by_a_number_has_no_name() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading, "rb") as file, opened(file) as source:
        assert source.name is None


def test_an_impossible_path() -> None:
    for call in (wp.read, wp.check, lambda source: next(wp.iter_papers(source))):
        with pytest.raises(InvalidValueError, match=r"source must be a path, got '.x00'"):
            call("\0")
