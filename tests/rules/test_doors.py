"""AT-08 to AT-12 and AT-14: paper, door, ticket and draw give nothing to who is not meant."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.booking_errors import (
    AlreadyArrived,
    CodeRefused,
    DocumentMismatch,
    DrawnByLot,
    OldCopy,
)
from desk_app.domain.codes import Genuine, Paper
from desk_app.domain.draw import ANY_TIME
from desk_app.domain.draw_lines import read_sheet
from desk_app.domain.draw_replay import replay
from desk_app.domain.errors import AlreadyHasTicket, UnknownTicket
from desk_app.domain.prints import PrintState
from desk_app.domain.tickets import TicketStatus
from desk_app.security.codes import new_id
from desk_app.services import convocations, draws, moves, printing, reception
from tests.services.booking_desk import CODES, DAY, HANDOVER, applicant, code_of
from tests.services.desk import DOCUMENT, PERMIT, SYLVIE, Desk
from tests.services.register_desk import FAMILY

SITE = "93008"


def comes(desk, booked) -> None:
    """It is five minutes before the hour."""
    desk.clock.now = booked.starts_at - dt.timedelta(minutes=5)


def valid(text: str, *, site: str = SITE) -> bool:
    return CODES.read(text, site=site, today=DAY, paper=Paper.CONVOCATION).is_valid


def test_at_08_any_sign_changed_is_refused(desk):
    code = code_of(desk.books(procedure=HANDOVER))

    changed = [
        code[:at] + other + code[at + 1 :]
        for at in range(len(code))
        for other in ("0" if code[at] != "0" else "1",)
    ]

    assert valid(code)
    assert [each for each in changed if valid(each)] == []


def test_at_08_another_site_s_code_and_a_second_use_are_told(desk):
    booked = desk.books(procedure=HANDOVER)
    comes(desk, booked)

    with pytest.raises(CodeRefused) as refused:
        desk.lets_in(code_of(booked, site="75056"))
    number = desk.lets_in(code_of(booked)).ticket.number
    with pytest.raises(AlreadyArrived) as used:
        desk.lets_in(code_of(booked))

    assert refused.value.reason == Genuine.OTHER_SITE
    assert used.value.number == number


def test_at_08_the_payload_has_neither_name_nor_number(desk):
    who = applicant()
    payload = CODES.read(
        code_of(desk.books(who, HANDOVER)), site=SITE, today=DAY, paper=Paper.CONVOCATION
    ).payload

    said = str(payload).upper()
    assert not [each for each in (who.family_name, who.given_names, who.document.number)
                if each.upper() in said]  # fmt: skip


def test_at_09_an_old_copy_is_refused_with_its_reason(desk):
    booked = desk.books(procedure=HANDOVER)
    paper = code_of(booked)
    copied = convocations.as_page(booked.reference, by=SYLVIE, codes=CODES, **desk.writing)
    comes(desk, booked)

    with pytest.raises(OldCopy) as refused:
        desk.lets_in(paper)

    assert (refused.value.copy, refused.value.latest) == (1, 2)
    assert copied.leaf.copy_no == 2
    assert desk.lets_in(code_of(copied.appointment)).ticket


def test_at_10_another_document_is_an_incident_and_no_entry(desk, kinds):
    booked = desk.books(procedure=HANDOVER)
    comes(desk, booked)

    with pytest.raises(DocumentMismatch):
        desk.lets_in(code_of(booked), "0000")

    assert kinds().count("IdentityMismatch") == 1
    with desk.store.read() as work:
        assert work.tickets.of_day(desk.clock().date()) == []


def test_at_11_a_second_ticket_is_refused_and_the_first_is_printed_again(desk):
    first = desk.comes(PERMIT, document=DOCUMENT)
    with pytest.raises(AlreadyHasTicket) as refused:
        desk.comes(PERMIT, document=DOCUMENT)
    with desk.store.begin() as work:
        (job,) = work.prints.all()
        for state in (PrintState.QUEUED, PrintState.SENDING, PrintState.AWAIT_ACK):
            job = job.moved(state, now=desk.clock()) if job.state is not state else job
        work.prints.put(job.moved(PrintState.PRINTED, now=desk.clock()))

    printing.reprint_ticket(
        refused.value.number, by=SYLVIE, new_id=new_id, printer=desk.printer, **desk.writing
    )

    assert refused.value.number == first
    with desk.store.read() as work:
        assert sorted(each.slip.copy_no for each in work.prints.all()) == [1, 2]


def test_at_12_a_ticket_of_yesterday_is_dead_and_a_wrong_holder_is_an_incident(desk, kinds):
    number = desk.comes(PERMIT, document=DOCUMENT)
    Desk.calls(desk)
    moves.report_wrong_holder(number, by=SYLVIE, **desk.writing)
    kept = desk.ticket(number).id
    desk.closes_day()
    desk.clock.passes(minutes=24 * 60)

    with pytest.raises(UnknownTicket):
        reception.find_ticket(number, **desk.ports)

    assert kinds().count("WrongHolder") == 1
    with desk.store.read() as work:
        assert work.tickets.get(kept).status not in {TicketStatus.WAITING, TicketStatus.CALLED}


def test_at_14_a_drawn_family_is_not_booked_at_once(desk):
    slot = desk.offers()[0].place.slots[0]
    desk.is_drawn()

    with pytest.raises(DrawnByLot):
        desk.books(slot=slot)


def test_at_14_the_replay_of_an_export_gives_the_same_and_a_byte_changed_does_not(desk):
    desk.is_drawn()
    for _ in range(6):
        desk.asks()
    drawn = desk.with_two_people()

    export = draws.held(FAMILY, None, by=SYLVIE, **desk.ports).export.encode()

    verdict = replay(export)
    assert verdict.is_valid
    assert (verdict.winners, verdict.seed) == (drawn.draw.winners, drawn.draw.seed)
    at = export.index(b'"number":') + len(b'"number":')
    other = b"9" if export[at : at + 1] != b"9" else b"8"
    assert not replay(export[:at] + other + export[at + 1 :]).is_valid


def test_at_14_asking_again_does_not_change_the_odds(desk):
    desk.is_drawn()
    once, often = desk.asks(), desk.asks(applicant("9304218765"))
    for _ in range(5):
        again = desk.asks(applicant("9304218765"), constraints=ANY_TIME)
        assert (again.is_new, again.request.reference) == (False, often.request.reference)

    sheet = read_sheet(desk.closes().sheet.splitlines())

    assert once.is_new
    assert len(sheet.entries) == 2


def test_at_14_a_cancelled_place_appears_only_in_the_next_draw(desk):
    desk.is_drawn()
    desk.asks()
    won = desk.with_two_people().given[0]
    desk.asks(applicant("9304218888"))
    desk.cancels_appointment(won)
    with desk.store.read() as work:
        pooled = [(seat.slot, seat.seat) for seat in work.seats.pooled(FAMILY, desk.clock())]

    desk.clock.passes(hours=4)  # the next hour of draws
    again = desk.with_two_people().given[0]

    assert (won.place.slots[0], won.place.seats[0]) in pooled
    assert again.place == won.place
    assert again.person != won.person
