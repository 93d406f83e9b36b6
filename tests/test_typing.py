"""Type checkers see what the interface promises; see ``tests/typing``."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

api = pytest.importorskip("mypy.api")


@pytest.mark.slow
def test_mypy_sees_the_types(tmp_path: Path) -> None:
    options = [
        "--strict",
        "--cache-dir",
        str(tmp_path),
        "--config-file",
        str(ROOT / "pyproject.toml"),
    ]

    report, errors, _ = api.run([*options, str(ROOT / "tests" / "typing")])

    assert (report.splitlines()[-1:], errors) == (["Success: no issues found in 1 source file"], "")
