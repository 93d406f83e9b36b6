"""Problems that a list silences with comments, such as ``<!-- weeklypapers: ignore dead-link -->``.

- A comment on a line with other text silences the codes for the entry in that line: all lines of
  the row or of the item, or only this line if it is a heading or other text.
- A comment on a line of its own silences them for what follows: a table with all of its rows, or
  the next entry, heading or paragraph. Indented inside an item, it belongs to that item.
- ``ignore-file`` silences them for the whole list, wherever the comment is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain, takewhile

import attrs

from weeklypapers.checking.listing import ListedPaper, Listing
from weeklypapers.checking.selecting import no_such_code
from weeklypapers.dialects.comments import COMMENT
from weeklypapers.markdown import Block, Table, blocks, render_inline
from weeklypapers.model.errors import did_you_mean, show
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import Problem

__all__ = ["unsilenced"]

_COMMANDS = ("ignore", "ignore-file")
_ABOUT_COMMENTS = ("bad-ignore", "unused-ignore")  # never unused: they depend on the others
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|\Z)")
_SEPARATORS = re.compile(r"[\s,]+")


@attrs.frozen
class _Comment:
    """A comment to this package.

    Attributes:
        text: The comment.
        content: The text inside.
        line: Its first line, counted from 1.
        column: Its first character in that line, counted from 1.
        end: Its last line.
        is_alone: True if there is nothing else on its lines, except blanks and other comments.
    """

    text: str
    content: str
    line: int
    column: int
    end: int
    is_alone: bool

    def problem(self, code: str, message: str, file: str | None) -> Problem:
        """Return a problem of the comment."""
        return Problem(
            code=code,
            message=message,
            line=self.line,
            column=self.column,
            text=self.text,
            severity="warning",
            file=file,
        )


@attrs.frozen
class _Rule:
    """A code that a comment silences.

    Attributes:
        comment: The comment.
        code: The code.
        lines: The lines for which it is silenced; None for the whole list.
    """

    comment: _Comment
    code: str
    lines: range | None


def unsilenced(problems: Iterable[Problem], listing: Listing) -> Iterator[Problem]:
    """Yield the problems that no comment silences, and those of the comments."""
    rules = _Rules()
    about_comments: list[Problem] = []
    scopes = _Scopes(listing)
    for comment in _comments(listing.source):
        for result in _rules(comment, scopes):
            if isinstance(result, Problem):
                about_comments.append(result)
            else:
                rules.add(result)
    used: set[_Rule] = set()
    for problem in problems:
        silencing = rules.of(problem)
        used.update(silencing)
        if not silencing:
            yield problem
    about_comments += _unused(rules, used, listing.file)
    yield from (problem for problem in about_comments if not rules.of(problem))


class _Rules:
    """The rules of a list, by code and line."""

    def __init__(self) -> None:
        self._by_scope: dict[tuple[str, range | None], list[_Rule]] = {}
        self._by_line: defaultdict[tuple[str, int | None], list[list[_Rule]]] = defaultdict(list)

    def add(self, rule: _Rule) -> None:
        """Add a rule; the lines of rules with the same scope are stored once."""
        scope = rule.code, rule.lines
        if scope not in self._by_scope:
            self._by_scope[scope] = []
            for line in (None,) if rule.lines is None else rule.lines:
                self._by_line[rule.code, line].append(self._by_scope[scope])
        self._by_scope[scope].append(rule)

    def of(self, problem: Problem) -> list[_Rule]:
        """Return the rules that silence a problem."""
        keys = {(problem.code, problem.line), (problem.code, None)}
        return [rule for key in keys for rules in self._by_line.get(key, ()) for rule in rules]

    def __iter__(self) -> Iterator[_Rule]:
        return chain.from_iterable(self._by_scope.values())


def _unused(
    rules: Iterable[_Rule], used: AbstractSet[_Rule], file: str | None
) -> Iterator[Problem]:
    for rule in rules:
        if rule not in used and rule.code not in _ABOUT_COMMENTS:
            where = "in this list" if rule.lines is None else "there"
            message = f"no {rule.code} is reported {where}; remove it from the comment"
            yield rule.comment.problem("unused-ignore", message, file)


# Finding the comments


def _comments(source: Sequence[str]) -> Iterator[_Comment]:
    """Yield the comments of a document, without those in code."""
    text = "\n".join(source)
    without = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text).split("\n")
    readable: set[int] | None = None
    line, counted = 1, 0  # the line of the last comment, and the place up to which it is counted
    for match in COMMENT.finditer(text):
        readable = readable or _lines_outside_code(source)
        line += text.count("\n", counted, match.start())
        counted = match.start()
        end = line + match[0].count("\n")
        lines = source[line - 1 : end]
        if line in readable and match[0] not in render_inline("\n".join(lines)).text:
            column = match.start() - text.rfind("\n", 0, match.start())
            is_alone = not "".join(without[line - 1 : end]).strip()
            yield _Comment(match[0], match[1], line, column, end, is_alone)


def _lines_outside_code(source: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are in a block other than code."""
    lines: set[int] = set()
    for block in blocks(source):
        lines.update(range(block.line, block.line + len(block.lines)))
        if not isinstance(block, Block):
            lines.add(block.table.header.line)
            lines.update(row.line for row in block.html or ())
    return lines


