"""New papers for a list: from papers, records, identifiers and links, as the list writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import TypeAlias

import attrs

from weeklypapers.editing.conventions import Conventions, Days
from weeklypapers.editing.obstacles import (
    AlreadyListedError,
    NoPlaceError,
    Obstacles,
    without_value,
)
from weeklypapers.model.dates import parse_week
from weeklypapers.model.errors import EditError, InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Paper
from weeklypapers.model.problems import Problem
from weeklypapers.model.text import fold

__all__ = ["Addition", "Request", "additions", "problems_of", "request_of"]

Requested: TypeAlias = Paper | ArxivRecord | ArxivId
"""A requested paper: as it is written, by its record, or by its identifier."""

_MOST_NAMED = 3


@attrs.frozen
class Addition:
    """A new paper of a list.

    Attributes:
        paper: The paper.
        notes: The values that have no place in the list, and those that the list gives the paper.
        is_from_record: Whether its values are those of a record, as the list may write them.
    """

    paper: Paper
    notes: tuple[EditError, ...] = ()
    is_from_record: bool = False

    def without(self, fields: Sequence[str]) -> Addition:
        """Return the paper without some values of its record, with a note of each."""
        if not self.is_from_record:
            return self
        paper, notes = self.paper, list(self.notes)
        for field in fields:
            if value := getattr(paper, field):
                reason = "next to its neighbours, the new entry can't be read with it"
                shown = ", ".join(value) if isinstance(value, tuple) else str(value)
                error = NoPlaceError(reason, field, None, shown)
                notes.append(error)
                paper = without_value(None, paper, error)
        return attrs.evolve(self, paper=paper, notes=tuple(notes))


@attrs.frozen
class Request:
    """The papers that are to be added to a list.

    Attributes:
        papers: The papers that the list lacks, each once.
        listed: An error for each paper that it has, with the index of the listed one.
        days: The week or day of papers without one.
        topics: The topics of papers without any.
    """

    papers: Sequence[Requested]
    listed: Sequence[tuple[int, AlreadyListedError]]
    days: Days | None
    topics: tuple[str, ...]

    @property
    def ids(self) -> list[ArxivId]:
        """The identifiers whose records are needed."""
        return [each for each in self.papers if isinstance(each, ArxivId)]


def request_of(
    papers: Sequence[Paper],
    items: Iterable[object],
    week: date | str | None,
    topics: str | Iterable[str],
) -> Request:
    """Return what the arguments of `Papers.add` request.

    Args:
        papers: The list.
        items: The arguments.
        week: The week or day of papers without one.
        topics: A topic or several of papers without any.

    Raises:
        InvalidValueError: An argument is neither a paper nor a record nor text that names exactly
            one identifier, or the week or a topic is no such value.
    """
    requested = [
        item if isinstance(item, Paper | ArxivRecord | ArxivId) else _identifier_in(item)
        for item in items
    ]
    days = None if week is None else parse_week(week, "week", selects=False)
    names = (topics,) if isinstance(topics, str) else tuple(topics)
    if wrong := [name for name in names if not (isinstance(name, str) and name.strip())]:
        raise InvalidValueError(f"topics must be names of topics, got {show(wrong[0])}")
    return Request(*_unlisted(papers, requested), days, names)


def _identifier_in(item: object) -> ArxivId:
    """Return the identifier that a text names."""
    if not isinstance(item, str):
        hint = ""
        if isinstance(item, Iterable) and not isinstance(item, bytes | PathLike):
            hint = "; pass each item by itself: papers.add(*items)"
        raise InvalidValueError(
            f"add needs papers, records, arXiv identifiers or links, got {show(item)}{hint}"
        )
    try:
        return ArxivId.parse(item)
    except InvalidValueError as error:
        named = list(dict.fromkeys(ArxivId.find_all(item)))
        if len(named) == 1:
            return named[0]
        if not named:
            hint = "for a paper that isn't on arXiv, pass Paper(title=…, links=…)"
            raise InvalidValueError(f"{error}; {hint}") from None
        shown = ", ".join(map(str, named[:_MOST_NAMED])) + ", …" * (len(named) > _MOST_NAMED)
        reason = f"{show(item)} names {len(named)} identifiers: {shown}; pass each by itself"
        raise InvalidValueError(reason) from None


def _unlisted(
    papers: Sequence[Paper], requested: Iterable[Requested]
) -> tuple[list[Requested], list[tuple[int, AlreadyListedError]]]:
    """Return the requested papers that a list lacks, and an error for each other one.

    Any version of a paper counts. A `Paper` is always new, since its entry may be another one.
    """
    indexes: dict[str, int] = {}
    for index, paper in enumerate(papers):
        if arxiv_id := paper.arxiv_id:
            indexes.setdefault(arxiv_id.id, index)
    new: list[Requested] = []
    known: set[str] = set()
    listed: list[tuple[int, AlreadyListedError]] = []
    for each in requested:
        arxiv_id = each if isinstance(each, ArxivId) else _id_of(each)
        if isinstance(each, Paper):
            new.append(each)
        elif arxiv_id and arxiv_id.id in indexes:
            index = indexes[arxiv_id.id]
            listed.append((index, AlreadyListedError(_already(arxiv_id, papers[index]))))
        elif arxiv_id and arxiv_id.id not in known:
            new.append(each)
        if arxiv_id:
            known.add(arxiv_id.id)
    return new, listed


def _id_of(each: Paper | ArxivRecord) -> ArxivId | None:
    return each.arxiv_id if isinstance(each, Paper) else each.id


def _already(arxiv_id: ArxivId, paper: Paper) -> str:
    line = f" on line {paper.origin.line}" if paper.origin else ""
    return (
        f"{arxiv_id} is listed{line} and was not added again; to list it twice, pass it as a Paper"
    )


def additions(
    request: Request, records: Mapping[ArxivId, ArxivRecord], conventions: Conventions
) -> list[Addition]:
    """Return the new papers of a list, as the list writes them.

    Args:
        request: The request.
        records: The record of each identifier.
        conventions: The conventions of the list.
    """
    topics = [_listed_topic(topic, conventions.topics) for topic in request.topics]
    return [_addition(each, records, conventions, request.days, topics) for each in request.papers]


def _addition(
    requested: Requested,
    records: Mapping[ArxivId, ArxivRecord],
    conventions: Conventions,
    days: Days | None,
    topics: Sequence[str],
) -> Addition:
    notes: list[EditError] = []
    if isinstance(requested, Paper):
        paper = requested
    else:
        record = requested if isinstance(requested, ArxivRecord) else records[requested]
        paper, left_out = conventions.paper(record, topics)
        notes += left_out
    if topics and not paper.topics:
        paper = attrs.evolve(paper, topics=topics)
    if days:
        paper, undated = conventions.dated(paper, days)
        notes += undated
    elif not isinstance(requested, Paper):
        paper, from_list = conventions.dated_by_list(paper)
        notes += from_list
    return Addition(paper, tuple(notes), is_from_record=not isinstance(requested, Paper))


def _listed_topic(topic: str, topics: Sequence[str]) -> str:
    """Return the topic of a list that a text means: by its path, or by its last heading."""
    if topic in topics:
        return topic
    for names in (topics, [path.rpartition(" > ")[2] for path in topics]):
        alike = [
            path for path, name in zip(topics, names, strict=True) if fold(name) == fold(topic)
        ]
        if len(alike) == 1:
            return alike[0]
    return topic


def problems_of(
    new: Sequence[Addition],
    listed: Sequence[tuple[int, AlreadyListedError]],
    papers: Sequence[Paper],
    *,
    strict: bool,
) -> list[Problem]:
    """Return the problems of papers that are added to a list without a document.

    Args:
        new: The new papers.
        listed: An error for each paper that is listed already, with its index.
        papers: The list.
        strict: Whether each problem is an error.

    Raises:
        EditError: There is a problem, and `strict` is true.
    """
    obstacles = Obstacles(None, strict=strict)
    for index, error in listed:
        obstacles.note(error, index, papers[index])
    for index, addition in enumerate(new, len(papers)):
        for note in addition.notes:
            obstacles.note(note, index, addition.paper)
    obstacles.check()
    return obstacles.problems([*papers, *(addition.paper for addition in new)])
