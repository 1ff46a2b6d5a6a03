"""Rendez-vous by keyboard: a place nobody else can use, in one page (screens 6.5)."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.changes import Topic, changes
from desk_app.domain.overrides import Override
from desk_app.services.booking_ports import Trace, TraceKind
from desk_app.ui.booking.model import Spot
from desk_app.words.errors import Said
from tests.services.booking_desk import (
    DAY,
    DEPOSIT,
    HANDOVER,
    HASHED,
    BookingDesk,
    applicant,
)
from tests.services.desk import KARIM
from tests.ui.booking.robot import Robot
from tests.ui.booking.zones import passport


@pytest.fixture
def desk(memory, clock) -> BookingDesk:
    """A desk in memory."""
    return BookingDesk(memory, clock)


@pytest.fixture
def robot(qapp, qtbot, desk, leaves_later) -> Robot:
    """An agent at the page."""
    return leaves_later(Robot(qapp, qtbot, desk))


def test_a_person_is_booked_by_keyboard_alone_and_the_reference_is_shown(robot):
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()

    (made,) = robot.kept()
    assert robot.reference() == made.reference
    assert made.reason == "no_device"
    assert robot.view.person.text("family_name") == ""  # the draft is gone


def test_what_to_bring_is_read_aloud_and_the_earliest_time_is_chosen(robot, desk):
    robot.picks()

    assert "Passeport" in robot.sees()
    assert robot.view.slots.chosen() == desk.offers()[0].place.slots[0]


def test_a_date_is_chosen_with_alt_and_its_digit_from_any_field(robot):
    robot.picks()
    second = robot.offered()[1]
    robot.focuses("booking.number")
    robot.presses_alt("2")

    assert robot.view.slots.chosen() == second
    assert robot.focus().objectName() == "booking.number"


@pytest.mark.parametrize("where", ["booking.kind", "booking.family_name", "booking.slot1"])
def test_a_passport_passed_anywhere_fills_the_person(robot, where):
    robot.picks()
    robot.focuses(where)
    robot.scans(passport())

    draft = robot.view.draft()
    assert (draft.kind, draft.country, draft.number) == ("passport", "BGD", "BX0472915")
    assert (draft.family_name, draft.given_names) == ("RAHMAN", "MD ANISUR")
    assert (draft.birth_date, draft.nationality) == ("14/08/1991", "BGD")
    assert "34 ans" in robot.sees()
    assert robot.focus().objectName() == "booking.phone"


def test_what_stood_in_the_field_before_the_scan_is_kept_but_for_what_the_zone_says(robot):
    robot.writes(email="nadia@asso-accueil.fr")
    robot.focuses("booking.email")
    robot.scans(passport())

    assert robot.written("booking.email") == "nadia@asso-accueil.fr"


def test_a_doubtful_digit_is_named_and_nothing_is_filled(robot):
    first, second = passport()
    robot.focuses("booking.number")
    robot.scans([first, "BX0472S15" + second[9:]])

    assert "Lecture douteuse du numéro" in robot.refused()
    assert robot.view.draft().family_name == ""


def test_a_reader_that_sends_no_enter_is_understood_too(robot, qtbot):
    robot.focuses("booking.number")
    robot.types("".join(passport()))

    qtbot.waitUntil(lambda: robot.view.draft().family_name == "RAHMAN")


def test_a_zone_cut_short_is_said(robot, qtbot):
    robot.focuses("booking.number")
    robot.types(passport()[0] + "\n")

    qtbot.waitUntil(lambda: "44" in robot.refused())


def test_somebody_s_typing_is_no_scan(qapp, qtbot, desk, leaves_later):
    robot = leaves_later(Robot(qapp, qtbot, desk))
    scanned = []
    robot.view.reader.scanned.connect(scanned.append)
    robot.writes(family_name="Benali", given_names="Nadia Fatima")

    assert scanned == []
    assert robot.view.draft().given_names == "Nadia Fatima"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("family_name", "XXXX", "Recopiez le nom du document"),
        ("family_name", "محمد", "lettres latines"),
        ("given_names", "N" * 101, "100"),
        ("birth_date", "29/02/1985", "n’existe pas"),
        ("birth_date", "01/01/2090", "pas encore passé"),
        ("nationality", "France", "Trois lettres"),
        ("number", "0000000000", "document"),
        ("phone", "12", "Dix chiffres"),
        ("email", "nobody", "nom@domaine.fr"),
    ],
)
def test_a_field_that_cannot_be_is_said_under_it_when_it_is_left(robot, field, typed, said):
    robot.writes(**{field: typed})

    assert said.lower() in robot.refused().lower()


def test_a_partial_birth_date_is_taken(robot):
    robot.picks()
    robot.fills(birth_date="1988")
    robot.presses_ctrl_enter()

    assert len(robot.kept()) == 1


def test_what_is_missing_is_asked_for_one_at_a_time(robot):
    robot.presses_ctrl_enter()
    without = robot.refused()
    robot.picks()
    robot.presses_ctrl_enter()
    nobody, cursor = robot.refused(), robot.focus().objectName()
    robot.fills(obstacle="")
    robot.presses_ctrl_enter()

    assert "Choisissez d’abord la démarche" in without
    assert "Numéro du document" in nobody
    assert cursor == "booking.number"
    assert "pourquoi la réservation en ligne n’était pas possible" in robot.refused()
    assert robot.focus().objectName() == "booking.obstacle"
    assert robot.kept() == []


def test_who_has_one_already_is_said_with_the_number(robot, desk):
    desk.books(applicant())
    robot.picks()
    robot.writes(number="9304218765")

    assert "Rendez-vous actif" in robot.refused()
    assert robot.offers() == ["Déplacer", "Annuler", "Réimprimer"]


def test_it_is_said_too_where_only_the_booking_finds_it(robot, desk):
    card = {"kind": "card", "number": "12AB34567", "country": "FRA"}
    desk.books(applicant(document=card))
    robot.picks()
    robot.fills(number="9304218765")  # not known under this number
    robot.view.person.fill({"kind": "card", "country": "FRA", "number": "12AB34567"})
    robot.presses_ctrl_enter()

    assert "Rendez-vous actif" in robot.refused()
    assert robot.offers() == ["Déplacer", "Annuler", "Réimprimer"]


def test_an_active_one_is_moved_with_the_same_three_dates(robot, desk):
    before = desk.books(applicant())
    robot.picks()
    robot.writes(number="9304218765")
    robot.clicks_words("Déplacer")
    wanted = robot.offered()[1]
    moving = robot.sees()
    robot.presses_alt("2")
    robot.presses_ctrl_enter()

    (after,) = [each for each in robot.kept() if each.is_active]
    assert "Déplacer et imprimer" in moving
    assert (after.reference, after.place.slots[0]) == (before.reference, wanted)
    assert robot.reference() == before.reference
    assert "Réserver et imprimer" in robot.sees()


def test_moving_is_left_without_loss(robot, desk):
    before = desk.books(applicant())
    robot.picks()
    robot.writes(number="9304218765")
    robot.clicks_words("Déplacer")
    robot.clicks_words("Ne pas déplacer")

    assert "Réserver et imprimer" in robot.sees()
    assert robot.kept() == [before]


def test_an_active_one_is_cancelled_only_when_it_is_said_twice(robot, desk):
    before = desk.books(applicant())
    robot.picks()
    robot.writes(number="9304218765")
    robot.clicks_words("Annuler")
    once = [each.is_active for each in robot.kept()]
    robot.clicks_words("Oui, annuler")

    assert once == [True]
    assert f"{before.reference} est annulé" in robot.refused()
    assert not any(each.is_active for each in robot.kept())
    assert "Aucun autre rendez-vous actif" in robot.sees()


def test_a_paper_is_printed_again(robot, desk):
    before = desk.books(applicant())
    robot.picks()
    robot.writes(number="9304218765")
    robot.clicks_words("Réimprimer")

    assert robot.reference() == before.reference
    assert "exemplaire" in robot.sees()
    assert robot.papers()


def test_another_procedure_is_no_bar(robot, desk):
    desk.books(applicant())
    robot.writes(number="9304218765")
    robot.picks(HANDOVER)

    assert "Un autre rendez-vous actif, pour une autre démarche" in robot.sees()
    assert robot.refused() == ""


def test_a_time_that_has_gone_is_struck_through_and_another_offered(robot, desk):
    robot.picks()
    robot.fills()
    gone = robot.view.slots.chosen()
    _take_all(desk, gone)
    robot.focuses("booking.phone")
    robot.presses_ctrl_enter()

    assert robot.view.slots.gone.isVisible()
    assert robot.view.slots.gone.face().slot == gone
    assert "vient de prendre cet horaire" in robot.refused()
    assert gone not in robot.offered()
    assert robot.view.slots.chosen() == robot.offered()[0]
    assert robot.focus().objectName() == "booking.phone"
    assert robot.view.draft().family_name == "Benali"  # nothing is lost


def test_it_is_struck_through_as_soon_as_another_desk_takes_it(robot, desk):
    robot.picks()
    gone = robot.view.slots.chosen()
    _take_all(desk, gone)
    robot.signals.changed.emit(changes("book", Topic.APPOINTMENTS))

    assert robot.view.slots.gone.face().slot == gone


def test_a_phone_of_many_is_told_and_bars_nobody(robot, desk):
    for number in range(4):
        desk.books(applicant(number=f"930421870{number}", phone="0612449031", family_name="Li",
                             given_names=f"{'ABCD'[number]}n"))  # fmt: skip
    robot.picks()
    robot.fills(phone="06 12 44 90 31")

    assert "Ce téléphone a déjà servi à 4 autres personnes ce mois-ci." in robot.refused()
    robot.presses_ctrl_enter()
    assert robot.reference()


def test_where_no_date_is_free_the_register_is_offered(robot, desk):
    for _ in range(2000):
        offered = desk.offers("AES_DEPOT")
        if not offered:
            break
        _take_all(desk, offered[0].place.slots[0], "AES_DEPOT")
    robot.picks("AES_DEPOT")
    said, offers = robot.sees(), robot.offers()
    robot.fills()
    robot.presses_alt("G")

    assert "Aucune date n’est libre" in said
    assert offers == ["Inscrire au registre", "Preuve de la demande"]
    assert robot.sheet.isVisible()


def test_without_the_key_nothing_is_begun(qapp, qtbot, desk, leaves_later):
    robot = leaves_later(Robot(qapp, qtbot, desk, has_key=False))
    robot.presses_ctrl_enter()

    assert "La clé qui signe les convocations" in robot.refused()
    assert not robot.view.procedure.isVisible()


def test_the_draft_stays_while_other_places_are_looked_at(robot):
    robot.picks()
    robot.writes(number="9304218765", family_name="Benali")
    robot.view.hide()
    robot.view.show()
    robot.settle()

    assert robot.view.draft().family_name == "Benali"
    assert robot.view.draft().procedure == DEPOSIT


def test_the_page_is_cleared_by_a_key(robot):
    robot.picks()
    robot.fills()
    robot.presses_alt("N")

    assert robot.view.draft().procedure == ""
    assert robot.view.draft().number == ""
    assert robot.chosen() == ""


def test_a_helper_shows_a_document_and_a_mandate(robot):
    robot.picks()
    robot.fills(helper="3")
    robot.presses_ctrl_enter()
    no_document = robot.refused()
    robot.writes(helper_document="9304218766")
    robot.presses_ctrl_enter()
    no_mandate = robot.refused()
    robot.writes(mandate="1")
    robot.presses_ctrl_enter()

    assert "Demandez un document" in no_document
    assert "mandat" in no_mandate
    assert robot.kept()[0].helper == "association"


def test_a_helper_s_document_that_cannot_be_is_said(robot):
    robot.picks()
    robot.fills(helper="1")
    robot.writes(helper_document="0000000000")
    robot.presses_ctrl_enter()

    assert "document" in robot.refused()
    assert robot.kept() == []


def test_a_passport_without_its_country_is_asked_for_it(robot):
    robot.picks()
    robot.view.person.fill({"kind": "passport"})
    robot.fills(number="BX0472915")
    robot.presses_ctrl_enter()

    assert robot.focus().objectName() == "booking.country"
    assert robot.kept() == []


def test_an_expired_document_still_tells_who_it_is(robot):
    robot.picks()
    robot.scans(passport(expires="250101"))

    assert "périmé" in robot.refused()
    assert robot.view.draft().family_name == "RAHMAN"


def test_it_opens_with_the_procedure_another_place_asked_for(robot):
    robot.view.hide()
    robot.presenter.begin_for(DEPOSIT)
    robot.view.show()
    robot.settle()

    assert robot.view.draft().procedure == DEPOSIT
    assert robot.chosen()


def test_a_draft_keeps_its_own_procedure(robot):
    robot.picks(HANDOVER)
    robot.presenter.begin_for(DEPOSIT)
    robot.view.hide()
    robot.view.show()

    assert robot.view.draft().procedure == HANDOVER


def test_everything_in_reach_of_tab_has_a_name(robot):
    nameless = [
        each.objectName() or type(each).__name__
        for each in (*robot.view.person.controls.values(), *robot.view.slots.cards)
        if not each.isHidden() and not each.accessibleName() and each.isEnabled()
        and each.isVisible()
    ]  # fmt: skip

    assert nameless == []


def _take_all(desk: BookingDesk, slot: str, procedure: str = DEPOSIT) -> None:
    """Other people take every seat of *slot*."""
    for number in range(50):
        offered = [each for each in desk.offers(procedure) if each.place.slots[0] == slot]
        if not offered:
            return
        name = "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:02}")
        desk.books(
            applicant(number=f"93{hash((slot, number)) % 10**8:08}", given_names=f"Xu{name}o"),
            procedure, slot=slot, by=KARIM,
        )  # fmt: skip


def _undoes(robot):
    robot.presses(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)


def test_ctrl_z_takes_the_booking_back_and_puts_the_draft_back_with_its_time(robot, desk):
    robot.picks()
    robot.fills(given_names="Nadja")
    robot.presses_ctrl_enter()
    (first,) = robot.kept()
    _undoes(robot)

    assert robot.kept()[0].status is AppointmentStatus.CANCELLED
    assert robot.written("booking.given_names") == "Nadja"
    assert robot.view.slots.chosen() == first.place.slots[0]
    assert robot.focus().objectName() == "booking.family_name"
    assert "Reprenez son papier" in robot.refused()
    assert robot.papers() == []

    robot.view.person.fill({"given_names": "Nadia"})
    robot.presses_ctrl_enter()

    again = next(each for each in robot.kept() if each.is_active)
    assert again.place == first.place


def test_another_person_does_not_have_the_time_that_was_taken_back(robot, desk):
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    (first,) = robot.kept()
    _undoes(robot)
    robot.presses_alt("N")
    robot.picks()
    robot.fills(number="7706113524")
    robot.view.person.fill({"obstacle": "no_device"})  # a second "1" so soon is a search for 11
    robot.presses_ctrl_enter()

    other = next(each for each in robot.kept() if each.is_active)
    assert (other.place.slots, other.place.seats) != (first.place.slots, first.place.seats)


def test_a_booking_somebody_touched_is_not_taken_back(robot, desk):
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    (first,) = robot.kept()
    desk.moves_appointment(first, by=KARIM)
    _undoes(robot)

    assert robot.kept()[0].is_active
    assert robot.refused() != ""


def test_the_phone_that_rang_at_the_desk_is_noted_by_a_key(robot, desk):
    robot.picks()
    robot.fills(phone="0612449031")
    robot.presses_ctrl_enter()
    robot.presses_alt("T")

    assert "Téléphone vérifié" in robot.refused()
    assert desk.journal()[-1].kind == "PhoneVerified"


def _absent_twice(desk):
    person = HASHED(applicant().document.canonical)
    with desk.store.begin() as work:
        for days in (30, 60):
            day = DAY - dt.timedelta(days=days)
            work.traces.add(Trace(kind=TraceKind.ABSENCE, subject=person, day=day))


def test_after_two_absences_a_supervisor_confirms_from_the_page(robot, desk):
    _absent_twice(desk)
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    assert "Absences depuis un an" in robot.refused()
    assert robot.offers() == ["Faire confirmer"]

    robot.presses_alt("S")
    (case,) = robot.cases
    case.then(desk.agreed(case.kind, case.subject))
    robot.settle()

    assert case.kind is Override.AFTER_ABSENCES
    (made,) = robot.kept()
    assert robot.reference() == made.reference


def test_an_answer_for_somebody_else_books_nobody(robot, desk):
    _absent_twice(desk)
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    robot.presses_alt("S")
    (case,) = robot.cases
    robot.writes(number="7706113524")
    case.then(desk.agreed(case.kind, case.subject))

    assert robot.kept() == []


def test_the_filled_button_stays_in_sight_and_the_focus_where_it_was(robot, desk, qtbot):
    desk.books()
    robot.shell.set_rehearsal(True)
    robot.picks()
    robot.fills()
    robot.view.paper.primary.setFocus()
    phone = Said("Ce téléphone a servi.", "La réservation reste possible.")
    robot.view.refuse(Spot.CONTACT, phone, level="warn")
    button = robot.view.paper.primary

    qtbot.waitUntil(robot.view.foot.isVisible)
    QTest.qWait(0)
    shown = button.visibleRegion().boundingRect()

    assert (shown.height(), shown.width()) == (button.height(), button.width())
    assert robot.focus() is button
    robot.view.withdraw()
    robot.view.person.clear()
    qtbot.waitUntil(lambda: not robot.view.foot.isVisible())
    assert robot.focus() is button


def test_a_booking_with_a_scanned_passport_takes_about_22_keys(robot, desk):  # screens.md 5
    robot.keys = 1  # F4 has opened the page
    robot.types("ren\n")
    typed = robot.keys
    robot.scans(passport())
    robot.keys = typed
    assert robot.focus().objectName() == "booking.phone"
    robot.types("0612449031\n\n")
    robot.types("2\n")
    robot.presses_ctrl_enter()
    robot.keys += 1

    (made,) = robot.kept()
    assert robot.reference() == made.reference
    assert made.reason == "no_contact"
    assert robot.keys <= 22


def test_what_a_scanned_person_has_is_changed_by_keys(robot, desk):
    booked = desk.books()
    robot.picks()
    robot.writes(number="9304218765")
    robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    printed = robot.papers()
    robot.presses_ctrl_enter()
    barred, focus = robot.refused(), robot.focus().accessibleName()
    robot.presses_alt("A")
    robot.types("\n")
    kept = [each.is_active for each in robot.kept()]
    robot.presses_alt("M")

    assert len(printed) == 1
    assert booked.reference in barred
    assert "Déplacer" in focus
    assert kept == [True]
    assert robot.presenter.making.moving is not None


def test_a_scan_of_who_has_one_puts_the_focus_on_what_can_be_done(robot, desk):
    robot.picks()
    robot.scans(passport())
    robot.writes(phone="0670149235", obstacle="1")
    robot.presses_ctrl_enter()
    robot.scans(passport())

    assert "Déplacer" in robot.focus().accessibleName()
    assert not robot.focus().visibleRegion().isEmpty()


def test_ctrl_p_prints_the_convocation_just_made_again(robot):
    def ctrl_p():
        robot.presses(Qt.Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)

    ctrl_p()
    nothing = robot.refused()
    robot.picks()
    robot.fills()
    robot.presses_ctrl_enter()
    made = []
    robot.signals.changed.connect(made.append)
    ctrl_p()

    assert "pas de convocation à réimprimer" in nothing
    assert [change.subject for change in made] == [robot.reference()]
