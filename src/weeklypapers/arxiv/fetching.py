"""The logic of a fetch: batches, repeated requests, incomplete answers and giving up.

It uses no network and no clock: the caller passes functions that send a request and that wait.
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

__all__ = ["Answer", "NoAnswer", "Policy", "Send", "batches", "fetch_all"]

# If a repeated request returns papers that the first answer lacked, arXiv drops papers, so the rest
# is requested again. If each answer drops half of the papers, 250 papers require ten repeats.
_REPEATS = 10

# The number of repeats in a row that must bring nothing before papers are missing: one if the
# answers have two witnesses, and more without, since an overloaded arXiv returns empty answers.
_WITH_WITNESSES = 1
_WITHOUT_WITNESSES = 3

# An answer with a smaller share of the requested papers counts as a failure. Otherwise, hundreds of
# requests would be sent to an arXiv that drops nearly all papers.
_LEAST_SHARE = 0.1


class NoAnswer(Exception):  # noqa: N818 - it never leaves this package
    """A request without a trustworthy answer.

    Attributes:
        reason: The reason to report if the request keeps failing.
        wait: The seconds to wait before the next request, as requested by arXiv.
        blames: The identifier that arXiv refused, or None.
        is_reached: False if the API was not reached: then the identifiers can't be the cause.
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
    """An answer that lacks papers, although arXiv has them."""


@attrs.frozen
class Answer:
    """The entries in the answer to one request, by requested identifier.

    Attributes:
        records: The records.
        flaws: The error of each entry that can't be read.
    """

    records: Mapping[ArxivId, ArxivRecord]
    flaws: Mapping[ArxivId, str] = attrs.field(factory=dict)

    def __contains__(self, arxiv_id: ArxivId) -> bool:
        return arxiv_id in self.records or arxiv_id in self.flaws


class Send(Protocol):
    """A function that sends one request."""

    def __call__(self, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId], /) -> Answer:
        """Return the answer for `ids`, requested with one witness before and one after them.

        Raises:
            NoAnswer: There is no trustworthy answer.
        """
        ...


@attrs.frozen(kw_only=True)
class Policy:
    """The limits for requests and retries.

    Attributes:
        batch_size: The maximum number of identifiers in a request.
        room: The maximum total cost of the identifiers in a request.
        cost: A function that returns the cost of an identifier, such as its bytes in the address.
        retries: The number of times that a failed batch is repeated before it is split.
        backoff: The seconds to wait after a failed request. They double with each further failure,
            up to eightfold.
        longest_wait: The longest acceptable wait in seconds. If arXiv requests a longer one, the
            fetch ends.
    """

    batch_size: int = 250
    room: int = 4000
    cost: Callable[[ArxivId], int] = lambda arxiv_id: len(str(arxiv_id))
    retries: int = 2
    backoff: float = 3.0
    longest_wait: float = 60.0

    @property
    def patience(self) -> int:
        """The number of consecutive failures after which a small request tests if arXiv is up.

        It allows for all tries of a batch and for its halves.
        """
        return self.retries + 3