def _rules(comment: _Comment, scopes: _Scopes) -> list[_Rule | Problem]:
    """Return what a comment silences, or what is wrong with it."""
    file = scopes.listing.file
    command, *words = _SEPARATORS.split(comment.content.strip())
    codes = list(filter(None, words))
    if command not in _COMMANDS:
        hint = did_you_mean(command, _COMMANDS)
        message = f"expected ignore or ignore-file, got {show(command)}. {hint}"
        return [comment.problem("bad-ignore", message, file)]
    if not codes:
        message = f"expected codes of problems, such as {command} dead-link, got none"
        return [comment.problem("bad-ignore", message, file)]
    lines = None if command == "ignore-file" else scopes.of(comment)
    if comment.is_alone and scopes.is_between_rows(comment):
        message = "on a line of its own, the comment ends the table; expected it after a row"
        return [comment.problem("bad-ignore", message, file)]
    return [_rule(comment, code, lines, file) for code in codes]


def _rule(comment: _Comment, code: str, lines: range | None, file: str | None) -> _Rule | Problem:
    if code in PROBLEMS:
        return _Rule(comment, code, lines)
    return comment.problem("bad-ignore", no_such_code(code), file)


# The lines of a comment


@attrs.frozen(eq=False)
class _Scopes:
    """The lines for which the comments of a list silence problems."""

    listing: Listing

    def of(self, comment: _Comment) -> range:
        """Return the lines for which a comment silences problems."""
        entry = self._entry_with(comment.line)
        if not comment.is_alone:
            return entry or range(comment.line, comment.line + 1)
        if entry and self._indent(comment.line) > self._indent(entry.start):
            return entry
        source = self.listing.source
        following = comment.end
        while following < len(source) and not COMMENT.sub("", source[following]).strip():
            following += 1
        start = following + 1
        if table := self._table_at(start):
            return range(start, self._ends[table])
        if entry := self._entry_with(start):
            return entry
        if _HEADING.match(self.listing.line(start)):
            return range(start, start + 1)
        return range(start, start + sum(1 for _ in takewhile(str.strip, source[following:])))

    def is_between_rows(self, comment: _Comment) -> bool:
        """Return whether a comment separates rows of a table, which GitHub doesn't join again."""
        is_below = comment.line in [end for table, end in self._ends.items() if not table.html]
        return is_below and "|" in self.listing.line(comment.end + 1)

    @cached_property
    def _entries(self) -> Sequence[ListedPaper]:
        return sorted((each for each in self.listing.papers if each.line), key=_line)

    def _entry_with(self, line: int) -> range | None:
        """Return the lines of the entry with a line, up to the next heading outside of it."""
        index = bisect_right(self._entries, line, key=_line) - 1
        if index < 0 or line not in (lines := self._entries[index].lines):
            return None
        heading = _HEADING.match(self.listing.line(lines.start))
        level = len(heading[1]) if heading else 6
        for number in lines[1:]:
            below = _HEADING.match(self.listing.line(number))
            if below and len(below[1]) <= level:
                return range(lines.start, number) if line < number else None
        return lines

    def _indent(self, line: int) -> int:
        text = self.listing.line(line).expandtabs(4)
        return len(text) - len(text.lstrip())

    @cached_property
    def _ends(self) -> Mapping[Table, int]:
        """The line after the last row of each table."""
        ends: dict[Table, int] = {}
        for part in self.listing.parts:
            if part.table:
                last = max((line + text.count("\n") for line, text in part.rows), default=0)
                header = part.table.header.line
                ends[part.table] = max(ends.get(part.table, 0), header + 2, last + 1)
        return ends

    def _table_at(self, line: int) -> Table | None:
        """Return the table that begins in a line."""
        if "<table" in self.listing.line(line).lower():
            below = [each for each in self._ends if each.html and each.header.line >= line]
            return min(below, key=lambda table: table.header.line, default=None)
        return next((each for each in self._ends if each.header.line == line), None)


def _line(entry: ListedPaper) -> int:
    return entry.line or 0
