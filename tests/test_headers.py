# ruff: noqa: RUF001 - headers in Chinese have full-width punctuation
from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects._vocabulary import COLUMNS, LINK_COLUMNS
from weeklypapers.dialects.tables.columns import is_paper_table
from weeklypapers.dialects.vocabulary import column_of, plain_header

DATA = Path(__file__).parents[2] / "shared" / "data"
_DELIMITERS = re.compile(r"[\s|:-]*-[\s|:-]*")


def headers_of(text: str) -> list[str]:
    """The headers of one row, an outer pipe at either side or none."""
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def columns_of(text: str) -> list[str | None]:
    return [column_of(header) for header in headers_of(text)]


# -- The form in which headers are compared ----------------------------------------------------


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Title", "title"),
        ("  **Paper**  ", "paper"),
        ("`PDF`", "pdf"),
        ("~~Code~~", "code"),
        ("Paper-Link", "paper link"),
        ("paper_link", "paper link"),
        ("\u00a0Date\u00a0\u00a0", "date"),
        ("&nbsp;Date&nbsp;&nbsp;", "date"),
        ("No.", "no"),
        ("№", "no"),
        ("#", "#"),
        ("# Papers", "# papers"),
        ("#Papers", "# papers"),
        ("Week #", "week"),
        ("TL;DR", "tl dr"),
        ("Date (UTC)", "date"),
        ("Author(s)", "author"),
        ("(Title)", "title"),
        ("[Paper]", "paper"),
        ("[Paper](https://arxiv.org)", "paper"),
        ("视频（播放数）", "视频"),
        ("标　题", "标题"),
        ("Ｔｉｔｌｅ", "title"),
        ("📄 Paper 📄", "paper"),
        (":page_facing_up: Paper", "paper"),
        ("🏷️", "🏷️"),
        ("Title & Authors", "title & authors"),
        ("Paper/Code", "paper & code"),
        ("Paper<br>Code", "paper code"),
        ("Date，Venue", "date & venue"),
        ("Author's name", "authors name"),
        ("", ""),
        ("   ", ""),
        ("---", "---"),
    ],
)
def test_plain_header(header: str, plain: str) -> None:
    assert plain_header(header) == plain


@given(st.text())
def test_any_header_is_taken(header: str) -> None:
    plain = plain_header(header)

    assert plain == plain.strip()
    assert bool(plain) == bool(header.strip())
    assert column_of(header) in {None, *COLUMNS}


@pytest.mark.parametrize(
    "header",
    ["(" * 20_000, "[" * 20_000, "[](" * 20_000, "& " * 20_000, "<" * 20_000, " " * 20_000 + "z"],
)
def test_hostile_header(header: str) -> None:
    assert column_of(header) is None


# -- What a column is --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "headers"),
    [
        ("week", "Week|week ending|Week of|周|周次"),
        (
            "listed_date",
            "Date|Publish Date|Published|Year|年份|日期|时间|发布时间|Submitted|Date (UTC)",
        ),
        (
            "title",
            "Title|title|Paper Title|Paper Name|Title & Authors|标题|題目|论文标题|PaperTitle",
        ),
        (
            "listed_authors",
            "Authors|Author|Author(s)|First Author|作者|著者|作者/机构|Authors & Org",
        ),
        ("abstract", "Abstract|Summary|TL;DR|TLDR|Key points|Description|摘要|简介|总结|要点"),
        ("category", "Category|Categories|Primary Category|Subjects|分类|类别"),
        ("topics", "Topics|Keywords|Tags|Tasks|Area|关键词|领域|方向|主题|任务|标签"),
        ("links", "Links|Link|URL|Links & Summary|Link(s)|链接|Resources|URLs"),
        ("paper", "Paper Link|Paper-Link|Paper URL|PDF|arXiv|arXiv ID|DOI|论文链接|Link to Paper"),
        ("code", "Code|GitHub|Repo|Code Link|GitHub / Stars|代码|开源代码|代码链接|Code/Project"),
        ("project", "Project|Project Page|Page|Website|Homepage|项目|项目主页|主页"),
        ("video", "Video|Videos|YouTube|视频|视频（播放数）|Talk"),
        ("demo", "Demo|Demos|Live Demo|演示"),
        ("data", "Dataset|Datasets|Data|数据集|Dataset Link"),
        ("model", "Models|Weights|Checkpoints|HF|Hugging Face|🤗 HuggingFace|Model Link|权重"),
        ("slides", "Slides|Poster|Slides/Poster"),
        ("post", "Tweet|Twitter|X|Thread"),
        ("blog", "Blog|Blog post|博客|解读"),
        (
            "venue",
            "Venue|Conference|Conf.|Publication|Venue & Year|Published in|会议|期刊|期刊/会议",
        ),
        ("affiliation", "Institution|Institute|Affiliation|Affiliations|Org|Org.|机构|機構|单位"),
        ("comment", "Notes|Note|Comment|Comments|Comment(s)|Remark|Remarks|备注"),
        ("entry", "Paper|Papers|**Paper**|Paper & Summary|Paper/Code|论文|論文|文章|Reference"),
        ("name", "Name|Method|Model|Work|名字|名称|Acronym|方法|模型"),
        ("number", "No.|#|序号|id|ID|S.No|Index|编号"),
        ("listed_date", "Date/Venue|时间 / 论文|Year/Conf|日期和会议"),
    ],
)
def test_column_of(column: str, headers: str) -> None:
    told = {header: column_of(header) for header in headers.split("|")}

    assert told == dict.fromkeys(headers.split("|"), column)


