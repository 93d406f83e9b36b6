"""The parts of the public API that are not names of Python: formats, problems, the command line."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import weeklypapers as wp
from support.api import Block
from weeklypapers.checking import silencing
from weeklypapers.cli import settings as cli_settings
from weeklypapers.cli.app import COMMANDS
from weeklypapers.formats import arrow
from weeklypapers.formats._columns import SCHEMA_VERSION
from weeklypapers.formats.records import FLAT
from weeklypapers.formats.suffixes import FORMATS
from weeklypapers.typing import SchemaName

__all__ = ["columns", "command_line", "problems", "schemas", "settings", "suffixes"]

_ROOT = Path(__file__).parents[2]

_WORDING = ("$comment", "description", "examples", "title")  # members of a schema


def problems() -> dict[str, Block]:
    """Return the severities of each kind of problem."""
    return {code: kind.severities for code, kind in wp.PROBLEMS.items()}


def columns() -> dict[str, Block]:
    """Return the types of the columns of tables, and the columns of flat records."""
    names: dict[str, Block] = {field.name: (str(field.type),) for field in arrow.schema()}
    for name in FLAT:
        names[name] = (*names.get(name, ()), "in flat records")
    return names | {"weeklypapers.schema_version": (str(SCHEMA_VERSION),)}


def suffixes() -> dict[str, Block]:
    """Return each suffix of a file, and whether it is read and written."""
    return {
        suffix: (("read", "written") if form.read else ("written",))
        for suffix, form in FORMATS.items()
    }


# Schemas


def schemas() -> dict[str, Block]:
    """Return the JSON Schemas, without descriptions: each value with its path.

    Definitions that documents share are listed once.
    """
    names: dict[str, Block] = {}
    listed: set[str] = set()
    for name in get_args(SchemaName):
        leaves = tuple(leaf for leaf in _leaves(wp.schema(name), "$") if leaf not in listed)
        names[f'schema("{name}")'] = leaves
        listed.update(leaves)
    return names


def _leaves(value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        has_names = path.endswith(("properties", "$defs"))
        for name, member in value.items():
            if has_names or name not in _WORDING:
                yield from _leaves(member, f"{path}.{name}")
    elif isinstance(value, list) and any(isinstance(member, dict) for member in value):
        for position, member in enumerate(value):
            yield from _leaves(member, f"{path}[{position}]")
    else:
        yield f"{path}: {json.dumps(value)}"


# Settings


def settings() -> dict[str, Block]:
    """Return the settings of projects, comments in lists, hooks and the inputs of the workflow."""
    hooks = (_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    workflow = (_ROOT / ".github" / "workflows" / "list.yml").read_text(encoding="utf-8")
    names: dict[str, Block] = {f"[tool.weeklypapers] {key}": () for key in cli_settings._KEYS}
    names |= {f"<!-- weeklypapers: {command} -->": () for command in silencing._COMMANDS}
    names |= {f"hook {name}": () for name in re.findall(r"^- id: (.+)$", hooks, re.MULTILINE)}
    for name, lines in re.findall(r"^ {6}(\w[\w-]*):\n((?: {8}.+\n)+)", workflow, re.MULTILINE):
        facts = (line.strip() for line in lines.splitlines() if "description:" not in line)
        names[f"input {name}"] = tuple(facts)
    return names


# The command line


def command_line() -> dict[str, Block]:
    """Return the arguments and the exit statuses of each command."""
    names: dict[str, Block] = {}
    for command in COMMANDS:
        module = import_module(f"weeklypapers.cli.{command}")
        parser = argparse.ArgumentParser(add_help=False)
        module.add_arguments(parser)
        names[f"weeklypapers {command}"] = tuple(
            f"exit status {each}" for each in _statuses(module.EPILOG)
        )
        for action in parser._actions:
            for option in action.option_strings or [str(action.metavar)]:
                names[f"weeklypapers {command} {option}"] = tuple(_facts(action))
    return names


def _statuses(epilog: str) -> list[str]:
    _, _, statuses = epilog.partition("exit status:\n")
    return re.findall(r"^  (\d+)  ", statuses, re.MULTILINE)


def _facts(action: Any) -> Iterator[str]:
    yield type(action).__name__.strip("_").removesuffix("Action").lower()
    for name in ("nargs", "metavar", "default"):
        value = getattr(action, name)
        if value not in (None, False, argparse.SUPPRESS):
            yield f"{name} {value!r}"
    if action.required and action.nargs != "*":  # before Python 3.14, "*" was required, too
        yield "required"
    if action.choices:
        yield f"choices {', '.join(map(str, action.choices))}"
