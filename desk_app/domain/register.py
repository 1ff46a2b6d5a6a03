"""The register: requests that wait for a draw, their strata, moves and keeping.

It draws nothing (draw.py) and books nothing. A request leads to a person only by its person key.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import math
from collections.abc import Callable, Iterable, Mapping

from desk_app.domain.appointments import Reference
from desk_app.domain.assistance import OnlineObstacle, Relation
from desk_app.domain.draw import ANY_TIME, Constraints, Entry, Stratum
from desk_app.domain.draw_errors import RequestSettled
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode

DEADLINE_DAYS = 15
"""S1: a permit or receipt that expires within so many days, or has expired."""
PATIENCE = 3
"""S3: who lost so many draws."""
HOLD_DAYS = 3
"""Open days a won seat waits to be confirmed."""
LAPSES = 2
"""A won seat not confirmed so many times ends the request; another can be made at once (L-01)."""
KEPT_SETTLED = dt.timedelta(days=30)
KEPT_SILENT = dt.timedelta(days=183)
"""R-03: 30 days after allocation, or six months after the last sign of life."""
_LONGEST_CLOSED = 60


class RequestState(enum.StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    WON = "won"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One person's wish for an appointment.

    *number* counts the requests of a site and family from 1: nobody chooses it, so nobody can
    search for a lucky one. *age* counts the draws lost. *deadline* is the day rights end; it
    counts once a supervisor has seen the document. *seen_on* is the last sign of life.
    *settled_on* is the day of the win or of the end, *held_until* the last day to confirm.
    *told_on* is the day the winner was told; *is_paper_due* while who confirmed by phone has no
    convocation yet: it is printed when they come back. *reason* codes why the online way was
    impossible, *helper* who spoke for the person, as an appointment has them (AT-19).
    """

    reference: Reference
    number: int
    person: PersonKey
    family: FamilyCode
    procedure: ProcedureCode
    since: dt.datetime
    seen_on: dt.date
    constraints: Constraints = ANY_TIME
    deadline: dt.date | None = None
    is_deadline_checked: bool = False
    has_legal_priority: bool = False
    age: int = 0
    lapses: int = 0
    state: RequestState = RequestState.WAITING
    settled_on: dt.date | None = None
    held_until: dt.date | None = None
    told_on: dt.date | None = None
    is_paper_due: bool = False
    reason: OnlineObstacle = OnlineObstacle.NO_PLACE
    helper: Relation | None = None

    def won(self, on: dt.date, *, held_until: dt.date) -> Request:
        """Return it with a seat held until *held_until*, included. Raises RequestSettled."""
        self._must_be(RequestState.WAITING)
        return dataclasses.replace(
            self, state=RequestState.WON, settled_on=on, held_until=held_until
        )

    def lost(self) -> Request:
        """Return it one draw older. Raises RequestSettled."""
        self._must_be(RequestState.WAITING)
        return dataclasses.replace(self, age=self.age + 1)

    def told(self, on: dt.date) -> Request:
        """Return it with the day its winner was told, by phone or at the desk.

        The seat stays held until the same day. Raises RequestSettled.
        """
        self._must_be(RequestState.WON)
        return dataclasses.replace(self, told_on=on)

    def confirmed(self, on: dt.date, *, has_paper: bool = True) -> Request:
        """Return it placed: its seat is an appointment now; without *has_paper* that is due.

        Raises RequestSettled.
        """
        self._must_be(RequestState.WON)
        return dataclasses.replace(
            self,
            state=RequestState.PLACED,
            settled_on=on,
            seen_on=on,
            held_until=None,
            is_paper_due=not has_paper,
        )

    def papered(self) -> Request:
        """Return it once its convocation was printed. Raises RequestSettled if none is due."""
        if not self.is_paper_due:
            raise RequestSettled(self.reference, self.state)
        return dataclasses.replace(self, is_paper_due=False)

    def lapsed(self, on: dt.date) -> Request:
        """Return it without its seat, which goes into the next draw's pool.

        The first time the request goes into that draw too, with the age it had: who could not be
        reached is not punished (A-03). The second time it ends. Raises RequestSettled.
        """
        self._must_be(RequestState.WON)
        ends = self.lapses + 1 >= LAPSES
        return dataclasses.replace(
            self,
            state=RequestState.ENDED if ends else RequestState.WAITING,
            lapses=self.lapses + 1,
            settled_on=on if ends else None,
            held_until=None,
            told_on=None,
        )

    def withdrawn(self, on: dt.date) -> Request:
        """Return it withdrawn by the person. Raises RequestSettled."""
        self._must_be(RequestState.WAITING, RequestState.WON)
        return dataclasses.replace(
            self, state=RequestState.WITHDRAWN, settled_on=on, seen_on=on, held_until=None
        )

    def reinstated(self) -> Request:
        """Return it waiting again: what ended it was taken back at once. Raises RequestSettled."""
        self._must_be(RequestState.WITHDRAWN)
        return dataclasses.replace(self, state=RequestState.WAITING, settled_on=None)

    def seen(self, on: dt.date) -> Request:
        """Return it with a later sign of life."""
        return dataclasses.replace(self, seen_on=max(self.seen_on, on))

    def due_by(self, deadline: dt.date | None) -> Request:
        """Return it with the *deadline* that is told now; one that was seen on paper stays."""
        if deadline is None or self.is_deadline_checked:
            return self
        return dataclasses.replace(self, deadline=deadline)

    @property
    def forgotten_on(self) -> dt.date:
        """The first day nothing of it is kept (R-03)."""
        if self.settled_on:
            return self.settled_on + KEPT_SETTLED
        return self.seen_on + KEPT_SILENT

    def _must_be(self, *states: RequestState) -> None:
        if self.state not in states:
            raise RequestSettled(self.reference, self.state)


