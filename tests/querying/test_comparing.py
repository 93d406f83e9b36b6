from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.equality import retrieval_times
from weeklypapers import (
    ArxivId,
    ArxivRecord,
    Category,
    Change,
    InvalidValueError,
    Link,
    Origin,
    Paper,
    Papers,
)
from weeklypapers.testing.hypothesis import paper_lists

ABS, PDF = (f"https://arxiv.org/{page}/2406.00001" for page in ("abs", "pdf"))
LANGUAGE, LEARNING = Category(code="cs.CL"), Category(code="cs.LG")
JUNE_30, JUNE_23 = date(2024, 6, 30), date(2024, 6, 23)
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
RECORD = ArxivRecord(
    id=ArxivId("2406.00001v1"),
    title="A",
    authors=[],
    abstract="What arXiv says.",
    published=NOON,
    updated=NOON,
    primary_category=LANGUAGE,
    categories=[LANGUAGE],
)


def paper(title: str, *urls: str, **fields: Any) -> Paper:
    return Paper(title=title, links=[Link(url=url) for url in urls], **fields)


OTHER = paper("other", "https://arxiv.org/abs/2406.00009")

same_paper = pytest.mark.parametrize(
    ("first", "second"),
    [
        (paper("A", ABS), paper("A, revised", ABS)),
        (paper("A", ABS), paper("B", PDF)),
        (paper("A", ABS), paper("B", f"{ABS}v2")),
        (paper("A", f"{ABS}v1"), paper("B", f"{PDF}v2.pdf")),
        (paper("A", ABS), paper("B", "https://doi.org/10.48550/arXiv.2406.00001")),
        (paper("A", ABS), paper("B", "https://example.org", PDF)),
        (paper("A", ABS), paper("B", arxiv=RECORD)),
        (paper("A", "https://example.org/a"), paper("B", "https://example.org/a")),
        (paper("A  Café"), paper("a cafe\u0301")),
    ],
)
different_papers = pytest.mark.parametrize(
    ("first", "second"),
    [
        (paper("A", ABS), paper("A", "https://arxiv.org/abs/2406.00002")),
        (paper("A", ABS), paper("A")),
        (paper("A", "https://example.org/a"), paper("A", "https://example.org/b")),
        (paper("A"), paper("B")),
    ],
)


# -- merge -------------------------------------------------------------------------------------


def test_merge_keeps_the_origins_of_all_entries() -> None:
    first, second, third = (Origin(line=n, text="", columns=(), file=f"{n}.md") for n in (1, 2, 3))
    lists = [[paper("A", ABS, origin=origin), OTHER] for origin in (first, None, second, third)]
    merged = Papers(lists[0]).merge(*lists[1:])
    assert [str(origin) for origin in merged[0].origins] == ["1.md:1", "2.md:2", "3.md:3"]
    assert merged[0].origin == attrs.evolve(first, others=[second, third])
    assert merged[1].origins == ()
    again = Papers(lists[2]).merge(lists[0]).merge(merged)
    assert again[0].origins == again.merge()[0].origins == (second, first, third)


def test_an_entry_that_was_not_read_takes_the_origin_of_another() -> None:
    origin = Origin(line=2, text="", columns=())
    (merged,) = Papers([paper("A", ABS)]).merge([paper("A", ABS, origin=origin)])
    assert merged.origins == (origin,)
    assert str(origin) == "<text>:2"


def test_a_single_entry_is_not_changed() -> None:
    only = paper("A", ABS, origin=Origin(line=2, text="", columns=()))
    assert Papers([only]).merge(Papers())[0] is only
    assert only.origins == (only.origin,)


@same_paper
def test_the_same_paper_is_merged(first: Paper, second: Paper) -> None:
    (merged,) = Papers([first]).merge([second])

    assert merged.title == first.title
    assert merged.links[: len(first.links)] == first.links
    assert Papers([first, second]).merge() == Papers([merged])


@different_papers
def test_different_papers_are_not(first: Paper, second: Paper) -> None:
    assert Papers([first]).merge(Papers([second])) == Papers([first, second])


def test_the_first_entry_wins_and_keeps_its_place() -> None:
    first = paper(
        "A",
        ABS,
        week=JUNE_30,
        category=LANGUAGE,
        abstract="first",
        listed_authors=["Ada"],
        arxiv=RECORD,
    )
    later = paper(
        "B",
        ABS,
        week=JUNE_23,
        category=LEARNING,
        abstract="later",
        listed_authors=["Bob"],
        arxiv=RECORD,
    )

    assert Papers([first, OTHER]).merge(Papers([later])) == Papers([first, OTHER])
    assert Papers([OTHER, later]).merge([first]) == Papers([OTHER, later])


