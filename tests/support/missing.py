"""Optional dependencies that seem not to be installed."""

from __future__ import annotations

import sys

import pytest

__all__ = ["remove"]

# The modules that import an optional dependency when they are imported.
_IMPORTERS = [
    *("dask", "stores"),
    *("formats.arrow", "formats.pandas", "formats.polars"),
    *("plotting.altair", "plotting.drawing"),
]


def remove(monkeypatch: pytest.MonkeyPatch, dependency: str) -> None:
    """Let a test run as if a dependency were not installed."""
    for module in _IMPORTERS:
        package, _, name = f"weeklypapers.{module}".rpartition(".")
        monkeypatch.delitem(sys.modules, f"{package}.{name}", raising=False)
        if package in sys.modules:  # hasattr() would import the module
            monkeypatch.delitem(vars(sys.modules[package]), name, raising=False)
    monkeypatch.setitem(sys.modules, dependency, None)
