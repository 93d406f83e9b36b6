from __future__ import annotations

import copy
import json
import pickle
import random
import re
import sys
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.real_lists import DATA, needs_data
from weeklypapers.model import _taxonomy as data
from weeklypapers.model.categories import (
    AREA_NAMES,
    CATEGORIES,
    OLD_ARCHIVES,
    Category,
    _corrections,
    _index,
    categories_in,
    suggest,
)
from weeklypapers.model.errors import InvalidValueError

ELECTRICAL = "Electrical Engineering and Systems Science"

each_category = pytest.mark.parametrize("category", CATEGORIES, ids=str)


def unlisted(name: str) -> Category:
    return Category(code=None, name=name, group=None)


# -- Facts from arXiv --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "group", "archive"),
    [
        ("cs.CL", "Computation and Language", "Computer Science", "Computer Science"),
        ("cs.LG", "Machine Learning", "Computer Science", "Computer Science"),
        ("econ.GN", "General Economics", "Economics", "Economics"),
        ("eess.AS", "Audio and Speech Processing", ELECTRICAL, ELECTRICAL),
        ("math.ST", "Statistics Theory", "Mathematics", "Mathematics"),
        ("math-ph", "Mathematical Physics", "Physics", "Mathematical Physics"),
        ("astro-ph", "Astrophysics", "Physics", "Astrophysics"),
        ("astro-ph.CO", "Cosmology and Nongalactic Astrophysics", "Physics", "Astrophysics"),
        ("cond-mat.mtrl-sci", "Materials Science", "Physics", "Condensed Matter"),
        ("hep-th", "High Energy Physics - Theory", "Physics", "High Energy Physics - Theory"),
        ("nlin.CD", "Chaotic Dynamics", "Physics", "Nonlinear Sciences"),
        ("physics.optics", "Optics", "Physics", "Physics"),
        ("quant-ph", "Quantum Physics", "Physics", "Quantum Physics"),
        ("q-bio.NC", "Neurons and Cognition", "Quantitative Biology", "Quantitative Biology"),
        ("q-fin.ST", "Statistical Finance", "Quantitative Finance", "Quantitative Finance"),
        ("stat.ML", "Machine Learning", "Statistics", "Statistics"),
    ],
)
def test_facts(code: str, name: str, group: str, archive: str) -> None:
    category = Category(code=code)

    assert (category.name, category.group, category.archive) == (name, group, archive)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("cs.CL", "Computation and Language"),
        ("cs.CV", "Computer Vision and Pattern Recognition"),
        ("eess.AS", "Electrical Engineering and Systems Science > Audio and Speech Processing"),
        ("eess.SY", "Electrical Engineering and Systems Science > Systems and Control"),
        ("math.NA", "Mathematics > Numerical Analysis"),
        ("astro-ph", "Astrophysics"),
        ("astro-ph.CO", "Astrophysics > Cosmology and Nongalactic Astrophysics"),
        ("cond-mat.soft", "Condensed Matter > Soft Condensed Matter"),
        ("gr-qc", "General Relativity and Quantum Cosmology"),
        ("hep-th", "High Energy Physics - Theory"),
        ("math-ph", "Mathematical Physics"),
        ("physics.soc-ph", "Physics > Physics and Society"),
        ("econ.GN", "Economics > General Economics"),
        ("stat.ML", "Statistics > Machine Learning"),
    ],
)
def test_label_is_the_heading_of_an_abstract_page(code: str, label: str) -> None:
    assert Category(code=code).label == label


def test_every_subject_of_arxiv_is_listed() -> None:
    subjects = Counter(
        code.partition(".")[0]
        for code in [str(category) for category in CATEGORIES if category.is_active]
        + [alias for alias, _, _ in data.ALIASES]
    )

    assert subjects == {
        "cs": 40,
        "econ": 3,
        "eess": 4,
        "math": 32,
        "q-bio": 10,
        "q-fin": 9,
        "stat": 6,
        "astro-ph": 6,
        "cond-mat": 9,
        "nlin": 5,
        "physics": 22,
        "gr-qc": 1,
        "hep-ex": 1,
        "hep-lat": 1,
        "hep-ph": 1,
        "hep-th": 1,
        "math-ph": 1,
        "nucl-ex": 1,
        "nucl-th": 1,
        "quant-ph": 1,
    }


def test_only_archives_since_divided_are_inactive() -> None:
    inactive = [str(category) for category in CATEGORIES if not category.is_active]

    assert inactive == ["astro-ph", "cond-mat", "q-bio"]


