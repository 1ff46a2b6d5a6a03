"""What the store promises about tickets, on SQLite and on PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import IntegrityError

from desk_app.domain.errors import AlreadyHasTicket, StoreUnavailable, UnknownTicket
from desk_app.domain.people import AgentLogin, parse_document
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.tickets import Priority, Ticket, TicketId, TicketNumber
from desk_app.services.issuing import Order
from desk_app.services.ports import Binding
from desk_app.services.tickets import call_next
from desk_app.store.bindings import SqlBindings
from desk_app.store.sealing import SqlSeals
from desk_app.store.tickets import SqlTickets
from tests.acts import issues
from tests.store.unguarded import unguard

AGENT = AgentLogin("smarchand")
INFO, RECEIPT, PERMIT, EXAM = (
    ProcedureCode(code) for code in ("INFO", "RECEP_RNV", "REM_TITRE", "EXAMEN")
)


def ticket(clock, number="A001", sequence=1, **fields) -> Ticket:
    return Ticket(
        id=TicketId(uuid4()),
        day=clock().date(),
        number=TicketNumber(number),
        sequence=sequence,
        procedure=INFO,
        issued_at=clock(),
        arrived_at=clock(),
        owner="01",
        code="7K4M2QXD",
        **fields,
    )


def test_a_ticket_comes_back_as_it_was_put(store, clock):
    kept = ticket(
        clock,
        priority=Priority.CMI,
        party=3,
        steps=(ProcedureCode("PIECES"), ProcedureCode("URG")),
        come_back_to=3,
        note="photocopies",
        appointment_at=clock() + dt.timedelta(minutes=30),
    )

    with store.begin() as work:
        work.days.lock(kept.day)
        work.tickets.add(kept)

    with store.read() as work:
        assert work.tickets.get(kept.id) == kept


def test_the_database_refuses_a_number_given_twice(store, clock):
    with store.begin() as work:
        work.tickets.add(ticket(clock))

    with pytest.raises(IntegrityError), store.begin() as work:
        work.tickets.add(ticket(clock, sequence=2))


def test_a_number_is_given_again_on_another_day(store, clock):
    first = ticket(clock)
    with store.begin() as work:
        work.tickets.add(first)

    clock.passes(days=1)
    with store.begin() as work:
        work.tickets.add(ticket(clock))

    with store.read() as work:
        assert work.tickets.by_number(first.day, first.number) == first


def test_a_ticket_saved_from_an_old_copy_is_a_bug_and_changes_nothing(store, clock):
    old = ticket(clock)
    with store.begin() as work:
        work.tickets.add(old)
        work.tickets.put(old.call(1, now=clock()))

    with pytest.raises(AssertionError), store.begin() as work:
        work.tickets.put(dataclasses.replace(old, counter=2, revision=1))

    with store.read() as work:
        assert work.tickets.get(old.id).counter == 1


def test_a_failed_transaction_leaves_no_trace(store, clock):
    lost = ticket(clock)

    def fails():
        with store.begin() as work:
            work.tickets.add(lost)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    with pytest.raises(UnknownTicket), store.read() as work:
        work.tickets.get(lost.id)


def test_numbers_pass_from_999_to_1000(store, clock):
    with store.begin() as work:
        day = clock().date()
        for _ in range(999):
            work.days.take_number(day, "A")

    issued = issues(store, clock, Order(procedure=INFO))

    assert issued.ticket.number == "A1000"


def test_the_database_itself_refuses_a_second_active_ticket_for_a_person(store, clock):
    document = parse_document("foreigner_number:9304218765")
    order = Order(procedure=ProcedureCode("REM_TITRE"), document=document)
    first = issues(store, clock, order)

    with pytest.raises(AlreadyHasTicket) as refused:
        issues(store, clock, order)

    assert refused.value.number == first.ticket.number
    with store.read() as work:
        binding = work.bindings.of_ticket(first.ticket.id)
    another = dataclasses.replace(binding, ticket=TicketId(uuid4()))
    with pytest.raises(IntegrityError), store.begin() as work:
        work.bindings.bind(another)


def test_a_person_holds_what_is_active_on_the_day_and_nothing_else(store, clock):
    day, person, other = clock().date(), "a" * 64, "b" * 64
    visits = [
        (day, INFO, person),
        (day, PERMIT, person),
        (day, PERMIT, other),
        (day + dt.timedelta(days=1), INFO, person),
    ]
    held = [
        Binding(ticket=TicketId(uuid4()), day=on, procedure=code, person=who, hint="N. B.")
        for on, code, who in visits
    ]
    with store.begin() as work:
        for binding in held:
            work.bindings.bind(binding)

    with store.begin() as work:
        before = set(work.bindings.held(day, person))
        work.bindings.release(held[0].ticket)
        after = work.bindings.held(day, person)
        work.bindings.follow(held[0].ticket, RECEIPT)
        again = work.bindings.of_ticket(held[0].ticket)
        nobody = work.bindings.held(day, "c" * 64)

    assert before == {held[0].ticket, held[1].ticket}
    assert list(after) == [held[1].ticket]
    assert again == dataclasses.replace(held[0], procedure=RECEIPT)
    assert list(nobody) == []


def test_the_database_itself_refuses_that_two_tickets_of_a_person_meet(store, clock):
    document = parse_document("foreigner_number:9304218765")
    issues(store, clock, Order(procedure=PERMIT, document=document))
    second = issues(store, clock, Order(procedure=EXAM, document=document))

    with pytest.raises(IntegrityError), store.begin() as work:
        work.bindings.follow(second.ticket.id, PERMIT)


def test_who_waits_for_what_no_counter_serves_any_more_is_a_head_as_well(store, clock, site):
    number = issues(store, clock, Order(procedure=INFO)).ticket.number
    engine = create_engine(store.url)
    with engine.connect() as connection:
        heads = SqlTickets(connection, site.rules, {}, SqlSeals(connection, None)).heads(
            clock().date(), [INFO]
        )
    engine.dispose()

    assert [(head.ticket.number, head.overtaken) for head in heads] == [(number, 0)]


def test_who_was_preferred_elsewhere_is_found_by_an_index_of_their_own(sqlite_store, site):
    said = []
    engine = create_engine(sqlite_store.url)
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *spoken: said.append(spoken[2:4]))
        tickets = SqlTickets(connection, site.rules, site.counters, SqlSeals(connection, None))
        tickets.heads(dt.date(2026, 3, 2), [INFO, PERMIT, ProcedureCode("GUDA")])
        question, values = said[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        steps = [row.detail for row in plan if "later" in row.detail]
    engine.dispose()

    wanted = "USING INDEX ix_tickets_preferred (day=? AND counter=? AND"
    assert sum(wanted in step for step in steps) == 2
    assert all("USING INDEX" in step for step in steps)


def test_what_a_person_holds_is_found_by_the_index_of_the_rule(sqlite_store):
    said = []
    engine = create_engine(sqlite_store.url)
    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", lambda *spoken: said.append(spoken[2:4]))
        SqlBindings(connection, SqlSeals(connection, None)).held(dt.date(2026, 3, 2), "a" * 64)
        question, values = said[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        steps = [row.detail for row in plan]
    engine.dispose()

    assert steps == ["SEARCH bindings USING INDEX uq_bindings_person (day=? AND person=?)"]


def test_heads_are_one_a_lane_however_many_wait(store, clock):
    for priority in (None, None, None, Priority.CMI, Priority.CMI, Priority.LOCAL):
        issues(store, clock, Order(procedure=INFO, priority=priority))

    with store.read() as work:
        heads = work.tickets.heads(clock().date(), [INFO])

    assert sorted(head.ticket.number for head in heads) == ["A001", "A004", "A006"]


def test_overtaken_counts_later_arrivals_called_first(store, clock):
    issues(store, clock, Order(procedure=INFO))
    for _ in range(2):
        clock.passes(seconds=5)
        issues(store, clock, Order(procedure=INFO, priority=Priority.CMI))
        call_next(1, by=AGENT, begin=store.begin, clock=clock)

    with store.read() as work:
        heads = work.tickets.heads(clock().date(), [INFO])

    assert [(head.ticket.number, head.overtaken) for head in heads] == [("A001", 2)]


def test_an_unreachable_server_is_unavailable_not_a_bug(site, clock):
    from desk_app.store.work import Store

    nowhere = Store("postgresql+psycopg://x@127.0.0.1:1/x", parse_site=None, new_id=uuid4)

    with pytest.raises(StoreUnavailable), nowhere.read():
        pass
    nowhere.close()


def test_the_journal_is_chained_in_the_transaction_of_the_act(store, clock):
    from desk_app.domain.journal import first_broken

    issues(store, clock, Order(procedure=INFO))
    call_next(1, by=AGENT, begin=store.begin, clock=clock)

    with store.read() as work:
        entries = work.journal.after(0, 100)
    assert [entry.kind for entry in entries][-3:] == [
        "TicketIssued",
        "CounterChanged",
        "TicketCalled",
    ]
    assert first_broken(entries) is None


def test_an_entry_edited_behind_our_back_is_found(store, clock):
    from desk_app.domain.journal import first_broken

    for _ in range(3):
        issues(store, clock, Order(procedure=INFO))
    engine = create_engine(store.url)
    with engine.begin() as connection:
        unguard(connection)
        connection.execute(text("UPDATE journal SET author = 'other' WHERE seq = 3"))
    engine.dispose()

    with store.read() as work:
        entries = work.journal.after(0, 100)

    assert first_broken(entries) == 3
