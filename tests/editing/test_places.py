"""The places of papers, and edited lines."""

from __future__ import annotations

from weeklypapers.editing.document import Document
from weeklypapers.editing.places import RowPlace, read_contents

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
    (row,) = (place for place in contents.places if isinstance(place, RowPlace))
    assert row.text == "> | Two | It is. |"
    assert [cell.text for cell in row.row.cells] == ["Two", "It is."]
    assert row.columns == ("title", "abstract")
    (table,) = contents.empty_tables
    assert table.chunk.line == 9
