"""The targets: an invariant, and the kind of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import attrs

from fuzzing.inputs import CASES, COMMANDS, DOCUMENTS, PAPERS, REGULAR, Kind, contents, files, lines
from fuzzing.invariants import changes, collections, commands, documents, formats, values
from weeklypapers import Papers, sample
from weeklypapers.formats import json
from weeklypapers.testing import make_record
from weeklypapers.testing.feeds import feed

__all__ = ["TARGETS", "Target"]


@attrs.frozen
class Target:
    """Something to try with many inputs.

    Attributes:
        name: Its name, which is that of its folder in the corpus.
        kind: The kind of its inputs.
        check: The invariant.
    """

    name: str
    kind: Kind[Any]
    check: Callable[[Any], None]


@cache
def _parquet() -> Sequence[bytes]:
    return [sample()[:2]._to_parquet(), Papers()._to_parquet()]


@cache
def _feeds() -> Sequence[bytes]:
    return [feed([make_record("2406.00001v1")])]


_RECORDS = (json.dumps_records([make_record("2406.00001v1")]), json.dumps_records([]))
_RECORD = json.dumps_value(make_record("2406.00001v1"))
_BASELINE = (
    '{"schema_version": 1, "files": {"a.md": [{"code": "dead-link", "text": "a", "count": 2}]}}'
)
_TEMPLATES = (
    "- **{title}**, {venue}, {date:%Y} {links:[[label](url)] }",
    "| {week} | {title} | {category} | {abstract} | {links:<url>} |",
    "### {number}. [{title}]({url})\n*{authors}* ({date:%b %Y})\n> {abstract}",
)
_QUERIES = (
    '+retrieval -survey title:"long context"',
    "agents AND (memory OR planning) NOT fine-tun*",
    'author:"Ada Lovelace" quantized',
)
_REFERENCES = (
    "Phys. Rev. Lett. 96 (2006) 141601",
    "Proceedings of the 37th ICML, PMLR 119:1-10, 2020",
    "Accepted to ICLR 2024 (oral); 12 pages",
    "10.1103/PhysRevD.76.013009",
)
_DATES = ("2024-06-30", "June 24 - 30, 2024", "2024年6月", "2024-W26", "30.06.24", "'24 Jun")
_IDS = (
    "https://arxiv.org/abs/2406.15319v2",
    "arXiv:hep-th/9901001",
    "10.48550/arXiv.2406.15319",
    "cs.CL",
    "Physics > Optics",
    "https://doi.org/10.1145/3292500",
)
_NAMES = ("Ada Lovelace, Alan M. Turing", "Ruiz, A., & Li, B.", "van der Berg, Katja; Ó. Ferreira")
_INLINE = ("**[A *b*](https://a.b/c_(d))** `x|y` <sub>z</sub>", "![a](b) ~~c~~ &amp; \\* www.a.org")

TARGETS = {
    target.name: target
    for target in (
        Target("reading", DOCUMENTS, documents.reads),
        Target("dialects", DOCUMENTS, documents.reads_in_each_dialect),
        Target("paths", REGULAR, documents.has_one_result),
        Target("streams", DOCUMENTS, documents.streams),
        Target("check", DOCUMENTS, documents.checks),
        Target("fix", DOCUMENTS, documents.fixes),
        Target("edit", CASES, changes.edits),
        Target("add", CASES, changes.adds),
        Target("remove", CASES, changes.removes),
        Target("json", contents(".json"), formats.reads_json),
        Target("json-lines", contents(".jsonl"), formats.reads_json_lines),
        Target("csv", contents(".csv"), formats.reads_csv),
        Target("parquet", files(".parquet", _parquet), formats.reads_parquet),
        Target("lossless", PAPERS, formats.writes_lossless),
        Target("markdown", PAPERS, formats.writes_markdown),
        Target("citations", PAPERS, formats.writes_citations),
        Target("answers", PAPERS, collections.answers),
        Target("pages", PAPERS, formats.writes_pages),
        Target("ids", lines(*_IDS), values.reads_ids),
        Target("dates", lines(*_DATES), values.reads_dates),
        Target("inline", lines(*_INLINE), values.reads_inline),
        Target("templates", lines(*_TEMPLATES), values.renders),
        Target("queries", lines(*_QUERIES), values.searches),
        Target("authors", lines(*_NAMES), values.cites_authors),
        Target("references", lines(*_REFERENCES), values.cites_references),
        Target("snapshots", lines(*_RECORDS), values.reads_snapshots),
        Target("cache", lines(_RECORD), values.caches),
        Target("baselines", lines(_BASELINE), values.reads_baselines),
        Target("feeds", files(".xml", _feeds), values.reads_feeds),
        Target("commands", COMMANDS, commands.runs),
    )
}
"""The targets by name."""
