from __future__ import annotations

import copy
import json
import pickle
import random
import re
import sys
import tracemalloc
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.real_lists import DATA, needs_data
from weeklypapers import ArxivId, Category, InvalidValueError
from weeklypapers.model.ids import bare_id, claimed, lookup, page_url, plain_names
from weeklypapers.testing.hypothesis import arxiv_ids, texts

NEW = ArxivId("2406.15319")
SECOND = ArxivId("2406.15319v2")
OLD = ArxivId("quant-ph/0201082")
OLD_FIRST = ArxivId("quant-ph/0201082v1")


# -- One identifier ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("2406.15319", "2406.15319", None),
        ("2406.15319v2", "2406.15319", 2),
        ("2406.15319v12", "2406.15319", 12),
        ("0704.0001", "0704.0001", None),
        ("1412.9999", "1412.9999", None),
        ("1501.00001", "1501.00001", None),
        ("quant-ph/0201082v1", "quant-ph/0201082", 1),
        ("hep-th/9108001", "hep-th/9108001", None),
        ("cs/0703999", "cs/0703999", None),
        ("math.GT/0309136", "math/0309136", None),
        ("HEP-TH/9901001V3", "hep-th/9901001", 3),
    ],
)
def test_identifier(text: str, name: str, version: int | None) -> None:
    arxiv_id = ArxivId(text)

    assert (arxiv_id.id, arxiv_id.version) == (name, version)
    assert arxiv_id == ArxivId(name, version=version)
    assert str(arxiv_id) == (f"{name}v{version}" if version else name)
    assert repr(arxiv_id) == f"ArxivId('{arxiv_id}')"


def test_addresses() -> None:
    assert SECOND.abs_url == "https://arxiv.org/abs/2406.15319v2"
    assert SECOND.pdf_url == "https://arxiv.org/pdf/2406.15319v2"
    assert NEW.abs_url == "https://arxiv.org/abs/2406.15319"
    assert OLD.pdf_url == "https://arxiv.org/pdf/quant-ph/0201082"


def test_doi_has_no_version() -> None:
    assert SECOND.doi == "10.48550/arXiv.2406.15319"
    assert OLD_FIRST.doi == "10.48550/arXiv.quant-ph/0201082"


def test_unversioned() -> None:
    assert SECOND.unversioned == NEW
    assert NEW.unversioned is NEW


@pytest.mark.parametrize(
    ("arxiv_id", "year", "month"),
    [
        (NEW, 2024, 6),
        (OLD, 2002, 1),
        (ArxivId("hep-th/9112001"), 1991, 12),
        (ArxivId("hep-th/9912001"), 1999, 12),
        (ArxivId("hep-th/0011001"), 2000, 11),
        (ArxivId("9012.00001"), 2090, 12),
    ],
)
def test_time_of_submission(arxiv_id: ArxivId, year: int, month: int) -> None:
    assert (arxiv_id.year, arxiv_id.month) == (year, month)


@pytest.mark.parametrize("version", [0, -1, 1000, "1", 1.0, True])
def test_version_is_checked(version: int) -> None:
    with pytest.raises(InvalidValueError, match=r"ArxivId\.version must be a number from 1 to 999"):
        ArxivId("2406.15319", version=version)


def test_two_versions_must_agree() -> None:
    assert ArxivId("2406.15319v2", version=2) == SECOND
    with pytest.raises(InvalidValueError, match=r"'2406.15319v2' is not version 3"):
        ArxivId("2406.15319v2", version=3)


def test_the_class_accepts_what_parse_accepts() -> None:
    assert ArxivId("https://arxiv.org/abs/2406.15319v2") == SECOND
    assert ArxivId(" arXiv:2406.15319 ", version=2) == SECOND
    assert ArxivId(SECOND) == SECOND
    with pytest.raises(InvalidValueError, match=r"/abs/2406.15319v2' is not version 3"):
        ArxivId("https://arxiv.org/abs/2406.15319v2", version=3)
    number: Any = 2406.15319
    with pytest.raises(InvalidValueError, match=r"got 2406\.15319$"):
        bare_id(number)
    with pytest.raises(InvalidValueError, match=r"got 2406\.15319: not a string"):
        ArxivId(number)


