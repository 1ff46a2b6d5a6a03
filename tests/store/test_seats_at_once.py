"""Counters that book at one instant: a seat and a person are given once, losers get a sentence."""

from __future__ import annotations

import os
import threading
from collections import Counter

from desk_app.domain.booking_errors import SlotTaken
from desk_app.domain.errors import Refused
from desk_app.domain.identity_errors import ActiveAlready
from desk_app.services.booking_ports import SeatState
from desk_app.words.errors import sentence
from tests.acts import COLLEAGUES
from tests.services.booking_desk import DEPOSIT, BookingDesk, applicant

COUNTERS = 4
PERSONS = min(2 * int(os.environ.get("DESK_APP_EXAMPLES", "10")), 600)


def book_all(desk, by, won, lost):
    """Book everybody at the earliest place, again where another counter was quicker."""
    for number in range(PERSONS):
        while True:
            try:
                booked = desk.books(applicant(str(9304200100 + number)), DEPOSIT, by=by)
            except SlotTaken as refused:
                lost.append(refused)
                continue
            except Refused as refused:
                lost.append(refused)
            else:
                won.append((number, booked))
            break


def test_of_counters_that_book_the_same_people_at_once_exactly_one_wins_each(store, clock):  # AT-04
    won, lost = [], []
    start = threading.Barrier(COUNTERS)

    def works(by):
        desk = BookingDesk(store, clock)
        start.wait()
        book_all(desk, by, won, lost)

    counters = [threading.Thread(target=works, args=(COLLEAGUES[n],)) for n in range(COUNTERS)]
    for each in counters:
        each.start()
    for each in counters:
        each.join()

    with store.read() as work:
        taken = work.seats.of_slots([slot for _n, each in won for slot in each.place.slots])
    assert Counter(number for number, _booked in won) == dict.fromkeys(range(PERSONS), 1)
    places = Counter((each.place.slots[0], each.place.seats[0]) for _number, each in won)
    assert set(places.values()) == {1}
    assert {seat.state for seat in taken} == {SeatState.TAKEN}
    assert len([e for e in lost if isinstance(e, ActiveAlready)]) == (COUNTERS - 1) * PERSONS
    assert all(sentence(each).text for each in lost)


def test_of_counters_that_want_one_seat_at_once_exactly_one_has_it(store, clock):
    slot = BookingDesk(store, clock).offers("AES_DEPOT")[0].place.slots[0]
    won, lost = [], []
    start = threading.Barrier(COUNTERS)

    def works(counter):
        desk = BookingDesk(store, clock)
        start.wait()
        for turn in range(PERSONS // 2):
            who = applicant(str(9304200100 + counter * 1_000 + turn))
            try:
                won.append(desk.books(who, "AES_DEPOT", slot=slot, by=COLLEAGUES[counter]))
            except Refused as refused:
                lost.append(refused)

    counters = [threading.Thread(target=works, args=(number,)) for number in range(COUNTERS)]
    for each in counters:
        each.start()
    for each in counters:
        each.join()

    assert len(won) == 1
    assert len(lost) == COUNTERS * (PERSONS // 2) - 1
    assert {type(each) for each in lost} == {SlotTaken}
    assert all(sentence(each).text for each in lost)
