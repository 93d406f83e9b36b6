from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.limits import hang_guard
from support.markdown import by_cmark, by_render
from support.real_lists import DOCUMENTS, needs_data
from weeklypapers.markdown import render_inline, split_lines, tables

CORPUS = [
    "x [[Paper](https://a.org/b)] [[Code](https://c.org/d_e)], <ins>ICML, 2024</ins>",
    "x [![s](https://img.org/a?label=b&query=c%2Fd)](https://e.org) **f** *g*",
    "x [a [b](c) [d] ](e) [f](g)",
    "x [a](b 'c\\'d') [e](f \"g\\\\\" h\") [i](j(k) l)",
    "x `a`` b` ``c ` d`` ` `` `",
    "x *a `b*` c* **d*e**f* ***g** h*",
    "x a*(b)* **(c)**d _(e)_f g_h_ __i__j 中**文**字 。**。** →**a→**b",
    "x ~a~~ ~~b~ ~~c~~d~ *~~e*~~ _f_~ _g_~~",
    "x www.a.b_c www. a www.a www.é.b http://é_b.c_d https://a.b?c=(d)) e",
    "x http://a;b&amp; http://a.b&copy; (www.c.d), ftp://e.f. HTTP://G ahttp://b 1http://c",
    "x [www.a.b http://c.d",
    "x \\<a> <a\\> <a href=\"b>c\"> <q c=d/> <e f = 'g'h> </i j> <k-l>",
    "x &copy &copy; &#x; &#xg; &NotEqualTilde; &#xFFFFF;",
    "x ![a *b* `c`](d) ![e](f) [![g](h)](i) !\\[j](k) ![^l](m)",
    "x a  \nb\\\nc \nd",
    "x <http://a b> <http://a> <a.b:c> <m@n.o>",
]


ALPHABET = [
    *("*", "**", "_", "__", "~", "~~", "`", "``", "[", "]", "![", "!", "(", ")", "<", ">", "&"),
    *("](", "](a)", "](<c d>)", ' "t")', "&amp;", "&#42;", "&lt;", "\\", "\n", "  \n"),
    *("a", "b", "a b", " ", "é", "中", "。", "→", "\xa0", "1", ".", ",", ";", ":", "'", '"', "//"),
    *("http://a.b", "https://x.y/z_(w)", "www.a.b", "<http://q>", "<m@n.o>", "<q>", "</q>", "^"),
    *("<!-- c -->", "<?", "?>"),
]


def is_comparable(source: str) -> bool:
    """Return whether a source is one paragraph without intended differences."""
    begins_block = re.search(r"\n\s*(?:[-*+>`~#=<_|\[0-9]|\n|\Z)", source)
    bare_email = "@" in source.replace("<m@n.o>", "") or re.search(r"[\\<]<m@|<m@n.o>>", source)
    has_tag = re.search(r"<(?:a|b|A|B)\b", source)
    # After a run that nothing closes, cmark-gfm may miss the second code span.
    many_ticks = len(re.findall("`+", source)) > 4
    return not (begins_block or bare_email or has_tag or many_ticks)


def check(source: str) -> None:
    source = re.sub(r"\n[ \t]+", "\n", source.rstrip(" \t\n"))
    theirs = by_cmark(source) if is_comparable(source) else None
    # In an alternative text, cmark-gfm keeps tags.
    if theirs is not None and not any("<" in alt for _, alt in theirs.images):
        assert by_render(source) == theirs, source


@pytest.mark.parametrize("source", CORPUS)
def test_corpus_as_cmark_gfm_reads_it(source: str) -> None:
    assert by_render(source) == by_cmark(source)


@settings(max_examples=examples(500), deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=25).map("".join))
@example("_a_~~")
@example("www.a&amp;")
def test_any_text_as_cmark_gfm_reads_it(source: str) -> None:
    check("x " + source)


def test_random_texts_as_cmark_gfm_reads_them() -> None:
    generator = random.Random(0)
    for _ in range(5000):
        check("x " + "".join(generator.choices(ALPHABET, k=generator.randint(1, 30))))


@needs_data
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_real_lists_as_cmark_gfm_reads_them(path: Path) -> None:
    lines = split_lines(path.read_text(encoding="utf-8"))
    cells = {cell.text for chunk in tables(lines) for row in chunk.rows() for cell in row.cells}
    for cell in sorted(cells):
        if "$" not in cell and cell:
            theirs, ours = by_cmark(f"x {cell}"), by_render(f"x {cell}")
            assert theirs is not None
            # Blocks break lines, which cmark-gfm leaves to the browser.
            assert ours.text.replace("\n", "") == theirs.text.replace("\n", "")
            assert (ours.links, ours.images) == (theirs.links, theirs.images)


@given(st.text(alphabet="ab *_~`[]()!<>&;$\\\n\"'/:w.brp=#x0", max_size=60), st.booleans())
@settings(max_examples=examples(500), deadline=None)
def test_any_text_can_be_read(source: str, markdown: bool) -> None:  # noqa: FBT001
    inline = render_inline(source, markdown=markdown)
    starts = [(mark.start, -mark.stop) for mark in inline.marks]
    assert starts == sorted(starts)
    for mark in inline.marks:
        assert 0 <= mark.begin <= mark.end <= len(inline.text)
        assert 0 <= mark.start < mark.stop <= len(source)
    spans = [inline.source_of(at, at + 1) for at in range(len(inline.text))]
    flat = [span for span in spans if span is not None]
    assert len(flat) == len(inline.text)
    assert flat == sorted(flat)
    assert all(0 <= start < stop <= len(source) for start, stop in flat)


HOSTILE = {
    "brackets": "[" * 50_000,
    "openers": "*a " * 20_000,
    "closers": "a* " * 20_000,
    "mixed delimiters": "*_a" * 30_000,
    "nested strong": "*" * 30_000 + "a" + "*" * 30_000,
    "tildes": "~*" * 30_000,
    "many tildes": ("*" + "~" * 99) * 500,
    "growing backticks": "".join("`" * length + "a" for length in range(600)),
    "images": "![" * 50_000,
    "nested images": "![" * 20_000 + "a" + "](b)" * 20_000,
    "nested links": "[" * 20_000 + "a" + "](b)" * 20_000,
    "open targets": "[a](" * 20_000,
    "open angle targets": "[a](<b" * 20_000,
    "open titles": "[a](b (" * 20_000,
    "escaped quotes": '[a](b "' + '\\"' * 30_000,
    "dollars": "$" * 50_000,
    "dollars and letters": "$a " * 30_000,
    "dollars and backticks": "$`" * 30_000,
    "tags": "<a " * 20_000,
    "tags with quotes": "<a b='" * 20_000,
    "comments": "<!--" * 20_000,
    "instructions": "<?" * 20_000,
    "cdata": "<![CDATA[" * 20_000,
    "declarations": "<!A " * 20_000,
    "elements": "<b>" * 20_000 + "</b>" * 20_000,
    "links with images": "<a href=x><img src=y alt=z>" * 10_000,
    "blocks": "a<p>" * 20_000,
    "ampersands": "&" * 50_000,
    "backslashes": "\\" * 50_000,
    "schemes": "http://" * 20_000,
    "hosts": "www." * 20_000,
    "parentheses": "http://a" + ")" * 50_000,
    "semicolons": "http://a" + "&a;" * 20_000,
    "emails": "<a@" + "a." * 30_000,
    "blanks": " " * 100_000 + "\n",
}


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(source: str, *, markdown: bool) -> None:
    with hang_guard():
        render_inline(source, markdown=markdown)
