from __future__ import annotations

import subprocess
import sys

import pytest

from weeklypapers import formats
from weeklypapers._lazy import lazy_submodules


def test_a_submodule_is_imported_on_first_use() -> None:
    script = (
        "import sys; from weeklypapers import formats\n"
        "before = 'weeklypapers.formats.ris' in sys.modules\n"
        "formats.ris\n"
        "print(before, 'weeklypapers.formats.ris' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    assert result.stdout.split() == ["False", "True"]


def test_other_names_are_attribute_errors() -> None:
    load = lazy_submodules("weeklypapers.formats", ["json"])
    assert load("json") is formats.json
    with pytest.raises(AttributeError, match=r"'weeklypapers\.formats' has no attribute 'jason'"):
        load("jason")
