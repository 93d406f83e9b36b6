"""Invariants of Markdown: reading, checking, fixing."""

from __future__ import annotations

import io
import json
import pickle
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

import weeklypapers as wp
from fuzzing.general_paths import fast_paths, general_paths
from fuzzing.invariants.texts import assert_inert, runner_commands
from weeklypapers import markdown
from weeklypapers.checking.reports import FORMATS
from weeklypapers.editing.differences import changed_fields

__all__ = [
    "assert_kept",
    "checks",
    "fixes",
    "has_one_result",
    "of_text",
    "parsed",
    "reads",
    "reads_in_each_dialect",
    "source",
    "streams",
]

T = TypeVar("T")


def source(text: str, name: str | None = None) -> io.StringIO:
    """Return an open file with a text."""
    file = io.StringIO(text, newline="")
    if name is not None:
        file.name = name
    return file


def parsed(text: str, dialect: str | wp.Dialect | None = None) -> wp.Papers:
    """Return the papers and the problems of a text."""
    return wp.parse(text, dialect=dialect, on_error="collect")


def assert_kept(papers: wp.Papers, text: str) -> None:
    """Assert that a document comes back, unless it begins like a file of another format.

    The document of a text in UTF-16 or UTF-32 is what it says.
    """
    codes = {problem.code for problem in papers.problems}
    if "not-utf-8" not in codes:
        assert papers.to_markdown() == ("" if "other-format" in codes else text)


def of_text(check: Callable[[T], None]) -> Callable[[T], None]:
    """Let a check accept the error for a text that is neither UTF-8 nor UTF-16 or UTF-32."""

    @wraps(check)
    def checked(value: T) -> None:
        try:
            check(value)
        except wp.ReadError as error:
            if [problem.code for problem in error.problems] != ["not-utf-8"]:
                raise

    return checked


@of_text
def reads(text: str) -> None:
    """Assert that a document comes back, and that its papers do from every lossless format."""
    papers = parsed(text)
    assert_kept(papers, text)
    _assert_places(papers.problems, text)
    count = len(markdown.split_lines(text))
    assert all(1 <= paper.origin.line <= count for paper in papers if paper.origin)
    _assert_raised(papers, text)
    assert wp.parse(text, on_error="collect", keep_document=False) == papers
    again = pickle.loads(pickle.dumps(papers))  # noqa: S301 - our own
    assert (again, again.problems) == (papers, papers.problems)
    assert_kept(again, text)
    assert [paper.origin for paper in again] == [paper.origin for paper in papers]
    assert wp.from_json(papers.to_json()) == papers
    assert wp.from_csv(papers.to_csv()) == papers
    if papers:
        assert wp.parse(papers[:].to_markdown()) == papers


def _assert_raised(papers: wp.Papers, text: str) -> None:
    """Assert that an error has the papers, and that there is one if a row can't be read."""
    try:
        read, has_error = wp.parse(text), False
    except wp.ReadError as error:
        read, has_error = error.papers, True
    assert read == papers
    assert has_error == any(each.severity == "error" for each in papers.problems)


def _assert_places(problems: Sequence[wp.Problem], text: str) -> None:
    lines = re.split(r"\r\n|[\r\n]", text)
    for problem in problems:
        assert problem.severity in wp.PROBLEMS[problem.code].severities, problem
        assert problem.line is None or 1 <= problem.line <= len(lines), problem
        if problem.line and problem.column:
            assert problem.column <= len(lines[problem.line - 1]) + 1, problem


@of_text
def reads_in_each_dialect(text: str) -> None:
    """Assert that a document comes back in each dialect, and in that of its own templates."""
    templates = [each for each in parsed(text).templates if each.roles.count("title") == 1]
    templates = [each for each in templates if not each.pattern.startswith("|")]
    own = wp.Dialect(name="own", templates=templates)
    for dialect in ("weekly", "table", "bullets", own):
        papers = parsed(text, dialect)
        assert_kept(papers, text)
        _assert_places(papers.problems, text)


@of_text
def has_one_result(text: str) -> None:
    """Assert that fast paths read the same as the general ones.

    A template has its formats from the entries that share it, so those may differ in short lists.
    """
    for dialect in (None, "weekly", "table"):
        with fast_paths():
            fast = parsed(text, dialect)
        with general_paths():
            general = parsed(text, dialect)
        assert len(fast) == len(general)
        for paper, other in zip(fast, general, strict=True):
            fields = changed_fields(paper, other)
            assert not fields, " ".join(fields)
        assert list(map(repr, fast)) == list(map(repr, general))
        assert [_place(paper) for paper in fast] == [_place(paper) for paper in general]
        assert fast.problems == general.problems


def _place(paper: wp.Paper) -> object:
    return paper.origin and (paper.origin.line, paper.origin.text, paper.origin.columns)


@of_text
def streams(text: str) -> None:
    """Assert that a stream has the problems of its parts, and the papers of the whole document.

    References are resolved in whole documents only.
    """
    problems: list[wp.Problem] = []
    papers = list(wp.iter_papers(source(text), on_error=problems.append))
    _assert_places(problems, text)
    if "]:" not in text:
        assert papers == list(parsed(text))


@of_text
def checks(text: str) -> None:
    """Assert that a check includes the problems of reading, and that its reports are inert."""
    problems = wp.check(source(text))
    _assert_places(problems, text)
    assert not Counter(parsed(text).problems) - Counter(problems) or "weeklypapers:" in text
    assert wp.Baseline(problems).new(problems) == ()
    selected = {problem.code for problem in problems[:1]}
    assert wp.check(source(text), select=selected) == tuple(
        problem for problem in problems if problem.code in selected
    )
    for name, report in FORMATS.items():
        written = report(problems)
        assert_inert(written)
        if name == "github":
            commands = re.findall("^::(?:error|warning|notice) ", written, re.MULTILINE)
            assert len(commands) == len(written.split("\n")) - 1 == len(problems)
        else:
            assert not runner_commands(written)
    assert len(json.loads(FORMATS["json"](problems))) == len(problems)


@of_text
def fixes(text: str) -> None:
    """Assert that a fix is made at once, keeps the papers, and changes reported lines only."""
    fixed = wp.fix(source(text))
    again = wp.fix(source(fixed.text))
    assert (again.text, again.fixed) == (fixed.text, ())
    assert fixed.problems == wp.check(source(fixed.text))
    before, after = (re.split(r"(\r\n|[\r\n])", each) for each in (text, fixed.text))
    assert len(before) == len(after)
    changed = {place // 2 + 1 for place in range(len(before)) if before[place] != after[place]}
    assert changed <= {edit.line for problem in fixed.fixed for edit in problem.fix}
    rest = iter(parsed(fixed.text))
    for paper in parsed(text):
        assert any(paper.title == other.title and paper.extra == other.extra for other in rest)
