"""Titles in styles that print them like sentences: which capitals survive, and which don't."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weeklypapers as wp
from support.bibtex import change_case, changed_titles
from support.citations import HOSTILE
from support.real_lists import LISTS, needs_data
from weeklypapers.formats.citations.latex import one_line
from weeklypapers.formats.citations.titles import title_tex
from weeklypapers.testing.hypothesis import texts

# Titles of papers, from arXiv or the publisher, and how a sentence prints them.
PRINTED = {
    "DeepSeek-V3 Technical Report": "DeepSeek-V3 technical report",
    "U-Net: Convolutional Networks for Biomedical Image Segmentation": (
        "U-Net: Convolutional networks for biomedical image segmentation"
    ),
    "Attention Is All You Need": "Attention is all you need",
    "BERT: Pre-training of Deep Bidirectional Transformers": (
        "BERT: Pre-training of deep bidirectional transformers"
    ),
    '"Why Should I Trust You?": Explaining the Predictions of Any Classifier': (
        '"Why should I trust you?": Explaining the predictions of any classifier'
    ),
    "Mip-NeRF 360: Unbounded Anti-Aliased Neural Radiance Fields": (
        "Mip-NeRF 360: Unbounded anti-aliased neural radiance fields"
    ),
    "Spider: A Large-Scale Human-Labeled Dataset for Text-to-SQL Task": (
        "Spider: A large-scale human-labeled dataset for text-to-SQL task"
    ),
    "YOLOv4: Optimal Speed and Accuracy of Object Detection": (
        "YOLOv4: Optimal speed and accuracy of object detection"
    ),
    "Lost in the Middle: How Language Models Use Long Contexts": (
        "Lost in the middle: How language models use long contexts"
    ),
    "Do As I Can, Not As I Say": "Do as I can, not as I say",
    "Toolformer -- Language Models Can Teach Themselves": (
        "Toolformer -- Language models can teach themselves"
    ),
    "Are We Done? A Study of ImageNet": "Are we done? A study of ImageNet",
    "Stop! Look and Listen": "Stop! Look and listen",
    "The Case of Smith vs. Jones": "The case of smith vs. jones",
    "Light Curves. Part II. The Methods": "Light curves. Part II. The methods",
    "Knowledge Graphs in Q&A and R&D": "Knowledge graphs in Q&A and R&D",
    "Human-AI Teams, LLM-Based Agents and Non-IID Data": (
        "Human-AI teams, LLM-based agents and non-IID data"
    ),
    "On K-Means, Q-Learning and X-Ray Images": "On K-means, Q-learning and X-ray images",
    "Using GPT-4-Turbo, GPT-4o-mini and Qwen-VL": "Using GPT-4-Turbo, GPT-4o-mini and Qwen-VL",
    "Make-A-Video: Text-to-Video Generation": "Make-A-Video: Text-to-video generation",
    "The Roles of Vitamin A and of C": "The roles of vitamin A and of C",
    "Finding A Way in A* Search over A": "Finding a way in A* search over A",
    "Approaches to U.S. English by O'Neill": "Approaches to U.S. english by O'Neill",
    "Deep learning for Bayesian inference in Python": (
        "Deep learning for Bayesian inference in Python"
    ),
    "A note on Calabi-Yau threefolds": "A note on Calabi-Yau threefolds",
    "Part I. The Theory. V. A Map": "Part I. The theory. V. A map",
    "The «Grand Unified» and “Standard” Models": "The «Grand unified» and “Standard” models",
    "¿Qué Es Esto? (A Question)": "¿Qué es esto? (A question)",
    "[Re] The Reproduction": "[Re] the reproduction",
    "Llama3 and Phi3 Are Small: 3D-GS Is Fast": "Llama3 and Phi3 are small: 3D-GS is fast",
    "Model Cards: a Report": "Model cards: a report",
}
ORDINARY = [
    "attention",
    "is",
    "all",
    "you",
    "need",
    "for",
    "large",
    "models",
    "with",
    "few",
    "lines",
]
NAMES = ["LongRAG", "mRNA", "GPT-4", "U-Net", "3D-GS", "Q&A", "iPhone", "DeepSeek-V3", "K", "LLMs"]
SPECIAL = [r"a {\'E}tude {\OE}uvre: {\AA} {\TeX Foo {Bar}} {a\B C} :  {\'E} :{\'E}", r"\B C"]
MARKS = ["? ", "! ", ": ", '? "', ": “", " – ", " — ", " - ", "?! ", ' "']


def shown(tex: str, *, dashes: bool = True) -> str:
    """Return a title without formulas as readers see it."""
    signs = {"``": "“", "''": "”", "\\&": "&"} | ({"---": "—", "--": "–"} if dashes else {})
    for command, char in signs.items():
        tex = tex.replace(command, char)
    return re.sub("[{}]", "", tex)


@pytest.mark.parametrize(("title", "printed"), PRINTED.items(), ids=PRINTED)
def test_titles_printed_like_sentences(title: str, printed: str) -> None:
    assert shown(change_case(title_tex(title))) == printed.replace("--", "–")


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("Limits of DeepSeek-V3 and U-Net", "Limits of {DeepSeek-V3} and {U-Net}"),
        ("BERT-base, Q&A, 3D-GS", r"{BERT}-base, {Q\&A}, {3D-GS}"),
        ("GPT-4 in GPT-4-Turbo", "{GPT}-4 in {GPT-4-Turbo}"),
        ("Why? A Study: The End", "Why? {A} Study: The End"),
        (r"$k$-Means of Te$_2$ by {Bayes}", "{$k$}-Means of {Te}{$_2$} by {Bayes}"),
        ("κ-Means for CO₂", r"{$\kappa$}-Means for {CO\textsubscript{2}}"),
        ("Masses of ²H", r"Masses of {{}\textsuperscript{2}H}"),
        (r"An $\ours$ Model", r"An {{}\$\textbackslash{}ours\$} Model"),
        ("ΛCDM and A → B", r"{{$\Lambda$}CDM} and {A} {$\rightarrow$} {B}"),
        (r"\'Etude of {\"O}zg{\"u}r", r"{\'E}tude of {\"O}zg{\"u}r"),
        ("🦜 Parrots: Too Big? 🦜", "Parrots: Too Big?"),
    ],
)
def test_braces(title: str, tex: str) -> None:
    assert title_tex(title) == tex


def sentence_starts(title: str) -> set[int]:
    """Return the indices of letters that begin a sentence or a quotation."""
    pattern = r"(?:^|[?!:]\s+|\s[–—-]\s|\s(?=[\"“]))[\"“]?([A-Z])"
    return {match.start(1) for match in re.finditer(pattern, title)}


def assert_capitals_survive(title: str, printed: str) -> None:
    """Check that inner capitals and the beginnings of sentences are as in the title."""
    assert printed.casefold() == title.casefold()
    for index, char in enumerate(title):
        is_inner = char.isupper() and title[index - 1 : index].isalnum()
        if is_inner or index in sentence_starts(title):
            assert printed[index] == char, title[index:]


@given(
    st.lists(
        st.tuples(st.sampled_from([*map(str.title, ORDINARY), *NAMES]), st.sampled_from(MARKS)),
        min_size=1,
    ),
    st.lists(st.sampled_from(ORDINARY).map(str.title)),
)
def test_capitals_survive(parts: list[tuple[str, str]], words: list[str]) -> None:
    title = "".join(f"{word}{mark}" for word, mark in parts) + " ".join(words)
    title = re.sub(r"\s+", " ", title).strip()
    assert_capitals_survive(title, shown(change_case(title_tex(title))))


@given(st.lists(st.sampled_from(ORDINARY), min_size=1))
def test_ordinary_words_are_lowered(words: list[str]) -> None:
    title = " ".join(words).title()
    assert change_case(title_tex(title)) == title.capitalize()


@given(st.text("ABab1 -&'\"?!:.()–“”{}$\\α²é") | texts())
def test_only_case_changes(text: str) -> None:
    tex = title_tex(text)
    assert change_case(tex).casefold() == tex.casefold()
    depth = 0
    for char in tex:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


@needs_data
def test_capitals_of_real_titles_survive() -> None:
    titles = {paper.title for path in LISTS for paper in wp.read(path, on_error="collect")}
    checked = [title for title in titles if re.fullmatch(r"[A-Za-z0-9 .,:;?!()\"&+*/@-]+", title)]
    assert len(checked) > 5_000
    for title in checked:
        assert_capitals_survive(title, shown(change_case(title_tex(title)), dashes=False))


def test_the_model_agrees_with_bibtex(tmp_path: Path) -> None:
    listed = [*PRINTED, *HOSTILE, *(paper.title for paper in wp.sample())]
    titles = {f"t{index}": title_tex(one_line(title)) for index, title in enumerate(listed)}
    titles |= {f"u{index}": title for index, title in enumerate(SPECIAL)}
    assert changed_titles(titles, tmp_path) == {
        key: " ".join(change_case(title).split()) for key, title in titles.items()
    }
