from __future__ import annotations

import pickle
import random
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.examples import examples
from weeklypapers.markdown import NO_REFERENCES, defined_references, scan, split_lines
from weeklypapers.markdown.inline import Inline, Mark, render

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parents[2] / "shared" / "data"
LISTS = sorted([*DATA.glob("*.md"), *DATA.glob("lists/*.md")])
needs_data = pytest.mark.skipif(not LISTS, reason="the folder of real lists is not there")


def outline(source: str, *, markdown: bool = True) -> tuple[str, list[str]]:
    """The text, and of each mark what it is, what it covers and what it points to."""
    inline = render(source, markdown=markdown)
    return inline.text, [
        " ".join(
            [mark.kind, repr(inline.text[mark.begin : mark.end])]
            + ([f"-> {mark.target}"] if mark.target is not None else [])
            + ([f"alt {mark.alt}"] if mark.alt else [])
        )
        for mark in inline.marks
    ]


# --- text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("plain  text, with blanks ", "plain  text, with blanks "),
        (r"Q\&A", "Q&A"),
        (r"\*not emphasis\*", "*not emphasis*"),
        (r"C:\path\name", r"C:\path\name"),
        ("a\\", "a\\"),
        ("&nbsp;Date&nbsp;", "\xa0Date\xa0"),
        ("&amp;amp; &lt;b&gt; &Eacute;", "&amp; <b> É"),
        ("&#65;&#x42;&#X43;", "ABC"),
        ("&#0; &#xD800; &#x110000; &#99999999;", "\ufffd \ufffd \ufffd \ufffd"),
        ("&unknown; &amp &#; &#123456789; AT&T", "&unknown; &amp &#; &#123456789; AT&T"),
        ("a\0b", "a\ufffdb"),
        ("one\ntwo", "one two"),
        ("one \t\n  two", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"),
        ("a <!-- comment --> b", "a  b"),
        ("a <!-- no comment b", "a <!-- no comment b"),
        ("a<!-->b<!--->c", "abc"),
        ("a <?php echo 1 ?> b <!DOCTYPE html> c <![CDATA[ d ]]>", "a  b  c "),
        ("3 < 4 > 2 <- <> < b>", "3 < 4 > 2 <- <> < b>"),
        ("[x][y] and [^1] and [z]", "[x][y] and [^1] and [z]"),
        ("![^1] !", "![^1] !"),
        ("me@example.org", "me@example.org"),
        ("<font color='red'>x</font>", "x"),
        ("snake_case_name 2*3 * 4", "snake_case_name 2*3 * 4"),
        ("**", "**"),
        ("2024</ins>", "2024"),
        ("a</p>", "a"),
        ("<p>a</p>\n<p>b</p> c", "a\nb\n c"),
        ("<div>a</div><div></div><div>b</div>", "a\nb"),
        ("a<br></p><p>b", "a\nb"),
        ("<ul><li>a</li><li><b>b</b></li></ul>", "a\nb"),
    ],
)
def test_text(source: str, text: str) -> None:
    assert render(source).text == text


@pytest.mark.parametrize(
    "source",
    [
        r"$f_\theta * g_*$",
        r"A $^2$M$^2$ -Net",
        "of $5 and $6",
        "$5-$6, *",
        r"up to 26$\times$",
        "a$b_c_$",
        r"$$x_1 * y_2 * z$$",
        "$`a_1*b`$ and `$",
        r"$a \$ b_1 * c_1 *$",
        r"$[a](b)$ and $\{x\}$",
        "$$ $` $ $$$$",
        "100$",
    ],
)
def test_formulas_and_prices_stay_as_they_are(source: str) -> None:
    assert outline(source) == (source, [])


def test_markup_goes_on_beside_a_formula() -> None:
    assert outline("**A $x_1$ and $y_1$**") == (
        "A $x_1$ and $y_1$",
        ["strong 'A $x_1$ and $y_1$'"],
    )
    assert outline("*a $b*$ c* $ d_") == ("a $b*$ c $ d_", ["em 'a $b*$ c'"])
    assert outline("$ *a*$") == ("$ a$", ["em 'a'"])
    assert outline(r"\$*a*$") == ("$a$", ["em 'a'"])
    assert render("$a\nb$").text == "$a b$"


