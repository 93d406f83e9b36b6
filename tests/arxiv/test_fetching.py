"""The logic of a fetch, with a simulated arXiv instead of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers import (
    ArxivId,
    FetchError,
    FetchReport,
)
from weeklypapers.arxiv.fetching import Answer, NoAnswer, Policy, batches, fetch_all
from weeklypapers.testing import make_record


def ids(count: int) -> list[ArxivId]:
    return [ArxivId(f"2406.{number:05}") for number in range(1, count + 1)]


class Service:
    """A simulated arXiv, with its papers and the faults of its answers."""

    def __init__(
        self,
        has: Iterable[ArxivId],
        faults: Callable[[int], str | None] = lambda number: None,
        *,
        poison: Iterable[ArxivId] = (),
        refused: Iterable[ArxivId] = (),
        flawed: Iterable[ArxivId] = (),
    ) -> None:
        self.has = set(has)
        self.faults = faults
        self.poison = set(poison)
        self.refused = set(refused)
        self.flawed = set(flawed)
        self.log: list[tuple[ArxivId, ...]] = []
        self.pauses: list[float] = []

    def ask(self, wanted: Sequence[ArxivId], witnesses: Sequence[ArxivId]) -> Answer:
        sent = (*witnesses[:1], *wanted, *witnesses[1:])
        self.log.append(sent)
        fault = self.faults(len(self.log))
        refused = self.refused.intersection(sent)
        if fault == "no network":
            raise NoAnswer("unavailable", "no route", is_reached=False)
        if fault in ("503", "wait") or self.poison.intersection(sent):
            raise NoAnswer("unavailable", "503", wait=61 if fault == "wait" else 0)
        if refused:
            raise NoAnswer("malformed", "400", blames=min(refused))
        part = {"empty": 0, "one": 1, "half": (len(sent) + 1) // 2}.get(fault or "", len(sent))
        shown = sent[-1:] if fault == "one" else sent[:part]
        known = [one for one in shown if one in self.has]
        return Answer(
            {one: make_record(one) for one in known if one not in self.flawed},
            {one: "no date" for one in known if one in self.flawed},
        )

    def fetch(
        self, wanted: Iterable[ArxivId], known: Iterable[ArxivId] = (), **policy: Any
    ) -> FetchReport:
        return fetch_all(
            wanted,
            self.ask,
            policy=Policy(**policy),
            pause=self.pauses.append,
            known=lambda: known,
        )


def counts(outcome: FetchReport) -> tuple[int, int, int]:
    return len(outcome.records), len(outcome.missing), len(outcome.failed)


class TestFetchAll:
    @pytest.mark.parametrize(("count", "requests"), [(0, 0), (1, 1), (250, 1), (251, 2), (1500, 6)])
    def test_as_few_requests_as_can_be(self, count: int, requests: int) -> None:
        service = Service(ids(count))
        assert counts(service.fetch(ids(count))) == (count, 0, 0)
        assert len(service.log) == requests
        assert not service.pauses

    def test_missing_requires_a_second_request_with_a_witness(self) -> None:
        service = Service(ids(1500)[6:])
        assert counts(service.fetch(ids(1500))) == (1494, 6, 0)
        assert len(service.log) == 7
        first, *asked, last = service.log[-1]
        assert set(asked) == set(ids(6))
        assert {first, last} <= service.has

    def test_a_single_lapse_loses_nothing(self) -> None:
        for fault in ("503", "empty", "half"):
            service = Service(ids(100), {1: fault}.get)
            assert counts(service.fetch(ids(100))) == (100, 0, 0)
            assert len(service.log) == 2

    def test_feeds_that_lack_half_are_repeated_until_complete(self) -> None:
        service = Service(ids(250), lambda number: "half")
        assert counts(service.fetch(ids(250))) == (250, 0, 0)
        assert len(service.log) < 20

    @pytest.mark.parametrize("fault", ["503", "empty"])
    def test_an_outage_costs_a_handful(self, fault: str) -> None:
        service = Service(ids(1500), lambda number: fault)
        outcome = service.fetch(ids(1500))
        assert counts(outcome) == (0, 0, 1500)
        assert len(service.log) == {"503": 7, "empty": 5}[fault]
        assert {error.reason for error in outcome.failed.values()} == {"unavailable"}

    def test_without_a_network_the_fetch_ends_after_the_retries(self) -> None:
        service = Service(ids(1500), lambda number: "no network")
        assert counts(service.fetch(ids(1500))) == (0, 0, 1500)
        assert len(service.log) == 3
        recovered = Service(ids(1500), {1: "no network", 2: "no network"}.get)
        assert counts(recovered.fetch(ids(1500))) == (1500, 0, 0)

    def test_an_outage_after_good_answers_keeps_them(self) -> None:
        service = Service(ids(1500), lambda number: "503" if number > 3 else None)
        assert counts(service.fetch(ids(1500))) == (750, 0, 750)
        assert len(service.log) == 9

    @pytest.mark.parametrize("count", [1, 100, 250])
    def test_a_paper_that_spoils_its_batch_fails_alone(self, count: int) -> None:
        service = Service(ids(count), poison=ids(1))
        outcome = service.fetch(ids(count))
        assert counts(outcome) == (count - 1, 0, 1)
        assert outcome.failed[ids(1)[0]] == FetchError("unavailable", "503")
        assert len(service.log) < 22

    def test_two_that_spoil_a_batch_fail_alone(self) -> None:
        for pair in ([0, 1], [0, 249], [3, 200], [124, 125], [248, 249]):
            poison = [ids(250)[at] for at in pair]
            service = Service(ids(250), poison=poison)
            assert set(service.fetch(ids(250)).failed) == set(poison)

    @pytest.mark.parametrize("count", [3, 4, 5, 8])
    def test_several_that_spoil_a_batch_fail_alone(self, count: int) -> None:
        everything = ids(250)
        for seed in range(20):
            poison = Random(seed).sample(everything[1:-1], count)
            service = Service(everything, poison=poison)
            outcome = service.fetch(everything)
            assert set(outcome.failed) == set(poison)
            assert counts(outcome) == (250 - count, 0, count)

    @pytest.mark.parametrize("count", [2, 3, 10])
    def test_refused_papers_do_not_affect_others(self, count: int) -> None:
        refused = ids(100)[5 : 5 + count]
        service = Service(ids(100), refused=refused)
        outcome = service.fetch(ids(100))
        assert counts(outcome) == (100 - count, 0, count)
        assert {error.reason for error in outcome.failed.values()} == {"malformed"}
        assert len(service.log) == 2 * count + 1

    @pytest.mark.parametrize("count", [20, 250, 1500])
    def test_dropping_nearly_all_papers_ends_the_fetch(self, count: int) -> None:
        service = Service(ids(count), lambda _: "one")
        outcome = service.fetch(ids(count))
        assert not outcome.missing
        assert len(outcome.records) + len(outcome.failed) == count
        assert len(service.log) <= 20

    @pytest.mark.parametrize("count", [2, 100, 1500])
    def test_an_outage_costs_a_handful_of_requests(self, count: int) -> None:
        service = Service(ids(count), lambda _: "503")
        assert counts(service.fetch(ids(count))) == (0, 0, count)
        assert len(service.log) <= 7

    def test_an_identifier_that_arxiv_refuses_is_taken_out_at_once(self) -> None:
        service = Service(ids(100), refused=ids(1))
        outcome = service.fetch(ids(100))
        assert counts(outcome) == (99, 0, 1)
        assert outcome.failed[ids(1)[0]].reason == "malformed"
        assert len(service.log) == 3

    def test_a_flawed_entry_is_requested_once_more(self) -> None:
        service = Service(ids(100), flawed=ids(1))
        outcome = service.fetch(ids(100))
        assert outcome.failed == {ids(1)[0]: FetchError("bad answer", "no date")}
        assert [len(sent) for sent in service.log] == [100, 3]

    def test_the_cache_is_witness_where_nothing_arrived(self) -> None:
        known = ArxivId("2001.00001")
        service = Service([known])
        assert counts(service.fetch(ids(3), [known])) == (0, 3, 0)
        lost = Service([])
        outcome = lost.fetch(ids(3), [known])
        assert {error.reason for error in outcome.failed.values()} <= {"unavailable", "bad answer"}
        assert counts(outcome) == (0, 0, 3)

    def test_a_paper_is_not_its_own_witness(self) -> None:
        bare = ArxivId("2406.00001")
        service = Service([])
        assert counts(service.fetch([bare], [ArxivId("2406.00001v1")])) == (0, 1, 0)
        assert service.log == [(bare,)] * 4

    def test_without_witnesses_a_single_unknown_paper_is_missing(self) -> None:
        service = Service([])
        assert counts(service.fetch(ids(1))) == (0, 1, 0)
        assert len(service.log) == 4

    @pytest.mark.parametrize("faults", list(product(["503", "empty", "half", None], repeat=3)))
    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_without_witnesses_no_three_faults_make_a_paper_missing(
        self, faults: tuple[str | None, ...], count: int
    ) -> None:
        service = Service(ids(count), dict(enumerate(faults, 1)).get)
        assert counts(service.fetch(ids(count)))[1] == 0

    def test_pauses_grow_up_to_a_bound(self) -> None:
        service = Service(ids(9), lambda number: "503")
        service.fetch(ids(9), backoff=3.0)
        assert service.pauses == [3, 6, 12, 24, 24, 24]

    def test_a_wait_above_the_limit_ends_the_fetch(self) -> None:
        service = Service(ids(9), lambda number: "wait")
        assert counts(service.fetch(ids(9), batch_size=3)) == (0, 0, 9)
        assert len(service.log) == 1
        assert not service.pauses

    def test_the_wait_is_the_one_that_arxiv_requests(self) -> None:
        pauses: list[float] = []
        asked: list[int] = []

        def ask(wanted: Sequence[ArxivId], witnesses: Sequence[ArxivId]) -> Answer:
            asked.append(len(wanted))
            if len(asked) == 1:
                raise NoAnswer("unavailable", "busy", wait=7)
            return Answer({one: make_record(one) for one in wanted})

        fetch_all(ids(2), ask, policy=Policy(), pause=pauses.append)
        assert pauses == [7]

    def test_a_record_received_alone_counts_even_if_its_batch_lacks_it(self) -> None:
        faults = {6: "503", 8: "half", 9: "half"}
        outcome = Service(ids(3), faults.get, poison=ids(1)).fetch(ids(3), batch_size=3)
        ended = [*outcome.records, *outcome.missing, *outcome.failed]
        assert sorted(map(str, ended)) == sorted(map(str, ids(3)))

    @settings(max_examples=examples(300), deadline=None)
    @given(data=st.data(), count=st.integers(1, 60), size=st.integers(2, 30))
    def test_each_identifier_has_exactly_one_outcome(
        self, data: st.DataObject, count: int, size: int
    ) -> None:
        faults = data.draw(st.lists(st.sampled_from([None, None, "503", "empty", "half", "wait"])))
        some = st.sets(st.sampled_from(ids(count)), max_size=3)
        unknown, poison, flawed, refused = (data.draw(some) for _ in range(4))
        service = Service(
            set(ids(count)) - unknown,
            lambda number: faults[number - 1] if number <= len(faults) else None,
            poison=poison,
            flawed=flawed,
            refused=refused,
        )
        outcome = service.fetch(ids(count), batch_size=size)
        ended = [*outcome.records, *outcome.missing, *outcome.failed]
        assert sorted(map(str, ended)) == sorted(map(str, ids(count)))
        assert not set(outcome.records) & (unknown | poison | flawed)
        assert all(record.id.id == one.id for one, record in outcome.records.items())
        if not faults and not poison and not refused:
            assert set(outcome.missing) <= unknown


class TestBatches:
    def test_two_spellings_of_a_paper_are_apart(self) -> None:
        texts = ["2406.00001", "2406.00001v2", "2406.00001v1", "2406.00002"]
        planned = batches(map(ArxivId, texts), Policy())
        assert [[str(one) for one in batch] for batch in planned] == [
            ["2406.00001v2", "2406.00001v1", "2406.00002"],
            ["2406.00001"],
        ]

    def test_batches_have_room(self) -> None:
        policy = Policy(batch_size=10, room=25, cost=lambda one: 10)
        assert [len(batch) for batch in batches(ids(5), policy)] == [2, 2, 1]
        assert [len(batch) for batch in batches(ids(2), attrs.evolve(policy, room=1))] == [1, 1]
