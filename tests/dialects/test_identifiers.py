"""Lists of bare identifiers and addresses."""

from __future__ import annotations

import io

import pytest

import weeklypapers as wp
from weeklypapers.dialects.identifiers import are_listed

LIST = """\
# Reading list

2406.15319
https://arxiv.org/abs/2406.16048v2, arXiv:2401.00001 [cs.LG]
- doi:10.1145/3292500.3330701  # for Monday
#2406.00001
## Graphs
[ ] <https://openreview.net/forum?id=abc>
hep-th/9901001
10.48550/arXiv.2406.14550
"""


def test_a_list() -> None:
    papers = wp.parse(LIST)
    assert [(paper.title, paper.links[0].url, paper.topics) for paper in papers] == [
        ("2406.15319", "https://arxiv.org/abs/2406.15319", ()),
        ("https://arxiv.org/abs/2406.16048v2", "https://arxiv.org/abs/2406.16048v2", ()),
        ("arXiv:2401.00001", "https://arxiv.org/abs/2401.00001", ()),
        ("doi:10.1145/3292500.3330701", "https://doi.org/10.1145/3292500.3330701", ()),
        (*["https://openreview.net/forum?id=abc"] * 2, ("Graphs",)),
        ("hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001", ("Graphs",)),
        ("10.48550/arXiv.2406.14550", "https://arxiv.org/abs/2406.14550", ("Graphs",)),
    ]
    assert papers[2].category == wp.Category.parse("cs.LG")
    assert papers[3].comment == "for Monday"
    assert [paper.origin.line for paper in papers if paper.origin] == [3, 4, 4, 5, 8, 9, 10]
    assert papers.problems == ()
    assert list(wp.iter_papers(io.StringIO(LIST))) == list(papers)


def test_other_lines_are_problems() -> None:
    text = "2406.15319\n2406.15320\n2406.15321\n2406.15322\nsoon more\n"
    papers = wp.parse("\ufeff" + text)
    assert len(papers) == 4
    assert [(each.code, each.line, each.severity) for each in papers.problems] == [
        ("other-item", 5, "warning")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Prose.\n2406.15319",
        "2406.15319 is a paper",
        "2406.15319\nsoon more",  # too few lines are identifiers
        "2406.15319\n2406.15320\n2406.15321\n2406.15322\n| a | b |",
        "2406.15319\n2406.15320\n2406.15321\n2406.15322\n- [A title](https://a.org)",
        "https://github.com/ada/code",
        "2413.15319",
        "# 2406.15319",
        "",
    ],
)
def test_other_documents(text: str) -> None:
    assert not are_listed(text.split("\n"))


def test_lists_of_titles_keep_their_titles() -> None:
    text = "- https://arxiv.org/abs/2406.15319\n- [A title](https://arxiv.org/abs/2406.15320)\n"
    assert [paper.title for paper in wp.parse(text)][-1] == "A title"


@pytest.mark.parametrize("marker", ["", "- "])
def test_a_link_named_by_its_address_is_markdown(marker: str) -> None:
    url = "https://arxiv.org/pdf/2406.00001"
    (paper,) = wp.parse(f"{marker}[{url}]({url})")
    assert (paper.title, paper.link and paper.link.url) == (url, url)


@pytest.mark.parametrize("char", ["\0", "\x02", "\x7f"])
def test_control_characters_are_no_error(char: str) -> None:
    link = "https://arxiv.org/abs/2406.00001"
    (paper,) = wp.parse(f"{link} # a{char}b", on_error="collect")
    assert paper.comment == f"a{char}b".replace("\0", "\ufffd")
    for text in (f"{link}{char}", f"10.1145/3{char}", f"arXiv:2406.00001{char}"):
        assert wp.parse(text, on_error="collect").to_markdown() == text
