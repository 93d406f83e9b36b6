"""RIS, read by rispy."""

from __future__ import annotations

import re
from pathlib import Path

import rispy
from hypothesis import given, settings

import weeklypapers as wp
from weeklypapers import Papers
from weeklypapers.formats.citations.latex import to_plain
from weeklypapers.formats.citations.works import Citation
from weeklypapers.testing import make_paper, make_record
from weeklypapers.testing.hypothesis import paper_lists


def test_rispy_reads_every_field(papers: Papers, works: dict[str, Citation]) -> None:
    text = papers.to_ris()
    records = rispy.loads(text)
    assert [record["id"] for record in records] == list(works)
    for record in records:
        work = works[record["id"]]
        assert record["title"] == to_plain(work.title)
        assert record.get("year") == (f"{work.date.year:04}" if work.date else None)
        assert record.get("doi") == work.any_doi
        assert record.get("urls", []) == ([work.url] if work.url else [])
        names = [str(name).replace(",", "") for name in work.authors]
        assert [name.replace(",", "") for name in record.get("authors", [])] == names
    assert text.replace("\r\n", "").isprintable()
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in text.split("\r\n"))


@settings(max_examples=25)
@given(paper_lists())
def test_any_paper_can_be_cited(papers: Papers) -> None:
    assert len(rispy.loads(papers.to_ris())) == len(papers.merge())


def test_the_series_of_proceedings() -> None:
    record = make_record(journal_ref="Proceedings of the 41st ICML, PMLR 235:1-20, 2024")
    text = Papers([make_paper()]).enrich(wp.Snapshot([record])).to_ris()
    assert "VL  - 235\r\nT3  - PMLR\r\nSP  - 1\r\nEP  - 20\r\n" in text


def test_a_file_has_the_output_of_the_method(tmp_path: Path) -> None:
    papers = wp.sample()[:3]
    papers.write(tmp_path / "p.ris")
    assert (tmp_path / "p.ris").read_bytes() == papers.to_ris().encode()
    assert Papers().to_ris() == ""


def test_a_paper_listed_twice_is_one_record() -> None:
    papers = Papers([make_paper(), make_paper(topics=["Again"])])
    assert papers.to_ris().count("TY  - ") == 1
