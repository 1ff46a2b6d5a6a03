"""Whatever is typed to whichever command: a sentence or harmless storage, and a sound store."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.cli.command import Command, Option
from desk_app.cli.parsing import NOUNS, commands_of
from tests.attacks.house import Answered, Desk
from tests.attacks.texts import TEXTS, harmful

GLOBALS = ("--agent", "--store", "--request-id")
DECENT = {
    "file": "copy.bin",
    "place": "Lyon",
    "login": "lnouveau",
    "--role": "agent",
    "--procedure": "INFO",
    "procedure": "INFO",
    "number": "A001",
    "--counter": "1",
    "counter": "1",
    "quota": "9",
    "job": "00000000-0000-7000-8000-000000000000",
    "answer": "yes",
    "alarm": "00000000-0000-7000-8000-000000000000",
    "override": "00000000-0000-7000-8000-000000000000",
    "--kind": "out_of_order",
    "--subject": "A001",
    "--why": "safety",
    "--document": "9304218765",
    "kind": "hash",
    "--slot": "RNV_DEPOT@DEPOT_MATIN/2026-03-03T0900",
    "--person": "-",
    "--reason": "no_device",
    "--last4": "8765",
    "--family": "DEPOT",
    "--on": "2026-03-02",
    "--out": "out.pdf",
    "deadline": "2026-03-12",
    "day": "2026-03-12",
    "--approver": "hgarnier",
    "code": "7K4M-2QXD",
    "reference": "7K4M-2QXD",
    "id": "7K4M-2QXD",
    "--like": "DEPOT_MATIN",
    "role": "agent",
    "slot": "RNV_DEPOT@DEPOT_MATIN/2026-03-03T0900",
    "--outcome": "no_answer",
    "--mapping": "mapping.toml",
    "text": "7K4M-2QXD",
}
"""A value for each argument that a command cannot do without."""
TOGETHER = {"--approver": ("--why", "safety"), "--why": ("--approver", "hgarnier")}
"""What an argument is looked at beside."""


def _commands() -> Iterator[tuple[str, Command]]:
    for noun in NOUNS:
        for command in commands_of(noun).values():
            yield noun, command


TARGETS = [
    pytest.param(noun, command, option, id=f"{noun} {command.name} {option.name}")
    for noun, command in _commands()
    for option in command.options
    if not option.is_switch
]
"""Every argument of every command that takes a text, numbers and codes typed as one too."""


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk in the middle of its morning."""
    desk = Desk(folder=tmp_path_factory.mktemp("pattern"))
    desk.must("store", "create", "--rehearsal")
    for _ in range(3):
        desk.must("ticket", "issue", "--procedure", "INFO")
    desk.must("ticket", "issue", "--procedure", "REM_TITRE", "--document", "9304218765")
    desk.must("queue", "call-next", "--counter", "1")
    return desk


