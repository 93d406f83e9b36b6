"""Files and addresses, to text and back."""

from __future__ import annotations

from weeklypapers.files.sources import (
    OpenText,
    SourceLike,
    is_hidden,
    is_web_address,
    opened,
    sources_in,
)
from weeklypapers.files.writing import write_bytes, write_text

__all__ = [
    "OpenText",
    "SourceLike",
    "is_hidden",
    "is_web_address",
    "opened",
    "sources_in",
    "write_bytes",
    "write_text",
]
