"""The packages in ``downstream/`` import public names only; ``.ci/downstream`` runs their tests."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import weeklypapers as wp

DOWNSTREAM = Path(__file__).parents[1] / "downstream"
FILES = sorted(DOWNSTREAM.rglob("*.py"))
PUBLIC = {"", ".dask", ".markdown", ".testing", ".testing.pytest", ".typing"}


def imports_of(path: Path) -> set[tuple[str, str]]:
    """Return the modules and names that a file imports from this package."""
    pairs: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            pairs |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            pairs |= {(node.module, alias.name) for alias in node.names}
    return {(module, name) for module, name in pairs if module.partition(".")[0] == wp.__name__}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_public_names_are_imported(path: Path) -> None:
    for module, name in imports_of(path):
        assert module.removeprefix("weeklypapers") in PUBLIC, module
        assert module != "weeklypapers" or name in {"", *wp.__all__}, name


@pytest.mark.parametrize("name", ["using", "extending"])
def test_types_are_checked_strictly(name: str) -> None:
    project = tomllib.loads((DOWNSTREAM / name / "pyproject.toml").read_text(encoding="utf-8"))
    tools = project["tool"]
    assert tools["mypy"]["strict"]
    assert tools["pyright"]["typeCheckingMode"] == "strict"
    assert tools["mypy"]["files"] == tools["pyright"]["include"] == ["src", "tests"]
    assert list((DOWNSTREAM / name / "src").glob("*/py.typed"))
