"""``weeklypapers convert``: write a list to other formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from inspect import signature
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from weeklypapers.checking.reports import inert
from weeklypapers.cli.inputs import STDIN, add_reading, read_list, shown
from weeklypapers.cli.output import (
    add_colour,
    fail,
    print_bytes,
    print_content,
    print_problems,
    print_report,
)
from weeklypapers.cli.reports import report
from weeklypapers.display.text import counted, printable
from weeklypapers.files import write_bytes
from weeklypapers.formats.outputs import dumps, writer_of
from weeklypapers.formats.suffixes import FORMATS, format_of
from weeklypapers.model.errors import (
    InvalidValueError,
    UnknownArgumentError,
    WeeklyPapersError,
    did_you_mean,
    show,
)
from weeklypapers.model.problems import Problem

if TYPE_CHECKING:
    from weeklypapers.papers import Papers

__all__ = ["DESCRIPTION", "EPILOG", "add_arguments", "run"]

_DONE = 0
_INCOMPLETE = 1
_FAILED = 2

DESCRIPTION = (
    "Write a list to other formats, as read and Papers.write do.\n"
    "Nothing is written if one of the formats can't be."
)

EPILOG = f"""\
examples:
  weeklypapers convert papers.md papers.bib papers.csv
  weeklypapers convert papers.md --to bib > papers.bib
  weeklypapers convert papers.md feed.atom --option title="Papers of the week"
  weeklypapers convert papers.md papers.ris --source records.json

suffixes:
  {" ".join(FORMATS)}

exit status:
  0  all formats were written
  1  they were written, but a row of the list could not be read, or a record is missing
  2  nothing was written, or not all of it: a file could not be read or written, or the
     arguments are wrong
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("list", metavar="LIST", help="the list, or its address; - for standard input")
    add(
        "outputs",
        nargs="*",
        metavar="OUT",
        help="a file, whose suffix is the format; - for standard output with --to, the default",
    )
    add("--to", metavar="SUFFIX", help="the format of standard output, such as bib")
    add(
        "--option",
        action="append",
        default=[],
        type=_option,
        metavar="NAME=VALUE",
        help="an argument of the method of Papers that writes a format; may be repeated",
    )
    add("--enrich", action="store_true", help="get the records of the papers from arXiv first")
    add("--source", metavar="FILE", help="get the records of the papers from this file first")
    add(
        "--format",
        choices=("text", "json"),
        default="text",
        help="the format of the report (default: text)",
    )
    add_colour(parser)
    add_reading(parser)


