"""`Papers`, its weeks, and the results of its methods.

Each method has one to three statements. The packages that do the work are imported on first use.
"""

from __future__ import annotations

from abc import ABCMeta
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property
from itertools import chain
from os import PathLike
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    Protocol,
    Self,
    SupportsIndex,
    TypeAlias,
    TypeVar,
    cast,
    final,
    get_args,
    overload,
)

import attrs

from weeklypapers import arxiv, display, editing, formats, querying, searching
from weeklypapers._warning import warn
from weeklypapers.display.text import completions, counted, days, quoted
from weeklypapers.model._fields import (
    NO_RECURSION,
    check_day,
    check_each,
    check_text,
    check_texts,
    check_type,
    items_of,
    to_day,
    to_texts,
    to_tuple,
)
from weeklypapers.model._public import public
from weeklypapers.model.arguments import suggesting
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_week, parse_period, parse_week
from weeklypapers.model.errors import (
    EditError,
    InvalidValueError,
    NotFoundError,
    PaperListWarning,
    WeeklyPapersError,
    check_choice,
    check_kind,
    show,
)
from weeklypapers.model.ids import ArxivId, lookup
from weeklypapers.model.paper import ArxivRecord, Paper
from weeklypapers.model.problems import Problem, Problems
from weeklypapers.model.templates import Template
from weeklypapers.plotting.plots import Plots
from weeklypapers.querying.counting import Counts
from weeklypapers.querying.selecting import Key
from weeklypapers.writing import WritingMethods

__all__ = [
    "Day",
    "Diff",
    "EnrichmentError",
    "Hits",
    "Lags",
    "OnError",
    "Overlap",
    "Papers",
    "Period",
    "Predicate",
    "Relisted",
    "ReturningAuthor",
    "Week",
    "Weeks",
    "Writer",
    "diff_summary",
    "lags_summary",
    "overlap_summary",
    "relisted_summary",
    "returning_summary",
    "summary",
    "weeks_summary",
]

_PICKLE_VERSION = 1  # of the state of `Papers` in a pickle
_WEEKS = 4  # weeks in the representation of `Weeks`

K = TypeVar("K", bound=Hashable)
D = TypeVar("D")

Predicate: TypeAlias = Callable[[Paper], bool]
"""A test of a paper."""

Day: TypeAlias = date | str
"""A day, as a date or as text such as ``"2024-06-30"``, or an ISO week such as ``"2024-W26"``."""

Period: TypeAlias = date | PartialDate | str | int
"""A `Day`, a month or a year: ``"2024-06"``, ``"2024"``, the number 2024, or a `PartialDate`."""

OnError: TypeAlias = Literal["raise", "warn", "collect"]
"""The treatment of problems: raise one error, warn of each, or collect them in silence."""


class Writer(Protocol):
    """A function that writes papers in a format of its own: it returns the content of a file."""

    def __call__(self, papers: Papers, /, *args: Any, **kwargs: Any) -> str | bytes:
        """Return the papers as text, which is encoded in UTF-8, or as bytes."""
        ...


class _Missing(Enum):
    """The type of `_MISSING`, which distinguishes a missing argument from None."""

    TOKEN = 0


_MISSING: Final = _Missing.TOKEN


def _to_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return items_of(papers, Paper, "papers", "Papers")


def _to_problems(problems: Iterable[Problem]) -> Problems:
    return Problems(items_of(problems, Problem, "problems", "Papers.problems"))


def _check_document(_papers: Papers, _: object, document: editing.document.Document | None) -> None:
    if document is not None:
        check_kind("Papers.document", document, editing.document.Document, "a Document or None")


if TYPE_CHECKING:
    _Sequence = Sequence[Paper]
else:

    class _Sequence(metaclass=ABCMeta):  # noqa: B024 - for __abc_tpflags__ alone
        """The methods of a Sequence, without being one for `isinstance`.

        Polars and narwhals convert a Sequence element by element, before they check for an Arrow
        stream.
        """

        __slots__ = ()
        __abc_tpflags__ = 1 << 5  # Py_TPFLAGS_SEQUENCE: `match` treats it as one (PEP 634)
        __contains__ = Sequence.__contains__
        __reversed__ = Sequence.__reversed__
        index = Sequence.index
        count = Sequence.count


