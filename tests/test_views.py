from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import weeklypapers as wp
from support.hostile import HOSTILE, Hostile
from weeklypapers import (
    ArxivId,
    Author,
    Category,
    FetchError,
    FetchReport,
    Hit,
    Hits,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    Problem,
    ReadError,
)
from weeklypapers.display.elements import web_address
from weeklypapers.display.text import clip, visible
from weeklypapers.model.problems import Problems
from weeklypapers.testing import make_paper, make_papers, make_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# -- HTML that is read back ----------------------------------------------------------------------

TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
ALLOWED = TABLE | {"a", "bdi", "code", "del", "div", "ins", "mark", "p", "span", "strong"}
ATTRIBUTES = {"a": {"href", "rel", "target"}, "th": {"scope", "colspan", "style"}}
STYLES = {
    "caption-side: top; text-align: left; padding: 0.5em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em",
    "text-align: left; vertical-align: top; padding: 0.3em 0.6em; font-weight: normal",
    "opacity: 0.75",
    "overflow-wrap: anywhere",
    "white-space: nowrap",
}


class Page(HTMLParser):
    """What a view holds; it refuses all that a view must not have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.parts: dict[str, list[str]] = {tag: [] for tag in ALLOWED}
        self.links: list[str] = []
        self.scopes: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert tag in ALLOWED
        assert given.keys() <= ATTRIBUTES.get(tag, {"style", "colspan"})
        assert given.get("style", "opacity: 0.75") in STYLES
        if tag == "a":
            assert given["rel"] == "noopener noreferrer"
            assert re.match(r"https?://[^\s\"<>`\\]+\Z", given["href"], re.IGNORECASE)
            self.links.append(given["href"])
        if tag == "th":
            self.scopes.append(given["scope"])
        self.open.append(tag)
        self.parts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self.open):
            self.parts[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def page(value: Any) -> Page:
    return Page(value._repr_html_())


# -- Hostile texts -------------------------------------------------------------------------------


def shown(text: str) -> str:
    """The text as it must be read: white space as a space, what can't be seen by its number."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    marked = (
        f"[U+{ord(char):04X}]" if unicodedata.category(char) in ("Cc", "Cf") else char
        for char in re.sub(" +", " ", spaced)
    )
    return "".join(marked)


def link_to(text: str) -> Link:
    try:
        return Link(url=text, label=text)
    except InvalidValueError:
        return Link(url="javascript:owned()", label=text)


def hostile_paper(text: str) -> Paper:
    record = make_record(
        title=text,
        abstract=text,
        authors=[Author(name=text)],
        comment=text,
        journal_ref=text,
        doi=text,
    )
    return Paper(
        title=text,
        week=date(2024, 6, 30),
        category=Category(code=None, name=text.strip()),
        abstract=text,
        links=[link_to(text)],
        listed_authors=[text],
        topics=[text],
        venue=text,
        affiliation=text,
        comment=text,
        arxiv=record,
        extra={text: text},
    )


def hostile_values(text: str) -> dict[str, Callable[[], str]]:
    paper = hostile_paper(text)
    bare = Paper(title=text, topics=[text], listed_authors=[text])
    papers = Papers([paper, bare])
    problem = Problem(code=text, message=text, text=text, file=text, line=1)
    report = FetchReport(
        records={ArxivId("2406.00001"): make_record(title=text)},
        failed={text: FetchError("malformed", text)},
    )
    other = attrs.evolve(paper, abstract="a", category=None, extra={}, links=[], arxiv=None)
    values: dict[str, Any] = {
        "papers": papers,
        "week": papers.weeks[0],
        "paper": paper,
        "bare": bare,
        "problem": problem,
        "problems": Problems([problem]),
        "report": report,
        "diff": papers.diff([attrs.evolve(other, links=paper.links), bare, Paper(title=text)]),
        "added": Papers().diff(papers),
        "hits": hostile_hits(text),
    }
    return {name: value._repr_html_ for name, value in values.items()}