@pytest.mark.parametrize("text", ["https://arxiv.org/abs/2406.15319", "arXiv:2406.15319", " a"])
def test_a_bare_identifier_has_its_own_form(text: str) -> None:
    assert bare_id("2406.15319v2") == SECOND
    with pytest.raises(InvalidValueError, match="expected an arXiv identifier"):
        bare_id(text)


def test_the_page_of_a_web_address_is_itself() -> None:
    assert page_url("https://arxiv.org/pdf/2406.15319v2") == "https://arxiv.org/pdf/2406.15319v2"
    assert page_url("arXiv:2406.15319") == "https://arxiv.org/abs/2406.15319"
    assert page_url("https://example.org") is None


_LINK_PARTS = (
    st.sampled_from(["https://", "http://", "HTTPS://", "//", ""]),
    st.sampled_from(["arxiv.org", "www.arxiv.org", "arXiv.org", "example.org"]),
    st.sampled_from(["/abs/", "/pdf/", "/html/", "/", "//abs/"]),
    st.from_regex(r"[0-9]{4}\.[0-9]{4,5}|2406\.0000[1-9]", fullmatch=True),
    st.sampled_from(["", "v1", "v10", "v0", "v1234", "V2", "v"]),
    st.sampled_from(["", ".pdf", ".PDF", "/", "#a", "?b", " ", "\n"]),
)


@given(st.tuples(*_LINK_PARTS).map("".join))
def test_a_link_is_looked_up_like_any_other_text(url: str) -> None:
    """`lookup` recognises the most frequent links at once, and `ArxivId` takes each one apart."""
    try:
        expected = ArxivId(url)
    except InvalidValueError:
        expected = None
    arxiv_id = lookup(url)
    assert arxiv_id == expected
    if arxiv_id is not None and expected is not None:
        assert (arxiv_id.id, arxiv_id.version) == (expected.id, expected.version)


@given(
    st.lists(
        (st.tuples(*_LINK_PARTS).map("".join) | texts()).map(lambda url: url.replace("\n", ""))
    )
)
def test_names_in_links(urls: list[str]) -> None:
    names = plain_names(urls)
    for name, url in zip(names, urls, strict=True):
        arxiv_id = lookup(url)
        assert name in ("", arxiv_id and arxiv_id.id)
    assert plain_names(["https://arxiv.org/abs/2406.15319v2", "", "#a"]) == ["2406.15319", "", ""]


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (" https://arxiv.org/abs/24O6.15319 ", "24O6.15319"),
        ("//arxiv.org/abs/nosuch/0201082", "nosuch/0201082"),
        ("https://arxiv.org./pdf/2413.00001.pdf", "2413.00001"),
        ("https://doi.org//10.48550/arXiv.2413.00001", "2413.00001"),
        ("https://doi.org/10.1000/182", None),
        ("https:///abs/2406.15319", None),
        ("https://arxiv.org/list/cs/new", None),
    ],
)
def test_text_in_the_place_of_the_identifier(url: str, text: str | None) -> None:
    assert claimed(url) == text


# -- A value -----------------------------------------------------------------------------------


def test_identifiers_are_ordered_by_submission() -> None:
    ordered = [
        ArxivId("hep-th/9108001"),
        ArxivId("hep-th/9901001"),
        ArxivId("hep-th/9911001"),
        ArxivId("hep-th/9912001"),
        ArxivId("math/0001001"),
        ArxivId("quant-ph/0001001"),
        ArxivId("0704.0001"),
        ArxivId("1412.9999"),
        ArxivId("1501.00001"),
        NEW,
        ArxivId("2406.15319v1"),
        SECOND,
        ArxivId("2406.15319v10"),
        ArxivId("2406.15320"),
    ]

    assert sorted(random.Random(0).sample(ordered, len(ordered))) == ordered
    assert NEW < SECOND <= SECOND
    assert SECOND > NEW >= NEW


def test_beside_text_identifiers_are_ordered_like_text() -> None:
    assert sorted(["2406.15320", NEW]) == ["2406.15319", "2406.15320"]
    with pytest.raises(TypeError):
        assert Category("cs.CL") > NEW


