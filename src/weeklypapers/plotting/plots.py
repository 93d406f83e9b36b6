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
    """Charts of a list: Altair charts that can be displayed, changed and saved.

    ``chart.save("chart.png")`` writes a chart to a file; ``.svg``, ``.pdf`` and ``.html`` work as
    well. A paper with several entries within one bar, such as under two topics of one week, counts
    once. To combine charts, as in ``one | other``, set ``config`` to ``alt.Undefined`` in each of
    them, and set it in the combined chart instead.

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
        """Plot the number of papers in each week as stacked bars, coloured by category.

        A paper without a week is counted in the week of its listed date, if that is a day. Such a
        week ends on Sunday.

        Args:
            by: The grouping by colour: ``"category"`` (the listed one, else arXiv's primary one),
                ``"topic"`` (the first one) or ``"venue"``. None for the first of these that the
                list has.
            top: The number of groups with a separate colour, at most 7. The others share a colour.

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
        """Plot the share of each category over time, with a row of bars for each category.

        Args:
            by: The grouping by row, as for `weeks`.
            top: The number of groups with a row, at most 50. The subtitle names the others.
            every: The time span of a bar: ``"week"``, ``"month"`` or ``"year"``. None for the
                shortest span that every date of the list determines and that has wide enough bars.
            measure: ``"share"`` of all papers in the time span, or ``"count"``.

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
        """Plot the authors with the most papers as horizontal bars.

        Authors are identified by name only, without case and accents, as by
        `Papers.returning_authors`. If the list names only some authors of a paper without a record,
        only these count, as the subtitle notes.

        Args:
            top: The number of authors, at most 50.

        Raises:
            InvalidValueError: No paper has authors (see `Papers.enrich`), or `top` is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.altair
        _check(top=top, most=_MOST_ROWS)
        return charts.authors(plotting.counts.authors(self._papers, top=top))

    def lags(self) -> plotting.altair.LayerChart:
        """Plot a histogram of the days from submission to listing, with the median.

        The days are those of `Papers.lags`. Outliers are combined in a bar at each side.

        Raises:
            InvalidValueError: No paper has a listed day and a record (see `Papers.enrich`).
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        return plotting.altair.lags(plotting.counts.histogram(self._papers))


def _check(*, top: Any, most: int, by: Any = None) -> None:
    if by is not None:
        check_choice("by", by, get_args(plotting.counts.Grouping))
    if type(top) is not int or not 1 <= top <= most:
        raise InvalidValueError(f"top must be an integer from 1 to {most}, got {show(top)}")
