"""The parts of a site file, each from its tables. What holds between parts is sitefile_checks'."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from zoneinfo import ZoneInfo

from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.procedures import (
    SERIES_LETTERS,
    Binding,
    Channel,
    Family,
    FamilyCode,
    Procedure,
    ProcedureCode,
)
from desk_app.domain.site import Message, Opening, Rules
from desk_app.domain.sitefile_faults import nearest
from desk_app.domain.sitefile_table import LANGUAGE, Table

NAME_LIMIT = 80
"""Characters of a name: the longest of the trade has 71 (student cards)."""
SHORT_LIMIT = 28
"""Characters of a short name: what a narrow column and a tile's line hold."""
MESSAGE_LIMIT = 200
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRENCH_ZONES = (
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "America/St_Barthelemy",
    "America/Marigot",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Wallis",
    "Pacific/Tahiti",
    "Pacific/Noumea",
)
HOLIDAY_SUBDIVISIONS = (
    "", "57", "6AE", "971", "972", "973", "974", "976", "BL", "MF", "NC", "PF", "PM", "WF",
)  # fmt: skip
"""Subdivisions of the holiday calendar: 57 is Moselle, 6AE Alsace, the rest overseas."""

_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,19}")
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The `[site]` table."""

    code: str
    name: str
    time_zone: ZoneInfo
    holidays: str
    address: tuple[str, ...]
    access: tuple[str, ...]
    languages: tuple[str, ...]
    closed_on: frozenset[dt.date]
    open_on_holidays: frozenset[dt.date]


NO_HEAD = Head(
    code="",
    name="",
    time_zone=ZoneInfo("UTC"),
    holidays="",
    address=(),
    access=(),
    languages=("fr",),
    closed_on=frozenset(),
    open_on_holidays=frozenset(),
)
"""What stands for a missing `[site]` while the mistakes of the rest are found."""


def head(table: Table) -> Head:
    """Read `[site]`."""
    code = table.text("code", limit=5)
    if code and not _INSEE.fullmatch(code):
        table.note("bad_site_code", "code", value=code)
    holidays = table.text("holidays", limit=10, default="")
    if holidays not in HOLIDAY_SUBDIVISIONS:
        known = ", ".join(HOLIDAY_SUBDIVISIONS[1:])
        table.note("unknown_holidays", "holidays", value=holidays, known=known)
    return Head(
        code=code,
        name=table.text("name", limit=NAME_LIMIT),
        time_zone=_zone(table),
        holidays=holidays,
        address=table.texts("address", limit=60),
        access=table.texts("access", limit=100),
        languages=_languages(table),
        closed_on=table.dates("closed_on"),
        open_on_holidays=table.dates("open_on_holidays"),
    )


def opening(table: Table) -> Opening | None:
    """Read one `[[opening]]`; None if its hours cannot be read."""
    weekdays = days(table)
    opens, closes = table.time("opens"), table.time("closes")
    last = table.time("last_ticket", required=False) or closes
    if opens is None or closes is None or last is None:
        return None
    if closes <= opens:
        table.note("hours_reversed", "closes")
    elif not opens <= last <= closes:
        table.note("last_ticket_outside", "last_ticket", opens=f"{opens:%H:%M}",
                   closes=f"{closes:%H:%M}")  # fmt: skip
    return Opening(days=weekdays, opens=opens, closes=closes, last_ticket=last)


def rules(table: Table) -> Rules:
    """Read `[rules]`; what it does not say keeps its default."""
    usual = Rules()
    minute = dt.timedelta(minutes=1)

    def minutes(key: str, default: dt.timedelta, high: int) -> dt.timedelta:
        return table.number(key, low=0, high=high, default=default / minute) * minute

    seconds = table.number(
        "recall_seconds", low=0, high=600, default=usual.recall_after.total_seconds()
    )
    return Rules(
        calls_before_no_show=table.whole("calls_before_no_show", low=1, high=10)
        or usual.calls_before_no_show,
        recall_after=dt.timedelta(seconds=seconds),
        late_return_within=minutes("late_return_minutes", usual.late_return_within, 240),
        late_acceptance=minutes("late_acceptance_minutes", usual.late_acceptance, 240),
        overtaken_at_most=table.whole("overtaken_at_most", low=1, high=100)
        or usual.overtaken_at_most,
        wait_at_most=minutes("wait_at_most_minutes", usual.wait_at_most, 600),
        check_in_opens=minutes("check_in_opens_minutes", usual.check_in_opens, 240),
        appointment_early=minutes("appointment_early_minutes", usual.appointment_early, 120),
        appointment_late=minutes("appointment_late_minutes", usual.appointment_late, 120),
        target_wait=minutes("target_wait_minutes", usual.target_wait, 240),
        target_share=table.number("target_share", low=0, high=1, default=usual.target_share),
        local_share_alert=table.number(
            "local_share_alert", low=0, high=1, default=usual.local_share_alert
        ),
        party_extra=table.number("party_extra", low=0, high=2, default=usual.party_extra),
        booking_weeks=table.whole("booking_weeks", low=4, high=12) or usual.booking_weeks,
        draw_at=table.times("draw_at") or usual.draw_at,
    )


def family(table: Table) -> Family:
    """Read one `[[family]]`."""
    series = table.text("series", limit=10)
    if series and (len(series) != 1 or series not in SERIES_LETTERS):
        table.note("series_letter", "series", value=series, letters=" ".join(SERIES_LETTERS))
    return Family(
        code=FamilyCode(code(table)),
        series=series,
        name=table.translated("name", limit=NAME_LIMIT),
    )


def procedure(table: Table) -> Procedure:
    """Read one `[[procedure]]`."""
    return Procedure(
        code=ProcedureCode(code(table)),
        family=FamilyCode(table.text("family", limit=NAME_LIMIT)),
        name=table.translated("name", limit=NAME_LIMIT),
        short=table.translated("short", limit=SHORT_LIMIT, required=False),
        channels=table.choices("channels", Channel),
        minutes=table.number("minutes", low=0.5, high=240),
        binding=table.choice("document", Binding, default=Binding.REQUIRED),
        quick=table.truth("quick"),
        quota=table.whole("quota", low=0, high=10_000),
        last_ticket=table.time("last_ticket", required=False),
        tile=table.whole("tile", low=1, high=9),
        bring=table.texts("bring", limit=NAME_LIMIT),
        note=table.text("note", limit=MESSAGE_LIMIT, default=""),
    )


def agent(table: Table) -> Agent:
    """Read one `[[agent]]`."""
    login = table.text("login", limit=32)
    if login and not _LOGIN.fullmatch(login):
        table.note("bad_login", "login", value=login)
    return Agent(
        login=AgentLogin(login),
        name=table.text("name", limit=60),
        role=table.choice("role", Role, default=Role.AGENT),
    )


def message(table: Table) -> Message:
    """Read one `[[message]]`."""
    return Message(text=table.translated("text", limit=MESSAGE_LIMIT), legal=table.truth("legal"))


def days(table: Table) -> frozenset[int]:
    """Read the weekdays of hours (0 is Monday), at least one."""
    words = table.texts("days", limit=10)
    if not words:
        table.note("no_days", "days")
    for day in words:
        if day not in DAYS:
            near = nearest(day, DAYS)
            table.note("unknown_word", "days", value=day, nearest=near, known=", ".join(DAYS))
    return frozenset(DAYS.index(day) for day in words if day in DAYS)


def code(table: Table) -> str:
    """Read the code of a part: capital letters, digits and _."""
    value = table.text("code", limit=20)
    if value and not _CODE.fullmatch(value):
        table.note("bad_code", "code", value=value)
    return value


def _zone(table: Table) -> ZoneInfo:
    name = table.text("time_zone", limit=NAME_LIMIT)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of the database
        if name:
            near = nearest(name, FRENCH_ZONES)
            table.note("unknown_zone", "time_zone", value=name, nearest=near,
                       known=", ".join(FRENCH_ZONES))  # fmt: skip
        return NO_HEAD.time_zone


def _languages(table: Table) -> tuple[str, ...]:
    languages = table.texts("languages", limit=10) or ("fr",)
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            table.note("bad_language", "languages", value=language)
    if "fr" not in languages:
        table.note("french_first", "languages")
    return tuple(dict.fromkeys(languages))
