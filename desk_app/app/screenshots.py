"""`desk-app screenshots`: every window, theme and size of text from one fixed morning."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desk_app.app import fixed_day
from desk_app.app.album import STORE, Album, fresh_folder
from desk_app.app.look import make_app
from desk_app.app.offscreen import out_of_sight
from desk_app.app.program import Program
from desk_app.app.robot import PlayedClock, Robot
from desk_app.app.walk import Walk
from desk_app.app.walk_display import draw_displays, example_slip
from desk_app.settings.desk import DeskSettings, settings_file, write_settings
from desk_app.settings.sites import demonstration_path, read_site
from desk_app.words.catalogue import ngettext

THEMES = {"light": "light", "dark": "dark", "high": "high_contrast"}
SCALES = (100, 150, 200)  # per cent
WIDTH, HEIGHT = 1366, 768
_BODY_PX = 14
NO_PRINTER = "tcp://127.0.0.1:9"  # nobody listens at the discard port


def draw_all(out: Path, *, themes: Sequence[str] = tuple(THEMES), scales: Sequence[int] = SCALES
             ) -> int:  # fmt: skip
    """Draw everything into *out*, say how much, and return the exit code."""
    folder = fresh_folder(out)
    album = Album(folder)
    with out_of_sight(folder), tempfile.TemporaryDirectory() as morning:
        made = Path(morning) / STORE
        fixed_day.make(made)
        for scale in scales:
            for theme in themes:
                _walk(album, made, theme, scale)
                sys.stderr.write(f"{theme} {scale} %\n")
        site = read_site(demonstration_path())
        draw_displays(album, site)
        album.keep_tickets(example_slip(site), site, "REM_TITRE")
    said = ngettext("{count} picture in {folder}", "{count} pictures in {folder}", album.count)
    sys.stdout.write(said.format(count=album.count, folder=folder) + "\n")
    return 0


def _walk(album: Album, made: Path, theme: str, scale: int) -> None:
    suffix = f"{theme}-{scale}"
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        shutil.copytree(made.parent, here / "matin")
        _set_up(here / "matin", theme)
        _set_up(here / "nouveau", theme)
        _set_up(here / "panne", theme, printer=NO_PRINTER)
        shutil.copytree(made.parent, here / "panne", dirs_exist_ok=True)
        _set_up(here / "autre", theme)
        (here / "autre" / STORE).write_text("not a database of ours", encoding="utf-8")
        with _program(here / "matin", fixed_day.NOW, scale) as (program, robot):
            Walk(program, robot, album, suffix).through_the_morning()
        with _program(here / "nouveau", fixed_day.OPENING, scale) as (program, robot):
            Walk(program, robot, album, suffix).from_the_first_start()
        with _program(here / "panne", fixed_day.EVENING, scale) as (program, robot):
            Walk(program, robot, album, suffix).when_closed()
        with _program(here / "panne", fixed_day.NOW, scale) as (program, robot):
            Walk(program, robot, album, suffix).without_paper()
        with _program(here / "autre", fixed_day.NOW, scale) as (program, robot):
            Walk(program, robot, album, suffix).when_not_ours()


def _set_up(folder: Path, theme: str, *, printer: str = "") -> None:
    folder.mkdir(exist_ok=True)
    settings = DeskSettings(theme=THEMES[theme], printer=printer)
    write_settings(settings_file(folder / STORE), settings)


@contextmanager
def _program(folder: Path, now: dt.datetime, scale: int) -> Iterator[tuple[Program, Robot]]:
    """Open the program on the store in *folder* at *scale* per cent of the usual text."""
    app = make_app("light")
    font = QFont(app.font())
    font.setPixelSize(round(_BODY_PX * scale / 100))
    app.setFont(font)  # what the system would have said: the program reads its scale from it
    clock = PlayedClock(now)
    program = Program(f"sqlite:///{folder / STORE}", rehearsed=clock)
    robot = Robot(program, clock)
    program.shell.resize(WIDTH, HEIGHT)
    try:
        program.start()
        program.shell.show()
        program.shell.activateWindow()
        yield program, robot
    finally:
        program.close()
        program.shell.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
