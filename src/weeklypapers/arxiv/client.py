"""The client: records from the cache, and requests to arXiv for the others."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self
from urllib.parse import urlsplit, urlunsplit

import attrs

from weeklypapers.arxiv.enriching import FetchReport, Source, checked_report, parse_ids
from weeklypapers.arxiv.feed import read_feed
from weeklypapers.arxiv.fetching import Answer, NoAnswer, Policy, fetch_all
from weeklypapers.arxiv.progress import Progress, Watcher, watching
from weeklypapers.model._public import public
from weeklypapers.model.errors import (
    FetchError,
    InvalidValueError,
    MissingDependencyError,
    SourceError,
    check_kind,
    show,
)
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord

if TYPE_CHECKING:
    from weeklypapers.arxiv.sessions import Session
else:
    Session = object  # requests is imported when a client is opened

__all__ = ["API_URL", "ArxivClient", "fetch_records"]

API_URL = "https://export.arxiv.org/api/query"

_log = logging.getLogger("weeklypapers")

_MOST = 1000  # identifiers in a request; arXiv returns at most 2,000 results
_LANDMARKS = (ArxivId("0704.0001"), ArxivId("1706.03762"))  # witnesses if the cache is empty
_WITNESSES = 20  # cached papers to choose from
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)  # as in HTML
_HINT = (
    'requests to arXiv need packages that are not installed: pip install "weeklypapers[arxiv]". '
    "Saved records don't need them: see weeklypapers.Snapshot"
)


@public
class ArxivClient:
    """A client of arXiv's API with a cache of records.

    Records are cached by paper, so a paper is requested once, even if it is in several lists. Only
    one of the threads and processes that use the same cache sends a request at a time, and they
    take turns. Releases with other records can share a cache: each has its own. Close the
    client after use, or use it in a ``with`` statement. Threads may share a client; a forked
    process must open another.

    Args:
        cache: The cache file, created if it doesn't exist. A name without a suffix gets
            ``.sqlite``. ``":memory:"`` is a cache that ends with the client. None is the file
            ``weeklypapers/arxiv.sqlite`` in the user's cache folder or, if `url` is not arXiv's, a
            cache in memory.
        expire_after: The age at which a cached record is requested again, in seconds or as a
            timedelta; None for never.
        min_interval: The seconds between the end of a request and the start of the next. arXiv
            requires 3.
        batch_size: The maximum number of papers in a request, 1 to 1000. A request has fewer if its
            address would exceed 4,000 bytes.
        timeout: The seconds from the start of a request to the last byte of its answer.
        retries: The number of times that a failed request is repeated before its batch is split.
        url: The address of the API. Without a path, it gets arXiv's ``/api/query``.
        offline: True to use only the cache, including expired records.
        session: A `requests.Session` for the requests, such as one with a proxy, a certificate or
            an adapter of its own. The client neither changes nor closes it. It follows no redirect.
            `timeout` is then a limit for the connection, for each part of the headers, and for the
            whole body. None for a session that sends no cookie and no password.
        contact: Your e-mail address, which is sent in the headers ``User-Agent`` and ``From``, so
            that arXiv can tell you if your program causes trouble. A session with a ``User-Agent``
            of its own keeps it.

    Raises:
        MissingDependencyError: The extra ``weeklypapers[arxiv]`` is not installed.
        CacheError: The cache can't be opened, or is a folder. A damaged cache is renamed instead,
            with a `CacheWarning`. With `offline`, a cache that may only be read is enough.
        InvalidValueError: An argument is out of its range, or `url` is not the address of an API.
        SourceError: The client would run in a browser, where arXiv can't be reached.
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
        session: Session | None = None,
        contact: str | None = None,
    ) -> None:
        _check_range("min_interval", min_interval, 0, 3600)
        _check_whole("batch_size", batch_size, 1, _MOST)
        _check_range("timeout", timeout, 0.001, 3600)
        _check_whole("retries", retries, 0, 10)
        check_kind("offline", offline, bool, "True or False")
        _check_contact(contact)
        url = _api_url(url)
        if sys.platform == "emscripten" and not offline:
            raise SourceError(
                "arXiv's API can't be called from a browser, since it sends no CORS header; "
                "enrich from saved records: weeklypapers.Snapshot"
            )
        try:  # here, since they import the optional dependencies
            from weeklypapers.arxiv.cache import MEMORY, Cache, cache_path
            from weeklypapers.arxiv.request import Api, id_cost, id_room
            from weeklypapers.arxiv.sessions import Sender
            from weeklypapers.arxiv.throttle import Throttle
        except ImportError as error:
            if (error.name or "").startswith("weeklypapers"):
                raise
            raise MissingDependencyError(_HINT, name=error.name) from error
        self._expire_after = _to_timedelta(expire_after)
        self._offline = offline
        self._url = url
        self._process = os.getpid()
        self._is_open = True
        self._policy = Policy(
            batch_size=batch_size,
            room=id_room(url),
            cost=id_cost,
            retries=retries,
            backoff=min_interval,
        )
        if cache is None and url != API_URL:
            cache = MEMORY  # records of another server must not mix with arXiv's
        self._api = Api(url, Sender(timeout, session=session, contact=contact))
        path = cache_path(cache)
        self._throttle = Throttle(path, min_interval)
        self._cache = Cache(path, self._throttle.lock(), only_reads=offline)

    def fetch(
        self, ids: Iterable[ArxivId | str], *, progress: bool | Watcher | None = None
    ) -> FetchReport:
        """Return arXiv's records of some papers.

        Each answer is cached before the next request, so an interrupted fetch loses nothing.

        Args:
            ids: Identifiers, as values or in any form that `ArxivId.parse` reads. An identifier
                without a version means the latest.
            progress: A function that is called with each `Progress`, or True for a bar.

        Returns:
            The outcome for each identifier. Failed requests are reported and not raised.

        Raises:
            InvalidValueError: `ids` is a single text, an item is neither an identifier nor text,
                or the client is closed or belongs to another process.
            CacheError: The lock of the cache can't be opened.
        """
        self._check_open()
        requested, malformed = parse_ids(ids)
        with watching(progress) as watcher:
            records = self._cached(requested)
            counter = _Counter(
                watcher,
                total=len(requested) + len(malformed),
                cached=len(records),
                done_before=len(records) + len(malformed),
            )
            counter.update(0)
            rest = [arxiv_id for arxiv_id in requested if arxiv_id not in records]
            if self._offline:
                error = FetchError("unavailable", "offline, and not in the cache")
                report = FetchReport(failed=dict.fromkeys(rest, error))
            else:
                report = self._request_all(rest, counter)
            counter.update(len(rest))
        records |= report.records
        return FetchReport(
            records={arxiv_id: records[arxiv_id] for arxiv_id in requested if arxiv_id in records},
            missing=report.missing,
            failed={**malformed, **report.failed},
            requests=counter.requests,
            cached=counter.cached,
        )

    def _cached(self, ids: Iterable[ArxivId]) -> dict[ArxivId, ArxivRecord]:
        """Return the records that need no request."""
        records = self._cache.get(ids)
        if self._offline or self._expire_after is None:
            return records
        oldest = datetime.now(UTC) - self._expire_after
        return {
            arxiv_id: record
            for arxiv_id, record in records.items()
            if record.retrieved and record.retrieved > oldest
        }

    def _request_all(self, ids: Iterable[ArxivId], counter: _Counter) -> FetchReport:
        def pause(seconds: float) -> None:
            counter.report(waiting=seconds)
            time.sleep(seconds)
            counter.report()

        landmarks = _LANDMARKS if self._url == API_URL else ()
        return fetch_all(
            ids,
            partial(self._send, counter),
            policy=self._policy,
            pause=pause,
            known=lambda: self._cache.some_ids(_WITNESSES) or landmarks,
            on_progress=counter.update,
        )

    def _send(
        self, counter: _Counter, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId]
    ) -> Answer:
        """Send one request, without papers that another client has cached in the meantime.

        Raises:
            NoAnswer: There is no trustworthy answer.
        """
        with self._throttle.lock():
            cached = self._cached(ids)
            counter.cached += len(cached)
            rest = [arxiv_id for arxiv_id in ids if arxiv_id not in cached]
            if ids and not rest:
                return Answer(cached)
            rest = [*witnesses[:1], *rest, *witnesses[1:]]
            try:
                with self._throttle.request(lambda seconds: counter.report(waiting=seconds)):
                    counter.requests += 1
                    retrieved = datetime.now(UTC).replace(microsecond=0)
                    body = self._api.request(rest)
                answer = read_feed(body, set(rest), retrieved)
            except NoAnswer as error:
                _log.info("requested %d papers from arXiv, without an answer: %s", len(rest), error)
                raise
            self._cache.put(answer.records)
            _log.info("requested %d papers from arXiv, got %d", len(rest), len(answer.records))
        return Answer({**cached, **answer.records}, answer.flaws)

    def _check_open(self) -> None:
        if not self._is_open:
            raise InvalidValueError("the client is closed; open another")
        if os.getpid() != self._process:
            raise InvalidValueError("a forked process can't use this client; open another in it")

    def close(self) -> None:
        """Close the cache and the connection. A closed client can't fetch."""
        self._is_open = False
        self._cache.close()
        self._api.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client can't be pickled; open another in the other process")

    def __repr__(self) -> str:
        state = "" if self._is_open else " (closed)"
        return f"<ArxivClient of {self._url}{state}>"


