"""Windows where there is no screen: two screens out of sight, as at a desk. It draws nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desk_app.app.collector import Collector
from desk_app.app.look import has_screen, make_app

SCREENS = "screens.json"
DESK, ROOM = (1366, 768), (1920, 1080)
_CANNOT = "propagateSizeHints"  # said of each window with a least size; it changes nothing


@contextmanager
def out_of_sight(folder: Path) -> Iterator[None]:
    """Have a desk's screen and a waiting room's, described in *folder*, where none can be seen.

    Garbage is collected on the windows' own thread until the end of the block, as it is while
    the program runs.
    """
    if has_screen():
        with _collected():
            yield
        return
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_described(folder)}"
    before = qInstallMessageHandler(_say)
    try:
        with _collected():
            yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def _collected() -> Iterator[None]:
    make_app("system")  # a timer needs the application
    collector = Collector()
    collector.start()
    try:
        yield
    finally:
        collector.close()


def _described(folder: Path) -> Path:
    (width, height), (room_width, room_height) = DESK, ROOM
    screens = [
        {"name": "desk", "x": 0, "y": 0, "width": width, "height": height},
        {"name": "room", "x": width, "y": 0, "width": room_width, "height": room_height},
    ]
    file = folder / SCREENS
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return file


def _say(_kind: QtMsgType, _where: QMessageLogContext, said: str) -> None:
    if _CANNOT not in said:
        os.write(2, f"{said}\n".encode())
