"""Tests mirror the package: the tests of ``a/b.py`` or ``a/_b.py`` are in ``tests/a/test_b.py``."""

from __future__ import annotations

from pathlib import Path, PurePath

import weeklypapers

TESTS = Path(__file__).parent
PACKAGE = Path(weeklypapers.__file__).parent

WITHOUT_TESTS = {
    "__main__.py": "only calls the command line; test_cli.py runs it in a process",
    "_version.py": "only a constant",
    "dialects/_common_words.py": "only data, which dialects/test_people.py tests",
    "formats/citations/_reference_words.py": "only data, which test_reference_tokens.py tests",
    "model/_protocols.py": "only types, which model/test_rendering.py uses",
    "model/_publishers.py": "only data, which model/test_links.py tests",
    "model/_taxonomy.py": "only data, which model/test_categories.py tests",
}
WITHOUT_MODULE = {
    "test_api.py": "the API of all public modules and formats, and the changelog",
    "test_arguments.py": "wrong arguments of all entry points",
    "test_constructors.py": "wrong values and copies of all public classes",
    "test_compatibility.py": "the promises of the compatibility page",
    "test_async.py": "reading and enriching in the threads of an event loop",
    "test_caches.py": "the keys of all caches",
    "test_dask_cluster.py": "a cluster of two processes, one of which is killed",
    "test_downstream.py": "the imports of the packages in downstream/",
    "test_docs.py": "runs the snippets of the documentation",
    "test_examples.py": "runs the programs in examples/",
    "test_fuzzing.py": "replays the findings in fuzzing/",
    "test_import.py": "imports the package in fresh processes",
    "test_layout.py": "compares the folders",
    "test_pickles.py": "pickles of all public values, also those of other versions",
    "test_notebooks.py": "runs the notebooks in examples/",
    "test_releases.py": "the files of each release, in all formats",
    "test_survivors.py": "reads the explanations in .ci/survivors.tsv",
    "test_speed_page.py": "the page that benchmarks/speed.py writes",
    "test_release.py": "compares the files that name the version",
    "test_workflows.py": "runs the steps of the workflow in .github/",
    "arxiv/test_faults.py": "the client against a server with faults",
    "arxiv/test_processes.py": "several clients, each in a process, that share a cache",
    "dialects/test_real_lists.py": "lists of other projects in all dialects",
    "dialects/test_template_round_trip.py": "lists that templates write, in all forms",
    "editing/test_add_identifiers.py": "papers from identifiers, in lists of each kind",
    "editing/test_real_lists.py": "round trips of lists of other projects",
    "display/test_package.py": "the hooks in __init__.py",
    "markdown/test_package.py": "the public names in __init__.py, and the imports of all modules",
    "formats/citations/test_rates.py": "runs benchmarks/citation_rates.py",
    "views/test_hostile.py": "hostile texts in all views",
}
MODULES = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
TEST_FILES = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}


def mirror_of(module: str) -> str:
    """Return the path of the tests of a module."""
    path = PurePath(module)
    return path.with_name(f"test_{path.name.removeprefix('_')}").as_posix()


MIRRORED = {
    mirror_of(module)
    for module in MODULES - WITHOUT_TESTS.keys()
    if not module.endswith("__init__.py")
}


def test_each_module_has_tests_at_its_path() -> None:
    assert sorted(MIRRORED - TEST_FILES) == []


def test_each_test_file_has_a_module_or_a_reason() -> None:
    assert sorted(TEST_FILES - MIRRORED - WITHOUT_MODULE.keys()) == []


def test_each_exception_is_needed() -> None:
    without_tests = {module for module in MODULES if mirror_of(module) not in TEST_FILES}
    assert sorted(WITHOUT_TESTS.keys() - without_tests) == []
    assert sorted(WITHOUT_MODULE.keys() - (TEST_FILES - MIRRORED)) == []
