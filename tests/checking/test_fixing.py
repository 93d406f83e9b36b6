"""Fixes of problems."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unittest.mock import patch

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers import Edit, Fixed, InvalidValueError, Paper, Problem, Problems, fix
from weeklypapers.checking.checker import Checked
from weeklypapers.markdown import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

HEAD = """\
| Week       | title | category | abstract | Paper-Link                       |
|------------|-------|----------|----------|----------------------------------|
"""
CLEAN = "| 2024-06-30 | First | cs.CL    | Short.   | https://arxiv.org/abs/2406.00001 |\n"
PIPE = "| 2024-06-30 | B | cs.CL | a|b | https://arxiv.org/abs/2406.00009 |"
SHORT = "| 2024-06-30 | C | cs.CL"
LONG = "| 2024-06-30 | D | cs.CL | a | https://arxiv.org/abs/2406.00008 | | "
BAD = "| June | D | cs.CL | a | https://arxiv.org/abs/2406.00008 |"


def edit(line: int, column: int, length: int, text: str) -> Edit:
    return Edit(line=line, column=column, length=length, text=text)


def problem(*edits: Edit, code: str = "any") -> Problem:
    return Problem(code=code, message="", fix=edits)


def fixed(text: str, **options: object) -> Fixed:
    return fix(io.StringIO(text, newline=""), **options)  # type: ignore[arg-type]


def apply(text: str, problems: Iterable[Problem]) -> str:
    """Return the text after the fixes of the problems that one pass makes."""
    results = [Checked(Problems(problems), []), Checked(Problems(), [])]
    with patch("weeklypapers.checking.fixing.checked", side_effect=results):
        return fixed(text).text


def returning(problems: Callable[[str], Iterable[Problem]]) -> Callable[..., Checked]:
    """Return a check that finds these problems in a text, and no paper."""
    return lambda text, **_: Checked(Problems(problems(text)), [])


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [each.code for each in problems]


# Edits


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_edits_anywhere_in_lines(ending: str) -> None:
    text = ending.join(["\ufeffone", "", "three"])
    edits = [edit(3, 6, 0, "!"), edit(1, 5, 0, "."), edit(2, 1, 0, "two"), edit(3, 1, 1, "T")]

    assert apply(text, [problem(each) for each in edits]) == ending.join(
        ["\ufeffone.", "two", "Three!"]
    )


def test_other_line_separators_do_not_end_a_line() -> None:
    text = "a\x0cb\x85c\u2028d\ne"
    assert apply(text, [problem(edit(1, 8, 0, "!")), problem(edit(2, 1, 1, "E"))]) == (
        "a\x0cb\x85c\u2028d!\nE"
    )


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit], str]:
    """Draw a text, edits of it in any order, and the expected text, line by line."""
    line = st.text(st.characters(exclude_characters="\r\n"), max_size=8)
    lines = draw(st.lists(st.tuples(line, st.sampled_from(["\n", "\r\n", "\r"])), max_size=6))
    last = draw(line)
    edits: list[Edit] = []
    text = result = ""
    for number, (content, ending) in enumerate([*lines, (last, "")], 1):
        joins = text.endswith("\r") and not content and ending == "\n"  # one ending of two
        end = "\r" if joins else ending
        text += content + end
        done = 0
        while not (number > len(lines) and not last) and draw(st.booleans()):
            start = draw(st.integers(done, len(content)))
            length = draw(st.integers(0, len(content) - start))
            put = draw(st.text(st.characters(exclude_characters="\r\n"), max_size=3))
            edits.append(edit(number, start + 1, length, put))
            result += content[done:start] + put
            done = start + length
            if done == len(content) or not length:
                break
        result += content[done:] + end
    return text, edits, result


@given(edited())
def test_everything_but_the_edits_stays(case: tuple[str, list[Edit], str]) -> None:
    text, edits, expected = case
    assert apply(text, [problem(*edits)]) == expected


@given(edited(), st.randoms(use_true_random=False))
def test_the_order_of_edits_does_not_matter(
    case: tuple[str, list[Edit], str], random: object
) -> None:
    text, edits, expected = case
    mixed = sorted(edits, key=lambda _: random.random())  # type: ignore[attr-defined]
    at_one_place = {(each.line, each.column) for each in edits}
    if len(at_one_place) == len(edits):
        assert apply(text, [problem(*mixed)]) == expected


@given(st.text(st.sampled_from("ab\r\n\ufeff\x85"), max_size=20))
def test_lines_are_those_of_the_reader(text: str) -> None:
    for number, line in enumerate(split_lines(text), 1):
        whole = edit(number, 1, len(line), line)
        assert apply(text, [problem(whole)]) == text
        with pytest.raises(InvalidValueError):
            apply(text, [problem(attrs.evolve(whole, length=len(line) + 1))])


def test_nothing_to_fix() -> None:
    assert apply("a\r\nb", []) == "a\r\nb"
    assert apply("a\r\nb", [problem()]) == "a\r\nb"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (edit(1, 1, 3, "x"), edit(1, 3, 2, "y"), "xdef"),
        (edit(1, 3, 2, "y"), edit(1, 1, 3, "x"), "xdef"),
        (edit(1, 1, 3, "x"), edit(1, 2, 0, "y"), "xdef"),
        (edit(1, 1, 3, "x"), edit(1, 4, 3, "y"), "xy"),
        (edit(1, 1, 3, "x"), edit(1, 5, 0, "y"), "xdyef"),
        # An order of these would have to be guessed.
        (edit(1, 2, 0, "x"), edit(1, 2, 0, "y"), "axbcdef"),
        (edit(1, 2, 0, "x"), edit(1, 2, 0, "x"), "axbcdef"),
        (edit(1, 1, 3, "x"), edit(1, 4, 0, "y"), "xdef"),
        (edit(1, 1, 0, "x"), edit(1, 1, 3, "y"), "xabcdef"),
    ],
)
def test_two_problems(first: Edit, second: Edit, expected: str) -> None:
    assert apply("abcdef", [problem(first), problem(second)]) == expected


def test_the_edits_of_a_problem_are_applied_together_or_not_at_all() -> None:
    first = problem(edit(1, 2, 1, "X"))
    both = problem(edit(1, 2, 1, "Y"), edit(2, 1, 0, "Y"))
    third = problem(edit(2, 1, 0, "Z"))

    assert apply("abc\ndef", [both, third, first]) == "aYc\nYdef"
    assert apply("abc\ndef", [first, both]) == "aXc\ndef"
    assert apply("abc\ndef", [first, both, third]) == "aXc\nZdef"


def test_the_insertions_of_a_problem_at_one_place_stay_in_order() -> None:
    one = problem(edit(1, 2, 1, "B"), edit(1, 2, 0, "1"), edit(1, 2, 0, "2"))
    assert apply("abc", [one]) == "a12Bc"


def test_edits_of_a_problem_that_overlap_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="overlaps another edit of the same problem"):
        apply("abc", [problem(edit(1, 1, 2, ""), edit(1, 2, 1, ""))])


@pytest.mark.parametrize(
    "wrong",
    [(0, 1, 0), (3, 1, 0), (1, 0, 0), (1, 5, 0), (1, 1, -1), (1, 2, 3)],
)
def test_edits_outside_of_the_text_are_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidValueError, match="outside of the text"):
        apply("abc\nd", [problem(edit(*wrong, ""))])


# Lists


@pytest.mark.parametrize(
    ("row", "code", "expected"),
    [
        (PIPE, "unescaped-pipe", PIPE.replace("a|b", r"a\|b")),
        (SHORT, "missing-cells", f"{SHORT} | | |"),
        (LONG, "extra-cells", LONG.removesuffix(" | ")),
    ],
)
@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r"])
def test_a_row_is_fixed(row: str, code: str, expected: str, ending: str) -> None:
    result = fixed(HEAD + CLEAN + row + ending)

    assert result.text == HEAD + CLEAN + expected + ending
    assert codes(result.fixed) == [code]
    assert result.fixed[0].line == 4
    assert code not in codes(result.problems)


def test_the_remaining_problems_are_those_of_a_check() -> None:
    result = fixed("\n".join([HEAD + BAD, PIPE, SHORT, ""]))

    assert codes(result.fixed) == ["unescaped-pipe", "missing-cells"]
    assert codes(result.problems) == ["bad-week", "no-link"]
    assert result.problems == wp.check(io.StringIO(result.text, newline=""))


def test_a_clean_list_stays() -> None:
    assert fixed(HEAD + CLEAN) == Fixed(text=HEAD + CLEAN, fixed=(), problems=())


def test_select_and_ignore() -> None:
    text = f"{HEAD}{PIPE}\n{SHORT}\n{LONG}\n"

    chosen = fixed(text, select=["missing-cells"])
    assert chosen.text == text.replace(SHORT, f"{SHORT} | | |")
    assert codes(chosen.fixed) == ["missing-cells"]
    assert {"unescaped-pipe", "extra-cells"} <= set(codes(chosen.problems))

    assert codes(fixed(text, ignore=["missing-cells"]).fixed) == ["unescaped-pipe", "extra-cells"]
    assert fixed(text, select=["extra-cells"], ignore=["extra-cells"]).text == text
    assert fixed(text, select=[]).text == text


@pytest.mark.parametrize("name", ["select", "ignore"])
def test_codes_in_one_text_are_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match=f"{name} must be several codes"):
        fixed(HEAD, **{name: "missing-cells"})


@pytest.mark.parametrize("name", ["select", "ignore"])
def test_unknown_codes_are_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"{name}: .*'bad-weeek'. Did you mean 'bad-week'"):
        fixed(HEAD, **{name: ["no-link", "bad-weeek"]})
    with pytest.raises(InvalidValueError, match=f"{name}: there is no problem 3"):
        fixed(HEAD, **{name: [3]})
    with pytest.raises(InvalidValueError, match=f"{name} must be several codes, got 3"):
        fixed(HEAD, **{name: 3})


def test_a_path_names_the_problems_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    content = b"\xef\xbb\xbf" + f"{HEAD}{SHORT}\r\n{BAD}".encode()
    path.write_bytes(content)

    result = fix(path)

    assert {each.file for each in result.fixed + result.problems} == {str(path)}
    assert result.text.encode() == content.replace(SHORT.encode(), f"{SHORT} | | |".encode())
    assert path.read_bytes() == content


def test_bytes_are_read(tmp_path: Path) -> None:
    result = fix(io.BytesIO(f"{HEAD}{SHORT}\r\n".encode()))
    assert result.text == f"{HEAD}{SHORT} | | |\r\n"
    assert [each.file for each in result.fixed] == [None]


def test_columns_and_dialect() -> None:
    text = HEAD.replace("title", "Was") + SHORT
    assert codes(fixed(text).fixed) == []
    assert fixed(text, columns={"Was": "title"}).text == f"{text} | | |"
    with pytest.raises(InvalidValueError, match="no dialect"):
        fixed(text, dialect="weakly")


@pytest.mark.parametrize("name", ["list.json", "list.jsonl"])
def test_nothing_is_fixed_in_json(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    wp.sample().write(path)

    result = fix(path)

    assert result.text == path.read_text(encoding="utf-8")
    assert result.fixed == ()
    assert result.problems == wp.check(path)


def test_text_that_is_not_utf_8_stays(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    content = (HEAD + SHORT).encode() + b"\ncaf\xe9"
    path.write_bytes(content)

    result = fix(path)

    assert result.text.encode(errors="surrogateescape") == content
    assert result.fixed == ()
    assert [str(each) for each in result.problems] == [
        f"{path}:4:4: not-utf-8: expected text in UTF-8, got the byte 0xe9"
    ]


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fix(tmp_path / "none.md")


def test_conflicting_fixes_take_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two problems have the same fix, which removes both; a third one remains after it."""

    def problems(text: str) -> tuple[Problem, ...]:
        doubled = [problem(edit(1, 1, 0, "x"), code=code) for code in ("one", "two")]
        third = problem(edit(1, 1, 1, "z"), code="three")
        return (*doubled, third) if text == "a" else (third,) if text == "xa" else ()

    monkeypatch.setattr("weeklypapers.checking.fixing.checked", returning(problems))

    assert fixed("a") == Fixed(
        text="za",
        fixed=(problems("a")[0], problems("xa")[0]),
        problems=(),
    )


