"""Replaced, deleted and inserted lines."""

from __future__ import annotations

import pytest

from weeklypapers.editing.edits import Replacement, TextEdits, deletion, insertion
from weeklypapers.model.errors import EditError


def edited(text: str, *replacements: Replacement) -> str:
    edits = TextEdits(text)
    edits.add(replacements)
    return edits.text()


def test_lines_keep_their_endings() -> None:
    edits = [
        Replacement(range(2, 3), ("B",)),
        deletion(range(5, 6)),
        insertion(4, ["x"]),
        insertion(1, ["y"]),
    ]
    assert edited("a\r\nb\rc\n\nd", *edits) == "y\r\na\r\nB\rc\nx\n"


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb", "\n"])
def test_a_text_without_edits_stays(text: str) -> None:
    assert edited(text) == text


def test_lines_are_inserted_into_an_empty_text() -> None:
    assert edited("", insertion(1, ["a", "b"])) == "a\nb\n"


def test_insertions_before_one_line_keep_their_order() -> None:
    assert edited("a\nb\n", insertion(2, ["1"]), insertion(2, ["2"])) == "a\n1\n2\nb\n"


def test_several_lines_become_several_others() -> None:
    edits = [
        Replacement(
            range(1, 3),
            (
                "x",
                "y",
                "z",
            ),
        ),
        deletion(range(3, 4)),
    ]
    assert edited("a\nb\nc\nd", *edits) == "x\ny\nz\nd"


def test_two_changes_of_one_line_are_an_error() -> None:
    with pytest.raises(EditError, match="two changes concern this line"):
        edited("a\nb\n", Replacement(range(1, 3), ("x",)), deletion(range(2, 3)))
