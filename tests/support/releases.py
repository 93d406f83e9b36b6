"""The stored files of releases, which later releases read for ever.

``tests/releases/VERSION/`` has the files that a release wrote, and ``values.json`` with the values
in them. These are plain, so that they can be compared after a class has got another field.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

import weeklypapers as wp
from weeklypapers.testing import ArxivServer

__all__ = [
    "FOLDER",
    "LIST",
    "atom_ids",
    "citation_keys",
    "known",
    "missing",
    "paper_keys",
    "plain",
    "released",
    "sample_papers",
    "sample_records",
    "store",
    "stored",
]

FOLDER = Path(__file__).parents[1] / "releases"
_FEED = "https://example.org/papers.atom"
LIST = """\
# Papers on mirrors

| Week | title | category | abstract | Paper-Link |
|------|-------|----------|----------|------------|
| 2024-06-30 | Halls of mirrors | cs.CL | Our words. | [arxiv](https://arxiv.org/abs/2406.00001v2) |
| 30 June | A row without a day | cs.CL | Our words. | https://arxiv.org/abs/2406.00002 |
| 2024-06-23 | Lamps \\| and wicks | Lamps | | [code](https://github.com/example/lamps) |
"""
_LIST_NAME = "list.md"


# The values of this release, which fill each field


def sample_records() -> list[wp.ArxivRecord]:
    """Return records of made-up papers."""
    full = wp.ArxivRecord(
        id="2406.00001v2",
        title="Halls of mirrors in $\\mathbb{R}^n$",
        authors=[
            wp.Author("Ada Lovelace", affiliations=("Example University", "Société Exemple")),
            wp.Author("王 小明"),
        ],
        abstract="We count reflections. The number is $\\le 2n$.",
        published="2024-06-03T09:30:00Z",
        updated="2024-06-21T17:23:18Z",
        primary_category="cs.CL",
        categories=["cs.CL", "math.MG"],
        comment="12 pages, 3 figures",
        journal_ref="Example Letters 12 (2024) 34-56",
        doi="10.1000/mirrors.2024.12",
        retrieved="2026-11-29T12:00:00Z",
    )
    old = wp.ArxivRecord(
        id="hep-th/9901001v1",
        title="Wicks",
        authors="Emmy Noether",
        abstract="A short note on wicks.",
        published="1999-01-01T00:00:00Z",
        updated="1999-01-01T00:00:00Z",
        primary_category="hep-th",
        categories="hep-th",
    )
    return [full, old]


def sample_papers() -> wp.Papers:
    """Return made-up papers."""
    full, old = sample_records()
    return wp.Papers(
        [
            wp.Paper(
                title='Halls of mirrors: 50 % of "light", | and lamps',
                week="2024-06-30",
                category="cs.CL",
                abstract="An abstract of our own,\non two lines.",
                links=[
                    wp.Link("https://arxiv.org/pdf/2406.00001v2", label="arxiv"),
                    wp.Link("https://example.org/data", label="here", listed_kind="code"),
                    wp.Link("https://github.com/example/mirrors"),
                ],
                listed_authors=["Ada Lovelace", "王 小明"],
                more_authors=True,
                listed_date="2024-06-21",
                topics=["Optics", "Optics > Mirrors"],
                venue="Example Conference 2024",
                affiliation="Example University",
                comment="Read first",
                arxiv=full,
                extra={"Rank": "1", "Notes": "=1+1, “quoted”"},
            ),
            wp.Paper(
                title="Wicks",
                category="Lamps and wicks",
                links="https://arxiv.org/abs/hep-th/9901001",
                listed_date="1999-01",
                arxiv=old,
            ),
            wp.Paper(title="镜子", listed_date="2023", links="https://example.org/镜子"),
            wp.Paper(title="A title alone"),
        ]
    )


# Plain values


def plain(value: object) -> Any:
    """Return a value as objects, arrays, text and numbers of JSON, with the names of types.

    The place of a paper is left out, since most files don't have it.
    """
    if value is None or type(value) in (str, bool, int):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(member) for name, member in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(member) for member in value]
    kind: Any = type(value)
    if attrs.has(kind) and not isinstance(value, str):
        names = [field.name for field in attrs.fields(kind)]
        return {name: plain(getattr(value, name)) for name in names if name != "origin"}
    return f"{type(value).__name__} {value}"


def known(values: object, expected: object) -> Any:
    """Return plain values without the members that a release didn't have."""
    if isinstance(values, dict) and isinstance(expected, dict):
        return {
            name: known(member, expected[name])
            for name, member in values.items()
            if name in expected
        }
    if isinstance(values, list) and isinstance(expected, list) and len(values) == len(expected):
        return [known(*pair) for pair in zip(values, expected, strict=True)]
    return values


def atom_ids(papers: wp.Papers) -> list[str]:
    """Return the identifiers of a feed of papers and of its entries."""
    undated = datetime(2024, 6, 30, tzinfo=UTC)
    return re.findall(r"<id>(.+?)</id>", papers.to_atom(url=_FEED, undated=undated))


def citation_keys(papers: wp.Papers) -> list[str]:
    """Return the keys of papers in BibTeX, CSL-JSON and RIS."""
    bibtex = re.findall(r"^@\w+\{(.+),$", papers.to_bibtex(), re.MULTILINE)
    csl = [str(item["id"]) for item in json.loads(papers.to_csl())]
    return [*bibtex, *csl, *re.findall(r"^ID  - (.+)$", papers.to_ris(), re.MULTILINE)]


def paper_keys(papers: wp.Papers) -> list[str]:
    """Return the keys of papers in tables."""
    return [paper.key for paper in papers]


# Files


def store(folder: Path) -> None:
    """Write the files of this release, and the values in them."""
    folder.mkdir(parents=True, exist_ok=True)
    papers, snapshot = sample_papers(), wp.Snapshot(sample_records())
    for suffix in ("json", "jsonl", "csv", "tsv", "parquet"):
        papers.write(folder / f"papers.{suffix}")
    (folder / "papers.pickle").write_bytes(pickle.dumps(papers))
    (folder / _LIST_NAME).write_text(LIST, encoding="utf-8")
    listed = wp.read(folder / _LIST_NAME, on_error="collect")
    named = wp.parse(LIST, on_error="collect")
    (folder / "list.pickle").write_bytes(pickle.dumps(named))
    snapshot.write(folder / "snapshot.json")
    wp.Baseline(listed.problems).write(folder / "baseline.json")
    values = {
        "papers": plain(papers),
        "records": plain(snapshot),
        "cache": plain(_store_cache(folder / "cache.sqlite")),
        "list": plain(named),
        "origins": [plain(paper.origin) for paper in named],
        "problems": plain(named.problems),
        "atom ids": atom_ids(papers),
        "citation keys": citation_keys(papers),
        "paper keys": paper_keys(papers),
    }
    text = json.dumps(values, indent=1, ensure_ascii=False)
    (folder / "values.json").write_text(f"{text}\n", encoding="utf-8")


def _store_cache(path: Path) -> Mapping[wp.ArxivId, wp.ArxivRecord]:
    """Write a cache, and return the records in it."""
    path.unlink(missing_ok=True)
    records = sample_records()
    with (
        ArxivServer(records) as server,
        wp.ArxivClient(path, url=server.url, min_interval=0) as client,
    ):
        report = client.fetch(record.id for record in records)
    for suffix in ("lock", "turn", "last"):
        path.with_name(f"{path.name}.{suffix}").unlink(missing_ok=True)
    return report.records


def stored() -> list[str]:
    """Return the versions that have files."""
    return sorted(path.parent.name for path in FOLDER.glob("*/values.json"))


def released(changelog: str) -> list[str]:
    """Return the versions with a section in a changelog, the newest first."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)


def missing(changelog: str, folder: Path = FOLDER) -> list[str]:
    """Return the files that a version with a section in a changelog should have, and lacks."""
    paths = [
        folder / version / name
        for version in released(changelog)
        for name in ("values.json", "api.txt")
    ]
    return [path.relative_to(folder).as_posix() for path in paths if not path.is_file()]
