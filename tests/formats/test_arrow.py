"""Arrow tables: round trips through every library that reads them, and other tables."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

import weeklypapers as wp
from support.equality import retrieval_times
from support.missing import remove
from support.real_lists import DATA, needs_data
from support.tables import BARE, FULL, LISTED
from weeklypapers import (
    Category,
    InvalidValueError,
    MissingDependencyError,
    Paper,
    Papers,
    ReadError,
)
from weeklypapers.formats.arrow import schema
from weeklypapers.testing import make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists
from weeklypapers.testing.server import ArxivServer

if TYPE_CHECKING:
    from collections.abc import Callable


NAIVE = datetime(2024, 6, 30, 1, tzinfo=UTC).replace(tzinfo=None)


def through_duckdb(papers: Papers) -> Papers:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Asia/Kathmandu'")
        connection.register("papers", papers)
        return wp.from_arrow(connection.sql("select * from papers"))


def through_parquet(papers: Papers) -> Papers:
    file = io.BytesIO(papers._to_parquet())
    return wp.read(file)


ROUTES: dict[str, Callable[[Papers], Papers]] = {
    "itself": wp.from_arrow,
    "pyarrow": lambda papers: wp.from_arrow(papers.to_arrow()),
    "pandas": lambda papers: wp.from_arrow(papers.to_pandas()),
    "Polars": lambda papers: wp.from_arrow(papers.to_polars()),
    "narwhals": lambda papers: wp.from_arrow(nw.from_native(papers.to_polars())),
    "narwhals of pyarrow": lambda papers: wp.from_arrow(nw.from_arrow(papers, backend="pyarrow")),
    "DuckDB": through_duckdb,
    "Parquet": through_parquet,
}


@settings(max_examples=15, deadline=None)
@given(paper_lists(max_size=3))
def test_round_trips(listed: Papers) -> None:
    for route, round_trip in ROUTES.items():
        result = round_trip(listed)
        assert result == listed, route
        assert retrieval_times(result) == retrieval_times(listed), route
        assert result.problems == ()


@pytest.mark.parametrize("route", ROUTES)
def test_round_trips_of_edge_cases(route: str) -> None:
    first = datetime(1, 1, 1, tzinfo=UTC)
    last = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    oldest = make_paper(arxiv=make_record(published=first, updated=last, retrieved=last))
    for listed in (LISTED, Papers(), Papers([BARE]), make_papers(3), Papers([oldest])):
        result = ROUTES[route](listed)
        assert result == listed
        assert retrieval_times(result) == retrieval_times(listed)


def enriched(listed: Papers) -> Papers:
    """Return the papers with the records of a local arXiv server."""
    ids = {paper.arxiv_id.id: paper.arxiv_id for paper in listed if paper.arxiv_id}
    with ArxivServer(map(make_record, ids.values())) as server:
        client = wp.ArxivClient(cache=None, url=server.url, min_interval=0)
        return listed.enrich(client)


@needs_data
def test_real_list(tmp_path: Path) -> None:
    listed = enriched(wp.read(DATA / "weekly-papers.md"))
    assert len(listed) == 100
    assert all(paper.arxiv for paper in listed)
    for route, round_trip in ROUTES.items():
        result = round_trip(listed)
        assert result == listed, route
        assert retrieval_times(result) == retrieval_times(listed), route
    for name in ("list.parquet", "list.csv"):
        listed.write(tmp_path / name)
        for result in (wp.read(tmp_path / name), Papers(wp.iter_papers(tmp_path / name))):
            assert result == listed
            assert retrieval_times(result) == retrieval_times(listed)


@needs_data
@pytest.mark.parametrize("path", sorted(DATA.glob("lists/*.md")), ids=lambda path: path.stem)
def test_real_lists(path: Path, tmp_path: Path) -> None:
    read = wp.read(path, on_error="collect")
    listed = read[:: 1 + len(read) // 1000]  # one list has thousands of papers
    assert ROUTES["pandas"](listed) == listed
    for name in ("list.parquet", "list.csv"):
        listed.write(tmp_path / name)
        assert wp.read(tmp_path / name) == listed


# -- The table ---------------------------------------------------------------------------------


def test_the_schema_is_always_the_same() -> None:
    for listed in (Papers(), LISTED, Papers([BARE])):
        assert listed.to_arrow().schema.equals(schema(), check_metadata=True)
        file = pq.read_table(io.BytesIO(listed._to_parquet()))
        assert file.schema.equals(schema())
        assert file.schema.metadata == schema().metadata
    assert schema().metadata == {b"weeklypapers.schema_version": b"2"}


def test_the_values_of_a_row() -> None:
    full, bare, other = LISTED.to_arrow().to_pylist()

    assert full["title"] == "On 2406.00001"
    assert full["week"] == date(2024, 6, 30)
    assert full["category"] == "cs.CL"
    assert (full["arxiv_id"], full["arxiv_version"]) == ("2406.00001", 2)
    assert (full["key"], full["source"], full["sources"]) == ("arxiv:2406.00001", None, [])
    assert (full["abstract"], full["abstract_from"]) == (LISTED[0].abstract, "list")
    assert full["url"] == "https://arxiv.org/pdf/2406.00001v2"
    assert full["authors"] == [
        {"name": "Ada Lovelace", "affiliations": ["Analytical Engines & Co."]},
        {"name": "Émilie du Châtelet", "affiliations": []},
    ]
    assert full["published"] == datetime(2024, 6, 1, 12, tzinfo=UTC)
    assert full["updated"] == datetime(2024, 6, 2, 12, tzinfo=UTC)
    assert full["links"] == [
        {"url": full["url"], "label": "arxiv", "kind": "paper", "listed_kind": None}
    ]
    assert full["listed_authors"] == ["A. Lovelace", "É. du Châtelet"]
    assert (full["listed_date"], full["listed_date_first"]) == ("2024-06", date(2024, 6, 1))
    assert full["arxiv"]["categories"] == ["cs.CL", "cs.LG"]
    assert full["arxiv"]["published"] == full["published"]
    assert full["extra"] == [("Score", "9")]
    assert {name for name, value in bare.items() if value} == {"title", "key"}
    assert other["category"] == "Prompting"


def test_the_dictionary_of_categories_does_not_depend_on_the_order() -> None:
    papers = [
        Paper(title=code, category=Category.parse(code)) for code in ("zoo", "cs.LG", "cs.AI")
    ]
    for listed in (Papers(papers), Papers(papers[::-1])):
        (chunk,) = listed.to_arrow()["category"].chunks
        assert chunk.dictionary.to_pylist() == ["cs.AI", "cs.LG", "zoo"]
        assert chunk.to_pylist() == [paper.title for paper in listed]


def test_tables_of_the_first_version_are_read() -> None:
    """There, the abstract was always the listed one, and the identifier had its version."""
    unlisted = attrs.evolve(FULL, abstract=None)
    listed = Papers([FULL, unlisted, BARE])
    table = listed.to_arrow().drop_columns(
        ["week_ending", "arxiv_version", "abstract_from", "key", "source", "sources"]
    )
    for name, values in {
        "arxiv_id": ["2406.00001v2", "2406.00001v2", None],
        "abstract": [FULL.abstract, None, None],
    }.items():
        index = table.schema.get_field_index(name)
        table = table.set_column(index, name, pa.array(values, pa.string()))
    old = table.replace_schema_metadata({"weeklypapers.schema_version": "1"})
    file = io.BytesIO()
    pq.write_table(old, file)
    for result in (wp.from_arrow(old), wp.read(io.BytesIO(file.getvalue()))):
        assert (result, result.problems) == (listed, ())


# -- Libraries that read a list directly ---------------------------------------------------------


def test_a_requested_schema_is_honoured() -> None:
    wanted = schema().set(0, pa.field("title", pa.large_string()))
    table = pa.RecordBatchReader.from_stream(LISTED, wanted).read_all()
    assert table.schema.field("title").type == pa.large_string()
    assert wp.from_arrow(table) == LISTED
    with pytest.raises(ValueError, match="field names are not matching"):
        pa.RecordBatchReader.from_stream(LISTED, pa.schema([("title", pa.int64())]))


def test_libraries_read_a_list_directly() -> None:
    papers = LISTED
    with duckdb.connect() as connection:
        connection.register("papers", papers)
        counted = connection.sql("select category, count(*) from papers group by all order by all")
        assert counted.fetchall() == [("Prompting", 1), ("cs.CL", 1), (None, 1)]
    assert pa.table(papers) == papers.to_arrow()
    if hasattr(pd.DataFrame, "from_arrow"):  # since pandas 3
        frame = pd.DataFrame.from_arrow(papers)  # type: ignore[attr-defined]
        assert list(frame["title"]) == [paper.title for paper in papers]
    assert nw.from_arrow(papers, backend="pyarrow").shape == (3, len(schema().names))
    assert nw.from_arrow(papers, backend="polars").shape == (3, len(schema().names))


# -- Changes by libraries -----------------------------------------------------------------------


def recast(types: dict[str, pa.DataType]) -> pa.Table:
    table = LISTED.to_arrow()
    for name, kind in types.items():
        index = table.schema.get_field_index(name)
        table = table.set_column(index, name, table[name].cast(kind))
    return table


@pytest.mark.parametrize(
    "types",
    [
        {"title": pa.large_string(), "url": pa.large_string(), "category": pa.large_string()},
        {"title": pa.string_view(), "venue": pa.string_view()},
        {"title": pa.dictionary(pa.int8(), pa.string()), "category": pa.string()},
        {"published": pa.timestamp("ns", "UTC"), "updated": pa.timestamp("ms", "Asia/Kathmandu")},
        {"week": pa.timestamp("ns"), "listed_date_first": pa.date64()},
        {"topics": pa.large_list(pa.large_string())},
        {
            "arxiv": pa.struct(
                [
                    field.with_type(pa.timestamp("ns", "UTC"))
                    if pa.types.is_timestamp(field.type)
                    else field
                    for field in schema().field("arxiv").type
                ]
            )
        },
    ],
    ids=lambda types: ", ".join(map(str, types.values()))[:40],
)
def test_other_types_of_a_column(types: dict[str, pa.DataType]) -> None:
    try:
        table = recast(types)
    except pa.ArrowNotImplementedError as error:
        pytest.skip(f"pyarrow {pa.__version__}: {error}")
    result = wp.from_arrow(table)
    assert result == LISTED
    assert result.problems == ()


def test_maps_as_lists_nulls_chunks_and_order() -> None:
    table = LISTED.to_arrow()
    entries = [
        [{"key": key, "value": text} for key, text in paper.extra.items()] for paper in LISTED
    ]
    index = table.schema.get_field_index("extra")
    table = table.set_column(index, "extra", pa.array(entries))
    for name in ("links", "listed_authors", "topics"):
        empty = [value or None for value in table[name].to_pylist()]
        table = table.set_column(
            table.schema.get_field_index(name), name, pa.array(empty, schema().field(name).type)
        )
    table = pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)])
    table = table.select(table.schema.names[::-1])
    assert wp.from_arrow(table) == LISTED
    nothing = (
        table.select(["title"])
        .append_column("abstract", pa.nulls(3))
        .append_column("x", pa.nulls(3))
    )
    assert wp.from_arrow(nothing) == Papers([Paper(title=paper.title) for paper in LISTED])


def test_a_record_of_nulls_is_none() -> None:
    kind = schema().field("arxiv").type
    record = {field.name: None for field in kind}
    table = pa.table({"title": ["A"], "arxiv": pa.array([record], kind)})
    assert wp.from_arrow(table) == Papers([Paper(title="A")])


SCALARS = {
    "year": (pa.array([2024]), "2024"),
    "missing": (pa.array([2024.0, None]), "2024"),
    "score": (pa.array([0.1]), "0.1"),
    "nan": (pa.array([float("nan")]), None),
    "read": (pa.array([True]), "true"),
    "day": (pa.array([date(2024, 6, 30)]), "2024-06-30"),
    "midnight": (pa.array([NAIVE.replace(hour=0)], pa.timestamp("ns")), "2024-06-30"),
    "seconds": (pa.array([NAIVE.replace(hour=0)], pa.timestamp("s")), "2024-06-30"),
    "hour": (pa.array([NAIVE]), "2024-06-30T01:00:00"),
    "zone": (pa.array([NAIVE], pa.timestamp("us", "Asia/Kathmandu")), "2024-06-30T01:00:00Z"),
    "nanos": (pa.array([1], pa.timestamp("ns", "UTC")), "1970-01-01T00:00:00.000000001Z"),
    "price": (pa.array(["1.50"]).cast(pa.decimal128(5, 2)), "1.50"),
    "kind": (pa.array([7]).dictionary_encode(), "7"),
}


@pytest.mark.parametrize("name", SCALARS)
def test_unknown_columns_are_kept_as_text(name: str) -> None:
    values, text = SCALARS[name]
    result = wp.from_arrow(pa.table({"title": ["A"], "own": values[:1]}))
    assert result == Papers([Paper(title="A", extra={"own": text} if text else {})])
    assert result.problems == ()


def test_unknown_columns_of_dataframes() -> None:
    frame = LISTED.to_pandas()
    frame["year"] = frame["week"].dt.year  # with a NaN
    frame["long"] = frame["title"].str.len() > 4
    result = wp.from_arrow(frame)
    assert [dict(paper.extra) for paper in result] == [
        {"Score": "9", "year": "2024", "long": "true"},
        {"long": "false"},
        {"year": "2024", "long": "true"},
    ]
    nested = LISTED.to_polars().with_columns(own=pl.col("topics"))
    result = wp.from_arrow(nested)
    assert result == LISTED
    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("bad-table", "warning")
    assert str(problem).startswith("<table>: bad-table: the column 'own' is left out: its type is")


# -- Errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("title", pa.array(["A", None]), "expected a title, got none"),
        ("title", pa.array(["A", " "]), "expected a title, got none"),
        ("week", pa.array([None, "June"]), "expected a day such as '2024-06-30', got 'June'"),
        (
            "week",
            pa.array([None, NAIVE]),
            "expected a day, got the time '2024-06-30 01:00:00'",
        ),
        (
            "published",
            pa.array([None, NAIVE]),
            "expected a time with a time zone",
        ),
        (
            "listed_date",
            pa.array([None, "June"]),
            "expected 2024, 2024-06 or 2024-06-30, got 'June'",
        ),
        ("arxiv_id", pa.array([None, "none"]), "expected an arXiv identifier or a link to one"),
        ("arxiv_id", pa.array([None, 2406.15319]), "expected text, got 2406.15319"),
        ("topics", pa.array([[], ["a", None]]), "expected text, got None"),
        ("topics", pa.array([None, 1]), "expected a list, got 1"),
        ("links", pa.array([[], [{"label": "a"}]]), "url: required member missing"),
        (
            "links",
            pa.array([[], [{"url": "a", "labl": "a"}]]),
            "unknown member 'labl'. Did you mean 'label'?",
        ),
        ("arxiv", pa.array([None, {"id": "2406.15319"}]), "title: required member missing"),
        ("abstract", pa.array([None, "a\0"]), "Paper.abstract must be text"),
    ],
)
def test_bad_values(column: str, values: pa.Array, message: str) -> None:
    table = pa.table({"title": ["A", "B"]} | {column: values})
    with pytest.raises(ReadError) as caught:
        wp.from_arrow(table)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("bad-value", None)
    assert message in problem.message
    assert problem.message.endswith(f" @ row 1, column {column!r}")
    assert (
        caught.value.papers
        == wp.from_arrow(table, on_error="collect")
        == Papers([Paper(title="A")])
    )


def test_rows_are_counted_across_chunks() -> None:
    days = pa.chunked_array([pa.array(["2024-06-30"]), pa.array(["May", "June"])])
    result = wp.from_arrow(
        pa.table({"title": ["A", "B", "C"], "listed_date": days}), on_error="collect"
    )
    assert [problem.text for problem in result.problems] == ["'May'", "'June'"]
    assert [problem.message.partition(" @ ")[2] for problem in result.problems] == [
        "row 1, column 'listed_date'",
        "row 2, column 'listed_date'",
    ]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pa.table({"name": ["A"]}), "expected a column 'title', got 'name'"),
        (pa.table({}), "expected a column 'title', got no columns"),
        (
            pa.table([["A"], ["B"]], names=["title", "title"]),
            "expected each column once, got 'title'",
        ),
        (
            pa.table({"title": ["A"]}).replace_schema_metadata(
                {"weeklypapers.schema_version": "3"}
            ),
            "written by a newer weeklypapers: its schema_version is 3, and this release reads 1 t",
        ),
        (
            pa.table({"title": ["A"], "published": pa.array([1], pa.timestamp("ns", "UTC"))}),
            "from row 0 on, values are out of the range of Python's types: ",
        ),
        (
            pa.table({"title": ["A"], "week": pa.array([2**31 - 1], pa.date32())}),
            "from row 0 on, values are out of the range of Python's types: ",
        ),
    ],
)
def test_tables_that_cant_be_read(table: pa.Table, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        wp.from_arrow(table)
    (problem,) = caught.value.problems
    assert problem.code == "bad-table"
    assert problem.message.startswith(message)
    assert len(caught.value.papers) == 0


def test_a_list_keeps_its_table() -> None:
    listed = Papers(LISTED)
    table = listed.to_arrow()
    assert listed.to_arrow() is table
    assert pa.table(listed).column(0).chunk(0).buffers()[2].address == (
        table.column(0).chunk(0).buffers()[2].address
    )
    assert LISTED[:1].to_arrow().num_rows == 1
    week = wp.Week(ending=date(2024, 6, 30), papers=listed)
    assert week.to_arrow() is week.papers.to_arrow()


def test_objects_that_are_not_tables() -> None:
    with pytest.raises(InvalidValueError, match="expected an object with an Arrow stream"):
        wp.from_arrow([{"title": "A"}])
    with pytest.raises(InvalidValueError, match="expected a stream of tables"):
        wp.from_arrow(pl.Series(["A"]))
    batch = pa.RecordBatch.from_pydict({"title": ["A"]})
    assert wp.from_arrow(batch) == Papers([Paper(title="A")])
    with pytest.raises(InvalidValueError, match="on_error can't be 'rais'"):
        wp.from_arrow(LISTED, on_error="rais")  # type: ignore[arg-type]


# -- Parquet -----------------------------------------------------------------------------------


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "LIST.PARQUET"
    LISTED.write(path)
    assert wp.read(path) == LISTED
    assert list(wp.iter_papers(path)) == list(LISTED)
    LISTED.write(tmp_path / "list.json")
    codes = [problem.code for problem in wp.check(tmp_path / "list.json")]
    assert [problem.code for problem in wp.check(path)] == codes
    stream = io.BytesIO(path.read_bytes())
    assert wp.read(stream) == LISTED
    assert list(wp.iter_papers(io.BytesIO(path.read_bytes()))) == list(LISTED)
    assert [each.code for each in wp.check(io.BytesIO(path.read_bytes()))] == codes
    for other in (Papers().to_pandas().to_parquet, LISTED.to_polars().write_parquet):
        file = io.BytesIO()
        other(file)
        assert wp.read(io.BytesIO(file.getvalue())) in (Papers(), LISTED)
    assert pd.read_parquet(path)["title"].tolist() == [paper.title for paper in LISTED]
    assert pl.read_parquet(path).equals(LISTED.to_polars())
    assert duckdb.read_parquet(str(path)).shape == (3, len(schema().names))
    with pytest.raises(
        InvalidValueError, match="dialect and columns are for Markdown, and the source is Parquet"
    ):
        wp.read(path, columns={"a": "title"})


def test_parquet_of_other_programs(tmp_path: Path) -> None:
    path = tmp_path / "list.parquet"
    pl.DataFrame({"title": ["A", "B"], "week": [date(2024, 6, 30), None]}).write_parquet(path)
    assert wp.read(path) == Papers([Paper(title="A", week=date(2024, 6, 30)), Paper(title="B")])
    LISTED.to_pandas().to_parquet(path)
    assert wp.read(path) == LISTED


@pytest.mark.parametrize("kept", [0, 3, 200, -1])
def test_incomplete_parquet(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "list.parquet"
    path.write_bytes(LISTED._to_parquet()[:kept])
    for read in (wp.read, lambda source: list(wp.iter_papers(source))):
        with pytest.raises(ReadError, match="not a complete Parquet file") as caught:
            read(path)
        assert (caught.value.problems[0].code, caught.value.problems[0].file) == (
            "bad-table",
            str(path),
        )


# -- Without pyarrow ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda path: Papers(LISTED).to_arrow(),  # a list keeps its table
        lambda path: wp.from_arrow(LISTED),
        lambda path: wp.read(path),
        lambda path: LISTED.write(path),
    ],
)
def test_without_pyarrow(
    call: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.parquet"
    path.write_bytes(b"PAR1PAR1")
    remove(monkeypatch, "pyarrow")
    with pytest.raises(MissingDependencyError) as caught:
        call(path)
    assert caught.value.name == "pyarrow"
    assert str(caught.value) == 'Arrow needs pyarrow: pip install "weeklypapers[arrow]"'


@pytest.mark.parametrize("column", ["title", "venue", "Stars"])
def test_text_that_is_not_utf_8_is_a_problem(column: str) -> None:
    offsets, content = pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")
    damaged = pa.StringArray.from_buffers(1, offsets, content)
    table = pa.table({"title": ["One"]} | {column: damaged})
    papers = wp.from_arrow(table, on_error="collect")
    assert [problem.severity for problem in papers.problems] == ["error"]
    assert "not UTF-8" in papers.problems[0].message
