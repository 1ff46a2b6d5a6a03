"""The reader's walk: one call from the agent's key to the waiting room, recorded and compared."""

from __future__ import annotations

import dataclasses
import re
import sys
import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from desk_app.domain.counters import CounterId
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.services.board import board
from desk_app.services.counter import counter_screen
from desk_app.services.issuing import Order
from desk_app.services.tickets import call_next
from desk_app.ui.counter.operations import CounterOperations
from desk_app.ui.counter.screen import counter_place
from desk_app.ui.display.canvas import DisplayCanvas
from desk_app.ui.display.presenter import DisplayPresenter
from desk_app.ui.keys import KeyGuard
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.ui.theme import Theme, apply
from tests.acts import NO_HOLIDAYS, issues
from tests.arch.source import PRODUCT, ROOT

PAGE = ROOT / "docs" / "architecture.md"
HOPS = 11
STEP = re.compile(r"^(\d+\.| +-) \[`([\w.]+)`\]\(\.\./(desk_app/[\w/]+\.py)\)", re.MULTILINE)
THREE = CounterId(3)
CLERK = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)

Hop = tuple[str, str]
"""A function by its qualified name, and the file it stands in."""


class Recorder:
    """Notes every function of the program that is entered, on this thread and *worker*'s."""

    def __init__(self, worker: Executor) -> None:
        self.trace: list[Hop] = []
        self.threads: dict[str, set[int]] = {}
        self.ways: dict[str, list[Hop]] = {}
        self._worker = worker

    def __enter__(self) -> Recorder:
        self._worker.submit(sys.setprofile, self._on_event).result()
        sys.setprofile(self._on_event)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        self._worker.submit(sys.setprofile, None).result()

    def _on_event(self, frame, event: str, _: object) -> None:
        hop = _hop(frame) if event == "call" else None
        if hop is not None:
            self.trace.append(hop)
            self.threads.setdefault(hop[0], set()).add(threading.get_ident())
            self.ways.setdefault(hop[0], _way_to(frame))


def _hop(frame) -> Hop | None:
    path = frame.f_code.co_filename
    start = path.find(f"/{PRODUCT}/")
    return (frame.f_code.co_qualname, path[start + 1 :]) if start >= 0 else None


def _way_to(frame) -> list[Hop]:
    """The functions of the program that are under way at *frame*, the first one first."""
    way: list[Hop] = []
    while frame is not None:
        hop = _hop(frame)
        way += [] if hop is None else [hop]
        frame = frame.f_back
    return way[::-1]


class Window:
    """What Guichet needs of the window around it; the road does not lead through it."""

    def __init__(self) -> None:
        self.undo_bar = self

    def set_title(self, title: str, sub: object = "") -> None:
        """Take the title."""

    def show_undo(self, text: str, callback: object) -> None:
        """Take what was done."""

    def forget(self) -> None:
        """Take that nothing can be taken back."""


def _unused(*_args: object, **_kwargs: object) -> object:
    raise AssertionError("calling the next visitor needs no other operation")


@pytest.fixture
def worker():
    """The database's worker, where the recorder can stand beside it."""
    with ThreadPoolExecutor(1, "desk-database") as executor:
        yield executor


@pytest.fixture
def owner(qapp):
    """Whose the presenters are: deleted here, on the thread of the windows.

    Left to the collector, they could be found by it on the worker, where a timer cannot be stopped.
    """
    parent = QObject()
    yield parent
    shiboken6.delete(parent)


@pytest.fixture
def tasks(qtbot, owner, worker):
    """The real bridge."""
    bridge = Tasks(database=worker, parent=owner)
    yield bridge
    bridge.close()


@pytest.fixture
def button(owner, qapp, qtbot, sqlite_store, clock, tasks, signals):
    """Guichet as the agent sees it, with real operations: its filled button."""
    apply(qapp, Theme())
    session = Session(desk="Guichet 3", parent=owner)
    session.sign_in(CLERK)
    session.sit_at(THREE)
    names = [field.name for field in dataclasses.fields(CounterOperations)]
    given = dict.fromkeys(names, _unused) | {
        "look": partial(counter_screen, read=sqlite_store.read, clock=clock),
        "places": lambda **_: (),
        "call_next": partial(call_next, begin=sqlite_store.begin, clock=clock),
    }
    overlay = QWidget()
    qtbot.addWidget(overlay)
    view = counter_place(
        operations=CounterOperations(**given),
        session=session,
        tasks=tasks,
        signals=signals,
        window=Window(),
        overlay=overlay,
        guard=KeyGuard(),
        clock=clock,
        ask_second=_unused,
    ).view
    qtbot.addWidget(view)
    view.resize(1366, 768)
    with qtbot.waitExposed(view):
        view.show()
    yield view.visit.primary
    overlay.close()


