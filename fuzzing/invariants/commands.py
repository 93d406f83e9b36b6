"""Invariants of the command line."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

import weeklypapers as wp
from fuzzing.inputs import Case
from fuzzing.invariants.texts import assert_inert, runner_commands
from weeklypapers.cli.app import main
from weeklypapers.formats import json as json_format
from weeklypapers.testing import make_record

__all__ = ["runs"]

_STATUSES = (0, 1, 2)


def _no_client(*_: object, **__: object) -> NoReturn:
    raise wp.MissingDependencyError("there is no network")


@contextlib.contextmanager
def _folder(case: Case) -> Iterator[None]:
    """Make a folder with lists and records the current one, and remove it at the end."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            content = case.text.encode(errors="surrogateescape")
            Path("list.md").write_bytes(content)
            Path("other.md").write_bytes(content[: len(content) // 2])
            Path("list.json").write_text(wp.sample()[:2].to_json(), "utf-8")
            records = [make_record("2406.00001v1"), make_record("2406.00002v2")]
            Path("records.json").write_text(json_format.dumps_records(records), "utf-8")
            yield
        finally:
            os.chdir(before)


def runs(case: Case) -> None:
    """Assert that a command ends with a documented status, and prints inert messages."""
    streams = {
        "sys.stdout": io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""),
        "sys.stderr": io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""),
        "sys.stdin": io.TextIOWrapper(io.BytesIO(case.text.encode(errors="replace")), "utf-8"),
        "weeklypapers.arxiv.client.ArxivClient": _no_client,
    }
    with contextlib.ExitStack() as stack:
        for name, value in streams.items():
            stack.enter_context(patch(name, value))
        stack.enter_context(patch.dict(os.environ, {"NO_COLOR": "1"}))
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(_folder(case))
        warnings.simplefilter("ignore")
        try:
            status = main(list(case.arguments))
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 0
        unchanged = Path("other.md").read_bytes()
    assert status in _STATUSES
    content = case.text.encode(errors="surrogateescape")
    writes = "--fix" in case.arguments or "add" in case.arguments
    assert writes or unchanged == content[: len(content) // 2]
    _assert_inert_messages(case, streams["sys.stderr"])


def _assert_inert_messages(case: Case, stream: object) -> None:
    if "always" in case.arguments or not isinstance(stream, io.TextIOWrapper):
        return
    stream.flush()
    messages = stream.buffer.getvalue().decode()
    is_argument = any(not argument.isprintable() for argument in case.arguments)
    if not is_argument:  # argparse prints arguments as they are
        assert_inert(messages)
    if not any("##[" in argument for argument in case.arguments):
        assert runner_commands(messages) == []
