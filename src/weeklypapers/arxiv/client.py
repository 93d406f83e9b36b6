"""The client: what is cached is answered from there, the rest is asked of arXiv."""

from __future__ import annotations

import logging
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import attrs

from weeklypapers.arxiv.enriching import FetchReport, Progress, identified
from weeklypapers.arxiv.fetching import Answer, NoAnswer, Outcome, Policy, gather
from weeklypapers.arxiv.progress import watching
from weeklypapers.errors import (
    CacheError,
    FetchError,
    InvalidValueError,
    MissingDependencyError,
    SourceError,
    show,
)
from weeklypapers.ids import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike
    from types import TracebackType
    from typing import Self

    from weeklypapers.arxiv.enriching import Watcher
    from weeklypapers.model import ArxivRecord

__all__ = ["API_URL", "ArxivClient"]

API_URL = "https://export.arxiv.org/api/query"

_log = logging.getLogger("weeklypapers")

_MOST = 1000  # identifiers in a request; arXiv gives 2,000 results at the most
_LANDMARKS = (ArxivId("0704.0001"), ArxivId("1706.03762"))  # witnesses while nothing is cached
_KNOWN = 20  # papers of the cache that may be witnesses; more than are in any one doubt
_HINT = (
    'asking arXiv needs packages that are not installed: pip install "weeklypapers[arxiv]". '
    "Saved records need none: see weeklypapers.Snapshot"
)


