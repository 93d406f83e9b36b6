"""Functions for other processes, which import them by the name of their module.

Where processes are not forked, they can't import a test file: pytest gives it another name.
"""

from __future__ import annotations

import os
from pathlib import Path

from weeklypapers import SourceError
from weeklypapers.files import FoundSource


def name_and_process(found: FoundSource) -> tuple[str, int]:
    path = found.source
    return (path.stem if isinstance(path, Path) else "", os.getpid())


def failing(found: FoundSource) -> str:
    name, _ = name_and_process(found)
    if name in ("4", "8"):
        raise SourceError(f"no {name}")
    return name


def ending(_: FoundSource) -> None:
    os._exit(1)