@pytest.mark.parametrize(
    "header",
    [
        *("Stars", "Citations", "引用", "已录制", "封面", "时长", "Type", "Modalities", "Size"),
        *("MMLU", "Params", "Accuracy", "Contributor", "Role", "Key", "Value", "Update", "Status"),
        *(
            "# Papers",
            "#Papers",
            "License",
            "Framework",
            "",
            "   ",
            "🏷️",
            "---",
            "Efficient Training",
        ),
    ],
)
def test_other_columns(header: str) -> None:
    assert column_of(header) is None


def test_each_alias_is_its_columns() -> None:
    aliases = [(column, alias) for column, names in COLUMNS.items() for alias in names]

    assert [alias for _, alias in aliases if plain_header(alias) != alias] == []
    assert [(name, alias) for name, alias in aliases if column_of(alias) != name] == []
    assert len(set(aliases)) == len(aliases)
    assert set(COLUMNS) >= LINK_COLUMNS


# -- Which tables list papers ------------------------------------------------------------------

NOBODY_LOOKED = None
NONE_LINKED: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    "headers",
    [
        "|Publish Date|Title|Authors|PDF|Code|",
        "|  Title  |   Venue  |   Date   |   Code   |   Demo   |",
        "|  Title  |   Venue  |   Date   |   Page   |",
        "| 日期 | 标题 | 封面 | 时长 | 视频（播放数） |",
        "| Week | title | category | abstract | Paper-Link |",
        "| Title & Authors | Introduction | Links |",
        "| Method | Publication | Code | Project | Core Idea | Authors |",
        "| Paper | Venue | Year |",
        "| 序号 | arXiv ID | 论文标题 | 作者 | 提交日期 | 核心关键词 | 领域 |",
        "| Model | Year | Paper Link | Code |",
        "| Date | arXiv | Code |",
    ],
)
def test_paper_tables_by_their_headers(headers: str) -> None:
    columns = columns_of(headers)

    assert is_paper_table(columns)
    assert is_paper_table(columns, NONE_LINKED)


@pytest.mark.parametrize(
    ("headers", "linked"),
    [
        ("| Name | Paper | Type | Modalities |", {1}),
        ("| Name | Paper | Link | Notes |", {1}),
        ("| **Paper** | **Links** |", {1}),
        ("| 已录制 | 年份 | 名字 | 简介 | 引用 |", {2}),
        ("| Category | Papers |", {1}),
    ],
)
def test_paper_tables_by_their_links(headers: str, linked: set[int]) -> None:
    columns = columns_of(headers)

    assert is_paper_table(columns)
    assert is_paper_table(columns, frozenset(linked))
    assert not is_paper_table(columns, NONE_LINKED)


def test_date_paper_and_links() -> None:
    columns = columns_of("| &nbsp;Date&nbsp;&nbsp; | Paper | Links & Summary |")

    assert columns == ["listed_date", "entry", "links"]
    assert is_paper_table(columns)
    assert is_paper_table(columns, frozenset({2}))


@pytest.mark.parametrize("header", ["Title", "Paper"])
def test_one_column_is_enough_with_links(header: str) -> None:
    assert is_paper_table([column_of(header)], frozenset({0}))
    assert not is_paper_table([column_of(header)])


@pytest.mark.parametrize("linked", [NOBODY_LOOKED, NONE_LINKED])
@pytest.mark.parametrize(
    "headers",
    [
        "| | Efficient Training | Efficient Inference | Efficient Fine-Tuning |",
        "| Contributor | GitHub | Role |",
        "| Key | Description |",
        "| Date | Update |",
        "| Model | Size | MMLU | GSM8K |",
        "| Model | Params | Accuracy |",
        "| Section | Link |",
        "| Framework | Code | Stars |",
        "| # | Category | # Papers |",
        "| Date | News |",
        "| Dataset | Download |",
        "| Name | Notes |",
        "| Model | Download |",
        "| PDF | Code |",
        "||",
    ],
)
def test_other_tables(headers: str, linked: frozenset[int] | None) -> None:
    assert not is_paper_table(columns_of(headers), linked)


def test_leaderboard_whose_models_are_linked() -> None:
    assert not is_paper_table(columns_of("| Model | Size | MMLU | GSM8K |"), frozenset({0}))


def test_no_columns() -> None:
    assert not is_paper_table([])


# -- Real lists --------------------------------------------------------------------------------

REAL = {
    "ml-papers-of-the-week.md": {("entry", "links")},
    "weekly-papers.md": {("week", "title", "category", "abstract", "paper")},
    "lists/arxiv-daily.md": {("listed_date", "title", "listed_authors", "paper", "code")},
    "lists/daily-summaries.md": {("listed_date", "entry", "links")},
    "lists/awesome-venues.md": {
        ("title", "venue", "listed_date", "code", "demo"),
        ("title", "venue", "listed_date", "project"),
        ("name", "entry", None, None),
        ("name", "entry", "links", "comment"),
    },
    "lists/chinese-reading.md": {
        ("listed_date", "title", None, None, "video"),
        (None, "listed_date", "name", "abstract", None),
    },
    "lists/survey-bullets.md": {(None, None, None, None)},
}


@pytest.mark.parametrize("name", REAL)
def test_real_headers(name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip("the real lists are not here")
    lines = path.read_text(encoding="utf-8").splitlines()
    tables = {
        tuple(columns_of(header))
        for header, below in pairwise(lines)
        if "|" in below and "|" in header and _DELIMITERS.fullmatch(below)
    }

    assert tables == REAL[name]
    assert all(is_paper_table(columns) for columns in tables) == any(map(any, tables))
