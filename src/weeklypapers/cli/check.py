"""``weeklypapers check``: report the problems of lists, and fix them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TextIO

import attrs

from weeklypapers.checking.fixing import Fixed, fix_text
from weeklypapers.checking.reports import (
    FORMATS,
    json_object,
    json_values,
    statistics_lines,
    statistics_values,
    text_lines,
    unified_diff,
)
from weeklypapers.cli.check_options import CheckOptions, add_arguments, validate
from weeklypapers.cli.inputs import STDIN, read_text, shown
from weeklypapers.cli.output import (
    fail,
    painter,
    print_content,
    print_diff,
    print_report,
    rewrite,
)
from weeklypapers.display.text import counted
from weeklypapers.files import is_web_address
from weeklypapers.formats.inputs import in_unicode
from weeklypapers.model.errors import InvalidValueError, WeeklyPapersError
from weeklypapers.model.problems import Problem, Problems, count

__all__ = ["DESCRIPTION", "EPILOG", "add_arguments", "run"]

_CLEAN = 0
_PROBLEMS = 1
_FAILED = 2

DESCRIPTION = "Report the problems of lists, and fix those with only one possible fix."

EPILOG = """\
examples:
  weeklypapers check papers.md
  weeklypapers check --severity error --format github lists/*.md
  weeklypapers check --fix papers.md
  weeklypapers check --baseline accepted.json --write-baseline papers.md

A comment in a list silences codes, for its row or item or, on a line of its own,
for the table or item below it:
  <!-- weeklypapers: ignore dead-link -->
  <!-- weeklypapers: ignore-file duplicate, no-link -->

pyproject.toml can have a section [tool.weeklypapers] with ignore, per-file-ignores
and baseline.

exit status:
  0  there are no problems
  1  there are problems with the selected severities and codes
  2  a file could not be opened or written, or the arguments are wrong
"""


# Checking


@attrs.frozen
class _Result:
    """The result for one file."""

    name: str
    text: str  # the original text, decoded
    fixed: Fixed
    problems: Problems  # those to report, including the accepted ones


def run(namespace: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Check all files, write the output, and return the exit status."""
    options = CheckOptions(**vars(namespace))
    validate(options, parser)
    results: list[_Result] = []
    for name in options.files:
        try:
            results.append(_result(name, options))
        except (OSError, WeeklyPapersError) as error:
            fail(name, error)
    for result in results:
        if options.mode == "diff":
            diff = unified_diff(result.text, result.fixed.text, shown(result.name))
            print_diff(diff, options.color)
        elif options.mode == "fix" and result.name == STDIN:
            print_content(result.fixed.text)
    all_problems = [problem for result in results for problem in result.problems]
    if options.write_baseline:
        return _write_baseline(all_problems, results, options)
    problems = options.accepted.new(all_problems)
    _report(problems, results, options)
    _report_outdated(all_problems, results, options)
    if len(results) < len(options.files):
        return _FAILED
    would_change = options.mode == "diff" and any(result.fixed.fixed for result in results)
    return _PROBLEMS if problems or would_change else _CLEAN


def _result(name: str, options: CheckOptions) -> _Result:
    """Check one file, and rewrite it if it has to be fixed."""
    if options.mode == "fix" and is_web_address(name):
        raise InvalidValueError("an address can't be rewritten; --diff shows the changes")
    text = read_text(name)
    ignored = options.ignored_in(name)
    fixed = fix_text(
        text,
        shown(name),
        dialect=options.dialect,
        columns=options.columns,
        select=options.select if options.mode else (),
        ignore=ignored,
    )
    if options.mode == "fix" and name != STDIN and fixed.text != text:
        rewrite(name, text, fixed.text.encode())
    problems = Problems(
        problem
        for problem in fixed.problems
        if problem.code not in ignored and options.includes(problem)
    )
    return _Result(name, in_unicode(text, shown(name))[0], fixed, problems)


# Baselines


def _write_baseline(
    problems: Sequence[Problem], results: Sequence[_Result], options: CheckOptions
) -> int:
    """Write the baseline, unless a file could not be checked, and return the exit status."""
    path = options.baseline_path
    if path is None or len(results) < len(options.files):
        return _FAILED
    files = [shown(result.name) for result in results]
    try:
        options.accepted.replaced(problems, files).write(path)
    except OSError as error:
        fail(str(path), error)
        return _FAILED
    summary = f"accepted {_counted_in_files(problems)}" if problems else "accepted no problems"
    print_report(sys.stderr, f"{summary}: {path}\n")
    return _CLEAN


def _report_outdated(
    problems: Sequence[Problem], results: Sequence[_Result], options: CheckOptions
) -> None:
    """Write how many accepted problems no longer occur, if all codes were checked."""
    if options.select is None and options.mode is None:
        files = [shown(result.name) for result in results]
        if outdated := options.accepted.outdated(problems, files):
            verb, them = ("occurs", "it") if outdated == 1 else ("occur", "them")
            noun = counted(outdated, "accepted problem")
            message = f"{noun} no longer {verb}; --write-baseline removes {them}\n"
            print_report(sys.stderr, message)


# Output


def _report(problems: Sequence[Problem], results: Sequence[_Result], options: CheckOptions) -> None:
    """Write the problems, and their number to standard error."""
    stdout_has_list = options.mode == "fix" and STDIN in options.files
    stream = sys.stderr if stdout_has_list else sys.stdout
    if options.mode != "diff":
        report = _report_of(problems, results, options, stream)
        if options.format == "github" and not stdout_has_list:
            print_content(report)  # GitHub's runner reads UTF-8 on every system
        else:
            print_report(stream, report)
    if results and not (stdout_has_list and options.format != "text"):
        sys.stdout.flush()
        print_report(sys.stderr, _summary(problems, results, options))


def _report_of(
    problems: Sequence[Problem], results: Sequence[_Result], options: CheckOptions, stream: TextIO
) -> str:
    """Return the report in the format of the options, with the explanations if requested."""
    paint = painter(options.color, stream)
    if options.statistics and options.format == "json":
        return json_object(statistics=statistics_values(problems))
    if options.statistics:
        return statistics_lines(problems, paint)
    text = text_lines(problems, paint) if options.format == "text" else ""
    if not options.explain:
        return text or FORMATS[options.format](problems)
    from weeklypapers.checking import explaining  # only few runs explain

    explanations = [
        explaining.explain(
            result.fixed.text if options.mode == "fix" else result.text,
            shown(result.name),
            dialect=options.dialect,
            columns=options.columns,
        )
        for result in results
    ]
    if options.format == "json":
        files = explaining.explanation_json(explanations)
        return json_object(files=files, problems=json_values(problems))
    return explaining.explanation_lines(explanations) + text


def _summary(problems: Sequence[Problem], results: Sequence[_Result], options: CheckOptions) -> str:
    fixed = [problem for result in results for problem in result.fixed.fixed]
    verb = "fixed" if options.mode == "fix" else "would fix"
    summary = f"{verb} {_counted_in_files(fixed)}\n" if fixed else ""
    if not problems:
        return f"{summary}no problems in {counted(len(results), 'file')}\n"
    fixable = sum(bool(problem.fix) for problem in problems)
    hint = f" ({fixable:,} can be fixed with --fix)" if fixable and options.mode is None else ""
    return f"{summary}{_counted_in_files(problems)}{' left' if fixed else ''}{hint}\n"


def _counted_in_files(problems: Sequence[Problem]) -> str:
    """Return the number of problems of each severity, and of their files."""
    files = counted(len({problem.file for problem in problems}), "file")
    return f"{count(problems)} in {files}"
