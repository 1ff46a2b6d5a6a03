"""How a desk takes in what its site answered: one transaction of the desk's own file.

What this desk did and the site has not confirmed in rows stays as the desk knows it: its facts
stand over the rows until their effect has come back.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Callable, Collection
from uuid import UUID

from desk_app.domain.counters import CounterState
from desk_app.domain.errors import UnknownTicket
from desk_app.domain.meeting import Answer, Verdict
from desk_app.domain.numbering import letter_of
from desk_app.domain.shared import Kind, Shared, Thing
from desk_app.domain.sync_facts import EpochLearned, IncarnationBegun, RightReleased
from desk_app.domain.tickets import DeskCode, TicketId, TicketStatus
from desk_app.store.bookings import SqlBookings, seat_things
from desk_app.store.images import SqlImages
from desk_app.store.quotas import may_let_go
from desk_app.store.replica import Place, SqlReplica
from desk_app.store.showing import show
from desk_app.store.work import SqlWork


class Taken(enum.StrEnum):
    """What became of an answer."""

    ADOPTED = "adopted"
    STALE = "stale"  # overtaken by a later answer, or meant for an earlier incarnation
    AGAIN = "again"  # the desk stands elsewhere now: it offers again from there
    REFUSED = "refused"  # the site does not know this desk, or wants a newer program


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What an answer did here: which rows changed, and whether there is more to say at once."""

    taken: Taken
    things: frozenset[Thing] = frozenset()
    has_more: bool = False


def adopt(
    answer: Answer,
    *,
    work: SqlWork,
    new_id: Callable[[], UUID],
    at: dt.datetime,
    claims: Collection[Thing] = (),
) -> Adopted:
    """Take *answer* in. *claims* are persons a booking in progress still needs the claim on."""
    replica = SqlReplica(work)
    place = replica.place()
    if answer.asked_as != place.incarnation:
        return Adopted(taken=Taken.STALE)
    if answer.verdict is not Verdict.TAKEN:
        return _moved_on(answer, place, work, new_id(), at)
    if not _is_ours(answer, replica):
        return _renew(place, work, new_id(), at)
    if answer.cursor < place.cursor or answer.asked_from > place.cursor:
        return Adopted(taken=Taken.STALE)
    return _Adoption(answer, work, replica, at, claims).run(place)


def _moved_on(
    answer: Answer, place: Place, work: SqlWork, incarnation: UUID, at: dt.datetime
) -> Adopted:
    """The desk does not stand where it thought: it offers again from elsewhere, if it may."""
    replica = SqlReplica(work)
    if answer.verdict is Verdict.GAP:
        return _told_again(answer, place, replica)
    if answer.verdict in {Verdict.FORK, Verdict.REPLACED}:
        return _renew(place, work, incarnation, at)
    if answer.verdict is Verdict.NEW_SITE_EPOCH and answer.site_epoch > place.site_epoch:
        replica.put(replica.told_anew(place, incarnation, answer.site_epoch))
        return Adopted(taken=Taken.AGAIN, has_more=True)
    return Adopted(taken=Taken.REFUSED)


def _is_ours(answer: Answer, replica: SqlReplica) -> bool:
    """True if the last fact the site has is the one this file has under that number."""
    return replica.hash_at(answer.acked) == answer.acked_hash


def _told_again(answer: Answer, place: Place, replica: SqlReplica) -> Adopted:
    """The site misses facts this desk thought told: they are told again."""
    acked = max(place.base, min(place.acked, answer.acked))
    replica.put(dataclasses.replace(place, acked=acked, settled=min(place.settled, acked)))
    return Adopted(taken=Taken.AGAIN, has_more=True)


def _renew(place: Place, work: SqlWork, incarnation: UUID, at: dt.datetime) -> Adopted:
    """This file is a copy: what it has not told goes on under another incarnation."""
    replica = SqlReplica(work)
    replica.put(replica.renewed(place, incarnation))
    work.record(IncarnationBegun(incarnation=str(incarnation), after=place.acked), by=None, at=at)
    return Adopted(taken=Taken.AGAIN, has_more=True)