@final
@attrs.frozen(repr=False)
class Papers(_Sequence, WritingMethods[Writer]):
    """An immutable sequence of papers, in listed order. A slice is a `Papers`, too.

    Methods that select, order or join papers return a new `Papers`.

    Args:
        papers: The papers.
        problems: The problems of the list.

    Attributes:
        problems: The problems of the list, such as rows that could not be read and rows that were
            repaired. Comparisons ignore them.

    Raises:
        InvalidValueError: An item is not a `Paper`.
    """

    _papers: tuple[Paper, ...] = attrs.field(default=(), converter=_to_papers, alias="papers")
    problems: Problems = attrs.field(
        default=Problems(), converter=_to_problems, eq=False, kw_only=True
    )
    # The document from which the list was read; None if it was selected or built.
    _document: editing.document.Document | None = attrs.field(
        default=None, eq=False, kw_only=True, alias="document", validator=_check_document
    )
    # The values of the list from which these papers were selected; None for a whole list.
    _whole_list: querying.listed_values.ListedValues | None = attrs.field(
        default=None, eq=False, init=False
    )

    @overload
    def __getitem__(self, index: int) -> Paper: ...
    @overload
    def __getitem__(self, index: slice) -> Papers: ...
    def __getitem__(self, index: int | slice) -> Paper | Papers:
        if isinstance(index, slice):
            return self._select(self._papers[index])
        return self._papers[index]

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self._papers)

    def __contains__(self, value: object) -> bool:
        """Return whether the list has a paper, or a paper with an arXiv identifier.

        An identifier is an `ArxivId`, or text that names one. An identifier without a version, here
        or in the list, matches every version, as for `get`.
        """
        if isinstance(value, str):
            return bool((arxiv_id := lookup(value.strip())) and self._by_id.find(arxiv_id))
        return value in self._papers

    # A pickle contains columns of plain values, and names public modules only.

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (), _state_of(self)

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        _restore(self, state)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __add__(self, other: Papers) -> Papers:
        """Return the papers and the problems of both lists, those of this list first."""
        if not isinstance(other, Papers):
            return NotImplemented
        problems = (*self.problems, *other.problems)
        return _remembering(self, Papers((*self, *other), problems=problems))

    def head(self, count: int = 5) -> Papers:
        """Return the first papers; with a negative count, all except the last ones."""
        return self[:count]

    def __repr__(self) -> str:
        return f"<Papers: {summary(self)}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_markdown_(self) -> str:
        return display.markdown(self)

    # Weeks and single papers

    @property
    def templates(self) -> dict[Template, int]:
        """The templates that the entries follow, with the number of papers, most frequent first.

        Papers that weren't read from an entry, and entries without a template, are left out.
        """
        found = (paper.origin.template for paper in self if paper.origin)
        return dict(Counter(filter(None, found)).most_common())

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks in the order of the list, which is newest first in most lists.

        In a list that is not in the order of time, such as one divided by topic, the newest week is
        the first. A paper belongs to its listed week, else to the week, from Monday to Sunday, of
        its listed day: see `Paper.week_ending`. Other papers are left out.
        """
        return self._weeks

    @cached_property
    def _weeks(self) -> tuple[Week, ...]:
        groups = querying.selecting.grouped_by(self, "week")
        endings = _in_order(groups)
        return Weeks(Week(ending=day, papers=self._select(groups[day])) for day in endings)

    @property
    def newest_week(self) -> Week:
        """The week with the last day, whatever the order of the list.

        Raises:
            NotFoundError: No paper belongs to a week.
        """
        return _newest(self.weeks)

    def week(self, day: Day) -> Week:
        """Return the week that contains a day, or the first listed one that ends in an ISO week.

        A week has the seven days up to its last day, `Week.ending`. If the weeks of a list overlap,
        the day belongs to the first of them to end.

        Args:
            day: The day, as a date or as text such as ``"2024-06-26"``, or an ISO week such as
                ``"2024-W26"``.

        Raises:
            NotFoundError: The list has no such week; the message suggests the nearest ones.
            InvalidValueError: `day` is neither a day nor an ISO week.
        """
        return _find_week(self.weeks, day)

    @overload
    def get(self, arxiv_id: ArxivId | str) -> Paper: ...
    @overload
    def get(self, arxiv_id: ArxivId | str, default: D) -> Paper | D: ...
    def get(
        self, arxiv_id: ArxivId | str, default: D | Literal[_Missing.TOKEN] = _MISSING
    ) -> Paper | D:
        """Return the first paper with an arXiv identifier.

        Args:
            arxiv_id: The identifier, or a link that contains it. An identifier without a version,
                here or in the list, matches every version. An entry with exactly this version takes
                precedence over an entry without one.
            default: The result if there is no such paper.

        Raises:
            NotFoundError: There is no such paper, and there is no default.
            InvalidValueError: `arxiv_id` is not an arXiv identifier or a link to one.
        """
        try:
            paper = self._by_id.get(arxiv_id) or self._by_id.find(arxiv_id)
        except TypeError:  # not hashable
            paper = self._by_id.find(ArxivId.parse(arxiv_id))
        if default is _MISSING:
            return paper or self._by_id.fail(arxiv_id)
        return paper or default

    @cached_property
    def _by_id(self) -> querying.identifiers.PapersById:
        return querying.identifiers.PapersById(self)

    # Selecting, ordering, counting

    def _select(self, papers: Iterable[Paper]) -> Papers:
        return _selection(papers, self._whole_list or self._listed_values)

    @cached_property
    def _listed_values(self) -> querying.listed_values.ListedValues:
        return querying.listed_values.ListedValues(self._papers, self._whole_list)

    @suggesting
    def filter(
        self,
        predicate: Predicate | None = None,
        /,
        *,
        category: Category | str | Iterable[Category | str] | None = None,
        topic: str | Iterable[str] | None = None,
        week: Day | Week | Iterable[Day | Week] | None = None,
        since: Period | Week | None = None,
        until: Period | Week | None = None,
        month: PartialDate | date | str | Iterable[PartialDate | date | str] | None = None,
        year: date | int | str | Iterable[date | int | str] | None = None,
        listed_date: Period | Iterable[Period] | None = None,
        title: str | None = None,
        abstract: str | None = None,
        venue: str | None = None,
        text: str | None = None,
        author: str | None = None,
        arxiv_id: ArxivId | str | Iterable[ArxivId | str] | None = None,
    ) -> Papers:
        """Return the papers that meet every condition, in listed order.

        Texts are compared without regard to case, accents and white space. If a paper has a record,
        the titles and abstracts of both the list and arXiv are searched.

        Args:
            predicate: A function that returns whether a paper is selected.
            category: A category, its code, name or label, or an iterable of alternatives. The code
                or name of an archive or group, such as ``"cs"`` and ``"Physics"``, selects every
                category in it; ``"physics"`` is the archive, and ``"Physics"`` the group.
            topic: A topic, its last part or another part of its path, or an iterable of
                alternatives. Topics nested inside it are included.
            week: A week, a day in it or its ISO week, as for `week`, or an iterable of
                alternatives.
            since: The first day, week, ISO week, month or year. A paper without a listed week is
                selected by its listed date, which must be entirely in the interval. A paper without
                either is not selected.
            until: The last day, week, ISO week, month or year, inclusive; see `since`.
            month: A month such as ``"2024-06"``, a `datetime.date` in it, or an iterable of
                alternatives. The listed week or date must be entirely in the month.
            year: A year such as 2024, a `datetime.date` in it, or an iterable of alternatives; see
                `month`.
            listed_date: A day, ISO week, month or year that contains the listed date, or an
                iterable of alternatives. The week is ignored.
            title: A part of the title.
            abstract: A part of the abstract.
            venue: A part of the listed venue.
            text: A part of the title or the abstract.
            author: A part of the name of an author.
            arxiv_id: An identifier, as for `get`, or an iterable of alternatives.

        Raises:
            InvalidValueError: A value is invalid, such as a category that neither arXiv nor the
                list has, a topic that the list doesn't have, or a misspelt venue; the message
                suggests the nearest one. A selection remembers the topics of the whole list.
            UnknownArgumentError: There is no such condition; the message suggests one by its
                meaning or spelling.
        """
        conditions = {
            "category": category,
            "topic": topic,
            "week": week,
            "since": since,
            "until": until,
            "month": month,
            "year": year,
            "listed_date": listed_date,
            "title": title,
            "abstract": abstract,
            "venue": venue,
            "text": text,
            "author": author,
            "arxiv_id": arxiv_id,
            "predicate": predicate,
        }
        selected = querying.conditions.filtered(self._timelines, conditions, self._listed_values)
        return self._select(selected)

    @cached_property
    def _timelines(self) -> querying.timelines.Timelines:
        return querying.timelines.Timelines(self._papers)

    @suggesting
    def sort_by(self, *keys: Key | Callable[[Paper], Any], reverse: bool = False) -> Papers:
        """Return the papers sorted by the first key, then by the next; the sort is stable.

        Papers without a value of a key come last, even in descending order.

        Args:
            keys: ``"week"`` (see `weeks`), ``"listed_date"``, ``"month"`` and ``"year"`` (of the
                listed week, else of the listed date), ``"category"``, ``"topic"`` and ``"author"``
                (the first of each), ``"venue"``, ``"title"``, ``"arxiv_id"``, ``"published"``,
                ``"updated"``, or a function that returns a sortable value for a paper.
            reverse: True for descending order.

        Raises:
            InvalidValueError: `keys` is empty, or there is no such key; the message suggests one by
                its meaning or spelling.
            UnknownArgumentError: There is no such argument.
        """
        if not keys:
            raise InvalidValueError("sort_by needs a key, such as 'week'")
        return self._select(querying.selecting.sorted_by(self, keys, reverse=reverse))

    @overload
    def group_by(self, key: Literal["week"]) -> dict[date | None, Papers]: ...
    @overload
    def group_by(self, key: Literal["category"]) -> dict[Category | None, Papers]: ...
    @overload
    def group_by(self, key: Literal["arxiv_id"]) -> dict[ArxivId | None, Papers]: ...
    @overload
    def group_by(self, key: Literal["year"]) -> dict[int | None, Papers]: ...
    @overload
    def group_by(
        self, key: Literal["month", "author", "title", "topic", "venue"]
    ) -> dict[str | None, Papers]: ...
    @overload
    def group_by(self, key: Literal["listed_date"]) -> dict[PartialDate | None, Papers]: ...
    @overload
    def group_by(self, key: Literal["published", "updated"]) -> dict[datetime | None, Papers]: ...
    @overload
    def group_by(self, key: Callable[[Paper], K]) -> dict[K, Papers]: ...
    @suggesting
    def group_by(self, key: Key | Callable[[Paper], Any]) -> dict[Any, Papers]:
        """Return the papers by the values of a key, in the order in which the values first appear.

        For ``"author"`` and ``"topic"``, a paper is in the group of each of its authors or topics.
        Papers without a value are in the group None.

        Args:
            key: A key as for `sort_by`, or a function that returns a hashable value for a paper.

        Raises:
            InvalidValueError: There is no such key; the message suggests the nearest one.
        """
        groups = querying.selecting.grouped_by(self, key)
        return {value: self._select(group) for value, group in groups.items()}

    @overload
    def count_by(self, key: Literal["week"]) -> Counts[date | None]: ...
    @overload
    def count_by(self, key: Literal["category"]) -> Counts[Category | None]: ...
    @overload
    def count_by(self, key: Literal["arxiv_id"]) -> Counts[ArxivId | None]: ...
    @overload
    def count_by(self, key: Literal["year"]) -> Counts[int | None]: ...
    @overload
    def count_by(
        self, key: Literal["month", "author", "title", "topic", "venue"]
    ) -> Counts[str | None]: ...
    @overload
    def count_by(self, key: Literal["listed_date"]) -> Counts[PartialDate | None]: ...
    @overload
    def count_by(self, key: Literal["published", "updated"]) -> Counts[datetime | None]: ...
    @overload
    def count_by(self, key: Callable[[Paper], K]) -> Counts[K]: ...
    @suggesting
    def count_by(self, key: Key | Callable[[Paper], Any]) -> Counts[Any]:
        """Return the number of papers for each value of a key, the most frequent value first.

        A notebook shows the numbers as a table.

        For ``"author"``, each spelling of a name is a value of its own, whereas `returning_authors`
        and ``plot.authors()`` compare names without case and accents.

        Args:
            key: A key as for `group_by`, or a function that returns a hashable value for a paper.

        Raises:
            InvalidValueError: There is no such key; the message suggests the nearest one.
        """
        counts = querying.selecting.counted_by(self, key)
        return Counts(counts, key=key if isinstance(key, str) else None)

    # Searching

    @suggesting
    def search(
        self,
        query: str,
        *,
        limit: int | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> Hits:
        """Return the entries that match a query in title, abstract or authors, best first.

        Hits are ranked by BM25F: rare words count more than frequent ones, words in the title more
        than in the abstract, and adjacent words more than distant ones. Words are compared without
        case, accents and endings, in American or British spelling. Compounds match in all spellings
        ("multi-lingual", "multilingual"), and acronyms what they stand for. Related words, such as
        "quantization" for ``quantized``, count less. Stop words, such as "of", are ignored unless
        nothing else is asked for. A word that no paper has is replaced by the most similar one; see
        `Hits.suggestion`. Entries with equal scores keep their listed order. A paper with several
        entries has several hits; ``papers.merge().search(…)`` returns one hit per paper.

        Args:
            query: Words, at least one of which must match. ``"two words"`` is a phrase,
                ``retriev*`` is a prefix (in ``fine-tun*``, of the last word), ``+word`` is
                required, ``-word`` is excluded, and ``title:word``, ``abstract:word`` and
                ``author:word`` search one field. These can be combined, as in
                ``-author:"Ada Lovelace"``. ``AND``, ``OR``, ``NOT`` and parentheses work in
                capitals, as in ``agents AND (memory OR planning) NOT survey``.
            limit: The maximum number of hits; None for all.
            weights: The weights of fields, which replace the defaults: 3 for ``"title"``, 1 for
                ``"abstract"`` and 2 for ``"authors"``. A field with weight 0 is not searched; other
                weights are from 0.000001 to 1,000,000.

        Raises:
            InvalidValueError: The query has no word or only excluded ones, an operator or a
                parenthesis has no partner, or another argument is invalid.
        """
        search = self._index.search(query, limit=limit, weights=weights)
        return Hits(search.hits, suggestion=search.suggestion)

    @cached_property
    def _index(self) -> searching.index.Index:
        return searching.index.Index(self._papers)

    @suggesting
    def related(self, paper: Paper | ArxivId | str, *, limit: int | None = 10) -> Hits:
        """Return the papers with the most similar titles and abstracts, best first.

        Papers are ranked as by `search`, for the 25 terms that are most characteristic: frequent in
        the paper and rare in the list. Stop words are ignored. The paper itself is left out. Other
        papers have one hit each, for their best entry. Entries are the same paper under the rule of
        `merge`.

        Args:
            paper: A paper of this or another list, or the arXiv identifier of a paper of this list.
            limit: The maximum number of hits; None for all papers with a characteristic term.

        Raises:
            NotFoundError: The list has no paper with that identifier.
            InvalidValueError: `paper` is neither a paper nor an identifier, or `limit` is invalid.
        """
        return Hits(self._index.related(self._resolve(paper), limit=limit))

    # Questions

    def first_listed(self, paper: Paper | ArxivId | str) -> date:
        """Return the day on which a paper was first listed: that of its week, else its listed date.

        Entries are the same paper under the rule of `merge`. A listed month or year counts as its
        last day, by which the paper was certainly listed.

        Args:
            paper: The paper, its arXiv identifier in any version, or a link that contains it.

        Raises:
            NotFoundError: The list doesn't have the paper, or has no date for it.
            InvalidValueError: `paper` is neither a paper nor an identifier.
        """
        return self._listings.first_day(self._resolve(paper))

    def relisted(self) -> tuple[Relisted, ...]:
        """Return the papers that are listed on several days, in listed order.

        Entries are the same paper under the rule of `merge`. Several entries on one day, such as
        under several topics, count as one. An entry with only a month or a year is ignored, since
        it may be of the same day as another.
        """
        relisted = self._listings.relisted()
        return tuple(Relisted(papers=self._select(papers), days=days) for papers, days in relisted)

    def new_after(self, day: Period | Week) -> Papers:
        """Return the papers that were first listed after a week or day, each once.

        The week or day itself is excluded, whereas ``filter(since=...)`` includes it. A paper that
        is listed again is not new. A paper without a week is selected by its listed date, which
        must be entirely after the day. A paper with an undated entry is left out, since it may be
        old.

        Args:
            day: A day, a `Week`, an ISO week such as ``"2024-W26"``, a month or a year. A period
                means its last day.

        Raises:
            InvalidValueError: `day` is none of these.
        """
        last = day.ending if isinstance(day, Week) else parse_period(day, "day")[1]
        return self._select(self._listings.new_after(last))

    def lags(self) -> Lags:
        """Return the days from the submission of each paper to its first listing.

        A lag begins on the day on which the first version was submitted to arXiv, in UTC. It ends
        on the listed day, which for a week is the day that the list prints. Each paper counts once.
        A lag requires a record (see `enrich`) and a listed day; a month or a year is not enough.
        """
        known, unknown = self._listings.lags()
        return Lags(known=tuple(known), unknown=self._select(unknown))

    def overlap(self, other: Iterable[Paper]) -> Overlap:
        """Return the papers in both lists and in one of them only, each once.

        Entries are the same paper under the rule of `merge`.

        Args:
            other: The other list.
        """
        others = _as_list(other)
        both, here, there = self._listings.overlap(others._listings)
        return Overlap(
            both=self._select(both),
            only_here=self._select(here),
            only_there=others._select(there),
        )

    def returning_authors(self, *, min_weeks: int = 2) -> tuple[ReturningAuthor, ...]:
        """Return the authors with papers in several weeks, those with the most weeks first.

        A paper counts for the ISO week of the day on which it was first listed. A paper without
        such a day doesn't count. Names are compared without case and accents, so different authors
        with the same name are counted as one.

        Args:
            min_weeks: The minimum number of weeks.

        Raises:
            InvalidValueError: `min_weeks` is not a positive integer.
        """
        authors = self._listings.returning(min_weeks)
        return tuple(
            ReturningAuthor(name=name, papers=self._select(papers), weeks=weeks)
            for name, papers, weeks in authors
        )

    def _resolve(self, paper: Paper | ArxivId | str) -> Paper:
        """Return the paper itself, or the listed paper with an identifier, in any version."""
        return paper if isinstance(paper, Paper) else self.get(ArxivId.parse(paper).unversioned)

    @cached_property
    def _listings(self) -> querying.listings.Listings:
        return querying.listings.Listings(self._papers)

    # Joining and comparing

    def merge(self, *others: Iterable[Paper]) -> Papers:
        """Return the papers of this and the other lists, each once.

        Entries are the same paper if they have the same arXiv identifier, in any version. Without
        an identifier, they are the same paper if they have the same link. Without a link, or if it
        leads to code, a video or the like, they are the same paper if they have the same title.

        The first entry keeps its place and its values. Later entries fill its empty fields, and add
        topics, links to other targets and extra columns.

        Args:
            others: The other lists; without any, the repeated entries of this list are joined.
        """
        merged = querying.comparing.merged(chain(self, *map(Papers, others)))
        return _remembering(self, Papers(merged))

    def diff(self, other: Iterable[Paper]) -> Diff:
        """Return the changes from this list to a later state of it.

        Entries are the same paper under the rule of `merge`. Their order is not compared.

        Args:
            other: The later state.
        """
        later = _as_list(other)
        added, removed, changed = querying.comparing.changes(self._papers, later._papers)
        return Diff(
            added=later._select(added), removed=self._select(removed), changed=tuple(changed)
        )

    # Editing

    def edit(self, function: Callable[[Paper], Paper], /, *, strict: bool = False) -> Papers:
        """Apply a function to each paper, and edit the document accordingly.

        In the document from which the list was read, the entries of changed papers are rewritten in
        the style of the list. All other bytes stay the same: see `to_markdown` and `write`. If a
        link is labelled with the title, its label changes with the title. A list without a document
        is returned with the changed papers.

        Args:
            function: A function that is called with each paper. It returns the paper, unchanged or
                changed by `attrs.evolve`. `remove` removes papers.
            strict: The treatment of values for which the list has no place, such as a venue in a
                list without venues. False leaves them out and reports each as a problem,
                ``no-place``. True raises one error with all obstacles.

        Raises:
            EditError: The document can't express a change, such as that of a week in the heading
                above a table; the message has line, field and reason. Or the function returns
                something else than a paper, such as None.
        """
        return _edited(self, list(map(_checked(function), self)), strict=strict)

    def add(
        self,
        *papers: Paper | ArxivRecord | ArxivId | str,
        week: Day | None = None,
        topics: str | Iterable[str] = (),
        source: arxiv.enriching.Source | str | PathLike[str] | None = None,
        strict: bool = False,
    ) -> Papers:
        """Insert new papers in the order of the list, and edit the document accordingly.

        In the document from which the list was read, a new paper gets an entry in the style of its
        neighbours, below the heading of its topics, week or date. There, the order follows that of
        all entries: by week or listed date, newest first or last, by running number, or by title. A
        new paper follows those of the same day. In a list of dates, one without a date is the
        newest. In a list without order, a new paper is the last. Running numbers continue. A new
        week gets a section if each week has one, and so does a new day, month or year. All other
        bytes stay the same.

        Args:
            papers: The new papers. Papers of the same day keep their order. A `Paper` is written as
                it is. For an arXiv identifier, a text that names one, such as a link, and an
                `ArxivRecord`, the title, authors, abstract, primary category and link of the record
                are written as the list writes those of other papers. If the list has the paper in
                any version, it is skipped and reported as ``already-listed``.
            week: The week or day of papers without one: a date, or text such as ``"2024-06-30"`` or
                ``"2024-W26"``. In a weekly list, it is the week that contains the day. In a list of
                dates, it is the listed date; papers that were submitted in the given week have the
                date of submission. By default, records are listed in the newest week of a weekly
                list, which is reported, or on the day of submission.
            topics: The topics of papers without any: a topic of the list, or the last part of its
                path. By default, it is the primary category if that is a topic of the list.
            source: The source of the records: an `ArxivClient`, a `Snapshot` or the path of its
                file, or any object with their method ``fetch``. None opens a client with the
                default cache if an identifier requires it.
            strict: The treatment of values for which the list has no place, such as a venue in a
                list without venues. False leaves them out and reports each as a problem,
                ``no-place``. A week, date or topic that the paper lacks and that its place gives it
                is reported as ``from-heading``. True raises one error with all obstacles.

        Raises:
            EditError: The document can't express a new paper; the message has field and reason.
            EnrichmentError: A record is missing; the message names each identifier.
            InvalidValueError: An argument is invalid, such as text that names no identifier.
            MissingDependencyError: `source` is None, and the extra ``weeklypapers[arxiv]`` is not
                installed.
            CacheError: `source` is None, and the default cache can't be opened.
        """
        request = editing.additions.request_of(self, papers, week, topics)
        return _extended(self, request, source, strict=strict)

    def remove(self, *papers: Paper | ArxivId | str) -> Papers:
        """Remove papers, and edit the document accordingly.

        In the document from which the list was read, only the lines of these papers are removed. A
        heading without papers stays, and so does an empty table.
        ``papers.remove(*papers.filter(category="cs.CV"))`` removes the papers that meet a
        condition.

        Args:
            papers: Papers of the list, arXiv identifiers, or addresses. An identifier or an address
                removes every entry with it. An identifier without a version, here or in the list,
                matches every version.

        Raises:
            NotFoundError: The list has no such paper; the message suggests the nearest one.
            EditError: The document can't be changed there; the message has line and reason.
            InvalidValueError: An argument is neither a paper nor an identifier nor an address.
        """
        removed = querying.identifiers.indexes_of(self, papers)
        return _edited(self, [None if i in removed else each for i, each in enumerate(self)])

    # Enriching

    def enrich(
        self,
        client: arxiv.enriching.Source | None = None,
        *,
        progress: bool | arxiv.progress.Watcher | None = None,
        on_error: OnError = "raise",
    ) -> Papers:
        """Return the papers with arXiv's records in `Paper.arxiv`.

        Listed values don't change, and `to_markdown` still returns the document. Papers without an
        arXiv identifier are skipped, and so are papers with a record of the listed version. To
        request a record again, remove it first: ``attrs.evolve(paper, arxiv=None)``.

        Args:
            client: The source of the records: an `ArxivClient`, a `Snapshot`, or any object with
                their method ``fetch``. None opens a client with the default cache.
            progress: True for a progress bar, or a function that is called with each `Progress`.
            on_error: The treatment of papers whose record is missing. ``"raise"`` raises one
                `EnrichmentError` for all of them. ``"warn"`` warns of each, and ``"collect"`` is
                silent; both return all papers, and add the failures to `problems`.

        Raises:
            EnrichmentError: A record is missing, and `on_error` is ``"raise"``.
            InvalidValueError: An argument is invalid.
            MissingDependencyError: `client` is None and the extra ``weeklypapers[arxiv]`` is not
                installed.
            CacheError: `client` is None and the default cache can't be opened.
        """
        check_choice("on_error", on_error, get_args(OnError))
        ids = arxiv.enriching.ids_to_fetch(self)
        return _enriched(self, arxiv.client.fetch_records(ids, client, progress), on_error)

    def canonical(self) -> Papers:
        """Return the papers with title, abstract, category and link from arXiv.

        As in the weekly table, the only link leads to the PDF: to the listed version if there is
        one. Papers without a record don't change: see `enrich`.
        """
        return _remembering(self, Papers(map(arxiv.enriching.canonical, self)))

    # Writing

    def _listed(self) -> Papers:
        return self

    def _table(self) -> formats.arrow.Table:
        return self._arrow_table

    @cached_property
    def _arrow_table(self) -> formats.arrow.Table:
        return formats.arrow.table(self)

    def _text(self) -> str | None:
        document = _document_of(self)
        return document.text if document and not document.obstacle else None

    # Charts

    @property
    def plot(self) -> Plots:
        """Charts of the list, such as ``papers.plot.weeks()``.

        Charts require Altair, which the extra ``weeklypapers[plot]`` installs.
        """
        return Plots(self)


def _to_selection(papers: Iterable[Paper]) -> Papers:
    if isinstance(papers, Papers) and papers._whole_list:
        return papers
    items = to_tuple(papers)
    if isinstance(items, tuple) and all(isinstance(each, Paper) for each in items):
        return Papers(items)
    return cast("Papers", items)  # the validator rejects it with the name of the field


_check_selection = check_type(Papers, "an iterable of Paper")


@final
@attrs.frozen(kw_only=True, order=True, repr=False)
class Week(WritingMethods[Writer]):
    """The papers of one week, in listed order. Weeks are ordered by their day.

    Methods such as `write` and `to_digest` are those of `papers`.

    Attributes:
        ending: The day that the list prints for the week; in a weekly table, its Sunday. For papers
            that are listed with days, the Sunday that ends the week.
        papers: The papers of the week.
    """

    ending: date = attrs.field(converter=to_day, validator=check_day)
    papers: Papers = attrs.field(converter=_to_selection, validator=_check_selection, order=False)

    def _listed(self) -> Papers:
        return self.papers

    def _table(self) -> formats.arrow.Table:
        return self.papers._table()

    @property
    def start(self) -> date:
        """The first of the seven days that end with `ending`."""
        return self.ending - timedelta(days=6)

    @property
    def iso(self) -> str:
        """The ISO 8601 week that contains `ending`, such as ``"2024-W26"``."""
        return iso_week(self.ending)

    def __len__(self) -> int:
        return len(self.papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __contains__(self, value: object) -> bool:
        """Return whether the week has a paper, or a paper with an arXiv identifier."""
        return value in self.papers

    def __repr__(self) -> str:
        return f"<Week ending {self.ending}: {counted(len(self), 'paper')}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_markdown_(self) -> str:
        return display.markdown(self)


@final
class Weeks(tuple[Week, ...]):
    """The weeks of a list: a tuple of `Week`. A slice is a `Weeks`, too."""

    __slots__ = ()

    def __new__(cls, weeks: Iterable[Week] = ()) -> Self:
        """Return weeks as a value."""
        items = items_of(weeks, Week, "weeks", "Weeks", remedy=NO_RECURSION)
        return super().__new__(cls, items)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Week: ...
    @overload
    def __getitem__(self, index: slice, /) -> Weeks: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Week | Weeks:
        items: Any = super().__getitem__(index)
        return Weeks(items) if isinstance(index, slice) else items

    def __repr__(self) -> str:
        return tuple.__repr__(self) if len(self) <= _WEEKS else _shortened(self)

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)


def _to_suggestion(query: str | None) -> str | None:
    check_kind("Hits.suggestion", query, (str, NoneType), "text or None")
    return query


class _Suggestion:
    """The state of `Hits`: a tuple can't have slots."""

    _suggestion: str | None = None


