"""The JSON Schemas of the documents that this package writes."""

from __future__ import annotations

from pkgutil import get_data
from typing import Any, Literal, TypeAlias, get_args

from weeklypapers.model._public import public
from weeklypapers.model.errors import check_choice

__all__ = ["SchemaName", "schema"]

SchemaName: TypeAlias = Literal["papers", "snapshot", "command-line"]
"""The documents with a schema."""

_FILES = {"command-line": "command-line-1"}


@public
def schema(name: SchemaName = "papers") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document, as a new dictionary.

    >>> import weeklypapers as wp
    >>> wp.schema()["title"]
    'weeklypapers, schema_version 1'

    Args:
        name: ``"papers"`` for `Papers.to_json`, and for each line of `Papers.to_jsonl`,
            ``"snapshot"`` for `Snapshot.write`, or ``"command-line"`` for the reports that
            ``--format json`` prints.

    Raises:
        InvalidValueError: There is no schema of that name.
    """
    import json

    check_choice("name", name, get_args(SchemaName))
    file = _FILES.get(name, "weeklypapers-1")
    content = get_data("weeklypapers", f"schemas/{file}.schema.json") or b""
    document: dict[str, Any] = json.loads(content)
    if name == "snapshot":
        del document["anyOf"]
        document |= {
            "$id": f"{document['$id']}:snapshot",
            "description": "A JSON document with records of arXiv.",
            "$ref": "#/$defs/snapshot",
        }
    return document
