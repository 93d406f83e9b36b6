"""Changed texts that are read again."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import TABLE
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