@final
class Hits(tuple["searching.hits.Hit", ...], _Suggestion, WritingMethods[Writer]):
    """The hits of a search, best first: a tuple of `Hit`. A slice is a `Hits`, too.

    It equals a tuple or a list of the same hits. Methods such as `enrich`, `write` and `to_pandas`
    are those of `papers`, without the scores.
    """

    __slots__ = ()

    def __new__(
        cls, hits: Iterable[searching.hits.Hit] = (), *, suggestion: str | None = None
    ) -> Self:
        """Return hits, and the query that was searched instead of the given one, or None."""
        result = super().__new__(
            cls, items_of(hits, searching.hits.Hit, "hits", "Hits", remedy=NO_RECURSION)
        )
        object.__setattr__(result, "_suggestion", _to_suggestion(suggestion))
        return result

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Hits is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("Hits is immutable")

    @property
    def papers(self) -> Papers:
        """The papers in the order of the hits."""
        return Papers(hit.paper for hit in self)

    @property
    def suggestion(self) -> str | None:
        """The query that was searched, if it isn't the given one; else None.

        A word that no paper has is replaced by the most similar word, if there is one.
        """
        return self._suggestion

    def enrich(
        self,
        client: arxiv.enriching.Source | None = None,
        *,
        progress: bool | arxiv.progress.Watcher | None = None,
        on_error: OnError = "raise",
    ) -> Papers:
        """Return the papers with arXiv's records; see `Papers.enrich`."""
        return self.papers.enrich(client, progress=progress, on_error=on_error)

    def _listed(self) -> Papers:
        return self.papers

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> searching.hits.Hit: ...
    @overload
    def __getitem__(self, index: slice, /) -> Hits: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> searching.hits.Hit | Hits:
        items: Any = super().__getitem__(index)
        return Hits(items, suggestion=self._suggestion) if isinstance(index, slice) else items

    def __eq__(self, other: object) -> bool:
        return super().__eq__(tuple(other) if isinstance(other, list) else other)

    def __hash__(self) -> int:
        return super().__hash__()

    def __repr__(self) -> str:
        best = f", best {self[0]!r}" if self else ""
        query = f" for {self.suggestion!r}" if self.suggestion else ""
        return f"<Hits: {counted(len(self), 'hit')}{query}{best}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)


