"""Every error has a sentence, every string its French, and no text is built inside `_()`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from desk_app.domain.errors import DeskError, Refused, Unavailable
from desk_app.words.errors import has_sentence

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool that merges and checks the fragments."""
    place = ROOT / "tools" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _kinds(kind: type[DeskError]) -> list[type[DeskError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _kinds(below))]


def test_every_error_has_a_sentence_of_its_own() -> None:
    kinds = [
        kind
        for root in (Refused, Unavailable)
        for kind in _kinds(root)
        if kind.__module__.startswith("desk_app.domain.")
    ]

    assert len(kinds) > 40
    assert [kind.__name__ for kind in kinds if not has_sentence(kind)] == []


def test_every_error_is_declared_among_errors() -> None:
    found = [
        f"{path.relative_to(ROOT)}"
        for path in (ROOT / "desk_app").rglob("*.py")
        if not path.name.endswith("errors.py")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("class ") and ("(Refused" in line or "(Unavailable" in line)
    ]

    assert found == []


def test_no_text_is_built_inside_a_call_of_the_catalogue(tool: ModuleType) -> None:
    assert tool.wrong_calls(ROOT / "desk_app") == []


def test_every_string_has_its_french_once_with_its_fields_and_its_spaces(tool: ModuleType) -> None:
    assert tool.problems(ROOT / "desk_app", tool.sources(tool.CODE)) == []


def test_the_check_sees_a_missing_a_wrong_and_a_forgotten_string(
    tool: ModuleType, tmp_path: Path
) -> None:
    code = tmp_path / "desk_app"
    code.mkdir()
    (code / "a.py").write_text(
        '_("Missing")\n_("Is {it} so?")\n_(f"{built}")\n_("It\'s")\n', encoding="utf-8"
    )
    part = tmp_path / "a.po"
    part.write_text(
        'msgid "Is {it} so?"\nmsgstr "Est-ce ainsi ?"\n\n'
        'msgid "It\'s"\nmsgstr "C\'est"\n\n'
        'msgid "Forgotten"\nmsgstr "Oublié"\n',
        encoding="utf-8",
    )

    said = "\n".join(tool.problems(code, [part]))

    for fault in (
        "no French for “Missing”",
        "a field is missing",
        "space before ?",
        "not a plain string",
        "straight apostrophe",
        "nobody says “Forgotten”",
    ):
        assert fault in said


def test_two_translations_of_one_string_are_seen(tool: ModuleType, tmp_path: Path) -> None:
    code = tmp_path / "desk_app"
    code.mkdir()
    (code / "a.py").write_text('_("Close")\n', encoding="utf-8")
    for name, french in (("a", "Fermer"), ("b", "Clore")):
        part = tmp_path / f"{name}.po"
        part.write_text(f'msgid "Close"\nmsgstr "{french}"\n', encoding="utf-8")

    said = tool.problems(code, sorted(tmp_path.glob("*.po")))

    assert len(said) == 1
    assert "two translations" in said[0]
