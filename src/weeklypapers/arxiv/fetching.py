"""Which requests to send, when to believe an answer, and when to give up.

Pure: no network, no clock. How a request is sent, and how time passes, is handed in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

import attrs

from weeklypapers.errors import FailureReason, FetchError
from weeklypapers.ids import ArxivId
from weeklypapers.model import ArxivRecord

__all__ = ["Answer", "Ask", "NoAnswer", "Outcome", "Policy", "gather", "plan"]

# An answer that has what an earlier one lacked shows that arXiv is dropping papers, so the rest is
# asked for once more. If each answer drops half of what it should have, ten make 250 of 250.
_ROUNDS = 10

# An answer that can't be trusted shows that arXiv is there only if it has at least this part of
# what it was asked for: hundreds of requests would go into an arXiv that drops nearly all.
_WORTHWHILE = 0.1


class NoAnswer(Exception):  # noqa: N818 - it says what happened, and never leaves the package
    """A request brought nothing that can be believed.

    Attributes:
        reason: What it is if it lasts.
        wait: Seconds that arXiv asks to wait before the next request.
        blames: The identifier that arXiv refused, if it said which.
        is_reached: Whether there was a connection, and the API behind it. If not, what was asked
            for can't be the reason.
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


class _Dropped(NoAnswer):
    """An answer came, and it lacks papers that arXiv has."""


@attrs.frozen
class Answer:
    """What one request brought, by identifier as asked.

    Attributes:
        records: The records.
        flawed: What is wrong with the other entries.
    """

    records: Mapping[ArxivId, ArxivRecord]
    flawed: Mapping[ArxivId, str] = attrs.field(factory=dict)

    def __contains__(self, asked: ArxivId) -> bool:
        return asked in self.records or asked in self.flawed


class Ask(Protocol):
    """Sends one request, or none if all has arrived meanwhile."""

    def __call__(self, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId], /) -> Answer:
        """The answer to a request for `ids`, with one witness before and one behind them.

        Raises:
            NoAnswer: There is none that can be believed.
        """
        ...


@attrs.frozen(kw_only=True)
class Policy:
    """How much is asked at once, and how often.

    Attributes:
        batch_size: The most identifiers in a request.
        room: The most that the identifiers of a request may cost together.
        cost: What an identifier costs, in bytes of the address say.
        retries: How often a batch is tried again before it is split.
        backoff: Seconds to wait after a first request without an answer. It doubles with each
            that follows, up to eightfold.
        longest_wait: The longest wait, in seconds, that arXiv may ask for: with a longer one, the
            rest is given up.
    """

    batch_size: int = 250
    room: int = 4000
    cost: Callable[[ArxivId], int] = lambda arxiv_id: len(str(arxiv_id))
    retries: int = 2
    backoff: float = 3.0
    longest_wait: float = 60.0

    @property
    def patience(self) -> int:
        """How many requests in a row may bring nothing before it is asked whether arXiv is there.

        All tries of a batch, and its halves.
        """
        return self.retries + 3


def plan(ids: Iterable[ArxivId], policy: Policy) -> Iterator[tuple[ArxivId, ...]]:
    """The batches in which to ask.

    A paper's bare identifier is never in a batch with one that has a version: if that is the
    latest, arXiv answers both with a single entry.
    """
    ids = list(ids)
    versioned = {asked.id for asked in ids if asked.version}
    is_apart = {asked: not asked.version and asked.id in versioned for asked in ids}
    for apart in (False, True):
        yield from _filled((asked for asked in ids if is_apart[asked] is apart), policy)


