"""Several papers in one cell."""

from __future__ import annotations

import attrs
import pytest

import weeklypapers as wp
from support.weekly import codes
from weeklypapers import Papers
from weeklypapers.dialects.tables.several import divided, papers_in
from weeklypapers.markdown import Cell, render_inline

ONE = "[A first paper](https://arxiv.org/abs/2401.00001)"
TWO = "[A second paper](https://arxiv.org/abs/2401.00002)"
PDF = "[pdf](https://arxiv.org/pdf/2401.00001)"
CODE = "[The code that we wrote](https://github.com/a/b)"


def parts_of(text: str) -> list[str]:
    """Return the parts of a cell, after checking their places."""
    parts = papers_in(Cell(text, 2, 2 + len(text)), render_inline(text))
    assert all(text[part.start - 2 : part.end - 2] == part.text for part in parts)
    return [part.text for part in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{ONE} (ICLR 2014) <br> {TWO} (NIPS 2014)", [f"{ONE} (ICLR 2014)", f"{TWO} (NIPS 2014)"]),
        (f"{ONE}, {TWO}", [ONE, TWO]),
        (f"1. {ONE}; 2. {TWO}", [f"1. {ONE}", f"2. {TWO}"]),
        (f"{ONE} (ICLR, 2014) and {TWO}", [f"{ONE} (ICLR, 2014)", TWO]),
        (f"**{ONE}**<br/>**{TWO}**<br>", [f"**{ONE}**", f"**{TWO}**"]),
        (f"{ONE} {PDF}<br>{TWO}", [f"{ONE} {PDF}", TWO]),
        (f"{ONE}, {CODE}, {TWO}", [f"{ONE}, {CODE}", TWO]),
        (f"{ONE}, {TWO}, {ONE}", [ONE, f"{TWO}, {ONE}"]),
        (f"{ONE}<br>by Ada Lovelace<br>{TWO}", [f"{ONE}<br>by Ada Lovelace", TWO]),
        (
            "[A first paper](https://ada.org/a.pdf), [A second paper](https://ada.org/b.pdf)",
            ["[A first paper](https://ada.org/a.pdf)", "[A second paper](https://ada.org/b.pdf)"],
        ),
    ],
)
def test_titles_after_a_line_break_or_a_separator(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "A title",
        f"{ONE}, {PDF}",
        f"{ONE} and [its second version](https://arxiv.org/abs/2401.00001v2)",
        f"{ONE}, {CODE}",
        f"{ONE} builds upon {TWO}, and that is all",
        f"{ONE}<br>It builds upon {TWO}",
        f"{ONE} by Ada, {TWO}",
        f"{ONE}, which builds upon {TWO}",
        f"{ONE}, [A first paper](https://openreview.net/forum?id=x)",
        f"{ONE}, [Ruiz et al., 2020](https://arxiv.org/abs/2001.00001)",
    ],
)
def test_other_links_are_of_the_same_paper(text: str) -> None:
    assert parts_of(text) == [text]


@pytest.mark.parametrize(
    "cell",
    ["<p>{}</p><p>{}</p>", "<ul><li>{}<li>{}</ul>", "{}<br class='a' />{}", "<b>{},</b> <b>{}</b>"],
)
def test_titles_in_html(cell: str) -> None:
    links = [
        f'<a href="https://arxiv.org/abs/2401.{number:05}">{title}</a>'
        for number, title in enumerate(("A first paper", "A *second* paper"))
    ]
    row = f"<tr><td>{cell.format(*links)}<td>2024</tr>"
    listed = wp.parse(f"<table><tr><th>Title<th>Date</tr>\n{row}</table>\n")
    assert [(paper.title, len(paper.links)) for paper in listed] == [
        ("A first paper", 1),
        ("A *second* paper", 1),
    ]


def test_lines_of_other_cells_are_divided() -> None:
    cell = Cell("a <br> b", 10, 18)
    assert divided(cell, 2) == [Cell("a", 10, 11), Cell("b", 17, 18)]
    assert divided(cell, 3) == [cell] * 3
    assert divided(Cell("a<br>", 0, 5), 2) == [Cell("a<br>", 0, 5)] * 2


def parse(row: str) -> Papers:
    return wp.parse(f"| Date | Presenter | Paper |\n|---|---|---|\n{row}\n", on_error="collect")


def test_papers_of_one_cell_share_the_other_cells() -> None:
    listed = parse(f"| 2023-03-29 | Ada | {ONE} (ICLR 2014) <br> {TWO} (NIPS 2014) |")
    assert [
        (each.title, str(each.listed_date), each.venue, dict(each.extra), str(each.arxiv_id))
        for each in listed
    ] == [
        ("A first paper", "2023-03-29", "ICLR 2014", {"Presenter": "Ada"}, "2401.00001"),
        ("A second paper", "2023-03-29", "NIPS 2014", {"Presenter": "Ada"}, "2401.00002"),
    ]
    assert [each.origin.line for each in listed if each.origin] == [3, 3]


def test_papers_of_one_cell_don_t_share_its_lines() -> None:
    header = "| Venue | Paper | Code | Own |\n|---|---|---|---|\n"
    cells = f"ICLR<br>- | {ONE}<br>{TWO} | [code](https://github.com/a/b)<br>- | soon<br>-"
    first, second = wp.parse(f"{header}| {cells} |\n", on_error="collect")
    assert (first.venue, len(first.links), dict(first.extra)) == ("ICLR", 2, {"Own": "soon"})
    assert (second.venue, len(second.links), dict(second.extra)) == (None, 1, {})


def test_problems_of_shared_cells_are_reported_once() -> None:
    listed = parse(f"| soon | Ada | {ONE}<br>{TWO} |")
    assert len(listed) == 2
    assert codes(listed) == ["bad-date"]


def test_papers_of_one_row_cant_be_edited() -> None:
    listed = parse(f"| 2023-03-29 | Ada | {ONE}<br>{TWO} |")
    with pytest.raises(wp.EditError, match="3: venue: the line lists several papers"):
        listed.edit(lambda paper: attrs.evolve(paper, venue="ICLR"))
    with pytest.raises(wp.EditError, match="the line lists several papers"):
        listed.remove(listed[1])
