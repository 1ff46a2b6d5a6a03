"""Acts by their words and keys."""

from __future__ import annotations

import dataclasses

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
    assert tuple(each.command.id for each in desk.commands.matching(typed)) == ("exchange",)


def test_a_search_lists_only_what_can_be_done(desk: Desk) -> None:
    assert "closed" not in {each.command.id for each in desk.commands.matching("")}


def elsewhere(desk: Desk, *, why: str = "", enabled: bool = True) -> None:
    """Have a place to go to, with a filled button and another act."""
    act = dataclasses.replace(
        desk.command("quota", "Quota du jour", "Q", enabled=enabled),
        where="supervision",
        why_not=lambda: why,
    )
    primary = dataclasses.replace(
        desk.command("open", "Ouvrir un guichet de plus", "Return"), where="supervision"
    )
    desk.commands.set_commands("supervision", (act, primary))

    def goto() -> None:
        desk.done.append("gone")
        desk.commands.go_to("supervision")

    desk.commands.set_way("supervision", "Supervision", goto)


def test_a_search_finds_the_acts_of_other_places_and_says_where(desk: Desk) -> None:
    elsewhere(desk)

    assert [(each.command.id, each.place) for each in desk.commands.matching("quota")] == [
        ("quota", "Supervision")
    ]


def test_an_act_of_another_place_is_done_there(desk: Desk) -> None:
    elsewhere(desk)

    desk.commands.do(desk.commands.matching("quota")[0])

    assert desk.done == ["gone", "quota"]


def test_a_filled_button_elsewhere_is_left_to_be_pressed(desk: Desk) -> None:
    elsewhere(desk)

    desk.commands.do(desk.commands.matching("guichet de plus")[0])

    assert desk.done == ["gone"]


def test_acts_of_a_place_nobody_may_go_to_are_not_found(desk: Desk) -> None:
    desk.commands.set_commands("journal", (desk.command("verify", "Vérifier", "V"),))

    assert desk.commands.matching("verifier") == ()


def test_what_cannot_be_done_comes_last_and_says_why(desk: Desk) -> None:
    elsewhere(desk, why="Personne n’attend.", enabled=False)

    found = desk.commands.matching("")

    assert (found[-1].command.id, found[-1].why) == ("quota", "Personne n’attend.")
    assert [each.why for each in found[:-1]] == [""] * (len(found) - 1)


def test_the_same_thing_is_found_once(desk: Desk) -> None:
    elsewhere(desk)
    desk.commands.set_commands("supervision", (desk.command("again", "Échange de permis", "E"),))

    assert [each.command.id for each in desk.commands.matching("permis")] == ["exchange"]


def test_a_filled_button_that_cannot_be_pressed_is_not_offered_as_if_it_could(desk: Desk) -> None:
    desk.commands.why_no_primary = lambda: "Choisissez une démarche."

    [found] = desk.commands.matching("appeler")

    assert found.why == "Choisissez une démarche."


def test_ligatures_and_apostrophes_are_plain() -> None:
    assert plain("L’Œuvre échangée".replace("Œ", "œ")) == "l'oeuvre echangee"
