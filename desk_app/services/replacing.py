"""Another time for those whose own was closed, before anybody new is served (A-09).

It counts as none of their changes; the paper they hold is good no more. It is a time from their
own on: an earlier one two people give (AT-16). Whom nothing fits stays on the list.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

from desk_app.domain import impact
from desk_app.domain.appointments import (
    Appointment,
    AppointmentStatus,
    Reference,
    parse_reference,
)
from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.calendar_errors import NoPlaceLeft, NotAffected
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.hours import Holidays as Days
from desk_app.domain.identity_errors import OwnInterest
from desk_app.domain.impact import Hit, own_time
from desk_app.domain.offers import FreeDay, Offer, offers
from desk_app.domain.offers import Place as Offered
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.services.appointments import Cool, give_back, holder_of, moved_fact
from desk_app.services.booking import Booked, place_of, placed, take
from desk_app.services.code_ports import Codes
from desk_app.services.day import Act, allow, locked, today
from desk_app.services.free_days import FreeDays, Laid
from desk_app.services.handing import Printer
from desk_app.services.impacts import last4_of
from desk_app.services.interests import keys_of, refuse_interest_in, require_no_interest
from desk_app.services.leaves import convene
from desk_app.services.offering import Chosen, choose
from desk_app.services.ports import Begin, Clock, Hashes, Holidays, NewId, Read, UnitOfWork
from desk_app.services.questions import Agreement

BY_SITE = "site"
"""How a place came about that the site gave for one it closed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody to be placed anew; never a name (R-08). *place* is what they will be given."""

    appointment: Appointment
    last4: str
    place: Offered | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """Whom a run gave another time, and how many are still on the list."""

    changes: Changes
    placed: tuple[Appointment, ...]
    left: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What giving another time needs of the desk."""

    cool: Cool
    hashes: Hashes
    holidays: Holidays
    free_days: FreeDays
    codes: Codes
    new_id: NewId
    printer: Callable[[], Printer]


def waiting(
    *, by: AgentLogin | None, read: Read, clock: Clock, holidays: Holidays, free_days: FreeDays
) -> tuple[Waiting, ...]:
    """Return who is to be placed anew, whoever was to come first first, with what is proposed."""
    with read() as work:
        current = today(work, clock())
        allow(work, current.now, by, Power.PLAN)
        laid = free_days.laid(work, current.now, holidays(work.site))
        return tuple(
            Waiting(
                appointment=(found := work.appointments.get(Reference(one.taken.reference))),
                last4=last4_of(found, work, current.day),
                place=one.place,
            )
            for one in _proposed(laid, moving(laid), current.now)
        )


def places_for(
    reference: str,
    *,
    by: AgentLogin | None,
    read: Read,
    clock: Clock,
    holidays: Holidays,
    free_days: FreeDays,
) -> tuple[Offer, ...]:
    """Return at most three places for one of them, behind what the others will be given (AT-07).

    They are from the person's own time on. Raises UnknownAppointment or NotAffected.
    """
    with read() as work:
        now = clock()
        allow(work, now, by, Power.PLAN)
        found = work.appointments.get(parse_reference(reference))
        days = _days_of(found, work, free_days, holidays(work.site), now)
        return offers(found.procedure, days, now=own_time(found.starts_at, now))


def replace(
    reference: str,
    slot: str = "",
    *,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    ways: Ways,
    agreement: Agreement | None = None,
) -> Booked:
    """Give one of them the place that is proposed, or the one of *slot* among `places_for`.

    Any other free place, an earlier one too, takes the *agreement* of a second person (AT-16).
    Raises UnknownAppointment, OwnInterest (AT-15), NotAffected, NoPlaceLeft, SlotNotOffered,
    SlotTaken, KeyMissing, or what `services.overrides.use` does.
    """
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        before = work.appointments.get(parse_reference(reference))
        refuse_interest_in(before, ways.hashes, act)
        chosen = _chosen(before, slot, agreement, act, ways)
        return _placed(before, chosen, act, ways)


