from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.markdown import HEAD, paragraphs, rows_of, split_row, texts
from weeklypapers.markdown import split_lines, tables
from weeklypapers.markdown.lines import Line, LineSource, NumberedLines, line_spans


def test_a_byte_order_mark_is_content_after_the_first_line() -> None:
    assert texts(split_row("\ufeff| a |", line=2)) == ["\ufeff", "a"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("\n", [""]),
        ("a\n\nb", ["a", "", "b"]),
        ("a\r\nb\rc\n\rd", ["a", "b", "c", "", "d"]),
        ("a\v\f\x1c\x1d\x1e\x85\u2028\u2029b", ["a\v\f\x1c\x1d\x1e\x85\u2028\u2029b"]),
    ],
)
def test_lines_end_only_at_the_line_endings_of_commonmark(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_lines_may_have_their_line_endings() -> None:
    document = f"{HEAD}| a | b |\nc | d\n"
    lines = document.splitlines(keepends=True)
    assert rows_of(tables(lines)) == rows_of(tables(split_lines(document)))


def test_lines_are_pulled_as_they_are_needed() -> None:
    pulled = 0

    def endless() -> Iterator[str]:
        nonlocal pulled
        for line in itertools.chain(split_lines(HEAD), itertools.repeat("| a | b |")):
            pulled += 1
            yield line

    chunks = tables(endless(), chunk_size=10)
    for count in range(1, 4):
        next(chunks)
        assert pulled <= 2 + 10 * count + 1


def test_a_byte_order_mark_is_no_content() -> None:
    first, second = paragraphs("\ufeff- a\n- b\n")
    assert (first.text, first.starts, second.text) == ("a", (3,), "b")
    assert [b.kind for b in paragraphs("\ufeff# a\n")] == ["heading"]


@given(st.text(alphabet="ab \n\r\v\x85"))
def test_spans_are_those_of_the_lines(text: str) -> None:
    spans = list(line_spans(text))
    assert [text[start:end] for start, end, _ in spans] == split_lines(text)
    assert "".join(text[start:after] for start, _, after in spans) == text


@given(st.text(alphabet="ab \n\r\v\x85"), st.integers(1, 4))
def test_excerpts_are_lines(text: str, count: int) -> None:
    numbered, lines = NumberedLines(text), split_lines(text)
    assert list(numbered) == lines
    for number in range(1, len(lines) + 1):
        excerpt = "\n".join(lines[number - 1 : number - 1 + count])
        assert numbered.excerpt(number, count) == excerpt
        excerpts = numbered.excerpts(count)
        assert excerpts.at(number) == excerpt
        start, end = excerpts.span(number)
        assert split_lines(excerpts.text[start:end]) == lines[number - 1 : number - 1 + count]
    assert numbered.excerpts(count) is numbered.excerpts(count)


def test_a_line_without_its_prefixes() -> None:
    line = Line(2, "> \t- a")
    assert (line.first, line.start, line.indent) == (">", 0, 0)
    line.skip_columns(2)
    assert (line.first, line.start, line.indent) == ("-", 3, 2)
    line.skip_columns(1)  # a part of the tab
    assert (line.start, line.indent) == (3, 1)
    line.skip_to(5)
    assert (line.first, line.start, line.indent) == ("a", 5, 0)


def test_looking_ahead_takes_no_line() -> None:
    source = LineSource(["a\n", "b\r\n", "c", "d"])
    assert [line.text for line, _ in zip(source.look_ahead(), range(2), strict=False)] == ["a", "b"]
    assert [(line.number, line.text) for line in source.look_ahead()][2:] == [(3, "c"), (4, "d")]
    assert source.following == "a"
    source.skip(1)
    assert source.take_while(lambda text: text < "d", 5) == ["b", "c"]
    assert [line.text for line in source.look_ahead()] == ["d"]
    line = source.next()
    assert line is not None
    assert (line.number, source.number, line.text) == (4, 4, "d")
    assert source.next() is None
    assert source.following is None
    assert list(source.look_ahead()) == []
