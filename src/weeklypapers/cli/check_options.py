"""The arguments of ``weeklypapers check``."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Literal

from weeklypapers.checking.baselines import Baseline
from weeklypapers.checking.fixing import fix_text
from weeklypapers.checking.reports import FORMATS
from weeklypapers.checking.selecting import no_such_code
from weeklypapers.cli.inputs import STDIN, add_reading, shown
from weeklypapers.cli.output import add_report_format
from weeklypapers.cli.settings import Settings, find_settings, read_settings
from weeklypapers.model.errors import WeeklyPapersError
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import SEVERITIES, Problem, Severity

__all__ = ["CheckOptions", "add_arguments", "validate"]


class CheckOptions(argparse.Namespace):
    """The parsed arguments."""

    files: list[str]  # "-" is standard input
    mode: Literal["fix", "diff"] | None  # None to report only
    explain: bool
    statistics: bool
    format: str
    color: str
    severity: Severity  # of the least severe problems to report
    select: list[str] | None  # None for all codes
    ignore: list[str]
    baseline: str | None
    write_baseline: bool
    config: str | None
    no_config: bool
    dialect: str | None
    headers: list[tuple[str, str]] | None
    settings: Settings
    accepted: Baseline

    @property
    def columns(self) -> dict[str, str] | None:
        """The argument `columns` of `read`."""
        return dict(self.headers) if self.headers else None

    @property
    def baseline_path(self) -> Path | None:
        """The file with accepted problems."""
        return Path(self.baseline) if self.baseline else self.settings.baseline

    def ignored_in(self, name: str) -> frozenset[str]:
        """Return the codes to ignore in a file."""
        return self.settings.ignored_in(shown(name)) | frozenset(self.ignore)

    def includes(self, problem: Problem) -> bool:
        """Return whether to report a problem, unless it is ignored or accepted."""
        order = list(SEVERITIES)
        return order.index(problem.severity) <= order.index(self.severity) and (
            self.select is None or problem.code in self.select
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
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
    add("--statistics", action="store_true", help="print the number of problems of each code")
    add_report_format(parser, FORMATS)
    _add_selection(parser)
    add_reading(parser)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
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
    add(
        "--baseline",
        metavar="FILE",
        help="a file with accepted problems, which are not reported",
    )
    add(
        "--write-baseline",
        action="store_true",
        help="accept the problems that would be reported: write them to the file of --baseline",
    )
    config = parser.add_mutually_exclusive_group()
    config.add_argument(
        "--config", metavar="FILE", help="the file with settings (default: pyproject.toml)"
    )
    config.add_argument("--no-config", action="store_true", help="use no settings of a file")


def _codes(argument: str) -> list[str]:
    codes = [code.strip() for code in argument.split(",") if code.strip()]
    if not codes:
        raise argparse.ArgumentTypeError("expected codes such as bad-week,no-link")
    for code in codes:
        if code not in PROBLEMS:
            raise argparse.ArgumentTypeError(no_such_code(code))
    return codes


def validate(options: CheckOptions, parser: argparse.ArgumentParser) -> None:
    """Check the arguments as a whole, read the settings, and exit if anything is wrong."""
    if options.files.count(STDIN) > 1:
        parser.error("standard input can be read only once")
    for is_wrong, message in _conflicts(options):
        if is_wrong:
            parser.error(message)
    try:
        options.settings = _settings(options)
        options.accepted = _accepted(options, parser)
        # On an empty list, so that no file is changed if the arguments are wrong.
        fix_text("", None, dialect=options.dialect, columns=options.columns)
    except (OSError, WeeklyPapersError) as error:
        parser.error(str(error))


def _conflicts(options: CheckOptions) -> list[tuple[bool, str]]:
    """Return the combinations of arguments that make no sense, each with its message."""
    is_diff, form = options.mode == "diff", options.format
    no_report = "--diff" if is_diff else "--format github"
    return [
        (is_diff and form != "text", f"--diff prints a diff, and can't print {form}"),
        (
            options.explain and (is_diff or form == "github"),
            f"--explain prints text or JSON, and can't be combined with {no_report}",
        ),
        (
            options.statistics and (is_diff or form == "github"),
            f"--statistics prints text or JSON, and can't be combined with {no_report}",
        ),
        (options.statistics and options.explain, "--statistics replaces what --explain prints"),
        (
            bool(options.write_baseline and options.mode),
            f"--write-baseline accepts the problems that --{options.mode} would change",
        ),
    ]


def _settings(options: CheckOptions) -> Settings:
    if options.no_config:
        return Settings()
    return read_settings(Path(options.config)) if options.config else find_settings(Path.cwd())


def _accepted(options: CheckOptions, parser: argparse.ArgumentParser) -> Baseline:
    path = options.baseline_path
    if path is None:
        if options.write_baseline:
            parser.error("--write-baseline requires --baseline FILE")
        return Baseline()
    return Baseline(path) if path.exists() or not options.write_baseline else Baseline()