def replace_affected(
    *,
    by: AgentLogin | None,
    begin: Begin,
    read: Read,
    clock: Clock,
    ways: Ways,
    at_most: int | None = None,
) -> Replaced:
    """Give everybody on the list the place that is proposed, each in a transaction of its own.

    *at_most* ends the run early, so that who asked can say how far it is. Whom who acts has
    declared a colleague places (AT-15). Raises KeyMissing.
    """
    found = waiting(by=by, read=read, clock=clock, holidays=ways.holidays, free_days=ways.free_days)
    fitting = [one.appointment for one in found if one.place is not None]
    done: list[Appointment] = []
    for appointment in fitting:
        if len(done) == at_most:
            break
        try:
            done.append(_proposed_to(appointment.reference, by, begin, clock, ways))
        except (NoPlaceLeft, NotAffected, OwnInterest, SlotTaken):
            continue  # somebody was quicker, or has to: the list tells who is left
    return Replaced(
        changes=changes("replace", Topic.APPOINTMENTS, Topic.PRINTS, subject=str(len(done))),
        placed=tuple(done),
        left=len(found) - len(done),
    )


def moving(laid: Laid) -> list[Hit]:
    """Return those who need another time, in the order of their times."""
    return [hit for hit in laid.displaced if hit.seat is None]


def _proposed_to(
    reference: Reference, by: AgentLogin | None, begin: Begin, clock: Clock, ways: Ways
) -> Appointment:
    """Give one of them what is proposed. Raises OwnInterest, which is no incident: nobody chose."""
    with begin() as work:
        act = locked(work, clock(), by, Power.PLAN)
        before = work.appointments.get(reference)
        require_no_interest(keys_of(before, ways.hashes, act), act)
        return _placed(before, _chosen(before, "", None, act, ways), act, ways).appointment


def _proposed(
    laid: Laid, displaced: Sequence[Hit], now: dt.datetime
) -> tuple[impact.Replacement, ...]:
    return impact.replacements(displaced, laid.but(laid.own_seats), now=now)


def _chosen(
    before: Appointment, slot: str, agreement: Agreement | None, act: Act, ways: Ways
) -> tuple[Chosen, Laid]:
    """Return the place of *before*, and the days it is on. Raises NotAffected, NoPlaceLeft."""
    days = ways.holidays(act.site)
    laid = ways.free_days.laid(act.work, act.now, days)
    displaced = moving(laid)
    rank = _rank(before, displaced)
    if slot:
        free = _free_for(rank, laid, act.now)
        since = own_time(before.starts_at, act.now)
        return choose(slot, before.procedure, act, free, agreement, after=since), laid
    place = _proposed(laid, displaced[: rank + 1], act.now)[rank].place
    if place is None:
        raise NoPlaceLeft(before.reference)
    return Chosen(place=place, how=BY_SITE), laid


def _placed(before: Appointment, chosen: tuple[Chosen, Laid], act: Act, ways: Ways) -> Booked:
    """Go to the place, with a paper where there was one; a winner who has not answered has none."""
    work, (choice, laid) = act.work, chosen
    after = before.replaced(place_of(choice.place))
    give_back(before, act, ways.cool)
    take(choice.place, laid.days, after, act)
    work.appointments.put_holder(after, work.appointments.holder(before) or "")
    act.record(moved_fact(before, after, by_site=True, choice=choice.how))
    if after.status is AppointmentStatus.HELD:
        touched = changes("replace", Topic.APPOINTMENTS, subject=after.reference)
        return Booked(changes=touched, appointment=after, choice=choice.how)
    holder = holder_of(after, work, act.day)
    paper = convene(
        after, holder, act, codes=ways.codes, new_id=ways.new_id, printer=ways.printer()
    )
    return placed("replace", after, choice, paper)


def _days_of(
    found: Appointment, work: UnitOfWork, free_days: FreeDays, holidays: Days, now: dt.datetime
) -> tuple[FreeDay, ...]:
    laid = free_days.laid(work, now, holidays)
    return _free_for(_rank(found, moving(laid)), laid, now)


def _free_for(rank: int, laid: Laid, now: dt.datetime) -> tuple[FreeDay, ...]:
    """Return the days without what the others on the list will be given.

    Those of a winner who has not answered begin behind the time to answer.
    """
    displaced = moving(laid)
    others = displaced[:rank] + displaced[rank + 1 :]
    days = laid.but(laid.kept_for(others, now))
    since = displaced[rank].taken.not_before
    return days if since is None else tuple(day for day in days if _begins(day) >= since)


def _begins(day: FreeDay) -> dt.datetime:
    """Return the first hour of *day*, free or not; a day without any has nothing to give."""
    starts = [slot.starts_at for strip in day.strips for slot in strip.slots]
    return min(starts, default=dt.datetime.max.replace(tzinfo=dt.UTC))


def _rank(found: Appointment, displaced: Sequence[Hit]) -> int:
    for rank, hit in enumerate(displaced):
        if hit.taken.reference == found.reference:
            return rank
    raise NotAffected(found.reference)
