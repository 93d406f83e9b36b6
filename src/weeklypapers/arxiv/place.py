"""Where the cache is if nobody says. The only module that imports platformdirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["default_path"]


def default_path() -> Path:
    """The file in the user's cache folder, such as ``~/.cache/weeklypapers/arxiv.sqlite``."""
    return platformdirs.user_cache_path("weeklypapers", appauthor=False) / "arxiv.sqlite"
