"""Lists changed in the documents they were read from: the rows that say it, and no other byte."""

# ruff: noqa: E501 - rows as long as they are, with the dashes that lists have

from __future__ import annotations

import difflib
import pickle
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers.editing.document import Lines, differences
from weeklypapers.testing import hypothesis as strategies

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[2] / "shared" / "data"


def link(url: str, label: str | None = None) -> wp.Link:
    return wp.Link(url=url, label=label)


def replaced(papers: wp.Papers, at: int, **fields: Any) -> wp.Papers:
    """The list with some fields of one paper changed."""
    chosen = papers[at]
    return papers.edit(lambda paper: attrs.evolve(paper, **fields) if paper is chosen else paper)


def lines_changed(before: wp.Papers, after: wp.Papers) -> tuple[list[str], list[str]]:
    """The lines of a document that are gone, and those that are new."""
    one, other = (papers.to_markdown().splitlines() for papers in (before, after))
    found = [line for line in difflib.ndiff(one, other) if line[:2] in ("- ", "+ ")]
    gone = [line[2:] for line in found if line.startswith("-")]
    return gone, [line[2:] for line in found if line.startswith("+")]


def assert_written(papers: wp.Papers, **options: Any) -> None:
    """The document gives the papers when it is read again."""
    again = wp.parse(papers.to_markdown(), on_error="collect", **options)
    assert list(again) == list(papers)
    assert [paper.origin.line for paper in again if paper.origin] == [
        paper.origin.line for paper in papers if paper.origin
    ]


# -- Real lists --------------------------------------------------------------------------------


@cache
def real(name: str) -> wp.Papers:
    path = DATA / name
    if not path.exists():
        pytest.skip("the real lists are not here")
    with path.open(encoding="utf-8", newline="") as file:
        return wp.parse(file.read(), on_error="collect")


CHANGES: list[tuple[str, int, dict[str, Any]]] = [
    ("weekly-papers.md", 3, {"title": r"A title | with \alpha, $x|y$ and `code`"}),
    ("ml-papers-of-the-week.md", 3, {"title": r"A *title* | with \alpha and $x|y$"}),
    ("ml-papers-of-the-week.md", 100, {"title": "Another title"}),
    ("ml-papers-of-the-week.md", 0, {"abstract": "One line that says it.\nAnother *line*."}),
    ("lists/arxiv-daily.md", 3, {"title": "Another title"}),
    ("lists/arxiv-daily.md", 3, {"listed_date": wp.PartialDate(2026, 1, 2)}),
    ("lists/awesome-venues.md", 3, {"venue": "ICML 2026"}),
    ("lists/awesome-venues.md", 4, {"title": "Another_title | here"}),
    ("lists/chinese-reading.md", 2, {"listed_date": wp.PartialDate(2024, 12, 5)}),
]


@pytest.mark.parametrize(("name", "at", "fields"), CHANGES)
def test_one_line_of_a_real_list_changes(name: str, at: int, fields: dict[str, Any]) -> None:
    papers = real(name)
    new = replaced(papers, at, **fields)

    gone, made = lines_changed(papers, new)
    origin = papers[at].origin
    assert origin
    assert gone == [origin.text]
    assert len(made) == 1
    for field, value in fields.items():
        assert getattr(new[at], field) == value
    assert_written(new)
    others = [place for place in range(len(papers)) if place != at]
    assert [new[place] for place in others] == [papers[place] for place in others]


def test_a_link_of_its_own_column_takes_the_place_of_null() -> None:
    papers = real("lists/arxiv-daily.md")
    new = replaced(papers, 3, links=[*papers[3].links, link("https://github.com/a/b", "link")])

    assert lines_changed(papers, new)[1][0].endswith("|[link](https://github.com/a/b)|")
    assert lines_changed(papers, replaced(new, 3, links=papers[3].links)) == ([], [])


@pytest.mark.parametrize(
    "name", ["weekly-papers.md", "ml-papers-of-the-week.md", "lists/arxiv-daily.md"]
)
def test_rows_of_a_real_list_are_taken_out(name: str) -> None:
    papers = real(name)
    chosen = [papers[0], papers[7], papers[len(papers) - 1]]
    new = papers.edit(lambda paper: None if any(paper is one for one in chosen) else paper)

    gone, made = lines_changed(papers, new)
    assert gone == [paper.origin.text for paper in chosen if paper.origin]
    assert made == []
    assert len(new) == len(papers) - 3
    assert_written(new)
    assert new.to_markdown().endswith("\n") is papers.to_markdown().endswith("\n")