@pytest.fixture
def desk(pattern: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same desk, to be attacked; files without a folder fall into its own."""
    inner = tmp_path / "a" / "b" / "c" / "d" / "e"
    inner.parent.mkdir(parents=True)
    with contextlib.chdir(inner.parent):
        yield pattern.copied(inner)


@pytest.mark.parametrize(("noun", "command", "option"), TARGETS)
def test_no_argument_breaks_the_desk(
    desk: Desk, noun: str, command: Command, option: Option
) -> None:
    before = desk.tables()

    for name, text in TEXTS.items():
        words = _words(noun, command, option, text)
        _is_harmless(desk.run(*words), f"{name}: {words!r:.200}")
        answered = desk.run("--json", *words)
        _is_harmless(answered, f"{name}: {words!r:.200}")
        assert answered.exit == 0 or sorted(set(harmful(_message(answered)))) == [], name

    _is_sound(desk, before)


@pytest.mark.parametrize("option", GLOBALS)
def test_no_option_of_every_command_breaks_the_desk(desk: Desk, option: str) -> None:
    before = desk.tables()

    for name, text in TEXTS.items():
        answered = desk.run(f"{option}={text}", "ticket", "issue", "--procedure", "INFO")
        _is_harmless(answered, name)

    _is_sound(desk, before)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_word_that_is_no_command_is_quoted_harmlessly(desk: Desk, text: str) -> None:
    before = desk.tables()

    for words in ((text,), ("ticket", text), ("ticket", "show", "A001", text)):
        _is_harmless(desk.run(*words), repr(words))
        _is_harmless(desk.run("--json", *words), repr(words))

    _is_sound(desk, before)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_batch_takes_any_line(desk: Desk, text: str) -> None:
    before = desk.tables()
    lines = "".join(
        line + "\n"
        for line in (
            text.replace("\n", " "),
            json.dumps(text),
            json.dumps([text]),
            json.dumps(["ticket", "show", text]),
            json.dumps(["store", "status"]),
        )
    )

    answered = desk.run("batch", lines=lines)

    _is_harmless(answered, repr(text))
    documents = [json.loads(line) for line in answered.out.splitlines()]
    assert documents[-1]["exit"] == 0
    assert {document["exit"] for document in documents} <= {0, 2, 3}
    _is_sound(desk, before)


@pytest.mark.parametrize("variable", ["DESK_APP_PASSWORD", "DESK_APP_APPROVER_PASSWORD"])
def test_no_password_breaks_the_desk(desk: Desk, variable: str) -> None:
    before = desk.tables()
    second = ("--approver", "hgarnier", "--why", "safety")

    for name, text in TEXTS.items():
        environ = {variable: text}
        tried = desk.run("ticket", "issue", "--procedure", "INFO", *second, **environ)
        _is_harmless(tried, name)

    _is_sound(desk, before)


@pytest.mark.parametrize("variable", ["DESK_APP_CLOCK", "DESK_APP_LANGUAGE", "DESK_APP_PRINTER"])
def test_no_variable_breaks_the_desk(desk: Desk, variable: str) -> None:
    before = desk.tables()

    for name, text in TEXTS.items():
        environ = {variable: text.replace("\0", "")}
        _is_harmless(desk.run("board", **environ), name)

    _is_sound(desk, before)


def _words(noun: str, command: Command, attacked: Option, text: str) -> list[str]:
    """The command with *text* for *attacked*; a new argument that is needed wants a DECENT one."""
    words = [noun, *([command.name] if command.name else [])]
    for option in command.options:
        if option is attacked or option.is_switch or not option.is_needed:
            continue
        decent = DECENT[option.name]
        words += [option.name, decent] if option.is_flag else [decent]
    words += TOGETHER.get(attacked.name, ())
    if attacked.is_flag:
        return [*words, f"{attacked.name}={text}"]
    place = 1 + bool(command.name)
    return [*words[:place], text, *words[place:]]


def _is_harmless(answered: Answered, what: str) -> None:
    """No bug, a sentence where it was not done, nothing that steers a terminal or was run."""
    assert answered.exit in {0, 2, 3, 4}, (what, answered.out[:500], answered.err[:500])
    said = answered.out + answered.err
    assert sorted(set(harmful(said))) == [], what
    assert "<class" not in said, what
    assert answered.exit == 0 or len(said.strip()) > 10, what
    assert len(said) < 60_000, what


def _is_sound(desk: Desk, before: dict[str, int]) -> None:
    """Nothing was run, no table is gone, the store and its journal hold."""
    assert list(desk.folder.parent.rglob("pwned*")) == []
    after = desk.tables()
    assert set(before) <= set(after)
    assert after["journal"] >= before["journal"]
    assert after["tickets"] >= before["tickets"]
    assert sorted(set(harmful("\n".join(desk.texts()).replace("\r", "")))) == []
    for words in (("journal", "verify"), ("store", "check")):
        held = desk.run("--json", *words)
        assert held.exit == 0, held.out


def _message(answered: Answered) -> str:
    """The sentence of a refusal; a bad verdict has none."""
    document = json.loads(answered.out)
    return str(document.get("message", "")) if isinstance(document, dict) else ""
