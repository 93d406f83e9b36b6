"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``, without network."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from weeklypapers.dialects._vocabulary import COLUMNS

import weeklypapers

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config

project = "weeklypapers"
author = "The weeklypapers developers"
project_copyright = f"2026, {author}"
version = release = weeklypapers.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_pictures", "notebooks/lists"]
nitpicky = True

html_theme = "furo"
html_title = f"weeklypapers {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_in_temp = False  # they read lists beside them
nb_execution_raise_on_error = True
nb_execution_timeout = 120  # seconds a cell
nb_output_stderr = "error"

napoleon_numpy_docstring = False
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_class_signature = "mixed"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_type_aliases = {"SourceLike": "SourceLike"}
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
add_module_names = False

# Single backticks in docstrings: a link where they name something documented, else code.
default_role = "py:obj"

# The standard library's and cattrs' names have no target here: their inventories would have to
# be fetched at every build.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(attrs|cattrs|collections|contextlib|datetime|hypothesis|os|typing)\..*|str\.splitlines",
    ),
    ("py:.*", "Any|Callable|Converter|Hashable|IO|Iterable|Iterator|Literal|Mapping|Never"),
    ("py:.*", r"(plotting\.altair|alt)\.\w+|pa\.Table|pd\.DataFrame|pl\.DataFrame"),
    ("py:.*", "PathLike|Self|Sequence|date|datetime|timedelta"),
    ("py:.*", "bool|bytes|dict|float|int|list|object|str|tuple|type"),
    ("py:.*", "(Import|Lookup|OS|Type|Value)Error|Exception|UserWarning"),
    # Type variables, and aliases that say what they are.
    (
        "py:.*",
        r"(.*\.)?(D|K|Day|Key|OnError|Predicate|Field|Grouping|Measure|Severity|Source|Span|Unit|SourceLike|Watcher|_Missing.*)",
    ),
]


def as_code(_app: Sphinx, _env: Any, node: pending_xref, content: Node) -> Node | None:
    """What backticks in a docstring are if they name nothing documented, such as an argument."""
    return content if node["reftype"] == "obj" else None


def field_types(
    _app: Sphinx, what: str, _name: str, obj: Any, _options: Any, signature: str, returns: str
) -> tuple[str, str] | None:
    """Shows arguments that a converter takes with the type of their field, not the converter's."""
    if what != "class" or not attrs.has(obj) or not signature:
        return None
    types = {field.alias: field.type for field in attrs.fields(obj)}

    def shown(argument: re.Match[str]) -> str:
        return f"{argument[1]}: {types[argument[1]]}"

    signature = re.sub(r"(\w+): [~\w.]*(?:Iterable\[[~\w.]*\bT\]|\bWhen\b)", shown, signature)
    return signature.replace("= NOTHING", "= {}"), returns  # the one factory that any field has


def with_headers(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Puts in the headers that are known, by what their columns are read as."""
    rows = (f"| `{role}` | {', '.join(headers)} |" for role, headers in COLUMNS.items())
    table = "\n".join(["| role | headers |", "|:--|:--|", *rows])
    source[0] = source[0].replace("<!-- the headers of COLUMNS -->", table)


def take_notebooks(_app: Sphinx, _config: Config) -> None:
    """Copies the examples that are notebooks, and the lists they read, to where Sphinx looks."""
    docs = Path(__file__).parent
    examples = docs.parent / "examples"
    folder = docs / "notebooks"
    for old in folder.glob("*.ipynb"):
        old.unlink()
    for notebook in examples.glob("*.ipynb"):
        shutil.copy2(notebook, folder)  # with its time, so that it is run again if it has changed
    shutil.copytree(examples / "lists", folder / "lists", dirs_exist_ok=True)


def take_pictures(_app: Sphinx, _config: Config) -> None:
    """Draws the pictures that pages show."""
    sys.path.insert(0, str(Path(__file__).parent))
    import pictures

    pictures.draw(Path(__file__).parent / "_pictures")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("config-inited", take_notebooks)
    app.connect("config-inited", take_pictures)
    app.connect("source-read", with_headers)
    app.connect("missing-reference", as_code)
    app.connect("autodoc-process-signature", field_types)