def batches(ids: Iterable[ArxivId], policy: Policy) -> Iterator[tuple[ArxivId, ...]]:
    """Split identifiers into batches, one for each request.

    An identifier without a version never shares a batch with a version of the same paper: if this
    is the latest version, arXiv returns a single entry for both.
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
    send: Send,
    *,
    policy: Policy,
    pause: Callable[[float], object],
    known: Callable[[], Iterable[ArxivId]] = tuple,
    on_progress: Callable[[int], object] = lambda count: None,
) -> FetchReport:
    """Request papers until the outcome for each identifier is known.

    Args:
        ids: The identifiers.
        send: A function that sends a request.
        policy: The limits for requests and retries.
        pause: A function that waits for a number of seconds.
        known: A function that returns identifiers of papers that arXiv has, for use as witnesses.
        on_progress: A function that is called after each request with the number of known outcomes.
    """
    fetch = _Fetch(send, policy, pause, known, on_progress)
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
        failures: The number of consecutive failures.
        last_failure: The message of the last failure.
        is_down: True if no further requests will be sent.
        delay: The seconds to wait before the next request.
    """

    send: Send
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
        """Request all papers, and repeat those that answers lack until repeats bring nothing."""
        unchanged = 0
        for is_repeat in (False, *[True] * _REPEATS):
            count = len(self.records)
            absent = self._request_each(ids, is_repeat=is_repeat)
            if not absent:
                return
            ids = list(absent)
            unchanged = unchanged + 1 if is_repeat and len(self.records) == count else 0
            has_witnesses = len(self._witnesses(_Batch(tuple(ids)))) > 1
            if unchanged >= (_WITH_WITNESSES if has_witnesses else _WITHOUT_WITNESSES):
                self._conclude(absent)
                return
        self._fail(ids, FetchError("bad answer", "each answer lacks other papers"))

    def _request_each(self, ids: list[ArxivId], *, is_repeat: bool) -> dict[ArxivId, str | None]:
        """Request each paper once.

        Returns:
            The identifiers without a record, each with the error of its entry, or None if there was
            no entry.
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
        """Return two papers that arXiv has, to request before and after those of a batch.

        An answer without one of them can't be trusted. An answer that was cut short lacks papers at
        one end, so both ends have a witness.
        """
        requested = {arxiv_id.id for arxiv_id in batch.ids}
        candidates = {
            arxiv_id.id: arxiv_id for arxiv_id in (*self.known(), *islice(self.records, 2))
        }
        return [arxiv_id for arxiv_id in candidates.values() if arxiv_id.id not in requested][-2:]

    def _is_up(self, batch: _Batch) -> bool:
        """Return whether arXiv answers a small request; if so, some papers make batches fail.

        The request is for a paper that arXiv has. If no such paper is known, it is for the first
        paper of the batch, and then for the last, since one of them may make the batch fail.
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
        answer = self.send(ids, witnesses)
        self.records.update(
            (arxiv_id, answer.records[arxiv_id]) for arxiv_id in ids if arxiv_id in answer.records
        )
        return answer

    def _request_batch(
        self, batch: _Batch, witnesses: Sequence[ArxivId]
    ) -> dict[ArxivId, str | None]:
        """Request a batch, and return its identifiers without a record as `_request_each` does.

        Raises:
            NoAnswer: There is no trustworthy answer.
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
        blamed = error.blames
        if blamed is not None and blamed in rest and len(rest) > 1:
            # arXiv is up. The refused identifier gets a single try on its own.
            self.failures = 0
            self.queue.append(_Batch((blamed,), self.policy.retries))
            self.queue.append(_Batch(tuple(other for other in rest if other != blamed)))
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
        # If arXiv drops nearly all papers, further requests are useless.
        is_dropping = isinstance(error, _IncompleteAnswer) and self.failures >= self.policy.patience
        if is_dropping or error.wait > self.policy.longest_wait:
            self._give_up()

    def _give_up(self) -> None:
        self.failures = self.policy.patience
        self.is_down = True

    def _split(self, ids: tuple[ArxivId, ...]) -> None:
        """Queue the halves of a batch after all other batches, which may succeed.

        A half gets one more try, and a single paper gets two.
        """
        middle = len(ids) // 2
        for half in (ids[:middle], ids[middle:]):
            tries = self.policy.retries - (len(half) == 1)
            self.queue.append(_Batch(half, max(tries, 0)))

    def _conclude(self, absent: Mapping[ArxivId, str | None]) -> None:
        """Store the outcome for identifiers without a record in two answers."""
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
    """Check that an answer shows no sign of dropped papers.

    Raises:
        _IncompleteAnswer: The answer lacks a witness, or is empty, as when arXiv is overloaded.
    """
    for witness in witnesses:
        if witness not in answer:
            raise _IncompleteAnswer("bad answer", f"the feed lacks {witness}, which arXiv has")
    # One witness is not enough: a feed that was cut short may contain it.
    is_empty = not any(arxiv_id in answer for arxiv_id in batch.ids)
    if is_empty and len(witnesses) < 2 <= len(batch.ids):
        raise _IncompleteAnswer("bad answer", "the feed has none of the requested papers")
