"""Snapshots of the public API, and their differences.

``tests/releases/next/api.txt`` has the API of this code, and ``VERSION/api.txt`` that of each
release. A snapshot has a section for each part of the API. A line without indentation is a name,
and the indented lines below it are the facts about it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from support.api import Block, public_names
from support.api_formats import columns, command_line, problems, schemas, settings, suffixes
from support.releases import FOLDER, released

__all__ = [
    "NEXT",
    "Snapshot",
    "changed_names",
    "path_of",
    "present",
    "read",
    "to_text",
    "undocumented",
    "unnamed_changes",
    "unreleased_changes",
    "unversioned_schemas",
]

Snapshot = Mapping[str, Mapping[str, Block]]
"""The sections of the API, with the facts about each name."""

NEXT = FOLDER / "next" / "api.txt"
_FILES = ('schema("papers")', 'schema("snapshot")')


def present() -> Snapshot:
    """Return the API of this code."""
    return {
        "Python": public_names(),
        "Problems": problems(),
        "Columns": columns(),
        "Suffixes": suffixes(),
        "Command line": command_line(),
        "Settings": settings(),
        "JSON": schemas(),
    }


# Files


def to_text(snapshot: Snapshot) -> str:
    """Return a snapshot as text."""
    return "\n".join(
        f"# {section}\n\n" + "\n".join(_lines(names)) + "\n" for section, names in snapshot.items()
    )


def _lines(names: Mapping[str, Block]) -> Iterator[str]:
    for name, facts in names.items():
        yield name
        yield from (f"    {fact}" for fact in facts)


def read(path: Path) -> Snapshot:
    """Return the snapshot in a file."""
    snapshot: dict[str, dict[str, Block]] = {}
    name = ""
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        if line.startswith("# "):
            names = snapshot.setdefault(line.removeprefix("# "), {})
        elif line.startswith("    "):
            names[name] += (line.removeprefix("    "),)
        else:
            name = line
            names[name] = ()
    return snapshot


def path_of(version: str) -> Path:
    """Return the path of the snapshot of a release."""
    return FOLDER / version / "api.txt"


# Differences


def changed_names(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the names that were added, removed or changed.

    The members of a class that was added or removed are left out.
    """
    changed: list[str] = []
    for section in before.keys() | after.keys():
        old, new = before.get(section, {}), after.get(section, {})
        whole = old.keys() ^ new.keys()
        changed += [
            name
            for name in old.keys() | new.keys()
            if old.get(name) != new.get(name) and _outer(name) not in whole
        ]
    return sorted(changed)


def _outer(name: str) -> str:
    """Return the class of a member, or the command of an option; empty for other names."""
    match = re.fullmatch(r"(.+)[. ][\w-]+", name)
    return match[1] if match else ""


def unnamed_changes(present: Snapshot, changelog: str, version: str | None = None) -> list[str]:
    """Return the changes since the last release that its successor's changelog doesn't name.

    Args:
        present: The present API.
        changelog: The changelog.
        version: A version that is no release yet, although the changelog has a section for it.
    """
    earlier = [each for each in released(changelog) if each != version]
    for release in earlier[:1]:
        paths = [path_of(release), *([] if version else [NEXT])]
        changed = {name for path in paths for name in changed_names(read(path), present)}
        return undocumented(sorted(changed), unreleased_changes(changelog, release))
    return []  # everything is new


def unversioned_schemas(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the schemas of files that changed, although their version is the same."""
    old, new = before["JSON"], after["JSON"]
    (version,) = (leaf for leaf in new[_FILES[0]] if ".schema_version.const: " in leaf)
    changed = [name for name in _FILES if old[name] != new[name]]
    return changed if version in old[_FILES[0]] else []


def unreleased_changes(changelog: str, release: str | None) -> str:
    """Return the part of a changelog above the section of a release."""
    heading = (
        re.search(rf"^## \[{re.escape(release)}\]", changelog, re.MULTILINE) if release else None
    )
    return changelog[: heading.start()] if heading else changelog


def undocumented(names: Iterable[str], changes: str) -> list[str]:
    """Return the names that a part of a changelog doesn't have, in backticks.

    Arguments may follow a name: `Papers.overlap` is in "`Papers.overlap(other)`".
    """
    spans: Collection[str] = re.findall(r"`([^`]+)`", changes)
    return [
        name
        for name in names
        if not any(re.match(rf"{re.escape(name)}(?![\w.-])", span) for span in spans)
    ]
