"""Compare the public API with its snapshot, or renew the snapshot.

The exit status is 1 if they differ, or if CHANGELOG.md doesn't name a change.

    python .ci/api_snapshot.py            prints the differences
    python .ci/api_snapshot.py --write    renews tests/api/next.txt
    python .ci/api_snapshot.py --release  writes the snapshot of the present version, too
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support import api_snapshot  # noqa: E402 - the folder was added above
from weeklypapers import __version__  # noqa: E402


def main() -> int:
    """Print the differences, write the files, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="renew the snapshot")
    parser.add_argument("--release", action="store_true", help="write that of a release, too")
    options = parser.parse_args()
    present = api_snapshot.present()
    text = api_snapshot.to_text(present)
    before = api_snapshot.NEXT.read_text(encoding="utf-8") if api_snapshot.NEXT.exists() else ""
    differences = list(
        difflib.unified_diff(
            before.splitlines(), text.splitlines(), "snapshot", "code", lineterm=""
        )
    )
    print("\n".join(differences), end="\n" if differences else "")
    if missing := missing_in_changelog(present):
        print("CHANGELOG.md must name these changes, each in backticks:", *missing, sep="\n  ")
        return 1
    if not (options.write or options.release):
        return int(bool(differences))
    api_snapshot.NEXT.write_text(text, encoding="utf-8")
    if options.release:
        api_snapshot.release_path(__version__).write_text(text, encoding="utf-8")
    return 0


def missing_in_changelog(present: api_snapshot.Snapshot) -> list[str]:
    """Return the changes since the snapshot and the last release that CHANGELOG.md doesn't name."""
    release = api_snapshot.latest_release()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    changes = api_snapshot.unreleased_changes(changelog, release)
    bases = [api_snapshot.NEXT] if api_snapshot.NEXT.exists() else []
    bases += [api_snapshot.release_path(release)] if release else []
    changed = {
        name
        for base in bases
        for name in api_snapshot.changed_names(api_snapshot.read(base), present)
    }
    return api_snapshot.undocumented(sorted(changed), changes)


if __name__ == "__main__":
    sys.exit(main())
