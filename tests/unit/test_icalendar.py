"""One appointment for a phone, as RFC 5545 writes it."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.icalendar import Event, icalendar

AT = dt.datetime(2026, 7, 14, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


def event(**fields) -> Event:
    known = {
        "uid": "7K4M-2QXD@93008",
        "stamped_at": AT,
        "starts_at": AT,
        "ends_at": AT + dt.timedelta(minutes=20),
        "summary": "Dépôt de dossier",
        "location": "Bobigny",
        "description": "7K4M-2QXD",
    }
    return Event(**known | fields)


def values(text: str) -> dict[str, str]:
    """Unfold and unescape *text*: what a phone reads; of two lines of one name the first."""
    read: dict[str, str] = {}
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
        read.setdefault(name, plain)
    return read


def test_hours_are_in_utc_so_that_a_phone_abroad_rings_at_the_right_one():
    read = values(icalendar(event()))

    assert (read["DTSTART"], read["DTEND"]) == ("20260714T073000Z", "20260714T075000Z")


def test_it_begins_and_ends_as_a_calendar_and_every_line_ends_in_crlf():
    text = icalendar(event())

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")


def test_a_move_is_a_later_sequence_of_the_same_uid():
    first, second = values(icalendar(event())), values(icalendar(event(sequence=1)))

    assert first["UID"] == second["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"])


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=300))
def test_any_text_is_read_back_whole_and_no_line_is_too_long(text):
    written = icalendar(event(summary=text))

    assert values(written)["SUMMARY"] == text
    assert max(len(line.encode("utf-8")) for line in written.split("\r\n")) <= 75


def test_a_line_break_does_not_begin_a_new_property():
    written = icalendar(event(location="1 rue\nATTENDEE:x"))

    assert "\r\nATTENDEE" not in written
    assert values(written)["LOCATION"] == "1 rue\nATTENDEE:x"
