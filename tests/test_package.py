"""The package as a whole: its version, what it exports, its licences, and what must not be in it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

import hwalja

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "pipeline" / "hwalja"
in_source_tree = pytest.mark.skipif(not SOURCES.is_dir(), reason="the wheel is tested away from its sources")

PRIVATE = (
    r"(?<![\w.$}~-])/(?:home|Users)/\w",  # somebody's own folders
    r"(?:--(?:extra-)?index-url|--find-links|--registry)\b",  # where somebody's packages come from
    r"(?i:index-url|registry)\s*=",
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
)
TEXT = {".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml", ""}


def exports() -> list[str]:
    return list(getattr(hwalja, "__all__", ()))


def test_all_names_what_is_exported() -> None:
    public = {
        name
        for name, value in vars(hwalja).items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name != "annotations"
    }
    assert set(exports()) - {"__version__"} == public


def test_the_package_only_re_exports() -> None:
    tree = ast.parse(Path(hwalja.__file__).read_text(encoding="utf-8"))
    docstring, *body = tree.body
    assert isinstance(docstring, ast.Expr)
    for statement in body:
        if isinstance(statement, ast.Assign):
            assert [ast.unparse(target) for target in statement.targets] in (["__all__"], ["__version__"])
        else:
            assert isinstance(statement, ast.ImportFrom)


def test_metadata_has_the_version_of_the_code() -> None:
    assert metadata.version("hwalja") == hwalja.__version__


@in_source_tree
def test_changelog_begins_with_the_version_of_the_code() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\] - (?:unreleased|\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    assert versions[0] == hwalja.__version__


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_licences_are_installed(name: str) -> None:
    files = [file for file in metadata.files("hwalja") or () if file.name == name]
    assert [file.parts[-2] for file in files] == ["licenses"]
    assert files[0].read_text().strip()


def test_licence_is_told_in_metadata() -> None:
    about = metadata.metadata("hwalja")
    assert about["License-Expression"] == "Apache-2.0"
    assert about.get_all("License-File") == ["LICENSE", "NOTICE"]


def test_package_is_typed() -> None:
    assert (Path(hwalja.__file__).parent / "py.typed").is_file()


@in_source_tree
def test_what_is_imported_is_told_as_dependency() -> None:
    """What only tests and benchmarks need would make every installation larger."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    packages = {str(name).partition(".")[0] for name in imported} - {*sys.stdlib_module_names, "hwalja"}
    homes = metadata.packages_distributions()
    needed = {home.lower() for package in packages for home in homes.get(package, [package])}
    manifest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = manifest["project"]["optional-dependencies"]
    told = [*manifest["project"]["dependencies"], *extras["cluster"], *extras["s3"]]
    assert needed | {"s3fs"} == {re.split(r"[<>=]", each)[0] for each in told}  # which fsspec imports


@in_source_tree
def test_pipeline_is_a_folder_and_no_package() -> None:
    assert not (SOURCES.parent / "__init__.py").exists()


@in_source_tree
def test_both_readmes_tell_the_same_commands() -> None:
    commands = [
        [line.split("  #")[0].rstrip() for block in _code(file) for line in block.splitlines()]
        for file in ("README.md", "README.ko.md")
    ]
    assert commands[0] == commands[1] != []


@in_source_tree
def test_readme_names_the_system_packages_that_set_up_installs() -> None:
    packages = set(re.findall(r"need (tesseract-[\w-]+)", (ROOT / ".ci" / "setup").read_text(encoding="utf-8")))
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for text in ((ROOT / "README.md").read_text(encoding="utf-8"), dockerfile):
        assert set(re.findall(r"\btesseract-ocr[\w-]*", text)) == packages


@in_source_tree
@pytest.mark.parametrize("document", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@in_source_tree
def test_nothing_private_is_told() -> None:
    private = re.compile("|".join(PRIVATE))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in _tracked()
        if path != Path(__file__).resolve()
        for match in private.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def _code(readme: str) -> list[str]:
    return re.findall(r"^```\w+\n(.*?)^```", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def _tracked() -> list[Path]:
    """Return the text files that git knows."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("only git tells which files are ours")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name and Path(name).suffix in TEXT]
    return [path for path in paths if path.is_file()]
