"""The way to the register from the page of bookings: dates that are drawn, or none that suits."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.draw import Half
from desk_app.domain.errors import BadValue
from desk_app.domain.overrides import Override
from desk_app.domain.register import Request
from desk_app.ui.booking.typed_days import typed_day
from desk_app.words.dates import show_times_in
from tests.services.booking_desk import DAY, HANDOVER, PARIS, applicant
from tests.services.register_desk import FAMILY, RegisterDesk
from tests.ui.booking.robot import Robot


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the page."""

    show_times_in(PARIS)

    def down(**given) -> Robot:
        return leaves_later(Robot(qapp, qtbot, desk, **given))

    return down


def waiting(desk) -> list[Request]:
    with desk.store.read() as work:
        return list(work.register.of_family(FAMILY))


def test_where_dates_are_drawn_the_filled_button_enters_the_request(sit, desk):  # AT-14
    desk.is_drawn()
    robot = sit()
    robot.picks()
    said, button = robot.sees(), robot.view.paper.primary.words()
    robot.fills()
    robot.presses_ctrl_enter()

    (request,) = waiting(desk)
    assert "Ces dates sont tirées au sort." in said
    assert "Prochain tirage\N{NO-BREAK SPACE}: lundi 2 mars 2026, 12:15." in said
    assert button == "Inscrire au registre"
    assert robot.reference() == request.reference
    assert robot.papers() == [f"request {request.reference}"]
    assert robot.kept() == []


def test_the_register_asks_why_not_online_as_a_booking_does(sit, desk):
    desk.is_drawn()
    robot = sit()
    robot.picks()
    robot.fills(obstacle="")
    robot.presses_ctrl_enter()

    assert waiting(desk) == []
    assert "la réservation en ligne n’était pas possible" in robot.refused()


def test_who_asked_before_gets_the_paper_of_the_same_request(sit, desk):
    desk.is_drawn()
    robot = sit()
    robot.picks()
    for _ in range(2):
        robot.fills(obstacle="")
        robot.view.person.controls["obstacle"].setCurrentIndex(1)
        robot.presses_ctrl_enter()

    assert len(waiting(desk)) == 1
    assert "avait déjà demandé" in robot.sees()


def test_where_none_of_the_dates_suits_it_is_said_when_the_person_can_come(sit, desk):  # L-01
    robot = sit()
    robot.picks()
    robot.fills()
    robot.presses_alt("G")
    robot.view.window().findChild(type(robot.sheet.half), "booking.half").walk()
    robot.sheet.not_before.setText("12/03")
    robot.sheet.not_after.setText("30/04/2026")
    robot.sheet.priority.walk()
    robot.sheet.deadline.setText("20/03")
    robot.clicks("booking.enter")

    (request,) = waiting(desk)
    wish = request.constraints
    assert (wish.not_before, wish.not_after) == (dt.date(2026, 3, 12), dt.date(2026, 4, 30))
    assert wish.half is Half.MORNING
    assert (request.has_legal_priority, request.deadline) == (True, dt.date(2026, 3, 20))
    assert robot.reference() == request.reference


def test_days_that_cannot_be_are_refused_in_the_sheet_and_nothing_is_entered(sit, desk):
    robot = sit()
    robot.picks()
    robot.fills()
    robot.presses_alt("G")
    said = []
    for first, last in (("31/02", ""), ("15/04", "12/04"), ("1/3/2026", "")):
        robot.sheet.not_before.setText(first)
        robot.sheet.not_after.setText(last)
        robot.sheet.primary.click()
        robot.settle()
        said.append(robot.refused())

    assert all(said)
    assert "Le dernier jour est avant le premier." in said[1]
    assert robot.sheet.isVisible()
    assert waiting(desk) == []


def test_the_sheet_is_not_opened_before_the_page_says_who_asks(sit, desk):
    robot = sit()
    robot.presses_alt("G")
    nothing = robot.refused()
    robot.picks()
    robot.presses_alt("G")

    assert "Choisissez d’abord la démarche." in nothing
    assert not robot.sheet.isVisible()


def test_an_appointment_is_not_moved_to_dates_that_are_drawn(sit, desk):  # AT-14
    desk.books()
    robot = sit()
    robot.picks()
    robot.writes(number="9304218765")
    desk.is_drawn()
    robot.clicks_words("Déplacer")
    robot.presenter.times.ask()
    robot.settle()

    assert "un rendez-vous ne se déplace pas" in robot.refused()
    assert robot.view.paper.primary.words() == "Inscrire au registre"


def test_who_has_an_appointment_of_the_family_is_shown_it_instead(sit, desk):
    booked = desk.books()
    desk.is_drawn()
    robot = sit()
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()

    assert booked.reference in robot.refused()
    assert waiting(desk) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("12/3", dt.date(2026, 3, 12)),
        ("1/3", dt.date(2027, 3, 1)),
        ("02.03.2026", DAY),
    ],
)
def test_a_day_is_read_with_its_year_or_as_the_next_such_day(typed, read):
    assert typed_day(typed, DAY) == read


@pytest.mark.parametrize("typed", ["demain", "31/02", "1/3/2026", "0/0"])
def test_what_is_no_day_to_come_is_refused(typed):
    with pytest.raises(BadValue):
        typed_day(typed, DAY)


# --- somebody who may be known (AT-01) -----------------------------------------------------------


def _is_known_by_a_card(desk):
    """The same names, by a card, hold an appointment of another family."""
    card = {"kind": "card", "number": "X0A1B2C3D"}
    return desk.books(applicant(document=card), HANDOVER)


def test_who_may_be_known_enters_a_request_as_that_person(sit, desk):
    first = _is_known_by_a_card(desk)
    desk.is_drawn()
    robot = sit()
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    refused = (first.reference in robot.sees(), waiting(desk))

    robot.takes("C’est cette personne")

    (request,) = waiting(desk)
    with desk.store.read() as work:
        assert work.appointments.get(first.reference).person == request.person
    assert refused == (True, [])
    assert robot.reference() == request.reference


def test_two_people_of_one_name_are_two_in_the_register_once_a_colleague_agrees(sit, desk):
    first = _is_known_by_a_card(desk)
    robot = sit()
    robot.picks()
    robot.fills()
    robot.presses_alt("G")
    robot.sheet.not_before.setText("12/03")
    robot.clicks("booking.enter")

    robot.takes("Une autre personne")
    robot.is_agreed_to()

    (request,) = waiting(desk)
    assert robot.cases[-1].kind is Override.HOMONYM
    assert request.person != first.person
    assert request.constraints.not_before == dt.date(2026, 3, 12)


def test_a_name_that_looks_invented_is_entered_by_two(sit, desk):
    robot = sit()
    robot.picks()
    robot.fills(family_name="Test")
    robot.presses_alt("G")
    robot.takes("Le document le porte")
    robot.is_agreed_to()

    robot.clicks("booking.enter")

    (request,) = waiting(desk)
    assert robot.reference() == request.reference