def _check_enrichment(papers: object, report: object, outcome: object) -> None:
    check_kind("EnrichmentError.papers", papers, Papers, "a Papers")
    check_kind("EnrichmentError.report", report, arxiv.enriching.FetchReport, "a FetchReport")
    check_kind("EnrichmentError.outcome", outcome, str, "text")


class EnrichmentError(WeeklyPapersError):
    """Records are missing; see `Papers.enrich` and `Papers.add`.

    Attributes:
        papers: All papers, enriched with the available records; those of the list, unchanged, if
            papers were to be added.
        report: The outcome for each requested identifier.
    """

    papers: Papers
    report: arxiv.enriching.FetchReport

    def __init__(
        self,
        papers: Papers,
        report: arxiv.enriching.FetchReport,
        outcome: str = ".papers has the others, .report has all",
    ) -> None:
        _check_enrichment(papers, report, outcome)
        self.papers, self.report, self._outcome = papers, report, outcome
        super().__init__(arxiv.enriching.missing_records(report, outcome))

    def __reduce__(self) -> tuple[type[Self], tuple[Papers, arxiv.enriching.FetchReport, str]]:
        return type(self), (self.papers, self.report, self._outcome)


def _to_changes(
    changes: Iterable[querying.comparing.Change],
) -> tuple[querying.comparing.Change, ...]:
    return items_of(changes, querying.comparing.Change, "Diff.changed", "Diff.changed")


