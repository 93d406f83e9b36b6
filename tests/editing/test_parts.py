"""The parts of a document."""

from __future__ import annotations

from datetime import date

import weeklypapers as wp
from weeklypapers.editing.document import Document
from weeklypapers.editing.parts import NewEntry, parts_of
from weeklypapers.editing.places import EmptyTable, RowPlace, read_contents

TABLE = "| Title | Abstract |\n|-|-|\n"
ROW = "| T | It is. |\n"
TEXT = f"""\
# List

## One

{TABLE}{ROW}{ROW}
{TABLE}{ROW}
## Two

### 2024-W24

{TABLE}{ROW}
### 2024-W23

{TABLE}
"""


def test_a_part_has_one_table_and_one_set_of_headings() -> None:
    parts = parts_of(read_contents(Document(TEXT)), [RowPlace])
    assert [len(part.entries) for part in parts] == [2, 1, 1, 0]
    assert [part.topics for part in parts] == [("One",), ("One",), ("Two",), ("Two",)]
    weeks = [None, None, date(2024, 6, 16), date(2024, 6, 9)]
    assert [part.week for part in parts] == weeks
    assert [part.can_grow for part in parts] == [True, True, True, False]
    assert isinstance(parts[3].first, EmptyTable)
    assert parts[2].heading_values == {"week": date(2024, 6, 16), "topics": ("Two",)}


def test_the_neighbour_of_a_new_entry_is_above_it_if_possible() -> None:
    first, *_, empty = parts_of(read_contents(Document(TEXT)), [RowPlace])
    new, other = (NewEntry(index, wp.Paper(title="new")) for index in (9, 10))
    first.entries[1:1] = [new, other]
    above = first.places[0]
    assert [*first.neighbours()] == [(new, above, True), (other, above, True)]
    first.entries = [new, *first.places]
    assert [*first.neighbours()] == [(new, above, False)]
    empty.entries.append(new)
    assert [*empty.neighbours()] == [(new, empty.first, False)]
    assert (empty.places, empty.new_entries, empty.papers) == ([], [new], [new.paper])
