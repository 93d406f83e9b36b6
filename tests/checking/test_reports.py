"""Reports of problems, and diffs."""

from __future__ import annotations

import json
import re

import attrs
import pytest

from weeklypapers import Edit, Problem
from weeklypapers.checking.reports import (
    FORMATS,
    github_commands,
    inert,
    json_array,
    statistics_lines,
    statistics_values,
    text_lines,
    unified_diff,
)
from weeklypapers.typing import Severity

PROBLEM = Problem(code="any", message="one\ntwo", file="a.md", line=3, column=4)
COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\s]*,?)+)::(.*)")


def unescaped(text: str) -> str:
    return re.sub(r"%([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), text)


def parsed(command: str) -> tuple[str, dict[str, str], str]:
    """Return the name, the properties and the message of a workflow command."""
    match = COMMAND.fullmatch(command)
    assert match, command
    properties = (pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: unescaped(value) for name, value in properties}, unescaped(match[3])


@pytest.mark.parametrize(("name", "empty"), [("text", ""), ("json", "[]\n"), ("github", "")])
def test_a_report_without_problems(name: str, empty: str) -> None:
    assert FORMATS[name]([]) == empty


def test_a_message_stays_on_one_line() -> None:
    assert text_lines([PROBLEM]) == "a.md:3:4: any one two\n"


def test_a_problem_without_a_position_is_on_the_first_line() -> None:
    problem = attrs.evolve(PROBLEM, line=None, column=None)
    assert text_lines([problem]) == "a.md:1:1: any one two\n"


def test_json_has_every_field() -> None:
    problem = attrs.evolve(PROBLEM, fix=(Edit(line=3, column=4, length=0, text="ä"),))
    report = json_array([problem])
    (value,) = json.loads(report)
    assert value == attrs.asdict(problem) | {"fix": value["fix"]}
    assert value["fix"] == [{"line": 3, "column": 4, "length": 0, "text": "ä"}]
    assert report.isascii()


@pytest.mark.parametrize(
    ("severity", "command"),
    [("error", "error"), ("repaired", "warning"), ("warning", "warning"), ("info", "notice")],
)
def test_a_severity_is_a_command(severity: Severity, command: str) -> None:
    problem = attrs.evolve(PROBLEM, severity=severity)
    properties = {"file": "a.md", "line": "3", "col": "4", "title": "any"}
    assert parsed(github_commands([problem]).strip()) == (command, properties, "one\ntwo")


def test_commands_are_escaped() -> None:
    file, message = "a:b,c%\r\n.md", "100 %: a, b\n::error::%0A"
    command = github_commands([attrs.evolve(PROBLEM, file=file, message=message)])
    assert command == (
        "::error file=a%3Ab%2Cc%25%0D%0A.md,line=3,col=4,title=any"
        "::100 %25: a, b%0A::error::%250A\n"
    )
    properties = {"file": file, "line": "3", "col": "4", "title": "any"}
    assert parsed(command.strip()) == ("error", properties, message)


def test_a_command_without_a_position() -> None:
    command = github_commands([attrs.evolve(PROBLEM, line=None, column=None)])
    assert parsed(command.strip())[1] == {"file": "a.md", "title": "any"}


def test_a_diff_has_the_lines_of_patch() -> None:
    diff = unified_diff("a\r\nb\x0cc", "a\r\nB\x0cc", "list.md")
    assert diff == (
        "--- list.md\n+++ list.md\n@@ -1,2 +1,2 @@\n a\r\n"
        "-b\x0cc\n\\ No newline at end of file\n+B\x0cc\n\\ No newline at end of file\n"
    )
    assert unified_diff("a\n", "a\n", "list.md") == ""


def test_characters_that_control_a_terminal_are_shown() -> None:
    problem = attrs.evolve(PROBLEM, file="a\x1b  b.md", message="one\x9b\ntwo")
    assert text_lines([problem]) == "a[U+001B]  b.md:3:4: any one[U+009B] two\n"
    nameless = attrs.evolve(PROBLEM, file=None, line=None, column=None)
    assert text_lines([nameless]).startswith("<text>:1:1: any ")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("##[stop-commands]x", "##\\[stop-commands]x"),
        ("a ##[command] ###[x]", "a ##\\[command] ###\\[x]"),
        ("::add-mask::x", ":\\:add-mask::x"),
        (" \t::add-mask::x\n::x", " \t:\\:add-mask::x\n:\\:x"),
        ("a ::no-command:: #[x]", "a ::no-command:: #[x]"),
    ],
)
def test_commands_for_a_runner_are_not_run(text: str, escaped: str) -> None:
    assert inert(text) == escaped


def test_no_report_has_a_command_of_a_list() -> None:
    problem = attrs.evolve(PROBLEM, file="::x", message="##[x] \u202e\x1b[1m", text="##[y]")
    assert text_lines([problem]) == ":\\:x:3:4: any ##\\[x] [U+202E][U+001B][1m\n"
    report = json_array([problem])
    assert "##[" not in report
    (value,) = json.loads(report)
    assert (value["message"], value["text"]) == ("##[x] [U+202E][U+001B][1m", "##[y]")


def test_json_repeats_only_a_part_of_a_long_row() -> None:
    problem = attrs.evolve(PROBLEM, text="word " * 10_000)
    (value,) = json.loads(json_array([problem]))
    assert value["text"] == "word " * 199 + "word…"


def test_a_style_for_places_and_severities() -> None:
    line = text_lines([PROBLEM], lambda text, style: f"<{style}>{text}</{style}>")
    assert line.startswith(f"<path>a.md:3:4:</path> <{PROBLEM.severity}>any</{PROBLEM.severity}> ")


def test_statistics_are_ordered_by_number() -> None:
    rows: list[tuple[str, Severity]] = [
        ("no-link", "warning"),
        ("bad-date", "warning"),
        ("no-link", "warning"),
        ("bad-date", "error"),
        ("empty", "error"),
    ]
    problems = [Problem(code=code, message="", severity=severity) for code, severity in rows]
    assert statistics_values(problems) == [
        {"code": "bad-date", "severity": "error", "count": 2},
        {"code": "no-link", "severity": "warning", "count": 2},
        {"code": "empty", "severity": "error", "count": 1},
    ]
    assert [line.split()[:2] for line in statistics_lines(problems).splitlines()] == [
        ["2", "bad-date"],
        ["2", "no-link"],
        ["1", "empty"],
    ]
    assert statistics_lines([]) == ""
