"""How many counters hold the target of Q-08. Pure arithmetic; what is expected is given to it.

Each half-hour is taken on its own as a steady queue M/M/c (the SIPP rule: Green, Kolesar and
Soares, "Improving the SIPP approach for staffing service systems that have cyclic demands",
Operations Research 49(4), 2001). With c counters and an offered load a = arrivals x mean visit,

    P(wait > T) = C(c, a) exp(-(c - a) T / visit)        (Erlang, 1917)

and the counters needed are the least c that leaves at most 1 - share of the visitors beyond T.
Visits here vary less than exponential ones, so the answer errs by a counter too many, not too
few. A line that has already formed is beyond a steady queue: see `catching_up`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
from collections.abc import Sequence

HALF_HOUR = dt.timedelta(minutes=30)
RECOVERY = dt.timedelta(hours=1)
"""How fast a line that has formed should be worked off: a choice of ours, no text sets it."""
COUNTERS_AT_MOST = 500
"""Where the search stops: no site has so many counters."""


@dataclasses.dataclass(frozen=True, slots=True)
class Load:
    """What a time brings to the counters: *visits*, and the *seconds* of counter they take."""

    visits: float = 0.0
    seconds: float = 0.0

    def plus(self, other: Load) -> Load:
        """Return both together."""
        return Load(self.visits + other.visits, self.seconds + other.seconds)

    def times(self, factor: float) -> Load:
        """Return *factor* of it."""
        return Load(self.visits * factor, self.seconds * factor)


def mean_load(loads: Sequence[Load]) -> Load:
    """Return the mean of *loads*; nothing if there are none."""
    if not loads:
        return Load()
    together = Load()
    for load in loads:
        together = together.plus(load)
    return together.times(1 / len(loads))


def delay_share(counters: int, offered: float) -> float:
    """Return Erlang's C: the share of visitors who find all *counters* busy.

    *offered* is the load in counters' worth of work; from *counters* on, everybody waits.
    """
    if offered <= 0:
        return 0.0
    if offered >= counters:
        return 1.0
    blocked = 1.0  # Erlang's B by its recursion: no factorial, so no overflow
    for servers in range(1, counters + 1):
        blocked = offered * blocked / (servers + offered * blocked)
    return blocked / (1 - offered / counters * (1 - blocked))


def called_in_time(
    counters: int, load: Load, *, target: dt.timedelta, over: dt.timedelta = HALF_HOUR
) -> float:
    """Return the share of visitors called within *target*, if *load* comes *over* that time."""
    if load.visits <= 0 or load.seconds <= 0:
        return 1.0
    visit = load.seconds / load.visits
    offered = load.seconds / over.total_seconds()
    if offered >= counters:
        return 0.0  # no steady state: the line only grows
    late = delay_share(counters, offered)
    return 1 - late * math.exp(-(counters - offered) * target.total_seconds() / visit)


def counters_needed(
    load: Load, *, target: dt.timedelta, share: float, over: dt.timedelta = HALF_HOUR
) -> int:
    """Return the least counters that call *share* of the visitors of *load* within *target*."""
    if load.visits <= 0 or load.seconds <= 0:
        return 0
    least = math.floor(load.seconds / over.total_seconds()) + 1
    for counters in range(least, COUNTERS_AT_MOST):
        if called_in_time(counters, load, target=target, over=over) >= share:
            return counters
    return COUNTERS_AT_MOST


def catching_up(waiting: Load, counters: int, *, target: dt.timedelta) -> int:
    """Return how many more than *counters* work off, within RECOVERY, the line *waiting*.

    What *counters* can begin within *target* is a normal line and asks for nobody more.
    """
    normal = counters * target.total_seconds()
    beyond = waiting.seconds - normal
    return math.ceil(beyond / RECOVERY.total_seconds()) if beyond > 0 else 0


def mean_open(
    changes: Sequence[tuple[dt.datetime, int]], start: dt.datetime, end: dt.datetime
) -> float:
    """Return how many counters were open between *start* and *end*, on the mean over the time.

    *changes* are instants in order, each with the number open from then on; before the first
    none was.
    """
    length = (end - start).total_seconds()
    if length <= 0:
        return float(_open_at(changes, start))
    edges = [start, *(at for at, _ in changes if start < at < end), end]
    worked = sum(
        _open_at(changes, since) * (until - since).total_seconds()
        for since, until in itertools.pairwise(edges)
    )
    return worked / length


def _open_at(changes: Sequence[tuple[dt.datetime, int]], instant: dt.datetime) -> int:
    number = 0
    for at, opened in changes:
        if at > instant:
            break
        number = opened
    return number
