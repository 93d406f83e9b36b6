"""The classes of the package: wrong values of each field, copies, and conversions by attrs."""

from __future__ import annotations

import copy
import inspect
from typing import Any, NamedTuple

import attrs
import pytest

import weeklypapers as wp
from support.values import VALUES
from weeklypapers import testing
from weeklypapers import typing as public_types
from weeklypapers.testing import make_papers

PAPERS = make_papers(1)

# Arguments with which each class can be called.
VALID: dict[type, dict[str, Any]] = {
    wp.ArxivClient: {},
    wp.ArxivId: {"id": "2406.00001"},
    wp.ArxivRecord: {
        "id": "2406.00001v1",
        "title": "A title",
        "authors": "Ada Lovelace",
        "abstract": "Short.",
        "published": "2024-06-21T17:23:18Z",
        "updated": "2024-06-21T17:23:18Z",
        "primary_category": "cs.CL",
        "categories": "cs.CL",
    },
    wp.Author: {"name": "Ada Lovelace"},
    wp.Baseline: {},
    wp.Category: {"code": "cs.CL"},
    wp.Change: {"before": PAPERS[0], "after": PAPERS[0], "fields": ()},
    wp.Counts: {},
    wp.Dialect: {"name": "mine"},
    wp.Diff: {"added": (), "removed": (), "changed": ()},
    wp.Edit: {"line": 1, "column": 1, "length": 0, "text": ""},
    wp.EditError: {"reason": "x"},
    wp.EnrichmentError: {"papers": PAPERS, "report": wp.FetchReport()},
    wp.FetchError: {"reason": "malformed", "message": "x"},
    wp.FetchReport: {},
    wp.Fixed: {"text": "", "fixed": (), "problems": ()},
    wp.Hit: {"paper": PAPERS[0], "score": 1.0},
    wp.Hits: {},
    wp.Lag: {"paper": PAPERS[0], "days": 1},
    wp.Lags: {"known": (), "unknown": ()},
    wp.Link: {"url": "https://example.org"},
    wp.NotFoundError: {},
    wp.Origin: {"line": 1, "text": "x", "columns": ()},
    wp.Overlap: {"both": (), "only_here": (), "only_there": ()},
    wp.Paper: {"title": "A title"},
    wp.Papers: {},
    wp.PartialDate: {"year": 2024},
    wp.Plots: {"papers": PAPERS},
    wp.Problem: {"code": "x", "message": "x"},
    wp.ProblemKind: {"code": "x", "severities": ("error",), "summary": "x", "mend": "x"},
    wp.Problems: {},
    wp.Progress: {"done": 0, "total": 1},
    wp.ReadError: {"problems": (), "papers": PAPERS},
    wp.Relisted: {"papers": (), "days": ()},
    wp.ReturningAuthor: {"name": "Ada Lovelace", "papers": (), "weeks": ()},
    wp.Snapshot: {},
    wp.Template: {"pattern": "- {title}"},
    wp.Week: {"ending": "2024-06-30", "papers": ()},
    wp.Weeks: {},
    public_types.Extra: {},
    public_types.FrozenMapping: {},
    testing.ArxivServer: {},
    testing.Status: {},
}
# Classes of `weeklypapers.typing` and `weeklypapers.testing` that this package passes to functions
# of users, and that users don't create.
PASSED = {
    *("Chunk", "Columns", "Criterion", "Document", "Hole", "Origins", "Section", "TemplateLine"),
    "Request",
}


class Other:
    """A value of another type than that of any field."""

    def __repr__(self) -> str:
        return "<other>"


OTHER = Other()
WRONG = {
    "object": OTHER,
    "complex": 1j,
    "bytes": b"x",
    "list": [OTHER],
    "dict": {OTHER: OTHER},
    "None": None,
}