# --- marks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("**Title**", "Title", ["strong 'Title'"]),
        ("** Title**", "** Title**", []),
        ("***a***", "a", ["em 'a'", "strong 'a'"]),
        ("*a **b** c*", "a b c", ["em 'a b c'", "strong 'b'"]),
        ("__a__ _b_", "a b", ["strong 'a'", "em 'b'"]),
        ("*foo**bar*", "foo**bar", ["em 'foo**bar'"]),
        ("**论文**\uff1a题目", "论文\uff1a题目", ["strong '论文'"]),
        ("**论文。**题目", "**论文。**题目", []),
        ("~~a~~ ~b~ ~~~c~~~ ~~d~", "a b ~~~c~~~ ~~d~", ["strike 'a'", "strike 'b'"]),
        ("`a*b*` `` ` ``", "a*b* `", ["code 'a*b*'", "code '`'"]),
        ("`` `a` ", "`` a ", ["code 'a'"]),
        ("`` `a` `b`", "`` a b", ["code 'a'", "code 'b'"]),
        ("[Paper](https://x/a_(b).pdf)", "Paper", ["link 'Paper' -> https://x/a_(b).pdf"]),
        ("[a](<b c> 'title')", "a", ["link 'a' -> b c"]),
        ('[a](b "t\\"t")', "a", ["link 'a' -> b"]),
        ("[a](b (t))", "a", ["link 'a' -> b"]),
        ("[a](b c)", "[a](b c)", []),
        ("[a](b\nc) [d", "[a](b c) [d", []),
        ("[a](<b", "[a](<b", []),
        ("[a](b", "[a](b", []),
        ("[a](" + "(" * 33 + ")" * 34, "[a](" + "(" * 33 + ")" * 34, []),
        (r"[a](b\)&amp;%20c)", "a", ["link 'a' -> b)&%20c"]),
        ("[Coming soon]()", "Coming soon", ["link 'Coming soon' -> "]),
        ("[Code](#)", "Code", ["link 'Code' -> #"]),
        ("[ Code ]( u )", " Code ", ["link ' Code ' -> u"]),
        ("[[Code](url)]", "[Code]", ["link 'Code' -> url"]),
        ("[[Code]](url)", "[Code]", ["link '[Code]' -> url"]),
        ("[ [arXiv]](http://a)", " [arXiv]", ["link ' [arXiv]' -> http://a"]),
        ("[a [b](c) d](e)", "[a b d](e)", ["link 'b' -> c"]),
        ("**[a](b)**", "a", ["strong 'a'", "link 'a' -> b"]),
        ("[**a**](b)", "a", ["link 'a' -> b", "strong 'a'"]),
        ("[**a**b](c)", "ab", ["link 'ab' -> c", "strong 'a'"]),
        ("*[a*](b)", "*a*", ["link 'a*' -> b"]),
        ("![alt *text*](src)", "", ["image '' -> src alt alt text"]),
        (
            "[![alt](img?label=a&query=b&amp;c)](target)",
            "",
            ["link '' -> target alt alt", "image '' -> img?label=a&query=b&c alt alt"],
        ),
        (
            "[![a](b) ![c](d)](e)",
            " ",
            ["link ' ' -> e alt a c", "image '' -> b alt a", "image '' -> d alt c"],
        ),
        ("[![a](b) c](d)", " c", ["link ' c' -> d", "image '' -> b alt a"]),
        ("![a ![b](c) [d](e) <b>f</b>](g)", "", ["image '' -> g alt a b d f"]),
        ("x!\\[a](b) \\![c](d)", "x![a](b) !c", ["link 'c' -> d"]),
        (
            "<https://a.b/?c&amp;d>",
            "https://a.b/?c&d",
            ["link 'https://a.b/?c&d' -> https://a.b/?c&d"],
        ),
        ("<me@a.org>", "me@a.org", ["link 'me@a.org' -> mailto:me@a.org"]),
        (
            "See https://a.b/c_(d)_e. Or (http://f.g).",
            "See https://a.b/c_(d)_e. Or (http://f.g).",
            [
                "link 'https://a.b/c_(d)_e' -> https://a.b/c_(d)_e",
                "link 'http://f.g' -> http://f.g",
            ],
        ),
        (
            "www.a.org, xwww.b.org",
            "www.a.org, xwww.b.org",
            ["link 'www.a.org' -> http://www.a.org"],
        ),
        ("www.a&amp;", "www.a&", ["link 'www.a' -> http://www.a"]),
        ("http://a_b.c_d git://x", "http://a_b.c_d git://x", []),
        (
            "**https://a.b**",
            "https://a.b",
            ["strong 'https://a.b'", "link 'https://a.b' -> https://a.b"],
        ),
        ("[https://a.b](c)", "https://a.b", ["link 'https://a.b' -> c"]),
    ],
)
def test_marks(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>a</b> <STRONG>b</STRONG>", "a b", ["strong 'a'", "strong 'b'"]),
        ("<i>a</i><em>b</em>", "ab", ["em 'a'", "em 'b'"]),
        (
            "<sub>a</sub><sup>b</sup><small>c</small>",
            "abc",
            ["small 'a'", "small 'b'", "small 'c'"],
        ),
        ("<ins>a</ins><u>b</u>", "ab", ["underline 'a'", "underline 'b'"]),
        (
            "<s>a</s><del>b</del><strike>c</strike>",
            "abc",
            ["strike 'a'", "strike 'b'", "strike 'c'"],
        ),
        ("<code>a</code>", "a", ["code 'a'"]),
        ("<ins>arXiv, 2024/ins> b", "arXiv, 2024/ins> b", ["underline 'arXiv, 2024/ins> b'"]),
        ("<b>a<i>b</b>c", "abc", ["strong 'ab'", "em 'bc'"]),
        ("<span style='width: 42px;'>07-29</span>", "07-29", []),
        ('<a href="x?a&amp;b">c</a>', "c", ["link 'c' -> x?a&b"]),
        ("<a class=y href='x'>c</a> <A HREF=z>d</A>", "c d", ["link 'c' -> x", "link 'd' -> z"]),
        ("<a name='x'>c</a>", "c", []),
        ("<a href=x>b<a href=y>c", "bc", ["link 'b' -> x", "link 'c' -> y"]),
        ("<a title='href=z' data-href=y href=x>c</a>", "c", ["link 'c' -> x"]),
        (
            "<a href=x><img alt='b' src=\"c\"> <img src=d></a>",
            " ",
            ["link ' ' -> x alt b", "image '' -> c alt b", "image '' -> d"],
        ),
    ],
)
def test_html(source: str, text: str, marks: list[str], *, markdown: bool) -> None:
    assert outline(source, markdown=markdown) == (text, marks)


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("*a* $b$ [c](d) \\& `e`", "*a* $b$ [c](d) \\& `e`", []),
        ("https://a.b", "https://a.b", []),
        ("a &amp; b  \n c", "a & b c", []),
        ("a<script>b < c</script>d<STYLE>e</STYLE>f<style>g", "adf", []),
        ('<td width=50%">a</td>', "a", []),
        ('<a href=x"y>z</a', "z</a", ["link 'z</a' -> x\"y"]),
        ("<b\n>a</b\n>", "a", ["strong 'a'"]),
        ("1 < 2 <!-- c --> <b", "1 < 2  <b", []),
    ],
)
def test_only_html(source: str, text: str, marks: list[str]) -> None:
    assert outline(source, markdown=False) == (text, marks)


