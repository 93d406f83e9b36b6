"""Reading lists from files, text and tables."""

from __future__ import annotations

import copy
import io
import pickle
import warnings
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import weeklypapers as wp
from support.real_lists import DATA, DOCUMENTS, needs_data
from support.short_list import GOOD, HEAD, LISTED
from weeklypapers import InvalidValueError, Paper, PaperListWarning, Papers, Problem, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

BAD = HEAD + "| June | A |\n| 2024-06-30 | B |\n| 2024-06-30 |\n| 2024-06-31 | C |\n"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.md"
    path.write_text(BAD, encoding="utf-8", newline="")
    return path


def test_raise_carries_everything(bad: Path) -> None:
    with pytest.raises(ReadError) as caught:
        wp.read(bad, dialect="weekly")
    error = caught.value
    assert [paper.title for paper in error.papers] == ["B"]
    assert [(each.line, each.code, each.severity) for each in error.problems] == [
        (3, "bad-week", "error"),
        (5, "no-title", "error"),
        (6, "bad-week", "error"),
    ]
    assert error.problems[0].text == "| June | A |"
    assert str(error) == "\n".join(
        [
            f"{bad}:3:3: bad-week: expected a day such as 2024-06-30, got 'June'",
            f"{bad}:5:15: no-title: expected a title, and the cell is empty",
            f"{bad}:6:3: bad-week: expected a day such as 2024-06-30, got '2024-06-31'",
        ]
    )
    assert error.papers.problems == error.problems
    assert isinstance(error, ValueError)
    assert error.papers.to_markdown() == BAD


def test_raise_survives_pickling(bad: Path) -> None:
    with pytest.raises(ReadError) as caught:
        wp.read(bad, dialect="weekly")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert str(again) == str(caught.value)
    assert again.problems == caught.value.problems
    assert again.papers == caught.value.papers


def test_raise_names_the_first_ten() -> None:
    with pytest.raises(ReadError) as caught:
        wp.parse(HEAD + "| June | A |\n" * 12, dialect="weekly")
    *named, more = str(caught.value).split("\n")
    assert len(named) == 10
    assert more == "… and 2 more, all in .problems"


def test_warn(bad: Path) -> None:
    with pytest.warns(PaperListWarning) as caught:
        papers = wp.read(bad, dialect="weekly", on_error="warn")
    assert [str(each.message) for each in caught] == [str(each) for each in papers.problems]
    assert {each.filename for each in caught} == {__file__}
    assert [paper.title for paper in papers] == ["B"]


def test_collect(bad: Path) -> None:
    papers = wp.read(bad, dialect="weekly", on_error="collect")
    assert [paper.title for paper in papers] == ["B"]
    assert [problem.line for problem in papers.problems] == [3, 5, 6]
    assert {problem.file for problem in papers.problems} == {str(bad)}


@pytest.mark.parametrize(
    "read",
    [lambda path, **options: wp.parse(path.read_text(), **options), wp.read],
    ids=["parse", "read"],
)
def test_a_list_without_its_document(bad: Path, read: Callable[..., Papers]) -> None:
    kept = read(bad, on_error="collect")
    papers = read(bad, on_error="collect", keep_document=False)
    assert papers == kept
    assert papers.problems == kept.problems
    assert [(str(paper.origin), paper.origin and paper.origin.text) for paper in papers] == [
        (str(paper.origin), "") for paper in kept
    ]
    assert papers.to_markdown() == Papers(list(kept)).to_markdown()
    message = "without this argument, read keeps it"
    with pytest.raises(wp.EditError, match=message):
        papers.remove(papers[0])
    with pytest.raises(wp.EditError, match=message):
        papers.add(Paper(title="C"))
    with pytest.raises(wp.EditError, match=message):
        papers.edit(lambda paper: attrs.evolve(paper, title="C"))


def test_several_lists_without_their_documents(good: Path, bad: Path) -> None:
    papers = wp.read(good, bad, on_error="collect", keep_document=False)
    assert papers == wp.read(good, bad, on_error="collect")
    assert {paper.origin and paper.origin.text for paper in papers} == {""}
    assert papers.remove(papers[1])[0].title == "Ä"


