"""Flat records."""

from __future__ import annotations

import json
from datetime import date

import attrs
from hypothesis import given, settings

import weeklypapers as wp
from support.tables import BARE, FULL, LISTED
from weeklypapers import Link, Paper, Papers
from weeklypapers.formats._columns import COLUMNS
from weeklypapers.formats.records import FLAT
from weeklypapers.testing.hypothesis import paper_lists


def test_the_values_of_a_record() -> None:
    code = Link(url="https://github.com/a/b", label="Code")
    paper = attrs.evolve(FULL, links=(*FULL.links, code), abstract=None)
    (record,) = Papers([paper]).to_records()
    assert paper.arxiv
    assert record == {
        "title": "On 2406.00001",
        "authors": "Ada Lovelace; Émilie du Châtelet",
        "week": "2024-06-30",
        "week_ending": "2024-06-30",
        "listed_date": "2024-06",
        "listed_date_first": "2024-06-01",
        "category": "cs.CL",
        "category_name": "Computation and Language",
        "topics": "Agents > Web",
        "venue": "ICLR",
        "arxiv_id": "2406.00001",
        "arxiv_version": 2,
        "url": "https://arxiv.org/pdf/2406.00001v2",
        "abs_url": "https://arxiv.org/abs/2406.00001v2",
        "pdf_url": "https://arxiv.org/pdf/2406.00001v2",
        "code_url": "https://github.com/a/b",
        "project_url": None,
        "links": "https://arxiv.org/pdf/2406.00001v2 https://github.com/a/b",
        "link_kinds": "paper; code",
        "published": "2024-06-01T12:00:00Z",
        "updated": "2024-06-02T12:00:00Z",
        "abstract": paper.arxiv.abstract,
        "abstract_from": "arxiv",
        "listed_authors": "A. Lovelace; É. du Châtelet",
        "more_authors": False,
        "affiliation": "MIT",
        "comment": "read",
        "primary_category": "cs.CL",
        "categories": "cs.CL; cs.LG",
        "journal_ref": None,
        "doi": None,
        "key": "arxiv:2406.00001",
        "source": None,
        "sources": None,
        "Score": "9",
    }


def test_all_records_have_the_same_keys() -> None:
    records = LISTED.to_records()
    assert {tuple(record) for record in records} == {(*FLAT, "Score")}
    bare = records[1]
    assert {name for name, value in bare.items() if value} == {"title", "key"}
    assert Papers().to_records() == []


@settings(max_examples=30)
@given(paper_lists(max_size=3))
def test_records_are_flat_and_json(papers: Papers) -> None:
    records = papers.to_records()
    assert json.loads(json.dumps(records)) == records
    for record in records:
        assert all(isinstance(value, str | int | None) for value in record.values())
    assert [record["title"] for record in records] == [paper.title for paper in papers]
    headers = {header for paper in papers for header in paper.extra}
    assert {len(record) for record in records} <= {len(FLAT) + len(headers)}


def test_extra_columns_dont_replace_others() -> None:
    paper = Paper(title="A", extra={"Source": "b", "doi": "c", "ABS URL": "d", "Stars": "5"})
    (record,) = Papers([paper]).to_records()
    assert list(record.items())[len(FLAT) :] == [
        ("extra:Source", "b"),
        ("extra:doi", "c"),
        ("extra:ABS URL", "d"),
        ("Stars", "5"),
    ]


def test_the_sources_of_a_merged_paper() -> None:
    rows = "| title | Paper-Link |\n|---|---|\n| A | https://arxiv.org/abs/2406.00001 |\n"
    text = wp.parse(rows)
    other = wp.parse(f"\n{rows}")
    (record,) = text.merge(other).to_records()
    assert (record["source"], record["sources"]) == ("<text>:3", "<text>:3; <text>:4")


def test_records_are_named_like_columns() -> None:
    nested = {"arxiv", "extra"}
    assert COLUMNS.keys() - FLAT.keys() == nested
    for name in FLAT.keys() & COLUMNS.keys():
        if COLUMNS[name].kind not in ("links", "texts", "names", "authors"):
            assert FLAT[name] is COLUMNS[name]
    assert FLAT["week"].value(Paper(title="A", week=date(2024, 6, 30))) == date(2024, 6, 30)
    assert FLAT["topics"].value(BARE) is None
