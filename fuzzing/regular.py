"""Lists and tables whose entries are written alike, with a few odd values.

Long lists of regular entries and columns of plain cells have fast paths. These must leave each
entry to the general ones that they would read differently.
"""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

__all__ = ["regular_documents"]

# The first values of each kind are the regular ones.
# fmt: off
_WORDS = (
    "networks", "for", "a", "study", "of", "graphs", "learning", "to", "walk", "agents", "memory",
    "with", "long", "FooNet", "GPT-4", "3D", "the", "in", "models", "Halls", "on", "Survey",
)
_TITLES = (
    "Networks (of) Graphs", "FooNet: Words for Foo", "Halls?", "How far? A Study",
    "A Study, Part 2", "Learning from [Masks]", "Agents. Memory", "Q&A for Halls",
    "Halls & Rooms", "Paper", "Halls", "Walks 2023", "A Study (ICLR 2024)", "A Study - ICLR 2024",
    "Foo_bar models", "Foo's Halls", "“Quoted” halls", "Walks of Ada Lovelace", "ICLR",
    "Vision, Language", "A, B", "数据集综述", "A study: Part A | B", "Ada Lovelace", "Walks —",
    "On Foo (Oral)", "2023", "Foo – Bar",
)
_NAMES = (
    "Ada Lovelace", "Grace Hopper", "A. Li", "B. WuF", "Ruiz, A.", "Bob Li", "Jo van der Berg",
    "Ó. Ferreira", "李明", "Team", "Acme Inc.", "M.I.T.", "Wu", "et al.", "J.-P. Ray", "a. b",
    "Li B", "Ada Lovelace*", "Ada Lovelace (MIT)", "Ada Lovelace1",
)
_VENUES = (
    "ICLR", "NeurIPS", "Nature", "arXiv", "ICLR Workshop", "Acta Foo", "A Journal of Foo (JF)",
    "ACL (Findings)", "Findings", "Apr", "May", "MIT", "Google", "ICML (Oral)", "Pa - r",
    "A. Li, B. WuF", "Science", "arXiv preprint", "ICLR)", "(ICLR", "[ICLR", "ICLR]", "(ICLR)",
    "cs.CL", "CVPRW", "Under review", "TBD", "N/A", "-", "in ICLR", "Proc. of ICLR", "Nature 12",
    "Nature, 12(3)", "ICLR*", "WACV/CVPR", "Submitted to ICLR", "IEEE T. Foo", "Code", "Foo: Bar",
    "ICLR & ICML", "a b c d e f g h i j", "Best Paper", "ICLR Oral", "Oral", "12", "v2", "2024",
    "International Conference on Foo",
)
_DATES = (
    "2024", "2023", "2021-05", "2024-05-31", "May 2024", "'23", "24", "2024.05", "2024/5",
    "2024年6月", "31 May 2024", "May", "4048", "Jun 3 - 9, 2024", "2024)", "(2024", "(2024)",
    "2024-", "20x3", "2024 (Oral)", "2024-13", "Fall 2024", "2024.05.31", "1/2/2024", "2024a",
    "2023/2024", "n.d.",
)
_LABELS = (
    "Paper", "paper", "PDF", "Code", "code", "arXiv", "Project", "Project Page", "Pa - r",
    "A. Li, B. WuF", "Paper 1", "Paper A", "A paper", "", " ", "[Paper]", "Paper]", "(Paper)",
    "ICLR 2024", "2024", "Ruiz et al., 2020", "Ada Lovelace", "A study of walks in halls",
    "Pa_per", "paper & code", "Paper&amp;Code", "paper:", ":page:", "📄 paper", "HF", "Website",
    "arXiv:2406.00001", "2406.00001", "cs.CL", "https://a.b", "Paper, Code", "Paper | Code",
    "`Paper`", "**Paper**", "Pa\\*per", "ICLR", "-", "TBD", "N/A", "link", "Foo Bar", "Slides",
    "论文", "Paper. Code", "Paper (ICLR)", "A - B", "A, B", "Demo: Foo", "Video & Models", "Oral",
)
_URLS = (
    "https://arxiv.org/abs/2406.00001", "https://arxiv.org/pdf/2406.00002v3.pdf",
    "https://a.org/b.pdf", "https://github.com/a/b", "https://openreview.net/forum?id=a",
    "https://doi.org/10.1000/182", "https://a.org", "https://huggingface.co/a/b",
    "https://a.org/a_b", "http://a.org/b.pdf#c", "#", "", "https://a.org/(b)", "a.pdf",
    "https://arxiv.org/abs/2413.1", "https://youtu.be/a", "www.a.org",
)
_PIECES = (
    "[", "]", "(", ")", " - ", ", ", ". ", ": ", " | ", "*", "**", "_", "`", '"', "“", "”", " ",
    "  ", "&", "&amp;", "\\", "<", ">", "<br>", "~", "$", ".", ",", ":", ";", "-", "—", "·", "/",
    "!", "?", "#", "{", "}", "é", "中", "，", "（", "）", "【", "】", "🔥", "1", "2024", "a", "B",
    "\xa0", "et al.", " and ", "![a](b)", "![ICLR 2024](b)", "[a](b)",
    "[Code](https://github.com/a/b)", "://", "www.", "'", "’", "ICLR", "Oral", "A. Li", "@", "+",
    "^", "=", "%", "\t", "\u200b", "&nbsp;", "[x]", "by ",
)
_KEYWORDS = (
    "graphs", "trees, halls", "[graphs] [walks]", "`a`, `b`", "-", "Foo (bar)",
)
_GROUPS = (
    "Acme", "MIT", "Google, MIT", "University of Foo", "Acme*", "2023", "Acme (Foo)", "N/A",
)
_LINKS = (
    "[[L](U)]", "[L](U)", "[[L](U)] [[L](U)]", "[L](U) | [L](U)", "[[L](U)][[L](U)]",
    "[[L](U), [L](U)]", "([L](U))", "([L](U), [L](U))",
)
# Entries, with a capital letter in the place of each value: title, authors, venue, date, links,
# URL, name, group, month and keywords.
_ITEMS = (
    "[T](U), A, V D L", "[T](U). A. V D. L", "**T**, V, D. L", "[V D] **T** L", "[V D] [T](U) L",
    "(*V D*) T L", "T L", "**T** L", "**T**\n  *A*\n  V, D L", "**T**  \n  A  \n  V D  \n  L",
    "[T](U) - A, D", "D **T** L", "T, A. *V D.* L", '**N**: "T", V, D. L', '"T", V, D (*O*). L',
    "[T](U) (A, V D)", "**T**, A, V D L", "T. A. V D. L", "`V D` [T](U)", "[T](U) `O` `D`",
    "**[T](U)**, A L", "[T](U) [V D] L", "**[V D]** T. L", "[T](U) *A* (V D) L",
    "[T](U), <ins>V, D</ins> L", "**T** (V D) L\n  - A\n  - words: K", "**T** L\n  - O: K",
    "**T**\n  - A\n  - V D\n  - L", "[N] T, V D L", "**D.M** T - L", "(V) [T](U)",
    "[T](U) - V D - L", "T (V, D) L", "**N** T, V D [L]", "[`D`] T L", "[T](U) | V | D | L",
    "*T*, A, V D, L", "[T](U): V D", "V D: [T](U)", "[T](U) O", "[T](U) [V]", "[V] T L",
)
_TITLE_CELLS = (
    "T", "[T](U)", "**T**", "**T** - T", "1) **T** - T", "**[T](U)**", "T<br>*A*",
    "[T](U) <br> V D", "**T**<br><sub>O</sub>", "![a](b) <br> [**T**](U)",
)
_COLUMNS = (
    ("Authors", "A"), ("Venue", "V D"), ("Date", "D"), ("Year", "D"), ("Code", "L"), ("Links", "L"),
    ("PDF", "L"), ("Affiliation", "O"), ("Keywords", "K"), ("Own", "V"), ("Abstract", "T. T"),
    ("Topic", "K"), ("Notes", "T"), ("Conference", "V"),
)
# fmt: on


