"""What Accueil shows: which procedures give tickets, who waits, the last tickets."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.errors import UnknownTicket
from desk_app.domain.people import parse_document
from desk_app.domain.prints import PrintState
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.reception import Gate, reception, ticket_held
from tests.acts import NO_HOLIDAYS, issuing_ports
from tests.fakes import FakeClock
from tests.services.desk import DOCUMENT, INFO, KARIM, PERMIT, RECEIPT, Desk

PARIS = ZoneInfo("Europe/Paris")
TUESDAY_OPENING = dt.datetime(2026, 3, 3, 8, 30, tzinfo=PARIS)


def shown(desk, *, language="fr"):
    return reception(language=language, holidays=lambda _: NO_HOLIDAYS, **desk.ports)


def line(desk, code, **how):
    return next(each for each in shown(desk, **how).lines if each.code == code)


def test_every_procedure_of_the_site_is_shown_in_its_order(desk, site):
    view = shown(desk)

    assert [each.code for each in view.lines] == list(site.procedures)
    assert (view.site, view.languages, view.rehearsal) == (site.name, site.languages, True)


def test_a_procedure_is_shown_with_who_waits_and_where_it_is_served(real_desk):
    for code in (INFO, RECEIPT, RECEIPT):
        real_desk.comes(code)

    seen = line(real_desk, RECEIPT)

    assert (seen.series, seen.tile, seen.short) == ("D", 4, "Récépissé")
    assert (seen.waiting, seen.before, seen.issued, seen.quota) == (2, 3, 2, 90)
    assert seen.counters == (1, 2, 3, 4)
    assert seen.wait[0] < seen.wait[1]


def test_names_are_in_the_language_of_the_windows(desk):
    assert line(desk, INFO, language="en").name == "Information and guidance"


@pytest.mark.parametrize(("language", "name"), [("en", "Information"), ("fr", "Renseignement")])
def test_the_last_tickets_are_in_the_language_of_the_windows(real_desk, language, name):
    real_desk.comes(INFO)

    assert shown(real_desk, language=language).last[0].procedure == name


@pytest.mark.parametrize("code", [INFO, RECEIPT, PERMIT, "PAN_ANEF", "GUDA"])
def test_no_short_name_stays_french_where_the_site_has_an_english_one(desk, site, code):
    seen = line(desk, code, language="en")

    assert seen.short != site.procedures[code].short["fr"]
    assert seen.name == site.procedures[code].name["en"]


def test_a_supervisor_s_quota_is_the_one_shown(desk):
    desk.sets(RECEIPT, quota=3)

    assert line(desk, RECEIPT).quota == 3


@pytest.mark.parametrize(
    ("code", "gate"),
    [
        (INFO, Gate.OPEN),
        ("CHG_SIT", Gate.APPOINTMENT),
        ("GUDA", Gate.CONVOCATION),
        ("PAN_ANEF", Gate.HELP_DESK),
    ],
)
def test_how_a_procedure_is_received_is_its_gate(desk, code, gate):
    seen = line(desk, code)

    assert (seen.gate, seen.reopens_at) == (gate, None)


def test_a_procedure_closed_for_today_says_when_it_opens_again(desk):
    desk.sets(INFO, is_open=False)

    seen = line(desk, INFO)

    assert (seen.gate, seen.reopens_at) == (Gate.CLOSED_TODAY, TUESDAY_OPENING)


def test_a_quota_used_up_says_when_it_starts_again(desk):
    desk.sets(INFO, quota=1)
    assert line(desk, INFO).gate is Gate.OPEN
    desk.comes()

    seen = line(desk, INFO)

    assert (seen.gate, seen.reopens_at) == (Gate.QUOTA, TUESDAY_OPENING)


@pytest.mark.parametrize(
    ("hour", "reopens"),
    [
        (dt.time(8, 0), dt.datetime(2026, 3, 2, 8, 30, tzinfo=PARIS)),
        (dt.time(19, 0), TUESDAY_OPENING),
    ],
)
def test_outside_the_hours_the_next_ones_are_said_in_the_site_s_time(memory, hour, reopens):
    desk = Desk(memory, FakeClock(dt.datetime.combine(dt.date(2026, 3, 2), hour, tzinfo=PARIS)))

    seen = line(desk, INFO)

    assert (seen.gate, seen.reopens_at) == (Gate.CLOSED, reopens)
    assert seen.reopens_at.hour == 8


@pytest.mark.parametrize("minute", [1, 15, 29])
def test_after_the_last_ticket_until_the_closing_counters_are_said_to_work(memory, minute):
    desk = Desk(memory, FakeClock(dt.datetime(2026, 3, 2, 16, minute, tzinfo=PARIS)))

    seen = line(desk, PERMIT)

    assert (seen.gate, seen.reopens_at) == (Gate.LAST_TICKET, TUESDAY_OPENING)
    assert seen.closes_at == dt.datetime(2026, 3, 2, 16, 30, tzinfo=PARIS)
    assert seen.closes_at.hour == 16
    assert seen.by_appointment


def test_while_tickets_are_given_the_closing_is_not_said(desk):
    seen = line(desk, INFO)

    assert (seen.gate, seen.closes_at, seen.by_appointment) == (Gate.OPEN, None, False)


def test_a_site_closed_for_a_year_has_no_known_reopening(desk, site):
    desk.store.site = dataclasses.replace(site, openings=())

    assert line(desk, INFO).reopens_at is None


def test_the_last_tickets_are_shown_with_what_became_of_their_paper(real_desk):
    numbers = [real_desk.comes() for _ in range(13)]
    with real_desk.store.begin() as work:
        job = work.prints.of_ticket(real_desk.ticket(numbers[-1]).id)[0]
        work.prints.put(job.moved(PrintState.WAIT_PRINTER, now=real_desk.clock(), cause="busy"))

    last = shown(real_desk).last

    assert [ticket.number for ticket in last] == numbers[:0:-1]
    assert [ticket.print_state for ticket in last[:2]] == [
        PrintState.WAIT_PRINTER,
        PrintState.QUEUED,
    ]
    assert (last[0].job, last[0].status) == (job.id, TicketStatus.WAITING)
    assert last[0].issued_at.hour == 9


def test_a_ticket_without_paper_is_shown_without(desk):
    desk.comes()
    desk.store.shelf.jobs.clear()

    ticket = shown(desk).last[0]

    assert (ticket.job, ticket.print_state) == (None, None)


def test_a_procedure_the_site_has_dropped_is_not_shown(desk, site):
    desk.comes()
    kept = {code: each for code, each in site.procedures.items() if code != INFO}
    desk.store.site = dataclasses.replace(site, procedures=kept)

    assert shown(desk).last == ()


def test_the_ticket_a_document_holds_is_found(real_desk):
    real_desk.comes(PERMIT, document="foreigner_number:9304218700")
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    ports = real_desk.ports | {
        "keyed_hash": issuing_ports(real_desk.store, real_desk.clock)["keyed_hash"]
    }

    held = ticket_held(PERMIT, parse_document(DOCUMENT), **ports)

    assert (held.number, held.before) == (number, 1)
    assert ticket_held("EXAMEN", parse_document(DOCUMENT), **ports) is None


def test_whoever_a_shared_counter_calls_earlier_is_before_a_held_ticket(real_desk):
    real_desk.comes(INFO)
    real_desk.comes(PERMIT, document=DOCUMENT)

    assert _held_by_document(real_desk).before == 1


def test_nobody_is_before_a_held_ticket_that_is_at_a_counter(real_desk):
    real_desk.comes(INFO)
    real_desk.comes(PERMIT, document=DOCUMENT, priority=Priority.CMI)
    real_desk.calls(by=KARIM)

    assert _held_by_document(real_desk).before == 0


def _held_by_document(desk):
    ports = desk.ports | {"keyed_hash": issuing_ports(desk.store, desk.clock)["keyed_hash"]}
    return ticket_held(PERMIT, parse_document(DOCUMENT), **ports)


def test_a_ticket_is_found_as_typed_today_only(desk):
    number = desk.comes()

    assert desk.ticket("a 1").number == number
    desk.clock.passes(days=1)
    with pytest.raises(UnknownTicket):
        desk.ticket(number)
