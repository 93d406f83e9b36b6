"""Comments in a list that silence problems."""

from __future__ import annotations

import io

import attrs
import pytest

import weeklypapers as wp
from support.cli import HEAD, row

IGNORE = "<!-- weeklypapers: ignore no-link -->"
LINKLESS = row(2, link="")
ITEMS = """\
- [One paper of many](https://arxiv.org/abs/2406.15319) - A. Author, 2024
- [Two papers](https://arxiv.org/abs/2406.15320) - B. Author, 2023
"""
EARLY = "<!-- weeklypapers: ignore date-before-paper -->"  # the year of the second item


def check(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in wp.check(io.StringIO(text))]


def test_without_comments() -> None:
    assert check(HEAD + row(1) + LINKLESS) == [("no-link", 4)]
    assert check(ITEMS) == [("date-before-paper", 2)]


# On a line with other text


@pytest.mark.parametrize(
    "line",
    [
        LINKLESS.replace("\n", f" {IGNORE}\n"),
        LINKLESS.replace("\n", f"{IGNORE}\n"),
        LINKLESS.replace("Paper 2", f"Paper 2 {IGNORE}"),
        LINKLESS.replace("2024-06-30", f"2024-06-30{IGNORE}"),
        LINKLESS.replace("|  |", f"| {IGNORE} |"),
        LINKLESS.replace("\n", " <!--weeklypapers:ignore duplicate,no-link--> \n").replace(
            "duplicate,", ""
        ),
    ],
)
def test_a_row(line: str) -> None:
    assert check(HEAD + row(1) + line + row(3)) == []
    assert check(HEAD + row(1) + line + row(3, link="")) == [("no-link", 5)]
    papers = wp.parse(HEAD + row(1) + line + row(3))
    assert [paper.title for paper in papers] == ["Paper 1", "Paper 2", "Paper 3"]
    assert papers == wp.parse(HEAD + row(1) + LINKLESS + row(3))
    assert papers.to_markdown() == HEAD + row(1) + line + row(3)


def test_a_row_without_outer_pipes() -> None:
    head = "Title | Venue | Link\n--|--|--\n"
    rows = (
        f"One {IGNORE} | ACL 2024 | -\nTwo | ACL 2024 | [pdf](https://arxiv.org/abs/2406.00002)\n"
    )
    assert check(head + rows) == []
    assert wp.parse(head + rows)[0].venue == "ACL 2024"


def test_an_item() -> None:
    assert check(ITEMS.rstrip() + f" {EARLY}\n") == []
    first, second = ITEMS.splitlines()
    assert check(f"{first} {EARLY}\n{second}\n") == [
        ("unused-ignore", 1),
        ("date-before-paper", 2),
    ]
    assert check(f"{first}\n{second}\n  More about it. {EARLY}\n\n## Heading\n") == []


def test_a_heading() -> None:
    weeks = "## 2024-06-30\n\n- [A](https://arxiv.org/abs/2406.00001)\n\n## 2024-07-14{}\n\n"
    weeks += "- [B](https://arxiv.org/abs/2406.00002)\n\n## 2024-06-23\n\n"
    weeks += "- [C](https://arxiv.org/abs/2406.00003)\n"
    codes = {code for code, line in check(weeks.format("")) if line == 5}
    assert codes
    comment = f" <!-- weeklypapers: ignore {', '.join(sorted(codes))} -->"
    assert [line for _, line in check(weeks.format(comment)) if line == 5] == []


# On a line of its own


def test_a_table() -> None:
    table = HEAD + row(1) + LINKLESS
    for blank in ("", "\n"):
        assert check(f"{IGNORE}\n{blank}{table}") == []
        assert check(f"{IGNORE}\n{blank}{table}\n{table}")[-1][0] == "no-link"


def test_an_html_table() -> None:
    table = (
        "<table>\n<tr><th>Title</th><th>Link</th><th>Venue</th></tr>\n"
        "<tr><td>One</td><td><a href='https://arxiv.org/abs/2406.00001'>pdf</a></td><td>ACL</td></tr>\n"
        "<tr><td>Two</td><td></td><td>ACL</td></tr>\n</table>\n"
    )
    assert [code for code, _ in check(table)] == ["no-link"]
    assert check(f"{IGNORE}\n\n{table}") == []


@pytest.mark.parametrize("between", [f"{EARLY}\n", f"\n{EARLY}\n\n", f"{EARLY}\n\n"])
def test_the_next_item(between: str) -> None:
    first, second = ITEMS.splitlines()
    assert check(f"{first}\n{between}{second}\n") == []
    assert [code for code, _ in check(f"{between}{first}\n{second}\n")] == [
        "unused-ignore",
        "date-before-paper",
    ]


def test_two_comments_before_an_item() -> None:
    first, second = ITEMS.splitlines()
    second = second.replace(
        "https://arxiv.org/abs/2406.15320", "https://arxiv.org/abs/2406.15320v2"
    )
    other = EARLY.replace("date-before-paper", "pinned-version")
    assert check(f"{first}\n\n{EARLY}\n{other}\n\n{second}\n") == []


def test_an_indented_comment_belongs_to_its_item() -> None:
    assert check(f"{ITEMS}  {EARLY}\n") == []
    assert check(f"{ITEMS}  {EARLY}\n- [Three](https://arxiv.org/abs/2406.15321) - C, 2024\n") == []


