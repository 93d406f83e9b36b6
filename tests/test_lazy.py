"""Submodules are imported on first use, in each package that is imported for one of them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from weeklypapers import formats
from weeklypapers._lazy import lazy_submodules

PACKAGES = ["arxiv", "editing", "formats", "plotting", "querying", "searching"]
SCRIPT = """
import importlib, sys
package = importlib.import_module("weeklypapers.{0}")
before = {{name for name in sys.modules if name.startswith("weeklypapers.{0}.")}}
name = package.__all__[-1]
getattr(package, name)
after = {{name for name in sys.modules if name.startswith("weeklypapers.{0}.")}}
print(len(before), f"weeklypapers.{0}.{{name}}" in after)
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_a_submodule_is_imported_on_first_use(package: str) -> None:
    result = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", SCRIPT.format(package)], capture_output=True, check=True, text=True
    )
    assert result.stdout.split() == ["0", "True"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_submodule_is_found(package: str) -> None:
    parent = import_module(f"weeklypapers.{package}")
    for name in parent.__all__:
        assert getattr(parent, name) is import_module(f"weeklypapers.{package}.{name}")


def test_other_names_are_attribute_errors() -> None:
    load = lazy_submodules("weeklypapers.formats", ["json"])
    assert load("json") is formats.json
    with pytest.raises(AttributeError, match=r"'weeklypapers\.formats' has no attribute 'jason'"):
        load("jason")
