"""The collection: an immutable sequence of papers, its weeks, and its query helpers."""

from __future__ import annotations

import difflib
import statistics
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import (
    Any,
    Final,
    Literal,
    Never,
    TypeAlias,
    TypeVar,
    get_args,
    overload,
)

import attrs

from weeklypapers import display
from weeklypapers.arxiv import enriching
from weeklypapers.arxiv.client import ArxivClient
from weeklypapers.arxiv.enriching import FetchReport, Source
from weeklypapers.arxiv.progress import Watcher, watching
from weeklypapers.dialects.tables import weekly
from weeklypapers.display.text import completions, counted, days, quoted
from weeklypapers.editing import adding, changing
from weeklypapers.editing.document import Document, EditedDocument
from weeklypapers.exporting import Exporting
from weeklypapers.model._public import public
from weeklypapers.model.categories import Category
from weeklypapers.model.dates import PartialDate, iso_week, parse_days
from weeklypapers.model.errors import (
    InvalidValueError,
    NotFoundError,
    PaperListWarning,
    WeeklyPapersError,
    check_choice,
    show,
)
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import Paper, check_day
from weeklypapers.model.problems import Problem, Problems
from weeklypapers.querying import comparing, selecting
from weeklypapers.querying.comparing import Change
from weeklypapers.querying.listings import Lag, Listings
from weeklypapers.querying.selecting import Key
from weeklypapers.searching.hits import Hit
from weeklypapers.searching.index import Engine, Index

__all__ = [
    "Diff",
    "Document",
    "EnrichmentError",
    "Hits",
    "Lags",
    "OnError",
    "Overlap",
    "Papers",
    "Relisted",
    "ReturningAuthor",
    "Week",
    "diff_summary",
    "lags_summary",
    "overlap_summary",
    "relisted_summary",
    "returning_summary",
    "summary",
]

K = TypeVar("K", bound=Hashable)
D = TypeVar("D")

Predicate = Callable[[Paper], bool]
Day = date | str
OnError: TypeAlias = Literal["raise", "warn", "collect"]


class _Missing(Enum):
    """Tells "no default was given" from a default of None."""

    TOKEN = 0


_MISSING: Final = _Missing.TOKEN


def _to_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    if not isinstance(papers, Iterable):
        raise InvalidValueError(f"Papers must be made of a sequence of Paper, got {show(papers)}")
    made = tuple(papers)
    for position, paper in enumerate(made):
        if not isinstance(paper, Paper):
            raise InvalidValueError(f"Papers[{position}] must be a Paper, got {show(paper)}")
    return made


def _to_problems(problems: Iterable[Problem]) -> Problems:
    made = Problems(problems)
    for position, problem in enumerate(made):
        if not isinstance(problem, Problem):
            raise InvalidValueError(
                f"Papers.problems[{position}] must be a Problem, got {show(problem)}"
            )
    return made


