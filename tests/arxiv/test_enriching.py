"""Enriching: the requested records, the enriched papers and the reports."""

from __future__ import annotations

import gc
import pickle
import re
from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from weeklypapers import (
    ArxivId,
    Category,
    EnrichmentError,
    FetchError,
    FetchReport,
    InvalidValueError,
    Link,
    Origin,
    PaperListWarning,
    Papers,
    Progress,
    Snapshot,
    parse,
)
from weeklypapers.arxiv.enriching import parse_ids
from weeklypapers.arxiv.progress import Watcher
from weeklypapers.testing import make_paper, make_papers, make_record, make_records

LIST = """\
| Week | title | Paper-Link |
|---|---|---|
| 2024-06-30 | One | [arxiv](https://arxiv.org/abs/2406.00001) |
| 2024-06-30 | Two | [arxiv](https://arxiv.org/pdf/2406.00002v2) |
| 2024-06-30 | Elsewhere | [page](https://example.org/) |
"""


RECORDS = [make_record("2406.00001v3"), make_record("2406.00002v2")]


class Counting:
    """A source that records the requested identifiers."""

    def __init__(self, records: Iterable[Any] = ()) -> None:
        self.snapshot = Snapshot(records)
        self.asked: list[list[str]] = []

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: Watcher | None = None
    ) -> FetchReport:
        ids = list(ids)
        self.asked.append([str(one) for one in ids])
        return self.snapshot.fetch(ids, progress=progress)


