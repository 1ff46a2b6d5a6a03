"""At the door, by keys: the code, the document, the ticket; each verdict with its word (6.6)."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desk_app.domain.changes import Changes, Topic
from desk_app.domain.errors import StoreUnavailable
from desk_app.domain.overrides import Override
from desk_app.domain.prints import PrintState
from desk_app.words.texts import spaced
from tests.services.booking_desk import HANDOVER, BookingDesk, applicant, code_of
from tests.ui.arrivals.robot import Robot

OTHER = "7706113524"


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def booked(desk):
    """An appointment of today; it is its hour."""
    booked = desk.books()
    desk.clock.now = booked.starts_at
    return booked


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the door."""
    return lambda **given: leaves_later(Robot(qapp, qtbot, desk, **given))


def _later(desk, **length):
    desk.clock.now += dt.timedelta(**length)


def _looks(robot):
    robot.signals.changed.emit(Changes("look", frozenset({Topic.APPOINTMENTS})))
    robot.settle()


def _facts(desk, kind):
    return [each for each in desk.journal() if each.kind == kind]


def test_a_scan_four_signs_and_enter_let_the_holder_in(sit, desk, booked):
    robot = sit()
    robot.scans(code_of(booked))
    said = robot.verdict()
    robot.shows("8765")

    (fact,) = _facts(desk, "HolderArrived")
    assert said.startswith("Valide Rendez-vous de 9:15")
    assert robot.number() == spaced(fact.header["number"])
    assert robot.focus().objectName() == "arrivals.code"


def test_the_name_is_told_only_after_the_document(sit, booked):
    robot = sit()
    robot.scans(code_of(booked))
    before = robot.sees()
    robot.shows("8765")

    assert "Benali" not in before
    assert "Nadia Benali" in robot.sees()


def test_the_list_has_no_name_and_follows_what_happens(sit, desk, booked):
    robot = sit()
    before = robot.rows("arrivals.expected")
    counts = robot.sees()
    robot.scans(code_of(booked))
    robot.shows("8765")
    (fact,) = _facts(desk, "HolderArrived")

    assert before == [["9:15", "…8765", "Renouvellement de titre", "attendu"]]
    assert "1 · arrivés 0 · attendus 30 min\N{NO-BREAK SPACE}: 1 · en retard 0" in counts
    assert robot.rows("arrivals.expected")[0][3] == f"arrivé 9:15, {spaced(fact.header['number'])}"


def test_who_is_past_the_hour_is_late_in_the_list(sit, desk, booked):
    robot = sit()
    _later(desk, minutes=12)
    _looks(robot)

    assert "en retard 12" in robot.rows("arrivals.expected")[0][3]
    assert "en retard 1" in robot.sees()


