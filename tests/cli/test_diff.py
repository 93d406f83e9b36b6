"""``weeklypapers diff``."""

from __future__ import annotations

import io
import json

import pytest

from support.cli import HEAD, row, write
from weeklypapers.cli import main


@pytest.fixture(autouse=True)
def lists(folder: object) -> None:
    write("old.md", HEAD + row(1) + row(2) + row(3))
    write("new.md", HEAD + row(4, title="Fourth \x1b[2J") + row(3, title="Renamed") + row(2))


def test_the_differences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.md", "new.md"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "- Paper 1 (2406.00001)",
        "+ Fourth [U+001B][2J (2406.00004)",
        "~ Renamed (2406.00003)",
        "    title: Paper 3 → Renamed",
    ]
    assert err == "1 added, 1 removed, 1 changed\n"


def test_values_of_other_fields(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", HEAD + row(1))
    write("b.md", HEAD + row(1, week="2024-06-23").replace("abs", "pdf").replace("| a |", "|  |"))
    assert main(["diff", "a.md", "b.md"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "    week: 2024-06-30 → 2024-06-23",
        "    abstract: a → none",
        "    links: https://arxiv.org/abs/2406.00001 → https://arxiv.org/pdf/2406.00001",
    ]


def test_no_differences(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.md", "old.md"]) == 0
    assert capsys.readouterr() == ("", "0 added, 0 removed, 0 changed\n")


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--format", "json", "old.md", "new.md"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["schema_version", "added", "removed", "changed"]
    assert [paper["title"] for paper in report["removed"]] == ["Paper 1"]
    (change,) = report["changed"]
    assert change["fields"] == ["title"]
    assert (change["before"]["title"], change["after"]["title"]) == ("Paper 3", "Renamed")
    assert main(["diff", "--format", "json", "old.md", "old.md"]) == 0


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(HEAD + row(1) + row(2)))
    assert main(["diff", "old.md", "-"]) == 1
    assert capsys.readouterr().out == "- Paper 3 (2406.00003)\n"
    with pytest.raises(SystemExit):
        main(["diff", "-", "-"])


def test_colours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--color", "always", "old.md", "new.md"]) == 1
    assert "\x1b[31m- Paper 1 (2406.00001)\x1b[0m\n" in capsys.readouterr().out


def test_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "none.md", "neither.md"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "error: none.md: No such file or directory",
        "error: neither.md: No such file or directory",
    ]


def test_rows_that_cannot_be_read_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write("bad.md", HEAD + row(1) + row(2, week="June") + row(3))
    assert main(["diff", "old.md", "bad.md"]) == 1
    out, err = capsys.readouterr()
    assert out == "- Paper 2 (2406.00002)\n"
    assert err.startswith("bad.md:4:3: bad-week ")


def test_a_file_without_papers_is_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    write("prose.md", "There are no papers.\n")
    assert main(["diff", "old.md", "prose.md"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: prose.md:1:1: no-papers: expected a table of papers")
