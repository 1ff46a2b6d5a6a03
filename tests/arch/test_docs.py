"""The pages say what the code is: fresh, linked, and one sentence a line."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from desk_app.domain.prints import PrintState
from desk_app.domain.tickets import MOVES, Priority, TicketStatus
from desk_app.printing.profiles import load
from desk_app.ui.counter.acts import KEYS, Act
from tests.arch.source import ROOT, committed_files, modules, text_of
from tools import make_roles_table
from tools.make_moves_diagram import PAGE, page

PAGES = tuple(file for file in committed_files() if file.suffix == ".md")
PARTS = ("Summary", "Context", "Decision", "Consequences", "Alternatives")
ADRS = tuple(file for file in PAGES if file.parent.name == "adr")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
NOT_AN_END = re.compile(r"(Art|art|cf|ex|env|no|St)\.$")
READERS = {"text", "texts", "translated", "number", "whole", "truth", "time", "dates", "choice",
           "choices", "raw", "minutes", "tables"}  # fmt: skip
FILES = r"sitefile_(parts|checks|series)\.py$"

CHOSEN = tuple(
    name
    for row in re.findall(
        r"^\| (`[a-z][^|:]+) \|",
        (ROOT / "docs" / "guide" / "imprimantes.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    for name in re.findall(r"`([\w-]+)`", row)
)
"""The profiles the guide tells people to choose from."""


def _name(file) -> str:
    return file.relative_to(ROOT).as_posix()


def _prose(text: str) -> list[str]:
    """The lines of a page that are neither code nor table nor heading."""
    lines, is_code = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            is_code = not is_code
        elif not is_code and not line.startswith(("|", "#", "![")):
            lines.append(re.sub(r"`[^`]*`", "`", line))
    return lines


def _sentences(line: str) -> int:
    """How many sentences begin inside *line*."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý`\[])", line.lstrip("-0123456789. "))
    ends = [part for part in parts[:-1] if not NOT_AN_END.search(part)]
    return 1 + len(ends)


def test_the_moves_are_drawn_from_their_tables():
    assert page() == PAGE.read_text(encoding="utf-8")


def test_every_move_is_on_its_page():
    text = PAGE.read_text(encoding="utf-8")
    rows = [f"| {start.name} | {move.value} | {end.name} |" for start, moves in MOVES.items()
            for move, end in moves.items()]  # fmt: skip

    assert [row for row in rows if row not in text] == []
    assert [state.value for state in PrintState if state.value not in text] == []


def test_the_page_of_roles_is_made_from_their_table():
    assert make_roles_table.page() == make_roles_table.PAGE.read_text(encoding="utf-8")


def test_architecture_stays_one_page():
    lines = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 150


def test_architecture_draws_the_floors_that_are_checked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [floors] = [one["layers"] for one in contracts if one["id"] == "floors"]
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = re.search(r"## Floors\n```\n(.*?)\n```", text, re.DOTALL)[1].splitlines()
    rooms = {room for floor in floors for room in floor.split(" | ")}

    assert [[word for word in line[:48].split() if word in rooms] for line in drawn] == [
        floor.split(" | ") for floor in floors
    ]


def test_every_room_is_on_the_page():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {file.path.split("/")[1] for file in modules("desk_app") if file.path.count("/") > 1}

    assert {room for room in rooms if f"{room}/" not in text} == set()