def test_ctrl_z_takes_the_arrival_back(sit, desk, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("8765")
    robot.undoes()

    assert "Arrivée annulée" in robot.verdict()
    assert robot.number() == ""
    assert robot.rows("arrivals.expected")[0][3] == "attendu"
    assert len(_facts(desk, "ArrivalUndone")) == 1


def test_a_lateness_is_excused_by_a_reason(sit, desk, booked):
    robot = sit()
    _later(desk, minutes=18)
    robot.scans(code_of(booked))
    late = robot.verdict()
    robot.excuses()
    robot.types("2\n")
    excused = robot.verdict()
    robot.shows("8765")

    (fact,) = _facts(desk, "HolderArrived")
    assert late.startswith("En retard de 18")
    assert "Passe après les présents" in late
    assert "Excusé" in excused
    assert (fact.header["excused"], fact.header["why"]) == (True, "children")


def test_a_great_lateness_takes_a_second_person(sit, desk, booked):  # AT-16
    robot = sit()
    _later(desk, minutes=40)
    robot.scans(code_of(booked))
    robot.excuses()
    (case,) = robot.cases
    case.then(desk.agreed(Override.LATE_ACCEPTANCE, case.subject))
    robot.shows("8765")

    (fact,) = _facts(desk, "HolderArrived")
    assert (case.kind, case.subject) == (Override.LATE_ACCEPTANCE, booked.reference)
    assert (fact.header["presence"], fact.header["excused"]) == ("very_late", True)


def test_an_agreement_that_comes_too_late_excuses_nobody_else(sit, desk, booked):
    other = desk.books(applicant(OTHER))
    robot = sit()
    _later(desk, minutes=60)
    robot.scans(code_of(booked))
    robot.excuses()
    (case,) = robot.cases
    robot.scans("")
    robot.types("\x1b")
    robot.scans(code_of(other))
    case.then(desk.agreed(Override.LATE_ACCEPTANCE, case.subject))

    assert "Excusé" not in robot.verdict()


def test_without_an_excuse_who_is_late_comes_in_as_a_walk_in(sit, desk, booked):
    robot = sit()
    _later(desk, minutes=18)
    robot.scans(code_of(booked))
    robot.shows("8765")

    assert robot.number()
    assert _facts(desk, "HolderArrived")[0].header["excused"] is False


def test_excuse_means_nothing_where_nobody_is_late(sit, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.excuses()

    assert robot.presenter.excuses.can_ask() is False
    assert not robot.view.sheet.isVisible()


def _too_early(desk, booked):
    _later(desk, minutes=-45)
    return code_of(booked)


def _another_day(desk, booked):
    _later(desk, days=-1)
    return code_of(booked)


def _another_site(desk, booked):
    return code_of(booked, site="75056")


def _old_copy(desk, booked):
    _later(desk, minutes=-45)
    desk.moves_appointment(booked)
    _later(desk, minutes=45)
    return code_of(booked)


def _cancelled(desk, booked):
    desk.cancels_appointment(booked)
    return code_of(booked)


def _altered(desk, booked):
    code = code_of(booked)
    return f"{code[:30]}{'7' if code[30] != '7' else '8'}{code[31:]}"


def _unknown(desk, booked):
    return "7K4M-2QXD"


def _used(desk, booked):
    desk.lets_in(code_of(booked))
    return code_of(booked)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_too_early, "Trop tôt Revenez à partir de 8:45"),
        (_another_day, "Autre jour Ce rendez-vous est"),
        (_another_site, "Autre site"),
        (_old_copy, "Ancienne copie"),
        (_cancelled, "Annulé"),
        (_altered, "Code illisible"),
        (_unknown, "Inconnu"),
        (_used, "Déjà utilisé à 9:15"),
    ],
)
def test_a_paper_that_lets_nobody_in_says_so_and_offers_the_next(sit, desk, booked, spoil, said):
    code = spoil(desk, booked)
    robot = sit()
    robot.scans(code)
    words = robot.verdict()
    (on,) = robot.view.card.verdict.buttons()
    on.click()

    assert words.startswith(said)
    assert on.words() == "Personne suivante"
    assert robot.verdict() == ""
    assert robot.number() == ""


def test_another_document_is_an_incident_and_nobody_comes_in(sit, desk, booked):  # AT-10
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("0000")
    robot.types("\n")

    assert robot.verdict().startswith("Document différent")
    assert len(_facts(desk, "IdentityMismatch")) == 1
    assert _facts(desk, "HolderArrived") == []


def test_a_number_typed_wrongly_is_typed_again(sit, desk, booked):  # AT-10
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("0000")
    refused = robot.verdict()
    robot.shows("8765")

    assert "Mal tapé" in refused
    assert len(_facts(desk, "HolderArrived")) == 1


def test_with_another_document_the_supervisor_lets_in(sit, desk, booked):  # AT-10
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("0000")
    robot.presses(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.AltModifier)
    (case,) = robot.cases
    case.then(desk.agreed(Override.OTHER_DOCUMENT, case.subject))
    robot.settle()
    robot.shows("0000")

    assert case.kind is Override.OTHER_DOCUMENT
    assert len(_facts(desk, "HolderArrived")) == 1


@pytest.mark.parametrize("typed", ["1", "12", "876"])
def test_fewer_than_four_signs_are_no_incident(sit, desk, booked, typed):  # AT-10
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows(typed)

    assert "quatre derniers caractères" in robot.refused()
    assert _facts(desk, "IdentityMismatch") == []
    assert robot.focus().objectName() == "arrivals.last4"


