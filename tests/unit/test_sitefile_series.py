"""`[[series]]` of a site file: what is read, and that every mistake has its line."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.errors import SiteFileFaults
from desk_app.domain.series import Break, Recurrence, Series, Shares, Week
from desk_app.domain.sitefile import parse_site
from desk_app.words.sitefile import in_words

SITE = """\
schema = 1

[site]
code = "93008"
name = "Préfecture d’essai"
time_zone = "Europe/Paris"

[[opening]]
days = ["mon", "tue", "wed"]
opens = "08:30"
closes = "16:30"

[rules]
booking_weeks = 6

[[family]]
code = "DEPOT"
series = "R"
name.fr = "Dépôt"

[[procedure]]
code = "RNV"
family = "DEPOT"
name.fr = "Renouvellement"
channels = ["appointment"]
minutes = 15

[[procedure]]
code = "AES"
family = "DEPOT"
name.fr = "Admission"
channels = ["appointment", "walk_in"]
minutes = 30

[[procedure]]
code = "INFO"
family = "DEPOT"
name.fr = "Renseignement"
channels = ["walk_in"]
minutes = 5

[[counter]]
number = 4
serves = "all"

[[counter]]
number = 5
serves = [["RNV", "AES"]]

[[counter]]
number = 6
serves = [["RNV"]]

[[series]]
code = "MATIN"
procedures = ["RNV"]
counters = [5, 6]
days = ["mon", "tue"]
starts = "09:00"
ends = "12:00"
minutes = 15

