"""The one transaction in which a desk and its site meet: facts in, rights given, rows out.

The same code on SQLite and Postgres. It asks no clock: *now* is the server's time, told, and only
says who has been heard lately; nothing is taken from anybody by it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from sqlalchemy import insert

from desk_app.domain.meeting import (
    ROWS_AT_MOST,
    WANTS_AT_MOST,
    Answer,
    Offer,
    SentFact,
    Verdict,
)
from desk_app.domain.shared import Kind, Shared
from desk_app.domain.site_slots import Slot
from desk_app.domain.tickets import DeskCode, TicketStatus
from desk_app.store.escrow import keep_seats, lacks_seats
from desk_app.store.granting import SILENT, Given, Granting
from desk_app.store.inbox import put_in_inbox
from desk_app.store.ingesting import begun, judge, news, take_in
from desk_app.store.showing import show
from desk_app.store.site_desks import DeskRow, SqlSiteDesks
from desk_app.store.site_rows import SqlSharedRows
from desk_app.store.site_tables import site_head
from desk_app.store.work import SqlWork, Store

SEEN_EVERY = dt.timedelta(seconds=2)
"""A desk that says nothing new is noted as seen no more often: a heartbeat writes little."""


class Authority:
    """The site's side of an exchange, on the site's *store*; *rows_at_most* go in one answer."""

    def __init__(self, store: Store, *, rows_at_most: int = ROWS_AT_MOST) -> None:
        self._store = store
        self._rows_at_most = rows_at_most

    def create(self) -> None:
        """Make the site's one row; a store that has it keeps it."""
        with self._store.begin() as work:
            work.connection.execute(
                insert(site_head).values(
                    id=1, site_epoch=1, last_fact=0, last_row=0, protocol_least=1, in_grace=False
                )
            )

    def enrol(self, desk: DeskCode, *, books: bool = True) -> None:
        """Let *desk* meet the others here."""
        with self._store.begin() as work:
            SqlSiteDesks(work.connection).enrol(desk, books=books)

    def open_slots(self, slots: Sequence[Slot]) -> int:
        """Let the seats of *slots* be given by the site; those it knows stay; return how many."""
        opened = 0
        with self._store.begin() as work:
            rows = SqlSharedRows(work.connection)
            rows.lock()
            for slot in slots:
                known = {row.thing for row in rows.of_part(Kind.SEAT, slot.id)}
                new = [row for row in slot.rows() if row.thing not in known]
                for row in new:
                    rows.put(row, part=slot.id)
                opened += len(new)
            rows.save()
        return opened

    def meet(self, offer: Offer, now: dt.datetime) -> Answer:
        """Take in what a desk tells and answer it; see `domain.meeting`."""
        with self._store.begin() as work:
            return _Meeting(work, offer, now, self._rows_at_most).run()

    def put_back(self) -> int:
        """Begin a new site epoch: this store was restored, or a standby took over with a loss.

        Nothing of the pool is given before all desks that worked lately have told all anew.
        """
        with self._store.begin() as work:
            rows = SqlSharedRows(work.connection)
            rows.lock()
            return rows.begin_epoch()

    def end_grace(self, now: dt.datetime) -> tuple[DeskCode, ...]:
        """Give rights again though desks are missing; return which, for whoever decides this."""
        with self._store.begin() as work:
            rows = SqlSharedRows(work.connection)
            rows.lock()
            missing = SqlSiteDesks(work.connection).awaited(rows.head().site_epoch, now)
            rows.end_grace()
        return missing

    def unload(self, offer: Offer) -> int:
        """Keep the raw facts of a desk whose program this site does not understand any more.

        What is there already stays; return how many were new.
        """
        with self._store.begin() as work:
            return put_in_inbox(offer, work.connection)

    def fence(self, desk: DeskCode, *, now: dt.datetime, release_seats: bool = False) -> int:
        """Take over the rights of a desk that people say is dead; return how many moved.

        Its epoch grows: what it did before it hears of this is late, kept and shown. Seats stay
        reserved unless *release_seats*, because slips for them may exist.
        """
        with self._store.begin() as work:
            desks, rows = SqlSiteDesks(work.connection), SqlSharedRows(work.connection)
            row = desks.locked(desk)
            rows.lock()
            if row is None:
                return 0
            desks.put(dataclasses.replace(row, epoch=row.epoch + 1))
            heirs = [each.desk for each in desks.all() if each.is_heard(now, SILENT)]
            heirs = [each for each in heirs if each != desk]
            moved = _taken(rows.owned(desk), release_seats=release_seats)
            for number, each in enumerate(moved):
                is_ticket = each.thing.kind is Kind.TICKET
                heir = heirs[number % len(heirs)] if is_ticket and heirs else None
                show(rows.put(each.fenced(heir)), work.connection)
            rows.save()
        return len(moved)


def _taken(owned: Sequence[Shared], *, release_seats: bool) -> list[Shared]:
    """Return what a fenced desk loses: who waits, its counters, and its seats only if said so."""
    return [
        row
        for row in owned
        if (row.thing.kind is Kind.TICKET and row.image["status"] == TicketStatus.WAITING)
        or row.thing.kind is Kind.COUNTER
        or (release_seats and row.thing.kind in {Kind.SEAT, Kind.PERSON})
    ]


