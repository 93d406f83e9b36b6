"""Write files in one step."""

from __future__ import annotations

import os
import stat
from collections.abc import Coroutine
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from weeklypapers.files.sources import with_home
from weeklypapers.model.errors import InvalidValueError, show

__all__ = ["is_text_file", "write_bytes", "write_text"]


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write text to a file as UTF-8 with unchanged line endings; see `write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Write a file; an existing one is replaced in one step, so that it is never incomplete.

    The new file has the mode of the old one. Other hard links to the old file keep its content. A
    ``~`` at the beginning of the path is the home directory.

    Raises:
        OSError: The file can't be written.
        InvalidValueError: `path` can't be a path.
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
    except ValueError as error:  # such as a null character
        raise InvalidValueError(f"expected a path, got {show(path)}: {error}") from None


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.part-{os.urandom(8).hex()}")
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


def is_text_file(file: Any) -> bool:
    """Return whether an open file is written with text, and not with bytes.

    Raises:
        InvalidValueError: It is no file, closed, open for reading only, or asynchronous.
        OSError: It can't be written.
    """
    if not callable(getattr(file, "write", None)):
        raise InvalidValueError(f"write requires a path or an open file, got {show(file)}")
    if getattr(file, "closed", False) is True:
        raise InvalidValueError(f"{show(file)} can't be written: the file is closed")
    try:
        result = file.write("")  # as for reading, no text shows the kind of the file
    except TypeError:
        return False
    except ValueError as error:  # io.UnsupportedOperation, too
        raise InvalidValueError(f"{show(file)} can't be written: {error}") from None
    if isinstance(result, Coroutine):
        result.close()  # or Python would warn that nobody waited for it
        raise InvalidValueError(
            f"{show(file)} is asynchronous; write to an io.StringIO, and await its content"
        )
    return True
