"""The output of the command line: coloured reports, text for pipes, safe text for terminals."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from weeklypapers.checking.reports import Paint, inert, text_lines, unstyled
from weeklypapers.cli.inputs import read_text
from weeklypapers.display.text import printable
from weeklypapers.files import write_bytes
from weeklypapers.model.errors import InvalidValueError
from weeklypapers.model.problems import Problem

__all__ = [
    "add_colour",
    "add_report_format",
    "fail",
    "painter",
    "print_bytes",
    "print_content",
    "print_diff",
    "print_problems",
    "print_report",
    "rewrite",
]

_STYLES: Mapping[str, str] = {
    "path": "1",  # bold
    "error": "31",  # red
    "repaired": "33",  # yellow
    "warning": "33",
    "info": "36",  # cyan
    "added": "32",  # green
    "removed": "31",
    "changed": "33",
    "place": "36",
}


def print_report(stream: TextIO, text: str) -> None:
    """Write text for people to a stream, and escape characters that its encoding lacks."""
    encoding = stream.encoding or "utf-8"
    # Line by line, since an unbuffered stream may silently write only a part of a long text.
    stream.writelines(
        line.encode(encoding, "backslashreplace").decode(encoding)
        for line in text.splitlines(keepends=True)
    )


def print_content(text: str) -> None:
    """Write text to standard output as UTF-8 with unchanged line endings.

    On a terminal, characters that control it are shown by their code points.
    """
    if sys.stdout.isatty():
        print_report(sys.stdout, printable(text.replace("\r\n", "\n"), keep="\n\t"))
        return
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    print_bytes(text.encode(errors="surrogateescape"))  # restores bytes that are not UTF-8


def print_bytes(content: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    rest = memoryview(content)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def print_diff(diff: str, colour: str) -> None:
    """Write a unified diff to standard output, exactly unless it is coloured or on a terminal.

    In a workflow of GitHub Actions, commands in it are not run: lines around it say so, which
    ``patch`` and ``git apply`` skip.
    """
    if not diff or os.environ.get("GITHUB_ACTIONS") != "true":
        _print_diff(diff, colour)
        return
    token = os.urandom(16).hex()
    print_content(f"::stop-commands::{token}\n")
    _print_diff(diff, colour)
    print_content(f"::{token}::\n")


def _print_diff(diff: str, colour: str) -> None:
    if not _has_colours(colour, sys.stdout):
        print_content(diff)
        return
    styles = {"-": "removed", "+": "added", "@": "place"}
    lines = printable(diff.replace("\r\n", "\n"), keep="\n\t").splitlines(keepends=True)
    for line in lines:
        style = "path" if line.startswith(("---", "+++")) else styles.get(line[:1])
        text = line.rstrip("\n")
        print_report(sys.stdout, f"{_painted(text, style)}\n" if style else line)


def add_report_format(
    parser: argparse.ArgumentParser, formats: Iterable[str] = ("text", "json")
) -> None:
    """Add the arguments for the format and the colours of a report."""
    parser.add_argument(
        "--format",
        choices=tuple(formats),
        default="text",
        help="format of the report (default: text)",
    )
    add_colour(parser)


def add_colour(parser: argparse.ArgumentParser) -> None:
    """Add the argument ``--color``."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="use colours; auto decides by the terminal, NO_COLOR and FORCE_COLOR (default: auto)",
    )


def painter(colour: str, stream: TextIO) -> Paint:
    """Return the function that styles text for a stream.

    Args:
        colour: The value of ``--color``. For "auto", ``NO_COLOR`` (https://no-color.org) and
            ``FORCE_COLOR`` decide, and else whether the stream is a terminal.
        stream: The stream.
    """
    return _painted if _has_colours(colour, stream) else unstyled


def _has_colours(colour: str, stream: TextIO) -> bool:
    if colour != "auto":
        return colour == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return False
    # The old console of Windows prints the codes; the new terminal sets this variable.
    return sys.platform != "win32" or "WT_SESSION" in os.environ


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def print_problems(problems: Iterable[Problem], colour: str) -> None:
    """Print problems to standard error, after what was printed to standard output."""
    sys.stdout.flush()
    print_report(sys.stderr, text_lines(problems, painter(colour, sys.stderr)))


def fail(name: str, error: Exception, arguments: str = "") -> None:
    """Print the error of a file to standard error.

    Args:
        name: The list. An error of another file, such as one with records, names that one.
        error: The error.
        arguments: What precedes an argument that the message says to pass.
    """
    if isinstance(error, OSError) and isinstance(error.filename, str | os.PathLike):
        name = os.fspath(error.filename)
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    reason = re.sub(r"\bpass (?=\w+=)", f"pass {arguments}", reason)
    place = "" if reason.startswith(f"{name}:") else f"{name}: "  # some messages begin with it
    message = inert(printable(f"error: {place}{reason}", keep="\n"))
    print_report(sys.stderr, f"{message}\n")


def rewrite(name: str, before: str, content: bytes) -> None:
    """Replace a list in one step, unless it was changed after it was read.

    Args:
        name: The path.
        before: The text that was read.
        content: The new content.

    Raises:
        InvalidValueError: The file has another text now; nothing is written.
        OSError: The file can't be read or written.
    """
    if read_text(name) != before:
        raise InvalidValueError("the file was changed meanwhile; run the command again")
    write_bytes(name, content)
