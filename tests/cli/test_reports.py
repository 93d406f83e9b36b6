"""Reports in JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import weeklypapers as wp
from support.cli import HEAD, SNAPSHOT, row, write, write_snapshot
from weeklypapers.cli import main
from weeklypapers.cli.reports import paper_values, report


def test_a_report_has_a_version_and_problems() -> None:
    problem = wp.Problem(code="no-link", message="no link", line=3)
    values = json.loads(report([problem], papers=2))
    assert list(values) == ["schema_version", "papers", "problems"]
    assert values["schema_version"] == 1
    assert values["problems"][0]["code"] == "no-link"
    assert "problems" not in json.loads(report())


def test_papers_are_those_of_to_json() -> None:
    papers = wp.sample()[:3]
    assert paper_values(papers) == json.loads(papers.to_json())["papers"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ("check list.md", "problems"),
        ("check --explain list.md", "explained"),
        ("check --statistics list.md", "statistics"),
        (f"add list.md 2406.00003 --source {SNAPSHOT} --week 2024-06-30", "add"),
        ("convert list.md list.bib", "convert"),
        ("diff list.md other.md", "diff"),
        ("new list.md --since 2024-06-24", "document"),
    ],
)
def test_reports_follow_their_schema(
    capsys: pytest.CaptureFixture[str], arguments: str, kind: str
) -> None:
    write("list.md", HEAD + row(1) + row(2, link="") + row(4, week="June"))
    write("other.md", HEAD + row(1, title="Renamed") + row(5))
    write_snapshot(3)
    assert main([*arguments.split(), "--format", "json"]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    papers, reports = wp.schema(), wp.schema("command-line")
    Draft202012Validator.check_schema(reports)
    resources = [Resource.from_contents(each) for each in (papers, reports)]
    registry: Registry[Any] = resources @ Registry()
    base = papers["$id"] if kind == "document" else reports["$id"]
    validator = Draft202012Validator({"$ref": f"{base}#/$defs/{kind}"}, registry=registry)
    validator.validate(report)
    assert report
