from __future__ import annotations

import pytest

from support.markdown import HEAD, assert_line_is_read_as_by_cmark, cmark_tables, our_tables
from weeklypapers.markdown import split_lines, tables


@pytest.mark.parametrize(
    "line",
    [
        "<div> | b",
        "</td",
        "<pre | b",
        "<textarea>",
        "<!-- | b",
        "<? | b",
        "<!A | b",
        "<![CDATA[ | b",
        "<a | b",
        "<a b='|'>",
        "</a >\f",
        "<divx> | b",
        "<!a | b",
        "<a> | b",
        "<a b=\"|'>",
        "</a b>",
        "<1>",
        "<\u017fcript | b",
    ],
)
def test_a_row_or_an_html_block(line: str) -> None:
    assert_line_is_read_as_by_cmark(line)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(f"<div>\n{HEAD}\n{HEAD}", id="HTML up to a blank line"),
        pytest.param(f"<a>\n{HEAD}\n{HEAD}", id="any tag"),
        pytest.param(f"<pre>\n\n{HEAD}x</PRE>x\n{HEAD}", id="pre"),
        pytest.param(f"<textarea>\n\n{HEAD}</textarea>\n{HEAD}", id="textarea"),
        pytest.param(f"<!-- a\n\n{HEAD}-->\n{HEAD}", id="comment"),
        pytest.param(f"<!-- a -->\n{HEAD}", id="comment on a line"),
        pytest.param(f"<? a\n\n{HEAD}?> b\n{HEAD}", id="processing instruction"),
        pytest.param(f"<!DOCTYPE a\n\nb>\n{HEAD}", id="declaration"),
        pytest.param(f"<![cdata[\n\n{HEAD}]]>\n{HEAD}", id="CDATA"),
    ],
)
def test_html_is_no_table(document: str) -> None:
    assert our_tables(document) == cmark_tables(document)


@pytest.mark.parametrize(
    "document",
    ["`<table>`\n", "a <table><tr><td>\n", "<!--\n<table><tr><td>a</table>\n-->\n", "<tablet>\n",
     "<pre>\n<table><tr><td>a</table>\n</pre>\n", "    <table><tr><td>a</table>\n",
     "<div>\n<!--\n<table><tr><td>a</table>\n-->\n</div>\n"],
)  # fmt: skip
def test_no_table_in_html(document: str) -> None:
    assert list(tables(split_lines(document))) == []
