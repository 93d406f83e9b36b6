"""A review of a list before it is published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import weeklypapers as wp
from weeklypapers.typing import Severity

BLOCKING: Final[frozenset[Severity]] = frozenset({"error", "warning"})


@dataclass(frozen=True)
class Review:
    """The result of a review.

    Attributes:
        problems: All problems of the list.
        counts: The number of problems by code.
        hints: The remedy for each code.
    """

    problems: wp.Problems
    counts: Counter[str]
    hints: dict[str, str]

    @property
    def blocking(self) -> list[wp.Problem]:
        """The problems that prevent the publication."""
        return [problem for problem in self.problems if problem.severity in BLOCKING]


def review(path: Path, *, baseline: Path | None = None) -> Review:
    """Return the problems of a list, without those of a baseline."""
    problems = wp.check(source=path, ignore={"no-link"}, baseline=baseline)
    codes = Counter(problem.code for problem in problems)
    kinds: dict[str, wp.ProblemKind] = {code: wp.PROBLEMS[code] for code in codes}
    return Review(problems, codes, {code: kind.mend for code, kind in kinds.items()})


def fixed(path: Path) -> tuple[str, int]:
    """Return the text of a list after the safe fixes, and the number of changes."""
    result: wp.Fixed = wp.fix(path)
    return result.text, len(result.fixed)


def accept(path: Path, baseline: Path) -> None:
    """Store the present problems of a list, so that only new ones are reported."""
    wp.Baseline(wp.check(path)).write(baseline)


def positions(path: Path) -> list[str]:
    """Return the places of the rows that can't be read."""
    try:
        wp.read(path)
    except wp.ReadError as error:
        return [f"{each.file}:{each.line}:{each.column}: {each.code}" for each in error.problems]
    return []