def test_the_number_of_passes_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = problem(edit(1, 1, 0, "x"))
    monkeypatch.setattr("weeklypapers.checking.fixing.checked", returning(lambda _: (endless,)))
    assert len(fixed("a").text) < 100

    idle = problem(edit(1, 1, 1, "a"))
    monkeypatch.setattr("weeklypapers.checking.fixing.checked", returning(lambda _: (idle,)))
    assert fixed("a") == Fixed(text="a", fixed=(), problems=(idle,))


CELL = st.one_of(
    st.sampled_from(["2024-06-30", "cs.CL", "title", "https://arxiv.org/abs/2406.00001", ""]),
    st.text(st.sampled_from("ab\\ \t\v&<`\N{NO-BREAK SPACE}\0"), max_size=4),
)
ROW = st.builds(
    lambda before, cells, after: before + "|".join(cells) + after,
    st.sampled_from(["", "|", "| ", "> |"]),
    st.lists(CELL, min_size=1, max_size=8),
    st.sampled_from(["", "|", " |", "| ", "\\|", "|\v", "\\", " | |"]),
)


def as_read(text: str) -> list[Paper]:
    return [attrs.evolve(each, origin=None) for each in wp.parse(text, on_error="collect")]


@given(st.lists(ROW, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n", "\r"]))
def test_fixing_changes_no_paper_and_once_is_enough(rows: list[str], ending: str) -> None:
    text = HEAD + ending.join(rows)

    result = fixed(text)

    assert as_read(result.text) == as_read(text)
    assert not [each for each in result.problems if each.fix]
    assert fixed(result.text).text == result.text


def test_rows_of_html_tables_are_not_fixed() -> None:
    text = (
        "<table><tr><th>Title</th><th>Link</th></tr>\n"
        '<tr><td>A</td><td><a href="https://arxiv.org/abs/2403.20004">pdf</a></td><td></td></tr>\n'
        "<tr><td>B</td></tr></table>\n"
    )
    result = fixed(text)
    assert (result.text, result.fixed) == (text, ())
    assert codes(result.problems[:2]) == ["extra-cells", "missing-cells"]


def test_a_cell_that_spans_rows_is_fixed_once() -> None:
    head = "<table>\n<tr><th>Title</th><th>Paper</th></tr>\n"
    cell = '<td rowspan=2><a href="{}//arxiv.org/abs/2406.15319">One</a></td>'
    rows = "<tr>{}<td>x</td></tr><tr><td>a</td></tr><tr><td>Another</td><td>b</td></tr>\n</table>\n"
    text = head + rows.format(cell.format(""))
    for source in (text, text.replace("<tr>", "\n<tr>")):
        result = fixed(source)
        assert result.text == source.replace('"//', '"https://')
        assert codes(result.fixed) == ["no-scheme"]
        titles = [paper.title for paper in wp.parse(result.text, on_error="collect")]
        assert titles == ["One", "One", "Another"]


def test_an_escaped_pipe_before_a_link_does_not_move_its_fix() -> None:
    text = "| Title | Links |\n|--|--|\n| A \\| B | see \\| \\| [pdf](arxiv.org/abs/2406.15319) |\n"
    assert fixed(text).text == text.replace("arxiv.org", "https://arxiv.org")


def test_a_fix_that_would_change_another_value_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places of two fixes are wrong, those of the others right."""
    rows = [
        f"| 2024-06-30 | Paper {number} | cs.CL | a | https://arxiv.org/abs/2406.0000{number} |"
        for number in range(1, 8)
    ]
    text = HEAD + "\n".join(rows)

    def problems(text: str, **_: object) -> Checked:
        papers = wp.parse(text)
        wrong = [problem(edit(line, 17, 0, "x")) for line in (4, 8)]
        right = [
            problem(edit(line, 3, 0, " "))
            for line in (3, 6, 9)
            if text.split("\n")[line - 1].startswith("| 2")
        ]
        return Checked(Problems([*right, *wrong]), papers)

    monkeypatch.setattr("weeklypapers.checking.fixing.checked", problems)
    result = fixed(text)
    assert len(result.fixed) == 3
    assert result.text == HEAD + "\n".join(
        row.replace("| 2024", "|  2024") if index in (0, 3, 6) else row
        for index, row in enumerate(rows)
    )
