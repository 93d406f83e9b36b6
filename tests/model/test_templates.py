"""Templates: the notation, filling and rendering."""

from __future__ import annotations

import pickle
import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from weeklypapers import InvalidValueError, Link, Paper, PartialDate, Template
from weeklypapers.model.templates import ROLES, Group, Hole, unlinked

PAPER = Paper(
    title="Halls by the sea",
    listed_authors=["Ana Ruiz", "Bo Li"],
    venue="ICLR",
    listed_date=PartialDate(2024, 5, 31),
    links=[
        Link(url="https://arxiv.org/abs/2406.00001", label="Paper"),
        Link(url="https://github.com/ana/halls", label="Code"),
    ],
)


# -- The notation --------------------------------------------------------------------------------


def test_a_template_is_a_value() -> None:
    template = Template("- **{title}** {links}")
    assert template == Template("- **{title}** {links}")
    assert {template: 1}[Template(str(template))] == 1
    assert pickle.loads(pickle.dumps(template)) == template  # noqa: S301
    assert str(template) == "- **{title}** {links}"
    assert repr(template) == "Template('- **{title}** {links}')"
    assert "- **{title}** {links}" in template._repr_html_()


def test_holes_with_what_belongs_to_them() -> None:
    template = Template("- [**{title}**]({url}), *{venue}, {date:%Y}* ({comment})")
    assert template.roles == ("title", "url", "venue", "date", "comment")
    title, venue, date, comment = template.holes
    assert title == Hole("title", None, "", "[**", "**]({url})", "url")
    assert (venue.separator, date.separator, date.format) == (", ", ", ", "%Y")
    assert (comment.separator, comment.opening, comment.closing) == (" ", "(", ")")
    assert [line.lead for line in template.lines] == ["- "]
    assert template.lines[0].groups == (Group(1, 2, "*", "*"),)
    assert (date.source, date.field, title.source) == ("{date:%Y}", "listed_date", "{title}")


def test_the_lead_of_a_line_is_its_indentation_and_marker() -> None:
    template = Template("{number}. ## {title}\n   > {authors}\n{links}")
    assert [line.lead for line in template.lines] == ["{number}. ## ", "   > ", ""]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_a_hole(role: str) -> None:
    assert role in Template(f"- {{title}} {{{role}}}").roles


@pytest.mark.parametrize(
    ("source", "role", "form"),
    [
        ("{extra:Stars}", "extra:Stars", None),
        ("{extra:Read on}", "extra:Read on", None),
        ("{date:%b %Y}", "date", "%b %Y"),
        ("{week:%d %b}", "week", "%d %b"),
        ("{links:[[label](url)] }", "links", "[[label](url)] "),
        ("{links:<url>, }", "links", "<url>, "),
    ],
)
def test_formats_and_headers(source: str, role: str, form: str | None) -> None:
    _, hole = Template(f"- {{title}} {source}").holes
    assert (hole.role, hole.format, hole.source) == (role, form, source)


def test_doubled_braces_are_braces() -> None:
    template = Template("- set {{{title}}}")
    assert template.roles == ("title",)
    assert template.fill({"title": "Halls"}) == "- set {Halls}"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (
            "- {titel} {links}",
            "there is no hole {titel}; {extra:titel} is a column. Did you mean 'title'",
        ),
        (
            "- {title",
            "expected holes such as {title}, and {{ and }} for braces, got '{' in '- {title'",
        ),
        ("- {venue}", "expected a hole for the title or a link, such as {title} or {url}, in '- "),
        (
            "{title:x}",
            "expected no format; only dates, weeks and links have one, got 'x' in {title:x}",
        ),
        ("{title} {date:%F}", "expected a date with some of %Y, %y"),
        ("{title} {date:x}", "got 'x' in {date:x}"),
        ("{title} {links:x}", "expected [label](url) or <url>, got 'x'"),
        ("{title} {links:<url> <url>}", "expected [label](url) or <url>, got '<url> <url>'"),
        (3, "expected text, got 3"),
    ],
)
def test_what_is_no_template(pattern: object, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Template(pattern)  # type: ignore[arg-type]
    assert message in str(caught.value)


# -- Filling -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("title venue date comment", "- **title**, *venue, date* (comment)."),
        ("title venue", "- **title**, *venue*."),
        ("title date", "- **title**, *date*."),
        ("title comment", "- **title** (comment)."),
        ("title", "- **title**."),
        ("venue", "- *venue*."),
    ],
)
def test_a_missing_value_takes_what_belongs_to_it(values: str, expected: str) -> None:
    template = Template("- **{title}**, *{venue}, {date}* ({comment}).")
    assert template.fill({value: value for value in values.split()}) == expected


