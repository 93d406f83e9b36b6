"""The number of examples that Hypothesis tries."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["examples"]


def examples(count: int) -> int:
    """Return how many of `count` examples this run tries: all of them in a run with slow tests."""
    return count * settings().max_examples // 100
