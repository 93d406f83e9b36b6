"""Every kind of problem is in one table; each is found, and at its place."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers.checking.checker import check_text

PACKAGE = Path(wp.__file__).parent
DATA = Path(__file__).parents[2] / "shared" / "data"

HEAD = "| Week | title | category | abstract | Paper-Link |\n|---|---|---|---|---|\n"
A, B, C = (f"https://arxiv.org/abs/2406.0000{n}" for n in (1, 2, 3))


def found(text: str) -> list[str]:
    """Place, severity and code of each problem of a list."""
    problems = wp.check(io.StringIO(text))
    assert all(each.severity in wp.PROBLEMS[each.code].severities for each in problems)
    return [f"{each.line}:{each.column} {each.severity} {each.code}" for each in problems]


def row(link: str = A, week: str = "2024-06-30", title: str = "T", category: str = "cs.CL") -> str:
    return f"| {week} | {title} | {category} | a | {link} |\n"


def rows(*lines: str) -> list[str]:
    """The problems of rows of the weekly table; the first is on line 3, its link in column 32."""
    return found(HEAD + "".join(lines))


def sections(*headings: str) -> list[str]:
    """The problems of sections with a paper each; the headings are on lines 1, 5, 9, …"""
    paper = "## {}\n\n- [A paper {}](https://arxiv.org/abs/2201.0000{})\n\n"
    return found("".join(paper.format(text, at, at) for at, text in enumerate(headings)))


# -- The table of codes ------------------------------------------------------------------------


def codes_in_source() -> set[str]:
    made = re.compile(
        r"(?:CellError|\.problem|\.report|_report_at)\(\s*\"([a-z0-9-]+)\""
        r"|code=\"([a-z0-9-]+)\"(?: if \w+ else \"([a-z0-9-]+)\")?"
    )
    texts = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    groups = (match for text in texts for match in made.findall(text))
    return {code for match in groups for code in match if code}


def test_every_code_is_in_the_table() -> None:
    assert codes_in_source() == set(wp.PROBLEMS)


@pytest.mark.parametrize("code", wp.PROBLEMS)
def test_a_kind(code: str) -> None:
    kind = wp.PROBLEMS[code]
    assert kind.code == code
    assert kind.severity == kind.severities[0]
    order = ["error", "repaired", "warning", "info"]
    assert sorted(kind.severities, key=order.index) == list(kind.severities)
    for sentence in (kind.summary, kind.mend):
        assert sentence[0].isupper() or sentence.startswith("arXiv")
        assert sentence.endswith(".")


def test_the_table_is_not_to_be_changed() -> None:
    with pytest.raises(TypeError):
        wp.PROBLEMS["bad-week"] = wp.PROBLEMS["bad-date"]  # type: ignore[index]


# -- Links -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (A, []),
        ("https://openreview.net/forum?id=1", []),
        ("[Paper](https://example.edu/long-rag)", []),
        ("[blog](https://a.org) " + A, []),
        ("", ["3:32 warning no-link"]),
        ("https://a.org/b", ["3:32 info no-paper-link"]),
        ("[code](https://github.com/a/b)", ["3:32 info no-paper-link"]),
        ("https://arxlv.org/abs/2406.00001", ["3:32 warning no-paper-link"]),
        ("https://arxiv.org.evil.com/abs/2406.00001", ["3:32 warning no-paper-link"]),
        ("https://arxiv.org@evil.com/abs/2406.00001", ["3:32 warning no-paper-link"]),
        (f"{A} [pdf](https://arxlv.org/pdf/2406.00001)", ["3:65 warning no-paper-link"]),
        ("https://arxiv.org/list/cs.CL/recent", ["3:32 info no-paper-link"]),
        ("https://arxiv.org/abs/2413.00001", ["3:32 warning bad-id"]),
        ("https://arxiv.org/pdf/2406.0001.pdf", ["3:32 warning bad-id"]),
        ("https://doi.org/10.48550/arXiv.2406.0001", ["3:32 warning bad-id"]),
        (f"{A} https://arxiv.org/abs/1413.0001", ["3:65 warning bad-id"]),
        ("[2406.00001](https://arxiv.org/abs/2406.00010)", ["3:32 warning label-mismatch"]),
        ("[arXiv:2406.00001v2](https://arxiv.org/abs/2406.00001)", []),
        (f"[abs]({A}) [pdf](https://arxiv.org/pdf/2406.00002)", ["3:72 warning several-papers"]),
        (f"[abs]({A}) [pdf](https://arxiv.org/pdf/2406.00001)", []),
        (f"[abs]({A}) [the work that it goes on from]({B})", []),
        (f"{A}v1", ["3:32 info pinned-version"]),
        ("[a](htps://arxiv.org/abs/2406.00001)", ["3:32 warning bad-scheme"]),
        ("[a](mailto:a@b.org)", ["3:32 info no-paper-link"]),
    ],
)
def test_links(link: str, expected: list[str]) -> None:
    assert rows(row(link)) == expected


def test_the_reason_why_an_identifier_cannot_exist() -> None:
    (problem,) = wp.check(io.StringIO(HEAD + row("https://arxiv.org/abs/2413.00001")))
    assert problem.message.endswith("got '2413.00001': there is no month 13")


@pytest.mark.parametrize(
    "wrong", ["htps://", "http:/", "https:/", "https:///", "https//", "ttps://", "hhttps://"]
)
def test_a_misspelt_scheme_is_mended(wrong: str) -> None:
    text = HEAD + row(f"[a|b]({wrong}arxiv.org/abs/2406.00001)".replace("|", r"\|"))
    fixed = wp.fix(io.StringIO(text))
    assert [each.code for each in fixed.fixed] == ["bad-scheme"]
    assert fixed.text == text.replace(wrong, "https://")
    assert fixed.problems == ()


def test_links_of_bullets_have_their_places() -> None:
    text = """\
    - [A paper of words](https://arxiv.org/abs/2401.00001)
      - [Code](https://github.com/a/b), [2401.00001](https://arxiv.org/abs/2401.00002)
    - [Another paper](https://arxiv.org/abs/2413.00001)
    """
    assert found(dedent(text)) == [
        "2:37 warning label-mismatch",
        "2:37 warning several-papers",
        "3:3 warning bad-id",
    ]


def test_links_of_html_have_their_places() -> None:
    text = """\
    <table>
    <tr><th>Week</th><th>Title</th><th>Paper</th></tr>
    <tr><td>2024-06-30</td><td>A b c</td>
      <td><a href='https://arxiv.org/abs/2413.00001'>Paper</a></td></tr>
    </table>
    """
    assert found(dedent(text)) == ["4:7 warning bad-id"]


def test_links_of_the_same_target_are_told_apart() -> None:
    link = f"[2406.00001]({A}) [2406.00009]({A})"
    assert rows(row(link)) == ["3:79 warning label-mismatch"]


def test_links_behind_escaped_pipes_have_their_places() -> None:
    line = HEAD + rf"| 2024-06-30 | T \| U | cs.CL | a \| b | [a \| b]({A}) {A}v1 |"
    text = line.replace(f"{A})", "https://arxiv.org/abs/2413.00001)")
    at = text.splitlines()[2].index("[") + 1
    assert found(text)[0] == f"3:{at} warning bad-id"


def test_a_table_without_a_column_of_links_is_told_once() -> None:
    table = "| title | category |\n|---|---|\n| A | cs.CL |\n| B | cs.LG |\n"
    assert found(table) == ["1:1 warning no-link"]


def test_a_dead_link_is_no_missing_one() -> None:
    table = "| Date | Title | Paper |\n|---|---|---|\n| 2024 | A b c | [soon]() |\n"
    assert found(f"{table}| 2024 | D e f | {A} |\n") == ["3:18 warning dead-link"]


def test_the_manner_of_a_list_to_name_versions_is_told_once() -> None:
    pinned = [
        row(f"https://arxiv.org/abs/2406.000{at}v1", title=chr(at + 60)) for at in range(10, 21)
    ]
    assert rows(*pinned) == ["3:32 info pinned-version"]
    assert len(rows(*pinned[1:])) == 10


# -- Papers ------------------------------------------------------------------------------------


def test_duplicates_in_one_week_and_in_two() -> None:
    listed = rows(row(), row(title="U"), row(week="2024-06-23"))
    assert listed == ["4:16 warning duplicate", "5:16 warning listed-again"]
    (_, again) = wp.check(io.StringIO(HEAD + row() + row(title="U") + row(week="2024-06-23")))
    assert again.message == "2406.00001 is already listed in the week 2024-06-30 (line 3)"


def test_duplicates_without_weeks() -> None:
    table = "| Date | Title | Paper |\n|---|---|---|\n"
    entry = f"| 2024-06-30 | A b c | {A} |\n"
    topics = f"# L\n\n## One\n\n{table}{entry}{entry}\n## Two\n\n{table}{entry}"
    assert found(topics) == ["8:16 warning duplicate", "14:16 info listed-again"]
    days = f"## 2024-06-30\n\n{table}{entry}\n## 2024-06-29\n\n{table}{entry}"
    assert found(days) == ["11:16 warning listed-again"]


@pytest.mark.parametrize(
    ("week", "expected"),
    [("2024-06-02", []), ("2024-05-26", ["3:3 warning date-before-paper"])],
)
def test_weeks_before_the_paper(week: str, expected: list[str]) -> None:
    assert rows(row(week=week)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-06-01", []),
        ("2024-06", []),
        ("2024", []),
        ("2024-05-02", ["3:3 info date-before-paper"]),
        ("2024-04-30", ["3:3 warning date-before-paper"]),
        ("2024-04", ["3:3 warning date-before-paper"]),
        ("2023", ["3:3 info date-before-paper"]),
    ],
)
def test_dates_before_the_paper(date: str, expected: list[str]) -> None:
    assert found(f"| Date | Title | Paper |\n|---|---|---|\n| {date} | A b c | {A} |\n") == expected


def test_a_heading_before_the_paper() -> None:
    text = f"## May 20 - May 26, 2024\n\n- [Words of a title]({A})\n"
    assert found(text) == ["3:3 warning date-before-paper"]


def test_categories_of_the_list_itself_are_told_once() -> None:
    own = [row(A, category="Vision stuff"), row(B, title="U", category="Planning")]
    assert rows(*own) == ["3:20 info unknown-category"]
    assert rows(*own, row(C, title="V")) == [
        "3:20 warning unknown-category",
        "4:20 warning unknown-category",
    ]


# -- Weeks -------------------------------------------------------------------------------------

LAST = "June 24 - June 30, 2024"
BEFORE = "June 17 - June 23, 2024"


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([LAST, BEFORE, "June 10 - June 16, 2024"], []),
        ([LAST, BEFORE, "June 3 - June 9, 2024"], ["9:4 warning missing-week"]),
        (["June 3 - June 9, 2024", BEFORE, LAST], ["5:4 warning missing-week"]),
        ([LAST, "May 6 - May 12, 2024"], ["5:4 warning missing-week"]),
        ([LAST, "June 10 - June 16, 2024", "May 27 - June 2, 2024"], []),
        ([LAST, LAST], ["5:4 warning overlapping-weeks"]),
        ([f"Week {LAST}", f"Week {BEFORE}"], []),
        ([LAST, "Week June 18 - June 24, 2024"], ["5:9 warning overlapping-weeks"]),
        (["Mar 26 - Mar 31, 2024"], ["1:4 warning week-length"]),
        (
            ["Jan 8 - Jan 14, 2024", "Jan 1 - Jan 8, 2024"],
            ["5:4 warning week-length", "5:4 warning overlapping-weeks"],
        ),
        (["Jun 3 - Jun 7, 2024", "May 27 - May 31, 2024", "May 20 - May 24, 2024"], []),
        (["Jun 1 - Jun 30, 2024", "May 1 - May 31, 2024", "Apr 1 - Apr 30, 2024"], []),
        ([LAST, "June 10 - June 16, 2024", BEFORE, "June 3 - June 9, 2024"],
         ["9:4 warning week-order"]),
        (["2024-06-30", "2024-06-22", "2024-06-16", "2024-06-09"], ["5:4 warning odd-weekday"]),
        (["2024-06-30", "2024-06-29", "2024-06-28", "2024-06-25"], []),
    ],
)  # fmt: skip
def test_weeks_of_headings(headings: list[str], expected: list[str]) -> None:
    assert sections(*headings) == expected


def weeks(*days: str) -> list[str]:
    """The problems of rows of these weeks, the first on line 3."""
    link = "https://arxiv.org/abs/2001.0000{}"
    return rows(*(row(link.format(n), week=day, title=f"T{n}") for n, day in enumerate(days)))


def test_days_of_less_than_a_week() -> None:
    assert weeks("2024-06-30", "2024-06-27") == ["4:3 warning overlapping-weeks"]
    assert weeks("2024-06-30", "2024-06-23") == []


def test_a_saturday_among_sundays() -> None:
    assert weeks("2024-06-30", "2024-06-22", "2024-06-16") == ["4:3 warning odd-weekday"]


def test_each_gap_once() -> None:
    days = ["2024-06-30", "2024-06-23", "2024-06-02", "2024-05-26", "2024-05-12"]
    assert weeks(*days) == ["5:3 warning missing-week", "7:3 warning missing-week"]


def test_gaps_say_which_weeks() -> None:
    text = HEAD + "".join(
        row(f"https://arxiv.org/abs/2001.0000{at}", week=day, title=f"T{at}")
        for at, day in enumerate(
            ["2024-06-30", "2024-06-23", "2024-06-09", "2024-06-02", "2024-05-05"]
        )
    )
    assert [each.message for each in wp.check(io.StringIO(text))] == [
        "there is no week 2024-06-16 between 2024-06-09 and 2024-06-23",
        "there are no weeks 2024-05-12 to 2024-05-26, 3 in all, between 2024-05-05 and 2024-06-02",
    ]


def test_a_mistaken_year_is_out_of_order_and_leaves_a_gap() -> None:
    days = ["2024-01-14", "2023-01-07", "2023-12-31", "2023-12-24"]
    assert weeks(*days) == ["4:3 warning week-order", "5:3 warning missing-week"]


def test_two_tables_of_one_week() -> None:
    first, second = HEAD + row(A), HEAD + row(B, title="U")
    assert found(f"{first}\n{second}") == ["7:3 warning overlapping-weeks"]
    assert found(f"# L\n\n## One\n\n{first}\n## Two\n\n{second}") == []


def test_weeks_of_json() -> None:
    papers = wp.parse(HEAD + row(A) + row(B, week="2024-06-23") + row(C, week="2024-06-09"))
    problems = check_text(papers.to_json(), "list.json")
    assert [(each.line, each.code) for each in problems] == [(None, "missing-week")]


# -- Any text ----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"|-#*[]()<>`\\\n:",
        *[
            "\n\n",
            "## ",
            "- ",
            "# x\n",
            " T ",
            "[b](",
            "\u2028",
            "\0",
            "cs.CL",
            "vision",
            "https://[",
        ],
        *["2024-06-30", "2024-06-16", "2024-13-01", "Jun 3 - Jun 9", "Jun 10 - Jun 16, 2024"],
        *[A, f"[a]({A}v1)", "htps://arxiv.org/abs/2413.1", "| 2024-06-30 | T | "],
        "| Week | title | Paper-Link |\n|---|---|---|\n",
        "| title | category |\n|-|-|\n",
        "<table><tr><th>Title<th>Paper<tr><td>A b<td>",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_check_never_raises_and_has_what_reading_finds(text: str) -> None:
    problems = wp.check(io.StringIO(text, newline=""))
    assert not Counter(wp.parse(text, on_error="collect").problems) - Counter(problems)
    lines = re.split(r"\r\n|[\r\n]", text)
    for each in problems:
        assert each.severity in wp.PROBLEMS[each.code].severities
        assert each.line is None or 1 <= each.line <= len(lines)
        if each.line and each.column:
            assert each.column <= len(lines[each.line - 1]) + 1


# -- Real lists --------------------------------------------------------------------------------


def real(name: str) -> Counter[tuple[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return Counter((each.code, each.severity) for each in wp.check(path))


def test_the_weekly_list_has_none_to_act_upon() -> None:
    assert set(real("weekly-papers.md")) <= {("pinned-version", "info")}


def test_weeks_of_a_real_list() -> None:
    told = real("ml-papers-of-the-week.md")
    assert told["week-length", "warning"] == 2
    assert told["missing-week", "warning"] == 9
    assert {code for code, severity in told if severity == "warning"} == {
        "week-length",
        "missing-week",
    }


def test_papers_under_several_topics() -> None:
    told = real("lists/arxiv-daily.md")
    assert told["listed-again", "info"] == 749
    assert sum(count for (_, severity), count in told.items() if severity != "info") < 10


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("awesome-venues", 30),
        ("chinese-reading", 10),
        ("daily-summaries", 10),
        ("survey-bullets", 10),
    ],
)
def test_a_person_can_read_what_is_to_be_acted_upon(name: str, most: int) -> None:
    told = real(f"lists/{name}.md")
    assert 0 < sum(count for (_, severity), count in told.items() if severity != "info") < most
