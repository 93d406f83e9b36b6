"""The lines of Markdown that an article becomes."""

from __future__ import annotations

from weeklypapers.formats._article_lines import ArticleLines


def text(lines: ArticleLines, content: str, line: int = 1) -> None:
    lines.add(content, line, has_text=True)


def test_blocks_have_blank_lines_around_them() -> None:
    lines = ArticleLines()
    lines.start_heading(2)
    text(lines, "Halls")
    lines.end_heading()
    text(lines, "one ", 2)
    lines.break_line(3)
    text(lines, "two", 3)
    lines.add_block(["---"], 4)
    lines.end()
    assert lines.lines == ["## Halls", "", "one", "two", "", "---", ""]
    assert [source.line for source in lines.sources] == [1, 1, 2, 3, 3, 4, 4]


def test_nested_items_and_quotes_have_prefixes() -> None:
    lines = ArticleLines()
    lines.start_quote()
    lines.start_list(is_numbered=True)
    lines.start_item()
    text(lines, "a")
    lines.start_list(is_numbered=False)
    lines.start_item()
    text(lines, "b")
    lines.end_list()
    lines.end_list()
    text(lines, "c")
    lines.end_quote()
    text(lines, "d")
    lines.end()
    assert lines.lines == ["> 1) a", ">    - b", ">", "> c", "", "d", ""]


def test_neighbouring_lists_have_other_markers() -> None:
    lines = ArticleLines()
    for content in ("a", "b"):
        lines.start_list(is_numbered=False)
        lines.start_item()
        text(lines, content)
        lines.end_list()
    assert [line for line in lines.lines if line] == ["* a", "- b"]


def test_a_line_that_would_start_a_block_is_escaped() -> None:
    lines = ArticleLines()
    for content in ("- a", "1. b"):
        text(lines, content)
        lines.flush()
    assert [line for line in lines.lines if line] == ["\\- a", "1\\. b"]


def test_tags_without_text_are_no_lines() -> None:
    lines = ArticleLines()
    lines.add("<b>", 1, has_text=False)
    lines.break_line(2)
    lines.add("</b>", 2, has_text=False)
    lines.flush()
    assert lines.lines == []
    lines.add("<b>", 1, has_text=False)
    lines.break_line(2)
    text(lines, "a", 2)
    lines.flush()
    assert (lines.lines, [source.line for source in lines.sources]) == (["<b> a"], [2])


def test_a_summary_is_one_line() -> None:
    lines = ArticleLines()
    lines.start_summary()
    text(lines, "a")
    lines.break_line(2)
    text(lines, "b", 2)
    lines.end_summary(2)
    lines.start_summary()
    lines.end_summary(3)
    assert lines.lines == ["<summary>a b</summary>", "", "<summary></summary>", ""]
    assert [source.line for source in lines.sources] == [1, 1, 3, 3]


def test_a_table_keeps_its_lines_and_columns() -> None:
    lines = ArticleLines()
    lines.add_source("<table>\n\n  <tr></table>", 5, 7)
    assert lines.lines == ["<table>", "  <tr></table>", ""]
    assert [(source.line, source.shift) for source in lines.sources[:2]] == [(5, 7), (7, 0)]


def test_a_carriage_return_begins_no_line() -> None:
    lines = ArticleLines()
    lines.add_block(["```", "a\rb\r", "```"], 5)
    assert lines.lines == ["```", "a b", "```", ""]


def test_all_lines_of_an_article_in_another_notation_have_the_same_source() -> None:
    lines = ArticleLines()
    lines.begin(fixed_line=9)
    lines.add_source("<table>", 5, 7)
    assert {(source.line, source.shift) for source in lines.sources} == {(9, None)}


def test_open_elements_end_with_the_article() -> None:
    lines = ArticleLines()
    lines.start_list(is_numbered=False)
    lines.start_item()
    text(lines, "a")
    lines.end()
    lines.begin()
    text(lines, "b")
    lines.end()
    assert lines.lines == ["* a", "", "b", ""]
