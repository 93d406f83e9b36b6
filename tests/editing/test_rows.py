"""Rows of free tables with changed fields."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.editing import PDF, TABLE, assert_written, changed_lines, link, with_changes
from weeklypapers.editing.differences import differences
from weeklypapers.testing import hypothesis as strategies

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
