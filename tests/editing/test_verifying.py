"""Changed texts that are read again."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import PDF, TABLE, link
from weeklypapers.editing.document import Document
from weeklypapers.editing.obstacles import Obstacles
from weeklypapers.editing.places import read_contents
from weeklypapers.editing.verifying import verified


def verify(text: str, *, omit: int = 0) -> wp.Paper:
    document = Document(TABLE, tuple(wp.parse(TABLE)))
    expected = dict(enumerate(document.papers[omit:], omit))
    contents = read_contents(document)
    result = verified(document, contents, text, expected, Obstacles(None, strict=False))
    return result.document.papers[0]


def test_the_requested_papers_are_accepted() -> None:
    assert verify(TABLE).title == "Alpha"


def test_another_value_is_an_error() -> None:
    with pytest.raises(wp.EditError, match="6: title: it would be read as 'Bets'"):
        verify(TABLE.replace("Beta", "Bets"))


def test_another_number_of_papers_is_an_error() -> None:
    with pytest.raises(wp.EditError, match="4 papers would be read from the document instead of 3"):
        verify(TABLE, omit=1)


def test_a_label_that_the_list_does_not_write_is_left_out() -> None:
    papers = wp.parse("| Title | Venue |\n|-|-|\n| [One](https://a.b/1) | ACL |\n")
    new = papers.add(wp.Paper(title="Two", links=[link(PDF, "Zebra")]))
    assert [each.label for each in new[1].links] == ["Two"]
    assert [each.message for each in new.problems] == [
        f"links: the label of {PDF!r} can only be 'Two'; left out 'Zebra'"
    ]
