"""Changed links in the text of an entry."""

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from support.editing import changed_lines, link, with_changes
from support.entry_forms import ITEMS, NESTED, PARAGRAPHS, item_places, text_of
from weeklypapers.editing.item_links import pairs_by_kind, pairs_by_url, with_linked_values

PDF, CODE, NEW = "https://arxiv.org/abs/1.1", "https://github.com/a/a", "https://github.com/n/n"


def test_links_are_paired_by_their_addresses() -> None:
    old = [link(PDF), link(CODE)]
    assert pairs_by_url(old, [link(CODE)]) == [(0, None), (1, 0)]
    assert pairs_by_url(old, [link(PDF), link(NEW)]) == [(0, 0), (1, 1)]
    assert pairs_by_url(old, [*old, link(NEW)]) == [(0, 0), (1, 1), (None, 2)]


def test_links_of_a_new_paper_take_the_places_of_their_kinds() -> None:
    text, model = text_of(ITEMS, 0), item_places(ITEMS)[0].paper

    def pairs(new: wp.Link) -> list[tuple[int | None, int | None]]:
        return pairs_by_kind(text, model, wp.Paper(title="New", links=[new]))

    assert pairs(link(NEW)) == [(0, None), (1, 0)]
    assert pairs(link(PDF)) == [(0, 0), (1, None)]


@pytest.mark.parametrize(
    ("text", "index", "urls", "lines"),
    [
        (
            ITEMS,
            1,
            [("https://arxiv.org/abs/2301.00009", "Paper")],
            ["- **Beta: Two Things**, 2023 [[Paper](https://arxiv.org/abs/2301.00009)]"],
        ),
        (
            ITEMS,
            1,
            [("https://arxiv.org/abs/2301.00001", "PDF")],
            ["- **Beta: Two Things**, 2023 [[PDF](https://arxiv.org/abs/2301.00001)]"],
        ),
        (
            ITEMS,
            1,
            [("https://arxiv.org/abs/2301.00001", "Paper"), (NEW, "Code")],
            [
                "- **Beta: Two Things**, 2023 [[Paper](https://arxiv.org/abs/2301.00001)] [[Code](https://github.com/n/n)]"
            ],
        ),
        (
            NESTED,
            1,
            [("https://arxiv.org/abs/2406.00002", "Beta two things"), (NEW, "official")],
            ["  - Code: [official](https://github.com/n/n)"],
        ),
        (NESTED, 0, [("https://arxiv.org/abs/2406.00001", "Alpha one thing")], []),
        (PARAGRAPHS, 0, [("https://arxiv.org/abs/2406.00001", None)], []),
    ],
)
def test_links_change_in_place(
    text: str, index: int, urls: list[tuple[str, str | None]], lines: list[str]
) -> None:
    papers = wp.parse(text, on_error="collect")
    new = with_changes(papers, index, links=[link(*each) for each in urls])
    removed, added = changed_lines(papers, new)
    assert added == lines
    assert len(removed) <= 1


BRACKETED = """\
- **Alpha one thing** [[Paper](https://arxiv.org/abs/2406.00001)] [[Code](https://github.com/a/a)]
- **Beta two things** [[Paper](https://arxiv.org/abs/2406.00002)] [[Page](https://b.org)]
"""
HTML = """\
- <b>Alpha one thing</b> (<a href="https://arxiv.org/abs/2406.00001">Paper</a>)
- <b>Beta two things</b> (<a href="https://arxiv.org/abs/2406.00002">Paper</a>)
"""
OWN_LINES = """\
- **Alpha one thing**
  - https://arxiv.org/abs/2406.00001
- **Beta two things**
  - https://arxiv.org/abs/2406.00002
"""
OF_TITLES = """\
- [Alpha one thing](https://arxiv.org/abs/2406.00001), ICML 2024
- [Beta two things](https://arxiv.org/abs/2406.00002), ACL 2023, [code](https://github.com/b/b)
- Gamma three things, ACL 2023, [code](https://github.com/c/c)
"""


