"""Fix the problems of a list that have only one possible fix, and change nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import final

import attrs

from weeklypapers.checking.checker import check_text, checked
from weeklypapers.checking.selecting import known_codes
from weeklypapers.dialects.dialect import Dialect
from weeklypapers.files import SourceLike, opened
from weeklypapers.formats.inputs import in_unicode
from weeklypapers.markdown.lines import line_spans
from weeklypapers.model._fields import check_type, items_of
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Edit, Problem, Problems

__all__ = ["Fixed", "fix", "fix_text"]

# Each conflicting edit requires a pass, and so does a problem that only appears in a fixed row, and
# each half of the fixes that are tried if all together would change a paper.
_MOST_PASSES = 20

_place = attrgetter("line", "column", "length")


def _to_fixed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return items_of(problems, Problem, "Fixed.fixed", "Fixed.fixed")


@public
@final
@attrs.frozen(kw_only=True)
class Fixed:
    """A fixed list.

    Attributes:
        text: The list after every certain fix.
        fixed: The problems that were fixed, each with its position at that time.
        problems: The remaining problems, which are those of `text`.
    """

    text: str = attrs.field(validator=check_type(str, "text"))
    fixed: tuple[Problem, ...] = attrs.field(converter=_to_fixed)
    problems: Problems = attrs.field(converter=Problems)


@public
def fix(
    source: SourceLike,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
) -> Fixed:
    """Fix every problem of a list that has only one possible fix; the source is not changed.

    Each edit comes from a `Problem.fix`. All other characters are kept, including line endings. The
    papers stay those that were read before, except for completed addresses and for rows that become
    readable: a fix with another effect is not made, and its problem remains.
    Text in UTF-16 or UTF-32 becomes text for UTF-8. Nothing is fixed in JSON, in a web page or a
    notebook, nor in text in other encodings.

    Args:
        source: As in `read`.
        dialect: As in `read`.
        columns: As in `read`.
        select: The codes of the problems to fix; None for all.
        ignore: The codes of problems not to fix, even if they are selected.

    Raises:
        OSError: The source can't be opened; for an address, a `SourceError`.
        InvalidValueError: An argument has a value that is not allowed, such as a code that
            `weeklypapers.PROBLEMS` doesn't have; the message suggests the nearest one.
        MissingDependencyError: The format is Parquet, and pyarrow is not installed.
    """
    selected = None if select is None else known_codes("select", select)
    ignored = known_codes("ignore", ignore)
    with opened(source) as open_text:
        text = open_text.file.read()
    return fix_text(
        text, open_text.name, dialect=dialect, columns=columns, select=selected, ignore=ignored
    )


def fix_text(
    text: str,
    name: str | None,
    *,
    dialect: str | Dialect | None = None,
    columns: Mapping[str, str] | None = None,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> Fixed:
    """Fix a text; arguments and errors as in `check_text` and `fix`.

    A text in UTF-16 or UTF-32 is fixed only if ``not-utf-8`` is selected, since all results are
    written in UTF-8.
    """

    def is_selected(code: str) -> bool:
        return (select is None or code in select) and code not in ignore

    fixed: list[Problem] = []
    unicode_text, not_utf_8 = in_unicode(text, name)
    if not_utf_8 is not None:
        if not is_selected(not_utf_8.code):
            problems = check_text(text, name, dialect=dialect, columns=columns)
            return Fixed(text=text, fixed=(), problems=problems)
        text = unicode_text
        fixed.append(not_utf_8)
    check_again = partial(checked, name=name, dialect=dialect, columns=columns)
    before = check_again(text)
    refused: set[Problem] = set()
    most: int | None = None
    for _ in range(_MOST_PASSES):
        fixable = (
            problem
            for problem in before.problems
            if is_selected(problem.code) and problem not in refused
        )
        chosen = _compatible(fixable)[:most]
        edited = _edited(text, [edit for problem in chosen for edit in problem.fix])
        if edited == text:
            break
        after = check_again(edited)
        if _keeps_papers(before.papers, after.papers):
            text, before, most = edited, after, None
            fixed += chosen
        elif len(chosen) > 1:
            most = len(chosen) // 2
        else:
            refused.update(chosen)
            most = None
    return Fixed(text=text, fixed=tuple(fixed), problems=before.problems)


def _keeps_papers(before: Sequence[Paper], after: Sequence[Paper]) -> bool:
    """Return whether all papers of a list are in the fixed one, in the same order.

    Rows that couldn't be read may add papers, and addresses of links may be completed.
    """
    if before == after:  # the most frequent case, and faster
        return True
    rest = map(_without_addresses, after)
    return all(paper in rest for paper in map(_without_addresses, before))


def _without_addresses(paper: Paper) -> tuple[Paper, list[str | None]]:
    labels = [None if link.label == link.url else link.label for link in paper.links]
    return attrs.evolve(paper, links=()), labels


def _compatible(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that can be fixed together, in the order of their first edits.

    The edits of one problem are applied together or not at all. If edits of two problems overlap,
    or if one inserts text at an edge of the other so that their order would matter, only the first
    problem in the text is fixed; the next check reports whether the other remains.
    """
    chosen: list[Problem] = []
    edits: defaultdict[int, list[Edit]] = defaultdict(list)  # by line
    fixable = [problem for problem in problems if problem.fix]
    for problem in sorted(fixable, key=lambda problem: min(map(_place, problem.fix))):
        if not any(_conflict(edit, other) for edit in problem.fix for other in edits[edit.line]):
            chosen.append(problem)
            for edit in problem.fix:
                edits[edit.line].append(edit)
    return chosen


def _conflict(edit: Edit, other: Edit) -> bool:
    """Return whether two edits of a line overlap, or one inserts text at an edge of the other."""
    end, other_end = edit.column + edit.length, other.column + other.length
    if edit.length and other.length:
        return edit.column < other_end and other.column < end
    return edit.column <= other_end and other.column <= end


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after the edits.

    Raises:
        InvalidValueError: An edit is outside of the lines of the text, or overlaps another.
    """
    spans = [(start, end) for start, end, _ in line_spans(text)]
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=_place):  # stable, so insertions at one place keep their order
        line_start, line_end = spans[edit.line - 1] if 1 <= edit.line <= len(spans) else (0, -1)
        start = line_start + edit.column - 1
        if edit.column < 1 or edit.length < 0 or start + edit.length > line_end:
            raise InvalidValueError(f"{show(edit)} is outside of the text")
        if start < position:
            raise InvalidValueError(f"{show(edit)} overlaps another edit of the same problem")
        parts += [text[position:start], edit.text]
        position = start + edit.length
    return "".join([*parts, text[position:]])