class _Values:
    """The values of the entries of one list.

    Attributes:
        random: The source of choices.
        odd: The share of odd values.
    """

    def __init__(self, random: Random) -> None:
        self.random = random
        self.odd = random.choice((0.02, 0.08, 0.2))
        self._links = random.choice(_LINKS)
        self._date = random.choice(_DATES[:9])
        self._names = random.choice((", ", "; ", " and ", " & "))
        self._kinds = {
            "V": (_VENUES, 6),
            "O": (_GROUPS, 3),
            "N": (("FooNet", "Foo", "Bar-2", "A Study", "GPT"), 2),
            "M": (("05", "12", "1", "13"), 2),
            "K": (_KEYWORDS, 6),
            "U": (_URLS, 3),
        }

    def fill(self, form: str) -> str:
        """Return a form with a value in place of each capital letter, and rarely an odd piece."""
        text = "".join(self._value(char) if char.isupper() else char for char in form)
        return self._changed(text, self.odd / 3)

    def _changed(self, text: str, chance: float) -> str:
        if self.random.random() >= chance:
            return text
        start = self.random.choice((0, len(text), self.random.randint(0, len(text))))
        end = start + self.random.choice((0, 0, 1, 3))
        return text[:start] + self.random.choice(_PIECES) + text[end:]

    def _value(self, letter: str) -> str:
        return self._changed(self._unchanged(letter), self.odd / 2)

    def _unchanged(self, letter: str) -> str:
        choice, count = self.random.choice, self.random.randint
        is_odd = self.random.random() < self.odd
        if letter == "T":
            words = " ".join(choice(_WORDS) for _ in range(count(2, 7)))
            return choice(_TITLES) if is_odd else words.capitalize()
        if letter == "A":
            names = _NAMES if is_odd else _NAMES[:3]
            return self._names.join(choice(names) for _ in range(count(1, 4)))
        if letter == "D":
            return choice(_DATES) if is_odd else self._date
        if letter == "L":
            return self._list_of_links(choice(("", *_LINKS)) if is_odd else self._links)
        values, regular = self._kinds[letter]
        return choice(values if is_odd else values[:regular])

    def _list_of_links(self, form: str) -> str:
        parts = []
        for char in form:
            if char == "L":
                is_odd = self.random.random() < self.odd
                label = self.random.choice(_LABELS if is_odd else _LABELS[:5])
                parts.append(self._changed(label, self.odd / 2))
            else:
                parts.append(self._unchanged("U") if char == "U" else char)
        return "".join(parts)


