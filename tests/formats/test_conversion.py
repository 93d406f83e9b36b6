"""Places in documents that were converted to Markdown."""

from __future__ import annotations

import weeklypapers as wp
from weeklypapers.formats.conversion import Conversion, SourceLine

CONVERSION = Conversion("a\nb\n", [SourceLine(7, 2), SourceLine(9, None, "cell 3")], "a page")


def test_places() -> None:
    first = wp.Problem(code="a", message="b", line=1, column=4, fix=())
    assert (CONVERSION.problem(first).line, CONVERSION.problem(first).column) == (7, 6)
    second = CONVERSION.problem(wp.Problem(code="a", message="b", line=2, column=4))
    assert (second.line, second.column, second.message) == (9, None, "b @ cell 3")
    outside = wp.Problem(code="a", message="b")
    assert CONVERSION.problem(outside) == outside
    paper = wp.Paper(title="A", origin=wp.Origin(line=2, text="b", columns=()))
    assert CONVERSION.paper(paper).origin == wp.Origin(line=9, text="b", columns=())