@given(arxiv_ids())
def test_an_identifier_is_the_text_that_it_prints_as(arxiv_id: ArxivId) -> None:
    text = f"{arxiv_id.id}v{arxiv_id.version}" if arxiv_id.version else arxiv_id.id

    assert str(arxiv_id) == format(arxiv_id) == arxiv_id == text
    assert type(str(arxiv_id)) is str
    assert hash(arxiv_id) == hash(text)
    assert {arxiv_id, text} == {text}
    assert {text: 1}[arxiv_id] == 1
    assert f"{arxiv_id:>20}" == f"{text:>20}"
    assert json.loads(json.dumps({arxiv_id: arxiv_id})) == {text: text}


def test_identifiers_of_other_versions_are_not_equal() -> None:
    assert len({NEW, SECOND, "2406.15319", "2406.15319v2", ArxivId("2406.15319v1")}) == 3
    assert NEW != "arXiv:2406.15319"


def test_an_identifier_without_version_precedes_its_first_version() -> None:
    assert sorted([ArxivId("2406.15319v1"), NEW]) == [NEW, "2406.15319v1"]
    assert ArxivId("2406.15319v1") > NEW
    assert not ArxivId("2406.15319v1") <= NEW


def test_identifiers_are_matched_by_text_and_by_parts() -> None:
    def parts(value: object) -> object:
        match value:
            case ArxivId(id=name, version=2):
                return name
            case "2406.15319":
                return "text"
            case _:
                return None

    assert [parts(SECOND), parts(NEW), parts(OLD)] == ["2406.15319", "text", None]


def test_an_identifier_finds_text_like_text() -> None:
    assert SECOND.find("v") == 10
    assert ArxivId("2406.06006").find("06") == 2
    assert SECOND.find("2", 1) == 11
    assert SECOND.find("2", 1, 5) == SECOND.find("15", 6, 7) == -1


@given(arxiv_ids())
def test_copies(arxiv_id: ArxivId) -> None:
    for copied in (
        pickle.loads(pickle.dumps(arxiv_id)),  # noqa: S301
        copy.copy(arxiv_id),
        copy.deepcopy(arxiv_id),
        attrs.evolve(arxiv_id),
        ArxivId.parse(str(arxiv_id)),
    ):
        assert copied == arxiv_id
        assert hash(copied) == hash(arxiv_id)


def test_evolve() -> None:
    assert attrs.evolve(SECOND, version=3) == ArxivId("2406.15319v3")
    assert attrs.evolve(SECOND, id="2406.15320") == ArxivId("2406.15320v2")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is of Python 3.13")
def test_replace() -> None:
    replace = getattr(copy, "replace")  # noqa: B009 - unknown to type checkers on 3.11

    assert replace(SECOND, version=None) == NEW


def test_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        NEW.version = 3  # type: ignore[misc]
    assert not hasattr(NEW, "__dict__")


