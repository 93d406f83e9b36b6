"""The program: its commands, and how a run ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Any

from weeklypapers._version import __version__

__all__ = ["COMMANDS", "main"]

_FAILED = 2
_INTERRUPTED = 130  # like a shell: 128 and the number of the signal
_PIPE_CLOSED = 141

COMMANDS: Mapping[str, str] = {
    "check": "report the problems of lists, and fix those with only one possible fix",
    "add": "add papers to a list, by their arXiv identifiers or links",
    "convert": "write a list to other formats",
    "diff": "show the papers that were added, removed or changed",
    "new": "print a digest of the papers listed since a day",
}
"""The commands, each in the module of its name, with a summary."""

_EPILOG = """\
examples:
  weeklypapers check papers.md
  weeklypapers add papers.md 2406.15319 --diff
  weeklypapers convert papers.md papers.bib papers.csv
  weeklypapers diff old.md papers.md
  weeklypapers new papers.md --since 2024-06-24

weeklypapers COMMAND --help describes a command and its exit status.
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
    parser, parsers = _parsers()
    arguments = sys.argv[1:] if argv is None else list(argv)
    name = next((each for each in arguments if not each.startswith("-")), None)
    if name is not None and name not in COMMANDS:
        from weeklypapers.model.errors import did_you_mean

        parser.error(
            f"invalid choice: there is no command {name!r}. {did_you_mean(name, COMMANDS)}"
        )
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return _FAILED
    command = parsers[options.command]
    try:
        status: int = command.module.run(options, command)
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


def _parsers() -> tuple[argparse.ArgumentParser, Mapping[str, _CommandParser]]:
    """Return the main parser, and those of the commands."""
    is_module = PurePath(sys.argv[0]).parts[-2:] == ("weeklypapers", "__main__.py")
    parser = argparse.ArgumentParser(
        prog="python -m weeklypapers" if is_module else "weeklypapers",
        description="Check, extend, convert and compare curated lists of papers.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"weeklypapers {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=_CommandParser
    )
    parsers = {name: commands.add_parser(name, help=text) for name, text in COMMANDS.items()}
    return parser, parsers


class _CommandParser(argparse.ArgumentParser):
    """The parser of a command, whose module is imported when the command is used."""

    module: Any = None
    _is_intermixed = False

    def parse_known_args(self, *arguments: Any, **options: Any) -> Any:
        """Add the arguments of the command, and parse them; options may be between files."""
        if self.module is None:
            self.module = import_module(f"weeklypapers.cli.{self.prog.split()[-1]}")
            self.description = self.module.DESCRIPTION
            self.epilog = self.module.EPILOG
            self.formatter_class = argparse.RawDescriptionHelpFormatter
            self.allow_abbrev = False
            self.module.add_arguments(self)
        if self._is_intermixed:
            return super().parse_known_args(*arguments, **options)
        self._is_intermixed = True
        return self.parse_known_intermixed_args(*arguments, **options)