def _filled(ids: Iterable[ArxivId], policy: Policy) -> Iterator[tuple[ArxivId, ...]]:
    batch: list[ArxivId] = []
    used = 0
    for asked in ids:
        cost = policy.cost(asked)
        if batch and (len(batch) >= policy.batch_size or used + cost > policy.room):
            yield tuple(batch)
            batch, used = [], 0
        batch.append(asked)
        used += cost
    if batch:
        yield tuple(batch)


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of the identifiers that were not cached; each is in exactly one of three."""

    records: dict[ArxivId, ArxivRecord] = attrs.field(factory=dict)
    missing: list[ArxivId] = attrs.field(factory=list)
    failed: dict[ArxivId | str, FetchError] = attrs.field(factory=dict)

    def __len__(self) -> int:
        return len(self.records) + len(self.missing) + len(self.failed)


def gather(
    ids: Iterable[ArxivId],
    ask: Ask,
    *,
    policy: Policy,
    pause: Callable[[float], object],
    known: Callable[[], Iterable[ArxivId]] = tuple,
    settled: Callable[[int], object] = lambda count: None,
) -> Outcome:
    """Asks until the fate of each identifier is known.

    Args:
        ids: The identifiers.
        ask: Sends a request.
        policy: How much is asked at once, and how often.
        pause: Waits for some seconds.
        known: Gives identifiers that arXiv is known to have, for the witnesses of a second ask.
        settled: Is called after each request with the number of those whose fate is known.
    """
    run = _Run(ask, policy, pause, known, settled)
    run.gather(list(ids))
    return run.outcome


@attrs.frozen
class _Batch:
    ids: tuple[ArxivId, ...]
    tries: int = 0


@attrs.define
class _Run:
    """One `gather`: its queue of batches, and how long arXiv has been silent."""

    ask: Ask
    policy: Policy
    pause: Callable[[float], object]
    known: Callable[[], Iterable[ArxivId]]
    settled: Callable[[int], object]
    outcome: Outcome = attrs.field(factory=Outcome)
    queue: deque[_Batch] = attrs.field(factory=deque)
    silent: int = 0
    silence: str = ""
    is_gone: bool = False
    due: float = 0.0

    def gather(self, ids: list[ArxivId]) -> None:
        """Asks for all, and as long as that helps again for those that an answer lacked."""
        for again in (False, *[True] * _ROUNDS):
            found = len(self.outcome.records)
            doubted = self._round(ids, again=again)
            if not doubted:
                return
            if again and len(self.outcome.records) == found:
                self._conclude(doubted)
                return
            ids = list(doubted)
        self._fail(ids, FetchError("bad answer", "each answer lacks other papers"))

    def _round(self, ids: list[ArxivId], *, again: bool) -> dict[ArxivId, str | None]:
        """Asks for each once; gives those that answers lacked, and those with a flawed entry."""
        doubted: dict[ArxivId, str | None] = {}
        self.queue.extend(map(_Batch, plan(ids, self.policy)))
        while self.queue:
            batch = self.queue.popleft()
            if self.silent >= self.policy.patience and not self._is_there(batch):
                self._fail(batch.ids, FetchError("unavailable", self.silence))
                continue
            witnesses = self._witnesses(batch) if again or batch.tries else []
            try:
                doubted |= self._answered(batch, witnesses)
            except NoAnswer as error:
                self._unanswered(batch, error)
            self.settled(len(self.outcome))
        return doubted

    def _witnesses(self, batch: _Batch) -> list[ArxivId]:
        """Two papers that arXiv has, to be asked for along with those that it may not have.

        An answer that lacks one of them is not to be trusted. Two, since one that was cut short
        lacks what is at one end of it.
        """
        asked = {wanted.id for wanted in batch.ids}
        candidates = {
            known.id: known for known in (*self.known(), *islice(self.outcome.records, 2))
        }
        return [known for known in candidates.values() if known.id not in asked][-2:]

    def _is_there(self, batch: _Batch) -> bool:
        """Whether arXiv answers at all: then it is some papers that spoil what they are asked with.

        It is asked for a paper that it has, or if none is known for two of the batch, since one may
        be such a paper.
        """
        known = self._witnesses(batch)[-1:]
        ends = dict.fromkeys((batch.ids[0], batch.ids[-1]))
        for ids, witnesses in [((), known)] if known else [([end], ()) for end in ends]:
            if self.is_gone:
                break
            try:
                answer = self._asked(ids, witnesses)
            except NoAnswer as error:
                self._heard_nothing(error)
                continue
            if all(asked in answer for asked in (*ids, *witnesses)):
                self.silent = 0
                return True
        self.is_gone = True
        return False

    def _asked(self, ids: Sequence[ArxivId], witnesses: Sequence[ArxivId]) -> Answer:
        if self.due:
            self.pause(self.due)
            self.due = 0.0
        answer = self.ask(ids, witnesses)
        self.outcome.records.update(
            (asked, answer.records[asked]) for asked in ids if asked in answer.records
        )
        return answer

    def _answered(self, batch: _Batch, witnesses: Sequence[ArxivId]) -> dict[ArxivId, str | None]:
        answer = self._asked(batch.ids, witnesses)
        if sum(asked in answer for asked in batch.ids) >= _WORTHWHILE * len(batch.ids):
            self.silent = 0
        rest = [asked for asked in batch.ids if asked not in self.outcome.records]
        _check_credible(rest, batch, witnesses, answer)
        self.silent = 0
        return {asked: answer.flawed.get(asked) for asked in rest}

    def _unanswered(self, batch: _Batch, error: NoAnswer) -> None:
        """Decides how to go on after a request without an answer."""
        rest = tuple(asked for asked in batch.ids if asked not in self.outcome.records)
        if error.blames in rest and len(rest) > 1:
            self._take_out(error.blames, rest)
            return
        self._heard_nothing(error)
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

    def _heard_nothing(self, error: NoAnswer) -> None:
        self.silent += 1
        self.silence = str(error)
        self.due = max(error.wait, self.policy.backoff * 2 ** min(self.silent - 1, 3))
        # An arXiv that drops papers is there, and of no more use than one that is not.
        is_dropping = isinstance(error, _Dropped) and self.silent >= self.policy.patience
        if is_dropping or error.wait > self.policy.longest_wait:
            self._give_up()

    def _give_up(self) -> None:
        self.silent = self.policy.patience
        self.is_gone = True

    def _take_out(self, blamed: ArxivId, ids: tuple[ArxivId, ...]) -> None:
        """Queues an identifier that arXiv refused apart from the others.

        arXiv has answered, so it is there. If it refuses the identifier alone too, that will do.
        """
        self.silent = 0
        self.queue.append(_Batch((blamed,), self.policy.retries))
        self.queue.append(_Batch(tuple(asked for asked in ids if asked != blamed)))

    def _split(self, ids: tuple[ArxivId, ...]) -> None:
        """Queues the halves behind all others, so that what is well has its turn first.

        They were tried often enough for one more try each to do, and two for a single one.
        """
        middle = len(ids) // 2
        for half in (ids[:middle], ids[middle:]):
            tries = self.policy.retries - (len(half) == 1)
            self.queue.append(_Batch(half, max(tries, 0)))

    def _fail(self, ids: Iterable[ArxivId], error: FetchError) -> None:
        self.outcome.failed.update(dict.fromkeys(ids, error))

    def _conclude(self, doubted: Mapping[ArxivId, str | None]) -> None:
        """What to make of identifiers that were doubted twice."""
        for asked, flaw in doubted.items():
            if flaw is None:
                self.outcome.missing.append(asked)
            else:
                self._fail([asked], FetchError("bad answer", flaw))
        self.settled(len(self.outcome))


def _check_credible(
    rest: Sequence[ArxivId], batch: _Batch, witnesses: Sequence[ArxivId], answer: Answer
) -> None:
    """Checks whether it can be that arXiv lacks the papers that are not in an answer.

    Raises:
        NoAnswer: It can't: the answer lacks a paper that arXiv has, or is empty, as those of an
            overloaded arXiv are.
    """
    if all(asked in answer.flawed for asked in rest):
        return
    for witness in witnesses:
        if witness not in answer:
            raise _Dropped("bad answer", f"the feed lacks {witness}, which arXiv has")
    # One witness alone may be all that a feed was cut down to; of none, nothing can be told.
    if len(witnesses) < 2 <= len(batch.ids) and not any(asked in answer for asked in batch.ids):
        raise _Dropped("bad answer", "the feed has none of the papers that were asked for")