# -- Everything that names one -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        " 2406.15319 ",
        "\t2406.15319\n",
        "\xa02406.15319\u2028",
        "arXiv:2406.15319",
        "arxiv: 2406.15319",
        "ARXIV : 2406.15319",
        "arXiv 2406.15319",
        "2406.15319 [cs.CL]",
        "2406.15319.pdf",
        "https://arxiv.org/abs/2406.15319",
        "http://arxiv.org/abs/2406.15319",
        "HTTPS://ARXIV.ORG/ABS/2406.15319",
        "https://www.arxiv.org/abs/2406.15319",
        "https://export.arxiv.org/abs/2406.15319",
        "http://de.arxiv.org/abs/2406.15319",
        "http://xxx.lanl.gov/abs/2406.15319",
        "https://arxiv.org:443/abs/2406.15319",
        "https://arxiv.org./abs/2406.15319",
        "arxiv.org/abs/2406.15319",
        "//arxiv.org/abs/2406.15319",
        "https://arxiv.org//abs//2406.15319/",
        "https://arxiv.org/abs/ 2406.15319 ",
        "https://arxiv.org/abs/%202406.15319",
        "https://arxiv.org/abs/arXiv:2406.15319",
        "https://arxiv.org/abs/2406.15319?context=cs.AI",
        "https://arxiv.org/abs/2406.15319#submission-history",
        "https://arxiv.org/abs/2406.15319?a=https://arxiv.org/abs/2406.00001#b/c",
        "https://arxiv.org/pdf/2406.15319",
        "https://arxiv.org/pdf/2406.15319.pdf",
        "https://arxiv.org/pdf/2406.15319.PDF#page=3",
        "https://arxiv.org/pdf/2406.15319?download=1",
        "https://arxiv.org/html/2406.15319",
        "https://arxiv.org/format/2406.15319",
        "https://arxiv.org/e-print/2406.15319",
        "https://arxiv.org/ftp/arxiv/papers/2406/2406.15319.pdf",
        "10.48550/arXiv.2406.15319",
        "10.48550/ARXIV.2406.15319",
        "doi:10.48550/arXiv.2406.15319",
        "DOI: 10.48550/arXiv.2406.15319",
        "https://doi.org/10.48550/arXiv.2406.15319",
        "https://doi.org/10.48550%2FarXiv.2406.15319",
        "http://dx.doi.org/10.48550/arxiv.2406.15319",
        "https://www.doi.org/10.48550/arXiv.2406.15319/",
        "doi.org/10.48550/arXiv.2406.15319",
        "https://www.alphaxiv.org/abs/2406.15319",
        "https://alphaxiv.org/overview/2406.15319",
        "https://ar5iv.org/abs/2406.15319",
        "https://ar5iv.org/html/2406.15319",
        "https://ar5iv.labs.arxiv.org/html/2406.15319",
        "https://huggingface.co/papers/2406.15319",
        "https://hf.co/papers/2406.15319",
    ],
)
def test_parse(text: str) -> None:
    assert ArxivId.parse(text) == NEW


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2406.15319v2",
        "arXiv:2406.15319V2",
        "arXiv:2406.15319v2 [cs.CL]",
        "arXiv:2406.15319v2 [cs.CL] 1 Sep 2024",
        "https://arxiv.org/abs/2406.15319v2",
        "https://arxiv.org/pdf/2406.15319v2",
        "https://arxiv.org/pdf/2406.15319v2.pdf",
        "https://arxiv.org/html/2406.15319v2#S3.SS1",
        "https://arxiv.org/html/2406.15319v2/",
        "https://www.alphaxiv.org/abs/2406.15319v2",
    ],
)
def test_parse_keeps_the_version(text: str) -> None:
    assert ArxivId.parse(text) == SECOND


@pytest.mark.parametrize(
    "text",
    [
        "quant-ph/0201082v1",
        "QUANT-PH/0201082V1",
        "arXiv:quant-ph/0201082v1",
        "https://arxiv.org/abs/quant-ph/0201082v1",
        "https://arxiv.org/pdf/quant-ph/0201082v1.pdf",
        "http://export.arxiv.org/abs/quant-ph/0201082v1?context=math",
        "https://ar5iv.org/abs/quant-ph/0201082v1",
        "10.48550/arXiv.quant-ph/0201082v1",
        "https://doi.org/10.48550/arXiv.quant-ph/0201082v1",
    ],
)
def test_parse_old_identifiers(text: str) -> None:
    assert ArxivId.parse(text) == OLD_FIRST


def test_parse_returns_identifiers_unchanged() -> None:
    assert ArxivId.parse(SECOND) is SECOND


@pytest.mark.parametrize("arxiv_id", [NEW, SECOND, OLD, OLD_FIRST], ids=str)
def test_parse_accepts_the_addresses_of_an_identifier(arxiv_id: ArxivId) -> None:
    assert ArxivId.parse(arxiv_id.abs_url) == arxiv_id
    assert ArxivId.parse(arxiv_id.pdf_url) == arxiv_id
    assert ArxivId.parse(arxiv_id.doi) == arxiv_id.unversioned


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2413.15319", "there is no month 13"),
        ("2400.15319", "there is no month 00"),
        ("quant-ph/0213082", "there is no month 13"),
        ("2024.12345", "there is no month 24"),
        ("2406.1531", "have 5 digits"),
        ("1406.15319", "have 4 digits"),
        ("0703.0001", "identifiers without an archive began in April 2007"),
        ("9101.00001", "identifiers without an archive began in April 2007"),
        ("quant-ph/0704001", "identifiers with an archive ended in March 2007"),
        ("quant-ph/9012001", "identifiers with an archive ended in March 2007"),
        ("nosuch/0201082", "no archive 'nosuch'"),
    ],
)
def test_parse_gives_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^expected an .*; got '{text}': .*\b{reason}$"):
        ArxivId.parse(text)


