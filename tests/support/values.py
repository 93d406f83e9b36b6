"""A value of each public class, for tests of what all of them support."""

from __future__ import annotations

import attrs

import weeklypapers as wp
from weeklypapers.testing import make_paper, make_records

__all__ = ["VALUES"]

_TEXT = """\
## Agents

- **A**, ACL, 2024 [[Paper](https://arxiv.org/abs/2406.00001)]
- **B**, EMNLP, 2024 [[Paper](https://arxiv.org/abs/2406.00002)]
- nothing
"""


def _values() -> dict[str, object]:
    """Return a value of each class by its name; a few classes have several."""
    listed = wp.parse(_TEXT, on_error="collect").enrich(
        wp.Snapshot(make_records(1)), on_error="collect"
    )
    paper = make_paper(extra={"Score": "9"}, listed_date="2024-06", topics=["A > B"])
    weekly = wp.Papers([paper, make_paper("2406.00002", title="Long context", week="2024-07-07")])
    edit = wp.Edit(line=3, column=1, length=0, text="| ")
    problem = wp.Problem(code="bad-week", message="expected a day", line=3, fix=(edit,))
    record, _ = make_records(2)
    report = wp.FetchReport(
        records={wp.ArxivId("2406.00001"): record},
        missing=(wp.ArxivId("2406.00002"),),
        failed={"x": wp.FetchError("malformed", "no identifier")},
        requests=1,
    )
    diff = weekly.diff(wp.Papers([attrs.evolve(paper, venue="ACL"), make_paper("2406.00003")]))
    enriched = wp.Papers([attrs.evolve(paper, arxiv=record), *weekly[1:]])
    repeated = wp.Papers([paper, attrs.evolve(paper, week="2024-07-07", listed_authors="Ada")])
    return {
        "ArxivId": wp.ArxivId("2406.00001v2"),
        "ArxivRecord": record,
        "Author": record.authors[0],
        "Baseline": wp.Baseline([problem]),
        "Category": wp.Category("cs.CL"),
        "Category, unknown": wp.Category("Prompting"),
        "Change": diff.changed[0],
        "Counts": weekly.count_by("category"),
        "Dialect": wp.Dialect(name="x", columns={"title": ("Paper",)}, templates=["- {title}"]),
        "Diff": diff,
        "Edit": edit,
        "FetchReport": report,
        "Fixed": wp.Fixed(text="x", fixed=(problem,), problems=wp.Problems([problem])),
        "Hit": weekly.search("long context")[0],
        "Hits": weekly.search("lng context"),
        "Lag": enriched.lags().known[0],
        "Lags": enriched.lags(),
        "Link": wp.Link("https://e.org", label="here", listed_kind="code"),
        "Origin": listed[0].origin,
        "Overlap": weekly.overlap(weekly[1:]),
        "Paper": paper,
        "Papers": weekly,
        "Papers, with a document": listed,
        "PartialDate": wp.PartialDate(2024, 6),
        "Problem": problem,
        "ProblemKind": wp.PROBLEMS["bad-week"],
        "Problems": wp.Problems([problem]),
        "Progress": wp.Progress(done=1, total=2),
        "Relisted": repeated.relisted()[0],
        "ReturningAuthor": wp.ReturningAuthor(name="Ada", papers=repeated, weeks=("2024-W26",)),
        "Snapshot": wp.Snapshot([record]),
        "Template": wp.Template("- **{title}**, {venue}"),
        "Week": weekly.weeks[0],
        "Weeks": weekly.weeks,
    }


VALUES = _values()
"""A value of each public class, by the name of the class."""