def _items(random: Random) -> str:
    """Return a list of items."""
    values = _Values(random)
    form, other = random.choice(_ITEMS), random.choice(_ITEMS)
    forms = [
        other if random.random() < values.odd / 4 else form
        for _ in range(random.choice((6, 12, 24)))
    ]
    lines = [f"- {values.fill(each)}" for each in forms]
    if random.random() < 0.3:
        lines[len(lines) // 2 : len(lines) // 2] = ["", "## Walks", ""]
    return "\n".join(lines)


def _table(random: Random) -> str:
    """Return a table."""
    values = _Values(random)
    title = random.choice(("Title", "Paper")), random.choice(_TITLE_CELLS)
    columns = [title, *random.sample(_COLUMNS, random.randint(1, 4))]
    if random.random() < 0.3:
        random.shuffle(columns)
    rows = [
        [" ".join(values.fill(form).replace("|", "\\|").split("\n")) for _, form in columns]
        for _ in range(random.choice((4, 8, 16)))
    ]
    lines = [[name for name, _ in columns], ["-"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def regular_documents() -> st.SearchStrategy[str]:
    """Return lists and tables whose entries are written alike, with a few odd values."""
    seeds = st.integers(0, 2**32).map(Random)
    return st.one_of(seeds.map(_items), seeds.map(_table))
