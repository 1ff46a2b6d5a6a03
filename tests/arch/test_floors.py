"""Who may import whom (docs/architecture.md); the contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.arch.source import PRODUCT, ROOT, imported, modules

BREACHES = {
    "floors": ("domain/breach.py", "import desk_app.services.tickets"),
    "cycles": ("domain/changes.py", "import desk_app.domain.facts"),
    "wiring": ("ui/breach.py", "import desk_app.store.work"),
    "screens": ("ui/reception/breach.py", "import desk_app.ui.display.presenter"),
    "commands": ("cli/nouns/ticket.py", "import desk_app.cli.nouns.queue"),
    "qt": ("services/breach.py", "import PySide6.QtCore"),
    "commands-without-qt": ("app/commands.py", "import desk_app.ui.theme"),
    "sql": ("services/breach.py", "import sqlalchemy"),
    "paper": ("services/breach.py", "import reportlab"),
    "secrets": ("store/breach.py", "import cryptography"),
    "calendars": ("domain/breach.py", "import holidays"),
}
"""For each contract, an import that it must notice."""


def _lint(folder, *options: str) -> subprocess.CompletedProcess[str]:
    script = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--no-logo", *options],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def _contracts() -> dict[str, str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def copy(tmp_path):
    """A copy of the package that a test may spoil."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / PRODUCT, tmp_path / PRODUCT, ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def test_every_floor_knows_only_those_below_it():
    said = _lint(ROOT)

    assert said.returncode == 0, said.stdout


def test_every_contract_has_a_breach_to_prove_itself_on():
    assert sorted(BREACHES) == sorted(_contracts())


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_contract_notices_its_breach(contract, copy):
    place, line = BREACHES[contract]
    with (copy / PRODUCT / place).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    said = _lint(copy, "--contract", contract)

    assert said.returncode == 1
    assert f"{_contracts()[contract]} BROKEN" in " ".join(said.stdout.split())


def test_the_core_needs_the_standard_library_alone():
    allowed = {*sys.stdlib_module_names, PRODUCT}
    foreign = {
        f"{file.path}: {name}"
        for file in modules(f"{PRODUCT}/domain")
        for name in imported(file.tree)
        if name.split(".")[0] not in allowed
    }

    assert foreign == set()


def test_the_core_neither_opens_files_nor_asks_the_machine():
    worldly = {"os", "sys", "io", "pathlib", "socket", "subprocess", "threading",
               "secrets", "time", "sqlite3", "logging", "asyncio"}  # fmt: skip
    found = {
        f"{file.path}: {name}"
        for file in modules(f"{PRODUCT}/domain")
        for name in imported(file.tree)
        if name.split(".")[0] in worldly
    }

    assert found == set()


def test_chance_comes_into_the_core_from_outside():
    drawn = {
        f"{file.path}: random.{one.attr}"
        for file in modules(f"{PRODUCT}/domain")
        for one in ast.walk(file.tree)
        if isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and one.value.id == "random"
        and one.attr != "Random"  # a seeded generator, made by whoever gives the seed
    }

    assert drawn == set()


def test_no_test_reaches_for_what_is_private():
    private = {
        f"{file.path}: {name}"
        for file in modules("tests")
        for name in imported(file.tree)
        if name.startswith(PRODUCT) and any(part.startswith("_") for part in name.split("."))
        and not name.endswith("__main__")
    }  # fmt: skip

    assert private == set()
