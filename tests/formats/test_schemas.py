"""The JSON Schemas in the package; `test_json` compares them with the documents of papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from jsonschema import Draft202012Validator, ValidationError

import weeklypapers as wp
from support.values import VALUES
from weeklypapers.cattrs_hooks import KINDS, values_converter
from weeklypapers.formats.schemas import schema_name
from weeklypapers.searching.criteria import Criterion, Pattern
from weeklypapers.testing import make_papers, make_records
from weeklypapers.typing import SchemaName


@pytest.mark.parametrize("name", get_args(SchemaName))
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


# -- Values ------------------------------------------------------------------------------------


def definition(kind: type) -> dict[str, Any]:
    """Return the schema of a class."""
    return wp.schema("values") | {"anyOf": [{"$ref": f"#/$defs/{schema_name(kind)}"}]}


@pytest.mark.parametrize("name", [name for name, value in VALUES.items() if type(value) in KINDS])
def test_each_value_follows_the_schema_of_its_class(name: str) -> None:
    value = VALUES[name]
    plain = json.loads(json.dumps(values_converter().unstructure(value)))
    validator = Draft202012Validator(definition(type(value)))
    validator.validate(plain)
    for wrong in (None, 5, {"titel": "A"}, [{"titel": "A"}]):
        with pytest.raises(ValidationError):
            validator.validate(wrong)


@pytest.mark.parametrize("kind", [*KINDS, Criterion, Pattern])
def test_each_class_has_a_definition_with_its_fields(kind: type) -> None:
    definitions = wp.schema("values")["$defs"]
    part = definitions[schema_name(kind)]
    if attrs.has(kind) and part.get("type") == "object":
        part |= definitions["paper_fields"] if kind is wp.Paper else {}
        fields = [field for field in attrs.fields(kind) if field.name != "origin"]
        assert list(part["properties"]) == [field.alias for field in fields]
        required = [field.alias for field in fields if field.default is attrs.NOTHING]
        assert part["required"] == required


def test_other_names_are_refused() -> None:
    with pytest.raises(wp.InvalidValueError, match=r"name"):
        wp.schema("bibtex")  # type: ignore[arg-type]