[[series]]
code = "LONG"
procedures = ["AES", "RNV"]
counters = [4, 5]
days = ["wed"]
weeks = ["first", "last"]
every_weeks = 2
week_of = 2026-01-05
first_on = "2026-01-01"
last_on = 2026-12-31
starts = "09:00"
ends = "16:00"
breaks = ["12:00-13:00"]
minutes = 20
seats = 1
shares = { appointments = 80, urgent = 20 }
consecutive = { RNV = 3 }
"""
CASES = [
    # code, what is replaced, by what, a part of the line that is named
    ("unknown_procedure", 'procedures = ["RNV"]', 'procedures = ["RNW"]', "RNW"),
    ("no_procedures", 'procedures = ["RNV"]', "procedures = []", "procedures = []"),
    ("not_booked", '["AES", "RNV"]', '["INFO", "AES", "RNV"]', '["INFO"'),
    ("wrong_type", "counters = [5, 6]", "counters = 5", "counters = 5"),
    ("wrong_type", "counters = [5, 6]", 'counters = ["5"]', '["5"]'),
    ("wrong_type", "counters = [5, 6]", "counters = []", "counters = []"),
    ("wrong_type", "counters = [5, 6]", "counters = [true]", "true"),
    ("missing_key", "counters = [5, 6]\n", "", ""),
    ("unknown_counter", "counters = [5, 6]", "counters = [5, 7]", "[5, 7]"),
    ("counter_not_serving", "counters = [4, 5]", "counters = [4, 6]", "[4, 6]"),
    ("out_of_range", "seats = 1", "seats = 3", "seats = 3"),
    ("out_of_range", "minutes = 20", "minutes = 4", "minutes = 4"),
    ("out_of_range", "booking_weeks = 6", "booking_weeks = 3", "booking_weeks = 3"),
    ("out_of_range", "{ RNV = 3 }", "{ RNV = 26 }", "RNV = 26"),
    ("missing_key", "minutes = 20\n", "", ""),
    ("missing_key", 'starts = "09:00"\nends = "16:00"', 'ends = "16:00"', ""),
    ("series_reversed", 'ends = "12:00"', 'ends = "09:00"', ""),
    ("bad_break", '["12:00-13:00"]', '["midi"]', "midi"),
    ("break_outside", '["12:00-13:00"]', '["08:00-13:00"]', "08:00-13:00"),
    ("slot_left_over", "minutes = 20", "minutes = 25", "minutes = 25"),
    ("visit_too_long", "{ RNV = 3 }", "{ RNV = 10 }", '["AES", "RNV"]'),
    ("visit_too_long", '["12:00-13:00"]', '["08:00-17:00"]', '["AES", "RNV"]'),
    ("shares_sum", "urgent = 20", "urgent = 30", "shares"),
    ("unknown_key", "urgent = 20", "urgents = 20", "urgents"),
    ("unknown_key", "{ RNV = 3 }", "{ INFO = 3 }", "INFO = 3"),
    ("unknown_key", "seats = 1", "seat = 1", "seat = 1"),
    ("unknown_word", '["first", "last"]', '["fifth"]', "fifth"),
    ("wrong_type", '["first", "last"]', "[]", "weeks = []"),
    ("bad_date", "week_of = 2026-01-05", 'week_of = "5 janvier"', "5 janvier"),
    ("bad_date", "week_of = 2026-01-05", "week_of = 2026-01-05T10:00:00", "week_of"),
    ("no_week_of", 'week_of = 2026-01-05\nfirst_on = "2026-01-01"\n', "", "every_weeks"),
    ("series_overlap", 'days = ["wed"]', 'days = ["tue", "wed"]', "[4, 5]"),
    ("series_outside", 'starts = "09:00"\nends = "12:00"', 'starts = "08:00"\nends = "12:00"',
     'starts = "08:00"'),
    ("series_outside", 'days = ["mon", "tue"]\nst', 'days = ["mon", "thu"]\nst', ""),
    ("series_never", "last_on = 2026-12-31", "last_on = 2025-12-31", '["wed"]'),
    ("no_days", 'days = ["wed"]\nweeks', "days = []\nweeks", "days = []"),
    ("bad_code", 'code = "MATIN"', 'code = "Matin !"', "Matin !"),
    ("twice", 'code = "LONG"', 'code = "MATIN"', ""),
]  # fmt: skip


def read(text: str) -> tuple[Series, ...]:
    return parse_site(text, file="site.toml").appointment_series


def test_a_series_is_read_with_its_defaults() -> None:
    matin, _ = read(SITE)

    assert matin.id == "MATIN"
    assert matin.recurrence == Recurrence(days=frozenset({0, 1}))
    assert matin.plan.counters == {5, 6}
    assert matin.plan.capacity == 2
    assert matin.plan.takes == {"RNV": 1}
    assert (matin.plan.starts, matin.plan.ends) == (dt.time(9), dt.time(12))
    assert matin.plan.slot == dt.timedelta(minutes=15)
    assert matin.plan.shares == Shares()
    assert matin.plan.breaks == ()


def test_everything_a_series_may_say_is_read() -> None:
    _, long = read(SITE)

    assert long.recurrence == Recurrence(
        days=frozenset({2}),
        weeks=frozenset({Week.FIRST, Week.LAST}),
        every_weeks=2,
        week_of=dt.date(2026, 1, 5),
        first_on=dt.date(2026, 1, 1),
        last_on=dt.date(2026, 12, 31),
    )
    assert long.plan.takes == {"AES": 2, "RNV": 3}
    assert long.plan.capacity == 1
    assert long.plan.breaks == (Break(starts=dt.time(12), ends=dt.time(13)),)
    assert long.plan.shares == Shares(appointments=80, walk_in=0, urgent=20, reserve=0)


def test_a_site_without_series_has_no_appointments() -> None:
    site = parse_site(SITE[: SITE.index("[[series]]")], file="")

    assert site.appointment_series == ()
    assert site.rules.booking_weeks == 6


def test_the_horizon_is_eight_weeks_unless_the_site_says_otherwise() -> None:
    assert parse_site(SITE.replace("booking_weeks = 6\n", ""), file="").rules.booking_weeks == 8


@pytest.mark.parametrize(("code", "old", "new", "part"), CASES)
def test_a_mistake_is_told_with_its_line(code: str, old: str, new: str, part: str) -> None:
    assert old in SITE
    text = SITE.replace(old, new, 1)

    with pytest.raises(SiteFileFaults) as raised:
        parse_site(text, file="site.toml")

    found = [fault for fault in raised.value.faults if fault.fault == code]
    assert found
    line = {fault.line for fault in found}
    if part:
        assert next(n for n, row in enumerate(text.split("\n"), 1) if part in row) in line
    told = in_words(raised.value).faults
    assert all(one.fault and one.mend for one in told)
    assert not [one for one in told if "{" in one.fault + one.mend]


def test_one_mistake_is_told_once() -> None:
    text = SITE.replace('days = ["wed"]\nweeks', "days = []\nweeks")

    with pytest.raises(SiteFileFaults) as raised:
        parse_site(text, file="site.toml")

    assert [fault.fault for fault in raised.value.faults] == ["no_days"]


@given(st.lists(st.sampled_from(SITE.split("\n")), max_size=12), st.integers(0, 90))
def test_no_file_of_such_lines_makes_the_reading_fail(lines: list[str], at: int) -> None:
    text = SITE.split("\n")
    text[at:at] = lines

    with contextlib.suppress(SiteFileFaults):
        assert parse_site("\n".join(text), file="").appointment_series


def test_the_hours_of_draws_are_sorted_and_said_once():
    said = SITE.replace("booking_weeks = 6\n", 'draw_at = ["16:00", "09:30", "16:00"]\n')

    assert parse_site(said, file="").rules.draw_at == (dt.time(9, 30), dt.time(16))
    assert parse_site(SITE, file="").rules.draw_at == (dt.time(12, 15), dt.time(16, 15))


@pytest.mark.parametrize("wrong", ['"12:15"', "[]", '["25:00"]', '["noon", "12:15"]', "[12]"])
def test_hours_of_draws_that_are_none_are_told(wrong):
    said = SITE.replace("booking_weeks = 6\n", f"draw_at = {wrong}\n")

    with pytest.raises(SiteFileFaults) as told:
        parse_site(said, file="")

    assert [fault.fault for fault in told.value.faults] == ["wrong_type"]
