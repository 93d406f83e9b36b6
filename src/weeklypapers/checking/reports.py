"""Reports of problems for editors, programs and GitHub, and fixes as diffs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from weeklypapers.display.text import clip, printable
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import SEVERITIES, Problem, Severity

__all__ = [
    "FORMATS",
    "Paint",
    "github_commands",
    "inert",
    "json_array",
    "json_object",
    "json_values",
    "statistics_lines",
    "statistics_values",
    "text_lines",
    "unified_diff",
    "unstyled",
]

Paint: TypeAlias = Callable[[str, str], str]
"""A function that adds a style to a text for a terminal."""

_COMMANDS: dict[Severity, str] = {
    "error": "error",
    "repaired": "warning",
    "warning": "warning",
    "info": "notice",
}
# The characters that end a command or one of its properties, as actions/toolkit escapes them in
# packages/core/src/command.ts.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


# The commands of a line that the runner of GitHub Actions runs: "::" at its beginning, and "##["
# anywhere (ActionCommand.cs of actions/runner).
_RUNNER_COMMAND = re.compile(r"^(\s*:)(?=:)|(##)(?=\[)", re.MULTILINE)
_MOST_TEXT = 1000  # characters of a row in JSON; a report repeats it for each problem of the row


def inert(text: str) -> str:
    """Return text for people with a backslash in all that a runner of GitHub Actions would run."""
    return _RUNNER_COMMAND.sub(r"\g<0>\\", text)


def unstyled(text: str, _style: str) -> str:
    """Return the text without a style, for a stream that is not a terminal."""
    return text


def text_lines(problems: Iterable[Problem], paint: Paint = unstyled) -> str:
    """Return a line for each problem, in the form that editors recognise.

    Hidden characters, such as those that control a terminal, are shown by their code points.

    Args:
        problems: The problems.
        paint: A function that adds a style to a text: "path", or a severity.
    """
    return "".join(
        f"{paint(inert(_place(problem)), 'path')} {paint(problem.code, problem.severity)} "
        f"{inert(printable(' '.join(problem.message.splitlines())))}\n"
        for problem in problems
    )


def _place(problem: Problem) -> str:
    return f"{printable(problem.file or '<text>')}:{problem.line or 1}:{problem.column or 1}:"


def statistics_lines(problems: Iterable[Problem], paint: Paint = unstyled) -> str:
    """Return a line for each code, with the number of its problems, the most frequent first."""
    return "".join(
        f"{count:>7,}  {paint(f'{code:<18}', severity)}  {PROBLEMS[code].summary}\n"
        for code, (count, severity) in _statistics(problems).items()
    )


def statistics_values(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return an object for each code, for JSON, the most frequent first."""
    return [
        {"code": code, "severity": severity, "count": count}
        for code, (count, severity) in _statistics(problems).items()
    ]


def _statistics(problems: Iterable[Problem]) -> dict[str, tuple[int, Severity]]:
    """Return the number of problems and the worst severity of each code."""
    severities: dict[str, list[Severity]] = {}
    for problem in problems:
        severities.setdefault(problem.code, []).append(problem.severity)
    order = list(SEVERITIES)
    rows = sorted(severities.items(), key=lambda row: (-len(row[1]), row[0]))
    return {code: (len(each), min(each, key=order.index)) for code, each in rows}


def json_array(problems: Iterable[Problem]) -> str:
    """Return a JSON array with an object for each problem; see `json_object`."""
    return _json(json_values(problems))


def json_object(**members: object) -> str:
    """Return a JSON object in ASCII for any encoding, without commands for GitHub's runner."""
    return _json(members)


def _json(value: object) -> str:
    import json

    text = json.dumps(value, indent=2) + "\n"
    return text.replace("##[", r"#\u0023[")


def json_values(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return an object for each problem, for JSON; the text of a long row is cut."""
    names = ("file", "line", "column", "code", "severity", "message", "text", "fix")
    values = [attrs.asdict(problem) for problem in problems]
    cut = [value | {"text": clip(value["text"], _MOST_TEXT)} for value in values]
    return [{name: value[name] for name in names} for value in cut]


def github_commands(problems: Iterable[Problem]) -> str:
    """Return a workflow command for each problem, which GitHub shows beside its line."""
    commands: list[str] = []
    for problem in problems:
        place = {"file": problem.file, "line": problem.line, "col": problem.column}
        properties = ",".join(
            f"{name}={str(value).translate(_IN_PROPERTY)}"
            for name, value in {**place, "title": problem.code}.items()
            if value
        )
        message = problem.message.translate(_IN_MESSAGE)
        commands.append(f"::{_COMMANDS[problem.severity]} {properties}::{message}\n")
    return "".join(commands)


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": text_lines,
    "json": json_array,
    "github": github_commands,
}
"""The function that writes each format of a report."""


def unified_diff(before: str, after: str, name: str) -> str:
    """Return the changes of a file as a unified diff for ``patch`` and ``git apply``."""
    import difflib

    lines = difflib.unified_diff(_diff_lines(before), _diff_lines(after), name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _diff_lines(text: str) -> list[str]:
    r"""Split text into lines as ``patch`` does: they end only in ``\n``."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])