def test_groups_come_in_the_order_of_the_taxonomy_page() -> None:
    assert list(dict.fromkeys(category.group for category in CATEGORIES)) == [
        "Computer Science",
        "Economics",
        "Electrical Engineering and Systems Science",
        "Mathematics",
        "Physics",
        "Quantitative Biology",
        "Quantitative Finance",
        "Statistics",
    ]


def test_codes_and_labels_are_unique_whatever_their_case() -> None:
    texts = [str(category) for category in CATEGORIES] + [category.label for category in CATEGORIES]

    assert len({text.casefold() for text in texts}) == 2 * len(CATEGORIES)


@pytest.mark.parametrize("table", [data.ALIASES, data.SUBSUMED])
def test_replaced_codes_lead_to_current_ones(table: tuple[tuple[str, str, str], ...]) -> None:
    codes = {str(category) for category in CATEGORIES}

    assert {preferred for _, _, preferred in table} <= codes
    assert not {code for code, _, _ in table} & codes


@pytest.mark.parametrize("archive", ["hep-th", "quant-ph", "math", "cs", "q-bio", "cmp-lg"])
def test_old_archives(archive: str) -> None:
    assert archive in OLD_ARCHIVES


@pytest.mark.parametrize("archive", ["stat", "q-fin", "econ", "eess", "math.GT", "arxiv"])
def test_archives_that_no_old_identifier_has(archive: str) -> None:
    assert archive not in OLD_ARCHIVES


def test_every_subsumed_archive_is_old() -> None:
    assert {archive for archive, _, _ in data.SUBSUMED} < OLD_ARCHIVES
    assert len(OLD_ARCHIVES) == 34


# -- Parsing -----------------------------------------------------------------------------------


@each_category
def test_known_categories_round_trip(category: Category) -> None:
    spellings = [
        str(category),
        str(category).upper(),
        category.label,
        category.label.lower(),
        f"{category.archive} > {category.name}",
        f"{category.group} > {category.name}",
        f"{category.name} ({category.code})",
        f"{category.label} ({category.code})",
    ]

    for spelling in spellings:
        assert Category.parse(spelling) is category


@each_category
def test_names_find_their_category_unless_another_is_labelled_so(category: Category) -> None:
    parsed = Category.parse(category.name)

    assert parsed is category or parsed.label == category.name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cs.cl", "cs.CL"),
        ("ASTRO-PH.co", "astro-ph.CO"),
        (" cs.CL\n", "cs.CL"),
        ("computation  and\tLANGUAGE", "cs.CL"),
        ("Computer Science > Computation and Language", "cs.CL"),
        ("Computation and Language (cs.CL)", "cs.CL"),
        ("Audio and Speech Processing", "eess.AS"),
        ("Cosmology and Nongalactic Astrophysics", "astro-ph.CO"),
        ("Physics > Cosmology and Nongalactic Astrophysics", "astro-ph.CO"),
        ("High Energy Physics - Theory", "hep-th"),
        ("Quantitative Biology", "q-bio"),
    ],
)
def test_parse(text: str, code: str) -> None:
    assert Category.parse(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("math.MP", "math-ph"),
        ("stat.TH", "math.ST"),
        ("math.IT", "cs.IT"),
        ("q-fin.EC", "econ.GN"),
        ("cs.SY", "eess.SY"),
        ("cs.NA", "math.NA"),
        ("Information Theory (math.IT)", "cs.IT"),
        ("Mathematics > Information Theory", "cs.IT"),
        ("Systems and Control", "eess.SY"),
        ("Computer Science > Systems and Control", "eess.SY"),
        ("Numerical Analysis", "math.NA"),
        ("Quantitative Finance > Economics", "econ.GN"),
    ],
)
def test_aliases_give_the_code_that_arxiv_prefers(text: str, code: str) -> None:
    assert Category.parse(text).code == code


