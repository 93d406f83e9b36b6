from __future__ import annotations

import pytest

from weeklypapers import display
from weeklypapers.testing import make_paper


def test_hooks_show_values_with_a_view() -> None:
    paper = make_paper(title="A title")
    assert "A title" in display.html(paper)
    assert "A title" in display.markdown(paper)


def test_values_without_a_view_are_type_errors() -> None:
    with pytest.raises(TypeError, match="there is no view of int as HTML"):
        display.html(5)
    with pytest.raises(TypeError, match="there is no view of int as Markdown"):
        display.markdown(5)
