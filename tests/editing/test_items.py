"""Entries outside of tables lose, gain and change papers in their own style."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import weeklypapers as wp
from support.editing import assert_written, changed_lines, link, with_changes
from support.entry_forms import (
    FOLDED,
    HEADED_PAPERS,
    ITEMS,
    LISTS,
    NESTED,
    NUMBERED,
    PARAGRAPHS,
    WEEKS,
)

ARXIV = "https://arxiv.org/abs/2406.10001"


def changed(text: str, index: int, **fields: Any) -> tuple[list[str], list[str]]:
    papers = wp.parse(text, on_error="collect")
    new = with_changes(papers, index, **fields)
    assert_written(new)
    return changed_lines(papers, new)


def added(text: str, paper: wp.Paper) -> list[str]:
    papers = wp.parse(text, on_error="collect")
    new = papers.add(paper, strict=True)
    assert_written(new)
    removed, lines = changed_lines(papers, new)
    assert removed == []
    return lines


# -- Changed papers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "index", "fields", "line"),
    [
        (
            ITEMS,
            2,
            {"title": "Eta"},
            "- **Eta**, ACL, 2022 [[Paper](https://arxiv.org/abs/2201.00001)]",
        ),
        (
            ITEMS,
            2,
            {"title": "A *star* in [x] shines"},
            r"- **A \*star\* in \[x\] shines**, ACL, 2022 [[Paper](https://arxiv.org/abs/2201.00001)]",
        ),
        (
            ITEMS,
            2,
            {"venue": "ICLR"},
            "- **Gamma: Three Things**, ICLR, 2022 [[Paper](https://arxiv.org/abs/2201.00001)]",
        ),
        (
            ITEMS,
            2,
            {"venue": None},
            "- **Gamma: Three Things**, 2022 [[Paper](https://arxiv.org/abs/2201.00001)]",
        ),
        (
            ITEMS,
            1,
            {"venue": "ICML"},
            "- **Beta: Two Things**, ICML, 2023 [[Paper](https://arxiv.org/abs/2301.00001)]",
        ),
        (
            ITEMS,
            2,
            {"listed_date": None},
            "- **Gamma: Three Things**, ACL [[Paper](https://arxiv.org/abs/2201.00001)]",
        ),
        (
            NUMBERED,
            1,
            {"title": "It changed"},
            "2. [It changed](https://arxiv.org/abs/2001.00002) (2020)",
        ),
        (NESTED, 0, {"listed_authors": ("Ann Lee", "Cy Dow")}, "  - Ann Lee, Cy Dow"),
        (
            NESTED,
            2,
            {"listed_authors": ("Ann Lee", "Bo Chan", "Cy Dow")},
            "  - Ann Lee, Bo Chan and Cy Dow",
        ),
        (NESTED, 0, {"listed_date": wp.PartialDate(2023, 12, 24)}, "  - Date: December 24, 2023"),
        (
            HEADED_PAPERS,
            0,
            {"title": "It changed"},
            "### [It changed](https://arxiv.org/abs/2406.00001)",
        ),
        (
            HEADED_PAPERS,
            0,
            {"abstract": "It is new, and it is all that."},
            "It is new, and it is all that.",
        ),
        (PARAGRAPHS, 0, {"title": "It changed"}, "**It changed**"),
    ],
)
def test_a_changed_value_replaces_the_old_one(
    text: str, index: int, fields: dict[str, Any], line: str
) -> None:
    removed, new = changed(text, index, **fields)
    assert len(removed) == 1
    assert new == [line]


@pytest.mark.parametrize(
    ("text", "index", "fields", "lines"),
    [
        (NESTED, 2, {"listed_date": wp.PartialDate(2024, 5, 3)}, ["  - Date: May 3, 2024"]),
        (
            HEADED_PAPERS,
            2,
            {"listed_date": wp.PartialDate(2020, 3)},
            ["**Published:** March 2020", ""],
        ),
        (
            PARAGRAPHS,
            1,
            {"links": [link("https://arxiv.org/abs/2406.00002"), link("https://github.com/b/b")]},
            ["- github：<https://github.com/b/b>"],
        ),
    ],
)
def test_a_new_value_gets_a_line_like_those_of_other_entries(
    text: str, index: int, fields: dict[str, Any], lines: list[str]
) -> None:
    assert changed(text, index, **fields) == ([], lines)


def test_a_missing_value_takes_its_line_along() -> None:
    assert changed(NESTED, 1, listed_date=None) == (["  - Date: June 1, 2024"], [])


def test_a_folded_abstract_comes_and_goes_with_its_fold() -> None:
    abstract = "It is a new one that says more than before."
    fold = f" <details> <summary>[Abs]</summary> {abstract} </details>"
    lines = FOLDED.splitlines()
    assert changed(FOLDED, 1, abstract=abstract) == ([lines[1]], [lines[1] + fold])
    assert changed(FOLDED, 0, abstract=None) == ([lines[0]], [lines[0].partition(" <details>")[0]])


def test_all_obstacles_are_one_error() -> None:
    with pytest.raises(wp.EditError) as caught:
        changed(NUMBERED, 0, venue="ICML", abstract="It is.")
    assert [error.field for error in caught.value.obstacles] == ["abstract", "venue"]


def test_a_value_without_a_place_is_left_out_and_reported() -> None:
    new = with_changes(wp.parse(NUMBERED), 0, strict=False, title="It changed", venue="ICML")
    assert (new[0].title, new[0].venue) == ("It changed", None)
    (problem,) = (each for each in new.problems if each.code == "no-place")
    assert problem.message == ("venue: no entry of the list has a place for venue; left out 'ICML'")


# -- Removed papers ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_each_paper_can_be_removed(name: str) -> None:
    papers = wp.parse(LISTS[name], on_error="collect")
    for index in range(len(papers)):
        new = papers.remove(papers[index])
        assert list(new) == [paper for other, paper in enumerate(papers) if other != index]
        assert "\n\n\n" not in new.to_markdown()
        assert not new.to_markdown().startswith("\n")


def test_an_entry_is_removed_with_its_code_and_the_rule_below_it() -> None:
    papers = wp.parse(HEADED_PAPERS)
    lines = HEADED_PAPERS.splitlines()
    assert papers.remove(papers[0]).to_markdown().splitlines() == lines[:4] + lines[18:]


def test_a_paper_with_others_nested_below_it_stays() -> None:
    text = (
        "- [Alpha one thing](https://arxiv.org/abs/2406.00001), ICML, 2024\n"
        "  - [Beta two things](https://arxiv.org/abs/2406.00002), ICML, 2024\n"
    )
    papers = wp.parse(text)
    with pytest.raises(wp.EditError, match="other papers are nested below it"):
        papers.remove(papers[0])
    assert papers.remove(papers[1]).to_markdown() == text.splitlines(keepends=True)[0]


# -- New papers ----------------------------------------------------------------------------------


def test_a_new_item_has_the_values_of_its_paper_only() -> None:
    paper = wp.Paper(
        title="A New Thing",
        topics=("Agents",),
        venue="ACL",
        listed_date=wp.PartialDate(2023, None),
        links=[link(ARXIV, "Paper"), link("https://github.com/n/n", "Code")],
    )
    assert added(ITEMS, paper) == [
        f"- **A New Thing**, ACL, 2023 [[Paper]({ARXIV})] [[Code](https://github.com/n/n)]"
    ]


def test_a_link_without_a_label_gets_that_of_the_others() -> None:
    paper = wp.Paper(
        title="A New Thing",
        topics=("Theory",),
        listed_date=wp.PartialDate(2024),
        links=[link(ARXIV)],
    )
    assert added(ITEMS, paper) == [f"- **A New Thing**, 2024 [[Paper]({ARXIV})]"]


def test_a_new_item_has_the_next_number() -> None:
    paper = wp.Paper(title="A New Thing", listed_date=wp.PartialDate(2021), links=[link(ARXIV)])
    assert added(NUMBERED, paper) == [f"4. [A New Thing]({ARXIV}) (2021)"]


def test_items_after_a_new_one_count_on() -> None:
    papers = wp.parse(NUMBERED)
    paper = wp.Paper(title="A New Thing", listed_date=wp.PartialDate(2020), links=[link(ARXIV)])
    removed, new = changed_lines(papers, papers.add(paper))
    assert [line[:2] for line in removed] == ["3."]
    assert [line[:12] for line in new] == ["3. [A New Th", "4. [Three is"]


def test_a_new_item_has_the_nested_items_of_others() -> None:
    paper = wp.Paper(
        title="A New Thing",
        listed_date=wp.PartialDate(2024, 6, 2),
        listed_authors=("Ada Bee", "Cy Dee"),
        links=[link(ARXIV), link("https://github.com/n/n", "official")],
    )
    assert added(NESTED, paper) == [
        f"- [A New Thing]({ARXIV})",
        "  - Ada Bee, Cy Dee",
        "  - Date: June 2, 2024",
        "  - Code: [official](https://github.com/n/n)",
    ]


def test_a_new_headed_paper_is_below_its_topic() -> None:
    paper = wp.Paper(
        title="A New Thing",
        topics=("Agents",),
        listed_date=wp.PartialDate(2024, 1),
        listed_authors=("Ada Bee", "Cy Dee"),
        abstract="It is new, and it is all that.",
        links=[link(ARXIV)],
    )
    new = wp.parse(HEADED_PAPERS).add(paper, strict=True)
    assert_written(new)
    lines = HEADED_PAPERS.splitlines()
    entry = [
        f"### [A New Thing]({ARXIV})",
        "",
        "**Authors:** Ada Bee, Cy Dee",
        "",
        "**Published:** January 2024",
        "",
        "It is new, and it is all that.",
        "",
        "---",
        "",
    ]
    assert new.to_markdown().splitlines() == [*lines[:18], *entry, *lines[18:]]


def test_a_new_paragraph_is_apart_from_its_neighbour() -> None:
    paper = wp.Paper(title="A New Thing", links=[link(ARXIV)])
    assert added(PARAGRAPHS, paper) == ["", "**A New Thing**", "", f"- arXiv：<{ARXIV}>"]


def test_a_new_week_gets_a_section() -> None:
    paper = wp.Paper(title="A New Thing", week=date(2024, 6, 16), links=[link(ARXIV)])
    new = wp.parse(WEEKS).add(paper, strict=True)
    section = ["## June 10 - June 16, 2024", "", f"- [A New Thing]({ARXIV})", ""]
    lines = WEEKS.splitlines()
    assert new.to_markdown().splitlines() == [*lines[:2], *section, *lines[2:]]


def test_topics_of_an_entry_are_written_without_the_headings_above() -> None:
    text = (
        "# L\n\n## Agents\n\n"
        "- [Alpha one thing](https://arxiv.org/abs/2406.00001)\n  - Keyword: planning, tools\n"
        "- [Beta two things](https://arxiv.org/abs/2406.00002)\n  - Keyword: memory\n"
    )
    paper = wp.Paper(title="A New Thing", topics=("Agents > a", "Agents > b"), links=[link(ARXIV)])
    assert added(text, paper) == [f"- [A New Thing]({ARXIV})", "  - Keyword: a, b"]


@pytest.mark.parametrize("name", LISTS)
def test_a_copy_of_each_paper_can_be_added(name: str) -> None:
    papers = wp.parse(LISTS[name], on_error="collect")
    for paper in papers:
        new = papers.add(paper, strict=True)
        assert len(new) == len(papers) + 1
        assert_written(new)
