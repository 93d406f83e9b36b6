from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import weeklypapers

REPORT = """
import json, sys
before = set(sys.modules)
{}
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(json.dumps(sorted(loaded - sys.stdlib_module_names)))
"""


def loaded_by(statements: str) -> set[str]:
    """Return the packages that statements load in a new process, besides the standard library."""
    command = [sys.executable, "-c", REPORT.format(statements)]
    result = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    return set(json.loads(result.stdout))


def test_the_import_loads_only_the_package_itself() -> None:
    statements = "import weeklypapers; weeklypapers.__dir__()"
    assert loaded_by(statements) == {"weeklypapers"}
    script = "import sys, weeklypapers; print(*(m for m in sys.modules if 'weeklypapers' in m))"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    assert result.stdout.split() == ["weeklypapers"]


def test_each_name_is_imported_from_its_module_for_checkers_and_at_run_time() -> None:
    tree = ast.parse(Path(weeklypapers.__file__).read_text(encoding="utf-8"))
    declared = {
        alias.name: (node.module or "").removeprefix("weeklypapers.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "importlib"
        for alias in node.names
    }
    assert declared == weeklypapers._MODULES
    assert sorted(declared) == sorted(weeklypapers.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Papper'"):
        weeklypapers.Papper  # type: ignore[attr-defined]  # noqa: B018


def test_markdown_and_queries_need_only_attrs() -> None:
    statements = """
from weeklypapers import sample
papers = sample()
papers.filter(category="cs.CL").sort_by("title").to_markdown()
papers.search("context"), papers.related(papers[0]), papers.relisted()
papers.count_by("category"), papers.merge(), papers.diff(papers)
"""
    assert loaded_by(statements) == {"weeklypapers", "attr", "attrs"}


def test_the_sample_loads_no_module_of_bullets() -> None:
    script = "import sys, weeklypapers; weeklypapers.sample(); print(*sys.modules)"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    modules = [name for name in result.stdout.split() if name.startswith("weeklypapers.dialects.")]
    assert "weeklypapers.dialects.document" in modules
    assert not [name for name in modules if "bullet" in name or name.endswith("years")]


def test_json_loads_cattrs() -> None:
    assert "cattrs" in loaded_by("import weeklypapers; weeklypapers.sample().to_json()")


def test_the_import_is_silent() -> None:
    command = [sys.executable, "-W", "error", "-c", "import weeklypapers"]
    result = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_dir_is_all() -> None:
    assert dir(weeklypapers) == sorted(weeklypapers.__all__)
    assert len(set(weeklypapers.__all__)) == len(weeklypapers.__all__)


@pytest.mark.parametrize("name", weeklypapers.__all__)
def test_every_name_exists(name: str) -> None:
    assert hasattr(weeklypapers, name)


def test_a_star_import_has_all_names() -> None:
    names: dict[str, object] = {}

    exec("from weeklypapers import *", names)  # noqa: S102

    assert set(weeklypapers.__all__) <= set(names)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in weeklypapers.__all__
        if name not in ("CATEGORIES", "PROBLEMS", "__version__")
    ],
)
def test_every_name_is_described(name: str) -> None:
    assert (getattr(weeklypapers, name).__doc__ or "").strip()


def importers() -> dict[str, set[str]]:
    """Map each other package to the modules that import it anywhere in their code."""
    importing: dict[str, set[str]] = {}
    root = Path(weeklypapers.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for package in {name.partition(".")[0] for name in names}:
                importing.setdefault(package, set()).add(path.relative_to(root).as_posix())
    return {
        package: modules
        for package, modules in importing.items()
        if package not in sys.stdlib_module_names | {"weeklypapers", "attrs"}
    }


def test_each_dependency_is_imported_by_one_module() -> None:
    """One file shows which features a missing dependency breaks; cattrs alone has two."""
    assert importers() == {
        "cattrs": {"cattrs_hooks.py", "formats/_strict.py"},
        "arxiv": {"arxiv/request.py"},
        "requests": {"arxiv/request.py"},
        "urllib3": {"arxiv/request.py"},
        "requests_cache": {"arxiv/cache.py"},
        "filelock": {"arxiv/throttle.py"},
        "platformdirs": {"arxiv/cache.py"},
        "tqdm": {"arxiv/progress.py"},
        "dask": {"dask.py"},
        "fsspec": {"stores.py"},
        "pandas": {"formats/pandas.py"},
        "polars": {"formats/polars.py"},
        "pyarrow": {"formats/arrow.py"},
        "pydantic": {"pydantic_hooks.py"},
        "pydantic_core": {"pydantic_hooks.py"},
        "altair": {"plotting/altair.py"},
        "pytest": {"testing/pytest.py"},
        "hypothesis": {"testing/hypothesis.py"},
    }
