"""A short list without problems, for tests of where lists come from."""

from __future__ import annotations

from datetime import date

from weeklypapers import Paper, Papers

__all__ = ["GOOD", "HEAD", "LISTED"]

HEAD = "| Week | title |\n|---|---|\n"
GOOD = HEAD + "| 2024-06-30 | Ä |\n| 2024-06-23 | B |\n"
LISTED = Papers(
    [Paper(title="Ä", week=date(2024, 6, 30)), Paper(title="B", week=date(2024, 6, 23))]
)
