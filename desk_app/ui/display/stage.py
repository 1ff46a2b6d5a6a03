"""Which call stands where on the display, and since when; it draws nothing and asks no clock."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import deque

from desk_app.domain.tickets import TicketNumber
from desk_app.services.board import LINES, Board, BoardLine

STAY = dt.timedelta(seconds=15)  # a call stays at least this long
BLINK = dt.timedelta(seconds=1)  # 1 Hz, well under the 3 Hz of X-08
BLINKS = 2
SETTLE = dt.timedelta(seconds=1)  # between two calls where the first was taken back


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The calls in their order: the big place, the other live calls, those already answered.

    *flashes* is true in the white halves of a blink.
    """

    first: BoardLine | None = None
    flashes: bool = False
    others: tuple[BoardLine, ...] = ()
    past: tuple[BoardLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True before the day's first call."""
        return self.first is None and not self.others and not self.past

    @property
    def is_live(self) -> bool:
        """True while somebody is expected at a counter."""
        return bool(self.others) or (self.first is not None and self.first.is_live)

    def live(self, places: int) -> tuple[BoardLine, ...]:
        """Return the live calls for the *places* beside the big one."""
        return self.others[:places]

    def recent(self, places: int, *, live_places: int) -> tuple[BoardLine, ...]:
        """Return the latest of all that has no larger place, the newest first."""
        rest = (*self.others[live_places:], *self.past)
        return tuple(sorted(rest, key=lambda line: line.called_at, reverse=True)[:places])


class Stage:
    """Gives each call its time in the big place, in the order of the calls.

    A call and a recall each take the big place for STAY at least. Who comes while they wait
    for their turn needs no turn any more; a call taken back leaves at once. Times are aware.
    """

    def __init__(self, *, blinks: bool = True) -> None:
        self._blinks = blinks
        self._lines: dict[TicketNumber, BoardLine] = {}
        self._seen: dict[TicketNumber, dt.datetime] = {}
        self._queue: deque[TicketNumber] = deque()
        self._first: TicketNumber | None = None
        self._since = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._until = self._since  # the next call may take the big place from here on
        self._announced = False
        self._begun = False

    def show(self, board: Board, now: dt.datetime) -> None:
        """Take in *board*. What is on the first one is old news: nothing is announced."""
        self._keep_clock(now)
        self._take_lines(board)
        if self._begun:
            self._queue_news(board)
        for line in board.calls:
            self._seen[line.number] = line.called_at
        if not self._begun:
            self._begun = True
            self._place_quietly(now)
            self._until = now

    def advance(self, now: dt.datetime) -> bool:
        """Let the next call take the big place if its turn has come; return whether it did."""
        self._keep_clock(now)
        due = self._turn_at()
        if due is None or now < due:
            return False
        if not self._queue:
            self._place_quietly(now)
            return False
        self._announce(self._queue.popleft(), now)
        return True

    def restart(self, now: dt.datetime) -> bool:
        """Announce the present call anew, if it is live: it could not be seen until *now*."""
        line = self._lines.get(self._first) if self._first is not None else None
        if line is None or not line.is_live:
            return False
        self._announce(line.number, now)
        return True

    def scene(self, now: dt.datetime) -> Scene:
        """Return where everything stands at *now*."""
        waiting = [number for number in self._queue if number != self._first]
        placed = {self._first, *waiting}
        rest = [line for line in self._newest_first() if line.number not in placed]
        live = (line for line in rest if line.is_live)
        return Scene(
            first=self._lines[self._first] if self._first is not None else None,
            flashes=sum(1 for edge in self._edges() if edge <= now) % 2 == 1,
            others=(*(self._lines[number] for number in waiting), *live),
            past=tuple(line for line in rest if not line.is_live),
        )

    def next_change(self, now: dt.datetime) -> dt.datetime | None:
        """Return when `advance` or `scene` will next have something new, None if never."""
        turn = self._turn_at()
        ahead = [edge for edge in self._edges() if edge > now]
        return min((*ahead, max(turn, now)) if turn is not None else ahead, default=None)

    def _take_lines(self, board: Board) -> None:
        lines = {line.number: line for line in board.calls}
        if len(board.calls) >= LINES:
            # Older calls have no room on the board; that does not take them back.
            oldest = min(line.called_at for line in board.calls)
            for number in (*self._queue, self._first):
                line = self._lines.get(number) if number is not None else None
                if line is not None and line.called_at <= oldest:
                    lines.setdefault(line.number, line)
        self._lines = lines
        if self._first is not None and self._first not in lines:
            self._first, self._announced = None, False
            self._until = self._since + SETTLE

    def _queue_news(self, board: Board) -> None:
        awaited = {line.number for line in self._lines.values() if line.is_live}
        self._queue = deque(number for number in self._queue if number in awaited)
        for line in sorted(board.calls, key=lambda line: line.called_at):
            seen = self._seen.get(line.number)
            is_news = line.is_live and (seen is None or line.called_at > seen)
            if is_news and line.number not in self._queue:
                self._queue.append(line.number)

    def _newest_first(self) -> list[BoardLine]:
        return sorted(self._lines.values(), key=lambda line: line.called_at, reverse=True)

    def _place_quietly(self, now: dt.datetime) -> None:
        lines = self._newest_first()
        if lines:
            self._first = next((line for line in lines if line.is_live), lines[0]).number
            self._since, self._until = now, now + SETTLE
            self._announced = False

    def _announce(self, number: TicketNumber, now: dt.datetime) -> None:
        self._first, self._since, self._until = number, now, now + STAY
        self._announced = True

    def _turn_at(self) -> dt.datetime | None:
        is_due = self._queue or (self._first is None and self._lines)
        return self._until if is_due else None

    def _edges(self) -> tuple[dt.datetime, ...]:
        if not (self._blinks and self._announced):
            return ()
        return tuple(self._since + BLINK / 2 * edge for edge in range(1, 2 * BLINKS + 1))

    def _keep_clock(self, now: dt.datetime) -> None:
        """A clock set back must not hold a call for hours."""
        if self._since > now:
            self._since = now
            self._until = min(self._until, now + STAY)