@pytest.mark.parametrize(
    ("text", "index", "links", "lines"),
    [
        (
            BRACKETED,
            0,
            [link(CODE, "Code"), link("https://arxiv.org/abs/2406.00001", "Paper")],
            [
                "- **Alpha one thing** [[Code](https://github.com/a/a)] [[Paper](https://arxiv.org/abs/2406.00001)]"
            ],
        ),
        (
            BRACKETED,
            0,
            [link(NEW, "Model"), link("https://arxiv.org/abs/2406.00001", "Paper")],
            [
                "- **Alpha one thing** [[Model](https://github.com/n/n)] [[Paper](https://arxiv.org/abs/2406.00001)]"
            ],
        ),
        (
            HTML,
            0,
            [link(NEW + "?a&b", "Code"), link("https://arxiv.org/abs/2406.00001", "Paper")],
            [
                '- <b>Alpha one thing</b> (<a href="https://github.com/n/n?a&amp;b">Code</a>) (<a href="https://arxiv.org/abs/2406.00001">Paper</a>)'
            ],
        ),
        (
            HTML,
            1,
            [link('https://arxiv.org/abs/2406.00003?a="b"&c', "Paper")],
            [
                '- <b>Beta two things</b> (<a href="https://arxiv.org/abs/2406.00003?a=&quot;b&quot;&amp;c">Paper</a>)'
            ],
        ),
        (
            OWN_LINES,
            0,
            [link(NEW), link("https://arxiv.org/abs/2406.00001")],
            ["  - <https://github.com/n/n>"],
        ),
        (
            NESTED,
            0,
            [
                link("https://arxiv.org/abs/2406.00001", "Alpha one thing"),
                link("https://github.com/a/a", "official"),
                link(NEW, "other"),
            ],
            ["  - Code: [other](https://github.com/n/n)"],
        ),
        (
            OF_TITLES,
            2,
            [
                link("https://arxiv.org/abs/2406.00003", "Gamma three things"),
                link("https://github.com/c/c", "code"),
            ],
            [
                "- [Gamma three things](https://arxiv.org/abs/2406.00003), ACL 2023, [code](https://github.com/c/c)"
            ],
        ),
    ],
)
def test_links_go_where_they_belong(
    text: str, index: int, links: list[wp.Link], lines: list[str]
) -> None:
    papers = wp.parse(text)
    new = with_changes(papers, index, links=links)
    assert changed_lines(papers, new)[1] == lines
    assert wp.parse(new.to_markdown())[index].links == tuple(links)


def test_an_identifier_beside_the_link_changes_with_it() -> None:
    text = "- **[Alpha one thing](https://arxiv.org/abs/2406.00001)** `arXiv:2406.00001`\n"
    papers = wp.parse(text)
    url = "https://arxiv.org/abs/2406.00009"
    new = with_changes(papers, 0, links=[link(url, "Alpha one thing")])
    assert new.to_markdown() == text.replace("2406.00001", "2406.00009")


def test_a_label_that_holds_values_changes_with_them() -> None:
    rows = "\n\n".join(
        f"**Paper {number} is here**\nAnn Lee, Bo Chan\n"
        f"[Nature Methods (20{number})](https://doi.org/10.1/{number}) • [code](https://github.com/a/{number})"
        for number in range(10, 16)
    )
    place = item_places(rows)[0]
    assert (place.paper.venue, str(place.paper.listed_date)) == ("Nature Methods", "2010")
    after = attrs.evolve(place.paper, venue="Cell", listed_date=wp.PartialDate(2012))
    assert with_linked_values(place, after).links[0].label == "Cell (2012)"


def test_a_label_that_is_the_identifier_changes_with_the_address() -> None:
    text = "- **Alpha one thing**, ICML, 2024 [2406.00001](https://arxiv.org/abs/2406.00001)\n"
    papers = wp.parse(text)
    old = papers[0].links[0]
    new = with_changes(papers, 0, links=[attrs.evolve(old, url="https://arxiv.org/abs/2406.00009")])
    assert new.to_markdown() == text.replace("2406.00001", "2406.00009")
