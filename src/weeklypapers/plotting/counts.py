"""The numbers in charts over time, as plain values. It doesn't need altair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

import attrs

from weeklypapers.display.text import counted, distinct
from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.paper import Paper, abstracts, titles
from weeklypapers.model.text import fold
from weeklypapers.plotting import periods
from weeklypapers.plotting.periods import Unit

__all__ = [
    "GROUP_LENGTH",
    "Grouping",
    "Measure",
    "Tally",
    "category_name",
    "check_not_empty",
    "fitting_unit",
    "grouping",
    "marked",
    "tally",
    "topic_names",
    "with_code",
    "with_words",
]

Grouping: TypeAlias = Literal["category", "topic", "venue"]
Measure: TypeAlias = Literal["share", "count"]

GROUP_LENGTH = 48  # characters of the name of a topic or venue

# The largest numbers of bars. In a chart of numbers, bars are at least 4 of 640 pixels wide, even
# that of a February. Shares of a shorter time would be those of a few papers.
_MOST_BARS: dict[Unit, int] = {"week": 160, "month": 146, "quarter": 157}
_MOST_SHARES: dict[Unit, int] = {"week": 30, "month": 72, "quarter": 72}
_UNSPACED = "\u2e80"  # Chinese, Japanese and Korean, which have no blanks around words, begin here
_PLURALS: dict[Grouping | None, str] = {
    "category": "categories",
    "topic": "topics",
    "venue": "venues",
    None: "groups",
}


@attrs.frozen(kw_only=True)
class Tally:
    """The number of papers of each group in each week, month, quarter or year.

    Attributes:
        by: The kind of groups; None for no groups, and for groups that can share papers.
        unit: The time span that each day represents.
        groups: The names of the groups, the largest first.
        others: The name for all smaller groups together; None if there are none.
        ungrouped: The name for papers without a group; None if there are none.
        days: The days in order: the last day of a week, or the first day of a longer time.
        counts: The number of papers by day and name.
        totals: The number of papers by day.
        papers: The number of papers counted; one may be counted in several weeks.
        left_out: The number of papers whose date doesn't determine the week, month or year.
    """

    by: Grouping | None
    unit: Unit
    groups: tuple[str, ...]
    others: str | None = None
    ungrouped: str | None = None
    days: tuple[date, ...]
    counts: Counter[tuple[date, str]]
    totals: Counter[date]
    papers: int
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in drawing order."""
        return (*self.groups, *filter(None, (self.others, self.ungrouped)))

    @property
    def listings(self) -> int:
        """The sum of all bars."""
        return self.totals.total()

    @property
    def span(self) -> int:
        """The number of weeks, months or years from the first day to the last, inclusive."""
        first, last = (periods.number(self.unit, day) for day in (self.days[0], self.days[-1]))
        return last - first + 1

    @property
    def empty(self) -> int:
        """The number of weeks, months or years of the span without a paper."""
        return self.span - len({periods.number(self.unit, day) for day in self.days})

    def size(self, name: str) -> int:
        """Return the sum of the bars of a group."""
        return sum(self.counts[day, name] for day in self.days)

    def label(self, name: str) -> str:
        """Return the name of a group, with its size if it stands for the rest of the papers."""
        if name not in (self.others, self.ungrouped):
            return name
        return f"{name}: {counted(self.size(name), 'paper')}"


# Groups


def tally(
    papers: Sequence[Paper], *, by: Grouping | None, unit: Unit, top: int, once: bool = False
) -> Tally:
    """Count papers by group and time; see `Plots.weeks`.

    Args:
        papers: The list.
        by: The kind of groups; None for the first one that the list has.
        unit: The time span.
        top: The number of groups with a name of their own.
        once: True to count a paper only in the first week, month or year in which it is listed.

    Raises:
        InvalidValueError: There is no paper, or no date determines the week, month or year.
    """
    check_not_empty(papers)
    by = by or grouping(papers)
    group_of = _group_of(papers, _groups(papers, by), unit, once=once)
    if by and not any(group_of.values()):
        raise InvalidValueError(f"there is nothing to group by: no paper has a {by}")
    sizes = Counter(group for group in group_of.values() if group is not None)
    largest = [group for group, _ in sizes.most_common()]  # of equal size: in listed order
    groups, small = largest[:top], largest[top:]
    others = small[0] if len(small) == 1 else f"Other ({len(small):,} {_PLURALS[by]})"
    ungrouped = f"No {by}" if by else "All papers"
    names: dict[str | None, str] = {
        **dict(zip(groups, groups, strict=True)),
        **dict.fromkeys(small, others),
        None: ungrouped,
    }
    dated = {key for key, _ in group_of}
    return Tally(
        by=by,
        unit=unit,
        groups=tuple(groups),
        others=others if small else None,
        ungrouped=ungrouped if None in group_of.values() else None,
        days=tuple(sorted({day for _, day in group_of})),
        counts=Counter((day, names[group]) for (_, day), group in group_of.items()),
        totals=Counter(day for _, day in group_of),
        papers=len(dated),
        left_out=len({paper.key for paper in papers} - dated),
    )


def _group_of(
    papers: Sequence[Paper], groups: Iterable[str | None], unit: Unit, *, once: bool
) -> dict[tuple[str, date], str | None]:
    """Return the group of the first entry of each paper in each week, month or year."""
    group_of: dict[tuple[str, date], str | None] = {}
    first: dict[str, date] = {}
    for paper, group in zip(papers, groups, strict=True):
        if day := periods.representative(paper, unit):
            key = paper.key
            group_of.setdefault((key, day), group)
            first[key] = min(day, first.get(key, day))
    if not group_of:
        raise InvalidValueError(_no_dates(unit))
    if once:
        return {(key, day): group for (key, day), group in group_of.items() if day == first[key]}
    return group_of