def test_a_line_without_values_is_left_out_and_one_without_holes_stays() -> None:
    template = Template("- {title}\n  - by {authors}\n  ---")
    assert template.fill({"title": "Halls"}) == "- Halls\n  ---"


@pytest.mark.parametrize(
    ("pattern", "linked", "unlinked"),
    [
        ("- [**{title}**]({url})", "- [**Halls**](u)", "- **Halls**"),
        ("- ([{title}]({url}))", "- ([Halls](u))", "- (Halls)"),
        ("- {venue}, [Page: {title}]({url})", "- ICLR, [Page: Halls](u)", "- ICLR, Page: Halls"),
        ("- {venue}, {date}, [{title}]({url})", "- ICLR, [Halls](u)", "- ICLR, Halls"),
        ("- [{title}](//a?b[]={url}) (x)", "- [Halls](//a?b[]=u) (x)", "- Halls (x)"),
        ("- [{title}](//a/(b){url}.pdf)", "- [Halls](//a/(b)u.pdf)", "- Halls"),
    ],
)
def test_a_title_without_an_address_is_no_link(pattern: str, linked: str, unlinked: str) -> None:
    values = {"venue": "ICLR", "title": "Halls"}
    assert Template(pattern).fill(values | {"url": "u"}) == linked
    assert Template(pattern).fill(values) == unlinked


def test_a_hole_without_its_link_keeps_the_markup() -> None:
    hole = Hole("title", None, ", ", "[**", "**]({url})", "url")
    assert unlinked(hole) == Hole("title", None, ", ", "**", "**")


def test_brackets_and_addresses_without_a_hole_are_no_link_of_the_title() -> None:
    assert Template("- [{venue}] {title}").fill({"title": "Halls", "venue": "A"}) == "- [A] Halls"
    assert Template("- [{title}](//a)").fill({"title": "Halls"}) == "- [Halls](//a)"


VALUES = {"title": "Halls", "venue": "ICLR", "date": "2024", "id": "2406.00001"}


@pytest.mark.parametrize(
    ("pattern", "present", "expected"),
    [
        ("- **{title}**, {venue} {date}", "title date", "- **Halls**, 2024"),
        ("- **{title}**, {venue} {date}", "title venue", "- **Halls**, ICLR"),
        ("- **{title}**, {venue} {date}", "date", "- 2024"),
        ("- **{title}**, {venue} {date} {id}", "title id", "- **Halls**, 2406.00001"),
        ("- {title} <https://arxiv.org/abs/{id}>", "title", "- Halls"),
        ("- {title} <https://arxiv.org/abs/{id}>", "id", "- <https://arxiv.org/abs/2406.00001>"),
        ("- {venue} [[{title}]({url})]", "venue", "- ICLR"),
        ("- {title} *{venue}, {date}*", "title venue", "- Halls *ICLR*"),
        ("- {title} *{venue}, {date}*", "title date", "- Halls, *2024*"),
        ("- {title} *{venue}, {date}*", "title", "- Halls"),
        ("- {title} <b>({venue})</b> {date}", "title venue date", "- Halls <b>(ICLR)</b> 2024"),
        ("- {title} <b>({venue})</b> {date}", "title date", "- Halls 2024"),
        ("- {title} (({venue}) {date})", "title venue date", "- Halls ((ICLR) 2024)"),
        ("- {title} (({venue}) {date})", "title venue", "- Halls ((ICLR))"),
        ("- {title} (({venue}) {date})", "title date", "- Halls (2024)"),
        ("- *({title}, {venue}) {date}*", "title venue date", "- *(Halls, ICLR) 2024*"),
        ("- *({title}, {venue}) {date}*", "title date", "- *(Halls), 2024*"),
        ("- *({title}, {venue}) {date}*", "date", "- *2024*"),
        ("- *{title} ({venue}, {date})*", "date", "- *(2024)*"),
        ("- *{title} ({venue}, {date})*", "title venue date", "- *Halls (ICLR, 2024)*"),
        ("- *{title} ({venue}, {date})*", "title venue", "- *Halls (ICLR)*"),
        ("- {title} [(x) {venue}]", "title venue", "- Halls [(x) ICLR]"),
        ("- {title} [(x) {venue}]", "title", "- Halls"),
    ],
)
def test_marks_around_several_values_stay_while_one_is_there(
    pattern: str, present: str, expected: str
) -> None:
    values = {role: VALUES[role] for role in present.split()}
    assert Template(pattern).fill(values) == expected