def test_later_entries_fill_empty_fields() -> None:
    bare = paper("A", ABS)
    second = paper("B", ABS, week=JUNE_23, abstract="second")
    third = paper(
        "C",
        ABS,
        week=JUNE_30,
        category=LEARNING,
        abstract="third",
        listed_authors=["Ada"],
        arxiv=RECORD,
    )

    (merged,) = Papers([bare]).merge([second], [third])

    assert merged == paper(
        "A",
        ABS,
        week=JUNE_23,
        category=LEARNING,
        abstract="second",
        listed_authors=["Ada"],
        arxiv=RECORD,
    )


def test_links_to_other_targets_are_added() -> None:
    first = Paper(title="A", links=[Link(url=ABS, label="arxiv")])
    second = Paper(title="A", links=[Link(url=PDF), Link(url=ABS, label="link")])
    third = Paper(title="A", links=[Link(url=PDF, label="pdf"), Link(url=ABS), Link(url="#code")])

    (merged,) = Papers([first]).merge([second], [third])

    assert merged.links == (Link(url=ABS, label="arxiv"), Link(url=PDF), Link(url="#code"))


def test_columns_are_added_after_its_columns() -> None:
    first = paper("A", ABS, extra={"Venue": "ACL", "Stars": "3"})
    second = paper("A", ABS, extra={"Code": "yes", "Stars": "5", "Venue": "EMNLP"})

    (merged,) = Papers([first]).merge([second])

    assert list(merged.extra.items()) == [("Venue", "ACL"), ("Stars", "3"), ("Code", "yes")]


def test_an_entry_that_gains_nothing_is_the_same_object() -> None:
    first, second = paper("A", ABS, week=JUNE_30), paper("B", ABS)

    assert Papers([first]).merge([second])[0] is first


def test_merging_nothing() -> None:
    assert Papers().merge() == Papers().merge(Papers(), []) == Papers()
    assert Papers([OTHER]).merge(iter([])) == Papers([OTHER])


@settings(max_examples=40)
@given(paper_lists(), paper_lists())
def test_a_merged_list_has_each_key_once(first: Papers, second: Papers) -> None:
    both = first + second
    assert [each.key for each in both.merge()] == list(dict.fromkeys(each.key for each in both))
    assert first.merge(second) == both.merge()
    assert all(each in both and (each.arxiv_id or each) in both for each in both)


@given(paper_lists(), paper_lists())
def test_merging_again_changes_nothing(first: Papers, second: Papers) -> None:
    merged = first.merge(second)

    assert merged.merge() == merged.merge(first, second) == merged
    assert merged == Papers([*first, *second]).merge()
    assert {paper.arxiv_id and paper.arxiv_id.id for paper in merged} == {
        paper.arxiv_id and paper.arxiv_id.id for paper in [*first, *second]
    }


@pytest.mark.parametrize("wrong", [None, OTHER, "list.md", [Papers()]])
def test_only_papers_are_merged(wrong: Papers) -> None:
    with pytest.raises(InvalidValueError, match="must be"):
        Papers([OTHER]).merge(wrong)


# -- diff --------------------------------------------------------------------------------------


def test_diff() -> None:
    kept, gone, new = paper("kept"), paper("gone"), paper("new")
    before, after = paper("A", ABS, week=JUNE_23), paper("A, revised", PDF, week=JUNE_23)

    diff = Papers([gone, kept, before]).diff(Papers([after, new, kept]))

    assert diff.added == Papers([new])
    assert diff.removed == Papers([gone])
    assert diff.changed == (Change(before=before, after=after, fields=("title", "links")),)
    assert diff


@same_paper
def test_the_same_paper_has_changed(first: Paper, second: Paper) -> None:
    diff = Papers([first]).diff([second])

    assert (diff.added, diff.removed) == (Papers(), Papers())
    assert [(change.before, change.after) for change in diff.changed] == [(first, second)]


@different_papers
def test_different_papers_come_and_go(first: Paper, second: Paper) -> None:
    diff = Papers([first]).diff([second])

    assert (diff.removed, diff.added, diff.changed) == (Papers([first]), Papers([second]), ())


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"week": None}, ("week",)),
        ({"category": LEARNING, "abstract": "b"}, ("category", "abstract")),
        ({"listed_authors": ["Ada"]}, ("listed_authors",)),
        ({"arxiv": RECORD}, ("arxiv",)),
        ({"extra": {"Venue": "ACL"}, "title": "B"}, ("title", "extra")),
    ],
)
def test_changes_name_the_fields(change: dict[str, Any], fields: tuple[str, ...]) -> None:
    before = paper("A", ABS, week=JUNE_30)

    (made,) = Papers([before]).diff([attrs.evolve(before, **change)]).changed

    assert made.fields == fields


