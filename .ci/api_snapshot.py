"""Compare the public API with its snapshot, or renew the snapshot.

The exit status is 1 if they differ, or if CHANGELOG.md doesn't name a change.

    python .ci/api_snapshot.py            prints the differences
    python .ci/api_snapshot.py --write    renews tests/releases/next/api.txt
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support import api_snapshot  # noqa: E402 - the folder was added above


def main() -> int:
    """Print the differences, write the file, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="renew the snapshot")
    options = parser.parse_args()
    present = api_snapshot.present()
    before = api_snapshot.NEXT.read_text(encoding="utf-8")
    text = api_snapshot.to_text(present)
    differences = list(
        difflib.unified_diff(
            before.splitlines(), text.splitlines(), "snapshot", "code", lineterm=""
        )
    )
    print("\n".join(differences), end="\n" if differences else "")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if unnamed := api_snapshot.unnamed_changes(present, changelog):
        print("CHANGELOG.md must name these changes, each in backticks:", *unnamed, sep="\n  ")
        return 1
    if options.write:
        api_snapshot.NEXT.write_text(text, encoding="utf-8")
    return int(bool(differences) and not options.write)


if __name__ == "__main__":
    sys.exit(main())