class ArxivClient:
    """Fetches what arXiv says of papers, through a cache of records.

    Records are cached by paper, so a paper costs one request in its life, in whatever list it
    appears. What is cached is answered at once; before each request the client waits for the slot
    that it shares with all threads and processes that use the same cache. Close the client when
    it is done with, or use it in a ``with`` statement. It can be used by several threads; a forked
    process needs a client of its own.

    Args:
        cache: The cache file, which is made if it doesn't exist, with the suffix ``.sqlite`` if it
            has none; ``":memory:"`` for one that ends with the client. None for the file
            ``weeklypapers/arxiv.sqlite`` in the user's cache folder, or, with another `url` than
            arXiv's, for one in memory.
        expire_after: Age from which a cached record is asked for again, in seconds or as a
            timedelta; None for never.
        min_interval: Seconds between the end of a request and the beginning of the next. arXiv
            asks for 3.
        batch_size: How many papers a request asks for at the most, 1 to 1000. Fewer are asked for
            if their identifiers would make the address longer than 4,000 bytes.
        timeout: Seconds that a request may take in all.
        retries: How often a request without an answer is tried again before its batch is split.
        url: Address of the API; one without a path stands for its ``/api/query``.
        offline: Whether to answer from the cache alone, expired records included.

    Raises:
        MissingDependencyError: The extra ``weeklypapers[arxiv]`` is not installed.
        CacheError: The cache can't be opened, or is a folder. One that is damaged, or of another
            version, is set aside instead, with a `CacheWarning`.
        InvalidValueError: An argument is out of its range, or `url` is no address of an API.
        SourceError: It is to run in a browser, where arXiv can't be asked.
    """

    def __init__(
        self,
        cache: str | PathLike[str] | None = None,
        *,
        expire_after: float | timedelta | None = None,
        min_interval: float = 3.0,
        batch_size: int = 250,
        timeout: float = 60.0,
        retries: int = 2,
        url: str = API_URL,
        offline: bool = False,
    ) -> None:
        _check_range("min_interval", min_interval, 0, 3600)
        _check_whole("batch_size", batch_size, 1, _MOST)
        _check_range("timeout", timeout, 0.001, 3600)
        _check_whole("retries", retries, 0, 10)
        url = _api_url(url)
        _check_platform(offline=offline)
        _check_packages()
        from weeklypapers.arxiv import cache as store  # here, since they take the extra
        from weeklypapers.arxiv import request as query
        from weeklypapers.arxiv import throttle as slot

        self._expire_after = _to_timedelta(expire_after)
        self._offline = offline
        self._url = url
        self._landmarks = _LANDMARKS if self._url == API_URL else ()
        self._process = os.getpid()
        self._is_open = True
        self._policy = Policy(
            batch_size=batch_size,
            room=query.id_room(url),
            cost=query.id_cost,
            retries=retries,
            backoff=min_interval,
        )
        path = _cache_path(cache, url)
        self._slot = slot.Slot(path, min_interval)
        self._store = store.Store(path or store.MEMORY, self._slot.held())
        self._gate = query.Gate(timeout, self._slot.stamp)

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: bool | Watcher | None = None
    ) -> FetchReport:
        """What arXiv says of some papers.

        Whatever arrives is in the cache before the next request is sent, so that interrupting
        loses nothing.

        Args:
            ids: Identifiers, as values or in any form that `ArxivId.parse` takes. One without a
                version stands for the latest.
            progress: True for a bar of tqdm's, or a function that is called with each `Progress`.

        Returns:
            The report. Each identifier is in exactly one of its records, missing and failed; what
            arXiv fails to do is there, and not raised.

        Raises:
            InvalidValueError: `ids` is a single text, or holds what is neither an identifier nor
                text, or the client was closed or made by another process.
        """
        self._check_open()
        asked, malformed = identified(ids)
        with watching(progress) as watcher:
            tally = _Tally(watcher, total=len(asked) + len(malformed), settled=len(malformed))
            cached = self._cached(asked)
            tally.add_cached(len(cached))
            rest = [one for one in asked if one not in cached]
            outcome = self._unasked(rest) if self._offline else self._gathered(rest, tally)
            tally.tell(settled=len(outcome))
        records = cached | outcome.records
        return FetchReport(
            records={one: records[one] for one in asked if one in records},
            missing=outcome.missing,
            failed=malformed | outcome.failed,
            requests=tally.requests,
            cached=tally.cached,
        )

    def _cached(self, ids: Iterable[ArxivId]) -> dict[ArxivId, ArxivRecord]:
        """The records that need no request."""
        found = self._store.get(ids)
        if self._offline or self._expire_after is None:
            return found
        oldest = datetime.now(UTC) - self._expire_after
        return {
            asked: record
            for asked, record in found.items()
            if record.retrieved and record.retrieved > oldest
        }

    def _unasked(self, ids: Iterable[ArxivId | str]) -> Outcome:
        error = FetchError("unavailable", "offline, and not in the cache")
        return Outcome(failed=dict.fromkeys(ids, error))

    def _gathered(self, ids: Iterable[ArxivId], tally: _Tally) -> Outcome:
        def pause(seconds: float) -> None:
            tally.tell(waiting=seconds)
            time.sleep(seconds)
            tally.tell(waiting=0.0)

        return gather(
            ids,
            partial(self._answer, tally),
            policy=self._policy,
            pause=pause,
            known=lambda: self._store.some(_KNOWN) or self._landmarks,
            settled=lambda count: tally.tell(settled=count),
        )

    def _answer(
        self, tally: _Tally, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId]
    ) -> Answer:
        """The answer to one request, or what others have brought while this one waited."""
        with self._slot.held():
            arrived = self._cached(ids)
            tally.cached += len(arrived)
            rest = [one for one in ids if one not in arrived]
            if ids and not rest:
                return Answer(arrived)
            answer = self._request(tally, [*witnesses[:1], *rest, *witnesses[1:]])
        return Answer({**arrived, **answer.records}, answer.flawed)

    def _request(self, tally: _Tally, ids: Sequence[ArxivId]) -> Answer:
        """Sends a request; to be called by who holds the slot, so that all see what it brought."""
        from weeklypapers.arxiv import request as query

        self._slot.wait(lambda seconds: tally.tell(waiting=seconds))
        tally.requests += 1
        try:
            answer = query.ask(self._gate, self._url, ids)
        except NoAnswer as error:
            _log.info("arXiv was asked for %d papers, without an answer: %s", len(ids), error)
            raise
        self._store.put(answer.records)
        _log.info("arXiv was asked for %d papers and gave %d", len(ids), len(answer.records))
        return answer

    def _check_open(self) -> None:
        if not self._is_open:
            raise InvalidValueError("the client is closed; open another")
        if os.getpid() != self._process:
            raise InvalidValueError("a forked process can't use this client; open another in it")

    def close(self) -> None:
        """Closes the cache and the connection; nothing can be fetched any more."""
        self._is_open = False
        self._store.close()
        self._gate.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "" if self._is_open else " (closed)"
        return f"<ArxivClient of {self._url}{state}>"


