"""Reports in JSON."""

from __future__ import annotations

import json

import weeklypapers as wp
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
