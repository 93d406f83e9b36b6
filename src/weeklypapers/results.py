"""What questions to a list and a comparison answer with."""

from __future__ import annotations

import datetime
import statistics
from typing import TYPE_CHECKING

import attrs

from weeklypapers import views
from weeklypapers.querying.comparing import Change
from weeklypapers.querying.listings import Lag

if TYPE_CHECKING:
    from weeklypapers.papers import Papers

__all__ = ["Diff", "Lags", "Overlap", "Relisted", "ReturningAuthor"]


@attrs.frozen(kw_only=True, repr=False)
class Diff:
    """How two lists differ; false if they hold the same papers.

    Attributes:
        added: Papers of the second that the first does not have.
        removed: Papers of the first that the second does not have.
        changed: Papers of both whose entries differ.
    """

    added: Papers
    removed: Papers
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __repr__(self) -> str:
        return f"<Diff: {views.diff_summary(self)}>"

    def _repr_html_(self) -> str:
        return views.diff(self)


@attrs.frozen(kw_only=True, repr=False)
class Relisted:
    """A paper that a list has on several days.

    Attributes:
        papers: Its entries, the first listed first.
        days: The days on which it is listed, each once, the first one first.
    """

    papers: Papers
    days: tuple[datetime.date, ...]

    def __repr__(self) -> str:
        return f"<Relisted: {views.relisted_summary(self)}>"


@attrs.frozen(kw_only=True, repr=False)
class Lags:
    """How long the papers of a list took from arXiv to the list, each paper once.

    Attributes:
        known: Those of the papers of which both days are known, in listed order.
        unknown: The other papers: they have no record, or the list says no day.
    """

    known: tuple[Lag, ...]
    unknown: Papers

    @property
    def median(self) -> float | None:
        """The median, in days; None if no lag is known."""
        return statistics.median(lag.days for lag in self.known) if self.known else None

    def __repr__(self) -> str:
        return f"<Lags: {views.lags_summary(self)}>"

    def _repr_html_(self) -> str:
        return views.lags(self)


@attrs.frozen(kw_only=True, repr=False)
class Overlap:
    """What two lists have in common, each paper once.

    Attributes:
        both: Papers of both, as the first list has them.
        only_here: Papers that only the first list has.
        only_there: Papers that only the other has.
    """

    both: Papers
    only_here: Papers
    only_there: Papers

    @property
    def share(self) -> float:
        """The Jaccard index of the two lists, from 0 to 1.

        That is papers of both by papers of either; 0 if neither has a paper.
        """
        union = len(self.both) + len(self.only_here) + len(self.only_there)
        return len(self.both) / union if union else 0.0

    def __repr__(self) -> str:
        return f"<Overlap: {views.overlap_summary(self)}>"

    def _repr_html_(self) -> str:
        return views.overlap(self)


@attrs.frozen(kw_only=True, repr=False)
class ReturningAuthor:
    """An author whose papers were first listed in several weeks.

    Attributes:
        name: The name, as it is first spelled.
        papers: The papers, each once, in listed order.
        weeks: The ISO weeks in which they were first listed, such as ``"2024-W26"``, the first one
            first.
    """

    name: str
    papers: Papers
    weeks: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<ReturningAuthor: {views.returning_summary(self)}>"
