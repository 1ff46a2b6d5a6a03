"""What the site makes of facts about tickets and of rights let go: one function per kind."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from desk_app.domain.collisions import Collision
from desk_app.domain.facts import Plain
from desk_app.domain.journal import Entry
from desk_app.domain.shared import Kind, Shared, Thing
from desk_app.domain.tickets import DeskCode, TicketStatus
from desk_app.store.days import HandedOut, SqlDays
from desk_app.store.projecting import Projector

_SITE_NUMBER = re.compile(r"([A-Z])(\d{3,6})")
_LONGEST = 12


def issued(fact: Entry, on: Projector) -> None:
    """A new ticket is its desk's. One whose number another paper has keeps both, told apart."""
    thing = Thing(Kind.TICKET, str(fact.header["ticket"]))
    image = on.sent.get(thing)
    if image is None or on.rows.get(thing) is not None:
        return  # told before, by this desk under an earlier incarnation
    day, number = dt.date.fromisoformat(str(image["day"])), str(fact.header["number"])
    holder = on.images.holder_of_number(day, number)
    if holder is not None and str(holder) != thing.key:
        on.conflict(Collision.NUMBER_TWICE, thing, fact)
        number = f"{number[:_LONGEST]}/{on.desk}"
    _go_on_after(on, day, number)
    row = Shared(thing=thing, image=image, owner=on.desk)
    on.show(row, {**image, "number": number}, part=str(image["day"]))


def called(fact: Entry, on: Projector) -> None:
    """A ticket was called. By a desk that had lost the right: kept; the first call counts."""
    row = _known(fact, on)
    if row is None:
        return
    if row.owner == on.desk:
        _changed(row, on)
    elif row.image["status"] == TicketStatus.WAITING and row.thing in on.sent:
        if not on.in_grace:
            on.conflict(Collision.CALLED_LATE, row.thing, fact, row.owner)
        _changed(row.fenced(on.desk), on)
    else:
        on.conflict(Collision.CALLED_TWICE, row.thing, fact, row.owner)


def moved(fact: Entry, on: Projector) -> None:
    """A ticket went on in its day. By a desk that has it no more: kept with a conflict."""
    row = _known(fact, on)
    if row is None:
        return
    if row.owner == on.desk:
        _changed(row, on)
    else:
        on.conflict(Collision.MOVED_LATE, row.thing, fact, row.owner)


def right_released(fact: Entry, on: Projector) -> None:
    """A right was let go: the desk it was recalled for has it, or the site's pool."""
    thing = Thing(Kind(str(fact.header["right"])), str(fact.header["row"]))
    row = on.rows.get(thing)
    if row is None:
        return
    to = _desk(fact.header["to"])
    after = row.released(on.desk, int(str(fact.header["version"])), to)
    if after != row:
        _changed(after, on, is_waiting=True)


def shown_as_sent(fact: Entry, on: Projector) -> None:
    """A counter or a procedure of the day: the latest word counts."""
    for kind, field in ((Kind.COUNTER, "counter"), (Kind.PROCEDURE, "procedure")):
        thing = Thing(kind, str(fact.header.get(field)))
        image = on.sent.get(thing)
        if image is not None and fact.kind == _SPOKEN_OF[kind]:
            row = on.rows.get(thing) or Shared(thing=thing, image={}, owner=None)
            on.show(row, image, part=str(image["day"]))


_SPOKEN_OF = {Kind.COUNTER: "CounterChanged", Kind.PROCEDURE: "ProcedureChanged"}


def _known(fact: Entry, on: Projector) -> Shared | None:
    """Return the ticket's row; one the site never heard of is taken as this desk tells it."""
    thing = Thing(Kind.TICKET, str(fact.header["ticket"]))
    row = on.rows.get(thing)
    if row is None and thing in on.sent:
        issued(fact, on)
        row = on.rows.get(thing)
    return row


def _changed(row: Shared, on: Projector, *, is_waiting: bool = False) -> None:
    """Show *row* as its desk sent it; its number stays the one the site knows it by.

    What a desk releases it has not touched since: its image adds nothing.
    """
    image = None if is_waiting else on.sent.get(row.thing)
    if image is not None:
        image = {**image, "number": row.image["number"]}
        if image["status"] != TicketStatus.WAITING:
            row = dataclasses.replace(row, recall_to=None)
    on.show(row, image)


def _go_on_after(on: Projector, day: dt.date, number: str) -> None:
    """Let the site's series go on behind a number that was printed before the site was put back."""
    read = _SITE_NUMBER.fullmatch(number)
    if read is None:
        return
    days = SqlDays(on.connection)
    series, count = read[1], int(read[2])
    if days.handed_out(day).numbers.get(series, 0) < count:
        days.go_on_after(day, HandedOut(numbers={series: count}, sequence=0))


def _desk(code: Plain) -> DeskCode | None:
    return None if code is None else DeskCode(str(code))
