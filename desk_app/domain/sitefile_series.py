"""The `[[series]]` of a site file: what each says, and what must hold between them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desk_app.domain.conflicts import Conflict, Contradiction, conflicts
from desk_app.domain.counters import Counter, CounterId
from desk_app.domain.procedures import Channel, Procedure, ProcedureCode
from desk_app.domain.series import (
    LONGEST_CHAIN,
    Break,
    Plan,
    Recurrence,
    Series,
    SeriesId,
    Shares,
    Week,
    slots_for,
)
from desk_app.domain.site import Opening
from desk_app.domain.sitefile_faults import nearest
from desk_app.domain.sitefile_parts import DAYS, code, days
from desk_app.domain.sitefile_table import Table

LONGEST_SLOT = 240
"""Minutes."""
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_BREAK = re.compile(rf"({_TIME}) ?[-–] ?({_TIME})")

_Served = dict[ProcedureCode, int]


def series(
    table: Table,
    procedures: Mapping[ProcedureCode, Procedure],
    counters: Mapping[CounterId, Counter],
) -> Series | None:
    """Read one `[[series]]`; None if its hours or its slots cannot be read."""
    name = SeriesId(code(table))
    recurrence = _recurrence(table)
    group = _counters(table, counters)
    minutes = table.whole("minutes", low=5, high=LONGEST_SLOT, required=True)
    starts, ends = table.time("starts"), table.time("ends")
    breaks, shares = _breaks(table), _shares(table)
    seats = table.whole("seats", low=1, high=max(1, len(group)))
    takes = _takes(table, procedures, minutes)
    _check_served(table, takes, group, counters)
    if minutes is None or starts is None or ends is None:
        return None
    if ends <= starts:
        table.note("series_reversed", "ends")
        return None
    plan = Plan(
        counters=group,
        takes=takes,
        starts=starts,
        ends=ends,
        slot=dt.timedelta(minutes=minutes),
        capacity=seats or len(group),
        breaks=breaks,
        shares=shares,
    )
    _check_room(table, plan)
    return Series(id=name, plan=plan, recurrence=recurrence)


def check_series(
    found: Sequence[Series], tables: Mapping[SeriesId, Table], openings: Sequence[Opening]
) -> None:
    """Note what contradicts itself between the series, and with the hours of the site."""
    sound = [one for one in found if one.recurrence.days]  # days that cannot be read are told
    for conflict in conflicts(sound, openings=openings):
        _note(tables[conflict.series], conflict)


def _note(table: Table, conflict: Conflict) -> None:
    starts, ends = conflict.starts, conflict.ends
    hours = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"} if starts and ends else {}
    weekday = "" if conflict.weekday is None else DAYS[conflict.weekday]
    match conflict.kind:
        case Contradiction.OVERLAP:
            shared = ", ".join(str(number) for number in conflict.counters)
            table.note("series_overlap", "counters", other=conflict.other, counters=shared,
                       day=conflict.day, **hours)  # fmt: skip
        case Contradiction.BREAK_OUTSIDE:
            table.note("break_outside", "breaks", value=hours["starts"], **hours)
        case Contradiction.NOT_DIVIDING:
            table.note("slot_left_over", "minutes", left=conflict.minutes, **hours)
        case Contradiction.OUTSIDE_HOURS:
            table.note("series_outside", "starts", day=weekday, **hours)
        case _:  # NEVER
            table.note("series_never", "days")


def _recurrence(table: Table) -> Recurrence:
    every = table.whole("every_weeks", low=1, high=12) or 1
    week_of, first = _day(table, "week_of"), _day(table, "first_on")
    if every > 1 and week_of is None and first is None:
        table.note("no_week_of", "every_weeks")
    return Recurrence(
        days=days(table),
        weeks=table.choices("weeks", Week, required=False),
        every_weeks=every,
        week_of=week_of,
        first_on=first,
        last_on=_day(table, "last_on"),
    )


def _counters(table: Table, counters: Mapping[CounterId, Counter]) -> frozenset[CounterId]:
    raw = table.raw("counters")
    if not isinstance(raw, list) or not raw or not all(type(one) is int for one in raw):
        if raw is not None:
            table.note("wrong_type", "counters", expected="wholes")
        return frozenset()
    known = ", ".join(str(number) for number in counters)
    for number in raw:
        if number not in counters:
            table.note("unknown_counter", "counters", value=number, known=known)
    return frozenset(CounterId(number) for number in raw if number in counters)


def _takes(
    table: Table, procedures: Mapping[ProcedureCode, Procedure], minutes: int | None
) -> _Served:
    words = table.texts("procedures", limit=20)
    if not words:
        table.note("no_procedures", "procedures")
    for word in words:
        if word not in procedures:
            near = nearest(word, procedures)
            known = ", ".join(procedures)
            table.note("unknown_procedure", "procedures", value=word, nearest=near, known=known)
        elif procedures[ProcedureCode(word)].channels <= {Channel.WALK_IN}:
            table.note("not_booked", "procedures", value=word)
    served = [ProcedureCode(word) for word in words if word in procedures]
    given = _given(table, served)
    slot = dt.timedelta(minutes=minutes or LONGEST_SLOT)
    return {one: given.get(one) or slots_for(procedures[one].minutes, slot) for one in served}


def _given(table: Table, served: Iterable[ProcedureCode]) -> _Served:
    found = {}
    for inner in table.tables("consecutive", required=False):
        for one in served:
            if count := inner.whole(one, low=1, high=LONGEST_CHAIN):
                found[one] = count
        inner.close()
    return found


def _check_served(
    table: Table, takes: _Served, group: frozenset[CounterId], counters: Mapping[CounterId, Counter]
) -> None:
    for number in sorted(group):
        for one in sorted(frozenset(takes) - counters[number].procedures):
            table.note("counter_not_serving", "counters", value=one, counter=number)


def _check_room(table: Table, plan: Plan) -> None:
    """Note the procedures that take more slots than follow one another."""
    day = dt.date.min
    room = max(
        (
            (dt.datetime.combine(day, ends) - dt.datetime.combine(day, starts)) // plan.slot
            for starts, ends in plan.stretches()
        ),
        default=0,
    )
    for one, slots in plan.takes.items():
        if slots > room:
            table.note("visit_too_long", "procedures", value=one, slots=slots, room=room)


def _breaks(table: Table) -> tuple[Break, ...]:
    return tuple(_read_breaks(table, table.texts("breaks", limit=20)))


def _read_breaks(table: Table, words: Iterable[str]) -> Iterator[Break]:
    for word in words:
        match = _BREAK.fullmatch(word)
        if match is None:
            table.note("bad_break", "breaks", value=word)
        else:
            starts, ends = (dt.time.fromisoformat(one) for one in match.groups())
            yield Break(starts=starts, ends=ends)


def _shares(table: Table) -> Shares:
    """Read the shares, in hundredths; those a table of shares does not say are nothing."""
    shares = Shares()
    for inner in table.tables("shares", required=False):
        shares = Shares(
            appointments=inner.whole("appointments", low=0, high=100) or 0,
            walk_in=inner.whole("walk_in", low=0, high=100) or 0,
            urgent=inner.whole("urgent", low=0, high=100) or 0,
            reserve=inner.whole("reserve", low=0, high=100) or 0,
        )
        inner.close()
        if shares.total != 100:
            table.note("shares_sum", "shares", total=shares.total)
    return shares


def _day(table: Table, key: str) -> dt.date | None:
    raw = table.raw(key, required=False)
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    try:
        return None if raw is None else dt.date.fromisoformat(str(raw))
    except ValueError:
        table.note("bad_date", key, value=raw)
        return None
