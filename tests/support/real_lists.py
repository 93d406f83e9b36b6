"""Lists of other projects, which are not in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["DATA", "DOCUMENTS", "LISTS", "needs_data", "path_of"]

DATA = Path(__file__).parents[3] / "shared" / "data"
DOCUMENTS = sorted(DATA.rglob("*.md"))
LISTS = [path for path in DOCUMENTS if path.name != "README.md"]

needs_data = pytest.mark.skipif(not LISTS, reason="needs the real lists")


def path_of(name: str) -> Path:
    """Return the path of a list; without it, skip the test."""
    path = DATA / name
    if not path.exists():
        pytest.skip("needs the real lists")
    return path
