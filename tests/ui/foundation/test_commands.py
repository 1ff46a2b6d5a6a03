"""Acts by their words and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.ui.commands import EVERYWHERE, Command, Commands, plain
from desk_app.ui.keys import KeyGuard

NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, text: str = "", *, held: bool = False) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, held)


class Desk:
    """Commands of one place and of everywhere, writing down what was done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.now = 0.0
        self.open = True
        self.commands = Commands(guard=KeyGuard(now=lambda: self.now))
        self.commands.set_commands(
            "counter",
            (
                self.command("call", "Appeler le suivant", "Return"),
                self.command("exchange", "Échange de permis", "T"),
                self.command("closed", "Transférer", "F", enabled=False),
            ),
        )
        self.commands.set_commands(
            EVERYWHERE,
            (self.command("help", "Touches", "F1"), self.command("other", "Autre", "T")),
        )
        self.commands.go_to("counter")

    def command(self, name: str, text: str, key: str, *, enabled: bool = True) -> Command:
        return Command(
            id=name,
            text=text,
            shortcut=key,
            callback=lambda: self.done.append(name),
            is_enabled=lambda: enabled,
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_a_key_does_the_act_of_the_place(desk: Desk) -> None:
    assert desk.commands.handle(press(Qt.Key.Key_T, "t"))
    assert desk.done == ["exchange"]


def test_a_key_of_everywhere_works_at_any_place(desk: Desk) -> None:
    desk.commands.go_to("reception")

    desk.commands.handle(press(Qt.Key.Key_T, "t"))
    desk.commands.handle(press(Qt.Key.Key_F1))

    assert desk.done == ["other", "help"]


def test_a_key_without_a_meaning_is_left_to_others(desk: Desk) -> None:
    assert not desk.commands.handle(press(Qt.Key.Key_Q, "q"))


def test_an_act_that_cannot_be_done_is_not_done(desk: Desk) -> None:
    assert desk.commands.handle(press(Qt.Key.Key_F, "f"))
    assert desk.done == []


def test_a_held_key_acts_once(desk: Desk) -> None:
    desk.commands.handle(press(Qt.Key.Key_T, "t"))
    for _ in range(5):
        desk.commands.handle(press(Qt.Key.Key_T, "t", held=True))

    assert desk.done == ["exchange"]


def test_the_primary_act_is_deaf_for_400_ms(desk: Desk) -> None:
    for moment in (0.0, 0.2, 0.39, 0.41):
        desk.now = moment
        desk.commands.handle(press(Qt.Key.Key_Return, "\r"))

    assert desk.done == ["call", "call"]


def test_letters_are_text_while_somebody_writes(desk: Desk, qtbot: QtBot) -> None:
    field = QLineEdit("abc")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    assert not desk.commands.handle(press(Qt.Key.Key_T, "t"))
    assert desk.commands.handle(press(Qt.Key.Key_F1))


def test_letters_may_need_alt(desk: Desk) -> None:
    desk.commands.letters_need_alt = True

    assert not desk.commands.handle(press(Qt.Key.Key_T, "t"))
    assert desk.commands.for_key("Alt+T") == desk.commands.here()[1]


@pytest.mark.parametrize("typed", ["ech", "ÉCH", "permis ech"])
def test_a_search_ignores_accents(desk: Desk, typed: str) -> None:
    assert tuple(each.id for each in desk.commands.matching(typed)) == ("exchange",)


def test_a_search_lists_only_what_can_be_done(desk: Desk) -> None:
    assert "closed" not in {each.id for each in desk.commands.matching("")}


def test_ligatures_and_apostrophes_are_plain() -> None:
    assert plain("L’Œuvre échangée".replace("Œ", "œ")) == "l'oeuvre echangee"
