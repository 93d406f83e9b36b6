"""Configuration of Sphinx. To build the docs, run ``sphinx-build -n -W docs docs/_build/html``.

The build needs no network: the inventories of other projects are in ``inventories/``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import attrs
from docutils.nodes import Node, document, image, raw
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import stringify_annotation

import weeklypapers
from weeklypapers.dialects._vocabulary import COLUMNS

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"

project = "weeklypapers"
author = "The weeklypapers developers"
project_copyright = f"2026, {author}"
version = release = weeklypapers.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_toggleprompt",
]
exclude_patterns = ["_build", "_pictures", "lists", "notebooks/lists"]
nitpicky = True


def repository() -> str | None:
    """Return the address of the repository, or None if this copy of it has no web page.

    It is the one in ``pyproject.toml``, or that of the service which builds the pages.
    """
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    listed: str | None = project.get("urls", {}).get("Repository")
    if name := os.environ.get("GITHUB_REPOSITORY"):
        return listed or f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    cloned = os.environ.get("READTHEDOCS_GIT_CLONE_URL", "").removesuffix(".git")
    return listed or (cloned if cloned.startswith("https://") else None)


REPOSITORY = repository()
PACKAGE_INDEX = "https://pypi.org/project/weeklypapers/"

html_theme = "furo"
html_title = f"weeklypapers {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["_pictures/pages"]  # whole pages, which other pages show
html_copy_source = html_show_sourcelink = False

# If a block has prompts, only its input is copied, without prompts. The button to the left of the
# copy button hides prompts and output.
copybutton_prompt_text = r">>> |\.\.\. ?|\$ "
copybutton_prompt_is_regexp = True
toggleprompt_offset_right = 40

# Links in notebook views have the colour that JupyterLab defines.
html_theme_options = {
    "light_css_variables": {"jp-content-link-color": "var(--color-brand-content)"},
}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_in_temp = False  # the notebooks read lists from their own folder
nb_execution_raise_on_error = True
nb_execution_timeout = 120  # seconds a cell
nb_output_stderr = "error"

napoleon_numpy_docstring = False
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_class_signature = "mixed"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
smartquotes = False  # they would also change the literals in types
add_module_names = False

# Single backticks in docstrings become links to documented names. `keep_code` handles the others.
default_role = "py:obj"

# Each inventory lists only the names that these pages use. Every build gives the same links.
intersphinx_mapping = {
    name: (address, f"inventories/{name}.inv")
    for name, address in {
        "python": "https://docs.python.org/3",
        "attrs": "https://www.attrs.org/en/stable",
        "pandas": "https://pandas.pydata.org/docs",
        "dask": "https://docs.dask.org/en/stable",
    }.items()
}

# Names in annotations that are imported only for type checkers.
FULL_NAMES = {
    "Any": "typing.Any",
    "Callable": "collections.abc.Callable",
    "Hashable": "collections.abc.Hashable",
    "IO": "typing.IO",
    "Iterable": "collections.abc.Iterable",
    "Iterator": "collections.abc.Iterator",
    "Literal": "typing.Literal",
    "Mapping": "collections.abc.Mapping",
    "Never": "typing.Never",
    "PathLike": "os.PathLike",
    "Self": "typing.Self",
    "Sequence": "collections.abc.Sequence",
    "date": "datetime.date",
    "datetime": "datetime.datetime",
    "timedelta": "datetime.timedelta",
    "arxiv.enriching.FetchReport": "weeklypapers.FetchReport",
    "dask.dataframe.dask_expr._collection.DataFrame": "dask.dataframe.DataFrame",
}

nitpick_ignore_regex = [
    # Names of projects without an inventory here.
    ("py:.*", r"(altair|cattrs|hypothesis|polars|pyarrow)\..*|Converter"),
    # Type variables and self-explanatory aliases.
    (
        "py:.*",
        r"(.*\.)?(D|K|Day|Key|OnError|Period|Predicate|Reader|Writer|Session|Field|Grouping|Measure|Ranked|Severity|Source|Span|Unit|SourceLike|Watcher|Hole|MarkKind|PaperLike|TemplateLine|_Missing.*)",
    ),
]


def complete_name(app: Sphinx, env: Any, node: pending_xref, content: Node) -> Any:
    """Replace a name by its full name, for which other projects are searched after this one."""
    target = node["reftarget"] = FULL_NAMES.get(node["reftarget"], node["reftarget"])
    domain = env.get_domain("py")
    return domain.resolve_xref(
        env, node["refdoc"], app.builder, node["reftype"], target, node, content
    )


def keep_code(_app: Sphinx, _env: Any, node: pending_xref, content: Node) -> Node | None:
    """Format undocumented names in single backticks, such as arguments, as code."""
    return content if node["reftype"] == "obj" else None


def tidy_signature(
    _app: Sphinx, what: str, _name: str, obj: Any, _options: Any, signature: str, returns: str
) -> tuple[str, str] | None:
    """Write defaults as a caller would, and add the types that converters of attrs leave out."""
    if not signature:
        return None
    signature = signature.replace("mappingproxy({})", "{}")
    for field in attrs.fields(obj) if what == "class" and attrs.has(obj) else ():
        if isinstance(field.default, attrs.Factory):
            default = "..." if field.default.takes_self else repr(field.default.factory())
            signature = re.sub(
                rf"\b({field.alias}: [^=]*) = NOTHING", rf"\1 = {default}", signature
            )
        typed = f"{field.alias}: {stringify_annotation(obj.__annotations__[field.name], 'smart')}"
        signature = re.sub(rf"(?<=[ (]){field.alias}(?=[,)])", typed, signature)
        signature = re.sub(rf"(?<=[ (]){field.alias}=(?=\S)", f"{typed} = ", signature)
    return signature, returns


def skip_fields_of_tuples(
    _app: Sphinx, _what: str, _name: str, obj: Any, *_others: Any
) -> bool | None:
    """Skip the fields of named tuples, which the docstring of the class describes."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def insert_headers(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Replace the marker in a page by a table of the recognised headers."""
    rows = (f"| `{role}` | {', '.join(headers)} |" for role, headers in COLUMNS.items())
    table = "\n".join(["| role | headers |", "|:--|:--|", *rows])
    source[0] = source[0].replace("<!-- the headers of COLUMNS -->", table)