def test_the_number_of_an_entry_is_1_unless_it_is_given() -> None:
    template = Template("{number}. {title}")
    assert template.fill({"title": "Halls"}) == "1. Halls"
    assert template.fill({"title": "Halls", "number": "7"}) == "7. Halls"


def test_a_mark_that_is_not_closed_separates_values() -> None:
    template = Template("- {title} ({venue} {date}")
    assert [hole.separator for hole in template.holes] == ["", " (", " "]
    assert template.fill(VALUES) == "- Halls (ICLR 2024"
    assert template.fill({"title": "Halls"}) == "- Halls"


# -- Rendering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            "- **{title}**, {authors}, {venue} {date:%Y} {links}",
            (
                "- **Halls by the sea**, Ana Ruiz, Bo Li, ICLR 2024 "
                "[Paper](https://arxiv.org/abs/2406.00001) [Code](https://github.com/ana/halls)"
            ),
        ),
        (
            "1. [{title}]({url}) ({date:%b %Y}) {links:[[label](url)]}",
            (
                "1. [Halls by the sea](https://arxiv.org/abs/2406.00001) (May 2024) "
                "[[Code](https://github.com/ana/halls)]"
            ),
        ),
        (
            "## {title} `{id}`\n- Code: {code}\n- Slides: {slides}",
            "## Halls by the sea `2406.00001`\n- Code: https://github.com/ana/halls",
        ),
        (
            "- {title}\n  - [[Paper]]({paper})\n  - {links:<url>, }",
            (
                "- Halls by the sea\n  - [[Paper]](https://arxiv.org/abs/2406.00001)\n"
                "  - <https://github.com/ana/halls>"
            ),
        ),
        ("- {title} ({week})", "- Halls by the sea"),
    ],
)
def test_the_entry_of_a_paper(pattern: str, expected: str) -> None:
    assert Template(pattern).render(PAPER) == expected


@pytest.mark.parametrize("other", [5, None, "Halls", {"title": "Halls"}])
def test_only_papers_are_rendered(other: Any) -> None:
    with pytest.raises(InvalidValueError, match=rf"needs a Paper, got {re.escape(repr(other))}$"):
        Template("- {title}").render(other)


def test_a_date_that_is_less_precise_than_its_format_is_written_in_full() -> None:
    paper = attrs.evolve(PAPER, listed_date=PartialDate(2024))
    assert Template("- {title}, {date:%b %Y}").render(paper) == "- Halls by the sea, 2024"


