"""Dates, weeks and months in cells, headings and names of files."""

from __future__ import annotations

import datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.dialects.dates import (
    DateParts,
    Span,
    day_order,
    find_in_name,
    find_span,
    read_date,
)
from weeklypapers.model.dates import PartialDate
from weeklypapers.model.errors import InvalidValueError

DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31))


RECENT = st.dates(min_value=datetime.date(1991, 1, 1), max_value=datetime.date(2090, 12, 31))


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def said(date: DateParts) -> str:
    """A date as `2024-06-30`, with `?` for what is not said."""
    parts = (date.year, date.month, date.day)
    return "-".join("?" if part is None else str(part) for part in parts)


def shown(span: Span | None) -> str | None:
    if span is None:
        return None
    if span.first == span.last:
        return f"{span.kind} {said(span.last)}"
    return f"{span.kind} {said(span.first)} {said(span.last)}"


@pytest.mark.parametrize(
    "form",
    [
        "{d:%Y-%m-%d}",
        "{d.year}/{d.month}/{d.day}",
        "{d:%Y.%m.%d}",
        "{d:%Y%m%d}",
        "({d:%Y-%m-%d}).",
        "{d:%Y-%m-%d}T12:00:00Z",
        "{d:%Y-%m-%d} 10:00",
        "{d.year}年{d.month}月{d.day}日",
        "{d.year} 年 {d.month} 月 {d.day} 日",
        "{m} {d.day}, {d.year}",
        "{m:.3} {d.day} {d.year}",
        "{d.day} {m} {d.year}",
        "{d.day}-{m:.3}-{d.year}",
        "{d.day}th of {m}, {d.year}",
        "{m:.3}. {d.day}th, {d.year}",
        "{d.year}, {m} {d.day}",
        "Mon, {d.day} {m:.3} {d.year}",
    ],
)
@given(day=DAYS)
def test_every_day_reads_back(form: str, day: datetime.date) -> None:
    text = form.format(d=day, m=MONTHS[day.month - 1])

    assert read_date(text).last.partial == PartialDate.of(day)
    found = find_span(f"Papers for {text}, and more")
    assert found is not None
    assert found.last.partial == PartialDate.of(day)
    assert found.kind == "day"


@given(RECENT, st.sampled_from(["/", "-", "."]))
def test_every_numeric_day_reads_back(day: datetime.date, sign: str) -> None:
    date = PartialDate.of(day)

    assert read_date(day.strftime(f"%m{sign}%d{sign}%Y"), "mdy").last.partial == date
    assert read_date(day.strftime(f"%d{sign}%m{sign}%Y"), "dmy").last.partial == date
    assert read_date(day.strftime("%m/%d/%y"), "mdy").last.partial == date
    assert read_date(day.strftime("%d/%m/%y"), "dmy").last.partial == date


