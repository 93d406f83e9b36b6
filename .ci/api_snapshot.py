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
from support.releases import released  # noqa: E402


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
    if missing := missing_in_changelog(present):
        print("CHANGELOG.md must name these changes, each in backticks:", *missing, sep="\n  ")
        return 1
    if options.write:
        api_snapshot.NEXT.write_text(text, encoding="utf-8")
    return int(bool(differences) and not options.write)


def missing_in_changelog(present: api_snapshot.Snapshot) -> list[str]:
    """Return the changes since the snapshot and the last release that CHANGELOG.md doesn't name."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    release = next(iter(released(changelog)), None)
    paths = [api_snapshot.NEXT, *([api_snapshot.path_of(release)] if release else [])]
    changed = {
        name
        for path in paths
        for name in api_snapshot.changed_names(api_snapshot.read(path), present)
    }
    changes = api_snapshot.unreleased_changes(changelog, release)
    return api_snapshot.undocumented(sorted(changed), changes)


if __name__ == "__main__":
    sys.exit(main())