def test_repairs_do_not_raise() -> None:
    papers = wp.parse(HEAD + "| 2024-06-30 | A | |")
    assert [problem.severity for problem in papers.problems] == ["repaired"]


@pytest.mark.parametrize(
    "call",
    [
        lambda: wp.parse("", on_error="rais"),  # type: ignore[arg-type]
        lambda: wp.read("no-such-file", on_error="rais"),  # type: ignore[arg-type]
        lambda: wp.from_json("", on_error="rais"),  # type: ignore[arg-type]
    ],
)
def test_an_invalid_on_error(call: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match=r"on_error can't be 'rais'\. Did you mean"):
        call()


@pytest.mark.parametrize("name", ["list.json", "list.JSON", "list.jsonl", "list.ndjson"])
def test_json_is_recognised_from_the_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    LISTED.write(path)
    assert path.read_text(encoding="utf-8").startswith("{")
    assert wp.read(path) == LISTED
    assert list(wp.iter_papers(path)) == list(LISTED)
    with path.open("rb") as file:
        assert wp.read(file) == LISTED
    with pytest.raises(InvalidValueError, match="dialect and columns are for Markdown"):
        wp.read(path, dialect="weekly")
    with pytest.raises(InvalidValueError, match="dialect and columns are for Markdown"):
        wp.read(path, columns={})