@given(DAYS)
def test_every_week_and_range_reads_back(day: datetime.date) -> None:
    year, week, _ = day.isocalendar()
    monday = day - datetime.timedelta(days=day.weekday())
    sunday = monday + datetime.timedelta(days=6)
    for text in (f"{year}-W{week:02}", f"{year}W{week:02}", f"W{week:02} {year}"):
        if 1900 <= year <= 2100:
            assert (read_date(text).kind, read_date(text).ending) == ("week", sunday)
    if monday.year >= 1900 and sunday.year <= 2100:
        first, last = (f"{MONTHS[at.month - 1]} {at.day}" for at in (monday, sunday))
        span = find_span(f"Of the Week ({first} - {last}) - {sunday.year}")
        assert span is not None
        assert said(span.first) == f"{monday.year}-{monday.month}-{monday.day}"
        assert span.ending == sunday
        assert find_span(f"{first}, {monday.year} to {last}") == attrs.evolve(
            span, start=0, end=len(f"{first}, {monday.year} to {last}")
        )
        assert read_date(f"{first}-{last}").with_year(sunday.year).ending == sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "year 2024-?-?"),
        (" (2024) ", "year 2024-?-?"),
        ("2024年", "year 2024-?-?"),
        ("2024.04", "month 2024-4-?"),
        ("2017-06", "month 2017-6-?"),
        ("2024/06", "month 2024-6-?"),
        ("202406", "month 2024-6-?"),
        ("01/2023", "month 2023-1-?"),
        ("2024年6月", "month 2024-6-?"),
        ("Dec., 2012", "month 2012-12-?"),
        ("December 2012", "month 2012-12-?"),
        ("Sept. 2020", "month 2020-9-?"),
        ("Jun-2024", "month 2024-6-?"),
        ("2024 Jun", "month 2024-6-?"),
        ("may 2024", "month 2024-5-?"),
        ("9/14/24", "day 2024-9-14"),
        ("15/06/2024", "day 2024-6-15"),
        ("5/5/24", "day 2024-5-5"),
        ("31/12/99", "day 1999-12-31"),
        ("1/31/91", "day 1991-1-31"),
        ("1/31/90", "day 2090-1-31"),
        ("07-29", "day ?-7-29"),
        ("07-05", "day ?-7-5"),
        ("7/29", "day ?-7-29"),
        ("07.29", "day ?-7-29"),
        ("15 Jun", "day ?-6-15"),
        ("June 15", "day ?-6-15"),
        ("Feb 29", "day ?-2-29"),
        ("6月30日", "day ?-6-30"),
        ("2024年6月30日（星期日）", "day 2024-6-30"),
        ("2024-06-30 (Sun)", "day 2024-6-30"),
        ("2024-W26", "week 2024-6-24 2024-6-30"),
        ("2020-W53", "week 2020-12-28 2021-1-3"),
        ("Week 26, 2024", "week 2024-6-24 2024-6-30"),
        ("Week 26 of 2024", "week 2024-6-24 2024-6-30"),
        ("Week 26 (2024)", "week 2024-6-24 2024-6-30"),
        ("Week #26 - 2024", "week 2024-6-24 2024-6-30"),
        ("26th week of 2024", "week 2024-6-24 2024-6-30"),
        ("2024 Week 26", "week 2024-6-24 2024-6-30"),
        ("2024-Week-26", "week 2024-6-24 2024-6-30"),
        ("2024年第26周", "week 2024-6-24 2024-6-30"),
        ("第26周, 2024年", "week 2024-6-24 2024-6-30"),
        ("2024年26週", "week 2024-6-24 2024-6-30"),
        ("2024년 26주차", "week 2024-6-24 2024-6-30"),
        ("2024년 7월 1일", "day 2024-7-1"),
        ("2024년 7월", "month 2024-7-?"),
        ("2024年7月第1周", "month 2024-7-?"),
        ("July 30, 2026", "day 2026-7-30"),
        ("30 July 2026", "day 2026-7-30"),
        ("11/2025", "month 2025-11-?"),
        ("2025.11", "month 2025-11-?"),
        ("'24", "year 2024-?-?"),
        ("'98", "year 1998-?-?"),
        ("24/06 - 5/07", "range ?-6-24 ?-7-5"),
        ("2024-06-24~2024-06-30", "range 2024-6-24 2024-6-30"),
    ],
)
def test_cells(text: str, expected: str) -> None:
    assert shown(read_date(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "GPT-4",
        "1899",
        "2101",
        "June",
        "Jun-24",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "13/13/2024",
        "2024-W54",
        "2023-W53",
        "2406.15319",
        "1.2.3",
        "202413",
        "20241301",
        "2024?",
        "24",
        "Feb 30",
        "2024-06-30 of 2024",
        "Aug 30 - Jul 5",
        "2024年度",
        "٢٠٢٤",
        "2024 - 2025",
    ],
)
def test_no_cells(text: str) -> None:
    with pytest.raises(InvalidValueError, match="expected a date such as"):
        read_date(text)


