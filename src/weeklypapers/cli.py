"""The command line: ``python -m weeklypapers check list.md``."""

from __future__ import annotations

import argparse
import difflib
import errno
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO, get_args

import attrs

from weeklypapers._version import __version__
from weeklypapers.checking import check
from weeklypapers.checking.fixing import Fixed, TextFile, fix
from weeklypapers.files import opened, write_text
from weeklypapers.model.errors import InvalidValueError, did_you_mean
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import Problem, Severity
from weeklypapers.reading import ReadError

__all__ = ["main"]

_CLEAN = 0
_PROBLEMS = 1
_FAILED = 2
_INTERRUPTED = 130  # as a shell has it: 128 and the number of the signal
_PIPE_CLOSED = 141

_STDIN = "-"
_STDIN_NAME = "<stdin>"

_SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the most severe first

_EPILOG = """\
exit status:
  0  nothing was found
  1  there are problems of the severities that are shown
  2  a file could not be opened or written, or the arguments are wrong
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        argv: The arguments; None for those of the process.

    Returns:
        The exit status.

    Raises:
        SystemExit: The arguments are wrong, or ask for help or the version.
    """
    parser, checking = _parsers()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return _FAILED
    try:
        status = _check(_options(arguments, checking))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return _PIPE_CLOSED
    return status


