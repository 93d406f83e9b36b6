"""Contents that are not what the name says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import weeklypapers as wp
from weeklypapers.formats.contents import content_of


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "\ufeff\n\n"])
@pytest.mark.parametrize("name", ["list.md", "list", "list.csv", "list.json", "list.tsv"])
def test_an_empty_text(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (problem,) = wp.read(path, on_error="collect").problems
    assert (problem.code, problem.severity) == ("empty", "error")
    assert problem.message.startswith("expected a list in Markdown, ")
    assert wp.check(path) == (problem,)
    with pytest.raises(wp.ReadError, match="empty"):
        list(wp.iter_papers(path))


def test_empty_json_lines_are_a_list(tmp_path: Path) -> None:
    wp.Papers().write(tmp_path / "list.jsonl")
    assert wp.read(tmp_path / "list.jsonl").problems == ()


def test_an_empty_text_comes_back() -> None:
    assert wp.parse(" \n", on_error="collect").to_markdown() == " \n"


@pytest.mark.parametrize("indent", [None, 2])
def test_json_without_a_suffix(indent: int | None) -> None:
    listed = wp.sample()[:3]
    for text in (listed.to_json(indent=indent), listed.to_jsonl()):
        assert wp.read(io.BytesIO(text.encode())) == listed
        assert list(wp.iter_papers(io.StringIO(text, newline=""))) == list(listed)
        with pytest.raises(wp.ReadError, match="got JSON"):
            wp.parse(text)


def test_other_json() -> None:
    with pytest.raises(wp.ReadError, match=r"bad-json: .* \$\.schema_version"):
        wp.read(io.StringIO('{"name": "a"}'))


@pytest.mark.parametrize("text", ["{% raw %}\n", '{"a": no JSON', "[A](b)\n", "[1]: a\n"])
def test_markdown_that_looks_like_json(text: str) -> None:
    (problem,) = wp.read(io.StringIO(text), on_error="collect").problems
    assert problem.code == "no-papers"


def test_a_web_page_instead_of_csv(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("<!DOCTYPE html>\n<html></html>", encoding="utf-8")
    with pytest.raises(wp.ReadError, match=r"other-format: .* got a web page without an article"):
        wp.read(tmp_path / "list.csv")


def test_only_the_first_piece_of_markdown_is_taken() -> None:
    pieces = iter(["\n", "# A\n", "b\n"])
    content = content_of(pieces, None, is_markdown=True, may_be_data=True)
    assert next(pieces) == "b\n"
    assert list(content.pieces) == ["\n", "# A\n"]
