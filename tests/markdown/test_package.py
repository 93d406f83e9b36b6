"""The package as a whole: its public names, and the imports of its modules."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import get_type_hints

import pytest

from weeklypapers import markdown

FOLDER = Path(markdown.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", markdown.__all__)
def test_annotations_are_resolved_at_run_time(name: str) -> None:
    value = getattr(markdown, name)
    if isinstance(value, (type, FunctionType)):
        assert get_type_hints(value)
    for name_of_method, method in vars(value).items() if isinstance(value, type) else ():
        if not name_of_method.startswith("_") and isinstance(method, (property, FunctionType)):
            assert get_type_hints(method.fget if isinstance(method, property) else method)


def imports(module: str) -> set[str]:
    """Return the modules of this project that a module imports anywhere in its code."""
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    names = {
        node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weeklypapers")
    }
    return names | {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.startswith("weeklypapers")
    }


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_from_the_rest_of_the_project(module: str) -> None:
    others = {f"weeklypapers.markdown.{other}" for other in MODULES} - {
        f"weeklypapers.markdown.{module}"
    }
    assert imports(module) <= others


def test_imports_make_no_cycle() -> None:
    below = {module: {name.rpartition(".")[2] for name in imports(module)} for module in MODULES}
    while below:
        lowest = {module for module, names in below.items() if not names & below.keys()}
        assert lowest, f"a cycle among {sorted(below)}"
        below = {module: names for module, names in below.items() if module not in lowest}


def test_the_sample_loads_no_more_than_it_needs() -> None:
    command = "import sys, weeklypapers; weeklypapers.sample(); print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603
        [sys.executable, "-c", command], capture_output=True, check=True, text=True
    ).stdout.split()
    rare = {"html_tables", "inline_html", "inline_markup", "inline_state", "autolinks"}
    assert not {f"weeklypapers.markdown.{module}" for module in rare} & set(loaded)
    assert "html.parser" not in loaded
