"""The inputs that broke an invariant once, and a few others for each target."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fuzzing.__main__ import main
from fuzzing.findings import CORPUS, Findings, corpus_of, failure_of
from fuzzing.inputs import lines
from fuzzing.targets import TARGETS, Target
from hypothesis import HealthCheck, given, settings

from support.examples import examples

FINDINGS = [(target, path) for target in TARGETS.values() for path in corpus_of(target)]
IDS = [path.relative_to(CORPUS).as_posix() for _, path in FINDINGS]


@pytest.mark.parametrize(("target", "path"), FINDINGS, ids=IDS)
def test_a_finding_is_fixed(target: Target, path: Path) -> None:
    target.check(target.kind.load(path.read_bytes()))


def test_each_folder_of_the_corpus_has_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir()} <= TARGETS.keys()


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_few_inputs(target: Target) -> None:
    # The same ones in each run: `python -m fuzzing` tries new ones.
    @settings(max_examples=examples(20), derandomize=True, suppress_health_check=list(HealthCheck))
    @given(target.kind.strategy())
    def check(value: object) -> None:
        target.check(value)

    check()


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_inputs_are_stored_without_loss(target: Target) -> None:
    @settings(max_examples=examples(20), suppress_health_check=list(HealthCheck))
    @given(target.kind.strategy())
    def check(value: object) -> None:
        assert target.kind.load(target.kind.dump(value)) == value

    check()


def test_a_failure_is_found_once_and_shrunk(tmp_path: Path) -> None:
    def check(text: str) -> None:
        assert "a" not in text

    target = Target("letters", lines("b"), check)
    findings = Findings(target, tmp_path)
    for text in ("b", "bba\nbb", "aa"):
        findings.try_(text)
    findings.save()
    (path,) = tmp_path.glob("*.txt")
    assert path.read_text("utf-8") == "a"
    assert failure_of(target, "b") is None
    assert (
        failure_of(target, "a")
        == 'AssertionError in test_fuzzing.py, check: assert "a" not in text'
    )


@pytest.mark.slow
def test_the_program_writes_executions_and_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["dates", "--minutes", "0.02", "--engine", "hypothesis", "--folder", str(tmp_path)]
    assert main(arguments) == 0
    table = (tmp_path / "results.md").read_text("utf-8")
    assert re.search(r"^\| `dates` \| [1-9][\d,]* \| 0 \|$", table, re.MULTILINE)
    assert table in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["no-target"])
