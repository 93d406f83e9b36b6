"""The notebooks run, and are stored without outputs."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp

with warnings.catch_warnings():  # Jupyter's own deprecations
    warnings.simplefilter("ignore")
    import nbformat
    from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[1] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def load(path: Path) -> Any:
    return nbformat.reads(path.read_text("utf-8"), as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]


def name_of(path: Path) -> str:
    return path.name


@pytest.fixture
def jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hide the user's settings and kernels from Jupyter; return the folder in which notebooks run.

    It contains the lists that they read, as ``examples/`` does.
    """
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("PYTHONPATH", str(Path(wp.__file__).parents[1]))
    monkeypatch.delenv("JUPYTER_PATH", raising=False)
    return Path(shutil.copytree(EXAMPLES / "lists", tmp_path / "work" / "lists")).parent


def test_notebooks_are_found() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["first_look", "reading_list", "trends"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebook_is_valid_and_has_no_outputs(path: Path) -> None:
    notebook = load(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [], cell.id
            assert cell.execution_count is None, cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_cells_of_a_notebook_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run the cells without a kernel, which displays nothing; see `test_notebook_runs`."""
    shutil.copytree(EXAMPLES / "lists", tmp_path / "lists")
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": "__main__"}
    for cell in load(path).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, f"{path.name} {cell.id}", "exec"), namespace)  # noqa: S102


# The kernel is a separate process, reached at 127.0.0.1. Warnings in this process are Jupyter's;
# those of the package appear in the outputs.
# The kernel is another process, reached over 127.0.0.1. Only warnings of Jupyter are ignored here:
# those of the package are raised in the kernel and appear in the outputs.
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_notebook_runs(path: Path, jupyter: Path) -> None:
    client = NotebookClient(load(path), timeout=120, resources={"metadata": {"path": jupyter}})
    client.execute()
    for cell in client.nb.cells:
        if cell.cell_type == "code":
            assert cell.execution_count is not None, cell.id
            assert all(output.get("name") != "stderr" for output in cell.outputs), cell.id