def _to_hits(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(hits)


@attrs.frozen(repr=False)
class Papers(Exporting):
    """Papers in listed order: an immutable sequence. A slice of it is a `Papers` too.

    Every method that selects, orders or joins returns a new collection; nothing changes in place.

    Args:
        papers: The papers.
        problems: What was found when the list was read.

    Attributes:
        problems: What was found when the list was read: rows that could not be read, and rows
            that were read with a repair. They have no part in equality.

    Raises:
        InvalidValueError: One of the papers is no `Paper`.
    """

    _papers: tuple[Paper, ...] = attrs.field(default=(), converter=_to_papers, alias="papers")
    problems: Problems = attrs.field(
        default=Problems(), converter=_to_problems, eq=False, kw_only=True
    )
    # The document from which the list was read. A list that was selected or changed has none.
    _document: Document | None = attrs.field(default=None, eq=False, kw_only=True, alias="document")

    @overload
    def __getitem__(self, index: int) -> Paper: ...
    @overload
    def __getitem__(self, index: slice) -> Papers: ...
    def __getitem__(self, index: int | slice) -> Paper | Papers:
        if isinstance(index, slice):
            return Papers(self._papers[index])
        return self._papers[index]

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self._papers)

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
    def weeks(self) -> tuple[Week, ...]:
        """The weeks in the order in which the list names them first, newest first in most lists.

        Papers without a week are in none of them.
        """
        return self._weeks

    @cached_property
    def _weeks(self) -> tuple[Week, ...]:
        groups = selecting.grouped(self, "week").items()
        return tuple(Week(ending=day, papers=Papers(group)) for day, group in groups if day)

    def week(self, day: Day) -> Week:
        """The week that the list prints as `day`, or that has that ISO week.

        Args:
            day: The day as listed, a date or text such as ``"2024-06-30"``, or an ISO week such
                as ``"2024-W26"``.

        Raises:
            NotFoundError: The list has no such week; the message names the nearest one.
            InvalidValueError: `day` is neither a day nor an ISO week.
        """
        first, last = parse_days(day, "day")
        for week in self.weeks:
            if first <= week.ending <= last:
                return week
        days = [week.ending for week in self.weeks]
        near = f" Nearest: {min(days, key=lambda ending: abs(ending - last))}." if days else ""
        raise NotFoundError(f"the list has no week {day}.{near}")

    @overload
    def get(self, arxiv_id: ArxivId | str) -> Paper: ...
    @overload
    def get(self, arxiv_id: ArxivId | str, default: D) -> Paper | D: ...
    def get(
        self, arxiv_id: ArxivId | str, default: D | Literal[_Missing.TOKEN] = _MISSING
    ) -> Paper | D:
        """The first paper with an arXiv identifier.

        Args:
            arxiv_id: The identifier, or a link to it. One without a version, here or in the list,
                stands for every version; if both have one, it must be the same. An entry of the
                very version asked for comes before one without.
            default: What is returned if there is no such paper.

        Raises:
            NotFoundError: There is no such paper, and no default was given.
            InvalidValueError: `arxiv_id` names no paper on arXiv.
        """
        asked = ArxivId.parse(arxiv_id)
        found = self._by_id.get(asked.id, ())
        same = [entry for entry in found if selecting.same_paper(entry[0], asked)]
        if same:
            return max(same, key=lambda entry: entry[0] == asked and bool(asked.version))[1]
        if default is not _MISSING:
            return default
        near = difflib.get_close_matches(asked.id, self._by_id, 1)
        hint = f" Nearest: {self._by_id[near[0]][0][0]}." if near else ""
        raise NotFoundError(f"the list has no paper {asked}.{hint}")

    @cached_property
    def _by_id(self) -> dict[str, list[tuple[ArxivId, Paper]]]:
        found: dict[str, list[tuple[ArxivId, Paper]]] = {}
        for paper in self:
            if arxiv_id := paper.arxiv_id:
                found.setdefault(arxiv_id.id, []).append((arxiv_id, paper))
        return found

    # Selecting, ordering, counting

    def filter(
        self,
        predicate: Predicate | None = None,
        /,
        *,
        category: Category | str | Iterable[Category | str] | None = None,
        topic: str | Iterable[str] | None = None,
        week: Day | Week | Iterable[Day | Week] | None = None,
        since: Day | None = None,
        until: Day | None = None,
        title: str | None = None,
        abstract: str | None = None,
        venue: str | None = None,
        text: str | None = None,
        author: str | None = None,
        arxiv_id: ArxivId | str | Iterable[ArxivId | str] | None = None,
        **unknown: Never,
    ) -> Papers:
        """The papers that meet every condition given, in listed order.

        Texts are compared without case, accents and differences of white space. Where there is a
        record, arXiv's title and abstract are looked at as well as the listed ones.

        Args:
            predicate: Any function of a paper.
            category: A category, its code, name or label; or several, of which any will do.
            topic: A topic, its last part or a part of its path, without case; or several, of which
                any will do. Papers under a topic inside it are in it, too.
            week: The day of a week as listed, or an ISO week as in `week`; or several, of which any
                will do.
            since: The first day, or ISO week. A paper without a week goes by its listed date, which
                must lie in the time as a whole; those that have neither are left out.
            until: The last day, or ISO week, itself included; as `since`.
            title: Text that the title contains.
            abstract: Text that the abstract contains.
            venue: Text that the listed venue contains.
            text: Text that the title or the abstract contains.
            author: Text that the name of an author contains.
            arxiv_id: An identifier as in `get`; or several, of which any will do.
            unknown: There are no other conditions.

        Raises:
            InvalidValueError: A condition can't be read, such as a category that neither arXiv
                nor the list has; the message names the nearest one.
            UnknownArgumentError: There is no condition of that name; the message names the nearest.
        """
        given = {
            "category": category,
            "topic": topic,
            "week": week,
            "since": since,
            "until": until,
            "title": title,
            "abstract": abstract,
            "venue": venue,
            "text": text,
            "author": author,
            "arxiv_id": arxiv_id,
            "predicate": predicate,
        }
        tests = selecting.conditions(self, given | unknown)
        return Papers(paper for paper in self if all(test(paper) for test in tests))

    def sort_by(self, *keys: Key | Callable[[Paper], Any], reverse: bool = False) -> Papers:
        """The papers by the first key, those equal in it by the next, else in listed order.

        Papers that lack a key come last, also in reverse.

        Args:
            keys: ``"week"``, ``"listed_date"``, ``"month"`` and ``"year"`` (of the week, else of
                the listed date), ``"category"``, ``"topic"`` and ``"author"`` (the first of each),
                ``"venue"``, ``"title"``, ``"arxiv_id"``, ``"published"``, ``"updated"``, or a
                function.
            reverse: Whether the greatest comes first.

        Raises:
            InvalidValueError: No key is given, or there is none of that name; the message names
                the nearest.
        """
        if not keys:
            raise InvalidValueError("sort_by needs a key, such as 'week'")
        return Papers(selecting.ranked(self, keys, reverse=reverse))

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
    def group_by(self, key: Key | Callable[[Paper], Any]) -> dict[Any, Papers]:
        """The papers by value of a key, in the order in which the values first appear.

        Under ``"author"`` a paper stands once for each of its authors, by name, and under
        ``"topic"`` once for each of its topics. Papers that lack the key stand under None.

        Args:
            key: A key as in `sort_by`, or a function of a paper.

        Raises:
            InvalidValueError: There is no key of that name; the message names the nearest.
        """
        groups = selecting.grouped(self, key).items()
        return {value: Papers(group) for value, group in groups}

    @overload
    def count_by(self, key: Literal["week"]) -> dict[date | None, int]: ...
    @overload
    def count_by(self, key: Literal["category"]) -> dict[Category | None, int]: ...
    @overload
    def count_by(self, key: Literal["arxiv_id"]) -> dict[ArxivId | None, int]: ...
    @overload
    def count_by(self, key: Literal["year"]) -> dict[int | None, int]: ...
    @overload
    def count_by(
        self, key: Literal["month", "author", "title", "topic", "venue"]
    ) -> dict[str | None, int]: ...
    @overload
    def count_by(self, key: Literal["listed_date"]) -> dict[PartialDate | None, int]: ...
    @overload
    def count_by(self, key: Literal["published", "updated"]) -> dict[datetime | None, int]: ...
    @overload
    def count_by(self, key: Callable[[Paper], K]) -> dict[K, int]: ...
    def count_by(self, key: Key | Callable[[Paper], Any]) -> dict[Any, int]:
        """How many papers have each value of a key, the most frequent first.

        Under ``"author"`` each spelling of a name stands for itself, while `returning_authors` and
        ``plot.authors()`` compare names without case and accents.

        Args:
            key: A key as in `group_by`, or a function of a paper.

        Raises:
            InvalidValueError: There is no key of that name; the message names the nearest.
        """
        return selecting.counted(self, key)

    # Searching

    def search(
        self,
        query: str,
        *,
        limit: int | None = None,
        weights: Mapping[str, float] | None = None,
        engine: Engine = "builtin",
    ) -> Hits:
        """The entries that hold a word of the query in title, abstract or authors, best first.

        Ranked by BM25 (see `weeklypapers.searching.bm25`): a rare word counts more than a frequent
        one, and one in a short text more than one in a long text. Words are compared without case
        and accents; in title and abstract, plurals and the endings ``-ing`` and ``-ed`` make no
        difference. Papers that rank the same keep their listed order. A paper that the list has
        several times is found as often; ``papers.merge().search(…)`` has each once.

        Args:
            query: Words in any order, of which any will do. ``"two words"`` in quotes stand side by
                side, ``retriev*`` is the beginning of a word, also of the last of several such as
                in ``fine-tun*``, ``+word`` must be there, ``-word`` must not, and ``title:word``,
                ``abstract:word`` and ``author:word`` must stand in that field. Each goes with the
                others, as in ``-author:"Ada Lovelace"``.
            limit: How many hits at the most; None for all.
            weights: How much a word counts in each field: by default 3 in ``"title"``, 1 in
                ``"abstract"`` and 2 in ``"authors"``. A field of weight 0 is not searched; other
                weights are from 0.000001 to 1,000,000.
            engine: ``"builtin"``, or ``"tantivy"``, which finds the same, and answers faster where
                there are tens of thousands of papers.

        Raises:
            InvalidValueError: The query holds no word but such as must not be there, or another
                argument can't be meant.
            MissingDependencyError: The engine is ``"tantivy"``, and the extra
                ``weeklypapers[search]`` is not installed.
        """
        return Hits(self._index.search(query, limit=limit, weights=weights, engine=engine))

    @cached_property
    def _index(self) -> Index:
        return Index(self._papers)

    # Questions

    def first_listed(self, paper: Paper | ArxivId | str) -> date:
        """The first day on which the list has a paper: the day of a week, else a listed date.

        Entries are the same paper as in `merge`. A listed date that is only a month or a year
        counts as its last day, by which the paper was listed for certain.

        Args:
            paper: The paper, its arXiv identifier in any version, or a link to it.

        Raises:
            NotFoundError: The list does not have the paper, or says no day of it.
            InvalidValueError: It is neither a paper nor names one on arXiv.
        """
        return self._listings.first_day(self._listed(paper))

    def relisted(self) -> tuple[Relisted, ...]:
        """The papers that the list has on several days, in listed order.

        Entries are the same paper as in `merge`. Several entries of one day, such as under several
        topics, are not listed again. Entries that have only a month or a year are left out: they
        may be of the same day as another.
        """
        relisted = self._listings.relisted()
        return tuple(Relisted(papers=Papers(entries), days=days) for entries, days in relisted)

    def new_after(self, day: Day) -> Papers:
        """The papers that were first listed after a week or day, each once, in listed order.

        That week or day itself is not in it, while ``filter(since=...)`` begins with it. Papers
        that are only listed again are not new. As in `filter`, a paper without a week goes
        by its listed date, which must lie after the day as a whole, and one with an entry that has
        neither is left out, since it may be an old one.

        Args:
            day: The day of a week as listed, or any other day; or an ISO week such as
                ``"2024-W26"``, which stands for its Sunday.

        Raises:
            InvalidValueError: `day` is neither a day nor an ISO week.
        """
        return Papers(self._listings.new_after(parse_days(day, "day")[1]))

    def lags(self) -> Lags:
        """How many days passed from the submission of each paper to its first listing.

        From the day on which arXiv got the first version, in UTC, to the day of the week, which the
        list prints; so what is listed in a week that ends on a Sunday has at least the days up to
        that Sunday. Each paper counts once, where it was first listed. It needs records (see
        `enrich`), and a day: a month or a year will not do.
        """
        known, unknown = self._listings.lags()
        return Lags(known=tuple(known), unknown=Papers(unknown))

    def overlap(self, other: Iterable[Paper]) -> Overlap:
        """Which papers two lists have in common, each once, told apart as in `merge`.

        Args:
            other: The other list.
        """
        here, there = self._listings, Listings(Papers(other))
        both, only_here, only_there = map(Papers, here.overlap(there))
        return Overlap(both=both, only_here=only_here, only_there=only_there)

    def returning_authors(self, *, min_weeks: int = 2) -> tuple[ReturningAuthor, ...]:
        """The authors with papers of several weeks, those of most weeks first, then most papers.

        A paper is of the ISO week in which it was first listed; one that is listed again brings no
        author back. Papers of which the list says no day, or only a month, are of no week. Names
        are compared without case, accents and differences of white space, so that authors of the
        same name are one.

        Args:
            min_weeks: In how many weeks at the least.

        Raises:
            InvalidValueError: `min_weeks` is not a positive integer.
        """
        return tuple(
            ReturningAuthor(name=name, papers=Papers(papers), weeks=weeks)
            for name, papers, weeks in self._listings.returning(min_weeks)
        )

    def related(self, paper: Paper | ArxivId | str, *, limit: int | None = 10) -> Hits:
        """The papers whose title and abstract are most like those of one, best first.

        They are ranked as in `search`, for the 25 terms of the paper that are the most frequent in
        it and the rarest in the list. The paper itself is left out, and of the others each is there
        once, by the entry that fits best. Entries are the same paper as in `merge`.

        Args:
            paper: A paper, of this list or not; or the arXiv identifier of one that the list has.
            limit: How many hits at the most; None for all that share such a term.

        Raises:
            NotFoundError: The list has no paper with that identifier.
            InvalidValueError: It is neither a paper nor names one on arXiv, or the limit is wrong.
        """
        asked = self._listed(paper)
        identity = comparing.identity(asked)
        return Hits(self._index.related(asked, identity, self._listings.identities, limit=limit))

    def _listed(self, paper: Paper | ArxivId | str) -> Paper:
        """The paper itself, or the one that an identifier names, whatever the version."""
        return paper if isinstance(paper, Paper) else self.get(ArxivId.parse(paper).unversioned)

    @cached_property
    def _listings(self) -> Listings:
        return Listings(self)

    # Joining and comparing

    def merge(self, *others: Iterable[Paper]) -> Papers:
        """This list and the others as one, each paper once.

        Entries are the same paper if they have the same arXiv identifier, whatever the version;
        papers without one, if they have the same link; papers without a link, or with links to
        code, videos and the like alone, if they have the same title. The entry that comes first
        wins, and keeps its place: later ones only fill in what it leaves open, and add topics,
        links to other targets and extra columns. Without `others`, that joins the entries of a
        list that names a paper several times.
        """
        return Papers(comparing.merged(chain(self, *map(Papers, others))))

    def diff(self, other: Iterable[Paper]) -> Diff:
        """What is different in `other`, a later state of this list.

        Papers are told apart as in `merge`; the order of the papers is not compared.
        """
        added, removed, changed = comparing.changes(self, Papers(other))
        return Diff(added=Papers(added), removed=Papers(removed), changed=tuple(changed))

    # Changing

    def edit(self, function: Callable[[Paper], Paper | None], /) -> Papers:
        """The papers as a function returns each of them, in the document they were read from.

        The rows of the papers that change are rewritten in the list's own manner; all else in the
        document stays, byte for byte: see `to_markdown` and `write`. Where a link is labelled with
        the title, its label changes with it. A list that was selected or built has no document,
        and there the function is all that counts.

        Args:
            function: Called with each paper. It returns the paper, changed (by `attrs.evolve`) or
                not, or None to take it out.

        Raises:
            EditError: The document can't say what a paper is to say, such as a week that the
                heading above its table tells; the message has line, field and reason.
            InvalidValueError: The function returns something else.
        """
        made = [function(paper) for paper in self]
        for paper in made:
            if paper is not None and not isinstance(paper, Paper):
                raise InvalidValueError(f"edit needs a Paper or None of each, got {show(paper)}")
        document = self._own_document()
        if tuple(made) == self._papers:
            return self
        if document is None:
            return Papers(paper for paper in made if paper is not None)
        return self._after(changing.change_papers(document, self._papers, made))

    def add(self, *papers: Paper) -> Papers:
        """The papers with others, each behind the last of its week.

        A new week goes where the order of the weeks puts it: the newest first, or last where the
        list has it so. A paper without a week comes last, or last under its topics where headings
        tell them. In the document from which the list was read, each gets a row like those around
        it, and in a list with one section a week, a new week gets a section; all else stays, byte
        for byte.

        Args:
            papers: The new papers. Those of one week stay in the order given.

        Raises:
            EditError: The document can't say what a paper says; the message has field and reason.
            InvalidValueError: One of them is no `Paper`.
        """
        new = _to_papers(papers)
        document = self._own_document()
        if not new:
            return self
        if document is None:
            return Papers(adding.insert_papers(self._papers, new))
        return self._after(adding.add_papers(document, self._papers, new))

    def _after(self, edited: EditedDocument) -> Papers:
        """The papers of a changed document; problems that are not of its text stay."""
        document, old_problems, problems = edited
        others = [problem for problem in self.problems if problem not in old_problems]
        return Papers(document.papers, problems=[*problems, *others], document=document)

    # Enriching

    def enrich(
        self,
        client: Source | None = None,
        *,
        progress: bool | Watcher | None = None,
        on_error: OnError = "raise",
    ) -> Papers:
        """The papers with what arXiv says of them in `Paper.arxiv`.

        What is listed stays as it is, and `to_markdown` still gives the document back. Papers that
        name no paper on arXiv are left alone. So are those that have a record, unless it is of
        another version than the one that is listed: to ask anew, take it away first
        (``attrs.evolve(paper, arxiv=None)``).

        Args:
            client: Where the records come from: an `ArxivClient`, a `Snapshot`, or anything that
                has their method ``fetch``. None for a client of its own, with the default cache.
            progress: True for a bar, or a function that is called with each `Progress`.
            on_error: What happens if there is no record of some papers, since arXiv has none or
                gave no answer. ``"raise"`` raises one `EnrichmentError` with all of them;
                ``"warn"`` warns of each, and ``"collect"`` stays silent: both return all papers,
                enriched as far as it went, and add to `problems`.

        Raises:
            EnrichmentError: There is no record of some papers, and `on_error` is ``"raise"``.
            MissingDependencyError: `client` is None and the extra ``weeklypapers[arxiv]`` is not
                installed.
            CacheError: `client` is None and the default cache can't be opened.
        """
        check_choice("on_error", on_error, get_args(OnError))
        report = _fetched(enriching.ids_to_fetch(self), client, progress)
        enriched = tuple(enriching.with_records(self, report.records))
        document = self._own_document()
        papers = Papers(
            enriched,
            problems=enriching.problems(self, report, before=self.problems),
            document=document._replace(papers=enriched) if document else None,
        )
        if on_error == "raise" and (report.failed or report.missing):
            raise EnrichmentError(papers, report)
        if on_error == "warn":
            for problem in enriching.problems(self, report):
                warnings.warn(str(problem), PaperListWarning, stacklevel=2)
        return papers

    def canonical(self) -> Papers:
        """The papers with title, abstract, category and link as arXiv has them.

        The link is the one to the PDF, of the version that is listed if one is, as the weekly
        table prints it; it takes the place of all others. Papers without a record stay as they
        are: see `enrich`.
        """
        return Papers(map(enriching.canonical, self))

    # Writing

    def _own_document(self) -> Document | None:
        """The document from which these papers were read, if they are still those."""
        document = self._document
        return document if document and document.papers == self._papers else None

    def to_markdown(self) -> str:
        """The list as Markdown: the document from which it was read, else the weekly table.

        A list as `read` returned it gives back its document, character for character. A list that
        was built, selected or joined is written as a table in the layout of the weekly table, as
        pandas and tabulate print it, without a line break at the end. The table has what is
        listed; records of arXiv are in JSON only.
        """
        if document := self._own_document():
            return document.text
        return weekly.render(self)


