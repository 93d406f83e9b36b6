"""The page with the figures of benchmarks/speed.py, which the benchmark writes."""

from __future__ import annotations

import json
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "concepts" / "speed.md"


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "benchmarks" / "speed_rows" / "page.py"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the page and of its figures."""
    for path in (PAGE, PAGE.with_suffix(".json")):
        shutil.copy(path, tmp_path)
    return tmp_path / PAGE.name


def figures_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    figures: dict[str, list[dict[str, Any]]] = json.loads(
        path.with_suffix(".json").read_text("utf-8")
    )
    return figures


def test_the_tables_of_the_page_are_those_of_the_figures(page: dict[str, Any]) -> None:
    text = PAGE.read_text("utf-8")
    assert page["with_tables"](text, figures_of(PAGE)) == text


def test_the_page_shows_each_row_of_each_table(page: dict[str, Any]) -> None:
    figures = figures_of(PAGE)
    assert set(figures) == set(page["TABLES"])
    for name, entries in figures.items():
        lines = page["TABLES"][name](entries).splitlines()
        assert len(lines) == 2 + len(
            {page["_key"](name, entry)[: 1 if name == "growth" else 2] for entry in entries}
        )
        assert set(lines) <= set(PAGE.read_text("utf-8").splitlines())


def test_new_figures_replace_those_of_the_same_row_only(page: dict[str, Any], copy: Path) -> None:
    before = figures_of(copy)["ratios"]
    jobs = list(dict.fromkeys(entry["job"] for entry in before))
    page["save"](copy, "ratios", [before[3] | {"ours": 12.5, "theirs": 5.0, "ratio": 2.5}], jobs)
    after = figures_of(copy)["ratios"]
    assert [one for one, other in zip(before, after, strict=True) if one != other] == [before[3]]
    assert "| 12.5 s | 5.00 s | 2.50 |" in copy.read_text("utf-8")


def test_figures_of_jobs_that_no_longer_exist_are_dropped(page: dict[str, Any], copy: Path) -> None:
    jobs = list(dict.fromkeys(entry["job"] for entry in figures_of(copy)["ratios"]))
    page["save"](copy, "ratios", [], jobs[1:])
    assert jobs[0] not in {entry["job"] for entry in figures_of(copy)["ratios"]}


def test_a_page_without_a_place_for_a_table_is_an_error(page: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"<!-- speed\.py: ratios -->"):
        page["with_tables"]("# Speed\n", {})


def test_pipes_in_cells_are_escaped(page: dict[str, Any]) -> None:
    assert r"line.split('\|')" in page["ratios_table"](figures_of(PAGE)["ratios"])
