"""The quickstart runs as a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import weeklypapers as wp

QUICKSTART = Path(__file__).parents[1] / "examples" / "quickstart.py"


def quickstart(*arguments: str | Path) -> str:
    """Run the quickstart, and return its output."""
    command = [sys.executable, QUICKSTART, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603


def test_quickstart_explores_the_sample(tmp_path: Path) -> None:
    printed = quickstart("--to", tmp_path / "new" / "folder")
    assert "100 papers in 13 week(s)" in printed
    assert "2024-W26, 2024-06-24 to 2024-06-30:  7 papers" in printed
    assert " 66 Computation and Language" in printed
    assert str(tmp_path / "new" / "folder") in printed
    for name in ("papers.json", "papers.md"):
        assert wp.read(tmp_path / "new" / "folder" / name) == wp.sample()


def test_quickstart_reads_a_file(tmp_path: Path) -> None:
    wp.sample()[:3].write(tmp_path / "three.md")
    printed = quickstart(tmp_path / "three.md", "--to", tmp_path)
    assert "3 papers in 1 week(s)" in printed
    assert wp.read(tmp_path / "papers.json") == wp.sample()[:3]
