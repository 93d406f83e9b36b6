from __future__ import annotations

import copy
import pickle
import re
import sys
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from support.equality import retrieval_times
from support.papers import ABS, CODE, FULL, LANGUAGE, NOON, SUNDAY, record
from weeklypapers import (
    ArxivId,
    Author,
    Change,
    Diff,
    Hit,
    InvalidValueError,
    Lag,
    Lags,
    Link,
    Origin,
    Overlap,
    Paper,
    Papers,
    PartialDate,
    Problem,
    Relisted,
    ReturningAuthor,
    Week,
    parse,
)
from weeklypapers.model.paper import (
    Extra,
    abstract_of,
    abstracts,
    author_names,
    keys,
    listed_days,
    names,
    stored_text,
    titles,
)
from weeklypapers.testing import hypothesis as strategies

PROBLEM = Problem(code="bad-week", message="expected a day", line=4, column=3, text="| x |")


VALUES = [
    Author(name="Ada Lovelace", affiliations=["London"]),
    ABS,
    record(comment="9 pages", journal_ref="J. 1", doi="10.1000/1", retrieved=NOON),
    attrs.evolve(FULL),
    Origin(line=3, text="| … |", columns=("title",), file="list.md"),
    Papers([FULL], problems=[PROBLEM]),
    Week(ending=SUNDAY, papers=Papers([FULL])),
    Change(before=FULL, after=Paper(title="LongRAG"), fields=("week",)),
    Diff(added=Papers([FULL]), removed=Papers(), changed=()),
    Hit(paper=FULL, score=1.5),
    Hit(paper=FULL, score=1.5),
    Papers([FULL]).search("longrag")[0],
    Lag(paper=FULL, days=3),
    Lags(known=(Lag(paper=FULL, days=3),), unknown=Papers()),
    Overlap(both=Papers([FULL]), only_here=Papers(), only_there=Papers()),
    Relisted(papers=Papers([FULL]), days=(SUNDAY,)),
    ReturningAuthor(name="Ada", papers=Papers([FULL]), weeks=("2024-W26",)),
    PROBLEM,
]


each_value = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


def copies_of(value: Any) -> list[Any]:
    return [
        pickle.loads(pickle.dumps(value)),  # noqa: S301
        copy.copy(value),
        copy.deepcopy(value),
        attrs.evolve(value),
    ]


@each_value
def test_copies_are_equal(value: Any) -> None:
    for copied in copies_of(value):
        assert type(copied) is type(value)
        assert copied == value
        assert hash(copied) == hash(value)


@each_value
def test_values_are_frozen_and_slotted(value: Any) -> None:
    field = attrs.fields(type(value))[0].name

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, getattr(value, field))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(value, field)
    with pytest.raises(AttributeError):
        value.nosuch = 1
    assert not hasattr(value, "__dict__")


@each_value
def test_values_compare_by_value(value: Any) -> None:
    assert value == attrs.evolve(value)
    assert value != object()
    assert len({value, attrs.evolve(value)}) == 1


@pytest.mark.parametrize("kind", [Origin, Paper, Problem, Week, Diff, Change])
def test_fields_are_keyword_only(kind: type[Any]) -> None:
    with pytest.raises(TypeError, match="positional"):
        kind("value")


@pytest.mark.parametrize("kind", [Author, Link])
def test_other_fields_than_the_first_are_keyword_only(kind: type[Any]) -> None:
    assert kind("#a") in (Author(name="#a"), Link(url="#a"))
    with pytest.raises(TypeError, match="positional"):
        kind("#a", "value")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is of Python 3.13")
def test_replace() -> None:
    replace = getattr(copy, "replace")  # noqa: B009 - unknown to type checkers on 3.11

    assert replace(FULL, title="RAG") == attrs.evolve(FULL, title="RAG")
    assert replace(ABS, label=None) == Link(url=ABS.url)
    assert replace(Papers([FULL]), papers=[]) == Papers()
    assert replace(Week(ending=SUNDAY, papers=[FULL]), papers=[]).papers == Papers()


