from __future__ import annotations

import re

from weeklypapers.testing import make_record
from weeklypapers.testing.feeds import feed, refusal


def test_a_feed_has_the_format_of_arxiv() -> None:
    text = feed([make_record()]).decode()
    assert "<title>On $\\alpha$-2406.00001 &amp; its &lt;limits&gt;</title>" in text
    assert ">Analytical Engines &amp; Co.</arxiv:affiliation>" in text
    assert '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom"' in text
    (summary,) = re.findall(r"<summary>(.*?)</summary>", text, re.DOTALL)
    assert "\n  " in summary.strip()


def test_the_total_is_the_number_of_records_by_default() -> None:
    assert ">1</opensearch:totalResults>" in re.sub(r"\s", "", feed([make_record()]).decode())
    assert ">9</opensearch:totalResults>" in re.sub(r"\s", "", feed([make_record()], 9).decode())


def test_a_refusal_names_the_identifier() -> None:
    assert "<summary>incorrect id format for a&lt;b</summary>" in refusal("a<b").decode()