class Field(NamedTuple):
    """A field of a class, as an argument."""

    kind: type
    parameter: inspect.Parameter

    def call(self, value: Any) -> object:
        """Call the class with a value of the field, and valid values of the others."""
        arguments = VALID[self.kind] | {self.parameter.name: value}
        if self.parameter.kind is inspect.Parameter.POSITIONAL_ONLY:
            return self.kind(arguments.pop(self.parameter.name), **arguments)
        return self.kind(**arguments)

    def accepts(self, value: Any) -> bool:
        """Return whether the type of the field includes a value of `WRONG`."""
        annotation = str(self.parameter.annotation)
        if value is None:
            return self.parameter.default is None or "None" in annotation
        return isinstance(value, dict) and annotation.startswith("Mapping[K, V]")


# What a message shows of each value: a sequence of bytes has numbers.
SHOWN = {
    **dict.fromkeys(("object", "list", "dict"), "<other>"),
    "complex": "1j",
    "bytes": f"b'x'|{ord('x')}",
    "None": r"got \(?None|can't be None",
}
CASES = {
    f"{kind.__name__}.{parameter.name}, {name}": (field, value, SHOWN[name])
    for kind in VALID
    for parameter in inspect.signature(kind).parameters.values()
    for name, value in WRONG.items()
    if not (field := Field(kind, parameter)).accepts(value)
}


def own_constructor(kind: type) -> bool:
    """Return whether a class isn't called like any exception, with whatever arguments."""
    return not issubclass(kind, BaseException) or "__init__" in vars(kind)


def test_each_class_is_tested() -> None:
    classes = {
        value
        for module in (wp, public_types, testing)
        for name in module.__all__
        if isinstance(value := getattr(module, name), type)
        and not getattr(value, "_is_protocol", False)
        and value.__name__ not in PASSED
        and own_constructor(value)
    }
    assert classes == set(VALID)


@pytest.mark.parametrize("kind", VALID, ids=lambda kind: kind.__name__)
def test_the_arguments_are_valid(kind: type) -> None:
    kind(**VALID[kind])


@pytest.mark.parametrize("case", CASES)
def test_a_value_of_another_type_is_refused(case: str) -> None:
    field, value, shown = CASES[case]
    with pytest.raises(wp.InvalidValueError, match=shown) as caught:
        field.call(value)
    message = str(caught.value).casefold()
    assert field.parameter.name in message or field.kind.__name__.casefold() in message


@pytest.mark.parametrize("kind", VALID, ids=lambda kind: kind.__name__)
def test_an_unknown_argument_is_refused(kind: type) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        kind(**VALID[kind], color="red")


ATTRS_VALUES: dict[str, Any] = {
    name: value for name, value in VALUES.items() if attrs.has(type(value))
}
COPIES: dict[str, Any] = {
    "attrs.evolve": attrs.evolve,
    "copy.copy": copy.copy,
    "copy.deepcopy": copy.deepcopy,
    "copy.replace": getattr(copy, "replace", attrs.evolve),  # new in Python 3.13
}


@pytest.mark.parametrize("function", COPIES)
@pytest.mark.parametrize("name", ATTRS_VALUES)
def test_a_copy_equals_its_original(name: str, function: str) -> None:
    value = ATTRS_VALUES[name]
    result = COPIES[function](value)
    assert type(result) is type(value)
    assert result == value


@pytest.mark.parametrize("name", ATTRS_VALUES)
def test_a_value_as_a_dictionary_or_a_tuple(name: str) -> None:
    value = ATTRS_VALUES[name]
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    assert attrs.asdict(value, recurse=False) == fields
    assert attrs.astuple(value, recurse=False) == tuple(fields.values())
    if getattr(value, "problems", ()):  # attrs would put plain values into a `Problems`
        for convert in (attrs.asdict, attrs.astuple):
            with pytest.raises(wp.InvalidValueError, match=r"Problems\[0\].* need recurse=False$"):
                convert(value)
    else:
        assert list(attrs.asdict(value)) == list(fields)
        assert len(attrs.astuple(value)) == len(fields)