@pytest.mark.parametrize(
    ("archive", "code"),
    [
        ("cmp-lg", "cs.CL"),
        ("adap-org", "nlin.AO"),
        ("comp-gas", "nlin.CG"),
        ("chao-dyn", "nlin.CD"),
        ("solv-int", "nlin.SI"),
        ("patt-sol", "nlin.PS"),
        ("alg-geom", "math.AG"),
        ("dg-ga", "math.DG"),
        ("funct-an", "math.FA"),
        ("q-alg", "math.QA"),
        ("mtrl-th", "cond-mat.mtrl-sci"),
        ("supr-con", "cond-mat.supr-con"),
        ("acc-phys", "physics.acc-ph"),
        ("ao-sci", "physics.ao-ph"),
        ("atom-ph", "physics.atom-ph"),
        ("bayes-an", "physics.data-an"),
        ("chem-ph", "physics.chem-ph"),
        ("plasm-ph", "physics.plasm-ph"),
        ("Quantum Algebra and Topology", "math.QA"),
        ("Algebraic Geometry (alg-geom)", "math.AG"),
    ],
)
def test_subsumed_archives_give_their_successor(archive: str, code: str) -> None:
    assert Category.parse(archive).code == code


def test_a_shared_name_is_the_subject_that_it_labels() -> None:
    assert Category.parse("Machine Learning").code == "cs.LG"
    assert Category.parse("Statistics > Machine Learning").code == "stat.ML"
    assert Category.parse("Machine Learning (stat.ML)").code == "stat.ML"


@pytest.mark.parametrize("text", ["Computer Science", "Economics", "Mathematics", "cs", "stat"])
def test_an_archive_is_not_a_subject(text: str) -> None:
    assert Category.parse(text) == unlisted(text)


@pytest.mark.parametrize(
    "text",
    ["Prompt Engineering", "cs.XX", "Robotics (cs.CL)", "Statistics > Robotics", "test", "a  b"],
)
def test_other_subjects_are_kept_as_listed(text: str) -> None:
    category = Category.parse(f"  {text}\n")

    assert category == unlisted(text)
    assert (category.label, str(category), category.archive) == (text, text, None)
    assert not category.is_active


@pytest.mark.parametrize("text", ["", " ", "\t\n", None, 3, float("nan"), b"cs.CL", ["cs.CL"]])
def test_parse_accepts_only_text(text: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Category.parse(text)

    assert "expected the code, name or label of a category" in str(caught.value)
    assert repr(text) in str(caught.value)


def with_other_case_and_spaces(text: str) -> st.SearchStrategy[str]:
    space = st.sampled_from([" ", "  ", "\t", "\n ", "\N{NO-BREAK SPACE}"])
    case = st.sampled_from([str, str.lower, str.upper, str.swapcase])
    return st.builds(
        lambda gap, change, ends: ends + gap.join(change(text).split(" ")) + ends,
        space,
        case,
        space | st.just(""),
    )


texts = st.text(min_size=1).filter(lambda text: bool(text.strip()))
labels = st.sampled_from([category.label for category in CATEGORIES])


@given(texts | labels.flatmap(with_other_case_and_spaces))
def test_parsed_categories_round_trip(text: str) -> None:
    category = Category.parse(text)

    assert Category.parse(category.label) == category
    assert Category.parse(str(category)) == category
    assert category.code is not None or category.name == text.strip()


@given(st.data())
def test_case_and_white_space_do_not_matter(draw: st.DataObject) -> None:
    category = draw.draw(st.sampled_from(CATEGORIES))

    assert Category.parse(draw.draw(with_other_case_and_spaces(category.label))) is category


# -- The value ---------------------------------------------------------------------------------


def test_a_code_is_enough() -> None:
    assert Category(code="cs.CL") == Category(
        code="cs.CL",
        name="Computation and Language",
        group="Computer Science",
        archive="Computer Science",
    )


def test_repr_is_short_and_evaluates() -> None:
    known, unknown = Category(code="stat.ML"), unlisted("Prompt Engineering")

    assert repr(known) == "Category('stat.ML')"
    assert repr(unknown) == "Category('Prompt Engineering')"
    assert [eval(repr(it)) for it in (known, unknown)] == [known, unknown]  # noqa: S307


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "expected the code or the name of a category, got neither"),
        ({"code": "cs.XX"}, "arXiv has no category with the code 'cs.XX'"),
        ({"code": "cs.cl"}, "'cs.cl'; did you mean 'cs.CL'?"),
        ({"code": "cs.CLL"}, "'cs.CLL'; did you mean 'cs.CL'?"),
        ({"code": "math.IT"}, "'math.IT'; did you mean 'cs.IT'?"),
        ({"code": "Computation and Language"}, "did you mean 'cs.CL'?"),
        ({"code": 3}, "expected a code of an arXiv category, such as 'cs.CL', or None, got 3"),
        ({"code": ["cs.CL"], "name": "x"}, "got ['cs.CL']"),
        (
            {"code": "cs.CL", "name": "NLP"},
            "with code='cs.CL', got 'NLP'; Category('cs.CL') needs no name",
        ),
        (
            {"code": "cs.CL", "group": "Physics"},
            "with code='cs.CL', got 'Physics'; Category('cs.CL') needs no group",
        ),
        ({"code": "cs.CL", "archive": "Physics"}, "Category('cs.CL') needs no archive"),
        ({"name": None}, "got neither"),
        ({"name": " "}, "such as 'cs.CL' or 'Computation and Language', got ' '"),
        ({"name": " NLP"}, "expected a name without white space around it, got ' NLP'"),
        ({"name": "cs.CL"}, "'cs.CL' is an arXiv category: pass code='cs.CL'"),
        ({"name": "Machine  learning"}, "pass code='cs.LG'"),
        (
            {"name": "NLP", "group": "Physics"},
            "expected no group or archive without a code, got 'Physics' and None",
        ),
        (
            {"name": "NLP", "archive": "Physics"},
            "expected no group or archive without a code, got None and 'Physics'",
        ),
    ],
)
def test_no_invalid_combination_exists(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=f"{re.escape(message)}$"):
        Category(**arguments)


