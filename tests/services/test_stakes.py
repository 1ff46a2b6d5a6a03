"""What two people read before they agree: the subject as it is, and as it would be."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.errors import UnknownProcedure, UnknownTicket
from desk_app.domain.overrides import Override
from desk_app.domain.tickets import Priority
from desk_app.services.stakes import Stakes, stakes
from desk_app.words.catalogue import language, set_language
from desk_app.words.stakes import as_it_is, as_it_would_be
from tests.services.booking_desk import BookingDesk
from tests.services.desk import DOCUMENT, PERMIT


@pytest.fixture(autouse=True)
def _french():
    before = language()
    set_language("fr")
    yield
    set_language(before)


def seen(desk, kind, subject) -> Stakes:
    return stakes(kind, subject, language="fr", **desk.ports)


def said(desk, kind, subject) -> tuple[str, str]:
    change = seen(desk, kind, subject)
    return as_it_is(change), as_it_would_be(change)


def test_a_local_priority_goes_behind_the_priorities_of_the_law(real_desk):
    for _ in range(3):
        real_desk.comes()
    real_desk.comes(priority=Priority.CMI)

    assert said(real_desk, Override.LOCAL_PRIORITY, "info") == (
        "Renseignement\u00a0: 4 personnes avant",
        "Après les priorités légales, avant les rendez-vous\u00a0: 1 personne avant",
    )


def test_with_nobody_there_a_priority_changes_nothing(desk):
    assert said(desk, Override.LOCAL_PRIORITY, "INFO")[0].endswith("personne devant")


def test_a_call_out_of_turn_says_whom_it_passes(real_desk):
    numbers = [real_desk.comes() for _ in range(3)]

    now, then = said(real_desk, Override.OUT_OF_ORDER, numbers[2].lower())

    assert "2 personnes avant" in now
    assert then == "Appelé maintenant, avant 2 personnes arrivées plus tôt"
    assert said(real_desk, Override.OUT_OF_ORDER, numbers[0])[1].endswith("avant le prochain")


def test_a_late_return_says_when_it_ended_and_its_place(desk):
    number = desk.comes()
    desk.calls()
    desk.is_absent(number)
    desk.clock.passes(minutes=20)

    now, then = said(desk, Override.LATE_ACCEPTANCE, number)

    assert "absent, pouvait revenir jusqu’à" in now
    assert "De nouveau dans la file, à sa place de" in then


def test_a_return_that_was_used_has_no_hour(desk):
    waiting = seen(desk, Override.LATE_ACCEPTANCE, desk.comes())

    assert waiting.until is None
    assert as_it_is(waiting).endswith("001, Renseignement")


@pytest.mark.parametrize(("hint", "told"), [("N. B., 1988", "N. B., 1988"), ("", "non notées")])
def test_an_identity_is_told_by_its_initials(desk, hint, told):
    number = desk.comes(PERMIT, document=DOCUMENT, hint=hint)

    now, then = said(desk, Override.RECTIFICATION, number)

    assert told in now
    assert "une fois" in then


@pytest.mark.parametrize("kind", [Override.MANUAL_SLOT, Override.FREE_SLOT])
def test_a_slot_is_told_by_its_reference(desk, kind):
    change = seen(desk, kind, " 2026-03-12 9:20 ")

    assert as_it_is(change) == "2026-03-12 9:20"
    assert as_it_would_be(change)


def test_hours_made_by_hand_are_told_by_their_day_and_hour(desk):
    change = seen(desk, Override.MANUAL_SLOT, "DEPOT_MATIN/2026-03-07T0900")

    assert as_it_is(change) == "7 mars 9:00 (DEPOT_MATIN)"
    assert "le calendrier" in as_it_would_be(change)


def test_what_is_not_there_is_refused(desk):
    with pytest.raises(UnknownTicket):
        seen(desk, Override.OUT_OF_ORDER, "Z999")
    with pytest.raises(UnknownProcedure):
        seen(desk, Override.LOCAL_PRIORITY, "NOPE")


def test_a_procedure_the_site_has_dropped_is_told_by_its_code(desk):
    number = desk.comes()
    with desk.store.begin() as work:
        ticket = work.tickets.by_number(desk.clock().date(), number)
        work.tickets.put(_of_old(ticket))

    assert seen(desk, Override.OUT_OF_ORDER, number).name == "OLD"


def _of_old(ticket):
    return dataclasses.replace(ticket, procedure="OLD", revision=ticket.revision + 1)


def test_a_late_holder_stands_by_the_appointed_hour(real_desk):  # AT-16
    desk = BookingDesk(real_desk.store, real_desk.clock)
    booked = desk.books()

    assert said(desk, Override.LATE_ACCEPTANCE, booked.reference) == (
        f"{booked.reference}, Renouvellement de titre\N{NO-BREAK SPACE}: rendez-vous de 9:15",
        "Entre comme sur rendez-vous, après les présents à l’heure",
    )


def test_after_absences_an_appointment_is_like_anybody_s(memory, clock):
    now, then = said(BookingDesk(memory, clock), Override.AFTER_ABSENCES, "rnv_depot")

    assert "deux absences ou plus" in now
    assert "n’exclut personne" in then


def test_a_correction_names_whom_the_appointment_was_given_to_by_initials(desk):  # AT-02, R-08
    desk = BookingDesk(desk.store, desk.clock)
    booked = desk.books()

    now, then = said(desk, Override.RECTIFICATION, booked.reference)

    assert now.endswith("donné à N.B. 1988") or now.endswith("donné à B.N. 1988")
    assert "même personne" in then


def test_a_holder_who_is_forgotten_has_no_initials(desk):
    desk = BookingDesk(desk.store, desk.clock)
    booked = desk.books()
    with desk.store.begin() as work:
        work.appointments.erase(booked.id)

    assert seen(desk, Override.RECTIFICATION, booked.reference).hint == ""


def test_another_document_stands_by_the_hour_and_stays_an_incident(desk):  # AT-10
    desk = BookingDesk(desk.store, desk.clock)
    booked = desk.books()

    now, then = said(desk, Override.OTHER_DOCUMENT, booked.reference)

    assert "rendez-vous de 9:15" in now
    assert "incident" in then


@pytest.mark.parametrize("kind", [Override.REAL_NAME, Override.HOMONYM])
def test_what_is_seen_of_a_person_says_the_procedure_and_nothing_of_the_person(desk, kind):
    now, then = said(desk, kind, PERMIT)

    assert now == "Remise d’un titre"
    assert then.startswith("Saisie")
    with pytest.raises(UnknownProcedure):
        seen(desk, kind, "NOPE")