def hostile_hits(text: str) -> Hits:
    """What a search finds that marks all of the text."""
    around = f"start {text} end"
    paper = Paper(title=around, abstract=around, listed_authors=[around])
    words = re.sub(r"\W+", " ", around)
    hits = Papers([paper]).search(f'"{words}"')
    assert hits[0].matches["abstract"] == ((0, len(around)),)
    return hits


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_text_is_text_in_every_view(case: Hostile) -> None:
    for name, view in hostile_values(case.text).items():
        read = Page(view())
        assert any(shown(case.text).strip() in text for text in read.parts["bdi"]), name
        assert all("javascript:" not in link.lower()[:12] for link in read.links), name


def inline(markdown: str) -> list[Any]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_a_hostile_text_is_text_in_markdown(case: Hostile) -> None:
    paper = attrs.evolve(hostile_paper(case.text), arxiv=None)
    papers = Papers([paper, attrs.evolve(paper, links=[], week=None)] * 2)
    for value in (paper, papers, papers.weeks[0]):
        markdown = value._repr_markdown_()
        tokens = inline(markdown)
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
        expected = {"bullet_list", "list_item", "paragraph", "inline", "link", "strong", "text"}
        text = "".join(token.content for token in tokens if token.type == "text")
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert kinds <= expected
        assert shown(case.text).strip() in text
        assert all(re.match(r"https?://", link, re.IGNORECASE) for link in links)
        assert "{{<" not in markdown  # a shortcode of Quarto, which is no Markdown


@pytest.mark.parametrize("case", HOSTILE, ids=[case.name for case in HOSTILE])
def test_no_repr_sends_controls_to_a_terminal(case: Hostile) -> None:
    paper = hostile_paper(case.text)
    problem = Problem(code="a", message=case.text, file=case.text)
    hits = Hits([Hit(paper=paper, score=1.0)])
    for value in (paper, paper.arxiv, problem, Problems([problem]), hits[0], hits):
        assert repr(value).isprintable()


# -- Parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://arxiv.org/abs/2406.00001v1#a", "https://arxiv.org/abs/2406.00001v1#a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/a b\"c'd<e>`\\", "https://example.org/a%20b%22c'd%3Ce%3E%60%5C"),
        ("https://example.org/%7Eé?q=é&r=1", "https://example.org/%7E%C3%A9?q=%C3%A9&r=1"),
        ("https://example.org/\u202egnp", "https://example.org/%E2%80%AEgnp"),
        ("javascript://example.org/%0Aowned()", None),
        ("data:text/html,https://example.org", None),
        ("https:example.org", None),
        ("https:\\\\example.org", None),
        ("https:///example.org", None),
        (" https://example.org", None),
        ("//example.org", None),
        ("list.md#a", None),
        ("ftp://example.org", None),
        ("", None),
    ],
)
def test_web_addresses(url: str, address: str | None) -> None:
    assert web_address(url) == address


def test_a_link_leads_where_the_list_says() -> None:
    url = "https://example.org/?a=1&lt;=2&amp;b=3"

    paper = make_paper(links=[Link(url=url)])
    tokens = inline(paper._repr_markdown_())

    assert page(paper).links == [url, url]
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [url]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\n  b\u00a0c\u2028d", "a b c d"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\x1bb\u200b", "a[U+001B]b[U+200B]"),
        ("\ud800", "[U+D800]"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # a script that needs the joiner
        ("👩\u200d🔬", "👩\u200d🔬"),
    ],
)
def test_what_hides_is_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two thr…"),
        ("one two three four", 15, "one two three…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("aaaaaaae\u0301\u0301bb", 10, "aaaaaaa…"),
        ("aaaaaa👩\u200d🔬bb", 9, "aaaaaa…"),
    ],
)
def test_long_texts_are_cut_with_care(text: str, limit: int, cut: str) -> None:
    assert clip(text, limit) == cut


@given(st.text(max_size=40), st.integers(4, 30))
def test_a_cut_text_is_the_beginning_and_short(text: str, limit: int) -> None:
    cut = clip(text, limit)

    assert len(cut) <= limit
    assert cut == text or text.startswith(cut.removesuffix("…"))


# -- Lists ---------------------------------------------------------------------------------------