def test_the_message_for_a_text_of_another_form_ends_with_it() -> None:
    with pytest.raises(InvalidValueError, match=r"; got 'x y'$"):
        ArxivId.parse("x y")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "2024-06-30",
        "20240630",
        "2024.06",
        "3.11.7",
        "v2",
        "1.0",
        "2406",
        "2406.153190",
        "12406.15319",
        "2406.15319v0",
        "2406.15319v01",
        "2406.15319v",
        "2406.15319v1.2",
        "2406.15319 v2",
        "2406 .15319",
        "2406,15319",
        "\N{ARABIC-INDIC DIGIT TWO}406.15319",
        "\N{FULLWIDTH DIGIT TWO}406.15319",
        "2406.15319 and 2406.15320",
        "see 2406.15319",
        "https://arxiv.org",
        "https://arxiv.org/abs/",
        "https://arxiv.org/list/cs.CL/2406",
        "https://arxiv.org/a/someone_1",
        "https://arxiv.org/abs/2406.15319/x",
        "https://arxiv.org/html/2406.15319v1/x1.png",
        "https://arxiv.org/search/?query=2406.15319",
        "https://arxiv.org.evil.com/abs/2406.15319",
        "https://notarxiv.org/abs/2406.15319",
        "https://arxiv.org-evil.com/abs/2406.15319",
        "https://arxiv.com/abs/2406.15319",
        "https://evil.com/arxiv.org/abs/2406.15319",
        "https://evil.com/?q=https://arxiv.org/abs/2406.15319",
        "https://evil.com/abs/2406.15319",
        "https://arxiv.org@evil.com/abs/2406.15319",
        "https://arxiv.org:443@evil.com/abs/2406.15319",
        "https://evil.com@arxiv.org/abs/2406.15319",
        "https://evil.com\\@arxiv.org/abs/2406.15319",
        "https://evil.com\\.arxiv.org/abs/2406.15319",
        "https://evil.com#@arxiv.org/abs/2406.15319",
        "https://аrxiv.org/abs/2406.15319",  # noqa: RUF001 - the first letter is Cyrillic
        "javascript://arxiv.org/abs/2406.15319",
        "https://huggingface.co/someone/2406.15319",
        "https://github.com/papers/2406.15319",
        "https://doi.org/10.1000/2406.15319",
        "https://doi.org/X10.48550/arXiv.2406.15319",
        "Xarxiv.org/abs/2406.15319",
        "https://evil.com/10.48550/arXiv.2406.15319",
        "10.1000/arXiv.2406.15319",
        "https://[arxiv.org/abs/2406.15319",
        "https://arxiv.org:port/abs/quant-ph",
    ],
)
def test_parse_rejects_similar_texts(text: str) -> None:
    with pytest.raises(InvalidValueError, match="expected an arXiv identifier or a link to one"):
        ArxivId.parse(text)


@pytest.mark.parametrize("value", [None, 2406.15319, b"2406.15319", ["2406.15319"]])
def test_parse_rejects_values_other_than_text(value: str) -> None:
    with pytest.raises(InvalidValueError, match=f"got {re.escape(repr(value))}: not a string"):
        ArxivId.parse(value)


def test_errors_cut_long_texts() -> None:
    with pytest.raises(InvalidValueError) as caught:
        ArxivId.parse("x" * 10_000)
    assert len(str(caught.value)) < 300


@given(texts() | texts().map("https://{}".format) | texts().map("https://arxiv.org/abs/{}".format))
def test_parse_rejects_any_text(text: str) -> None:
    with pytest.raises(InvalidValueError):
        ArxivId.parse(text)