@final
@attrs.frozen(kw_only=True, repr=False)
class Diff:
    """The differences between two lists; false if there are none.

    Attributes:
        added: The papers of the second list only.
        removed: The papers of the first list only.
        changed: The papers of both lists with different entries.
    """

    added: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    removed: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    changed: tuple[querying.comparing.Change, ...] = attrs.field(converter=_to_changes)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __repr__(self) -> str:
        return f"<Diff: {diff_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


def _to_days(value: Iterable[date]) -> tuple[date, ...]:
    return to_tuple(value)


@final
@attrs.frozen(kw_only=True, repr=False)
class Relisted:
    """A paper that is listed on several days.

    Attributes:
        papers: Its entries, in the order of their days.
        days: The days on which it is listed, in ascending order.
    """

    papers: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    days: tuple[date, ...] = attrs.field(
        converter=_to_days, validator=check_each(check_day, check_day.expected)
    )

    def __repr__(self) -> str:
        return f"<Relisted: {relisted_summary(self)}>"


def _to_lags(lags: Iterable[querying.listings.Lag]) -> tuple[querying.listings.Lag, ...]:
    return items_of(lags, querying.listings.Lag, "Lags.known", "Lags.known")


@final
@attrs.frozen(kw_only=True, repr=False)
class Lags:
    """The days from the submission of papers to their first listing, with each paper once.

    Attributes:
        known: The lags of papers with both days, in listed order.
        unknown: The papers without a record or without a listed day.
    """

    known: tuple[querying.listings.Lag, ...] = attrs.field(converter=_to_lags)
    unknown: Papers = attrs.field(converter=_to_selection, validator=_check_selection)

    @property
    def median(self) -> float | None:
        """The median in days; None if no lag is known."""
        from statistics import median  # here, since it imports decimal and random

        return median(lag.days for lag in self.known) if self.known else None

    def __repr__(self) -> str:
        return f"<Lags: {lags_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


