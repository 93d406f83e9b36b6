"""Values in the models of pydantic and in the routes of FastAPI."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import date
from typing import Annotated, Any

import attrs
import httpx
import pytest
from fastapi import Body, FastAPI
from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError
from pydantic import BaseModel, ConfigDict, TypeAdapter, WithJsonSchema
from pydantic import ValidationError as PydanticError
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticSchemaGenerationError

import weeklypapers as wp
from support.examples import examples
from support.real_lists import LISTS, needs_data
from support.values import VALUES
from weeklypapers.cattrs_hooks import KINDS, values_converter
from weeklypapers.formats.schemas import schema_name
from weeklypapers.testing import make_records
from weeklypapers.testing.hypothesis import paper_lists

# Pydantic doesn't cover exceptions, except as a part of a report.
VALUES_OF_MODELS = {
    name: value
    for name, value in VALUES.items()
    if type(value) in KINDS and not isinstance(value, Exception)
}
PAPER = wp.sample()[0]
RECORD = make_records(1)[0]
ENTRY: dict[str, Any] = {"title": "A", "links": [{"url": "https://arxiv.org/abs/2406.00001"}]}


class Shelf(BaseModel):
    """A model of another project."""

    model_config = ConfigDict(frozen=True)

    owner: str
    papers: wp.Papers
    best: wp.Paper | None = None
    subject: wp.Category | None = None
    read: dict[wp.ArxivId, wp.PartialDate] = {}


def errors_of(kind: Any, value: object) -> dict[tuple[str | int, ...], tuple[str, str, object]]:
    """Return type, message and input of each error, by its place."""
    with pytest.raises(PydanticError) as info:
        TypeAdapter(kind).validate_python(value)
    return {
        error["loc"]: (error["type"], error["msg"], error["input"]) for error in info.value.errors()
    }


# -- Reading and writing -----------------------------------------------------------------------


@pytest.mark.parametrize("name", VALUES_OF_MODELS)
def test_round_trips(name: str) -> None:
    value = VALUES_OF_MODELS[name]
    adapter: TypeAdapter[Any] = TypeAdapter(type(value))
    text = adapter.dump_json(value)
    assert json.loads(text) == values_converter().unstructure(value)
    for result in (
        adapter.validate_json(text),
        adapter.validate_python(adapter.dump_python(value, mode="json")),
    ):
        assert type(result) is type(value)
        assert result == value
    assert adapter.dump_python(value) == values_converter().unstructure(value)
    assert adapter.validate_python(value) is value


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_real_lists(path: Any) -> None:
    papers = wp.read(path, on_error="collect")[:100]
    for value in (papers, papers.weeks, papers.problems, papers.search("language")):
        adapter: TypeAdapter[Any] = TypeAdapter(type(value))
        assert adapter.validate_json(adapter.dump_json(value)) == value


@settings(max_examples=examples(30))
@given(paper_lists())
def test_lists_are_written_as_json_writes_them(papers: wp.Papers) -> None:
    adapter = TypeAdapter(wp.Papers)
    text = adapter.dump_json(papers)
    assert json.loads(text) == json.loads(papers.to_json())["papers"]
    assert adapter.validate_json(text) == papers


def test_models() -> None:
    papers = wp.sample()[:2]
    read = {wp.ArxivId("2406.15319"): wp.PartialDate(2024, 7)}
    shelf = Shelf(owner="Ada", papers=papers, best=papers[0], subject="cs.CL", read=read)  # type: ignore[arg-type]
    assert shelf.papers is papers
    assert shelf.subject == wp.Category("cs.CL")
    assert Shelf.model_validate_json(shelf.model_dump_json()) == shelf
    assert Shelf(**shelf.model_dump()) == shelf
    plain = shelf.model_dump(mode="json", exclude_defaults=True)
    assert plain["papers"] == json.loads(papers.to_json())["papers"]
    assert plain["read"] == {"2406.15319": "2024-07"}


def test_plain_data_may_contain_values() -> None:
    link = wp.Link("https://e.org")
    entry = {"title": "A", "week": date(2024, 6, 30), "links": (link,), "arxiv": make_records(1)[0]}
    shelf = Shelf(owner="Ada", papers=[entry, PAPER])  # type: ignore[arg-type]
    assert shelf.papers[0].links[0] is link
    assert shelf.papers[0].week == date(2024, 6, 30)
    assert shelf.papers[1] is PAPER


def test_a_subclass_of_snapshot_is_the_class_that_is_read() -> None:
    class Mirror(wp.Snapshot):
        pass

    adapter = TypeAdapter(Mirror)
    mirror = adapter.validate_json(adapter.dump_json(Mirror(make_records(2))))
    assert type(mirror) is Mirror
    assert len(mirror) == 2
    assert len(adapter.validate_python([*wp.Snapshot(make_records(1))])) == 1
    assert list(errors_of(Mirror, wp.Snapshot())) == [()]


@pytest.mark.parametrize("kind", [wp.Dialect, wp.Plots, wp.Counts, wp.Counts[str], wp.ArxivClient])
def test_other_classes_are_left_to_pydantic(kind: Any) -> None:
    with pytest.raises(PydanticSchemaGenerationError):
        TypeAdapter(kind)
    if isinstance(kind, type):
        config = ConfigDict(arbitrary_types_allowed=True)
        with pytest.raises(PydanticError, match="is_instance_of"):
            TypeAdapter(kind, config=config).validate_python("x")


def test_other_classes_can_be_described_by_the_user() -> None:
    config = ConfigDict(arbitrary_types_allowed=True)
    text = Annotated[wp.Dialect, WithJsonSchema({"type": "string"})]
    adapter: TypeAdapter[Any] = TypeAdapter(text, config=config)
    assert adapter.json_schema() == {"type": "string"}
    with pytest.raises(PydanticInvalidForJsonSchema):
        TypeAdapter(wp.Dialect, config=config).json_schema()


# -- Errors ------------------------------------------------------------------------------------


def test_errors_have_their_places() -> None:
    bad: dict[str, Any] = {"title": "B", "week": "June", "links": [{"label": "x"}, {"url": 7}]}
    assert errors_of(wp.Papers, [ENTRY, bad, {"title": "C", "{wek}": 1}, 5]) == {
        (1, "week"): ("value_error", "expected a day such as '2024-06-30', got 'June'", "June"),
        (1, "links", 0, "url"): ("missing", "required field missing", {"label": "x"}),
        (1, "links", 1, "url"): ("value_error", "expected text, got 7", 7),
        (2, "{wek}"): (
            *("extra_forbidden", "unknown field '{wek}'. Did you mean 'week'?"),
            {"title": "C", "{wek}": 1},
        ),
        (3,): ("value_error", "expected an object, got 5", 5),
    }


@pytest.mark.parametrize(
    ("kind", "value", "place", "message"),
    [
        (wp.Paper, {"title": " "}, ("title",), "Paper.title must be"),
        (wp.Paper, {"title": "A", "extra": {"x": 5}}, ("extra",), "expected text as 'x', got 5"),
        (wp.Category, "", (), "expected the code, name or label of a category"),
        (wp.ArxivId, "2413.00001", (), "got '2413.00001'"),
        (wp.PartialDate, 2024, (), "expected a day, a month or a year, got 2024"),
        (wp.Problem, {"code": "x", "message": "y", "severity": "bad"}, ("severity",), "can't be"),
        (wp.Hits, [], (), "expected an object, got []"),
        (wp.Week, {"ending": "2024-06-30", "papers": {}}, ("papers",), "expected an array, got {}"),
        (wp.FetchReport, {"records": {"x": RECORD}}, ("records", "x"), "got 'x'"),
        (wp.Snapshot, [{"id": "2406.00001v1"}], (0, "title"), "required field missing"),
        (wp.Hit, {"paper": ENTRY, "score": float("nan")}, ("score",), "expected a number, got nan"),
        (wp.Papers, "abc", (), "expected an array, got 'abc'"),
        (wp.Paper, {"title": "A", 5: "x"}, ("5",), "unknown field '5'. Known: 'title'"),
        (list[wp.Link], [{"url": "a"}, None], (1,), "expected an object, got None"),
    ],
)
def test_wrong_values(kind: Any, value: object, place: tuple[str | int, ...], message: str) -> None:
    assert message in errors_of(kind, value)[place][1]


def test_text_that_is_not_json_names_the_class() -> None:
    with pytest.raises(PydanticError, match=r"Problem(?s:.*)Invalid JSON"):
        TypeAdapter(wp.Problem).validate_json("{")


def test_problems_of_text_that_utf_8_cannot_have() -> None:
    document = json.dumps({"schema_version": 1, "papers": [{"title": "\ud800"}]})
    problems = wp.from_json(document, on_error="collect").problems
    adapter = TypeAdapter(wp.Problems)
    assert adapter.validate_json(adapter.dump_json(problems)) == problems
    assert problems[0].text == '{"title": "\\ud800"}'


# -- Schemas -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("name", VALUES_OF_MODELS)
def test_the_schema_accepts_the_same_documents_as_that_of_the_package(name: str, mode: Any) -> None:
    value = VALUES_OF_MODELS[name]
    adapter: TypeAdapter[Any] = TypeAdapter(type(value))
    described = adapter.json_schema(mode=mode)
    Draft202012Validator.check_schema(described)
    validator = Draft202012Validator(described)
    package = wp.schema("values")
    package["anyOf"] = [{"$ref": f"#/$defs/{schema_name(type(value))}"}]
    own = Draft202012Validator(package)
    plain = json.loads(adapter.dump_json(value))
    assert validator.is_valid(plain)
    for wrong in changed(plain):
        assert validator.is_valid(wrong) == own.is_valid(wrong), wrong
    with pytest.raises(ValidationError):
        validator.validate(None)


WRONG: list[Any] = [None, 5, "", [{}], {"x": {}}]


def changed(plain: Any) -> list[object]:
    """Return documents with a member that is missing, added or of another type."""
    if not isinstance(plain, dict):
        return [5, [plain, 5], {"x": plain}]
    missing = [{k: v for k, v in plain.items() if k != name} for name in plain]
    others = [plain | {name: wrong} for name in plain for wrong in WRONG]
    deeper = [plain | {name: inner} for name in plain for inner in changed(plain[name])]
    return [*missing, *others, *deeper, plain | {"titel": "A"}]


def test_definitions_are_shared() -> None:
    described = Shelf.model_json_schema()
    assert set(described["$defs"]) == {"ArxivRecord", "Author", "Link", "Paper", "Papers"}
    properties = described["properties"]
    assert properties["papers"] == {"$ref": "#/$defs/Papers"}
    paper = described["$defs"]["Paper"]
    assert described["$defs"]["Papers"]["items"] == {"$ref": "#/$defs/Paper"}
    fields = [field.name for field in attrs.fields(wp.Paper) if field.name != "origin"]
    assert list(paper["properties"]) == fields
    assert paper["properties"]["links"]["items"] == {"$ref": "#/$defs/Link"}
    assert (paper["required"], paper["additionalProperties"]) == (["title"], False)


def test_pydantic_is_imported_only_by_programs_that_use_it() -> None:
    """The methods of the classes import the hooks when pydantic calls them."""
    code = (
        "import sys, weeklypapers as wp, weeklypapers.cattrs_hooks\n"
        "wp.register_hooks, wp.Papers, wp.FetchReport, wp.Hits\n"
        "print([name for name in sys.modules if 'pydantic' in name])\n"
    )
    result = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


# -- FastAPI -----------------------------------------------------------------------------------

app = FastAPI()


@app.post("/papers")
def add(paper: Annotated[wp.Paper, Body()]) -> wp.Papers:
    return wp.Papers([PAPER, paper])


@app.post("/shelves")
def store(shelf: Shelf) -> Shelf:
    return shelf


@app.post("/problems")
def check(text: Annotated[str, Body()]) -> wp.Problems:
    return wp.parse(text, on_error="collect").problems


@app.get("/papers/{arxiv_id}")
def get(arxiv_id: wp.ArxivId) -> wp.Paper:
    return wp.sample().get(arxiv_id)


@app.get("/week")
def week(category: wp.Category | None = None) -> wp.Week:
    return wp.sample().filter(category=category).newest_week


@app.get("/search")
async def search(q: str) -> wp.Hits:
    return wp.sample().search(q, limit=2)


def request(method: str, path: str, content: object = None) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, json=content)

    return asyncio.run(send())


def test_responses() -> None:
    added = wp.Paper(title="A", links=ENTRY["links"][0]["url"])
    response = request("POST", "/papers", ENTRY)
    assert response.status_code == 200
    assert response.json() == values_converter().unstructure(wp.Papers([PAPER, added]))
    shelf = {"owner": "Ada", "papers": [ENTRY], "best": ENTRY, "subject": "cs.CL", "read": {}}
    assert request("POST", "/shelves", shelf).json() == shelf
    assert request("GET", "/papers/2406.15319").json()["title"] == PAPER.title
    assert request("GET", "/week?category=cs.CL").json()["ending"] == "2024-06-30"
    assert [problem["code"] for problem in request("POST", "/problems", "").json()] == ["empty"]
    hits = request("GET", "/search?q=context").json()["hits"]
    assert hits == values_converter().unstructure(wp.sample().search("context", limit=2))["hits"]


@pytest.mark.parametrize(
    ("method", "path", "content", "place", "message"),
    [
        ("POST", "/papers", {"titel": "A"}, ["body", "title"], "required field missing"),
        ("POST", "/papers", {"title": "A", "wek": 1}, ["body", "wek"], "Did you mean 'week'?"),
        ("POST", "/papers", [], ["body"], "expected an object, got []"),
        ("POST", "/papers", {"title": 5}, ["body", "title"], "expected text, got 5"),
        (
            *("POST", "/shelves", {"owner": "Ada", "papers": [ENTRY, {"title": ""}]}),
            *(["body", "papers", 1, "title"], "Paper.title must be"),
        ),
        ("GET", "/papers/2413.1", None, ["path", "arxiv_id"], "expected an arXiv identifier"),
        ("GET", "/week?category=%20", None, ["query", "category"], "label of a category"),
    ],
)
def test_wrong_input_has_the_status_422(
    method: str, path: str, content: object, place: list[str | int], message: str
) -> None:
    response = request(method, path, content)
    assert response.status_code == 422
    details = {tuple(detail["loc"]): detail["msg"] for detail in response.json()["detail"]}
    assert message in details[tuple(place)]


def test_the_openapi_document_has_the_definitions() -> None:
    document = request("GET", "/openapi.json").json()
    schemas = document["components"]["schemas"]
    names = {name.removesuffix("-Input").removesuffix("-Output") for name in schemas}
    assert {"Paper", "Papers", "Link", "Week", "Hits", "Hit", "Problems", "Problem"} <= names
    references = json.dumps(document).split('"$ref": "')[1:]
    targets = {reference.partition('"')[0] for reference in references}
    assert {target.rpartition("/")[0] for target in targets} == {"#/components/schemas"}
    assert {target.rpartition("/")[2] for target in targets} <= set(schemas)
    (parameter,) = document["paths"]["/papers/{arxiv_id}"]["get"]["parameters"]
    assert parameter["schema"]["pattern"] == wp.schema("values")["$defs"]["arxiv_id"]["pattern"]
