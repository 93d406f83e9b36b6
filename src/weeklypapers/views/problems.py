"""Views of problems, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weeklypapers import display
from weeklypapers.display.elements import (
    BREAKING,
    Html,
    foreign,
    group,
    header,
    join,
    number,
    row,
    short,
    table,
    tag,
)
from weeklypapers.display.text import counted
from weeklypapers.model.problems import SEVERITIES, Problem, Problems, count

__all__ = ["ROWS", "problem", "problems"]

ROWS = 50  # problems shown
_MESSAGE = 500
_CODE = 40
_TEXT = 160  # characters of the offending text
_COLUMNS = ("", "Place", "Code", "Message", "Text")


@display.html.register(Problems)
def problems(problems: Problems) -> Html:
    """Show the first problems, grouped by severity, with position and offending text."""
    if not problems:
        return tag("p", count(problems))
    hidden = len(problems) - ROWS
    rest = f"{counted(hidden, 'more problem')} not shown" if hidden > 0 else ""
    groups = _groups(problems)
    return table(count(problems), header(*_COLUMNS), *groups, width=len(_COLUMNS), rest=rest)


def _groups(problems: Sequence[Problem]) -> Iterator[Html]:
    remaining = ROWS
    for severity, noun in SEVERITIES.items():
        rows = [
            row(number(index), *_cells(problem), head=1)
            for index, problem in enumerate(problems)
            if problem.severity == severity
        ]
        if rows[:remaining]:
            yield group(rows[:remaining], len(_COLUMNS), counted(len(rows), noun))
        remaining -= len(rows[:remaining])


def _place(problem: Problem) -> Html:
    file = tag("span", foreign(problem.file, _MESSAGE), style=BREAKING) if problem.file else ""
    numbers = ":".join(str(part) for part in (problem.line, problem.column) if part)
    return join(filter(None, [file, short(numbers)]), ":")


def _cells(problem: Problem) -> tuple[Html, ...]:
    text = foreign(problem.text, _TEXT)
    return (
        _place(problem),
        short(foreign(problem.code, _CODE)),
        tag("span", foreign(problem.message, _MESSAGE), style=BREAKING),
        tag("code", text, style=BREAKING) if problem.text else Html(),
    )


@display.html.register(Problem)
def problem(problem: Problem) -> Html:
    """Show one problem with position, offending text and number of edits."""
    cells: dict[str, Html] = dict(zip(_COLUMNS[1:], _cells(problem), strict=True))
    cells["Fix"] = tag("span", counted(len(problem.fix), "edit")) if problem.fix else Html()
    rows = [row(name, cell, head=0) for name, cell in cells.items() if cell]
    return table(SEVERITIES[problem.severity].capitalize(), tag("tbody", *rows))
