"""The command line: ``python -m weeklypapers check list.md``."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal, TextIO

import attrs

from weeklypapers._version import __version__
from weeklypapers.checking.fixing import Fixed, fix_text
from weeklypapers.checking.reports import FORMATS, json_object, json_values, unified_diff
from weeklypapers.display.text import counted
from weeklypapers.files import is_web_address, opened, write_text
from weeklypapers.formats.suffixes import in_unicode
from weeklypapers.model.errors import InvalidValueError, WeeklyPapersError, did_you_mean
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import SEVERITIES, Problem, Severity

__all__ = ["main"]

_CLEAN = 0
_PROBLEMS = 1
_FAILED = 2
_INTERRUPTED = 130  # like a shell: 128 and the number of the signal
_PIPE_CLOSED = 141

_STDIN = "-"

_EPILOG = """\
exit status:
  0  there are no problems
  1  there are problems with the selected severities and codes
  2  a file could not be opened or written, or the arguments are wrong
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The arguments; None for those of the process.

    Returns:
        The exit status.

    Raises:
        SystemExit: The arguments are wrong, or request help or the version.
    """
    parser, check_parser = _parsers()
    options = parser.parse_args(argv, namespace=_Options())
    if options.command is None:
        parser.print_help(sys.stderr)
        return _FAILED
    _validate(options, check_parser)
    try:
        status = _check(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return _PIPE_CLOSED
    return status


def _discard_output() -> None:
    """Redirect standard output, so that flushing it at exit doesn't fail for a closed pipe."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is not a file
        return
    finally:
        os.close(null)


# Arguments


class _Options(argparse.Namespace):
    """The parsed arguments."""

    command: str | None
    files: list[str]  # "-" is standard input
    mode: Literal["fix", "diff"] | None  # None to report only
    explain: bool
    format: str
    severity: Severity  # of the least severe problems to report
    select: list[str] | None  # None for all codes
    ignore: list[str]
    dialect: str | None
    headers: list[tuple[str, str]] | None

    @property
    def columns(self) -> dict[str, str] | None:
        """The argument `columns` of `read`."""
        return dict(self.headers) if self.headers else None

    def includes(self, problem: Problem) -> bool:
        """Return whether to report a problem."""
        order = list(SEVERITIES)
        return (
            order.index(problem.severity) <= order.index(self.severity)
            and (self.select is None or problem.code in self.select)
            and problem.code not in self.ignore
        )


