"""``weeklypapers add``."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from support.cli import HEAD, SNAPSHOT, row, write, write_snapshot
from weeklypapers.cli import main

SOURCE = ["--source", SNAPSHOT, "--week", "2024-06-30"]


@pytest.fixture(autouse=True)
def papers(folder: object) -> None:
    write("list.md", HEAD + row(1) + row(2, week="2024-06-23"))
    write_snapshot(1, 3, 4)


def content() -> str:
    return Path("list.md").read_bytes().decode()


def test_papers_are_added_in_the_order_of_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    before = content()
    assert main(["add", "list.md", "2406.00003", "https://arxiv.org/abs/2406.00004", *SOURCE]) == 0
    lines = content().splitlines(keepends=True)
    assert "".join([*lines[:3], *lines[5:]]) == before
    assert ["Paper 3" in lines[3], "Paper 4" in lines[4]] == [True, True]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "added 2 papers"
    assert "list.md:4:1: no-place listed_authors: " in err  # the list has no authors


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_diff(capsys: pytest.CaptureFixture[str], option: str) -> None:
    before = content()
    assert main(["add", "list.md", "2406.00003", *SOURCE, option]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("--- list.md\n+++ list.md\n@@ ")
    assert [line for line in out.splitlines()[2:] if line[0] in "+-"] == [
        line for line in out.splitlines() if line.startswith("+| 2024-06-30 | Paper 3 |")
    ]
    assert err.splitlines()[-1] == "would add 1 paper"
    assert content() == before


def test_a_listed_paper_is_not_added_again(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("list.md").stat().st_mtime_ns
    assert main(["add", "list.md", "2406.00001", *SOURCE]) == 0
    assert Path("list.md").stat().st_mtime_ns == before
    err = capsys.readouterr().err
    assert "list.md:3:1: already-listed " in err
    assert err.endswith("added 0 papers\n")
    assert main(["add", "list.md", "2406.00001", *SOURCE, "--diff"]) == 0


def test_identifiers_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# new\n2406.00003 # a remark\n\n arXiv:2406.00004\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["add", "list.md", "-", *SOURCE]) == 0
    assert [paper.title for paper in wp.read("list.md")] == [
        *("Paper 1", "Paper 3", "Paper 4", "Paper 2")
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("# none\n"))
    assert main(["add", "list.md", "-", *SOURCE]) == 2


@pytest.mark.parametrize("identifier", ["2406.00003", "2406.00001"])
def test_a_list_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, identifier: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(content()))
    assert main(["add", "-", identifier, *SOURCE]) == 0
    out, err = capsys.readouterr()
    assert len(wp.parse(out)) == (3 if identifier == "2406.00003" else 2)
    assert ("added 1 paper\n" in err) == (identifier == "2406.00003")


def test_other_formats(capsys: pytest.CaptureFixture[str]) -> None:
    wp.read("list.md").write("list.json")
    assert main(["add", "list.json", "2406.00003", *SOURCE]) == 0
    assert len(wp.read("list.json")) == 3
    capsys.readouterr()
    assert main(["add", "list.json", "2406.00004", *SOURCE, "--diff"]) == 1
    assert '+      "title": "Paper 4",' in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--format", "json", "list.md", "2406.00003", *SOURCE]) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["schema_version", "file", "added", "problems"]
    assert report["file"] == "list.md"
    assert [paper["title"] for paper in report["added"]] == ["Paper 3"]
    assert {problem["code"] for problem in report["problems"]} == {"no-place"}
    assert main(["add", "--format", "json", "list.md", "2406.00004", *SOURCE, "--diff"]) == 1
    assert len(json.loads(capsys.readouterr().out)["added"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense", *SOURCE], "got 'nonsense'"),
        (["2406.00003", "2406.00009", *SOURCE], "2406.00009"),
        (["2406.00003", "--source", SNAPSHOT, "--week", "June"], "got 'June'"),
        (["2406.00003", *SOURCE, "--strict"], "authors"),
    ],
)
def test_the_list_is_not_changed_after_an_error(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    before = content()
    assert main(["add", "list.md", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: list.md: ")
    assert err.count("list.md: ") == 1
    assert message in err
    assert content() == before


def test_an_error_names_the_file_with_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    before = content()
    assert main(["add", "list.md", "2406.00003", "--source", "none.json"]) == 2
    assert capsys.readouterr() == ("", "error: none.json: No such file or directory\n")
    assert content() == before


def test_lists_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "none.md", "2406.00003", *SOURCE]) == 2
    assert capsys.readouterr().err == "error: none.md: No such file or directory\n"
    assert main(["add", "https://a.example/list.md", "2406.00003", *SOURCE]) == 2
    assert "an address can't be rewritten" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["add", "-", "-", *SOURCE])


def test_old_problems_that_move_are_not_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write("list.md", HEAD + row(1) + row(2, week="June"))
    assert main(["add", "list.md", "2406.00003", *SOURCE]) == 0
    assert "bad-week" not in capsys.readouterr().err


def test_a_list_that_an_editor_saved_meanwhile_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = content() + row(5)

    def add_and_save(papers: wp.Papers, *ids: Any, **options: Any) -> wp.Papers:
        write("list.md", saved)
        return add(papers, *ids, **options)

    add = wp.Papers.add
    monkeypatch.setattr(wp.Papers, "add", add_and_save)
    assert main(["add", "list.md", "2406.00003", *SOURCE]) == 2
    assert "list.md: the file was changed meanwhile" in capsys.readouterr().err
    assert content() == saved
