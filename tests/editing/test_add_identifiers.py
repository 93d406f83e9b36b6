"""Papers from identifiers, links and records, added to lists of each kind."""

# ruff: noqa: E501 - rows as long as they are

from __future__ import annotations

import pickle
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

import weeklypapers as wp
from support.arxiv import opened
from support.editing import (
    BULLETS,
    COLUMNS,
    ENTRIES,
    PDF,
    STYLED,
    TABLE,
    WEEKLY,
    changed_lines,
    link,
)
from support.real_lists import DATA
from weeklypapers.testing import ArxivServer, make_record

ID = "2406.15319"
CATEGORY = wp.Category.parse("cs.CL")


def record(
    arxiv_id: str = f"{ID}v2", title: str = "A New Title", day: str = "2024-06-21"
) -> wp.ArxivRecord:
    time = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return make_record(
        wp.ArxivId(arxiv_id),
        title=title,
        authors=[wp.Author(name=name) for name in ("Ada Lovelace", "Alan M. Turing", "Bo Chan")],
        abstract="It shows that it is new.",
        published=time,
        updated=time,
        primary_category=CATEGORY,
        categories=[CATEGORY],
    )


SOURCE = wp.Snapshot(
    [record(), record("2406.16048v1", "Another Title"), record("quant-ph/0201082v1")]
)

DAILY = """\
## SLAM

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2024-06-20**|**One is**|Ann Lee et.al.|[2406.00001](http://arxiv.org/abs/2406.00001)|null|
|**2024-06-18**|**Two is**|Bo Chan et.al.|[2406.00002](http://arxiv.org/abs/2406.00002)|null|

## cs.CL

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2024-06-19**|**Three is**|Cy Dow et.al.|[2406.00003](http://arxiv.org/abs/2406.00003)|null|

## NeRF

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2024-06-17**|**Four is**|Di Eck et.al.|[2406.00004](http://arxiv.org/abs/2406.00004)|null|
"""

CITED = """\
## Agents

- **Alpha one thing**, arXiv, 2023, A. Lee, B. Chan et al. [[pdf](https://arxiv.org/pdf/2306.00001v1.pdf)]
- **Beta two things**, arXiv, 2023, C. Dow, D. Eck et al. [[pdf](https://arxiv.org/pdf/2306.00002v3.pdf)]

## Theory

- **Gamma three things**, arXiv, 2022, E. Fox, F. Gil et al. [[pdf](https://arxiv.org/pdf/2206.00003v1.pdf)]
"""

MONTHS = """\
# List

## 2024-05

- [Alpha one thing](https://arxiv.org/abs/2405.00001)
- [Beta two things](https://arxiv.org/abs/2405.00002)

## 2024-04

- [Gamma three things](https://arxiv.org/abs/2404.00003)
"""


def assert_added(papers: wp.Papers) -> None:
    """Assert that the document gives the papers, apart from their records."""
    again = wp.parse(papers.to_markdown(), on_error="collect")
    assert list(again) == [attrs.evolve(paper, arxiv=None) for paper in papers]


def added(
    text: str, *items: str | wp.ArxivRecord | wp.ArxivId, week: str | None = None
) -> list[str]:
    """Return the new lines of a list, of which no old line changes."""
    papers = wp.parse(text)
    new = papers.add(*items, week=week, source=SOURCE)
    assert_added(new)
    removed, lines = changed_lines(papers, new)
    assert removed == []
    return lines


def codes(papers: wp.Papers) -> list[tuple[str, str]]:
    """Return code and field of the problems of a change."""
    changes = ("no-place", "from-heading", "already-listed")
    return [
        (each.code, each.message.partition(":")[0])
        for each in papers.problems
        if each.code in changes
    ]


# What denotes a paper


@pytest.mark.parametrize(
    "item",
    [
        ID,
        f"arXiv:{ID}v1",
        wp.ArxivId(ID),
        f"https://arxiv.org/abs/{ID}",
        f"http://www.arxiv.org/pdf/{ID}v1.pdf",
        f"https://huggingface.co/papers/{ID}",
        f"10.48550/arXiv.{ID}",
        f"LongRAG (https://arxiv.org/abs/{ID}), read it!",
        record(),
    ],
)
def test_texts_identifiers_and_records_denote_papers(
    item: str | wp.ArxivId | wp.ArxivRecord,
) -> None:
    source = wp.Snapshot([record(), record(f"{ID}v1")])
    new = wp.parse(BULLETS).add(item, source=source)
    assert changed_lines(wp.parse(BULLETS), new)[1] == [
        f"- [A New Title](https://arxiv.org/abs/{ID})"
    ]
    assert new[2].arxiv
    assert new[2].arxiv.title == "A New Title"


