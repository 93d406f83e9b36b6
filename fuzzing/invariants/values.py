"""Invariants of small texts, and of files that the library keeps."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime

import weeklypapers as wp
from fuzzing.general_paths import general_paths
from fuzzing.invariants.documents import assert_kept, of_text, parsed, source
from fuzzing.invariants.texts import assert_balanced, assert_harmless_html
from weeklypapers.arxiv.cache import Cache
from weeklypapers.arxiv.feed import read_feed, refused_id
from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.dialects.dates import find_span, partial_date
from weeklypapers.formats import json as json_format
from weeklypapers.formats.citations.names import split_names
from weeklypapers.markdown import inline
from weeklypapers.model.dates import parse_period, parse_week
from weeklypapers.testing import make_record

__all__ = [
    "caches",
    "cites_authors",
    "cites_references",
    "reads_baselines",
    "reads_dates",
    "reads_feeds",
    "reads_ids",
    "reads_inline",
    "reads_snapshots",
    "renders",
    "searches",
]

_NOW = datetime(2024, 6, 30, tzinfo=UTC)
_IDS = tuple(map(wp.ArxivId, ("2406.00001", "2406.00001v1", "hep-th/9901001")))


def reads_ids(text: str) -> None:
    """Assert that identifiers, categories and links are read or refused, and come back."""
    with contextlib.suppress(wp.InvalidValueError):
        arxiv_id = wp.ArxivId.parse(text)
        for form in (str(arxiv_id), arxiv_id.abs_url, arxiv_id.pdf_url):
            assert wp.ArxivId.parse(form) == arxiv_id
        assert wp.ArxivId.find(text) == arxiv_id
    for arxiv_id in wp.ArxivId.find_all(text):
        assert wp.ArxivId.parse(str(arxiv_id)) == arxiv_id
    with contextlib.suppress(wp.InvalidValueError):
        category = wp.Category.parse(text)
        assert wp.Category.parse(str(category)) == category
        assert wp.Category.parse(category.label) == category
    with contextlib.suppress(wp.InvalidValueError):
        link = wp.Link(text)
        assert link.url
        assert link.arxiv_id is None or link.arxiv_id in set(wp.ArxivId.find_all(link.url)) | {
            wp.ArxivId.find(link.url)
        }
        repr((link.kind, link))


def reads_dates(text: str) -> None:
    """Assert that dates are read or refused, that they come back, and that spans are in order."""
    with contextlib.suppress(wp.InvalidValueError):
        day = wp.PartialDate.parse(text)
        assert wp.PartialDate.parse(str(day)) == day
        assert day.first <= day.last
        assert str(day) == text
    for parse in (parse_week, parse_period):
        with contextlib.suppress(wp.InvalidValueError):
            first, last = parse(text, "a")
            assert first <= last
    read = partial_date(text)
    assert read is None or wp.PartialDate.parse(str(read)) == read
    span = find_span(text)
    assert span is None or span.ending is None or isinstance(span.ending, date)


def reads_inline(text: str) -> None:
    """Assert that both parsers of inline Markdown have one result, with places in the source."""
    fast = inline.render_inline(text)
    with general_paths():
        general = inline.render_inline(text)
    assert fast == general
    for offset in range(len(fast.text)):
        place = fast.source_of(offset, offset + 1)
        assert place == general.source_of(offset, offset + 1)
        assert place is None or 0 <= place[0] <= place[1] <= len(text)


@of_text
def renders(text: str) -> None:
    """Assert that a template is read or refused, and renders papers with and without values."""
    try:
        template = wp.Template(text)
    except wp.InvalidValueError:
        return
    assert wp.Template(str(template)) == template
    papers = wp.sample()[:1] + wp.Papers([wp.Paper(title="a | [b](c)", links="https://a.b/c")])
    for paper in papers:
        entry = template.render(paper)
        if "title" in template.roles and "\n" not in text:
            assert template.fill({}) == "" or entry
        assert_kept(parsed(entry), entry)
    with contextlib.suppress(wp.InvalidValueError):
        dialect = wp.Dialect(name="own", templates=template)
        entries = "\n".join(map(template.render, papers))
        assert_kept(parsed(entries, dialect), entries)
    assert_harmless_html(template._repr_html_())


def searches(text: str) -> None:
    """Assert that a query has hits in the order of their scores, or is refused."""
    papers = wp.sample()
    with contextlib.suppress(wp.InvalidValueError):
        hits = papers.search(text)
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(score > 0 for score in scores)
        assert list(papers.search(text, limit=3)) == list(hits[:3])
        assert_harmless_html(hits._repr_html_())
    for condition in ("title", "text", "author", "venue", "category", "topic", "week", "since"):
        with contextlib.suppress(wp.InvalidValueError):
            selected = papers.filter(**{condition: text})
            assert all(paper in papers for paper in selected)
    with contextlib.suppress(wp.NotFoundError, wp.InvalidValueError):
        assert papers.get(text) in papers


def cites_authors(text: str) -> None:
    """Assert that the names of authors lose no word, and make well-formed bibliographies."""
    try:
        paper = wp.Paper(title="A title", listed_authors=[text], listed_date="2024")
    except wp.InvalidValueError:
        return
    names, _ = split_names([text])
    assert all(str(name).strip() for name in names)
    _assert_citations(wp.Papers([paper]))


def cites_references(text: str) -> None:
    """Assert that journal references and venues make well-formed bibliographies."""
    for fields in ({"journal_ref": text}, {"comment": text}, {"doi": text}):
        with contextlib.suppress(wp.InvalidValueError):
            record = make_record("2406.15319", **fields)
            papers = wp.Papers([wp.Paper(title="A", links=record.id.abs_url, arxiv=record)])
            _assert_citations(papers)
    with contextlib.suppress(wp.InvalidValueError):
        _assert_citations(wp.Papers([wp.Paper(title=text, venue=text, listed_date="2024")]))


def _assert_citations(papers: wp.Papers) -> None:
    for biblatex in (False, True):
        assert_balanced(papers.to_bibtex(biblatex=biblatex))
    assert len(json.loads(papers.to_csl())) == 1
    assert papers.to_ris().count("\r\nER  - ") == 1


# Files


def reads_snapshots(text: str) -> None:
    """Assert that a snapshot is read on both paths alike, or refused, and comes back."""
    snapshot = _snapshot(text)
    with general_paths():
        assert _snapshot(text) == snapshot
    if snapshot is None:
        return
    assert wp.Snapshot(source(json_format.dumps_records(snapshot))) == snapshot
    report = snapshot.fetch([*(record.id for record in snapshot), "2406.99999"])
    assert set(report.records.values()) == set(snapshot)


def _snapshot(text: str) -> wp.Snapshot | None:
    try:
        return wp.Snapshot(source(text))
    except wp.InvalidValueError:
        return None


def caches(text: str) -> None:
    """Assert that the text of a cached record is a record or not, on both paths alike."""
    text = text.encode(errors="replace").decode()  # SQLite stores text as UTF-8
    (record,) = json_format.loads_each_record([text])
    with general_paths():
        assert json_format.loads_each_record([text]) == [record]
    cache = Cache(None, contextlib.nullcontext())
    ids = [*_IDS, *([record.id] if record else [])]
    with cache._table.connection() as connection:
        rows = [(str(each), text) for each in ids]
        connection.executemany("INSERT OR REPLACE INTO records_1 (key, value) VALUES (?, ?)", rows)
    cached = cache.get(ids)
    assert all(each == record for each in cached.values())
    assert all(asked in (each.id, each.id.unversioned) for asked, each in cached.items())
    assert record is None or record.id in cached
    cache.close()


def reads_baselines(text: str) -> None:
    """Assert that a baseline is read or refused."""
    with contextlib.suppress(wp.InvalidValueError):
        baseline = wp.Baseline(source(text))
        assert len(baseline) >= 0
        assert baseline.outdated([], []) == 0


def reads_feeds(content: bytes) -> None:
    """Assert that a feed has requested records only, or is refused."""
    with contextlib.suppress(NoAnswer):
        answer = read_feed(content, _IDS, _NOW)
        assert {*answer.records, *answer.flaws} <= set(_IDS)
        for asked, record in answer.records.items():
            assert asked in (record.id, record.id.unversioned)
            assert json_format.loads_record(json_format.dumps_value(record)) == record
    assert refused_id(content, _IDS) in (None, *_IDS)
