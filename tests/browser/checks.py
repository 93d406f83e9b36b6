"""Tests of the core without extras, which ``run.mjs`` runs in Pyodide.

The tests must not start threads or processes, or open sockets.
"""

from __future__ import annotations

import csv
import io
import json
import runpy
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import attrs
import pytest

import weeklypapers as wp
from weeklypapers.testing import make_papers, make_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Audit events (PEP 578) of calls that fail in a browser.
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "_thread.start_",
    "os.system",
    "os.fork",
    "os.exec",
    "os.spawn",
)
seen: list[str] = []


def note(event: str, _: object) -> None:
    if event.startswith(FORBIDDEN):
        seen.append(event)


sys.addaudithook(note)


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    seen.clear()
    yield
    assert seen == []


@pytest.fixture
def papers() -> wp.Papers:
    return wp.sample()


def test_it_is_a_browser() -> None:
    assert sys.platform == "emscripten"


def test_the_import_loads_only_the_package_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = [name for name in sys.modules if name.partition(".")[0] in ("weeklypapers", "cattrs")]
    for name in ours:
        monkeypatch.delitem(sys.modules, name)

    import_module("weeklypapers")

    loaded = [name for name in sys.modules if name.partition(".")[0] in ("weeklypapers", "cattrs")]
    assert loaded == ["weeklypapers"]


def test_reading(papers: wp.Papers, tmp_path: Path) -> None:
    papers.write(tmp_path / "list.md")

    read = wp.read(tmp_path / "list.md")

    assert (len(read), len(read.weeks)) == (100, 13)
    assert read == papers
    assert read.to_markdown() == (tmp_path / "list.md").read_text("utf-8")


def test_checking() -> None:
    (problem,) = wp.check(io.StringIO("| title | link |\n|--|--|\n| A | https://arxiv.org/abs/2 |"))

    assert (problem.code, problem.line) == ("bad-id", 3)


def test_queries(papers: wp.Papers) -> None:
    june = papers.filter(category="cs.CL", since="2024-06-01")

    assert (len(june), sum(june.count_by("week").values())) == (28, 28)
    assert papers.merge(june) == papers


def test_search(papers: wp.Papers) -> None:
    hits = papers.search("retrieval augmented generation", limit=2)

    assert [str(hit.paper.arxiv_id) for hit in hits] == ["2406.15319", "2406.12430"]


def test_edits(papers: wp.Papers) -> None:
    changed = papers.edit(
        lambda paper: attrs.evolve(paper, title="Another title") if paper == papers[3] else paper
    )

    before, after = papers.to_markdown().split("\n"), changed.to_markdown().split("\n")
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [after[5]]
    assert "Another title" in after[5]


def test_a_notebook_shows_a_table(papers: wp.Papers) -> None:
    shown = papers._repr_html_()

    assert "<table" in shown
    assert "2406.15319" in shown


@pytest.mark.parametrize("name", ["papers.md", "papers.json", "papers.jsonl", "papers.csv"])
def test_nothing_is_lost(papers: wp.Papers, tmp_path: Path, name: str) -> None:
    papers.write(tmp_path / name)

    assert wp.read(tmp_path / name) == papers


def test_csv(papers: wp.Papers) -> None:
    rows = list(csv.DictReader(io.StringIO(papers.to_csv(), newline="")))

    assert [row["title"] for row in rows] == [paper.title for paper in papers]


def test_citations(papers: wp.Papers) -> None:
    assert papers.to_bibtex().count("\n@") + papers.to_bibtex().startswith("@") == 100
    assert [item["title"] for item in json.loads(papers.to_csl())] == [
        paper.title for paper in papers
    ]
    assert papers.to_ris().count("TY  - ") == 100


def test_feed(papers: wp.Papers) -> None:
    assert papers.to_atom(url="https://example.org/").count("<entry>") == 100


def test_the_command_line(
    papers: wp.Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.write(tmp_path / "list.md")
    monkeypatch.setattr(sys, "argv", ["weeklypapers", "check", str(tmp_path / "list.md")])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("weeklypapers", run_name="__main__")

    assert ended.value.code == 0


def test_enriching_from_saved_records(tmp_path: Path) -> None:
    wp.Snapshot(make_records(3)).write(tmp_path / "arxiv.json")

    enriched = make_papers(3).enrich(wp.Snapshot(tmp_path / "arxiv.json"))

    assert [paper.arxiv for paper in enriched] == make_records(3)


@pytest.mark.parametrize(
    ("method", "extra"),
    [("to_arrow", "arrow"), ("to_pandas", "pandas"), ("to_polars", "polars")],
)
def test_features_of_extras_say_what_to_install(papers: wp.Papers, method: str, extra: str) -> None:
    with pytest.raises(wp.MissingDependencyError) as caught:
        getattr(papers, method)()

    assert f'pip install "weeklypapers[{extra}]"' in str(caught.value)


def test_enriching_over_the_network_suggests_a_snapshot(papers: wp.Papers) -> None:
    with pytest.raises(wp.SourceError, match="Snapshot"):
        papers.enrich()


def test_reading_an_address_suggests_pyfetch() -> None:
    with pytest.raises(wp.SourceError, match="pyfetch"):
        wp.read("https://example.org/list.md")
