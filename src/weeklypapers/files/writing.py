"""Write files in one step."""

from __future__ import annotations

import os
import stat
import time
from os import PathLike, fspath
from pathlib import Path

from weeklypapers.files.sources import with_home

__all__ = ["write_bytes", "write_text"]


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write text to a file as UTF-8 with unchanged line endings; see `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Write a file; an existing one is replaced in one step, so that it is never incomplete.

    The new file has the mode of the old one. Other hard links to the old file keep its content. A
    ``~`` at the beginning of the path is the home directory.

    Raises:
        OSError: The file can't be written.
    """
    target = Path(with_home(fspath(path)))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe, which can't be replaced
            target.write_bytes(content)
        else:
            _replace(target.resolve(), content)  # the target of a symbolic link, not the link
    except OSError as error:
        # Name the path of the caller instead of the temporary file.
        raise OSError(error.errno, error.strerror, fspath(path)) from None


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.part-{time.time_ns()}")
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    try:
        # Until it has the mode of the old file, nobody else may read it.
        created = os.open(
            temporary,
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
            0o666 if mode is None else 0o600,
        )
        with os.fdopen(created, "wb") as file:
            file.write(content)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
