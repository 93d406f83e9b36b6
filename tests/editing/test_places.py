"""The places of papers, and edited lines."""

from __future__ import annotations

import pytest

from weeklypapers.editing.document import Document
from weeklypapers.editing.places import LineEdits, read_contents


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
