"""Accepted problems of old lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import weeklypapers as wp
from support.cli import HEAD, row, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("list.md", HEAD + row(1) + row(2, link="") + row(3, link=""))
    return tmp_path


def test_accepted_problems_are_not_reported() -> None:
    problems = wp.check("list.md")
    assert len(problems) == 2
    wp.Baseline(problems).write("accepted.json")
    assert wp.check("list.md", baseline="accepted.json") == ()
    assert wp.check("list.md", baseline=wp.Baseline(problems)) == ()
    assert wp.Baseline("accepted.json") == wp.Baseline(problems)
    assert repr(wp.Baseline(problems)) == "<Baseline: 2 accepted problems>"


def test_lines_may_move_and_blanks_may_change() -> None:
    baseline = wp.Baseline(wp.check("list.md"))
    moved = row(2, link="").replace("Paper 2", "Paper 2   ")
    write("list.md", f"Introduction.\n\n{HEAD}{row(4)}{row(3, link='')}{row(1)}{moved}")
    assert wp.check("list.md", baseline=baseline) == ()


def test_new_problems_are_reported() -> None:
    baseline = wp.Baseline(wp.check("list.md"))
    write("list.md", HEAD + row(2, link="") + row(4, link="") + row(2, link=""))
    problems = wp.check("list.md", baseline=baseline)
    assert [problem.line for problem in problems if problem.code == "no-link"] == [4, 5]


def test_other_files_are_not_accepted() -> None:
    baseline = wp.Baseline(wp.check("list.md"))
    Path("list.md").rename("other.md")
    assert len(wp.check("other.md", baseline=baseline)) == 2


def test_paths_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ci").mkdir()
    wp.Baseline(wp.check(folder / "list.md")).write("ci/accepted.json")
    assert list(json.loads(Path("ci/accepted.json").read_text("utf-8"))["files"]) == ["../list.md"]
    monkeypatch.chdir(folder / "ci")
    assert wp.check("../list.md", baseline="accepted.json") == ()


def test_the_format() -> None:
    wp.Baseline([*wp.check("list.md"), *wp.check("list.md")[:1]]).write("accepted.json")
    assert json.loads(Path("accepted.json").read_text("utf-8")) == {
        "schema_version": 1,
        "files": {
            "list.md": [
                {"code": "no-link", "text": row(2, link="").strip().replace("  ", " "), "count": 2},
                {"code": "no-link", "text": row(3, link="").strip().replace("  ", " "), "count": 1},
            ]
        },
    }


def test_text_without_a_file() -> None:
    problem = wp.Problem(code="no-link", message="", text="caf\udce9")
    wp.Baseline([problem]).write("accepted.json")
    assert wp.Baseline("accepted.json").new([problem, problem]) == (problem,)


def test_outdated_and_replaced_entries() -> None:
    write("other.md", HEAD + row(1, link=""))
    problems, others = wp.check("list.md"), wp.check("other.md")
    baseline = wp.Baseline([*problems, *others])
    assert len(baseline) == 3
    assert baseline.outdated(problems[:1], ["list.md"]) == 1
    assert baseline.outdated([], ["list.md"]) == 2
    assert baseline.replaced(problems[:1], ["list.md"]) == wp.Baseline([problems[0], *others])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "expected a baseline in JSON"),
        ("[]", "not a baseline that can be read: expected 1, got None @ $.schema_version"),
        ('{"schema_version": true}', "expected 1, got True @ $.schema_version"),
        ('{"schema_version": 2}', "written by a newer weeklypapers: its schema_version is 2"),
        ('{"schema_version": 1}', "files must be an object, got None"),
        ('{"schema_version": 1, "files": {"a": [1]}}', "files['a'][0]: expected an object, got 1"),
        ('{"schema_version": 1, "files": {"a": [{}]}}', "files['a'][0]: expected code and text"),
        (
            '{"schema_version": 1, "files": {"a": [{"code": "x", "text": "", "count": 0}]}}',
            "files['a'][0]: count must be a positive number, got 0",
        ),
    ],
)
def test_files_that_are_no_baseline(text: str, message: str) -> None:
    write("accepted.json", text)
    with pytest.raises(wp.InvalidValueError) as error:
        wp.Baseline("accepted.json")
    assert str(error.value).startswith("accepted.json: ")
    assert message in str(error.value)


def test_equality_and_hash() -> None:
    problems = wp.check("list.md")
    assert hash(wp.Baseline(problems)) == hash(wp.Baseline(problems[::-1]))
    assert wp.Baseline(problems) != wp.Baseline()
    assert wp.Baseline() != ()
