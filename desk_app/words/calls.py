"""The sentences of a list of calls, in French like every paper. Where they stand is printing's."""

from __future__ import annotations

import dataclasses
import datetime as dt

from desk_app.domain.prints import Callee, Leaf
from desk_app.words.paper import clean, french_date

NONE_YET = "pas encore de nouvelle date"
NO_PHONE = "sans téléphone"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One person to call."""

    name: str
    phone: str
    was: str
    now: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """Every sentence of the list."""

    site: str
    title: str
    issued: str
    count: str
    columns: tuple[str, str, str, str]
    lines: tuple[CallLine, ...]
    kept: str
    marks: tuple[str, ...] = ()


def call_words(leaf: Leaf) -> CallWords:
    """Return the sentences of a list of calls; every name in it is cleaned first."""
    people = len(leaf.callees)
    return CallWords(
        site=clean(leaf.site),
        title="Personnes à appeler",
        issued=f"Établie le {french_date(leaf.issued_at)}, {leaf.issued_at:%H:%M}",
        count=f"{people} personne{'s' if people > 1 else ''} dont l’heure a été fermée par le site",
        columns=("Nom", "Téléphone", "Ancienne date", "Nouvelle date"),
        lines=tuple(_line(one) for one in leaf.callees),
        kept="À détruire après les appels\u00a0: noms et téléphones.",
        marks=("EXERCICE",) if leaf.rehearsal else (),
    )


def _line(one: Callee) -> CallLine:
    return CallLine(
        name=clean(one.name) or "—",
        phone=clean(one.phone) or NO_PHONE,
        was=_short(one.was_at),
        now=NONE_YET if one.starts_at is None else _short(one.starts_at),
    )


def _short(at: dt.datetime) -> str:
    return f"{at:%d/%m/%Y} {at:%H:%M}"
