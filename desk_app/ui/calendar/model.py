"""A week as cells of a grid, one for each hour of each day, and what is said of one. Pure."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from desk_app.domain.conflicts import Conflict
from desk_app.domain.errors import BadValue
from desk_app.domain.procedures import Channel, ProcedureCode
from desk_app.domain.series import SeriesId, Use
from desk_app.domain.site import Site
from desk_app.domain.text import clean
from desk_app.services.replacing import Waiting
from desk_app.services.week import Week, WeekDay, WeekSlot
from desk_app.ui.widgets.choices import Option
from desk_app.words.calendar import closure_reason, holiday_name
from desk_app.words.catalogue import _, ngettext, pgettext
from desk_app.words.dates import clock, day_and_month, day_of_month, local, weekday, when

USUAL = (8, 17)
"""The hours of a week that has none."""
_SERIES, _PROCEDURE = "series:", "procedure:"
_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{4}))?")
_HOUR = re.compile(r"(\d{1,2})(?:[:hH. ]?(\d{2})?)?")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HourCell:
    """What begins in one hour of one day; *clashes* if one of its series contradicts itself."""

    day: dt.date
    hour: int
    slots: tuple[WeekSlot, ...] = ()
    clashes: bool = False

    @property
    def open(self) -> tuple[WeekSlot, ...]:
        """The slots that are not closed."""
        return tuple(one for one in self.slots if one.closed_for is None)

    @property
    def places(self) -> int:
        """How many seats there are."""
        return sum(one.slot.capacity for one in self.open)

    @property
    def taken(self) -> int:
        """How many of them are taken."""
        return sum(one.taken for one in self.open)

    @property
    def cooling(self) -> int:
        """How many nobody may be given yet (AT-03)."""
        return sum(one.cooling for one in self.open)

    @property
    def to_place(self) -> int:
        """How many people lost their time in it and have no other yet."""
        return sum(one.displaced for one in self.slots)

    @property
    def is_closed(self) -> bool:
        """True if there were hours and all of them are closed."""
        return bool(self.slots) and not self.open

    def free(self, use: Use) -> int:
        """How many seats of *use* are free now."""
        return sum(one.free[use] for one in self.open)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a week, by the hour and then by the day."""

    days: tuple[WeekDay, ...]
    hours: tuple[int, ...]
    cells: tuple[tuple[HourCell, ...], ...]
    today: dt.date
    zone_now: dt.datetime


def grid_of(week: Week) -> Grid:
    """Return the grid of *week*: from its first hour to its last, empty ones between too."""
    found: dict[tuple[int, int], list[WeekSlot]] = {}
    for column, day in enumerate(week.days):
        for one in day.slots:
            found.setdefault((local(one.slot.starts_at).hour, column), []).append(one)
    known = [hour for hour, _column in found]
    first, last = (min(known), max(known)) if known else USUAL
    hours = tuple(range(first, last + 1))
    clashing = _clashing(week.clashes)
    return Grid(
        days=week.days,
        hours=hours,
        cells=tuple(
            tuple(
                _cell(day, hour, found.get((hour, column), ()), clashing)
                for column, day in enumerate(week.days)
            )
            for hour in hours
        ),
        today=week.today,
        zone_now=local(week.now),
    )


def week_title(week: Week) -> str:
    """Return which week it is: `Semaine 11 · du 9 au 15 mars`."""
    first, last = week.days[0].day, week.days[-1].day
    return _("Week {number} · {first} to {last}").format(
        number=first.isocalendar().week, first=day_of_month(first), last=day_of_month(last)
    )


def day_title(day: WeekDay) -> str:
    """Return the head of a column: `lun. 9`."""
    return f"{weekday(day.day.weekday())[:3]}. {day.day.day}"


def day_note(day: WeekDay, today: dt.date) -> str:
    """Return what is to be known of a day: today, a holiday by its name, closed."""
    if day.is_holiday:
        return holiday_name(day.day)
    if day.is_closed:
        return _("closed")
    return _("today") if day.day == today else ""


def cell_title(cell: HourCell) -> str:
    """Return which hour of which day a cell is."""
    return f"{day_and_month(cell.day)}, {cell.hour}:00"


def cell_said(cell: HourCell) -> str:
    """Return everything a cell shows, for who cannot see it."""
    parts = [cell_title(cell)]
    if cell.is_closed:
        parts.append(closed_said(cell))
    elif cell.places:
        parts.append(taken_said(cell))
        parts += [f"{use_name(use)} {cell.free(use)}" for use in Use if cell.free(use)]
    else:
        parts.append(_("no hours by appointment"))
    if cell.to_place:
        parts.append(to_place_said(cell.to_place))
    if cell.clashes:
        parts.append(_("conflict"))
    return ", ".join(parts)


def taken_said(cell: HourCell) -> str:
    """Return how many of its places are taken."""
    return _("{taken} of {places} places taken").format(taken=cell.taken, places=cell.places)