@settings(max_examples=30)
@given(strategies.papers())
def test_copies_of_any_paper(paper: Paper) -> None:
    for copied in copies_of(paper):
        assert copied == paper
        assert hash(copied) == hash(paper)
        assert repr(copied) == repr(paper)
        assert retrieval_times([copied]) == retrieval_times([paper])


def test_only_the_title_is_required() -> None:
    paper = Paper(title="LongRAG")

    assert paper.title == "LongRAG"
    assert (paper.week, paper.category, paper.abstract, paper.arxiv) == (None, None, None, None)
    assert (paper.links, paper.listed_authors, paper.extra) == ((), (), {})
    assert (paper.link, paper.arxiv_id, paper.authors) == (None, None, ())
    assert (paper.published, paper.updated, paper.origin) == (None, None, None)
    with pytest.raises(TypeError, match="title"):
        Paper()  # type: ignore[call-arg]


def test_texts_are_kept_as_they_are() -> None:
    text = "  a | b \\ `c`\n<br>&amp;\u2028\xa0 "

    paper = Paper(title=text, abstract=text, listed_authors=[text], extra={text: text})

    assert (paper.title, paper.abstract, paper.listed_authors) == (text, text, (text,))
    assert paper.extra == {text: text}


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\xa0"])
def test_a_blank_text_is_none(blank: str) -> None:
    paper = Paper(title="a", abstract=blank, extra={"Venue": blank})

    assert paper == Paper(title="a")
    assert Link(url="#a", label=blank) == Link(url="#a")


def test_sequences_become_tuples() -> None:
    paper = Paper(title="a", links=iter([ABS]), listed_authors=(name for name in ["Ada"]))

    assert paper.links == (ABS,)
    assert paper.listed_authors == ("Ada",)


@pytest.mark.parametrize(
    ("field", "wrong", "expected"),
    [
        ("title", "", "text that is not blank"),
        ("title", " \n", "text that is not blank"),
        ("title", None, "text that is not blank"),
        ("title", 1, "text that is not blank"),
        ("title", "a\0", ".* without NUL or surrogates"),
        ("title", "a\ud800", ".* without NUL or surrogates"),
        ("week", "30 June", "a datetime.date without a time, a day such as '2024-06-30'"),
        ("week", "2024-02-30", "a datetime.date without a time"),
        ("week", NOON, "a datetime.date without a time"),
        ("category", 3, "a Category, or its code or name"),
        ("abstract", 1, "text that is not blank"),
        ("abstract", "a\0", ".* without NUL or surrogates"),
        ("links", [3], "a sequence, each of type Link"),
        ("links", b"#a", "a sequence, each of type Link"),
        ("links", {"url": "#a"}, "a sequence, each of type Link"),
        ("topics", {"a": 1}, "a sequence, each text that is not blank"),
        ("links", None, "a sequence, each of type Link"),
        ("listed_authors", "Ada, Grace", "a sequence, one text for each author"),
        ("listed_authors", "Ada and Grace", "a sequence, one text for each author"),
        ("listed_authors", "Ada et al.", "a sequence, one text for each author"),
        ("listed_authors", 3, "a sequence, each text that is not blank"),
        ("topics", " ", "a sequence, each text that is not blank"),
        ("listed_date", 2024, "a PartialDate, a date without a time"),
        ("listed_date", NOON, "a PartialDate, a date without a time"),
        ("listed_authors", ["Ada", " "], "a sequence, each text that is not blank"),
        ("arxiv", "2406.15319", "an ArxivRecord"),
        ("extra", [("Venue", "ACL")], "a mapping of text to text"),
        ("extra", "Venue", "a mapping of text to text"),
        ("origin", 3, "an Origin"),
    ],
)
def test_errors_name_the_field(field: str, wrong: object, expected: str) -> None:
    values: dict[str, Any] = {"title": "a", field: wrong}

    with pytest.raises(InvalidValueError, match=rf"^Paper\.{field} must be {expected}.*, got "):
        Paper(**values)