class _Meeting:
    """One exchange, step by step, in one transaction."""

    def __init__(self, work: SqlWork, offer: Offer, now: dt.datetime, rows_at_most: int) -> None:
        self._rows_at_most = rows_at_most
        self._work = work
        self._offer = offer
        self._now = now
        self._rows = SqlSharedRows(work.connection)
        self._desks = SqlSiteDesks(work.connection)

    def run(self) -> Answer:
        """Judge, take in, give, answer."""
        offer = self._offer
        desk = self._desks.locked(offer.desk)
        if desk is None:
            return self._answer(Verdict.UNKNOWN_DESK, DeskRow(desk=offer.desk))
        head = self._rows.head()
        if offer.protocol < head.protocol_least:
            return self._answer(Verdict.TOO_OLD, desk)
        if offer.site_epoch != head.site_epoch:
            return self._answer(Verdict.NEW_SITE_EPOCH, desk)
        verdict = judge(offer, desk, self._work.connection, self._desks)
        if verdict is not Verdict.TAKEN:
            return self._answer(verdict, desk)
        is_new = offer.incarnation != desk.incarnation
        if is_new:
            self._desks.begin(offer, self._now)
            desk = begun(offer, desk)
        facts = news(offer, desk)
        if facts or offer.wants:
            self._rows.lock()
        desk = self._take_in(facts, desk)
        desk = self._registered(desk)
        given = self._give(desk)
        self._keep(desk)
        self._rows.save()
        self._note(desk, is_changed=bool(facts) or is_new)
        return self._answer(Verdict.TAKEN, desk, given)

    def _take_in(self, facts: Sequence[SentFact], desk: DeskRow) -> DeskRow:
        return take_in(
            facts,
            self._offer,
            desk,
            connection=self._work.connection,
            rows=self._rows,
            now=self._now,
        )

    def _registered(self, desk: DeskRow) -> DeskRow:
        """A desk that has told all anew is back; once all that lately worked are, grace ends."""
        site_epoch = self._rows.head().site_epoch
        if desk.site_epoch == site_epoch or self._offer.pending:
            return desk
        self._rows.lock()
        back = dataclasses.replace(desk, site_epoch=site_epoch)
        self._desks.put(back)
        if not self._desks.awaited(site_epoch, self._now):
            self._rows.end_grace()
        return back

    def _give(self, desk: DeskRow) -> Given:
        """Answer the wants of a desk that knows its epoch and has told all before."""
        wants = self._offer.wants[:WANTS_AT_MOST]
        if not wants or not self._may_have(desk):
            return Given()
        heard = frozenset(
            each.desk for each in self._desks.all() if each.is_heard(self._now, SILENT)
        )
        granting = Granting(self._work, self._rows, desk, heard, self._now)
        granting.answer(wants)
        return granting.given

    def _may_have(self, desk: DeskRow) -> bool:
        """True for a desk that knows its epoch and the site's, and has told all it had to tell."""
        offer = self._offer
        knows = desk.epoch == offer.epoch and not desk.is_late
        return knows and offer.pending == 0 and offer.site_epoch == self._rows.head().site_epoch

    def _keep(self, desk: DeskRow) -> None:
        """On a heartbeat, give a desk that books the seats it keeps for a day without the site."""
        connection, head = self._work.connection, self._rows.head()
        is_beat = not self._offer.wants and not self._offer.facts and not head.in_grace
        if not is_beat or not desk.books or not self._may_have(desk):
            return
        if lacks_seats(desk.desk, connection):
            self._rows.lock()
            keep_seats(desk.desk, self._rows, connection, self._now)

    def _note(self, desk: DeskRow, *, is_changed: bool) -> None:
        """Note that the desk was seen; a heartbeat alone does so only now and then."""
        pending = self._offer.pending
        if is_changed or pending != desk.pending or not desk.is_heard(self._now, SEEN_EVERY):
            program = self._offer.program[:32]
            self._desks.put(
                dataclasses.replace(desk, seen_at=self._now, pending=pending, program=program)
            )

    def _answer(self, verdict: Verdict, desk: DeskRow, given: Given | None = None) -> Answer:
        head, cursor = self._rows.head(), self._offer.cursor
        rows: Sequence[Shared] = ()
        ordinal = 0
        if verdict is Verdict.TAKEN:
            ordinal = self._desks.ordinal(desk.desk, self._offer.incarnation)
            rows = self._rows.since(cursor, self._rows_at_most)
        given = given or Given()
        return Answer(
            verdict=verdict,
            asked_as=self._offer.incarnation,
            acked=desk.seq,
            acked_hash=desk.hash,
            asked_from=cursor,
            cursor=rows[-1].position if rows else cursor,
            rows=tuple(rows),
            is_whole=len(rows) < self._rows_at_most,
            grants=tuple(given.grants),
            refusals=tuple(given.refusals),
            passed=tuple(sorted(given.passed)),
            epoch=desk.epoch,
            ordinal=ordinal,
            site_epoch=head.site_epoch,
            protocol_least=head.protocol_least,
            at=self._now,
        )
