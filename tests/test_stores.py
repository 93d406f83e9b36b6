"""Finding, reading and writing the files of stores."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import fsspec
import pytest

from support.missing import remove
from support.stores import serving
from weeklypapers import InvalidValueError, MissingDependencyError, SourceError, stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "a.md": b"first",
    "b/c.md": b"second",
    "b/.hidden.md": b"hidden",
    ".drafts/d.md": b"hidden, too",
    "e[1].md": b"no pattern",
    "f.csv": b"title",
}


@pytest.fixture
def memory() -> Iterator[str]:
    """Return the address of a folder with the files in fsspec's memory."""
    store = fsspec.filesystem("memory")
    store.pipe({f"/lists/{name}": content for name, content in FILES.items()})
    yield "memory:///lists"
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Return a local folder with the files."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return str(tmp_path)


@pytest.fixture(params=["memory", "folder"])
def place(request: pytest.FixtureRequest) -> str:
    """Return the address of each of these."""
    address: str = request.getfixturevalue(request.param)
    return address


def names(*addresses: str | Path) -> list[str]:
    return [file.name for file in stores.find(addresses, {})]


def test_a_pattern_finds_files_in_alphabetical_order_without_hidden_ones(place: str) -> None:
    assert names(f"{place}/*.md") == [f"{place}/a.md", f"{place}/e[1].md"]
    found = [f"{place}/a.md", f"{place}/b/c.md", f"{place}/e[1].md"]
    assert names(f"{place}/**/*.md") == found
    assert names(f"{place}/.drafts/*.md") == [f"{place}/.drafts/d.md"]
    assert names(f"{place}/*") == [f"{place}/a.md", f"{place}/e[1].md", f"{place}/f.csv"]


def test_addresses_keep_their_order(place: str) -> None:
    assert names(f"{place}/f.csv", f"{place}/?.md") == [f"{place}/f.csv", f"{place}/a.md"]


def test_a_file_that_exists_is_no_pattern(place: str) -> None:
    assert names(f"{place}/e[1].md") == [f"{place}/e[1].md"]


def test_sizes(place: str) -> None:
    assert [file.size for file in stores.find([f"{place}/**/*.md"], {})] == [5, 6, 10]


def test_the_version_changes_with_the_file(place: str) -> None:
    address = f"{place}/a.md"
    (first,), (again,) = stores.find([address], {}), stores.find([address], {})
    assert first == again
    store, path = fsspec.core.url_to_fs(address)
    store.pipe_file(path, b"changed")
    assert stores.find([address], {}) != [first]


def test_a_local_path_may_be_a_path_object(folder: str, tmp_path: Path) -> None:
    assert names(tmp_path / "a.md") == [f"{folder}/a.md"]
    assert names(f"file://{folder}/a.md") == [f"{folder}/a.md"]


def test_files_are_read_with_their_names(place: str) -> None:
    found = stores.find([f"{place}/a.md", f"{place}/b/c.md"], {})
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - workers get them this way
    opened = list(stores.read(again))
    assert [(file.name, file.read()) for file in opened] == [
        (f"{place}/a.md", b"first"),
        (f"{place}/b/c.md", b"second"),
    ]


def test_files_of_several_stores_are_read_in_order(memory: str, folder: str) -> None:
    addresses = [f"{memory}/a.md", f"{folder}/f.csv", f"{memory}/b/c.md"]
    assert [file.read() for file in stores.read(stores.find(addresses, {}))] == [
        b"first",
        b"title",
        b"second",
    ]


def test_options_reach_the_store(tmp_path: Path) -> None:
    folder = stores.new_folder(tmp_path / "new" / "folder", {"auto_mkdir": True})
    assert folder.store.auto_mkdir


def test_a_web_server() -> None:
    with serving({"a.md": b"first", "b.md": b"second", "c.csv": b"title"}) as server:
        found = stores.find([f"{server.url}*.md"], {})
        assert [file.name for file in found] == [f"{server.url}a.md", f"{server.url}b.md"]
        assert [file.read() for file in stores.read(found)] == [b"first", b"second"]
        assert server.requests == {"a.md": 1, "b.md": 1}
        (file,) = stores.find([f"{server.url}b.md?"], {})
        assert file.size in (6, None)


def test_no_file_matches(place: str) -> None:
    with pytest.raises(FileNotFoundError, match="no file matches the pattern") as caught:
        stores.find([f"{place}/*.txt"], {})
    assert caught.value.filename == f"{place}/*.txt"


def test_there_is_no_such_file(place: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"g\.md"):
        stores.find([f"{place}/g.md"], {})


def test_a_directory_is_no_list(place: str) -> None:
    with pytest.raises(IsADirectoryError, match=rf"its lists are '{place}/\*\.md'"):
        stores.find([place], {})


@pytest.mark.parametrize("address", [5, None, b"a.md"])
def test_an_address_is_text_or_a_path(address: str) -> None:
    with pytest.raises(InvalidValueError, match="source must be a path or an address, got"):
        stores.find([address], {})


def test_a_store_is_unknown() -> None:
    with pytest.raises(InvalidValueError, match=r"can't be 'nowhere://a\.md': Protocol not known"):
        stores.find(["nowhere://a.md"], {})


def test_there_is_no_address() -> None:
    with pytest.raises(InvalidValueError, match="expected a source"):
        stores.find([], {})


def test_a_file_that_is_gone(place: str) -> None:
    found = stores.find([f"{place}/a.md", f"{place}/b/c.md"], {})
    found[1].store.rm_file(found[1].path)
    files = stores.read(found)
    assert next(files).read() == b"first"
    with pytest.raises(SourceError, match=f"can't read {place}/b/c.md: there is no such file"):
        next(files)


def test_a_server_that_refuses() -> None:
    files = {"a.md": b"first"}
    with serving(files) as server:
        found = stores.find([f"{server.url}a.md"], {})
        files.clear()
        with pytest.raises(SourceError, match=r"can't read http://127\.0\.0\.1:\d+/a\.md: "):
            list(stores.read(found))


def test_a_new_folder(place: str) -> None:
    folder = stores.new_folder(f"{place}/new/folder/", {})
    path = folder.write("a.parquet", b"content")
    assert path.endswith("/new/folder/a.parquet")
    folder.write("a.parquet", b"other")
    (file,) = stores.read(stores.find([f"{place}/new/folder/a.parquet"], {}))
    assert file.read() == b"other"


def test_a_folder_with_files_is_not_new(place: str) -> None:
    stores.new_folder(f"{place}/empty", {})
    stores.new_folder(f"{place}/empty", {})
    with pytest.raises(FileExistsError, match="it has files") as caught:
        stores.new_folder(place, {})
    assert caught.value.filename == place


def test_without_fsspec(monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, "fsspec")
    with pytest.raises(MissingDependencyError, match=r'pip install "weeklypapers\[dask\]"'):
        import weeklypapers.stores  # noqa: F401
