"""Sites for the estimate's benchmark: what is configured and what is true. Not shipped sites."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from typing import Self
from zoneinfo import ZoneInfo

from desk_app.domain.counters import Counter, CounterId
from desk_app.domain.procedures import (
    Binding,
    Channel,
    Family,
    FamilyCode,
    Procedure,
    ProcedureCode,
)
from desk_app.domain.simulation import log_normal
from desk_app.domain.site import Opening, Rules, Site

# Walk-in procedures: code, configured minutes, tile, quick.
_PROCEDURES = (
    ("INFO", 5, 1, True),
    ("PIECES", 8, 2, True),
    ("REM_TITRE", 8, 3, False),
    ("RECEP_RNV", 10, 4, False),
    ("CHG_ADR", 10, 5, False),
    ("URG", 15, 6, False),
    ("ADDA_RNV", 10, 7, False),
    ("PERMIS", 15, 8, False),
    ("DIV", 10, 9, False),
    ("EXAMEN", 15, None, False),
    ("REGR_FAM", 10, None, False),
)
CONFIGURED_MEAN = sum(minutes for _, minutes, *_ in _PROCEDURES) / len(_PROCEDURES)
"""The mean of the configured minutes, as a careful administrator would set a constant."""
_ALL = frozenset(ProcedureCode(code) for code, *_ in _PROCEDURES)
_HANDOVER = frozenset({ProcedureCode("REM_TITRE"), ProcedureCode("PIECES")})
_FILES = frozenset(
    {ProcedureCode("RECEP_RNV"), ProcedureCode("ADDA_RNV"), ProcedureCode("CHG_ADR")}
)
_LONG = frozenset({ProcedureCode("URG"), ProcedureCode("PERMIS"), ProcedureCode("EXAMEN")})
_EVERY_DAY = frozenset(range(5))

Tiers = tuple[frozenset[ProcedureCode], ...]
_GENERAL: tuple[Tiers, bool] = ((_ALL,), False)
_QUICK: tuple[Tiers, bool] = ((_ALL,), True)
_HANDING: tuple[Tiers, bool] = ((_HANDOVER, _ALL - _HANDOVER - _LONG), False)
_FILING: tuple[Tiers, bool] = ((_FILES, _ALL - _FILES), False)
_EXPERT: tuple[Tiers, bool] = ((_LONG, _ALL - _LONG), False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of site, with volumes as published: hours, counters and how loaded they are."""

    name: str
    opens: float
    closes: float
    counters: tuple[tuple[Tiers, bool], ...]
    load: float
    manned: float = 1.0

    @property
    def has_lunch(self) -> bool:
        """True if the day is long enough for everybody to leave for lunch, in two shifts."""
        return self.closes > 13


PROFILES = (
    Profile(  # Bobigny 2010: 12 counters, not all open, ~8 min a visitor
        name="large, 12 counters",
        opens=8.5,
        closes=16,
        counters=(*[_GENERAL] * 5, _QUICK, _QUICK, _HANDING, _HANDING, _FILING, _EXPERT, _EXPERT),
        load=0.8,
        manned=0.75,
    ),
    Profile(  # Montpellier 2012: up to 300 each morning, 10 min each
        name="morning rush",
        opens=8.5,
        closes=12,
        counters=(*[_GENERAL] * 6, _QUICK, _HANDING, _HANDING, _EXPERT),
        load=0.8,
    ),
    Profile(  # Limousin 2021: 6 counters in one room, 10 min
        name="one room, 6 counters",
        opens=8.5,
        closes=16,
        counters=(_GENERAL, _GENERAL, _QUICK, _HANDING, _FILING, _EXPERT),
        load=0.8,
    ),
    Profile(  # Guyane: walk-in every morning 07:30-12:30
        name="overseas morning",
        opens=7.5,
        closes=12.5,
        counters=(_GENERAL, _GENERAL, _QUICK, _FILING),
        load=0.8,
    ),
    Profile(  # Rodez: two counters, 08:30-11:30
        name="sub-prefecture",
        opens=8.5,
        closes=11.5,
        counters=(_GENERAL, _HANDING),
        load=0.75,
    ),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedSite:
    """A site twice: *configured* is what the program knows, *real* has its true times."""

    profile: Profile
    configured: Site
    real: Site

    @classmethod
    def drawn(cls, profile: Profile, rng: random.Random) -> Self:
        """Draw a site whose true mean times differ from the configured ones, as real sites do."""
        configured = _site(profile)
        house = log_normal(rng, 1.0, 0.2)
        real = {
            code: dataclasses.replace(
                procedure, minutes=procedure.minutes * house * log_normal(rng, 1.0, 0.3)
            )
            for code, procedure in configured.procedures.items()
        }
        return cls(
            profile=profile,
            configured=configured,
            real=dataclasses.replace(configured, procedures=real),
        )

    def visitors(self, rng: random.Random, day: dt.date, counters: int) -> int:
        """Draw how many come on *day*: more on Mondays, about what *counters* can take."""
        hours = self.profile.closes - self.profile.opens
        if self.profile.has_lunch:
            hours -= 0.75
        weights = {
            code: 0.15 if procedure.tile is None else procedure.tile**-0.5
            for code, procedure in self.real.procedures.items()
        }
        minutes = sum(
            weight * self.real.procedures[code].minutes for code, weight in weights.items()
        ) / sum(weights.values())
        capacity = counters * hours * 60 / (minutes * 1.2)  # parties, transfers, late returns
        monday = 1.1 if day.weekday() == 0 else 0.98
        return round(capacity * self.profile.load * monday * rng.uniform(0.85, 1.15))

    def tiers_today(self, rng: random.Random) -> list[Tiers]:
        """Draw which counters are manned today; everything stays served."""
        numbers = list(self.configured.counters)
        for number in numbers[1:]:
            if rng.random() > self.profile.manned:
                numbers.remove(number)
        procedures = self.configured.procedures
        return [self.configured.counters[number].tiers(procedures) for number in numbers]


def _site(profile: Profile) -> Site:
    family = Family(code=FamilyCode("ALL"), series="A", name={"fr": "Accueil"})
    hours = Opening(
        days=_EVERY_DAY,
        opens=_clock(profile.opens),
        closes=_clock(profile.closes),
        last_ticket=_clock(profile.closes),
    )
    return Site(
        code="simulated",
        name=profile.name,
        time_zone=ZoneInfo("Europe/Paris"),
        holidays="FR",
        address=(),
        languages=("fr",),
        openings=(hours,),
        closed_on=frozenset(),
        open_on_holidays=frozenset(),
        rules=Rules(),
        families={family.code: family},
        procedures=_catalogue(family.code),
        counters={
            CounterId(number): Counter(number=CounterId(number), serves=tiers, quick=quick)
            for number, (tiers, quick) in enumerate(profile.counters, 1)
        },
        agents={},
        messages=(),
    )


def _catalogue(family: FamilyCode) -> dict[ProcedureCode, Procedure]:
    return {
        ProcedureCode(code): Procedure(
            code=ProcedureCode(code),
            family=family,
            name={"fr": code},
            short={},
            channels=frozenset({Channel.WALK_IN}),
            minutes=minutes,
            binding=Binding.NONE,
            quick=quick,
            tile=tile,
        )
        for code, minutes, tile, quick in _PROCEDURES
    }


def _clock(hours: float) -> dt.time:
    return dt.time(int(hours), round(hours % 1 * 60))
