"""The newsletter of the newest week, from a snapshot and from a server."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import weeklypapers as wp
from reading_group import newsletter_of
from reading_group.newsletter import shortened
from weeklypapers.testing import ArxivServer, Status, make_paper, make_papers, make_records
from weeklypapers.testing.pytest import arxiv_server as arxiv_server  # a fixture
from weeklypapers.typing import OnError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a list of two weeks, the newest of which has three papers."""
    path = tmp_path / "list.md"
    old = make_paper("2406.00009", week="2024-06-23", category="cs.LG")
    wp.Papers([*make_papers(3), old]).write(path)
    return path


def test_papers_have_their_authors(path: Path) -> None:
    seen: list[wp.Progress] = []
    newsletter = newsletter_of(path, wp.Snapshot(make_records(3)), progress=seen.append)
    assert newsletter.ending == date(2024, 6, 30)
    assert newsletter.lines[0] == (
        "Ada Lovelace: On 2406.00001 [cs.CL] https://arxiv.org/pdf/2406.00001"
    )
    assert newsletter.subjects == {"Computation and Language": 3}
    assert newsletter.absent == ()
    assert seen[-1].done == seen[-1].total == 3


def test_texts(path: Path) -> None:
    newsletter = newsletter_of(path, wp.Snapshot(make_records(3)))
    assert newsletter.text().startswith("# Week 2024-W26")
    assert newsletter.feed("https://group.example/").count("<entry>") == 3


@pytest.mark.parametrize("on_error", ["collect", "raise"])
def test_a_paper_without_a_record_is_named(path: Path, on_error: OnError) -> None:
    newsletter = newsletter_of(path, wp.Snapshot(make_records(2)), on_error=on_error)
    (message,) = newsletter.absent
    assert "2406.00003" in message
    assert [bool(paper.authors) for paper in newsletter.papers] == [True, True, False]


def test_an_outage_of_the_server(arxiv_server: ArxivServer, path: Path, tmp_path: Path) -> None:
    arxiv_server.add(make_records(3))
    arxiv_server.fail(Status(503), times=1)
    cache = tmp_path / "arxiv.sqlite"
    with wp.ArxivClient(cache, url=arxiv_server.url, min_interval=0, retries=1) as client:
        assert newsletter_of(path, client).absent == ()
    with wp.ArxivClient(cache, offline=True) as client:
        assert newsletter_of(path, client).absent == ()
    assert len(arxiv_server.requests) == 2


def test_a_long_title_is_cut_off() -> None:
    assert shortened(wp.Paper(title="Halls and Rooms"), 6) == "Halls…"
