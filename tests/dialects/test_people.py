"""Evidence that a text names people."""

from __future__ import annotations

import json

import pytest

from support.real_lists import DATA, needs_data
from weeklypapers.dialects._common_words import COMMON_WORDS
from weeklypapers.dialects.people import are_people, is_person, people_share


@pytest.mark.parametrize(
    "text",
    [
        *("Grace Hopper", "A. B. Ruiz", "M.F. Atiyah", "C S Lewis", "JB Smith", "Sean R.Johnson"),
        *("Ahmet Üstün", "Γιώργος Παπαδόπουλος", "Ḥasan Ibn al-Haytham", "Ana Šimić Ćosić"),
        *(
            "Diede P. M. van der Hoorn",
            "Cicero dos Santos",
            "Maartje ter Hoeve",
            "Pieter van 't Hof",
        ),
        *("Simon d’Oelsnitz", "Alexandre d'Aspremont", "Rami Al-Rfou", "Marc'Aurelio Ranzato"),
        *("Ting-Hao 'Kenneth' Huang", "Tse-Hsun (Peter) Chen", 'Ada "Countess" Lovelace'),
        *("Yang Gao\u2217", "Ada Lovelace\xb9", "Ada Lovelace1,2", "Ada Lovelace*†"),
        *("Yann LeCun", "Ada McDonald", "WenHao Wang", "Seung-won Hwang", "Yi Ma", "Li Fei-Fei"),
        *("Robert Downey Jr.", "George W. Adams III", "Dr. Ada Lovelace", "Huaxi Ai", "Ada DUPONT"),
        *("张三", "欧阳娜娜", "王 小明", "김민수", "남궁민수", "佐藤太郎", "山田 花子"),
    ],
)
def test_persons(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1", "*", "Ada", "hao li", "Hao liu", "xiangxiang Zeng", "LeCun, Yann", "A. B."),
        *(
            "Nature Methods",
            "Neural Networks",
            "Deep Learning",
            "Language Models",
            "Google Research",
        ),
        *(
            "Stanford University",
            "Gemini Team",
            "Meta AI",
            "Project Page",
            "Oral Paper",
            "March 2024",
        ),
        *("Mask R-CNN2D", "Ada Lovelace 3D", "GraphRAG Agents", "Multi-Agent Systems", "ICLR 2024"),
        *("Image Segmentation", "Speech Recognition", "Agentic Robustness", "A Survey", "The Cat"),
        *(
            "of Ada Lovelace",
            "Ada Lovelace von",
            "Ada Bob Cleo Dora Eva",
            "Ada Lovelace writes code",
        ),
        *("论文", "代码", "方法", "大模型综述", "Ada " * 50, "x" * 1000),
    ],
)
def test_other_texts_are_no_persons(text: str) -> None:
    assert not is_person(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ada Lovelace, Alan Turing",
            "Ada Lovelace and Alan Turing",
            "Ada Lovelace & Alan Turing.",
        ),
        *(
            "Ada Lovelace · Alan Turing",
            "Ada Lovelace und Alan Turing",
            "Ada Lovelace\nAlan Turing",
        ),
        *(
            "张三、李四",
            "김민수, 이영희",
            "Lovelace, Ada; King, Bo, Jr.",
            "['Ada Lovelace', 'Bo Li']",
        ),
        *("A. Razavian et al.", "Lovelace et al.", "Lovelace, Ada, et al.", "Ada Lovelace et.al"),
        *("by Ada Lovelace", "Authors: Ada Lovelace", "Author: Ada Lovelace, Alan Turing, et al."),
        "Ada Lovelace, Hao liu, Alan Turing",  # one in another case
        "Ada Lovelace\u2217, Alan Turing1,2, Grace Hopper2",
        "Gemini Team, Ada Lovelace, Alan Turing",
        "Ada Lovelace, Google Research, " + ", ".join(["Grace Hopper"] * 10),
        ", ".join(["Ada Lovelace", "D. P. M. van der Hoorn", "Yang Gao"] * 100),
    ],
)
def test_lists_of_people(text: str) -> None:
    assert are_people(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Ada Lovelace",
            "by Google Research",
            "et al.",
            "Ada",
            "Ada, Grace",
            "a summary of it",
        ),
        *(
            "Attention, Memory and Learning",
            "Graphs, Trees and Forests",
            "world model, mobile agents",
        ),
        *("Paris, France", "Tsinghua University, Peking University", "Transformers et al."),
        *("Ada Lovelace, Alan Turing, ICLR", "Ada Lovelace, Alan Turing, Nature", "PyTorch, JAX"),
        *("Ada Lovelace, Alan Turing, Nat. Commun.", "Ada Lovelace, Alan Turing, Cell Biology"),
        *("Ada Lovelace, Alan Turing, 2024", "Ada Lovelace, Alan Turing, ICLR 2024"),
        "Ada Lovelace and Alan Turing show that machines can do whatever we know how to order",
        "By this, Ada Lovelace, Alan Turing and Grace Hopper show that it works well in theory",
    ],
)
def test_other_texts_are_no_people(text: str) -> None:
    assert not are_people(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Ada Lovelace, Alan Turing", 1),
        ("Hao liu, xiangxiang Zeng", 1),
        ("Madonna", 1),
        ("Gemini Team", 1),
        ("Ada Lovelace, Deep Learning", 0.5),
        ("Ada Lovelace, a list of all the words that she wrote", 0.5),
        ("ジョン・スミス", 1),
        ("Deep Learning", 0),
        ("world model", 0),
        ("2024", 0),
        ("", 0),
    ],
)
def test_share_of_people(text: str, share: float) -> None:
    assert people_share(text) == share


def test_the_table_is_in_lower_case_apart_from_acronyms() -> None:
    assert all(word.islower() or word.isupper() for word in COMMON_WORDS)
    assert not COMMON_WORDS & {"long", "young", "field", "may", "august", "grace", "art"}


@needs_data
def test_real_names() -> None:
    path = DATA.parent / "citations" / "names.json"
    people = json.loads(path.read_text(encoding="utf-8"))["people"]
    names = [
        name
        for person in people
        if not set(name := person["name"]) & set(",\\{^8")  # inverted, in LaTeX, or odd
    ]
    assert [name for name in names if not is_person(name)] == []
