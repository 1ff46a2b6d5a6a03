"""What must hold between the parts of a site file. Each part alone is read by sitefile_parts."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from desk_app.domain.counters import Counter, CounterId
from desk_app.domain.procedures import (
    Family,
    FamilyCode,
    Procedure,
    ProcedureCode,
)
from desk_app.domain.site import Opening
from desk_app.domain.sitefile_faults import nearest
from desk_app.domain.sitefile_parts import DAYS
from desk_app.domain.sitefile_table import Table

Part = TypeVar("Part")
Key = TypeVar("Key")

Procedures = Mapping[ProcedureCode, Procedure]
_SHORTHANDS = ("walk_in", "appointments", "all")


def by_key(
    parts: Iterable[tuple[Table, Key, Part]], key_name: str
) -> tuple[dict[Key, Part], dict[Key, Table]]:
    """Return the parts and their tables by key; a key used twice is a mistake."""
    found: dict[Key, Part] = {}
    tables: dict[Key, Table] = {}
    for table, key, part in parts:
        if key in found and key != "":
            table.note("twice", key_name, value=key, first=tables[key].line)
        found.setdefault(key, part)
        tables.setdefault(key, table)
    return found, tables


def check_openings(openings: Sequence[tuple[Table, Opening]]) -> None:
    """Note hours that overlap on a day."""
    for (_, one), (table, other) in itertools.combinations(openings, 2):
        shared = one.days & other.days
        if shared and one.opens < other.closes and other.opens < one.closes:
            table.note("hours_overlap", "opens", day=DAYS[min(shared)],
                       opens=f"{one.opens:%H:%M}", closes=f"{one.closes:%H:%M}")  # fmt: skip


def check_series(families: Mapping[FamilyCode, Family], tables: Mapping[FamilyCode, Table]) -> None:
    """Note a letter that two families have: their numbers would be the same."""
    owner: dict[str, FamilyCode] = {}
    for code, family in families.items():
        first = owner.setdefault(family.series, code)
        if family.series and first != code:
            tables[code].note("series_taken", "series", value=family.series, family=first)


def check_procedures(
    procedures: Procedures,
    tables: Mapping[ProcedureCode, Table],
    *,
    families: Iterable[FamilyCode],
    openings: Sequence[Opening],
) -> None:
    """Note unknown families, tiles used twice and last tickets outside the hours."""
    known = tuple(families)
    tiles: dict[int, ProcedureCode] = {}
    for code, procedure in procedures.items():
        table = tables[code]
        if procedure.family and procedure.family not in known:
            near = nearest(procedure.family, known)
            table.note("unknown_family", "family", value=procedure.family, nearest=near,
                       known=", ".join(known))  # fmt: skip
        first = tiles.setdefault(procedure.tile, code) if procedure.tile else code
        if first != code:
            table.note("tile_taken", "tile", value=procedure.tile, procedure=first)
        _check_last_ticket(procedure, table, openings)


def _check_last_ticket(procedure: Procedure, table: Table, openings: Sequence[Opening]) -> None:
    last: dt.time | None = procedure.last_ticket
    if last is None or not openings:
        return
    opens, closes = min(o.opens for o in openings), max(o.closes for o in openings)
    if not opens <= last <= closes:
        table.note("last_ticket_outside", "last_ticket", opens=f"{opens:%H:%M}",
                   closes=f"{closes:%H:%M}")  # fmt: skip


def counter(table: Table, procedures: Procedures) -> Counter:
    """Read one `[[counter]]`; its procedures are looked up among *procedures*."""
    number = table.whole("number", low=1, high=99, required=True)
    return Counter(
        number=CounterId(number or 0),
        serves=_tiers(table, procedures),
        quick=table.truth("quick"),
        place=table.text("place", limit=40, default=""),
    )


def check_served(
    procedures: Procedures, tables: Mapping[ProcedureCode, Table], counters: Iterable[Counter]
) -> None:
    """Note walk-in procedures that no counter serves: their tickets would wait for ever."""
    served = frozenset[ProcedureCode]().union(*(one.procedures for one in counters))
    for code, procedure in procedures.items():
        if procedure.is_walk_in and served and code not in served:
            tables[code].note("not_served", "code", value=code)


def _tiers(table: Table, procedures: Procedures) -> tuple[frozenset[ProcedureCode], ...]:
    raw = table.raw("serves")
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list):
        if raw is not None:
            table.note("wrong_type", "serves", expected="tiers")
        return ()
    tiers: list[frozenset[ProcedureCode]] = []
    for item in raw:
        tier = _tier(table, item, procedures)
        again = tier & frozenset[ProcedureCode]().union(*tiers)
        if again and not isinstance(item, str):
            table.note("served_twice", "serves", value=min(again))
        tiers.append(tier - again)
    if not any(tiers) and all(not item or item in _SHORTHANDS for item in raw):
        table.note("serves_nothing", "serves")
    return tuple(tier for tier in tiers if tier)


def _tier(table: Table, item: object, procedures: Procedures) -> frozenset[ProcedureCode]:
    if isinstance(item, str):
        return _shorthand(table, item, procedures)
    if not isinstance(item, list) or not all(isinstance(code, str) for code in item):
        table.note("wrong_type", "serves", expected="tiers")
        return frozenset()
    for code in item:
        if code not in procedures:
            near = nearest(code, procedures)
            known = ", ".join(procedures)
            table.note("unknown_procedure", "serves", value=code, nearest=near, known=known)
    return frozenset(ProcedureCode(code) for code in item if code in procedures)


def _shorthand(table: Table, word: str, procedures: Procedures) -> frozenset[ProcedureCode]:
    if word == "walk_in":
        return frozenset(code for code, one in procedures.items() if one.is_walk_in)
    if word == "appointments":
        return frozenset(code for code, one in procedures.items() if _is_booked(one))
    if word == "all":
        return frozenset(procedures)
    if word in procedures:
        table.note("flat_tiers", "serves", value=word)
        return frozenset({ProcedureCode(word)})
    near = nearest(word, (*_SHORTHANDS, *procedures))
    table.note("unknown_word", "serves", value=word, nearest=near, known=", ".join(_SHORTHANDS))
    return frozenset()


def _is_booked(procedure: Procedure) -> bool:
    """True where nobody comes without an appointment: a walk-in waits for the other counters."""
    return not procedure.is_walk_in