def test_it_is_frozen_and_slotted() -> None:
    category = Category(code="cs.CL")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        category.name = "NLP"  # type: ignore[misc]
    assert not hasattr(category, "__dict__")


@pytest.mark.parametrize(
    "text", ["cs.CL", "CS.cl", "Computation and Language", "cmp-lg", "Prompt Engineering"]
)
def test_the_class_accepts_what_parse_accepts(text: str) -> None:
    assert Category(text) is Category.parse(text)
    assert Category(Category(text)) is Category(text)


@pytest.mark.parametrize("text", ["", " ", 3, ["cs.CL"]])
def test_the_class_rejects_what_parse_rejects(text: Any) -> None:
    with pytest.raises(InvalidValueError, match="expected the code, name or label of a category"):
        Category(text)


def test_a_text_is_the_only_argument() -> None:
    expected = "expected either a text or code, name, group and archive, got 'cs.CL' and others"
    with pytest.raises(InvalidValueError, match=f"^{expected}$"):
        Category("cs.CL", name="Computation and Language")


@pytest.mark.parametrize("category", [Category("stat.ML"), Category("Prompt Engineering")])
def test_a_category_is_the_text_that_it_prints_as(category: Category) -> None:
    text = category.code or category.name

    assert str(category) == format(category) == category == text
    assert type(str(category)) is str
    assert hash(category) == hash(text)
    assert {category, text} == {text}
    assert {text: 1}[category] == 1
    assert f"{category:>20}" == f"{text:>20}"
    assert json.loads(json.dumps({category: category})) == {text: text}


def test_categories_equal_their_codes_only() -> None:
    assert Category("cs.CL") != "Computation and Language"
    assert Category("cs.CL") != "cs.cl"


def test_categories_are_matched_by_text_and_by_parts() -> None:
    def named(value: object) -> str:
        match value:
            case Category("cs.CL"):
                return "code"
            case Category(group="Statistics"):
                return "group"
            case _:
                return "other"

    subjects = [Category("cs.CL"), Category("stat.ML"), Category("cs.CV"), "cs.CL"]
    assert list(map(named, subjects)) == ["code", "group", "other", "other"]


def test_beside_text_categories_are_ordered_like_text() -> None:
    assert sorted(["cs.LG", Category("cs.CL")]) == ["cs.CL", "cs.LG"]


def test_order_is_that_of_the_taxonomy_with_unknown_ones_last() -> None:
    ordered = [*CATEGORIES, unlisted("Agents"), unlisted("Zebras")]
    shuffled = random.Random(1).sample(ordered, len(ordered))

    assert sorted(shuffled) == ordered


def test_equal_categories_hash_alike() -> None:
    assert len({Category(code="cs.CL"), Category.parse("cs.CL"), unlisted("NLP")}) == 2
    assert unlisted("NLP") != unlisted("nlp")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("category", [Category.parse("stat.ML"), unlisted("Prompt > x")])
def test_pickle(category: Category, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(category, protocol)) == category  # noqa: S301


def test_copies_of_known_categories_are_the_shared_one() -> None:
    shared = Category.parse("stat.ML")
    category = Category(code="stat.ML")

    assert copy.copy(category) is shared
    assert copy.deepcopy(category) is shared
    assert pickle.loads(pickle.dumps(category)) is shared  # noqa: S301


