"""Papers in items, paragraphs and headings."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.entries import LINK, listed, read, titles

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
