"""Settings of the command line in ``pyproject.toml``, section ``[tool.weeklypapers]``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs

from weeklypapers.checking.selecting import known_codes
from weeklypapers.model.errors import InvalidValueError, did_you_mean, show

__all__ = ["Settings", "find_settings", "read_settings"]

_FILE = "pyproject.toml"
_KEYS = ("baseline", "ignore", "per-file-ignores")


@attrs.frozen
class Settings:
    """The settings of a project.

    Attributes:
        folder: The folder of the file, to which paths are relative.
        ignore: The codes to ignore in all lists.
        per_file_ignores: The codes to ignore in some lists, by a pattern of their paths.
        baseline: The file with accepted problems.
    """

    folder: Path = Path()
    ignore: frozenset[str] = frozenset()
    per_file_ignores: Mapping[str, frozenset[str]] = {}
    baseline: Path | None = None

    def ignored_in(self, file: str) -> frozenset[str]:
        """Return the codes to ignore in a list.

        A pattern matches the name of the file or its path in the folder; ``*`` matches any text,
        also with ``/``.
        """
        names = _names(file, self.folder)
        patterns = (
            codes
            for pattern, codes in self.per_file_ignores.items()
            if any(fnmatchcase(name, pattern) for name in names)
        )
        return self.ignore.union(*patterns)


def _names(file: str, folder: Path) -> list[str]:
    path = Path(file).absolute()
    names = [path.name, file]
    if path.is_relative_to(folder.absolute()):
        names.append(path.relative_to(folder.absolute()).as_posix())
    return names


def find_settings(folder: Path) -> Settings:
    """Return the settings of the nearest ``pyproject.toml`` that has some, from a folder upwards.

    Raises:
        InvalidValueError: They are invalid.
        OSError: A file can't be read.
    """
    for parent in (folder, *folder.parents):
        path = parent / _FILE
        if path.is_file() and (values := _section(path, is_chosen=False)) is not None:
            return _settings(path, values)
    return Settings()


def read_settings(path: Path) -> Settings:
    """Return the settings of a file.

    Raises:
        InvalidValueError: They are invalid, or the file has none.
        OSError: The file can't be read.
    """
    values = _section(path, is_chosen=True)
    if values is None:
        raise InvalidValueError(f"{path}: expected the section [tool.weeklypapers], got none")
    return _settings(path, values)


def _section(path: Path, *, is_chosen: bool) -> Any:
    """Return the section of a file, or None; a broken file that may have none is skipped."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if "weeklypapers" not in text:
        return None
    import tomllib  # here, since few runs need it

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if not is_chosen and "tool.weeklypapers" not in text:
            return None
        raise InvalidValueError(f"{path}: not a TOML document: {error}") from None
    return document.get("tool", {}).get("weeklypapers")


def _settings(path: Path, values: Any) -> Settings:
    if not isinstance(values, dict):
        raise InvalidValueError(f"{path}: tool.weeklypapers must be a table, got {show(values)}")
    for key in values:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            raise InvalidValueError(f"{path}: tool.weeklypapers has no setting {key!r}. {hint}")
    patterns = values.get("per-file-ignores", {})
    if not isinstance(patterns, dict):
        raise InvalidValueError(f"{path}: per-file-ignores must be a table, got {show(patterns)}")
    baseline = values.get("baseline")
    if not isinstance(baseline, str | None):
        raise InvalidValueError(f"{path}: baseline must be a path, got {show(baseline)}")
    return Settings(
        folder=path.parent,
        ignore=_codes(path, "ignore", values.get("ignore", [])),
        per_file_ignores={
            pattern: _codes(path, f"per-file-ignores of {pattern!r}", codes)
            for pattern, codes in patterns.items()
        },
        baseline=path.parent / baseline if baseline else None,
    )


def _codes(path: Path, name: str, codes: Any) -> frozenset[str]:
    if not isinstance(codes, Iterable):
        raise InvalidValueError(f"{path}: {name} must be a list of codes, got {show(codes)}")
    try:
        return known_codes(name, codes)
    except InvalidValueError as error:
        raise InvalidValueError(f"{path}: {error}") from None
