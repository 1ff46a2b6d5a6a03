"""The history of a slot on a sheet: places now, then what happened, the latest first (AT-25)."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QWidget

from desk_app.domain.people import Agent, Role
from desk_app.services.slot_history import slot_history
from desk_app.ui.history.presenter import HistoryPresenter
from desk_app.ui.history.sheet import HistorySheet
from desk_app.ui.session import Session
from desk_app.ui.shell.window import Shell
from desk_app.ui.tasks import Tasks
from tests.services.booking_desk import HANDOVER
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk, nobody_is_away
from tests.ui.hands import AtOnce, Hands, show_window


class Robot(Hands):
    """Somebody in front of the sheet."""

    def __init__(self, app, qtbot, desk, *, login=CHIEF, role=Role.SUPERVISOR) -> None:
        super().__init__(qtbot)
        self.tasks = Tasks(database=AtOnce(), world=AtOnce())
        session = Session(desk="Accueil 1")
        session.sign_in(Agent(login=login, name="", role=role))
        self.shell = Shell(app)
        self.shell.add_place("here", "gauge", "Ici", "F7", QWidget())
        self.sheet = HistorySheet(self.shell)
        self.presenter = HistoryPresenter(
            self.sheet,
            partial(slot_history, holidays=nobody_is_away, **desk.ports),
            session=session,
            tasks=self.tasks,
            clock=desk.clock,
        )
        show_window(qtbot, self.shell, "here")

    def leaves(self) -> None:
        """Close the window and everything behind it."""
        self.tasks.close()
        self.shell.close()
        self.shell.deleteLater()


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    return RegisterDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later):
    return lambda **how: leaves_later(Robot(qapp, qtbot, desk, **how))


def test_places_stand_first_then_what_happened_with_who_and_when(robot, desk):
    booked = desk.books(procedure=HANDOVER)
    desk.cancels_appointment(booked)
    chief = robot()

    chief.presenter.open_for(booked.place.slots[0])

    said = chief.sees()
    assert "2 mars 9:10 (REMISE)" in said
    assert "Place 1\u00a0: rendue, pas encore proposée" in said
    assert f"{booked.reference} annulé" in said
    assert said.index("annulé") < said.index(f"{booked.reference} donné")
    assert " · Sylvie Marchand" in said


def test_a_slot_that_nothing_knows_is_said(robot):
    chief = robot()

    chief.presenter.open_for("NO/2026-03-12T0910")

    assert chief.sheet.isVisible()
    assert "NO/2026-03-12T0910" in chief.sees()


def test_escape_leaves_it(robot, desk):
    chief = robot()
    chief.presenter.open_for(desk.books(procedure=HANDOVER).place.slots[0])

    chief.types("⎋")

    assert not chief.sheet.isVisible()


def test_who_is_no_supervisor_and_what_is_no_slot_opens_nothing(robot, desk):
    slot = desk.books(procedure=HANDOVER).place.slots[0]
    clerk, chief = robot(login=SYLVIE, role=Role.AGENT), robot()

    clerk.presenter.open_for(slot)
    chief.presenter.open_for("")

    assert not clerk.sheet.isVisible()
    assert not chief.sheet.isVisible()
