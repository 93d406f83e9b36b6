"""The hooks that views register with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from weeklypapers import display
from weeklypapers.testing import make_papers


def test_values_are_displayed_by_their_views() -> None:
    papers = make_papers(1)
    assert display.html(papers) == papers._repr_html_()
    assert display.markdown(papers) == papers._repr_markdown_()
    assert display.html(papers).startswith("<table")


def test_values_without_a_view_are_errors() -> None:
    with pytest.raises(TypeError, match="there is no view of int as HTML"):
        display.html(1)
    with pytest.raises(TypeError, match="there is no view of int as Markdown"):
        display.markdown(1)


def test_views_are_imported_when_a_value_is_first_displayed() -> None:
    script = (
        "import sys, weeklypapers\n"
        "papers = weeklypapers.sample()\n"
        "before = 'weeklypapers.views' in sys.modules\n"
        "papers._repr_html_()\n"
        "print(before, 'weeklypapers.views' in sys.modules)"
    )
    result = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert result.stdout.split() == ["False", "True"]
