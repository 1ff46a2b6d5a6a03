"""Calendars of other programs, as rows of a list."""

from __future__ import annotations

import contextlib
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.daylist import GivenUp, LineFault, understood
from desk_app.domain.daylist_table import MOST_LINES
from desk_app.domain.exchange_errors import DayListUnread
from desk_app.domain.icalendar import Event, calendar
from desk_app.domain.icalendar_reading import event_rows
from tests.services.online_desk import mapping

PARIS = ZoneInfo("Europe/Paris")
TODAY = dt.date(2026, 3, 2)
MAPPING = mapping(
    'schema = 1\n[source]\nplatform = "agenda"\nform = "ics"\n[columns]\n'
    'last_name = "DESCRIPTION:Nom"\ndocument = "description:N° étranger"\n'
    '[procedures]\n"Remise de titre" = "REM_TITRE"\n'
)
HALF_PAST_TEN = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def event(*more: str, start="DTSTART;TZID=Europe/Paris:20260302T103000", uid="a-1@rdv") -> str:
    lines = ("BEGIN:VEVENT", f"UID:{uid}", start, "SUMMARY:Remise de titre", *more, "END:VEVENT")
    return "\r\n".join(lines)


def ics(*events: str, head=("VERSION:2.0",), end="END:VCALENDAR") -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", *head, *events, end, "")).encode()


def rows(content: bytes):
    return event_rows(content, MAPPING, file="jour.ics", zone=PARIS)


def read(content: bytes):
    return understood(rows(content), MAPPING, today=TODAY, zone=PARIS)


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=Europe/Paris:20260302T103000",
        'DTSTART;X-A=1;TZID="Europe/Paris":20260302T103000',
        "DTSTART;TZID=Romance Standard Time:20260302T103000",
        "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20260302T103000",
        "DTSTART;TZID=Africa/Lagos:20260302T103000",
        "DTSTART:20260302T093000Z",
        "DTSTART:20260302T103000",
        "DTSTART;VALUE=DATE-TIME:20260302T093000Z",
    ],
)
def test_an_hour_is_read_in_its_zone_in_utc_or_in_the_sites(start):
    [row] = rows(ics(event(start=start)))

    assert (row.starts_at, row.fault) == (HALF_PAST_TEN, None)


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        ("DTSTART;VALUE=DATE:20260302", LineFault.ALL_DAY),
        ("DTSTART:20260302", LineFault.ALL_DAY),
        ("DTSTART;TZID=Mars/Olympus:20260302T103000", LineFault.UNKNOWN_ZONE),
        ("DTSTART;TZID=Europe:20260302T103000", LineFault.UNKNOWN_ZONE),
        ("DTSTART;TZID=../../etc/passwd:20260302T103000", LineFault.UNKNOWN_ZONE),
        ("DTSTART:hier", LineFault.BAD_TIME),
        ("DTSTART:20261302T103000", LineFault.BAD_TIME),
        ("DTSTART;TZID=Europe/Paris:00010101T000000", LineFault.BAD_TIME),
        ("DTEND:20260302T103000", LineFault.BAD_TIME),
    ],
)
def test_what_is_no_hour_refuses_the_event_alone(start, fault):
    found = read(ics(event(), event(start=start, uid="b-2@rdv")))

    assert [one.fault for one in found.refused] == [fault]
    assert found.refused[0].line == 8
    assert len(found.entries) == 1


@pytest.mark.parametrize("rule", ["RRULE:FREQ=DAILY", "RDATE:20260303T103000", "RECURRENCE-ID:2"])
def test_an_event_that_repeats_is_no_appointment(rule):
    assert [one.fault for one in read(ics(event(rule))).refused] == [LineFault.RECURRING]


