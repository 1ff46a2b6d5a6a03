"""Judge the waiting estimate beside the rule of one constant average. `python -m bench.estimate`.

Both rules are asked at the issue of the same tickets of seeded simulated days, then compared with
what happened. The constant average is the rule of ZMS: (people before + 1) x average / counters,
with its default of 15 minutes; it is given the count of counters that suits it better, without
or with those on pause. The same rule with other averages, up to the true one that no
administrator knows, is printed beside, without a limit.
"""

from __future__ import annotations

import dataclasses
import functools
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from bench.simulated_hall import Told, play
from bench.simulated_sites import CONFIGURED_MEAN, PROFILES, Profile
from desk_app.domain.calibration import Calibration
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.service_times import ServiceTime
from desk_app.domain.waiting import Ahead, Working, estimate

TUNED_ON = (1, 2, 3, 11, 12, 13, 14)
JUDGED_ON = (101, 102, 103, 104, 105, 106)
DAYS = 20
RATIO_AT_MOST = 0.60
COVERAGE = (0.75, 0.85)
_ZMS_DEFAULT = 15.0
_ZMS_FALLBACK = 12.0


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """A ticket, and the true mean time at a counter of its site, in minutes."""

    told: Told
    true_mean: float


def main() -> int:
    """Play, print and return 0 if every limit is held."""
    started = time.perf_counter()
    seeds = TUNED_ON if "--tuning" in sys.argv[1:] else JUDGED_ON
    print(f"seeds {seeds}, {DAYS} days each (constants were chosen on seeds {TUNED_ON})\n")
    tickets = {profile: _tickets(profile, seeds) for profile in PROFILES}
    everything = [ticket for some in tickets.values() for ticket in some]
    later = [ticket for ticket in everything if ticket.told.day > 1]
    waited = [ticket for ticket in later if ticket.told.wait.expected.total_seconds() > 0]
    for profile, some in tickets.items():
        _print(profile.name, [ticket for ticket in some if ticket.told.day > 1])
    first = [ticket for ticket in everything if ticket.told.day == 1]
    _print("ALL, day 1 (configured times, nothing learned)", first)
    _print(f"ALL, days 2-{DAYS}, those not called at once", waited)
    _print(f"ALL, days 2-{DAYS}", later)
    _print_speed()
    held = _judge(later, waited)
    print(f"\n{time.perf_counter() - started:.0f} s")
    return 0 if held else 1


def _tickets(profile: Profile, seeds: Sequence[int]) -> list[Judged]:
    tickets: list[Judged] = []
    for seed in seeds:
        told, learned = play(profile, seed, DAYS)
        true_mean = learned.counter_seconds / learned.counter_tickets / 60
        tickets.extend(Judged(ticket, true_mean) for ticket in told)
    return tickets


def _print(name: str, tickets: Sequence[Judged]) -> None:
    ours = _error(tickets, _ours)
    actual = statistics.fmean(ticket.told.actual for ticket in tickets)
    width = statistics.fmean(
        high - low for low, high in (ticket.told.wait.minutes for ticket in tickets)
    )
    print(f"{name}: {len(tickets)} tickets, mean wait {actual:.1f} min")
    print(f"  estimate               MAE {ours:6.2f} min")
    for rule, average in (
        (f"constant {_ZMS_DEFAULT:.0f} (default)", lambda _: _ZMS_DEFAULT),
        (f"constant {_ZMS_FALLBACK:.0f} (fallback)", lambda _: _ZMS_FALLBACK),
        (f"constant {CONFIGURED_MEAN:.1f} (site)", lambda _: CONFIGURED_MEAN),
        ("constant = true mean", lambda ticket: ticket.true_mean),
    ):
        theirs = _constant(tickets, average)
        print(f"  {rule:22} MAE {theirs:6.2f} min   ratio {ours / theirs:.2f}")
    print(f"  80 % range: holds {_coverage(tickets):.1%}, mean width {width:.1f} min\n")


def _ours(ticket: Judged) -> float:
    return ticket.told.wait.expected.total_seconds() / 60


def _error(tickets: Sequence[Judged], rule: Callable[[Judged], float]) -> float:
    return statistics.fmean(abs(rule(ticket) - ticket.told.actual) for ticket in tickets)


def _constant(tickets: Sequence[Judged], average: Callable[[Judged], float]) -> float:
    """Return the rule's error with the count of counters that suits it better."""

    def rule(ticket: Judged, paused: bool) -> float:
        return ticket.told.constant_average(average(ticket), paused=paused)

    return min(
        _error(tickets, functools.partial(rule, paused=False)),
        _error(tickets, functools.partial(rule, paused=True)),
    )


def _coverage(tickets: Sequence[Judged]) -> float:
    return statistics.fmean(
        ticket.told.wait.minutes[0] <= ticket.told.actual <= ticket.told.wait.minutes[1]
        for ticket in tickets
    )


def _judge(later: Sequence[Judged], waited: Sequence[Judged]) -> bool:
    held = []
    for name, tickets in (("all tickets", later), ("those not called at once", waited)):
        ours, theirs = _error(tickets, _ours), _constant(tickets, lambda _: _ZMS_DEFAULT)
        held.append(ours / theirs <= RATIO_AT_MOST)
        print(
            f"{_verdict(held[-1])}  {name}: MAE {ours:.2f} / {theirs:.2f} min "
            f"= {ours / theirs:.2f} (limit {RATIO_AT_MOST:.2f})"
        )
        covered = _coverage(tickets)
        held.append(COVERAGE[0] <= covered <= COVERAGE[1])
        print(
            f"{_verdict(held[-1])}  {name}: range holds {covered:.3f} "
            f"(limit {COVERAGE[0]:.2f}-{COVERAGE[1]:.2f})"
        )
    return all(held)


def _verdict(held: bool) -> str:
    return "held  " if held else "MISSED"


def _print_speed() -> None:
    """Print the time of one estimate with 400 people ahead, and of all 26 procedures."""
    codes = [ProcedureCode(f"P{number}") for number in range(26)]
    seconds = []
    for code in codes * 20:
        started = time.perf_counter()
        _estimate_in_a_full_hall(code, codes)
        seconds.append(time.perf_counter() - started)
    one = statistics.median(seconds)
    print(f"one estimate, 312 tickets of 416 people ahead, 6 counters: {one * 1e3:.2f} ms (aim 1)")
    print(f"all 26 procedures: {one * 26e3:.1f} ms (aim 10)\n")


def _estimate_in_a_full_hall(code: ProcedureCode, codes: Sequence[ProcedureCode]) -> None:
    tiers = (frozenset(codes[:9]), frozenset(codes[9:]))
    estimate(
        code,
        priority=False,
        party=1,
        ahead=[Ahead(procedure=other, tickets=12, people=16) for other in codes],
        counters=[
            Working(tiers=choice, busy_procedure=codes[0])
            for choice in (tiers, tiers[::-1], (frozenset(codes),)) * 2
        ],
        times={other: ServiceTime.default(5 + place) for place, other in enumerate(codes)},
        calibration=Calibration.default(),
        arrivals=dict.fromkeys(codes, 4.0),
    )


if __name__ == "__main__":
    sys.exit(main())
