"""The readers of formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

import weeklypapers as wp
from weeklypapers import Papers
from weeklypapers.formats.encodings import NotUtf8Error
from weeklypapers.formats.inputs import source_of
from weeklypapers.testing import make_papers
from weeklypapers.testing.hypothesis import paper_lists


@settings(max_examples=20, deadline=None)
@given(paper_lists(max_size=3))
def test_written_and_read(tmp_path_factory: pytest.TempPathFactory, listed: Papers) -> None:
    folder = tmp_path_factory.mktemp("lists")
    for name in ("list.json", "list.jsonl", "list.ndjson", ".json"):
        listed.write(folder / name)
        assert wp.read(folder / name) == listed
        assert list(wp.iter_papers(folder / name)) == list(listed)


def test_tabs_are_separators_in_tsv(tmp_path: Path) -> None:
    listed = make_papers(2)
    listed.write(tmp_path / "list.tsv")
    assert wp.read(tmp_path / "list.tsv") == listed
    (tmp_path / "list.tsv").write_text("title\tauthors, all\nA, b; c\td\n\te\n", encoding="utf-8")
    papers = wp.read(tmp_path / "list.tsv", on_error="collect")
    assert (papers[0].title, dict(papers[0].extra)) == ("A, b; c", {"authors, all": "d"})
    assert [(each.code, each.line, each.column) for each in papers.problems] == [
        ("bad-value", 3, 1)
    ]


@pytest.mark.parametrize("suffix", [".md", ".json", ".jsonl", ".csv"])
def test_text_that_is_not_utf_8(suffix: str) -> None:
    source = source_of(["title\n", "a\udcff\n"], f"list{suffix}")
    with pytest.raises(NotUtf8Error) as caught:
        list(source.batches(None, None, is_complete=False))
    problem = caught.value.problem
    assert (problem.code, problem.file) == ("not-utf-8", f"list{suffix}")
    assert (problem.line, problem.column) == (2, 2)
    assert problem.message.endswith("got the byte 0xff")


def test_a_complete_document_has_references() -> None:
    text = "| title | link |\n|---|---|\n| A | [paper][1] |\n\n[1]: https://a.org/b\n"
    for is_complete, links in ((True, ["https://a.org/b"]), (False, [])):
        read = source_of([text], None).batches(None, None, is_complete=is_complete)
        (paper,) = [paper for batch in read for paper in batch.papers]
        assert [link.url for link in paper.links] == links