@pytest.mark.parametrize(
    ("field", "wrong"), [("title", 1), ("listed_authors", "Ada, Grace"), ("extra", "Venue")]
)
def test_errors_show_the_value(field: str, wrong: object) -> None:
    values: dict[str, Any] = {"title": "a", field: wrong}
    with pytest.raises(InvalidValueError, match=rf", got {re.escape(repr(wrong))}$"):
        Paper(**values)


def test_text_is_converted() -> None:
    paper = Paper(
        title="LongRAG",
        week="2024-06-30",
        category="Computation and Language",
        links=ABS.url,
        listed_authors="Ada Lovelace",
        listed_date="2024-06",
        topics="RAG",
    )

    assert paper == Paper(
        title="LongRAG",
        week=SUNDAY,
        category=LANGUAGE,
        links=(Link(url=ABS.url),),
        listed_authors=("Ada Lovelace",),
        listed_date=PartialDate(2024, 6),
        topics=("RAG",),
    )
    assert attrs.evolve(paper, week="2024-W27").week == SUNDAY + timedelta(days=7)


def test_text_of_a_subclass_becomes_plain_text() -> None:
    text = ArxivId("2406.15319")
    paper = Paper(title=text, venue=text, topics=[text], listed_authors=[text], links=str(text))

    values = (paper.venue, *paper.topics, *paper.listed_authors)
    assert [type(value) for value in values] == [str] * 3
    assert Papers([paper, Paper(title="a", topics="b")]).sort_by("title", "topic")[0] == paper


def test_one_value_is_a_sequence() -> None:
    assert Paper(title="a", links=ABS).links == Paper(title="a", links=[ABS]).links == (ABS,)
    assert Paper(title="a", links=["#a", ABS]).links == (Link("#a"), ABS)
    ada = Author("Ada Lovelace")
    for authors in (ada, [ada], ["Ada Lovelace"], (ada,)):
        assert Paper(title="a", listed_authors=authors).listed_authors == ("Ada Lovelace",)


@pytest.mark.parametrize(
    ("field", "wrong", "message"),
    [
        ("category", " ", "expected the code, name or label of a category"),
        ("listed_date", "June", "expected 2024, 2024-06 or 2024-06-30, got 'June'"),
        ("links", "", "Link.url must be an address"),
        ("links", ["#a", " #b"], "Link.url must be an address"),
    ],
)
def test_errors_are_those_of_the_converted_values(field: str, wrong: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^{re.escape(message)}"):
        Paper(**{"title": "a", field: wrong})


def test_the_paper_of_an_identifier() -> None:
    paper = Paper.from_arxiv("2406.15319v2", week="2024-06-30")

    assert paper == Paper(
        title="2406.15319v2", links="https://arxiv.org/abs/2406.15319v2", week=SUNDAY
    )
    assert paper == Paper.from_arxiv(ArxivId("2406.15319v2"), week=SUNDAY)
    assert Paper.from_arxiv("2406.15319", title="LongRAG").title == "LongRAG"


@pytest.mark.parametrize(
    "text",
    [
        "2406.15319",
        "2406.15319v3",
        "arXiv:2406.15319",
        "https://arxiv.org/pdf/2406.15319v2",
        "http://www.arxiv.org/abs/quant-ph/0201082",
        "https://huggingface.co/papers/2406.15319",
        "arxiv.org/abs/2406.15319",
        "10.48550/arXiv.2406.15319",
    ],
)
def test_an_identifier_is_read_as_in_a_list_of_identifiers(text: str) -> None:
    assert Paper.from_arxiv(text) == parse(f"{text}\n1706.03762\n")[0]


def test_the_paper_of_a_record() -> None:
    paper = Paper.from_arxiv(record(), topics="RAG")

    assert paper == Paper(
        title="LongRAG",
        abstract="What arXiv says.",
        category=LANGUAGE,
        links="https://arxiv.org/abs/2406.15319",
        topics=("RAG",),
        arxiv=record(),
    )
    assert paper.authors == record().authors


@pytest.mark.parametrize("wrong", ["", "LongRAG", "https://example.org/1", 3, None])
def test_a_paper_needs_an_identifier(wrong: Any) -> None:
    with pytest.raises(InvalidValueError, match="expected an arXiv identifier or a link to one"):
        Paper.from_arxiv(wrong)


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (FULL, "arxiv:2406.15319"),
        (Paper.from_arxiv("quant-ph/0201082v1"), "arxiv:quant-ph/0201082"),
        (Paper(title="a", links="https://doi.org/10.1/x"), "url:https://doi.org/10.1/x"),
        (Paper(title="Über  LLMs", links="https://github.com/a/b"), "title:uber llms"),
        (Paper(title="Über  LLMs"), "title:uber llms"),
    ],
)
def test_key(paper: Paper, key: str) -> None:
    assert paper.key == key
    assert keys([paper]) == [key]
    assert len(Papers([paper, attrs.evolve(paper, week=None)]).merge()) == 1


