"""The problems that a check reports: selected by code, and without the accepted ones."""

from __future__ import annotations

from collections.abc import Iterable

from weeklypapers.model.errors import InvalidValueError, did_you_mean, show
from weeklypapers.model.problem_kinds import PROBLEMS
from weeklypapers.model.problems import Problem, Problems

__all__ = ["known_codes", "no_such_code", "selected"]


def known_codes(name: str, codes: Iterable[str]) -> frozenset[str]:
    """Return the codes of an argument.

    Raises:
        InvalidValueError: It is a text, or there is no problem with one of the codes; the message
            suggests the nearest one.
    """
    if isinstance(codes, str) or not isinstance(codes, Iterable):
        text = "the text " if isinstance(codes, str) else ""
        raise InvalidValueError(f"{name} must be several codes, got {text}{show(codes)}")
    codes = list(codes)
    for code in codes:
        if not isinstance(code, str) or code not in PROBLEMS:
            raise InvalidValueError(f"{name}: {no_such_code(code)}")
    return frozenset(codes)


def no_such_code(code: object) -> str:
    """Return the message for an unknown code, with the nearest known one."""
    return f"there is no problem {show(code)}. {did_you_mean(str(code), PROBLEMS)}"


def selected(
    problems: Iterable[Problem], select: Iterable[str] | None, ignore: Iterable[str]
) -> Problems:
    """Return the problems with selected codes that are not ignored.

    Args:
        problems: The problems.
        select: The selected codes; None for all.
        ignore: The ignored codes.

    Raises:
        InvalidValueError: See `known_codes`.
    """
    chosen = None if select is None else known_codes("select", select)
    ignored = known_codes("ignore", ignore)
    return Problems(
        problem
        for problem in problems
        if (chosen is None or problem.code in chosen) and problem.code not in ignored
    )
