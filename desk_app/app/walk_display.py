"""The waiting room's screen in each of its states, and the paper of the fixed morning."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import QSize

from desk_app.app import fixed_day
from desk_app.app.album import Album
from desk_app.domain.counters import CounterId
from desk_app.domain.prints import Slip
from desk_app.domain.site import Site
from desk_app.domain.tickets import TicketNumber
from desk_app.services.board import BoardLine
from desk_app.ui.display import sentences
from desk_app.ui.display.band import Page, Rotation, Words
from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.display.picture import Picture, State
from desk_app.ui.display.stage import Scene

ROOMS = {"wide": QSize(1920, 1080), "high": QSize(1080, 1920)}


def draw_displays(album: Album, site: Site) -> None:
    """Keep the waiting room's screen in each of its states, wide and high."""
    for state, picture in _displays(site).items():
        for room, size in ROOMS.items():
            canvas = DisplayCanvas()
            canvas.resize(size)
            canvas.show_picture(picture)
            album.keep(f"display-{state}-{room}", canvas.grab())


def example_slip(site: Site) -> Slip:
    """Return the paper of the fixed morning's ticket."""
    procedure = next(each for each in site.procedures.values() if each.code == "REM_TITRE")
    return Slip(
        site=site.name, number="C042", procedure=procedure.named("fr"), procedure_translated="",
        issued_at=fixed_day.NOW, people_before=6, wait_low=15, wait_high=25, language="fr",
        code="7K4M2QXD", qr=f"DESK1/{site.code}/20260303/7K4M2QXD", rehearsal=True,
    )  # fmt: skip


def _displays(site: Site) -> dict[str, Picture]:
    calls = [
        BoardLine(
            number=TicketNumber(number),
            counter=CounterId(counter),
            called_at=fixed_day.NOW - dt.timedelta(minutes=minutes),
            calls=1,
            is_live=minutes < 2,
        )
        for number, counter, minutes in (
            ("C042", 3, 0), ("D020", 4, 0), ("A112", 1, 1), ("B029", 3, 4), ("B028", 2, 6),
            ("E007", 4, 8), ("A111", 1, 9), ("F012", 2, 12), ("G003", 4, 15),
        )
    ]  # fmt: skip
    usual = Picture(
        state=State.CALLS,
        site=site.name,
        time="10:42",
        page=_band(site),
        scene=Scene(first=calls[0], others=tuple(calls[1:3]), past=tuple(calls[3:])),
    )
    alone = Scene(first=calls[0])
    emergency = "Évacuation : sortez calmement par la porte la plus proche."
    return {
        "calls": usual,
        "one-call": dataclasses.replace(usual, scene=alone, is_rehearsal=True),
        "old-picture": dataclasses.replace(usual, stale="Image de 10:20"),
        "welcome": dataclasses.replace(
            usual, state=State.WELCOME, notice=sentences.welcome(site.languages)[:2]
        ),
        "closed": dataclasses.replace(
            usual, state=State.CLOSED, time="18:05", hour="8:30", notice=_until_tomorrow()
        ),
        "emergency": dataclasses.replace(usual, state=State.EMERGENCY, emergency=emergency),
    }


def _band(site: Site) -> Page | None:
    messages = sentences.shown_messages(site.messages, site.languages)
    return Rotation(messages, site.languages).at(dt.timedelta(0))


def _until_tomorrow() -> tuple[Words, ...]:
    opens = fixed_day.OPENING + dt.timedelta(days=1)
    return sentences.in_french(sentences.closed(), sentences.opens_on(opens, fixed_day.EVENING))
