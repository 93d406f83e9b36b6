"""Packages with formats, as pip would install them, and files that are no usual files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

__all__ = ["AsyncFile", "install"]


class AsyncFile:
    """A file like those of the package aiofiles."""

    async def read(self, size: int = -1) -> bytes:
        """Return nothing."""
        return b""[:size]

    async def write(self, content: str) -> int:
        """Write nothing."""
        return len(content)


def install(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    code: str,
    entry_points: Mapping[str, Mapping[str, str]],
) -> None:
    """Install a package of one module, whose entry points are given by group and name."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
    lines = (
        line
        for group, points in entry_points.items()
        for line in (f"[{group}]", *(f"{point} = {value}" for point, value in points.items()))
    )
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(str(folder))
