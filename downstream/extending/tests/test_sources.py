"""The records of a dump, and of a client with a session of the lab."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

import weeklypapers as wp
from lab_papers import Dump, lab_client
from weeklypapers.testing import ArxivServer, make_papers, make_records
from weeklypapers.testing.pytest import arxiv_server as arxiv_server  # a fixture
from weeklypapers.typing import Source


@pytest.fixture
def dump(tmp_path: Path) -> Source:
    """Return a source with the papers 2406.00001 and 2406.00002."""
    path = tmp_path / "dump.jsonl"
    rows = [
        {
            "id": f"2406.0000{number}v1",
            "title": f"Halls {number}",
            "authors": "Ada Lovelace, Bo Li",
            "abstract": "All of them.",
            "categories": "cs.CL cs.AI",
            "created": "2024-06-21T17:23:18Z",
        }
        for number in (1, 2)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return Dump(path)


def test_papers_are_enriched_by_a_dump(dump: Source) -> None:
    seen: list[wp.Progress] = []
    enriched = make_papers(2).enrich(dump, progress=seen.append)
    assert [author.name for author in enriched[0].authors] == ["Ada Lovelace", "Bo Li"]
    assert [paper.title for paper in enriched.canonical()] == ["Halls 1", "Halls 2"]
    assert seen[-1].done == 2


def test_a_paper_that_a_dump_lacks_has_a_problem(dump: Source) -> None:
    enriched = make_papers(3).enrich(dump, on_error="collect")
    assert [problem.message for problem in enriched.problems] == [
        "no record of 2406.00003: unavailable: the dump lacks it"
    ]
    with pytest.raises(wp.EnrichmentError) as caught:
        make_papers(3).enrich(dump)
    assert list(caught.value.report.failed) == ["2406.00003"]


def test_papers_are_added_to_a_list_from_a_dump(dump: Source) -> None:
    papers = wp.sample().add("2406.00001", week="2024-07-07", source=dump)
    assert papers[0].title == "Halls 1"


def test_the_client_of_the_lab_says_who_it_is(arxiv_server: ArxivServer, tmp_path: Path) -> None:
    arxiv_server.add(make_records(3))
    with lab_client(tmp_path / "arxiv.sqlite", url=arxiv_server.url, min_interval=0) as client:
        assert all(paper.arxiv for paper in make_papers(3).enrich(client))
    headers = arxiv_server.requests[0].headers
    assert headers["x-lab"] == "lab.example.org"
    assert headers["from"] == "library@lab.example.org"
    assert "mailto:library@lab.example.org" in headers["user-agent"]


def test_an_asynchronous_program_reads_and_enriches(
    arxiv_server: ArxivServer, dump: Source, tmp_path: Path
) -> None:
    arxiv_server.add(make_records(5))
    make_papers(5).write(tmp_path / "list.md")

    async def program() -> list[wp.Papers]:
        with lab_client(tmp_path / "arxiv.sqlite", url=arxiv_server.url, min_interval=0) as client:
            papers = await asyncio.to_thread(wp.read, tmp_path / "list.md")
            calls = [(papers[:2], dump), (papers, client), (papers[3:], client)]
            return await asyncio.gather(
                *(asyncio.to_thread(part.enrich, source) for part, source in calls)
            )

    results = asyncio.run(program())
    assert [len(papers) for papers in results] == [2, 5, 2]
    assert all(paper.arxiv for papers in results for paper in papers)
    requested = [arxiv_id for request in arxiv_server.requests for arxiv_id in request.ids]
    assert sorted(requested) == [f"2406.0000{number}" for number in range(1, 6)]
