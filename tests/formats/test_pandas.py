"""DataFrames of pandas."""

from __future__ import annotations

import attrs
import pandas as pd
import pytest

import weeklypapers as wp
from support.missing import remove
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


def test_the_type_is_that_of_the_library() -> None:
    assert isinstance(LISTED.to_pandas(), pandas.DataFrame)


@pytest.mark.parametrize("package", ["pandas", "pyarrow"])
def test_without_a_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, package)
    with pytest.raises(MissingDependencyError, match=f"needs {package}: pip install") as caught:
        LISTED.to_pandas()
    assert caught.value.name == package
