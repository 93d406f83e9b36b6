"""The cache: stored records, and files and rows that can't be used."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest

from support.arxiv import opened as opened_client
from weeklypapers import (
    ArxivClient,
    ArxivId,
    ArxivRecord,
    CacheError,
    CacheWarning,
    InvalidValueError,
)
from weeklypapers.arxiv import cache as cache_module
from weeklypapers.arxiv.cache import Cache
from weeklypapers.formats import json as codec
from weeklypapers.testing import ArxivServer, make_record, make_records

IDS = [ArxivId(f"2406.0000{number}") for number in (1, 2, 3)]


def opened(path: Path | None) -> closing[Cache]:
    return closing(Cache(path, nullcontext()))


def by_id() -> dict[ArxivId, ArxivRecord]:
    return dict(zip(IDS, make_records(3), strict=True))


def run(cache: Path, *statements: str, values: tuple[str, ...] = ()) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        for statement in statements:
            connection.execute(statement, values)


@pytest.fixture
def locked(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Return another connection, which can hold the write lock."""
    monkeypatch.setattr(cache_module, "_LOCK_TIMEOUT", 0.1)
    with closing(sqlite3.connect(cache, isolation_level=None)) as connection:
        yield connection


class TestForeignLock:
    def test_opening_ends_in_an_error(self, cache: Path, locked: sqlite3.Connection) -> None:
        locked.execute("BEGIN IMMEDIATE")
        with pytest.raises(CacheError, match=r"can't open the cache .*locked"):
            Cache(cache, nullcontext())
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
        monkeypatch.setattr(cache_module, "_SELECTED", 1)
        asked: list[ArxivId] = []

        def select(self: Cache, ids: Sequence[ArxivId]) -> None:
            asked.extend(ids)
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error

        monkeypatch.setattr(Cache, "_select", select)
        with opened(cache) as one, pytest.warns(CacheWarning, match="locked"):
            assert one.get(IDS) == {}
        assert asked == IDS[:1]


@pytest.mark.parametrize("place", ["memory", "file"])
def test_an_interrupted_write_changes_nothing(place: str, cache: Path) -> None:
    def rows() -> Iterator[tuple[str, str]]:
        yield str(second), codec.dumps_value(by_id()[second])
        raise KeyboardInterrupt

    first, second, _ = IDS
    with opened(None if place == "memory" else cache) as one:
        one.put({first: by_id()[first]})
        with pytest.raises(KeyboardInterrupt):
            one._write(rows())
        assert list(one.get(IDS)) == [first]
        one.put(by_id())
        assert list(one.get(IDS)) == IDS


class TestRows:
    def test_keys_other_than_identifiers_are_skipped(self, cache: Path) -> None:
        with opened(cache) as one:
            one.put(by_id())
            keys = "INSERT INTO records_1 (key, value) VALUES"
            run(cache, f"{keys} ('nonsense', 'x')", f"{keys} (x'00', 'x')", f"{keys} (NULL, 'x')")
            assert sorted(one.some_ids(9)) == IDS

    def test_an_unreadable_table_has_no_ids(self, cache: Path) -> None:
        with opened(cache) as one:
            run(cache, "DROP TABLE records_1")
            with pytest.warns(CacheWarning, match="can't be read: no such table"):
                assert one.some_ids(2) == []

    def test_a_row_without_text_hides_no_other(self, cache: Path) -> None:
        with opened(cache) as one:
            one.put(by_id())
            undecodable = "UPDATE records_1 SET value = CAST(x'ff' AS TEXT)"
            run(cache, f"{undecodable} WHERE key = '2406.00001'")
            with pytest.warns(CacheWarning, match="not all of it: Could not decode"):
                assert list(one.get(IDS)) == IDS[1:]

    @pytest.mark.parametrize(
        "text", ["9" * 5000, '{"id": ' + "9" * 5000 + "}", "[" * 100_000, "[]", "7", "null", "NaN"]
    )
    def test_damaged_rows_hide_no_others(self, cache: Path, text: str) -> None:
        with pytest.raises(InvalidValueError, match="expected a record, got"):
            codec.loads_record(text)
        with opened(cache) as one:
            one.put(by_id())
            change = "UPDATE records_1 SET value = ? WHERE key = '2406.00001'"
            run(cache, change, values=(text,))
            assert list(one.get(IDS)) == IDS[1:]


