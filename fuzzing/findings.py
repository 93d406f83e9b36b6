"""Findings: inputs that break an invariant, each kind of failure once, as small as possible."""

from __future__ import annotations

import hashlib
import json
import re
import time
import traceback
from pathlib import Path
from typing import Any

from fuzzing.targets import Target

__all__ = ["CORPUS", "CURRENT", "STATE", "Findings", "corpus_of", "failure_of"]

CORPUS = Path(__file__).with_name("corpus")
CURRENT = "current"  # the file with the input that is being tried
STATE = "state.json"  # the file with the number of executions and the failures
_FIELDS = re.compile(r"[a-z_ ]{1,80}")
_SHRINKING = 20.0  # seconds
_SLOW = 5.0  # seconds of the processor for an input, which has a few thousand characters


def corpus_of(target: Target) -> list[Path]:
    """Return the files of the inputs that broke an invariant once."""
    return sorted(path for path in (CORPUS / target.name).glob("*") if path.is_file())


def failure_of(target: Target, value: Any) -> str | None:
    """Return the kind of failure for an input, or None.

    It consists of the error, the place that raised it, and the fields that an assertion names.
    """
    start = time.process_time()
    try:
        target.check(value)
    except Exception as error:  # noqa: BLE001 - any error is a finding
        return _kind_of(error)
    return "slow" if time.process_time() - start > _SLOW else None


def _kind_of(error: BaseException) -> str:
    if isinstance(error, RecursionError):  # any function may raise it
        return "RecursionError"
    frames = traceback.extract_tb(error.__traceback__)
    folders = {"weeklypapers", "invariants"}
    known = [frame for frame in frames if folders.intersection(Path(frame.filename).parts)]
    frame = (known or frames)[-1]
    fields = f" ({error})" if _FIELDS.fullmatch(str(error)) else ""
    place = f"{Path(frame.filename).name}, {frame.name}: {frame.line}"
    return f"{type(error).__name__} in {place}{fields}"


def _shrunk(target: Target, value: Any, failure: str) -> Any:
    """Return a smaller input with the same kind of failure."""
    end = time.monotonic() + _SHRINKING
    while (smaller := _first_failing(target, value, failure, end)) is not None:
        value = smaller
    return value


def _first_failing(target: Target, value: Any, failure: str, end: float) -> Any:
    size = len(target.kind.dump(value))
    for candidate in target.kind.smaller(value):
        if time.monotonic() > end:
            return None
        is_smaller = len(target.kind.dump(candidate)) < size
        if is_smaller and failure_of(target, candidate) == failure:
            return candidate
    return None


class Findings:
    """The findings of a run.

    Args:
        target: The target.
        folder: The folder of the target, for its findings and its state.
    """

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._failures: dict[str, str] = {}
        self._count = 0
        self._saved = 0.0

    def try_(self, value: Any) -> None:
        """Check an input, and write it to the folder if it fails as none has before."""
        content = self._target.kind.dump(value)
        (self._folder / CURRENT).write_bytes(content)
        self._count += 1
        failure = failure_of(self._target, value)
        if failure is not None and failure not in self._failures:
            self._failures[failure] = ""  # shrinking may be interrupted
            content = self._target.kind.dump(_shrunk(self._target, value, failure))
            name = f"{hashlib.sha256(content).hexdigest()[:12]}{self._target.kind.suffix}"
            (self._folder / name).write_bytes(content)
            self._failures[failure] = name
            self.save()
        elif time.monotonic() > self._saved + 1:
            self.save()

    def save(self) -> None:
        """Write the number of executions and the failures."""
        self._saved = time.monotonic()
        state = {"executions": self._count, "findings": self._failures}
        (self._folder / STATE).write_text(json.dumps(state, indent=2), "utf-8")

    def replay(self) -> None:
        """Try the inputs that failed once."""
        for path in corpus_of(self._target):
            self.try_(self._target.kind.load(path.read_bytes()))
        self.save()