@attrs.frozen(kw_only=True, order=True, repr=False)
class Week:
    """The papers of one week, in listed order. Weeks are ordered by their day.

    Attributes:
        ending: The day that the list prints for the week, in the weekly table the Sunday that
            ends it.
        papers: Its papers.
    """

    ending: date = attrs.field(validator=check_day)
    papers: Papers = attrs.field(converter=Papers, order=False)

    @property
    def start(self) -> date:
        """The first of the seven days that end with `ending`."""
        return self.ending - timedelta(days=6)

    @property
    def iso(self) -> str:
        """The ISO 8601 week in which it ends, such as ``"2024-W26"``."""
        return iso_week(self.ending)

    def __len__(self) -> int:
        return len(self.papers)

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers)

    def __repr__(self) -> str:
        return f"<Week ending {self.ending}: {counted(len(self), 'paper')}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_markdown_(self) -> str:
        return display.markdown(self)


@attrs.frozen(repr=False, eq=False)
class Hits(Sequence[Hit]):
    """What a search found, best first: an immutable sequence of `Hit`. A slice is a `Hits` too.

    It equals a list or tuple of the same hits, other than `Papers`, which equals no list.
    """

    _hits: tuple[Hit, ...] = attrs.field(default=(), converter=_to_hits, alias="hits")

    @property
    def papers(self) -> Papers:
        """The papers that were found, in the order of the hits."""
        return Papers(hit.paper for hit in self)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Hits: ...
    def __getitem__(self, index: int | slice) -> Hit | Hits:
        return Hits(self._hits[index]) if isinstance(index, slice) else self._hits[index]

    def __len__(self) -> int:
        return len(self._hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Hits | list | tuple):
            return self._hits == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._hits)

    def __repr__(self) -> str:
        best = f", best {self[0]!r}" if self else ""
        return f"<Hits: {counted(len(self), 'hit')}{best}>"

    def __dir__(self) -> list[str]:
        return completions(self)

    def _repr_html_(self) -> str:
        return display.html(self)


