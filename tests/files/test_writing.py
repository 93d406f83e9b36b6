"""Files that are written in one step."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from weeklypapers import InvalidValueError
from weeklypapers.files import write_bytes, write_text


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    write_text(path, "Ä\r\nB\r")
    assert path.read_bytes() == b"\xc3\x84\r\nB\r"
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_bytes() == b"\xc3\x84\r\nB\r"


def test_a_path_that_can_not_be(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match=r"^expected a path, got '.*: embedded null"):
        write_bytes(str(tmp_path / "a\0.md"), b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="it has other modes")
def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_bytes(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="it has other modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_nobody_else_may_read_an_incomplete_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    modes: list[int] = []
    fdopen = os.fdopen

    def open_and_look(file: int, mode: str) -> IO[Any]:
        modes.extend(each.stat().st_mode & 0o777 for each in tmp_path.glob("*.part-*"))
        result: IO[Any] = fdopen(file, mode)
        return result

    monkeypatch.setattr(os, "fdopen", open_and_look)
    write_bytes(path, b"new")
    assert modes == [0o600]
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


@pytest.mark.skipif(sys.platform == "win32", reason="it has other modes")
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    usual, path = tmp_path / "usual.md", tmp_path / "list.md"
    usual.touch()
    write_bytes(path, b"new")
    assert path.stat().st_mode == usual.stat().st_mode


def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_errors_of_writing_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "none" / "list.md"
    with pytest.raises(FileNotFoundError) as caught:
        write_bytes(path, b"new")
    assert caught.value.filename == str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_the_target_of_a_link_is_written(tmp_path: Path) -> None:
    path, link = tmp_path / "list.md", tmp_path / "link.md"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows replaces no file that is being read")
def test_several_threads_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    contents = [f"{number}" * 1000 for number in range(10)]
    with ThreadPoolExecutor(10) as threads:
        for _ in range(20):
            list(threads.map(write_text, [path] * 10, contents))
            assert path.read_text(encoding="utf-8") in contents
    assert list(tmp_path.iterdir()) == [path]