def test_a_list_stands_under_its_weeks() -> None:
    read = page(wp.sample())

    assert read.parts["caption"] == ["100 papers in 13 weeks, 2024-06-30 … 2024-04-07"]
    assert [text for text in read.parts["th"] if "Week" in text] == [
        "Week ending 2024-06-30: 7 papers",
        "Week ending 2024-06-23: 6 papers",
        "Week ending 2024-06-16: 8 papers",
        "Week ending 2024-06-09: 8 papers",
        "Week ending 2024-06-02: 9 papers, 1 of them shown",
    ]
    assert (read.scopes.count("row"), read.scopes.count("rowgroup")) == (30, 5)
    assert read.parts["tfoot"] == ["70 more papers not shown"]
    assert read.links[0] == "https://arxiv.org/pdf/2406.15319"


@pytest.mark.parametrize(("count", "rest"), [(30, []), (31, ["1 more paper not shown"])])
def test_a_long_list_says_what_it_leaves_out(count: int, rest: list[str]) -> None:
    read = page(make_papers(count))

    assert read.scopes.count("row") == 30
    assert read.parts["tfoot"] == rest
    assert make_papers(count)._repr_markdown_().count("\n- ") == 30


def test_mixed_weeks_are_a_column() -> None:
    papers = wp.sample().sort_by("title")[:4]

    rows = page(papers).parts["tr"]

    assert rows[0] == "TitleWeekCategoryLinks"
    assert rows[1].startswith(f"0{papers[0].title}{papers[0].week}")
    assert papers._repr_markdown_().count(str(papers[1].week)) == 1


def test_a_list_without_weeks_has_no_word_of_them() -> None:
    papers = Papers([Paper(title="One", topics=["Scaling"]), Paper(title="Two")])

    assert page(papers).parts["tr"] == ["TitleTopicLinks", "0OneScaling", "1Two"]
    assert papers._repr_markdown_() == "2 papers\n\n- One; Scaling\n- Two"


def test_papers_without_a_week_do_not_stand_under_one() -> None:
    weekless = [make_paper("2405.00001", week=None), make_paper("2405.00002", week=None)]
    papers = Papers([*make_papers(2), *weekless])

    titles = [text for text in page(papers).parts["th"] if ":" in text]
    blocks = papers._repr_markdown_().split("\n\n")

    assert titles == ["Week ending 2024-06-30: 2 papers", "Without a week: 2 papers"]
    assert blocks[1::2] == ["**Week ending 2024-06-30**: 2 papers", "**Without a week**: 2 papers"]
    assert "2405.00001" in blocks[4]


@pytest.mark.parametrize("value", [Papers(), Problems(), FetchReport(), Papers().diff([])])
def test_nothing_is_a_line(value: Any) -> None:
    read = page(value)
    assert read.parts["table"] == []
    assert len(read.parts["p"]) == 1


def test_many_authors_are_counted() -> None:
    paper = make_paper(listed_authors=["A", "B", "C", "D", "E"])

    assert "A, B, C and 2 others" in page(Papers([paper])).text
    assert "A, B, C, D, E" in page(paper).text
    assert "; A, B, C and 2 others; cs.CL" in Papers([paper])._repr_markdown_()


def test_a_paper_has_the_listed_and_what_arxiv_says() -> None:
    record = make_record(
        "2406.00001v2",
        abstract="It " + "is new. " * 100,
        primary_category=Category(code="cs.LG"),
        categories=[Category(code=code) for code in ("cs.LG", "cs.CL", "math.OC")],
        journal_ref="Proc. 2 (2024)",
        doi="10.1000/456#789",
    )
    read = page(make_paper(arxiv=record, listed_authors=["Lovelace"], extra={"Stars": "5"}))

    assert read.parts["tr"] == [
        "AuthorsAda Lovelace, Émilie du Châtelet",
        "Listed authorsLovelace",
        "Week2024-06-30",
        "Categorycs.CL (Computation and Language)",
        "Links2406.00001",
        "AbstractWhat is listed of 2406.00001.",
        "Stars5",
        "On arXiv2406.00001v2",
        f"arXiv's title{record.title}",
        f"arXiv's abstract{clip(record.abstract, 600)}",
        "Submitted2024-06-01",
        "Updated2024-06-02",
        "arXiv's categorycs.LG (Machine Learning)",
        "Cross-listed incs.CL (Computation and Language), math.OC (Optimization and Control)",
        "arXiv's comment2 pages",
        "Journal referenceProc. 2 (2024)",
        "DOI10.1000/456#789",
    ]
    assert read.links[-1] == "https://doi.org/10.1000/456%23789"


