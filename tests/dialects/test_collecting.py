"""The papers of a passage, and what is said of its other entries."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.entries import LINK, listed, passages, problems_of, titles
from weeklypapers.dialects.items import ItemsReader
from weeklypapers.dialects.origins import Origins

OTHER = "(https://arxiv.org/abs/2406.00002)"


def test_remarks_among_papers_are_reported_once() -> None:
    text = f"- [One]{LINK}\n- Two\n- Three\n"
    assert titles(text) == ["One"]
    assert problems_of(text) == [(2, "info", "skipped: 2 items that list no papers")]


def test_other_lists_are_reported_once() -> None:
    (first,) = ItemsReader(Origins(None)).read(passages("- One\n- Two\n"))
    assert [(each.line, each.severity, each.message) for each in first.problems] == [
        (1, "info", "skipped: 2 items that list no papers")
    ]
    (second,) = ItemsReader(Origins(None)).read(passages("- One\n"))
    assert [each.message for each in second.problems] == ["skipped: an item that lists no papers"]


@pytest.mark.parametrize("heading", ["Latest News", "Citation", "更新日志"])
def test_papers_below_an_aside_are_skipped_and_the_message_says_so(heading: str) -> None:
    text = f"# Halls\n\n## {heading}\n\n- [One hall]{LINK}\n- [Two halls]{OTHER}\n"
    assert titles(text) == []
    (problem,) = problems_of(text)
    assert problem == (5, "info", f"skipped: below {heading!r}, which is no list of papers")


def test_a_heading_that_contains_the_name_of_an_aside_is_none() -> None:
    assert titles(f"# Halls\n\n## Newsletters\n\n- [One hall]{LINK}\n") == ["One hall"]


def test_links_in_running_text_are_reported() -> None:
    text = f"We wrote about this in [a paper]{LINK}.\n"
    assert titles(text) == []
    assert problems_of(text) == [(1, "info", "skipped: a link to a paper in running text")]


def test_templates_of_the_user_go_before_and_other_forms_are_problems() -> None:
    template = "- {venue} / **{title}** / {links}"
    text = f"- Halls / **Stairs** / [Paper]{LINK}\n- [One hall]{OTHER}\n"
    dialect = wp.Dialect(name="mine", templates=template)
    papers = wp.parse(text, dialect=dialect, on_error="collect")
    assert [(each.title, each.venue) for each in papers] == [
        ("Stairs", "Halls"),
        ("One hall", None),
    ]
    assert papers.templates == {wp.Template(template): 1, wp.Template("- [{title}]({url})"): 1}
    (problem,) = papers.problems
    assert (problem.code, problem.severity, problem.line) == ("other-form", "warning", 2)
    assert template in problem.message


def test_an_entry_keeps_its_lines() -> None:
    (entry,) = listed(f"- **Halls**\n  - Ana Ruiz\n  - [Paper]{LINK}\n")
    assert entry.raw == f"- **Halls**\n  - Ana Ruiz\n  - [Paper]{LINK}"
    assert (entry.paper, dict(entry.kinds)) == (None, {})


def test_items_of_a_compiled_template_have_their_paper() -> None:
    items = [f"- **Hall number {number}** [[Paper]{LINK}]" for number in range(150)]
    entries = listed("\n".join(items))
    assert [entry.raw for entry in entries] == items
    assert all(entry.paper and entry.template for entry in entries)
