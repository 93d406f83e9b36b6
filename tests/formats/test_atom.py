"""Feeds: the rules of RFC 4287, the view of a feed reader, and the parts that never change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import html5lib
import pytest
from hypothesis import given, settings
from lxml import etree

import weeklypapers as wp
from support.hostile import HOSTILE
from support.real_lists import DATA, needs_data
from weeklypapers import Author, Category, InvalidValueError, Link, Paper, Papers
from weeklypapers.formats.atom import NAMESPACE
from weeklypapers.testing import ArxivServer, make_paper, make_papers, make_record
from weeklypapers.testing.hypothesis import paper_lists

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
IN = {"a": NAMESPACE}
NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
EAST = timezone(timedelta(hours=5))

OWN = {
    "a script": "<script>alert(1)</script>",
    "an end of CDATA": "]]><script>alert(1)</script><![CDATA[",
    "an end of the element": '</title><link rel="alternate" href="javascript:alert(1)"/><title>',
    "an attribute": '" onload="alert(1)',
    "an entity": "&xxe; &#x3c;b&#x3e; &amp;lt;",
    "a document type": '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
    "control characters": "a\x01b\x08c\x1bd\ufffee\uffff",
    "formatted direction": "a \u202etxt.exe\u2066 b",
    "white space": " a\r\nb\t c\u2028d\x0be ",
    "LaTeX": r"$x < y \& \mathcal{O}(n^{2})$ \href{javascript:alert(1)}{z}",
}
TEXTS = {case.name: case.text for case in HOSTILE} | OWN


def parsed(text: str) -> Any:
    """Return the feed as feedparser reads it, without a warning."""
    feed = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def violations(text: str) -> list[str]:
    """Return the rules of RFC 4287 that a feed breaks."""
    feed = etree.fromstring(text.encode())
    SCHEMA.validate(feed)
    messages = [f"line {error.line}: {error.message}" for error in SCHEMA.error_log]
    entries = feed.findall("a:entry", IN)
    if not feed.findall("a:author", IN) and not all(e.findall("a:author", IN) for e in entries):
        messages.append("4.1.1: no author")
    for entry in entries:
        links = entry.findall("a:link", IN)
        alternate = [link for link in links if link.get("rel", "alternate") == "alternate"]
        kinds = [(link.get("type"), link.get("hreflang")) for link in alternate]
        if len(kinds) != len(set(kinds)):
            messages.append("4.1.2: two alternate links of one kind")
    return messages


def assert_valid(text: str) -> None:
    assert violations(text) == []


def one_entry(paper: Paper) -> Any:
    text = Papers([paper]).to_atom(undated=NEW_YEAR)
    assert_valid(text)
    (entry,) = parsed(text).entries
    return entry


def content_of(entry: Any) -> str:
    """Return the HTML of an entry, and check that it is well-formed and inert."""
    (content,) = entry.content
    assert content.type == "text/html"
    html: str = content.value
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for element in parser.parseFragment(html).iter():
        assert element.tag in {"DOCUMENT_FRAGMENT", "p", "ul", "li", "br", "a", "bdi"}
        assert element.attrib.keys() == ({"href"} if element.tag == "a" else set())
        assert element.get("href", "https://").startswith(("http://", "https://", "mailto:"))
    return html


def ids(papers: Papers, **options: Any) -> dict[str, str]:
    """Return the identifiers of the entries by title."""
    entries = parsed(papers.to_atom(undated=NEW_YEAR, **options)).entries
    return {entry.title: entry.id for entry in entries}


# -- The schema itself -------------------------------------------------------------------------

ENTRY = (
    "<entry><id>urn:a:b</id><title>t</title><updated>2024-01-01T00:00:00Z</updated>"
    '<author><name>n</name></author><link href="http://a.b/"/></entry>'
)
FEED = (
    f'<feed xmlns="{NAMESPACE}"><id>urn:a:b</id><title>t</title>'
    f"<updated>2024-01-01T00:00:00.5+02:00</updated>{ENTRY}</feed>"
)


def test_the_schema_accepts_valid_feeds() -> None:
    assert violations(FEED) == []
    assert violations(FEED.replace('<link href="http://a.b/"/>', "<content>c</content>")) == []


@pytest.mark.parametrize(
    ("valid", "wrong"),
    [
        ("<id>urn:a:b</id><title>t</title>", "<title>t</title>"),
        ("<id>urn:a:b</id>", "<id>no scheme</id>"),
        ("<title>t</title>", ""),
        ("<title>t</title>", "<title>t</title><title>t</title>"),
        ("<title>t</title>", "<title>t<b/></title>"),
        ("<title>t</title>", '<title type="text/html">t</title>'),
        ("T00:00:00Z", ""),
        ("T00:00:00Z", "T00:00:00"),
        ("2024-01-01T00:00:00Z", "2024-02-30T00:00:00Z"),
        ("<author><name>n</name></author>", ""),
        ("<name>n</name>", "n"),
        ('<link href="http://a.b/"/>', ""),
        ('<link href="http://a.b/"/>', '<link rel="related" href="http://a.b/"/>'),
        ('<link href="http://a.b/"/>', '<link href="http://a.b/"/><link href="http://a.c/"/>'),
        ("http://a.b/", "http://a.b/ c"),
        ("<link ", '<link type="pdf" '),
        ("<link ", '<category scheme="http://a.b/"/><link '),
        ("<link ", "<published/><link "),
        ("</entry>", "<b/></entry>"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', '<feed xmlns="http://a.b/">'),
    ],
)
def test_the_schema_rejects_invalid_feeds(valid: str, wrong: str) -> None:
    assert valid in FEED
    assert violations(FEED.replace(valid, wrong))


# -- Entries -----------------------------------------------------------------------------------


def test_feedparser_reads_every_field() -> None:
    papers = Papers([make_paper("2406.00001v2", arxiv=make_record("2406.00001v2"))])
    text = papers.to_atom(
        title="Our <list> & more",
        author="Grace Hopper",
        url="https://example.org/list.atom",
        page_url="https://example.org/list",
    )
    assert_valid(text)

    atom = parsed(text)
    (entry,) = atom.entries

    assert atom.feed.title == "Our <list> & more"
    assert atom.feed.title_detail.type == "text/plain"
    assert atom.feed.author == "Grace Hopper"
    assert atom.feed.id == "https://example.org/list.atom"
    assert [(link.rel, link.href) for link in atom.feed.links] == [
        ("self", "https://example.org/list.atom"),
        ("alternate", "https://example.org/list"),
    ]
    assert atom.feed.updated == entry.updated == entry.published == "2024-06-30T00:00:00Z"
    assert entry.title == "On 2406.00001"
    assert content_of(entry) == (
        "<p>Ada Lovelace, Émilie du Châtelet</p>\n"
        "<p>The listed abstract of 2406.00001.</p>\n"
        '<p><a href="https://arxiv.org/pdf/2406.00001v2">PDF</a></p>'
    )
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "Émilie du Châtelet"]
    scheme = "http://arxiv.org/schemas/atom"
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("cs.CL", scheme, "Computation and Language"),
        ("cs.LG", scheme, "Machine Learning"),
    ]
    assert [(link.rel, link.type, link.href) for link in entry.links] == [
        ("alternate", "text/html", "https://arxiv.org/abs/2406.00001v2"),
        ("related", "application/pdf", "https://arxiv.org/pdf/2406.00001v2"),
    ]


def test_a_paper_that_is_not_on_arxiv() -> None:
    entry = one_entry(
        Paper(
            title="A",
            category=Category(name="Sociology of Maps"),
            topics=["One > Two"],
            links=[
                Link(url="https://example.org/code", label="Code"),
                Link(url="https://example.org/paper.pdf", label="Paper"),
                Link(url="https://example.org/more.pdf?a"),
            ],
        )
    )

    assert [(tag.term, tag.scheme) for tag in entry.tags] == [
        ("Sociology of Maps", None),
        ("One > Two", None),
    ]
    assert [(link.rel, link.href, link.title) for link in entry.links] == [
        ("alternate", "https://example.org/paper.pdf", "Paper"),
        ("related", "https://example.org/code", "Code"),
        ("related", "https://example.org/more.pdf?a", "paper"),
    ]
    # Without a type, feedparser assumes HTML. It takes nothing else for the link of an entry.
    assert [link.type for link in entry.links] == ["text/html", "text/html", "application/pdf"]
    assert entry.link == "https://example.org/paper.pdf"
    assert content_of(entry) == (
        '<p><a href="https://example.org/code">Code</a> · '
        '<a href="https://example.org/more.pdf?a">Paper</a></p>'
    )


def test_the_abstract_of_the_record_replaces_a_missing_one() -> None:
    record = make_record(abstract="Made up.")

    assert "<p>Made up.</p>" in content_of(one_entry(make_paper(abstract=None, arxiv=record)))


def test_content_has_the_venue_the_lines_of_the_abstract_and_links() -> None:
    paper = make_paper(
        abstract="Fast if $a < b$.\n● One [site](https://e.org/a)\n● Two\n\nLast.",
        listed_authors=["A. Lovelace"],
        more_authors=True,
        venue="ICML & more",
        links=["https://arxiv.org/abs/2406.00001", Link(url="https://e.org/b", label="Post")],
    )

    pdf = '<a href="https://arxiv.org/pdf/2406.00001">PDF</a>'
    assert content_of(one_entry(paper)).splitlines() == [
        "<p>A. Lovelace and others</p>",
        "<p>ICML &amp; more</p>",
        "<p>Fast if $a &lt; b$.</p>",
        "<ul>",
        '<li>One <a href="https://e.org/a">site</a></li>',
        "<li>Two</li>",
        "</ul>",
        "<p>Last.</p>",
        f'<p>{pdf} · <a href="https://e.org/b">Post</a></p>',
    ]


def test_an_entry_with_a_link_and_nothing_else_has_no_content() -> None:
    assert "content" not in one_entry(Paper(title="A", links=["https://e.org/a"]))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,a", "docs/a.md", "#a", "http:a", "https://[a"]
)
def test_other_addresses_are_not_links(url: str) -> None:
    entry = one_entry(Paper(title="A", links=[Link(url=url, label="Paper")]))

    assert "links" not in entry
    assert content_of(entry) == "A"  # an entry without a link has content, by section 4.1.2


def test_addresses_become_iris() -> None:
    url = 'https://example.org/a b?c="<d>"&e=\u202ef|g\\h\x9f'

    assert one_entry(Paper(title="A", links=[Link(url=url)])).link == (
        "https://example.org/a%20b?c=%22%3Cd%3E%22&e=%E2%80%AEf%7Cg%5Ch%C2%9F"
    )


# -- Identifiers -------------------------------------------------------------------------------


def test_an_identifier_is_the_same_for_every_version_and_address() -> None:
    address = "https://www.alphaxiv.org/abs/2406.00001"
    listed = [
        make_paper("2406.00001"),
        make_paper("2406.00001v3", title="B", week=None, category=None, abstract=None),
        make_paper(links=[Link(url=address)], arxiv=make_record("2406.00001v2")),
    ]

    assert len({one_entry(paper).id for paper in listed}) == 1


def test_identifiers_never_change() -> None:
    """The expected values are literal, so that no release changes them unnoticed."""
    link = Link(url="https://example.org/paper.pdf", label="Paper")
    papers = Papers([make_paper(title="A"), Paper(title="B", links=[link]), Paper(title="C")])

    assert ids(papers) == {
        "A": "urn:uuid:ab347d83-8762-5a16-8916-1c5d43472065",
        "B": "urn:uuid:b0bcc75f-a701-53e6-9bc6-35ec4e45e652",
        "C": "urn:uuid:4797ed71-12ed-55e9-a26c-987c13b10eab",
    }
    assert ids(papers, url="https://e.org/list.atom") == {
        "A": "urn:uuid:577e37f4-ee15-5092-bd52-84ba71c1b0d3",
        "B": "urn:uuid:ac5df61a-f39e-5abe-853b-17898761367e",
        "C": "urn:uuid:21e9a3d9-b956-5bc1-97aa-1bd49ceecc80",
    }
    assert parsed(papers.to_atom(undated=NEW_YEAR)).feed.id == (
        "urn:uuid:66f04b36-e4af-59d5-b22a-9967bef9d34a"
    )


def test_a_paper_without_a_link_is_identified_by_its_title() -> None:
    assert one_entry(Paper(title="A  ")).id == one_entry(Paper(title="a")).id
    assert one_entry(Paper(title="B")).id != one_entry(Paper(title="A")).id


def test_a_paper_has_another_identifier_in_each_feed() -> None:
    papers = make_papers(1)
    feeds: list[dict[str, Any]] = [
        {},
        {"title": "Other"},
        {"url": "https://e.org/a.atom"},
        {"url": "https://e.org/b.atom"},
        {"feed_id": "tag:e.org,2024:a"},
    ]

    identifiers = [parsed(papers.to_atom(**options)).entries[0].id for options in feeds]

    assert len(set(identifiers)) == len(feeds)
    # The identifier of the feed decides, so a feed can be renamed and moved.
    moved = papers.to_atom(feed_id="tag:e.org,2024:a", url="https://e.org/c", title="Renamed")
    assert parsed(moved).entries[0].id == identifiers[-1]
    renamed = papers.to_atom(url="https://e.org/b.atom", title="Renamed", author="A. Lovelace")
    assert parsed(renamed).entries[0].id == identifiers[3]


def test_entries_and_feed_keep_their_identifiers_as_the_list_grows() -> None:
    before = make_papers(3)
    newer = make_paper("2407.00001", week=date(2024, 7, 7))
    older = make_paper("2301.00001", week=date(2023, 1, 8))
    grown = Papers([newer, *before, older])

    old, new = (parsed(papers.to_atom()) for papers in (before, grown))

    assert new.feed.id == old.feed.id
    assert ids(before).items() < ids(grown).items()
    assert parsed(grown.to_atom(updated=NEW_YEAR)).entries[0].id == new.entries[0].id
    assert parsed(grown.to_atom(title="Other")).feed.id != old.feed.id
    assert parsed(grown.to_atom(feed_id="tag:a.b,2024:c", url="http://a.b")).feed.id == (
        "tag:a.b,2024:c"
    )


def test_a_paper_listed_again_is_one_entry_with_both_days() -> None:
    papers = Papers(
        [
            make_paper("2406.00001v2", title="Newer", week=date(2024, 6, 30), abstract=None),
            make_paper("2406.00002", title="Between", week=date(2024, 6, 23)),
            make_paper("2406.00001v1", title="Older", week=date(2024, 6, 16)),
        ]
    )

    entries = parsed(papers.to_atom()).entries

    assert [entry.title for entry in entries] == ["Newer", "Between"]
    assert entries[0].updated == "2024-06-30T00:00:00Z"
    assert entries[0].published == "2024-06-16T00:00:00Z"
    assert "<p>The listed abstract of 2406.00001.</p>" in content_of(entries[0])


def test_a_paper_whose_merged_entries_have_another_link() -> None:
    page = "https://example.org/paper"
    newer = Paper(title="A", week=date(2024, 6, 30), links=[Link(url=page)])
    pdf = Link(url="https://example.org/paper.pdf", label="PDF")
    older = Paper(title="A", week=date(2024, 6, 23), links=[Link(url=page, label="Paper"), pdf])

    (entry,) = parsed(Papers([newer, older]).to_atom()).entries

    assert entry.id == one_entry(newer).id
    assert (entry.published, entry.updated) == ("2024-06-23T00:00:00Z", "2024-06-30T00:00:00Z")
    assert entry.link == pdf.url


# -- Dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"listed_date": wp.PartialDate(2024, 5, 4), "arxiv": make_record()},
            "2024-06-30T00:00:00Z",
        ),
        ({"week": None, "listed_date": wp.PartialDate(2024, 5, 4)}, "2024-05-04T00:00:00Z"),
        ({"week": None, "listed_date": wp.PartialDate(2024, 5)}, "2024-05-01T00:00:00Z"),
        ({"week": None, "arxiv": make_record("2406.00001v9")}, "2024-06-01T12:00:00Z"),
        ({"week": None}, "2024-06-01T00:00:00Z"),
        ({"week": date(987, 6, 5)}, "0987-06-05T00:00:00Z"),
    ],
)
def test_the_date_of_an_entry(fields: dict[str, Any], expected: str) -> None:
    entry = one_entry(make_paper(**fields))

    assert entry.updated == entry.published == expected


def test_a_paper_without_any_date() -> None:
    papers = Papers([*make_papers(1), Paper(title="Undated")])

    with pytest.raises(InvalidValueError, match=r"'Undated' has none: pass undated="):
        papers.to_atom(updated=NEW_YEAR)

    when = datetime(2025, 1, 1, 1, 30, 59, 999, tzinfo=timezone(timedelta(hours=2)))
    atom = parsed(papers.to_atom(undated=when))
    assert atom.feed.updated == atom.entries[0].updated == "2024-12-31T23:30:59Z"


def test_a_new_state_of_the_feed_does_not_change_its_entries() -> None:
    papers = Papers([*make_papers(1), Paper(title="Undated")])
    states = [datetime(2025, 1, day, tzinfo=UTC) for day in (5, 12)]

    old, new = (parsed(papers.to_atom(updated=day, undated=NEW_YEAR)) for day in states)

    assert (old.feed.updated, new.feed.updated) == ("2025-01-05T00:00:00Z", "2025-01-12T00:00:00Z")
    assert [entry.updated for entry in new.entries] == [entry.updated for entry in old.entries]
    assert new.entries[1].published == "2024-01-01T00:00:00Z"


def test_entries_are_sorted_newest_first_then_as_listed() -> None:
    days = [date(2024, 6, 16), date(2024, 6, 30), date(2024, 6, 23), date(2024, 6, 30)]
    papers = Papers([make_paper(f"2406.0000{index}", week=day) for index, day in enumerate(days)])

    order = [entry.title[-1] for entry in parsed(papers.to_atom()).entries]

    assert order == ["1", "3", "2", "0"]


def test_an_empty_list_is_a_feed() -> None:
    text = Papers().to_atom()

    assert_valid(text)
    assert parsed(text).entries == []
    assert parsed(text).feed.updated == "1970-01-01T00:00:00Z"


# -- Texts -------------------------------------------------------------------------------------


def with_text_everywhere(text: str) -> Paper:
    record = make_record(title=text, abstract=text, authors=[Author(name=text)], comment=text)
    return make_paper(
        title=text,
        abstract=text,
        category=Category(name=text.strip()),
        topics=[text],
        listed_authors=[text],
        venue=text,
        arxiv=record,
        links=[Link(url="https://example.org/", label=text)],
        extra={"a": text},
    )


def assert_is_text(texts: Iterable[str]) -> None:
    """Check that a feed with the texts in every field has the elements of a harmless one."""
    harmless, *feeds = (
        Papers([with_text_everywhere(text)]).to_atom(title=text, author=text)
        for text in ("harmless", *texts)
    )
    shape = [
        (element.tag, sorted(element.attrib))
        for element in etree.fromstring(harmless.encode()).iter()
    ]
    for text in feeds:
        assert_valid(text)
        root = etree.fromstring(text.encode())
        assert [(element.tag, sorted(element.attrib)) for element in root.iter()] == shape
        assert all(element.get("href", "https:").startswith("https:") for element in root.iter())
        assert root.getroottree().docinfo.doctype == ""
        (entry,) = parsed(text).entries
        content_of(entry)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_are_not_markup(text: str) -> None:
    assert_is_text([text])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>a</b> &amp; ]]>", "<b>a</b> &amp; ]]>"),
        (OWN["LaTeX"], OWN["LaTeX"]),
        ("a\x01b\x1bc\uffff", "a\ufffdb\ufffdc\ufffd"),
        ("a\r\nb", "a b"),
        ("\u202ea", "\u202ea\u202c"),
        ("\u2067a\u202bb\u202cc", "\u2067a\u202bb\u202cc\u2069"),
        ("\u202ba\u202c", "\u202ba\u202c"),
    ],
)
def test_the_text_of_a_title(text: str, shown: str) -> None:
    root = etree.fromstring(Papers([make_paper(title=text)]).to_atom().encode())

    assert root.findtext("a:entry/a:title", namespaces=IN) == shown


@settings(max_examples=40)
@given(paper_lists())
def test_every_list_is_a_valid_feed(papers: Papers) -> None:
    text = papers.to_atom(undated=NEW_YEAR)

    assert_valid(text)
    assert text == Papers(papers).to_atom(undated=NEW_YEAR)
    entries = parsed(text).entries
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        assert "content" not in entry or content_of(entry)
    updated = [entry.updated for entry in entries]
    assert all(earlier >= later for earlier, later in pairwise(updated))


# -- Arguments and files -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", " "),
        ("title", 1),
        ("author", ""),
        ("url", "list.atom"),
        ("url", "javascript:alert(1)"),
        ("page_url", "ftp://example.org/"),
        ("page_url", "https://a b/"),
        ("page_url", "https://:80/"),
        ("feed_id", "no scheme"),
        ("feed_id", "tag:with space"),
        ("updated", datetime(2024, 1, 1)),  # noqa: DTZ001 - naive on purpose
        ("updated", date(2024, 1, 1)),
        ("updated", datetime(1, 1, 1, tzinfo=EAST)),
        ("undated", datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5)))),
        ("undated", date(2024, 1, 1)),
    ],
)
def test_wrong_arguments(name: str, value: Any) -> None:
    with pytest.raises(InvalidValueError, match=f"^{name} must be "):
        make_papers(1).to_atom(**{name: value})


def test_a_file_is_the_feed(tmp_path: Path) -> None:
    make_papers(2).write(tmp_path / "list.atom", title="É")

    assert (tmp_path / "list.atom").read_bytes() == make_papers(2).to_atom(title="É").encode()


@needs_data
def test_the_weekly_table_enriched_over_the_network(tmp_path: Path) -> None:
    papers = wp.read(DATA / "weekly-papers.md")
    numbers = [paper.arxiv_id for paper in papers if paper.arxiv_id]
    with (
        ArxivServer(map(make_record, numbers)) as server,
        wp.ArxivClient(url=server.url, cache=tmp_path / "cache", min_interval=0) as client,
    ):
        enriched = papers.enrich(client)

    plain, full = (parsed(each.to_atom()) for each in (papers, enriched))

    assert_valid(enriched.to_atom())
    assert len(full.entries) == 100
    assert [entry.id for entry in full.entries] == [entry.id for entry in plain.entries]
    assert [entry.updated for entry in full.entries] == [entry.updated for entry in plain.entries]
    assert full.entries[0].title == papers[0].title
    assert full.entries[0].authors[0].name == "Ada Lovelace"
    assert full.feed.updated == "2024-06-30T00:00:00Z"


@needs_data
@pytest.mark.parametrize("name", ["awesome-venues", "chinese-reading", "survey-bullets"])
def test_real_lists_are_valid_feeds(name: str) -> None:
    papers = wp.read(DATA / "lists" / f"{name}.md", on_error="collect")

    text = papers.to_atom(undated=NEW_YEAR)

    assert_valid(text)
    assert len(parsed(text).entries) == len(papers.merge())


def test_a_record_does_not_change_when_a_paper_was_listed() -> None:
    plain, enriched = make_paper(), make_paper(arxiv=make_record("2406.00001v7"))

    assert one_entry(enriched).updated == one_entry(plain).updated
    assert one_entry(enriched).id == one_entry(plain).id
