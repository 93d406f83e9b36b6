"""The input of the command line: files, addresses, and standard input for ``-``."""

from __future__ import annotations

import argparse
import sys
from typing import IO, TYPE_CHECKING, Any

from weeklypapers.files import opened

if TYPE_CHECKING:
    from weeklypapers.model.problems import Problem
    from weeklypapers.papers import Papers

__all__ = [
    "STDIN",
    "add_reading",
    "header_type",
    "read_list",
    "read_papers",
    "read_text",
    "shown",
    "unread",
]

STDIN = "-"


def shown(name: str) -> str:
    """Return the name of a file for messages."""
    return "<stdin>" if name == STDIN else name


def read_text(name: str) -> str:
    """Return the text of a file, an address or standard input.

    Raises:
        OSError: The file can't be opened; for an address, a `SourceError`.
        InvalidValueError: The name is not a path.
    """
    with opened(_stream() if name == STDIN else name) as source:
        return source.file.read()


def read_papers(name: str, options: argparse.Namespace) -> Papers:
    """Return the papers of a list. Its problems are in `Papers.problems`.

    Args:
        name: A path, an address, or ``-``.
        options: The arguments that `add_reading` adds.

    Raises:
        OSError: The file can't be opened; for an address, a `SourceError`.
        WeeklyPapersError: It can't be read, or an argument doesn't apply to it.
    """
    from weeklypapers.reading import read

    columns = dict(options.headers) if options.headers else None
    source = _stream() if name == STDIN else name
    return read(source, dialect=options.dialect, columns=columns, on_error="collect")


def read_list(name: str, options: argparse.Namespace) -> Papers:
    """Return the papers of a list that has some, or that has no rows; see `read_papers`.

    Raises:
        ReadError: The source is no list of papers, or none of its rows can be read.
    """
    papers = read_papers(name, options)
    if not papers and (errors := unread(papers)):
        from weeklypapers.reading import ReadError

        raise ReadError(errors, papers)
    return papers


def unread(papers: Papers) -> list[Problem]:
    """Return the problems of the rows that could not be read."""
    return [problem for problem in papers.problems if problem.severity == "error"]


def _stream() -> IO[Any]:
    return getattr(sys.stdin, "buffer", sys.stdin)


# Arguments


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say how a list is read."""
    parser.add_argument("--dialect", metavar="NAME", help="the form of the list")
    parser.add_argument(
        "--columns",
        dest="headers",
        action="append",
        type=header_type,
        metavar="HEADER=FIELD",
        help="the field for the column with this header; may be repeated",
    )


def header_type(argument: str) -> tuple[str, str]:
    """Parse the value of ``--columns``."""
    header, equals, field = argument.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected HEADER=FIELD, got {argument!r}")
    return header, field
