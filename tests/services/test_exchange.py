"""A platform's list taken in: tried first, all or nothing, twice without doubling, gone in time."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.appointments import AppointmentStatus
from desk_app.domain.daylist import LineFault
from desk_app.domain.exchange_errors import DayListJunk, DayListUnread
from desk_app.domain.retention import Kept
from desk_app.services.direction import close_day
from desk_app.services.exchange import ListFile
from desk_app.services.holders_at_door import online_holder
from desk_app.services.keeping_ports import Purpose
from tests.services.desk import CHIEF
from tests.services.online_desk import MAPPING, OnlineDesk, file, line, mapping

COMPLETE = MAPPING.replace("[columns]", "complete = true\n[columns]")
OTHER = MAPPING.replace("rdv-prefecture", "autre")


@pytest.fixture
def desk(memory, clock) -> OnlineDesk:
    """A desk in memory."""
    return OnlineDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> OnlineDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return OnlineDesk(store, clock)


def said(desk) -> list[tuple[str, AppointmentStatus]]:
    """What is known: hours in Paris and states, in order."""
    return [(f"{each.starts_at + dt.timedelta(hours=1):%H:%M}", each.status)
            for each in desk.online()]  # fmt: skip


AWAITED, OFF = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED


def test_a_trial_says_all_and_writes_nothing(real_desk):
    before = len(real_desk.journal())

    report = real_desk.looks_at(file(line(), line("RDV-2", procedure="?")))

    assert (report.added, [one.line for one in report.refused]) == (1, [3])
    assert report.days == (dt.date(2026, 3, 2),)
    assert real_desk.online() == []
    assert len(real_desk.journal()) == before


def test_the_same_list_twice_doubles_nothing(real_desk):
    real_desk.imports(line(), line("RDV-2", start="02/03/2026 11:00"))

    again = real_desk.imports(line(), line("RDV-2", start="02/03/2026 11:00"))

    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    assert said(real_desk) == [("10:30", AWAITED), ("11:00", AWAITED)]


def test_a_newer_list_moves_changes_and_cancels(real_desk):
    real_desk.imports(line("RDV-1"), line("RDV-2"), line("RDV-3"))
    newer = (line("RDV-1", start="03/03/2026 09:00"), line("RDV-2", name="DIALO"),
             line("RDV-3", state="Annulé"))  # fmt: skip

    report = real_desk.imports(*newer)

    assert (report.updated, report.cancelled, report.added) == (2, 1, 0)
    assert sorted(said(real_desk)) == [("09:00", AWAITED), ("10:30", AWAITED), ("10:30", OFF)]
    with real_desk.store.read() as work:
        holders = {online_holder(each, work).reference: online_holder(each, work)
                   for each in real_desk.online()}  # fmt: skip
    assert holders["RDV-2"].last_name == "DIALO"
    assert holders["RDV-1"].last4 == "8765"


def test_one_that_was_cancelled_is_awaited_again_when_a_list_says_so(desk):
    desk.imports(line())
    desk.imports(line(state="Annulé"), line("RDV-2"))
    assert desk.imports(line(state="Annulé"), line("RDV-2")).unchanged == 2

    desk.imports(line())

    assert said(desk)[0] == ("10:30", AWAITED)


def test_cancelling_what_nobody_knows_changes_nothing(desk):
    assert desk.imports(line(), line("RDV-9", state="Annulé")).unchanged == 1


def test_what_is_missing_is_told_and_given_up_only_by_a_complete_list(desk):
    desk.imports(line("RDV-1"), line("RDV-2"), line("RDV-3", start="03/03/2026 10:00"))

    assert desk.imports(line("RDV-1")).missing == 1
    assert said(desk)[1][1] is AWAITED
    report = desk.imports(line("RDV-1"), text=COMPLETE)

    assert (report.missing, report.cancelled) == (1, 1)
    assert [state for _, state in said(desk)].count(OFF) == 1


def test_who_is_inside_stays_inside_whatever_the_list_says(desk):
    desk.imports(line())
    desk.clock.passes(hours=1, minutes=20)
    desk.lets_in("RDV-2026-0451")

    report = desk.imports(line(state="Annulé"), line("RDV-2"))

    assert report.inside == 1
    assert {state for _, state in said(desk)} == {AppointmentStatus.ARRIVED, AWAITED}


def test_a_reference_of_another_platform_or_of_ours_is_refused(desk):
    ours = desk.books()
    desk.imports(line("RDV-1"))

    report = desk.looks_at(
        file(line("RDV-1"), line(ours.reference), line("RDV-3"), line("7K4M-2QXD"), text=OTHER)
    )

    assert [(one.line, one.fault) for one in report.refused] == [
        (2, LineFault.OTHER_PLATFORM), (3, LineFault.OURS)
    ]  # fmt: skip
    assert report.added == 2


OTHERS = [
    {"name": "BA"},
    {"document": "9304211111"},
    {"document": ""},
    {"name": "", "document": ""},
    {"name": "BA", "document": "9304211111", "start": "03/03/2026 09:00"},
]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("is_given_up", [False, True])
def test_no_list_hands_a_place_on_to_somebody_else(desk, other, is_given_up):  # AT-02
    desk.imports(line("RDV-1"), line("RDV-2"))
    if is_given_up:
        desk.imports(line("RDV-1", state="Annulé"), line("RDV-2"))
    before = desk.online()

    report = desk.imports(line("RDV-1", **other), line("RDV-2"))

    assert [(one.line, one.fault) for one in report.refused] == [(2, LineFault.OTHER_HOLDER)]
    assert desk.online() == before
    assert desk.journal()[-1].header["refused"] == 1


@pytest.mark.parametrize("same", [{"name": "DIALO"}, {"name": "Diallo"}, {"name": ""}])
def test_the_same_holder_may_be_written_otherwise(desk, same):
    desk.imports(line("RDV-1"), line("RDV-2"))

    assert desk.imports(line("RDV-1", **same), line("RDV-2")).refused == ()


def test_a_holder_that_no_list_has_told_of_may_be_told(real_desk):
    real_desk.imports(line("RDV-1", document=""), line("RDV-2", name="", document=""))

    report = real_desk.imports(line("RDV-1"), line("RDV-2"))

    assert (report.updated, report.refused) == (2, ())


def test_two_holders_do_not_exchange_their_places(real_desk):  # AT-02
    one, other = {"document": "9304211111"}, {"name": "BA", "document": "9304212222"}
    early, late = {"start": "02/03/2026 10:30"}, {"start": "30/03/2026 10:30"}
    real_desk.imports(line("RDV-1", **one, **early), line("RDV-2", **other, **late), line("RDV-3"))

    report = real_desk.imports(
        line("RDV-1", **other, **early), line("RDV-2", **one, **late), line("RDV-3")
    )

    assert [each.fault for each in report.refused] == [LineFault.OTHER_HOLDER] * 2


def test_junk_writes_nothing_at_all(real_desk):
    with pytest.raises(DayListJunk) as refused:
        real_desk.imports(line(), line("2", procedure="?"), line("3", procedure="?"))

    assert (refused.value.good, refused.value.refused) == (1, 2)
    assert real_desk.online() == []
    assert "DayListImported" not in [each.kind for each in real_desk.journal()]


def test_a_file_that_is_no_list_writes_nothing(desk):
    with pytest.raises(DayListUnread):
        desk.imports(ListFile(name="jour.csv", content=b"\x00", mapping=mapping()))


def test_a_calendar_is_taken_in_as_a_table_is(desk):
    text = ('schema = 1\n[source]\nplatform = "agenda"\nform = "ics"\n'
            '[procedures]\n"Remise" = "REM_TITRE"\n')  # fmt: skip
    content = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a-1@x\nSUMMARY:Remise\nDTSTART:20260302T093000Z\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )

    desk.imports(ListFile(name="jour.ics", content=content.encode(), mapping=mapping(text)))

    assert said(desk) == [("10:30", AWAITED)]


def test_the_journal_names_the_platform_and_nobody(real_desk):
    real_desk.imports(line())

    [fact] = [each for each in real_desk.journal() if each.kind == "DayListImported"]

    assert fact.header["platform"] == "rdv-prefecture"
    assert (fact.header["added"], fact.header["refused"]) == (1, 0)
    assert not {"DIALLO", "8765", "RDV-2026-0451"} & {str(value) for value in fact.header.values()}


def test_the_lines_of_a_day_go_with_its_closing_and_those_to_come_stay(real_desk):
    real_desk.imports(line("RDV-1"), line("RDV-2", start="03/03/2026 10:00"))

    close_day(by=CHIEF, **real_desk.writing)

    assert [each.starts_at.day for each in real_desk.online()] == [3]
    purged = [each.header for each in real_desk.journal() if each.kind == "Purged"]
    assert {"kind": Kept.ONLINE.value, "until": "2026-03-02", "count": 1} in purged
    with real_desk.store.read() as work:
        assert not work.seals.holds(Purpose.ONLINE, dt.date(2026, 3, 3))


def test_a_day_on_which_nobody_came_goes_with_the_nights_forgetting(real_desk):
    real_desk.imports(line("RDV-1"), line("RDV-2", start="03/03/2026 10:00"))
    tuesday = dt.date(2026, 3, 3)

    with real_desk.store.begin() as work:
        held = work.kept.holds(Kept.ONLINE, tuesday)
        gone = work.kept.forget(Kept.ONLINE, tuesday, 99)
        left = work.kept.holds(Kept.ONLINE, tuesday)

    assert (held, gone, left) == (True, 1, False)
    assert [each.starts_at.day for each in real_desk.online()] == [3]
