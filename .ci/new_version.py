"""Turn "Unreleased" in the changelog into a version, and name the version everywhere else.

    python .ci/new_version.py VERSION [--date 2026-01-31]

With ``--check``, change nothing, fail unless all files name the version, and print its changes,
which become the notes of the release:

    python .ci/new_version.py --check VERSION
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHANGELOG = ROOT / "CHANGELOG.md"
CITATION = ROOT / "CITATION.cff"
MODULE = ROOT / "src" / "weeklypapers" / "_version.py"

# Each file that names the version, with the text before it.
NAMED: dict[Path, str] = {
    MODULE: r'__version__ = "',
    CITATION: r"^version: ",
    ROOT / "docs" / "howto" / "actions.md": r"/workflows/list\.yml@v",
    ROOT / "docs" / "howto" / "command-line.md": r"^    rev: v",
    ROOT / "docs" / "tasks.md": r"(?:/workflows/list\.yml@v|^    rev: v)",
}
VERSION = r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?"
SECTION = re.compile(rf"^## \[({VERSION}|Unreleased)\](?: - (\S+))?\n", re.MULTILINE)
LINK = re.compile(r"^\[Unreleased\]: (https://github\.com/[^/]+/[^/]+)/\S+\n", re.MULTILINE)


class ReleaseError(Exception):
    """The files don't fit the version."""


def sections(changelog: str) -> dict[str, tuple[str | None, str]]:
    """Return the date and the text of each section of the changelog, newest first."""
    text = changelog[: LINK.search(changelog).start()]  # type: ignore[union-attr]
    headings = list(SECTION.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    return {
        heading[1]: (heading[2], text[heading.end() : end].strip())
        for heading, end in zip(headings, ends, strict=True)
    }


def replaced(path: Path, pattern: str, value: str) -> str:
    """Return the text of a file with a value after each match of a pattern."""
    text = path.read_text("utf-8")
    changed, count = re.subn(
        rf"({pattern}){VERSION}", lambda match: match[1] + value, text, flags=re.MULTILINE
    )
    if not count:
        raise ReleaseError(f"{path.relative_to(ROOT)} names no version")
    return changed


def released_changelog(text: str, version: str, day: date) -> str:
    """Return the changelog with the unreleased changes as those of a version."""
    entries = sections(text)
    if version in entries:
        raise ReleaseError(f"CHANGELOG.md has a section {version} already")
    if not entries["Unreleased"][1]:
        raise ReleaseError("CHANGELOG.md has no unreleased changes")
    old = next((name for name in entries if name != "Unreleased"), None)
    text = text.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {day}\n", 1)
    changes = f"compare/v{old}...v{version}" if old else f"releases/tag/v{version}"
    return LINK.sub(
        rf"[Unreleased]: \1/compare/v{version}...HEAD\n[{version}]: \1/{changes}\n", text
    )


def release(version: str, day: date) -> None:
    """Change all files."""
    texts = {path: replaced(path, pattern, version) for path, pattern in NAMED.items()}
    dated = re.sub(r"^date-released: .*\n", "", texts[CITATION], flags=re.MULTILINE)
    texts[CITATION] = re.sub(
        r"^version: .*\n", rf"\g<0>date-released: {day}\n", dated, flags=re.MULTILINE
    )
    texts[CHANGELOG] = released_changelog(CHANGELOG.read_text("utf-8"), version, day)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")


def check(version: str) -> str:
    """Return the changes of a version. Raise an error unless all files name the version."""
    for path, pattern in NAMED.items():
        if replaced(path, pattern, version) != path.read_text("utf-8"):
            raise ReleaseError(f"{path.relative_to(ROOT)} doesn't name the version {version}")
    entries = sections(CHANGELOG.read_text("utf-8"))
    if version not in entries:
        raise ReleaseError(f"CHANGELOG.md has no section {version}")
    if entries.get("Unreleased", (None, ""))[1]:
        raise ReleaseError("CHANGELOG.md has unreleased changes")
    day, changes = entries[version]
    if f"\ndate-released: {day}\n" not in CITATION.read_text("utf-8"):
        raise ReleaseError(f"CITATION.cff doesn't have the date {day} of CHANGELOG.md")
    return changes


def main() -> int:
    """Run the command, and return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--date", type=date.fromisoformat, default=datetime.now(UTC).date())
    arguments = parser.parse_args()
    if not re.fullmatch(VERSION, arguments.version):
        parser.error(f"expected a version such as 0.1.0, got {arguments.version!r}")
    try:
        if arguments.check:
            print(check(arguments.version))
        else:
            release(arguments.version, arguments.date)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