@pytest.mark.parametrize("file", PAGES, ids=_name)
def test_links_lead_somewhere(file):
    targets = LINK.findall(file.read_text(encoding="utf-8"))

    assert [target for target in targets if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("file", PAGES, ids=_name)
def test_a_line_holds_one_sentence(file):
    prose = _prose(file.read_text(encoding="utf-8"))

    assert [line for line in prose if _sentences(line) > 1] == []


@pytest.mark.parametrize("file", ADRS, ids=_name)
def test_a_decision_has_its_five_parts(file):
    text = file.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(PARTS)
    assert text.startswith(f"# {file.name[:3]}. ")


def test_decisions_are_numbered_without_a_gap():
    assert [file.name[:3] for file in ADRS] == [f"{n:03d}" for n in range(1, len(ADRS) + 1)]


def test_every_decision_the_code_names_exists():
    known = {file.name[:3] for file in ADRS}
    texts = {_name(file): text_of(file) for file in committed_files()}
    named = {
        (path, number)
        for path, text in texts.items()
        if text is not None
        for number in re.findall(r"\b(?:adr/|ADR[- ])(\d{3})", text)
    }

    assert {one for one in named if one[1] not in known} == set()


def test_code_names_only_pages_that_exist():
    here = {file.name for file in PAGES}
    named = {
        f"{file.path}: {page_name}"
        for file in modules("desk_app", "bench", "tools")
        for page_name in re.findall(r"\b([\w-]+\.md)\b", file.text)
        if page_name not in here
    }

    assert named == set()


def test_the_glossary_has_every_status_and_priority():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = {status.name for status in TicketStatus} | {f"Priority.{one.name}" for one in Priority}

    assert {word for word in words if f"`{word}`" not in text} == set()


def test_the_glossary_names_what_exists():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    words = {word for row in rows for word in re.findall(r"`([A-Za-z_]+)`", row[1])}
    code = "\n".join(file.text for file in modules("desk_app"))

    assert len(words) > 40
    assert {word for word in words if not re.search(rf"\b{word}\b", code)} == set()


def test_what_the_glossary_rules_out_names_nothing():
    """Classes and functions bear none of the words that stand in its last column for a noun."""
    ruled_out = {"token", "citizen", "smartboard", "customer", "operator", "snooze"}
    named = {
        f"{file.path}: {node.name}"
        for file in modules("desk_app")
        for node in (*file.classes, *file.functions)
        if ruled_out & set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r" \1", node.name).lower()))
    }

    assert named == set()


def _keys_of_parts() -> dict[str, set[str]]:
    """The keys each part of a site file is asked for, read from the functions that ask."""
    files = modules("desk_app/domain")
    wanted = [file for file in files if re.search(FILES, file.path)]
    functions = {node.name: node for file in wanted for node in file.functions}
    readers = {"site": "head", "opening": "opening", "rules": "rules", "family": "family",
               "procedure": "procedure", "counter": "counter", "agent": "agent",
               "message": "message", "series": "series"}  # fmt: skip
    return {part: _asked(functions, name) for part, name in readers.items()}


def _asked(functions, name: str) -> set[str]:
    keys: set[str] = set()
    for call in ast.walk(functions[name]):
        if not isinstance(call, ast.Call):
            continue
        called = getattr(call.func, "attr", getattr(call.func, "id", ""))
        first = call.args[0] if call.args else None
        if called in READERS and isinstance(first, ast.Constant):
            keys.add(first.value)
        elif called in functions and called != name and isinstance(call.func, ast.Name):
            keys |= _asked(functions, called)
            keys |= {one.value for one in call.args if isinstance(one, ast.Constant)}
    return keys


@pytest.mark.parametrize("part", sorted(_keys_of_parts()))
def test_the_guide_explains_every_key_of_a_site_file(part):
    text = (ROOT / "docs" / "guide" / "site.md").read_text(encoding="utf-8")
    section = re.search(rf"^## `\[+{part}\]+`$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)[1]

    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == _keys_of_parts()[part]


def test_the_guide_teaches_the_keys_of_the_counter():
    text = (ROOT / "docs" / "guide" / "poste-unique.md").read_text(encoding="utf-8")
    taught = set(re.findall(r"`([A-Z])`", text))

    assert taught
    assert taught - set(KEYS.values()) == set()
    assert set(KEYS.values()) - taught - {KEYS[Act.BOOK]} == set()


def test_the_guide_names_every_printer_profile():
    text = (ROOT / "docs" / "guide" / "imprimantes.md").read_text(encoding="utf-8")
    profiles = {file.stem for file in (ROOT / "printer_profiles").glob("*.toml")}

    assert {name for name in profiles if f"`{name}`" not in text} == set()
    assert set(CHOSEN) <= profiles


@pytest.mark.parametrize("name", CHOSEN)
def test_a_profile_the_guide_offers_can_be_loaded(name):
    assert load(name).id == name
