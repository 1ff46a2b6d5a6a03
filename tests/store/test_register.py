"""The register on real databases: numbers in turn, one request a person, forgotten on time."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from desk_app.domain.appointments import Reference
from desk_app.domain.crockford import grouped
from desk_app.domain.draw import Constraints, Half
from desk_app.domain.draw_seed import DrawRef
from desk_app.domain.person_keys import PersonKey
from desk_app.domain.procedures import FamilyCode, ProcedureCode
from desk_app.domain.register import Request
from desk_app.domain.retention import Kept
from desk_app.security.codes import new_code, new_id
from desk_app.services.keeping_ports import Purpose
from desk_app.services.register_ports import Draw, DrawState
from tests.store.sealed_stores import sealing

FAMILY = FamilyCode("DEPOT")
NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
HOLDER = '{"family_name": "Benali"}'


def request(number=1, person="a" * 64) -> Request:
    """Somebody's request."""
    return Request(
        reference=Reference(grouped(new_code())),
        number=number,
        person=PersonKey(person),
        family=FAMILY,
        procedure=ProcedureCode("RNV_DEPOT"),
        since=NOW,
        seen_on=TODAY,
        constraints=Constraints(not_before=TODAY, half=Half.MORNING),
    )


def a_draw(number=1) -> Draw:
    """A draw to come."""
    ref = DrawRef(site="93008", family=FAMILY, on=TODAY, number=number)
    return Draw(id=new_id(), ref=ref, opened_at=NOW, own="f" * 64)


def test_the_database_itself_has_one_active_request_of_a_person_and_family(store):
    with store.begin() as work:
        work.register.add(request(), HOLDER)

    with pytest.raises(IntegrityError), store.begin() as work:
        work.register.add(request(2), HOLDER)
    with store.begin() as work:
        (kept,) = work.register.of_person(PersonKey("a" * 64))
        work.register.put(kept.withdrawn(TODAY))
        work.register.add(request(2), HOLDER)


def test_numbers_are_given_in_turn_and_never_again(store):
    with store.begin() as work:
        assert [work.register.next_number(FAMILY) for _ in range(3)] == [1, 2, 3]
        assert work.register.next_number(FamilyCode("REMISE")) == 1


def test_there_is_one_draw_of_a_family_to_come(store):
    with store.begin() as work:
        work.draws.add(a_draw(), "secret")

    with pytest.raises(IntegrityError), store.begin() as work:
        work.draws.add(a_draw(2), "secret")
    with store.begin() as work:
        current = work.draws.current(FAMILY)
        assert work.draws.secret(current) == "secret"
        work.draws.put(dataclasses.replace(current, state=DrawState.VOID))
        work.draws.add(a_draw(2), "secret")
        assert work.draws.last_number(FAMILY) == 2


def test_only_those_that_lost_grow_older(store):
    with store.begin() as work:
        for number in (1, 2, 3):
            work.register.add(request(number, f"{number:064d}"), HOLDER)

        work.register.age(FAMILY, (1, 3))
        work.register.age(FAMILY, ())

    with store.read() as work:
        assert [each.age for each in work.register.of_family(FAMILY)] == [1, 0, 1]


def test_requests_are_forgotten_half_a_year_after_a_sign_of_life_settled_ones_sooner(store):
    with store.begin() as work:
        work.register.add(request(), HOLDER)
        work.register.add(request(2, "b" * 64).withdrawn(TODAY), HOLDER)
        work.draws.add(a_draw(), "secret")

    later = TODAY + dt.timedelta(days=1)
    with store.begin() as work:
        assert work.kept.forget(Kept.SETTLED, later, 10) == 1
        assert not work.kept.holds(Kept.REQUESTS, TODAY)
        assert work.kept.forget(Kept.REQUESTS, later, 10) == 1
        assert work.kept.forget(Kept.DRAWS, later, 10) == 1
        assert work.register.of_family(FAMILY) == []


def test_who_asked_cannot_be_read_once_the_key_of_the_day_is_destroyed(store):
    made, tomorrow = request(), TODAY + dt.timedelta(days=1)
    with sealing(store.url) as sealed:
        with sealed.begin() as work:
            work.register.add(made, HOLDER)
            work.register.add(request(2, "b" * 64), HOLDER)
            work.register.put(work.register.get(made.reference).seen(tomorrow))
            work.draws.add(a_draw(), "secret")
            work.seals.forget(Purpose.REQUEST, tomorrow)

        with sealed.read() as work:
            alive, silent = work.register.of_family(FAMILY)
            current = work.draws.current(FAMILY)
            assert current is not None
            assert work.register.holder(alive) == HOLDER
            assert work.register.holder(silent) is None
            assert work.draws.secret(current) is None