def test_any_other_suffix_is_markdown(tmp_path: Path) -> None:
    for name in ("list", "list.txt", "list.md"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
        assert wp.read(tmp_path / name) == LISTED


@pytest.mark.parametrize("text", [None, b"text", io.StringIO(GOOD), Path("list.md")])
def test_other_values_than_text(text: Any) -> None:
    for call in (wp.parse, wp.from_json):
        with pytest.raises(
            InvalidValueError, match=r"text must be text, got .*; `read` accepts files"
        ):
            call(text)


@pytest.mark.parametrize(
    ("data", "line", "column", "shown"),
    [
        (GOOD.encode("latin-1"), 3, 16, "0xc4"),
        (GOOD.encode() + "Ä".encode()[:1], 5, 1, "0xc3"),
        ("Ä\r\nÄ\rÄ\nÄ".encode() + b" \x80", 4, 3, "0x80"),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".json", ".jsonl"])
def test_not_utf_8(
    tmp_path: Path, data: bytes, line: int, column: int, shown: str, suffix: str
) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        wp.read(path, on_error="collect")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", line, column)
    assert problem.file == str(path)
    assert problem.message == f"expected text in UTF-8, got the byte {shown}"
    assert problem.text.encode()  # can be printed
    assert wp.check(path) == caught.value.problems
    if suffix == ".md":
        with pytest.raises(ReadError):
            list(wp.iter_papers(path, on_error=lambda _: None))


def test_surrogates() -> None:
    with pytest.raises(ReadError, match=r"3:16: not-utf-8: expected text in UTF-8, got U\+D800"):
        wp.parse(GOOD.replace("Ä", "\ud800"), on_error="collect")


class _Endless(io.RawIOBase):
    """A list without an end; each row is created when it is requested."""

    def __init__(self) -> None:
        self.rows = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not len(buffer):
            return 0
        self.rows += 1
        line = HEAD.encode() if self.rows == 1 else b"| 2024-06-30 | A |\n"
        buffer[: len(line)] = line
        return len(line)


def test_iter_papers_is_lazy() -> None:
    source = _Endless()
    papers = wp.iter_papers(source)  # type: ignore[arg-type]
    assert source.rows == 0
    assert next(papers).title == "A"
    assert source.rows < 1000
    for _ in range(2000):
        next(papers)
    assert 2000 < source.rows < 4000
    papers.close()  # type: ignore[attr-defined]
    assert not source.closed


def test_iter_papers(good: Path) -> None:
    assert list(wp.iter_papers(good)) == list(LISTED)
    assert list(wp.iter_papers(good, columns={"Week": "week"}, dialect="weekly")) == list(LISTED)


def test_iter_papers_raises_at_the_rows(bad: Path) -> None:
    text = GOOD + "\n" + BAD
    papers = wp.iter_papers(io.StringIO(text), dialect="weekly")
    assert [next(papers).title, next(papers).title] == ["Ä", "B"]
    with pytest.raises(ReadError) as caught:
        next(papers)
    assert [problem.line for problem in caught.value.problems] == [8]
    assert [paper.title for paper in caught.value.papers] == ["B"]
    with pytest.raises(ReadError, match=r"bad\.md:3:3"):
        list(wp.iter_papers(bad, dialect="weekly"))


def test_iter_papers_yields_the_papers_above_the_bad_row() -> None:
    rows = "".join(f"| 2024-06-30 | {number} |\n" for number in range(5))
    papers = wp.iter_papers(io.StringIO(HEAD + rows + "| June | bad |\n" + rows), dialect="weekly")
    assert [next(papers).title for _ in range(5)] == ["0", "1", "2", "3", "4"]
    with pytest.raises(ReadError, match="bad-week"):
        next(papers)


def test_iter_papers_checks_its_arguments_when_called(good: Path) -> None:
    with pytest.raises(InvalidValueError, match="weakly"):
        wp.iter_papers(good, dialect="weakly")
    with pytest.raises(InvalidValueError, match="titel"):
        wp.iter_papers(good, columns={"Paper": "titel"})


def test_iter_papers_warns(bad: Path) -> None:
    with pytest.warns(PaperListWarning) as caught:
        papers = list(wp.iter_papers(bad, dialect="weekly", on_error="warn"))
    assert [paper.title for paper in papers] == ["B"]
    assert len(caught) == 3
    assert {each.filename for each in caught} == {__file__}


def test_iter_papers_calls(bad: Path) -> None:
    problems: list[Problem] = []
    with warnings.catch_warnings(action="error"):
        titles = [
            paper.title for paper in wp.iter_papers(bad, dialect="weekly", on_error=problems.append)
        ]
    assert titles == ["B"]
    assert problems == list(wp.read(bad, dialect="weekly", on_error="collect").problems)


def test_iter_papers_of_no_table() -> None:
    with pytest.raises(ReadError, match="no-papers"):
        list(wp.iter_papers(io.StringIO("Prose.")))


@pytest.mark.parametrize("on_error", ["collect", None, 5])
def test_an_invalid_on_error_of_iter_papers(good: Path, on_error: Any) -> None:
    with pytest.raises(InvalidValueError, match="on_error must be 'raise', 'warn' or a function"):
        wp.iter_papers(good, on_error=on_error)  # immediately, not with the first paper


def test_sample() -> None:
    sample = wp.sample()
    assert (len(sample), len(sample.weeks)) == (100, 13)
    assert sample.problems == ()
    assert not any(paper.abstract for paper in sample)
    assert sample[0].arxiv_id == wp.ArxivId("2406.15319")
    assert Papers(list(sample)).to_markdown(pad=True) + "\n" == sample.to_markdown()


REAL = DATA / "weekly-papers.md"


@pytest.fixture(scope="module")
def real() -> Papers:
    return wp.read(REAL)


@needs_data
def test_real_weeks(real: Papers) -> None:
    assert len(real) == 100
    assert [len(week) for week in real.weeks] == [7, 6, 8, 8, 9, 9, 7, 8, 10, 7, 8, 7, 6]
    assert real.weeks[0].ending == date(2024, 6, 30)
    assert real.weeks[-1].ending == date(2024, 4, 7)
    assert {week.ending.isoweekday() for week in real.weeks} == {7}


@needs_data
def test_real_identifiers(real: Papers) -> None:
    ids = [paper.arxiv_id for paper in real]
    assert len({arxiv_id.id for arxiv_id in ids if arxiv_id}) == 100
    assert sum(bool(arxiv_id and arxiv_id.version) for arxiv_id in ids) == 11


@needs_data
def test_real_categories(real: Papers) -> None:
    counts = {str(category): count for category, count in real.count_by("category").items()}
    assert counts == {"cs.CL": 66, "cs.LG": 19, "cs.AI": 8, "cs.CV": 5, "eess.AS": 1, "cs.IR": 1}


@needs_data
def test_real_problems(real: Papers) -> None:
    assert real.problems == ()
    assert {problem.severity for problem in wp.check(REAL)} == {"info"}


@needs_data
@pytest.mark.parametrize("text", [r"$\mathsf{TC}^0$", "<RET>", "< 10", "`needle'"])
def test_real_texts(real: Papers, text: str) -> None:
    assert any(text in (paper.abstract or "") for paper in real)


@needs_data
def test_real_markdown(real: Papers, tmp_path: Path) -> None:
    data = REAL.read_bytes()
    assert len(data) == 222_056
    assert real.to_markdown().encode() == data
    assert Papers(list(real)).to_markdown(pad=True).encode() == data
    assert wp.from_json(real.to_json()).to_markdown(pad=True).encode() == data
    real.write(tmp_path / "list.md")
    assert (tmp_path / "list.md").read_bytes() == data


@needs_data
@pytest.mark.parametrize("suffix", [".md", ".json", ".jsonl"])
def test_real_round_trip(real: Papers, tmp_path: Path, suffix: str) -> None:
    real.write(tmp_path / f"list{suffix}")
    assert wp.read(tmp_path / f"list{suffix}") == real
    assert list(wp.iter_papers(tmp_path / f"list{suffix}")) == list(real)
    problems = wp.check(tmp_path / f"list{suffix}")
    assert {problem.severity for problem in problems} == {"info"}


@needs_data
def test_real_list_without_abstracts_is_the_sample(real: Papers) -> None:
    facts = [
        Paper(title=each.title, week=each.week, category=each.category, links=each.links)
        for each in real
    ]
    assert wp.sample() == Papers(facts)


@needs_data
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_other_real_lists(path: Path) -> None:
    papers = wp.read(path, on_error="collect")
    assert papers.to_markdown().encode() == path.read_bytes()
    assert wp.parse(Papers(list(papers)).to_markdown()) == papers
    assert set(papers.problems) <= set(wp.check(path))


BAD_WEEK = Problem(code="bad-week", message="expected a day", line=4, column=3, file="list.md")
BAD_LINK = Problem(code="bad-link", message="expected a link", line=9)
REPAIRED = Problem(code="extra-pipe", message="joined", line=5, severity="repaired")
READ = Papers([Paper(title="A")], problems=[REPAIRED])


def test_read_error_names_errors_and_has_all_problems() -> None:
    error = ReadError([BAD_WEEK, REPAIRED, BAD_LINK], READ)

    assert str(error) == f"{BAD_WEEK}\n{BAD_LINK}"
    assert error.problems == (BAD_WEEK, REPAIRED, BAD_LINK)
    assert error.papers is READ


def test_read_error_names_at_most_ten_errors() -> None:
    problems = [Problem(code="bad-week", message="m", line=line) for line in range(1, 16)]

    lines = str(ReadError(problems, READ)).splitlines()

    assert lines[:-1] == [str(problem) for problem in problems[:10]]
    assert lines[-1] == "… and 5 more, all in .problems"


def test_read_error_survives_pickling() -> None:
    error = ReadError(iter([BAD_WEEK, REPAIRED]), READ)

    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert isinstance(copied, ReadError)
        assert str(copied) == str(error)
        assert copied.problems == (BAD_WEEK, REPAIRED)
        assert copied.papers == READ
        assert copied.papers.problems == (REPAIRED,)


def test_each_paper_of_deeply_nested_items_is_read() -> None:
    link = "https://arxiv.org/abs/2401.{:05}"
    text = "".join(
        f"{'  ' * depth}- [A title {depth}]({link.format(depth + 1)})\n" for depth in range(600)
    )
    papers = wp.parse(text)
    assert [paper.arxiv_id for paper in papers] == [f"2401.{n:05}" for n in range(1, 601)]
    assert len(papers.remove(papers[-1])) == 599
