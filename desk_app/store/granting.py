"""What the site gives to desks that want something, under its lock. It makes no facts.

Nothing is taken from an owner here: it is asked, and lets go by a fact of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from desk_app.domain.counters import Counter
from desk_app.domain.meeting import (
    Denial,
    Grant,
    Refusal,
    Want,
    WantNext,
    WantNumber,
    WantQuota,
    WantSeat,
    WantThing,
)
from desk_app.domain.queue import Choice, Chooser
from desk_app.domain.shared import Kind, Shared, Thing, claim
from desk_app.domain.tickets import DeskCode, TicketStatus
from desk_app.store.quotas import shares_of
from desk_app.store.site_desks import DeskRow
from desk_app.store.site_rows import SqlSharedRows
from desk_app.store.work import SqlWork

SILENT = dt.timedelta(seconds=25)
"""A desk not heard of for so long is not asked: what it has stays its own."""
PATIENCE = dt.timedelta(milliseconds=300)
"""How long an owner is waited for before it is passed over."""
PROMISED = dt.timedelta(seconds=3)
"""How long a ticket that a desk was given to call is asked of it by nobody else."""
_FIRST_LOOK = 8


@dataclasses.dataclass(slots=True, kw_only=True)
class Given:
    """What one exchange gave: grants, refusals, owners passed over."""

    grants: list[Grant] = dataclasses.field(default_factory=list)
    refusals: list[Refusal] = dataclasses.field(default_factory=list)
    passed: set[DeskCode] = dataclasses.field(default_factory=set)


class Granting:
    """Answers the wants of *desk* at *now*; *heard* are the desks that answer."""

    def __init__(
        self, work: SqlWork, rows: SqlSharedRows, desk: DeskRow, heard: frozenset[DeskCode],
        now: dt.datetime,
    ) -> None:  # fmt: skip
        self._work = work
        self._rows = rows
        self._desk = desk.desk
        self._heard = heard
        self._now = now
        self.given = Given()

    def answer(self, wants: Sequence[Want]) -> None:
        """Give, refuse, or ask an owner, for each of *wants*."""
        for want in wants:
            if self._rows.head().in_grace:
                self._refuse(want, Denial.GRACE)
            elif isinstance(want, WantNumber):
                self._number(want)
            elif isinstance(want, WantNext):
                self._next(want)
            elif isinstance(want, WantThing):
                self._thing(want)
            elif isinstance(want, WantSeat):
                self._seat(want)
            elif isinstance(want, WantQuota):
                self._quota(want)
            else:
                self._refuse(want, Denial.UNKNOWN)

    def _number(self, want: WantNumber) -> None:
        """The next of the series. One whose answer is lost is never given again (a gap)."""
        self._work.days.lock(want.day)
        count = self._work.days.take_number(want.day, want.series)
        self.given.grants.append(Grant(want=want.id, count=count))

    def _thing(self, want: WantThing) -> None:
        row = self._rows.get(want.thing) or self._empty_counter(want.thing)
        if row is None:
            self._refuse(want, Denial.UNKNOWN)
        else:
            self._settle(want, row)

    def _empty_counter(self, thing: Thing) -> Shared | None:
        """Return the row of a counter of the site at which nobody has sat down yet."""
        known = {str(number) for number in self._work.site.counters}
        is_counter = thing.kind is Kind.COUNTER and thing.key in known
        return Shared(thing=thing, image={}) if is_counter else None

    def _quota(self, want: WantQuota) -> None:
        """Shares of the quota until the amount is there, or else some that others have left."""
        found = shares_of(want, self._work, self._rows)
        given, missing = 0, want.amount
        for row in found:
            if row.owner is None and missing > 0:
                self._rows.put(row.granted(self._desk))
                size = int(str(row.image["size"]))
                given, missing = given + size, missing - size
        if given:
            self.given.grants.append(Grant(want=want.id, count=given))
            return
        others = [row for row in found if row.owner in self._heard - {self._desk}]
        if not others:
            self._refuse(want, Denial.FULL)
        for row in others:
            if row.recall_to is None:
                self._rows.put(row.recalled(self._desk), asked_at=self._now)
                return

    def _seat(self, want: WantSeat) -> None:
        """One seat along the slots and the person's claim, both or neither."""
        named = claim(want.person, want.family)
        held = self._rows.get(named) or Shared(thing=named, image={"appointment": None})
        if held.image["appointment"] is not None or held.owner not in {None, self._desk}:
            self._refuse(want, Denial.HAS_ONE)
            return
        found = self._seats(want)
        if not found:
            self._refuse(want, Denial.FULL)
            return
        others = [row for row in found if row.owner not in {None, self._desk}]
        for row in others:
            if row.recall_to is None:
                self._rows.put(row.recalled(self._desk), asked_at=self._now)
        if others:
            return  # their owners are asked; the want comes again
        for row in found:
            if row.owner is None:
                self._rows.put(row.granted(self._desk))
        if held.owner is None:
            self._rows.put(held.granted(self._desk))
        self.given.grants.append(Grant(want=want.id, thing=found[0].thing))

    def _seats(self, want: WantSeat) -> list[Shared]:
        """Return one seat number along the slots: of the pool, else its own, else others' kept."""
        by_number: dict[int, list[Shared]] = {}
        for slot in want.slots:
            for row in self._rows.of_part(Kind.SEAT, slot):
                if self._is_open(row):
                    by_number.setdefault(int(str(row.image["seat"])), []).append(row)
        whole = [rows for rows in by_number.values() if len(rows) == len(want.slots)]
        return min(whole, key=self._distance, default=[])

    def _is_open(self, row: Shared) -> bool:
        """True for a seat nobody sits on, that does not cool, and can be had."""
        cools = row.image["cools_until"]
        if row.image["appointment"] is not None:
            return False
        if cools is not None and dt.datetime.fromisoformat(str(cools)) > self._now:
            return False
        return row.owner in {None, self._desk} or row.owner in self._heard

    def _distance(self, rows: Sequence[Shared]) -> int:
        """How far seats are: the pool's, then the desk's own, then those of others."""
        owners = {row.owner for row in rows}
        if owners == {None}:
            return 0
        return 1 if owners <= {None, self._desk} else 2

    def _next(self, want: WantNext) -> None:
        """The first in the site's order that can be had: who does not answer is passed over."""
        counter = self._work.site.counters.get(want.counter)
        if counter is None:
            self._refuse(want, Denial.UNKNOWN)
            return
        self._work.days.lock(want.day)
        most, seen = _FIRST_LOOK, -1
        while True:
            order = self._order(counter, want, most)
            for choice in order:
                thing = Thing(Kind.TICKET, str(choice.ticket.id))
                row = self._rows.get(thing)
                if row is not None and self._can_be_had(row):
                    self._settle(want, row)
                    return
            if len(order) == seen or len(order) < most:
                self._refuse(want, Denial.HELD if order else Denial.EMPTY)
                return
            most, seen = most * 4, len(order)

    def _order(self, counter: Counter, want: WantNext, most: int) -> list[Choice]:
        """Return who waits for *counter* in the order of the site, as `services.tickets` has it."""
        heads = self._work.tickets.heads(
            want.day, counter.procedures, counter=counter.number, now=self._now, per_lane=most
        )
        site = self._work.site
        chooser = Chooser(
            counter=counter.number,
            tiers=counter.tiers(site.procedures),
            rules=site.rules,
            now=self._now,
        )
        return chooser.order(heads)

    def _can_be_had(self, row: Shared) -> bool:
        """True if the desk has it, it is free, or its owner may be asked or is being asked."""
        if row.owner is None or row.owner == self._desk:
            return True
        if row.owner not in self._heard:
            self.given.passed.add(row.owner)
            return False
        asked = self._rows.asked_at(row.thing)
        if row.recall_to is None or asked is None:
            return True
        if row.recall_to == self._desk:
            is_patient = self._now - asked <= PATIENCE
            if not is_patient:
                self.given.passed.add(row.owner)
            return is_patient
        return self._now - asked > PROMISED  # asked by another desk, or promised to its owner

    def _settle(self, want: Want, row: Shared) -> None:
        """Give *row*, or ask its owner for it once."""
        if row.owner is None:
            row = self._rows.put(row.granted(self._desk))
        if row.owner == self._desk:
            self._promise(row)
            self.given.grants.append(Grant(want=want.id, thing=row.thing))
        elif row.owner not in self._heard:
            self._refuse(want, Denial.HELD)
        elif row.recall_to != self._desk:
            self._rows.put(row.recalled(self._desk), asked_at=self._now)

    def _promise(self, row: Shared) -> None:
        """Nobody else asks for a ticket in the moment between its grant and its call."""
        if row.thing.kind is Kind.TICKET and row.image["status"] == TicketStatus.WAITING:
            self._rows.put(row.recalled(self._desk), asked_at=self._now)

    def _refuse(self, want: Want, why: Denial) -> None:
        self.given.refusals.append(Refusal(want=want.id, why=why))
