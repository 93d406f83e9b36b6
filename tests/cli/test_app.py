"""The program: commands, help, and how a run ends."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from weeklypapers.cli import main
from weeklypapers.cli.app import COMMANDS

ROOT = Path(__file__).parents[2]


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as exit_:
        main([command, "--help"])
    assert exit_.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of(command, capsys)
    assert text.startswith(f"usage: weeklypapers {command} ")
    assert f"examples:\n  weeklypapers {command} " in text
    assert "exit status:\n  0  " in text
    assert "\n  2  " in text
    assert max(map(len, text.splitlines())) <= 100


def test_each_command_has_a_module_and_a_line_in_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for command, summary in COMMANDS.items():
        assert import_module(f"weeklypapers.cli.{command}").run
        assert f"    {command} " in text
        assert summary.split(",")[0] in " ".join(text.split())


def test_options_may_be_between_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("", encoding="utf-8")
    assert main(["check", "a.md", "--severity", "error", "a.md", "--select", "empty"]) == 1
    assert capsys.readouterr().out.count("a.md:1:1: empty ") == 2


@pytest.mark.parametrize("arguments", [["chekc"], ["chekc", "a.md"]])
def test_a_misspelt_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert "there is no command 'chekc'. Did you mean 'check'?" in capsys.readouterr().err


def test_options_are_not_abbreviated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "a.md", "--sev", "error"])
    assert "unrecognized arguments: --sev" in capsys.readouterr().err


def test_the_version_imports_no_command() -> None:
    code = "import sys; from weeklypapers.cli import main\ntry: main(['--version'])\n"
    code += "except SystemExit: print(*sys.modules)"
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, text=True
    )
    modules = {name for name in result.stdout.split() if name.startswith("weeklypapers")}
    assert modules == {
        "weeklypapers",
        "weeklypapers._version",
        "weeklypapers.cli",
        "weeklypapers.cli.app",
    }


def test_the_console_script() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '\n[project.scripts]\nweeklypapers = "weeklypapers.cli:main"\n' in text


def test_the_module_names_itself_in_its_help() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "weeklypapers", "diff", "--help"],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    assert result.stdout.startswith("usage: python -m weeklypapers diff ")