def test_papers_and_identifiers_are_added_together() -> None:
    paper = wp.Paper(title="Mine", links=[link(PDF)])
    new = wp.parse(BULLETS).add(paper, ID, "2406.16048", source=SOURCE)
    assert [each.title for each in new[2:]] == ["Mine", "A New Title", "Another Title"]
    assert_added(new)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("no paper", "got 'no paper'; for a paper that isn't on arXiv, pass Paper"),
        ("2413.00001", "there is no month 13"),
        ("https://github.com/a/b", "expected an arXiv identifier"),
        ("", "expected an arXiv identifier"),
        (f"{ID} and 2406.16048", f"names 2 identifiers: {ID}, 2406.16048; pass each by itself"),
        (None, "add needs papers, records, arXiv identifiers or links, got None"),
        ([ID], "pass each item by itself"),
        (240615319, "got 240615319"),
    ],
)
def test_what_denotes_no_paper_is_an_error(item: object, message: str) -> None:
    papers = wp.parse(BULLETS)
    with pytest.raises(wp.InvalidValueError, match=message.replace("(", r"\(")):
        papers.add(ID, item, source=SOURCE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"week": "soon"}, "week must be a date"),
        ({"week": 26}, "week must be a date"),
        ({"week": "2024-06"}, "an ISO week such as '2024-W26', got '2024-06'$"),
        ({"topics": [3]}, "topics must be names of topics, got 3"),
        ({"topics": ""}, "topics must be names of topics, got ''"),
        ({"source": 3}, "source must be an ArxivClient, a Snapshot or another source"),
    ],
)
def test_wrong_arguments_are_errors(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(wp.InvalidValueError, match=message):
        wp.parse(BULLETS).add(ID, **{"source": SOURCE, **arguments})  # type: ignore[arg-type]


# Records


def test_a_source_may_be_a_file_or_a_client(tmp_path: Path) -> None:
    SOURCE.write(tmp_path / "arxiv.json")
    papers = wp.parse(BULLETS)
    expected = papers.add(ID, source=SOURCE)
    assert papers.add(ID, source=tmp_path / "arxiv.json") == expected
    assert papers.add(ID, source=str(tmp_path / "arxiv.json")) == expected
    with ArxivServer([record()]) as server, opened(server) as client:
        assert papers.add(ID, f"https://arxiv.org/abs/{ID}v2", source=client) == expected
        assert len(server.requests) == 1


def test_only_missing_records_are_requested() -> None:
    with ArxivServer([record()]) as server, opened(server) as client:
        papers = wp.parse(BULLETS)
        papers.add(
            record(), "2406.00001", wp.Paper(title="Mine is", links=[link(PDF)]), source=client
        )
        assert len(server.requests) == 0


def test_missing_records_leave_the_list_unchanged() -> None:
    papers = wp.parse(BULLETS)
    with pytest.raises(wp.EnrichmentError) as caught:
        papers.add(ID, "2406.09999", "2406.09998v2", source=SOURCE)
    error = caught.value
    assert str(error).splitlines() == [
        "no record of 2 papers; nothing was added",
        "2406.09999: unavailable: the snapshot has no record of it",
        "2406.09998v2: unavailable: the snapshot has no record of it",
    ]
    assert error.papers is papers
    assert set(error.report.failed) == {wp.ArxivId("2406.09999"), wp.ArxivId("2406.09998v2")}
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301


def test_papers_that_arxiv_lacks_are_named() -> None:
    papers = wp.parse(BULLETS)
    with (
        ArxivServer([record()]) as server,
        opened(server) as client,
        pytest.raises(wp.EnrichmentError, match=r"2406\.09999: arXiv has no such paper"),
    ):
        papers.add(ID, "2406.09999", source=client)


# Papers that are listed


@pytest.mark.parametrize("item", ["2406.00002", "2406.00002v3", "https://arxiv.org/abs/2406.00002"])
def test_listed_papers_are_skipped_and_reported(item: str) -> None:
    papers = wp.parse(BULLETS)
    new = papers.add(item, ID, source=SOURCE)
    assert [paper.title for paper in new] == ["One is", "Two is", "A New Title"]
    (problem,) = (each for each in new.problems if each.code == "already-listed")
    assert (problem.line, problem.severity) == (2, "warning")
    assert "is listed on line 2 and was not added again" in problem.message


def test_only_listed_papers_change_nothing() -> None:
    papers = wp.parse(BULLETS)
    new = papers.add("2406.00002", source=SOURCE)
    assert new == papers
    assert new.to_markdown() == BULLETS
    assert codes(new)[0][0] == "already-listed"


def test_a_listed_paper_is_an_error_if_strict() -> None:
    with pytest.raises(wp.EditError, match=r"2406\.00002 is listed on line 2"):
        wp.parse(BULLETS).add("2406.00002", source=SOURCE, strict=True)


def test_an_identifier_is_added_once() -> None:
    assert len(added(BULLETS, ID, f"https://arxiv.org/abs/{ID}v2", record())) == 1


def test_a_paper_is_added_although_it_is_listed() -> None:
    papers = wp.parse(BULLETS)
    assert len(papers.add(papers[0])) == 3


# The style of the list


def test_a_weekly_table_gets_a_row() -> None:
    assert added(WEEKLY, ID, week="2024-06-26") == [
        f"| 2024-06-30 | A New Title | Computation and Language | It shows that it is new. | [arxiv](https://arxiv.org/abs/{ID}) |       |"
    ]


def test_a_table_of_days_gets_a_row() -> None:
    assert added(DAILY, ID) == [
        f"|**2024-06-21**|**A New Title**|Ada Lovelace et.al.|[{ID}](http://arxiv.org/abs/{ID})|null|"
    ]


def test_a_table_with_headings_of_weeks_gets_a_section() -> None:
    assert added(ENTRIES, ID, week="2024-W25") == [
        "## Papers (June 17 - June 23, 2024)",
        "",
        "| **Paper** | **Links** |",
        "| --- | --- |",
        f"| 1) **A New Title** | [Paper](https://arxiv.org/abs/{ID}) |",
        "",
    ]


def test_an_item_has_versions_venues_years_and_initials_like_others() -> None:
    assert added(CITED, ID) == [
        f"- **A New Title**, arXiv, 2024, A. Lovelace, A. M. Turing et al. [[pdf](https://arxiv.org/pdf/{ID}v2.pdf)]"
    ]


def test_a_row_has_the_form_of_its_neighbours() -> None:
    new = wp.parse(TABLE).add(ID, source=SOURCE)
    assert_added(new)
    assert changed_lines(wp.parse(TABLE), new)[1][0] == (
        f"| 4 | **A New Title** | - | 2024年6月21日 | Computation and Language | [pdf](https://arxiv.org/abs/{ID}) | |"
    )


def test_old_identifiers_are_written_like_new_ones() -> None:
    assert added(BULLETS, "quant-ph/0201082") == [
        "- [A New Title](https://arxiv.org/abs/quant-ph/0201082)"
    ]


BARE = """\
- https://arxiv.org/abs/2406.00001
- https://arxiv.org/abs/2406.00002
- https://arxiv.org/abs/2406.00003
"""


@pytest.mark.parametrize("item", [ID, wp.Paper(title="Mine", links=[link(PDF)])])
def test_a_list_of_addresses_gets_an_address(item: str | wp.Paper) -> None:
    for text in (BARE, BARE.replace("https", "<https").replace("\n", ">\n")):
        papers = wp.parse(text)
        new = papers.add(item, source=SOURCE)
        url = f"https://arxiv.org/abs/{ID}" if item == ID else PDF
        form = "- <{}>" if "<" in text else "- {}"
        assert changed_lines(papers, new) == ([], [form.format(url)])
        assert new[3].title == url
        assert ("no-place", "title") in codes(new)
        with pytest.raises(wp.EditError, match="the list has only identifiers or addresses"):
            papers.add(item, source=SOURCE, strict=True)


def test_an_entry_is_written_as_most_neighbours_are() -> None:
    text = "## Papers\n" + "".join(
        f"\n**Paper {name} about things**\n\n- {label}: https://arxiv.org/abs/2406.0000{number}\n"
        for number, (name, label) in enumerate(
            zip(
                ("One", "Two", "Three", "Four", "Five", "Six", "Seven"),
                (*["Paper"] * 6, "Paper(Oral)"),
                strict=True,
            )
        )
    )
    assert added(text, ID)[-1] == f"- Paper: https://arxiv.org/abs/{ID}"


def test_an_entry_has_the_categories_of_its_record_only() -> None:
    text = "## Papers\n\n" + "".join(
        f"- **[Paper {name} about things](https://arxiv.org/abs/2406.0000{number})** `cs.CV` `cs.RO`\n"
        for number, name in enumerate(("One", "Two", "Three"))
    )
    assert added(text, ID) == [f"- **[A New Title](https://arxiv.org/abs/{ID})** `cs.CL`"]


def test_news_without_topics_are_no_place_for_a_paper() -> None:
    news = "- [Our survey of it](https://arxiv.org/abs/2406.09999)\n"
    entries = "".join(
        f"- [Paper {number} about things](https://arxiv.org/abs/2406.{number:05})\n"
        for number in range(30)
    )
    new = wp.parse(f"{news}\n## Papers\n\n{entries}").add(ID, source=SOURCE)
    assert new.get(ID).topics == ("Papers",)
    assert ("from-heading", "topics") in codes(new)


# Weeks, dates and topics


@pytest.mark.parametrize("week", ["2024-06-26", "2024-06-30", "2024-W26"])
def test_a_week_is_that_which_contains_a_day(week: str) -> None:
    new = wp.parse(WEEKLY).add(ID, week=week, source=SOURCE)
    assert [paper.week for paper in new if paper.arxiv_id == wp.ArxivId(ID)] == [date(2024, 6, 30)]


def test_the_last_week_of_all_ends_with_its_last_day() -> None:
    new = wp.parse(WEEKLY).add(ID, week="9999-12-31", source=SOURCE)
    assert new[0].week == date(9999, 12, 31)


def test_weeks_end_on_the_weekday_of_the_list() -> None:
    saturdays = WEEKLY.replace("2024-06-30", "2024-06-29").replace("2024-06-16", "2024-06-15")
    new = wp.parse(saturdays).add(ID, week="2024-07-01", source=SOURCE)
    assert new[0].week == date(2024, 7, 6)


def test_without_a_week_a_paper_is_in_the_newest_one() -> None:
    new = wp.parse(WEEKLY).add(ID, source=SOURCE)
    assert [paper.title for paper in new][:3] == ["Alpha", "Beta", "A New Title"]
    assert ("from-heading", "week") in codes(new)
    with pytest.raises(wp.EditError, match="without week=…, the paper is listed in the newest"):
        wp.parse(WEEKLY).add(ID, source=SOURCE, strict=True)


def test_in_a_list_of_days_the_week_selects_the_day() -> None:
    for week, day in (("2024-W25", 21), ("2024-W26", 30), ("2024-06-26", 26)):
        new = wp.parse(DAILY).add(ID, week=week, source=SOURCE)
        assert new.get(ID).listed_date == wp.PartialDate(2024, 6, day)


def test_the_week_is_also_for_papers() -> None:
    papers = wp.parse(WEEKLY)
    new = papers.add(wp.Paper(title="Mine"), week="2024-W26")
    assert new[2].week == date(2024, 6, 30)
    new = papers.add(wp.Paper(title="Mine", week=date(2024, 6, 16)), week="2024-W26")
    assert new[3].week == date(2024, 6, 16)


def test_a_week_without_a_place_is_reported() -> None:
    new = wp.parse(BULLETS).add(ID, week="2024-06-30", source=SOURCE)
    assert ("no-place", "week") in codes(new)


def test_rows_without_a_date_are_the_newest() -> None:
    paper = wp.Paper(title="Undated", topics=["SLAM"], links=[link(PDF)])
    new = wp.parse(DAILY).add(paper, attrs.evolve(paper, title="Too"))
    assert [each.title for each in new][:3] == ["Undated", "Too", "One is"]
    assert wp.parse(WEEKLY).add(paper)[-1].title == "Undated"


@pytest.mark.parametrize("topics", ["NeRF", "nerf", ["NeRF"]])
def test_topics_are_those_of_the_list(topics: str | list[str]) -> None:
    new = wp.parse(DAILY).add(ID, topics=topics, source=SOURCE)
    assert [paper.title for paper in new][3:] == ["A New Title", "Four is"]


def test_a_topic_may_be_the_primary_category() -> None:
    new = wp.parse(DAILY).add(ID, source=SOURCE)
    assert new.get(ID).topics == ("cs.CL",)


def test_an_unknown_topic_is_reported() -> None:
    new = wp.parse(DAILY).add(ID, topics="NeFR", source=SOURCE)
    (problem,) = (each for each in new.problems if "NeFR" in each.message)
    assert "Did you mean 'NeRF'?" in problem.message


def test_a_new_month_gets_a_section() -> None:
    new = wp.parse(MONTHS).add(ID, source=SOURCE)
    section = f"## 2024-06\n\n- [A New Title](https://arxiv.org/abs/{ID})\n\n"
    assert new.to_markdown() == MONTHS.replace("## 2024-05", f"{section}## 2024-05")
    assert_added(new)


def test_entries_have_dates_of_their_own_below_that_of_an_issue() -> None:
    text = "# Newsletter, March 2024\n\n## Agents\n" + "".join(
        f"\n### [Apr 2024] Paper {name} about things [[paper](https://arxiv.org/abs/2404.0000{number})]\n"
        for number, name in enumerate(("One", "Two", "Three"))
    )
    assert f"### [Jun 2024] A New Title [[paper](https://arxiv.org/abs/{ID})]" in added(text, ID)


def test_rows_of_a_new_month_have_its_year() -> None:
    text = STYLED.replace("## 2024\n", "## 2024-04\n")
    other = text.replace("2024-04", "2024-03").replace("04-18", "03-18").replace("2404", "2403")
    lines = added(f"{text}\n{other}", ID)
    assert lines[0] == "## 2024-06"
    assert any("06-21" in line and "2024-06-21" not in line for line in lines)


# Values without a place


def test_values_without_a_place_are_reported_once_each() -> None:
    new = wp.parse(BULLETS).add(ID, source=SOURCE)
    assert codes(new) == [
        ("no-place", "listed_authors"),
        ("no-place", "abstract"),
        ("no-place", "category"),
    ]
    with pytest.raises(wp.EditError) as caught:
        wp.parse(BULLETS).add(ID, source=SOURCE, strict=True)
    assert [each.field for each in caught.value.obstacles] == [
        "listed_authors",
        "abstract",
        "category",
    ]


def test_a_list_without_a_document_keeps_all_values() -> None:
    papers = wp.Papers([wp.Paper(title="x", week=date(2024, 6, 30), links=[link(PDF, "arxiv")])])
    new = papers.add(ID, "2406.00001", source=SOURCE)
    assert new[1].listed_authors == ("Ada Lovelace", "Alan M. Turing", "Bo Chan")
    assert (new[1].category, new[1].abstract) == (CATEGORY, "It shows that it is new.")
    assert new[1].links == (link(f"https://arxiv.org/abs/{ID}", "arxiv"),)
    assert codes(new)[0][0] == "already-listed"


def test_an_empty_list_gets_the_form_of_weekly_tables() -> None:
    for papers in (wp.Papers(), wp.parse(wp.Papers().to_markdown())):
        (paper,) = papers.add(ID, week="2024-06-30", source=SOURCE)
        assert {name: getattr(paper, name) for name in COLUMNS} == {
            "title": "A New Title",
            "week": date(2024, 6, 30),
            "category": CATEGORY,
            "abstract": "It shows that it is new.",
            "links": (link(f"https://arxiv.org/pdf/{ID}", "arxiv"),),
        }


def test_records_stay_with_their_papers() -> None:
    papers = wp.parse(BULLETS).add(ID, source=SOURCE)
    again = papers.add("2406.16048", source=SOURCE)
    assert [paper.arxiv and str(paper.arxiv.id) for paper in again] == [
        None,
        None,
        f"{ID}v2",
        "2406.16048v1",
    ]


# Real lists

LISTS = sorted(
    path
    for folder in (DATA, DATA.parent / "shapes")
    for path in folder.rglob("*.md")
    if path.parent != folder or path.name != "README.md"
)
NEW = wp.Snapshot([record("2606.12345v2", day="2026-06-21")])
# The lists of a folder may have files that are no lists of papers, or have no usual form.
FEWEST = 0.95


@pytest.mark.slow
def test_most_real_lists_can_be_extended() -> None:
    """``pytest -s`` prints how many lists allow it, and why the others don't."""
    if not LISTS:
        pytest.skip("needs the real lists")
    outcomes: Counter[str] = Counter()
    for path in LISTS:
        with path.open(encoding="utf-8", newline="") as file:
            papers = wp.parse(file.read(), on_error="collect")
        if not papers:
            continue
        topics = papers[len(papers) // 2].topics
        for options in ({}, {"week": "2026-06-28", "topics": topics}):
            name = path.relative_to(DATA.parent).as_posix()
            try:
                new = papers.add("2606.12345", source=NEW, **options)  # type: ignore[arg-type]
            except wp.EditError as error:
                outcomes["refused"] += 1
                sys.stdout.write(f"{name}: {error}\n")
                continue
            outcomes["allowed"] += 1
            assert [paper for paper in new if not paper.arxiv] == list(papers)
            assert_added(new)
    sys.stdout.write(f"{outcomes['allowed']} of {outcomes.total()} additions are allowed\n")
    assert outcomes["allowed"] >= FEWEST * outcomes.total()
