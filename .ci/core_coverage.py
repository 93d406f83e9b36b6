"""Measure which lines and branches of the core its own tests cover. Fail unless they cover all.

The core and its tests are those that ``[tool.mutmut]`` in pyproject.toml names. No comment can
exclude code: ``[tool.coverage.report]`` excludes only what never runs, such as the bodies of
protocols.

    python .ci/core_coverage.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the lines and branches that the tests of the core don't reach; return the status."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    settings = pyproject["tool"]["mutmut"]
    core = ",".join(str(ROOT / pattern) for pattern in settings["only_mutate"])
    tests = settings["pytest_add_cli_args_test_selection"]
    with TemporaryDirectory() as folder:
        data = str(Path(folder, "data"))
        pytest = ["-m", "pytest", "-q", "--numprocesses=0", *tests]
        return coverage("run", f"--include={core}", *pytest, data=data) or coverage(
            "report", data=data
        )


def coverage(*arguments: str, data: str) -> int:
    """Run coverage.py in the root of the repository and return its status."""
    environment = os.environ | {"COVERAGE_FILE": data, "PYTHONPATH": "src"}
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
