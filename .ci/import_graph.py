"""Print the import graph of the package: floors, upward imports and cycles.

Imports inside functions and under ``TYPE_CHECKING`` count as well. The allowed rows are those of
the layer contract in pyproject.toml. The exit status is 1 if an import points up or if modules
import each other in a cycle.

    python .ci/import_graph.py [--modules]
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = "weeklypapers"
Graph = dict[str, set[str]]


def main() -> int:
    """Print the graph and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--modules", action="store_true", help="print the imports of each module")
    show_modules = parser.parse_args().modules
    modules = read_modules(ROOT / "src" / PACKAGE)
    packages: Graph = {}
    for module, imported in modules.items():
        packages.setdefault(package_of(module), set()).update(map(package_of, imported))
    for package, imported in packages.items():
        imported.discard(package)
    rows = read_rows()
    upward = [
        f"{module} -> {other}"
        for module, imported in sorted(modules.items())
        for other in sorted(imported)
        if points_up(package_of(module), package_of(other), rows)
    ]
    cycle = find_cycle(modules)
    for floor, names in enumerate(floors(packages) if not find_cycle(packages) else []):
        print(f"floor {floor + 1}: {' '.join(names)}")
    for module, imported in sorted((modules if show_modules else packages).items()):
        print(f"{module}: {' '.join(sorted(imported)) or '-'}")
    arrows = sum(map(len, packages.values()))
    print(f"{len(modules)} modules, {len(packages)} packages, {arrows} arrows between packages")
    print(f"{len(upward)} upward imports", *upward, sep="\n  ")
    print(f"{int(bool(cycle))} cycles", *([" -> ".join(cycle)] if cycle else []), sep="\n  ")
    return 1 if upward or cycle else 0


def read_modules(folder: Path) -> Graph:
    """Map each module to the modules of the package that it imports."""
    paths = {name_of(path, folder): path for path in folder.rglob("*.py")}
    return {name: imports_of(path, set(paths)) - {name} for name, path in paths.items()}


def name_of(path: Path, folder: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, known: set[str]) -> set[str]:
    """Return the modules of the package that a file imports anywhere in its code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                names.add(name if name in known else node.module)
    return names & known


def package_of(module: str) -> str:
    """Return the package, or the top-level module, to which a module belongs."""
    return ".".join(module.split(".")[:2])


def read_rows() -> dict[str, int]:
    """Return the row of each package in the layer contract, counted from the top."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        f"{PACKAGE}.{name.strip()}": row
        for row, names in enumerate(layers)
        for name in names.split("|")
    }


def points_up(package: str, other: str, rows: dict[str, int]) -> bool:
    """Return whether an import leads to the same row or to a higher one."""
    if package == other or package not in rows or other not in rows:
        return False
    return rows[other] <= rows[package]


def floors(graph: Graph) -> list[list[str]]:
    """Return the packages by floor, the lowest first: each is above all that it imports."""
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    levels: list[list[str]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        levels.append(ready)
        sorter.done(*ready)
    return levels


def find_cycle(graph: Graph) -> list[str]:
    """Return the modules of a cycle, or an empty list."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(module) for module in error.args[1]]
    return []


if __name__ == "__main__":
    sys.exit(main())