def new_paper(week: str, title: str = "A new paper") -> wp.Paper:
    links = [link("https://arxiv.org/abs/2406.00001", "Paper")]
    return wp.Paper(title=title, week=date.fromisoformat(week), abstract="It is new.", links=links)


@pytest.mark.parametrize(
    "week", ["2024-06-30", "2024-06-02", "2025-06-01", "2024-03-24", "2022-12-25"]
)
@pytest.mark.parametrize("name", ["weekly-papers.md", "ml-papers-of-the-week.md"])
def test_papers_are_added_to_a_real_list(name: str, week: str) -> None:
    papers = real(name)
    new = papers.add(new_paper(week), new_paper(week, "And another"))

    assert lines_changed(papers, new)[0] == []
    assert_written(new)
    added = [at for at, paper in enumerate(new) if paper.title in ("A new paper", "And another")]
    assert added == [added[0], added[0] + 1]
    assert [paper for at, paper in enumerate(new) if at not in added] == list(papers)
    assert [group.ending for group in new.weeks] == sorted(
        {*(group.ending for group in papers.weeks), date.fromisoformat(week)}, reverse=True
    )


def test_a_new_week_gets_a_section_like_its_neighbours() -> None:
    papers = real("ml-papers-of-the-week.md")
    new = papers.add(new_paper("2024-07-14"), new_paper("2024-07-14", "And another"))

    assert lines_changed(papers, new)[1] == [
        "## Top ML Papers of the Week (July 8 - July 14) - 2024",
        "| **Paper**  | **Links** |",
        "| ------------- | ------------- |",
        "| 1) **A new paper** - It is new.  | [Paper](https://arxiv.org/abs/2406.00001) |",
        "| 2) **And another** - It is new.  | [Paper](https://arxiv.org/abs/2406.00001) |",
        "",
    ]


def test_numbers_go_on_within_a_section() -> None:
    papers = real("ml-papers-of-the-week.md")
    new = papers.add(new_paper("2024-06-30"), new_paper("2024-06-30", "And another"))

    assert [line[:9] for line in lines_changed(papers, new)[1]] == ["| 11) **A", "| 12) **A"]


def test_a_new_week_of_the_weekly_table_is_padded_as_its_neighbours() -> None:
    papers = real("weekly-papers.md")
    added = lines_changed(papers, papers.add(new_paper("2024-05-15")))[1]

    pipes = [[at for at, char in enumerate(line) if char == "|"] for line in added]
    first = papers[0].origin
    assert first
    assert pipes == [[at for at, char in enumerate(first.text) if char == "|"]]


# -- The weekly table --------------------------------------------------------------------------

WEEKLY = """\
# Reading

| Week       | title   | category         | abstract | Paper-Link                               | Notes |
|:-----------|:--------|:-----------------|:---------|:-----------------------------------------|:------|
| 2024-06-30 | Alpha   | Machine Learning |          | [arxiv](https://arxiv.org/abs/2406.00001) | a     |
| 2024-06-30 | Beta    | Machine Learning | It is.   | [arxiv](https://arxiv.org/abs/2406.00002) |       |
| 2024-06-16 | Gamma   |                  |          |                                          |       |

Thanks!
"""

COLUMNS = ["title", "week", "category", "abstract", "links"]