def test_many_records_are_read_at_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_SELECTED", 2)
    records = {record.id.unversioned: record for record in make_records(7)}
    latest = {record.id: record for record in records.values()}
    other = ArxivId("2406.00001v9")
    with opened(cache) as one:
        one.put(records)
        assert one.get(records) == records
        assert list(one.get([*reversed(records)])) == [*reversed(records)]
        # A request without a version has returned these versions.
        assert one.get([other, *latest, ArxivId("2406.99999")]) == latest
        assert one.get([]) == {}


class TestFilesOfOthers:
    def test_a_table_of_other_columns_is_set_aside(self, cache: Path) -> None:
        run(cache, "CREATE TABLE records_1 (id TEXT, title TEXT)")
        content = cache.read_bytes()
        with pytest.warns(CacheWarning, match="its columns are id, title"):
            one = Cache(cache, nullcontext())
        with closing(one):
            one.put(by_id())
            assert one.get(IDS) == by_id()
        (aside,) = cache.parent.glob("*.aside-*")
        assert aside.read_bytes() == content

    def test_a_database_of_something_else_stays(self, cache: Path) -> None:
        run(cache, "CREATE TABLE bookmarks (url TEXT)")
        self.check_stays(cache, "not a cache, but a database with the table bookmarks")

    @pytest.mark.parametrize("content", [b"no", b"# Papers\n" * 1000])
    @pytest.mark.parametrize("name", ["papers.md", "papers.db"])
    def test_a_file_of_something_else_stays(
        self, tmp_path: Path, name: str, content: bytes
    ) -> None:
        (tmp_path / name).write_bytes(content)
        self.check_stays(tmp_path / name, "not a cache: file is not a database")

    def check_stays(self, path: Path, message: str) -> None:
        content = path.read_bytes()
        with pytest.raises(CacheError, match=message):
            Cache(path, nullcontext())
        assert path.read_bytes() == content
        assert list(path.parent.iterdir()) == [path]

    def test_an_empty_file_becomes_a_cache(self, tmp_path: Path) -> None:
        (tmp_path / "papers.db").touch()
        with opened(tmp_path / "papers.db") as one:
            one.put(by_id())
        with opened(tmp_path / "papers.db") as one:
            assert one.get(IDS) == by_id()

    def test_a_folder_is_not_a_cache(self, tmp_path: Path) -> None:
        with pytest.raises(CacheError, match="is a folder"):
            Cache(tmp_path, nullcontext())


def test_warnings_point_at_the_users_line(cache: Path) -> None:
    cache.write_bytes(b"this is no database")
    with pytest.warns(CacheWarning, match="can't be used as a cache") as caught:
        ArxivClient(cache, offline=True).close()
    assert caught[0].filename == __file__


def test_a_record_is_read_back() -> None:
    record = make_record("2406.00001v1")
    assert codec.loads_record(codec.dumps_value(record)) == record