def test_title_and_small_print_in_one_cell() -> None:
    inline = render("**Title**<br><sub>Institution: A<br>Text.</sub>")
    assert inline.text == "Title\nInstitution: A\nText."
    assert inline.marks == (
        Mark("strong", 0, 5, 0, 9),
        Mark("small", 6, 26, 13, 47),
    )


# --- places ---------------------------------------------------------------------------------


def test_marks_tell_where_they_stood() -> None:
    source = "a [**b**](c) *d* ~e~ `f` ![g](h) <i>i</i> http://j"
    covered = [(mark.kind, source[mark.start : mark.stop]) for mark in render(source).marks]
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
    ("source", "part", "stood"),
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
def test_source_of(source: str, part: str, stood: str) -> None:
    inline = render(source)
    begin = inline.text.index(part)
    span = inline.source_of(begin, begin + len(part))
    assert span is not None
    assert source[slice(*span)] == stood


def test_source_of_nothing() -> None:
    for source in ("", "plain", "**bold**", "a *b*"):
        inline = render(source)
        assert inline.source_of(1, 1) is None
        assert inline.source_of(99, 100) is None
    assert render("a *b*").source_of(0, 99) == (0, 4)


def test_values_compare_and_survive_pickling() -> None:
    assert render("a *b*") == pickle.loads(pickle.dumps(render("a *b*")))  # noqa: S301
    assert render("a") == Inline("a")
    assert hash(render("a *b*")) == hash(render("a *b*"))


# --- against cmark-gfm ----------------------------------------------------------------------


class _Read(NamedTuple):
    text: str
    links: list[str]
    images: list[tuple[str, str]]
    kinds: set[str]


