"""Papers changed in the documents they were read from: their rows, and no other byte."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.editing import (
    ENTRIES,
    PDF,
    TABLE,
    WEEKLY,
    assert_written,
    changed_lines,
    link,
    new_paper,
    real_list,
    with_changes,
)
from weeklypapers.editing.changing import with_new_labels

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


@pytest.mark.parametrize(("name", "index", "fields"), CHANGES)
def test_one_line_of_a_real_list_changes(name: str, index: int, fields: dict[str, Any]) -> None:
    papers = real_list(name)
    new = with_changes(papers, index, **fields)

    removed, added = changed_lines(papers, new)
    origin = papers[index].origin
    assert origin
    assert removed == [origin.text]
    assert len(added) == 1
    for field, value in fields.items():
        assert getattr(new[index], field) == value
    assert_written(new)
    others = [other for other in range(len(papers)) if other != index]
    assert [new[other] for other in others] == [papers[other] for other in others]


@pytest.mark.parametrize(
    "name", ["weekly-papers.md", "ml-papers-of-the-week.md", "lists/arxiv-daily.md"]
)
def test_rows_of_a_real_list_are_deleted(name: str) -> None:
    papers = real_list(name)
    chosen = [papers[0], papers[7], papers[len(papers) - 1]]
    new = papers.remove(*chosen)

    removed, added = changed_lines(papers, new)
    assert removed == [paper.origin.text for paper in chosen if paper.origin]
    assert added == []
    assert len(new) == len(papers) - 3
    assert_written(new)
    assert new.to_markdown().endswith("\n") is papers.to_markdown().endswith("\n")


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        (WEEKLY, {"venue": "x"}, "<text>:5: venue: the list has no column for venue"),
        (WEEKLY, {"extra": {"Pages": "3"}}, "5: extra: the list has no column for 'Pages'"),
        (TABLE, {"abstract": "x"}, "5: abstract: the list has no column for abstract"),
        (TABLE, {"title": "one\ntwo"}, "5: title: it would be read as 'one two' instead of"),
        (
            ENTRIES,
            {"week": date(2024, 6, 16)},
            "5: week: it comes from the heading on line 1, so a row",
        ),
        (ENTRIES, {"topics": ["x"]}, "5: topics: it comes from the headings above"),
        (ENTRIES, {"category": wp.Category.parse("cs.AI")}, "5: category: the list has no column"),
    ],
)
def test_values_without_a_place_are_an_error(
    text: str, fields: dict[str, Any], message: str
) -> None:
    papers = wp.parse(text)
    with pytest.raises(wp.EditError, match=message.removeprefix("<text>:")):
        with_changes(papers, 0, **fields)
    assert papers.to_markdown() == text


def test_numbers_after_a_removed_item_are_closed_up() -> None:
    text = "\n".join(
        f"{number}. [Paper {number} is](https://arxiv.org/abs/2406.0000{number})"
        for number in range(1, 5)
    )
    removed, added = changed_lines(wp.parse(text), wp.parse(text).remove("2406.00002"))
    assert [line[:2] for line in removed] == ["2.", "3.", "4."]
    assert [line[:12] for line in added] == ["2. [Paper 3 ", "3. [Paper 4 "]


def test_an_error_has_its_parts_and_survives_pickling(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(WEEKLY, encoding="utf-8")
    with pytest.raises(wp.EditError) as caught:
        with_changes(wp.read(path), 1, venue="x")
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert isinstance(error, wp.EditError)

    assert isinstance(error, wp.InvalidValueError)
    assert (error.field, error.line, error.file) == ("venue", 6, str(path))
    assert str(error) == f"{path}:6: venue: the list has no column for venue"


def test_edit_needs_papers() -> None:
    with pytest.raises(wp.EditError, match=r"must return a Paper for '.*', got 'x'"):
        wp.parse(WEEKLY).edit(lambda _: "x")  # type: ignore[arg-type,return-value]
    with pytest.raises(wp.EditError, match="got None; papers") as caught:
        wp.parse(WEEKLY).edit(lambda _: None)  # type: ignore[arg-type,return-value]
    assert caught.value.line == wp.parse(WEEKLY)[0].origin.line  # type: ignore[union-attr]
    with pytest.raises(wp.InvalidValueError, match="expected an arXiv identifier"):
        wp.parse(WEEKLY).add("x")


def test_a_changed_list_can_be_changed_again() -> None:
    papers = wp.parse(WEEKLY)
    new = with_changes(papers, 0, title="First").add(new_paper("2024-06-16"))
    newer = with_changes(new, 3, title="A newer paper")

    assert [paper.title for paper in newer] == ["First", "Beta", "Gamma", "A newer paper"]
    assert_written(newer)
    assert papers.to_markdown() == WEEKLY


def test_a_list_without_changes_is_returned_as_it_is() -> None:
    papers = wp.parse(WEEKLY)
    assert papers.edit(lambda paper: paper) is papers
    assert papers.add() is papers


def test_problems_stay_except_those_of_deleted_rows() -> None:
    papers = wp.parse(
        f"{WEEKLY.split(chr(10) + 'Thanks')[0]}| | Short\n| bad | Row | | | | |\n",
        on_error="collect",
    )
    assert [problem.code for problem in papers.problems] == ["missing-cells", "bad-week"]
    new = papers.remove(*(paper for paper in papers if paper.title == "Short"))

    assert [problem.code for problem in new.problems] == ["bad-week"]
    assert "| bad | Row |" in new.to_markdown()


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
    enriched = with_changes(wp.parse(WEEKLY), 0, arxiv=record)
    assert enriched.to_markdown() == WEEKLY
    new = with_changes(enriched, 0, title=record.title + "!").add(new_paper("2024-07-07"))
    assert [paper.arxiv for paper in new] == [None, record, None, None]


def test_no_other_byte_of_a_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"\xef\xbb\xbf" + WEEKLY.replace("\n", "\r\n").encode())
    papers: Callable[[], wp.Papers] = lambda: wp.read(path)  # noqa: E731
    before = path.read_bytes()
    with_changes(papers(), 0, title="Omega").write(path)

    assert path.read_bytes() == before.replace(b"Alpha", b"Omega")


def test_the_label_of_a_linked_title_changes_with_it() -> None:
    new = with_changes(wp.parse(ENTRIES), 2, title="Third")
    assert new[2].links[0].label == "Third"


def test_a_label_changes_with_its_text_only() -> None:
    before = wp.Paper(
        title="One", venue="ACL", links=[link(PDF, "One"), link("https://a.b", "ACL")]
    )
    after = attrs.evolve(before, title="Two")

    assert [other.label for other in with_new_labels(before, after).links] == ["Two", "ACL"]
    assert with_new_labels(before, attrs.evolve(before, comment="x")).links == before.links


def test_papers_beside_a_line_with_several_papers_are_changed() -> None:
    rows = "<tr><td>One</td><td>It is.</td></tr><tr><td>Two</td><td>It is.</td></tr>\n"
    text = f"<table><tr><th>Title</th><th>Abstract</th></tr>\n{rows}"
    papers = wp.parse(f"{text}<tr><td>Three</td><td>It is.</td></tr>\n</table>\n")
    assert [paper.title for paper in with_changes(papers, 2, title="3")] == ["One", "Two", "3"]
    assert len(papers.remove(papers[2])) == 2
    with pytest.raises(wp.EditError, match="2: title: the line lists several papers"):
        with_changes(papers, 1, title="2")


def test_papers_are_removed_by_paper_identifier_and_address() -> None:
    papers = wp.parse(WEEKLY)
    assert list(papers.remove(papers[2], "2406.00001")) == [papers[1]]
    assert list(papers.remove("https://arxiv.org/pdf/2406.00002v3")) == [papers[0], papers[2]]
    assert papers.remove(*papers.filter(since="2024-06-20")).to_markdown() == "".join(
        line for line in WEEKLY.splitlines(keepends=True) if "2024-06-30" not in line
    )
    assert papers.remove() is papers
    assert len(papers[:].remove("2406.00001")) == 2
    records = papers.edit(lambda paper: paper).remove(papers[0])
    assert_written(records)


def test_a_section_stays_after_its_last_paper_was_removed() -> None:
    papers = wp.parse(ENTRIES)
    new = papers.remove(*papers)
    assert len(new) == 0
    assert new.to_markdown().splitlines() == ENTRIES.splitlines()[:4]
