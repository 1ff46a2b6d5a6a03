"""The program's own text, read for the tests of this folder. It judges nothing."""

from __future__ import annotations

import ast
import dataclasses
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "desk_app"
BESIDE = ("tools", "bench")
TESTS = "tests"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file: its path from the root and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Its tree, parsed once for the tests of this folder."""
        return _parsed(self.text)

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()

    @property
    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    @property
    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ClassDef):
                yield node


@functools.cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return the Python files under *folders* of the root, by path."""
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(_module(file) for file in files)


@functools.cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def forget() -> None:
    """Let the trees go: millions of nodes make every later collection of garbage slow."""
    _parsed.cache_clear()


@functools.cache
def committed_files() -> tuple[Path, ...]:
    """Return every file git keeps or would keep: what .gitignore names is not ours to judge."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(set(said.stdout.split("\0")) - {""})
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def text_of(file: Path) -> str | None:
    """Return the text of *file*, None if it is not UTF-8 text."""
    data = file.read_bytes()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def length(node: Function | ast.ClassDef) -> int:
    """Return how many lines *node* takes, its decorators not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the absolute names *tree* imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _module(file: Path) -> Module:
    text = file.read_text(encoding="utf-8")
    return Module(path=file.relative_to(ROOT).as_posix(), text=text)
