"""The review of a list before it is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_group import review
from reading_group.review import accept, fixed, positions
from weeklypapers.testing import make_papers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a list with one paper twice."""
    path = tmp_path / "list.md"
    (make_papers(2) + make_papers(1)).write(path)
    return path


def test_problems_have_hints(path: Path) -> None:
    result = review(path)
    assert result.counts == {"duplicate": 1}
    assert [problem.line for problem in result.blocking] == [5]
    assert result.hints["duplicate"].endswith(".")


def test_accepted_problems_are_not_reported_again(path: Path, tmp_path: Path) -> None:
    accept(path, tmp_path / "accepted.json")
    assert not review(path, baseline=tmp_path / "accepted.json").problems
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert review(path, baseline=tmp_path / "accepted.json").problems


def test_safe_fixes(path: Path) -> None:
    text = "# Halls\n\n- [Halls and Rooms](https://arxiv.org/abs/2406.00001)\n"
    path.write_text(text.replace("https://", ""), encoding="utf-8")
    assert fixed(path) == (text, 1)


def test_rows_that_can_not_be_read_have_positions(path: Path) -> None:
    assert positions(path) == []
    with path.open("a", encoding="utf-8") as file:
        file.write("\n| soon | Halls | Computation and Language |  |  |\n")
    assert positions(path) == [f"{path}:6:3: bad-week"]
