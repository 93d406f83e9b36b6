"""Entries that are written like those that list papers."""

from __future__ import annotations

import pytest

from support.entries import LINK, level, paper, titles
from weeklypapers.dialects.entries import Entry
from weeklypapers.dialects.forms import Forms
from weeklypapers.dialects.levels import Level


@pytest.mark.parametrize("title", ["A title, ICLR 2024", "**A title** (2024)"])
def test_a_venue_or_a_date_makes_an_item_with_another_link_a_paper(title: str) -> None:
    assert paper(f"- {title} [page](https://example.org)\n").title == "A title"


def test_nested_dates_and_publishers_make_an_item_with_a_project_page_a_paper() -> None:
    text = (
        f"- [Halls by the sea]{LINK}\n"
        "- [Halls on a hill](https://ana.github.io/hill/)\n"
        "    - Ana Ruiz, Bo Li\n    - 📅 Date: May 30, 2026\n    - 📑 Publisher: arXiv\n"
    )
    assert titles(text) == ["Halls by the sea", "Halls on a hill"]


def test_an_entry_without_a_link_that_is_written_like_the_others_is_a_paper() -> None:
    papers = "".join(f"- **Hall number {word}** [Paper]{LINK}\n" for word in ("one", "two", "six"))
    assert len(titles(f"{papers}- **Hall number nine** [Paper](#)\n")) == 4


def test_a_bold_title_alone_is_a_paper_only_among_several_others() -> None:
    papers = "".join(f"- **Hall number {word}** [Paper]{LINK}\n" for word in ("one", "two"))
    assert len(titles(f"{papers}- **Hall number nine** [Paper](#)\n")) == 2


def entries_of(text: str) -> tuple[list[Entry], Forms]:
    entries = [found.entry for found in level(text).walk() if found.entry]
    return entries, Forms(entries, [])


def test_a_short_entry_of_the_same_form_lacks_links() -> None:
    (first, second, third, fourth), forms = entries_of(
        f"- **One hall** [Paper]{LINK}\n- **Two halls**\n- Three\n"
        f"- **Four** {'with many other words ' * 5}\n"
    )
    assert not forms.lacks_links(first)
    assert forms.lacks_links(second)
    assert not forms.lacks_links(third)
    assert not forms.lacks_links(fourth)


def test_readings_and_parts_of_the_entries() -> None:
    (entry, untitled), forms = entries_of(f"- **One hall**, 2024 [Paper]{LINK}\n- ...\n")
    reading = forms.reading_of(entry)
    assert reading is not None
    assert reading.line.string(reading.title) == "One hall"
    assert [part.role for part in forms.parts_of(reading)] == ["appearance"]
    assert forms.reading_of(untitled) is None


def test_an_entry_of_labelled_lines_is_a_paper_beside_others() -> None:
    papers = "".join(
        f"- {word} halls\n  - PDF: <{LINK[1:-1]}>\n" for word in ("One", "Two", "Three")
    )
    found = level(f"{papers}- Four halls\n  - Project: <https://a.org/four>\n")
    entries = [each.entry for each in found.found if each.entry]
    forms = Forms(entries, [])
    reading = forms.reading_of(entries[-1])
    assert reading is not None
    assert forms.include(reading, found)
    assert not forms.include(reading, Level(found.section))
