"""``weeklypapers diff``: show the papers that were added, removed or changed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from weeklypapers.checking.reports import Paint, inert
from weeklypapers.cli.inputs import STDIN, add_reading, read_list, shown, unread
from weeklypapers.cli.output import (
    add_report_format,
    fail,
    painter,
    print_problems,
    print_report,
)
from weeklypapers.cli.reports import paper_values, report
from weeklypapers.display.text import visible
from weeklypapers.model.errors import WeeklyPapersError
from weeklypapers.model.paper import Paper
from weeklypapers.papers import Diff, Papers, diff_summary
from weeklypapers.querying.comparing import Change

__all__ = ["DESCRIPTION", "EPILOG", "add_arguments", "run"]

_SAME = 0
_DIFFERENT = 1
_FAILED = 2

DESCRIPTION = "Show the papers that a list gained, lost or changed, as Papers.diff finds them."

EPILOG = """\
examples:
  weeklypapers diff old.md papers.md
  git show HEAD~1:papers.md | weeklypapers diff - papers.md
  weeklypapers diff --format json old.md papers.md

A paper is the same if it has the same arXiv identifier, else the same link or title.
The order of the papers is not compared. Rows that can't be read are reported on
standard error, and not compared.

exit status:
  0  the lists have the same papers
  1  there are differences
  2  a list could not be read, or the arguments are wrong
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("old", metavar="OLD", help="the earlier state, or its address; - for standard input")
    add("new", metavar="NEW", help="the later state, or its address; - for standard input")
    add_report_format(parser)
    add_reading(parser)


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Print the differences, and return the exit status."""
    if options.old == options.new == STDIN:
        parser.error("standard input can be read only once")
    lists: list[Papers] = []
    for name in (options.old, options.new):
        try:
            lists.append(read_list(name, options))
        except (OSError, WeeklyPapersError) as error:
            fail(shown(name), error)
    if len(lists) < 2:
        return _FAILED
    old, new = lists
    diff = old.diff(new)
    print_problems([*unread(old), *unread(new)], options.color)
    if options.format == "json":
        print_report(sys.stdout, _json(diff))
    else:
        lines = _lines(diff, painter(options.color, sys.stdout))
        print_report(sys.stdout, inert("".join(f"{line}\n" for line in lines)))
        sys.stdout.flush()
        print_report(sys.stderr, f"{diff_summary(diff)}\n")
    return _DIFFERENT if diff else _SAME


def _json(diff: Diff) -> str:
    changed = [
        {
            "before": paper_values([change.before])[0],
            "after": paper_values([change.after])[0],
            "fields": list(change.fields),
        }
        for change in diff.changed
    ]
    return report(
        added=paper_values(diff.added), removed=paper_values(diff.removed), changed=changed
    )


def _lines(diff: Diff, paint: Paint) -> Iterator[str]:
    for paper in diff.removed:
        yield paint(f"- {_name(paper)}", "removed")
    for paper in diff.added:
        yield paint(f"+ {_name(paper)}", "added")
    for change in diff.changed:
        yield paint(f"~ {_name(change.after)}", "changed")
        yield from _changes(change)


def _name(paper: Paper) -> str:
    identifier = f" ({paper.arxiv_id})" if paper.arxiv_id else ""
    return f"{visible(paper.title)}{identifier}"


def _changes(change: Change) -> Iterator[str]:
    for field in change.fields:
        before, after = getattr(change.before, field), getattr(change.after, field)
        yield f"    {field}: {_value(before)} → {_value(after)}"


def _value(value: object) -> str:
    """Return the value of a field on one line."""
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_value(getattr(each, "url", each)) for each in value)
    return visible(str(value))
