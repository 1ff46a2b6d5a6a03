"""A slip in what binds a ticket is mended with a second person; its holder is never replaced."""

from __future__ import annotations

import pytest

from desk_app.domain.errors import (
    AlreadyHasTicket,
    AnotherPerson,
    NothingToCorrect,
    SecondPersonNeeded,
    UnknownRequest,
)
from desk_app.domain.overrides import Override
from desk_app.domain.people import parse_document
from desk_app.services.identities import Correction, correct, noted_hint
from tests.acts import issuing_ports
from tests.services.desk import DOCUMENT, INFO, PERMIT, SYLVIE

SLIPPED = "foreigner_number:9304218756"
STRANGER = "foreigner_number:7211130042"
HINT = "N. B., 1988"


def corrects(desk, number, document="", hint="", *, agrees=True, by=SYLVIE):
    ports = issuing_ports(desk.store, desk.clock)
    agreement = desk.agreed(Override.RECTIFICATION, number, asker=by) if agrees else None
    right = parse_document(document) if document else None
    return correct(
        Correction(number=number, document=right, hint=hint), by=by, agreement=agreement,
        keyed_hash=ports["keyed_hash"], read=desk.store.read, **desk.writing,
    )  # fmt: skip


def bound(desk, number):
    with desk.store.read() as work:
        return work.bindings.of_ticket(desk.ticket(number).id)


def kinds(desk):
    return [entry.kind for entry in desk.journal()]


def test_a_mistyped_number_is_mended_and_the_person_keeps_the_ticket(real_desk):
    number = real_desk.comes(PERMIT, document=SLIPPED, hint=HINT)

    outcome = corrects(real_desk, number, DOCUMENT)

    assert (outcome.ticket.number, outcome.changes.operation) == (number, "correct")
    with pytest.raises(AlreadyHasTicket):
        real_desk.comes(PERMIT, document=DOCUMENT)
    assert real_desk.comes(PERMIT, document=SLIPPED) != number
    assert bound(real_desk, number).hint == HINT


def test_the_journal_keeps_the_hashes_before_and_after_and_no_number(real_desk):
    number = real_desk.comes(PERMIT, document=SLIPPED)
    before = bound(real_desk, number).person

    corrects(real_desk, number, DOCUMENT)

    *_, made, fact = real_desk.journal()
    assert (made.kind, fact.kind) == ("OverrideUsed", "IdentityCorrected")
    assert fact.header["before"] == before
    assert fact.header["after"] == bound(real_desk, number).person != before
    assert not any("930421" in str(entry.header) for entry in real_desk.journal())


def test_initials_are_mended_and_stand_in_no_header(real_desk):
    number = real_desk.comes(PERMIT, document=DOCUMENT, hint=HINT)

    corrects(real_desk, number, hint="N. D., 1988")

    fact = real_desk.journal()[-1]
    assert (fact.header["before"], fact.header["after"]) == ("", "")
    assert bound(real_desk, number).hint == "N. D., 1988"
    assert noted_hint(number, **real_desk.ports) == "N. D., 1988"


def test_initials_that_were_not_noted_may_be_written(desk):
    number = desk.comes(PERMIT, document=DOCUMENT)

    corrects(desk, number, hint=HINT)

    assert bound(desk, number).hint == HINT


def test_a_document_noted_as_another_kind_is_mended(desk):
    number = desk.comes(PERMIT, document="card:9304218765")

    corrects(desk, number, DOCUMENT)

    with pytest.raises(AlreadyHasTicket):
        desk.comes(PERMIT, document=DOCUMENT)


@pytest.mark.parametrize("how", [{"document": STRANGER}, {"hint": "A. K., 1979"}])
def test_another_person_is_refused_whoever_agrees_and_it_is_recorded(real_desk, how):
    number = real_desk.comes(PERMIT, document=DOCUMENT, hint=HINT)
    before = bound(real_desk, number)

    with pytest.raises(AnotherPerson):
        corrects(real_desk, number, **how)

    denied = real_desk.journal()[-1]
    assert (denied.kind, denied.header["error"]) == ("OverrideDenied", "AnotherPerson")
    assert bound(real_desk, number) == before


def test_slip_by_slip_a_ticket_does_not_come_to_somebody_else(desk):
    number = desk.comes(PERMIT, document=SLIPPED)
    corrects(desk, number, DOCUMENT)

    with pytest.raises(AnotherPerson):
        corrects(desk, number, "foreigner_number:9304218712")

    assert kinds(desk).count("IdentityCorrected") == 1


def test_it_takes_a_second_person(desk):
    number = desk.comes(PERMIT, document=SLIPPED)

    with pytest.raises(SecondPersonNeeded):
        corrects(desk, number, DOCUMENT, agrees=False)

    assert "IdentityCorrected" not in kinds(desk)


def test_the_right_document_may_have_a_ticket_already(desk):
    first = desk.comes(PERMIT, document=DOCUMENT)
    number = desk.comes(PERMIT, document=SLIPPED)

    with pytest.raises(AlreadyHasTicket) as refused:
        corrects(desk, number, DOCUMENT)

    assert refused.value.number == first


@pytest.mark.parametrize("how", [{"document": DOCUMENT}, {"hint": HINT}, {"hint": " "}])
def test_what_is_right_already_is_not_corrected(desk, how):
    number = desk.comes(PERMIT, document=DOCUMENT, hint=HINT)

    with pytest.raises(NothingToCorrect):
        corrects(desk, number, **how)


def test_an_anonymous_ticket_has_no_identity(desk):
    number = desk.comes(INFO)

    with pytest.raises(NothingToCorrect):
        corrects(desk, number, DOCUMENT)
    with pytest.raises(NothingToCorrect):
        noted_hint(number, **desk.ports)


def test_a_visit_that_is_over_is_not_corrected(desk):
    number = desk.comes(PERMIT, document=SLIPPED)
    desk.cancels(number)

    with pytest.raises(NothingToCorrect):
        corrects(desk, number, DOCUMENT)


def test_an_agreement_for_one_ticket_corrects_no_other(desk):
    number = desk.comes(PERMIT, document=SLIPPED)
    other = desk.agreed(Override.RECTIFICATION, desk.comes(INFO))
    ports = issuing_ports(desk.store, desk.clock)

    with pytest.raises(UnknownRequest):
        correct(
            Correction(number=number, document=parse_document(DOCUMENT)), by=SYLVIE,
            agreement=other, keyed_hash=ports["keyed_hash"], read=desk.store.read,
            **desk.writing,
        )  # fmt: skip
