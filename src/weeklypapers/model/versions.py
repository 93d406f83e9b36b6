"""The versions of formats: each release reads all earlier ones, and refuses later ones."""

from __future__ import annotations

from weeklypapers.model.errors import show

__all__ = ["is_read", "version_error"]


def is_read(version: object, newest: int) -> bool:
    """Return whether this release reads a version of a format.

    Args:
        version: The version in a file.
        newest: The version that this release writes.
    """
    return type(version) is int and 1 <= version <= newest


def version_error(version: object, newest: int) -> str | None:
    """Return the reason why this release doesn't read a version of a format, or None."""
    if is_read(version, newest):
        return None
    versions = "1" if newest == 1 else f"1 to {newest}"
    if type(version) is int and version > newest:
        return (
            f"written by a newer weeklypapers: its schema_version is {show(version)}, and this "
            f"release reads {versions}. Upgrade weeklypapers, or write the file with this release"
        )
    return f"expected {versions}, got {show(version)}"
