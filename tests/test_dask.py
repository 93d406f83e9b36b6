"""Lists as Dask DataFrames, and Parquet files of them."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import dask
import dask.dataframe as dd
import duckdb
import fsspec
import pandas as pd
import polars as pl
import pytest

import weeklypapers as wp
import weeklypapers.dask
from support.missing import remove
from support.stores import BROKEN, LATIN, serving, weekly_lists
from support.tables import LISTED
from weeklypapers import (
    InvalidValueError,
    MissingDependencyError,
    Papers,
    ReadError,
    SourceError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTS = weekly_lists(3, papers=5)
EMPTY = b"No papers yet.\n"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return fsspec's memory, with lists in its folder ``/lists``."""
    store = fsspec.filesystem("memory")
    store.pipe({f"/lists/{name}": text for name, text in LISTS.items()})
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with lists that differ in form and in content."""
    for name, text in LISTS.items():
        (tmp_path / name).write_bytes(text)
    (tmp_path / "list-03.md").write_bytes(EMPTY)
    LISTED.write(tmp_path / "list-04.json")
    LISTED.write(tmp_path / "list-05.parquet")
    return tmp_path


def types(frame: Any) -> dict[str, str]:
    return {name: repr(kind) for name, kind in frame.dtypes.items() if name != "category"}


@pytest.mark.usefixtures("store")
def test_lists_of_a_store_are_read() -> None:
    papers, problems = wp.dask.read("memory://lists/*.md")
    frame = papers.compute()
    listed = sum((wp.parse(text.decode()) for text in LISTS.values()), Papers())
    assert wp.from_arrow(frame) == listed
    assert frame["source"].tolist()[:2] == [f"memory:///lists/list-00.md:{line}" for line in (3, 4)]
    assert len(problems.compute()) == 0


def test_lists_of_a_web_server_are_read_once_for_both_frames() -> None:
    with serving(LISTS) as server:
        frames = wp.dask.read(f"{server.url}*.md", blocksize=None)
        papers, problems = dask.compute(*frames)
        assert server.requests == dict.fromkeys(LISTS, 1)
    assert (len(papers), len(problems)) == (15, 0)


def test_the_types_are_those_of_pandas_in_each_partition(folder: Path) -> None:
    papers = wp.dask.read(folder / "*", blocksize=None, on_error="collect").papers
    expected = wp.read(folder / "*", on_error="collect").to_pandas()
    assert types(papers) == types(expected) == types(papers.compute())
    assert str(papers.dtypes["category"]) == "category"
    assert list(papers.columns) == list(expected.columns)
    for number in range(papers.npartitions):
        part = papers.partitions[number].compute()
        assert types(part) == types(expected)
        assert part["category"].cat.categories.dtype == expected["category"].cat.categories.dtype


def test_all_rows_are_those_of_pandas(folder: Path) -> None:
    frame = wp.dask.read(folder / "*", blocksize=None, on_error="collect").papers.compute()
    expected = wp.read(folder / "*", on_error="collect").to_pandas()
    order = expected["category"].cat.categories  # that of arXiv; Dask has that of the files
    frame["category"] = frame["category"].cat.set_categories(order)
    pd.testing.assert_frame_equal(frame.reset_index(drop=True), expected)


def test_formats_and_arguments_are_those_of_read(tmp_path: Path) -> None:
    text = "| What we read | Seen on    |\n|---|---|\n| A paper      | 2024-06-30 |\n"
    (tmp_path / "list.md").write_text(text, encoding="utf-8")
    columns = {"What we read": "title", "Seen on": "week"}
    frames = wp.dask.read(tmp_path / "list.md", dialect="table", columns=columns)
    expected = wp.read(tmp_path / "list.md", dialect="table", columns=columns)
    assert wp.from_arrow(frames.papers.compute()) == expected
    assert expected[0].title == "A paper"


@pytest.mark.parametrize(
    ("blocksize", "partitions"),
    [(None, 6), (1, 6), ("1 GiB", 1), (1e9, 1), (len(LISTS["list-00.md"]) * 2, 4)],
)
def test_files_are_joined_up_to_a_size(
    folder: Path, blocksize: int | str | None, partitions: int
) -> None:
    papers = wp.dask.read(folder / "*", blocksize=blocksize, on_error="collect").papers
    assert papers.npartitions == partitions
    assert len(papers) == 15 + 2 * len(LISTED)


def test_a_file_of_unknown_size_is_a_partition(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(LISTS) as server:
        store = fsspec.filesystem("http")
        infos = {f"{server.url}{name}": {"size": None, "type": "file"} for name in LISTS}
        monkeypatch.setattr(type(store), "glob", lambda *_, **__: infos)
        papers = wp.dask.read(f"{server.url}*.md").papers
        assert papers.npartitions == 3
        assert len(papers) == 15


def test_several_sources(folder: Path) -> None:
    sources: list[str | Path] = [folder / "list-01.md", str(folder / "list-00.md")]
    frame = wp.dask.read(iter(sources)).papers.compute()
    assert wp.from_arrow(frame) == wp.read(sources)


def test_rows_that_cannot_be_read_are_one_error(store: Any) -> None:
    store.pipe({"/lists/b.md": BROKEN.encode(), "/lists/c.md": BROKEN.encode()})
    papers, problems = wp.dask.read("memory://lists/?.md")
    for frame in (papers, problems):
        with pytest.raises(ReadError, match=r"memory:///lists/b\.md:4:3: bad-week") as caught:
            frame.compute()
        error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - the workers' way
        assert [problem.file for problem in error.problems] == [
            "memory:///lists/b.md",
            "memory:///lists/c.md",
        ]
        assert error.papers == Papers()


def test_rows_that_cannot_be_read_are_collected(store: Any) -> None:
    store.pipe({"/lists/b.md": BROKEN.encode(), "/lists/c.md": LATIN, "/lists/d.md": EMPTY})
    frames = wp.dask.read("memory://lists/?.md", on_error="collect", blocksize=None)
    papers, problems = dask.compute(*frames)
    assert papers["title"].tolist() == ["Good"]
    expected = wp.parse(BROKEN, on_error="collect").problems[0]
    assert problems.iloc[0].to_dict() == {
        "file": "memory:///lists/b.md",
        "line": 4,
        "column": 3,
        "severity": "error",
        "code": "bad-week",
        "message": expected.message,
        "text": expected.text,
    }
    assert problems["code"].tolist() == ["bad-week", "not-utf-8", "no-papers"]
    assert types(problems) == types(frames.problems)
    assert types(problems.iloc[:0]) == types(
        wp.dask.read("memory://lists/list-00.md").problems.compute()
    )


def test_a_file_that_is_gone_is_an_error(store: Any) -> None:
    papers = wp.dask.read("memory://lists/*.md", on_error="collect").papers
    store.rm_file("/lists/list-01.md")
    with pytest.raises(SourceError, match=r"can't read memory:///lists/list-01\.md"):
        papers.compute()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"on_error": "warn"}, "on_error can't be 'warn'"),
        ({"blocksize": "a lot"}, "blocksize must be a size such as '16 MiB', got 'a lot'"),
        ({"blocksize": -1}, "got -1"),
        ({"blocksize": [1]}, r"got \[1\]"),
        ({"dialect": "weakly"}, "Did you mean 'weekly'"),
        ({"columns": {"Paper": "titel"}}, "Did you mean 'title'"),
    ],
)
@pytest.mark.usefixtures("store")
def test_arguments_are_checked_at_once(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        wp.dask.read("memory://lists/*.md", **arguments)


@pytest.mark.parametrize("source", [5, b"list.md", [5], []])
def test_a_source_is_a_path_or_an_address(source: Any) -> None:
    with pytest.raises(InvalidValueError, match="source"):
        wp.dask.read(source)


def test_an_open_file_is_no_source(folder: Path) -> None:
    with (
        (folder / "list-00.md").open("rb") as file,
        pytest.raises(InvalidValueError, match="source must be a path or an address, got <_io"),
    ):
        wp.dask.read(file)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_queries_of_dask(folder: Path) -> None:
    papers = wp.dask.read(folder / "*", blocksize=None, on_error="collect").papers
    listed = wp.read(folder / "*", on_error="collect")
    counts = papers.groupby("category", observed=True).size().compute()
    assert counts.to_dict() == listed.filter(lambda paper: paper.category is not None).count_by(
        "category"
    )
    assert len(papers.drop_duplicates("key")) == len({paper.key for paper in listed})
    with dask.config.set({"dataframe.shuffle.method": "tasks"}):
        shuffled = papers.shuffle("key").compute()
    assert sorted(shuffled["key"]) == sorted(paper.key for paper in listed)
    assert wp.from_arrow(papers[papers["title"] == "bare"].compute()) == listed.filter(title="bare")


def test_parquet_is_that_of_the_list(folder: Path, tmp_path: Path) -> None:
    papers = wp.dask.read(folder / "*", blocksize=None, on_error="collect").papers
    listed = wp.read(folder / "*", on_error="collect")
    parts = tmp_path / "parts"
    wp.dask.write(papers, parts)
    names = [f"part-{number:05}.parquet" for number in range(6)]
    assert sorted(path.name for path in parts.iterdir()) == names
    assert wp.read(parts / "*.parquet") == listed
    assert wp.from_arrow(wp.dask.read(parts / "*.parquet").papers.compute()) == listed
    listed.write(tmp_path / "whole.parquet")
    whole = wp.read(tmp_path / "whole.parquet").to_arrow().schema
    for path in parts.iterdir():
        schema = wp.read(path).to_arrow().schema
        assert schema.equals(whole, check_metadata=True)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # in Dask, for pandas 3.1
def test_parquet_is_read_by_other_programs(folder: Path, tmp_path: Path) -> None:
    listed = wp.read(folder / "*", on_error="collect")
    frames = wp.dask.read(folder / "*", blocksize=None, on_error="collect")
    parts = tmp_path / "parts"
    wp.dask.write(frames.papers, parts)
    pattern = str(parts / "*.parquet")
    assert wp.from_arrow(pl.read_parquet(pattern)) == listed
    assert pl.scan_parquet(pattern).select("week").collect_schema() == {"week": pl.Date}
    assert wp.from_arrow(duckdb.sql(f"from '{pattern}'")) == listed
    assert len(pd.read_parquet(parts)) == len(listed)
    assert wp.from_arrow(pd.read_parquet(parts, dtype_backend="pyarrow")) == listed
    again = dd.read_parquet(parts, dtype_backend="pyarrow")
    assert wp.from_arrow(again.compute()) == listed


def test_a_frame_with_other_columns_is_written(store: Any) -> None:
    store.pipe_file("/lists/list-09.md", EMPTY)
    papers = wp.dask.read("memory://lists/*.md", blocksize=None, on_error="collect").papers
    frame = papers[["title", "week", "category"]].assign(
        length=papers["title"].str.len(), team="Graphs"
    )
    wp.dask.write(frame, "memory://papers")
    parts = wp.dask.read("memory://papers/*").papers.compute()
    read = wp.from_arrow(parts)
    assert len(read) == 15
    assert dict(read[0].extra) == {"length": str(len(read[0].title)), "team": "Graphs"}
    assert str(read[0].category) == "cs.CL"


def test_an_index_with_a_name_is_written(store: Any) -> None:
    papers = wp.dask.read("memory://lists/*.md").papers
    wp.dask.write(papers.groupby("title").size().to_frame("entries"), "memory://counts")
    with store.open("/counts/part-00000.parquet") as file:
        counts = pd.read_parquet(file)
    assert list(counts.columns) == ["title", "entries"]
    assert sorted(counts["title"]) == sorted(papers["title"].compute())


def test_problems_are_written_in_the_same_run(store: Any) -> None:
    store.pipe_file("/lists/b.md", BROKEN.encode())
    papers, problems = wp.dask.read("memory://lists/*.md", on_error="collect")
    written = dask.compute(
        wp.dask.write(papers, "memory://out/papers", compute=False),
        wp.dask.write(problems, "memory://out/problems", compute=False),
    )
    assert [report["rows"].tolist() for report in written] == [[16], [1]]
    assert written[1]["path"].tolist() == ["/out/problems/part-00000.parquet"]
    with store.open("/out/problems/part-00000.parquet") as file:
        frame = pd.read_parquet(file)
    assert frame[["file", "line", "code"]].values.tolist() == [
        ["memory:///lists/b.md", 4, "bad-week"]
    ]


@pytest.mark.usefixtures("store")
def test_nothing_is_written_into_a_folder_with_files() -> None:
    papers = wp.dask.read("memory://lists/*.md").papers
    with pytest.raises(FileExistsError, match="it has files"):
        wp.dask.write(papers, "memory://lists")


@pytest.mark.parametrize("frame", [Papers(), pd.DataFrame(), None])
def test_only_frames_of_dask_are_written(frame: Any, tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="frame must be a Dask DataFrame, got"):
        wp.dask.write(frame, tmp_path / "parts")


def test_the_setting_for_text_is_not_changed(folder: Path) -> None:
    before = dask.config.get("dataframe.convert-string")
    wp.dask.read(folder / "*.md")
    assert dask.config.get("dataframe.convert-string") == before


def test_a_changed_list_is_another_computation(store: Any) -> None:
    first = wp.dask.read("memory://lists/*.md").papers
    again = wp.dask.read("memory://lists/*.md").papers
    store.pipe_file("/lists/list-00.md", LISTS["list-01.md"])
    changed = wp.dask.read("memory://lists/*.md").papers
    assert sorted(first.dask) == sorted(again.dask)
    assert sorted(first.dask) != sorted(changed.dask)


@pytest.mark.parametrize("package", ["dask", "fsspec", "pandas", "pyarrow"])
def test_without_a_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, package)
    with pytest.raises(MissingDependencyError, match="pip install"):
        import weeklypapers.dask  # noqa: F401
