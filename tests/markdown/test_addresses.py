from __future__ import annotations

import pytest
from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.examples import examples
from support.markdown import InlineReader, by_render, outline
from weeklypapers.markdown import defined_references
from weeklypapers.markdown.addresses import is_definition, plain_label, read_target

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
    reader = InlineReader()
    reader.feed(first)
    reader.close()
    ours = by_render(text, defined_references(DEFINITIONS.split("\n")))
    assert ours.links == reader.read.links
    assert ours.images == reader.read.images


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
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
    ],
)
def test_targets_of_links(source: str, text: str, marks: list[str]) -> None:
    assert outline(source) == (text, marks)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("(a)", ("a", 3)),
        ("()", ("", 2)),
        ("( <a b> 't' )", ("a b", 13)),
        ("(a(b)c) d", ("a(b)c", 7)),
        ("(a&amp;b)", ("a&b", 9)),
        ("(a b)", None),
        ("(a", None),
        ("a", None),
    ],
)
def test_read_target(source: str, target: tuple[str, int] | None) -> None:
    assert read_target(source, 0) == target


def test_labels_are_compared_without_case_and_differences_of_space() -> None:
    assert plain_label(" Two\n WORDS ") == plain_label("two words")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[a]: b", True),
        ("   [a]: <b c> (d)\n", True),
        ("    [a]: b", False),
        ("[^a]: b", False),
        ("[a]: b c", False),
        ("[a] b", False),
    ],
)
def test_is_definition(line: str, *, expected: bool) -> None:
    assert is_definition(line) == expected