# -- In running text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "see 2406.15319v2.",
        "see arXiv:2406.15319v2, page 3",
        "arXiv: 2406.15319v2",
        "(2406.15319v2)",
        "“2406.15319v2”—a paper",
        "[LongRAG](https://arxiv.org/abs/2406.15319v2)",
        "[LongRAG](<https://arxiv.org/abs/2406.15319v2> 'title')",
        "[![badge](https://img.shields.io/badge/2406.00001)](https://arxiv.org/abs/2406.15319v2)",
        "<https://arxiv.org/abs/2406.15319v2>",
        "[1]: https://arxiv.org/abs/2406.15319v2",
        "**https://arxiv.org/abs/2406.15319v2**",
        "_2406.15319v2_, ~~2406.15319v2~~",
        "`2406.15319v2`",
        "| a |https://arxiv.org/abs/2406.15319v2|",
        "https://arxiv.org/abs/2406.15319v2。",
        "https://arxiv.org/pdf/2406.15319v2.pdf; next",
        "https://arxiv.org/abs/2406.15319v2,https://arxiv.org/abs/2406.15320",
        "https://web.archive.org/web/2024/https://arxiv.org/abs/2406.15319v2",
        "<a href='https://arxiv.org/abs/2406.15319v2'>paper</a>",
        '<a href="https://arxiv.org/abs/2406.15319v2">paper</a>',
        "On 2024-06-30, version 3.11.7, of $1203.4567: 2406.15319v2",
        "Is it 2406.15319v2?",
        "It is ~2406.15319v2!",
        "\x1e2406.15319v2\x00",
    ],
)
def test_find(text: str) -> None:
    assert ArxivId.find(text) == SECOND


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no paper here",
        "2024-06-30 and 3.11.7, at 12.5000",
        "a2406.15319",
        "X2406.15319",
        "2406.15319X",
        "2406.15319.1",
        "https://evil.com/abs/2406.15319",
        "https://evil.com/?ids=2024,2406.15319",
        "https://evil.com/(2406.15319",
        "https://evil.com/a'2406.15319",
        "https://arxiv.org.evil.com/abs/2406.15319",
        "https://arxiv.org@evil.com/abs/2406.15319",
    ],
)
def test_texts_without_identifiers(text: str) -> None:
    assert ArxivId.find(text) is None


def test_find_all_in_order_and_again() -> None:
    text = "arXiv:2406.15319 [pdf](https://arxiv.org/pdf/quant-ph/0201082v1), then 2406.15319"

    assert list(ArxivId.find_all(text)) == [NEW, OLD_FIRST, NEW]


@given(
    arxiv_ids(),
    st.sampled_from(["{}", "a {} b", "({})", "[{0}]({1})", "<{1}>", "**{}**", "| {1} |", "{1}."]),
)
def test_find_in_markdown(arxiv_id: ArxivId, markdown: str) -> None:
    assert ArxivId.find(markdown.format(arxiv_id, arxiv_id.abs_url)) == arxiv_id


@needs_data
def test_find_in_a_real_list() -> None:
    table = (DATA / "weekly-papers.md").read_text(encoding="utf-8")
    rows = [row for row in table.splitlines() if row.startswith("| 2024-")]

    identifiers = [ArxivId.parse(re.findall(r"\]\((.*?)\)", row)[-1]) for row in rows]

    assert len(set(identifiers)) == 100
    assert sum(arxiv_id.version is not None for arxiv_id in identifiers) == 11
    assert [list(ArxivId.find_all(row))[-1] for row in rows] == identifiers


def test_long_addresses_are_not_kept_in_memory() -> None:
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(20):
            path = f"{number}/" + "x" * 100_000
            assert lookup(f"https://example.org/{path}") is None
            assert lookup(f"https://arxiv.org/abs/2406.15319?{path}") == NEW
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000


@pytest.mark.parametrize("value", [None, 2406.15319, b"2406.15319", ["2406.15319"]])
def test_only_texts_are_searched(value: Any) -> None:
    with pytest.raises(
        InvalidValueError, match=rf"find requires a text, got {re.escape(repr(value))}$"
    ):
        ArxivId.find(value)
    with pytest.raises(
        InvalidValueError, match=rf"find_all requires a text, got {re.escape(repr(value))}$"
    ):
        list(ArxivId.find_all(value))