@pytest.fixture
def signals(owner) -> AppSignals:
    """The one signal."""
    return AppSignals(owner)


@pytest.fixture
def room(owner, qapp, qtbot, sqlite_store, clock, tasks, signals):
    """The display in its look: its presenter and what it paints on."""
    apply(qapp, Theme())
    canvas = DisplayCanvas()
    qtbot.addWidget(canvas)
    presenter = DisplayPresenter(
        board=partial(board, read=sqlite_store.read, clock=clock, holidays=lambda _: NO_HOLIDAYS),
        tasks=tasks,
        signals=signals,
        clock=clock,
        parent=owner,
    )
    presenter.pictured.connect(canvas.show_picture)
    presenter.start()
    qtbot.waitUntil(lambda: presenter.board() is not None)
    yield presenter, canvas
    presenter.stop()


@pytest.fixture
def recorded(qtbot, button, room, worker, sqlite_store, clock) -> Recorder:
    """What was entered between the agent's press and the picture with the number on it."""
    _, canvas = room
    number = issues(sqlite_store, clock, Order(procedure="INFO")).ticket.number
    qtbot.waitUntil(lambda: bool(button.words()))  # the counter has been read
    QCoreApplication.sendPostedEvents()  # and laid out: the button moves no more
    with Recorder(worker) as recorder:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: _is_shown(number, canvas))
    return recorder


@pytest.fixture
def lines() -> list[tuple[str, Hop]]:
    """The list of docs/architecture.md: a number or a dash, and a function."""
    found = STEP.findall(PAGE.read_text(encoding="utf-8"))
    return [(mark.strip(), (name, path)) for mark, name, path in found]


@pytest.fixture
def road(lines) -> list[Hop]:
    """Every function of the list."""
    return [hop for _, hop in lines]


def _is_shown(number: str, canvas: DisplayCanvas) -> bool:
    first = canvas.picture().scene.first
    return first is not None and first.number == number


def _never_entered(road: list[Hop], trace: list[Hop]) -> list[Hop]:
    """The hops that were not entered after the hop before them."""
    missing, after = [], 0
    for hop in road:
        place = next((i for i in range(after, len(trace)) if trace[i] == hop), None)
        if place is None:
            missing.append(hop)
        else:
            after = place + 1
    return missing


def test_a_call_goes_the_road_that_is_written_down(road, recorded):
    assert _never_entered(road, recorded.trace) == []


def test_the_road_is_short_enough_to_be_read(lines):
    numbers = [mark for mark, _ in lines if mark != "-"]

    assert numbers == [f"{place}." for place in range(1, HOPS + 1)]


def test_no_function_on_the_road_is_left_out(road, recorded):
    under_way = {hop for name, _ in road for hop in recorded.ways[name]}

    assert under_way - set(road) == set()


def test_the_road_begins_at_the_button_and_is_three_functions_to_the_bridge(road, recorded):
    assert recorded.ways["Tasks.run"] == road[:3]


def test_the_sql_is_within_the_limit_with_every_function_counted(road, recorded):
    to_the_worker, saved = recorded.ways["Tasks.run"], recorded.ways["SqlTickets.put"]

    assert saved[-1] == ("SqlTickets.put", "desk_app/store/tickets.py")
    assert len(road[: road.index(saved[-1]) + 1]) <= HOPS
    assert {*to_the_worker, *saved} <= set(road[: road.index(saved[-1]) + 1])


def test_a_call_is_decided_and_saved_once(recorded):
    entered = [name for name, path in recorded.trace if "/ui/" not in path]
    decisive = ("call_next", "Chooser.next_ticket", "Ticket.call", "SqlTickets.put")

    assert [entered.count(name) for name in decisive] == [1, 1, 1, 1]


def test_the_windows_thread_opens_no_transaction(recorded):
    opened = recorded.threads["Store.begin"] | recorded.threads["Store.read"]

    assert threading.get_ident() not in opened