def test_the_next_heading() -> None:
    text = "## June 24\n\n- [A](https://arxiv.org/abs/2406.00001)\n"
    codes = [code for code, line in check(text) if line == 1]
    assert codes
    assert check(f"<!-- weeklypapers: ignore {' '.join(codes)} -->\n\n{text}") == []


def test_a_comment_of_several_lines() -> None:
    assert check("<!-- weeklypapers:\n  ignore\n  no-link\n-->\n" + HEAD + LINKLESS) == []


def test_a_comment_at_the_end_silences_nothing() -> None:
    assert check(f"{HEAD}{LINKLESS}\n{IGNORE}\n") == [("no-link", 3), ("unused-ignore", 5)]


# The whole list


@pytest.mark.parametrize("where", ["{}\n\n{}", "{1}\n{0}\n"])
def test_the_file(where: str) -> None:
    comment = "<!-- weeklypapers: ignore-file no-link -->"
    assert check(where.format(comment, HEAD + LINKLESS + row(3, link=""))) == []
    assert check(where.format(comment, HEAD + row(1)))[0][0] == "unused-ignore"


def test_problems_without_a_line() -> None:
    text = "<!-- weeklypapers: ignore-file no-such-column -->\n\n" + HEAD + row(1)
    assert wp.check(io.StringIO(text), columns={"Other": "title"}) == ()


# Problems of comments


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignroe no-link", "expected ignore or ignore-file, got 'ignroe'. Did you mean 'ignore'?"),
        ("", "expected ignore or ignore-file, got ''"),
        ("ignore", "expected codes of problems, such as ignore dead-link, got none"),
        ("ignore-file ,", "expected codes of problems, such as ignore-file dead-link, got none"),
        ("ignore no-lnk", "there is no problem 'no-lnk'. Did you mean 'no-link'?"),
        ("ignore all", "there is no problem 'all'."),
    ],
)
def test_wrong_comments(comment: str, message: str) -> None:
    (problem,) = wp.check(
        io.StringIO(f"{HEAD}{row(1).rstrip()} <!-- weeklypapers: {comment} -->\n")
    )
    assert problem.code == "bad-ignore"
    assert problem.message.startswith(message)
    assert (problem.line, problem.column) == (3, len(row(1)) + 1)
    assert problem.text == f"<!-- weeklypapers: {comment} -->"


def test_known_codes_beside_unknown_ones_count() -> None:
    line = LINKLESS.replace("\n", " <!-- weeklypapers: ignore no-link no-lnik -->\n")
    assert check(HEAD + line) == [("bad-ignore", 3)]


def test_unused_comments() -> None:
    (problem,) = wp.check(io.StringIO(f"{IGNORE}\n{HEAD}{row(1)}"))
    assert problem.code == "unused-ignore"
    assert problem.message == "no no-link is reported there; remove it from the comment"
    assert problem.severity == "warning"


def test_problems_of_comments_can_be_silenced() -> None:
    file = "<!-- weeklypapers: ignore-file unused-ignore, bad-ignore -->\n"
    wrong = IGNORE.replace("no-link", "x")
    assert check(f"{file}\n{IGNORE}\n{wrong}\n{HEAD}{row(1)}") == []


def test_a_comment_between_rows_ends_the_table_as_on_github() -> None:
    text = f"{HEAD}{row(1)}{IGNORE}\n{LINKLESS}"
    assert check(text)[0] == ("bad-ignore", 4)
    assert "ends the table" in wp.check(io.StringIO(text))[0].message


def test_comments_in_code_are_text() -> None:
    code = f"\n```\n{IGNORE}\n```\n\n    {IGNORE}\n\nWrite `{IGNORE}` and \\{IGNORE}.\n"
    assert check(HEAD + row(1) + code) == []


def test_other_comments_are_not_read() -> None:
    assert check(f"<!-- ignore no-link -->\n<!-- weeklypapers -->\n{HEAD}{row(1)}") == []


def test_other_formats_have_no_comments() -> None:
    papers = wp.Papers([wp.Paper(title=IGNORE)])
    assert [problem.code for problem in wp.check(io.StringIO(papers.to_json()))] == ["no-link"]


def test_silenced_problems_are_not_fixed() -> None:
    text = "<!-- weeklypapers: ignore unescaped-pipe -->\n"
    text += HEAD + row(1).replace("| a |", "| a|b |")
    assert wp.fix(io.StringIO(text)).text == text
    assert wp.fix(io.StringIO(text.split("\n", 1)[1])).fixed


def test_edited_rows_keep_their_comments() -> None:
    text = HEAD + row(1).replace("\n", f" {IGNORE}\n") + row(2).replace("Paper 2", f"P {IGNORE}")
    papers = wp.parse(text)
    renamed = papers.edit(lambda paper: attrs.evolve(paper, title=f"{paper.title} again"))
    assert renamed.to_markdown().count(IGNORE) == 2
    assert [paper.title for paper in renamed] == ["Paper 1 again", "P again"]
    assert wp.parse(renamed.to_markdown()) == renamed


def test_a_long_list_with_many_comments() -> None:
    line = LINKLESS.replace("\n", f" {IGNORE}\n")
    rows = "".join(line.replace("Paper 2", f"Paper {number}") for number in range(2_000))
    assert check(HEAD + rows) == []