class TestEnrich:
    def test_records_do_not_change_listed_values(self) -> None:
        papers = parse(LIST)
        enriched = papers.enrich(Snapshot(RECORDS))
        assert [paper.arxiv and str(paper.arxiv.id) for paper in enriched] == [
            "2406.00001v3",
            "2406.00002v2",
            None,
        ]
        assert [paper.title for paper in enriched] == ["One", "Two", "Elsewhere"]
        assert enriched[0].authors == RECORDS[0].authors
        assert papers[0].arxiv is None
        assert enriched.to_markdown() == LIST

    def test_only_missing_records_are_requested(self) -> None:
        source = Counting(RECORDS)
        enriched = parse(LIST).enrich(source)
        assert source.asked == [["2406.00001", "2406.00002v2"]]
        assert enriched.enrich(source) == enriched
        assert Papers().enrich(source) == Papers()
        assert len(source.asked) == 1

    def test_a_paper_with_two_entries_is_requested_once(self) -> None:
        source = Counting(RECORDS)
        papers = Papers([make_paper("2406.00001"), make_paper("2406.00001", title="Again")])
        assert all(paper.arxiv for paper in papers.enrich(source))
        assert source.asked == [["2406.00001"]]

    def test_a_record_that_fits_stays_beside_an_entry_without_one(self) -> None:
        old = make_record("2406.00001v1")
        papers = Papers([make_paper("2406.00001", arxiv=old), make_paper("2406.00001")])
        enriched = papers.enrich(Snapshot(RECORDS))
        assert [paper.arxiv for paper in enriched] == [old, RECORDS[0]]

    def test_a_record_of_another_version_or_paper_is_requested_again(self) -> None:
        source = Counting([make_record("2406.00001v1"), make_record("2406.00002v1")])
        old, other = make_record("2406.00001v3"), make_record("2406.00009v1")
        papers = Papers(
            [make_paper("2406.00001v1", arxiv=old), make_paper("2406.00002", arxiv=other)]
        )
        enriched = papers.enrich(source)
        assert source.asked == [["2406.00001v1", "2406.00002"]]
        assert [str(paper.arxiv.id) for paper in enriched if paper.arxiv] == [
            "2406.00001v1",
            "2406.00002v1",
        ]

    def test_no_client_is_opened_without_identifiers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("weeklypapers.arxiv.client.ArxivClient", None)
        papers = Papers([make_paper(arxiv=make_record())])
        assert papers.enrich() == papers

    def test_raises_with_all_papers_and_the_report(self) -> None:
        with pytest.raises(EnrichmentError, match=r"1 paper(.|\n)*2406\.00001: unavailable") as e:
            parse(LIST).enrich(Snapshot(RECORDS[1:]))
        assert [paper.arxiv is None for paper in e.value.papers] == [True, False, True]
        assert list(e.value.report.failed) == [ArxivId("2406.00001")]
        copy = pickle.loads(pickle.dumps(e.value))  # noqa: S301 - our own
        assert (copy.papers, copy.report, str(copy)) == (
            e.value.papers,
            e.value.report,
            str(e.value),
        )

    def test_raises_for_missing_papers_too(self) -> None:
        class Missing:
            def fetch(self, ids: Iterable[Any], *, progress: Watcher | None = None) -> FetchReport:
                return FetchReport(missing=tuple(ids))

        with pytest.raises(EnrichmentError, match=r"2406\.00001: arXiv has no such paper"):
            make_papers(1).enrich(Missing())
        found = parse(LIST).enrich(Missing(), on_error="collect").problems
        assert [(problem.code, problem.line, problem.severity) for problem in found] == [
            ("arxiv-missing", 3, "warning"),
            ("arxiv-missing", 4, "warning"),
        ]

    def test_warns_of_each(self) -> None:
        with pytest.warns(PaperListWarning, match=r"2406\.00001") as warned:
            enriched = parse(LIST).enrich(Snapshot(RECORDS[1:]), on_error="warn")
        assert len(warned) == 1
        assert warned[0].filename == __file__
        assert enriched[1].arxiv

    def test_collected_problems_last_until_the_next_attempt(self) -> None:
        broken = LIST + "| soon | Bad week | |\n"
        papers = parse(broken, dialect="weekly", on_error="collect")
        tried = papers.enrich(Snapshot(), on_error="collect")
        assert [problem.code for problem in tried.problems] == [
            "bad-week",
            "arxiv-failed",
            "arxiv-failed",
        ]
        assert [problem.code for problem in tried.enrich(Snapshot(RECORDS)).problems] == [
            "bad-week"
        ]

    def test_a_problem_is_at_the_row_of_its_paper(self) -> None:
        origin = Origin(line=3, text="| … |", columns=("title",), file="list.md")
        papers = Papers([make_paper("2406.00001", origin=origin), make_paper("2406.00002")])
        first, second = papers.enrich(Snapshot(), on_error="collect").problems
        assert (first.file, first.line, first.text) == ("list.md", 3, "| … |")
        assert (second.file, second.line, second.text) == (None, None, papers[1].title)

    @pytest.mark.parametrize("count", [9, 10, 11, 30])
    def test_the_message_names_the_first_ten_papers(self, count: int) -> None:
        papers = Papers([make_paper(f"2406.{number:05}") for number in range(1, count + 1)])
        with pytest.raises(EnrichmentError) as e:
            papers.enrich(Snapshot())
        heading, *lines = str(e.value).split("\n")
        assert heading.startswith(f"no record of {count} papers; ")
        assert [line.partition(":")[0] for line in lines] == [
            *(f"2406.{number:05}" for number in range(1, min(count, 10) + 1)),
            *["…"] * (count > 10),
        ]

    def test_on_error_has_three_values(self) -> None:
        with pytest.raises(InvalidValueError, match=r"on_error can't be 'rise'\. Did you mean"):
            make_papers(1).enrich(Snapshot(), on_error="rise")  # type: ignore[arg-type]

    def test_progress_gets_numbers(self) -> None:
        seen: list[Progress] = []
        make_papers(3).enrich(Snapshot(make_records(3)), progress=seen.append)
        assert seen == [Progress(done=3, total=3, cached=3)]
        with pytest.raises(InvalidValueError, match="progress must be True or a function"):
            make_papers(1).enrich(Snapshot(), progress=7)  # type: ignore[arg-type]


