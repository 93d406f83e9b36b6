"""Mends in a list what can be mended for certain, and touches nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

import attrs

from weeklypapers.checking import check
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.files import SourceLike, opened
from weeklypapers.markdown.lines import line_spans
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.problems import Edit, Problem, Problems

__all__ = ["Fixed", "TextFile", "apply", "fix"]

# Edits that get in each other's way need a pass each, as does what only a mended row shows.
_MOST_PASSES = 20

_PLACE = attrgetter("line", "column", "length")


@public
@attrs.frozen(kw_only=True)
class Fixed:
    """A list that was mended.

    Attributes:
        text: The list with everything mended that can be for certain.
        fixed: What was mended, each where it stood when it was.
        problems: What remains: the problems of `text`.
    """

    text: str
    fixed: tuple[Problem, ...]
    problems: Problems = attrs.field(converter=Problems)


class TextFile(io.StringIO):
    """Text as an open file that has a name, so that its problems name it."""

    def __init__(self, text: str, name: str | None) -> None:
        super().__init__(text, newline="")
        self.name = name


@public
def fix(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
) -> Fixed:
    """Mends a list as far as that can be done for certain; the source itself is left alone.

    Every edit is one of a `Problem.fix`. What none of them replaces stays as it is, line endings
    and all. In JSON there is nothing to mend.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.
        select: Codes of the problems to mend; None for all.
        ignore: Codes of problems to leave, even if selected.

    Raises:
        ReadError: The text is not UTF-8.
        OSError: The source can't be opened; a `SourceError` if it is an address.
        InvalidValueError: An argument is not one of those that it can be.
    """
    wanted = None if select is None else _codes("select", select)
    unwanted = _codes("ignore", ignore)
    with opened(source) as found:
        text, name = found.file.read(), found.name
    problems = check(TextFile(text, name), dialect=dialect, columns=columns)
    fixed: list[Problem] = []
    for _ in range(_MOST_PASSES):
        chosen = _compatible(
            problem
            for problem in problems
            if (wanted is None or problem.code in wanted) and problem.code not in unwanted
        )
        before, text = text, _edited(text, _edits(chosen))
        if text == before:
            break
        fixed += chosen
        problems = check(TextFile(text, name), dialect=dialect, columns=columns)
    return Fixed(text=text, fixed=tuple(fixed), problems=problems)


def _codes(name: str, codes: Iterable[str]) -> frozenset[str]:
    if isinstance(codes, str):
        raise InvalidValueError(f"{name} must be several codes, got the text {show(codes)}")
    return frozenset(codes)


def apply(text: str, problems: Iterable[Problem]) -> str:
    """Makes the edits that mend some problems of a text.

    The edits of one problem are made together or not at all. Where those of two overlap, or where
    one puts something in at an edge of the other's, so that their order would matter, only the
    problem that comes first in the text is mended: a check of what comes out tells whether the
    other is still there.

    Args:
        text: The text that was checked.
        problems: What was found.

    Raises:
        InvalidValueError: The text has no such place as an edit names, so it is not the one that
            was checked; or the edits of one problem overlap.
    """
    return _edited(text, _edits(_compatible(problems)))


def _edits(problems: Iterable[Problem]) -> list[Edit]:
    return [edit for problem in problems for edit in problem.fix]


def _compatible(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that can be mended at once, in the order of their first edits."""
    chosen: list[Problem] = []
    made: dict[int, list[Edit]] = {}
    can_be_mended = (problem for problem in problems if problem.fix)
    for problem in sorted(can_be_mended, key=lambda problem: min(map(_PLACE, problem.fix))):
        if not any(_meet(edit, other) for edit in problem.fix for other in made.get(edit.line, ())):
            chosen.append(problem)
            for edit in problem.fix:
                made.setdefault(edit.line, []).append(edit)
    return chosen


def _meet(edit: Edit, other: Edit) -> bool:
    """Whether two edits of a line overlap, or one that only puts in is at an edge of the other."""
    end, other_end = edit.column + edit.length, other.column + other.length
    if edit.length and other.length:
        return edit.column < other_end and other.column < end
    return edit.column <= other_end and other.column <= end


def _edited(text: str, edits: Iterable[Edit]) -> str:
    lines = [(start, end) for start, end, _ in line_spans(text)]
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=_PLACE):  # stable: one problem's at one place stay in order
        start = _start(edit, lines)
        if start < done:
            raise InvalidValueError(f"{show(edit)} overlaps another edit of the same problem")
        parts += [text[done:start], edit.text]
        done = start + edit.length
    return "".join([*parts, text[done:]])


def _start(edit: Edit, lines: Sequence[tuple[int, int]]) -> int:
    """The offset in the text at which an edit begins."""
    if 1 <= edit.line <= len(lines) and edit.column >= 1 and edit.length >= 0:
        start, end = lines[edit.line - 1]
        at = start + edit.column - 1
        if at + edit.length <= end:
            return at
    raise InvalidValueError(f"the text has no such place as {show(edit)} names")