@final
@attrs.frozen(kw_only=True, repr=False)
class Overlap:
    """The papers in two lists and in one of them only, with each paper once.

    Attributes:
        both: The papers of both lists, with the entries of the first.
        only_here: The papers of the first list only.
        only_there: The papers of the second list only.
    """

    both: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    only_here: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    only_there: Papers = attrs.field(converter=_to_selection, validator=_check_selection)

    @property
    def share(self) -> float:
        """The Jaccard index of the two lists, from 0 to 1; 0 if both are empty."""
        union = len(self.both) + len(self.only_here) + len(self.only_there)
        return len(self.both) / union if union else 0.0

    def __repr__(self) -> str:
        return f"<Overlap: {overlap_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


@final
@attrs.frozen(kw_only=True, repr=False)
class ReturningAuthor:
    """An author whose papers were first listed in several weeks.

    Attributes:
        name: The first listed spelling of the name.
        papers: The papers, each once, in listed order.
        weeks: The ISO weeks of their first listings, such as ``"2024-W26"``, in ascending order.
    """

    name: str = attrs.field(validator=check_text)
    papers: Papers = attrs.field(converter=_to_selection, validator=_check_selection)
    weeks: tuple[str, ...] = attrs.field(converter=to_texts, validator=check_texts)

    def __repr__(self) -> str:
        return f"<ReturningAuthor: {returning_summary(self)}>"