class TestCanonical:
    def test_canonical_values_are_those_of_arxiv(self) -> None:
        record = make_record("2406.00001v3", primary_category=Category(code="stat.ML"))
        tweet = Link(url="https://x.com/1", label="Tweet")
        listed = make_paper(
            title="1) A nickname",
            links=(tweet, Link(url="http://www.arxiv.org/abs/2406.00001v2", label="Paper")),
            arxiv=record,
            extra={"Venue": "ICML"},
        )
        (paper,) = Papers([listed]).canonical()
        assert (paper.title, paper.abstract) == (record.title, record.abstract)
        assert paper.category == Category(code="stat.ML")
        assert paper.links == (Link(url="https://arxiv.org/pdf/2406.00001v2", label="arxiv"),)
        assert (paper.week, paper.extra, paper.arxiv) == (listed.week, listed.extra, record)

    def test_a_paper_without_a_record_stays(self) -> None:
        papers = parse(LIST)
        assert papers.canonical() == papers
        assert papers.canonical()._document is None

    def test_a_paper_without_a_link_gets_that_of_its_record(self) -> None:
        (paper,) = Papers([make_paper(links=(), arxiv=make_record("2406.00001v3"))]).canonical()
        assert paper.link
        assert paper.link.url == "https://arxiv.org/pdf/2406.00001v3"


class TestReport:
    def test_is_frozen_and_can_be_pickled(self) -> None:
        report = FetchReport(
            records={ArxivId("2406.00001"): RECORDS[0]},
            missing=(ArxivId("2406.00002"),),
            failed={"x": FetchError("malformed", "no identifier")},
            requests=2,
        )
        assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            report.requests = 3  # type: ignore[misc]

    def test_errors_are_compared_by_value(self) -> None:
        one, same = FetchError("malformed", "a"), FetchError("malformed", "a")
        assert one == same
        assert hash(one) == hash(same)
        assert one != FetchError("unavailable", "a")
        assert one != "malformed: a"
        assert str(one) == "malformed: a"


class TestIdentifiers:
    @pytest.mark.parametrize("ids", [None, 5, "2406.00001"])
    def test_are_a_sequence(self, ids: Any) -> None:
        with pytest.raises(
            InvalidValueError, match=rf"^ids must be a sequence of .*, got {ids!r}$"
        ):
            parse_ids(ids)

    @pytest.mark.parametrize("item", [["x"], {}, 5, 2406.00001, None, b"2406.00001"])
    def test_are_text(self, item: Any) -> None:
        with pytest.raises(InvalidValueError, match=rf"^ids\[1\] .*, got {re.escape(repr(item))}$"):
            parse_ids(["2406.00001", item])

    def test_malformed_text_fails(self) -> None:
        known, failed = parse_ids([ArxivId("2406.00001"), "x", "2406.00001"])
        assert (known, list(failed)) == (["2406.00001"], ["x"])
        assert failed["x"].reason == "malformed"
        assert str(failed["x"]).endswith("got 'x'")