def insert_addresses(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Replace the marker in the front page by links to the repository and the package index."""
    links = [f"[Repository]({REPOSITORY})"] if REPOSITORY else []
    links.append(f"[Package index]({PACKAGE_INDEX})")
    source[0] = source[0].replace("<!-- the addresses of the project -->", " · ".join(links) + " ·")


def embed_charts(app: Sphinx, tree: document) -> None:
    """Put the SVG of each chart into its page, where it has the colours of the page."""
    for node in list(tree.findall(image)):
        path = Path(app.env.doc2path(app.env.docname)).parent / node["uri"]
        if path.parent.name == "_pictures" and path.suffix == ".svg":
            app.env.note_dependency(path)
            label = node.get("alt", "").replace('"', "&quot;")
            opening = f'<svg role="img" aria-label="{label}" '
            svg = path.read_text("utf-8").replace("<svg ", opening, 1)
            node.replace_self(raw("", f'<div class="picture">{svg}</div>', format="html"))


def copy_notebooks(_app: Sphinx, _config: Config) -> None:
    """Copy the example notebooks, and the lists that they read, into the docs.

    A first cell, which is not shown, makes charts fit the page.
    """
    folder = DOCS / "notebooks"
    for old in folder.glob("*.ipynb"):
        old.unlink()
    first = {
        "cell_type": "code",
        "execution_count": None,
        "id": "charts-in-the-page",
        "metadata": {"tags": ["remove-cell"]},
        "outputs": [],
        "source": f"import sys\nsys.path.insert(0, {str(DOCS)!r})\nimport charts\ncharts.embed()",
    }
    for notebook in EXAMPLES.glob("*.ipynb"):
        content = json.loads(notebook.read_text("utf-8"))
        content["cells"].insert(0, first)
        copy = folder / notebook.name
        copy.write_text(json.dumps(content), encoding="utf-8")
        shutil.copystat(notebook, copy)  # the modification time, so that changes are noticed
    shutil.copytree(EXAMPLES / "lists", folder / "lists", dirs_exist_ok=True)


def draw_pictures(_app: Sphinx, _config: Config) -> None:
    """Draw the pictures that the pages include."""
    sys.path.insert(0, str(DOCS))
    import pictures

    pictures.draw(DOCS / "_pictures")


def setup(app: Sphinx) -> None:
    """Connect the functions above to the events of Sphinx."""
    app.connect("config-inited", copy_notebooks)
    app.connect("config-inited", draw_pictures)
    app.connect("source-read", insert_headers)
    app.connect("source-read", insert_addresses)
    app.connect("doctree-read", embed_charts, priority=400)  # before Sphinx collects the images
    app.connect("missing-reference", complete_name, priority=400)  # before intersphinx
    app.connect("missing-reference", keep_code)
    app.connect("autodoc-process-signature", tidy_signature)
    app.connect("autodoc-skip-member", skip_fields_of_tuples)