def closed_said(cell: HourCell) -> str:
    """Return that it is closed, and why."""
    why = next(one.closed_for for one in cell.slots if one.closed_for)
    return _("closed: {why}").format(why=closure_reason(why.value))


def to_place_said(count: int) -> str:
    """Return how many people of a cell are to be placed anew."""
    return ngettext("{count} to place", "{count} to place", count).format(count=count)


def use_name(use: Use) -> str:
    """Return what a seat is kept for, in a word (A-06)."""
    return {
        Use.APPOINTMENT: pgettext("use", "appointments"),
        Use.URGENT: pgettext("use", "urgent"),
        Use.RESERVE: pgettext("use", "reserve"),
        Use.WALK_IN: pgettext("use", "walk-in"),
    }[use]


def slot_lines(cell: HourCell) -> tuple[tuple[str, str], ...]:
    """Return each slot of a cell with what is taken and free in it."""
    return tuple((_slot_title(one), _slot_said(one)) for one in cell.slots)


def waiting_row(one: Waiting) -> str:
    """Return what somebody on the list will be given."""
    return when(one.place.starts_at) if one.place else _("no time fits")


def typed_day(text: str, near: dt.date) -> dt.date:
    """Read `9/3` or `09/03/2026`; without a year the first such day from *near* on.

    Raises BadValue.
    """
    read = _DAY.fullmatch(text.strip())
    with contextlib.suppress(ValueError):
        if read is not None and read[3]:
            return dt.date(int(read[3]), int(read[2]), int(read[1]))
        if read is not None:
            here = dt.date(near.year, int(read[2]), int(read[1]))
            return here if here >= near else here.replace(year=near.year + 1)
    raise BadValue("day", clean(text, at_most=20), _("day/month, 9/3"))


def typed_hour(text: str) -> dt.time | None:
    """Read `9`, `9:30` or `9h30`, None for nothing. Raises BadValue."""
    if not text.strip():
        return None
    read = _HOUR.fullmatch(text.strip())
    with contextlib.suppress(ValueError):
        if read is not None:
            return dt.time(int(read[1]), int(read[2] or 0))
    raise BadValue("clock", clean(text, at_most=20), _("hour, 9:30"))


def typed_counters(text: str) -> tuple[int, ...]:
    """Read `5, 6`, nothing for the whole site. Raises BadValue."""
    words = [word for word in re.split(r"[,; ]+", text.strip()) if word]
    if not all(word.isdecimal() and len(word) < 6 for word in words):
        raise BadValue("counter", clean(text, at_most=20), "5, 6")
    return tuple(int(word) for word in words)


def closable(site: Site, language: str) -> tuple[Option, ...]:
    """Return what of *site* can be closed alone: the hours of a series, then a procedure."""
    hours = (Option(_SERIES + one.id, str(one.id)) for one in site.appointment_series)
    named = (
        Option(_PROCEDURE + code, one.short_named(language))
        for code, one in site.procedures.items()
        if Channel.APPOINTMENT in one.channels
    )
    return (*hours, *named)


def scope_chosen(chosen: str) -> tuple[frozenset[SeriesId], frozenset[ProcedureCode]]:
    """Return the series and the procedures that an option of `closable` stands for."""
    series, procedure = chosen.removeprefix(_SERIES), chosen.removeprefix(_PROCEDURE)
    return (
        frozenset({SeriesId(series)} if series != chosen else ()),
        frozenset({ProcedureCode(procedure)} if procedure != chosen else ()),
    )


def day_typed(day: dt.date) -> str:
    """Return *day* as `typed_day` reads it."""
    return f"{day:%d/%m/%Y}"


def _cell(day: WeekDay, hour: int, slots: Sequence[WeekSlot], clashing: frozenset[str]) -> HourCell:
    clashes = any(one.slot.series in clashing for one in slots)
    return HourCell(day=day.day, hour=hour, slots=tuple(slots), clashes=clashes)


def _clashing(clashes: Sequence[Conflict]) -> frozenset[str]:
    return frozenset(str(one.series) for one in clashes)


def _slot_title(one: WeekSlot) -> str:
    return f"{clock(one.slot.starts_at)}–{clock(one.slot.ends_at)} · {one.slot.series}"


def _slot_said(one: WeekSlot) -> str:
    if one.closed_for is not None:
        said = _("closed: {why}").format(why=closure_reason(one.closed_for.value))
        return f"{said} · {to_place_said(one.displaced)}" if one.displaced else said
    parts = [
        _("{taken} of {places} places taken").format(taken=one.taken, places=one.slot.capacity)
    ]
    parts += [f"{use_name(use)} {one.free[use]}" for use in Use if one.free[use]]
    if one.cooling:
        parts.append(_("{count} given back, not offered yet").format(count=one.cooling))
    return " · ".join(parts)
