"""``weeklypapers add``: add papers to a list, by their arXiv identifiers or links."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from weeklypapers.checking.baselines import Baseline
from weeklypapers.checking.reports import text_lines, unified_diff
from weeklypapers.cli.inputs import STDIN, add_reading, read_papers, read_text, shown
from weeklypapers.cli.output import (
    add_report_format,
    fail,
    painter,
    print_content,
    print_diff,
    print_report,
    rewrite,
)
from weeklypapers.cli.reports import paper_values, report
from weeklypapers.display.text import counted
from weeklypapers.files import is_web_address
from weeklypapers.formats.inputs import in_unicode
from weeklypapers.formats.outputs import dumps
from weeklypapers.formats.suffixes import MARKDOWN, format_of
from weeklypapers.model.errors import InvalidValueError, WeeklyPapersError
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

if TYPE_CHECKING:
    from weeklypapers.papers import Papers

__all__ = ["DESCRIPTION", "EPILOG", "add_arguments", "run"]

_DONE = 0
_WOULD_CHANGE = 1
_FAILED = 2

DESCRIPTION = (
    "Add papers to a list, in the list's own style and order, as Papers.add does.\n"
    "The file is replaced in one step, or not changed at all."
)

EPILOG = """\
examples:
  weeklypapers add papers.md 2406.15319 https://arxiv.org/abs/2406.16048v2
  weeklypapers add papers.md 2406.15319 --week 2024-06-30 --diff
  weeklypapers add papers.md - --source records.json < identifiers.txt

Without --source, the records come from arXiv, which requires
  pip install "weeklypapers[arxiv]"
--source is a file that Snapshot.write wrote.

exit status:
  0  the papers were added, or are listed already
  1  with --diff: there are papers to add
  2  the list was not changed: it could not be read or written, it has no place
     for a paper, a record is missing, or the arguments are wrong
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("list", metavar="LIST", help="the list; - for standard input, written to standard output")
    add(
        "ids",
        nargs="+",
        metavar="ID",
        help="an arXiv identifier or a link to a paper; - for those on standard input",
    )
    add("--week", metavar="DATE", help="the week or day of the papers, such as 2024-06-30")
    add("--topic", action="append", help="the topic of the papers; may be repeated")
    add("--source", metavar="FILE", help="saved records (default: arXiv)")
    add(
        "--strict",
        action="store_true",
        help="fail if the list has no place for a value, instead of leaving it out",
    )
    add(
        "--diff",
        "--dry-run",
        dest="diff",
        action="store_true",
        help="print the changes, and change nothing",
    )
    add_report_format(parser)
    add_reading(parser)


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Add the papers, and return the exit status."""
    if [options.list, *options.ids].count(STDIN) > 1:
        parser.error("standard input can be read only once")
    try:
        if is_web_address(options.list) and not options.diff:
            raise InvalidValueError("an address can't be rewritten; --diff shows the changes")
        ids = _ids(options.ids)
        before = "" if options.list == STDIN else read_text(options.list)
        papers = read_papers(options.list, options)
        result = _extended(papers, ids, options)
        added = _added(papers, result)
        if added:
            _write(papers, result, before, options)
        elif options.list == STDIN and not options.diff:
            print_content(papers.to_markdown())
    except (OSError, WeeklyPapersError) as error:
        fail(shown(options.list), error)
        return _FAILED
    # The lines of old problems may be others now.
    _report(added, Baseline(papers.problems).new(result.problems), options)
    return _WOULD_CHANGE if added and options.diff else _DONE


def _ids(arguments: Sequence[str]) -> list[str]:
    """Return the identifiers of the arguments, and for ``-`` those on standard input.

    Raises:
        InvalidValueError: Standard input has none.
    """
    ids: list[str] = []
    for argument in arguments:
        if argument != STDIN:
            ids.append(argument)
            continue
        lines = (line.partition(" #")[0] for line in read_text(STDIN).splitlines())
        words = [word for line in lines if not line.startswith("#") for word in line.split()]
        if not words:
            raise InvalidValueError("expected identifiers or links on standard input, got none")
        ids += words
    return ids


def _extended(papers: Papers, ids: Sequence[str], options: argparse.Namespace) -> Papers:
    """Return the list with the new papers.

    Raises:
        WeeklyPapersError: A paper can't be added.
        OSError: The file with the records can't be opened.
    """
    arguments: dict[str, Any] = {"week": options.week, "strict": options.strict}
    if options.topic:
        arguments["topics"] = options.topic
    return papers.add(*ids, source=options.source, **arguments)


def _added(papers: Papers, result: Papers) -> list[Paper]:
    """Return the entries of the result that the list doesn't have; others keep their order."""
    old = iter(papers)
    expected = next(old, None)
    added: list[Paper] = []
    for paper in result:
        if paper == expected:
            expected = next(old, None)
        else:
            added.append(paper)
    return added


# Output


def _write(papers: Papers, result: Papers, before: str, options: argparse.Namespace) -> None:
    """Write the list, or the changes to it.

    Args:
        papers: The list.
        result: The list with the new papers.
        before: The text of the file; empty for standard input.
        options: The arguments.

    Raises:
        OSError: It can't be written.
        InvalidValueError: It can't be shown as a diff.
    """
    name = options.list
    if not options.diff:
        if name == STDIN:
            print_content(result.to_markdown())
        else:
            rewrite(name, before, _content(result, name))
        return
    if options.format == "json":
        return
    if format_of(name).is_binary:
        raise InvalidValueError("--diff prints text, and the list is binary")
    if name == STDIN:
        old, new = papers.to_markdown(), result.to_markdown()
    else:
        old = in_unicode(before, name)[0]
        new = _content(result, name).decode(errors="surrogateescape")
    print_diff(unified_diff(old, new, shown(name)), options.color)


def _content(papers: Papers, name: str) -> bytes:
    """Return the content of the file; one with an unknown suffix is Markdown."""
    suffix = ".md" if format_of(name) is MARKDOWN else PurePath(name).name
    return dumps(papers, suffix, {})


def _report(
    added: Sequence[Paper], problems: Sequence[Problem], options: argparse.Namespace
) -> None:
    """Write the problems and the number of papers to standard error, or a report in JSON."""
    stdout_has_list = options.list == STDIN and not options.diff
    stream = sys.stderr if stdout_has_list or options.format == "text" else sys.stdout
    sys.stdout.flush()
    if options.format == "json":
        text = report(file=shown(options.list), added=paper_values(added), problems=problems)
        print_report(stream, text)
        return
    print_report(stream, text_lines(problems, painter(options.color, stream)))
    verb = "would add" if options.diff else "added"
    print_report(stream, f"{verb} {counted(len(added), 'paper')}\n")
