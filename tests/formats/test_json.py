"""JSON: round trips, errors and the schema."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import weeklypapers as wp
from support.equality import retrieval_times
from support.papers import ATTENTION
from weeklypapers import (
    ArxivRecord,
    Author,
    InvalidValueError,
    Link,
    Paper,
    Papers,
    ReadError,
)
from weeklypapers.formats import json as codec
from weeklypapers.testing.hypothesis import paper_lists, records

SCHEMA = wp.schema()
VALIDATOR = Draft202012Validator(SCHEMA)

FULL_TEXT = """\
{
  "schema_version": 1,
  "papers": [
    {
      "title": "Attention Is All You Need",
      "week": "2017-06-18",
      "category": "Prompt Engineering",
      "abstract": "Two\\nlines | “ä”",
      "links": [
        {
          "url": "https://arxiv.org/abs/1706.03762",
          "label": "arxiv"
        },
        {
          "url": "b"
        }
      ],
      "listed_authors": [
        "A. Vaswani"
      ],
      "arxiv": {
        "id": "1706.03762v7",
        "title": "Attention Is All You Need",
        "authors": [
          {
            "name": "Ashish Vaswani",
            "affiliations": [
              "Google Brain"
            ]
          },
          {
            "name": "Ł. K."
          }
        ],
        "abstract": "Attention alone, no recurrence.",
        "published": "2017-06-12T17:57:34Z",
        "updated": "2023-08-02T00:41:18.000500Z",
        "primary_category": "cs.CL",
        "categories": [
          "cs.CL",
          "cs.LG"
        ],
        "comment": "15 pages"
      },
      "extra": {
        "Venue": "NeurIPS"
      }
    }
  ]
}
"""


def document(*papers: object, **members: object) -> str:
    return json.dumps({"schema_version": 1, "papers": papers} | members)


def messages(text: str) -> list[str]:
    """Return the messages of the problems of a document."""
    with pytest.raises(ReadError) as caught:
        wp.from_json(text)
    return [problem.message for problem in caught.value.problems]


# -- Round trips -------------------------------------------------------------------------------


def test_format() -> None:
    assert Papers([ATTENTION]).to_json() == FULL_TEXT
    assert wp.from_json(FULL_TEXT) == Papers([ATTENTION])


def test_indent() -> None:
    assert Papers([Paper(title="ä")]).to_json(indent=None) == (
        '{"schema_version": 1, "papers": [{"title": "ä"}]}\n'
    )


def test_lines() -> None:
    text = Papers([Paper(title="A"), Paper(title="ä")]).to_jsonl()
    assert text == '{"schema_version": 1, "title": "A"}\n{"schema_version": 1, "title": "ä"}\n'
    assert Papers().to_jsonl() == ""


def test_defaults_are_omitted_and_read() -> None:
    nothing = {"week": None, "category": None, "abstract": None, "arxiv": None}
    empty: dict[str, Any] = {"links": [], "listed_authors": [], "extra": {}}
    paper = {"title": "A"} | nothing | empty
    assert wp.from_json(document(paper)) == Papers([Paper(title="A")])
    VALIDATOR.validate(json.loads(document(paper)))


def test_times_of_other_zones_become_utc() -> None:
    text = FULL_TEXT.replace("17:57:34Z", "19:57:34+02:00")
    assert wp.from_json(text) == Papers([ATTENTION])


@settings(deadline=None)
@given(paper_lists(max_size=3))
def test_lossless(listed: Papers) -> None:
    text = listed.to_json()
    for result in (wp.from_json(text), wp.from_json(listed.to_json(indent=None))):
        assert result == listed
        assert retrieval_times(result) == retrieval_times(listed)
    VALIDATOR.validate(json.loads(text))
    for line in listed.to_jsonl().split("\n")[:-1]:
        VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize("text", [FULL_TEXT, FULL_TEXT.replace("\n", "\r\n"), "\ufeff" + FULL_TEXT])
def test_layout_does_not_matter(text: str) -> None:
    assert wp.from_json(text) == Papers([ATTENTION])


def test_blank_lines_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('\n{"schema_version": 1, "title": "A"}\n \n')
    assert wp.read(path) == Papers([Paper(title="A")])
    path.write_text("")
    assert wp.read(path) == Papers()


# -- Errors ------------------------------------------------------------------------------------

_AS_LISTED: dict[str, Any] = json.loads(FULL_TEXT)["papers"][0]


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the full paper with another value at a path such as ``arxiv.authors.0.name``."""
    paper = deepcopy(_AS_LISTED)
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = paper
    for part in parents:
        place = place[part]
    place[last] = value
    return paper


def without(path: str) -> dict[str, Any]:
    paper = changed(path, None)
    parent, _, last = path.rpartition(".")
    del (paper[parent] if parent else paper)[last]
    return paper


