"""What the half-hours of a day bring to the counters."""

from __future__ import annotations

import datetime as dt

import pytest

from desk_app.domain.service_times import ServiceTime
from desk_app.domain.staffing import Load
from desk_app.domain.tickets import DeskCode, TicketStatus
from desk_app.services.day import Today
from desk_app.services.needs import Grid, Weighing
from tests.unit.tickets import INFO, NINE, PERMIT, PIECES, minutes, ticket

WEIGHING = Weighing({INFO: ServiceTime.default(5), PIECES: ServiceTime.default(10)}, 0.5)
SATURDAY = NINE + dt.timedelta(days=5)


def grid(site, now=NINE):
    today = Today(now=now, day=now.date(), site=site, desk=DeskCode("01"))
    return Grid.of(today, frozenset())


def test_a_visit_costs_all_its_steps_and_a_part_for_each_companion():
    assert WEIGHING.load([ticket(), ticket(steps=(PIECES,))]) == Load(2, 20 * 60)
    assert WEIGHING.load([ticket(party=3)]) == Load(1, 10 * 60)


@pytest.mark.parametrize(
    "without_cost",
    [{"status": TicketStatus.CANCELLED}, {"procedure": PERMIT, "steps": (INFO,)}],
)
def test_a_cancelled_ticket_and_a_procedure_the_site_has_no_more_bring_nothing(without_cost):
    assert WEIGHING.load([ticket(**without_cost)]) == Load()


def test_a_step_the_site_has_no_more_costs_nothing():
    assert WEIGHING.load([ticket(steps=(PERMIT,))]) == Load(1, 5 * 60)


def test_tickets_stand_in_the_half_hour_of_their_own_day(site):
    today = grid(site)
    came = [ticket(came=came) for came in (0, 29, 30, -24 * 60)]

    loads = today.loads(came, WEIGHING)

    assert [load.visits for load in loads[:4]] == [0, 3, 1, 0]


def test_tickets_issued_before_or_after_hours_stand_at_the_nearest_end(site):
    loads = grid(site).loads([ticket(came=-60), ticket(came=12 * 60)], WEIGHING)

    assert (loads[0].visits, loads[-1].visits) == (1, 1)
    assert sum(load.visits for load in loads) == 2


def test_a_closed_day_has_no_half_hour_to_stand_in(site):
    closed = grid(site, SATURDAY)

    assert closed.count == 0
    assert closed.place(SATURDAY) is None
    assert closed.loads([ticket(came=5 * 24 * 60)], WEIGHING) == ()


def test_an_instant_has_its_place_until_closing(site):
    today = grid(site)
    closing = today.starts(today.count)

    assert today.place(NINE) == 1.0
    assert today.place(closing - minutes(15)) == today.count - 0.5
    assert today.place(closing) is None
    assert today.place(today.starts(0) - minutes(1)) is None
