"""The JSON Schemas of the documents that this package writes."""

from __future__ import annotations

import re
from pkgutil import get_data
from typing import Any, Literal, TypeAlias, get_args

from weeklypapers.model._public import public
from weeklypapers.model.errors import check_choice

__all__ = ["SchemaName", "schema", "schema_name"]

SchemaName: TypeAlias = Literal["papers", "snapshot", "values", "command-line"]
"""The documents with a schema."""

_DOCUMENTS = ("document", "line", "snapshot")


@public
def schema(name: SchemaName = "papers") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document, as a new dictionary.

    >>> import weeklypapers as wp
    >>> wp.schema()["title"]
    'weeklypapers, schema_version 1'

    Args:
        name: ``"papers"`` for `Papers.to_json`, and for each line of `Papers.to_jsonl`,
            ``"snapshot"`` for `Snapshot.write`, ``"values"`` for the values that `register_hooks`
            and pydantic read and write, with a definition for each class, or ``"command-line"``
            for the reports that ``--format json`` prints.

    Raises:
        InvalidValueError: There is no schema of that name.
    """
    check_choice("name", name, get_args(SchemaName))
    if name == "command-line":
        return _load("command-line-1")
    papers = _load("weeklypapers-1")
    if name == "snapshot":
        del papers["anyOf"]
        return papers | {
            "$id": f"{papers['$id']}:snapshot",
            "description": "A JSON document with records of arXiv.",
            "$ref": "#/$defs/snapshot",
        }
    if name == "values":
        parts = {key: part for key, part in papers["$defs"].items() if key not in _DOCUMENTS}
        values = _load("values-1")
        return values | {"$defs": parts | values["$defs"]}
    return papers


def _load(file: str) -> dict[str, Any]:
    import json

    content = get_data("weeklypapers", f"schemas/{file}.schema.json") or b""
    document: dict[str, Any] = json.loads(content)
    return document


def schema_name(kind: type) -> str:
    """Return the name of the definition of a class in the schema of values."""
    if kind.__name__ == "ArxivRecord":
        return "record"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