BAD_PAPERS: list[tuple[object, str]] = [
    # values of another type
    ("A title", "expected an object, got 'A title' @ $.papers[0]"),
    (None, "expected an object, got None @ $.papers[0]"),
    ([], "expected an object, got [] @ $.papers[0]"),
    (changed("title", None), "expected text, got None @ $.papers[0].title"),
    (changed("title", 7), "expected text, got 7 @ $.papers[0].title"),
    (changed("title", ["A"]), "expected text, got ['A'] @ $.papers[0].title"),
    (changed("abstract", 7), "expected text, got 7 @ $.papers[0].abstract"),
    (changed("abstract", {"a": 1}), "expected text, got {'a': 1} @ $.papers[0].abstract"),
    (changed("category", {}), "expected a category, got {} @ $.papers[0].category"),
    (changed("links", "abc"), "expected an array, got 'abc' @ $.papers[0].links"),
    (changed("links", {}), "expected an array, got {} @ $.papers[0].links"),
    (changed("links", None), "expected an array, got None @ $.papers[0].links"),
    (changed("links.1", "b"), "expected an object, got 'b' @ $.papers[0].links[1]"),
    (changed("links.0.label", 1), "expected text, got 1 @ $.papers[0].links[0].label"),
    (changed("links.1.url", None), "expected text, got None @ $.papers[0].links[1].url"),
    (changed("listed_authors", "abc"), "expected an array, got 'abc' @ $.papers[0].listed_authors"),
    (changed("listed_authors.0", 1), "expected text, got 1 @ $.papers[0].listed_authors[0]"),
    (changed("extra", []), "expected an object, got [] @ $.papers[0].extra"),
    (changed("extra", None), "expected an object, got None @ $.papers[0].extra"),
    (changed("extra.Venue", 1), "expected text as 'Venue', got 1 @ $.papers[0].extra"),
    (
        changed("arxiv", "1706.03762v7"),
        "expected an object, got '1706.03762v7' @ $.papers[0].arxiv",
    ),
    (changed("arxiv.authors", None), "expected an array, got None @ $.papers[0].arxiv.authors"),
    (
        changed("arxiv.authors.1", "Ł. K."),
        "expected an object, got 'Ł. K.' @ $.papers[0].arxiv.authors[1]",
    ),
    (
        changed("arxiv.authors.0.affiliations", ""),
        "expected an array, got '' @ $.papers[0].arxiv.authors[0].affiliations",
    ),
    # invalid days, times and identifiers
    *(
        (
            changed("week", day),
            f"expected a day such as '2024-06-30', got {day!r} @ $.papers[0].week",
        )
        for day in ["June", "", "20240630", "2024-6-30", "2024-06-00", "2024-13-01", "2024-W26-7"]
    ),
    (changed("week", 20240630), "expected a day, got 20240630 @ $.papers[0].week"),
    *(
        (
            changed("arxiv.updated", time),
            (
                f"expected a time such as '2024-06-21T17:23:18Z', got {time!r} "
                "@ $.papers[0].arxiv.updated"
            ),
        )
        for time in [
            "2024-06-21",
            "2024-06-21T17:23:18",
            "2024-06-21 17:23:18Z",
            "2024-06-21T25:23:18Z",
            "2024-06-21T17:23:18.1234567Z",
            "2024-06-21T17:23:18+24:00",
        ]
    ),
    (changed("arxiv.retrieved", 0), "expected a time, got 0 @ $.papers[0].arxiv.retrieved"),
    (changed("arxiv.id", None), "expected an arXiv identifier, got None @ $.papers[0].arxiv.id"),
    # missing and unknown fields
    ({}, "required field missing @ $.papers[0].title"),
    (without("arxiv.published"), "required field missing @ $.papers[0].arxiv.published"),
    (
        changed("abstrct", ""),
        "unknown field 'abstrct'. Did you mean 'abstract'? @ $.papers[0]",
    ),
    (
        changed("arxiv.autors", []),
        "unknown field 'autors'. Did you mean 'authors'? @ $.papers[0].arxiv",
    ),
    (
        changed("links.0.href", "x"),
        "unknown field 'href'. Known: 'url', 'label', 'listed_kind'. @ $.papers[0].links[0]",
    ),
    (
        changed("origin", None),
        (
            "unknown field 'origin'. Known: 'title', 'week', 'category', 'abstract', 'links', "
            "'listed_authors', 'more_authors', 'listed_date', 'topics', 'venue', 'affiliation', "
            "'comment', 'arxiv', 'extra'. @ $.papers[0]"
        ),
    ),
    (
        changed("schema_version", 1),
        (
            "unknown field 'schema_version'. Known: 'title', 'week', 'category', 'abstract', "
            "'links', 'listed_authors', 'more_authors', 'listed_date', 'topics', 'venue', "
            "'affiliation', 'comment', 'arxiv', 'extra'. @ $.papers[0]"
        ),
    ),
    # values that the model rejects
    (
        changed("title", " "),
        (
            "Paper.title must be text that is not blank, without NUL or surrogates, got ' ' "
            "@ $.papers[0].title"
        ),
    ),
    (
        changed("title", "\0"),
        (
            "Paper.title must be text that is not blank, without NUL or surrogates, got '\\x00' "
            "@ $.papers[0].title"
        ),
    ),
    (
        changed("links.0.url", " b"),
        (
            "Link.url must be an address without line breaks or spaces around it, got ' b' "
            "@ $.papers[0].links[0].url"
        ),
    ),
    (
        changed("arxiv.id", "1706.03762"),
        (
            "ArxivRecord.id must be an ArxivId with a version, got ArxivId('1706.03762') "
            "@ $.papers[0].arxiv.id"
        ),
    ),
]


