"""The promises of ``docs/concepts/compatibility.md`` that no other test holds."""

from __future__ import annotations

import ast
import io
import json
import re
import tomllib
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import weeklypapers as wp
from support.api_formats import command_line
from support.cli import HEAD, SNAPSHOT, row, write, write_snapshot
from weeklypapers.checking import baselines
from weeklypapers.cli import main
from weeklypapers.formats import _arrow_problems, _json_documents

TESTS = Path(__file__).parent
ROOT = TESTS.parent
PAGE = (ROOT / "docs" / "concepts" / "compatibility.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = wp.Papers([wp.Paper(title="A")])


# -- The page --------------------------------------------------------------------------------------


def test_each_promise_names_tests_that_exist() -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 20
    assert [name for name in named if name[1] not in functions_in(TESTS / name[0])] == []
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:-1]  # the last promises nothing
    assert [
        text.partition("\n")[0] for text in sections if "\n| promise | test |" not in text
    ] == []


def functions_in(path: Path) -> set[str]:
    """Return the names of the functions and methods in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


# -- The command line ------------------------------------------------------------------------------

STATUSES = [
    (0, "check list.md"),
    (1, "check problems.md"),
    (2, "check none.md"),
    (0, f"add list.md 2406.00003 --source {SNAPSHOT}"),
    (1, f"add list.md 2406.00003 --source {SNAPSHOT} --diff"),
    (2, f"add list.md 2406.00004 --source {SNAPSHOT}"),
    (0, "convert list.md a.json"),
    (1, "convert problems.md a.json"),
    (2, "convert none.md a.json"),
    (0, "diff list.md list.md"),
    (1, "diff list.md problems.md"),
    (2, "diff list.md none.md"),
    (0, "new list.md --since 2024-06-01"),
    (1, "new list.md --since 2025-01-01"),
    (2, "new none.md --since 2024-06-01"),
]


@pytest.mark.parametrize(("status", "arguments"), STATUSES)
def test_exit_statuses(
    status: int, arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("list.md", HEAD + row(1) + row(2))
    write("problems.md", HEAD + row(1) + row(2, week="June"))
    write_snapshot(1, 2, 3)
    assert main(arguments.split()) == status


@pytest.mark.parametrize("command", ["check", "add", "convert", "diff", "new"])
def test_wrong_arguments_have_the_status_of_failures(command: str) -> None:
    with pytest.raises(SystemExit) as error:
        main([command, "--no-such-option"])
    assert error.value.code == 2


def test_each_documented_status_is_tested() -> None:
    documented = {
        (int(fact.removeprefix("exit status ")), name.split()[1])
        for name, facts in command_line().items()
        for fact in facts
        if fact.startswith("exit status ")
    }
    assert {(status, arguments.split()[0]) for status, arguments in STATUSES} == documented
    assert {status for status, _ in documented} == {0, 1, 2}


# -- The versions of formats -----------------------------------------------------------------------


def with_version(text: str, version: int) -> str:
    changed, count = re.subn(r'(?<="schema_version": )\d+', str(version), text)
    assert count == 1
    return changed


def read_json(version: int) -> object:
    return wp.from_json(with_version(PAPERS.to_json(), version))


def read_line(version: int) -> object:
    return wp.read(Named(with_version(PAPERS.to_jsonl(), version), "list.jsonl"))


def read_snapshot(version: int) -> object:
    return wp.Snapshot(Named(json.dumps({"schema_version": version, "records": []}), "a.json"))


def read_baseline(version: int) -> object:
    return wp.Baseline(Named(json.dumps({"schema_version": version, "files": {}}), "a.json"))


def read_table(version: int) -> object:
    metadata = {b"weeklypapers.schema_version": str(version).encode()}
    return wp.from_arrow(PAPERS.to_arrow().replace_schema_metadata(metadata))


class Named(io.StringIO):
    """An open file with a name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


FORMATS = [
    (read_json, _json_documents, "SCHEMA_VERSION"),
    (read_line, _json_documents, "SCHEMA_VERSION"),
    (read_snapshot, _json_documents, "SCHEMA_VERSION"),
    (read_baseline, baselines, "_VERSION"),
    (read_table, _arrow_problems, "SCHEMA_VERSION"),
]


@pytest.mark.parametrize(("read", "module", "name"), FORMATS)
def test_each_format_reads_older_versions(
    read: Callable[[int], object], module: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest: int = getattr(module, name)
    values = read(newest)
    monkeypatch.setattr(module, name, newest + 2)
    assert read(newest) == read(newest + 1) == read(newest + 2) == values
    with pytest.raises(wp.WeeklyPapersError, match=f"reads 1 to {newest + 2}"):
        read(newest + 3)


@pytest.mark.parametrize(("read", "module", "name"), FORMATS)
def test_each_format_refuses_newer_versions(
    read: Callable[[int], object], module: Any, name: str
) -> None:
    newest: int = getattr(module, name)
    message = f"newer weeklypapers: its schema_version is {newest + 1}, .*Upgrade weeklypapers, or"
    with pytest.raises(wp.WeeklyPapersError, match=message):
        read(newest + 1)
    with pytest.raises(wp.WeeklyPapersError, match=r"expected 1.*, got '?0"):
        read(0)


# -- Python and dependencies -----------------------------------------------------------------------


def test_the_classifiers_begin_with_the_lowest_python() -> None:
    project = PROJECT["project"]
    listed = re.findall(r"Python :: 3\.(\d+)'", str(project["classifiers"]))
    versions = list(map(int, listed))
    assert versions == list(range(versions[0], versions[-1] + 1))
    assert project["requires-python"] == f">=3.{versions[0]}"
    assert f"from 3.{versions[0]}\n" in PAGE


def test_no_dependency_has_an_upper_limit() -> None:
    project = PROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    dependencies = list(chain.from_iterable(groups))
    assert len(dependencies) > 10
    assert [each for each in dependencies if re.search(r"<|==|~=", each.partition(";")[0])] == []
    assert [each.partition(">=")[0] for each in project["dependencies"]] == ["attrs", "cattrs"]
