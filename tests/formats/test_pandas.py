"""DataFrames of pandas."""

from __future__ import annotations

import attrs
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import weeklypapers as wp
from support.missing import remove
from support.problems import FOUND
from support.tables import BARE, LISTED
from weeklypapers import Link, MissingDependencyError, Papers
from weeklypapers.formats import pandas
from weeklypapers.formats.records import FLAT
from weeklypapers.testing import make_paper


def test_the_constructor_of_pandas_reads_a_column_of_papers() -> None:
    """The how-to guide warns of it."""
    assert list(pd.DataFrame(LISTED)[0]) == list(LISTED)


def test_operations_on_the_frame() -> None:
    frame = LISTED.to_pandas()

    assert list(frame.index) == [0, 1, 2]
    assert frame["week"].dt.year.tolist()[0] == 2024
    assert (frame["week"] >= "2024-06-01").tolist() == [True, False, True]
    assert str(frame["published"].dt.tz) == "UTC"
    assert frame.groupby("category", observed=True).size().to_dict() == {"cs.CL": 1, "Prompting": 1}
    assert frame["category"].cat.categories.tolist() == ["cs.CL", "Prompting"]
    assert frame["authors"].list.len().tolist() == [2, 0, 0]
    assert frame["arxiv"].struct.field("doi").isna().all()
    assert frame.explode("listed_authors")["listed_authors"].tolist()[:2] == [
        "A. Lovelace",
        "É. du Châtelet",
    ]
    assert wp.from_arrow(frame[frame["title"] == "bare"]) == Papers([BARE])  # the index is a column
    assert wp.from_arrow(frame.set_index("title").reset_index()) == LISTED


def test_two_lists_are_joined_by_identifier() -> None:
    first = Papers([make_paper("2406.00001"), make_paper("2406.00002v3"), BARE])
    second = Papers(
        [make_paper("2406.00001v2"), make_paper("2406.00002v1"), make_paper("2406.00003")]
    )
    frame = first.to_pandas().dropna(subset="arxiv_id").merge(second.to_pandas(), on="arxiv_id")
    assert len(frame) == len(first.overlap(second).both) == 2
    assert frame["arxiv_version_x"].tolist() == [pd.NA, 3]
    assert frame["arxiv_version_y"].tolist() == [2, 1]
    assert len(first.to_pandas().merge(second.to_pandas(), on="key")) == 2


def test_a_flat_frame() -> None:
    frame = LISTED.to_pandas(flat=True)

    assert frame["authors"].tolist()[:1] == ["Ada Lovelace; Émilie du Châtelet"]
    assert frame["topics"].tolist()[:1] == ["Agents > Web"]
    assert frame["Score"].tolist()[:1] == ["9"]
    assert not frame.isna().all().any()
    assert list(frame.columns) == list(LISTED.to_polars(flat=True).columns)
    assert len(frame.drop_duplicates()) == len(frame)
    assert frame.nunique()["key"] == len(frame)
    assert frame.describe(include="all").loc["unique", "title"] == len(frame)
    assert str(frame["week"].dtype) == str(LISTED.to_pandas()["week"].dtype)
    assert str(frame["arxiv_version"].dtype) == "Int32"
    assert list(Papers().to_pandas(flat=True).columns) == list(FLAT)


def test_a_flat_frame_is_read_without_its_derived_columns() -> None:
    listed = Papers([make_paper("2406.00001v2", topics=["a", "b"], extra={"Score": "9"}), BARE])
    plain = [
        attrs.evolve(paper, links=[Link(url=link.url) for link in paper.links]) for paper in listed
    ]
    result = wp.from_arrow(listed.to_pandas(flat=True))
    assert (result, result.problems) == (Papers(plain), ())


def test_the_types_of_an_empty_list_are_the_same() -> None:
    assert list(map(str, Papers().to_pandas().dtypes)) == list(map(str, LISTED.to_pandas().dtypes))


@pytest.mark.parametrize("flat", [False, True])
def test_no_categories_are_text_as_well(flat: bool) -> None:  # noqa: FBT001
    """Otherwise, the frames of two lists could not be concatenated as categories."""
    lists = [LISTED, Papers([BARE]), Papers()]
    frames = [papers.to_pandas(flat=flat) for papers in lists]
    kinds = {str(frame["category"].cat.categories.dtype) for frame in frames if "category" in frame}
    assert kinds == {str(frames[0].dtypes["title"])}


def test_a_frame_of_problems() -> None:
    frame = pandas.problem_frame(FOUND)
    assert frame[["file", "line", "column", "code", "severity"]].values.tolist()[1] == [
        *("list.md", 4, 3, "bad-week", "error")
    ]
    assert frame["column"].tolist() == [pd.NA, 3, 3]
    assert frame["text"].tolist() == ["| a |", "", ""]
    assert list(map(str, pandas.problem_frame(()).dtypes)) == list(map(str, frame.dtypes))
    assert frame.dtypes["code"] == LISTED.to_pandas().dtypes["title"]


def test_a_frame_as_parquet() -> None:
    frame = LISTED.to_pandas()[["title", "category", "week"]].assign(length=3)
    schema = pandas.schema_of(frame)
    assert [schema.field(name).type for name in ("title", "week")] == [pa.string(), pa.date32()]
    for part in (frame, frame[:0]):
        content = pandas.to_parquet(part.set_index("week", drop=False), schema)
        table = pq.read_table(pa.BufferReader(content))
        assert table.schema.equals(schema, check_metadata=True)
        assert table.num_rows == len(part)
    assert LISTED.to_arrow().schema.metadata == schema.metadata
    assert not pandas.schema_of(pandas.problem_frame(FOUND)).metadata


def test_the_type_is_that_of_the_library() -> None:
    assert isinstance(LISTED.to_pandas(), pandas.DataFrame)


@pytest.mark.parametrize("package", ["pandas", "pyarrow"])
def test_without_a_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, package)
    with pytest.raises(MissingDependencyError, match=f"needs {package}: pip install") as caught:
        LISTED.to_pandas()
    assert caught.value.name == package
