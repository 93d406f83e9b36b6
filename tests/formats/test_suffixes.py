"""The formats of files, by suffix."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers import InvalidValueError, Papers, UnknownArgumentError
from weeklypapers.formats.suffixes import FORMATS, MARKDOWN, format_named, format_of
from weeklypapers.testing import make_papers


def test_write(tmp_path: Path) -> None:
    listed = make_papers(2)
    for name, text in {
        "list.md": listed.to_markdown(),
        "list.markdown": listed.to_markdown(),
        "LIST.MD": listed.to_markdown(),
        "list.json": listed.to_json(),
        "list.jsonl": listed.to_jsonl(),
        "list.ndjson": listed.to_jsonl(),
    }.items():
        listed.write(tmp_path / name)
        listed.write(str(tmp_path / name))  # again, over the first
        assert (tmp_path / name).read_bytes() == text.encode()


def test_write_keeps_line_endings(tmp_path: Path) -> None:
    text = "\ufeff| Week | title |\r\n|---|---|\r\n| 2024-06-30 | A |\r\n"
    wp.parse(text).write(tmp_path / "list.md")
    assert (tmp_path / "list.md").read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("list", "Known: '.md', '.markdown', '.json'"),
        ("list.docx", r"'list.docx'\. Known: .*'\.csl\.json'.*'\.parquet'"),
    ],
)
def test_write_to_no_format(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(InvalidValueError, match=hint):
        Papers().write(tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "option", "message"),
    [
        ("list.md", "indent", r"'indent' for \.md\. Known: 'pad'\."),
        ("LIST.CSL.JSON", "indent", r"'indent' for \.csl\.json\. It has none\."),
        ("list.json", "ident", r"'ident' for \.json\. Did you mean 'indent'\?"),
        ("list.atom", "name", r"'name' for \.atom\. Known: 'title', "),
        ("list.parquet", "compression", r"'compression' for \.parquet\. It has none\."),
    ],
)
def test_write_with_a_wrong_option(tmp_path: Path, name: str, option: str, message: str) -> None:
    with pytest.raises(UnknownArgumentError, match=f"^write has no option {message}"):
        Papers().write(tmp_path / name, **{option: "a"})
    assert not (tmp_path / name).exists()


def test_an_error_names_the_path_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name in (f"{tmp_path}/none/../none/list.md", f"{tmp_path}/folder.md"):
        with pytest.raises((FileNotFoundError, IsADirectoryError)) as caught:
            Papers().write(name)
        assert caught.value.filename == name
        assert str(caught.value).endswith(f" directory: {name!r}")


def test_every_format_has_a_method_and_a_reader() -> None:
    for suffix, listed in FORMATS.items():
        assert callable(getattr(Papers, str(listed.method))), suffix
        assert (listed.read is None) == bool(listed.readers), suffix


def test_every_suffix_is_documented() -> None:
    for suffix, listed in FORMATS.items():
        assert f"``{suffix}``" in (Papers.write.__doc__ or "")
        if listed.read not in (None, MARKDOWN.read):
            assert f"``{suffix}``" in (wp.read.__doc__ or "")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (None, "Markdown"),
        ("", "Markdown"),
        ("list", "Markdown"),
        ("list.txt", "Markdown"),
        ("a.json/list.MD", "Markdown"),
        ("list.ndjson", "JSON Lines"),
        ("list.JSON", "JSON"),
        (".json", "JSON"),  # as `write` names it
        ("list.tsv", "TSV"),
        ("list.json?raw=1", "Markdown"),
        ("LIST.CSL.JSON", "CSL-JSON"),
        ("https://a.org", "Markdown"),
        ("https://a.org/list.bib?raw=1", "BibTeX"),
        ("https://a.org/list.csl.json?raw=1", "CSL-JSON"),
        ("https://a.org/list.json?raw=1.csv#x.md", "JSON"),
        ("https://a.org/list.json/", "JSON"),
    ],
)
def test_the_format_of_a_list(name: str | None, form: str) -> None:
    assert format_of(name).name == form


@pytest.mark.parametrize("name", ["json", ".json", "JSON", ".JSON"])
def test_a_format_is_named_by_its_suffix(name: str) -> None:
    assert format_named(name) is FORMATS[".json"]


def test_a_format_is_named_by_its_method() -> None:
    for suffix, listed in FORMATS.items():
        named = format_named(str(listed.method).rpartition("to_")[2])
        assert named.method == listed.method, suffix


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bibtx", "there is no format 'bibtx'. Did you mean 'bibtex'?"),
        ("docx", "there is no format 'docx'. Known: 'md', 'markdown', 'json', "),
        ("", "there is no format ''. Known: "),
        ("_to_tsv", "there is no format '_to_tsv'. Did you mean 'tsv'?"),
        (5, "format must be a name, a suffix or a function, such as 'json', got 5"),
    ],
)
def test_a_format_that_does_not_exist(name: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        format_named(name, is_written=True)
