"""``weeklypapers new``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import weeklypapers as wp
from support.cli import HEAD, row, write
from weeklypapers.cli import main

DIGEST = """\
## Week ending 2024-06-30

- [Paper 3](https://arxiv.org/abs/2406.00003) · cs.CL
"""


@pytest.fixture(autouse=True)
def papers(folder: object) -> None:
    write("list.md", HEAD + row(3) + row(2, week="2024-06-23") + row(1, week="2024-06-16"))


def test_a_digest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "list.md", "--since", "2024-06-24"]) == 0
    assert capsys.readouterr() == (DIGEST, "1 paper since 2024-06-24\n")
    papers = wp.read("list.md").filter(since="2024-06-24")
    assert papers.to_digest() == DIGEST


def test_a_title_and_an_interval(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--since", "2024-W24", "--until", "2024-06-23", "--title", "Recent *papers*"]
    assert main(["new", "list.md", *arguments]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# Recent \\*papers\\*\n\n## Week ending 2024-06-23\n\n- [Paper 2]")
    assert "## Week ending 2024-06-16\n\n- [Paper 1]" in out
    assert err == "2 papers since 2024-W24 until 2024-06-23\n"


def test_no_papers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "list.md", "--since", "2025-01-01"]) == 1
    assert capsys.readouterr() == ("", "0 papers since 2025-01-01\n")


def test_categories(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "list.md", "--since", "2024-01-01", "--category", "cs.CL"]) == 0
    assert main(["new", "list.md", "--since", "2024-01-01", "--category", "cs.CV"]) == 1
    assert main(["new", "list.md", "--since", "2024-01-01", "--category", "cs.CLL"]) == 2
    assert "Did you mean" in capsys.readouterr().err


@pytest.mark.parametrize(
    "format_", ["json", "jsonl", "bib", "csl.json", "ris", "atom", "html", "csv"]
)
def test_formats(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    assert main(["new", "list.md", "--since", "2024-06-24", "--format", format_]) == 0
    text = capsys.readouterr().out
    assert "Paper 3" in text
    assert "Paper 2" not in text
    if format_ == "json":
        assert json.loads(text)["schema_version"] == 1
    arguments = ["new", "list.md", "--since", "2024", "--format", format_, "--title", "A title"]
    if format_ in ("atom", "html"):
        assert main(arguments) == 0
        assert "<title>A title</title>" in capsys.readouterr().out
    else:
        with pytest.raises(SystemExit):
            main(arguments)
        assert f"{format_} has no title" in capsys.readouterr().err


def test_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "list.md", "--since", "2024-06-24", "-o", "digest.md"]) == 0
    assert Path("digest.md").read_text(encoding="utf-8") == DIGEST
    assert capsys.readouterr().out == ""


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(Path("list.md").read_text(encoding="utf-8")))
    assert main(["new", "-", "--since", "2024-06-24"]) == 0
    assert capsys.readouterr().out == DIGEST


def test_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "none.md", "--since", "2024-06-24"]) == 2
    assert capsys.readouterr().err == "error: none.md: No such file or directory\n"
    assert main(["new", "list.md", "--since", "June"]) == 2
    assert capsys.readouterr().err.startswith("error: list.md: since must be ")
    assert main(["new", "list.md", "--since", "2024-06-24", "-o", "no/folder.md"]) == 2


def test_rows_that_cannot_be_read_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write("bad.md", HEAD + row(3) + row(2, week="June"))
    assert main(["new", "bad.md", "--since", "2024-06-24"]) == 0
    out, err = capsys.readouterr()
    assert out == DIGEST
    assert err.startswith("bad.md:4:3: bad-week ")
    write("prose.md", "There are no papers.\n")
    assert main(["new", "prose.md", "--since", "2024-06-24"]) == 2


@pytest.mark.parametrize("format_", ["markdown", "jsonl"])
def test_each_paper_is_printed_once(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    write("twice.md", HEAD + row(3) + row(3) + row(2))
    assert main(["new", "twice.md", "--since", "2024-06", "--format", format_]) == 0
    out, err = capsys.readouterr()
    assert (out.count("Paper 3"), out.count("Paper 2")) == (1, 1)
    assert err.endswith("2 papers since 2024-06\n")


@pytest.mark.parametrize("since", ["2024-06-24", "2024-W26", "2024-06", "2024"])
def test_a_list_with_days(capsys: pytest.CaptureFixture[str], since: str) -> None:
    head = "| Date | Title | PDF |\n|--|--|--|\n"
    rows = "".join(
        f"| 2024-06-2{n} | Paper {n} | [pdf](https://arxiv.org/abs/2406.0000{n}) |\n"
        for n in (6, 4)
    )
    write("days.md", head + rows)
    assert main(["new", "days.md", "--since", since]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("## Week ending 2024-06-30\n\n- [Paper 6]")
    assert out.count("## ") == 1
    assert "Paper 4" in out
