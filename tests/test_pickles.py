"""Pickles of all public values: round trips, names, and pickles of other versions.

The files in ``golden/pickles`` are stored with protocol 4, and are read for ever. ``values-1``
is ``pickle.dumps(VALUES, 4)`` of version 0.1. The others are results of `pickle_of`.
"""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest

import weeklypapers as wp
from support.pickles import names_in, pickle_of, pickled
from support.values import VALUES
from weeklypapers import InvalidValueError, Paper, Papers
from weeklypapers.testing import make_paper

STORED = Path(__file__).parent / "golden" / "pickles"
COMPUTED = {"Hit", "Hits"}  # their scores may be others in later versions


def stored(name: str) -> Any:
    return pickle.loads((STORED / f"{name}.pickle").read_bytes())  # noqa: S301 - our own


def test_there_is_a_value_of_each_class() -> None:
    classes = {kind for name in wp.__all__ if isinstance(kind := getattr(wp, name), type)}
    values = {kind for kind in classes if not issubclass(kind, Exception)}
    assert values - set(map(type, VALUES.values())) == {wp.ArxivClient, wp.Plots}


@pytest.mark.parametrize("name", VALUES)
def test_round_trips(name: str) -> None:
    value = VALUES[name]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        result = pickled(value, protocol)
        assert type(result) is type(value)
        assert result == value


def test_charts_have_their_papers() -> None:
    plots = wp.sample().plot
    assert repr(pickled(plots)) == repr(plots)


@pytest.mark.parametrize("protocol", range(3, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", [*VALUES, "extra", "columns", "records", "PROBLEMS", "plot"])
def test_names_are_those_of_public_modules(name: str, protocol: int) -> None:
    others: dict[str, object] = {
        "extra": make_paper(extra={"Score": "9"}).extra,
        "columns": wp.Dialect(name="x", columns={"title": ("Paper",)}).columns,
        "records": wp.FetchReport().records,
        "PROBLEMS": wp.PROBLEMS,
        "plot": wp.sample().plot,
    }
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol)
    pickler.dispatch_table = {}  # without the functions of other packages, such as tblib
    pickler.dump(VALUES.get(name) or others[name])
    names = names_in(file.getvalue())
    modules = {name.rpartition(".")[0] for name in names}
    assert modules <= {
        *("weeklypapers", "weeklypapers.typing"),
        *("builtins", "collections", "copyreg", "datetime"),
    }


# -- Other versions ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", VALUES)
def test_stored_values(name: str) -> None:
    value = stored("values-1")[name]
    assert type(value) is type(VALUES[name])
    assert pickled(value) == value
    assert repr(value)
    if name not in COMPUTED:
        assert value == VALUES[name]


def test_a_stored_hit_has_its_matches() -> None:
    hit = stored("values-1")["Hit"]
    assert hit.paper.title == "Long context"
    assert hit.matches["title"] == ((0, 4), (5, 12))


def test_a_paper_of_an_earlier_version_works() -> None:
    paper = stored("paper-without-new-fields")
    expected = Paper(title="A", links="https://arxiv.org/abs/2406.00001")
    assert paper == expected
    assert hash(paper) == hash(expected)
    assert (paper.more_authors, paper.topics, paper.extra) == (False, (), {})
    assert attrs.evolve(paper, venue="ACL") == attrs.evolve(expected, venue="ACL")
    check_uses(Papers([paper]), Papers([expected]))


def test_a_list_of_an_earlier_version_works() -> None:
    papers = stored("papers-without-new-columns")
    check_uses(papers, Papers([Paper(title="A", links="https://e.org"), Paper(title="B")]))


def check_uses(papers: Papers, expected: Papers) -> None:
    assert papers == expected
    assert hash(papers) == hash(expected)
    assert papers.to_json() == expected.to_json()
    assert papers.to_bibtex() == expected.to_bibtex()
    assert papers.to_csv() == expected.to_csv()
    assert papers.to_markdown() == expected.to_markdown()
    assert (papers.problems, papers.weeks) == ((), ())
    assert pickled(papers) == papers


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("paper-of-a-later-version", "of a later version of weeklypapers: Paper has no field 'ra"),
        ("papers-of-a-later-version", "of another version .*: its Paper has a field 'rating'"),
        ("papers-of-a-later-format", "expected version 1 of `Papers`, got 2"),
    ],
)
def test_values_of_later_versions_are_refused(name: str, message: str) -> None:
    """What this version would lose is an error, as in JSON."""
    with pytest.raises(InvalidValueError, match=message):
        stored(name)


# Others have a method `__reduce__` of their own.
WITH_STATE: dict[str, Any] = {
    name: value
    for name, value in VALUES.items()
    if attrs.has(type(value))
    and "__reduce__" not in vars(type(value))
    and not isinstance(value, str)
}
FIELDS = [
    (name, field.name) for name, value in WITH_STATE.items() for field in attrs.fields(type(value))
]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_each_missing_field_has_its_default_or_is_an_error(name: str, field: str) -> None:
    value: Any = VALUES[name]
    kind = type(value)
    state = {key: member for key, member in value.__getstate__().items() if key != field}
    content = pickle_of(kind, state)
    if attrs.fields_dict(kind)[field].default is attrs.NOTHING:
        with pytest.raises(InvalidValueError, match=rf"the pickle has no {kind.__name__}\.{field}"):
            pickle.loads(content)  # noqa: S301 - pickled above
    else:
        result = pickle.loads(content)  # noqa: S301
        assert getattr(result, field) == getattr(kind(**required(value)), field)


def required(value: Any) -> dict[str, Any]:
    """Return the fields of a value that have no default."""
    fields = attrs.fields(type(value))
    return {
        field.name: getattr(value, field.name) for field in fields if field.default is attrs.NOTHING
    }