@pytest.mark.parametrize(("paper", "message"), BAD_PAPERS)
def test_bad_paper(paper: object, message: str) -> None:
    text = document(paper)
    assert messages(text) == [message]
    assert not VALIDATOR.is_valid(json.loads(text))


@pytest.mark.parametrize(
    ("paper", "message"),
    [
        (paper, message.replace("$.papers[0]", "$"))
        for paper, message in BAD_PAPERS
        if isinstance(paper, dict) and "schema_version" not in paper
    ],
)
def test_bad_line(tmp_path: Path, paper: dict[str, object], message: str) -> None:
    path = tmp_path / "list.jsonl"
    line = json.dumps({"schema_version": 1} | paper)
    path.write_text('{"schema_version": 1, "title": "A"}\n' + line, encoding="utf-8")
    result = wp.read(path, on_error="collect")
    assert result == Papers([Paper(title="A")])
    (problem,) = result.problems
    assert (problem.code, problem.message) == ("bad-value", message)
    assert (problem.file, problem.line, problem.column, problem.text) == (str(path), 2, 1, line)
    assert not VALIDATOR.is_valid(json.loads(line))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([{"title": "A"}], "expected an object, got [{'title': 'A'}]"),
        ("A", "expected an object, got 'A'"),
        (None, "expected an object, got None"),
        ({}, "required field missing @ $.schema_version"),
        ({"papers": []}, "required field missing @ $.schema_version"),
        ({"schema_version": 1}, "required field missing @ $.papers"),
        ({"schema_version": None, "papers": []}, "expected 1, got None @ $.schema_version"),
        ({"schema_version": "1", "papers": []}, "expected 1, got '1' @ $.schema_version"),
        ({"schema_version": True, "papers": []}, "expected 1, got True @ $.schema_version"),
        ({"schema_version": 0, "papers": []}, "expected 1, got 0 @ $.schema_version"),
        (
            {"schema_version": 2, "papers": 3, "other": 4},
            (
                "written by a newer weeklypapers: its schema_version is 2, and this release reads "
                "1. Upgrade weeklypapers, or write the file with this release @ $.schema_version"
            ),
        ),
        ({"schema_version": 1, "papers": None}, "expected an array of papers, got None @ $.papers"),
        ({"schema_version": 1, "papers": {}}, "expected an array of papers, got {} @ $.papers"),
        (
            {"schema_version": 1, "papers": [], "paper": 1, "more": 2},
            "unknown field 'paper'. Did you mean 'papers'? @ $",
        ),
    ],
)
def test_bad_document(value: object, message: str) -> None:
    assert messages(json.dumps(value)) == [message]
    assert not VALIDATOR.is_valid(value)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("{", "not a JSON document: Expecting property name enclosed in double quotes", 1, 2),
        ('{\n  "papers" []\n}', "not a JSON document: Expecting ':' delimiter", 2, 12),
        (document()[:-1], "not a JSON document: Expecting ',' delimiter", 1, 35),
        (document() + "\n]", "not a JSON document: Extra data", 2, 1),
        (document({"title": float("nan")}), "expected JSON, which has no NaN", 1, 1),
        (document({"title": -float("inf")}), "expected JSON, which has no -Infinity", 1, 1),
        ('{"a": 1, "b": 2, "a": 1}', "expected each name once in an object, got 'a' again", 1, 1),
        (
            '{"papers": [{"title": "A", "title": "B"}]}',
            "expected each name once in an object, got 'title' again",
            1,
            1,
        ),
    ],
)
def test_bad_json(text: str, message: str, line: int, column: int) -> None:
    result = wp.from_json(text, on_error="collect")
    (problem,) = result.problems
    assert (problem.code, problem.message) == ("bad-json", message)
    assert (problem.line, problem.column) == (line, column)
    assert problem.text in text
    assert len(problem.text) <= 200


