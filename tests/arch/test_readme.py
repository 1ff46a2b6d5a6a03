"""Every command of the README and of the guides is really run, on a rehearsal of its own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.source import ROOT

GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
MONDAY = "2026-03-02T09:00:00+01:00"


def _commands(file: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def _of(program: str, file: Path) -> list[str]:
    return [line for line in _commands(file) if shlex.split(line)[0] == program]


@pytest.fixture
def run(tmp_path):
    """Run a line of a page in an empty folder, with a store, a clock and a printer of its own."""
    environ = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "DESK_APP_STORE": f"sqlite:///{tmp_path / 'poste.sqlite'}",
        "DESK_APP_PRINTER": f"file://{tmp_path / 'papier.bin'}",
        "DESK_APP_CLOCK": MONDAY,
    }

    def line(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desk_app", *shlex.split(text)[1:]],
            cwd=tmp_path, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip

    return line


def test_the_readme_has_its_commands():
    assert _commands(ROOT / "README.md")[:2] == ["make run", "make test"]
    assert len(_of("desk-app", ROOT / "README.md")) == 5


@pytest.mark.parametrize("line", ["make run", "make test"])
def test_make_knows_what_the_readme_says(line):
    said = subprocess.run(
        ["make", "-n", *shlex.split(line)[1:]],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert said.stdout


def test_every_target_that_is_explained_exists():
    pages = (ROOT / "CONTRIBUTING.md", ROOT / "README.md", ROOT / "docs" / "architecture.md")
    texts = [page.read_text(encoding="utf-8") for page in pages]
    named = {target for text in texts for target in re.findall(r"`make ([a-z-]+)", text)}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert {"run", "test", "check"} <= named
    assert named - targets == set()


def test_the_readmes_commands_do_what_they_say(run):
    answers = [run(line) for line in _of("desk-app", ROOT / "README.md")]

    assert [answer.returncode for answer in answers] == [0] * 5, [a.stderr for a in answers]
    assert "EXERCICE" in answers[0].stdout
    assert "A 001" in answers[1].stdout
    assert "A 001" in answers[2].stdout
    assert "A 001" in answers[3].stdout


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_a_guides_commands_work(page, run):
    created = run("desk-app store create --rehearsal")
    answers = {line: run(line) for line in _of("desk-app", page)}

    assert created.returncode == 0
    assert {line: said.stderr for line, said in answers.items() if said.returncode != 0} == {}
