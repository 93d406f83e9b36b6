"""Wrong arguments: every entry point raises an error of the package, with a useful message."""

from __future__ import annotations

import io
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
    "Author": wp.Author,
    "Baseline": wp.Baseline,
    "Category.parse": wp.Category.parse,
    "Dialect.columns": lambda value: wp.Dialect(name="x", columns=value),
    "Dialect.required": lambda value: wp.Dialect(name="x", required=value),
    "Dialect.templates": lambda value: wp.Dialect(name="x", templates=value),
    "Link": wp.Link,
    "Paper.links": lambda value: wp.Paper(title="x", links=value),
    "Paper.title": lambda value: wp.Paper(title=value),
    "Papers": wp.Papers,
    "Snapshot": wp.Snapshot,
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
    "week": PAPERS.week,
}


@pytest.mark.parametrize("name", CALLS)
def test_a_number_is_refused(name: str) -> None:
    with pytest.raises(wp.WeeklyPapersError, match=r"5") as caught:
        CALLS[name](5)
    assert isinstance(caught.value, ValueError)
