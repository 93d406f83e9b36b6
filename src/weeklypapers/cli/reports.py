"""Reports in JSON: papers and problems in an object with a version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from weeklypapers.checking.reports import json_object, json_values
from weeklypapers.formats.json import dumps
from weeklypapers.model.paper import Paper
from weeklypapers.model.problems import Problem

__all__ = ["SCHEMA_VERSION", "paper_values", "report"]

SCHEMA_VERSION = 1


def report(problems: Iterable[Problem] | None = None, **members: object) -> str:
    """Return a report as JSON.

    Args:
        problems: The problems of the list; None for a report without them.
        members: The other members.
    """
    last = {} if problems is None else {"problems": json_values(problems)}
    return json_object(schema_version=SCHEMA_VERSION, **members, **last)


def paper_values(papers: Iterable[Paper]) -> list[Any]:
    """Return papers as values for JSON, as `weeklypapers.Papers.to_json` writes them."""
    values: list[Any] = json.loads(dumps(papers))["papers"]
    return values