@pytest.mark.parametrize("depth", [33, 500, 900, 990, 1000, 100_000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_deep_json(depth: int, brackets: str) -> None:
    inner = "[" * depth + "]" * depth
    if brackets == "{}":
        inner = '{"a":' * depth + "1" + "}" * depth
    for text in (inner, f'{{"schema_version": 1, "papers": [{{"title": {inner}}}]}}'):
        assert messages(text) == [
            "expected at most 32 arrays and objects inside each other, got more"
        ]


def test_times_out_of_range_in_utc() -> None:
    text = FULL_TEXT.replace("2017-06-12T17:57:34Z", "0001-01-01T00:00:00+14:00")
    (message,) = messages(text)
    assert message.startswith("expected a time such as '2024-06-21T17:23:18Z', got '0001-01-01T")
    assert message.endswith("@ $.papers[0].arxiv.published")


def test_long_numbers() -> None:
    text = document({"title": 0}).replace("0", "1" * 10_000)
    (message,) = messages(text)
    assert message.endswith("@ $.papers[0].title")
    assert len(message) < 100
    assert messages(document().replace("1", "1" * 10_000))[0].endswith("@ $.schema_version")


def test_long_objects() -> None:
    text = "{" + ",".join(f'"{number}": 1' for number in range(100_000)) + ', "99999": 1}'
    assert messages(text) == ["expected each name once in an object, got '99999' again"]


def test_every_problem_of_every_paper() -> None:
    bad = {"title": None, "week": "June", "links": [{"url": "a"}, {"url": 1}, {"label": 2}]}
    text = document({"title": "A"}, bad, {"title": "B"}, 7)
    with pytest.raises(ReadError) as caught:
        wp.from_json(text)
    assert list(caught.value.papers) == [Paper(title="A"), Paper(title="B")]
    problems = caught.value.problems
    assert [(each.code, each.message.rpartition(" @ ")[2]) for each in problems] == [
        ("bad-value", "$.papers[1].title"),
        ("bad-value", "$.papers[1].week"),
        ("bad-value", "$.papers[1].links[1].url"),
        ("bad-value", "$.papers[1].links[2].url"),
        ("bad-value", "$.papers[1].links[2].label"),
        ("bad-value", "$.papers[3]"),
    ]
    assert json.loads(problems[0].text) == bad


def test_other_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(
        '{"schema_version": 1, "title": "A"}\n'
        "{\n"
        '{"title": "B"}\n'
        '{"schema_version": 2, "title": "C"}\n'
        '{"schema_version": 1, "title": "D"}\n'
    )
    result = wp.read(path, on_error="collect")
    assert [paper.title for paper in result] == ["A", "D"]
    assert [(each.line, each.code) for each in result.problems] == [
        (2, "bad-json"),
        (3, "bad-json"),
        (4, "bad-json"),
    ]


# -- The schema --------------------------------------------------------------------------------


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Paper, "paper_fields"), (Link, "link"), (ArxivRecord, "record"), (Author, "author")],
)
def test_the_schema_has_every_field(kind: type[attrs.AttrsInstance], name: str) -> None:
    described = SCHEMA["$defs"][name]
    fields = [field for field in attrs.fields(kind) if field.name != "origin"]
    assert list(described["properties"]) == [field.name for field in fields]
    assert described["required"] == [
        field.name for field in fields if field.default is attrs.NOTHING
    ]


def test_the_schema_accepts_written_documents() -> None:
    VALIDATOR.validate(json.loads(FULL_TEXT))
    VALIDATOR.validate(json.loads(Papers([ATTENTION]).to_jsonl()))
    VALIDATOR.validate(json.loads(wp.sample().to_json()))
    VALIDATOR.validate(json.loads(Papers().to_json()))


@given(st.lists(records(), max_size=3), st.data())
def test_records_are_read_at_once_like_one_by_one(
    values: list[ArxivRecord], data: st.DataObject
) -> None:
    texts = [codec.dumps_value(value) for value in values]
    odd = ["", "7", "[]", "null", "{}", "[" * 100_000, '{"id": 1}', *(text[:-9] for text in texts)]
    texts = data.draw(st.permutations([*texts, *data.draw(st.lists(st.sampled_from(odd)))]))

    def read(text: str) -> ArxivRecord | None:
        try:
            return codec.loads_record(text)
        except InvalidValueError:
            return None

    expected = list(map(read, texts))
    read_at_once = codec.loads_each_record(texts)
    assert read_at_once == expected
    assert [record and record.retrieved for record in read_at_once] == [
        record and record.retrieved for record in expected
    ]