def test_a_paper_has_nothing_of_arxiv_twice() -> None:
    record = make_record()
    listed = ["Ada Lovelace", "Émilie du Châtelet"]
    title = record.title.replace(" ", "\n")
    for abstract in (None, record.abstract):
        paper = make_paper(title=title, abstract=abstract, listed_authors=listed, arxiv=record)
        names = page(paper).parts["th"]
        assert "Abstract" in names
        assert {"arXiv's title", "arXiv's abstract", "Listed authors"}.isdisjoint(names)


def test_markdown_of_a_paper_escapes_what_starts_a_list() -> None:
    for title in ("- a", "+ a", "1. a", "(1) a", "a) b", ": a", "# a", "12) a"):
        tokens = inline(Papers([Paper(title=title)])._repr_markdown_())
        assert [token.type for token in tokens].count("list_item_open") == 1
        assert title in [token.content for token in tokens if token.type == "text"]


# -- Problems ------------------------------------------------------------------------------------

ERROR = Problem(code="bad-week", message="expected a day", line=4, column=3, file="list.md")
NOTE = Problem(code="table-left-out", message="no papers", line=1, severity="info", text="| a |")
FOUND = Problems([NOTE, ERROR, ERROR])
LIST = """\
| Week | title | category | abstract | Paper-Link |
|--|--|--|--|--|
| 30 June | One | cs.CL | a | https://arxiv.org/abs/2406.00001 |
"""


def test_problems_are_a_tuple() -> None:
    assert FOUND == (NOTE, ERROR, ERROR)
    assert hash(FOUND) == hash((NOTE, ERROR, ERROR))
    assert (FOUND[1], FOUND[-3]) == (ERROR, NOTE)
    assert FOUND[1:] == (ERROR, ERROR)
    assert all(type(part) is Problems for part in (FOUND[1:], FOUND[5:], FOUND[::-1]))
    assert str(FOUND[:2]) == f"{NOTE}\n{ERROR}"


def pickled(problems: Problems) -> Problems:
    made = pickle.loads(pickle.dumps(problems))  # noqa: S301 - made here
    assert isinstance(made, Problems)
    return made


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_problems_survive_copies(again: Callable[[Problems], Problems]) -> None:
    assert type(again(FOUND)) is Problems
    assert again(FOUND) == FOUND


def test_all_that_gives_problems_gives_them_as_such(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, "utf-8")

    with pytest.raises(ReadError) as caught:
        wp.read(tmp_path / "list.md")
    read = wp.read(tmp_path / "list.md", on_error="collect")
    for problems in (caught.value.problems, read.problems, wp.check(tmp_path / "list.md")):
        assert isinstance(problems, Problems)
        assert [problem.code for problem in problems[:1]] == ["bad-week"]


def test_errors_come_first() -> None:
    read = page(FOUND)

    assert read.parts["caption"] == ["2 errors, 1 note"]
    assert read.parts["tr"] == [
        "PlaceCodeMessageText",
        "2 errors",
        "1list.md:4:3bad-weekexpected a day",
        "2list.md:4:3bad-weekexpected a day",
        "1 note",
        "01table-left-outno papers| a |",
    ]
    assert page(ERROR).parts["tr"][0] == "Placelist.md:4:3"


def test_no_long_word_widens_a_page() -> None:
    word = "a" * 150
    problem = Problem(code="a", message=word, text=word, file=word, line=1234, column=56)
    moved = make_papers(1).diff([make_paper(venue=word)])
    breaking = f' style="overflow-wrap: anywhere"><bdi>{word}</bdi>'

    assert Problems([problem])._repr_html_().count(breaking) == 3
    assert ">1234:56<" in problem._repr_html_()
    assert f"<ins{breaking}" in moved._repr_html_()


def test_many_problems_are_counted() -> None:
    read = page(Problems([NOTE, *[ERROR] * 60]))

    assert read.scopes.count("row") == 50
    assert read.parts["tfoot"] == ["11 more problems not shown"]


# -- Results -------------------------------------------------------------------------------------

RECORDS = {ArxivId(f"2406.{number:05}"): make_record(f"2406.{number:05}") for number in range(25)}
REPORT = FetchReport(
    records=RECORDS,
    missing=[ArxivId("2406.09999")],
    failed={"abc": FetchError("malformed", "no identifier")},
    requests=1,
    cached=20,
)