class TestOfAClient:
    @pytest.mark.parametrize(
        "content",
        [b"this is no database, but a text file " * 100, b"SQLite format 3\0" + bytes(5000)],
    )
    def test_another_file_is_set_aside(
        self, server: ArxivServer, cache: Path, content: bytes
    ) -> None:
        cache.write_bytes(content)
        with pytest.warns(CacheWarning, match="can't be used as a cache"):
            client = opened_client(server, cache)
        with client:
            assert client.fetch(["2406.00001"]).records
        (aside,) = cache.parent.glob("*.aside-*")
        assert aside.read_bytes() == content
        with opened_client(server, cache) as client:
            assert client.fetch(["2406.00001"]).cached == 1

    def test_releases_with_other_records_share_a_file(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two releases side by side keep their records, and request each paper once."""

        def fetch(version: int, ids: Sequence[str]) -> int:
            for name in ("_TABLE", "_READ", "_WRITE"):
                text = getattr(cache_module, name)
                renamed = re.sub(r"records_\d", f"records_{version}", text)
                monkeypatch.setattr(cache_module, name, renamed)
            with opened_client(server, cache) as client:
                return client.fetch(ids).cached

        assert fetch(1, ["2406.00001"]) == 0
        assert fetch(2, ["2406.00001", "2406.00002"]) == 0
        run(cache, "UPDATE records_2 SET value = 'of another form'")
        assert fetch(1, ["2406.00001", "2406.00002"]) == 1
        assert fetch(2, ["2406.00001", "2406.00002"]) == 0
        assert [fetch(version, ["2406.00001", "2406.00002"]) for version in (1, 2, 1)] == [2, 2, 2]
        assert list(cache.parent.glob("*.aside-*")) == []

    def test_unknown_members_of_a_record_are_ignored(
        self, server: ArxivServer, cache: Path
    ) -> None:
        """A later release may store more about a paper in the same table."""
        with opened_client(server, cache) as client:
            before = client.fetch(["2406.00001"])
        with closing(sqlite3.connect(cache)) as connection, connection:
            ((text,),) = connection.execute("SELECT value FROM records_1")
            record = json.loads(text)
            record |= {"licence": "made up", "versions": [{"number": 1}]}
            record["authors"][0] |= {"orcid": None}
            connection.execute("UPDATE records_1 SET value = ?", [json.dumps(record)])
        with opened_client(server, cache) as client:
            after = client.fetch(["2406.00001"])
        assert (after.cached, dict(after.records)) == (1, dict(before.records))

    def test_a_truncated_cache_is_set_aside(self, server: ArxivServer, cache: Path) -> None:
        with opened_client(server, cache) as client:
            client.fetch([f"2406.{number:05}" for number in range(1, 21)])
        cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])
        with pytest.warns(CacheWarning, match="can't be used as a cache"):
            client = opened_client(server, cache)
        with client:
            assert client.fetch(["2406.00001"]).records

    @pytest.mark.parametrize("text", ["", "nonsense", "{}", '{"id": "2406.00001v1"}', b"\xff"])
    def test_a_row_without_a_record_is_requested_again(
        self, server: ArxivServer, cache: Path, text: str | bytes
    ) -> None:
        with opened_client(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE records_1 SET value = ?", (text,))
        connection.close()
        for cached in (0, 1):
            with opened_client(server, cache) as client:
                report = client.fetch(["2406.00001"])
            assert (report.cached, len(report.records)) == (cached, 1)

    def test_a_row_of_another_paper_is_not_believed(self, server: ArxivServer, cache: Path) -> None:
        with opened_client(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            connection.execute("UPDATE records_1 SET key = '2406.00002'")
        connection.close()
        with opened_client(server, cache) as client:
            (record,) = client.fetch(["2406.00002"]).records.values()
        assert str(record.id) == "2406.00002v1"

    def test_a_cache_that_can_not_be_written_loses_no_record(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened_client(server, cache) as client:
            limit_size(client)
            with pytest.warns(CacheWarning, match="can't write to the cache"):
                report = client.fetch([f"2406.{number:05}" for number in range(1, 21)])
        assert len(report.records) == 20

    def test_an_interrupted_write_leaves_the_cache_unchanged(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened_client(server, cache) as client:
            client.fetch(["2406.00001"])
            monkeypatch.setattr(Cache, "_write", interrupted(Cache._write))
            with pytest.raises(KeyboardInterrupt):
                client.fetch(["2406.00002", "2406.00003"])
            monkeypatch.undo()
            assert client.fetch(["2406.00001", "2406.00002"]).cached == 1
        with opened_client(server, cache) as client:
            assert client.fetch(["2406.00001", "2406.00002"]).cached == 2

    def test_a_cache_that_may_only_be_read_is_enough_offline(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with opened_client(server, cache) as client:
            client.fetch(["2406.00001"])
        before = {path: path.read_bytes() for path in cache.parent.iterdir()}
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        with ArxivClient(cache, offline=True) as client:
            report = client.fetch(["2406.00001", "2406.00002"])
        assert (list(map(str, report.records)), list(map(str, report.failed))) == (
            ["2406.00001"],
            ["2406.00002"],
        )
        assert {path: path.read_bytes() for path in cache.parent.iterdir()} == before
        run(cache, "DROP TABLE records_1", "CREATE TABLE records_99 (id TEXT)")
        with ArxivClient(cache, offline=True) as client:
            assert not client.fetch(["2406.00001"]).records

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
    @pytest.mark.parametrize("suffix", [".lock", ".turn"])
    def test_a_lock_that_can_not_be_opened_is_reported(
        self, server: ArxivServer, cache: Path, suffix: str
    ) -> None:
        Path(f"{cache}{suffix}").symlink_to(cache.parent / "elsewhere")
        with (
            opened_client(server, cache) as client,
            pytest.raises(CacheError, match=r"can't lock the cache: .*; choose another"),
        ):
            client.fetch(["2406.00001"])
        assert not (cache.parent / "elsewhere").exists()

    def test_a_read_only_folder_is_reported(
        self, server: ArxivServer, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        with pytest.raises(CacheError, match=r"can't open the cache .*read-only.*cache=…"):
            opened_client(server, cache)

    def test_an_impossible_path_is_reported(self, server: ArxivServer, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(CacheError, match="can't open the cache"):
            opened_client(server, tmp_path / "file" / "arxiv.sqlite")
        (tmp_path / "folder.d").mkdir()
        with pytest.raises(CacheError, match="is a folder"):
            opened_client(server, tmp_path / "folder.d")

    def test_a_suffix_is_added(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        with opened_client(server, "~/deep/cache") as client:
            client.fetch(["2406.00001"])
        assert {path.name for path in (tmp_path / "deep").iterdir()} >= {
            "cache.sqlite",
            "cache.sqlite.last",
        }

    def test_the_default_is_in_the_users_folder(
        self, server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        ArxivClient(offline=True).close()
        assert (tmp_path / "weeklypapers" / "arxiv.sqlite").exists()
        with ArxivClient(url=server.url) as client:  # its records must not mix with arXiv's
            client.fetch(["2406.00001"])
        with ArxivClient(offline=True) as client:
            assert client.fetch(["2406.00001"]).failed
        assert [path.name for path in tmp_path.iterdir()] == ["weeklypapers"]

    def test_holds_records_as_text(self, server: ArxivServer, cache: Path) -> None:
        with opened_client(server, cache) as client:
            client.fetch(["2406.00001"])
        with sqlite3.connect(cache) as connection:
            ((key, value),) = connection.execute("SELECT key, value FROM records_1")
        connection.close()
        assert (key, json.loads(value)["id"]) == ("2406.00001", "2406.00001v1")

    @pytest.mark.parametrize("cache", ["", ".", "folder"])
    def test_the_cache_must_not_be_a_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        monkeypatch.chdir(tmp_path)
        with pytest.raises(CacheError, match="is a folder, expected a file"):
            ArxivClient(cache)
        assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def limit_size(client: ArxivClient) -> None:
    """Make the disk look full to the cache."""
    with client._cache._table.connection() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")


def interrupted(write: Any) -> Any:
    def write_a_part(self: Cache, rows: list[tuple[str, str]]) -> None:
        def first_row() -> Iterator[tuple[str, str]]:
            yield rows[0]
            raise KeyboardInterrupt

        write(self, first_row())

    return write_a_part
