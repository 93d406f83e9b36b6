"""Check the built distribution: its names and files, the links of its README, and its SBOM.

The distribution of the source must contain each file of the repository, so that its tests pass. On
the package index, the README has no files beside it, so its links must be complete.

    python .ci/distribution.py DIST [SBOM]
"""

from __future__ import annotations

import email
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")


def tracked() -> set[str]:
    """Return the paths of all files of the last commit."""
    command = ["git", "ls-tree", "-r", "-z", "--name-only", "HEAD"]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    return set(output.decode().rstrip("\0").split("\0"))


def problems_of_source(archive: Path) -> Iterator[str]:
    """Yield the differences between the distribution of the source and the repository."""
    with tarfile.open(archive) as opened:
        members = [member.name for member in opened.getmembers() if member.isfile()]
    names = {name.partition("/")[2] for name in members}
    for name in sorted(tracked() - names):
        yield f"{archive.name} lacks {name}"
    for name in sorted(names - tracked() - {"PKG-INFO"}):
        yield f"{archive.name} contains {name}, which is no file of the repository"


def problems_of_wheel(archive: Path, version: str) -> Iterator[str]:
    """Yield what the wheel lacks, and the files that are not of the package."""
    metadata = f"weeklypapers-{version}.dist-info/"
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    sources = {name.removeprefix("src/") for name in tracked() if name.startswith("src/")}
    for name in sorted(sources - set(names)):
        yield f"{archive.name} lacks {name}"
    for name in sorted(set(names) - sources):
        if not name.startswith(metadata):
            yield f"{archive.name} contains {name}, which is no file of src/"


def problems_of_links(metadata: Message) -> Iterator[str]:
    """Yield the links of the README that don't work on the package index."""
    repository = next(
        url.partition(", ")[2]
        for url in metadata.get_all("Project-URL", [])
        if url.startswith("Repository, ")
    )
    pages = f"{repository}/blob/v{metadata['Version']}/"
    text = re.sub(r"^```.*?^```", "", str(metadata.get_payload()), flags=re.DOTALL | re.MULTILINE)
    links = LINK.findall(text)
    if not links:
        yield "the README has no links"
    for link in links:
        if link.startswith(pages):
            if link.removeprefix(pages) not in tracked():
                yield f"the README links to {link}, which is no file of the repository"
        elif not link.startswith("https://"):
            yield f"the README links to {link}, which is incomplete"


def problems_of_sbom(path: Path, metadata: Message) -> Iterator[str]:
    """Yield what the SBOM states otherwise than the metadata of the package."""
    sbom = json.loads(path.read_text("utf-8"))
    package = sbom["metadata"]["component"]
    if (package["name"], package.get("version")) != (metadata["Name"], metadata["Version"]):
        yield f"{path.name} describes {package['name']} {package.get('version')}"
    required = {
        re.split(r"[^\w.-]", requirement)[0]
        for requirement in metadata.get_all("Requires-Dist", [])
        if "extra ==" not in requirement or "extra == 'all'" in requirement
    }
    listed = {component["name"].lower() for component in sbom["components"]}
    for name in sorted(required - listed):
        yield f"{path.name} lacks {name}"


def main(dist: str, sbom: str | None = None) -> int:
    """Print all problems of a folder with a distribution, and return the exit status."""
    (wheel,), (source,) = Path(dist).glob("*.whl"), Path(dist).glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(opened.read(name))
    version = metadata["Version"]
    problems = []
    if source.name != f"weeklypapers-{version}.tar.gz":
        problems.append(f"{source.name} is not of version {version}")
    problems += problems_of_source(source)
    problems += problems_of_wheel(wheel, version)
    problems += problems_of_links(metadata)
    if sbom:
        problems += problems_of_sbom(Path(sbom), metadata)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