@given(strategies.papers())
def test_the_key_of_a_paper_with_an_identifier(paper: Paper) -> None:
    if paper.arxiv_id:
        assert paper.key == f"arxiv:{paper.arxiv_id.id}"
    else:
        assert not paper.key.startswith("arxiv:")


@given(strategies.paper_lists())
def test_the_keys_of_a_list(listed: Papers) -> None:
    assert keys(listed[:]) == [paper.key for paper in listed]


@given(strategies.papers())
def test_the_names_of_authors(paper: Paper) -> None:
    assert list(author_names(paper)) == [author.name for author in paper.authors]


@given(strategies.extras(), strategies.extras())
def test_extra_cells_compare_like_dictionaries(
    cells: dict[str, str], others: dict[str, str]
) -> None:
    assert (Extra(cells) == Extra(others)) == (dict(Extra(cells)) == dict(Extra(others)))
    assert Extra(cells) == dict(Extra(cells)) == Extra(cells)
    assert Extra(cells) != list(cells)


def test_evolved_papers_are_checked() -> None:
    with pytest.raises(InvalidValueError, match=r"^Paper\.title must be"):
        attrs.evolve(FULL, title="")


def test_comparisons_ignore_the_origin() -> None:
    elsewhere = attrs.evolve(FULL, origin=None)

    assert elsewhere == FULL
    assert hash(elsewhere) == hash(FULL)


@pytest.mark.parametrize(
    "other",
    [
        {"title": "RAG"},
        {"week": None},
        {"category": None},
        {"abstract": None},
        {"links": [ABS, CODE]},
        {"listed_authors": ()},
        {"arxiv": None},
        {"extra": {}},
    ],
    ids=lambda other: "".join(other),
)
def test_every_other_field_has(other: dict[str, Any]) -> None:
    assert attrs.evolve(FULL, **other) != FULL


@pytest.mark.parametrize("other", [{"title": "RAG"}, {"week": None}, {"links": [ABS]}])
def test_different_papers_have_different_hashes(other: dict[str, Any]) -> None:
    assert hash(attrs.evolve(FULL, **other)) != hash(FULL)


def test_the_link_is_the_one_to_arxiv() -> None:
    assert FULL.link == ABS
    assert Paper(title="a", links=[CODE, Link(url="#a")]).link == CODE


def test_the_identifier_is_the_listed_one() -> None:
    assert FULL.arxiv_id == ArxivId("2406.15319v2")
    assert attrs.evolve(FULL, links=[CODE]).arxiv_id == ArxivId("2406.15319v3")
    assert attrs.evolve(FULL, links=[CODE], arxiv=None).arxiv_id is None