# Below the classes, since their annotations refer to each other.
for _class in (
    *(Papers, Week, Weeks, Hits, EnrichmentError),
    *(Diff, Relisted, Lags, Overlap, ReturningAuthor),
):
    public(_class)


# Helpers of the methods


def _state_of(papers: Papers) -> dict[str, Any]:
    """Return the state of a list for a pickle."""
    document, values = _document_of(papers), papers._whole_list
    return {
        "version": _PICKLE_VERSION,
        "papers": formats.pickle.dumps(papers._papers, document.text if document else None),
        "problems": tuple(papers.problems),
        "document": document and document._replace(papers=())._asdict(),
        "whole_list": values and values.state(),
    }


def _restore(papers: Papers, state: Mapping[str, Any]) -> None:
    """Restore a list from its state in a pickle."""
    if state.get("version") != _PICKLE_VERSION:
        raise InvalidValueError(
            f"the pickle is of another version of weeklypapers: expected version {_PICKLE_VERSION} "
            f"of `Papers`, got {show(state.get('version'))}"
        )
    document = state.get("document")
    items = formats.pickle.loads(state["papers"], document["text"] if document else None)
    values = state.get("whole_list")
    restored = {
        "_papers": items,
        "problems": Problems(state.get("problems", ())),
        "_document": document and editing.document.Document(**document | {"papers": items}),
        "_whole_list": values and querying.listed_values.ListedValues.of_state(values),
    }
    for name, value in restored.items():
        object.__setattr__(papers, name, value)


def _selection(papers: Iterable[Paper], whole_list: querying.listed_values.ListedValues) -> Papers:
    selection = Papers()
    object.__setattr__(selection, "_papers", tuple(papers))  # of a list, and thus valid
    # Not an argument of the class, so that an evolved list forgets it.
    object.__setattr__(selection, "_whole_list", whole_list)
    return selection


def _remembering(papers: Papers, changed: Papers) -> Papers:
    """Return changed papers that are still a selection, if the papers are one."""
    if papers._whole_list:
        values = papers._whole_list.including(changed._papers)
        object.__setattr__(changed, "_whole_list", values)
    return changed


def _as_list(papers: Iterable[Paper]) -> Papers:
    return papers if isinstance(papers, Papers) else Papers(papers)


def _shortened(weeks: Weeks) -> str:
    more = counted(len(weeks) - _WEEKS, "more week")
    return f"({', '.join(map(repr, weeks[:_WEEKS]))}, … {more})"


def _find_week(weeks: Sequence[Week], day: Day) -> Week:
    first, last = parse_week(day, "day")
    by_ending = {week.ending: week for week in weeks}
    if first == last and (ending := querying.conditions.week_with(first, by_ending)):
        return by_ending[ending]
    for week in weeks:
        if first < last and first <= week.ending <= last:
            return week
    before = max((ending for ending in by_ending if ending < first), default=None)
    after = min((ending for ending in by_ending if ending > last), default=None)
    nearest = " and ".join(str(ending) for ending in (before, after) if ending)
    hint = f"Nearest: {nearest}." if nearest else "No paper is listed with a week or a day."
    raise NotFoundError(f"the list has no week {day}. {hint}")


def _in_order(endings: Iterable[date | None]) -> list[date]:
    """Return the last days of weeks in listed order if it is that of time, else newest first."""
    listed = list(dict.fromkeys(ending for ending in endings if ending))
    oldest_first = sorted(listed)
    return oldest_first if listed == oldest_first else oldest_first[::-1]


def _newest(weeks: Sequence[Week]) -> Week:
    if not weeks:
        raise NotFoundError("the list has no week: no paper is listed with a week or a day")
    return max(weeks)