def check_not_empty(papers: Sequence[Paper]) -> None:
    """Raise an error if a list is empty."""
    if not papers:
        raise InvalidValueError("there is nothing to plot: the list is empty")


def _no_dates(unit: Unit) -> str:
    expected = {"week": "day", "year": "date"}.get(unit, unit)
    hint = "" if unit == "year" else ". A longer time may work, such as every='year'"
    return f"there is nothing to plot: no paper is listed with a week or a {expected}{hint}"


def fitting_unit(papers: Sequence[Paper], measure: Measure) -> Unit:
    """Return the shortest unit that the dates determine and that has wide enough bars."""
    return periods.fitting(papers, _MOST_SHARES if measure == "share" else _MOST_BARS)


def grouping(papers: Sequence[Paper]) -> Grouping | None:
    """Return the first grouping for which a paper has a group, or None."""
    groupings: tuple[Grouping, ...] = ("category", "topic", "venue")
    return next((by for by in groupings if any(_groups(papers, by))), None)


def _groups(papers: Sequence[Paper], by: Grouping | None) -> list[str | None]:
    """Return the name of each paper's group; None for papers without one."""
    if by == "category":
        return [category_name(paper) for paper in papers]
    if by == "topic":
        return _topics(papers)
    if by == "venue":
        names = distinct((paper.venue for paper in papers if paper.venue), GROUP_LENGTH)
        return [names[paper.venue] if paper.venue else None for paper in papers]
    return [None] * len(papers)


def category_name(paper: Paper) -> str | None:
    """Return the name of a paper's category with its code: the listed one, else arXiv's."""
    category = paper.category or (paper.arxiv.primary_category if paper.arxiv else None)
    if category is None:
        return None
    if category.code is None:
        return category.name
    return f"{category.name} ({category.code})"  # two categories are named Machine Learning


def _topics(papers: Sequence[Paper]) -> list[str | None]:
    """Return the name of each paper's first topic."""
    names = topic_names(paper.topics[0] for paper in papers if paper.topics)
    return [names[paper.topics[0]] if paper.topics else None for paper in papers]


def topic_names(topics: Iterable[str]) -> dict[str, str]:
    """Return the name of each topic: only the last part of its path if that is unique."""
    last = {topic: topic.rpartition(" > ")[2] for topic in topics}
    uses = Counter(last.values())
    names = {topic: part if uses[part] == 1 else topic for topic, part in last.items()}
    short = distinct(names.values(), GROUP_LENGTH)
    return {topic: short[name] for topic, name in names.items()}


# Papers with a property


def with_words(words: Sequence[str]) -> dict[str, Callable[[Paper], bool]]:
    """Return a test for each word: whether it is in the title or the abstract of a paper.

    Raises:
        InvalidValueError: There is no word, or one is not text or is blank.
    """
    if not words:
        raise InvalidValueError("words needs a word, such as plot.words('retrieval')")
    return {" ".join(_checked(word).split()): _containing(word) for word in words}


def _checked(word: str) -> str:
    if isinstance(word, str) and fold(word).strip("*"):
        return word
    raise InvalidValueError(f"a word must be text that is not blank, got {show(word)}")


def _containing(word: str) -> Callable[[Paper], bool]:
    folded = fold(word)
    text = folded.strip("*")
    start = "" if text[0] >= _UNSPACED else r"(?<!\w)"
    end = "" if folded.endswith("*") or text[-1] >= _UNSPACED else r"(?!\w)"
    pattern = re.compile(f"{start}{re.escape(text)}{end}")

    def test(paper: Paper) -> bool:
        return any(pattern.search(fold(text)) for text in titles(paper) + abstracts(paper))

    return test


def with_code() -> dict[str, Callable[[Paper], bool]]:
    """Return a test of whether a paper is listed with a link to code."""
    return {"With code": lambda paper: any(link.kind == "code" for link in paper.links)}


def marked(
    papers: Sequence[Paper],
    tests: Mapping[str, Callable[[Paper], bool]],
    *,
    unit: Unit,
    missing: str,
) -> Tally:
    """Count the papers that pass each test, in each week, month or year.

    A paper passes if any of its entries in that time does.

    Args:
        papers: The list.
        tests: The tests by name.
        unit: The time span.
        missing: What no paper has if none passes a test, for the message.

    Raises:
        InvalidValueError: There is no paper, no date determines the time, or no paper passes.
    """
    check_not_empty(papers)
    entries = {(paper.key, periods.representative(paper, unit)): set[str]() for paper in papers}
    for paper in papers:
        names = {name for name, test in tests.items() if test(paper)}
        entries[paper.key, periods.representative(paper, unit)] |= names
    dated = {(key, day): names for (key, day), names in entries.items() if day}
    if not dated:
        raise InvalidValueError(_no_dates(unit))
    if not any(dated.values()):
        raise InvalidValueError(f"there is nothing to plot: no paper has {missing}")
    return Tally(
        by=None,
        unit=unit,
        groups=tuple(tests),
        days=tuple(sorted({day for _, day in dated})),
        counts=Counter((day, name) for (_, day), names in dated.items() for name in names),
        totals=Counter(day for _, day in dated),
        papers=len({key for key, _ in dated}),
        left_out=len({key for key, _ in entries} - {key for key, _ in dated}),
    )
