"""The types of the public interface. This module is only type-checked, never run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, assert_type

from altair import Chart, LayerChart, VConcatChart
from dask.dataframe import DataFrame

import weeklypapers as wp
import weeklypapers.dask
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Author,
    Category,
    Change,
    Counts,
    Hit,
    Hits,
    Link,
    Origin,
    Paper,
    Papers,
    PartialDate,
    Template,
    Week,
    Weeks,
)
from weeklypapers.model.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)


def reading(path: Path) -> None:
    assert_type(wp.read(path), Papers)
    assert_type(wp.read("list.md", on_error="collect", columns={"Paper": "title"}), Papers)
    assert_type(wp.read("lists/*.md", path), Papers)
    assert_type(wp.read([path, "list.md"], (other for other in [path])), Papers)
    assert_type(wp.iter_papers([path], "list.md"), Iterator[Paper])
    wp.read(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(wp.parse("| title |"), Papers)
    assert_type(wp.iter_papers(path), Iterator[Paper])
    assert_type(wp.sample(), Papers)
    assert_type(wp.from_json("{}"), Papers)
    wp.read(path, on_error="ignore")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def lists_of_a_store(path: Path) -> None:
    papers, problems = weeklypapers.dask.read("s3://bucket/*.md", storage_options={"anon": True})
    assert_type(weeklypapers.dask.read([path], blocksize=None), weeklypapers.dask.Frames)
    assert_type(papers, DataFrame)
    assert_type(problems, DataFrame)
    assert_type(weeklypapers.dask.write(problems, path, compute=False), DataFrame)
    weeklypapers.dask.write(papers, "gs://bucket/papers")
    weeklypapers.dask.read(path, on_error="warn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def checking(path: Path) -> None:
    assert_type(wp.check(path, select=["no-link"], ignore={"duplicate"}, baseline=path), Problems)
    baseline = wp.Baseline(wp.check(path))
    assert_type(baseline.new(wp.check(path, baseline=baseline)), Problems)
    assert_type(wp.Baseline("accepted.json").outdated((), [str(path)]), int)


def digest(papers: Papers) -> None:
    assert_type(papers.to_digest(title="News"), str)


def templates(papers: Papers, paper: Paper) -> None:
    assert_type(papers.templates, dict[Template, int])
    assert_type(Template("- {title}").render(paper), str)
    assert_type(wp.Dialect(name="mine", templates="- {title}").templates, tuple[Template, ...])


def a_paper(paper: Paper) -> None:
    assert_type(paper.title, str)
    assert_type(paper.week, date | None)
    assert_type(paper.week_ending, date | None)
    assert_type(paper.category, Category | None)
    assert_type(paper.abstract, str | None)
    assert_type(paper.links, tuple[Link, ...])
    assert_type(paper.listed_authors, tuple[str, ...])
    assert_type(paper.arxiv, ArxivRecord | None)
    assert_type(paper.extra, Mapping[str, str])
    assert_type(paper.origin, Origin | None)
    assert_type(paper.origins, tuple[Origin, ...])
    assert_type(paper.link, Link | None)
    assert_type(paper.arxiv_id, ArxivId | None)
    assert_type(paper.authors, tuple[Author, ...])
    assert_type(paper.published, datetime | None)
    assert_type(paper.updated, datetime | None)


def building() -> None:
    Paper(title="a")
    Paper(
        title="a",
        week=date(2024, 6, 30),
        category=Category.parse("cs.CL"),
        links=[Link(url="#a"), Link(url="#b", label=None)],
        listed_authors=(name for name in ["Ada"]),
        extra={"Venue": "ACL"},
    )
    ArxivRecord(
        id=ArxivId("2406.15319", version=1),
        title="a",
        authors=[Author(name="Ada", affiliations=["London"])],
        abstract="b",
        published=NOW,
        updated=NOW,
        primary_category=Category(code="cs.CL"),
        categories=[Category(code="cs.CL")],
        retrieved=None,
    )
    Paper(
        title="a",
        week="2024-06-30",
        category="cs.CL",
        links="https://arxiv.org/abs/2406.15319",
        listed_authors="Ada Lovelace",
        listed_date="2024-06",
        topics="LLM",
    )
    Paper(title="a", listed_date=date(2024, 6, 30), links=Link("#a", label="code"))
    Paper(title="a", links=["#a", Link("#b")], listed_authors=[Author("Ada"), "Grace"])
    ArxivRecord(
        id="2406.15319v1",
        title="a",
        authors=["Ada", Author("Grace", affiliations="London")],
        abstract="b",
        published="2024-06-21T17:23:18Z",
        updated=NOW,
        primary_category="cs.CL",
        categories=["cs.CL", Category("cs.LG")],
    )
    assert_type(Paper.from_arxiv("2406.15319", week="2024-06-30"), Paper)
    assert_type(Category("cs.CL"), Category)
    assert_type(Paper(title="a").key, str)
    Link("#a", "code")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Category("cs.CL", "b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Papers([Paper(title="a")], problems=[])
    Week(ending=date(2024, 6, 30), papers=[Paper(title="a")])
    Paper("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Paper(titel="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Paper(title="a", week=20240630)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Paper(title="a", links=[1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    Paper(title="a").title = "b"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def identifiers(arxiv_id: ArxivId) -> None:
    assert_type(ArxivId.parse("2406.15319"), ArxivId)
    assert_type(ArxivId.find("text"), ArxivId | None)
    assert_type(ArxivId.find_all("text"), Iterator[ArxivId])
    assert_type(arxiv_id.id, str)
    assert_type(arxiv_id.version, int | None)
    assert_type(arxiv_id.unversioned, ArxivId)
    assert_type(arxiv_id.doi, str)
    assert_type(arxiv_id < arxiv_id, bool)
    assert_type(arxiv_id.find("."), int)
    text: str = arxiv_id
    assert_type({text: 1}[arxiv_id], int)
    assert_type(sorted([arxiv_id]), list[ArxivId])


def categories(category: Category) -> None:
    assert_type(category.code, str | None)
    assert_type(category.label, str)
    assert_type(wp.CATEGORIES, tuple[Category, ...])
    assert_type(sorted([category]), list[Category])


def a_sequence(papers: Papers) -> None:
    sequence: Sequence[Paper] = papers
    assert_type(papers[0], Paper)
    assert_type(papers[1:], Papers)
    assert_type(len(sequence), int)
    assert_type(list(papers), list[Paper])
    assert_type(papers.problems, Problems)


def weeks(papers: Papers, week: Week) -> None:
    assert_type(papers.weeks, tuple[Week, ...])
    assert_type(papers.newest_week, Week)
    assert_type(Weeks(papers.weeks)[:2], Weeks)
    assert_type(papers.week("2024-06-30"), Week)
    assert_type(papers.week(date(2024, 6, 30)), Week)
    assert_type(week.ending, date)
    assert_type(week.start, date)
    assert_type(week.iso, str)
    assert_type(week.papers, Papers)
    assert_type(list(week), list[Paper])
    assert_type(week < week, bool)


def getting(papers: Papers) -> None:
    assert_type(papers.get("2406.15319"), Paper)
    assert_type(papers.get(ArxivId("2406.15319")), Paper)
    assert_type(papers.get("2406.15319", None), Paper | None)
    assert_type(papers.get("2406.15319", 0), Paper | int)


def queries(papers: Papers) -> None:
    assert_type(papers.filter(lambda paper: paper.week is None), Papers)
    assert_type(papers.filter(category=["cs.CL", Category(code="cs.LG")], week="2024-W26"), Papers)
    assert_type(papers.filter(since="2024-06-01", until=date(2024, 6, 30), author="ada"), Papers)
    assert_type(papers.filter(month="2024-06", year=[2023, "2024"], listed_date=2024), Papers)
    assert_type(papers.filter(since=PartialDate(2024, 6), until="2024", week=papers.weeks), Papers)
    assert_type(papers.new_after(papers.newest_week), Papers)
    assert_type(papers.sort_by("week", lambda paper: len(paper.title), reverse=True), Papers)
    assert_type(papers.search("context"), Hits)
    assert_type(papers.search("context")[0], Hit)
    assert_type(papers.search("context")[:1].papers, Papers)
    assert_type(papers.search("context").enrich(on_error="collect"), Papers)
    assert_type(papers.newest_week.to_digest(title="New"), str)
    assert_type(papers.search("context").to_bibtex(biblatex=True), str)
    papers.search("context").write("papers.bib", biblatex=True)
    papers.search("context").to_ris("a.ris")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    papers.to_ris("a.ris")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(papers + papers, Papers)
    assert_type(papers.head(3), Papers)
    assert_type("2406.15319" in papers, bool)
    assert_type(ArxivId("2406.15319") in papers, bool)
    assert_type(papers[0].arxiv_id == "2406.15319", bool)
    assert_type(papers[0].category == "cs.CL", bool)
    assert_type(papers.search("context", limit=5)[0].paper, Paper)
    assert_type(papers.search("context")[0].score, float)
    assert_type(papers.search("context").suggestion, str | None)
    papers.filter(categry="cs.CL")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    papers.search("a", top=5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    papers.sort_by("week", desc=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    papers.sort_by("weeks")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def groups(papers: Papers) -> None:
    assert_type(papers.group_by("week"), dict[date | None, Papers])
    assert_type(papers.group_by("category"), dict[Category | None, Papers])
    assert_type(papers.group_by("arxiv_id"), dict[ArxivId | None, Papers])
    assert_type(papers.group_by("author"), dict[str | None, Papers])
    assert_type(papers.group_by("published"), dict[datetime | None, Papers])
    assert_type(papers.group_by(lambda paper: len(paper.title)), dict[int, Papers])
    assert_type(papers.count_by("year"), Counts[int | None])
    assert_type(papers.count_by("month"), Counts[str | None])
    assert_type(papers.count_by(lambda paper: paper.category), Counts[Category | None])
    counts: dict[str | None, int] = papers.count_by("venue")
    assert_type(counts["ACL"], int)
    papers.count_by("weeks")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]


def charts(papers: Papers) -> None:
    assert_type(papers.plot.weeks(by="topic", every="quarter"), Chart)
    assert_type(papers.plot.cumulative(every="month"), Chart)
    assert_type(papers.plot.categories(measure="count"), VConcatChart)
    assert_type(papers.plot.words("agent", "retrieval"), VConcatChart)
    assert_type(papers.plot.code(), VConcatChart)
    assert_type(papers.plot.top("venue", n=15), LayerChart)
    assert_type(papers.plot.authors(), LayerChart)
    assert_type(papers.plot.lags(), LayerChart)
    assert_type(papers.plot.overlap([Paper(title="a")], names=("A", "B")), LayerChart)
    papers.plot.weeks(every="day")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    papers.plot.top("week")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def joining(papers: Papers) -> None:
    assert_type(papers.merge(papers, [Paper(title="a")]), Papers)
    diff = papers.diff(papers)
    assert_type(diff.added, Papers)
    assert_type(diff.removed, Papers)
    assert_type(diff.changed, tuple[Change, ...])
    assert_type(diff.changed[0].fields, tuple[str, ...])


def writing(papers: Papers, path: Path) -> None:
    assert_type(papers.to_markdown(), str)
    assert_type(papers.to_markdown(pad=True), str)
    assert_type(papers.to_json(indent=None), str)
    assert_type(papers.to_jsonl(), str)
    assert_type(papers.to_records(), list[dict[str, str | int | bool | None]])
    assert_type(papers.to_html(title="A", group_by=None), str)
    papers.to_html(group_by="author")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    papers.write(path)
    papers.write("papers.json")


def sealed() -> None:
    class Rated(Paper):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
        rating: int = 0

    class Offline(wp.Snapshot):
        pass

    assert_type(Offline.of([]), Offline)


def failing(error: wp.ReadError) -> Any:
    assert_type(error.problems, Problems)
    assert_type(error.papers, Papers)
    raise error
