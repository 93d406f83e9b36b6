"""The methods of ``papers.plot``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from weeklypapers import plotting
from weeklypapers.display.text import counted
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.paper import Paper

__all__ = ["Plots"]

_MOST_COLOURS = 7
_MOST_ROWS = 50


@public
class Plots:
    """Charts of a list, each an Altair chart that can be shown, changed and saved.

    Notebooks display a chart as it is. ``chart.save("chart.png")`` writes it to a file; ``.svg``,
    ``.pdf`` and ``.html`` work too. A paper with several entries within one bar, such as under two
    topics of one week, counts once. To combine charts, as in ``one | other``, set their ``config``
    to ``alt.Undefined`` and give it to the combined chart.

    Args:
        papers: The list.
    """

    __slots__ = ("_papers",)

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers

    def __repr__(self) -> str:
        papers = counted(len(self._papers), "paper")
        return f"<Plots of {papers}: weeks(), categories(), authors(), lags()>"

    def weeks(
        self, *, by: plotting.counts.Grouping | None = None, top: int = _MOST_COLOURS
    ) -> plotting.altair.Chart:
        """Plot the number of papers in each week: stacked bars, coloured by category.

        A paper without a week is counted in the week of its listed date, if that is a day; such
        weeks end on Sunday.

        Args:
            by: The meaning of the colours: ``"category"`` (the listed one, else arXiv's primary
                one), ``"topic"`` (the first one) or ``"venue"``. None for the first of these that
                the list has.
            top: The number of groups with a colour of their own, at most 7; the others share one.

        Raises:
            InvalidValueError: No paper has a week or a day, or an argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.altair
        _check(by=by, top=top, most=_MOST_COLOURS)
        return charts.weeks(plotting.counts.tally(self._papers, by=by, unit="week", top=top))

    def categories(
        self,
        *,
        by: plotting.counts.Grouping | None = None,
        top: int = 6,
        every: plotting.counts.Unit | None = None,
        measure: plotting.counts.Measure = "share",
    ) -> plotting.altair.FacetChart:
        """Plot the share of each category over time: one row of bars per category.

        Args:
            by: The meaning of the rows, as in `weeks`.
            top: The number of groups with a row, at most 50; the subtitle names the others.
            every: The time that a bar covers: ``"week"``, ``"month"`` or ``"year"``. None for the
                shortest that every date of the list is precise enough for and that leaves the bars
                wide enough.
            measure: ``"share"`` of all papers of that time, or ``"count"``.

        Raises:
            InvalidValueError: No paper has a week or a listed date, or an argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.altair
        _check(by=by, top=top, most=_MOST_ROWS)
        check_choice("measure", measure, get_args(plotting.counts.Measure))
        if every is not None:
            check_choice("every", every, get_args(plotting.counts.Unit))
        by = by or plotting.counts.grouping(self._papers)
        if by is None:
            raise InvalidValueError(
                "there is nothing to group by: no paper has a category, a topic or a venue. "
                "papers.enrich() asks arXiv for categories"
            )
        unit = every or plotting.counts.fitting_unit(self._papers)
        tally = plotting.counts.tally(self._papers, by=by, unit=unit, top=top)
        return charts.categories(tally, measure=measure)

    def authors(self, *, top: int = 20) -> plotting.altair.LayerChart:
        """Plot the authors with the most papers: horizontal bars.

        Authors are identified by name alone, without case and accents, as in
        `Papers.returning_authors`. If the list names only some authors of a paper and there is no
        record, only these are counted, and the subtitle says so.

        Args:
            top: The number of authors, at most 50.

        Raises:
            InvalidValueError: No paper has authors: `Papers.enrich` asks arXiv for them.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.altair
        _check(top=top, most=_MOST_ROWS)
        return charts.authors(plotting.counts.authors(self._papers, top=top))

    def lags(self) -> plotting.altair.LayerChart:
        """Plot the days from submission to listing: a histogram with the median.

        They are the days of `Papers.lags`. Outliers are drawn as one bar at each side.

        Raises:
            InvalidValueError: No paper has both days: `Papers.enrich` asks arXiv for the first.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        return plotting.altair.lags(plotting.counts.histogram(self._papers))


def _check(*, top: Any, most: int, by: Any = None) -> None:
    if by is not None:
        check_choice("by", by, get_args(plotting.counts.Grouping))
    if type(top) is not int or not 1 <= top <= most:
        raise InvalidValueError(f"top must be an integer from 1 to {most}, got {show(top)}")
