"""What the waiting room sees: numbers and counters, never a name, a reason or a procedure."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.counters import CounterId
from desk_app.domain.hours import is_open, next_opening
from desk_app.domain.site import Message
from desk_app.domain.tickets import TicketNumber, TicketStatus
from desk_app.services.day import today
from desk_app.services.opening_page import tickets_announced
from desk_app.services.ports import Clock, Holidays, Read

LINES = 12


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """A call: *is_live* until the visitor is there; *calls* tells a recall from a first call."""

    number: TicketNumber
    counter: CounterId
    called_at: dt.datetime
    calls: int
    is_live: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The waiting room's screen as it is now, the latest call first.

    *cards* are out for the opening to come, for *tickets* in all, None for no limit (AT-13).
    """

    site: str
    calls: tuple[BoardLine, ...]
    messages: tuple[Message, ...]
    languages: tuple[str, ...]
    is_open: bool
    opens_at: dt.datetime | None
    rehearsal: bool
    time_zone: dt.tzinfo
    cards: int = 0
    tickets: int | None = None


def board(*, read: Read, clock: Clock, holidays: Holidays) -> Board:
    """Return the board. A call taken back is not on it any more."""
    with read() as work:
        now = today(work, clock())
        called = work.tickets.recently_called(now.day, LINES)
        days = holidays(work.site)
        cards = len(work.openings.cards(now.day))
        tickets = tickets_announced(work, now) if cards else None
    zone = now.site.time_zone
    opens = next_opening(now.site, now.now, days)
    return Board(
        site=now.site.name,
        calls=tuple(
            BoardLine(
                number=ticket.number,
                counter=ticket.counter,
                called_at=ticket.called_at.astimezone(zone),
                calls=ticket.calls,
                is_live=ticket.status is TicketStatus.CALLED,
            )
            for ticket in called
            if ticket.counter is not None and ticket.called_at is not None
        ),
        messages=now.site.messages,
        languages=now.site.languages,
        is_open=is_open(now.site, now.now, days),
        opens_at=opens.astimezone(zone) if opens else None,
        rehearsal=work.rehearsal,
        time_zone=zone,
        cards=cards,
        tickets=tickets,
    )
