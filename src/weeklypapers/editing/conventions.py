"""The conventions of a list: which values its entries have, and how it writes them.

They decide what becomes of arXiv's record of a paper in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import attrs

from weeklypapers.editing.author_forms import AuthorForm, author_form
from weeklypapers.editing.link_forms import LinkForm, link_forms
from weeklypapers.editing.obstacles import FromHeadingError, NoPlaceError
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.paper import ArxivRecord, Paper
from weeklypapers.model.text import fold
from weeklypapers.querying.conditions import week_with

__all__ = ["Conventions", "Days", "conventions_of"]

Days = tuple[date, date]
"""The first and the last day of a period; a single day is both."""

_Precision = Literal["year", "month", "day"]

# A list has a place for a field if one in this many of its entries has the field.
_OFTEN = 2
_SUNDAY = 6
_PLACES = {
    "listed_authors": "authors",
    "abstract": "abstract",
    "category": "category",
    "week": "week",
    "listed_date": "date",
    "venue": "venue",
}


@attrs.frozen
class Conventions:
    """The conventions of a list.

    Attributes:
        fields: The fields that entries have.
        dating: Whether entries have a week or a listed date; None for neither.
        precision: The last part of listed dates.
        weeks: The weeks of the list, each once.
        topics: The topics of the list, each once.
        links: The forms of the links to arXiv.
        authors: The form of authors.
        arxiv: The list's own word for arXiv in the place of a venue; None if it has none.
    """

    fields: frozenset[str]
    dating: Literal["week", "listed_date"] | None
    precision: _Precision
    weeks: tuple[date, ...]
    topics: tuple[str, ...]
    links: tuple[LinkForm, ...]
    authors: AuthorForm
    arxiv: str | None

    # Records

    def paper(
        self, record: ArxivRecord, topics: Sequence[str] = ()
    ) -> tuple[Paper, list[NoPlaceError]]:
        """Return the paper of a record, and an error for each value without a place in the list.

        Args:
            record: The record.
            topics: The topics of the paper. Without any, it is the topic of the list that is the
                primary category, if there is one.
        """
        names = self.authors.names([author.name for author in record.authors])
        values: dict[str, Any] = {
            "listed_authors": names.names,
            "abstract": record.abstract,
            "category": record.primary_category,
        }
        written = {field: value for field, value in values.items() if field in self.fields}
        paper = Paper(
            title=record.title,
            more_authors=bool(written.get("listed_authors")) and names.more,
            links=[form.link(record.id, record.title) for form in self.links],
            venue=self.arxiv,
            topics=topics or self._topics_of(record),
            arxiv=record,
            **written,
        )
        left_out = [
            NoPlaceError(
                f"the entries of the list have no {_PLACES[field]}", field, None, _text(value)
            )
            for field, value in values.items()
            if value and field not in self.fields
        ]
        return paper, left_out

    def _topics_of(self, record: ArxivRecord) -> tuple[str, ...]:
        """Return the topic of the list that is the primary category of a record."""
        category = record.primary_category
        names = {fold(name) for name in (category.code, category.name, category.label) if name}
        return tuple(topic for topic in self.topics if fold(topic) in names)[:1]

    # Dates

    def dated(self, paper: Paper, days: Days) -> tuple[Paper, list[NoPlaceError]]:
        """Return a paper with a week or date if it lacks both, and an error if there is no place.

        In a list of days, a paper that was submitted in the requested week has the day of
        submission.
        """
        if paper.week or paper.listed_date:
            return paper, []
        if self.dating == "week":
            return attrs.evolve(paper, week=self.week(days)), []
        first, last = days
        if self.dating == "listed_date":
            published = paper.arxiv.published.date() if paper.arxiv else last
            day = published if first <= published <= last else last
            return attrs.evolve(paper, listed_date=self._date(day)), []
        reason = "the entries of the list have no weeks and no dates"
        return paper, [NoPlaceError(reason, "week", None, str(last))]

    def dated_by_list(self, paper: Paper) -> tuple[Paper, list[FromHeadingError]]:
        """Return a paper in the newest week of a weekly list, with a note, or on its day.

        In a list of dates, it is the day of the paper's submission.
        """
        if self.dating == "listed_date" and paper.arxiv:
            return attrs.evolve(paper, listed_date=self._date(paper.arxiv.published.date())), []
        if self.dating != "week" or not self.weeks:
            return paper, []
        week = max(self.weeks)
        reason = f"without week=…, the paper is listed in the newest week, {week}"
        return attrs.evolve(paper, week=week), [FromHeadingError(reason, "week")]

    def week(self, days: Days) -> date:
        """Return the week of the list that contains the first of some days."""
        first, _ = days
        if week := week_with(first, self.weeks):
            return week
        weekdays = Counter(week.weekday() for week in self.weeks)
        ((weekday, _),) = weekdays.most_common(1) or [(_SUNDAY, 1)]
        wait = (weekday - first.weekday()) % 7
        return first + timedelta(days=min(wait, (date.max - first).days))

    def _date(self, day: date) -> PartialDate:
        is_day, is_year = self.precision == "day", self.precision == "year"
        return PartialDate(day.year, None if is_year else day.month, day.day if is_day else None)


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def conventions_of(papers: Sequence[Paper], *, is_document: bool) -> Conventions:
    """Return the conventions of a list.

    Args:
        papers: Its papers.
        is_document: Whether they are written into a document; else every field has a place.
    """
    weeks = Counter(paper.week for paper in papers if paper.week)
    dates: Counter[_Precision] = Counter(
        _precision(paper.listed_date) for paper in papers if paper.listed_date
    )
    fields = frozenset(_PLACES)
    if is_document and papers:
        fields = frozenset(field for field in _PLACES if _has_place(field, papers))
    dating: Literal["week", "listed_date"] | None = None
    if "listed_date" in fields and dates.total() > weeks.total():
        dating = "listed_date"
    elif "week" in fields and (weeks or not papers):
        dating = "week"
    return Conventions(
        fields=fields,
        dating=dating,
        precision=dates.most_common(1)[0][0] if dates else "day",
        weeks=tuple(weeks),
        topics=tuple(dict.fromkeys(topic for paper in papers for topic in paper.topics)),
        links=link_forms(papers),
        authors=author_form(papers),
        arxiv=_word_for_arxiv(papers) if "venue" in fields else None,
    )


def _has_place(field: str, papers: Sequence[Paper]) -> bool:
    count = sum(
        bool(getattr(paper, field)) or (paper.origin is not None and field in paper.origin.columns)
        for paper in papers
    )
    return count * _OFTEN >= len(papers)


def _precision(value: PartialDate) -> _Precision:
    return "day" if value.day else "month" if value.month else "year"


def _word_for_arxiv(papers: Sequence[Paper]) -> str | None:
    """Return the venue of most papers whose venue is arXiv, if there are several."""
    words = Counter(paper.venue for paper in papers if fold(paper.venue or "") == "arxiv")
    word, count = next(iter(words.most_common(1)), (None, 0))
    return word if count > 1 else None
