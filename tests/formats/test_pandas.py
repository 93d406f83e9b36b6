"""DataFrames of pandas."""

from __future__ import annotations

import pandas as pd
import pytest

import weeklypapers as wp
from support.missing import remove
from support.tables import BARE, LISTED
from weeklypapers import MissingDependencyError, Papers
from weeklypapers.formats import pandas


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