@given(
    st.integers(0, 2),
    st.lists(st.sampled_from(COLUMNS), min_size=1),
    strategies.papers(arxiv=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_edit_of_the_weekly_table_is_read_back(
    at: int, fields: list[str], other: wp.Paper, newline: str
) -> None:
    text = WEEKLY.replace("\n", newline)
    papers = wp.parse(text)
    changed = {field: getattr(other, field) for field in fields}
    new = replaced(papers, at, **changed)

    wanted = [*papers]
    wanted[at] = attrs.evolve(papers[at], **changed)
    assert list(new) == wanted
    assert list(wp.parse(new.to_markdown())) == wanted
    before, after = (one.to_markdown().split(newline) for one in (papers, new))
    assert len(before) == len(after)
    assert [line for number, line in enumerate(after) if number != 4 + at] == [
        line for number, line in enumerate(before) if number != 4 + at
    ]


@given(st.lists(strategies.papers(arxiv=False), max_size=4), st.booleans())
def test_any_papers_are_added_to_the_weekly_table(found: list[wp.Paper], ends: bool) -> None:  # noqa: FBT001
    kept = [
        wp.Paper(**{field: getattr(paper, field) for field in COLUMNS}, extra={"Notes": "b | c"})
        for paper in found
    ]
    text = WEEKLY if ends else WEEKLY.removesuffix("\n\nThanks!\n")
    papers = wp.parse(text)
    new = papers.add(*kept)

    assert list(wp.parse(new.to_markdown())) == list(new)
    assert list(new) == list(wp.Papers(papers).add(*kept))
    assert new.to_markdown().endswith("\n") is text.endswith("\n")
    assert lines_changed(papers, new)[0] == []


def test_a_week_may_be_changed_in_its_column() -> None:
    new = replaced(wp.parse(WEEKLY), 1, week=date(2024, 7, 7))
    assert [paper.week for paper in new] == [date(2024, 6, 30), date(2024, 7, 7), date(2024, 6, 16)]


def test_a_cell_keeps_the_width_of_its_column_or_grows() -> None:
    papers = wp.parse(WEEKLY)
    short, long = "Beta 2", "A long title"

    assert "| 2024-06-30 | Beta 2  | Machine" in replaced(papers, 1, title=short).to_markdown()
    assert f"| {long} | Machine Learning | It" in replaced(papers, 1, title=long).to_markdown()


def test_extra_columns_go_by_their_header() -> None:
    papers = wp.parse(WEEKLY)
    new = replaced(papers, 2, extra={"Notes": "x | y"})

    assert new[2].extra == {"Notes": "x | y"}
    assert lines_changed(papers, new)[1][0].endswith(r"| x \| y |")


def test_a_row_that_is_too_short_is_completed() -> None:
    papers = wp.parse(f"{WEEKLY.split('Thanks')[0].rstrip()}\n| | Short\n")
    assert lines_changed(papers, replaced(papers, 3, abstract="x"))[1] == ["| | Short | | x | | |"]


def test_an_empty_weekly_table_is_filled() -> None:
    empty = wp.parse(wp.Papers().to_markdown())
    new = empty.add(new_paper("2024-06-23"), new_paper("2024-06-30", "B"))

    assert [paper.title for paper in new] == ["B", "A new paper"]
    assert new.to_markdown().splitlines()[2].startswith("| 2024-06-30 | B       |            |")


# -- Tables of other shapes --------------------------------------------------------------------

TABLE = """\
> intro | with a pipe

| No | Title | Venue | Date | Category | Links | Comment |
|---|---|---|---|---|---|---|
| 1 | **Alpha** | *ICML* 2024 | June 5, 2024 | cs.CL | [pdf](https://arxiv.org/abs/2406.00001), [code](https://github.com/a/b) | hm |
| 2 | **Beta** | | 2024/6/7 | cs.LG | [pdf](https://arxiv.org/abs/2406.00002) | |
| 3 | **Gamma** | - | 2024年6月9日 | Machine Learning | [pdf](https://arxiv.org/abs/2406.00003) | |
| 4 | **Delta** | ACL | 2024-06 | Machine Learning | | |
"""

PDF = "https://arxiv.org/abs/2406.00001"
CASES: list[tuple[int, dict[str, Any], str]] = [
    (0, {"title": "Alpha_1 | $x_1|y$"}, r"| **Alpha_1 \| $x_1\|y$** |"),
    (
        0,
        {"title": r"a **b** `c` [d](e) &amp; \| <i>"},
        r"\*\*b\*\* \`c\` \[d\](e) \&amp; \\\| \<i\>",
    ),
    (0, {"title": "See https://a.b and ~~x~~"}, r"**See https\://a.b and \~\~x\~\~**"),
    (0, {"venue": "NeurIPS 2025"}, "| NeurIPS 2025 |"),
    (1, {"venue": "ACL"}, "| ACL | 2024/6/7"),
    (2, {"venue": "ACL"}, "| ACL | 2024年"),
    (0, {"venue": None}, "| **Alpha** |  | June"),
    (0, {"listed_date": wp.PartialDate(2024, 7, 15)}, "| July 15, 2024 |"),
    (1, {"listed_date": wp.PartialDate(2024, 12, 1)}, "| 2024/12/1 |"),
    (2, {"listed_date": wp.PartialDate(2025, 1, 10)}, "| 2025年1月10日 |"),
    (3, {"listed_date": wp.PartialDate(2025, 1)}, "| 2025-01 |"),
    (3, {"listed_date": wp.PartialDate(2025, 1, 10)}, "| 2025-01-10 |"),
    (0, {"listed_date": None}, "|  | cs.CL"),
    (0, {"category": wp.Category.parse("cs.AI")}, "| cs.AI |"),
    (2, {"category": wp.Category.parse("cs.AI")}, "| Artificial Intelligence |"),
    (0, {"links": [link(PDF, "pdf")]}, f"| [pdf]({PDF}) | hm |"),
    (1, {"links": []}, "| cs.LG |  | |"),
    (
        3,
        {"links": [link(PDF, "pdf"), link("https://a.b/(c)", "co|de")]},
        r"[co\|de](<https://a.b/\(c\)>)",
    ),
    (
        0,
        {"links": [link(f"{PDF}v2", "pdf"), link("https://github.com/a/b", "*")]},
        f"[pdf]({PDF}v2), [*]",
    ),
    (0, {"links": [link(PDF), link("https://github.com/a/b", "code")]}, f"| <{PDF}>, [code]"),
    (1, {"comment": "one\ntwo"}, "| one<br>two |"),
    (2, {"extra": {"No": "III"}}, "| III | **Gamma**"),
]


@pytest.mark.parametrize(("at", "fields", "shown"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_is_written_in_the_manner_of_its_cell(
    at: int, fields: dict[str, Any], shown: str, newline: str
) -> None:
    papers = wp.parse(TABLE.replace("\n", newline))
    new = replaced(papers, at, **fields)

    gone, made = lines_changed(papers, new)
    origin = papers[at].origin
    assert origin
    assert gone == [origin.text]
    assert shown.replace(r"<https://a.b/\(c\)>", "https://a.b/(c)") in made[0]
    assert differences(attrs.evolve(papers[at], **fields), new[at]) == []
    assert_written(new)


@pytest.mark.parametrize(
    ("text", "before", "day", "after"),
    [
        ("M/D/YY", "9/14/24", "2024-10-22", "10/22/24"),
        ("ambiguous", "9/14/24", "2024-10-02", "2024-10-02"),
        ("full", "**2024-09-14**", "2024-10-02", "**2024-10-02**"),
        ("dots", "2024.9.14", "2024-10-02", "2024.10.2"),
        ("dots padded", "2024.09.14", "2024-10-02", "2024.10.02"),
        ("short", "14 Sep 2024", "2024-10-02", "2 Oct 2024"),
        ("ordinal", "September 14th, 2024", "2024-10-22", "October 22nd, 2024"),
        ("compact", "20240914", "2024-10-02", "20241002"),
        ("month", "Sep 2024", "2024-10", "Oct 2024"),
        ("coarser", "2024/09/14", "2024-10", "2024-10"),
        ("none", "-", "2024-10-02", "2024-10-02"),
    ],
)
def test_a_date_is_written_as_the_old_one(text: str, before: str, day: str, after: str) -> None:
    papers = wp.parse(f"| Title | Date | Abstract |\n|-|-|-|\n| A thing | {before} | {text} |\n")
    new = replaced(papers, 0, listed_date=wp.PartialDate.parse(day))
    assert lines_changed(papers, new)[1] == [f"| A thing | {after} | {text} |"]


ENTRIES = """\
## Papers (June 3 - June 9, 2024)

| **Paper** | **Links** |
| --- | --- |
| 1) **One** - a summary. | [Paper](https://arxiv.org/abs/2406.00001) |
| 2) **Two** | [Paper](https://arxiv.org/abs/2406.00002), [Tweet](https://x.com/a/status/1) |
| 3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan <br> Venue: ICML |  |
"""


@pytest.mark.parametrize(
    ("at", "fields", "cell"),
    [
        (0, {"abstract": "more | less\nof *it*"}, r"1) **One** - more \| less<br>of \*it\*"),
        (0, {"abstract": None}, "1) **One**"),
        (1, {"abstract": "Now it has one."}, "2) **Two** - Now it has one."),
        (0, {"title": "First"}, "1) **First** - a summary."),
        (0, {"title": "First", "abstract": "New."}, "1) **First** - New."),
        (0, {"venue": "ACL"}, "1) **One** - a summary.<br>Venue: ACL"),
        (
            2,
            {"listed_authors": ["Cy Doe", "Di Ef"]},
            "3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Cy Doe, Di Ef <br> Venue: ICML",
        ),
        (
            2,
            {"venue": None},
            "3) **[Three](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan",
        ),
        (2, {"links": []}, "3) **Three** <br> Ann Lee, Bo Chan <br> Venue: ICML"),
        (
            2,
            {"title": "Third"},
            "3) **[Third](https://arxiv.org/abs/2406.00003)** <br> Ann Lee, Bo Chan <br> Venue: ICML",
        ),
    ],
)
def test_an_entry_is_written_part_by_part(at: int, fields: dict[str, Any], cell: str) -> None:
    papers = wp.parse(ENTRIES)
    new = replaced(papers, at, **fields)

    assert lines_changed(papers, new)[1][0].split(" | ")[0].split(" |  |")[0] == f"| {cell}"
    assert_written(new)


@pytest.mark.parametrize("others", [" et al.", ", and others", "等", " 等人"])
def test_that_there_are_other_authors_stays(others: str) -> None:
    table = "| Title | Authors | Paper |\n|---|---|---|\n| A | Ann Lee%s | [x](https://arxiv.org/abs/2406.00001) |\n"
    new = replaced(wp.parse(table % others), 0, listed_authors=["Bo Chan"])
    assert new.to_markdown() == (table % others).replace("Ann Lee", "Bo Chan")


def test_the_label_of_a_linked_title_follows_it() -> None:
    new = replaced(wp.parse(ENTRIES), 2, title="Third")
    assert new[2].links[0].label == "Third"


@given(
    st.sampled_from([0, 3]),
    st.sampled_from(["title", "venue", "comment", "links", "listed_date"]),
    strategies.papers(arxiv=False),
)
def test_any_edit_of_a_table_is_read_back_or_refused(at: int, field: str, other: wp.Paper) -> None:
    papers = wp.parse(TABLE)
    value = getattr(other, field)
    try:
        new = replaced(papers, at, **{field: value})
    except wp.EditError:
        return
    assert differences(attrs.evolve(papers[at], **{field: value}), new[at]) == []
    assert_written(new)
    before, after = (one.to_markdown().split("\n") for one in (papers, new))
    assert [line for number, line in enumerate(after) if number != 4 + at] == [
        line for number, line in enumerate(before) if number != 4 + at
    ]


STYLED = """\
## 2024

| Date | Paper | Links |
| :-: | --- | --- |
| <span style='x'>04-18</span> | **One is**<br><sub>Institution: A University<br>It says what it does.</sub>| \
<div>[![arXiv](https://i.b/a.svg)](http://arxiv.org/pdf/2404.12135v1)</div> \
[![Sum](https://i.b/s.svg)](sum/2404.12135.md) |
""".replace("\\\n", "")


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"title": "Two"}, "**One is**", "**Two**"),
        ({"listed_date": wp.PartialDate(2024, 5, 2)}, ">04-18<", ">05-02<"),
        ({"listed_date": wp.PartialDate(2025, 5, 2)}, ">04-18<", ">2025-05-02<"),
        ({"abstract": "It does *more*."}, "It says what it does.", r"It does \*more\*."),
        ({"abstract": None}, "<br>It says what it does.", ""),
        ({"affiliation": "B Institute"}, "A University", "B Institute"),
    ],
)
def test_markup_around_a_field_stays(fields: dict[str, Any], old: str, new: str) -> None:
    papers = wp.parse(STYLED)
    assert replaced(papers, 0, **fields).to_markdown() == STYLED.replace(old, new)


