"""The strict converter, and the places of its errors."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Literal

import attrs
import pytest

from weeklypapers import ArxivId, Category, InvalidValueError, Link, Paper, PartialDate
from weeklypapers.formats._strict import StrictConverter, bad_values, strict_converter
from weeklypapers.testing import make_paper, make_record


def errors_of(value: object, kind: Any) -> dict[tuple[str | int, ...], str]:
    with pytest.raises(Exception, match=r".") as info:
        strict_converter().structure(value, kind)
    return {bad.place: bad.message for bad in bad_values(info.value)}


def test_all_bad_values_have_their_places() -> None:
    entry = {
        "title": " ",
        "week": "June",
        "links": [{"url": "https://e.org"}, {"url": 7}, {"label": "x"}],
        "extra": {"Score": 9},
    }
    assert errors_of(entry, Paper) == {
        ("week",): "expected a day such as '2024-06-30', got 'June'",
        ("links", 1, "url"): "expected text, got 7",
        ("links", 2, "url"): "required field missing",
        ("extra",): "expected text as 'Score', got 9",
    }
    assert list(errors_of({"title": " "}, Paper)) == [("title",)]
    assert errors_of({"title": "A", "wek": None}, Paper) == {
        (): "unknown field 'wek'. Did you mean 'week'?"
    }
    assert errors_of(5, Paper) == {(): "expected an object, got 5"}
    assert errors_of([{"url": "a"}, "b"], tuple[Link, ...]) == {(1,): "expected an object, got 'b'"}


def test_fields_whose_names_are_no_text() -> None:
    (message,) = errors_of({"title": "A", 5: "x", None: "y"}, Paper).values()
    assert message.startswith("unknown field '5'. Known: 'title', ")
    assert "unknown field 'None'. " in message


def test_words_of_a_literal() -> None:
    kind: Any = Literal["error", "info"]
    assert strict_converter().structure("info", kind) == "info"
    assert errors_of("eror", kind) == {(): "can't be 'eror'. Did you mean 'error'?"}
    assert errors_of(5, kind) == {(): "can't be 5. Known: 'error', 'info'."}
    assert list(errors_of({"url": "a", "listed_kind": "cod"}, Link)) == [("listed_kind",)]


def test_values_are_accepted_on_request() -> None:
    accepting = StrictConverter(accept_values=True)
    link, record = Link("https://e.org"), make_record("2406.00001v1")
    day, time = date(2024, 6, 30), datetime(2024, 6, 30, tzinfo=UTC)
    paper = make_paper(arxiv=record, extra={"Score": "9"}, links=[link], listed_date="2024-06")
    fields: dict[str, Any] = attrs.asdict(paper, recurse=False)
    del fields["origin"]
    assert accepting.structure(fields, Paper) == paper
    assert accepting.structure([link, {"url": "b"}], tuple[Link, ...]) == (link, Link("b"))
    for value in (day, time, ArxivId("2406.00001"), Category("cs.CL"), PartialDate(2024), paper):
        assert accepting.structure(value, type(value)) is value
    with pytest.raises(InvalidValueError, match="expected a day"):
        accepting.structure(time, date)
    with pytest.raises(InvalidValueError, match="expected an object"):
        strict_converter().structure(paper, Paper)
