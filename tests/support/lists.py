"""Lists that are invented: templates as curators choose them, and papers to fill them with."""

from __future__ import annotations

from random import Random

import attrs
from hypothesis import strategies as st

from weeklypapers.model.dates import PartialDate
from weeklypapers.model.links import is_generic_label
from weeklypapers.model.rendering import formatted_date
from weeklypapers.model.templates import Template

__all__ = ["ListedPaper", "list_templates", "listed_papers", "markdown_of"]

_TITLE_WORDS = [
    "Graph",
    "Transformers",
    "Diffusion",
    "Retrieval",
    "Robust",
    "Learning",
    "Attention",
    "Vision",
    "Language",
    "Models",
    "Sparse",
    "Neural",
    "Speech",
    "Protein",
    "Folding",
    "Planning",
    "Agents",
    "Reward",
    "Causal",
    "Federated",
    "Quantization",
    "Pruning",
    "Benchmark",
    "Segmentation",
    "Detection",
    "Memory",
    "Reasoning",
    "Translation",
    "Alignment",
    "Tokens",
    "Scaling",
    "Video",
    "Molecules",
    "Symmetry",
    "Kernels",
    "Bandits",
    "Privacy",
    "Optimal",
    "Transport",
    "Contrastive",
    "Embeddings",
    "Robotics",
    "Efficient",
    "Adaptive",
    "Multi-Agent",
    "Self-Supervised",
    "Low-Rank",
    "Long-Context",
    "Open-Vocabulary",
    "LLMs",
    "GANs",
    "3D",
    "4-bit",
    "RLHF",
    "ViT",
    "GPT-4",
    "CLIP",
]
_SMALL_WORDS = [
    "for",
    "with",
    "of",
    "in",
    "via",
    "without",
    "beyond",
    "from",
    "under",
    "and",
    "through",
    "on",
]
_NAMES_OF_METHODS = ["FooNet", "SparseBERT", "MoLE", "RAG-Flow", "Quill-2", "GraphLLaMA", "DINOv3"]
_PEOPLE = """
    Ana Ruiz|Bo Li|Chen Wei|Maria Rossi|Tom Hardy|Dina Okafor|Erik Lund|Yuki Sato|Jean-Pierre Moreau
    |Søren Ødegård|Katja van der Berg|Nguyễn Văn An|Ayşe Yılmaz|Priya Raghavan|Mohammed Al-Sayed
    |José García Pérez|Olena Kovalenko|Kim Min-jun|Zhang Xiaoming|A. B. Turing|Ó. Ferreira
    |Hiroshi Tanaka|Amara Nwosu|Wei-Chen Huang|Ludwig von Stein
""".replace("\n", " ").split("|")
_VENUES = """
    NeurIPS|ICLR|ICML|CVPR|ACL|EMNLP|KDD|arXiv|Nature Communications|IEEE TPAMI|JMLR|SIGMOD
    |ECCV|AAAI
""".replace("\n", " ").split("|")
_UNCLEAR_VENUES = [
    "WWW",
    "Bioinformatics",
    "ZOOCON",
    "HALLS",
    "Workshop on Tiny Models",
    "Journal of Curated Lists",
]
_PLACES = """
    Acme Research|University of Example|Example Institute of Technology|DeepThing
    |Tsinghua University|Meta AI|ETH Zurich
""".replace("\n", " ").split("|")
_SENTENCES = (
    "We train on a billion edges and show that sampling is enough.",
    "A short introduction to polynomial filters, with code and exercises.",
    "The authors compare forty open models on a single machine.",
    "It halves the memory that inference needs without a loss of accuracy.",
    "This work asks when deep networks keep what they have learnt.",
    "Introduces a data set of two million dialogues in nine languages.",
)
_LABELS = ("Paper", "PDF", "arXiv")
_OTHER_LINKS = {
    "Code": "https://github.com/example/{}",
    "Project": "https://example{}.github.io/page",
    "Video": "https://www.youtube.com/watch?v={}",
}


@attrs.frozen
class ListedPaper:
    """What an invented list says of a paper. A value that is empty is not listed."""

    title: str
    authors: tuple[str, ...]
    venue: str
    date: PartialDate | None
    affiliation: str
    abstract: str
    links: tuple[tuple[str, str], ...]
    url: str


