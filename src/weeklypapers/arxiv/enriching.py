"""Papers and their records: the identifiers to fetch, the report, and the enriched papers.

It uses no network: `weeklypapers.arxiv.client` sends the requests.
"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias, final

import attrs

from weeklypapers import display
from weeklypapers.arxiv.progress import Watcher
from weeklypapers.display.text import counted
from weeklypapers.model._fields import check_each, check_integer, check_type, to_tuple
from weeklypapers.model._public import public
from weeklypapers.model.bulk import copied
from weeklypapers.model.errors import FetchError, InvalidValueError, check_kind, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.mappings import FrozenMapping, dict_of
from weeklypapers.model.paper import ArxivRecord, Link, Paper
from weeklypapers.model.problems import Problem

__all__ = [
    "FetchReport",
    "Source",
    "canonical",
    "checked_report",
    "ids_to_fetch",
    "missing_records",
    "parse_ids",
    "problems",
    "report_summary",
    "with_records",
]

_MOST_NAMED = 10  # identifiers in a message


Records: TypeAlias = Mapping[ArxivId, ArxivRecord]
Errors: TypeAlias = Mapping[ArxivId | str, FetchError]


def _to_records(records: Records) -> Records:
    return _outcomes(records, ArxivRecord, "FetchReport.records")


def _to_errors(failed: Errors) -> Errors:
    return _outcomes(failed, FetchError, "FetchReport.failed")


def _outcomes(items: Any, kind: type, name: str) -> FrozenMapping[Any, Any]:
    """Return an immutable mapping of identifiers, or of text, to values of a type."""
    outcomes = dict_of(items, name)
    key_name, value_name, expected = f"each key of {name}", f"each value of {name}", kind.__name__
    for arxiv_id, outcome in outcomes.items():
        check_kind(key_name, arxiv_id, str, "an identifier")
        check_kind(value_name, outcome, kind, expected)
    return FrozenMapping(outcomes)


def _to_ids(missing: Iterable[ArxivId]) -> tuple[ArxivId, ...]:
    return to_tuple(missing)


_check_id = check_type(str, "an identifier")


@public
@final
@attrs.frozen(kw_only=True, repr=False)
class FetchReport:
    """The outcome for each requested identifier.

    Each identifier is in exactly one of `records`, `missing` and `failed`.

    Attributes:
        records: arXiv's records by requested identifier. If it has no version, the record is of the
            latest.
        missing: The identifiers without a paper: arXiv answered twice without it.
        failed: The error for each identifier without an answer. Text that is not an identifier is
            its own key.
        requests: The number of requests, including those without an answer.
        cached: The number of records from a cache or a snapshot.
    """

    records: Mapping[ArxivId, ArxivRecord] = attrs.field(
        default=FrozenMapping(), converter=_to_records
    )
    missing: tuple[ArxivId, ...] = attrs.field(
        default=(), converter=_to_ids, validator=check_each(_check_id, _check_id.expected)
    )
    failed: Mapping[ArxivId | str, FetchError] = attrs.field(
        default=FrozenMapping(), converter=_to_errors
    )
    requests: int = attrs.field(default=0, validator=check_integer)
    cached: int = attrs.field(default=0, validator=check_integer)

    def __repr__(self) -> str:
        return f"<FetchReport: {report_summary(self)}>"

    def _repr_html_(self) -> str:
        return display.html(self)


def report_summary(report: FetchReport) -> str:
    """Return the number of records, missing papers, failures and requests."""
    counts = [
        counted(len(report.records), "record"),
        f"{len(report.missing):,} missing" if report.missing else "",
        f"{len(report.failed):,} failed" if report.failed else "",
        counted(report.requests, "request"),
        f"{report.cached:,} cached" if report.cached else "",
    ]
    return ", ".join(filter(None, counts))


class Source(Protocol):
    """A source of records: an `ArxivClient`, a `Snapshot`, or any object with this method."""

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: Watcher | None = None
    ) -> FetchReport:
        """Return the outcome for each identifier."""
        ...


def parse_ids(
    ids: Iterable[ArxivId | str],
) -> tuple[list[ArxivId], dict[ArxivId | str, FetchError]]:
    """Return the identifiers, each once, and an error for each text that is not an identifier.

    Raises:
        InvalidValueError: `ids` is a single text or not iterable, or an item is neither an
            identifier nor text. These are mistakes in a program, and not in a list.
    """
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise InvalidValueError(f"ids must be a sequence of identifiers, got {show(ids)}")
    parsed: list[ArxivId] = []
    malformed: dict[ArxivId | str, FetchError] = {}
    for position, value in enumerate(ids):
        if not isinstance(value, ArxivId | str):
            raise InvalidValueError(f"ids[{position}] must be an identifier, got {show(value)}")
        try:
            parsed.append(ArxivId.parse(value))
        except InvalidValueError as error:
            malformed[value] = FetchError("malformed", str(error))
    return list(dict.fromkeys(parsed)), malformed


def checked_report(report: object, ids: Iterable[ArxivId], name: str) -> FetchReport:
    """Return the report of a source with exactly one outcome for each identifier.

    A record is accepted only for the paper and the version that it describes. An identifier without
    an outcome is failed, and outcomes of other identifiers are left out.

    Args:
        report: The value that the source returned.
        ids: The identifiers that were requested.
        name: The name of the source in the call by the user.

    Raises:
        InvalidValueError: The value is no report.
    """
    if not isinstance(report, FetchReport):
        if isinstance(report, Coroutine):
            report.close()  # or Python would warn that nobody waited for it
        raise InvalidValueError(f"{name}.fetch must return a FetchReport, got {show(report)}")
    records: dict[ArxivId, ArxivRecord] = {}
    missing: list[ArxivId] = []
    failed: dict[ArxivId | str, FetchError] = {}
    for arxiv_id in ids:
        record, error = report.records.get(arxiv_id), report.failed.get(arxiv_id)
        if record and _is_record_of(record, arxiv_id):
            records[arxiv_id] = record
        elif error:
            failed[arxiv_id] = error
        elif record is None and arxiv_id in report.missing:
            missing.append(arxiv_id)
        else:
            outcome = f"the record of {record.id}" if record else "no outcome"
            failed[arxiv_id] = FetchError("bad answer", f"the source returned {outcome}")
    return attrs.evolve(report, records=records, missing=missing, failed=failed)


def ids_to_fetch(papers: Iterable[Paper]) -> list[ArxivId]:
    """Return the identifiers of the papers that need a record, each once.

    A record of another paper, or of another version than the listed one, must be replaced.
    """
    return list(
        dict.fromkeys(
            paper.arxiv_id
            for paper in papers
            if paper.arxiv_id and not _is_record_of(paper.arxiv, paper.arxiv_id)
        )
    )


def _is_record_of(record: ArxivRecord | None, listed: ArxivId) -> bool:
    if record is None:
        return False
    return record.id == listed if listed.version else record.id.id == listed.id


def with_records(
    papers: Iterable[Paper], records: Mapping[ArxivId, ArxivRecord]
) -> Iterator[Paper]:
    """Yield the papers with their records; the listed fields don't change."""
    for paper in papers:
        listed = paper.arxiv_id
        if listed and listed in records and not _is_record_of(paper.arxiv, listed):
            yield copied(paper, arxiv=records[listed])
        else:
            yield paper


