"""The draw of an opening: cards before the doors open, tickets in the order drawn (AT-13)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.draw_errors import CardsNotYet, NoDraw, SecretMissing
from desk_app.domain.draw_seed import OWN, DrawRef, fingerprint, seed
from desk_app.domain.errors import (
    AlreadyHasTicket,
    CannotIssue,
    NotWalkIn,
    SiteClosed,
    UnknownLanguage,
)
from desk_app.domain.hours import is_open, next_opening, reopens_at
from desk_app.domain.opening_draw import FAMILY, Card, Dealt, deal, next_card
from desk_app.domain.people import AgentLogin
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import Channel, Procedure, ProcedureCode
from desk_app.domain.register_facts import CardHanded, OpeningHeld, SecretCommitted
from desk_app.domain.roles import Power
from desk_app.domain.tickets import Ticket
from desk_app.domain.visits import is_bound
from desk_app.services.day import Act, locked
from desk_app.services.handing import Bearer, Printer, hand_out
from desk_app.services.holders import require_alone
from desk_app.services.issuing import Order, find_procedure, may_issue, ticket_of
from desk_app.services.opening_page import next_today, quotas_of
from desk_app.services.opening_ports import Opening
from desk_app.services.ports import (
    Begin,
    Clock,
    Holidays,
    KeyedHash,
    NewCode,
    NewId,
)
from desk_app.services.register_ports import NewSecret


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A card; its number is told or written down, the order is drawn when the doors open."""

    changes: Changes
    card: Card
    opens_at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A ticket and the card it was given for."""

    card: int
    ticket: Ticket


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What an opening gave: tickets in their order, and the numbers of the cards without one."""

    changes: Changes
    given: tuple[Given, ...]
    left: tuple[int, ...]
    drawn: frozenset[ProcedureCode]
    seed: str


def hand_card(
    order: Order,
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    keyed_hash: KeyedHash,
    holidays: Holidays,
    new_secret: NewSecret,
) -> Handed:
    """Give somebody present a card, from a quarter of an hour before the opening.

    With the first one the secret that decides the order is committed to in the journal. Raises
    UnknownProcedure, UnknownLanguage, DocumentNeeded, NotWalkIn, SiteClosed, CardsNotYet,
    CardsOver, AlreadyHasCard or AlreadyHasTicket.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        procedure = find_procedure(act.site, order.procedure)
        if order.language not in act.site.languages:
            raise UnknownLanguage(order.language, act.site.languages)
        opens_at = _opens_at(procedure, act, holidays(act.site))
        card = _card(order, procedure, act, _person(order, procedure, act, keyed_hash), opens_at)
        _commit(act, new_secret)
        work.openings.add(act.day, card)
        act.record(
            CardHanded(
                card=card.number,
                procedure=procedure.code,
                has_priority=card.priority is not None,
            )
        )
    touched = changes("card", Topic.REGISTER, subject=str(card.number))
    return Handed(changes=touched, card=card, opens_at=opens_at)


def open_doors(
    *,
    by: AgentLogin,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
    new_code: NewCode,
    holidays: Holidays,
    printer: Callable[[], Printer],
) -> Opened:
    """Give the cards their tickets: drawn where more are here than tickets, else as they came.

    Who gets none is told so at once. Raises CardsNotYet before the doors are open, NoDraw without
    any card, and SecretMissing where the secret can be read no more.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.ISSUE)
        days = holidays(act.site)
        if not is_open(act.site, act.now, days):
            raise CardsNotYet(next_opening(act.site, act.now, days) or act.now)
        opening = work.openings.current(act.day)
        if opening is None:
            raise NoDraw(FAMILY)
        cards = tuple(work.openings.cards(act.day))
        drawn_by = _seed(opening, cards, act)
        dealt = deal(cards, quotas_of(work, act.today, cards), drawn_by)
        deals = _Deals(act, new_id, new_code, printer(), days)
        given = [deals.give(card) for card in dealt.order]
        work.openings.held(opening, act.now)
        tickets = tuple(each for each in given if each is not None)
        opened = _opened(cards, dealt, tickets, drawn_by)
        act.record(_fact(opened, cards, opening, dealt))
    return opened


