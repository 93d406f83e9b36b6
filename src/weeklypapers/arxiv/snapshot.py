"""Saved records of arXiv, as a source that needs no network and no optional dependency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Self, cast

from weeklypapers.arxiv.enriching import FetchReport, parse_ids
from weeklypapers.arxiv.progress import Progress, Watcher, watching
from weeklypapers.display.text import counted
from weeklypapers.files import SourceLike, opened, write_text
from weeklypapers.model._public import public
from weeklypapers.model.errors import FetchError, InvalidValueError, show
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord, Paper

__all__ = ["Snapshot"]


@public
class Snapshot:
    """Saved records: a source for `Papers.enrich` with reproducible results.

    For an identifier without a version, the result is the latest saved version.

    Args:
        source: A JSON file written by `write` (a path, an address or an open file), or records.

    Raises:
        InvalidValueError: The file has invalid values; the message has the path of each. Or a
            record is not an `ArxivRecord`.
        OSError: The file can't be opened.
    """

    def __init__(self, source: SourceLike | Iterable[ArxivRecord] = ()) -> None:
        if isinstance(source, str | PathLike) or hasattr(source, "read"):
            source = _read(cast("SourceLike", source))
        if isinstance(source, str) or not isinstance(source, Iterable):
            expected = "a path, an address, an open file or records"
            raise InvalidValueError(f"Snapshot requires {expected}, got {show(source)}")
        self._records: dict[ArxivId, ArxivRecord] = {}
        for record in source:
            if not isinstance(record, ArxivRecord):
                raise InvalidValueError(f"Snapshot requires records, got {show(record)}")
            self._records[record.id] = record
        self._latest = {arxiv_id.id: arxiv_id for arxiv_id in sorted(self._records)}

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[ArxivRecord, ...]]]:
        return type(self), (tuple(self),)

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> Self:
        """Return a snapshot of the records of enriched papers.

        Raises:
            InvalidValueError: `papers` is no iterable of papers.
        """
        return cls(paper.arxiv for paper in papers if paper.arxiv)

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: bool | Watcher | None = None
    ) -> FetchReport:
        """Return the records of some papers.

        Args:
            ids: Identifiers, as values or in any form that `ArxivId.parse` reads.
            progress: True for a progress bar, or a function that is called once, at the end.

        Returns:
            The outcome for each identifier. Papers without a saved record are in
            `FetchReport.failed` and not in `FetchReport.missing`, since arXiv may have them.

        Raises:
            InvalidValueError: `ids` is a text, or `progress` is neither True nor a function.
            MissingDependencyError: `progress` is True, and tqdm is not installed.
        """
        requested, failed = parse_ids(ids)
        records = {arxiv_id: record for arxiv_id in requested if (record := self._find(arxiv_id))}
        error = FetchError("unavailable", "the snapshot has no record of it")
        failed.update((arxiv_id, error) for arxiv_id in requested if arxiv_id not in records)
        total = len(records) + len(failed)
        with watching(progress) as watcher:
            if watcher:
                watcher(Progress(done=total, total=total, cached=len(records)))
        return FetchReport(records=records, failed=failed, cached=len(records))

    def _find(self, arxiv_id: ArxivId) -> ArxivRecord | None:
        if arxiv_id.version is None:
            arxiv_id = self._latest.get(arxiv_id.id, arxiv_id)
        return self._records.get(arxiv_id)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the records to a JSON file in UTF-8, ordered by identifier.

        An existing file is replaced atomically: an interrupted call leaves it unchanged.

        Raises:
            OSError: The file can't be written.
        """
        from weeklypapers.formats import json  # here, since it imports cattrs

        write_text(path, json.dumps_records(self))

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
        return f"<Snapshot: {counted(len(self), 'record')}>"


def _read(source: SourceLike) -> list[ArxivRecord]:
    from weeklypapers.formats import json

    with opened(source) as file:
        return json.loads_records(file.file.read(), file.name)