def test_a_report_begins_with_what_is_missing() -> None:
    rows = page(REPORT).parts["tr"]

    assert rows[1:6] == [
        "1 failed",
        "abcmalformed: no identifier",
        "1 missing",
        "2406.09999arXiv has no such paper",
        "25 found, 20 of them shown",
    ]
    assert len(rows) == 26


def test_a_difference_shows_both_values() -> None:
    before = make_paper(venue="ACL")
    diff = Papers([before]).diff([attrs.evolve(before, venue="EMNLP", abstract=None)])

    read = page(diff)

    assert read.parts["caption"] == ["0 added, 0 removed, 1 changed"]
    assert (read.parts["del"], read.parts["ins"]) == (
        ["What is listed of 2406.00001.", "ACL"],
        ["none", "EMNLP"],
    )


ABSTRACT = (
    "cats at the start " + "filler word " * 40 + "then cats and dogs and cats " + "more text " * 40
)


def test_hits_are_marked() -> None:
    paper = make_paper(title="On cats & <b>", abstract=ABSTRACT, listed_authors=["A. Dogs"])
    hits = Papers([paper]).search("cats dogs")

    read = page(hits)

    assert read.parts["mark"] == ["cats", "Dogs", "cats", "dogs", "cats"]
    assert read.parts["a"][0] == "On cats & <b>"
    assert f"{hits[0].score:.2f}" in read.parts["td"]
    snippet = read.parts["div"][-1]
    assert snippet == f"…{snippet.strip('…')}…"
    assert " cats and dogs and cats " in snippet
    assert len(snippet) <= 242
    assert snippet.strip("…") in ABSTRACT


def test_a_short_abstract_is_shown_whole() -> None:
    cats = Papers([Paper(title="Cats", abstract="All cats.")])
    dogs = Papers([Paper(title="Cats", abstract="All dogs.")])

    assert page(cats.search("cats")).parts["div"] == ["All cats."]
    assert page(dogs.search("cats")).parts["div"] == []


def test_many_hits_are_counted() -> None:
    read = page(make_papers(25).search("listed", limit=None))

    assert read.parts["caption"] == ["25 hits"]
    assert read.parts["tfoot"] == ["5 more hits not shown"]


# -- Completion ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (make_papers(1), {"filter", "problems", "plot", "to_markdown", "weeks"}),
        (make_papers(1).weeks[0], {"ending", "iso", "papers"}),
        (make_paper(), {"arxiv_id", "authors", "title"}),
        (make_papers(1).search("listed"), {"papers"}),
    ],
)
def test_completion_offers_public_names_alone(value: object, expected: set[str]) -> None:
    names = dir(value)

    assert expected <= set(names)
    assert not any(name.startswith("_") for name in names)
    assert all(hasattr(value, name) for name in names)


# -- In a terminal -------------------------------------------------------------------------------

LONG = "Long " * 40


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (make_paper(abstract=LONG), "<Paper 2406.00001: 'On 2406.00001'>"),
        (Paper(title="It's\nnew"), '<Paper: "It\'s new">'),
        (Paper(title=LONG), f"<Paper: '{LONG[:69]}…'>"),
        (make_record("2406.00001v2", title="A"), "<ArxivRecord 2406.00001v2: 'A'>"),
        (FOUND, "<Problems: 2 errors, 1 note>"),
        (Problems(), "<Problems: no problems>"),
        (ERROR, "<Problem list.md:4:3: bad-week: expected a day (error)>"),
        (REPORT, "<FetchReport: 25 records, 1 missing, 1 failed, 1 request, 20 cached>"),
        (make_papers(2).diff(make_papers(1)), "<Diff: 0 added, 1 removed, 0 changed>"),
    ],
)
def test_repr(value: object, text: str) -> None:
    assert repr(value) == text


def test_authors_whom_a_list_does_not_name_are_others() -> None:
    paper = Paper(title="One", listed_authors=["Ada Lovelace"], more_authors=True)
    assert "Ada Lovelace</bdi> and others" in paper._repr_html_()
    assert "Ada Lovelace and others" in Papers([paper])._repr_markdown_()
