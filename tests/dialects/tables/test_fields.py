"""Values of cells by the roles of their columns."""

from __future__ import annotations

from typing import Any

import pytest

import weeklypapers as wp
from support.weekly import codes
from weeklypapers import Category, Link, Papers
from weeklypapers.dialects.dates import read_date
from weeklypapers.dialects.draft import Content, Draft
from weeklypapers.dialects.headings import Section
from weeklypapers.dialects.tables.date_cells import DateCells
from weeklypapers.dialects.tables.fields import take
from weeklypapers.markdown import render_inline
from weeklypapers.model.links import LinkKind
from weeklypapers.model.names import Names

PAPER = "https://arxiv.org/abs/2406.00001"
HEADERS = (
    *("Title", "Authors", "Date", "Venue", "Category", "Topics", "Abstract", "Links", "Code"),
    *("Affiliation", "Comment", "Own"),
)


def parse(*cells: str, headers: tuple[str, ...] = HEADERS) -> Papers:
    lines = [headers, ["---"] * len(headers), cells]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return wp.parse(text, dialect="table", on_error="collect")


@pytest.mark.parametrize("missing", ["nan", "NaN", "None", "null", "N/A", "-", "—", ""])
@pytest.mark.parametrize("title", ["A title", "A *title*"])  # read column by column, and by row
def test_a_missing_value_is_no_value(missing: str, title: str) -> None:
    listed = parse(title, *[missing] * (len(HEADERS) - 1))
    assert listed == Papers([wp.Paper(title="A title")])
    assert listed.problems == ()


@pytest.mark.parametrize("missing", ["nan", "None", "-", ""])
def test_a_row_of_missing_values_is_empty(missing: str) -> None:
    listed = parse(*[missing] * len(HEADERS))
    assert (len(listed), codes(listed)) == (0, ["empty-row"])


def test_a_missing_title_is_an_error() -> None:
    listed = parse("nan", "2024", headers=("Title", "Date"))
    assert (len(listed), codes(listed)) == (0, ["no-title"])


@pytest.mark.parametrize(
    ("label", "own", "title"),
    [
        ("Paper", "", "arXiv:2406.00001"),
        ("PDF", "The name of the paper", "The name of the paper"),
        ("[Link]", "x", "arXiv:2406.00001"),
        ("论文", "", "arXiv:2406.00001"),
    ],
)
def test_a_label_is_no_title(label: str, own: str, title: str) -> None:
    listed = parse(f"[{label}]({PAPER})", "2024", own, headers=("Title", "Date", "Own"))
    assert [(each.title, each.links[0].url) for each in listed] == [(title, PAPER)]
    (problem,) = listed.problems
    assert (problem.code, problem.severity, problem.column) == ("no-title", "warning", 3)


@pytest.mark.parametrize("title", ["Paper", f"[Model]({PAPER})", f"[New]({PAPER})"])
def test_a_word_that_may_be_a_title_is_one(title: str) -> None:
    assert codes(parse(title, "2024", headers=("Title", "Date"))) == []


def draft_of(*cells: tuple[str, str], year: str | None = None) -> Draft:
    """Return a draft with the values of some cells in columns of these roles."""
    draft = Draft("| raw |", "papers.md", Section(span=read_date(year) if year else None))
    for role, source in cells:
        content = Content(source, render_inline(source), lambda offset: (7, 10 + offset))
        take(draft, role, "Own", content, DateCells())
    return draft


@pytest.mark.parametrize(
    ("role", "source", "values"),
    [
        ("title", " A title ", {"title": "A title"}),
        ("title", f"[nan]({PAPER})", {"title": "nan"}),  # a model
        ("title", "nan", {}),
        ("title", "A title - a short summary of it", {"title": "A title - a short summary of it"}),
        (
            "entry",
            "A title - a short summary of it",
            {"title": "A title", "abstract": "a short summary of it"},
        ),
        ("name", "**A title**", {"title": "A title"}),
        ("listed_authors", "Ada Lovelace", {"listed_authors": Names(("Ada Lovelace",))}),
        ("category", "cs.CL", {"category": Category(code="cs.CL")}),
        (
            "category",
            "cs.CL, Lists",
            {"category": Category(code="cs.CL"), "topics": ("Lists",)},
        ),
        ("category", "Lists", {"category": Category.parse("Lists")}),
        ("topics", "Lists", {"topics": ("Lists",)}),
        ("venue", " ICLR ", {"venue": "ICLR"}),
        ("venue", "[Nature](https://e.org)", {"venue": "Nature"}),
        ("venue", "[ICLR 2024](https://e.org)", {"venue": "ICLR 2024"}),
        ("affiliation", "[ICLR 2024](https://e.org)", {}),
        ("affiliation", "[A town](https://e.org)", {"affiliation": "A town"}),
        ("comment", "8 / 10", {"comment": "8 / 10"}),
        ("venue", "[PDF](https://e.org)", {}),
        ("venue", "n/a", {}),
        ("venue", "[n/a](https://e.org)", {}),
    ],
)
def test_the_values_of_a_cell(role: str, source: str, values: dict[str, Any]) -> None:
    draft = draft_of((role, source))
    assert (draft.values, draft.extra) == (values, {})
    assert draft.problems == []


