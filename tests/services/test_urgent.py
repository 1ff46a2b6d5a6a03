"""The urgent share: given with a supervisor, and what is left of it is the walk-ins' (A-06)."""

from __future__ import annotations

import dataclasses

import pytest

from desk_app.domain.booking_errors import DrawnByLot, SlotNotOffered, SlotTaken, UnknownSlot
from desk_app.domain.calendar import slots_on
from desk_app.domain.errors import NotAllowed, QuotaReached, SecondPersonNeeded, UnknownRequest
from desk_app.domain.identity_errors import ActiveAlready
from desk_app.domain.overrides import Cause, Override, causes_of
from desk_app.domain.series import Use
from desk_app.services import urgent
from desk_app.services.free_days import calendar_now
from desk_app.services.reception import Gate, reception
from desk_app.services.supervision import supervision
from tests.services.booking_desk import DAY, DEPOSIT, HANDOVER, PARIS, BookingDesk, applicant
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk, nobody_is_away
from tests.services.test_asking import was_absent


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def real_desk(store, clock) -> RegisterDesk:
    """A desk on SQLite, then on PostgreSQL."""
    return RegisterDesk(store, clock)


def urgent_places(desk, procedure=DEPOSIT, *, by=SYLVIE):
    return urgent.offer_urgent(procedure, by=by, **desk.ports, **desk.laid_out)


def agreement(desk, procedure=DEPOSIT, *, asker=SYLVIE):
    return desk.agreed(Override.URGENT_PLACE, procedure, asker=asker)


def gives(desk, who=None, *, procedure=DEPOSIT, slot="", **fields):
    """An urgent place, the first one unless *slot* is given."""
    first = slot or urgent_places(desk, procedure)[0].place.slots[0]
    fields = {"agreement": agreement(desk, procedure)} | fields
    return desk.books(who, procedure, slot=first, is_urgent=True, **fields)


def kept_for(desk, appointment) -> Use:
    """What the seat of *appointment* is kept for."""
    with desk.store.read() as work:
        laid = slots_on(
            calendar_now(work), appointment.starts_at.astimezone(PARIS).date(), frozenset(), PARIS
        )
    slot = next(each for each in laid if each.id == appointment.place.slots[0])
    return slot.kept(appointment.place.seats[0])


def facts(desk, kind):
    with desk.store.read() as work:
        return [each for each in work.journal.after(0, 500) if each.kind == kind]


def test_an_urgent_place_is_a_seat_of_the_urgent_share_agreed_by_a_supervisor(real_desk):
    usual = {each.place.seats[0] for each in real_desk.offers()}
    offered = urgent_places(real_desk)
    given = gives(real_desk, applicant())

    (booked,) = facts(real_desk, "AppointmentBooked")
    (used,) = facts(real_desk, "OverrideUsed")
    assert 0 < len(offered) <= 3
    assert not usual & {each.place.seats[0] for each in offered}
    assert kept_for(real_desk, given) is Use.URGENT
    assert booked.header["choice"] == "urgent"
    assert (used.agent, used.header["kind"]) == (SYLVIE, "urgent_place")
    assert used.header["subject"] == given.place.slots[0]


def test_an_urgent_place_needs_its_own_agreement_and_serves_once(desk):
    once = agreement(desk)
    gives(desk, applicant(), agreement=once)
    other = applicant("9304218111")

    with pytest.raises(SecondPersonNeeded):
        gives(desk, other, agreement=None)
    with pytest.raises(UnknownRequest):
        gives(desk, other, agreement=once)
    with pytest.raises(UnknownRequest):
        gives(desk, other, agreement=desk.agreed(Override.FREE_SLOT, DEPOSIT))


def test_a_colleague_of_the_desk_does_not_agree_to_an_urgent_place(desk):
    with pytest.raises(NotAllowed):
        agreement(desk, asker=CHIEF)  # whom an agent then agrees with


def test_the_reasons_of_an_urgent_place_are_coded(desk):  # A-06, L-05
    assert causes_of(Override.URGENT_PLACE) == (
        Cause.RIGHTS_END, Cause.PROTECTION, Cause.COURT, Cause.OUR_MISTAKE,
    )  # fmt: skip
    assert Cause.RIGHTS_END not in causes_of(Override.FREE_SLOT)


def test_an_urgent_booking_takes_no_seat_of_another_share(desk):
    with pytest.raises(SlotTaken):
        gives(desk, applicant(), slot=desk.offers()[0].place.slots[0])
    with pytest.raises(UnknownSlot):
        gives(desk, applicant(), slot="DEPOT_MATIN/2020-01-01T0900")


