"""The safeguards of the protocol by name, each with how to take it away from the real code.

What a mutant changes is put back at the end. Each says what would go wrong in the hall.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator

from desk_app.domain import rights, shared
from desk_app.domain.meeting import Grant, Verdict
from desk_app.domain.shared import Standing
from desk_app.domain.tickets import TicketStatus
from desk_app.store import (
    adopting,
    authority,
    booking_projection,
    granting,
    ingesting,
    projecting,
    replica,
    site_rows,
    ticket_projection,
)
from tests.sync import desks

Change = tuple[object, str, object]


def _steals(self, want, row) -> None:
    self._rows.put(row.granted(self._desk))
    self.given.grants.append(Grant(want=want.id, thing=row.thing))


def _seats_of_anybody(self, want) -> list:
    """Others' seats as if they were the pool's, heard of or not."""
    for slot in want.slots:
        for row in self._rows.of_part(shared.Kind.SEAT, slot):
            if row.image["appointment"] is None and row.owner != self._desk:
                return [dataclasses.replace(row, owner=None)]
    return []


def _gives_seats_of_silent_desks(self, want) -> None:
    """Seats of desks not heard of for two minutes go back to the pool: a lease that ends."""
    for slot in want.slots:
        for row in self._rows.of_part(shared.Kind.SEAT, slot):
            is_kept = row.owner not in {None, self._desk} and row.image["appointment"] is None
            if is_kept and row.owner not in self._heard:
                self._rows.put(row.fenced(None))
    _SEAT(self, want)


_SEAT = granting.Granting._seat


def _repeats_numbers(self, want) -> None:
    self._work.days.lock(want.day)
    count = self._work.days.take_number(want.day, want.series)
    self.given.grants.append(Grant(want=want.id, count=max(1, count - count % 7 % 2)))


def _any_call_counts(fact, on) -> None:
    row = ticket_projection._known(fact, on)
    if row is not None:
        ticket_projection._changed(dataclasses.replace(row, owner=on.desk), on)


def _no_letter(ordinal: int) -> str:
    return ""


def _same_incarnation(self, place, incarnation):
    return dataclasses.replace(place, cursor=0)


def _adopts_anything(answer, **given):
    return _ADOPT(dataclasses.replace(answer, cursor=max(answer.cursor, _cursor(given))), **given)


def _cursor(given) -> int:
    return replica.SqlReplica(given["work"]).place().cursor


_ADOPT = adopting.adopt
_RUN = adopting._Adoption.run


def _whole(self, place):
    self._answer = dataclasses.replace(self._answer, is_whole=True)
    return _RUN(self, place)


def _acks_everything(self, place):
    last = self._work.journal.head()[0]
    self._answer = dataclasses.replace(self._answer, acked=last)
    return _RUN(self, place)


def _since_misses_one(self, cursor, limit):
    rows = _SINCE(self, cursor, limit)
    return rows[1:] if len(rows) > 3 else rows


_SINCE = site_rows.SqlSharedRows.since


def _releases_any(self, by, version, to):
    return self._owned(to)


def _releases_called(self, row) -> bool:
    return row.thing.kind is shared.Kind.TICKET


def _claims_always(image, thing, fact, on):
    return Standing.CONFIRMED


def _skips_gap(offer, desk, connection, known):
    verdict = _JUDGE(offer, desk, connection, known)
    return Verdict.TAKEN if verdict is Verdict.GAP else verdict


_JUDGE = ingesting.judge


def _puts_at_the_same_place(self, row, *, part="", asked_at=None):
    before = self.get(row.thing)
    saved = _PUT(self, row, part=part, asked_at=asked_at)
    if before is not None and self._rows % 5 == 0:
        from sqlalchemy import update

        r = site_rows.r.c
        of = (r.kind == row.thing.kind.value, r.key == row.thing.key)
        values = {"position": before.position}
        self._connection.execute(update(site_rows.r).where(*of).values(**values))
    return saved


_PUT = site_rows.SqlSharedRows.put


def _whoever_waits(self):
    return [each for each in self.tickets() if each.status is TicketStatus.WAITING]


def _nothing(*given, **named) -> None:
    return None


def _true(*given, **named) -> bool:
    return True


def _false(*given, **named) -> bool:
    return False


def _empty(*given, **named) -> set:
    return set()


def _sees_all(offer, desk):
    return offer.facts


MUTANTS: dict[str, tuple[Change, ...]] = {
    "facts are taken once, by number": (
        (authority, "news", _sees_all),
        (ingesting, "_known_ids", _empty),
    ),
    "facts are taken once, by id": ((ingesting, "_known_ids", _empty),),
    "an old copy is told by its hash": (
        (ingesting, "_differs", _false),
        (adopting, "_is_ours", _true),
        (ingesting, "is_sound", _true),
    ),
    "a renewed file has another incarnation": ((replica.SqlReplica, "renewed", _same_incarnation),),
    "a gap is asked for again": ((authority, "judge", _skips_gap),),
    "a ticket moves by consent": (
        (granting.Granting, "_settle", _steals),
        (granting.Granting, "_can_be_had", _true),
    ),
    "only who waits is let go": ((adopting._Adoption, "_may_go", _releases_called),),
    "own facts stand over rows": ((replica.SqlReplica, "about", _empty),),
    "facts settle with whole answers": ((adopting._Adoption, "run", _whole),),
    "an overtaken answer is dropped": ((adopting, "adopt", _adopts_anything),),
    "facts are acknowledged by the site": (
        (adopting._Adoption, "run", _acks_everything),
        (authority, "judge", _skips_gap),
    ),
    "a number is given once": ((granting.Granting, "_number", _repeats_numbers),),
    "a file put back has another letter": ((adopting, "letter_of", _no_letter),),
    "a file put back has no rights": (
        (rights.Rights, "require_ticket", _nothing),
        (replica.SqlReplica, "usable", replica.SqlReplica.owned),
    ),
    "a call needs the right": (
        (rights.Rights, "require_ticket", _nothing),
        (desks.Desk, "own_waiting", _whoever_waits),
    ),
    "a late call is a conflict": ((ticket_projection, "called", _any_call_counts),),
    "a conflict is a row": ((projecting.Projector, "conflict", _nothing),),
    "a seat has one owner": ((granting.Granting, "_seats", _seats_of_anybody),),
    "seats of silent desks stay theirs": (
        (granting.Granting, "_seat", _gives_seats_of_silent_desks),
    ),
    "a booking needs its seat": ((booking_projection, "_is_mine", _true),),
    "a person is claimed once": ((booking_projection, "_claimed", _claims_always),),
    "a release is of today's right": ((shared.Shared, "released", _releases_any),),
    "rows are read in order": ((site_rows.SqlSharedRows, "since", _since_misses_one),),
    "a changed row goes to the end": ((site_rows.SqlSharedRows, "put", _puts_at_the_same_place),),
    "a granted ticket is promised": ((granting.Granting, "_promise", _nothing),),
    "a fenced desk gets nothing before it knows": (
        (authority._Meeting, "_may_have", _true),
    ),
}  # fmt: skip
"""By the name of a safeguard: what to replace, and by what."""


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Run the block without the safeguard *name*."""
    with contextlib.ExitStack() as stack:
        for owner, attribute, instead in MUTANTS[name]:
            stack.callback(setattr, owner, attribute, getattr(owner, attribute))
            setattr(owner, attribute, instead)
        if any(owner is ticket_projection for owner, *_ in MUTANTS[name]):
            from desk_app.store import projection

            table = dict(projection.PROJECTED)
            stack.callback(setattr, projection, "PROJECTED", table)
            projection.PROJECTED = {**table, "TicketCalled": _any_call_counts}
        yield
