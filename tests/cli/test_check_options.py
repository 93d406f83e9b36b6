"""Options of ``weeklypapers check``: settings, baselines, statistics and colours."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import weeklypapers as wp
from support.cli import HEAD, row, write
from weeklypapers.cli import main

BASELINE = ["--baseline", "accepted.json"]


@pytest.fixture(autouse=True)
def lists(folder: object) -> None:
    write("list.md", HEAD + row(1) + row(1) + row(2, link=""))


def codes(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    main(["check", "list.md", *arguments])
    return [line.split()[1] for line in capsys.readouterr().out.splitlines()]


# Settings


def test_settings_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    write("pyproject.toml", '[tool.weeklypapers]\nignore = ["duplicate"]\n')
    assert codes(capsys) == ["no-link"]
    assert codes(capsys, "--no-config") == ["duplicate", "no-link"]
    write("other.toml", '[tool.weeklypapers.per-file-ignores]\n"l*.md" = ["no-link"]\n')
    assert codes(capsys, "--config", "other.toml") == ["duplicate"]
    assert codes(capsys, "--config", "other.toml", "--ignore", "duplicate") == []


def test_ignored_problems_are_not_fixed() -> None:
    write("pyproject.toml", '[tool.weeklypapers]\nignore = ["unescaped-pipe"]\n')
    write("pipe.md", HEAD + row(1).replace("| a |", "| a|b |"))
    assert main(["check", "--fix", "pipe.md"]) == 0
    assert Path("pipe.md").read_text(encoding="utf-8") == HEAD + row(1).replace("| a |", "| a|b |")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--config", "none.toml"], "No such file or directory"),
        (["--config", "bad.toml"], "bad.toml: tool.weeklypapers has no setting 'ingore'"),
        (["--config", "bad.toml", "--no-config"], "not allowed with"),
        (["--baseline", "none.json"], "No such file or directory"),
        (["--write-baseline"], "--write-baseline requires --baseline FILE"),
        ([*BASELINE, "--write-baseline", "--fix"], "the problems that --fix would change"),
        (["--statistics", "--diff"], "can't be combined with --diff"),
        (["--statistics", "--format", "github"], "can't be combined with --format github"),
        (["--statistics", "--explain"], "--statistics replaces"),
    ],
)
def test_wrong_arguments(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    write("bad.toml", "[tool.weeklypapers]\ningore = []\n")
    with pytest.raises(SystemExit) as exit_:
        main(["check", "list.md", *arguments])
    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


# Baselines


def test_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "list.md", *BASELINE, "--write-baseline"]) == 0
    assert capsys.readouterr() == ("", "accepted 2 warnings in 1 file: accepted.json\n")
    assert main(["check", "list.md", *BASELINE]) == 0
    assert capsys.readouterr() == ("", "no problems in 1 file\n")
    write("list.md", HEAD + row(1) + row(1) + row(3, link="") + row(2, link=""))
    assert main(["check", "list.md", *BASELINE]) == 1
    assert capsys.readouterr().out.startswith("list.md:5:")


def test_a_baseline_in_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    write("pyproject.toml", '[tool.weeklypapers]\nbaseline = "ci.json"\n')
    assert main(["check", "list.md", "--write-baseline"]) == 0
    assert codes(capsys) == []
    assert codes(capsys, "--no-config") == ["duplicate", "no-link"]


def test_selected_codes_only_are_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "list.md", *BASELINE, "--write-baseline", "--ignore", "duplicate"])
    assert codes(capsys, *BASELINE) == ["duplicate"]


def test_outdated_entries_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "list.md", *BASELINE, "--write-baseline"])
    write("list.md", HEAD + row(1))
    capsys.readouterr()
    assert main(["check", "list.md", *BASELINE]) == 0
    outdated = "2 accepted problems no longer occur; --write-baseline removes them"
    assert capsys.readouterr().err.splitlines() == ["no problems in 1 file", outdated]
    assert main(["check", "list.md", *BASELINE, "--select", "no-link"]) == 0
    assert "no longer" not in capsys.readouterr().err


def test_other_files_stay_in_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    write("other.md", HEAD + row(3, link=""))
    main(["check", "list.md", "other.md", *BASELINE, "--write-baseline"])
    write("list.md", HEAD + row(1))
    main(["check", "list.md", *BASELINE, "--write-baseline"])
    assert list(json.loads(Path("accepted.json").read_text("utf-8"))["files"]) == ["other.md"]
    assert "accepted no problems: accepted.json\n" in capsys.readouterr().err


def test_no_baseline_is_written_after_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "list.md", "none.md", *BASELINE, "--write-baseline"]) == 2
    assert not Path("accepted.json").exists()
    assert main(["check", "list.md", "--baseline", "no/a.json", "--write-baseline"]) == 2
    assert "error: no/a.json: No such file" in capsys.readouterr().err


def test_a_baseline_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in ([*BASELINE, "--write-baseline"], BASELINE):
        stream = io.TextIOWrapper(io.BytesIO((HEAD + row(1, link="")).encode()))
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["check", "-", *arguments]) == 0


# Statistics and summaries


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    write("list.md", HEAD + row(1) + row(1, link="") + row(2, link="") + row(1, week="June"))
    assert main(["check", "--statistics", "list.md"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "      2  no-link             The paper has no link.",
        "      1  bad-week            " + wp.PROBLEMS["bad-week"].summary,
    ]
    assert err == "1 error, 2 warnings in 1 file\n"


def test_statistics_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--statistics", "--format", "json", "list.md"]) == 1
    assert json.loads(capsys.readouterr().out)["statistics"] == [
        {"code": "duplicate", "severity": "warning", "count": 1},
        {"code": "no-link", "severity": "warning", "count": 1},
    ]


def test_notes_are_not_called_problems(capsys: pytest.CaptureFixture[str]) -> None:
    write("list.md", HEAD + row(1) + "\n| Name | Place |\n|------|-------|\n")
    assert main(["check", "--severity", "info", "list.md"]) == 1
    assert capsys.readouterr().err == "1 note in 1 file\n"


# Terminals


def test_colours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--color", "always", "list.md", "--select", "no-link"]) == 1
    assert capsys.readouterr().out.startswith("\x1b[1mlist.md:5:38:\x1b[0m \x1b[33mno-link\x1b[0m ")
    write("pipe.md", HEAD + row(1).replace("| a |", "| a|b |"))
    assert main(["check", "--color", "always", "--diff", "pipe.md"]) == 1
    assert "\n\x1b[32m+| 2024-06-30 " in capsys.readouterr().out


def test_characters_that_control_a_terminal_are_escaped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a\x1b[2J.md", HEAD + row(1, week="\x1b]0;x\x07"))
    assert main(["check", "a\x1b[2J.md"]) == 1
    out, _ = capsys.readouterr()
    assert out.startswith("a[U+001B][2J.md:3:")
    assert "\x1b" not in out
    assert "\x07" not in out
    assert main(["check", "none\x1b.md"]) == 2
    assert "\x1b" not in capsys.readouterr().err
