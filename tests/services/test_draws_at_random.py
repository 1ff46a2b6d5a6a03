"""Whatever people do between draws: no seat twice, no person twice, every replay the same."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.appointments import Appointment, AppointmentStatus
from desk_app.domain.calendar_errors import ClosedAlready, DayIsPast, NothingOpen
from desk_app.domain.draw import Constraints, Half
from desk_app.domain.draw_replay import replay
from desk_app.domain.errors import SecondPersonNeeded
from desk_app.domain.register import RequestState
from desk_app.domain.sitefile import parse_site
from desk_app.services import register
from desk_app.services.direction import close_past_days
from desk_app.services.register_days import begin_day
from tests.conftest import DEMONSTRATION, MONDAY
from tests.fakes import FakeClock, InMemoryStore
from tests.services.booking_desk import DAY, applicant
from tests.services.calendar_desk import CalendarDesk, closing
from tests.services.desk import SYLVIE
from tests.services.register_desk import FAMILY, RegisterDesk, nobody_is_away

SITE = parse_site(DEMONSTRATION.read_text(encoding="utf-8"), file="demonstration.toml")
WISHES = st.builds(
    Constraints,
    not_before=st.sampled_from([None, DAY + dt.timedelta(days=20)]),
    not_after=st.sampled_from([None, DAY + dt.timedelta(days=10)]),
    half=st.sampled_from([None, *Half]),
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(0, 9), WISHES),
        st.tuples(st.just("withdraw"), st.integers(0, 9), st.none()),
        st.tuples(st.just("confirm"), st.integers(0, 9), st.none()),
        st.tuples(st.just("cancel"), st.integers(0, 9), st.none()),
        st.tuples(st.just("draw"), st.integers(0, 4), st.none()),
        st.tuples(st.just("off"), st.integers(1, 12), st.booleans()),
        st.tuples(st.just("closure"), st.integers(0, 9), st.none()),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(ACTS)
def test_a_draw_gives_no_seat_and_no_person_anything_twice(acts):
    desk = RegisterDesk(InMemoryStore(SITE), FakeClock(MONDAY))
    desk.is_drawn()
    for what, number, wish in (*acts, ("draw", 0, None)):
        desk.clock.passes(minutes=1)
        if what == "draw":
            desk.clock.passes(days=number)
            _hold(desk)
        elif what == "off":
            desk.clock.passes(days=number)
            _starts(desk, days_first=wish)
        else:
            _do(desk, what, applicant(f"93042187{number:02d}"), wish)
        _nobody_has_two(desk)
        _each_winner_has_what_was_won(desk)


def _starts(desk: RegisterDesk, *, days_first: bool) -> None:
    """The desk starts after days without it; a command may close the days before all else."""
    if days_first:
        close_past_days(read=desk.store.read, **desk.writing)
    begin_day(
        read=desk.store.read, holidays=nobody_is_away, cool=lambda: desk.cooling, **desk.writing
    )
    close_past_days(read=desk.store.read, **desk.writing)


def _closes_and_replaces(desk: CalendarDesk, won: Appointment) -> None:
    """The day of a winner who has not answered is closed; who lost an hour is given another."""
    day = won.starts_at.date()
    try:
        desk.closes(closing(day))
    except (NothingOpen, ClosedAlready, DayIsPast):  # closed before, or over
        return
    desk.replaces_all()


def _hold(desk: RegisterDesk) -> None:
    try:
        drawn = desk.draws()
    except SecondPersonNeeded:  # out of hours, or again before the next hour of draws
        return
    verdict = replay(drawn.draw.export.encode(), published=drawn.draw.closing)

    assert verdict.is_valid
    assert (verdict.winners, verdict.waiting) == (drawn.draw.winners, drawn.draw.waiting)
    assert verdict.seed == drawn.draw.seed
    assert len({each.person for each in drawn.given}) == len(drawn.given)


def _do(desk: RegisterDesk, what: str, who, wish) -> None:
    held = {call.last4: call for call in desk.calls()}
    call = held.get(who.document.number[-4:])
    if what == "closure" and call:
        _closes_and_replaces(CalendarDesk(desk.store, desk.clock), call.appointment)
    if what == "cancel" and call:
        desk.cancels_appointment(call.appointment)
    if what == "confirm" and call and call.request.held_until >= desk.clock().date():
        desk.confirms(call.request)
    waiting = {
        line.last4: line.request
        for line in register.listed(FAMILY, RequestState.WAITING, by=SYLVIE, **desk.ports)
    }
    request = waiting.get(who.document.number[-4:])
    if what == "withdraw" and request:
        desk.withdraws(request.reference)
    can_ask = what == "ask" and wish.can_suit(desk.clock().date())
    if can_ask and not any(each.is_active for each in _of(desk, who)):
        desk.asks(who, constraints=wish)


def _of(desk: RegisterDesk, who):
    with desk.store.read() as work:
        found = [
            work.appointments.holder(each)
            for each in desk.store.shelf.bookings.appointments.values()
        ]
        return [
            each
            for each, text in zip(
                desk.store.shelf.bookings.appointments.values(), found, strict=True
            )
            if text and who.document.number in text
        ]


def _nobody_has_two(desk: RegisterDesk) -> None:
    shelf = desk.store.shelf.bookings
    active = [each for each in shelf.appointments.values() if each.is_active]
    seats = [
        place for each in active for place in zip(each.place.slots, each.place.seats, strict=True)
    ]
    asked = [
        each.person
        for each in shelf.requests.values()
        if each.state in {RequestState.WAITING, RequestState.WON}
    ]

    assert len(set(seats)) == len(seats)
    assert len({each.person for each in active}) == len(active)
    assert len(set(asked)) == len(asked)


def _each_winner_has_what_was_won(desk: RegisterDesk) -> None:
    """A request is won exactly while its place is held, and there is time left to answer."""
    shelf = desk.store.shelf.bookings
    with desk.store.read() as work:
        won = {
            work.register.won(each): each
            for each in shelf.requests.values()
            if each.state is RequestState.WON
        }
    held = [a for a in shelf.appointments.values() if a.status is AppointmentStatus.HELD]

    assert {each.reference for each in held} == set(won)
    assert all(each.hold_until <= each.starts_at for each in held)
