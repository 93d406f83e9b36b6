"""The course of a fetch: which requests to send, when to believe an answer, when to give up.

Pure: no network, no clock. The caller passes the functions that send a request and that wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

import attrs

from weeklypapers.arxiv.enriching import FetchReport
from weeklypapers.model.errors import FailureReason, FetchError
from weeklypapers.model.ids import ArxivId
from weeklypapers.model.paper import ArxivRecord

__all__ = ["Answer", "Ask", "NoAnswer", "Policy", "batches", "fetch_all"]

# A repeated request that brings papers which the first answer lacked shows that arXiv is dropping
# papers, so the rest is requested once more. If each answer drops half, 250 take ten.
_REPEATS = 10

# An answer with too few papers counts as a failed request: otherwise hundreds of requests would go
# to an arXiv that drops nearly all papers.
_LEAST_SHARE = 0.1


class NoAnswer(Exception):  # noqa: N818 - it says what happened, and never leaves the package
    """A request without an answer that can be believed.

    Attributes:
        reason: The reason to report if the failure lasts.
        wait: Seconds that arXiv asks to wait before the next request.
        blames: The identifier that arXiv refused, if it named one.
        is_reached: Whether the API was reached. If not, the identifiers can't be the cause.
    """

    def __init__(
        self,
        reason: FailureReason,
        message: str,
        *,
        wait: float = 0.0,
        blames: ArxivId | None = None,
        is_reached: bool = True,
    ) -> None:
        super().__init__(message)
        self.reason: FailureReason = reason
        self.wait = wait
        self.blames = blames
        self.is_reached = is_reached


class _IncompleteAnswer(NoAnswer):
    """An answer that lacks papers which arXiv has."""


@attrs.frozen
class Answer:
    """The entries in the answer to one request, by identifier as asked.

    Attributes:
        records: The records.
        flaws: The flaw of each entry that has one.
    """

    records: Mapping[ArxivId, ArxivRecord]
    flaws: Mapping[ArxivId, str] = attrs.field(factory=dict)

    def __contains__(self, asked: ArxivId) -> bool:
        return asked in self.records or asked in self.flaws


class Ask(Protocol):
    """A function that sends one request."""

    def __call__(self, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId], /) -> Answer:
        """Return the answer for `ids`, requested with one witness before and one after them.

        Raises:
            NoAnswer: There is no answer that can be believed.
        """
        ...


@attrs.frozen(kw_only=True)
class Policy:
    """The limits of requests, and of patience.

    Attributes:
        batch_size: The most identifiers in a request.
        room: The most that the identifiers of a request may cost together.
        cost: Returns the cost of an identifier: its bytes in the address, say.
        retries: Number of times that a batch is tried again before it is split.
        backoff: Seconds to wait after a failed request. They double with each further failure, up
            to eightfold.
        longest_wait: The longest wait, in seconds, that arXiv may ask for before the rest is given
            up.
    """

    batch_size: int = 250
    room: int = 4000
    cost: Callable[[ArxivId], int] = lambda arxiv_id: len(str(arxiv_id))
    retries: int = 2
    backoff: float = 3.0
    longest_wait: float = 60.0

    @property
    def patience(self) -> int:
        """Number of failures in a row after which a small request tests whether arXiv is up.

        It is enough for all tries of a batch, and for its halves.
        """
        return self.retries + 3


def batches(ids: Iterable[ArxivId], policy: Policy) -> Iterator[tuple[ArxivId, ...]]:
    """Split identifiers into the batches of requests.

    An identifier without a version never shares a batch with a version of the same paper: if that
    is the latest version, arXiv answers both with a single entry.
    """
    ids = list(ids)
    versioned = {arxiv_id.id for arxiv_id in ids if arxiv_id.version}
    together = [arxiv_id for arxiv_id in ids if arxiv_id.version or arxiv_id.id not in versioned]
    apart = [arxiv_id for arxiv_id in ids if not arxiv_id.version and arxiv_id.id in versioned]
    for group in (together, apart):
        batch: list[ArxivId] = []
        used = 0
        for arxiv_id in group:
            cost = policy.cost(arxiv_id)
            if batch and (len(batch) >= policy.batch_size or used + cost > policy.room):
                yield tuple(batch)
                batch, used = [], 0
            batch.append(arxiv_id)
            used += cost
        if batch:
            yield tuple(batch)


def fetch_all(
    ids: Iterable[ArxivId],
    ask: Ask,
    *,
    policy: Policy,
    pause: Callable[[float], object],
    known: Callable[[], Iterable[ArxivId]] = tuple,
    on_progress: Callable[[int], object] = lambda count: None,
) -> FetchReport:
    """Request papers until the outcome for each identifier is known.

    Args:
        ids: The identifiers.
        ask: Sends a request.
        policy: The limits of requests, and of patience.
        pause: Waits for a number of seconds.
        known: Returns identifiers of papers that arXiv has, to be witnesses.
        on_progress: Is called after each request with the number of known outcomes.
    """
    fetch = _Fetch(ask, policy, pause, known, on_progress)
    fetch.run(list(ids))
    return FetchReport(records=fetch.records, missing=fetch.missing, failed=fetch.failed)


@attrs.frozen
class _Batch:
    ids: tuple[ArxivId, ...]
    tries: int = 0


@attrs.define
class _Fetch:
    """The state of one fetch.

    Attributes:
        records: The records so far.
        missing: The identifiers for which arXiv has no paper.
        failed: The errors so far.
        queue: The batches to request.
        failures: Number of requests in a row that were of no use.
        last_failure: The message of the last of them.
        is_down: Whether arXiv was given up.
        delay: Seconds to wait before the next request.
    """

    ask: Ask
    policy: Policy
    pause: Callable[[float], object]
    known: Callable[[], Iterable[ArxivId]]
    on_progress: Callable[[int], object]
    records: dict[ArxivId, ArxivRecord] = attrs.field(factory=dict)
    missing: list[ArxivId] = attrs.field(factory=list)
    failed: dict[ArxivId | str, FetchError] = attrs.field(factory=dict)
    queue: deque[_Batch] = attrs.field(factory=deque)
    failures: int = 0
    last_failure: str = ""
    is_down: bool = False
    delay: float = 0.0

    def run(self, ids: list[ArxivId]) -> None:
        """Request all papers, and those that answers lack again as long as that brings more."""
        for is_repeat in (False, *[True] * _REPEATS):
            count = len(self.records)
            absent = self._request_each(ids, is_repeat=is_repeat)
            if not absent:
                return
            if is_repeat and len(self.records) == count:
                self._conclude(absent)
                return
            ids = list(absent)
        self._fail(ids, FetchError("bad answer", "each answer lacks other papers"))

    def _request_each(self, ids: list[ArxivId], *, is_repeat: bool) -> dict[ArxivId, str | None]:
        """Request each paper once.

        Returns:
            The identifiers without a record, with the flaw of their entry, or None if answers
            lacked them.
        """
        absent: dict[ArxivId, str | None] = {}
        self.queue.extend(map(_Batch, batches(ids, self.policy)))
        while self.queue:
            batch = self.queue.popleft()
            if self.failures >= self.policy.patience and not self._is_up(batch):
                self._fail(batch.ids, FetchError("unavailable", self.last_failure))
                continue
            witnesses = self._witnesses(batch) if is_repeat or batch.tries else []
            try:
                absent |= self._request_batch(batch, witnesses)
            except NoAnswer as error:
                self._requeue(batch, error)
            self._report_progress()
        return absent

    def _witnesses(self, batch: _Batch) -> list[ArxivId]:
        """Return two papers that arXiv has, to be requested before and after those of a batch.

        An answer that lacks one of them can't be trusted. There are two, since an answer that was
        cut short lacks the papers at one end.
        """
        asked = {arxiv_id.id for arxiv_id in batch.ids}
        candidates = {
            arxiv_id.id: arxiv_id for arxiv_id in (*self.known(), *islice(self.records, 2))
        }
        return [arxiv_id for arxiv_id in candidates.values() if arxiv_id.id not in asked][-2:]

    def _is_up(self, batch: _Batch) -> bool:
        """Return whether arXiv answers a small request, so that some papers spoil their batches.

        The request is for a paper that arXiv has. If no such paper is known, the first and the
        last of the batch are tried, since one of them may be a paper that spoils its batch.
        """
        witness = self._witnesses(batch)[-1:]
        ends = dict.fromkeys((batch.ids[0], batch.ids[-1]))
        for ids, witnesses in [((), witness)] if witness else [([end], ()) for end in ends]:
            if self.is_down:
                break
            try:
                answer = self._request(ids, witnesses)
            except NoAnswer as error:
                self._count_failure(error)
                continue
            if all(arxiv_id in answer for arxiv_id in (*ids, *witnesses)):
                self.failures = 0
                return True
        self.is_down = True
        return False

    def _request(self, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId]) -> Answer:
        if self.delay:
            self.pause(self.delay)
            self.delay = 0.0
        answer = self.ask(ids, witnesses)
        self.records.update(
            (arxiv_id, answer.records[arxiv_id]) for arxiv_id in ids if arxiv_id in answer.records
        )
        return answer

    def _request_batch(
        self, batch: _Batch, witnesses: Sequence[ArxivId]
    ) -> dict[ArxivId, str | None]:
        """Request a batch, and return its identifiers without a record as `_request_each` does.

        Raises:
            NoAnswer: There is no answer that can be believed.
        """
        answer = self._request(batch.ids, witnesses)
        if sum(arxiv_id in answer for arxiv_id in batch.ids) >= _LEAST_SHARE * len(batch.ids):
            self.failures = 0
        rest = [arxiv_id for arxiv_id in batch.ids if arxiv_id not in self.records]
        if not all(arxiv_id in answer.flaws for arxiv_id in rest):
            _check_complete(answer, batch, witnesses)
        self.failures = 0
        return {arxiv_id: answer.flaws.get(arxiv_id) for arxiv_id in rest}

    def _requeue(self, batch: _Batch, error: NoAnswer) -> None:
        """Decide what to do with a batch after a failed request."""
        rest = tuple(arxiv_id for arxiv_id in batch.ids if arxiv_id not in self.records)
        if error.blames in rest and len(rest) > 1:
            # arXiv is up. If it refuses the identifier alone, too, there is no need to try again.
            self.failures = 0
            self.queue.append(_Batch((error.blames,), self.policy.retries))
            self.queue.append(_Batch(tuple(other for other in rest if other != error.blames)))
            return
        self._count_failure(error)
        is_last_try = batch.tries >= self.policy.retries
        if is_last_try and not error.is_reached:
            self._give_up()
        if len(rest) < len(batch.ids):
            self.queue.appendleft(_Batch(rest))
        elif not is_last_try:
            self.queue.appendleft(_Batch(rest, batch.tries + 1))
        elif len(rest) > 1:
            self._split(rest)
        else:
            self._fail(rest, FetchError(error.reason, str(error)))

    def _count_failure(self, error: NoAnswer) -> None:
        self.failures += 1
        self.last_failure = str(error)
        self.delay = max(error.wait, self.policy.backoff * 2 ** min(self.failures - 1, 3))
        # An arXiv that drops nearly all papers is up, but of no more use than one that is down.
        is_dropping = isinstance(error, _IncompleteAnswer) and self.failures >= self.policy.patience
        if is_dropping or error.wait > self.policy.longest_wait:
            self._give_up()

    def _give_up(self) -> None:
        self.failures = self.policy.patience
        self.is_down = True

    def _split(self, ids: tuple[ArxivId, ...]) -> None:
        """Queue the halves of a batch after all other batches, which may be fine.

        A half gets one more try, and a single paper two.
        """
        middle = len(ids) // 2
        for half in (ids[:middle], ids[middle:]):
            tries = self.policy.retries - (len(half) == 1)
            self.queue.append(_Batch(half, max(tries, 0)))

    def _conclude(self, absent: Mapping[ArxivId, str | None]) -> None:
        """Record the outcome for identifiers without a record in two answers."""
        for arxiv_id, flaw in absent.items():
            if flaw is None:
                self.missing.append(arxiv_id)
            else:
                self._fail([arxiv_id], FetchError("bad answer", flaw))
        self._report_progress()

    def _fail(self, ids: Iterable[ArxivId], error: FetchError) -> None:
        self.failed.update(dict.fromkeys(ids, error))

    def _report_progress(self) -> None:
        self.on_progress(len(self.records) + len(self.missing) + len(self.failed))


def _check_complete(answer: Answer, batch: _Batch, witnesses: Sequence[ArxivId]) -> None:
    """Check that arXiv may well have no papers other than those in an answer.

    Raises:
        _IncompleteAnswer: The answer lacks a witness, or is empty like those of an overloaded
            arXiv.
    """
    for witness in witnesses:
        if witness not in answer:
            raise _IncompleteAnswer("bad answer", f"the feed lacks {witness}, which arXiv has")
    # A feed that was cut short may have kept one witness, and without any there is no evidence.
    is_empty = not any(arxiv_id in answer for arxiv_id in batch.ids)
    if is_empty and len(witnesses) < 2 <= len(batch.ids):
        raise _IncompleteAnswer("bad answer", "the feed has none of the requested papers")
