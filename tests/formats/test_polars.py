"""DataFrames of Polars."""

from __future__ import annotations

import polars as pl
import pytest

import weeklypapers as wp
from support.missing import remove
from support.tables import BARE, LISTED
from weeklypapers import MissingDependencyError, Papers
from weeklypapers.formats import polars


@pytest.mark.parametrize("listed", [LISTED, Papers()])
def test_polars_reads_a_list_as_a_stream_and_not_as_a_sequence(listed: Papers) -> None:
    assert pl.DataFrame(listed).equals(listed.to_polars())
    assert pl.DataFrame(listed).schema == listed.to_polars().schema


def test_operations_on_the_frame() -> None:
    frame = LISTED.to_polars()

    assert frame["week"].dt.year().to_list() == [2024, None, 2024]
    assert frame["published"].dtype == pl.Datetime("us", "UTC")
    names = frame[:1].explode("authors").unnest("authors")["name"].to_list()
    assert names == ["Ada Lovelace", "Émilie du Châtelet"]
    assert wp.from_arrow(frame.filter(pl.col("title") == "bare")) == Papers([BARE])


def test_the_schema_of_an_empty_list_is_the_same() -> None:
    assert Papers().to_polars().schema == LISTED.to_polars().schema


def test_the_type_is_that_of_the_library() -> None:
    assert isinstance(LISTED.to_polars(), polars.DataFrame)


@pytest.mark.parametrize("package", ["polars", "pyarrow"])
def test_without_a_package(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(monkeypatch, package)
    with pytest.raises(MissingDependencyError, match=f"needs {package}: pip install") as caught:
        LISTED.to_polars()
    assert caught.value.name == package
