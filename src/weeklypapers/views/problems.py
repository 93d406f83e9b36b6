"""How the problems of a list look: those that cost a row first."""

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
from weeklypapers.model.problems import _NOUNS, Problem, Problems, count

__all__ = ["ROWS", "problem", "problems"]

ROWS = 50  # problems that are shown
_MESSAGE = 500
_CODE = 40
_SHOWN = 160  # characters that are shown of the row in question
_COLUMNS = ("", "Place", "Code", "Message", "Text")


@display.html.register(Problems)
def problems(problems: Problems) -> Html:
    """The first problems, by severity, with their place and the text in question."""
    if not problems:
        return tag("p", count(problems))
    hidden = len(problems) - ROWS
    rest = f"{counted(hidden, 'more problem')} not shown" if hidden > 0 else ""
    groups = _groups(problems)
    return table(count(problems), header(*_COLUMNS), *groups, width=len(_COLUMNS), rest=rest)


def _groups(problems: Sequence[Problem]) -> Iterator[Html]:
    left = ROWS
    for kind, noun in _NOUNS.items():
        found = [(at, problem) for at, problem in enumerate(problems) if problem.severity == kind]
        if rows := [_row(at, problem) for at, problem in found[:left]]:
            yield group(rows, len(_COLUMNS), counted(len(found), noun))
        left -= len(rows)


def _row(at: int, problem: Problem) -> Html:
    return row(number(at), *_cells(problem), head=1)


def _place(problem: Problem) -> Html:
    file = tag("span", foreign(problem.file, _MESSAGE), style=BREAKING) if problem.file else ""
    numbers = ":".join(str(part) for part in (problem.line, problem.column) if part)
    return join(filter(None, [file, short(numbers)]), ":")


def _cells(problem: Problem) -> tuple[Html, ...]:
    text = foreign(problem.text, _SHOWN)
    return (
        _place(problem),
        short(foreign(problem.code, _CODE)),
        tag("span", foreign(problem.message, _MESSAGE), style=BREAKING),
        tag("code", text, style=BREAKING) if problem.text else Html(),
    )


@display.html.register(Problem)
def problem(problem: Problem) -> Html:
    """One problem, with its place, the text in question, and whether it can be mended."""
    cells: dict[str, Html] = dict(zip(_COLUMNS[1:], _cells(problem), strict=True))
    cells["Fix"] = tag("span", counted(len(problem.fix), "edit")) if problem.fix else Html()
    rows = [row(name, cell, head=0) for name, cell in cells.items() if cell]
    return table(_NOUNS[problem.severity].capitalize(), tag("tbody", *rows))
