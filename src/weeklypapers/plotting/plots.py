"""The methods of ``papers.plot``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, final, get_args

from weeklypapers import plotting
from weeklypapers.display.text import counted
from weeklypapers.model._fields import items_of
from weeklypapers.model._public import public
from weeklypapers.model.errors import InvalidValueError, check_choice, show
from weeklypapers.model.paper import Paper
from weeklypapers.querying.listings import Listings

__all__ = ["Plots"]

_MOST_COLOURS = 7
_MOST_ROWS = 50


@public
@final
class Plots:
    """Charts of a list: Altair charts that can be displayed, changed and saved.

    A notebook stores a chart as data and as a picture, so that it is also drawn without a network
    and on GitHub. ``chart.save("chart.png")`` writes a chart to a file; ``.svg``, ``.pdf`` and
    ``.html`` work as well. ``chart.data.values`` are the numbers.

    A paper with several entries within one bar, such as under two topics of one week, counts once.
    To combine charts, as in ``one | other``, set ``config`` to ``alt.Undefined`` in each of them,
    and set it in the combined chart instead.

    Args:
        papers: The list.
    """

    __slots__ = ("_papers",)

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers: Sequence[Paper] = items_of(papers, Paper, "papers", "papers")

    def __reduce__(self) -> tuple[type[Plots], tuple[Sequence[Paper]]]:
        return type(self), (self._papers,)

    def __repr__(self) -> str:
        papers = counted(len(self._papers), "paper")
        names = [name for name in vars(type(self)) if not name.startswith("_")]
        return f"<Plots of {papers}: {', '.join(f'{name}()' for name in names)}>"

    def weeks(
        self,
        *,
        by: plotting.counts.Grouping | None = None,
        top: int = _MOST_COLOURS,
        every: plotting.periods.Unit | None = None,
    ) -> plotting.altair.Chart:
        """Plot the number of papers in each week as stacked bars, coloured by category.

        A paper without a week is counted in the week of its listed date, if that is a day. Such a
        week ends on Sunday.

        Args:
            by: The grouping by colour: ``"category"`` (the listed one, else arXiv's primary one),
                ``"topic"`` (the first one) or ``"venue"``. None for the first of these that the
                list has.
            top: The number of groups with a separate colour, at most 7. The others share a colour.
            every: The time span of a bar: ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.
                None for the shortest one that the dates of the list determine and whose bars are at
                least 4 pixels wide.

        Raises:
            InvalidValueError: No paper has a date that determines the time, or an argument is
                invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.drawing
        _check(by=by, top=top, most=_MOST_COLOURS)
        unit = self._unit(every, "count")
        return charts.weeks(plotting.counts.tally(self._papers, by=by, unit=unit, top=top))

    def cumulative(
        self,
        *,
        by: plotting.counts.Grouping | None = None,
        top: int = _MOST_COLOURS,
        every: plotting.periods.Unit | None = None,
    ) -> plotting.altair.Chart:
        """Plot the number of papers listed so far, coloured by category.

        Each paper counts once, from the first time at which it is listed.

        Args:
            by: The grouping by colour, as for `weeks`.
            top: The number of groups with a separate colour, at most 7. The others share a colour.
            every: The time span of a step, as for `weeks`.

        Raises:
            InvalidValueError: No paper has a date that determines the time, or an argument is
                invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts, counts = plotting.drawing, plotting.counts
        _check(by=by, top=top, most=_MOST_COLOURS)
        unit = self._unit(every, "count")
        return charts.cumulative(counts.tally(self._papers, by=by, unit=unit, top=top, once=True))

    def categories(
        self,
        *,
        by: plotting.counts.Grouping | None = None,
        top: int = 6,
        every: plotting.periods.Unit | None = None,
        measure: plotting.counts.Measure = "share",
    ) -> plotting.altair.VConcatChart:
        """Plot the share of each category over time, with a row of bars for each category.

        The first row has the number of all papers, which the shares refer to.

        Args:
            by: The grouping by row, as for `weeks`.
            top: The number of groups with a row, at most 50. The subtitle names the others.
            every: The time span of a bar: ``"week"``, ``"month"``, ``"quarter"`` or ``"year"``.
                None for the shortest one that the dates of the list determine and that has at most
                30 weeks, or 72 months or quarters.
            measure: ``"share"`` of all papers in the time span, or ``"count"``.

        Raises:
            InvalidValueError: No paper has a date that determines the time, or an argument is
                invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.drawing
        _check(by=by, top=top, most=_MOST_ROWS, measure=measure)
        plotting.counts.check_not_empty(self._papers)
        by = by or plotting.counts.grouping(self._papers)
        if by is None:
            raise InvalidValueError(
                "there is nothing to group by: no paper has a category, a topic or a venue. "
                "papers.enrich() asks arXiv for categories"
            )
        unit = self._unit(every, "share")
        tally = plotting.counts.tally(self._papers, by=by, unit=unit, top=top)
        title = f"{_measured('papers', unit, measure)} by {by}"
        return charts.rows(tally, measure=measure, title=title, heading=by.capitalize())

    def words(
        self,
        *words: str,
        every: plotting.periods.Unit | None = None,
        measure: plotting.counts.Measure = "share",
    ) -> plotting.altair.VConcatChart:
        """Plot the share of papers with a word in title or abstract over time, a row per word.

        Whole words are found, without regard to case and accents. ``agent*`` also finds words that
        begin like this. If a paper has a record, the texts of both the list and arXiv are searched.

        Args:
            words: Words or phrases, at most 50.
            every: The time span of a bar, as for `categories`.
            measure: ``"share"`` of all papers in the time span, or ``"count"``.

        Raises:
            InvalidValueError: No paper has a date that determines the time, none has a word, or an
                argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check(measure=measure)
        tests = plotting.counts.with_words(words)
        if len(tests) > _MOST_ROWS:
            raise InvalidValueError(f"words takes at most {_MOST_ROWS} words, got {len(tests)}")
        missing = f"{' or '.join(map(repr, tests))} in its title or abstract"
        return self._marked(tests, missing, "papers with a word", "Word", every, measure)

    def code(
        self,
        *,
        every: plotting.periods.Unit | None = None,
        measure: plotting.counts.Measure = "share",
    ) -> plotting.altair.VConcatChart:
        """Plot the share of papers that are listed with a link to code over time.

        Args:
            every: The time span of a bar, as for `categories`.
            measure: ``"share"`` of all papers in the time span, or ``"count"``.

        Raises:
            InvalidValueError: No paper has a date that determines the time, none has such a link,
                or an argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        _check(measure=measure)
        tests = plotting.counts.with_code()
        missing = "a link to code"
        return self._marked(tests, missing, "papers with code", "Links", every, measure)

    def top(self, key: plotting.rankings.Ranked, *, n: int = 15) -> plotting.altair.LayerChart:
        """Plot the topics, categories, venues or authors with the most papers as horizontal bars.

        A paper counts for each of its topics and authors. Its category is the listed one, else
        arXiv's primary one. Authors are identified as by `authors`.

        Args:
            key: ``"topic"``, ``"category"``, ``"venue"`` or ``"author"``.
            n: The number of bars, at most 50. The subtitle counts the others.

        Raises:
            InvalidValueError: No paper has a value of the key, or an argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.drawing
        check_choice("key", key, get_args(plotting.rankings.Ranked))
        _check_number("n", n, _MOST_ROWS)
        return charts.ranking(plotting.rankings.rank(self._papers, key, n=n))

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
        charts = plotting.drawing
        _check_number("top", top, _MOST_ROWS)
        return charts.ranking(plotting.rankings.rank(self._papers, "author", n=top))

    def lags(self) -> plotting.altair.LayerChart:
        """Plot a histogram of the days from submission to listing, with the median.

        The days are those of `Papers.lags`. Outliers are combined in a bar at each side.

        Raises:
            InvalidValueError: No paper has a listed day and a record (see `Papers.enrich`).
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.drawing
        return charts.lags(plotting.histograms.histogram(self._papers))

    def overlap(
        self, other: Iterable[Paper], *, names: tuple[str, str] = ("this list", "the other list")
    ) -> plotting.altair.LayerChart:
        """Plot the numbers of papers in both lists, and in one of them only.

        The papers are those of `Papers.overlap`, each once.

        Args:
            other: The other list.
            names: The names of this and the other list, for the labels.

        Raises:
            InvalidValueError: Both lists are empty, or an argument is invalid.
            MissingDependencyError: The extra ``weeklypapers[plot]`` is not installed.
        """
        charts = plotting.drawing
        others = _to_entries(other)
        both, here, there = map(len, Listings(self._papers).overlap(Listings(others)))
        if not both + here + there:
            raise InvalidValueError("there is nothing to plot: both lists are empty")
        return charts.overlap(both, here, there, _to_names(names))

    def _unit(self, every: Any, measure: plotting.counts.Measure) -> plotting.periods.Unit:
        if every is None:
            return plotting.counts.fitting_unit(self._papers, measure)
        check_choice("every", every, plotting.periods.UNITS)
        unit: plotting.periods.Unit = every
        return unit

    def _marked(
        self,
        tests: Mapping[str, Callable[[Paper], bool]],
        missing: str,
        noun: str,
        heading: str,
        every: plotting.periods.Unit | None,
        measure: plotting.counts.Measure,
    ) -> plotting.altair.VConcatChart:
        charts = plotting.drawing
        unit = self._unit(every, measure)
        tally = plotting.counts.marked(self._papers, tests, unit=unit, missing=missing)
        title = _measured(noun, unit, measure)
        return charts.rows(tally, measure=measure, title=title, heading=heading)


def _measured(noun: str, unit: str, measure: str) -> str:
    if measure == "count":
        return f"{noun.capitalize()} per {unit}"
    return f"Share of each {unit}'s {noun}"


def _check(*, top: Any = 1, most: int = 1, by: Any = None, measure: Any = "share") -> None:
    if by is not None:
        check_choice("by", by, get_args(plotting.counts.Grouping))
    _check_number("top", top, most)
    check_choice("measure", measure, get_args(plotting.counts.Measure))


def _check_number(name: str, value: Any, most: int) -> None:
    if type(value) is not int or not 1 <= value <= most:
        raise InvalidValueError(f"{name} must be an integer from 1 to {most}, got {show(value)}")


def _to_entries(papers: Iterable[Paper]) -> list[Paper]:
    if not isinstance(papers, Iterable):
        raise InvalidValueError(f"other must be an iterable of Paper, got {show(papers)}")
    entries = list(papers)
    for paper in entries:
        if not isinstance(paper, Paper):
            raise InvalidValueError(f"other must contain only Paper, got {show(paper)}")
    return entries


def _to_names(names: tuple[str, str]) -> tuple[str, str]:
    items = () if isinstance(names, str) else tuple(names)
    if len(items) != 2 or not all(isinstance(name, str) and name.strip() for name in items):
        raise InvalidValueError(f"names must be two different texts, got {show(names)}")
    if items[0].split() == items[1].split():
        raise InvalidValueError(f"names must be two different texts, got {show(names)}")
    return items[0], items[1]
