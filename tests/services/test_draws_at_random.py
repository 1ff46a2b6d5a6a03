"""Whatever people do between draws: no seat twice, no person twice, every replay the same."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.draw import Constraints, Half
from desk_app.domain.draw_replay import replay
from desk_app.domain.errors import SecondPersonNeeded
from desk_app.domain.register import RequestState
from desk_app.domain.sitefile import parse_site
from desk_app.services import register
from tests.conftest import DEMONSTRATION, MONDAY
from tests.fakes import FakeClock, InMemoryStore
from tests.services.booking_desk import DAY, HASHES, applicant
from tests.services.desk import SYLVIE
from tests.services.register_desk import FAMILY, RegisterDesk

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
        else:
            _do(desk, what, applicant(f"93042187{number:02d}"), wish)
        _nobody_has_two(desk)


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
        register.withdraw(request.reference, by=SYLVIE, hashes=HASHES, **desk.writing)
    if what == "ask" and not any(each.is_active for each in _of(desk, who)):
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
