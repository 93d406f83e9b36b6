"""The writer of each kind of row."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import ENTRIES, TABLE, WEEKLY
from weeklypapers.editing.document import Document
from weeklypapers.editing.layout import layout_of
from weeklypapers.editing.places import RowPlace, read_contents
from weeklypapers.editing.row_writers import RowWriter, row_writer
from weeklypapers.editing.rows import FreeRowWriter
from weeklypapers.editing.weekly import WeeklyRowWriter


def first_row(text: str) -> tuple[RowPlace, RowWriter]:
    place = read_contents(Document(text)).rows[0]
    return place, row_writer(place.reader, layout_of(place.chunk))


@pytest.mark.parametrize(
    ("text", "kind"), [(WEEKLY, WeeklyRowWriter), (TABLE, FreeRowWriter), (ENTRIES, FreeRowWriter)]
)
def test_the_reader_determines_the_writer(text: str, kind: type) -> None:
    _, writer = first_row(text)
    assert type(writer) is kind


@pytest.mark.parametrize("text", [WEEKLY, TABLE, ENTRIES])
def test_a_row_is_rewritten_with_its_paper(text: str) -> None:
    place, writer = first_row(text)
    assert writer.rewrite(place.row, place.paper, place.paper) == place.text
    changed = wp.Paper(title="Omega", links=place.paper.links, extra=place.paper.extra)
    assert "Omega" in writer.rewrite(
        place.row,
        wp.Paper(title=place.paper.title, links=changed.links, extra=changed.extra),
        changed,
    )


def test_rows_of_entries_are_numbered() -> None:
    place, writer = first_row(ENTRIES)
    assert writer.number(place.row) == 1
    assert writer.renumber(place.row, 12) == place.text.replace("1)", "12)", 1)


@pytest.mark.parametrize("text", [WEEKLY, TABLE])
def test_other_rows_have_no_number(text: str) -> None:
    place, writer = first_row(text)
    assert writer.number(place.row) is None
    assert writer.renumber(place.row, 12) == place.text


@pytest.mark.parametrize("text", [WEEKLY, TABLE])
def test_errors_leave_the_place_to_the_caller(text: str) -> None:
    place, writer = first_row(text)
    with pytest.raises(wp.EditError) as caught:
        writer.rewrite(place.row, place.paper, wp.Paper(title="x", affiliation="y"))
    assert (caught.value.line, caught.value.file) == (None, None)


def test_readers_without_a_writer_are_refused() -> None:
    place, _ = first_row(TABLE)
    with pytest.raises(TypeError, match="no row writer for object"):
        row_writer(object(), layout_of(place.chunk))  # type: ignore[arg-type]
