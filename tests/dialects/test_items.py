"""Which entries list papers, and what is said of the others."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.entries import LINK, listed, paper, passages, problems_of, read, titles
from weeklypapers.dialects.items import ItemsReader
from weeklypapers.dialects.origins import Origins

OTHER = "(https://arxiv.org/abs/2406.00002)"


@pytest.mark.parametrize(
    "text",
    [
        "- T " + f"[a]{LINK} " * 500,
        "- T " + f"*a* [b]{LINK} " * 500,
        "- **T** " + "Aa Bb, " * 500 + f" 2020 [p]{LINK}",
        "- " + '"' * 2000 + f" [p]{LINK}",
        "- " + "Aa Bb " * 500 + f'"quoted title" [p]{LINK}',
        "- " + "Aa. Bb. " * 500 + f"[p]{LINK}",
        "- " + "a | " * 500 + f"[p]{LINK}",
        "- " + "**Link:** a " * 500 + f"[p]{LINK}",
        "- " + "**a**: b " * 500 + f"[p]{LINK}",
        "- " + "x **b** " * 500 + f"[p]{LINK}",
        "- T, " + "Aa Bb and " * 500 + f"et al. [p]{LINK}",
        "- T (2024) " * 300 + f"[p]{LINK}",
        f"| Paper | Links |\n|--|--|\n| **T** {' - ' * 500} | [p]{LINK} |",
        f"| Paper | Links |\n|--|--|\n| **T** {f'[p]{LINK} ' * 500} | [p]{LINK} |",
        f"<details>\n<summary>2024-01-01</summary>\n\n- [a b]{LINK}\n\n" + "</details>\n" * 500,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_items(text: str) -> None:
    """Each is a paper or a problem; benchmarks/growth.py measures that their time is linear."""
    papers = wp.parse(text, on_error="collect")
    assert papers or papers.problems


def test_a_bare_link_is_a_paper_in_a_list_as_in_a_table() -> None:
    text = (
        "# Papers\n\n- https://arxiv.org/abs/2406.15319\n"
        "- [2406.14550](https://arxiv.org/pdf/2406.14550)\n"
        "- <https://arxiv.org/abs/2406.13121v1>\n- https://example.org/page\n"
    )
    assert titles(text) == [
        "https://arxiv.org/abs/2406.15319",
        "2406.14550",
        "https://arxiv.org/abs/2406.13121v1",
    ]
    assert [problem.code for problem in read(text).problems] == ["other-item"]


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


def test_an_item_with_another_link_is_a_paper_in_a_list_of_any_length() -> None:
    first = "- [A title](l)\n"
    for count in (10, 200):
        others = (
            f"- [Halls, part {number}](https://a.org/{number}.pdf)" for number in range(count)
        )
        papers = wp.parse(first + "\n".join(others))
        assert (len(papers), papers[0].title, papers.problems) == (count + 1, "A title", ())


def test_lines_below_titles_that_repeat_a_word_before_a_colon_have_a_label() -> None:
    text = "".join(
        f"- **Hall number {word}** [Paper]{LINK}\n  - Venue: ICLR\n  - Walls: {word} bricks\n"
        for word in ("one", "two", "six")
    )
    assert [each.extra["Walls"] for each in read(text)] == [
        "one bricks",
        "two bricks",
        "six bricks",
    ]


def test_each_paper_has_its_entry_and_template() -> None:
    one, two = listed(f"- [One hall]{LINK}, 2024\n- [Two halls]{OTHER}, 2023\n")
    assert (one.reading.entry.kind, [part.role for part in one.parts]) == ("item", ["appearance"])
    assert one.template == two.template
    assert str(one.template) == "- [{title}]({url}), {date:%Y}"


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
