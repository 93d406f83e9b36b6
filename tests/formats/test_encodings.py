"""Texts that are not UTF-8."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers import ReadError
from weeklypapers.formats.encodings import encoding_of

TEXT = "| Week | title |\n|---|---|\r\n| 2024-06-30 | Ä 论\u0a0d |\n| 2024-06-23 | |\n"
ENCODINGS = ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.md"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_utf_16_and_utf_32_are_read(path: Path, encoding: str, end: str) -> None:
    text = TEXT.replace("\r\n", "\n").replace("\n", end)
    path.write_bytes(text.encode(encoding))
    papers = wp.read(path, on_error="collect")
    assert [paper.title for paper in papers] == ["Ä 论\u0a0d"]
    assert [(each.code, each.line, each.severity) for each in papers.problems] == [
        ("not-utf-8", 1, "repaired"),
        ("no-title", 4, "error"),
    ]
    assert papers.to_markdown() == text
    problems: list[wp.Problem] = []
    assert list(wp.iter_papers(path, on_error=problems.append)) == list(papers)
    assert problems == list(papers.problems)
    codes = [each.code for each in wp.check(path)]
    assert {"not-utf-8", "no-title"} <= set(codes)


def test_fix_makes_utf_8(path: Path) -> None:
    text = TEXT.replace("| |", "| B |")
    path.write_bytes(text.encode("utf-16"))
    fixed = wp.fix(path)
    assert fixed.text == text
    assert [problem.code for problem in fixed.fixed] == ["not-utf-8"]
    assert "not-utf-8" not in {problem.code for problem in fixed.problems}
    unchanged = wp.fix(path, ignore=["not-utf-8"])
    assert unchanged.text.encode("utf-8", "surrogateescape") == path.read_bytes()
    assert unchanged.fixed == ()


def test_an_error_in_the_encoding(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF16_LE + "| a |\n".encode("utf-16-le") + b"\x00\xd8|\0")
    with pytest.raises(ReadError, match="not-utf-8: expected text in UTF-8, got UTF-16-LE with"):
        wp.read(path, on_error="collect")
    with pytest.raises(ReadError):
        list(wp.iter_papers(path))
    assert [problem.code for problem in wp.check(path)] == ["not-utf-8"]
    assert wp.fix(path).text.encode("utf-8", "surrogateescape") == path.read_bytes()


def test_other_formats_in_utf_16() -> None:
    listed = wp.sample()[:2]
    file = io.BytesIO(listed.to_csv().encode("utf-16"))
    file.name = "list.csv"
    assert wp.read(file) == listed


@pytest.mark.parametrize(
    "text", ["", "a", "| Week", "论文", "\ufeffa", "\udce4b", "a\0b\0", "\ud800"]
)
def test_other_texts(text: str) -> None:
    expected = "UTF-16-LE" if text == "a\0b\0" else None
    assert encoding_of(text) == expected


@pytest.mark.parametrize("form", ["parquet", lambda content: []])
def test_characters_that_no_file_can_have(form: Any) -> None:
    text = "a\r\nb \ud83d c\n"
    for read in (wp.read, lambda file, **options: list(wp.iter_papers(file, **options))):
        with pytest.raises(ReadError) as info:
            read(io.StringIO(text, newline=""), format=form)
        (problem,) = info.value.problems
        assert (problem.code, problem.line, problem.column) == ("not-utf-8", 2, 3)
        assert (problem.message, problem.text) == (
            "expected text in UTF-8, got U+D83D",
            "b \\ud83d c",
        )
