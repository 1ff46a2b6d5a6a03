"""Places in the calendar on real databases: nobody overbooks, whoever else is at it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from sqlalchemy.exc import IntegrityError

from desk_app.domain.appointments import (
    Appointment,
    AppointmentId,
    AppointmentStatus,
    Place,
    Reference,
)
from desk_app.domain.assistance import Relation
from desk_app.domain.booking_errors import (
    SlotTaken,
    UnknownAppointment,
)
from desk_app.domain.crockford import grouped
from desk_app.domain.identity_errors import ActiveAlready, TwoActive
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.security.codes import new_code, new_id
from desk_app.services.booking_ports import SeatState, Wanted

HOUR = dt.datetime(2026, 3, 19, 13, 20, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SLOT = "titres/2026-03-19T1420"
RENEWAL, HANDOVER, CHANGE = (FamilyCode(f) for f in ("RENOUVELLEMENT", "REMISE", "SITUATION"))
HOLDER = '{"family_name": "Benali"}'


def _appointment(person="a" * 64, family=RENEWAL, *, at=HOUR, slot=SLOT, seat=1) -> Appointment:
    return Appointment(
        id=AppointmentId(new_id()),
        reference=Reference(grouped(new_code())),
        family=family,
        procedure=ProcedureCode("RNV_DEPOT"),
        person=PersonKey(person),
        place=Place(
            slots=(slot,), seats=(seat,), starts_at=at, ends_at=at + dt.timedelta(minutes=15)
        ),
        booked_at=NOW,
    )


def _wanted(seat=1, slot=SLOT) -> list[Wanted]:
    return [Wanted(slot=slot, seat=seat, capacity=2, starts_at=HOUR)]


def test_an_appointment_comes_back_as_it_was_kept(store):
    kept = dataclasses.replace(_appointment(), helper=Relation.ASSOCIATION, number=None, changes=1)

    with store.begin() as work:
        work.appointments.add(kept, HOLDER)

    with store.read() as work:
        assert work.appointments.get(kept.reference) == kept
        assert work.appointments.holder(kept) == HOLDER
        assert work.appointments.of_person(kept.person) == [kept]
        assert work.appointments.of_ids([kept.id]) == {kept.id: kept}
        assert work.appointments.between(HOUR, HOUR + dt.timedelta(hours=1)) == [kept]
        assert work.appointments.between(NOW, HOUR) == []


def test_an_unknown_reference_is_refused(store):
    with store.read() as work, pytest.raises(UnknownAppointment):
        work.appointments.get(Reference("0000-0000"))


def test_a_person_has_one_active_appointment_of_a_family_and_two_in_all(store):
    first, second = _appointment(), _appointment(family=HANDOVER)
    with store.begin() as work:
        work.appointments.add(first, HOLDER)
        work.appointments.add(second, HOLDER)

    with pytest.raises(ActiveAlready) as same, store.begin() as work:
        work.appointments.add(_appointment(), HOLDER)
    with pytest.raises(TwoActive) as third, store.begin() as work:
        work.appointments.add(_appointment(family=CHANGE), HOLDER)

    assert same.value.reference == first.reference
    assert set(third.value.references) == {first.reference, second.reference}


def test_an_appointment_that_is_over_leaves_its_place(store):
    over = _appointment()
    with store.begin() as work:
        work.appointments.add(over, HOLDER)
        work.appointments.put(over.cancel(now=NOW))

    following = _appointment()
    with store.begin() as work:
        work.appointments.add(following, HOLDER)

    with store.read() as work:
        statuses = [each.status for each in work.appointments.of_person(over.person)]
    assert sorted(statuses) == [AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED]


def test_a_move_seals_the_holder_under_the_new_day(store):
    kept = _appointment()
    later = dataclasses.replace(kept.place, starts_at=HOUR + dt.timedelta(days=7))
    with store.begin() as work:
        work.appointments.add(kept, HOLDER)

    with store.begin() as work:
        work.appointments.put_holder(kept.move(later), HOLDER)

    with store.read() as work:
        assert work.appointments.holder(kept) == HOLDER
        assert work.appointments.get(kept.reference).starts_at == later.starts_at


def test_a_correction_may_not_take_the_name_of_somebody_who_has_a_place(store):
    mine, other = _appointment(), _appointment("b" * 64)
    with store.begin() as work:
        work.appointments.add(mine, HOLDER)
        work.appointments.add(other, HOLDER)

    with pytest.raises(ActiveAlready), store.begin() as work:
        work.appointments.put_holder(other.correct(mine.person), HOLDER)


def test_a_seat_is_given_once(store):
    for seat in (1, 2):
        with store.begin() as work:
            work.seats.take(_wanted(seat), family=RENEWAL, by=AppointmentId(new_id()))

    with pytest.raises(SlotTaken), store.begin() as work:
        work.seats.take(_wanted(2), family=RENEWAL, by=AppointmentId(new_id()))


@pytest.mark.parametrize("seat", [0, 3])
def test_the_database_itself_has_no_seat_beyond_the_capacity(store, seat):
    with pytest.raises(IntegrityError), store.begin() as work:
        work.seats.take(_wanted(seat), family=RENEWAL, by=AppointmentId(new_id()))


def test_a_long_procedure_takes_all_its_slots_or_none(store):
    full = [*_wanted(1), *_wanted(1, "titres/2026-03-19T1435")]
    with store.begin() as work:
        work.seats.take(full[1:], family=RENEWAL, by=AppointmentId(new_id()))

    with pytest.raises(SlotTaken), store.begin() as work:
        work.seats.take(full, family=RENEWAL, by=AppointmentId(new_id()))

    with store.read() as work:
        assert [seat.slot for seat in work.seats.of_slots([SLOT])] == []


def test_a_seat_given_back_cools_before_anybody_has_it(store):
    mine = AppointmentId(new_id())
    with store.begin() as work:
        work.seats.take(_wanted(1), family=RENEWAL, by=mine)
        work.seats.give_back(mine, until=NOW + dt.timedelta(hours=5))

    with store.begin() as work:
        assert work.seats.cooled(NOW) == []
    with pytest.raises(SlotTaken), store.begin() as work:
        work.seats.take(_wanted(1), family=RENEWAL, by=AppointmentId(new_id()))
    with store.begin() as work:
        assert work.seats.of_slots([SLOT])[0].state is SeatState.COOLING
        assert len(work.seats.cooled(NOW + dt.timedelta(hours=5))) == 1
        work.seats.take(_wanted(1), family=RENEWAL, by=AppointmentId(new_id()))
        assert work.seats.of_slots([SLOT])[0].state is SeatState.TAKEN


def test_a_seat_that_waits_for_the_draw_is_in_its_familys_pool(store):
    mine = AppointmentId(new_id())
    with store.begin() as work:
        work.seats.take(_wanted(1), family=RENEWAL, by=mine)
        work.seats.give_back(mine, until=None)

        assert work.seats.cooled(NOW + dt.timedelta(days=30)) == []
        assert [seat.slot for seat in work.seats.pooled(RENEWAL, NOW)] == [SLOT]
        assert work.seats.pooled(HANDOVER, NOW) == []
        assert work.seats.pooled(RENEWAL, HOUR) == []


def test_a_mistake_taken_back_frees_the_seat_at_once(store):
    mine = AppointmentId(new_id())
    with store.begin() as work:
        work.seats.take(_wanted(1), family=RENEWAL, by=mine)

        assert work.seats.release(mine) == 1
        assert work.seats.between(NOW, HOUR + dt.timedelta(days=1)) == []


@pytest.mark.parametrize("what", ["seat", "person"])
def test_of_all_who_try_at_once_exactly_one_wins(store, what):
    tries, counters = 25, 4
    won, lost = [], []
    start = threading.Barrier(counters)

    def works(counter):
        start.wait()
        for n in range(tries):
            person = "c" * 64 if what == "person" else f"{counter:02d}{n:062d}"
            slot = SLOT if what == "seat" else f"titres/2026-03-19T{counter:02d}{n:02d}"
            asked = _appointment(person, slot=slot)
            try:
                with store.begin() as work:
                    work.seats.take(_wanted(1, slot), family=RENEWAL, by=asked.id)
                    work.appointments.add(asked, HOLDER)
            except (SlotTaken, ActiveAlready) as refused:
                lost.append(type(refused).__name__)
            else:
                won.append(asked.reference)

    threads = [threading.Thread(target=works, args=(each,)) for each in range(counters)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert len(lost) == tries * counters - 1
    with store.read() as work:
        assert len(work.seats.between(NOW, HOUR + dt.timedelta(days=1))) == 1
