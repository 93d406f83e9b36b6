"""Lines of bare identifiers and addresses."""

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from weeklypapers import Paper, Papers
from weeklypapers.testing import make_record

NEW = make_record("2406.16048v3")


def added(text: str) -> Papers:
    papers = wp.parse(text).add(NEW)
    read = wp.parse(papers.to_markdown())
    assert [attrs.evolve(paper, arxiv=None) for paper in papers] == list(read)
    return papers


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2406.00001\n2406.00002\n", "2406.16048"),
        ("2406.00001v1\n", "2406.16048v3"),
        ("- arXiv:2406.00001\n", "- arXiv:2406.16048"),
        ("* arXiv:2406.00001 [cs.LG]\n", "* arXiv:2406.16048 [cs.CL]"),
        ("- 2406.00001 # a remark\n", "- 2406.16048"),
        ("- [x] 2406.00001\n", "- [ ] 2406.16048"),
        ("https://arxiv.org/pdf/2406.00001v2\n", "https://arxiv.org/pdf/2406.16048v3"),
        ("1. <https://arxiv.org/abs/2406.1>\n2. 2406.00002\n", "3. 2406.16048"),
        ("1. 2406.00001\n1. 2406.00002\n", "1. 2406.16048"),
        ("doi:10.1000/1\n", "https://arxiv.org/pdf/2406.16048"),
    ],
)
def test_a_new_line_has_the_form_of_its_neighbour(text: str, line: str) -> None:
    assert added(text.replace("2406.1>", "2406.10001>")).to_markdown().splitlines()[-1] == line


def test_a_new_line_goes_below_the_heading_of_its_topic() -> None:
    papers = wp.parse("# List\n\n## Halls\n\n2406.00001\n\n## Rooms\n\n2406.00002\n")
    new = papers.add(NEW, topics="Halls")
    assert new.to_markdown().splitlines()[4:6] == ["2406.00001", "2406.16048"]


def test_what_an_identifier_does_not_say_is_reported() -> None:
    papers = added("2406.00001\n")
    assert {problem.code for problem in papers.problems} == {"no-place"}
    assert [problem.message.split(":")[0] for problem in papers.problems] == [
        *("listed_authors", "abstract", "category", "title")
    ]
    with pytest.raises(wp.EditError, match="4 obstacles"):
        wp.parse("2406.00001\n").add(NEW, strict=True)


def test_further_links_are_reported() -> None:
    paper = Paper(title="2406.16048", links=["https://arxiv.org/abs/2406.16048", "https://x.org"])
    new = wp.parse("2406.00001\n").add(paper)
    assert new.to_markdown() == "2406.00001\n2406.16048\n"
    (problem,) = new.problems
    assert "https://x.org" in problem.message


def test_lines_are_removed() -> None:
    papers = wp.parse("1. 2406.00001\n2. 2406.00002\n3. 2406.00003\n")
    assert papers.remove("2406.00001").to_markdown() == "1. 2406.00002\n2. 2406.00003\n"


def test_a_line_with_several_identifiers_stays() -> None:
    papers = wp.parse("2406.00001, 2406.00002\n")
    with pytest.raises(wp.EditError, match="the line lists several papers"):
        papers.remove("2406.00001")


def test_other_values_have_no_place() -> None:
    papers = wp.parse("2406.00001\n")
    edited = papers.edit(lambda paper: attrs.evolve(paper, venue="HALLS"))
    assert edited.to_markdown() == "2406.00001\n"
    assert [problem.code for problem in edited.problems] == ["no-place"]