class _Deals:
    """Gives tickets one after the other, in the transaction of an opening."""

    def __init__(
        self, act: Act, new_id: NewId, new_code: NewCode, printer: Printer, days: frozenset[dt.date]
    ) -> None:
        self._act, self._days, self._printer = act, days, printer
        self._new_id, self._new_code = new_id, new_code

    def give(self, card: Card) -> Given | None:
        """Return the ticket of *card*; None where a rule of the day refuses one by now."""
        act = self._act
        order = Order(procedure=card.procedure, priority=card.priority, language=card.language)
        try:
            may_issue(order, act.work, act.today, self._days)
            if card.person:
                require_alone(act.work, act.day, card.person, frozenset({card.procedure}))
        except (CannotIssue, AlreadyHasTicket):
            return None
        ticket = ticket_of(order, act.work, act.today, new_id=self._new_id, code=self._new_code())
        who = Bearer(person=card.person, hint=card.hint)
        hand_out(ticket, act, who=who, job=JobId(self._new_id()), printer=self._printer)
        return Given(card=card.number, ticket=ticket)


def _card(
    order: Order, procedure: Procedure, act: Act, person: PersonKey, opens_at: dt.datetime
) -> Card:
    made = next_card(
        act.work.openings.cards(act.day),
        person,
        now=act.now,
        opens_at=opens_at,
        number=act.work.openings.next_number(act.day),
    )
    return dataclasses.replace(
        made,
        procedure=procedure.code,
        language=order.language,
        priority=order.priority,
        hint=order.hint,
    )


def _opens_at(procedure: Procedure, act: Act, days: frozenset[dt.date]) -> dt.datetime:
    """Return the opening cards are for; the doors that are open now are told by next_card."""
    if is_open(act.site, act.now, days):
        return act.now
    opens = next_today(act.today, days)
    by_appointment = Channel.APPOINTMENT in procedure.channels
    if not procedure.is_walk_in:
        raise NotWalkIn(procedure.code, None, by_appointment)
    if opens is None or act.work.days.is_closed(act.day):
        reopens = reopens_at(act.site, procedure, act.now, days)
        raise SiteClosed(procedure.code, reopens, by_appointment)
    return opens


def _person(order: Order, procedure: Procedure, act: Act, keyed_hash: KeyedHash) -> PersonKey:
    """Return the keyed hash a card is bound to, empty for an anonymous one (AT-11)."""
    has_document = order.document is not None
    if not is_bound([procedure], has_document=has_document) or order.document is None:
        return PersonKey("")
    person = keyed_hash(order.document.canonical)
    require_alone(act.work, act.day, person, frozenset({procedure.code}))
    return PersonKey(person)


def _commit(act: Act, new_secret: NewSecret) -> None:
    """With the first card the secret of the opening is committed to, before the others come."""
    if act.work.openings.current(act.day) is not None:
        return
    number = act.work.openings.last_number(act.day) + 1
    secret = new_secret()
    own = fingerprint(_ref(act, number), OWN, secret)
    act.work.openings.begin(act.day, own, secret, number)
    act.record(SecretCommitted(family=FAMILY, draw_no=number, witness=OWN, fingerprint=own))


def _ref(act: Act, number: int) -> DrawRef:
    return DrawRef(site=act.site.code, family=FAMILY, on=act.day, number=number)


def _seed(opening: Opening, cards: tuple[Card, ...], act: Act) -> bytes:
    if opening.secret is None:
        raise SecretMissing(1)
    numbers = [card.number for card in cards]
    return seed(_ref(act, opening.number), numbers, (opening.secret,))


def _opened(
    cards: tuple[Card, ...], dealt: Dealt, given: tuple[Given, ...], drawn_by: bytes
) -> Opened:
    served = {each.card for each in given}
    return Opened(
        changes=changes("doors", Topic.TICKETS, Topic.PROCEDURES, Topic.PRINTS, Topic.REGISTER),
        given=given,
        left=tuple(card.number for card in cards if card.number not in served),
        drawn=dealt.drawn,
        seed=drawn_by.hex(),
    )


def _fact(opened: Opened, cards: tuple[Card, ...], opening: Opening, dealt: Dealt) -> OpeningHeld:
    return OpeningHeld(
        cards=len(cards),
        tickets=len(opened.given),
        without_ticket=len(opened.left),
        drawn=bool(opened.drawn),
        seed=opened.seed,
        draw_no=opening.number,
        secret=opening.secret or "",
        order=" ".join(str(card.number) for card in dealt.order),
    )
