"""Articles in HTML as Markdown."""

from __future__ import annotations

import pytest

from weeklypapers.formats.articles import ArticleReader


def markdown(html: str) -> list[str]:
    reader = ArticleReader()
    page = f"<p>before</p><article>{html}</article><p>after</p>"
    assert page[reader.read(page, page.index("<article")) :] == "<p>after</p>"
    return [line for line in reader.lines if line]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<h2>A <em>b</em></h2>", ["## A <em>b</em>"]),
        ("<div><h3>A</h3><a class='anchor' href='#a'><svg><path/></svg></a></div>", ["### A"]),
        ("<p>a\nb<br>\n- c</p>", ["a", "b<br>", "\\- c"]),
        (
            "<p>1. a *b* _c_ [d] &lt;e&gt; & f</p>",
            ["1\\. a \\*b\\* \\_c\\_ \\[d\\] \\<e\\> &amp; f"],
        ),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", ["* a", "  - b", "* c"]),
        ("<ul><li>a</ul><ul><li>b</ul>", ["* a", "- b"]),
        ("<ul><li>a<li>b</ul>", ["* a", "* b"]),
        ("<ol><li>a</li></ol>", ["1) a"]),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", ["> a", ">", "> * b"]),
        ("<ul><li><input type=checkbox checked> a</li></ul>", ["* [x] a"]),
        ("<a href='https://a.org?b&amp;c'>d</a>", ['<a href="https://a.org?b&amp;c">d</a>']),
        ("<img src=a data-canonical-src=b alt='c'>", ['<img src="b" alt="c">']),
        ("<pre>- a\n``b``</pre>", ["```", "- a", "``b``", "```"]),
        (
            "<details><summary>A *b*</summary><p>c</p></details>",
            ["<details>", "<summary>A *b*</summary>", "c", "</details>"],
        ),
        (
            "a<table><tr><td>b\n\n</td></tr></table>c",
            ["a", "<table><tr><td>b", "</td></tr></table>", "c"],
        ),
        ("a<hr>b", ["a", "---", "b"]),
        ("<script>a</script><style>b</style><![CDATA[c]]>d", ["d"]),
    ],
)
def test_elements(html: str, lines: list[str]) -> None:
    assert markdown(html) == lines


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("Q&A", "Q&amp;A"),
        ("Q&amp;A", "Q&amp;A"),
        ("Q&amp;amp;A", "Q&amp;amp;A"),
        ("&copy 2024", "© 2024"),
        ("R&D; &unknown;", "R&amp;D; &amp;unknown;"),
        ("&#42;a&#x2A; &#", "\\*a\\* &amp;#"),
        ("&#", "&amp;#"),
        ("&#x", "&amp;#x"),
    ],
)
def test_references_to_characters_are_read_as_browsers_do(html: str, line: str) -> None:
    assert markdown(f"<p>{html}</p><p>b</p>") == [line, "b"]


def test_an_article_without_an_end() -> None:
    reader = ArticleReader()
    assert reader.read("<article><ul><li>a", 0) == len("<article><ul><li>a")
    assert reader.lines[0] == "* a"
