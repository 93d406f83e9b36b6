"""The lists of the lab: tables with headers of its own, and entries with links to its own hosts."""

from __future__ import annotations

from typing import Final

from weeklypapers import Dialect

__all__ = ["LAB"]

LAB: Final = Dialect(
    name="lab",
    columns={
        "title": ["what we read"],
        "listed_date": ["read on"],
        "slides": ["deck"],
        "paper": ["where"],
        "comment": ["verdict"],
    },
    required=["title", "paper"],
    templates=["- {date:%Y-%m-%d}: [{title}]({paper}) by {authors} ({slides})"],
)