def test_values_of_other_columns_are_not_replaced_by_those_beside_a_title() -> None:
    draft = draft_of(("abstract", "Own words."), ("entry", "A title - a short summary of it"))
    assert draft.values == {"title": "A title", "abstract": "Own words."}


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        *(("title", "paper"), ("entry", "paper"), ("name", "paper"), ("paper", "paper")),
        *(("code", "code"), ("links", None), ("venue", None), ("extra", None)),
    ],
)
def test_a_link_has_the_kind_of_its_column(role: str, kind: LinkKind | None) -> None:
    draft = draft_of((role, "[A word](https://e.org/a)"))
    assert draft.links == [Link("https://e.org/a", label="A word", listed_kind=kind)]


def test_names_are_not_links_to_papers() -> None:
    draft = draft_of(("listed_authors", "[Ada Lovelace](https://e.org/ada)"))
    assert draft.links == []
    assert draft.values == {"listed_authors": Names(("Ada Lovelace",))}


@pytest.mark.parametrize(
    ("role", "source", "extra"),
    [
        ("extra", " A text ", {"Own": "A text"}),
        ("extra", "n/a", {}),
        ("extra", "x", {"Own": "x"}),  # a mark in a table of features
        ("extra", "![five stars](a.png) ![](b.png) ![new](c.png)", {"Own": "five stars new"}),
        ("extra", "Hot ![new](c.png)", {"Own": "Hot"}),
        ("extra", "[PDF](https://e.org)", {"Own": "PDF"}),
        ("code", "[x](https://e.org) only weights", {"code": "only weights"}),
        ("links", "[x](https://e.org) / n/a", {}),
        ("links", "[soon](#)", {"links": "soon"}),
        ("code", "x", {}),
    ],
)
def test_texts_without_a_field_are_extra(role: str, source: str, extra: dict[str, str]) -> None:
    draft = draft_of((role, source))
    assert (draft.extra, draft.values) == (extra, {})


@pytest.mark.parametrize("role", ["code", "listed_date"])
def test_of_several_texts_for_one_role_the_first_is_extra(role: str) -> None:
    assert draft_of((role, "soon"), (role, "later")).extra == {role: "soon"}


@pytest.mark.parametrize(
    ("role", "source", "year", "values"),
    [
        ("listed_date", "2024-06-30", None, {"listed_date": "2024-06-30"}),
        ("listed_date", "**June 2024**", None, {"listed_date": "2024-06"}),
        ("listed_date", "June 30", "2023", {"listed_date": "2023-06-30"}),
        ("listed_date", "2024-06", "2023", {"listed_date": "2024-06"}),
        ("listed_date", "June 24 - June 30, 2024", None, {"week": "2024-06-30"}),
        ("week", "2024-06-30", None, {"week": "2024-06-30"}),
        ("week", "2024-W26", None, {"week": "2024-06-30"}),
        ("week", "June 30", "2023", {"week": "2023-06-30"}),
        ("week", "2024-06", None, {"listed_date": "2024-06"}),
        ("week", "n/a", None, {}),
    ],
)
def test_dates_and_weeks(role: str, source: str, year: str | None, values: dict[str, str]) -> None:
    draft = draft_of((role, source), year=year)
    assert {field: str(value) for field, value in draft.values.items()} == values
    assert (draft.extra, draft.problems) == ({}, [])


@pytest.mark.parametrize(
    ("source", "year", "code", "message"),
    [
        (" June 30 ", None, "no-year", "neither ' June 30 ' nor a heading above it has a year"),
        (
            " soon ",
            None,
            "bad-date",
            "expected a date such as 2024-06-30 or June 2024, got ' soon '",
        ),
        (" Feb 29 ", "2023", "bad-date", "there is no date (2023, 2, 29): "),
    ],
)
def test_a_date_that_is_none_is_extra(
    source: str, year: str | None, code: str, message: str
) -> None:
    draft = draft_of(("listed_date", source), year=year)
    assert (draft.values, draft.extra) == ({}, {"listed_date": source.strip()})
    (problem,) = draft.problems
    assert (problem.code, problem.line, problem.column) == (code, 7, 10)
    assert problem.message.startswith(message)
