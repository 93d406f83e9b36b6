"""What it means to enrich: what to ask for, of whom, and what to make of the answer.

Pure: no network, no clock, no files. How arXiv is asked is in `weeklypapers.arxiv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeAlias

import attrs

from weeklypapers import views
from weeklypapers.errors import FetchError, InvalidValueError, Problem, show
from weeklypapers.ids import ArxivId
from weeklypapers.model import ArxivRecord, Link, Paper

__all__ = [
    "FetchReport",
    "Progress",
    "Source",
    "Watcher",
    "canonical",
    "identified",
    "problems",
    "wanted",
    "with_records",
]


@attrs.frozen(kw_only=True)
class Progress:
    """How far a fetch has come.

    Attributes:
        done: Identifiers whose fate is known.
        total: Identifiers that were asked for.
        cached: Those of them that were answered without a request.
        waiting: Seconds until the next request may be sent; 0 while none is waited for.
    """

    done: int
    total: int
    cached: int = 0
    waiting: float = 0.0


Watcher: TypeAlias = Callable[[Progress], object]
"""What is called with each `Progress`."""


@attrs.frozen(kw_only=True, repr=False)
class FetchReport:
    """What became of each identifier that was asked for: it is in exactly one of three.

    Attributes:
        records: What arXiv says, by identifier as asked: without a version if none was asked for.
        missing: Identifiers that arXiv knows no paper by: it answered, twice, without it.
        failed: Why there is no answer, by identifier; text that is no identifier is there as it is.
        requests: How many requests were sent, those without an answer included.
        cached: How many identifiers were answered without a request.
    """

    records: Mapping[ArxivId, ArxivRecord] = attrs.field(factory=dict)
    missing: tuple[ArxivId, ...] = attrs.field(default=(), converter=tuple[ArxivId, ...])
    failed: Mapping[ArxivId | str, FetchError] = attrs.field(factory=dict)
    requests: int = 0
    cached: int = 0

    def __repr__(self) -> str:
        return f"<FetchReport: {views.report_summary(self)}>"

    def _repr_html_(self) -> str:
        return views.report(self)


class Source(Protocol):
    """Where records come from: `ArxivClient`, `Snapshot`, or anything that has this method."""

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: Watcher | None = None
    ) -> FetchReport:
        """The records of some papers; each identifier ends in one part of the report."""
        ...


# Identifiers


def identified(
    ids: Iterable[ArxivId | str],
) -> tuple[list[ArxivId], dict[ArxivId | str, FetchError]]:
    """The identifiers that are asked for, each once; and what is wrong with those that are none.

    Raises:
        InvalidValueError: `ids` is a single text or no sequence, or holds what is neither an
            identifier nor text: that is a slip in the program, and not in a list.
    """
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise InvalidValueError(f"ids must be a sequence of identifiers, got {show(ids)}")
    known: dict[ArxivId, None] = {}
    failed: dict[ArxivId | str, FetchError] = {}
    for position, asked in enumerate(ids):
        if not isinstance(asked, ArxivId | str):
            raise InvalidValueError(f"ids[{position}] must be an identifier, got {show(asked)}")
        try:
            known[ArxivId.parse(asked)] = None
        except InvalidValueError as error:
            failed[asked] = FetchError("malformed", str(error))
    return list(known), failed


# Papers


def wanted(papers: Iterable[Paper]) -> list[ArxivId]:
    """The identifiers to ask for, each once.

    That is those of papers without a record, and of papers whose record is of another paper or
    another version than the one that is listed.
    """
    listed = ((paper.arxiv_id, paper.arxiv) for paper in papers)
    return list(dict.fromkeys(one for one, record in listed if one and not _fits(record, one)))


def _fits(record: ArxivRecord | None, listed: ArxivId) -> bool:
    if record is None:
        return False
    return record.id == listed if listed.version else record.id.id == listed.id


def with_records(
    papers: Iterable[Paper], records: Mapping[ArxivId, ArxivRecord]
) -> Iterator[Paper]:
    """The papers, with the records that were found; what is listed stays as it is."""
    for paper in papers:
        listed = paper.arxiv_id
        record = records.get(listed) if listed else None
        if listed is None or record is None or _fits(paper.arxiv, listed):
            yield paper
        else:
            yield attrs.evolve(paper, arxiv=record)


def canonical(paper: Paper) -> Paper:
    """The paper with title, abstract, category and link as arXiv has them.

    The link is the one to the PDF, of the version that is listed if one is, as the weekly table
    prints it; it takes the place of all others. A paper without a record stays as it is.
    """
    if paper.arxiv is None or paper.arxiv_id is None:
        return paper
    return attrs.evolve(
        paper,
        title=paper.arxiv.title,
        abstract=paper.arxiv.abstract,
        category=paper.arxiv.primary_category,
        links=(Link(url=paper.arxiv_id.pdf_url, label="arxiv"),),
    )


def problems(
    papers: Iterable[Paper], report: FetchReport, before: Iterable[Problem] = ()
) -> list[Problem]:
    """The problems of a list, with one for each paper of which `report` has no record.

    What `before` says of an earlier attempt is left out.
    """
    found = {
        asked: Problem(code="arxiv-failed", message=f"no record of {asked}: {error}")
        for asked, error in report.failed.items()
    }
    for asked in report.missing:
        found[asked] = Problem(code="arxiv-missing", message=f"arXiv has no paper {asked}")
    kept = [problem for problem in before if not problem.code.startswith("arxiv-")]
    if not found:
        return kept
    concerned = ((paper, found.get(paper.arxiv_id)) for paper in papers if paper.arxiv_id)
    return [*kept, *(_at_row(paper, problem) for paper, problem in concerned if problem)]


def _at_row(paper: Paper, problem: Problem) -> Problem:
    """The problem, at the row of the paper; the row itself was read, so it is a warning."""
    at = paper.origin
    return attrs.evolve(
        problem,
        severity="warning",
        line=at.line if at else None,
        text=at.text if at else paper.title,
        file=at.file if at else None,
    )