@pytest.mark.parametrize("text", ["9/04/24", "9/04/2024", "7/8", "05.06.2024", "1/2 - 3/4"])
def test_ambiguous_cells(text: str) -> None:
    with pytest.raises(InvalidValueError, match="ambiguous"):
        read_date(text)

    assert find_span(text) is None
    assert read_date(text, "mdy") != read_date(text, "dmy")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["9/04/24", "8/28/24", ""], "mdy"),
        (["9/04/24", "28/8/2024", "no date"], "dmy"),
        (["9/04/24", "4/9/24"], None),
        (["28/8/24", "8/28/24"], None),
        (["7/29", "7/8"], "mdy"),
        (["30.06.2024"], "dmy"),
        (["2024-06-30", "2024/06/30", "13/13/24"], None),
        ([], None),
    ],
)
def test_day_order(cells: list[str], expected: str | None) -> None:
    assert day_order(cells) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Top ML Papers of the Week (June 24 - June 30) - 2024", "range 2024-6-24 2024-6-30"),
        ("(May 19 - May 25) - 2025", "range 2025-5-19 2025-5-25"),
        ("(Mar 20-Mar 26)", "range ?-3-20 ?-3-26"),
        ("(May 22-28)", "range ?-5-22 ?-5-28"),
        ("(May 22-28) - 2024", "range 2024-5-22 2024-5-28"),
        ("2024, May 22 - 28", "range 2024-5-22 2024-5-28"),
        ("6月24-30日, 2024年", "range 2024-6-24 2024-6-30"),
        ("(Feb 13 - 19)", "range ?-2-13 ?-2-19"),
        ("(Jan 30-Feb 5)", "range ?-1-30 ?-2-5"),
        ("December 30 - January 5", "range ?-12-30 ?-1-5"),
        ("December 30, 2024 - January 5", "range 2024-12-30 2025-1-5"),
        ("December 30, 2024 - January 5, 2025", "range 2024-12-30 2025-1-5"),
        ("Dec 30 2024 – Jan 5 2025", "range 2024-12-30 2025-1-5"),
        ("Dec 30 — Jan 5 (2025)", "range 2024-12-30 2025-1-5"),
        ("2024-06-24 ~ 2024-06-30", "range 2024-6-24 2024-6-30"),
        ("2024-06-24/2024-06-30", "range 2024-6-24 2024-6-30"),
        ("2024-06-24/30", "range 2024-6-24 2024-6-30"),
        ("2024-06-24..2024-06-30", "range 2024-6-24 2024-6-30"),
        ("June 24 through June 30, 2024", "range 2024-6-24 2024-6-30"),
        ("06/24 - 06/30, 2024", "range 2024-6-24 2024-6-30"),
        ("6/3 - 6/9 2024", "range 2024-6-3 2024-6-9"),
        ("24.06. - 30.06.2024", "range 2024-6-24 2024-6-30"),
        ("2024.06.24-2024.06.30", "range 2024-6-24 2024-6-30"),
        ("2024/06/24 - 06/30", "range 2024-6-24 2024-6-30"),
        ("24-30 June 2024", "range 2024-6-24 2024-6-30"),
        ("24 June to 30 June 2024", "range 2024-6-24 2024-6-30"),
        ("2024: June 24 - June 30", "range 2024-6-24 2024-6-30"),
        ("2024 (June 24 - 30)", "range 2024-6-24 2024-6-30"),
        ("Mon, June 24 - Sun, June 30 2024", "range 2024-6-24 2024-6-30"),
        ("Week 26: Jun. 24 - Jun. 30, 2024", "range 2024-6-24 2024-6-30"),
        ("Week 6/24 - 7/1", "range ?-6-24 ?-7-1"),
        ("6月24日-6月30日", "range ?-6-24 ?-6-30"),
        ("6月24-30日", "range ?-6-24 ?-6-30"),
        ("2024年6月24日 - 6月30日", "range 2024-6-24 2024-6-30"),
        ("2024年（6月24日至6月30日）", "range 2024-6-24 2024-6-30"),
        ("2024-W26", "week 2024-6-24 2024-6-30"),
        ("Papers, 2024W26", "week 2024-6-24 2024-6-30"),
        ("W26 2024", "week 2024-6-24 2024-6-30"),
        ("2024 W26", "week 2024-6-24 2024-6-30"),
        ("Papers, Week 26, 2024", "week 2024-6-24 2024-6-30"),
        ("2024 Week 26: Agents", "week 2024-6-24 2024-6-30"),
        ("2024年第26周论文", "week 2024-6-24 2024-6-30"),
        ("Week 26, 2024 (June 23 - June 29)", "range 2024-6-23 2024-6-29"),
        ("Week 26, 2024-06-28", "day 2024-6-28"),
        ("Week 26, June 2024", "month 2024-6-?"),
        ("2024年7月第1週", "month 2024-7-?"),
        ("2024년 7월 1일", "day 2024-7-1"),
        ("Jun '24", "month 2024-6-?"),
        ("Papers for 2025-03-11", "day 2025-3-11"),
        ("Updated on 2026.06.29", "day 2026-6-29"),
        ("Papers (June 15) - 2024", "day 2024-6-15"),
        ("Papers for June 15", "day ?-6-15"),
        ("6/24/2024", "day 2024-6-24"),
        ("07-29", "day ?-7-29"),
        ("June 2024", "month 2024-6-?"),
        ("Papers of June 2024", "month 2024-6-?"),
        ("Week 3, June 2024", "month 2024-6-?"),
        ("Top 10 June 2024 papers", "month 2024-6-?"),
        ("July, 2024", "month 2024-7-?"),
        ("2024-07", "month 2024-7-?"),
        ("2024年7月论文", "month 2024-7-?"),
        ("🔥 2024 🔥", "year 2024-?-?"),
        ("【2024】", "year 2024-?-?"),
    ],
)
def test_headings(text: str, expected: str) -> None:
    assert shown(find_span(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GPT-4",
        "Llama 3.1",
        "May the force",
        "March of the models",
        "may 5",
        "1.2.3",
        "v2024.06.30",
        "2406.15319",
        "2012.12345",
        "CVPR 2024",
        "Top 10 - 20 papers",
        "3-4 papers",
        "Qwen 2.5",
        "8-bit",
        "Week 3",
        "Week 60, 2024",
        "2024年3周年",
        "gpt-4o-2024-08-06",
        "24/7",
        "1/2",
        "3.1 - 3.5",
        "2024.1",
        "May and June 2024",
        "June 2024 - July 2024",
        "January - March 2024",
        "June 30 - June 24",
        "Feb 30 - Mar 5",
        "May 5-shot",
        "6月",
        "第3周",
        "12:30",
        "date=2024-06-30",
        "ICLR 2024 - 5",
    ],
)
def test_headings_without_dates(text: str) -> None:
    assert find_span(text) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-06-30.md", "day 2024-6-30"),
        ("notes/2024/2024_06_30", "day 2024-6-30"),
        ("notes\\20240630", "day 2024-6-30"),
        ("2024.06.30", "day 2024-6-30"),
        ("2024-06-24-weekly.md", "day 2024-6-24"),
        ("papers-2024-W26.md", "week 2024-6-24 2024-6-30"),
        ("week_2024-06-24_2024-06-30", "range 2024-6-24 2024-6-30"),
        ("2024-06-24--2024-06-30", "range 2024-6-24 2024-6-30"),
        ("2024-06", "month 2024-6-?"),
        ("202406", "month 2024-6-?"),
        ("papers-2024-06.md", "month 2024-6-?"),
        ("June-2024", "month 2024-6-?"),
        ("top-10-june-2024", "month 2024-6-?"),
        ("may_2024.md", "month 2024-5-?"),
        ("2024", "year 2024-?-?"),
        ("arxiv-2406.15319.md", None),
        ("2012.12345.md", None),
        ("top-10-2024.md", None),
        ("2024/README.md", None),
        ("week-26.md", None),
        ("", None),
    ],
)
def test_names(name: str, expected: str | None) -> None:
    assert shown(find_in_name(name)) == expected


