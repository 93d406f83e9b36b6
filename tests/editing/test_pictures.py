"""Pictures in rows that are copied for new papers."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.editing import changed_lines, link
from weeklypapers.editing.pictures import Pictures, has_picture
from weeklypapers.testing import make_record

ID = "2406.15319"
SOURCE = wp.Snapshot([make_record(wp.ArxivId(f"{ID}v1"), title="A New Title")])
BADGE = "[![arXiv](https://img.shields.io/badge/arXiv-{id}-red)](https://arxiv.org/abs/{id})"
STARS = "![Star](https://img.shields.io/github/stars/{id})"
READ = "[![Read](https://img.shields.io/badge/read-blue)](notes/{id}.md)"


def table(cell: str) -> str:
    """Return a list of three papers whose links are written in a form."""
    rows = (
        f"| {title} | {cell.replace('{id}', arxiv_id)} |\n"
        for title, arxiv_id in (
            ("One is", "2406.00001"),
            ("Two is", "2406.00002"),
            ("Three is", "2406.00003"),
        )
    )
    return "| Title | Paper |\n|---|---|\n" + "".join(rows)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (BADGE, BADGE),
        (f"{BADGE} {READ}", BADGE),
        (
            f"{STARS} <br> [Paper](https://arxiv.org/abs/{{id}})",
            "[Paper](https://arxiv.org/abs/{id})",
        ),
        (
            '<img src="x.png"> [Paper](https://arxiv.org/abs/{id})',
            "[Paper](https://arxiv.org/abs/{id})",
        ),
    ],
)
def test_new_rows_have_the_badges_that_belong_to_every_paper(cell: str, expected: str) -> None:
    papers = wp.parse(table(cell))
    new = papers.add(ID, source=SOURCE)
    removed, (line,) = changed_lines(papers, new)
    assert removed == []
    assert line.split() == f"| A New Title | {expected.replace('{id}', ID)} |".split()


def test_a_picture_of_one_paper_is_not_copied() -> None:
    paper = wp.Paper(title="x", links=[link("https://arxiv.org/abs/2406.00001")])
    row = "| x | [![x](first.png)](https://arxiv.org/abs/2406.00001) |"
    new = wp.Paper(title="y", links=[link(f"https://arxiv.org/abs/{ID}")])
    assert Pictures([(row, paper)]).replaced(row, paper, new) == "| x |  |"


def test_rows_have_pictures() -> None:
    assert has_picture("| ![x](y) |")
    assert has_picture("| <IMG src='y'> |")
    assert not has_picture("| [x](y)! |")