def test_evolve_makes_valid_categories() -> None:
    category = Category(code="cs.CL")

    assert attrs.evolve(category) == category
    assert attrs.evolve(unlisted("NLP"), name="LLM") == unlisted("LLM")
    with pytest.raises(InvalidValueError, match=r"Category\('cs.LG'\) needs no name"):
        attrs.evolve(category, code="cs.LG")


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in Python 3.13")
def test_replace() -> None:
    replace: Any = vars(copy)["replace"]

    assert replace(unlisted("NLP"), name="LLM") == unlisted("LLM")


# -- Suggestions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("cs.CLL", "cs.CL"),
        ("CSCL", "cs.CL"),
        ("math.ITT", "cs.IT"),
        ("Computation and Langauge", "Computation and Language"),
        ("machine learnin", "Machine Learning"),
        ("Statistics > Machine Learing", "Statistics > Machine Learning"),
        ("Computer Vision", "Computer Vision and Pattern Recognition"),
        ("Audio and Speech Procesing", f"{ELECTRICAL} > Audio and Speech Processing"),
        ("cs.CL", "cs.CL"),
    ],
)
def test_suggest(text: str, suggestion: str) -> None:
    assert suggest(text) == suggestion


def test_the_tables_contain_present_and_past_codes_and_names() -> None:
    for table in (_index, _corrections):  # filled already, while tests were collected
        table.cache_clear()
    for misspelt, code in {"cs.CLL": "cs.CL", "math.ITT": "cs.IT", "alg-geo": "math.AG"}.items():
        assert suggest(misspelt) == code
    for label in ("Physics > Quantum Physics", "Physics > Chaotic Dynamics (nlin.CD)"):
        assert suggest(label.lower()[1:]) == Category.parse(label).label


@pytest.mark.parametrize("text", ["", "cs", "cs.ML", "Prompt Engineering", "Quantum", "x" * 10_000])
def test_distant_texts_have_no_suggestion(text: str) -> None:
    assert suggest(text) is None


@given(st.text())
def test_suggestions_are_known(text: str) -> None:
    suggestion = suggest(text)

    assert suggestion is None or Category.parse(suggestion).code is not None


# -- A real list -------------------------------------------------------------------------------


@needs_data
def test_the_weekly_table_parses_wholly() -> None:
    rows = (DATA / "weekly-papers.md").read_text(encoding="utf-8").splitlines()[2:]
    cells = [re.split(r"(?<!\\)\|", row)[3].strip() for row in rows if row.startswith("|")]
    categories = [Category.parse(cell) for cell in cells]

    assert Counter(map(str, categories)) == {
        "cs.CL": 66,
        "cs.LG": 19,
        "cs.AI": 8,
        "cs.CV": 5,
        "eess.AS": 1,
        "cs.IR": 1,
    }
    assert [category.label for category in categories] == cells


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("econ", ["econ.EM", "econ.GN", "econ.TH"]),
        ("Economics", ["econ.EM", "econ.GN", "econ.TH"]),
        ("ECON.*", ["econ.EM", "econ.GN", "econ.TH"]),
        ("quant-ph", ["quant-ph"]),
        ("Quantum  Physics", ["quant-ph"]),
    ],
)
def test_the_categories_of_an_area(text: str, codes: list[str]) -> None:
    area = categories_in(text)

    assert area is not None
    assert area.names[-1] == codes[0].partition(".")[0]
    assert [category.code for category in area.categories] == codes


def test_the_group_and_the_archive_of_physics() -> None:
    group, archive = categories_in("Physics"), categories_in("physics")

    assert group is not None
    assert archive is not None
    assert archive.names == ("Physics", "physics")
    assert group.names[:3] == ("Physics", "Astrophysics", "astro-ph")
    assert {str(category).partition(".")[0] for category in archive.categories} == {"physics"}
    assert {category.group for category in group.categories} == {"Physics"}
    assert set(archive.categories) < set(group.categories)


def test_every_category_is_in_one_archive() -> None:
    areas = [area for name in AREA_NAMES if name.islower() and (area := categories_in(name))]

    assert sorted(category for area in areas for category in area.categories) == sorted(CATEGORIES)


@pytest.mark.parametrize("text", ["cs.CL", "Machine Learning", "xyz", ""])
def test_other_texts_are_not_areas(text: str) -> None:
    assert categories_in(text) is None
