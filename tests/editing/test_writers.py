"""The writers of a document."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import BULLETS, TABLE
from weeklypapers.editing.document import Document
from weeklypapers.editing.places import read_contents
from weeklypapers.editing.writers import Writers


def test_places_of_one_form_share_a_writer() -> None:
    contents = read_contents(Document(TABLE))
    writers = Writers(contents)
    first, second, *_ = contents.places
    assert writers[first] is writers[second]


def test_a_form_without_a_writer_is_an_error() -> None:
    contents = read_contents(Document(BULLETS), for_edit=False)
    writers = Writers(contents)
    with pytest.raises(wp.EditError, match="an item or a heading can't be changed"):
        writers[contents.places[0]]
