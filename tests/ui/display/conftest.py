"""What the display's tests share: boards, a clock that is moved by hand, tasks without threads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.domain.counters import CounterId
from desk_app.domain.site import Message
from desk_app.domain.tickets import TicketNumber
from desk_app.services.board import Board, BoardLine
from desk_app.ui.tasks import Tasks
from desk_app.ui.theme import Theme, apply
from desk_app.words.catalogue import set_language

PARIS = ZoneInfo("Europe/Paris")
START = dt.datetime(2026, 3, 3, 10, 42, tzinfo=PARIS)


class AtOnce(Executor):
    """Does the work where it is asked for."""

    def submit(self, fn, /, *args, **kwargs):
        """Do it now."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is handed over, as a thread would
            future.set_exception(error)
        return future


class Hand:
    """A clock whose hand is moved by the test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, seconds: float) -> dt.datetime:
        """Let *seconds* pass."""
        self.now += dt.timedelta(seconds=seconds)
        return self.now


def line(
    number: str,
    counter: int = 1,
    *,
    at: dt.datetime = START,
    calls: int = 1,
    is_live: bool = True,
) -> BoardLine:
    """Return a call."""
    return BoardLine(
        number=TicketNumber(number),
        counter=CounterId(counter),
        called_at=at,
        calls=calls,
        is_live=is_live,
    )


def board_of(*calls: BoardLine, **fields: object) -> Board:
    """Return a board of an open site; the calls in any order."""
    usual: dict[str, object] = {
        "site": "Préfecture de la Seine-Saint-Denis",
        "messages": (Message(text={"fr": "Regardez l’écran.", "en": "Watch the screen."}),),
        "languages": ("fr", "en", "ar"),
        "is_open": True,
        "opens_at": START + dt.timedelta(days=1),
        "rehearsal": False,
        "time_zone": PARIS,
    }
    newest = sorted(calls, key=lambda each: each.called_at, reverse=True)
    return Board(calls=tuple(newest), **{**usual, **fields})


@pytest.fixture
def hand() -> Hand:
    """A clock at 10:42."""
    return Hand()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Tasks that are done where they are asked for, and delivered in the same breath."""
    bridge = Tasks(database=AtOnce(), world=AtOnce())
    yield bridge
    bridge.close()


@pytest.fixture
def themed(qapp: QApplication) -> Callable[[float], QApplication]:
    """An application in French, at the scale asked for."""

    def at(scale: float = 1.0) -> QApplication:
        set_language("fr")
        apply(qapp, Theme(scale=scale))
        return qapp

    return at


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the offscreen platform say what it cannot do with a window's least size."""
    item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
