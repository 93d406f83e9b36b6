"""Lists of bullets, and papers that have a heading each."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.limits import cpu_limit
from weeklypapers import Papers
from weeklypapers.dialects.bullets import read_section
from weeklypapers.dialects.headings import Section
from weeklypapers.markdown import Block, blocks

_LINK = "(https://arxiv.org/abs/2406.00001)"


@pytest.mark.parametrize(
    "text",
    [
        "- T " + f"[a]{_LINK} " * 5000,
        "- T " + f"*a* [b]{_LINK} " * 5000,
        "- **T** " + "Aa Bb, " * 5000 + f" 2020 [p]{_LINK}",
        "- " + '"' * 20_000 + f" [p]{_LINK}",
        "- " + "Aa Bb " * 5000 + f'"quoted title" [p]{_LINK}',
        "- " + "Aa. Bb. " * 5000 + f"[p]{_LINK}",
        "- " + "a | " * 5000 + f"[p]{_LINK}",
        "- " + "**Link:** a " * 5000 + f"[p]{_LINK}",
        "- " + "x **b** " * 5000 + f"[p]{_LINK}",
        "- T, " + "Aa Bb and " * 5000 + f"et al. [p]{_LINK}",
        f"| Paper | Links |\n|--|--|\n| **T** {' - ' * 5000} | [p]{_LINK} |",
        f"| Paper | Links |\n|--|--|\n| **T** {f'[p]{_LINK} ' * 5000} | [p]{_LINK} |",
        f"<details>\n<summary>2024-01-01</summary>\n\n- [a b]{_LINK}\n\n" + "</details>\n" * 5000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_items(text: str) -> None:
    with cpu_limit(5):
        wp.parse(text, on_error="collect")


def test_a_bare_link_is_a_paper_in_a_list_as_in_a_table() -> None:
    listed = wp.parse(
        "# Papers\n\n- https://arxiv.org/abs/2406.15319\n- [2406.14550](https://arxiv.org/pdf/2406.14550)\n"
        "- <https://arxiv.org/abs/2406.13121v1>\n- https://example.org/page\n",
        on_error="collect",
    )
    assert [paper.title for paper in listed] == [
        "https://arxiv.org/abs/2406.15319",
        "2406.14550",
        "https://arxiv.org/abs/2406.13121v1",
    ]
    assert [problem.code for problem in listed.problems] == ["other-item"]


def section(text: str, *topics: str) -> tuple[Papers, list[tuple[int | None, str, str]]]:
    """Read the blocks of a section, and return its papers and problems."""
    parts = [block for block in blocks(text.splitlines()) if isinstance(block, Block)]
    heading = parts.pop(0) if parts[0].kind == "heading" else None
    papers, problems = read_section(heading, parts, Section(topics=topics), None)
    return Papers(papers), [(each.line, each.severity, each.message) for each in problems]


def test_nested_items_with_links_of_the_paper_above() -> None:
    papers, problems = section(
        "- **A title**\n"
        "  - Authors: Ana Ruiz, Bo Li\n"
        f"  - [Paper]{_LINK}, [Code](https://github.com/a/b)\n"
    )
    (paper,) = papers
    assert (paper.title, paper.listed_authors) == ("A title", ("Ana Ruiz", "Bo Li"))
    assert [link.url for link in paper.links] == [_LINK[1:-1], "https://github.com/a/b"]
    assert paper.origin
    assert paper.origin.text.count("\n") == 2
    assert problems == []


def test_nested_papers_below_topics_and_dates() -> None:
    papers, _ = section(
        f"- Graphs 🔥:\n  - [One]{_LINK}\n- June 24 - June 30, 2024\n  - [Two]{_LINK}\n", "Outer"
    )
    assert [(paper.title, paper.topics, str(paper.week)) for paper in papers] == [
        ("One", ("Outer > Graphs",), "None"),
        ("Two", ("Outer",), "2024-06-30"),
    ]


@pytest.mark.parametrize(
    ("heading", "item", "week", "listed_date"),
    [
        ("2024", "June 3 - June 9, 2024", "2024-06-09", None),
        ("2024", "Week of June 10", "2024-06-10", None),
        ("2024", "June 5", None, "2024-06-05"),
        ("2024", "Dec 30 - Jan 5", None, None),
        ("2023", "Feb 29", None, None),
        ("June 3 - June 9, 2024", "June 5, 2024", None, "2024-06-05"),
    ],
)
def test_dates_of_items_below_dated_headings(
    heading: str, item: str, week: str | None, listed_date: str | None
) -> None:
    text = f"# Papers\n\n## {heading}\n\n- {item}\n  - [A title]{_LINK}\n"
    (paper,) = wp.parse(text, on_error="collect")
    assert str(paper.week) == str(week)
    assert str(paper.listed_date) == str(listed_date)


def test_a_nested_item_with_a_title_is_another_paper() -> None:
    papers, _ = section(f"- [One]{_LINK}\n  - [Two and more](https://arxiv.org/abs/2406.00002)\n")
    assert [paper.title for paper in papers] == ["One", "Two and more"]


def test_items_without_papers_among_papers_are_reported_one_by_one() -> None:
    papers, problems = section(f"- [One]{_LINK}\n- Two\n- Three\n")
    assert len(papers) == 1
    message = "skipped: expected a title and a link to a paper"
    assert problems == [(2, "warning", message), (3, "warning", message)]


def test_other_lists_are_reported_once() -> None:
    assert section("- One\n- Two\n") == (
        Papers(),
        [(1, "info", "skipped: 2 items that list no papers")],
    )
    assert section("- One\n")[1] == [(1, "info", "skipped: an item that lists no papers")]


def test_news_are_not_papers() -> None:
    text = f"- [One]{_LINK}\n"
    assert section(text, "Latest News 🔥")[1] == [
        (1, "info", "skipped: an item that lists no papers")
    ]
    assert len(section(text, "Newsletters")[0]) == 1


def test_links_in_running_text_are_reported() -> None:
    papers, problems = section(f"We wrote about this in [a paper]{_LINK}.\n")
    assert not papers
    assert problems == [(1, "info", "skipped: a link to a paper in running text")]


@pytest.mark.parametrize(
    "text",
    [
        f"## [A title]{_LINK}\n\nA summary of the paper.\n",
        f"## A title\n\n[Paper]{_LINK} | [Code](https://github.com/a/b)\n",
    ],
)
def test_a_heading_is_a_paper(text: str) -> None:
    papers, problems = section(text, "Outer", "A title")
    assert [(paper.title, paper.topics) for paper in papers] == [("A title", ("Outer",))]
    assert problems == []


def test_a_heading_above_papers_is_not_a_paper() -> None:
    papers, _ = section(f"## A topic\n\n- [A title]{_LINK}\n", "A topic")
    assert [(paper.title, paper.topics) for paper in papers] == [("A title", ("A topic",))]
