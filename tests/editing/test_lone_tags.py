"""HTML tags that lost their partner in copies of rows."""

from __future__ import annotations

import pytest

from weeklypapers.editing.lone_tags import without_lone_tags


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        ("a</sub> b", "<sub>a</sub> b", "a b"),
        ("a <div class='x'> b", "a <div class='x'>c</div> b", "a  b"),
        ("<b>a</b> <i>c", "<b>a</b> <i>b</i>", "<b>a</b> c"),
        ("<div>a</div><div>", "<div>a</div><DIV>b</DIV>", "<div>a</div>"),
        ("a<br>b<br/>c", "a<br>b<br/>", "a<br>b<br/>c"),
        ("<li>a", "<li>a", "<li>a"),
        ("<b>a</b>", "<b>x</b>", "<b>a</b>"),
        ("1 < 2 > 0", "", "1 < 2 > 0"),
    ],
)
def test_tags_that_lost_their_partner_are_removed(text: str, model: str, expected: str) -> None:
    assert without_lone_tags(text, model) == expected
