"""Notebooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import weeklypapers as wp
from weeklypapers.formats.notebook import is_notebook

CELLS = [
    {"cell_type": "code", "source": ["print('## No')\n"], "outputs": [{"text": ["- x\n"]}]},
    {
        "cell_type": "markdown",
        "id": "a",
        "source": ["## Graphs\n", "\n", "- [A](https://arxiv.org/abs/2406.15319)\n", "- more"],
    },
    {"cell_type": "raw", "source": "- [No](https://arxiv.org/abs/2406.15318)"},
    {"cell_type": "markdown", "source": '- [B "b"](https://arxiv.org/abs/2406.15320)'},
    {"cell_type": "markdown", "source": []},
]


@pytest.mark.parametrize("indent", [None, 1])
def test_markdown_cells_are_read(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "list.ipynb"
    text = json.dumps({"cells": CELLS, "nbformat": 4, "metadata": {"a": ["b"]}}, indent=indent)
    path.write_text(text, encoding="utf-8")
    papers = wp.read(path)
    assert [(paper.title, paper.topics) for paper in papers] == [
        ("A", ("Graphs",)),
        ('B "b"', ("Graphs",)),
    ]
    lines = text.split("\n")
    for paper, identifier in zip(papers, ("2406.15319", "2406.15320"), strict=True):
        assert paper.origin is not None
        assert identifier in lines[paper.origin.line - 1]
    (problem,) = papers.problems
    assert problem.message.endswith(" @ cell 2")
    assert '"- more"' in lines[(problem.line or 0) - 1]
    assert problem.column is None
    assert problem in wp.check(path)
    assert list(wp.iter_papers(path, on_error=lambda _: None)) == list(papers)
    with pytest.raises(wp.EditError, match="a Jupyter notebook, which can't be edited"):
        papers.add(wp.Paper(title="C"))
    assert papers.to_markdown().startswith("| Week")


@pytest.mark.parametrize("value", [[], {}, {"cells": []}, {"cells": 1, "nbformat": 4}, None])
def test_other_json(value: object) -> None:
    assert not is_notebook(value)