class Returning:
    """A source that returns a value."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def fetch(self, ids: Iterable[ArxivId | str], *, progress: Watcher | None = None) -> Any:
        return self.value


class Waiting:
    """A source that is asynchronous by mistake."""

    async def fetch(self, ids: Iterable[ArxivId | str], *, progress: Any = None) -> FetchReport:
        return FetchReport()


ONE, TWO = ArxivId("2406.00001"), ArxivId("2406.00002v2")


class TestSourcesThatAreWrong:
    @pytest.mark.parametrize(
        ("fields", "reasons"),
        [
            ({}, ["returned no outcome"] * 2),
            ({"records": {ONE: RECORDS[1], TWO: RECORDS[1]}}, ["record of 2406.00002v2"]),
            (
                {"records": {ONE: RECORDS[0], TWO: make_record("2406.00002v1")}},
                ["record of 2406.00002v1"],
            ),
            ({"records": {"2406.00009": RECORDS[0]}, "missing": [ONE]}, ["no outcome"]),
            ({"records": {ONE: RECORDS[0]}, "missing": [ONE, "2406.00009", TWO]}, []),
        ],
    )
    def test_an_outcome_that_is_no_outcome_is_a_failure(
        self, fields: Any, reasons: list[str]
    ) -> None:
        with pytest.raises(EnrichmentError) as caught:
            parse(LIST).enrich(Returning(FetchReport(**fields)))
        report = caught.value.report
        errors = list(report.failed.values())
        assert [error.reason for error in errors] == ["bad answer"] * len(reasons)
        assert all(map(str.endswith, map(str, errors), reasons))
        assert sorted([*report.records, *report.missing, *report.failed]) == [ONE, TWO]

    def test_keys_may_be_text(self) -> None:
        records: Any = {"2406.00001": RECORDS[0], "2406.00002v2": RECORDS[1]}
        enriched = parse(LIST).enrich(Returning(FetchReport(records=records)))
        assert [paper.arxiv for paper in enriched] == [*RECORDS, None]

    @pytest.mark.parametrize("value", [None, {}, {ONE: RECORDS[0]}, RECORDS])
    def test_a_value_that_is_no_report_is_an_error(self, value: Any) -> None:
        source = Returning(value)
        with pytest.raises(InvalidValueError, match=r"client.fetch must return a FetchReport, got"):
            parse(LIST).enrich(source)
        with pytest.raises(InvalidValueError, match=r"source.fetch must return a FetchReport, got"):
            Papers().add("2406.00001", source=source)

    def test_a_source_that_is_asynchronous_is_an_error(self, recwarn: Any) -> None:
        source: Any = Waiting()
        with pytest.raises(InvalidValueError, match=r"FetchReport, got <coroutine"):
            parse(LIST).enrich(source)
        gc.collect()
        assert not recwarn.list

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            (
                {"records": {ONE: "x"}},
                "each value of FetchReport.records must be ArxivRecord, got 'x'",
            ),
            ({"failed": {ONE: 5}}, "each value of FetchReport.failed must be FetchError, got 5"),
            ({"records": {5: "x"}}, "each key of FetchReport.records must be an identifier, got 5"),
        ],
    )
    def test_a_report_of_other_outcomes_is_an_error(self, fields: Any, message: str) -> None:
        with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
            FetchReport(**fields)

    @pytest.mark.parametrize(
        "fields",
        [
            {"records": 5},
            {"failed": ["x"]},
            {"missing": "2406.00001"},
            {"missing": 5},
            {"missing": (5,)},
        ],
    )
    def test_a_report_of_other_values_is_an_error(self, fields: Any) -> None:
        ((name, value),) = fields.items()
        expected = (
            rf"^FetchReport\.{name} must be a (mapping|sequence).*, got {re.escape(repr(value))}$"
        )
        with pytest.raises(InvalidValueError, match=expected):
            FetchReport(**fields)


@pytest.mark.parametrize("papers", [make_papers(1), Papers()], ids=["one", "none"])
@pytest.mark.parametrize("client", ["arxiv.json", 5])
def test_enrich_accepts_a_source(papers: Papers, client: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"a Snapshot or another source; .*Snapshot\(") as e:
        papers.enrich(client)
    assert repr(client) in str(e.value)


def test_a_record_is_text() -> None:
    with pytest.raises(InvalidValueError):
        make_record(abstract=None)


class TestFetchReport:
    def test_the_summary_counts_each_outcome_that_occurred(self) -> None:
        assert repr(FetchReport()) == "<FetchReport: 0 records, 0 requests>"
        record = make_record("2406.00001v1")
        report = FetchReport(
            records={record.id: record},
            missing=[ArxivId("2406.00002")],
            failed={"nonsense": FetchError("malformed", "no identifier")},
            requests=1200,
            cached=1,
        )
        assert repr(report) == (
            "<FetchReport: 1 record, 1 missing, 1 failed, 1,200 requests, 1 cached>"
        )

    def test_notebooks_show_the_number_of_records(self) -> None:
        assert "2 records" in Snapshot(RECORDS).fetch(["2406.00001", "2406.00002v2"])._repr_html_()
