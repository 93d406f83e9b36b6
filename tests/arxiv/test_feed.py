"""Feeds: accepted records, flawed entries and rejected documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
import pytest

from support.arxiv import opened
from support.faults import (
    Edited,
)
from weeklypapers import (
    ArxivId,
)
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.arxiv.fetching import NoAnswer
from weeklypapers.testing import ArxivServer, make_record, make_records
from weeklypapers.testing.feeds import feed

COUNT = 12


RECORDS = {record.id.unversioned: record for record in make_records(COUNT)}


IDS = list(RECORDS)
NOW = datetime(2024, 7, 1, tzinfo=UTC)


def refusal(body: bytes, asked: set[ArxivId] | None = None) -> str:
    with pytest.raises(NoAnswer) as error:
        read_feed(body, asked or set(IDS), NOW)
    return str(error.value)


def edited(old: str, new: str) -> bytes:
    body = feed(RECORDS.values())
    assert old.encode() in body
    return body.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not well-formed"),
        (b"Rate exceeded.", "not well-formed (syntax error: line 1, column 0): 'Rate exceeded.'"),
        (b"<html/>", "expected a feed, got a document <html>"),
        (b'<?xml version="1.0" encoding="klingon"?><feed/>', "can't be decoded"),
        (edited("<feed", "<!DOCTYPE feed><feed"), "expected a feed, got a document of type 'feed'"),
        (edited('1.1/">12<', '1.1/">x<'), "expected a number as totalResults, got 'x'"),
        (edited('1.1/">12<', '1.1/">11<'), "12 entries, but totalResults is 11"),
        (edited("2406.00002v1</id>", "2406.00001v1</id>"), "2406.00001 is in the feed twice"),
        (edited("2406.00002v1</id>", "2406.00002</id>"), "2406.00002 of the feed has no version"),
        (edited("2406.00002v1</id>", "2406.2v1</id>"), "an entry of the feed has the id"),
        (edited("arxiv.org/abs/2406.00002v1", "a.org/abs/2406.00002v1"), "has the id 'http://a"),
        (edited("2406.00002v1</id>", "2501.00002v1</id>"), "2501.00002v1, which was not requested"),
    ],
)
def test_other_documents_and_feeds_are_rejected(body: bytes, message: str) -> None:
    assert message in refusal(body)


def test_an_error_feed_is_an_error() -> None:
    body = edited("arxiv.org/abs/2406.00001v1", "arxiv.org/api/errors#unknown")
    assert "arXiv answered with an error: 'We study" in refusal(body)


def test_a_record_of_another_version_is_rejected() -> None:
    body = feed([make_record("2406.00001v2")])
    assert "2406.00001v2, which was not requested" in refusal(body, {ArxivId("2406.00001v1")})


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        (r"<title>On $\alpha$-2406.00001 &amp; its &lt;limits&gt;", "<title> ", "has no title"),
        (r"<title>On $\alpha$-2406.00001", "<title>On <b>b</b> 2406.00001", "markup inside"),
        (r"<title>On $\alpha$-2406.00001", "<title>On <!-- --> 2406.00001", "markup inside"),
        ("<name>Ada Lovelace</name>", "<name/>", "an author of the entry has no name"),
        ('<category term="cs.CL"', '<category term=""', None),
        ('<category term="cs.CL"', '<category term=" "', None),
        (
            "2024-06-01T12:00:00Z</updated>",
            "</updated>",
            "<updated> must be a time of RFC 3339, got ''",
        ),
        ("2024-06-01T12:00:00Z</updated>", "2024-06-01T12:00:00-05:00</updated>", None),
    ],
)
def test_an_entry_is_checked_for_itself(old: str, new: str, flaw: str | None) -> None:
    body = feed(RECORDS.values())
    cut = body.index(b"<id>http://arxiv.org/abs/2406.00001v1")
    assert old.encode() in body[cut:]
    body = body[:cut] + body[cut:].replace(old.encode(), new.encode(), 1)
    answer = read_feed(body, set(IDS), NOW)
    assert list(answer.flaws) == (IDS[:1] if flaw else [])
    assert (flaw or "") in answer.flaws.get(IDS[0], "")
    assert len(answer.records) == COUNT - len(answer.flaws)


def test_an_entry_is_read_into_a_record() -> None:
    answer = read_feed(feed(RECORDS.values()), set(IDS), NOW)
    assert answer.records == {
        arxiv_id: attrs.evolve(record, retrieved=NOW) for arxiv_id, record in RECORDS.items()
    }


@pytest.mark.parametrize("primary", [True, False])
def test_a_blank_category_is_ignored(*, primary: bool) -> None:
    body = re.sub(rb'(<category term=)"[^"]*"', rb'\1" "', feed(list(RECORDS.values())[:1]))
    if not primary:
        body = re.sub(rb"<arxiv:primary_category[^>]*>", b"", body)
    assert read_feed(body, set(IDS), NOW).flaws == {IDS[0]: "the entry has no category"}


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(RECORDS.values()) as server:
        yield server


class TestFeed:
    def test_a_total_of_thousands_of_digits_is_refused(self) -> None:
        total = b"</opensearch:totalResults>"
        body = feed([RECORDS[IDS[0]]]).replace(total, b"9" * 5000 + total)
        with pytest.raises(NoAnswer, match="expected a number as totalResults"):
            read_feed(body, {IDS[0]}, NOW)

    @pytest.mark.parametrize("depth", [60, 5000, 100_000])
    def test_deep_nesting_is_refused(self, depth: int) -> None:
        deep = b"<summary>" + b"<b>" * depth + b"</b>" * depth
        body = feed([RECORDS[IDS[0]]]).replace(b"<summary>", deep)
        with pytest.raises(NoAnswer, match="nested more than 50 deep") as caught:
            read_feed(body, {IDS[0]}, NOW)
        assert caught.value.reason == "bad answer"

    def test_depth_is_not_length(self) -> None:
        body = feed([RECORDS[IDS[0]]]).replace(b"<summary>", b"<b></b>" * 1000 + b"<summary>")
        assert list(read_feed(body, {IDS[0]}, NOW).records) == IDS[:1]

    def test_an_entry_without_an_abstract_is_failed(self, server: ArxivServer) -> None:
        first = re.compile(rb"(00001v1</id>.*?<summary[^>]*>).*?(</summary>)", re.DOTALL)
        server.fail(Edited(lambda body: first.sub(rb"\1\2", body)), times=None)
        with opened(server) as client:
            report = client.fetch(IDS)
        assert list(report.failed) == IDS[:1]
        assert report.failed[IDS[0]].reason == "bad answer"