def test_the_target_of_a_picture_is_changed() -> None:
    papers = wp.parse(STYLED)
    first, second = papers[0].links
    changed = replaced(papers, 0, links=[attrs.evolve(first, url=PDF), second])
    assert changed.to_markdown() == STYLED.replace(first.url, PDF)


def test_a_table_in_a_block_quote_stays_there() -> None:
    text = "> | Title | Abstract |\n> |-|-|\n> | One | It is. |\n"
    new = replaced(wp.parse(text), 0, title="Two").add(wp.Paper(title="Three", abstract="Is."))
    assert new.to_markdown() == text.replace("One", "Two") + "> | Three | Is. |\n"


def test_numbers_and_centres_are_aligned() -> None:
    text = (
        "| Title   |   Venue | Abstract |\n|:--------|--------:|:--------:|\n"
        "| One is  |     ACL |   abc    |\n| Two is  |    ICML |   abc    |\n"
    )
    new = replaced(wp.parse(text), 0, venue="IJCAI", abstract="abcd")
    assert new.to_markdown() == text.replace("    ACL |   abc    |", "  IJCAI |   abcd   |", 1)


# -- New rows and new sections -----------------------------------------------------------------


def test_rows_with_pictures_are_no_pattern_for_others() -> None:
    papers = wp.parse(
        "| Title | Venue | Code |\n|:-|:-:|-|\n"
        "| [**Alpha is**](https://arxiv.org/abs/2406.00001) | ACL | - |\n"
        "| ![s](https://s.b/x.svg) <br> [**Beta is**](https://arxiv.org/abs/2406.00002) | ACL | - |\n"
    )
    code = attrs.evolve(link("https://github.com/a/b", "Code"))
    new = papers.add(wp.Paper(title="New", venue="ICLR", links=[link(PDF), code]))

    assert lines_changed(papers, new)[1] == [
        f"| [**New**]({PDF}) | ICLR | [Code](https://github.com/a/b) |"
    ]