def _parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Return the main parser, and that of the command ``check``."""
    parser = argparse.ArgumentParser(
        prog="python -m weeklypapers", description="Check and fix curated lists of papers."
    )
    parser.add_argument("--version", action="version", version=f"weeklypapers {__version__}")
    check = parser.add_subparsers(dest="command", metavar="COMMAND").add_parser(
        "check",
        help="report the problems of lists, and fix those with only one possible fix",
        description="Report the problems of lists, and fix those with only one possible fix.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_arguments(check)
    return parser, check


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a list, or its address; - for standard input")
    group = parser.add_mutually_exclusive_group()
    add_mode = partial(group.add_argument, dest="mode", action="store_const")
    add_mode(
        "--fix",
        const="fix",
        help="rewrite the files with every certain fix, and report the remaining problems; with "
        "standard input, write the list to standard output and the report to standard error",
    )
    add_mode("--diff", const="diff", help="print the changes of --fix, and change nothing")
    add(
        "--explain",
        action="store_true",
        help="also print the templates that the entries of each file follow, and the columns of "
        "its tables",
    )
    add("--format", choices=FORMATS, default="text", help="format of the report (default: text)")
    add(
        "--severity",
        choices=SEVERITIES,
        default="warning",
        help="the least severe problems to report (default: warning)",
    )
    add_codes = partial(add, action="extend", type=_codes, metavar="CODES")
    codes = "codes of problems, separated by commas; may be repeated"
    add_codes("--select", help=f"report and fix only these problems: {codes}")
    add_codes("--ignore", help=f"neither report nor fix these problems: {codes}", default=[])
    add("--dialect", metavar="NAME", help="the form of the lists")
    add(
        "--columns",
        dest="headers",
        action="append",
        type=_header,
        metavar="HEADER=FIELD",
        help="the field for the column with this header; may be repeated",
    )


def _codes(argument: str) -> list[str]:
    codes = [code.strip() for code in argument.split(",") if code.strip()]
    if not codes:
        raise argparse.ArgumentTypeError("expected codes such as bad-week,no-link")
    for code in codes:
        if code not in PROBLEMS:
            hint = did_you_mean(code, PROBLEMS)
            raise argparse.ArgumentTypeError(f"there is no problem {code!r}. {hint}")
    return codes


def _header(argument: str) -> tuple[str, str]:
    header, equals, field = argument.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected HEADER=FIELD, got {argument!r}")
    return header, field


def _validate(options: _Options, parser: argparse.ArgumentParser) -> None:
    """Check the arguments as a whole, and exit if they are wrong."""
    if options.files.count(_STDIN) > 1:
        parser.error("standard input can be read only once")
    if options.mode == "diff" and options.format != "text":
        parser.error(f"--diff prints a diff, and can't print {options.format}")
    if options.explain and (options.mode == "diff" or options.format == "github"):
        other = "--diff" if options.mode == "diff" else "--format github"
        parser.error(f"--explain prints text or JSON, and can't be combined with {other}")
    try:  # on an empty list, so that no file is changed if the arguments are wrong
        fix_text("", None, dialect=options.dialect, columns=options.columns)
    except InvalidValueError as error:
        parser.error(str(error))


# Checking


@attrs.frozen
class _Result:
    """The result for one file."""

    name: str
    text: str  # the original text, decoded
    fixed: Fixed


def _check(options: _Options) -> int:
    """Check all files, write the output, and return the exit status."""
    results: list[_Result] = []
    for name in options.files:
        try:
            results.append(_result(name, options))
        except (OSError, WeeklyPapersError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or error
            _print(sys.stderr, f"error: {name}: {reason}\n")
    for result in results:
        if options.mode == "diff":
            _print_exactly(unified_diff(result.text, result.fixed.text, _shown(result.name)))
        elif options.mode == "fix" and result.name == _STDIN:
            _print_exactly(result.fixed.text)
    problems = [
        problem
        for result in results
        for problem in result.fixed.problems
        if options.includes(problem)
    ]
    _report(problems, results, options)
    if len(results) < len(options.files):
        return _FAILED
    would_change = options.mode == "diff" and any(result.fixed.fixed for result in results)
    return _PROBLEMS if problems or would_change else _CLEAN


def _result(name: str, options: _Options) -> _Result:
    """Check one file, and rewrite it if it has to be fixed."""
    text = _text_of(name, options)
    fixed = fix_text(
        text,
        _shown(name),
        dialect=options.dialect,
        columns=options.columns,
        select=options.select if options.mode else (),
        ignore=options.ignore,
    )
    if options.mode == "fix" and name != _STDIN and fixed.text != text:
        write_text(name, fixed.text)
    return _Result(name, in_unicode(text, _shown(name))[0], fixed)


def _shown(name: str) -> str:
    return "<stdin>" if name == _STDIN else name


def _text_of(name: str, options: _Options) -> str:
    if name == _STDIN:
        with opened(getattr(sys.stdin, "buffer", sys.stdin)) as source:
            return source.file.read()
    if options.mode == "fix" and is_web_address(name):
        raise InvalidValueError("an address can't be rewritten; --diff shows the changes")
    if Path(name).is_dir():
        hint = f"it is a directory; name the files in it, such as {Path(name, '*.md')}"
        raise IsADirectoryError(errno.EISDIR, hint)
    with opened(name) as source:
        return source.file.read()


# Output


def _print(stream: TextIO, text: str) -> None:
    """Write text to a stream, and escape characters that its encoding lacks."""
    encoding = stream.encoding or "utf-8"
    # Line by line, since an unbuffered stream may silently write only a part of a long text.
    stream.writelines(
        line.encode(encoding, "backslashreplace").decode(encoding)
        for line in text.splitlines(keepends=True)
    )


def _print_exactly(text: str) -> None:
    """Write text to standard output as UTF-8 with unchanged line endings."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    rest = memoryview(text.encode(errors="surrogateescape"))  # restores bytes that are not UTF-8
    while rest:
        rest = rest[buffer.write(rest) :]
    buffer.flush()


def _report(problems: Sequence[Problem], results: Sequence[_Result], options: _Options) -> None:
    """Write the problems, and their number to standard error."""
    stdout_has_list = options.mode == "fix" and _STDIN in options.files
    if options.mode != "diff":
        report = _report_of(problems, results, options)
        if stdout_has_list:
            _print(sys.stderr, report)
        elif options.format == "github":
            _print_exactly(report)  # GitHub's runner reads UTF-8 on every system
        else:
            _print(sys.stdout, report)
    if results and not (stdout_has_list and options.format != "text"):
        sys.stdout.flush()
        _print(sys.stderr, _summary(problems, results, options))


def _report_of(problems: Sequence[Problem], results: Sequence[_Result], options: _Options) -> str:
    """Return the report in the format of the options, with the explanations if requested."""
    write = FORMATS[options.format]
    if not options.explain:
        return write(problems)
    from weeklypapers.checking import explaining  # only few runs explain

    explanations = [
        explaining.explain(
            result.fixed.text if options.mode == "fix" else result.text,
            _shown(result.name),
            dialect=options.dialect,
            columns=options.columns,
        )
        for result in results
    ]
    if options.format == "json":
        files = explaining.explanation_json(explanations)
        return json_object(files=files, problems=json_values(problems))
    return explaining.explanation_lines(explanations) + write(problems)


def _summary(problems: Sequence[Problem], results: Sequence[_Result], options: _Options) -> str:
    fixed = [problem for result in results for problem in result.fixed.fixed]
    verb = "fixed" if options.mode == "fix" else "would fix"
    summary = f"{verb} {_counted_in_files(fixed)}\n" if fixed else ""
    if not problems:
        return f"{summary}no problems in {counted(len(results), 'file')}\n"
    fixable = sum(bool(problem.fix) for problem in problems)
    hint = f" ({fixable:,} can be fixed with --fix)" if fixable and options.mode is None else ""
    return f"{summary}{_counted_in_files(problems)}{' left' if fixed else ''}{hint}\n"


def _counted_in_files(problems: Sequence[Problem]) -> str:
    files = counted(len({problem.file for problem in problems}), "file")
    return f"{counted(len(problems), 'problem')} in {files}"
