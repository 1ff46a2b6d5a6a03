"""The draw of an opening: cards before the doors, tickets in the order drawn (AT-13)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest

from desk_app.domain.draw_errors import (
    AlreadyHasCard,
    CardsNotYet,
    CardsOver,
    NoDraw,
    SecretMissing,
)
from desk_app.domain.draw_seed import OWN, DrawRef, fingerprint, place
from desk_app.domain.errors import (
    DocumentNeeded,
    NotWalkIn,
    SiteClosed,
    UnknownLanguage,
)
from desk_app.domain.opening_draw import Card, deal
from desk_app.domain.opening_replay import OpeningFlaw
from desk_app.domain.people import parse_document
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.register_facts import OpeningHeld, SecretCommitted
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.security.codes import new_code, new_draw_secret, new_id
from desk_app.services import opening_draws
from desk_app.services.board import board
from desk_app.services.day import today
from desk_app.services.direction import close_day, set_procedure
from desk_app.services.issuing import Order
from desk_app.services.opening_checks import opening_checks
from desk_app.services.opening_page import opening_page, tickets_announced
from tests.services.booking_desk import DAY, HASHED, BookingDesk
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import nobody_is_away

INFO, HANDOVER, BOUND = ProcedureCode("INFO"), ProcedureCode("PIECES"), ProcedureCode("REM_TITRE")
HALF_PAST_EIGHT = dt.datetime(2026, 3, 2, 7, 30, tzinfo=dt.UTC)
ANOTHER = ProcedureCode("PERMIS")


@dataclasses.dataclass
class OpeningDesk(BookingDesk):
    """The reception before and after its doors open."""

    def hands(self, procedure=INFO, *, by=SYLVIE, number="", **fields):
        """A card for somebody present."""
        document = parse_document(number) if number else None
        return opening_draws.hand_card(
            Order(procedure=procedure, document=document, **fields), by=by, keyed_hash=HASHED,
            holidays=nobody_is_away, new_secret=new_draw_secret, **self.writing,
        )  # fmt: skip

    def opens(self, *, by=SYLVIE):
        """The doors open."""
        return opening_draws.open_doors(
            by=by, new_id=new_id, new_code=new_code, holidays=nobody_is_away,
            printer=self.printer, **self.writing,
        )  # fmt: skip

    def page(self):
        """The opening to come."""
        return opening_page(language="fr", by=SYLVIE, holidays=nobody_is_away, **self.ports)

    def limits(self, procedure, quota):
        """A quota for today."""
        set_procedure(procedure, quota=quota, by=CHIEF, **self.writing)


@pytest.fixture
def desk(memory, clock) -> OpeningDesk:
    """A desk in memory, ten minutes before the doors open."""
    clock.now = HALF_PAST_EIGHT - dt.timedelta(minutes=10)
    return OpeningDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> OpeningDesk:
    """The same on SQLite, then on PostgreSQL."""
    clock.now = HALF_PAST_EIGHT - dt.timedelta(minutes=10)
    return OpeningDesk(store, clock)


def facts(desk, kind):
    with desk.store.read() as work:
        return [each for each in work.journal.after(0, 5000) if each.kind == kind]


def checks(desk, day=None):
    return opening_checks(day, by=SYLVIE, **desk.ports)


def waiting(desk) -> list[str]:
    with desk.store.read() as work:
        found = work.tickets.in_status(DAY, TicketStatus.WAITING)
    return [each.number for each in sorted(found, key=lambda each: each.sequence)]


def test_below_the_quota_tickets_follow_the_order_of_arrival(real_desk):
    real_desk.limits(INFO, 5)
    for _ in range(3):
        real_desk.hands()
    real_desk.clock.passes(minutes=10)
    opened = real_desk.opens()

    assert [each.card for each in opened.given] == [1, 2, 3]
    assert waiting(real_desk) == [each.ticket.number for each in opened.given]
    assert (opened.left, opened.drawn) == ((), frozenset())


def test_where_more_are_there_than_tickets_the_order_is_drawn_and_can_be_replayed(real_desk):
    real_desk.limits(INFO, 4)
    for _ in range(9):
        real_desk.hands()
    real_desk.clock.passes(minutes=10)
    opened = real_desk.opens()

    drawn_by = bytes.fromhex(opened.seed)
    expected = sorted(range(1, 10), key=lambda number: place(drawn_by, number))
    (fact,) = facts(real_desk, "OpeningHeld")
    assert [each.card for each in opened.given] == expected[:4]
    assert set(opened.left) == set(expected[4:])
    assert fact.header | {"cards": 9, "tickets": 4, "without_ticket": 5} == fact.header
    assert fact.header["seed"] == opened.seed


def test_the_secret_is_committed_to_with_the_first_card_and_decides_the_order(desk):  # AT-14
    desk.hands()
    with desk.store.read() as work:
        secret = work.openings.current(DAY).secret
    desk.hands()

    (fact,) = facts(desk, "SecretCommitted")
    ref = DrawRef(site="93008", family=opening_draws.FAMILY, on=DAY, number=1)
    assert fact.header["fingerprint"] == fingerprint(ref, OWN, secret)


def test_the_openings_of_a_day_are_replayed_from_the_journal_alone(real_desk):  # AT-13
    real_desk.limits(INFO, 2)
    for procedure in (INFO, HANDOVER, INFO, INFO, HANDOVER):
        real_desk.hands(procedure)
    with real_desk.store.begin() as work:  # a secret of the register comes between
        committed = SecretCommitted(family="DEPOT", draw_no=1, witness=1, fingerprint="0" * 64)
        work.record(committed, by=CHIEF, at=real_desk.clock())
    real_desk.hands(priority=Priority.CMI)
    real_desk.clock.passes(minutes=10)
    opened = real_desk.opens()

    (check,) = checks(real_desk)
    (held,) = facts(real_desk, "OpeningHeld")

    assert (check.flaw, check.cards, check.seed) == (None, 6, opened.seed)
    assert (check.number, check.at) == (1, real_desk.clock())
    assert held.header["order"] == " ".join(str(each.card) for each in opened.given)
    assert opened.given[0].card == 6  # a priority of the law is drawn first


def test_each_opening_of_a_day_is_replayed_with_its_own_cards(desk):
    for _ in range(2):
        desk.hands()
        desk.clock.passes(minutes=10)
        desk.opens()
        desk.clock.now = HALF_PAST_EIGHT - dt.timedelta(minutes=1)

    assert [(each.number, each.cards, each.flaw) for each in checks(desk)] == [
        (1, 1, None),
        (2, 1, None),
    ]


def test_a_day_without_an_opening_has_none_to_replay(desk):
    desk.hands()

    with pytest.raises(NoDraw):
        checks(desk)
    with pytest.raises(NoDraw):
        checks(desk, DAY - dt.timedelta(days=1))


def test_an_opening_that_an_earlier_version_held_cannot_be_replayed(desk):
    with desk.store.begin() as work:
        work.record(
            OpeningHeld(cards=0, tickets=0, without_ticket=0, drawn=False, seed="0" * 64),
            by=SYLVIE, at=desk.clock(),
        )  # fmt: skip

    (check,) = checks(desk)

    assert check.flaw is OpeningFlaw.NOT_REVEALED


def test_a_bound_card_keeps_its_holder_and_what_was_noted(real_desk):
    real_desk.hands(BOUND, number="9304218765", hint="N. B., 1988")
    with pytest.raises(AlreadyHasCard):
        real_desk.hands(BOUND, number="9304218765")
    real_desk.clock.passes(minutes=10)
    (given,) = real_desk.opens().given

    with real_desk.store.read() as work:
        binding = work.bindings.of_ticket(given.ticket.id)
    assert (binding.hint, binding.person) == (
        "N. B., 1988", HASHED(parse_document("9304218765").canonical),
    )  # fmt: skip


def test_a_document_that_is_needed_is_asked_for(desk):
    with pytest.raises(DocumentNeeded):
        desk.hands(BOUND)


def test_cards_begin_a_quarter_of_an_hour_before_and_end_with_the_opening(desk):
    desk.clock.passes(minutes=-20)
    with pytest.raises(CardsNotYet):
        desk.hands()
    desk.clock.passes(minutes=30)
    with pytest.raises(CardsOver):
        desk.hands()


@pytest.mark.parametrize("hours", [10, 24 * 5])
def test_no_card_is_for_a_day_whose_doors_do_not_open_any_more(desk, hours):
    desk.clock.passes(hours=hours)

    with pytest.raises(SiteClosed):
        desk.hands()


def test_what_is_by_appointment_has_no_card_and_a_language_must_be_the_sites(desk):
    with pytest.raises(NotWalkIn):
        desk.hands(ProcedureCode("RNV_DEPOT"))
    with pytest.raises(UnknownLanguage):
        desk.hands(language="xx")


def test_no_card_is_handed_out_on_a_day_that_was_closed(desk):
    close_day(by=CHIEF, **desk.writing)

    with pytest.raises(SiteClosed):
        desk.hands()


def test_the_doors_are_not_opened_before_their_hour_nor_without_a_card(desk):
    with pytest.raises(CardsNotYet):
        desk.opens()
    desk.clock.passes(minutes=10)
    with pytest.raises(NoDraw):
        desk.opens()


def test_a_secret_that_cannot_be_read_any_more_draws_nothing(desk):
    desk.hands()
    with desk.store.begin() as work:
        number = work.openings.current(DAY).number
        desk.store.shelf.bookings.openings[DAY, number] = (None, False)
    desk.clock.passes(minutes=10)

    with pytest.raises(SecretMissing):
        desk.opens()


def test_who_holds_a_ticket_already_gets_no_second_one(desk):
    desk.hands(BOUND, number="9304218765")
    desk.clock.passes(minutes=10)
    desk.comes(BOUND, document="9304218765")
    opened = desk.opens()

    assert (opened.given, opened.left) == ((), (1,))


def test_a_procedure_that_is_closed_by_then_gives_no_ticket(desk):
    desk.hands()
    desk.hands(HANDOVER)
    set_procedure(INFO, is_open=False, by=CHIEF, **desk.writing)
    desk.clock.passes(minutes=10)
    opened = desk.opens()

    assert [each.ticket.procedure for each in opened.given] == [HANDOVER]
    assert opened.left == (1,)


def test_the_page_says_how_many_cards_there_are_for_how_many_tickets(desk):
    nothing = desk.page()
    desk.limits(INFO, 2)
    for procedure in (INFO, HANDOVER, INFO, INFO):
        desk.hands(procedure)
    page = desk.page()
    desk.clock.passes(minutes=10)
    opened = desk.page()

    assert nothing.queues == ()
    assert {(each.procedure, each.cards, each.quota) for each in page.queues} == {
        (INFO, 3, 2), (HANDOVER, 1, None),
    }  # fmt: skip
    assert (page.cards, page.opens_at, page.is_open) == (4, HALF_PAST_EIGHT, False)
    assert page.cards_from == HALF_PAST_EIGHT - dt.timedelta(minutes=15)
    assert opened.is_open


def test_the_tickets_there_are_are_announced_where_every_card_has_a_limit(desk):
    def announced():
        with desk.store.read() as work:
            return tickets_announced(work, today(work, desk.clock()))

    nothing = announced()
    desk.limits(INFO, 2)
    desk.hands()
    limited = announced()
    desk.hands(HANDOVER)

    assert (nothing, limited, announced()) == (None, 2, None)


def test_the_board_announces_the_cards_and_the_tickets_there_are(desk):
    desk.limits(INFO, 2)
    before = board(holidays=nobody_is_away, **desk.ports)
    for _ in range(3):
        desk.hands()
    after = board(holidays=nobody_is_away, **desk.ports)

    assert (before.cards, before.tickets) == (0, None)
    assert (after.cards, after.tickets) == (3, 2)


def test_cards_are_forgotten_with_the_day_and_numbered_on_through_it(real_desk):
    real_desk.hands()
    real_desk.clock.passes(minutes=10)
    real_desk.opens()
    with real_desk.store.read() as work:
        following = work.openings.next_number(DAY)
        over = work.openings.current(DAY)
    close_day(by=CHIEF, **real_desk.writing)

    with real_desk.store.read() as work:
        assert (following, over) == (2, None)
        assert work.openings.next_number(DAY) == 1
        assert work.openings.last_number(DAY) == 0


def _cards(count, procedure=INFO, first=1, **fields):
    at = HALF_PAST_EIGHT
    return [
        Card(number=number, person=PersonKey(""), at=at, procedure=procedure, **fields)
        for number in range(first, first + count)
    ]


def test_priorities_of_the_law_are_drawn_before_the_others():
    cards = [*_cards(5), *_cards(2, first=6, priority=Priority.CMI)]

    dealt = deal(cards, {INFO: 3}, bytes(32))

    assert {card.number for card in dealt.order[:2]} == {6, 7}
    assert len(dealt.left) == 4


def test_a_procedure_that_is_not_drawn_keeps_its_place_between_the_others():
    cards = [*_cards(1, HANDOVER), *_cards(2, first=2), *_cards(1, HANDOVER, first=4)]

    dealt = deal(cards, {INFO: 1, HANDOVER: None}, bytes(32))

    assert [card.procedure for card in dealt.order] == [HANDOVER, INFO, HANDOVER]
    assert dealt.drawn == {INFO}


def test_the_chance_of_a_ticket_does_not_depend_on_who_came_first():  # AT-13
    source = random.Random(20260302)
    present, quota, mornings = 40, 15, 1_500
    cards = _cards(present)
    served = [0] * present
    for _ in range(mornings):
        for card in deal(cards, {INFO: quota}, source.randbytes(32)).order:
            served[card.number - 1] += 1

    tenths = [sum(served[first : first + 4]) for first in range(0, present, 4)]
    expected = mornings * 4 * quota / present
    missed = mornings * 4 - expected
    chi_square = sum(
        (count - expected) ** 2 / expected + (count - expected) ** 2 / missed for count in tenths
    )
    assert chi_square < 21.67  # 9 degrees of freedom, p = 0.01