def test_a_paper_goes_under_its_topic() -> None:
    table = "| Title | Abstract |\n|-|-|\n| A {} | It is. |\n"
    papers = wp.parse(f"## One\n\n{table.format(1)}\n## Two\n\n{table.format(2)}")
    new = papers.add(wp.Paper(title="New", topics=["One"]), wp.Paper(title="Last", topics=["Two"]))

    assert [paper.title for paper in new] == ["A 1", "New", "A 2", "Last"]
    assert_written(new)


HEADED = """\
# List

## {}

| Title | Link |
|-|-|
| [A b](https://a.b/1) | |

---

## {}

| Title | Link |
|-|-|
| [C d](https://a.b/2) | |
"""


@pytest.mark.parametrize(
    ("newer", "older", "week", "heading"),
    [
        ("(June 10 - June 16) - 2024", "(June 3 - June 9) - 2024", "2024-06-30", "(June 24 - June 30) - 2024"),
        ("(June 10 - June 16) - 2024", "(June 3 - June 9) - 2024", "2024-06-02", "(May 27 - June 2) - 2024"),
        ("May 15-21, 2023", "May 8-14, 2023", "2023-05-28", "May 22-28, 2023"),
        ("May 22-28, 2023", "May 15-21, 2023", "2023-06-04", "May 29 - June 4, 2023"),
        ("15-21 May 2023", "8-14 May 2023", "2023-06-04", "29 May - 4 June 2023"),
        ("Jun. 10th – 16th, 2024", "Jun. 3rd – 9th, 2024", "2024-06-23", "Jun. 17th – 23rd, 2024"),
        ("2024-06-10 to 2024-06-16", "2024-06-03 to 2024-06-09", "2024-07-07", "2024-07-01 to 2024-07-07"),
        ("2024.06.10 - 2024.06.16", "2024.06.03 - 2024.06.09", "2024-07-07", "2024.07.01 - 2024.07.07"),
        ("2024-W24", "2024-W23", "2025-01-05", "2025-W01"),
        ("Papers for 2024-W24", "Papers for 2024-W23", "2024-06-23", "Papers for 2024-W25"),
        ("2024年6月10日-16日", "2024年6月3日-9日", "2024-06-23", "2024年6月17日-23日"),
        ("Issue 12: June 10 – 16, 2024", "Issue 11: June 3 – 9, 2024", "2024-06-23", "Issue 13: June 17 – 23, 2024"),
        ("Issue 12: June 10 – 16, 2024", "Issue 11: June 3 – 9, 2024", "2024-06-02", "Issue 10: May 27 – June 2, 2024"),
        ("December 23 - December 29, 2024", "December 16 - December 22, 2024", "2025-01-05", "December 30 - January 5, 2025"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_week_gets_a_heading(
    newer: str, older: str, week: str, heading: str, newline: str
) -> None:
    papers = wp.parse(HEADED.format(newer, older).replace("\n", newline))
    new = papers.add(wp.Paper(title="New", week=date.fromisoformat(week), links=[link(PDF)]))

    made = lines_changed(papers, new)[1]
    assert sorted(filter(None, made)) == sorted(
        [f"## {heading}", "| Title | Link |", "|-|-|", f"| [New]({PDF}) | |", "---"]
    )
    assert_written(new)
    assert new.to_markdown().count(newline) == new.to_markdown().count("\n")
    assert [group.ending for group in new.weeks] == sorted(
        (group.ending for group in new.weeks), reverse=True
    )


def test_weeks_run_from_old_to_new_where_the_list_has_them_so() -> None:
    papers = wp.parse(HEADED.format("2024-W23", "2024-W24"))
    weeks = [date(2024, 6, 30), date(2024, 6, 23), date(2024, 6, 2)]
    new = papers.add(*(wp.Paper(title=f"N {week}", week=week, links=[link(PDF)]) for week in weeks))
    assert [paper.title for paper in new] == [
        *("N 2024-06-02", "A b", "C d", "N 2024-06-23", "N 2024-06-30"),
    ]
    assert_written(new)


def test_a_section_that_was_emptied_is_filled_again() -> None:
    papers = wp.parse(HEADED.format("2024-W24", "2024-W23"), dialect="table")
    emptied = papers.edit(lambda paper: paper if paper.title == "A b" else None)
    new = emptied.add(papers[1])

    assert new == papers
    assert new.to_markdown() == papers.to_markdown()


def test_no_heading_is_written_twice() -> None:
    text = HEADED.format("2024-W25", "2024-W23") + "\n## 2024-W24\n\nNothing to read.\n"
    with pytest.raises(wp.EditError, match="17: week: the document has the heading '## 2024-W24'"):
        wp.parse(text).add(wp.Paper(title="New", week=date(2024, 6, 16), links=[link(PDF)]))


def test_a_numbered_week_can_not_come_between() -> None:
    papers = wp.parse(HEADED.format("Issue 12: June 17 – 23, 2024", "Issue 11: June 3 – 9, 2024"))
    with pytest.raises(wp.EditError, match="numbered"):
        papers.add(wp.Paper(title="New", week=date(2024, 6, 16), links=[link(PDF)]))


# -- What can't be written ---------------------------------------------------------------------

BULLETS = (
    "- [One is](https://arxiv.org/abs/2406.00001)\n- [Two is](https://arxiv.org/abs/2406.00002)\n"
)
HTML = (
    "<table><tr><th>Title</th><th>Abstract</th></tr><tr><td>One</td><td>It is.</td></tr></table>\n"
)


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        (WEEKLY, {"venue": "x"}, "<text>:5: venue: the list has no column for venue"),
        (WEEKLY, {"extra": {"Pages": "3"}}, "5: extra: the list has no column for 'Pages'"),
        (TABLE, {"abstract": "x"}, "5: abstract: the list has no column for abstract"),
        (TABLE, {"title": "one\ntwo"}, "5: title: the list would say 'one two'"),
        (ENTRIES, {"week": date(2024, 6, 16)}, "5: week: the heading on line 1 tells it, so a row"),
        (ENTRIES, {"topics": ["x"]}, "5: topics: the headings above"),
        (ENTRIES, {"category": wp.Category.parse("cs.AI")}, "5: category: the list has no column"),
        (BULLETS, {"title": "x"}, "1: title.*: an item or a heading can't be rewritten"),
        (HTML, {"title": "x"}, "1: title: a row of an HTML table can't be rewritten"),
    ],
)
def test_what_the_list_can_not_say_is_an_error(
    text: str, fields: dict[str, Any], message: str
) -> None:
    papers = wp.parse(text)
    with pytest.raises(wp.EditError, match=message.removeprefix("<text>:")):
        replaced(papers, 0, **fields)
    assert papers.to_markdown() == text


@pytest.mark.parametrize(
    ("text", "paper", "message"),
    [
        (WEEKLY, wp.Paper(title="x", venue="y"), "venue: the list has no column"),
        (BULLETS, wp.Paper(title="x"), "no table of papers"),
        (ENTRIES, wp.Paper(title="x", links=[link(PDF, "Paper")]), "week: the heading on line 1"),
        (
            HEADED.format("2024-W24", "2024-W23"),
            wp.Paper(title="x", week=date(2024, 6, 22), links=[link(PDF)]),
            "week: no heading of a week, such as '2024-W24', can be written for 2024-06-22",
        ),
    ],
)
def test_a_paper_that_has_no_place_is_an_error(text: str, paper: wp.Paper, message: str) -> None:
    with pytest.raises(wp.EditError, match=message):
        wp.parse(text).add(paper)


def test_items_can_not_be_taken_out() -> None:
    with pytest.raises(wp.EditError, match="only rows of Markdown tables"):
        wp.parse(BULLETS).edit(lambda _: None)


def test_an_error_has_its_parts_and_survives_pickling(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(WEEKLY, encoding="utf-8")
    with pytest.raises(wp.EditError) as caught:
        replaced(wp.read(path), 1, venue="x")
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert isinstance(error, wp.EditError)

    assert isinstance(error, wp.InvalidValueError)
    assert (error.field, error.line, error.file) == ("venue", 6, str(path))
    assert str(error) == f"{path}:6: venue: the list has no column for venue"


def test_edit_needs_papers() -> None:
    with pytest.raises(wp.InvalidValueError, match="edit needs a Paper or None of each, got 'x'"):
        wp.parse(WEEKLY).edit(lambda _: "x")  # type: ignore[arg-type,return-value]
    with pytest.raises(wp.InvalidValueError, match="must be a Paper"):
        wp.parse(WEEKLY).add("x")  # type: ignore[arg-type]


# -- The collection ----------------------------------------------------------------------------


def test_edits_follow_each_other() -> None:
    papers = wp.parse(WEEKLY)
    new = replaced(papers, 0, title="First").add(new_paper("2024-06-16"))
    newer = replaced(new, 3, title="A newer paper")

    assert [paper.title for paper in newer] == ["First", "Beta", "Gamma", "A newer paper"]
    assert_written(newer)
    assert papers.to_markdown() == WEEKLY


def test_a_list_without_changes_is_itself() -> None:
    papers = wp.parse(WEEKLY)
    assert papers.edit(lambda paper: paper) is papers
    assert papers.add() is papers


def test_problems_go_on_and_those_of_taken_rows_do_not() -> None:
    papers = wp.parse(
        f"{WEEKLY.split(chr(10) + 'Thanks')[0]}| | Short\n| bad | Row | | | | |\n",
        on_error="collect",
    )
    assert [problem.code for problem in papers.problems] == ["missing-cells", "bad-week"]
    new = papers.edit(lambda paper: None if paper.title == "Short" else paper)

    assert [problem.code for problem in new.problems] == ["bad-week"]
    assert "| bad | Row |" in new.to_markdown()


def test_a_list_without_a_document_is_changed_all_the_same() -> None:
    papers = wp.parse(WEEKLY)[:]
    assert [
        paper.title for paper in papers.edit(lambda paper: None if paper.abstract else paper)
    ] == [
        *("Alpha", "Gamma"),
    ]
    new = papers.add(new_paper("2024-06-30"), new_paper("2024-06-23", "B"), wp.Paper(title="C"))
    assert [paper.title for paper in new] == ["Alpha", "Beta", "A new paper", "B", "Gamma", "C"]


def test_a_document_is_read_again_as_it_was_read_first() -> None:
    text = "| Name | Paper | Say |\n|-|-|-|\n| a | Alpha | x |\n"
    options: dict[str, Any] = {"dialect": "table", "columns": {"Paper": "title", "Say": "abstract"}}
    papers = wp.parse(text, **options)
    new = pickle.loads(pickle.dumps(papers)).edit(  # noqa: S301
        lambda paper: attrs.evolve(paper, abstract="y")
    )
    assert new.to_markdown() == text.replace("| x |", "| y |")


def test_records_stay_with_their_papers() -> None:
    record = wp.ArxivRecord(
        id=wp.ArxivId("2406.00001", version=1),
        title="Alpha",
        authors=[wp.Author(name="A")],
        abstract="It is.",
        published=datetime(2024, 6, 1, tzinfo=UTC),
        updated=datetime(2024, 6, 1, tzinfo=UTC),
        primary_category=wp.Category.parse("cs.AI"),
        categories=[wp.Category.parse("cs.AI")],
    )
    enriched = replaced(wp.parse(WEEKLY), 0, arxiv=record)
    assert enriched.to_markdown() == WEEKLY
    new = replaced(enriched, 0, title=record.title + "!").add(new_paper("2024-07-07"))
    assert [paper.arxiv for paper in new] == [None, record, None, None]


def test_files_are_written_with_the_change_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"\xef\xbb\xbf" + WEEKLY.replace("\n", "\r\n").encode())
    papers: Callable[[], wp.Papers] = lambda: wp.read(path)  # noqa: E731
    before = path.read_bytes()
    replaced(papers(), 0, title="Omega").write(path)

    assert path.read_bytes() == before.replace(b"Alpha", b"Omega")


def test_lines_keep_their_endings() -> None:
    lines = Lines("a\r\nb\rc\n\nd")
    lines.replace(2, "B")
    lines.replace(5, None)
    lines.insert(3, ["x"])
    lines.insert(0, ["y"])
    assert lines.text() == "y\r\na\r\nB\rc\nx\n"