class _Reader(HTMLParser):
    """Reads text and addresses back from cmark-gfm's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.read = _Read("", [], [], set())
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: unquote(value or "") for name, value in attrs}
        if tag == "br":
            self.text.append("<br>")
        elif tag == "a" and not values.get("href", "mailto:").startswith("mailto:"):
            self.read.links.append(values["href"])
        elif tag == "img":
            self.read.images.append((values["src"], values.get("alt", "").replace("\n", " ")))
        elif tag in ("em", "strong", "del", "code"):
            self.read.kinds.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data.replace("\n", " "))


def by_cmark(source: str) -> _Read | None:
    """What cmark-gfm makes of a source; `None` if it is more than one paragraph."""
    html = cmark.markdown_to_html_with_extensions(
        source, cmark.Options.CMARK_OPT_UNSAFE, ["table", "strikethrough", "autolink"]
    )
    if not re.fullmatch("<p>(?:(?!</?p>).)*</p>\n", html, re.DOTALL):
        return None
    # Python's parser reads comments and instructions in other ways than cmark-gfm.
    odd = r"<!-->|<!--->|<!--.*?-->|<\?(?:[^?>]|\?[^>]|>)*?\?>"
    html = re.sub(odd, "", html[3:-5], flags=re.DOTALL)
    reader = _Reader()
    reader.feed(html.replace("<br />\n", "<br />"))
    reader.close()
    return reader.read._replace(text="".join(reader.text).replace("<br>", "\n"))


def by_render(source: str, references: Mapping[str, str] = NO_REFERENCES) -> _Read:
    inline = render(source, references=references)
    targets = [(mark, unquote(mark.target or "")) for mark in inline.marks]
    names = {"em": "em", "strong": "strong", "strike": "del", "code": "code"}
    return _Read(
        inline.text,
        [at for mark, at in targets if mark.kind == "link" and not at.startswith("mailto:")],
        [(at, unquote(mark.alt)) for mark, at in targets if mark.kind == "image"],
        {names[mark.kind] for mark in inline.marks if mark.kind in names},
    )


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
    """Whether a source is but one paragraph, and differs in nothing that is meant to differ."""
    begins_block = re.search(r"\n\s*(?:[-*+>`~#=<_|\[0-9]|\n|\Z)", source)
    bare_email = "@" in source.replace("<m@n.o>", "") or re.search(r"[\\<]<m@|<m@n.o>>", source)
    has_tag = re.search(r"<(?:a|b|A|B)\b", source)
    # Behind a run that nothing closes, cmark-gfm may miss the second code span that follows.
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
    generator = random.Random(0)  # noqa: S311
    for _ in range(5000):
        check("x " + "".join(generator.choices(ALPHABET, k=generator.randint(1, 30))))


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists_as_cmark_gfm_reads_them(path: Path) -> None:
    lines = split_lines(path.read_text(encoding="utf-8"))
    cells = {cell.text for chunk in scan(lines) for row in chunk.rows() for cell in row.cells}
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
    inline = render(source, markdown=markdown)
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


# --- long and hostile texts -----------------------------------------------------------------

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
    started = time.process_time()
    render(source, markdown=markdown)
    assert time.process_time() - started < 1


DEFINITIONS = """\
[1]: https://a.org/1
[Two  words]: <https://a.org/two words> "Title"
[1]: https://a.org/again
[ß]: https://a.org/ss 'T'
  [d]: a\\*b&amp;c
[bad]: https://a.org/ no title
[^5]: https://a.org/5
"""
PIECES = [
    "[",
    "]",
    "![",
    "](",
    ")",
    "1",
    "two words",
    "TWO\tWORDS",
    "ss",
    "d",
    "bad",
    "x",
    " ",
    "*",
    "^5",
]
PIECES += ["[a][1]", "[1][]", "[two words]", "[a](b)", "[][1]", "[ ]", "\\", "`", "https://a.org/2"]


@settings(max_examples=examples(600), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("[a][1] [1][] [1] [a] [1] [a][none] [none][1] ![pic][1] [[1]][d] [a [1] b][d]")
@example("[Two words] [a][TWO\tWORDS] [x][ß] [x][SS] [x][bad] [x][^5] [1](url) [1]( url")
def test_links_by_reference_as_cmark_gfm_reads_them(source: str) -> None:
    text = f"x {source}"
    html = cmark.markdown_to_html_with_extensions(
        f"{text}\n\n{DEFINITIONS}", cmark.Options.CMARK_OPT_UNSAFE, ["autolink"]
    )
    first = html.partition("</p>")[0].removeprefix("<p>")
    reader = _Reader()
    reader.feed(first)
    reader.close()
    ours = by_render(text, defined_references(DEFINITIONS.split("\n")))
    assert ours.links == reader.read.links
    assert ours.images == reader.read.images
