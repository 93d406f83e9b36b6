"""Rows with another paper, in weekly tables and in free tables."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import (
    COLUMNS,
    ENTRIES,
    PDF,
    TABLE,
    WEEKLY,
    assert_written,
    changed_lines,
    link,
    with_changes,
)
from weeklypapers.editing.differences import differences
from weeklypapers.editing.document import Document
from weeklypapers.editing.layout import layout_of
from weeklypapers.editing.places import RowPlace, read_contents
from weeklypapers.editing.rows import FreeRowWriter, RowWriter, WeeklyRowWriter, row_writer
from weeklypapers.testing import hypothesis as strategies


def first_row(text: str) -> tuple[RowPlace, RowWriter]:
    place = read_contents(Document(text)).places[0]
    assert isinstance(place, RowPlace)
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
    line = writer.rewrite(place.row, place.paper, place.paper, 12)
    assert line == place.text.replace("1)", "12)", 1)


@pytest.mark.parametrize("text", [WEEKLY, TABLE])
def test_other_rows_have_no_number(text: str) -> None:
    place, writer = first_row(text)
    assert writer.number(place.row) is None
    assert writer.rewrite(place.row, place.paper, place.paper, 12) == place.text


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


# Weekly tables


@given(
    st.integers(0, 2),
    st.lists(st.sampled_from(COLUMNS), min_size=1),
    strategies.papers(arxiv=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_edit_of_the_weekly_table_is_read_back(
    index: int, fields: list[str], other: wp.Paper, newline: str
) -> None:
    text = WEEKLY.replace("\n", newline)
    papers = wp.parse(text)
    changed = {field: getattr(other, field) for field in fields}
    new = with_changes(papers, index, **changed)

    expected = [*papers]
    expected[index] = attrs.evolve(papers[index], **changed)
    assert list(new) == expected
    assert list(wp.parse(new.to_markdown())) == expected
    before, after = (papers.to_markdown().split(newline) for papers in (papers, new))
    assert len(before) == len(after)
    assert [line for number, line in enumerate(after) if number != 4 + index] == [
        line for number, line in enumerate(before) if number != 4 + index
    ]


def test_a_week_may_be_changed_in_its_column() -> None:
    new = with_changes(wp.parse(WEEKLY), 1, week=date(2024, 7, 7))
    assert [paper.week for paper in new] == [date(2024, 6, 30), date(2024, 7, 7), date(2024, 6, 16)]


def test_extra_columns_are_written_by_header() -> None:
    papers = wp.parse(WEEKLY)
    new = with_changes(papers, 2, extra={"Notes": "x | y"})

    assert new[2].extra == {"Notes": "x | y"}
    assert changed_lines(papers, new)[1][0].endswith(r"| x \| y |")


def test_a_row_that_is_too_short_is_completed() -> None:
    papers = wp.parse(f"{WEEKLY.split('Thanks')[0].rstrip()}\n| | Short\n")
    assert changed_lines(papers, with_changes(papers, 3, abstract="x"))[1] == [
        "| | Short | | x | | |"
    ]


# Free tables


CASES: list[tuple[int, dict[str, Any], str]] = [
    (0, {"title": "Alpha_1 | $x_1|y$"}, r"| **Alpha_1 \| $x_1\|y$** |"),
    (
        0,
        {"title": r"a **b** `c` [d](e) &amp; \| <i>"},
        r"\*\*b\*\* \`c\` \[d\](e) \&amp; \\\| \<i\>",
    ),
    (0, {"title": "See https://a.b and ~~x~~"}, r"**See https\://a.b and \~\~x\~\~**"),
    (0, {"venue": "NeurIPS 2025"}, "| NeurIPS 2025 |"),
    (1, {"venue": "ACL"}, "| ACL | 2024/6/7"),
    (2, {"venue": "ACL"}, "| ACL | 2024年"),
    (0, {"venue": None}, "| **Alpha** |  | June"),
    (0, {"listed_date": wp.PartialDate(2024, 7, 15)}, "| July 15, 2024 |"),
    (1, {"listed_date": wp.PartialDate(2024, 12, 1)}, "| 2024/12/1 |"),
    (2, {"listed_date": wp.PartialDate(2025, 1, 10)}, "| 2025年1月10日 |"),
    (3, {"listed_date": wp.PartialDate(2025, 1)}, "| 2025-01 |"),
    (3, {"listed_date": wp.PartialDate(2025, 1, 10)}, "| 2025-01-10 |"),
    (0, {"listed_date": None}, "|  | cs.CL"),
    (0, {"category": wp.Category.parse("cs.AI")}, "| cs.AI |"),
    (2, {"category": wp.Category.parse("cs.AI")}, "| Artificial Intelligence |"),
    (0, {"links": [link(PDF, "pdf")]}, f"| [pdf]({PDF}) | hm |"),
    (1, {"links": []}, "| cs.LG |  | |"),
    (
        3,
        {"links": [link(PDF, "pdf"), link("https://a.b/(c)", "co|de")]},
        r"[co\|de](<https://a.b/\(c\)>)",
    ),
    (
        0,
        {"links": [link(f"{PDF}v2", "pdf"), link("https://github.com/a/b", "*")]},
        f"[pdf]({PDF}v2), [*]",
    ),
    (0, {"links": [link(PDF), link("https://github.com/a/b", "code")]}, f"| <{PDF}>, [code]"),
    (1, {"comment": "one\ntwo"}, "| one<br>two |"),
    (2, {"extra": {"No": "III"}}, "| III | **Gamma**"),
]


@pytest.mark.parametrize(("index", "fields", "shown"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_is_written_in_the_style_of_its_cell(
    index: int, fields: dict[str, Any], shown: str, newline: str
) -> None:
    papers = wp.parse(TABLE.replace("\n", newline))
    new = with_changes(papers, index, **fields)

    removed, added = changed_lines(papers, new)
    origin = papers[index].origin
    assert origin
    assert removed == [origin.text]
    assert shown.replace(r"<https://a.b/\(c\)>", "https://a.b/(c)") in added[0]
    assert differences(attrs.evolve(papers[index], **fields), new[index]) == []
    assert_written(new)


@pytest.mark.parametrize("others", [" et al.", ", and others", "等", " 等人"])
def test_et_al_stays(others: str) -> None:
    table = "| Title | Authors | Paper |\n|---|---|---|\n| A | Ann Lee%s | [x](https://arxiv.org/abs/2406.00001) |\n"
    new = with_changes(wp.parse(table % others), 0, listed_authors=["Bo Chan"])
    assert new.to_markdown() == (table % others).replace("Ann Lee", "Bo Chan")


@given(
    st.sampled_from([0, 3]),
    st.sampled_from(["title", "venue", "comment", "links", "listed_date"]),
    strategies.papers(arxiv=False),
)
def test_any_edit_of_a_table_is_read_back_or_refused(
    index: int, field: str, other: wp.Paper
) -> None:
    papers = wp.parse(TABLE)
    value = getattr(other, field)
    try:
        new = with_changes(papers, index, **{field: value})
    except wp.EditError:
        return
    assert differences(attrs.evolve(papers[index], **{field: value}), new[index]) == []
    assert_written(new)
    before, after = (papers.to_markdown().split("\n") for papers in (papers, new))
    assert [line for number, line in enumerate(after) if number != 4 + index] == [
        line for number, line in enumerate(before) if number != 4 + index
    ]