@attrs.define
class _Counter:
    """The counts of one fetch, reported to a watcher.

    Attributes:
        watcher: The function to call with each `Progress`.
        total: The number of identifiers.
        cached: The number of records from the cache.
        done_before: The number of identifiers whose outcome was known before the first request.
        fetched: The number of identifiers whose outcome is known from requests.
        requests: The number of requests.
    """

    watcher: Watcher | None
    total: int
    cached: int
    done_before: int
    fetched: int = 0
    requests: int = 0

    def update(self, fetched: int) -> None:
        """Set the number of identifiers whose outcome is known from requests."""
        self.fetched = fetched
        self.report()

    def report(self, *, waiting: float = 0.0) -> None:
        """Call the watcher with the current counts."""
        if self.watcher:
            done = self.done_before + self.fetched
            self.watcher(Progress(done=done, total=self.total, cached=self.cached, waiting=waiting))


def _check_range(name: str, value: float, least: float, most: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise InvalidValueError(f"{name} must be from {least:g} to {most:g}, got {show(value)}")


def _check_whole(name: str, value: int, least: int, most: int) -> None:
    _check_range(name, value, least, most)
    if not isinstance(value, int):
        raise InvalidValueError(f"{name} must be a whole number, got {show(value)}")


def _check_contact(contact: str | None) -> None:
    if contact is not None and not (isinstance(contact, str) and _MAIL.fullmatch(contact)):
        raise InvalidValueError(
            f"contact must be an e-mail address, such as 'ada@example.org', got {show(contact)}"
        )


def _to_timedelta(value: float | timedelta | None) -> timedelta | None:
    if value is None:
        return None
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    _check_range("expire_after", seconds, 0, 1e9)
    return timedelta(seconds=seconds)


def _api_url(url: str) -> str:
    """Return the address of the API without a query."""
    expected = f"url must be an http or https address without a query, got {show(url)}"
    if not isinstance(url, str) or set(url) & set("{}"):
        raise InvalidValueError(expected)
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:  # such as a port that is not a number
        raise InvalidValueError(f"{expected}: {error}") from error
    if not is_address or parts.query or parts.fragment:
        raise InvalidValueError(expected)
    path = parts.path if parts.path != "/" else ""
    return urlunsplit(parts._replace(path=path or "/api/query"))


def fetch_records(
    ids: Sequence[ArxivId],
    source: Source | None,
    progress: bool | Watcher | None,  # noqa: FBT001 - the argument of `Papers.enrich`
    *,
    name: str = "client",
) -> FetchReport:
    """Return the outcome for each identifier.

    Args:
        ids: The identifiers. If there are none, no client is opened.
        source: The source; None for an `ArxivClient` with the default cache.
        progress: True for a bar, or a function that is called with each `Progress`.
        name: The name of the argument `source` in the call by the user.

    Raises:
        InvalidValueError: `source` is no source, or returns no report.
    """
    if source is not None and not callable(getattr(source, "fetch", None)):
        raise InvalidValueError(
            f"{name} must be an ArxivClient, a Snapshot or another source; for a file: "
            f"Snapshot(...); got {show(source)}"
        )
    if not ids:
        return FetchReport()
    with ExitStack() as stack:
        opened = stack.enter_context(ArxivClient()) if source is None else source
        report = opened.fetch(ids, progress=stack.enter_context(watching(progress)))
    return checked_report(report, ids, name)
