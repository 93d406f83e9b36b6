"""The shelf: queries, comparisons, changes, and files in every format."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import cattrs
import pytest

import weeklypapers as wp
from reading_group import Shelf
from reading_group.shelf import add_to_list, restore, store
from weeklypapers.testing import make_paper, make_papers, make_records
from weeklypapers.typing import SchemaName

TEXTS = ("md", "json", "jsonl", "bib", "csl.json", "ris", "atom", "html", "csv", "tsv")


@pytest.fixture
def shelf() -> Shelf:
    """Return a shelf with four papers of two weeks."""
    older = wp.Paper(
        title="Halls by the Sea",
        week="2024-06-23",
        category="cs.LG",
        links=[wp.Link("https://github.com/ada/halls"), "https://arxiv.org/abs/2406.00009v2"],
        listed_authors=["Ada Lovelace", wp.Author("Bo Li")],
    )
    return Shelf("Tuesday", make_papers(3) + wp.Papers([older]), {older.key: date(2024, 7, 1)})


def test_questions(shelf: Shelf) -> None:
    assert [title for title, _ in shelf.find("halls")] == ["Halls by the Sea"]
    assert len(shelf.since("2024-06-24")) == 3
    assert len(shelf.since(2024, where=lambda paper: "Sea" in paper.title)) == 1
    assert shelf.by("title")[0] == "On 2406.00003"
    assert shelf.by(lambda paper: paper.title.partition(" ")[2])[0] == "Halls by the Sea"
    assert shelf.weeks() == {date(2024, 6, 30): 3, date(2024, 6, 23): 1}
    assert shelf.addresses("code") == ["https://github.com/ada/halls"]


def test_identifiers(shelf: Shelf) -> None:
    assert "2406.00009" in shelf.papers
    assert shelf.lookup(wp.ArxivId("2406.00009v2")) == "Halls by the Sea"
    assert "2406.00008" in shelf.lookup("2406.00008")
    by_id: dict[wp.ArxivId | None, int] = dict(shelf.papers.count_by("arxiv_id"))
    assert by_id[wp.ArxivId("2406.00001")] == 1
    assert json.loads(json.dumps({str(key): count for key, count in by_id.items()}))


def test_comparisons(shelf: Shelf) -> None:
    other = Shelf("Friday", make_papers(3, start=3))
    joined, shared = shelf.joined(other)
    assert (joined.name, len(joined.papers), shared) == ("Tuesday and Friday", 6, 1)
    changed = joined.with_comment(make_paper("2406.00005").key, "Read it.")
    assert joined.changes(shelf) == ["+ On 2406.00004", "+ On 2406.00005"]
    assert changed.changes(joined) == ["~ On 2406.00005: comment"]


def test_a_list_is_extended(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    make_papers(2).write(path)
    messages = add_to_list(
        path, "2406.00003", week=date(2024, 7, 7), records=wp.Snapshot(make_records(3))
    )
    assert ["listed_authors" in message for message in messages] == [True]  # it has no column
    papers = wp.read(path)
    assert papers.weeks[0].ending == date(2024, 7, 7)
    assert papers[1:] == make_papers(2)


@pytest.mark.parametrize("suffix", TEXTS)
def test_text_formats(shelf: Shelf, tmp_path: Path, suffix: str) -> None:
    path, text, data = tmp_path / f"shelf.{suffix}", io.StringIO(newline=""), io.BytesIO()
    undated: dict[str, Any] = {"undated": datetime.now(UTC)} if suffix == "atom" else {}
    shelf.papers.write(path, **undated)
    shelf.papers.write(text, format=suffix, **undated)
    shelf.papers.write(data, format=f".{suffix}", **undated)
    assert path.read_bytes() == text.getvalue().encode() == data.getvalue()


@pytest.mark.parametrize("suffix", ["md", "json", "jsonl", "csv", "tsv"])
def test_formats_that_are_read(shelf: Shelf, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"shelf.{suffix}"
    shelf.papers.write(path)
    read = wp.read(path)
    assert [paper.key for paper in read] == [paper.key for paper in shelf.papers]
    with path.open("rb") as file:
        assert list(wp.iter_papers(file)) == list(read)


def test_values_are_stored_with_cattrs(shelf: Shelf) -> None:
    data = json.loads(json.dumps(store(shelf)))
    assert restore(data) == shelf
    data["papers"][0]["title"] = None
    with pytest.raises(cattrs.BaseValidationError):
        restore(data)


@pytest.mark.parametrize("name", ["papers", "snapshot"])
def test_schemas(name: SchemaName) -> None:
    schema: Mapping[str, Any] = wp.schema(name)
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_values_are_immutable_and_hashable(shelf: Shelf) -> None:
    paper = shelf.papers[0]
    with pytest.raises(AttributeError):
        paper.title = "Doors"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    assert len({*shelf.papers, *shelf.papers}) == 4
    assert pickle.loads(pickle.dumps(shelf)) == shelf  # noqa: S301 - our own
    assert [row["title"] for row in shelf.papers.to_records()] == [each.title for each in shelf]


def test_errors_are_of_one_family() -> None:
    mistakes: list[Callable[[], object]] = [
        lambda: wp.Paper(title=""),
        lambda: wp.ArxivId("24061.5"),
        lambda: wp.Category.parse(""),
        lambda: wp.read("papers.json", format="jsn"),
        lambda: wp.sample().week("1999-01-03"),
        lambda: wp.Template("- {titel}"),
    ]
    for mistake in mistakes:
        with pytest.raises(wp.WeeklyPapersError):
            mistake()
