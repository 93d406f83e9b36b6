"""Records of arXiv that were saved, as a source that needs no network and no extra."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Self, cast

from weeklypapers.arxiv.enriching import FetchReport, Progress, Watcher, identified
from weeklypapers.arxiv.progress import watching
from weeklypapers.errors import FetchError, InvalidValueError, show
from weeklypapers.model import ArxivRecord
from weeklypapers.sources import opened, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weeklypapers.ids import ArxivId
    from weeklypapers.model import Paper
    from weeklypapers.sources import SourceLike

__all__ = ["Snapshot"]


class Snapshot:
    """Saved records: a source for `Papers.enrich` that gives the same answer everywhere.

    An identifier with a version is answered with that version, one without with the latest that
    was saved.

    Args:
        source: A JSON file that `write` wrote (a path, an address or an open file), or records.

    Raises:
        InvalidValueError: The file can't be read as records; the message gives the path of each
            value that is wrong. Or one of the records is none.
        OSError: The file can't be opened.
    """

    def __init__(self, source: SourceLike | Iterable[ArxivRecord] = ()) -> None:
        records = _read(source) if _is_file(source) else cast("Iterable[ArxivRecord]", source)
        self._records: dict[ArxivId, ArxivRecord] = {}
        for record in records:
            if not isinstance(record, ArxivRecord):
                raise InvalidValueError(f"Snapshot takes records, got {show(record)}")
            self._records[record.id] = record
        self._latest = {arxiv_id.id: arxiv_id for arxiv_id in sorted(self._records)}

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> Self:
        """A snapshot of the records that enriched papers have."""
        return cls(paper.arxiv for paper in papers if paper.arxiv)

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: bool | Watcher | None = None
    ) -> FetchReport:
        """The records of some papers.

        Args:
            ids: Identifiers, as values or in any form that `ArxivId.parse` takes.
            progress: Is called once, with all done. True shows a bar of tqdm's.

        Returns:
            The report. Papers that were not saved are in `FetchReport.failed` as unavailable: that
            arXiv has none of them is more than a snapshot can know.

        Raises:
            InvalidValueError: `ids` is a text, or `progress` neither True nor a function.
            MissingDependencyError: A bar is to be shown, and tqdm is not installed.
        """
        asked, failed = identified(ids)
        found = {one: record for one in asked if (record := self._find(one))}
        lacking = FetchError("unavailable", "the snapshot has no record of it")
        failed.update((one, lacking) for one in asked if one not in found)
        total = len(found) + len(failed)
        with watching(progress) as watcher:
            if watcher:
                watcher(Progress(done=total, total=total, cached=len(found)))
        return FetchReport(records=found, failed=failed, cached=len(found))

    def _find(self, asked: ArxivId) -> ArxivRecord | None:
        latest = self._latest.get(asked.id)
        return self._records.get(asked if asked.version or latest is None else latest)

    def write(self, path: str | PathLike[str]) -> None:
        """Writes the records to a JSON file in UTF-8, ordered by identifier.

        A file that is there is replaced at once: interrupted, it is as before.

        Raises:
            OSError: The file can't be written.
        """
        from weeklypapers import codec  # here, since it takes cattrs

        write_text(path, codec.dumps_records(self))

    def __iter__(self) -> Iterator[ArxivRecord]:
        return (self._records[arxiv_id] for arxiv_id in sorted(self._records))

    def __len__(self) -> int:
        return len(self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        return self._records == other._records

    def __hash__(self) -> int:
        return hash(frozenset(self._records.values()))

    def __repr__(self) -> str:
        return f"<Snapshot: {len(self)} records>"


def _is_file(source: object) -> bool:
    return isinstance(source, str | PathLike) or hasattr(source, "read")


def _read(source: SourceLike | Iterable[ArxivRecord]) -> list[ArxivRecord]:
    from weeklypapers import codec

    with opened(cast("SourceLike", source)) as found:
        return codec.loads_records(found.file.read(), found.name)