def test_further_authors_and_inverted_names() -> None:
    template = Template("- {title}. {authors}")
    more = attrs.evolve(PAPER, more_authors=True)
    assert template.render(more) == "- Halls by the sea. Ana Ruiz, Bo Li, et al."
    inverted = attrs.evolve(PAPER, listed_authors=["Ruiz, Ana", "Li, Bo"])
    assert template.render(inverted) == "- Halls by the sea. Ruiz, Ana; Li, Bo"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Halls and `doors`", r"Halls and \`doors\`"),
        ("On *two* halls", r"On \*two\* halls"),
        ("Halls [in](b) rows", r"Halls \[in\](b) rows"),
        ("Halls, a_b and 2 * 3", "Halls, a_b and 2 * 3"),
    ],
)
def test_texts_are_escaped_where_necessary(title: str, shown: str) -> None:
    paper = attrs.evolve(PAPER, title=title)
    assert Template("- **{title}**").render(paper) == f"- **{shown}**"


def test_the_row_of_a_table_keeps_its_empty_cells() -> None:
    template = Template("| {week} | [{title}]({url}) | {abstract} | {code} | {extra:Doors} |")
    paper = attrs.evolve(PAPER, abstract="One.\nTwo | three.", extra={"Doors": "4|5"})
    assert template.render(paper) == (
        r"|  | [Halls by the sea](https://arxiv.org/abs/2406.00001) | One.<br>Two \| three. "
        r"| https://github.com/ana/halls | 4\|5 |"
    )


WORDS = st.lists(
    st.sampled_from(["halls", "rooms", "doors", "walls", "of", "the", "sea", "*", "[a]", "C_1"]),
    min_size=3,
    max_size=8,
).map(lambda words: "The " + " ".join(words))


@given(
    title=WORDS,
    year=st.integers(1990, 2030),
    venue=st.sampled_from(["ICLR", "NeurIPS", "CVPR"]),
    number=st.integers(1, 99999),
    pattern=st.sampled_from(
        [
            "- **{title}**, {venue}, {date:%Y} {links:[[label](url)]}",
            "- [{title}]({url}), {venue} {date:%Y}",
            '* "{title}", {venue}, {date:%Y}. {links}',
            "1. **{title}**\n   - {venue} {date:%Y}\n   - Paper: {paper}",
        ]
    ),
)
def test_reading_a_rendered_entry_by_its_template_gives_the_paper_back(
    title: str, year: int, venue: str, number: int, pattern: str
) -> None:
    paper = Paper(
        title=title,
        venue=venue,
        listed_date=PartialDate(year),
        links=[Link(url=f"https://arxiv.org/abs/2406.{number:05}", label="Paper")],
    )
    text = Template(pattern).render(paper)
    dialect = wp.Dialect(name="mine", templates=pattern)
    (found,) = papers = wp.parse(f"{text}\n", dialect=dialect, on_error="collect")
    assert papers.templates == {Template(pattern): 1}
    assert found.title == paper.title
    assert (found.venue, found.listed_date) == (venue, PartialDate(year))
    assert [link.url for link in found.links] == [link.url for link in paper.links]


@pytest.mark.parametrize(
    ("title", "written"),
    [("# Halls", r"\# Halls"), ("1. Halls", r"1\. Halls"), ("- Halls", r"\- Halls"), ("#1", "#1")],
)
def test_a_title_at_the_start_of_a_line_begins_no_other_block(title: str, written: str) -> None:
    assert Template("- {venue} {title} {links}").render(Paper(title=title)) == f"- {written}"


@pytest.mark.parametrize(
    ("pattern", "title", "url", "written"),
    [
        ("- [{title}]({url})", "a] b", "https://e.org/", r"- [a\] b](https://e.org/)"),
        ("- [*{title}*]({url})", "a*b", "https://e.org/", r"- [*a\*b*](https://e.org/)"),
        ("- [[{title}]({url})]", "Halls", "https://e.org/a)b", "- [[Halls](<https://e.org/a)b>)]"),
        ("- {title} [[Page]({url})]", "A", "https://e.org/(b", "- A [[Page](<https://e.org/(b>)]"),
        ("- {title} [[Page]({url})]", "A", "docs/(a.pdf", "- A [[Page](<docs/(a.pdf>)]"),
        ("- {title} ({url})", "A", "docs/a.pdf", "- A ([](docs/a.pdf))"),
        ("- {title} {url}", "A", "https://e.org/a)", "- A <https://e.org/a)>"),
    ],
)
def test_values_are_escaped_for_the_markup_around_their_holes(
    pattern: str, title: str, url: str, written: str
) -> None:
    paper = Paper(title=title, links=[url])
    assert Template(pattern).render(paper) == written


def test_words_in_brackets_before_a_hole_belong_to_it() -> None:
    template = Template("- {title} (ex {venue})")
    assert template.render(Paper(title="Halls", venue="ICLR (ML)")) == "- Halls (ex ICLR (ML))"
    assert template.render(Paper(title="Halls")) == "- Halls"


def test_only_the_first_value_of_a_line_can_begin_a_block() -> None:
    paper = Paper(title="Halls", venue="- x")
    assert Template("- {title}{venue}").render(paper) == "- Halls- x"


def test_a_link_in_brackets_without_an_address_leaves_the_brackets() -> None:
    assert Template("- [[{title}]({url})]").render(Paper(title="Halls")) == "- [Halls]"


def test_a_paper_has_each_value_once_and_given_values_fill_all_holes() -> None:
    template = Template("- {title}, {venue}\n  {venue}")
    assert template.render(Paper(title="Halls", venue="ICLR")) == "- Halls, ICLR"
    assert template.fill({"title": "Halls", "venue": "ICLR"}) == "- Halls, ICLR\n  ICLR"


def test_a_cell_keeps_the_text_around_its_hole() -> None:
    row = Template("|X{title}|in {venue}X|").render(Paper(title="Halls", venue="ICLR"))
    assert row == "| XHalls | in ICLRX |"


def test_a_cell_without_values_is_empty() -> None:
    template = Template("| [{title}]({url}) | {venue} |")
    assert template.render(Paper(title="Halls")) == "| Halls |  |"
    assert template.render(Paper(title="A | B", venue="ICLR")) == r"| A \| B | ICLR |"


@pytest.mark.parametrize(
    ("form", "date"),
    [("%-d %b %Y", "7 Jun 2024"), ("%-m/%y", "6/24"), ("%B %d", "June 07")],
)
def test_formats_of_dates(form: str, date: str) -> None:
    paper = Paper(title="Halls", listed_date=PartialDate(2024, 6, 7))
    assert Template(f"{{title}} {{date:{form}}}").render(paper) == f"Halls {date}"
    imprecise = attrs.evolve(paper, listed_date=PartialDate(2024))
    assert Template(f"{{title}} {{date:{form}}}").render(imprecise) == "Halls 2024"