def _title(random: Random) -> str:
    words = [random.choice(_TITLE_WORDS) for _ in range(random.randint(2, 7))]
    for _ in range(random.randint(0, 2)):
        words.insert(random.randint(1, len(words) - 1), random.choice(_SMALL_WORDS))
    if len(words) < 3:
        words.append("Revisited")
    title = " ".join(words)
    style = random.random()
    if style < 0.2:
        return f"{random.choice(_NAMES_OF_METHODS)}: {title}"
    if style < 0.3:
        return f"{title}: {random.choice(_TITLE_WORDS)} {random.choice(_TITLE_WORDS)} Matter"
    if style < 0.37:
        return f"Is {title} Enough?"
    if style < 0.42:
        return f"{title} (Part {random.randint(2, 3)})"
    if style < 0.47:
        return f"Don't Forget {title}!"
    return title


def _authors(random: Random) -> tuple[str, ...]:
    return tuple(name.strip() for name in random.sample(_PEOPLE, random.randint(1, 5)))


def listed_papers(random: Random, count: int, *, venues_are_clear: bool) -> list[ListedPaper]:
    """Return some papers, each with some values missing, but the first three with all of them."""
    papers: list[ListedPaper] = []
    titles: set[str] = set()
    venues = _VENUES if venues_are_clear else _VENUES[:3] + _UNCLEAR_VENUES
    while len(papers) < count:
        title = _title(random)
        if title in titles or is_generic_label(title):  # such as "Models on Video"
            continue
        titles.add(title)
        is_full = len(papers) < 3

        def maybe(value: str, *, is_full: bool = is_full) -> str:
            return value.strip() if is_full or random.random() < 0.8 else ""

        number = (
            f"{random.randint(18, 25)}{random.randint(1, 12):02}.{random.randint(10000, 19999)}"
        )
        url = f"https://arxiv.org/abs/{number}"
        links = [(random.choice(_LABELS), url)]
        for label, address in _OTHER_LINKS.items():
            if (is_full and label == "Code") or random.random() < 0.3:
                links.append((label, address.format(random.randint(100, 999))))
        venue = maybe(random.choice(venues))
        # Such a venue without a year could be a name or a word.
        has_date = is_full or not venue or venue in _UNCLEAR_VENUES or random.random() < 0.8
        date = PartialDate(random.randint(2016, 2025), random.randint(1, 12), random.randint(1, 28))
        papers.append(
            ListedPaper(
                title=title,
                authors=_authors(random) if is_full or random.random() < 0.8 else (),
                venue=venue,
                date=date if has_date else None,
                affiliation=maybe(random.choice(_PLACES)),
                abstract=maybe(random.choice(_SENTENCES)),
                links=tuple(links),
                url=url,
            )
        )
    return papers


def markdown_of(paper: ListedPaper, template: Template) -> dict[str, str]:
    """Return the Markdown of the values of a paper, as a template writes them."""
    formats = {hole.role: hole.format for hole in template.holes}
    unit = formats.get("links") or "[label](url)"
    start = unit.index("[label]")
    inside = unit[unit.index("(url)") + len("(url)") :]
    closing = inside[: sum(char in "])" for char in inside[: start or 0])] if start else ""
    links = inside[len(closing) :].join(
        f"{unit[:start]}[{label}]({url}){closing}" for label, url in paper.links
    )
    date = formatted_date(paper.date, formats.get("date") or "%Y-%m-%d") if paper.date else None
    return {
        "title": paper.title,
        "authors": ", ".join(paper.authors),
        "venue": paper.venue,
        "date": date or "",
        "affiliation": paper.affiliation,
        "abstract": paper.abstract,
        "links": links,
        "url": paper.url,
    }


# -- Templates -----------------------------------------------------------------------------------