def test_an_urgent_place_is_not_chosen_among_all_there_are(desk):  # A-06, AT-07
    offered = {each.place.slots[0] for each in urgent_places(desk)}
    with desk.store.read() as work:
        days = desk.free_days.of(work, desk.clock(), frozenset())
    every = [
        slot.id
        for day in days
        for strip in day.strips
        for bit, slot in enumerate(strip.slots)
        if any(seat.get(Use.URGENT, 0) >> bit & 1 for seat in strip.seats)
        and DEPOSIT in slot.procedures
    ]

    with pytest.raises(SlotNotOffered):
        gives(desk, applicant(), slot=next(each for each in every if each not in offered))


def test_in_a_drawn_family_an_urgent_place_is_given_and_no_other(desk):  # A-06, AT-14
    desk.is_drawn()
    first = urgent_places(desk)[0].place.slots[0]

    with pytest.raises(DrawnByLot):
        desk.books(applicant(), slot=first)
    assert kept_for(desk, gives(desk, applicant(), slot=first)) is Use.URGENT


def test_an_urgent_place_is_one_of_a_persons_places_like_any_other(desk):
    desk.books(applicant())

    with pytest.raises(ActiveAlready):
        gives(desk, applicant())


def test_the_supervisor_who_agrees_has_looked_at_absences(desk):
    was_absent(desk, applicant(), 10, 20)

    assert gives(desk, applicant()).is_active


def test_what_begins_within_the_hour_is_no_urgent_place_any_more(desk):
    first = urgent_places(desk)[0].place
    desk.clock.passes(seconds=int((first.starts_at - desk.clock()).total_seconds()) - 3600)

    assert first.slots[0] not in {each.place.slots[0] for each in urgent_places(desk)}


@pytest.fixture
def limited(desk) -> BookingDesk:
    """A desk that hands out one ticket a day for titles, of which appointments are given too."""
    site = desk.store.site
    one = dataclasses.replace(site.procedures[HANDOVER], quota=1)
    desk.store.site = dataclasses.replace(site, procedures={**site.procedures, HANDOVER: one})
    return desk


def line_of(desk):
    shown = reception(
        language="fr", holidays=nobody_is_away, read=desk.store.read, clock=desk.clock
    )
    return next(each for each in shown.lines if each.code == HANDOVER)


def test_seats_nobody_took_are_tickets_of_walk_ins_an_hour_before(limited):
    first = line_of(limited)
    shown = [f"foreigner_number:93042187{last:02d}" for last in range(40)]
    for _ in range(first.quota):
        limited.comes(HANDOVER, document=shown.pop())
    full = line_of(limited).gate
    with pytest.raises(QuotaReached):
        limited.comes(HANDOVER, document=shown.pop())
    limited.clock.passes(minutes=60)
    later = line_of(limited)

    assert first.quota == 1 + first.spare > 1
    assert full is Gate.QUOTA
    assert later.gate is Gate.OPEN
    assert later.spare > first.spare
    assert limited.comes(HANDOVER, document=shown.pop())


def test_an_urgent_place_that_was_given_is_no_ticket_of_a_walk_in(limited):
    given = gives(limited, applicant(), procedure=HANDOVER)
    limited.clock.now = given.starts_at
    with_it = line_of(limited).spare
    limited.cancels_appointment(given)
    cooling = line_of(limited).spare
    limited.store.shelf.bookings.seats.clear()

    assert given.starts_at.astimezone(PARIS).date() == DAY
    assert (with_it, cooling) == (line_of(limited).spare - 1,) * 2


def test_a_supervisors_quota_stands_as_it_was_set(limited):
    with limited.store.begin() as work:
        state = work.procedures.get(DAY, HANDOVER)
        work.procedures.put(DAY, dataclasses.replace(state, quota=7))

    assert (line_of(limited).quota, line_of(limited).spare) == (7, 0)


def test_a_supervisor_sees_the_tickets_left_over_as_the_desk_does(limited):
    ports = {"read": limited.store.read, "clock": limited.clock}
    seen = supervision(language="fr", holidays=nobody_is_away, **ports).lines
    line = next(each for each in seen if each.code == HANDOVER)

    assert line.quota == line_of(limited).quota > line.site_quota == 1


def test_what_has_no_quota_has_none_with_seats_left_over_either(desk):
    assert (line_of(desk).quota, line_of(desk).spare) == (None, 0)
