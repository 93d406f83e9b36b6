"""Annotations: type checkers read those in ``tests/typing``, and all resolve at run time."""

from __future__ import annotations

import inspect
import re
import typing
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from weeklypapers import typing as types

ROOT = Path(__file__).parents[1]

api = pytest.importorskip("mypy.api")


@pytest.mark.slow
def test_mypy_sees_the_types(tmp_path: Path) -> None:
    options = [
        "--strict",
        "--cache-dir",
        str(tmp_path),
        "--config-file",
        str(ROOT / "pyproject.toml"),
    ]

    report, errors, _ = api.run([*options, str(ROOT / "tests" / "typing")])

    assert (report.splitlines()[-1:], errors) == (["Success: no issues found in 1 source file"], "")


def name_of(value: Any) -> str:
    return str(getattr(value, "__qualname__", value))


PUBLIC = [getattr(wp, name) for name in wp.__all__ if callable(getattr(wp, name))]
METHODS = [
    getattr(cls, name)
    for cls in PUBLIC
    if isinstance(cls, type)
    for name, member in vars(cls).items()
    if not name.startswith("_") and callable(getattr(cls, name))
]
GETTERS = [
    member.fget
    for cls in PUBLIC
    if isinstance(cls, type)
    for member in vars(cls).values()
    if isinstance(member, property)
]


@pytest.mark.parametrize("function", [*PUBLIC, *METHODS, *GETTERS], ids=name_of)
def test_annotations_resolve_at_run_time(function: Any) -> None:
    hints = typing.get_type_hints(function)
    assert not any(isinstance(hint, str) for hint in hints.values())
    if not (isinstance(function, type) and issubclass(function, (Exception, tuple))):
        inspect.signature(function, eval_str=True)


@pytest.mark.parametrize("exported", PUBLIC, ids=name_of)
def test_a_public_name_belongs_to_the_package(exported: Any) -> None:
    assert exported.__module__ == "weeklypapers"


def names_in(function: Any) -> set[str]:
    """Return the last part of each name in the annotations of a class or function."""
    annotations = " ".join(map(str, getattr(function, "__annotations__", {}).values()))
    return {name.rpartition(".")[2] for name in re.findall(r"[A-Za-z_][\w.]*", annotations)}


def own_types() -> set[str]:
    """Return the names of types and aliases that modules of the package define."""
    root = Path(wp.__file__).parent
    definitions = re.compile(
        r"^(?:class (\w+)|([A-Z]\w+)(?:: TypeAlias)? = (?:Literal|Callable|date|str|tuple)\b)",
        re.MULTILINE,
    )
    return {
        first or second
        for path in root.rglob("*.py")
        for first, second in definitions.findall(path.read_text(encoding="utf-8"))
    }


def test_types_of_signatures_are_exported() -> None:
    # Private attributes, and pyarrow.Table.
    hidden = {"Index", "ListedValues", "Listings", "PapersById", "Table"}
    initializers = [vars(cls).get("__init__") for cls in PUBLIC if isinstance(cls, type)]
    used = set().union(*map(names_in, [*PUBLIC, *METHODS, *GETTERS, *initializers]))
    needed = used & own_types() - hidden - set(wp.__all__)
    assert needed <= set(types.__all__), needed - set(types.__all__)
    assert all(hasattr(types, name) for name in types.__all__)
