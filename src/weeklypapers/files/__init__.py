"""Files and addresses, to text and back."""

from __future__ import annotations

from weeklypapers.files.sources import (
    FoundSource,
    OpenText,
    SourceLike,
    is_hidden,
    is_web_address,
    name_of,
    opened,
    size_of,
    sources_in,
)
from weeklypapers.files.writing import is_text_file, write_bytes, write_text

__all__ = [
    "FoundSource",
    "OpenText",
    "SourceLike",
    "is_hidden",
    "is_text_file",
    "is_web_address",
    "name_of",
    "opened",
    "size_of",
    "sources_in",
    "write_bytes",
    "write_text",
]
