"""A newsletter: the papers of the newest week, with their authors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import weeklypapers as wp
from weeklypapers.typing import OnError, PaperLike, Source, SourceLike, Watcher


@dataclass(frozen=True, kw_only=True)
class Newsletter:
    """The papers of one week.

    Attributes:
        ending: The last day of the week.
        papers: Its papers.
        absent: The messages about papers without a record.
    """

    ending: date
    papers: wp.Papers
    absent: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """A line for each paper: its first author, title, subject and address."""
        return [_line(paper) for paper in self.papers]

    @property
    def subjects(self) -> dict[str, int]:
        """The number of papers by subject."""
        counts: wp.Counts[wp.Category | None] = self.papers.count_by(key="category")
        return {category.label if category else "other": counts[category] for category in counts}

    def text(self) -> str:
        """Return the newsletter as Markdown."""
        return self.papers.to_digest(title=f"Week {self.papers.newest_week.iso}")

    def feed(self, url: str) -> str:
        """Return the newsletter as an Atom feed."""
        updated = datetime.combine(self.ending, time(12), UTC)
        return self.papers.to_atom(title="Newsletter", url=url, updated=updated, undated=updated)


def newsletter_of(
    source: SourceLike,
    records: Source,
    *,
    on_error: OnError = "collect",
    progress: Watcher | None = None,
) -> Newsletter:
    """Return the newsletter of the newest week of a list."""
    week: wp.Week = wp.read(source=source).newest_week
    try:
        papers = week.papers.enrich(client=records, progress=progress, on_error=on_error)
    except wp.EnrichmentError as error:
        absent = *map(str, error.report.missing), *map(str, error.report.failed)
        return Newsletter(ending=week.ending, papers=error.papers, absent=absent)
    messages = tuple(problem.message for problem in papers.problems)
    return Newsletter(ending=week.ending, papers=papers, absent=messages)


def _line(paper: wp.Paper) -> str:
    first: wp.Author | None = next(iter(paper.authors), None)
    name = first.name if first else "anonymous"
    subject = paper.category.code if paper.category and paper.category.code else "-"
    return f"{name}: {shortened(paper)} [{subject}] {paper.link.url if paper.link else ''}".strip()


def shortened(paper: PaperLike, width: int = 40) -> str:
    """Return the title of a paper, cut off after some characters."""
    return paper.title if len(paper.title) <= width else f"{paper.title[: width - 1]}…"