def stratum(request: Request, on: dt.date, *, patience: int = PATIENCE) -> Stratum:
    """Return the stratum of *request* in a draw of the day *on*."""
    deadline = request.deadline if request.is_deadline_checked else None
    if deadline is not None and (deadline - on).days <= DEADLINE_DAYS:
        return Stratum.DEADLINE
    if request.has_legal_priority:
        return Stratum.PRIORITY
    return Stratum.PATIENCE if request.age >= patience else Stratum.OTHERS


def renewed(requests: Iterable[Request], since: dt.datetime, *, on: dt.date) -> frozenset[int]:
    """Return the numbers of those made from *since* on by who withdrew one from the day *on* on.

    *since* is when the first person committed to a secret of the draw: what is asked for anew
    with that in sight waits for the following draw (AT-14).
    """
    known = tuple(requests)
    gone = {
        one.person
        for one in known
        if one.state is RequestState.WITHDRAWN and one.settled_on and one.settled_on >= on
    }
    return frozenset(
        one.number
        for one in known
        if one.state is RequestState.WAITING and one.since >= since and one.person in gone
    )


def entries(
    requests: Iterable[Request],
    on: dt.date,
    *,
    minutes: Mapping[ProcedureCode, float],
    patience: int = PATIENCE,
) -> tuple[Entry, ...]:
    """Return what takes part in the draw of the day *on*, by number.

    Only the first request of a person takes part; the others are named beside it.
    """
    first: dict[PersonKey, int] = {}
    found: list[Entry] = []
    waiting = (one for one in requests if one.state is RequestState.WAITING)
    for one in sorted(waiting, key=lambda each: each.number):
        same_as = first.setdefault(one.person, one.number)
        found.append(
            Entry(
                number=one.number,
                procedure=one.procedure,
                minutes=math.ceil(minutes[one.procedure]),
                stratum=stratum(one, on, patience=patience),
                age=one.age,
                constraints=one.constraints,
                same_as=None if same_as == one.number else same_as,
            )
        )
    return tuple(found)


def held_until(drawn_on: dt.date, is_open: Callable[[dt.date], bool]) -> dt.date:
    """Return the third open day after *drawn_on*; a site closed for two months holds no longer."""
    day, left = drawn_on, HOLD_DAYS
    for _ in range(_LONGEST_CLOSED):
        day += dt.timedelta(days=1)
        left -= is_open(day)
        if not left:
            break
    return day


def lapsing(requests: Iterable[Request], today: dt.date) -> tuple[Request, ...]:
    """Return the winners whose last day to confirm has passed, by number."""
    over = (
        one
        for one in requests
        if one.state is RequestState.WON and one.held_until is not None and one.held_until < today
    )
    return tuple(sorted(over, key=lambda one: one.number))
