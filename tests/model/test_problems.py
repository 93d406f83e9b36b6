from __future__ import annotations

import copy
import pickle
import re
from typing import TYPE_CHECKING, Any

import pytest

from support.problems import ERROR, FOUND, NOTE
from weeklypapers import Edit, InvalidValueError, PartialDate, Problem
from weeklypapers.model.problems import Problems, count, located

if TYPE_CHECKING:
    from collections.abc import Callable


BAD_WEEK = Problem(code="bad-week", message="expected a day", line=4, column=3, file="list.md")


BAD_LINK = Problem(code="bad-link", message="expected a link", line=9)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (BAD_WEEK, "list.md:4:3: bad-week: expected a day"),
        (BAD_LINK, "9: bad-link: expected a link"),
        (Problem(code="a", message="b", file="list.json"), "list.json: a: b"),
        (Problem(code="a", message="b"), "<text>: a: b"),
    ],
)
def test_a_problem_starts_with_its_position(problem: Problem, text: str) -> None:
    assert str(problem) == text


@pytest.mark.parametrize("item", [{"code": "a"}, ("a", "b")])
def test_an_item_that_attrs_made_plain_names_the_remedy(item: Any) -> None:
    expected = f"Problems[1] must be a Problem, got {item!r}; attrs.asdict and attrs.astuple need "
    with pytest.raises(InvalidValueError, match=f"^{re.escape(expected)}recurse=False$"):
        Problems([BAD_WEEK, item])
    with pytest.raises(InvalidValueError, match=r"^Problems\[0\] must be a Problem, got 5$"):
        Problems([5])  # type: ignore[list-item]


def test_a_problem_is_an_error_by_default() -> None:
    assert BAD_LINK.severity == "error"
    assert (BAD_LINK.file, BAD_LINK.column, BAD_LINK.text) == (None, None, "")


def test_problems_are_a_tuple() -> None:
    assert FOUND == (NOTE, ERROR, ERROR)
    assert hash(FOUND) == hash((NOTE, ERROR, ERROR))
    assert (FOUND[1], FOUND[-3]) == (ERROR, NOTE)
    assert FOUND[1:] == (ERROR, ERROR)
    assert all(type(part) is Problems for part in (FOUND[1:], FOUND[5:], FOUND[::-1]))
    assert str(FOUND[:2]) == f"{NOTE}\n{ERROR}"


def pickled(problems: Problems) -> Problems:
    copied = pickle.loads(pickle.dumps(problems))  # noqa: S301 - pickled in this line
    assert isinstance(copied, Problems)
    return copied


@pytest.mark.parametrize("line", [1.5, "1", PartialDate(2024)])
def test_the_place_of_an_edit_is_a_whole_number(line: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^Edit\.line must be a whole number, got "):
        Edit(line=line, column=1, length=0, text="")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_problems_survive_copies(again: Callable[[Problems], Problems]) -> None:
    assert type(again(FOUND)) is Problems
    assert again(FOUND) == FOUND


@pytest.mark.parametrize(
    ("problems", "counted"),
    [
        ((), "no problems"),
        ((ERROR,), "1 error"),
        (FOUND, "2 errors, 1 note"),
    ],
)
def test_problems_are_counted_by_severity(problems: tuple[Problem, ...], counted: str) -> None:
    assert count(problems) == counted
    assert repr(Problems(problems)) == f"<Problems: {counted}>"


def test_a_problem_is_shown_on_one_line_with_its_severity() -> None:
    problem = Problem(code="a", message="two\nlines", file="list.md", severity="warning")
    assert "\n" not in located(problem)
    assert located(problem).startswith("list.md: a: two")
    assert located(problem).endswith("lines (warning)")
    assert repr(problem) == f"<Problem {located(problem)}>"


def test_notebooks_show_problems() -> None:
    assert "expected a day" in ERROR._repr_html_()
    assert "expected a day" in FOUND._repr_html_()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("code", None, "Problem.code must be text, got None"),
        ("message", 5, "Problem.message must be text, got 5"),
        ("text", None, "Problem.text must be text, got None"),
        ("line", "4", "Problem.line must be a whole number or None, got '4'"),
        ("column", 1.5, "Problem.column must be a whole number or None, got 1.5"),
        ("file", 5, "Problem.file must be text or None, got 5"),
        ("severity", "fatal", "Problem.severity can't be 'fatal'"),
        ("fix", ["x"], "Problem.fix[0] must be an Edit, got 'x'"),
        ("fix", ("x",), "Problem.fix[0] must be an Edit, got 'x'"),
        ("fix", 5, "Problem.fix must be an iterable of Edit, got 5"),
    ],
)
def test_fields_are_checked(field: str, value: object, message: str) -> None:
    fields: dict[str, Any] = {"code": "a", "message": "b", field: value}
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}"):
        Problem(**fields)


def test_edits_become_a_tuple() -> None:
    edit = Edit(line=1, column=2, length=0, text="|")
    edits: Any = [edit]
    assert Problem(code="a", message="b", fix=edits).fix == (edit,)


def test_characters_that_hide_others_are_shown_by_their_code_points() -> None:
    problem = Problem(code="a", message="x\u202e\ty", text="\ud800é")
    assert problem.message == "x[U+202E]\ty"
    assert problem.text == "\\ud800é"
