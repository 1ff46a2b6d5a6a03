"""The call for help through the real windows: its key, its band, another process, no display."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desk_app.ui.alarm.band import AlarmBand
from desk_app.ui.widgets.sheet import Sheet

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def calls(house):
    """Press the key of the call for help on whatever has the focus."""
    target = QApplication.focusWidget() or house.program.shell
    QTest.keyClick(target, Qt.Key.Key_Space, KEYS)
    house.robot.settle()


def standing(house):
    """The calls nobody has answered, as another process sees them."""
    return json.loads(house.another_process("--json", "alarm", "list").stdout)


def band(house):
    return house.program.shell.alarm


def status(house):
    item = house.program.shell.status.items["alarm"]
    return item.text() if item.isVisible() else ""


def test_the_key_calls_for_help_and_only_a_line_of_the_status_bar_shows_it(house):
    house.sits("Marchand")

    calls(house)

    [call] = standing(house)
    assert (call["counter"], call["place"]) == (None, "Accueil 1")
    assert call["raised_by"] == "smarchand"
    assert not band(house).isVisible()
    assert status(house) == "Appel envoyé à 9:00"


def test_the_key_works_in_a_field_and_over_a_sheet(house):
    house.sits("Lemaire")
    house.robot.press("F3")
    house.robot.type("3")
    house.robot.press("Return", "N")
    assert any(sheet.isVisible() for sheet in house.program.shell.findChildren(Sheet))

    calls(house)

    [call] = standing(house)
    assert call["counter"] == 3


def test_a_focused_button_is_not_pressed_by_the_key(house):
    house.sits("Marchand")
    house.robot.press("1")
    house.program.office.places  # noqa: B018 - the desk is open
    give = house.program.shell.findChild(object, "reception.give")
    give.setFocus()

    calls(house)

    assert len(standing(house)) == 1
    assert house.tickets() == ()


def test_nobody_signed_in_calls_nobody(house):
    calls(house)

    assert standing(house) == []


def test_another_process_s_call_is_seen_and_answered_by_name(house):
    house.sits("Marchand")

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)

    assert "Le guichet 3 appelle à l’aide · 9:00" in house.reads()
    assert "Belhadj" not in band(house).accessibleName()
    house.robot.press("Alt+J")
    assert not band(house).isVisible()
    assert standing(house) == []


def test_who_called_is_told_quietly_who_comes(house):
    house.sits("Marchand")
    calls(house)
    [call] = standing(house)

    house.another_process("alarm", "acknowledge", call["id"], "--agent", "hgarnier")
    house.robot.wait_until(lambda: "arrive" in status(house))

    assert status(house) == "Hélène Garnier arrive"


def test_the_next_agent_at_the_same_desk_sees_the_band(house):
    house.sits("Marchand")
    calls(house)

    house.sits("Garnier")

    assert band(house).isVisible()
    assert status(house) == ""


def test_a_locked_window_shows_the_call_and_asks_to_sign_in(house):
    house.another_process("alarm", "raise", "--counter", "2", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)

    assert "Ouvrez votre session pour répondre." in house.reads()
    assert not band(house).button.isVisible()


def test_a_call_is_read_aloud_at_once(house):
    house.sits("Marchand")

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)

    spoken = QAccessible.queryAccessibleInterface(band(house))
    assert spoken.text(QAccessible.Text.Name) == "Le guichet 3 appelle à l’aide · 9:00"


def test_who_called_by_mistake_ends_the_call(house):
    house.sits("Marchand")
    calls(house)
    act = next(
        each for each in house.program.shell.commands.everywhere() if each.id == "alarm.end"
    )

    house.robot.press("Ctrl+K")
    house.robot.type(act.text)
    house.robot.press("Return")

    assert standing(house) == []
    assert status(house) == ""


def test_the_waiting_room_never_shows_a_call(house):
    display = house.program.office.places.display
    display.presenter.refresh()
    before = display.presenter.picture().scene

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)
    display.presenter.refresh()

    assert display.presenter.picture().scene == before
    assert display.window() is None or not display.window().findChildren(AlarmBand)


def test_the_key_stands_on_the_page_of_keys(house):
    house.sits("Marchand")

    house.robot.press("F1")

    said = {label.text() for label in house.program.shell.findChildren(QLabel)}
    assert "Appeler mes collègues à l’aide" in said
