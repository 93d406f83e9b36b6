"""Wrong arguments: every entry point raises an error of the package, with a useful message."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

import weeklypapers as wp
from weeklypapers.cattrs_hooks import register_hooks
from weeklypapers.testing import make_papers

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS = make_papers(2)

CALLS: dict[str, Callable[[Any], object]] = {
    "ArxivClient": wp.ArxivClient,
    "ArxivId": wp.ArxivId,
    "ArxivId.find": wp.ArxivId.find,
    "ArxivId.find_all": lambda value: next(wp.ArxivId.find_all(value)),
    "ArxivId.parse": wp.ArxivId.parse,
    "Author": wp.Author,
    "Baseline": wp.Baseline,
    "Category.parse": wp.Category.parse,
    "Dialect.columns": lambda value: wp.Dialect(name="x", columns=value),
    "Dialect.required": lambda value: wp.Dialect(name="x", required=value),
    "Change.after": lambda value: wp.Change(before=PAPERS[0], after=value, fields=()),
    "Diff.added": lambda value: wp.Diff(added=value, removed=PAPERS, changed=()),
    "Dialect.templates": lambda value: wp.Dialect(name="x", templates=value),
    "Edit.line": lambda value: wp.Edit(line=f"{value}", column=1, length=0, text=""),  # type: ignore[arg-type]
    "Edit.text": lambda value: wp.Edit(line=1, column=1, length=0, text=value),
    "FetchReport.failed": lambda value: wp.FetchReport(failed=value),
    "FetchReport.missing": lambda value: wp.FetchReport(missing=value),
    "FetchReport.records": lambda value: wp.FetchReport(records=value),
    "FetchReport.requests": lambda value: wp.FetchReport(requests=f"{value}"),  # type: ignore[arg-type]
    "Hits": wp.Hits,
    "Lag.paper": lambda value: wp.Lag(paper=value, days=1),
    "Link": wp.Link,
    "Overlap.both": lambda value: wp.Overlap(both=value, only_here=PAPERS, only_there=PAPERS),
    "Paper.links": lambda value: wp.Paper(title="x", links=value),
    "Paper.title": lambda value: wp.Paper(title=value),
    "Papers": wp.Papers,
    "PartialDate": lambda value: wp.PartialDate(2024, f"{value}"),  # type: ignore[arg-type]
    "PartialDate.parse": wp.PartialDate.parse,
    "Problem.code": lambda value: wp.Problem(code=value, message="x"),
    "Problem.fix": lambda value: wp.Problem(code="x", message="x", fix=value),
    "Problem.line": lambda value: wp.Problem(code="x", message="x", line=f"{value}"),  # type: ignore[arg-type]
    "Problem.message": lambda value: wp.Problem(code="x", message=value),
    "Problem.severity": lambda value: wp.Problem(code="x", message="x", severity=value),
    "Problems": wp.Problems,
    "Snapshot": wp.Snapshot,
    "Snapshot.of": wp.Snapshot.of,
    "Template": wp.Template,
    "Template.render": wp.Template("- {title}").render,
    "add": PAPERS.add,
    "check": wp.check,
    "check, baseline": lambda value: wp.check(io.StringIO("x"), baseline=value),
    "check, select": lambda value: wp.check(io.StringIO("x"), select=value),
    "diff": PAPERS.diff,
    "edit": PAPERS.edit,
    "enrich": PAPERS.enrich,
    "filter": PAPERS.filter,
    "fix": wp.fix,
    "from_csv": wp.from_csv,
    "from_json": wp.from_json,
    "get": PAPERS.get,
    "group_by": PAPERS.group_by,
    "iter_papers": lambda value: next(wp.iter_papers(value)),
    "merge": PAPERS.merge,
    "overlap": PAPERS.overlap,
    "parse": wp.parse,
    "parse, columns": lambda value: wp.parse("x", columns=value),
    "read": wp.read,
    "register_hooks": register_hooks,
    "remove": PAPERS.remove,
    "search": PAPERS.search,
    "sort_by": PAPERS.sort_by,
    "schema": wp.schema,
    "week": PAPERS.week,
    "Week.ending": lambda value: wp.Week(ending=value, papers=PAPERS),
    "Week.papers": lambda value: wp.Week(ending="2024-06-30", papers=value),
    "Weeks": wp.Weeks,
}


@pytest.mark.parametrize("name", CALLS)
def test_a_number_is_refused(name: str) -> None:
    with pytest.raises(wp.WeeklyPapersError, match=r"5") as caught:
        CALLS[name](5)
    assert isinstance(caught.value, ValueError)


ODD: dict[str, Any] = {
    "None": None,
    "[None]": [None],
    "[[x]]": [["x"]],
    "bytes": b"x",
    "object": object(),
}


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("name", CALLS)
def test_odd_values_cause_no_error_from_the_inside(name: str, value: str) -> None:
    """Some are accepted, such as None; an AttributeError would explain nothing."""
    with suppress(wp.WeeklyPapersError):
        CALLS[name](ODD[value])