def _fetched(
    ids: list[ArxivId],
    client: Source | None,
    progress: bool | Watcher | None,  # noqa: FBT001 - as `Papers.enrich` takes it
) -> FetchReport:
    if client is not None and not callable(getattr(client, "fetch", None)):
        raise InvalidValueError(
            "client must be an ArxivClient, a Snapshot or another source; for a file: "
            f"Snapshot(...); got {show(client)}"
        )
    if not ids:
        return enriching.FetchReport()
    with ExitStack() as stack:
        source = client if client is not None else stack.enter_context(ArxivClient())
        watcher = stack.enter_context(watching(progress))
        return source.fetch(ids, progress=watcher)


class EnrichmentError(WeeklyPapersError):
    """Of some papers there is no record.

    Attributes:
        papers: All papers, enriched as far as there are records.
        report: What became of each identifier that was asked for.
    """

    def __init__(self, papers: Papers, report: FetchReport) -> None:
        self.papers = papers
        self.report = report
        super().__init__(self._summary())

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.papers, self.report)

    def _summary(self) -> str:
        why = {str(asked): str(error) for asked, error in self.report.failed.items()}
        why |= {str(asked): "arXiv has no such paper" for asked in self.report.missing}
        lines = [f"no record of {len(why)} papers; .papers has the others, .report has all"]
        lines += [f"{asked}: {reason}" for asked, reason in list(why.items())[:10]]
        return "\n".join(lines + ["…"] * (len(why) > 10))


