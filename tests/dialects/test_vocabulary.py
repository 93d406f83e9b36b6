# ruff: noqa: RUF001 - headers in Chinese have full-width punctuation
"""The meanings of headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects._vocabulary import COLUMNS, LINK_COLUMNS
from weeklypapers.dialects.vocabulary import column_of, plain_header


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
        *("MMLU", "Params", "Accuracy", "Contributor", "Role", "Value", "Update", "Status"),
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


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Video Links", "video"),
        ("Slide URLs", "slides"),
        ("Code address", "code"),
        ("Article address", "paper"),
        ("海报链接", "slides"),
        ("Author link", None),
        ("Strange link", None),
    ],
)
def test_columns_of_links(header: str, column: str | None) -> None:
    assert column_of(header) == column


def test_each_alias_is_its_columns() -> None:
    aliases = [(column, alias) for column, names in COLUMNS.items() for alias in names]

    assert [alias for _, alias in aliases if plain_header(alias) != alias] == []
    assert [(name, alias) for name, alias in aliases if column_of(alias) != name] == []
    assert len(set(aliases)) == len(aliases)
    assert set(COLUMNS) >= LINK_COLUMNS
