"""Every service that is done by somebody asks the table of roles: no more and no less."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import desk_app.services
from desk_app.domain.account_facts import BackupMade
from desk_app.domain.agenda import Wanted
from desk_app.domain.alarms import AlarmId
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import NotAllowed, Refused
from desk_app.domain.overrides import Cause, Override, OverrideId
from desk_app.domain.people import AgentLogin, Role, parse_document
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.reconfirmation import CallOutcome
from desk_app.domain.roles import Power, may
from desk_app.domain.unmet import UnmetReason
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.services import (
    agenda_export,
    alarms,
    anomalies,
    answers,
    appointments,
    arrivals,
    call_lists,
    calling,
    closures,
    colleagues,
    contacts,
    convocations,
    copies,
    deadlines,
    demand,
    direction,
    door,
    draw_secrets,
    draws,
    identities,
    issuing,
    joining,
    journal,
    journal_export,
    keys,
    moves,
    opening_draws,
    overrides,
    people,
    printing,
    questions,
    rebooking,
    reconfirmation,
    rectifications,
    register,
    replacing,
    retention,
    slot_history,
    tickets,
    ties,
    undo,
    unmet,
    urgent,
    week,
    winners,
)
from desk_app.services import site as sites
from desk_app.services.issuing import Order, Printer
from desk_app.services.opening_checks import opening_checks
from desk_app.services.opening_page import opening_page
from desk_app.services.overrides import Wish
from desk_app.services.register_page import register_page
from tests.acts import issuing_ports
from tests.conftest import MONDAY
from tests.fakes import FakeClock, InMemoryStore
from tests.services.booking_desk import CODES, HASHED, HASHES, BookingDesk, applicant
from tests.services.calendar_desk import CalendarDesk, closing
from tests.services.desk import DOCUMENT, Desk
from tests.services.online_desk import OnlineDesk, file, line
from tests.services.register_desk import FAMILY, OPENS, RegisterDesk, nobody_is_away

WHO = AgentLogin("somebody")
ONE, TWO, INFO = CounterId(1), CounterId(2), ProcedureCode("INFO")
NOBODY = UUID(int=1)
NO_REFERENCE = "0000-0000"
WISH = Wish(kind=Override.LOCAL_PRIORITY, subject="INFO", why=Cause.FRAGILE)


class Signer:
    """Never asked: the day has no closed month."""

    def sign(self, text: str) -> str:
        return text

    def is_sound(self, text: str, signature: str) -> bool:
        return text == signature

    def public(self) -> str:
        return ""


@dataclasses.dataclass
class Acting:
    """Somebody of a role at a desk, and the ports of what they do."""

    desk: Desk

    @property
    def writes(self) -> dict:
        """An act that changes something."""
        return {"by": WHO, **self.desk.writing}

    @property
    def both(self) -> dict:
        """An act that looks first."""
        return {"by": WHO, **self.desk.writing, "read": self.desk.store.read}

    @property
    def booking(self) -> BookingDesk:
        """The same desk, which gives appointments."""
        return BookingDesk(self.desk.store, self.desk.clock)

    @property
    def calendar(self) -> CalendarDesk:
        """The same desk, whose calendar is planned."""
        return CalendarDesk(self.desk.store, self.desk.clock)

    @property
    def register(self) -> RegisterDesk:
        """The same desk, which has a register."""
        return RegisterDesk(self.desk.store, self.desk.clock)

    @property
    def exchange(self) -> OnlineDesk:
        """The same desk, which takes in lists of platforms."""
        return OnlineDesk(self.desk.store, self.desk.clock)

    @property
    def hashes(self) -> dict:
        """An act on what is held of a visitor."""
        return {**self.writes, "hashes": lambda canonical: (canonical.hex(),)}

    @property
    def prints(self) -> dict:
        """An act that makes a paper."""
        printer = Printer(address="file:///dev/null", profile="epson-tm-t20iii")
        return {**self.writes, "new_id": new_id, "printer": lambda: printer}


def _moved(move: Callable[..., object], **how: object) -> Callable[[Acting], object]:
    return lambda act: move("A001", **how, **act.writes)


def _outside() -> retention.Outside:
    return retention.Outside(forget_page=lambda _paper: True, forget_files=lambda _before: 0)


ACTS: dict[str, tuple[Power | tuple[Power, ...], Callable[[Acting], object]]] = {
    "colleagues.reset": (
        Power.RESET,
        lambda act: colleagues.reset(
            "smarchand", colleagues.OneTimeCode(told="", encoded="x"), **act.prints
        ),
    ),
    "colleagues.end_account": (
        Power.ACCOUNTS,
        lambda act: colleagues.end_account("smarchand", **act.writes),
    ),
    "site.add_agent": (
        Power.ACCOUNTS,
        lambda act: sites.add_agent("new", "", Role.AGENT, **act.writes),
    ),
    "site.load_site": (
        Power.CONFIGURE,
        lambda act: sites.load_site("", act.desk.store.site, **act.writes),
    ),
    "alarms.raise_alarm": (
        Power.ALARM,
        lambda act: alarms.raise_alarm(ONE, place="", new_id=new_id, **act.writes),
    ),
    "alarms.acknowledge": (
        Power.ALARM,
        lambda act: alarms.acknowledge(AlarmId(NOBODY), **act.writes),
    ),
    "contacts.shared_contacts": (
        Power.BOOK,
        lambda act: contacts.shared_contacts(applicant(), by=WHO, hashes=HASHES, **act.desk.ports),
    ),
    "copies.copied": (Power.CONFIGURE, lambda act: copies.copied(lambda: "beef", **act.both)),
    "copies.allow_restoring": (
        Power.CONFIGURE,
        lambda act: copies.allow_restoring(by=WHO, **act.desk.ports),
    ),
    "copies.note_copy": (
        Power.CONFIGURE,
        lambda act: copies.note_copy(BackupMade(sha256="beef"), **act.writes),
    ),
    "direction.set_counter": (
        (Power.CALL, Power.DIRECT),  # the second where somebody else sits, or nobody
        lambda act: direction.set_counter(TWO, CounterState.OPEN, **act.writes),
    ),
    "direction.sit_down": (Power.CALL, lambda act: direction.sit_down(ONE, **act.writes)),
    "direction.set_procedure": (
        Power.DIRECT,
        lambda act: direction.set_procedure(INFO, is_open=False, **act.writes),
    ),
    "direction.close_day": (Power.DIRECT, lambda act: direction.close_day(**act.writes)),
    "issuing.issue": (
        Power.ISSUE,
        lambda act: issuing.issue(
            Order(procedure=INFO), by=WHO, **issuing_ports(act.desk.store, act.desk.clock)
        ),
    ),
    "journal.verify": (Power.JOURNAL, lambda act: journal.verify(signer=Signer(), **act.both)),
    "journal.note_reading": (
        Power.JOURNAL,
        lambda act: journal.note_reading("verify", WHO, **act.desk.writing),
    ),
    "journal_export.written_out": (
        Power.JOURNAL,
        lambda act: list(journal_export.written_out(signer=Signer(), **act.both)),
    ),
    "journal.found": (
        Power.JOURNAL,
        lambda act: journal.found(journal.Question(), 10, by=WHO, **act.desk.ports),
    ),
    "keys.rotated": (Power.CONFIGURE, lambda act: keys.rotated("hash", lambda: "k", **act.both)),
    "moves.start_serving": (Power.CALL, _moved(moves.start_serving, counter=ONE)),
    "moves.complete": (Power.CALL, _moved(moves.complete, counter=ONE)),
    "moves.mark_no_show": (Power.CALL, _moved(moves.mark_no_show, counter=ONE)),
    "moves.park": (Power.CALL, _moved(moves.park, counter=ONE)),
    "moves.unpark": (Power.CALL, _moved(moves.unpark, counter=ONE)),
    "moves.return_to_queue": (Power.CALL, _moved(moves.return_to_queue, counter=ONE)),
    "moves.transfer": (Power.CALL, _moved(moves.transfer, procedure=INFO)),
    "moves.cancel": (Power.CALL, _moved(moves.cancel)),
    "moves.report_wrong_holder": (Power.CALL, _moved(moves.report_wrong_holder)),
    "opening_page.opening_page": (
        Power.ISSUE,
        lambda act: opening_page(language="fr", by=WHO, holidays=nobody_is_away, **act.desk.ports),
    ),
    "opening_checks.opening_checks": (
        Power.ISSUE,
        lambda act: opening_checks(None, by=WHO, **act.desk.ports),
    ),
    "opening_draws.hand_card": (
        Power.ISSUE,
        lambda act: opening_draws.hand_card(
            Order(procedure=INFO),
            keyed_hash=HASHED,
            holidays=nobody_is_away,
            new_secret=new_draw_secret,
            **act.writes,
        ),
    ),
    "opening_draws.open_doors": (
        Power.ISSUE,
        lambda act: opening_draws.open_doors(
            new_code=new_code, holidays=nobody_is_away, **act.prints
        ),
    ),
    "overrides.agree": (
        Power.CALL,
        lambda act: overrides.agree(
            WISH,
            asker=WHO,
            login="kbelhadj",
            password="",
            check=lambda login, _password: sites.find_agent(login, read=act.desk.store.read),
            new_id=new_id,
            **act.desk.writing,
        ),
    ),
    "overrides.ask": (
        Power.CALL,
        lambda act: overrides.ask(WISH, asker=WHO, new_id=new_id, **act.desk.writing),
    ),
    "overrides.decide": (
        Power.DIRECT,
        lambda act: overrides.decide(OverrideId(NOBODY), agreed=False, **act.writes),
    ),
    "questions.exceptions": (
        Power.SUPERVISE,
        lambda act: questions.exceptions(by=WHO, **act.desk.ports),
    ),
    "people.shown": (
        Power.PERSON,
        lambda act: people.shown(parse_document(DOCUMENT), **act.hashes),
    ),
    "people.erased": (
        Power.PERSON,
        lambda act: people.erased(parse_document(DOCUMENT), **act.hashes),
    ),
    "printing.reprint_ticket": (
        Power.ISSUE,
        lambda act: printing.reprint_ticket("A001", **act.prints),
    ),
    "printing.reprint_job": (
        Power.ISSUE,
        lambda act: printing.reprint_job(JobId(NOBODY), **act.prints),
    ),
    "printing.confirm_job": (
        Power.ISSUE,
        lambda act: printing.confirm_job(JobId(NOBODY), came_out=True, **act.writes),
    ),
    "retention.purge": (
        Power.CONFIGURE,
        lambda act: retention.purge(outside=_outside(), watch=time.perf_counter, **act.both),
    ),
    "retention.allow_compacting": (
        Power.CONFIGURE,
        lambda act: retention.allow_compacting(by=WHO, **act.desk.ports),
    ),
    "identities.correct": (
        Power.CALL,
        lambda act: identities.correct(
            identities.Correction(number="A001", hint="N. B."), keyed_hash=HASHED, **act.both
        ),
    ),
    "urgent.offer_urgent": (
        Power.BOOK,
        lambda act: urgent.offer_urgent(
            "RNV_DEPOT", by=WHO, **act.desk.ports, **act.booking.laid_out
        ),
    ),
    "offering.offer": (Power.BOOK, lambda act: act.booking.offers(by=WHO)),
    "booking.book": (Power.BOOK, lambda act: act.booking.books(slot="nowhere", by=WHO)),
    "anomalies.anomalies": (
        Power.WATCH,
        lambda act: anomalies.anomalies(None, holidays=nobody_is_away, **act.both),
    ),
    "demand.demand": (
        Power.SUPERVISE,
        lambda act: demand.demand(language="fr", by=WHO, **act.desk.ports),
    ),
    "slot_history.slot_history": (
        Power.WATCH,
        lambda act: slot_history.slot_history(
            "DEPOT_MATIN/2026-03-03T0900", by=WHO, holidays=nobody_is_away, **act.desk.ports
        ),
    ),
    "appointments.show": (
        Power.BOOK,
        lambda act: appointments.show(NO_REFERENCE, by=WHO, **act.desk.ports),
    ),
    "appointments.of_document": (
        Power.BOOK,
        lambda act: appointments.of_document(
            parse_document(DOCUMENT), by=WHO, hashes=HASHES, **act.desk.ports
        ),
    ),
    "appointments.agenda": (
        Power.BOOK,
        lambda act: appointments.agenda(None, by=WHO, **act.desk.ports),
    ),
    "appointments.cancel": (
        Power.BOOK,
        lambda act: appointments.cancel(
            NO_REFERENCE, cool=dt.timedelta, hashes=HASHES, **act.writes
        ),
    ),
    "appointments.move": (
        Power.BOOK,
        lambda act: appointments.move(
            NO_REFERENCE,
            "",
            cool=dt.timedelta,
            codes=CODES,
            hashes=HASHES,
            **act.prints,
            **act.booking.laid_out,
        ),
    ),
    "rectifications.correct": (
        Power.BOOK,
        lambda act: rectifications.correct(
            NO_REFERENCE, {}, codes=CODES, hashes=HASHES, **act.prints
        ),
    ),
    "joining.join_persons": (
        Power.BOOK,
        lambda act: joining.join_persons(NO_REFERENCE, applicant(), hashes=HASHES, **act.writes),
    ),
    "ties.declare": (
        Power.BOOK,
        lambda act: ties.declare(
            ties.Tie(phone="+33612457893"), whose=WHO, hashes=HASHES, **act.writes
        ),
    ),
    "ties.declared": (
        Power.BOOK,
        lambda act: ties.declared(WHO, by=WHO, **act.desk.ports),
    ),
    "appointments.reconfirm": (
        Power.BOOK,
        lambda act: appointments.reconfirm(NO_REFERENCE, **act.writes),
    ),
    "arrivals.find": (
        Power.BOOK,
        lambda act: arrivals.find(
            NO_REFERENCE, by=WHO, codes=CODES, hashes=HASHES, **act.desk.ports
        ),
    ),
    "arrivals.check_in": (Power.BOOK, lambda act: act.booking.lets_in(NO_REFERENCE, by=WHO)),
    "arrivals.undo": (Power.BOOK, lambda act: arrivals.undo(NO_REFERENCE, **act.writes)),
    "convocations.as_event": (
        Power.BOOK,
        lambda act: convocations.as_event(NO_REFERENCE, by=WHO, **act.desk.ports),
    ),
    "convocations.as_page": (
        Power.BOOK,
        lambda act: convocations.as_page(NO_REFERENCE, codes=CODES, **act.writes),
    ),
    "convocations.reprint": (
        Power.BOOK,
        lambda act: convocations.reprint(NO_REFERENCE, codes=CODES, **act.prints),
    ),
    "door.door": (
        Power.BOOK,
        lambda act: door.door(language="fr", by=WHO, **act.desk.ports),
    ),
    "agenda_export.export": (
        Power.PLAN,
        lambda act: agenda_export.export(
            Wanted(first=MONDAY.date(), last=MONDAY.date(), form="csv"), **act.writes
        ),
    ),
    "exchange.look_at": (Power.PLAN, lambda act: act.exchange.looks_at(file(line()), by=WHO)),
    "exchange.import_day": (Power.PLAN, lambda act: act.exchange.imports(line(), by=WHO)),
    "draw_secrets.commit_to": (
        Power.APPROVE,
        lambda act: draw_secrets.commit_to(
            FAMILY, holidays=nobody_is_away, opens=OPENS, **act.writes
        ),
    ),
    "draws.close": (
        Power.PLAN,
        lambda act: draws.close(FAMILY, laid=act.register.laid, opens=OPENS, **act.writes),
    ),
    "draws.run": (
        Power.PLAN,
        lambda act: draws.run(
            FAMILY,
            new_code=new_code,
            laid=act.register.laid,
            opens=OPENS,
            cool=dt.timedelta,
            **act.writes,
        ),
    ),
    "draws.void": (Power.PLAN, lambda act: draws.void(FAMILY, **act.writes)),
    "draws.held": (
        Power.BOOK,
        lambda act: draws.held(FAMILY, None, by=WHO, **act.desk.ports),
    ),
    "draws.to_come": (
        Power.BOOK,
        lambda act: draws.to_come(FAMILY, by=WHO, **act.desk.ports),
    ),
    "call_lists.call_list": (
        Power.BOOK,
        lambda act: call_lists.call_list(language="fr", keyed_hash=HASHED, **act.both),
    ),
    "rebooking.take_back": (
        Power.BOOK,
        lambda act: rebooking.take_back(NO_REFERENCE, cool=dt.timedelta, **act.writes),
    ),
    "reconfirmation.called": (
        Power.BOOK,
        lambda act: reconfirmation.called(
            NO_REFERENCE,
            CallOutcome.CONFIRMED,
            cool=dt.timedelta,
            keyed_hash=HASHED,
            hashes=HASHES,
            **act.writes,
        ),
    ),
    "call_lists.print_list": (
        Power.BOOK,
        lambda act: call_lists.print_list((), **act.prints),
    ),
    "reconfirmation.verify_phone": (
        Power.BOOK,
        lambda act: reconfirmation.verify_phone(NO_REFERENCE, keyed_hash=HASHED, **act.writes),
    ),
    "reconfirmation.release_unanswered": (
        Power.BOOK,
        lambda act: reconfirmation.release_unanswered(cool=dt.timedelta, **act.both),
    ),
    "register_page.register_page": (
        Power.BOOK,
        lambda act: register_page(
            "", language="fr", by=WHO, laid=act.register.laid, **act.desk.ports
        ),
    ),
    "register.add": (Power.BOOK, lambda act: act.register.asks(by=WHO)),
    "register.listed": (
        Power.BOOK,
        lambda act: register.listed(FAMILY, by=WHO, **act.desk.ports),
    ),
    "register.of_document": (
        Power.BOOK,
        lambda act: register.of_document(
            parse_document(DOCUMENT), by=WHO, hashes=HASHES, **act.desk.ports
        ),
    ),
    "deadlines.see_deadline": (
        Power.PLAN,
        lambda act: deadlines.see_deadline(
            NO_REFERENCE, MONDAY.date(), hashes=HASHES, **act.writes
        ),
    ),
    "register.seen": (Power.BOOK, lambda act: register.seen(NO_REFERENCE, **act.writes)),
    "register.show": (
        Power.BOOK,
        lambda act: register.show(NO_REFERENCE, by=WHO, holidays=nobody_is_away, **act.desk.ports),
    ),
    "register.withdraw": (
        Power.BOOK,
        lambda act: register.withdraw(NO_REFERENCE, cool=dt.timedelta, hashes=HASHES, **act.writes),
    ),
    "unmet.before": (
        Power.BOOK,
        lambda act: unmet.before(
            document=None, reference=NO_REFERENCE, by=WHO, hashes=HASHES, **act.desk.ports
        ),
    ),
    "unmet.record": (
        Power.BOOK,
        lambda act: unmet.record(
            unmet.Demand(procedure="RNV_DEPOT", reason=UnmetReason.NONE_SUITS),
            **act.booking.laid_out,
            new_code=new_code,
            hashes=HASHES,
            codes=CODES,
            **act.prints,
        ),
    ),
    "unmet.show": (
        Power.BOOK,
        lambda act: unmet.show(NO_REFERENCE, by=WHO, **act.desk.ports),
    ),
    "answers.told": (
        Power.BOOK,
        lambda act: answers.told(NO_REFERENCE, hashes=HASHES, **act.writes),
    ),
    "answers.paper": (
        Power.BOOK,
        lambda act: answers.paper(NO_REFERENCE, codes=CODES, **act.prints),
    ),
    "winners.call_list": (
        Power.BOOK,
        lambda act: winners.call_list(FAMILY, by=WHO, **act.desk.ports),
    ),
    "winners.confirm": (
        Power.BOOK,
        lambda act: winners.confirm(NO_REFERENCE, hashes=HASHES, codes=CODES, **act.prints),
    ),
    "closures.impact": (Power.PLAN, lambda act: act.calendar.impact(closing(), by=WHO)),
    "closures.close": (Power.PLAN, lambda act: act.calendar.closes(closing(), seen="", by=WHO)),
    "closures.impact_of_taking_back": (
        Power.PLAN,
        lambda act: closures.impact_of_taking_back(
            NO_REFERENCE, by=WHO, holidays=nobody_is_away, **act.desk.ports
        ),
    ),
    "closures.take_back": (
        Power.PLAN,
        lambda act: act.calendar.takes_back(NO_REFERENCE, by=WHO),
    ),
    "openings.open_day": (Power.PLAN, lambda act: act.calendar.opens(like="NO", by=WHO)),
    "replacing.waiting": (Power.PLAN, lambda act: act.calendar.waiting(by=WHO)),
    "replacing.places_for": (
        Power.PLAN,
        lambda act: replacing.places_for(
            NO_REFERENCE, by=WHO, **act.desk.ports, **act.calendar.laid_out
        ),
    ),
    "replacing.replace": (
        Power.PLAN,
        lambda act: replacing.replace(NO_REFERENCE, ways=act.calendar.ways, **act.writes),
    ),
    "replacing.replace_affected": (
        Power.PLAN,
        lambda act: act.calendar.replaces_all(by=WHO),
    ),
    "calling.call_list": (Power.PLAN, lambda act: act.calendar.calls(by=WHO)),
    "calling.print_calls": (Power.PLAN, lambda act: act.calendar.prints_calls(by=WHO)),
    "calling.told": (
        Power.PLAN,
        lambda act: calling.told(NO_REFERENCE, hashes=HASHES, **act.writes),
    ),
    "week.week": (
        Power.PLAN,
        lambda act: week.week(None, by=WHO, **act.desk.ports, **act.calendar.laid_out),
    ),
    "tickets.call_next": (Power.CALL, lambda act: tickets.call_next(ONE, **act.writes)),
    "tickets.finish_and_call_next": (
        Power.CALL,
        lambda act: tickets.finish_and_call_next(ONE, **act.writes),
    ),
    "tickets.absent_and_call_next": (
        Power.CALL,
        lambda act: tickets.absent_and_call_next(ONE, "A001", **act.writes),
    ),
    "tickets.call_number": (
        Power.CALL,
        lambda act: tickets.call_number("A001", ONE, **act.writes),
    ),
    "tickets.recall": (Power.CALL, lambda act: tickets.recall("A001", counter=ONE, **act.writes)),
    "undo.undo_last": (Power.CALL, lambda act: undo.undo_last(**act.writes)),
}
"""What somebody does, and the power it takes."""

OWN = {
    "accounts.change_password",  # one's own alone
    "counter.counter_screen",  # reads what one has done
    "undo.undoable",  # reads what one has done
    "questions.usable",  # reads what one was granted
    "questions.left_today",  # reads what one has done
    "questions.made_on",  # the same, in a transaction of who asks
    "day.allow",
    "day.locked",
}
"""What takes no power of its own: it reads, or is what asks the table."""


@pytest.fixture
def acting(memory, clock) -> Callable[[Role], Acting]:
    """Somebody of a role, at a desk where one ticket waits."""

    def of(role: Role, store: InMemoryStore = memory) -> Acting:
        desk = Desk(store, clock)
        sites.add_agent(WHO, "Somebody", role, by=None, **desk.writing)
        desk.comes()
        return Acting(desk)

    return of


def _functions() -> set[str]:
    found = set()
    for info in pkgutil.iter_modules(desk_app.services.__path__):
        module = importlib.import_module(f"desk_app.services.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and {"by", "asker"} & set(inspect.signature(function).parameters):
                found.add(f"{info.name}.{name}")
    return found


def _lacking(role: Role, needed: Power | tuple[Power, ...]) -> str:
    """Return the first power of *needed* that *role* lacks, empty if it has all."""
    powers = needed if isinstance(needed, tuple) else (needed,)
    return next((power for power in powers if not may(role, power)), "")


def _denied(act: Acting, what: Callable[[Acting], object]) -> str:
    """Do *what* and return the power that was refused, empty if none was."""
    try:
        what(act)
    except NotAllowed as refused:
        return refused.power
    except Refused:
        return ""  # a rule of the queue: the role was no matter
    return ""


def test_no_service_is_left_out_of_this_table() -> None:
    assert _functions() == set(ACTS) | OWN


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_role_does_what_the_table_says_and_nothing_else(acting, role, name) -> None:
    power, what = ACTS[name]
    act = acting(role)
    before = len(act.desk.journal())

    denied = _denied(act, what)

    assert denied == _lacking(role, power)
    if denied:
        written = act.desk.journal()[before:]
        assert [entry.kind for entry in written] == ["ActDenied"]
        assert (written[0].agent, written[0].header["power"]) == (WHO, denied)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_row_of_acts_gives_a_role_more_than_it_has(site, data) -> None:
    """Whatever somebody does before, in any order: what is refused stays refused."""
    role = data.draw(st.sampled_from(list(Role)))
    row = data.draw(st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=8))
    desk = Desk(InMemoryStore(site), FakeClock(MONDAY))
    sites.add_agent(WHO, "Somebody", role, by=None, **desk.writing)

    for name in row:
        power, what = ACTS[name]
        assert _denied(Acting(desk), what) == _lacking(role, power)