def test_folded_lines_escapes_and_words_of_the_description_are_read():
    text = ics(
        event("DESCRIPTION:Nom : DIAL", " LO\\, Awa\\nN° étranger : 9304", "\t218765\\;\\\\")
    )

    [entry] = read(text).entries

    assert (entry.holder.last_name, entry.holder.last4) == ("DIALLO, Awa", "8765")
    assert entry.holder.reference == "a-1@rdv"


def test_a_word_that_the_description_does_not_have_is_empty():
    [entry] = read(ics(event("DESCRIPTION:Tel: 01"))).entries

    assert entry.holder.last_name == entry.holder.last4 == ""


def test_an_alarm_or_a_zone_inside_is_no_part_of_an_event():
    zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE"
    alarm = ("BEGIN:VALARM", "SUMMARY:Autre", "END:VALARM")

    [entry] = read(ics(zone, event(*alarm))).entries

    assert entry.procedure == "REM_TITRE"


@pytest.mark.parametrize(
    "content", [ics(event("STATUS:CANCELLED")), ics(event(), head=("METHOD:CANCEL",))]
)
def test_a_cancelled_event_and_a_calendar_that_cancels_give_up(content):
    found = read(content)

    assert found.entries == (
        GivenUp(line=found.entries[0].line, bare="A1RDV", reference="a-1@rdv",
                starts_at=HALF_PAST_TEN),
    )  # fmt: skip


def test_of_an_event_that_stands_twice_the_latest_change_counts():
    later = event("SEQUENCE:2", start="DTSTART:20260302T100000Z")

    [entry] = read(ics(event("SEQUENCE:x"), later, event("SEQUENCE:1"))).entries

    assert entry.starts_at == dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)


def test_events_without_a_name_are_refused_one_by_one():
    found = read(ics(event(), event().replace("UID:a-1@rdv\r\n", "")))

    assert [one.fault for one in found.refused] == [LineFault.NO_REFERENCE]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "not_calendar"),
        (b"Numero;Motif\r\n", "not_calendar"),
        (ics(), "empty"),
        (ics(event(), end="END:VEVENT"), "cut_short"),
        (ics(event())[:-20], "cut_short"),
        (ics(event("sans deux-points")), "bad_line"),
        (ics("END:VEVENT"), "bad_line"),
        (ics(event("END:VALARM")), "bad_line"),
        (b"\x00" * 10, "not_text"),
    ],
)
def test_a_file_that_is_no_calendar_is_told_as_one(content, fault):
    with pytest.raises(DayListUnread) as refused:
        rows(content)

    assert refused.value.fault == fault


def test_a_calendar_of_too_many_events_is_not_read_to_its_end():
    one = "BEGIN:VEVENT\r\nEND:VEVENT"

    with pytest.raises(DayListUnread) as refused:
        rows(ics(*([one] * (MOST_LINES + 1))))

    assert refused.value.fault == "too_many"


@settings(max_examples=40)
@given(st.binary(max_size=200), st.integers(0, 300))
def test_whatever_bytes_come_the_answer_is_rows_or_a_refusal(noise, at):
    whole = ics(event())
    with contextlib.suppress(DayListUnread):
        assert rows(whole[:at] + noise + whole[at:])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=3, max_size=90))
def test_our_own_calendars_are_read_back(summary):
    made = Event(uid="7K4M-2QXD@93008", stamped_at=HALF_PAST_TEN, starts_at=HALF_PAST_TEN,
                 ends_at=HALF_PAST_TEN, summary=summary, location="", description="")  # fmt: skip

    [row] = rows(calendar([made]).encode())

    assert row.starts_at == HALF_PAST_TEN
    assert row.cells["procedure"] == "\n".join(summary.splitlines()).strip()


def test_a_calendar_that_is_given_out_says_what_was_given_up():
    made = Event(uid="1", stamped_at=HALF_PAST_TEN, starts_at=HALF_PAST_TEN, ends_at=HALF_PAST_TEN,
                 summary="x", location="", description="", is_cancelled=True)  # fmt: skip

    [row] = rows(calendar([made]).encode())

    assert row.is_cancelled
