"""Handing out a ticket: what refuses it and what is still possible, its number, its paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from desk_app.domain.errors import (
    AlreadyHasTicket,
    BadValue,
    DocumentNeeded,
    LastTicketPassed,
    NotServedAnywhere,
    NotWalkIn,
    ProcedureClosed,
    QuotaReached,
    RightNotHeld,
    SiteClosed,
    StepTwice,
    UnknownLanguage,
    UnknownProcedure,
)
from desk_app.domain.people import parse_document
from desk_app.domain.prints import PrintState
from desk_app.domain.tickets import Priority
from desk_app.services.issuing import Order
from desk_app.services.reports import day_report
from tests.acts import issues
from tests.fakes import FakeClock, InMemoryStore
from tests.services.desk import DOCUMENT, INFO, PERMIT, RECEIPT, Desk, OneOfTwo

PARIS = ZoneInfo("Europe/Paris")
TUESDAY_OPENING = dt.datetime(2026, 3, 3, 8, 30, tzinfo=PARIS)


def at(hour: int, minute: int = 0, *, day: int = 2) -> FakeClock:
    return FakeClock(dt.datetime(2026, 3, day, hour, minute, tzinfo=PARIS))


def refused(desk, kind, procedure=INFO, **order):
    with pytest.raises(kind) as raised:
        desk.issued(procedure, **order)
    assert not desk.store.shelf.tickets
    assert not desk.store.shelf.entries
    return raised.value


def test_ticket_fact_and_paper_are_committed_together(real_desk):
    issued = real_desk.issued(INFO, language="ar", party=2)

    with real_desk.store.read() as work:
        assert work.tickets.get(issued.ticket.id) == issued.ticket
        job = work.prints.get(issued.job)
        promise = work.learned.promised(issued.ticket.id)
    fact = real_desk.journal()[-1]
    assert (job.state, job.slip.number, job.slip.language) == (PrintState.QUEUED, "A001", "ar")
    assert (promise.low, promise.high) == issued.wait
    assert (fact.kind, fact.agent, fact.header["number"]) == ("TicketIssued", "smarchand", "A001")


def test_the_journal_never_knows_the_language_nor_the_document(real_desk):
    real_desk.comes(PERMIT, document=DOCUMENT, language="ar", hint="N. B., 1988")

    written = "".join(f"{entry.kind}{entry.header}" for entry in real_desk.journal()[1:])

    for secret in ("language", "'ar'", "9304218765", "N. B."):
        assert secret not in written


def test_the_paper_says_what_the_visitor_needs_and_no_priority(desk):
    desk.comes(RECEIPT)

    issued = desk.issued(RECEIPT, priority=Priority.CMI, language="en", party=2)

    slip = desk.store.shelf.jobs[issued.job].slip
    assert slip.procedure == "Renouvellement de récépissé"
    assert slip.procedure_translated == "Renewing a receipt (récépissé)"
    assert (slip.issued_at.hour, slip.issued_at.utcoffset()) == (9, dt.timedelta(hours=1))
    assert slip.qr == f"DESK1/93008/20260302/{issued.ticket.code}"
    assert (slip.rehearsal, slip.calls, slip.copy_no) == (True, 3, 1)
    assert "CMI" not in str(dataclasses.astuple(slip))


# --- numbers ---------------------------------------------------------------------------------


def test_each_family_has_its_own_series(desk):
    assert [desk.comes(INFO), desk.comes(RECEIPT), desk.comes(INFO)] == ["A001", "D001", "A002"]


def test_procedures_of_one_family_share_a_series(desk):
    assert [desk.comes(INFO), desk.comes("REGR_FAM")] == ["A001", "A002"]


def test_a999_is_followed_by_a1000(real_desk):
    with real_desk.store.begin() as work:
        day = dt.date(2026, 3, 2)
        for _ in range(998):
            work.days.take_number(day, "A")

    assert [real_desk.comes(), real_desk.comes(), real_desk.comes()] == ["A999", "A1000", "A1001"]


def test_a_cancelled_number_is_not_given_again(desk):
    desk.cancels(desk.comes())

    assert desk.comes() == "A002"


@pytest.mark.parametrize(
    ("zone", "last_minute_utc"),
    [
        ("Europe/Paris", dt.datetime(2026, 3, 2, 22, 59, tzinfo=dt.UTC)),
        ("America/Cayenne", dt.datetime(2026, 3, 3, 2, 59, tzinfo=dt.UTC)),
        ("Indian/Mayotte", dt.datetime(2026, 3, 2, 20, 59, tzinfo=dt.UTC)),
    ],
)
def test_numbers_restart_with_the_site_s_own_day(site, zone, last_minute_utc):
    always = dataclasses.replace(
        site.openings[0],
        days=frozenset(range(7)),
        opens=dt.time(0),
        closes=dt.time(23, 59, 59, 999999),
        last_ticket=dt.time(23, 59, 59),
    )
    there = dataclasses.replace(site, time_zone=ZoneInfo(zone), openings=(always,))
    clock = FakeClock(last_minute_utc)
    desk = Desk(InMemoryStore(there), clock)

    before = [desk.issued().ticket, desk.issued().ticket]
    clock.passes(minutes=1)
    after = desk.issued().ticket

    assert [ticket.number for ticket in (*before, after)] == ["A001", "A002", "A001"]
    assert (before[0].day, after.day) == (dt.date(2026, 3, 2), dt.date(2026, 3, 3))


def test_a_quota_restarts_with_the_day(desk):
    desk.sets(INFO, quota=1)
    desk.comes()

    desk.clock.passes(days=1)

    assert desk.comes() == "A001"


# --- place and wait ---------------------------------------------------------------------------


def test_the_place_counts_who_shares_a_counter(desk):
    places = [desk.issued(code).position for code in (INFO, RECEIPT, INFO)]

    assert places == [1, 2, 3]


def test_a_legal_priority_stands_behind_the_other_legal_ones_only(desk):
    for _ in range(3):
        desk.comes()

    assert desk.issued(priority=Priority.CMI).position == 1
    assert desk.issued(priority=Priority.FAMILY).position == 2
    assert desk.issued(priority=Priority.LOCAL).position == 3
    assert desk.issued().position == 7


def test_a_household_has_one_ticket_and_the_others_wait_for_all_of_it(site, clock):
    alone, household = (Desk(InMemoryStore(site), clock) for _ in range(2))
    for _ in range(8):
        alone.comes(RECEIPT)
        household.comes(RECEIPT, party=5)

    last = alone.issued(RECEIPT).wait, household.issued(RECEIPT).wait

    assert last[1][1] > last[0][1]
    assert household.issued(RECEIPT).position == 10


@pytest.mark.parametrize("party", [0, -1, 21])
def test_a_party_is_one_to_twenty_people(desk, party):
    refusal = refused(desk, BadValue, party=party)

    assert (refusal.field, refusal.expected) == ("party", "1-20")


# --- refusals that say what is still possible ---------------------------------------------------


def test_an_unknown_procedure_is_refused_with_the_nearest(desk):
    assert refused(desk, UnknownProcedure, "INFOS").nearest == "INFO"
    assert refused(desk, UnknownProcedure, "\u202eXYZXYZ\x00" * 99).nearest is None


def test_a_code_is_found_however_it_is_typed(desk):
    issued = desk.issued(" info ", steps=("recep_rnv",))

    assert (issued.ticket.procedure, issued.ticket.steps) == ("INFO", ("RECEP_RNV",))


def test_an_unknown_step_is_refused(desk):
    refused(desk, UnknownProcedure, steps=("NOWHERE",))


@pytest.mark.parametrize("steps", [("INFO",), ("RECEP_RNV", "RECEP_RNV")])
def test_a_step_to_where_the_visitor_already_is_is_refused(desk, steps):
    refused(desk, StepTwice, steps=steps)


def test_a_step_that_no_counter_serves_is_refused(desk, site):
    nobody = {number: counter for number, counter in site.counters.items() if number < 5}
    desk.store.site = dataclasses.replace(site, counters=nobody)

    assert refused(desk, NotServedAnywhere, steps=("GUDA",)).procedure == "GUDA"


def test_a_language_the_site_does_not_offer_is_refused(desk):
    assert "fr" in refused(desk, UnknownLanguage, language="tlh").offered


@pytest.mark.parametrize(("procedure", "by_appointment"), [("CHG_SIT", True), ("GUDA", False)])
def test_what_needs_an_appointment_or_a_convocation_is_refused(desk, procedure, by_appointment):
    assert refused(desk, NotWalkIn, procedure).by_appointment is by_appointment


@pytest.mark.parametrize(
    ("clock", "reopens"),
    [
        (at(8, 29), dt.datetime(2026, 3, 2, 8, 30, tzinfo=PARIS)),
        (at(16, 30), TUESDAY_OPENING),
        (at(10, day=7), dt.datetime(2026, 3, 9, 8, 30, tzinfo=PARIS)),
    ],
)
def test_outside_the_hours_the_reopening_is_said(memory, clock, reopens):
    refusal = refused(Desk(memory, clock), SiteClosed)

    assert refusal.reopens_at == reopens


def test_the_first_ticket_is_given_at_the_opening_and_the_last_at_its_hour(memory):
    assert Desk(memory, at(8, 30)).comes() == "A001"
    assert Desk(memory, at(16, 0)).comes() == "A002"


def test_after_the_last_ticket_the_next_day_is_said(memory):
    refusal = refused(Desk(memory, at(16, 1)), LastTicketPassed)

    assert refusal.reopens_at == TUESDAY_OPENING
    assert refusal.closes_at == at(16, 30)()


def test_a_procedure_closed_for_today_says_tomorrow_and_the_appointment(desk):
    desk.sets(PERMIT, is_open=False)

    with pytest.raises(ProcedureClosed) as raised:
        desk.issued(PERMIT, document=DOCUMENT)

    assert raised.value.reopens_at == TUESDAY_OPENING
    assert raised.value.by_appointment is True


def test_a_procedure_opened_again_gives_tickets(desk):
    desk.sets(INFO, is_open=False)
    desk.sets(INFO, is_open=True)

    assert desk.comes() == "A001"


def test_the_site_s_quota_is_the_number_of_tickets_of_the_day(real_desk):
    with real_desk.store.begin() as work:
        for _ in range(89):
            work.procedures.count_issued(dt.date(2026, 3, 2), RECEIPT)
    real_desk.comes(RECEIPT)

    with pytest.raises(QuotaReached) as raised:
        real_desk.comes(RECEIPT)

    assert (raised.value.quota, raised.value.reopens_at) == (90, TUESDAY_OPENING)


@pytest.mark.parametrize("quota", [0, 2])
def test_a_supervisor_s_quota_goes_before_the_site_s(desk, quota):
    desk.sets(RECEIPT, quota=quota)
    for _ in range(quota):
        desk.comes(RECEIPT)

    with pytest.raises(QuotaReached) as raised:
        desk.comes(RECEIPT)

    assert raised.value.quota == quota


def test_a_desk_without_the_series_gives_no_number(site, clock):
    store = OneOfTwo(site)
    store.holds_nothing = True

    assert refused(Desk(store, clock), RightNotHeld).right == "series A"


# --- AT-11, AT-12, R-02: whom a ticket is for -----------------------------------------------


def test_a_bound_procedure_needs_a_document(desk):
    assert refused(desk, DocumentNeeded, PERMIT).procedure == PERMIT


def test_information_is_anonymous_even_with_a_document(desk):
    desk.comes(INFO, document=DOCUMENT)

    assert desk.comes(INFO, document=DOCUMENT) == "A002"
    assert not desk.store.shelf.bindings


def test_an_emergency_is_received_with_a_document_or_without(desk):
    assert desk.comes("URG") == "F001"
    assert desk.comes("URG", document=DOCUMENT) == "F002"
    with pytest.raises(AlreadyHasTicket):
        desk.comes("URG", document=DOCUMENT)


def test_a_second_ticket_is_refused_with_the_number_of_the_first(real_desk):
    real_desk.comes(PERMIT, document="foreigner_number:9304218700")
    first = real_desk.comes(PERMIT, document=DOCUMENT)

    with pytest.raises(AlreadyHasTicket) as raised:
        real_desk.comes(PERMIT, document=DOCUMENT)

    assert (raised.value.number, raised.value.before) == (first, 1)
    assert real_desk.comes(PERMIT, document="9304218799") == "C003"


@pytest.mark.parametrize("end", ["completes", "cancels", "is_absent"])
def test_after_the_visit_the_person_may_have_another_ticket(real_desk, end):
    number = real_desk.comes(PERMIT, document=DOCUMENT)
    if end != "cancels":
        real_desk.calls()
    if end == "completes":
        real_desk.starts(number)

    getattr(real_desk, end)(number)

    assert real_desk.comes(PERMIT, document=DOCUMENT) == "C002"


def test_a_person_may_have_a_ticket_for_each_procedure(desk):
    desk.comes(PERMIT, document=DOCUMENT)

    assert desk.comes("EXAMEN", document=DOCUMENT) == "X001"


def test_a_person_may_have_a_ticket_each_day(real_desk):
    real_desk.comes(PERMIT, document=DOCUMENT)

    real_desk.clock.passes(days=1)

    assert real_desk.comes(PERMIT, document=DOCUMENT) == "C001"


def test_the_store_keeps_a_keyed_hash_and_a_short_clean_hint(desk):
    issued = desk.issued(PERMIT, document=DOCUMENT, hint="N. B.,\n1988\u202e" + "x" * 90)

    binding, active = desk.store.shelf.bindings[issued.ticket.id]
    assert active
    assert "9304218765" not in binding.person
    assert len(binding.person) == 64
    assert binding.hint.startswith("N. B., 1988x")
    assert len(binding.hint) == 40


def test_a_failed_issue_leaves_no_number_taken(memory, clock):
    desk = Desk(memory, clock)
    order = Order(procedure=PERMIT, document=parse_document(DOCUMENT))
    issues(memory, clock, order)

    with pytest.raises(AlreadyHasTicket):
        issues(memory, clock, order)

    assert desk.comes(PERMIT, document="9304218799") == "C002"
    report = day_report(dt.date(2026, 3, 2), read=memory.read)
    assert [record.number for record in report.records] == ["C001", "C002"]
