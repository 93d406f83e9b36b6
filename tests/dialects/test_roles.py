"""The roles of the parts of an entry besides its title."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from support.entries import LINK, paper, read


@pytest.mark.parametrize("title", ["", "-", "&nbsp;", "![](a.png)", f"[code]{LINK}"])
def test_an_entry_whose_title_is_empty_is_reported(title: str) -> None:
    papers = wp.parse(f"- Title: {title}\n  - Paper: [x]{LINK}\n", on_error="collect")
    assert (len(papers), [problem.line for problem in papers.problems][:1]) == (0, [1])


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("FooNet", "Halls for Foo in Many Languages"),
        ("FooNet", "FooNet: Halls for Foo"),
    ],
)
def test_a_coined_name_before_a_quoted_title_is_no_title_and_no_venue(
    name: str, title: str
) -> None:
    found = paper(f'* **{name}**: "{title}", ICCV, 2023 (*Acme*). [[Paper]{LINK}]\n')
    assert (found.title, found.venue, str(found.listed_date)) == (title, "ICCV", "2023")
    assert (found.extra["name"], found.affiliation) == (name, "Acme")


def test_a_name_before_an_unquoted_title_is_kept_apart_as_well() -> None:
    found = paper(f"- **FooNet**: Networks for Halls [Paper]{LINK}\n")
    assert (found.title, dict(found.extra)) == ("Networks for Halls", {"name": "FooNet"})


def test_a_date_before_a_colon_is_no_name() -> None:
    found = paper(f"- 2024/05: Halls at night [Paper]{LINK}\n")
    assert (found.title, str(found.listed_date), dict(found.extra)) == (
        "Halls at night",
        "2024-05",
        {},
    )


# -- Authors -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        "Ana Ruiz, Ümit Öztürk",
        "Ana Ruiz, Élodie Petit, Žiga Novak, Şule Kaya, Łukasz Wójcik, Ğani Çelik",
        "Ana Ruiz, Anke ter Beek, Rui dos Reis, Paolo d’Angelo",
        "Ana Ruiz, Piet J. K. van der Berg",
        "Ana Ruiz, Lei wang, Bo Li",
        "Ana Ruiz, Bo Li\u2217, Wei-Lun 'Eddie' Chang",
        "Chen Wu",
    ],
)
def test_one_unusual_name_does_not_cost_the_authors_of_a_nested_line(names: str) -> None:
    found = paper(f"- [Halls by the sea]{LINK}\n  - {names}\n")
    assert len(found.listed_authors) == names.count(",") + 1


def test_many_authors_are_all_read() -> None:
    names = ", ".join(f"Ana Ruiz{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    assert len(paper(f"- [Halls by the sea]{LINK}\n  - {names}\n").listed_authors) == 300


@pytest.mark.parametrize("name", ["Grace Hopper", "Niccolò Paganini"])
def test_a_single_name_in_italics_below_a_title_is_the_author_and_no_venue(name: str) -> None:
    found = paper(f"- **[Halls by the sea]{LINK}** `cs.LG`  \n  _{name}_\n")
    assert list(map(str, found.listed_authors)) == [name]
    assert found.venue is None


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("(2021), Ana Ruiz et al.", ["Ana Ruiz"]),
        ("(2014), A. Ruiz and B. Li", ["A. Ruiz", "B. Li"]),
        ("by Chen Wu", ["Chen Wu"]),
        ("*Ana Ruiz, Bo Li*. ICLR 2024", ["Ana Ruiz", "Bo Li"]),
        ("Ruiz et al., 2020", ["Ruiz"]),
    ],
)
def test_names_after_a_title_are_its_authors(rest: str, names: list[str]) -> None:
    found = paper(f"- **A history of halls** {rest} [[pdf]{LINK}]\n")
    assert list(map(str, found.listed_authors)) == names
    assert found.comment is None


def test_a_line_is_names_if_most_lines_in_its_place_are() -> None:
    names = ["Ana Ruiz, Bo Li", "Chen Wu, Dora Novak", "Eva Stone, Finn Berg", "xu li, an bo Yang"]
    text = "".join(f"- [Halls of {name[:3]}]{LINK}\n  - {name}\n" for name in names)
    assert [len(each.listed_authors) for each in read(text)] == [2, 2, 2, 2]


# -- Other roles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["`{}`", "*{}*"])
def test_an_organization_in_emphasis_is_no_venue(mark: str) -> None:
    found = paper(f"1. [Halls by the sea]{LINK} {mark.format('Acme')} `2019`\n")
    assert found.venue is None
    assert str(found.listed_date) == "2019"


def test_italics_after_a_title_are_a_venue_only_if_they_look_like_one() -> None:
    one, other = read(
        f"- **LongRAG**: *Enhancing retrieval* [[Paper]{LINK}]\n"
        f"- **A first title** *Journal of Long Documents* [[Paper]{LINK}]\n"
    )
    assert (one.title, one.venue, one.comment) == ("LongRAG", None, "Enhancing retrieval")
    assert (other.title, other.venue) == ("A first title", "Journal of Long Documents")


def test_short_words_are_a_comment_and_sentences_are_the_abstract() -> None:
    one, other = read(
        f"- **A first title** short words [Paper]{LINK}\n"
        f"- **A second title** A longer summary of it. [Paper]{LINK}\n"
    )
    assert (one.comment, one.abstract) == ("short words", None)
    assert (other.comment, other.abstract) == (None, "A longer summary of it.")


@pytest.mark.parametrize("text", [f"- [A title]{LINK} `cs.RO`\n", f"- [cs.RO] [A title]{LINK}\n"])
def test_a_category_in_code_or_brackets_is_the_category(text: str) -> None:
    category = paper(text).category
    assert category is not None
    assert category.code == "cs.RO"


@pytest.mark.parametrize("text", ["Google", "⭐ 12", "5 < 3"])
def test_a_text_that_could_be_the_label_of_a_link_is_kept(text: str) -> None:
    found = paper(f"- [A longer title of it]{LINK}, {text}, 2020\n")
    assert found.comment == text.removeprefix("⭐ ")
    assert str(found.listed_date) == "2020"


@pytest.mark.parametrize("text", [f"Code: [GitHub]{LINK}", f"(code) [GitHub]{LINK}"])
def test_the_label_of_a_link_is_no_value(text: str) -> None:
    assert paper(f"- [A longer title of it]{LINK}, {text}\n").comment is None


@pytest.mark.parametrize(
    "title", ["Learning from Videos (code) and Text", "Learning {to} Walk", "Learning (to) Walk"]
)
def test_a_word_in_brackets_belongs_to_the_title(title: str) -> None:
    assert paper(f"- {title} [pdf]{LINK}\n").title == title
