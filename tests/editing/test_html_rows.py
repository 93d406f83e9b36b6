"""The rows of HTML tables."""

from __future__ import annotations

from typing import Any

import pytest

import weeklypapers as wp
from support.editing import PDF, assert_written, changed_lines, link, with_changes

ROWS = """\
# List

<table>
  <tr><th>Title</th><th>Venue</th><th>Links</th></tr>
  <tr>
    <td><b>One &amp; two</b></td>
    <td>ACL</td>
    <td><a href="https://arxiv.org/abs/2406.00002">pdf</a></td>
  </tr>
  <tr><td>Three</td><td>-</td><td></td></tr>
</table>
"""
ONE_LINE = """\
<table><tr><th>Title</th><th>Abstract</th></tr>
<tr><td>One</td><td>It is.</td></tr><tr><td>Two</td><td>It is.</td></tr>
</table>
"""
LAST = """\
<table><tr><th>Title</th><th>Abstract</th></tr>
<tr><td>One</td><td>It is.</td></tr>
<tr><td>Two</td><td>It is.</td></tr></table>
"""


@pytest.mark.parametrize(
    ("index", "fields", "line"),
    [
        (0, {"title": "A < b & *c*"}, "    <td><b>A &lt; b &amp; *c*</b></td>"),
        (0, {"venue": "ICML"}, "    <td>ICML</td>"),
        (0, {"venue": None}, "    <td>-</td>"),
        (
            0,
            {"links": [link(f"{PDF}?a=1&b", "pdf")]},
            f'    <td><a href="{PDF}?a=1&b">pdf</a></td>',
        ),
        (0, {"links": [link(PDF, "x")]}, f'    <td><a href="{PDF}">x</a></td>'),
        (
            1,
            {"links": [link(PDF, "pdf")]},
            f'  <tr><td>Three</td><td>-</td><td><a href="{PDF}">pdf</a></td></tr>',
        ),
    ],
)
def test_a_cell_is_rewritten(index: int, fields: dict[str, Any], line: str) -> None:
    papers = wp.parse(ROWS)
    new = with_changes(papers, index, **fields)
    removed, added = changed_lines(papers, new)
    assert (len(removed), added) == (1, [line])
    assert_written(new)


def test_a_row_is_removed_with_its_lines() -> None:
    papers = wp.parse(ROWS)
    new = papers.remove(papers[0])
    assert len(papers.to_markdown().splitlines()) - len(new.to_markdown().splitlines()) == 5
    assert_written(new)
    shorter = wp.parse(LAST).remove(wp.parse(LAST)[1])
    assert shorter.to_markdown().endswith("It is.</td></tr>\n</table>\n")
    assert_written(shorter)


def test_a_new_row_is_a_copy_of_its_neighbour() -> None:
    papers = wp.parse(ROWS)
    new = papers.add(wp.Paper(title="New", venue="ICML", links=[link(PDF, "pdf")]))
    assert changed_lines(papers, new)[1] == [
        f'  <tr><td>New</td><td>ICML</td><td><a href="{PDF}">pdf</a></td></tr>'
    ]
    assert_written(new)


def test_rows_that_share_a_line_stay() -> None:
    papers = wp.parse(ONE_LINE)
    with pytest.raises(wp.EditError, match="2: the line lists several papers"):
        papers.remove(papers[0])
    with pytest.raises(wp.EditError, match="shares its line with other HTML"):
        papers.add(wp.Paper(title="New"))


def test_a_cell_that_spans_columns_stays() -> None:
    text = ROWS.replace("<td>Three</td><td>-</td>", '<td colspan="2">Three</td>')
    with pytest.raises(wp.EditError, match="spans several columns or rows"):
        with_changes(wp.parse(text), 1, title="x")


def test_numbers_continue() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>T {n}</td><td>ACL</td></tr>\n" for n in (1, 2))
    text = f"<table>\n<tr><th>#</th><th>Title</th><th>Venue</th></tr>\n{rows}</table>\n"
    new = wp.parse(text).add(wp.Paper(title="New"))
    assert "<tr><td>3</td><td>New</td><td></td></tr>\n</table>" in new.to_markdown()
    assert_written(new)