def test_the_authors_are_arxivs_if_known() -> None:
    assert FULL.authors == (Author(name="Ada Lovelace"), Author(name="Alan Turing"))
    assert attrs.evolve(FULL, arxiv=None).authors == (Author(name="A. Lovelace"),)
    assert FULL.listed_authors == ("A. Lovelace",)


@pytest.mark.parametrize(
    ("week", "listed", "ending"),
    [
        ("2024-06-28", None, "2024-06-28"),
        ("2024-06-28", "2024-06-03", "2024-06-28"),
        (None, "2024-06-24", "2024-06-30"),
        (None, "2024-06-30", "2024-06-30"),
        (None, "2024-12-31", "2025-01-05"),
        (None, "2024-06", None),
        (None, "2024", None),
        (None, None, None),
    ],
)
def test_the_week_is_the_listed_one_or_that_of_the_day(
    week: str | None, listed: str | None, ending: str | None
) -> None:
    paper = Paper(
        title="a",
        week=date.fromisoformat(week) if week else None,
        listed_date=PartialDate.parse(listed) if listed else None,
    )

    assert paper.week_ending == (date.fromisoformat(ending) if ending else None)


def test_an_origin_is_shown_as_its_position() -> None:
    origin = Origin(line=3, text="| … |", columns=("title",), file="list.md")
    assert (str(origin), repr(origin)) == ("list.md:3", "<Origin list.md:3>")
    assert str(attrs.evolve(origin, file=None)) == "<text>:3"


def test_the_text_of_an_origin_is_its_row() -> None:
    listed = parse("| week | title |\n|--|--|\n| 2024-06-30 | A |\n| 2024-06-30 | B |\n")
    origins = [origin for paper in listed for origin in paper.origins]
    assert not any(isinstance(stored_text(origin), str) for origin in origins)
    assert [origin.text for origin in origins] == ["| 2024-06-30 | A |", "| 2024-06-30 | B |"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"line": "3"}, "Origin.line must be a whole number, got '3'"),
        ({"text": None}, "Origin.text must be text, got None"),
        ({"columns": [5]}, "Origin.columns must be a sequence, each of type str, got (5,)"),
        ({"file": 5}, "Origin.file must be text, got 5"),
        ({"template": "- {title}"}, "Origin.template must be a Template, got '- {title}'"),
        ({"others": 5}, "Origin.others must be an iterable of Origin, got 5"),
        ({"others": [5]}, "Origin.others[0] must be an Origin, got 5"),
    ],
)
def test_an_origin_names_a_wrong_field(fields: dict[str, Any], message: str) -> None:
    valid: dict[str, Any] = {"line": 3, "text": "", "columns": ()}
    with pytest.raises(InvalidValueError, match=f"^{re.escape(message)}$"):
        Origin(**valid | fields)


def test_the_origins_are_those_of_all_joined_entries() -> None:
    first, second, third = (Origin(line=line, text="", columns=()) for line in (3, 4, 5))
    joined = attrs.evolve(first, others=(second, third))
    assert Paper(title="a").origins == ()
    assert Paper(title="a", origin=first).origins == (first,)
    assert Paper(title="a", origin=joined).origins == (first, second, third)


def test_a_paper_is_shown_with_its_identifier_and_title() -> None:
    assert repr(Paper(title="Halls")) == "<Paper: 'Halls'>"
    listed = Paper(title="Halls", links=["https://arxiv.org/abs/2406.00001v2"])
    assert repr(listed) == "<Paper 2406.00001v2: 'Halls'>"
    assert "Halls" in listed._repr_html_()
    assert listed._repr_markdown_().startswith("**[Halls](")
    assert repr(record()) == "<ArxivRecord 2406.15319v3: 'LongRAG'>"


def test_a_paper_completes_its_public_names() -> None:
    names = dir(Paper(title="Halls"))
    assert {"title", "listed_date", "arxiv_id", "__eq__"} <= set(names)
    assert "_repr_html_" not in names


