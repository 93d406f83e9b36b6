"""Store the API and the files of the present version, before it is released.

They are written to tests/releases/VERSION/, which later releases read for ever. Use --again only
for a version that has not been published.

    python .ci/store_release.py [--again]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support import api_snapshot, releases  # noqa: E402 - the folder was added above
from weeklypapers import __version__  # noqa: E402


def main() -> int:
    """Write the files, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--again", action="store_true", help="replace files that exist")
    options = parser.parse_args()
    folder = releases.FOLDER / __version__
    if folder.exists() and not options.again:
        print(f"{folder} exists; --again replaces it if {__version__} is not published yet")
        return 1
    present = api_snapshot.present()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if unnamed := api_snapshot.unnamed_changes(present, changelog, __version__):
        print("CHANGELOG.md must name these changes, each in backticks:", *unnamed, sep="\n  ")
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    releases.store(folder)
    text = api_snapshot.to_text(present)
    for path in (api_snapshot.NEXT, api_snapshot.path_of(__version__)):
        path.write_text(text, encoding="utf-8")
    print(f"stored in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