def test_offsets() -> None:
    heading = "Top Papers (June 24 - June 30) - 2024 🔥"
    span = find_span(heading)
    assert span is not None
    assert heading[span.start : span.end] == "June 24 - June 30) - 2024"

    name = "a/b/week_2024-06-24.md"
    span = find_in_name(name)
    assert span is not None
    assert name[span.start : span.end] == "2024-06-24"

    cell = " [2024 年 6 月 30 日 ] "
    assert cell[read_date(cell).start : read_date(cell).end] == "2024 年 6 月 30 日"


def test_a_distant_year_is_not_that_of_the_range() -> None:
    assert shown(find_span("June 24 - June 30: ten papers of ICML 2024")) == "range ?-6-24 ?-6-30"
    assert shown(find_span("ICML 2024 papers, June 24 - June 30")) == "range ?-6-24 ?-6-30"


def test_order_of_a_heading() -> None:
    assert shown(find_span("Papers 9/04/2024", order="dmy")) == "day 2024-4-9"


@given(st.text(alphabet="0123456789 -–~./,()年月日第周MayJunWek:T_#x至년월주'", max_size=40))
def test_any_text(text: str) -> None:
    for span in (find_span(text), find_in_name(text)):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert span.has_year or span.kind in ("day", "range")


def test_with_year() -> None:
    span = read_date("Dec 30 - Jan 5")
    assert not span.has_year
    assert span.ending is None
    assert span.last.partial is None

    dated = span.with_year(2025)
    assert shown(dated) == "range 2024-12-30 2025-1-5"
    assert dated.with_year(2025) is dated
    assert dated.ending == datetime.date(2025, 1, 5)
    with pytest.raises(InvalidValueError, match="2025"):
        dated.with_year(2024)
    with pytest.raises(InvalidValueError):
        read_date("Feb 29").with_year(2023)
    assert read_date("07-29").with_year(2024).last.partial == PartialDate(2024, 7, 29)
    assert read_date("June 2024").last.partial == PartialDate(2024, 6)
    assert read_date("June 2024").ending is None
