"""A document, the places of its papers, and edited lines."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from weeklypapers.editing.changing import change_papers
from weeklypapers.editing.document import Document, LineEdits, read_contents


def test_a_document_is_read_again_with_the_same_options() -> None:
    text = "| Name | Paper | Say |\n|-|-|-|\n| a | Alpha | x |\n"
    options: dict[str, Any] = {"dialect": "table", "columns": {"Paper": "title", "Say": "abstract"}}
    papers = wp.parse(text, **options)
    new = pickle.loads(pickle.dumps(papers)).edit(  # noqa: S301
        lambda paper: attrs.evolve(paper, abstract="y")
    )
    assert new.to_markdown() == text.replace("| x |", "| y |")


def test_a_document_has_defaults() -> None:
    document = Document("text")
    assert (document.papers, document.file, document.dialect) == ((), None, None)
    assert document.columns == {}


def test_an_edited_document_has_the_problems_of_both_states() -> None:
    document = Document("| Title | Venue | Abstract |\n|-|-|-|\n| One | ACL |\n")
    paper = wp.parse(document.text, on_error="collect")[0]
    edited = change_papers(document, [paper], [attrs.evolve(paper, abstract="It is.")])

    assert [problem.code for problem in edited.old_problems] == ["missing-cells"]
    assert edited.problems == ()
    assert edited.document.papers == (attrs.evolve(paper, abstract="It is."),)
    assert edited.document.text.endswith("| One | ACL | It is. |\n")


# Contents and edits


def test_lines_keep_their_endings() -> None:
    lines = LineEdits("a\r\nb\rc\n\nd")
    lines.replace(2, "B")
    lines.replace(5, None)
    lines.insert(3, ["x"])
    lines.insert(0, ["y"])
    assert lines.text() == "y\r\na\r\nB\rc\nx\n"


DOCUMENT = """\
- [One is](https://arxiv.org/abs/2406.00001)

> | Title | Abstract |
> |-|-|
> | Two | It is. |

| Title | Venue |
|-|-|

<table><tr><th>Title</th><th>Abstract</th></tr><tr><td>Three</td><td>It is.</td></tr></table>
"""


def test_papers_are_read_with_their_places() -> None:
    contents = read_contents(Document(DOCUMENT, file="list.md"))

    assert contents.file == "list.md"
    assert contents.lines == DOCUMENT.splitlines()
    places = [(place.paper.title, place.line, place.form) for place in contents.places]
    assert places == [
        ("One is", 1, "an item or a heading"),
        ("Two", 5, "a row of a table"),
        ("Three", 10, "a row of an HTML table"),
    ]
    (row,) = contents.rows
    assert row.text == "> | Two | It is. |"
    assert [cell.text for cell in row.row.cells] == ["Two", "It is."]
    assert row.columns == ("title", "abstract")
    (table,) = contents.empty_tables
    assert table.chunk.line == 9


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb", "\n"])
def test_a_text_without_edits_stays(text: str) -> None:
    assert LineEdits(text).text() == text


def test_lines_are_inserted_into_an_empty_text() -> None:
    edits = LineEdits("")
    edits.insert(0, ["a", "b"])
    assert edits.text() == "a\nb\n"
