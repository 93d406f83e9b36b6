"""The JSON Schemas in the package; `test_json` compares them with the documents of papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

import weeklypapers as wp
from weeklypapers.testing import make_papers, make_records
from weeklypapers.typing import SchemaName


@pytest.mark.parametrize("name", ["papers", "snapshot", "command-line"])
def test_schemas_are_valid_and_new_each_time(name: SchemaName) -> None:
    schema = wp.schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    schema.clear()
    assert wp.schema(name)


def test_the_schema_of_snapshots_accepts_only_these(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    wp.Snapshot(make_records(3)).write(path)
    validator = Draft202012Validator(wp.schema("snapshot"))
    document = json.loads(path.read_text(encoding="utf-8"))
    validator.validate(document)
    with pytest.raises(ValidationError):
        validator.validate(json.loads(make_papers(1).to_json()))
    del document["records"][0]["title"]
    with pytest.raises(ValidationError):
        validator.validate(document)


def test_other_names_are_refused() -> None:
    with pytest.raises(wp.InvalidValueError, match=r"name"):
        wp.schema("bibtex")  # type: ignore[arg-type]
