"""Places that a role may not open are absent: from the rail, the keys and Ctrl K."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk_app.ui.commands import Command
from desk_app.ui.shell.window import Shell
from tests.ui.hands import show_window

PLACES = (("reception", "Accueil", "F2"), ("counter", "Guichet", "F3"), ("chief", "Chef", "F7"))
KEYS = {"F2": Qt.Key.Key_F2, "F3": Qt.Key.Key_F3, "F7": Qt.Key.Key_F7}


@pytest.fixture
def shell(themed, qapp, qtbot):
    """A window with three places, where each has one act."""
    shell = Shell(qapp)
    qtbot.addWidget(shell)
    for place, name, key in PLACES:
        shell.add_place(place, "ticket", name, key, QWidget())
        act = Command(id=f"{place}.act", text=f"Acte de {name}", callback=list, where=place)
        shell.set_commands(place, (act,))
    shell.add_page("signin", QWidget())
    show_window(qtbot, shell, "signin")
    return shell


def rail(shell: Shell) -> list[str]:
    """Return the places in sight."""
    buttons = shell.rail.findChildren(QAbstractButton)
    return [each.objectName().removeprefix("place-") for each in buttons if each.isVisible()]


def found(shell: Shell, typed: str) -> list[str]:
    """Return the acts that Ctrl K would offer."""
    return [each.command.id for each in shell.commands.matching(typed)]


def test_without_a_word_every_place_is_open(shell) -> None:
    shell.set_agent("Hélène Garnier", "Accueil 1")

    assert rail(shell) == ["reception", "counter", "chief"]


def test_only_the_places_of_the_role_are_in_the_rail(shell) -> None:
    shell.set_agent("Karim Belhadj", "Guichet 3", ("counter",))

    assert rail(shell) == ["counter"]


@pytest.mark.parametrize("key", ["F2", "F7"])
def test_the_key_of_a_closed_place_opens_nothing(shell, key) -> None:
    shell.set_agent("Karim Belhadj", "Guichet 3", ("counter",))
    shell.show_place("counter")

    QTest.keyClick(shell, KEYS[key])

    assert shell.place() == "counter"


def test_ctrl_k_knows_neither_a_closed_place_nor_its_acts(shell) -> None:
    shell.set_agent("Karim Belhadj", "Guichet 3", ("counter",))
    shell.show_place("counter")

    assert found(shell, "chef") == []
    assert found(shell, "acte de guichet") == ["counter.act"]


def test_the_next_agent_has_the_places_of_their_own_role(shell) -> None:
    shell.set_agent("Karim Belhadj", "Guichet 3", ("counter",))
    shell.set_agent("Hélène Garnier", "Guichet 3", ("counter", "chief"))
    shell.show_place("counter")

    assert rail(shell) == ["counter", "chief"]
    assert "chief.act" in found(shell, "acte")


@pytest.mark.parametrize("key", KEYS)
def test_a_locked_desk_opens_no_place(shell, key) -> None:
    shell.set_agent("Hélène Garnier", "Accueil 1")
    shell.set_agent("", "")

    QTest.keyClick(shell, KEYS[key])

    assert shell.place() == "signin"
    assert rail(shell) == []
    assert found(shell, "acte") == []
    assert found(shell, "guichet") == []


def test_arrows_in_the_rail_pass_over_what_is_absent(shell) -> None:
    shell.set_agent("Hélène Garnier", "Accueil 1", ("reception", "chief"))
    first = shell.rail.findChild(QAbstractButton, "place-reception")
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Down)

    assert shell.focusWidget().objectName() == "place-chief"
