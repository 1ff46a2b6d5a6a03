"""Seeded reception days for demonstration and measurement. Not a queue: only who comes and how."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import random
from collections.abc import Sequence

from desk_app.domain.procedures import Binding, Procedure, ProcedureCode
from desk_app.domain.site import Opening, Site
from desk_app.domain.tickets import Priority

_LANGUAGES = {
    # Weights from the countries of permit holders and asylum seekers in 2024.
    "fr": 40.0,
    "ar": 18.0,
    "en": 11.0,
    "tr": 5.0,
    "zh-Hans": 4.0,
    "fa": 3.0,
    "prs": 3.0,
    "ps": 2.0,
    "uk": 3.0,
    "ru": 3.0,
    "es": 3.0,
    "pt": 4.0,
    "bn": 2.0,
    "ta": 1.0,
    "ht": 1.0,
}
_COUNTRIES = ("DZA", "MAR", "TUN", "CHN", "USA", "AFG", "IND", "SEN", "CMR", "TUR", "GIN", "CIV")
_PRIORITY_SHARE = 0.08  # legal priority among visitors (CASF L.241-3, R.215-3)
_PARTIES = ((1, 82.0), (2, 11.0), (3, 4.0), (4, 2.0), (5, 1.0))
_NO_SHOW_SHARE = 0.05
_LATE_RETURN_SHARE = 0.3  # of those who were absent when called
_TRANSFER_SHARE = 0.04
_AT_OPENING_SHARE = 0.15  # the queue that has formed before the door opens
_SPREAD = 0.6  # standard deviation over mean of a visit's length


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visitor of a simulated day: what they come for and how they will behave.

    *arrives_at* is local and aware; *service* is the time at each counter that receives them,
    their whole party counted; *document* is what `people.parse_document` reads, *hint* what the
    agent notes of it (AT-12).
    """

    arrives_at: dt.datetime
    procedure: ProcedureCode
    language: str
    priority: Priority | None
    party: int
    comes_when_called: bool
    returns_late: bool
    transfers_to: ProcedureCode | None
    service: dt.timedelta
    document: str | None
    hint: str


def reception_day(site: Site, rng: random.Random, visitors: int, day: dt.date) -> tuple[Visit, ...]:
    """Return *visitors* visits of *day*, by arrival; empty if the site is closed or has no walk-in.

    Some are at the door when it opens, most come in the morning, nobody after the last ticket.
    """
    openings = [] if day in site.closed_on else _openings(site, day)
    procedures = _walk_ins(site)
    if not openings or not procedures:
        return ()
    arrivals = _arrivals(site, rng, visitors, day, openings)
    return tuple(_visit(site, rng, procedures, arrives_at) for arrives_at in arrivals)


def log_normal(rng: random.Random, mean: float, spread: float) -> float:
    """Draw a log-normal value of this *mean* and this standard deviation over mean."""
    variance = math.log(1 + spread**2)
    return rng.lognormvariate(math.log(mean) - variance / 2, math.sqrt(variance))


def _openings(site: Site, day: dt.date) -> list[Opening]:
    today = (opening for opening in site.openings if day.weekday() in opening.days)
    return sorted(today, key=lambda opening: opening.opens)


def _walk_ins(site: Site) -> list[Procedure]:
    served = frozenset().union(*(counter.procedures for counter in site.counters.values()))
    return [p for p in site.procedures.values() if p.is_walk_in and p.code in served]


def _arrivals(
    site: Site, rng: random.Random, visitors: int, day: dt.date, openings: Sequence[Opening]
) -> list[dt.datetime]:
    arrivals: list[dt.datetime] = []
    lengths = [_seconds(opening) for opening in openings]
    at_door = opens = dt.datetime.combine(day, openings[0].opens, tzinfo=site.time_zone)
    end = opens + dt.timedelta(seconds=lengths[0])
    for _ in range(visitors):
        if rng.random() < _AT_OPENING_SHARE:
            at_door = min(at_door + dt.timedelta(seconds=rng.uniform(4, 14)), end)
            arrivals.append(at_door)
            continue
        opening = rng.choices(openings, lengths)[0]
        since = _seconds(opening) * rng.betavariate(1.3, 2.0)
        first = dt.datetime.combine(day, opening.opens, tzinfo=site.time_zone)
        arrivals.append(first + dt.timedelta(seconds=since))
    return sorted(arrivals)


def _seconds(opening: Opening) -> float:
    """Return how long tickets are handed out, in seconds."""
    first = dt.datetime.combine(dt.date.min, opening.opens)
    last = dt.datetime.combine(dt.date.min, opening.last_ticket)
    return max((last - first).total_seconds(), 1.0)


def _visit(
    site: Site, rng: random.Random, procedures: Sequence[Procedure], arrives_at: dt.datetime
) -> Visit:
    procedure = rng.choices(procedures, [_weight(p) for p in procedures])[0]
    party = rng.choices([size for size, _ in _PARTIES], [share for _, share in _PARTIES])[0]
    together = 1 + site.rules.party_extra * (party - 1)
    comes = rng.random() >= _NO_SHOW_SHARE
    return Visit(
        arrives_at=arrives_at,
        procedure=procedure.code,
        language=_language(site, rng),
        priority=_priority(rng, party),
        party=party,
        comes_when_called=comes,
        returns_late=not comes and rng.random() < _LATE_RETURN_SHARE,
        transfers_to=_transfer(rng, procedure, procedures) if comes else None,
        service=dt.timedelta(
            seconds=max(log_normal(rng, procedure.minutes * 60 * together, _SPREAD), 20)
        ),
        document=_document(rng, procedure),
        hint=_hint(rng),
    )


def _weight(procedure: Procedure) -> float:
    """Tiles follow the site's frequency: the first is asked most, what has no tile is rare."""
    return 0.15 if procedure.tile is None else procedure.tile**-0.5


def _language(site: Site, rng: random.Random) -> str:
    languages = site.languages or ("fr",)
    return rng.choices(languages, [_LANGUAGES.get(code, 0.5) for code in languages])[0]


def _priority(rng: random.Random, party: int) -> Priority | None:
    # Families hold a family card more often; the share over everybody stays that of the law's use.
    if rng.random() >= _PRIORITY_SHARE:
        return None
    is_family = rng.random() < (0.35 if party == 1 else 0.8)
    return Priority.FAMILY if is_family else Priority.CMI


def _transfer(
    rng: random.Random, procedure: Procedure, procedures: Sequence[Procedure]
) -> ProcedureCode | None:
    others = [other.code for other in procedures if other.code != procedure.code]
    if not others or rng.random() >= _TRANSFER_SHARE:
        return None
    return rng.choice(others)


def _document(rng: random.Random, procedure: Procedure) -> str | None:
    if procedure.binding is Binding.NONE:
        return None
    if procedure.binding is Binding.OPTIONAL and rng.random() < 0.4:
        return None
    kind = rng.random()
    if kind < 0.7:
        return f"foreigner_number:{rng.choice('79')}{rng.randrange(10**8, 10**9)}"
    letters = "".join(rng.choices("ABCDEFGHJKLMNPRSTUVXYZ", k=2))
    digits = rng.randrange(10**6, 10**7)
    if kind < 0.92:
        return f"passport:{rng.choice(_COUNTRIES)}:{letters}{digits}"
    return f"visa:{letters}{digits}"


def _hint(rng: random.Random) -> str:
    first, last = rng.choices("ABCDEFGHIJKLMNOPRSTVWYZ", k=2)
    return f"{first}. {last}., {rng.randrange(1948, 2007)}"
