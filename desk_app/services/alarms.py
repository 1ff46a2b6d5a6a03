"""Calls for help: raised by whoever is at a desk, seen, answered by name. Never on the display."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID

from desk_app.domain.account_facts import AlarmAcknowledged, AlarmRaised
from desk_app.domain.alarms import NEWS, Alarm, AlarmId
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.errors import UnknownRequest
from desk_app.domain.hours import business_day
from desk_app.domain.people import AgentLogin
from desk_app.domain.roles import Power
from desk_app.domain.text import clean
from desk_app.services.day import allow
from desk_app.services.moves import find_counter
from desk_app.services.ports import Begin, Clock, NewId, Read, UnitOfWork


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for help as people see it. *at* is local; *answered_by* is empty until somebody goes.

    *counter* is None at a reception; *place* names it either way. *raised_by* is None, and *name*
    empty, where the desk was locked. *is_over* says that who called has taken the call back.
    """

    id: AlarmId
    counter: CounterId | None
    place: str
    raised_by: AgentLogin | None
    name: str
    at: dt.datetime
    answered_by: str = ""
    is_over: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call for help after it was raised or answered; the topics are empty if it already was."""

    changes: Changes
    call: Call


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Today's *calls* nobody has answered, oldest first, and those just *answered*, latest last."""

    calls: tuple[Call, ...]
    answered: tuple[Call, ...] = ()


def raise_alarm(
    counter: CounterId | None,
    *,
    place: str,
    by: AgentLogin | None,
    begin: Begin,
    clock: Clock,
    new_id: NewId,
) -> Called:
    """Call for help at *counter*, or at the reception *place*. Raises NotAllowed, UnknownCounter.

    A locked desk may call too: *by* is None then, and the call names the place and nobody.
    A second press while nobody has answered is the same call: it adds nothing to the journal.
    """
    place = clean(place, at_most=64)
    with begin() as work:
        now = clock()
        allow(work, now, by, Power.ALARM)
        if counter is not None:
            find_counter(work.site, counter)
        here = [
            alarm
            for alarm in _of_today(work, now)
            if (alarm.counter, alarm.place) == (counter, place)
            and (by is None or alarm.raised_by in (by, None))
        ]
        if here:
            return Called(changes=changes("raise_alarm"), call=_call(here[0], work))
        alarm = Alarm(
            id=AlarmId(new_id()), counter=counter, place=place, raised_by=by, raised_at=now
        )
        work.alarms.put(alarm)
        noted = _noted(alarm, work)
        work.record(AlarmRaised(alarm=alarm.id, counter=counter, place=noted), by=by, at=now)
        return Called(changes=changes("raise_alarm", Topic.ALARMS), call=_call(alarm, work))


def acknowledge(alarm: AlarmId, *, by: AgentLogin, begin: Begin, clock: Clock) -> Called:
    """Answer a call for help in the name of *by*; the first answer stays.

    Raises UnknownRequest for a call that never was, or NotAllowed.
    """
    with begin() as work:
        now = clock()
        allow(work, now, by, Power.ALARM)
        found = work.alarms.get(alarm)
        if found is None:
            raise UnknownRequest(str(alarm))
        if found.acknowledged_by is not None:
            return Called(changes=changes("acknowledge"), call=_call(found, work))
        answered = found.acknowledged(by, now)
        work.alarms.put(answered)
        work.record(AlarmAcknowledged(alarm=alarm), by=by, at=now)
        return Called(changes=changes("acknowledge", Topic.ALARMS), call=_call(answered, work))


def unanswered(*, read: Read, clock: Clock) -> tuple[Call, ...]:
    """Return today's calls for help that nobody has answered, oldest first."""
    return watch(read=read, clock=clock).calls


def watch(*, read: Read, clock: Clock) -> Watch:
    """Return what stands of the day's calls, and for a while who went to those answered."""
    with read() as work:
        now = clock()
        return Watch(
            calls=tuple(_call(alarm, work) for alarm in _of_today(work, now)),
            answered=tuple(_call(each, work) for each in work.alarms.answered_since(now - NEWS)),
        )


def alarm_id(text: str) -> AlarmId:
    """Return the id written in *text*. Raises UnknownRequest."""
    try:
        return AlarmId(UUID(text))
    except ValueError:
        raise UnknownRequest(clean(text, at_most=60)) from None


def _noted(alarm: Alarm, work: UnitOfWork) -> str:
    """Return the place as the journal may keep it: where somebody sits, never what they typed.

    A counter's number says where it is; a locked desk calls in its own name, by its own window.
    """
    if alarm.counter is not None:
        return ""
    if alarm.raised_by is None:
        return alarm.place
    places = [session.place for session in work.sessions.open_of(alarm.raised_by)]
    return alarm.place if alarm.place in places else next(reversed(places), "")


def _of_today(work: UnitOfWork, now: dt.datetime) -> list[Alarm]:
    """What nobody answered on another day calls nobody any more; it stays in the journal."""
    zone = work.site.time_zone
    day = business_day(now, zone)
    return [each for each in work.alarms.unanswered() if business_day(each.raised_at, zone) == day]


def _call(alarm: Alarm, work: UnitOfWork) -> Call:
    return Call(
        id=alarm.id,
        counter=alarm.counter,
        place=alarm.place,
        raised_by=alarm.raised_by,
        name=_name(alarm.raised_by, work),
        at=alarm.raised_at.astimezone(work.site.time_zone),
        answered_by=_name(alarm.acknowledged_by, work),
        is_over=alarm.is_taken_back,
    )


def _name(login: AgentLogin | None, work: UnitOfWork) -> str:
    if login is None:
        return ""
    account = work.accounts.find(login)
    return account.name if account else login
