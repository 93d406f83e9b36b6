"""The cache by itself: what it does with files and rows that it can't use."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from weeklypapers import ArxivClient, ArxivId, CacheError, CacheWarning, InvalidValueError, codec
from weeklypapers.arxiv import slot, store
from weeklypapers.testing import make_record, make_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from weeklypapers import ArxivRecord

IDS = [ArxivId(f"2406.0000{number}") for number in (1, 2, 3)]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "arxiv.sqlite"


def opened(path: Any) -> closing[store.Store]:
    return closing(store.Store(path, nullcontext()))


def by_id() -> dict[ArxivId, ArxivRecord]:
    return dict(zip(IDS, make_records(3), strict=True))


def run(cache: Path, *statements: str, values: tuple[str, ...] = ()) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        for statement in statements:
            connection.execute(statement, values)


@pytest.fixture
def locked(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A connection of somebody else's, to take the write lock and to keep it."""
    monkeypatch.setattr(store, "_LOCK_TIMEOUT", 0.1)
    with closing(sqlite3.connect(cache, isolation_level=None)) as connection:
        yield connection


class TestForeignLock:
    def test_opening_ends_in_an_error(self, cache: Path, locked: sqlite3.Connection) -> None:
        locked.execute("BEGIN IMMEDIATE")
        with pytest.raises(CacheError, match=r"can't open the cache .*locked"):
            store.Store(cache, nullcontext())
        assert [path.name for path in cache.parent.glob("*.aside-*")] == []

    def test_writing_ends_in_a_warning(self, cache: Path, locked: sqlite3.Connection) -> None:
        with opened(cache) as one:
            locked.execute("BEGIN IMMEDIATE")
            with pytest.warns(CacheWarning, match="can't write to the cache .*locked"):
                one.put(by_id())
            locked.execute("ROLLBACK")
            assert one.get(IDS) == {}
            one.put(by_id())
            assert one.get(IDS) == by_id()

    def test_reading_waits_once(self, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[ArxivId] = []

        def find(self: store.Store, one: ArxivId) -> None:
            asked.append(one)
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error

        monkeypatch.setattr(store.Store, "_find", find)
        with opened(cache) as one, pytest.warns(CacheWarning, match="locked"):
            assert one.get(IDS) == {}
        assert asked == IDS[:1]


@pytest.mark.parametrize("place", ["memory", "file"])
def test_interrupted_it_has_what_it_had(place: str, cache: Path) -> None:
    class Interrupted(dict[str, str]):
        def items(self) -> Any:
            yield next(iter(super().items()))
            raise KeyboardInterrupt

    first, second, _ = IDS
    with opened(store.MEMORY if place == "memory" else cache) as one:
        one.put({first: by_id()[first]})
        with pytest.raises(KeyboardInterrupt):
            one._write(Interrupted({str(second): codec.dumps_record(by_id()[second])}))
        assert list(one.get(IDS)) == [first]
        one.put(by_id())
        assert list(one.get(IDS)) == IDS


class TestRows:
    def test_keys_that_are_no_identifiers_are_skipped(self, cache: Path) -> None:
        with opened(cache) as one:
            one.put(by_id())
            keys = "INSERT INTO records (key, value) VALUES"
            run(cache, f"{keys} ('nonsense', 'x')", f"{keys} (x'00', 'x')", f"{keys} (NULL, 'x')")
            assert sorted(one.some(9)) == IDS

    def test_some_of_an_unreadable_table_are_none(self, cache: Path) -> None:
        with opened(cache) as one:
            run(cache, "DROP TABLE records")
            with pytest.warns(CacheWarning, match="can't be read: no such table"):
                assert one.some(2) == []

    def test_one_that_is_no_text_hides_no_other(self, cache: Path) -> None:
        with opened(cache) as one:
            one.put(by_id())
            undecodable = "UPDATE records SET value = CAST(x'ff' AS TEXT)"
            run(cache, f"{undecodable} WHERE key = '2406.00001'")
            with pytest.warns(CacheWarning, match="not all of it: Could not decode"):
                assert list(one.get(IDS)) == IDS[1:]

    @pytest.mark.parametrize(
        "text", ["9" * 5000, '{"id": ' + "9" * 5000 + "}", "[" * 100_000, "[]", "7", "null", "NaN"]
    )
    def test_damaged_ones_hide_no_other(self, cache: Path, text: str) -> None:
        with pytest.raises(InvalidValueError, match="expected a record, got"):
            codec.loads_record(text)
        with opened(cache) as one:
            one.put(by_id())
            change = "UPDATE records SET value = ? WHERE key = '2406.00001'"
            run(cache, change, values=(text,))
            assert list(one.get(IDS)) == IDS[1:]


class TestFilesOfOthers:
    def test_a_table_of_other_columns_is_set_aside(self, cache: Path) -> None:
        run(cache, "CREATE TABLE records (id TEXT, title TEXT)", "PRAGMA user_version = 1")
        content = cache.read_bytes()
        with pytest.warns(CacheWarning, match="its columns are id, title"):
            one = store.Store(cache, nullcontext())
        with closing(one):
            one.put(by_id())
            assert one.get(IDS) == by_id()
        (aside,) = cache.parent.glob("*.aside-*")
        assert aside.read_bytes() == content

    def test_a_database_of_something_else_stays(self, cache: Path) -> None:
        run(cache, "CREATE TABLE bookmarks (url TEXT)")
        self.check_stays(cache, "it is no cache, but a database with bookmarks")

    @pytest.mark.parametrize("content", [b"no", b"# Papers\n" * 1000])
    @pytest.mark.parametrize("name", ["papers.md", "papers.db"])
    def test_a_file_of_something_else_stays(
        self, tmp_path: Path, name: str, content: bytes
    ) -> None:
        (tmp_path / name).write_bytes(content)
        self.check_stays(tmp_path / name, "it is no cache: file is not a database")

    def check_stays(self, path: Path, message: str) -> None:
        content = path.read_bytes()
        with pytest.raises(CacheError, match=message):
            store.Store(path, nullcontext())
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]

    def test_an_empty_file_becomes_a_cache(self, tmp_path: Path) -> None:
        (tmp_path / "papers.db").touch()
        with opened(tmp_path / "papers.db") as one:
            one.put(by_id())
        with opened(tmp_path / "papers.db") as one:
            assert one.get(IDS) == by_id()

    def test_a_folder_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(CacheError, match="is a folder"):
            store.Store(tmp_path, nullcontext())


def test_a_note_that_can_not_be_read_means_a_whole_interval(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    slept: list[float] = []
    cache.with_name(f"{cache.name}.last").mkdir()
    one = slot.Slot(cache, 3, clock=slot.Clock(sleep=slept.append))
    with one.held():
        one.wait(lambda seconds: None)
    assert slept == [3]
    assert "a whole interval is waited" in caplog.text


def test_warnings_point_at_the_users_line(cache: Path) -> None:
    cache.write_bytes(b"this is no database")
    with pytest.warns(CacheWarning, match="can't be used as a cache") as caught:
        ArxivClient(cache, offline=True).close()
    assert caught[0].filename == __file__


def test_a_record_is_read_back() -> None:
    record = make_record("2406.00001v1", retrieved=datetime(2024, 6, 30, tzinfo=UTC))
    again = codec.loads_record(codec.dumps_record(record))
    assert again == record
    assert again.retrieved == record.retrieved
