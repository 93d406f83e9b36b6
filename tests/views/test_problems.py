from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import weeklypapers as wp
from support.html import page
from support.problems import ERROR, FOUND, NOTE
from weeklypapers import (
    ReadError,
)
from weeklypapers.model.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path


LIST = """\
| Week | title | category | abstract | Paper-Link |
|--|--|--|--|--|
| 30 June | One | cs.CL | a | https://arxiv.org/abs/2406.00001 |
"""


def test_all_that_gives_problems_gives_them_as_such(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, "utf-8")

    with pytest.raises(ReadError) as caught:
        wp.read(tmp_path / "list.md")
    read = wp.read(tmp_path / "list.md", on_error="collect")
    for problems in (caught.value.problems, read.problems, wp.check(tmp_path / "list.md")):
        assert isinstance(problems, Problems)
        assert [problem.code for problem in problems[:1]] == ["bad-week"]


def test_errors_come_first() -> None:
    read = page(FOUND)

    assert read.parts["caption"] == ["2 errors, 1 note"]
    assert read.parts["tr"] == [
        "PlaceCodeMessageText",
        "2 errors",
        "1list.md:4:3bad-weekexpected a day",
        "2list.md:4:3bad-weekexpected a day",
        "1 note",
        "01table-left-outno papers| a |",
    ]
    assert page(ERROR).parts["tr"][0] == "Placelist.md:4:3"


def test_many_problems_are_counted() -> None:
    read = page(Problems([NOTE, *[ERROR] * 60]))

    assert read.scopes.count("row") == 50
    assert read.parts["tfoot"] == ["11 more problems not shown"]
