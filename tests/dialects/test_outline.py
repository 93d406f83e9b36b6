"""The sections of a document and the passages in them."""

from __future__ import annotations

import pytest

from weeklypapers.dialects.dates import find_in_name
from weeklypapers.dialects.headings import FOLD
from weeklypapers.dialects.outline import Outline, Passage
from weeklypapers.markdown import blocks


def passages(text: str, file: str | None = None) -> list[Passage]:
    file_span = find_in_name(file) if file else None
    return list(Outline(file_span).passages(blocks(text.splitlines())))


def shown(text: str, file: str | None = None) -> list[tuple[str | None, tuple[str, ...], str]]:
    """For each passage its date, its topics, and its text."""
    return [
        (
            str(section.week or section.listed_date) if section.span else None,
            section.topics,
            "table" if chunk else " ".join(block.text for block in parts),
        )
        for section, chunk, _, _, parts in passages(text, file)
    ]


def test_headings_of_all_levels() -> None:
    text = "# Papers\n\n## Graphs\n\na\n\n### 2024\n\nb\n\n## Nodes\n\nc"
    assert shown(text) == [
        (None, (), ""),
        (None, ("Graphs",), "a"),
        ("2024", ("Graphs",), "b"),
        (None, ("Nodes",), "c"),
    ]


def test_only_the_first_heading_may_be_the_title() -> None:
    assert shown("## Graphs\n\n# Papers\n\na")[-1] == (None, ("Papers",), "a")
    assert shown("# Papers\n\n# Graphs\n\na")[-1] == (None, ("Graphs",), "a")


def test_headings_and_the_blocks_below_them() -> None:
    first, second, third = passages(
        "a\n\n## [Title](https://example.org)\n\nb\n\n[x]: y\n\n## Two\n"
    )
    assert first.heading is None
    assert second.heading
    assert second.heading.level == 2
    assert second.is_linked
    assert [block.text for block in second.blocks] == ["b"]
    assert third.heading
    assert not third.is_linked
    assert third.blocks == ()


def test_a_heading_above_a_table_is_not_a_paper() -> None:
    text, rows = passages("## Title\n\na\n\n| A |\n|---|\n| 1 |\n")
    assert rows.chunk
    assert text.heading is None
    assert rows.section is text.section
    assert rows.section.topics == ("Title",)


def test_headings_in_items_and_quotes_are_blocks() -> None:
    assert shown("- # One\n\n> # Two\n") == [(None, (), "One Two")]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("**2024-06-30**", "2024-06-30"),
        ("**June 24 - June 30, 2024:**", "2024-06-30"),
        ("🔥 **2024-06-30**", None),
        ("**Papers of 2024-06-30**", None),
        ("**Papers**", None),
        ("*2024-06-30*", None),
        ("2024-06-30", None),
        ("- **2024-06-30**", None),
    ],
)
def test_bold_dates(line: str, date: str | None) -> None:
    assert shown(f"{line}\n\n- a")[-1][0] == date


def test_headings_in_html() -> None:
    text = "<h1>Papers</h1>\n\n<h2>2024-06-30</h2>\n\n<h3>Graphs</h3>\n\na"
    assert shown(text)[-1] == ("2024-06-30", ("Graphs",), "a")
    assert shown("<h2>Graphs</h2>\n\na") == [(None, (), "<h2>Graphs</h2> a")]


def test_folded_parts() -> None:
    text = (
        "# Papers\n\n<details>\n<summary>2024-06-30</summary>\n\na\n\n"
        "<details><summary>Graphs</summary>\n\nb\n\n</details>\n\nc\n\n</details>\n\nd"
    )
    days = {
        word: date for date, _, blocks_ in shown(text) for word in blocks_.split() if len(word) == 1
    }
    assert days == {"a": "2024-06-30", "b": "2024-06-30", "c": "2024-06-30", "d": None}
    dated = [passage.section.dating for passage in passages(text) if passage.section.dating]
    assert {(heading.line, heading.level, heading.raw) for heading in dated} == {
        (4, FOLD, "2024-06-30")
    }


def test_tags_that_open_nothing() -> None:
    assert shown("</details>\n<summary>2024-06-30</summary>\n\na")[-1][0] is None


def test_the_order_of_month_and_day_in_earlier_headings() -> None:
    text = "## 31/05/2024\n\na\n\n## 04/06/2024\n\nb"
    assert [date for date, _, _ in shown(text)] == ["2024-05-31", "2024-06-04"]
    assert shown("## 04/06/2024\n\nb")[-1][0] is None


def test_the_name_of_the_file() -> None:
    assert shown("a\n\n## June 30\n\nb", "papers/2024.md") == [
        ("2024", (), "a"),
        ("2024-06-30", (), "b"),
    ]
    assert shown("a", "2024-W26.md") == [("2024-06-30", (), "a")]


def test_no_blocks() -> None:
    assert passages("") == []
