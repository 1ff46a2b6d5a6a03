"""What becomes of appointments that two desks know: moved, ended, corrected, told late."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from desk_app.domain.collisions import Collision
from desk_app.domain.shared import Kind
from tests.sync.desks import FAMILY, START, meet
from tests.sync.observer import calendar


@pytest.fixture
def given(meeting, desks):
    """Two desks with seats kept, and an appointment the first one gave and both know."""
    one, two, _ = desks
    for desk in (one, two):
        meet(desk, meeting, START)
        meet(desk, meeting, START)
    made = one.book(*one.own_seats()[0], "p", START)
    everybody(meeting, desks)
    return made.reference


def everybody(meeting, desks, now: dt.datetime = START) -> None:
    for _ in range(3):
        for desk in desks:
            meet(desk, meeting, now)


def images(meeting, kind: Kind) -> dict[str, dict]:
    return {
        thing.key: json.loads(row[0]) for thing, row in meeting.rows().items() if thing.kind is kind
    }


def conflicts(meeting) -> list[str]:
    return [image["kind"] for image in images(meeting, Kind.CONFLICT).values()]


def agree(meeting, desks) -> bool:
    shown = calendar(meeting.store)
    return all(calendar(desk.store) == shown for desk in desks)


def test_an_appointment_is_moved_by_another_desk(meeting, desks, given):
    _, two, _ = desks
    slot, seat = two.own_seats()[0]

    two.move(given, slot, seat, START)
    everybody(meeting, desks)

    assert json.loads(images(meeting, Kind.APPOINTMENT)[given]["slots"]) == [slot]
    sitting = [one for one in images(meeting, Kind.SEAT).values() if one["appointment"]]
    assert [(one["slot"], one["seat"]) for one in sitting] == [(slot, seat)]
    assert conflicts(meeting) == []
    assert agree(meeting, desks)


def test_moved_at_one_desk_and_cancelled_at_another_is_for_people_to_decide(meeting, desks, given):
    one, two, _ = desks
    slot, seat = two.own_seats()[0]
    two.move(given, slot, seat, START)
    one.cancel(given, START)

    meet(two, meeting, START)
    everybody(meeting, desks)

    assert conflicts(meeting) == [Collision.CHANGED_ELSEWHERE]
    assert images(meeting, Kind.APPOINTMENT)[given]["status"] == "booked"
    assert agree(meeting, desks)


def test_moved_at_two_desks_keeps_the_first_move(meeting, desks, given):
    one, two, _ = desks
    seats = [desk.own_seats()[0] for desk in (one, two)]
    one.move(given, *seats[0], START)
    two.move(given, *seats[1], START)

    everybody(meeting, desks)

    assert conflicts(meeting) == [Collision.CHANGED_ELSEWHERE]
    assert json.loads(images(meeting, Kind.APPOINTMENT)[given]["slots"]) == [seats[0][0]]
    assert agree(meeting, desks)


def test_given_moved_and_ended_before_anybody_heard_of_it(meeting, desks):
    one, *_ = desks
    meet(one, meeting, START)
    meet(one, meeting, START)
    first, second, third = one.own_seats()
    made = one.book(*first, "p", START)
    one.move(made.reference, *second, START)
    other = one.book(*third, "q", START)
    one.cancel(other.reference, START)

    everybody(meeting, desks)

    assert conflicts(meeting) == []
    assert json.loads(images(meeting, Kind.APPOINTMENT)[made.reference]["slots"]) == [second[0]]
    assert agree(meeting, desks)


def test_moved_and_ended_in_one_go_frees_its_seat(meeting, desks, given):
    one, *_ = desks
    one.move(given, *one.own_seats()[0], START)
    one.cancel(given, START)

    everybody(meeting, desks)

    assert [seat for seat in images(meeting, Kind.SEAT).values() if seat["appointment"]] == []
    assert images(meeting, Kind.PERSON)[f"p/{FAMILY}"]["appointment"] is None
    assert agree(meeting, desks)


def test_a_word_about_an_appointment_is_seen_by_all(meeting, desks, given):
    _, two, three = desks
    two.reconfirms(given, START)

    everybody(meeting, desks)

    assert [one.reconfirmed_at for one in three.appointments()] == [START]


def test_a_word_about_one_that_is_over_changes_nothing(meeting, desks, given):
    one, two, _ = desks
    two.reconfirms(given, START)
    one.cancel(given, START)

    everybody(meeting, desks)

    assert images(meeting, Kind.APPOINTMENT)[given]["status"] == "cancelled"
    assert agree(meeting, desks)


def test_a_corrected_holder_has_the_claim(meeting, desks, given):
    _, two, _ = desks
    two.corrects(given, "r", START)

    everybody(meeting, desks)

    claims = images(meeting, Kind.PERSON)
    assert claims[f"p/{FAMILY}"]["appointment"] is None
    assert claims[f"r/{FAMILY}"]["appointment"] is not None
    assert agree(meeting, desks)


def test_a_holder_corrected_into_somebody_with_an_appointment_is_told(meeting, desks, given):
    one, two, _ = desks
    one.book(*one.own_seats()[0], "r", START)
    two.corrects(given, "r", START)

    meet(one, meeting, START)
    everybody(meeting, desks)

    assert conflicts(meeting) == [Collision.PERSON_TWICE]
    assert images(meeting, Kind.APPOINTMENT)[given]["standing"] == "person_twice"
    assert agree(meeting, desks)
