"""The sheet of an opening by keys: cards before the hour, the doors from it on (AT-13)."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit

from desk_app.domain.people import Agent, Role
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.services import opening_draws
from desk_app.services.direction import set_procedure
from desk_app.services.opening_page import opening_page
from desk_app.ui.keys import KeyGuard
from desk_app.ui.opening.operations import OpeningOperations
from desk_app.ui.opening.presenter import OpeningDraw
from desk_app.ui.opening.sheet import OpeningSheet
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import HASHED, PARIS, BookingDesk
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import nobody_is_away
from tests.ui.hands import AtOnce, Clockwork, Hands, show_window

OPENS = dt.datetime(2026, 3, 2, 7, 30, tzinfo=dt.UTC)


class Robot(Hands):
    """An agent at the reception before the doors open."""

    def __init__(self, app, qtbot, desk) -> None:
        super().__init__(qtbot)
        show_times_in(PARIS)
        self.desk, self.signals = desk, AppSignals()
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        self.bugs: list[Exception] = []
        self.tasks.bug.connect(self.bugs.append)
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(Agent(login=SYLVIE, name="Sylvie Marchand", role=Role.AGENT))
        self.shell = Shell(app)
        self.shell.commands.guard = KeyGuard(now=Clockwork())
        self.sheet = OpeningSheet(self.shell.centralWidget())
        self.draw = OpeningDraw(
            self.sheet, self._operations(), session=self.session, tasks=self.tasks,
            signals=self.signals, clock=desk.clock, parent=self.shell,
        )  # fmt: skip
        self.shell.add_place("reception", "ticket", "Accueil", "F2", QLineEdit())
        self.shell.set_commands("reception", (self.draw.command("reception"),))
        show_window(qtbot, self.shell, "reception")
        self.settle()

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()
        assert self.bugs == []

    def acts(self) -> None:
        """Press the sheet's filled button."""
        self.sheet.primary.click()
        self.settle()

    def _operations(self) -> OpeningOperations:
        desk = self.desk
        return OpeningOperations(
            look=partial(opening_page, holidays=nobody_is_away, **desk.ports),
            hand_card=partial(
                opening_draws.hand_card, keyed_hash=HASHED, holidays=nobody_is_away,
                new_secret=new_draw_secret, **desk.writing,
            ),
            open_doors=partial(
                opening_draws.open_doors, new_id=new_id, new_code=new_code, holidays=nobody_is_away,
                printer=desk.printer, **desk.writing,
            ),
        )  # fmt: skip


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory, ten minutes before the doors open."""
    clock.now = OPENS - dt.timedelta(minutes=10)
    return BookingDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """Somebody at the reception."""
    return leaves_later(Robot(qapp, qtbot, desk))


def test_cards_are_handed_out_then_the_doors_are_opened(robot, desk):
    set_procedure("INFO", quota=1, by=CHIEF, **desk.writing)
    robot.draw.ask()
    choose(robot, "INFO")
    for _ in range(2):
        robot.acts()
    said, stands = robot.refused(), robot.sees()
    desk.clock.passes(minutes=10)
    robot.draw.ask()
    robot.types("\n")

    assert "Carte 2" in said
    assert "2 cartes · 1 ticket" in stands
    assert "Sans ticket" in robot.refused()
    assert "ticket A" in robot.find("opening.given").text()


def test_a_document_that_is_none_is_refused_and_no_card_is_handed_out(robot):
    robot.draw.ask()
    choose(robot, "REM_TITRE")
    robot.acts()
    needed = robot.refused()
    robot.sheet.document.setText("12")
    robot.acts()
    wrong = robot.refused()
    robot.sheet.document.setText("9304218765")
    robot.acts()

    assert needed
    assert wrong
    assert "Carte 1" in robot.refused()


def test_before_their_hour_cards_wait_and_it_is_said_until_when(robot, desk):
    desk.clock.passes(minutes=-30)
    robot.draw.ask()

    assert not robot.sheet.primary.isEnabled()
    assert "Les cartes sont remises à partir de 8:15" in robot.sees()


def test_who_hands_no_ticket_out_does_not_open_the_sheet(robot):
    robot.session.sign_in(Agent(login=SYLVIE, name="Karim", role=Role.COUNTER))
    robot.draw.ask()

    assert not robot.draw.can_ask()
    assert not robot.sheet.isVisible()


def choose(robot, code) -> None:
    """Choose a procedure in the list."""
    robot.sheet.procedure.choose(code)
    robot.settle()
