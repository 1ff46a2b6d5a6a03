"""Rows that desks share: one notion of a right, whatever it is a right to."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.collisions import Collision, SiteConflict
from desk_app.domain.numbering import letter_of, own_number, own_series
from desk_app.domain.procedures import ProcedureCode
from desk_app.domain.quota_shares import room, shares
from desk_app.domain.shared import Kind, Shared, Thing, claim, seat, things
from desk_app.domain.site_slots import Slot, to_keep
from desk_app.domain.tickets import DeskCode

ONE, TWO = DeskCode("01"), DeskCode("02")
TICKET = Thing(Kind.TICKET, "7")
ROW = Shared(thing=TICKET, image={"status": "waiting"}, owner=ONE, version=3)


def test_a_right_that_is_given_has_one_owner_and_another_version():
    given = Shared(thing=TICKET, image={}).granted(ONE)

    assert (given.owner, given.version) == (ONE, 1)


def test_a_recall_moves_nothing_by_itself():
    asked = ROW.recalled(TWO)

    assert (asked.owner, asked.recall_to, asked.version) == (ONE, TWO, 3)


def test_an_owner_lets_go_to_whoever_asked():
    after = ROW.recalled(TWO).released(ONE, 3, TWO)

    assert (after.owner, after.recall_to, after.version) == (TWO, None, 4)


@pytest.mark.parametrize(("by", "version"), [(TWO, 3), (ONE, 2)])
def test_a_release_of_another_right_moves_nothing(by, version):
    assert ROW.released(by, version, TWO) == ROW


def test_a_fenced_right_is_somebody_elses_or_the_sites():
    assert ROW.fenced(TWO).owner == TWO
    assert ROW.fenced(None).owner is None


def test_another_image_keeps_the_right():
    assert ROW.showing({"status": "called"}).owner == ONE


def test_a_fact_says_which_rows_it_is_about():
    booked = {"appointment": "A", "person": "p", "family": "F"}

    assert things("TicketCalled", {"ticket": "7"}) == (TICKET,)
    assert things("AppointmentBooked", booked) == (Thing(Kind.APPOINTMENT, "A"), claim("p", "F"))
    assert things("RightReleased", {"right": "seat", "row": "s#1"}) == (seat("s", 1),)
    assert things("HolderArrived", {"ticket": None, "appointment": "A"}) == (
        Thing(Kind.APPOINTMENT, "A"),
    )
    assert things("OfALaterVersion", {"ticket": "7"}) == ()


def test_a_conflict_is_one_row_per_desk_and_thing():
    found = SiteConflict(
        kind=Collision.CALLED_TWICE, about=TICKET, desk=TWO, other=ONE, fact="f", at="t"
    )

    assert found.row.thing == Thing(Kind.CONFLICT, "called_twice:7:02")
    assert found.row.image["other"] == "01"


def test_a_slots_seats_are_rows_nobody_has():
    slot = Slot(
        id="s/2026-03-09T0900",
        starts_at=dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC),
        capacity=2,
        family="TITRE",
    )

    assert [row.thing.key for row in slot.rows()] == ["s/2026-03-09T0900#1", "s/2026-03-09T0900#2"]
    assert {row.owner for row in slot.rows()} == {None}


@pytest.mark.parametrize(
    ("of_own", "booked", "free", "kept", "more"),
    [
        (0, 0, 100, 0, 3),
        (2, 0, 100, 2, 1),
        (0, 5, 100, 0, 5),
        (3, 0, 100, 3, 0),
        (0, 0, 10, 2, 0),
        (0, 0, 0, 0, 0),
    ],
)
def test_a_desk_keeps_few_seats_and_all_desks_a_fifth(of_own, booked, free, kept, more):
    assert to_keep(of_own=of_own, booked_a_day=booked, free=free, kept_by_all=kept) == more


def test_shares_of_a_quota_are_together_the_quota():
    sizes = [
        row.image["size"] for row in shares(ProcedureCode("REM_TITRE"), dt.date(2026, 3, 2), 12)
    ]

    assert sizes == [5, 5, 2]
    assert (room(10, 4), room(5, 6)) == (6, 0)


def test_a_desks_own_numbers_are_no_other_desks():
    assert own_number(own_series("A", DeskCode("07")), 12) == "A07-12"
    assert own_number(own_series("A", DeskCode("07"), "B"), 1) == "A07B-1"
    assert [letter_of(ordinal) for ordinal in (0, 1, 2, 3, 22)] == ["", "", "B", "C", "B"]
    with pytest.raises(ValueError, match="0"):
        own_number("A07", 0)