def test_the_days_on_which_a_paper_may_have_been_listed() -> None:
    assert listed_days(Paper(title="a")) is None
    assert listed_days(Paper(title="a", listed_date="2024-02")) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert listed_days(Paper(title="a", week="2024-06-30", listed_date="2024-02")) == (
        SUNDAY,
        SUNDAY,
    )


def test_values_of_the_list_come_before_those_of_the_record() -> None:
    listed = Paper(title="Listed", abstract="Of the list.", listed_authors=["Ada"])
    both = attrs.evolve(listed, arxiv=record(title="Record", abstract="Of arXiv."))
    assert (titles(listed), titles(both)) == (["Listed"], ["Listed", "Record"])
    assert (abstracts(listed), abstracts(both)) == (["Of the list."], ["Of the list.", "Of arXiv."])
    assert abstract_of(both) == "Of the list."
    assert abstract_of(attrs.evolve(both, abstract=None)) == "Of arXiv."
    assert abstract_of(Paper(title="a")) is None
    assert names(listed) == ["Ada", "Ada"]
    assert names(both) == ["Ada", *(author.name for author in both.authors)]


def test_times_are_arxivs() -> None:
    assert FULL.published == NOON
    assert FULL.updated == NOON + timedelta(days=1)


def test_extra_is_a_mapping() -> None:
    extra = Extra({"Venue": "ACL", "Code": "yes", "Note": ""})

    assert dict(extra) == {"Venue": "ACL", "Code": "yes"}
    assert list(extra) == ["Venue", "Code"]
    assert extra["Venue"] == extra.get("Venue") == "ACL"
    assert repr(extra) == "{'Venue': 'ACL', 'Code': 'yes'}"
    with pytest.raises(KeyError):
        extra["Note"]


def test_extra_is_a_value() -> None:
    extra = Extra({"Venue": "ACL", "Code": "yes"})
    turned = Extra({"Code": "yes", "Venue": "ACL"})

    assert extra == turned == {"Venue": "ACL", "Code": "yes"}
    assert hash(extra) == hash(turned)
    assert extra != Extra({"Venue": "ACL"})
    with pytest.raises(AttributeError):
        extra.other = 1
    with pytest.raises(TypeError):
        extra["Venue"] = "EMNLP"  # type: ignore[index]


def test_extra_requires_a_mapping() -> None:
    other: Any = 5
    message = "Paper.extra must be a mapping or pairs, got 5"
    with pytest.raises(InvalidValueError, match=f"^{message}$"):
        Extra(other)


def test_extra_does_not_follow_its_source() -> None:
    source = {"Venue": "ACL"}
    paper = Paper(title="a", extra=source)

    source["Venue"] = "EMNLP"

    assert paper.extra["Venue"] == "ACL"


@pytest.mark.parametrize(
    "wrong",
    [
        {1: "ACL"},
        {"Venue": 1},
        {"Venue": None},
        {"Venue": 0},
        {1: ""},
        {"a\0": "b"},
        {"a": "\udfff"},
    ],
)
def test_extra_maps_text_to_text(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Paper(title="a", extra=wrong)
    start = "Paper.extra must map text to text without NUL or surrogates, got "
    assert str(caught.value) in {f"{start}{part!r}" for part in (*wrong, *wrong.values())}


def test_extra_has_no_blank_header() -> None:
    with pytest.raises(InvalidValueError, match=r"^Paper\.extra must have no blank header"):
        Paper(title="a", extra={" ": "ACL"})


@pytest.mark.parametrize(
    ("url", "arxiv_id"),
    [
        ("https://arxiv.org/pdf/2406.15319", ArxivId("2406.15319")),
        ("https://arxiv.org/abs/2406.15319v2", ArxivId("2406.15319v2")),
        ("https://huggingface.co/papers/2406.15319", ArxivId("2406.15319")),
        ("https://example.org/abs/2406.15319", None),
        ("#section", None),
    ],
)
def test_link_names_a_paper(url: str, arxiv_id: ArxivId | None) -> None:
    link = Link(url=url, label="arxiv")

    assert link.url == url
    assert link.arxiv_id == arxiv_id


@pytest.mark.parametrize(
    "wrong", ["", " ", " #a", "#a ", "#a\n", "a\tb", "a\0b", "\ud800", None, 1]
)
def test_link_needs_an_address(wrong: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^Link\.url must be an address"):
        Link(url=wrong)


def test_label_is_text() -> None:
    with pytest.raises(InvalidValueError, match=r"^Link\.label must be text"):
        Link(url="#a", label=1)  # type: ignore[arg-type]


def test_author() -> None:
    author = Author(name="Ada Lovelace", affiliations=["London"])

    assert author.affiliations == ("London",)
    assert str(author) == "Ada Lovelace"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": None}, "name"),
        ({"name": "Ada", "affiliations": 1}, "affiliations"),
        ({"name": "Ada", "affiliations": [""]}, "affiliations"),
    ],
)
def test_author_is_checked(values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError, match=rf"^Author\.{field} must be"):
        Author(**values)


