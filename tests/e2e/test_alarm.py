"""The call for help through the real windows: its key, its band, another process, no display."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desk_app.domain.alarms import NEWS
from desk_app.store.notify import POLL_SECONDS
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
    return house.program.shell.findChild(AlarmBand)


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


def test_a_locked_desk_calls_in_its_own_name_and_says_so_quietly(house):
    house.sits("Marchand")
    house.robot.press("F12")

    calls(house)

    [call] = standing(house)
    assert (call["place"], call["raised_by"]) == ("Accueil 1", None)
    assert not band(house).isVisible()
    assert status(house) == "Appel envoyé à 9:00"


def test_the_key_works_while_an_act_is_searched(house):
    house.sits("Marchand")
    house.robot.press("Ctrl+K")
    assert house.program.shell.finder.isVisible()

    calls(house)

    assert len(standing(house)) == 1


def test_the_key_works_in_the_window_of_the_waiting_room(house):
    house.sits("Marchand")
    display = house.program.office.places.display
    display.open(None)
    display.window().activateWindow()

    QTest.keyClick(display.window(), Qt.Key.Key_Space, KEYS)
    house.robot.settle()

    assert len(standing(house)) == 1
    display.close()


@pytest.mark.parametrize("place", ["F2", "F3", "F7", "F8", "F9", "F1"])
def test_the_key_works_at_every_place(house, place):
    house.sits("Garnier")
    house.robot.press(place)

    calls(house)

    assert len(standing(house)) == 1


def test_pressing_twice_calls_once(house):
    house.sits("Marchand")
    calls(house)

    calls(house)

    assert len(standing(house)) == 1


def test_the_band_is_above_a_sheet_and_is_answered_there(house):
    house.sits("Lemaire")
    house.robot.press("F3")
    house.robot.type("3")
    house.robot.press("Return", "N")
    house.another_process("alarm", "raise", "--counter", "5", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)
    [sheet] = [each for each in house.program.shell.findChildren(Sheet) if each.isVisible()]
    below = sheet.mapToGlobal(sheet.rect().topLeft()).y()

    house.robot.press("Alt+J")

    assert below >= band(house).mapToGlobal(band(house).rect().bottomLeft()).y()
    assert standing(house) == []


def test_two_calls_at_once_are_both_named(house):
    house.sits("Marchand")

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    house.another_process("alarm", "raise", "--counter", "5", "--agent", "hgarnier")
    house.robot.wait_until(lambda: "guichet 5" in house.reads())

    assert "Le guichet 3 appelle à l’aide · 9:00" in house.reads()
    assert "aussi : guichet 5" in house.reads()
    house.robot.press("Alt+J")
    assert "Le guichet 5 appelle à l’aide · 9:00" in house.reads()
    assert "Guichet 3 : Sylvie Marchand y va" in house.reads()


def test_everybody_sees_who_goes_and_the_news_goes_by_itself(house):
    house.sits("Marchand")
    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    [call] = standing(house)

    house.another_process("alarm", "acknowledge", call["id"], "--agent", "hgarnier")
    house.robot.wait_until(lambda: "y va" in house.reads())

    assert "Guichet 3 : Hélène Garnier y va" in house.reads()
    assert not band(house).button.isVisible()
    assert band(house).height() < 60
    house.clock.pass_(NEWS + dt.timedelta(seconds=1))
    house.program.office.alarm.start()
    house.robot.settle()
    assert not band(house).isVisible()


def test_a_false_alarm_is_told_to_everybody(house):
    house.sits("Marchand")
    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    [call] = standing(house)

    house.another_process("alarm", "acknowledge", call["id"], "--agent", "kbelhadj")
    house.robot.wait_until(lambda: "fausse alerte" in house.reads())

    assert "Guichet 3 : fausse alerte" in house.reads()


def test_another_process_sees_a_call_within_a_few_polls(house):
    house.sits("Marchand")
    house.robot.settle()

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    began = time.monotonic()
    house.robot.wait_until(band(house).isVisible)

    assert time.monotonic() - began < 20 * POLL_SECONDS


def test_another_process_s_call_is_seen_and_answered_by_name(house):
    house.sits("Marchand")

    house.another_process("alarm", "raise", "--counter", "3", "--agent", "kbelhadj")
    house.robot.wait_until(band(house).isVisible)

    assert "Le guichet 3 appelle à l’aide · 9:00" in house.reads()
    assert "Belhadj" not in band(house).accessibleName()
    house.robot.press("Alt+J")
    assert "Guichet 3\u00a0: Sylvie Marchand y va" in house.reads()
    assert standing(house) == []


def test_who_called_is_told_quietly_who_comes(house):
    house.sits("Marchand")
    calls(house)
    [call] = standing(house)

    house.another_process("alarm", "acknowledge", call["id"], "--agent", "hgarnier")
    house.robot.wait_until(lambda: "arrive" in status(house))

    assert status(house) == "Hélène Garnier arrive"


def test_the_desk_that_called_never_shows_the_band_whoever_sits_there(house):
    house.sits("Marchand")
    calls(house)

    house.sits("Garnier")

    assert not band(house).isVisible()
    assert status(house) == "Appel envoyé à 9:00"


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
    act = next(each for each in house.program.shell.commands.everywhere() if each.id == "alarm.end")

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