def canonical(paper: Paper) -> Paper:
    """Return the paper with title, abstract, category and link from its record.

    The only link leads to the PDF, as in the weekly table: to the listed version if there is one. A
    paper without a record is returned unchanged.
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
    """Return the problems of a list, with one for each paper without a record in `report`.

    Args:
        papers: The list.
        report: The report on its papers.
        before: The existing problems. Those of an earlier report are dropped.
    """
    by_id = {
        failed: Problem(code="arxiv-failed", message=f"no record of {failed}: {error}")
        for failed, error in report.failed.items()
    }
    for missing in report.missing:
        by_id[missing] = Problem(code="arxiv-missing", message=f"arXiv has no paper {missing}")
    result = [problem for problem in before if not problem.code.startswith("arxiv-")]
    if by_id:
        for paper in papers:
            listed = paper.arxiv_id
            if listed and listed in by_id:
                result.append(_located(by_id[listed], paper))
    return result


def _located(problem: Problem, paper: Paper) -> Problem:
    """Return the problem at the paper's row, as a warning, since the row itself was read."""
    origin = paper.origin
    return attrs.evolve(
        problem,
        severity="warning",
        line=origin.line if origin else None,
        text=origin.text if origin else paper.title,
        file=origin.file if origin else None,
    )


def missing_records(report: FetchReport, outcome: str) -> str:
    """Return the message for records that are missing, with a line for each of the first ones.

    Args:
        report: The report, with at least one missing record.
        outcome: The consequence.
    """
    reasons = {str(arxiv_id): str(error) for arxiv_id, error in report.failed.items()}
    reasons |= {str(arxiv_id): "arXiv has no such paper" for arxiv_id in report.missing}
    lines = [
        f"no record of {counted(len(reasons), 'paper')}; {outcome}",
        *(f"{arxiv_id}: {reason}" for arxiv_id, reason in list(reasons.items())[:_MOST_NAMED]),
    ]
    return "\n".join(lines + ["…"] * (len(reasons) > _MOST_NAMED))