def test_times_are_in_utc() -> None:
    there = timezone(timedelta(hours=9))

    converted = record(published=datetime(2024, 6, 21, 21, tzinfo=there))

    assert converted.published == NOON
    assert converted.published.tzinfo is UTC
    assert converted == record()


def test_comparisons_ignore_the_time_of_a_request() -> None:
    first, second = record(retrieved=NOON), record(retrieved=NOON + timedelta(days=1))

    assert first == second == record()
    assert hash(first) == hash(second) == hash(record())
    assert attrs.evolve(FULL, arxiv=first) == attrs.evolve(FULL, arxiv=second)
    assert (first.retrieved, second.retrieved) == (NOON, NOON + timedelta(days=1))


def test_text_of_a_record_is_converted() -> None:
    values = {
        "id": "2406.15319v3",
        "authors": ["Ada Lovelace", Author("Alan Turing")],
        "published": "2024-06-21T12:00:00Z",
        "primary_category": "cs.CL",
        "categories": "cs.CL",
    }

    assert record(**values) == record()
    for authors in ("Ada", Author("Ada")):
        assert record(authors=authors).authors == (Author("Ada"),)


def test_a_time_outside_the_years_of_utc_is_rejected() -> None:
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))
    with pytest.raises(InvalidValueError, match="years 1 to 9999"):
        record(published=early)


class NoOffset(tzinfo):
    def utcoffset(self, _: datetime | None) -> None: ...
    def dst(self, _: datetime | None) -> None: ...
    def tzname(self, _: datetime | None) -> None: ...


@pytest.mark.parametrize(
    ("field", "wrong", "expected"),
    [
        ("id", ArxivId("2406.15319"), "an ArxivId with a version"),
        ("id", "2406.15319", "an ArxivId with a version"),
        ("id", 2406.15319, "an ArxivId with a version"),
        ("title", "", "text that is not blank"),
        ("authors", 3, "a sequence, each of type Author"),
        ("authors", [3], "a sequence, each of type Author"),
        ("abstract", None, "text that is not blank"),
        ("published", SUNDAY, "an aware datetime.datetime"),
        ("published", NOON.replace(tzinfo=None), "an aware datetime.datetime"),
        ("published", NOON.replace(tzinfo=NoOffset()), "an aware datetime.datetime"),
        ("updated", "2024-06-21T12:00:00", "an aware datetime.datetime, or a time such as"),
        ("primary_category", None, "a Category, or its code or name"),
        ("categories", [None], "a sequence, each of type Category"),
        ("comment", " ", "text that is not blank"),
        ("journal_ref", 1, "text that is not blank"),
        ("doi", "", "text that is not blank"),
        ("retrieved", SUNDAY, "an aware datetime.datetime"),
    ],
)
def test_record_is_checked(field: str, wrong: object, expected: str) -> None:
    with pytest.raises(
        InvalidValueError, match=rf"^ArxivRecord\.{field} must be {expected}.*, got "
    ):
        record(**{field: wrong})
