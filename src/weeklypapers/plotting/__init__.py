"""Charts of a list: what they count, the rows of data that gives, the words, and the looks.

Only `charts` imports altair, so that the others can be tested, and a list read, without it.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from weeklypapers.display.text import counted
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, check_choice, needs_extra, show
from weeklypapers.plotting import counting
from weeklypapers.plotting.counting import Grouping, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from weeklypapers.model.paper import Paper

__all__ = ["Measure", "Plots"]

Measure: TypeAlias = Literal["share", "count"]

_MOST_COLOURS = 7
_MOST_ROWS = 50


@public
class Plots:
    """Charts of a list, each a chart of Altair that can be shown, changed and saved.

    A notebook shows a chart as it is. ``chart.save("chart.png")`` writes it to a file, as do the
    suffixes ``.svg``, ``.pdf`` and ``.html``. A paper that stands several times in what a bar
    counts, such as under two topics of one week, counts once. To put charts together, as in
    ``one | other``, set their ``config`` to ``alt.Undefined``, and give it to the whole.

    Args:
        papers: The list.
    """

    __slots__ = ("_papers",)

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers

    def __repr__(self) -> str:
        papers = counted(len(self._papers), "paper")
        return f"<Plots of {papers}: weeks(), categories(), authors(), lags()>"

    def weeks(self, *, by: Grouping | None = None, top: int = _MOST_COLOURS) -> alt.Chart:
        """How many papers each week has: stacked bars, coloured by category.

        Papers without a week go by their listed date, if that is a day; their weeks end on Sunday.

        Args:
            by: What the colours mean: ``"category"`` (the listed one, else arXiv's primary one),
                ``"topic"`` (the first) or ``"venue"``. None for the first of them that the list
                has.
            top: How many of them have a colour, at most 7; the others are one.

        Raises:
            InvalidValueError: No paper has a week or a day, or an argument can't be meant.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check(by=by, top=top, most=_MOST_COLOURS)
        from weeklypapers.plotting import charts

        return charts.weeks(counting.tally(self._papers, by=by, unit="week", top=top))

    def categories(
        self,
        *,
        by: Grouping | None = None,
        top: int = 6,
        every: Unit | None = None,
        measure: Measure = "share",
    ) -> alt.FacetChart:
        """What part of the papers each category has over time: a row of bars for each.

        Args:
            by: What the rows are, as in `weeks`.
            top: How many of them have a row, at most 50; the subtitle names the others.
            every: What a bar stands for: ``"week"``, ``"month"`` or ``"year"``. None for the
                shortest that all dates of the list tell and that leaves the bars wide enough.
            measure: ``"share"`` of all papers of that time, or ``"count"``.

        Raises:
            InvalidValueError: No paper has a week or a listed date, or an argument can't be meant.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check(by=by, top=top, most=_MOST_ROWS)
        check_choice("measure", measure, get_args(Measure))
        if every is not None:
            check_choice("every", every, get_args(Unit))
        from weeklypapers.plotting import charts

        by = by or counting.grouping(self._papers)
        if by is None:
            raise InvalidValueError(
                "there is nothing to tell apart: no paper has a category, a topic or a venue. "
                "papers.enrich() asks arXiv for categories"
            )
        unit = every or counting.fitting_unit(self._papers)
        table = counting.tally(self._papers, by=by, unit=unit, top=top)
        return charts.categories(table, measure=measure)

    def authors(self, *, top: int = 20) -> alt.LayerChart:
        """The authors with most papers: horizontal bars.

        Authors are told apart by their name alone, without case and accents, as
        `Papers.returning_authors` does. Where the list names only some of a paper's authors and
        there is no record, only those count, and the subtitle says so.

        Args:
            top: How many authors, at most 50.

        Raises:
            InvalidValueError: No paper has authors: `Papers.enrich` asks arXiv for them.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check(top=top, most=_MOST_ROWS)
        from weeklypapers.plotting import charts

        return charts.authors(counting.authors(self._papers, top=top))

    def lags(self) -> alt.LayerChart:
        """How many days after its submission a paper is listed: a histogram with the median.

        They are the days of `Papers.lags`. What lies far from most papers is drawn as one bar at
        the side.

        Raises:
            InvalidValueError: No paper has both days: `Papers.enrich` asks arXiv for the first.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check()
        from weeklypapers.plotting import charts

        return charts.lags(counting.histogram(self._papers))


def _check(*, by: Any = None, top: Any = 1, most: int = 1) -> None:
    if find_spec("altair") is None:
        raise needs_extra("papers.plot", "altair", "plot")
    if by is not None:
        check_choice("by", by, get_args(Grouping))
    if type(top) is not int or not 1 <= top <= most:
        raise InvalidValueError(f"top must be a number from 1 to {most}, got {show(top)}")