def summary(papers: Papers) -> str:
    """How many papers, weeks and problems a list has, and from when to when it goes."""
    days = [week.ending.isoformat() for week in papers.weeks]
    first_and_last = " … ".join(dict.fromkeys([days[0], days[-1]])) if days else ""
    span = f" in {counted(len(days), 'week')}, {first_and_last}" if days else ""
    problems = f", {counted(len(papers.problems), 'problem')}" if papers.problems else ""
    return f"{counted(len(papers), 'paper')}{span}{problems}"


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
        return f"<Diff: {diff_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


@attrs.frozen(kw_only=True, repr=False)
class Relisted:
    """A paper that a list has on several days.

    Attributes:
        papers: Its entries, the first listed first.
        days: The days on which it is listed, each once, the first one first.
    """

    papers: Papers
    days: tuple[date, ...]

    def __repr__(self) -> str:
        return f"<Relisted: {relisted_summary(self)}>"


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
        return f"<Lags: {lags_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


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
        return f"<Overlap: {overlap_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


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
        return f"<ReturningAuthor: {returning_summary(self)}>"


def diff_summary(diff: Diff) -> str:
    """How many papers were added, removed and changed."""
    return (
        f"{len(diff.added):,} added, {len(diff.removed):,} removed, {len(diff.changed):,} changed"
    )


