"""Positions of links."""

from __future__ import annotations

from textwrap import dedent

from support.checks import HEAD, A, problems_of, problems_of_rows, row


def test_links_of_bullets_have_positions() -> None:
    text = """\
    - [A paper of words](https://arxiv.org/abs/2401.00001)
      - [Code](https://github.com/a/b), [2401.00001](https://arxiv.org/abs/2401.00002)
    - [Another paper](https://arxiv.org/abs/2413.00001)
    """
    assert problems_of(dedent(text)) == [
        "2:37 warning label-mismatch",
        "2:37 warning several-papers",
        "3:3 warning bad-id",
    ]


def test_links_of_html_have_positions() -> None:
    text = """\
    <table>
    <tr><th>Week</th><th>Title</th><th>Paper</th></tr>
    <tr><td>2024-06-30</td><td>A b c</td>
      <td><a href='https://arxiv.org/abs/2413.00001'>Paper</a></td></tr>
    </table>
    """
    assert problems_of(dedent(text)) == ["4:7 warning bad-id"]


def test_links_with_the_same_target_are_distinguished() -> None:
    link = f"[2406.00001]({A}) [2406.00009]({A})"
    assert problems_of_rows(row(link)) == ["3:79 warning label-mismatch"]


def test_links_after_escaped_pipes_have_positions() -> None:
    line = HEAD + rf"| 2024-06-30 | T \| U | cs.CL | a \| b | [a \| b]({A}) {A}v1 |"
    text = line.replace(f"{A})", "https://arxiv.org/abs/2413.00001)")
    column = text.splitlines()[2].index("[") + 1
    assert problems_of(text)[0] == f"3:{column} warning bad-id"