def _document_of(papers: Papers) -> editing.document.Document | None:
    """Return the document from which exactly these papers were read, or None."""
    document = papers._document
    return document if document and document.papers == tuple(papers) else None


def _editable_document_of(papers: Papers) -> editing.document.Document | None:
    """Return the document of papers for an edit, or None.

    Raises:
        EditError: The document is in a format that can't be edited.
    """
    document = _document_of(papers)
    if document and document.obstacle:
        hint = "Papers(list(papers)) is a list without a document, which can be changed"
        raise EditError(f"{document.obstacle}; {hint}", file=document.file)
    return document


def _checked(function: Callable[[Paper], Paper]) -> Callable[[Paper], Paper]:
    """Return a function that checks the result of another one.

    Raises:
        InvalidValueError: `function` is none.
    """
    if not callable(function):
        raise InvalidValueError(f"edit needs a function of a paper, got {show(function)}")

    def checked(paper: Paper) -> Paper:
        result = function(paper)
        if isinstance(result, Paper):
            return result
        hint = "; papers.remove(…) removes papers" if result is None else ""
        origin = paper.origin
        raise EditError(
            f"the function must return a Paper for {show(paper.title)}, got {show(result)}{hint}",
            line=origin.line if origin else None,
            file=origin.file if origin else None,
        )

    return checked


def _edited(papers: Papers, changed: Sequence[Paper | None], *, strict: bool = False) -> Papers:
    if list(changed) == list(papers):
        return papers
    if (document := _editable_document_of(papers)) is None:
        return _remembering(papers, Papers(paper for paper in changed if paper is not None))
    edited = editing.changing.change_papers(document, tuple(papers), changed, strict=strict)
    return _after(papers, edited)


def _extended(
    papers: Papers,
    request: editing.additions.Request,
    source: arxiv.enriching.Source | str | PathLike[str] | None,
    *,
    strict: bool,
) -> Papers:
    document = _editable_document_of(papers)
    conventions = editing.conventions.conventions_of(papers, is_document=document is not None)
    records = _records_of(papers, request.ids, source)
    new, listed = editing.additions.additions(request, records, conventions), request.listed
    if not new and not listed:
        return papers
    if document is not None:
        edited = editing.adding.add_papers(document, tuple(papers), new, listed, strict=strict)
        return _after(papers, edited)
    problems = editing.additions.problems_of(new, listed, papers, strict=strict)
    extended = editing.adding.insert_papers(tuple(papers), [each.paper for each in new])
    return _remembering(papers, Papers(extended, problems=[*problems, *papers.problems]))


def _records_of(
    papers: Papers,
    ids: Sequence[ArxivId],
    source: arxiv.enriching.Source | str | PathLike[str] | None,
) -> Mapping[ArxivId, ArxivRecord]:
    """Return the record of each identifier for new papers of a list."""
    if isinstance(source, str | PathLike):
        source = arxiv.snapshot.Snapshot(source)
    report = arxiv.client.fetch_records(ids, source, None, name="source")
    if report.failed or report.missing:
        raise EnrichmentError(papers, report, "nothing was added")
    return report.records


def _after(papers: Papers, edited: editing.document.EditedDocument) -> Papers:
    """Return the papers of an edited document, with its problems and those of other origin."""
    old = set(edited.old_problems)
    others = [problem for problem in papers.problems if problem not in old]
    document = edited.document
    others = editing.obstacles.relocated(others, document.papers)
    return Papers(document.papers, problems=[*edited.problems, *others], document=document)


def _enriched(papers: Papers, report: arxiv.enriching.FetchReport, on_error: OnError) -> Papers:
    items = tuple(arxiv.enriching.with_records(papers, report.records))
    document = _document_of(papers)
    enriched = Papers(
        items,
        problems=arxiv.enriching.problems(papers, report, before=papers.problems),
        document=document._replace(papers=items) if document else None,
    )
    _remembering(papers, enriched)
    if on_error == "raise" and (report.failed or report.missing):
        raise EnrichmentError(enriched, report)
    if on_error == "warn":
        for problem in arxiv.enriching.problems(papers, report):
            warn(str(problem), PaperListWarning)
    return enriched


# Summaries, for reprs and captions


def summary(papers: Papers) -> str:
    """Return a list's numbers of papers, weeks and problems, and its first and last week."""
    endings = _in_order(paper.week_ending for paper in papers)
    span = " … ".join(map(str, dict.fromkeys([endings[0], endings[-1]]))) if endings else ""
    weeks = f" in {counted(len(endings), 'week')}, {span}" if endings else ""
    problems = f", {counted(len(papers.problems), 'problem')}" if papers.problems else ""
    return f"{counted(len(papers), 'paper')}{weeks}{problems}"


def weeks_summary(weeks: Sequence[Week]) -> str:
    """Return the number of weeks, and the first and the last one."""
    ends = dict.fromkeys(str(week.ending) for week in (*weeks[:1], *weeks[-1:]))
    return ", ".join(filter(None, [counted(len(weeks), "week"), " … ".join(ends)]))


def diff_summary(diff: Diff) -> str:
    """Return the numbers of added, removed and changed papers."""
    return (
        f"{len(diff.added):,} added, {len(diff.removed):,} removed, {len(diff.changed):,} changed"
    )


def lags_summary(lags: Lags) -> str:
    """Return the number of papers, their median lag, and the number of unknown lags."""
    papers = counted(len(lags.known) + len(lags.unknown), "paper")
    median = "" if lags.median is None else f", median {days(lags.median)}"
    return f"{papers}{median}, {len(lags.unknown):,} unknown"


def overlap_summary(overlap: Overlap) -> str:
    """Return the numbers of papers in both lists, and in one of them only."""
    both, here, there = map(len, (overlap.both, overlap.only_here, overlap.only_there))
    return f"{both:,} in both, {here:,} only here, {there:,} only there"


def relisted_summary(relisted: Relisted) -> str:
    """Return the title of a paper and its listed days."""
    title = f"{quoted(relisted.papers[0].title)} on " if relisted.papers else ""
    return f"{title}{', '.join(map(str, relisted.days))}"


def returning_summary(author: ReturningAuthor) -> str:
    """Return the name of an author, and the numbers of papers and weeks."""
    papers, weeks = counted(len(author.papers), "paper"), counted(len(author.weeks), "week")
    return f"{quoted(author.name)}, {papers} in {weeks}"
