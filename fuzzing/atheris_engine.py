"""Inputs that atheris, which is libFuzzer for Python, mutates to cover more of the package."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import atheris
from hypothesis import HealthCheck, given, settings

if TYPE_CHECKING:
    from fuzzing.findings import Findings
    from fuzzing.targets import Target

__all__ = ["instrument", "run"]

_LONGEST = 4096  # bytes of an input
_SEEDS = 150  # the shortest ones; all of them would take minutes


def instrument() -> None:
    """Import the package so that its branches and comparisons are observed."""
    with atheris.instrument_imports(include=["weeklypapers"]):
        import fuzzing.targets  # noqa: F401 - it imports everything


def run(target: Target, findings: Findings, seconds: float) -> NoReturn:
    """Try inputs for some time. libFuzzer then ends the process."""
    from fuzzing.findings import corpus_of
    from fuzzing.pieces import PIECES

    folder = Path(tempfile.mkdtemp())
    corpus, dictionary = folder / "corpus", folder / "dictionary"
    corpus.mkdir()
    if target.kind.seeds is not None:
        seeds = sorted(map(target.kind.dump, target.kind.seeds()), key=len)[:_SEEDS]
        seeds += [path.read_bytes() for path in corpus_of(target)]
        for number, content in enumerate(seeds):
            (corpus / str(number)).write_bytes(content)
    dictionary.write_text("".join(map(_entry, PIECES)), "ascii")
    arguments = [
        str(corpus),
        f"-dict={dictionary}",
        f"-max_len={_LONGEST}",
        f"-max_total_time={max(1, round(seconds))}",
        "-rss_limit_mb=4096",
        "-timeout=120",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *arguments], _function(target, findings))
    atheris.Fuzz()
    raise SystemExit


def _entry(text: str) -> str:
    """Return a line of a dictionary of libFuzzer."""
    content = text.encode(errors="surrogateescape")
    return '"' + "".join(f"\\x{byte:02x}" for byte in content) + '"\n'


def _function(target: Target, findings: Findings) -> Callable[[bytes], None]:
    """Return the function that tries the bytes of libFuzzer."""
    if target.kind.seeds is not None:
        return lambda content: findings.try_(target.kind.load(content))

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.kind.strategy())
    def try_value(value: object) -> None:
        findings.try_(value)

    draw: Callable[[bytes], object] = try_value.hypothesis.fuzz_one_input  # type: ignore[attr-defined]

    def try_choices(choices: bytes) -> None:
        draw(choices)

    return try_choices
