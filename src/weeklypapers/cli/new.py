"""``weeklypapers new``: print a digest of the papers listed since a day."""

from __future__ import annotations

import argparse
import sys
from inspect import signature

from weeklypapers.checking.reports import inert
from weeklypapers.cli.inputs import add_reading, read_list, shown, unread
from weeklypapers.cli.output import add_colour, fail, print_content, print_problems, print_report
from weeklypapers.display.text import counted, printable
from weeklypapers.files import write_text
from weeklypapers.formats.suffixes import FORMATS, MARKDOWN
from weeklypapers.model.errors import WeeklyPapersError
from weeklypapers.papers import Papers

__all__ = ["DESCRIPTION", "EPILOG", "add_arguments", "run"]

_SOME = 0
_NONE = 1
_FAILED = 2

DESCRIPTION = (
    "Print a digest of the papers listed since a day, as Papers.filter selects them.\n"
    "A paper that is listed several times is printed once, as Papers.merge joins its entries."
)

EPILOG = """\
examples:
  weeklypapers new papers.md --since 2024-06-24
  weeklypapers new papers.md --since 2024-W26 --category cs.CL --title "This week"
  weeklypapers new papers.md --since 2024-06-24 --format json

--format markdown is Papers.to_digest. The other formats are those of the suffixes
that weeklypapers convert writes; JSON is that of Papers.to_json.

exit status:
  0  there are papers
  1  there are no papers in this time
  2  the list could not be read, or the arguments are wrong
"""

# The suffixes of text, except those of Markdown, which would be a table.
_FORMATS = {
    "markdown": "",
    **{
        suffix.removeprefix("."): suffix
        for suffix, form in FORMATS.items()
        if form is not MARKDOWN and not form.is_binary
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("list", metavar="LIST", help="the list, or its address; - for standard input")
    when = "a day, week, month or year, such as 2024-06-24, 2024-W26, 2024-06 or 2024"
    add("--since", required=True, metavar="DATE", help=f"the first day: {when}")
    add("--until", metavar="DATE", help=f"the last day, inclusive: {when}")
    add("--category", action="append", help="only papers of this category; may be repeated")
    add("--topic", action="append", help="only papers of this topic; may be repeated")
    add("--title", help="the title of the digest; for markdown, atom and html")
    add(
        "--format",
        choices=_FORMATS,
        default="markdown",
        metavar="FORMAT",
        help=f"the format: {', '.join(_FORMATS)} (default: markdown)",
    )
    add("-o", "--output", metavar="FILE", help="write to this file (default: standard output)")
    add_colour(parser)
    add_reading(parser)


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Print the digest, and return the exit status."""
    suffix = _FORMATS[options.format]
    method = getattr(Papers, (FORMATS[suffix].method if suffix else None) or "to_digest")
    arguments = {} if options.title is None else {"title": options.title}
    if not arguments.keys() <= signature(method).parameters.keys():
        parser.error(f"{options.format} has no title: expected no --title")
    try:
        papers = read_list(options.list, options)
        new = papers.filter(
            since=options.since,
            until=options.until,
            category=options.category,
            topic=options.topic,
        ).merge()
        text = method(new, **arguments)
        if options.output:
            write_text(options.output, text)
        else:
            print_content(text)
    except (OSError, WeeklyPapersError) as error:
        fail(shown(options.list), error)
        return _FAILED
    print_problems(unread(papers), options.color)
    until = f" until {options.until}" if options.until else ""
    summary = f"{counted(len(new), 'paper')} since {options.since}{until}"
    print_report(sys.stderr, inert(printable(summary)) + "\n")
    return _SOME if new else _NONE