_LINKED_TITLES = ("[{title}]({url})", "**[{title}]({url})**", "[**{title}**]({url})")
_TITLES = ("**{title}**", '"{title}"', "{title}")
_LINKS = ("{links:[[label](url)] }", "{links:[label](url) }", "{links:[label](url) | }")
_YEARS = ("{date:%Y}",)
_DATES = ("{date}", "{date:%Y.%m}", "{date:%b %Y}", "{date:%B %d, %Y}", "{date:%Y/%m}")
_LEADS = ("- ", "* ", "1. ")
# What may follow the title, in the order of a citation.
_TAILS = (
    ", {venue}, {date:%Y}",
    " ({venue} {date:%Y})",
    ". {authors}. {venue} {date:%Y}",
    ", {authors}, {venue} {date:%Y}",
    " - {authors} - {venue}, {date:%Y}",
    ". *{authors}*. {venue}, {date:%Y}",
    " *{authors}* ({venue} {date:%Y})",
    " `{venue} {date:%Y}`",
    " | {authors} | {venue} | {date:%Y}",
    " — {authors} — {venue} {date:%Y}",
    ", {venue}, {date:%Y} (*{affiliation}*)",
    " [{venue} {date:%Y}]",
    ". _{venue}_ ({date:%Y})",
    " ({date})",
    " ({date:%b %Y})",
    "",
)
_FRONTS = (
    "{authors}. ",
    "[{venue} {date:%Y}] ",
    "**{date:%Y.%m}** - ",
    "({date}) ",
    "`{venue} {date:%Y}` ",
    "{date}: ",
)
_FIELD_LABELS = (
    ("Authors", "Venue", "Date", "Affiliation", "Abstract", "Links"),
    ("Author", "Conference", "Published", "Institution", "Summary", "Link"),
    ("作者", "会议", "日期", "机构", "摘要", "链接"),
    ("著者", "学会", "日付", "所属", "要約", "リンク"),
    ("Autoren", "Konferenz", "Datum", "Einrichtung", "Zusammenfassung", "Links"),
    ("저자", "학회", "날짜", "소속", "요약", "링크"),
)
_FIELD_ROLES = (
    "{authors}",
    "{venue}",
    "{date}",
    "{affiliation}",
    "{abstract}",
    "{links:[label](url) | }",
)


@st.composite
def _inline_templates(draw: st.DrawFn) -> str:
    """Return the template of an item of one line, perhaps with a summary below it."""
    lead = draw(st.sampled_from(_LEADS))
    is_linked = draw(st.booleans())
    title = draw(st.sampled_from(_LINKED_TITLES if is_linked else _TITLES))
    tail = draw(st.sampled_from(_TAILS))
    front = draw(st.sampled_from(("", "", *_FRONTS)))
    if any(role in tail for role in ("{authors}", "{venue}", "{date") if role in front):
        front = ""
    if title == "{title}" and (not tail or tail[0] == " ") and front not in ("", "{authors}. "):
        title = "**{title}**"
    links = (
        ""
        if is_linked
        else draw(st.sampled_from((" ", ". ", " - "))) + draw(st.sampled_from(_LINKS))
    )
    if is_linked and draw(st.booleans()):
        links = " " + draw(st.sampled_from(_LINKS))
    summary = draw(
        st.sampled_from(("", "", "\n  - {abstract}", "\n  > {abstract}", "\n  {abstract}"))
    )
    summary = summary.replace("\n", "\n ") if lead == "1. " else summary
    return f"{lead}{front}{title}{tail}{links}{summary}"


@st.composite
def _labelled_templates(draw: st.DrawFn) -> str:
    """Return the template of a title with labelled fields below it."""
    labels = draw(st.sampled_from(_FIELD_LABELS))
    lead, between = draw(
        st.sampled_from(
            (
                ("- **{title}**", "\n  - "),
                ("1. **{title}**", "\n   - "),
                ("- {title}", "\n  - "),
                ("### {title}", "\n- "),
                ("### {title}", "\n"),
                ("**{title}**", "\n- "),
            )
        )
    )
    style = draw(st.sampled_from(("{}: ", "**{}:** ", "**{}**: ")))
    if between == "\n":
        style = "**{}:** "
    count = draw(st.integers(min_value=1, max_value=4))
    fields = draw(st.permutations(range(5)))[:count]
    lines = [style.format(labels[index]) + _FIELD_ROLES[index] for index in (*sorted(fields), 5)]
    return between.join([lead, *lines])


@st.composite
def _block_templates(draw: st.DrawFn) -> str:
    """Return the template of a heading or a bold paragraph with lines below it."""
    head = draw(
        st.sampled_from(("### [{title}]({url})", "### {title}", "**{title}**", "## {title}"))
    )
    lines = draw(
        st.sampled_from(
            (
                "{authors}\n{venue}, {date:%Y}",
                "*{authors}*, {venue} {date:%Y}",
                "{authors}. {venue} {date:%Y}",
                "*{venue} {date:%Y}*",
            )
        )
    )
    links = draw(
        st.sampled_from(("\n**Links:** {links:[label](url) | }", "\n{links:[[label](url)] }"))
    )
    # A line below a quotation belongs to it, so the quotation is the last one.
    summary = draw(st.sampled_from(("", "", "\n> {abstract}")))
    return f"{head}\n{lines}{'' if '{url}' in head else links}{summary}"


def list_templates() -> st.SearchStrategy[Template]:
    """Return a strategy of templates such as curators choose."""
    patterns = st.one_of(_inline_templates(), _labelled_templates(), _block_templates())
    return patterns.map(Template)
