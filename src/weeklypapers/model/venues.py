"""Names of conferences and journals, as references, venues and links use them."""

from __future__ import annotations

from weeklypapers.model._venues import (
    AMBIGUOUS,
    CONFERENCES,
    JOURNAL_NAMES,
    JOURNALS,
    PREPRINT_SERVERS,
    REMARKS,
    SUBJECTS,
)

__all__ = [
    "AMBIGUOUS",
    "CONFERENCES",
    "JOURNALS",
    "JOURNAL_NAMES",
    "PREPRINT_SERVERS",
    "REMARKS",
    "SUBJECTS",
]