def _drop_stdout() -> None:
    """Whoever read the output has gone; what is left of it must not fail when Python exits."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):  # it is no file of the system's
        return
    finally:
        os.close(null)


# Arguments


@attrs.frozen(kw_only=True)
class _Options:
    """What was asked for.

    Attributes:
        files: Names of files, and ``-`` for standard input.
        mend: Whether to mend what can be mended: ``"fix"`` the files, or show a ``"diff"``.
        format: Name of the report's format.
        severity: The least severe that is shown.
        select: The codes that matter; None for all.
        ignore: The codes that don't.
        dialect: As in `read`.
        columns: As in `read`.
    """

    files: tuple[str, ...]
    mend: str | None
    format: str
    severity: Severity
    select: frozenset[str] | None
    ignore: frozenset[str]
    dialect: str | None
    columns: Mapping[str, str] | None

    def shows(self, problem: Problem) -> bool:
        """Whether a problem is one of those that were asked for."""
        return (
            _SEVERITIES.index(problem.severity) <= _SEVERITIES.index(self.severity)
            and (self.select is None or problem.code in self.select)
            and problem.code not in self.ignore
        )


def _parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """The parser of all arguments, and that of those behind ``check``."""
    parser = argparse.ArgumentParser(
        prog="python -m weeklypapers", description="Curated lists of papers, checked and mended."
    )
    parser.add_argument("--version", action="version", version=f"weeklypapers {__version__}")
    checking = parser.add_subparsers(dest="command", metavar="COMMAND").add_parser(
        "check",
        help="report what is wrong with lists, and mend it where that is certain",
        description="Report what is wrong with lists, and mend it where that is certain.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_arguments(checking)
    return parser, checking


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a list, or its address; - for standard input"
    )
    mend = parser.add_mutually_exclusive_group()
    mend.add_argument(
        "--fix",
        dest="mend",
        action="store_const",
        const="fix",
        help="rewrite the files with everything mended that can be for certain, and report what "
        "remains; standard input is written to standard output, and the report to standard error",
    )
    mend.add_argument(
        "--diff",
        dest="mend",
        action="store_const",
        const="diff",
        help="print what --fix would change, and change nothing",
    )
    parser.add_argument(
        "--format", choices=_FORMATS, default="text", help="form of the report (default: text)"
    )
    parser.add_argument(
        "--severity",
        choices=_SEVERITIES,
        default="warning",
        help="the least severe problems to report (default: warning)",
    )
    for option, told in (
        ("--select", "report and mend these alone"),
        ("--ignore", "neither report nor mend these"),
    ):
        parser.add_argument(
            option,
            action="extend",
            type=_codes,
            metavar="CODES",
            help=f"{told}: codes of problems, separated by commas; may be repeated",
        )
    parser.add_argument("--dialect", metavar="NAME", help="how the lists write papers down")
    parser.add_argument(
        "--columns",
        action="append",
        type=_column,
        metavar="HEADER=FIELD",
        help="the field that takes the column with this header; may be repeated",
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


def _column(argument: str) -> tuple[str, str]:
    header, equals, field = argument.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected HEADER=FIELD, got {argument!r}")
    return header, field


def _options(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> _Options:
    options = _Options(
        files=tuple(arguments.files),
        mend=arguments.mend,
        format=arguments.format,
        severity=arguments.severity,
        select=None if arguments.select is None else frozenset(arguments.select),
        ignore=frozenset(arguments.ignore or ()),
        dialect=arguments.dialect,
        columns=None if arguments.columns is None else dict(arguments.columns),
    )
    if options.files.count(_STDIN) > 1:
        parser.error("standard input can be read only once")
    if options.mend == "diff" and options.format != "text":
        parser.error(f"--diff prints a diff: --format {options.format} has no place there")
    try:  # of no text at all, to know before any file is touched
        check(io.StringIO(), dialect=options.dialect, columns=options.columns)
    except InvalidValueError as error:
        parser.error(str(error))
    return options


# Checking


@attrs.frozen
class _Outcome:
    """What became of one file.

    Attributes:
        name: Its name.
        text: What stood there.
        now: What it was mended to, what was mended, and what remains.
    """

    name: str
    text: str
    now: Fixed


def _check(options: _Options) -> int:
    outcomes: list[_Outcome] = []
    for name in options.files:
        try:
            outcomes.append(_outcome(name, options))
        except (OSError, InvalidValueError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or error
            _say(sys.stderr, f"error: {name}: {reason}\n")
    for outcome in outcomes:
        if options.mend == "diff":
            _say_exactly(_diff(outcome))
        elif options.mend == "fix" and outcome.name == _STDIN:
            _say_exactly(outcome.now.text)
    found = [
        problem for each in outcomes for problem in each.now.problems if options.shows(problem)
    ]
    _report(found, outcomes, options)
    if len(outcomes) < len(options.files):
        return _FAILED
    would_change = options.mend == "diff" and any(outcome.now.fixed for outcome in outcomes)
    return _PROBLEMS if found or would_change else _CLEAN


def _outcome(name: str, options: _Options) -> _Outcome:
    """Checks one file, and rewrites it if it is to be mended."""
    text = _text_of(name, options)
    try:
        now = _looked_at(text, _STDIN_NAME if name == _STDIN else name, options)
    except ReadError as error:  # not UTF-8
        now = Fixed(text=text, fixed=(), problems=error.problems)
    if options.mend == "fix" and name != _STDIN and now.text != text:
        write_text(name, now.text)
    return _Outcome(name, text, now)


def _text_of(name: str, options: _Options) -> str:
    if name == _STDIN:
        with opened(getattr(sys.stdin, "buffer", sys.stdin)) as found:
            return found.file.read()
    if options.mend == "fix" and name.casefold().startswith(("http://", "https://")):
        raise InvalidValueError("an address can't be rewritten; --diff shows what would change")
    if Path(name).is_dir():
        hint = f"it is a directory; name the files in it, such as {Path(name, '*.md')}"
        raise IsADirectoryError(errno.EISDIR, hint)
    with opened(name) as found:
        return found.file.read()


def _looked_at(text: str, name: str, options: _Options) -> Fixed:
    file = TextFile(text, name)
    if options.mend is None:
        problems = check(file, dialect=options.dialect, columns=options.columns)
        return Fixed(text=text, fixed=(), problems=problems)
    return fix(
        file,
        dialect=options.dialect,
        columns=options.columns,
        select=options.select,
        ignore=options.ignore,
    )


# Output


def _say(stream: TextIO, text: str) -> None:
    """Writes text to a stream that may not have all of its characters."""
    encoding = stream.encoding or "utf-8"
    # Line by line: what is not buffered may take only some of a long text, and not say so.
    stream.writelines(
        line.encode(encoding, "backslashreplace").decode(encoding)
        for line in text.splitlines(keepends=True)
    )


def _say_exactly(text: str) -> None:
    """Writes text to standard output in UTF-8 and with its own line endings, for programs."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        left = memoryview(text.encode(errors="surrogateescape"))  # what was no UTF-8 comes back
        while left:
            left = left[buffer.write(left) :]
        buffer.flush()


