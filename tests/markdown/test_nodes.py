from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.markdown import BLOCK_FRAGMENTS, HEAD, paragraphs
from weeklypapers.markdown import Block, Inline, blocks, render_inline, split_lines, tables


@settings(max_examples=examples(500), deadline=None)
@given(st.lists(st.sampled_from([*BLOCK_FRAGMENTS, ">", "\t", "|"]), max_size=20).map("".join))
def test_offsets_have_a_place(document: str) -> None:
    lines = split_lines(document)
    for block in blocks(lines):
        if isinstance(block, Block):
            places = [block.place(offset) for offset in range(len(block.text))]
            rows = zip(block.text, places, strict=True)
            assert all(lines[at - 1][to - 1] == c for c, (at, to) in rows if c != "\n")


def test_content_has_its_place_in_whole_lines() -> None:
    (block,) = paragraphs("> - a  \n>   b\nc \n")
    assert (block.lines, block.starts, block.ends) == (
        ("> - a  ", ">   b", "c "),
        (4, 4, 0),
        (7, 5, 1),
    )
    assert block.text == "a  \nb\nc"
    assert [block.place(offset) for offset in (0, 3, 4, 6, 7)] == [
        (1, 5), (1, 8), (2, 5), (3, 1), (3, 2),
    ]  # fmt: skip


def test_marks_have_their_offsets_in_the_source() -> None:
    source = "a [**b**](c) *d* ~e~ `f` ![g](h) <i>i</i> http://j"
    covered = [(mark.kind, source[mark.start : mark.stop]) for mark in render_inline(source).marks]
    assert covered == [
        ("link", "[**b**](c)"),
        ("strong", "**b**"),
        ("em", "*d*"),
        ("strike", "~e~"),
        ("code", "`f`"),
        ("image", "![g](h)"),
        ("em", "<i>i</i>"),
        ("link", "http://j"),
    ]


@pytest.mark.parametrize(
    ("source", "part", "written"),
    [
        ("plain text", "text", "text"),
        ("**bold**", "ol", "ol"),
        ("[link](target)", "link", "link"),
        ("[**link**](target)", "in", "in"),
        ("a **b** c", "a b c", "a **b** c"),
        ("a **b** c", "b", "b"),
        ("a &amp; b", "&", "&amp;"),
        ("a &amp; b", "& b", "&amp; b"),
        (r"Q\&A", "&A", r"\&A"),
        (r"Q\&A", "Q", "Q"),
        ("x `` code `` y", "ode", "ode"),
        ("x<br>y", "x\ny", "x<br>y"),
        ("x<br>y", "\n", "<br>"),
        ("<p>x</p><p>y", "x\ny", "x</p><p>y"),
        ("***a** b*", "a b", "a** b"),
    ],
)
def test_source_of(source: str, part: str, written: str) -> None:
    inline = render_inline(source)
    begin = inline.text.index(part)
    span = inline.source_of(begin, begin + len(part))
    assert span is not None
    assert source[slice(*span)] == written


def test_source_of_nothing() -> None:
    for source in ("", "plain", "**bold**", "a *b*"):
        inline = render_inline(source)
        assert inline.source_of(1, 1) is None
        assert inline.source_of(99, 100) is None
    assert render_inline("a *b*").source_of(0, 99) == (0, 4)


def test_values_compare_and_survive_pickling() -> None:
    assert render_inline("a *b*") == pickle.loads(pickle.dumps(render_inline("a *b*")))  # noqa: S301
    assert render_inline("a") == Inline("a")
    assert hash(render_inline("a *b*")) == hash(render_inline("a *b*"))


@pytest.mark.parametrize(
    "document",
    [
        f"{HEAD}| a | b |\n| c | d |\n",
        f"{HEAD}| a |\n| c | d\n",
        "> | a |\n> |---|\n> | b |\n>  | c |\n",
        "<table><tr><th>A<tr><td>a<tr><td>b</table>",
    ],
)
def test_rows_one_by_one_or_by_their_index(document: str) -> None:
    for chunk in tables(split_lines(document)):
        rows = list(chunk.rows())
        assert [chunk.row(index) for index in range(len(chunk.lines))] == rows
        if not chunk.table.html:
            assert [row.line - chunk.line for row in rows] == list(range(len(rows)))
