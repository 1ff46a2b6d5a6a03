"""The display's window keeps to itself: a screen, no frame, no cursor, one key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.speech.chime import Chime
from desk_app.ui.display.opening import open_display
from desk_app.ui.display.window import DisplayWindow
from desk_app.ui.signals import AppSignals
from tests.ui.display.conftest import board_of, line

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def display(qapp, tasks, hand):
    """An open display."""
    made = open_display(
        board=lambda: board_of(line("C042", 3)), tasks=tasks, signals=AppSignals(), clock=hand,
        chime=Chime(None),
    )  # fmt: skip
    yield made
    made.close()
    made.presenter.stop()


def test_it_has_no_frame_and_no_cursor(display):
    window = display.window()

    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor


def test_opened_it_shows_the_board(display):
    assert display.window().picture().scene.first.number == "C042"


def test_on_the_only_screen_it_leaves_room_for_the_work(display):
    assert not display.is_full_screen()
    assert display.window().width() < display.window().screen().geometry().width()


def test_f11_fills_the_screen_and_f11_again_stops(display):
    QTest.keyClick(display.window(), Qt.Key.Key_F11)
    full = display.is_full_screen()
    QTest.keyClick(display.window(), Qt.Key.Key_F11)

    assert full
    assert not display.is_full_screen()


def test_filling_the_screen_it_covers_all_of_it(display):
    display.open(full=True)

    assert display.window().size() == display.window().screen().geometry().size()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Q])
def test_no_other_key_in_the_waiting_room_does_anything(display, key):
    display.open(full=True)

    QTest.keyClick(display.window(), key)

    assert display.is_open()
    assert display.is_full_screen()


def test_it_takes_no_focus_from_the_agents_work(qapp):
    window = DisplayWindow()

    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_its_title_names_nobody(display):
    assert display.window().windowTitle() == "Écran d’attente"


def test_closed_it_is_gone_and_can_be_opened_again(display):
    display.close()
    gone = display.window()

    display.open()

    assert gone is None
    assert display.window().picture().scene.first.number == "C042"


def test_it_offers_the_screens_it_can_stand_on(display):
    (screen,) = display.screens()

    assert screen.is_agents
    assert (screen.width, screen.height) == display.window().screen().geometry().size().toTuple()
    assert display.screen_name() == screen.name


def test_closed_by_the_system_it_counts_as_closed(qtbot, display):
    with qtbot.waitSignal(display.changed):
        display.window().close()

    assert not display.is_open()


SECOND_SCREEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv)
from desk_app.speech.chime import Chime
from desk_app.ui.display.opening import open_display
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from tests.ui.display.conftest import Hand, board_of, line
tasks = Tasks()
display = open_display(board=lambda: board_of(line("C042", 3)), tasks=tasks,
                       signals=AppSignals(), clock=Hand(), chime=Chime(None))
size = display.window().size()
print(display.screen_name(), display.is_full_screen(), size.width(), size.height(), flush=True)
print([screen.is_agents for screen in display.screens()], flush=True)
display.close()
display.presenter.stop()
tasks.close()
"""


def test_with_a_second_screen_it_fills_that_one(tmp_path):
    screens = [
        {"name": "desk", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "room", "x": 1366, "y": 0, "width": 1920, "height": 1080},
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}

    done = subprocess.run(
        [sys.executable, "-c", SECOND_SCREEN],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    assert done.stdout.splitlines() == ["room True 1920 1080", "[False, True]"]