def _report(found: Sequence[Problem], outcomes: Sequence[_Outcome], options: _Options) -> None:
    """Writes the problems, and on standard error how many there are."""
    aside = options.mend == "fix" and _STDIN in options.files  # stdout has the text
    if options.mend != "diff":
        report = _FORMATS[options.format](found)
        if aside:
            _say(sys.stderr, report)
        elif options.format == "github":
            _say_exactly(report)  # the runner reads UTF-8, whatever the system's encoding is
        else:
            _say(sys.stdout, report)
    if outcomes and not (aside and options.format != "text"):
        sys.stdout.flush()
        _say(sys.stderr, "".join(f"{line}\n" for line in _summary(found, outcomes, options)))


def _summary(
    found: Sequence[Problem], outcomes: Sequence[_Outcome], options: _Options
) -> Iterator[str]:
    fixed = [problem for outcome in outcomes for problem in outcome.now.fixed]
    if fixed:
        yield f"{'fixed' if options.mend == 'fix' else 'would fix'} {_counted(fixed)}"
    if not found:
        yield f"no problems in {_number(len(outcomes), 'file')}"
        return
    ready = sum(bool(problem.fix) for problem in found)
    hint = f" ({ready} can be fixed with --fix)" if ready and options.mend is None else ""
    yield f"{_counted(found)}{' left' if fixed else ''}{hint}"


def _counted(problems: Sequence[Problem]) -> str:
    files = _number(len({problem.file for problem in problems}), "file")
    return f"{_number(len(problems), 'problem')} in {files}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _diff(outcome: _Outcome) -> str:
    """The unified diff of a file, as ``patch`` and ``git apply`` take it."""
    name = _STDIN_NAME if outcome.name == _STDIN else outcome.name
    before, after = _patched_lines(outcome.text), _patched_lines(outcome.now.text)
    lines = difflib.unified_diff(before, after, name, name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _patched_lines(text: str) -> list[str]:
    r"""Lines as ``patch`` has them, which end in ``\n`` alone."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _text(problems: Iterable[Problem]) -> str:
    """A line for each problem, as editors find their way by."""
    return "".join(
        f"{problem.file}:{problem.line or 1}:{problem.column or 1}: "
        f"{problem.code} {_on_one_line(problem.message)}\n"
        for problem in problems
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _json(problems: Iterable[Problem]) -> str:
    """A JSON array with an object for each problem, in ASCII, which goes through any encoding."""
    names = ("file", "line", "column", "code", "severity", "message", "text", "fix")
    found = [attrs.asdict(problem) for problem in problems]
    return json.dumps([{name: each[name] for name in names} for each in found], indent=2) + "\n"


_COMMANDS: dict[Severity, str] = {
    "error": "error",
    "repaired": "warning",
    "warning": "warning",
    "info": "notice",
}
# What ends a command, or a property of it (actions/toolkit, packages/core/src/command.ts).
_IN_MESSAGE = "%\r\n"
_IN_PROPERTY = _IN_MESSAGE + ":,"


def _github(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem, which GitHub Actions shows beside its line."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    places = {"file": problem.file, "line": problem.line, "col": problem.column}
    properties = ",".join(
        f"{name}={_escaped(str(value), _IN_PROPERTY)}"
        for name, value in (places | {"title": problem.code}).items()
        if value
    )
    message = _escaped(problem.message, _IN_MESSAGE)
    return f"::{_COMMANDS[problem.severity]} {properties}::{message}"


def _escaped(text: str, characters: str) -> str:
    """Text with some of its characters as a workflow command has them, ``%0A`` say."""
    return "".join(f"%{ord(each):02X}" if each in characters else each for each in text)


_FORMATS = {"text": _text, "json": _json, "github": _github}
