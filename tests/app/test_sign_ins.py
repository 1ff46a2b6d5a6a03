"""What the sign-in page asks of a real desk: who is listed, who takes over a counter."""

from __future__ import annotations

from functools import partial

import pytest

from desk_app.app.costs import hasher_at
from desk_app.app.desk import make_desk, new_desk, open_desk
from desk_app.app.sign_ins import (
    add_first_administrator,
    code_operations,
    place_of,
    sign_in_operations,
    take_over,
)
from desk_app.domain.counters import CounterId, CounterState
from desk_app.domain.errors import PasswordTooWeak
from desk_app.domain.prints import PrintState
from desk_app.security.passwords import CHEAPEST, Cost, cost_file, kept_cost
from desk_app.services.day import today
from desk_app.services.direction import set_counter, sit_down
from desk_app.ui.welcome.operations import FirstAccount

ONE = CounterId(1)


@pytest.fixture
def desk(sqlite_url):
    make_desk(sqlite_url, rehearsal=True)
    opened = open_desk(sqlite_url, environ={"DESK_APP_CLOCK": "2026-03-03T09:00:00+01:00"})
    yield opened
    opened.close()


@pytest.fixture
def acting(desk):
    return {"begin": desk.begin, "clock": desk.clock}


def test_everybody_of_the_site_is_listed_by_name_and_needs_no_password_at_a_rehearsal(desk):
    people = sign_in_operations(desk).choices(None).people

    names = [person.agent.name for person in people]
    assert "Sylvie Marchand" in names
    assert names == sorted(names)
    assert not any(person.needs_password for person in people)


def test_a_real_desk_asks_everybody_for_a_password(sqlite_url):
    make_desk(sqlite_url, rehearsal=False)
    desk = open_desk(sqlite_url, environ={})

    people = sign_in_operations(desk).choices(None).people
    desk.close()

    assert all(person.needs_password for person in people)


def test_when_somebody_came_last_is_known_the_next_time(desk):
    sign_in_operations(desk).sign_in("smarchand", "", place="Accueil 1")

    people = sign_in_operations(desk).choices(None).people

    assert [each.login for each in people if each.last is not None] == ["smarchand"]


def test_a_session_that_is_open_here_is_nowhere_else(desk):
    opened = sign_in_operations(desk).sign_in("smarchand", "", place="Accueil 1")

    assert place_of(desk, opened.session) is None


def test_a_session_that_was_taken_elsewhere_says_where(desk):
    operations = sign_in_operations(desk)
    opened = operations.sign_in("smarchand", "", place="Accueil 1")

    second = operations.sign_in("smarchand", "", place="Guichet 4")

    assert place_of(desk, opened.session) == "Guichet 4"
    assert second.elsewhere == "Accueil 1"


def test_who_comes_to_an_open_counter_takes_it_over(desk, acting):
    sit_down(ONE, by="kbelhadj", **acting)

    told = take_over(desk, ONE, "mdiarra")

    assert _agent(desk) == "mdiarra"
    assert told.topics


@pytest.mark.parametrize("state", [CounterState.PAUSED, CounterState.CLOSED])
def test_a_counter_that_is_not_open_stays_as_it_is(desk, acting, state):
    sit_down(ONE, by="kbelhadj", **acting)
    set_counter(ONE, state, by="hgarnier", **acting)

    told = take_over(desk, ONE, "mdiarra")

    assert _agent(desk) != "mdiarra"
    assert not told.topics


def test_who_comes_back_to_their_own_counter_changes_nothing(desk, acting):
    sit_down(ONE, by="kbelhadj", **acting)

    told = take_over(desk, ONE, "kbelhadj")

    assert not told.topics


def test_a_code_is_printed_on_paper_but_never_into_a_folder(sqlite_url, tmp_path):
    make_desk(sqlite_url, rehearsal=True)
    at_nine = {"DESK_APP_CLOCK": "2026-03-03T09:00:00+01:00"}
    paper = tmp_path / "papier.bin"

    for printer, is_printing in (("", False), (f"file://{paper}", True)):
        desk = open_desk(sqlite_url, environ={**at_nine, "DESK_APP_PRINTER": printer})
        given = code_operations(desk).give("smarchand", by="hgarnier")
        if is_printing:
            with desk.read() as work:
                [job] = work.prints.all()
            state = desk.spool.wait(job.id, 10)
            with desk.read() as work:
                kept = work.prints.get(job.id).slip.code
            assert (state, kept) == (PrintState.PRINTED, "")
        desk.close()
        assert given.is_printing is is_printing
        assert given.code not in repr(given)
    assert paper.stat().st_size > 500
    assert not (tmp_path / "papiers").exists()


def test_a_real_desk_has_the_cost_that_suits_the_machine_and_a_rehearsal_the_least(tmp_path):
    real, training = (f"sqlite:///{tmp_path / name}" for name in ("real.sqlite", "ex.sqlite"))

    new_desk(real, rehearsal=False, environ={}, tune=lambda: Cost(passes=37)).close()
    new_desk(training, rehearsal=True, environ={}).close()

    assert kept_cost(tmp_path / "real.sqlite") == Cost(passes=37)
    assert not cost_file(tmp_path / "ex.sqlite").exists()
    assert kept_cost(tmp_path / "ex.sqlite") == CHEAPEST


def test_a_desk_is_asked_for_passwords_at_its_own_cost(tmp_path):
    made = new_desk(
        f"sqlite:///{tmp_path / 'real.sqlite'}",
        rehearsal=False,
        environ={},
        tune=lambda: Cost(passes=3),
    )

    cost = hasher_at(made.path).cost
    made.close()

    assert cost == Cost(passes=3)


def test_a_first_administrator_who_is_refused_leaves_no_cost_behind(tmp_path):
    weak = FirstAccount(name="Chef", login="chef", password="motdepasse", again="motdepasse")

    with pytest.raises(PasswordTooWeak):
        make_desk(
            f"sqlite:///{tmp_path / 'real.sqlite'}",
            rehearsal=False,
            settle=partial(add_first_administrator, weak),
        )

    assert {file.suffix for file in tmp_path.iterdir()} <= {".key", ".codes"}


def _agent(desk):
    with desk.read() as work:
        return work.counters.today(today(work, desk.clock()).day)[ONE].agent