def test_the_supervisor_is_asked_for_nobody_whose_document_is_right(sit, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.presses(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.AltModifier)

    assert robot.cases == []


def test_the_document_is_asked_for(sit, desk, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.types("\n")

    assert robot.refused().count("document")
    assert _facts(desk, "HolderArrived") == []
    assert robot.focus().objectName() == "arrivals.last4"


def test_a_whole_document_number_may_be_scanned(sit, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.scans("9304218765")

    assert robot.number()


def test_the_next_convocation_may_be_scanned_over_the_document(sit, desk, booked):
    other = desk.books(applicant(OTHER))
    robot = sit()
    robot.scans(code_of(booked))
    robot.scans(code_of(other))
    robot.shows("3524")

    assert _facts(desk, "HolderArrived")[0].header["appointment"] == other.reference


def test_a_reference_is_typed(sit, booked):
    robot = sit()
    robot.scans(booked.reference.lower())

    assert robot.verdict().startswith("Valide")


def test_somebody_who_has_a_ticket_already_is_told_under_the_button(sit, desk):  # AT-11
    booked = desk.books(applicant(), HANDOVER)
    desk.clock.now = booked.starts_at
    number = desk.issued(HANDOVER, document="foreigner_number:9304218765").ticket.number
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("8765")

    assert spaced(number) in robot.refused()
    assert robot.number() == ""
    assert robot.focus().objectName() == "arrivals.last4"


def test_a_paper_that_does_not_come_is_said(sit, desk, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("8765")
    before = robot.refused()
    with desk.store.begin() as work:
        (job,) = [each for each in work.prints.all(10) if each.ticket is not None]
        work.prints.put(job.moved(PrintState.WAIT_PRINTER, now=desk.clock(), cause="lost"))
    _looks(robot)

    assert "Dites ou écrivez ce numéro" not in before
    assert "Dites ou écrivez ce numéro" in robot.refused()


def test_the_last_ticket_is_printed_again(sit, desk, booked):
    robot = sit()
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    nothing = robot.refused()
    robot.scans(code_of(booked))
    robot.shows("8765")
    with desk.store.begin() as work:
        (job,) = [each for each in work.prints.all(10) if each.ticket is not None]
        sent = job.moved(PrintState.SENDING, now=desk.clock())
        work.prints.put(sent.moved(PrintState.PRINTED, now=desk.clock()))
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    assert "Il n’y a pas de ticket à réimprimer" in nothing
    assert "DUPLICATA 2" in robot.refused()


class _NoKey:
    def read(self, text, **_):
        raise StoreUnavailable("locked")


def test_a_key_that_is_out_of_reach_is_no_fault_of_the_holder(sit, booked):
    robot = sit(codes=_NoKey())
    robot.scans(code_of(booked))

    assert robot.verdict() == ""
    assert robot.refused()


def test_another_agent_starts_with_nobody_at_the_door(sit, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.shell.show_place("elsewhere")
    elsewhere = robot.focus()
    robot.session.changed.emit()
    robot.settle()

    assert robot.view.card.is_waiting()
    assert robot.focus() is elsewhere


def test_the_list_is_as_late_as_the_verdict_beside_it(sit, desk, booked):
    robot = sit()
    _later(desk, minutes=4)
    robot.scans(code_of(booked))

    assert "4\u00a0min" in robot.verdict() or "Valide" in robot.verdict()
    assert "4\u00a0min" in robot.rows("arrivals.expected")[0][3]


def test_who_is_let_in_is_in_the_list_at_once(sit, desk, booked):
    robot = sit()
    robot.scans(code_of(booked))
    robot.shows("8765")

    assert robot.number() in robot.rows("arrivals.expected")[0][3]


def test_who_is_let_in_at_another_desk_is_in_the_list_at_once(sit, desk, booked):
    robot = sit()
    arrived = desk.lets_in(code_of(booked))
    robot.signals.changed.emit(arrived.changes)
    robot.settle()

    assert spaced(arrived.ticket.number) in robot.rows("arrivals.expected")[0][3]