class _Adoption:
    """An answer that goes on from where the desk stands, step by step."""

    def __init__(
        self,
        answer: Answer,
        work: SqlWork,
        replica: SqlReplica,
        at: dt.datetime,
        claims: Collection[Thing],
    ) -> None:
        self._answer = answer
        self._work = work
        self._replica = replica
        self._at = at
        self._claims = claims
        self._images = SqlImages(work.connection)
        self._bookings = SqlBookings(work.connection)

    def run(self, place: Place) -> Adopted:
        """Keep the rows, show what is not overlaid, learn, let go what is asked for."""
        answer = self._answer
        self._replica.save(answer.rows)
        acked = max(place.acked, answer.acked)
        settled = max(place.settled, answer.acked) if answer.is_whole else place.settled
        changed = {row.thing for row in answer.rows}
        if settled > place.settled:
            changed |= self._replica.about(place.settled, settled)
        if changed:
            overlaid = self._with_seats(self._replica.about(settled))
            self._show(self._with_seats(changed) - overlaid)
        after = dataclasses.replace(
            place,
            acked=acked,
            settled=settled,
            cursor=answer.cursor,
            epoch=max(place.epoch, answer.epoch),
            is_restored=place.is_restored and not answer.is_whole,
            letter=letter_of(answer.ordinal) if place.is_restored else place.letter,
        )
        if after != place:
            self._replica.put(after)
        has_learned = answer.epoch > place.epoch
        if has_learned:
            self._work.record(EpochLearned(epoch=answer.epoch), by=None, at=self._at)
        released = self._release()
        has_more = has_learned or released or not answer.is_whole
        return Adopted(taken=Taken.ADOPTED, things=frozenset(changed), has_more=has_more)

    def _with_seats(self, things: set[Thing]) -> set[Thing]:
        """Add the seats that appointments sit on, here and as the site knows it."""
        seats: set[Thing] = set()
        for thing in things:
            if thing.kind is Kind.APPOINTMENT:
                row = self._replica.get(thing)
                for known in (self._bookings.image(thing.key), row and row.image):
                    seats.update(seat_things(known) if known else ())
        return things | seats

    def _show(self, changed: Collection[Thing]) -> None:
        for thing in sorted(changed):
            row = self._replica.get(thing)
            if row is not None:
                show(row, self._work.connection, self._images)

    def _release(self) -> bool:
        """Let go what others ask for and this desk does not use; return whether anything was."""
        desk = self._work.rights.desk
        asked = [row for row in self._replica.recalled(desk) if self._may_go(row)]
        asked += self._unused_claims(desk)
        for row in asked:
            self._let_go(row)
        return bool(asked)

    def _unused_claims(self, desk: DeskCode) -> list[Shared]:
        """Return the claims on persons that no booking here needs any more."""
        claims = [
            row for row in self._replica.owned(desk, Kind.PERSON) if row.thing not in self._claims
        ]
        if not claims:
            return []
        told = self._told()
        return [row for row in claims if row.thing not in told]

    def _told(self) -> set[Thing]:
        """Return what this desk has done and not seen come back."""
        return self._replica.about(self._replica.place().settled)

    def _let_go(self, row: Shared) -> None:
        is_ticket = row.thing.kind is Kind.TICKET
        if is_ticket and row.recall_to is not None:
            self._images.set_owner(UUID(row.thing.key), row.recall_to)
        fact = RightReleased(
            right=row.thing.kind,
            row=row.thing.key,
            version=row.version,
            to=row.recall_to,
            ticket=TicketId(UUID(row.thing.key)) if is_ticket else None,
        )
        self._work.record(fact, by=None, at=self._at)

    def _may_go(self, row: Shared) -> bool:
        """True for what this desk does not use: by kind, and not let go or used since."""
        kind = row.thing.kind
        if kind is Kind.TICKET:
            return self._waits_here(row)
        if row.thing in self._told():
            return False
        if kind is Kind.SEAT:
            return self._bookings.appointment_on(row.thing) is None
        if kind is Kind.QUOTA:
            return may_let_go(row, self._work)
        here = self._images.of(row.thing)
        return kind is Kind.COUNTER and (here is None or here["state"] == CounterState.CLOSED)

    def _waits_here(self, row: Shared) -> bool:
        """True for a ticket that waits here and was not called or let go since."""
        try:
            ticket = self._work.tickets.get(TicketId(UUID(row.thing.key)))
        except UnknownTicket:
            return False
        is_here = ticket.owner == self._work.rights.desk
        return is_here and ticket.status is TicketStatus.WAITING
