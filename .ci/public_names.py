"""Compare the public names of this tree with those of another: print additions and removals.

The public names are those in ``__all__`` of the public modules, and the public attributes of the
classes among them. The exit status is 1 if a name was removed that isn't listed in `REMOVED`.

    python .ci/public_names.py OLD_SRC
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = (
    "weeklypapers",
    "weeklypapers.dask",
    "weeklypapers.markdown",
    "weeklypapers.testing",
    "weeklypapers.typing",
)
REMOVED = {  # on purpose: only the project's tests need them; there is one search engine
    "weeklypapers.markdown.scan",
    "weeklypapers.markdown.split_row",
    "weeklypapers.testing.ArxivServer.begin",
    "weeklypapers.testing.ArxivServer.end",
    "weeklypapers.testing.ArxivServer.find",
    "weeklypapers.testing.ArxivServer.is_closing",
    "weeklypapers.testing.ArxivServer.sleep",
    "weeklypapers.testing.faults",
    "weeklypapers.typing.Engine",
}
LIST_NAMES = """
import importlib, json, sys
names = set()
for module in sys.argv[1:]:
    try:
        imported = importlib.import_module(module)
    except ImportError:
        continue
    for name in imported.__all__:
        value = getattr(imported, name)
        names.add(f"{module}.{name}")
        if isinstance(value, type):
            members = (member for member in dir(value) if not member.startswith("_"))
            names.update(f"{module}.{name}.{member}" for member in members)
print(json.dumps(sorted(names)))
"""


def main() -> int:
    """Print the differences and return the exit status."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    before, after = names_in(Path(sys.argv[1])), names_in(ROOT / "src")
    removed = {name for name in before - after if not name.startswith(tuple(REMOVED))}
    for name in sorted(after - before):
        print(f"+ {name}")
    for name in sorted(before - after):
        print(f"- {name}{'' if name in removed else '  (on purpose)'}")
    print(f"{len(before)} names before, {len(after)} after, {len(removed)} lost")
    return int(bool(removed))


def names_in(source: Path) -> set[str]:
    """Return the public names of the package in a folder."""
    command = [sys.executable, "-c", LIST_NAMES, *MODULES]
    environment = os.environ | {"PYTHONPATH": str(source.resolve())}
    result = subprocess.run(  # noqa: S603 - this interpreter
        command, env=environment, check=True, capture_output=True, text=True
    )
    return set(json.loads(result.stdout))


if __name__ == "__main__":
    sys.exit(main())
