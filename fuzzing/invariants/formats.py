"""Invariants of formats: lossless ones come back, and all are well-formed and harmless."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import attrs

import weeklypapers as wp
from fuzzing.general_paths import general_paths
from fuzzing.invariants.documents import of_text, source
from fuzzing.invariants.texts import assert_balanced, assert_harmless_html

__all__ = [
    "reads_csv",
    "reads_json",
    "reads_json_lines",
    "reads_parquet",
    "writes_citations",
    "writes_lossless",
    "writes_markdown",
    "writes_pages",
]

_ATOM = "{http://www.w3.org/2005/Atom}"
_KEY = re.compile(r"@(\w+)\{([^\s,{}%#\\\"'~=()]+),\n")
_RIS = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


# Readers


def _assert_one_result(papers: wp.Papers, general: wp.Papers) -> None:
    assert list(papers) == list(general)
    assert list(map(repr, papers)) == list(map(repr, general))
    assert papers.problems == general.problems


@of_text
def reads_json(text: str) -> None:
    """Assert that JSON is read on both paths alike, and that its papers come back."""
    papers = wp.from_json(text, on_error="collect")
    with general_paths():
        _assert_one_result(papers, wp.from_json(text, on_error="collect"))
    for indent in (None, 0, 2):
        assert wp.from_json(papers.to_json(indent=indent)) == papers


@of_text
def reads_json_lines(text: str) -> None:
    """Assert that JSON Lines are read on both paths alike, and that their papers come back."""
    papers = wp.read(source(text, "a.jsonl"), on_error="collect")
    with general_paths():
        _assert_one_result(papers, wp.read(source(text, "a.jsonl"), on_error="collect"))
    assert wp.read(source(papers.to_jsonl(), "a.jsonl")) == papers
    assert list(wp.iter_papers(source(text, "a.jsonl"), on_error=lambda _: None)) == list(papers)


@of_text
def reads_csv(text: str) -> None:
    """Assert that CSV is read on both paths alike, and that its papers come back."""
    papers = wp.from_csv(text, on_error="collect")
    with general_paths():
        _assert_one_result(papers, wp.from_csv(text, on_error="collect"))
    assert wp.from_csv(papers.to_csv()) == papers
    tabs = wp.read(source(text, "a.tsv"), on_error="collect")
    assert wp.from_csv(tabs.to_csv()) == tabs


def reads_parquet(content: bytes) -> None:
    """Assert that a file is read as Parquet or is a problem, and that its papers come back."""
    file = io.BytesIO(content)
    file.name = "a.parquet"
    papers = wp.read(file, on_error="collect")
    assert wp.from_arrow(papers.to_arrow()) == papers


# Writers


def writes_lossless(papers: wp.Papers) -> None:
    """Assert that papers come back from each lossless format, with equal text of it."""
    assert wp.from_json(papers.to_json()) == papers
    assert wp.read(source(papers.to_jsonl(), "a.jsonl")) == papers
    assert wp.from_csv(papers.to_csv()) == papers
    table = papers.to_arrow()
    assert wp.from_arrow(table) == papers
    with general_paths():
        assert wp.from_arrow(table) == papers
        assert wp.from_json(papers.to_json()) == papers
        assert wp.from_csv(papers.to_csv()) == papers
    assert pickle.loads(pickle.dumps(papers)) == papers  # noqa: S301 - our own
    assert json.loads(json.dumps(papers.to_records())) == papers.to_records()
    snapshot = wp.Snapshot.of(papers)
    assert set(snapshot) <= {paper.arxiv for paper in papers}
    _assert_no_formulas(papers.to_csv(formulas="escape"))


def _assert_no_formulas(text: str) -> None:
    """Assert that no cell begins like the formula of a spreadsheet."""
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(re.match(r"\s*[=+\-@]", cell) for cell in row), row


def writes_markdown(papers: wp.Papers) -> None:
    """Assert that a weekly table gives its papers, and that a digest is read without an error."""
    listed = wp.Papers(attrs.evolve(paper, arxiv=None) for paper in papers)
    text = listed.to_markdown()
    again = wp.parse(text)
    assert again == listed
    assert again.problems == ()
    assert wp.Papers(list(again)).to_markdown() == text
    assert wp.parse(papers[:].to_markdown(pad=True)) == wp.parse(papers[:].to_markdown())
    digest = papers.to_digest(title="a")
    assert wp.parse(digest, on_error="collect").to_markdown() == digest


def writes_citations(papers: wp.Papers) -> None:
    """Assert that bibliographies are well-formed, with a key for each paper."""
    count = len(papers.merge())
    for biblatex in (False, True):
        text = papers.to_bibtex(biblatex=biblatex)
        assert_balanced(text)
        keys = [key for _, key in _KEY.findall(text)]
        assert len(set(keys)) == count
        assert not re.search(r"[\0-\x09\x0b-\x1f\x7f-\x9f]", text)
    items = json.loads(papers.to_csl())
    assert [item["id"] for item in items] == keys
    lines = papers.to_ris().split("\r\n")
    assert all(not line or _RIS.fullmatch(line) for line in lines)
    for tag in ("TY", "ER", "ID"):
        assert sum(line.startswith(f"{tag}  - ") for line in lines) == count


def writes_pages(papers: wp.Papers) -> None:
    """Assert that feeds and pages are well-formed, without scripts and repeated identifiers."""
    feed = ET.fromstring(papers.to_atom(undated=_UNDATED))  # noqa: S314 - our own
    entries = feed.findall(f"{_ATOM}entry")
    assert len({entry.findtext(f"{_ATOM}id") for entry in entries}) == len(entries)
    for entry in entries:
        assert_harmless_html(entry.findtext(f"{_ATOM}content") or "")
    assert_harmless_html(papers.to_html())
    assert_harmless_html(papers._repr_html_())
    for paper in papers:
        assert_harmless_html(paper._repr_html_())
