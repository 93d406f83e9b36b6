"""Reports of problems for editors, programs and GitHub, and fixes as diffs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from weeklypapers.model.problems import Problem, Severity

__all__ = [
    "FORMATS",
    "github_commands",
    "json_array",
    "json_object",
    "json_values",
    "text_lines",
    "unified_diff",
]

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


def text_lines(problems: Iterable[Problem]) -> str:
    """Return a line for each problem, in the form that editors recognise."""
    return "".join(
        f"{problem.file}:{problem.line or 1}:{problem.column or 1}: "
        f"{problem.code} {' '.join(problem.message.splitlines())}\n"
        for problem in problems
    )


def json_array(problems: Iterable[Problem]) -> str:
    """Return a JSON array with an object for each problem, in ASCII for any encoding."""
    import json

    return json.dumps(json_values(problems), indent=2) + "\n"


def json_object(**members: object) -> str:
    """Return a JSON object, in ASCII for any encoding."""
    import json

    return json.dumps(members, indent=2) + "\n"


def json_values(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return an object for each problem, for JSON."""
    names = ("file", "line", "column", "code", "severity", "message", "text", "fix")
    values = [attrs.asdict(problem) for problem in problems]
    return [{name: value[name] for name in names} for value in values]


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
