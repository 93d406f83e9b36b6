"""The number of examples that Hypothesis tries."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["examples"]


def examples(count: int) -> int:
    """Return the share of a count that this run is to try: all of it with the slow tests."""
    return count * settings().max_examples // 100