@attrs.define
class _Tally:
    """How far one call of `ArxivClient.fetch` has come, and who is to be told."""

    watcher: Watcher | None
    total: int
    settled: int  # before the first request
    cached: int = 0
    requests: int = 0
    done: int = 0

    def add_cached(self, count: int) -> None:
        """Counts what was cached from the start."""
        self.cached += count
        self.settled += count
        self.tell(settled=0)

    def tell(self, *, settled: int | None = None, waiting: float = 0.0) -> None:
        """Tells how many are done, by those settled since the start, and what is awaited."""
        if settled is not None:
            self.done = self.settled + settled
        if self.watcher:
            self.watcher(
                Progress(done=self.done, total=self.total, cached=self.cached, waiting=waiting)
            )


def _check_range(name: str, value: float, least: float, most: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise InvalidValueError(f"{name} must be from {least:g} to {most:g}, got {show(value)}")


def _check_whole(name: str, value: int, least: int, most: int) -> None:
    _check_range(name, value, least, most)
    if not isinstance(value, int):
        raise InvalidValueError(f"{name} must be a whole number, got {show(value)}")


def _api_url(url: str) -> str:
    """The address, to which only the query needs to be added."""
    expected = f"url must be an http or https address without a query, got {show(url)}"
    if not isinstance(url, str) or set(url) & set("{}"):
        raise InvalidValueError(expected)
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:  # a port that is no number, say
        raise InvalidValueError(f"{expected}: {error}") from error
    if not is_address or parts.query or parts.fragment:
        raise InvalidValueError(expected)
    path = parts.path if parts.path != "/" else ""
    return urlunsplit(parts._replace(path=path or "/api/query"))


def _check_platform(*, offline: bool) -> None:
    if sys.platform == "emscripten" and not offline:
        raise SourceError(
            "arXiv's API can't be called from a browser, since it sends no CORS header; "
            "enrich from saved records: weeklypapers.Snapshot"
        )


def _check_packages() -> None:
    try:
        from weeklypapers.arxiv import cache, request, throttle  # noqa: F401
    except ImportError as error:
        if (error.name or "").startswith("weeklypapers"):
            raise
        raise MissingDependencyError(_HINT, name=error.name) from error


def _cache_path(cache: str | PathLike[str] | None, url: str) -> Path | None:
    """The file of the cache; None for one in memory."""
    from weeklypapers.arxiv.cache import default_path

    if cache == ":memory:":
        return None
    if cache is not None:
        path = Path(cache).expanduser().absolute()
        if _is_folder(path):  # to be seen before the suffix is there
            raise CacheError(f"the cache {path} is a folder, expected a file")
        # The table would give it the suffix behind our back.
        return path if path.suffix else path.with_name(f"{path.name}.sqlite")
    # What another server says must not be taken for arXiv's later.
    return default_path() if url == API_URL else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the name is too long, say: the store tells
        return False


def _to_timedelta(value: float | timedelta | None) -> timedelta | None:
    if value is None:
        return None
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    _check_range("expire_after", seconds, 0, 1e9)
    return timedelta(seconds=seconds)