def test_a_record_retrieved_again_is_not_a_change() -> None:
    before, after = (
        Papers([paper("A", ABS, arxiv=attrs.evolve(RECORD, retrieved=when))])
        for when in (None, NOON)
    )

    assert not before.diff(after)
    assert retrieval_times(before.merge(after)) == [None]


def test_entries_of_a_paper_are_paired() -> None:
    first, second, third = (paper(title, ABS) for title in ("A1", "A2", "A3"))

    dropped = Papers([first, second]).diff([second])
    revised = Papers([first, second]).diff([second, third])
    doubled = Papers([first]).diff([first, first])

    assert (dropped.removed, dropped.added, dropped.changed) == (Papers([first]), Papers(), ())
    assert [(change.before, change.after) for change in revised.changed] == [(first, third)]
    assert (doubled.removed, doubled.added, doubled.changed) == (Papers(), Papers([first]), ())


def test_the_order_is_not_compared() -> None:
    listed = Papers([paper("A"), paper("B"), OTHER])

    assert not listed.diff(reversed(listed))


def test_added_and_removed_keep_their_order() -> None:
    many = [paper(title) for title in "dbca"]

    assert Papers().diff(many).added == Papers(many)
    assert Papers(many).diff([]).removed == Papers(many)


@settings(max_examples=40)
@given(paper_lists(), paper_lists())
def test_a_diff_leads_from_one_list_to_the_other(before: Papers, after: Papers) -> None:
    diff = before.diff(after)

    left = list(before)
    for old in [*diff.removed, *(change.before for change in diff.changed)]:
        left.remove(old)
    made = [*left, *diff.added, *(change.after for change in diff.changed)]
    assert sorted(map(repr, made)) == sorted(map(repr, after))
    assert all(change.fields for change in diff.changed)
    assert not before.diff(before)
    assert (after.diff(before).added, after.diff(before).removed) == (diff.removed, diff.added)


ENTRIES = [paper("A", ABS), paper("A2", ABS), paper("A3", PDF), paper("B"), paper("b"), OTHER]


def lists_of_few_papers() -> st.SearchStrategy[list[Paper]]:
    """Return lists with repeated entries. The origin of an entry is its line."""
    return st.lists(st.sampled_from(ENTRIES), max_size=8).map(
        lambda entries: [
            attrs.evolve(entry, origin=Origin(line=line, text="", columns=()))
            for line, entry in enumerate(entries, 1)
        ]
    )


@given(lists_of_few_papers(), lists_of_few_papers())
def test_equal_entries_are_paired_before_others(before: list[Paper], after: list[Paper]) -> None:
    old, new = list(before), list[Paper]()
    for entry in after:
        same = next((each for each in old if each == entry), None)
        new += [] if same else [entry]
        old = [each for each in old if each is not same]
    added, changed = [], []
    for entry in new:
        earlier = next((each for each in old if each.key == entry.key), None)
        old = [each for each in old if each is not earlier]
        if earlier:
            changed.append((earlier.origin, entry.origin))
        else:
            added.append(entry.origin)

    diff = Papers(before).diff(after)

    assert [each.origin for each in diff.added] == added
    assert [each.origin for each in diff.removed] == [each.origin for each in old]
    assert [(each.before.origin, each.after.origin) for each in diff.changed] == changed


@given(paper_lists(max_size=3), paper_lists(max_size=3))
def test_merged_values_are_valid(first: Papers, second: Papers) -> None:
    """Values are copied without validation, and valid all the same."""
    renamed = Papers(attrs.evolve(each, title=f"{each.title}!") for each in first)
    for merged in first.merge(second, renamed):
        fields = {field.name: getattr(merged, field.name) for field in attrs.fields(Paper)}
        assert Paper(**fields) == merged
        assert {name: type(value) for name, value in fields.items()} == {
            name: type(getattr(Paper(**fields), name)) for name in fields
        }


@pytest.mark.parametrize("wrong", [None, OTHER, "list.md"])
def test_only_papers_are_compared(wrong: Papers) -> None:
    with pytest.raises(InvalidValueError, match="must be"):
        Papers([OTHER]).diff(wrong)


def test_papers_that_share_a_repository_are_not_the_same() -> None:
    repository = Link(url="https://github.com/ada/papers", label="Code")
    listed = Papers(
        [Paper(title="One", links=[repository]), Paper(title="Two", links=[repository])]
    )
    assert listed.merge() == listed