def lags_summary(lags: Lags) -> str:
    """How many papers there are, the median of their lags, and of how many none is known."""
    papers = counted(len(lags.known) + len(lags.unknown), "paper")
    median = "" if lags.median is None else f", median {days(lags.median)}"
    return f"{papers}{median}, {len(lags.unknown):,} unknown"


def overlap_summary(overlap: Overlap) -> str:
    """How many papers both lists have, and how many one of them alone."""
    both, here, there = map(len, (overlap.both, overlap.only_here, overlap.only_there))
    return f"{both:,} in both, {here:,} only here, {there:,} only there"


def relisted_summary(relisted: Relisted) -> str:
    """The title, and the days on which the paper is listed."""
    title = f"{quoted(relisted.papers[0].title)} on " if relisted.papers else ""
    return f"{title}{', '.join(map(str, relisted.days))}"


def returning_summary(author: ReturningAuthor) -> str:
    """The name, and how many papers of how many weeks."""
    papers, weeks = counted(len(author.papers), "paper"), counted(len(author.weeks), "week")
    return f"{quoted(author.name)}, {papers} in {weeks}"


# Here, since annotations name classes that are defined further below.
for _class in (Papers, Week, Hits, EnrichmentError, Diff, Relisted, Lags, Overlap, ReturningAuthor):
    public(_class)