def _option(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got {argument!r}")
    return name.replace("-", "_"), value


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write all formats, and return the exit status."""
    outputs: list[str] = options.outputs or [STDIN]
    if outputs.count(STDIN) > 1:
        parser.error("standard output can be written only once")
    if STDIN in outputs and not options.to:
        parser.error("standard output has no suffix: expected --to with one, such as --to bib")
    if options.to and STDIN not in outputs:
        parser.error("--to is the format of standard output: expected - among the outputs")
    if options.enrich and options.source:
        parser.error("--enrich asks arXiv, and --source a file; use one of them")
    names = {output: _name(output, options.to) for output in outputs}
    try:
        papers = _enriched(read_list(options.list, options), options)
        contents = _contents(papers, names, options.option)
    except (OSError, WeeklyPapersError) as error:
        fail(shown(options.list), error, arguments="--option ")
        return _FAILED
    written = {
        output: content
        for output, content in contents.items()
        if _write(output, names[output], content)
    }
    problems = [each for each in papers.problems if _is_loss(each)]
    _report(papers, written, problems, options)
    if len(written) < len(contents):
        return _FAILED
    return _INCOMPLETE if problems else _DONE


def _name(output: str, suffix: str | None) -> str:
    """Return the name that decides the format of an output."""
    if output != STDIN:
        return PurePath(output).name
    return f"stdout.{str(suffix).removeprefix('.')}"


def _is_loss(problem: Problem) -> bool:
    """Return whether a problem is a row or a record that the outputs lack."""
    return problem.severity == "error" or problem.code.startswith("arxiv-")


def _enriched(papers: Papers, options: argparse.Namespace) -> Papers:
    """Return the papers with records, if they were requested.

    Raises:
        OSError: The file with the records can't be opened.
        WeeklyPapersError: The file is invalid, or the extra for arXiv is not installed.
    """
    if options.source:
        from weeklypapers.arxiv.snapshot import Snapshot

        return papers.enrich(Snapshot(options.source), on_error="collect")
    return papers.enrich(on_error="collect") if options.enrich else papers


# Contents


def _contents(
    papers: Papers, names: Mapping[str, str], options: Sequence[tuple[str, str]]
) -> dict[str, bytes]:
    """Return the content of each output.

    Raises:
        WeeklyPapersError: A suffix or an option is unknown, or a format can't be written.
    """
    parameters = {output: _parameters(papers, name) for output, name in names.items()}
    known = {name for each in parameters.values() for name in each}
    for name, _ in options:
        if name not in known:
            hint = did_you_mean(name, sorted(known)) if known else "They have none."
            raise UnknownArgumentError(f"no format here has the option {name!r}. {hint}")
    return {
        output: dumps(
            papers,
            name,
            {
                option: _value(option, value, parameters[output][option])
                for option, value in options
                if option in parameters[output]
            },
        )
        for output, name in names.items()
    }


def _parameters(papers: Papers, name: str) -> dict[str, str]:
    """Return the arguments of the function that writes a format, with their annotations."""
    function = writer_of(papers, format_of(name))
    return {each.name: str(each.annotation) for each in signature(function).parameters.values()}


def _value(name: str, text: str, annotation: str) -> Any:
    """Return the value of an option.

    Raises:
        InvalidValueError: It is not of the type of the argument.
    """
    expected = "text"
    try:
        if "bool" in annotation:
            expected = "true or false"
            return {"true": True, "false": False}[text.lower()]
        if "datetime" in annotation:
            expected = "a day or time such as 2024-06-30 or 2024-06-30T12:00:00+00:00"
            time = datetime.fromisoformat(text)
            return (
                time if time.tzinfo or len(text) > len("2024-06-30") else time.replace(tzinfo=UTC)
            )
        if "int" in annotation:
            expected = "a number"
            return int(text)
    except (KeyError, ValueError):
        raise InvalidValueError(f"option {name}: expected {expected}, got {show(text)}") from None
    return text


# Output


def _write(output: str, name: str, content: bytes) -> bool:
    """Write an output, and return whether this succeeded."""
    try:
        if output != STDIN:
            write_bytes(output, content)
        elif not format_of(name).is_binary:
            print_content(content.decode(errors="surrogateescape"))
        elif sys.stdout.isatty():
            raise InvalidValueError(f"{format_of(name).name} can't be shown in a terminal")
        else:
            print_bytes(content)
    except BrokenPipeError:
        raise
    except (OSError, WeeklyPapersError) as error:
        fail("<stdout>" if output == STDIN else output, error)
        return False
    return True


def _report(
    papers: Papers,
    written: Mapping[str, bytes],
    problems: Sequence[Problem],
    options: argparse.Namespace,
) -> None:
    """Write the problems and the number of papers to standard error, or a report in JSON."""
    sys.stdout.flush()
    if options.format == "json":
        files = [{"path": output, "bytes": len(content)} for output, content in written.items()]
        text = report(problems, list=shown(options.list), papers=len(papers), written=files)
        print_report(sys.stderr if STDIN in written else sys.stdout, text)
        return
    print_problems(problems, options.color)
    if not written:
        return
    names = ", ".join("<stdout>" if output == STDIN else output for output in written)
    print_report(sys.stderr, inert(printable(f"{counted(len(papers), 'paper')}: {names}")) + "\n")
