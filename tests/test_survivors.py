"""The explanations of mutants that no test notices: each names a line that still exists."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import weeklypapers

PACKAGE = Path(weeklypapers.__file__).parent
SCRIPT: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / ".ci" / "survivors.py"))
EXPLAINED = SCRIPT["read_explanations"](SCRIPT["EXPLAINED"])


def functions() -> dict[str, str]:
    """Return the code of each function of the package on one line, without indentation."""
    found: dict[str, str] = {}
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        lines = list(map(str.strip, source.splitlines()))
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        pending: list[tuple[str, ast.AST]] = [(name.removesuffix(".__init__"), ast.parse(source))]
        while pending:
            owner, parent = pending.pop()
            for node in ast.iter_child_nodes(parent):
                if isinstance(node, ast.ClassDef):
                    pending.append((f"{owner}.{node.name}", node))
                elif isinstance(node, ast.FunctionDef):
                    code = " ".join(lines[node.lineno - 1 : node.end_lineno])
                    found[f"{owner}.{node.name}"] = code
    return found


def has(code: str, words: list[str]) -> bool:
    """Return whether code has some words in their order, since not all lines may have changed."""
    rest = iter(code.split())
    return all(word in rest for word in words)


def test_each_explanation_names_code_of_its_function() -> None:
    code = functions()
    assert EXPLAINED
    for change in EXPLAINED:
        assert has(code.get(change.function, ""), change.before.split()), change


def test_each_explanation_has_a_kind_and_a_sentence() -> None:
    for change, (kind, reason) in EXPLAINED.items():
        assert kind in SCRIPT["KINDS"], change
        assert reason[0].isupper() or reason[0] == "`", change
        assert reason.endswith("."), change
