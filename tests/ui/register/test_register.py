"""Registre et tirage by keys: the draw and its secrets, winners, past draws (screens 6.7)."""

from __future__ import annotations

import pytest

from desk_app.domain.draw import Constraints
from desk_app.domain.overrides import Override
from desk_app.domain.register import RequestState
from tests.services.booking_desk import DAY, applicant
from tests.services.desk import CHIEF, SYLVIE
from tests.services.register_desk import RegisterDesk
from tests.services.test_asking import was_absent
from tests.ui.register.robot import Robot


@pytest.fixture
def desk(memory, clock) -> RegisterDesk:
    """A desk in memory."""
    return RegisterDesk(memory, clock)


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the page."""
    return lambda who=CHIEF: leaves_later(Robot(qapp, qtbot, desk, who=who))


def test_nothing_waits_and_nothing_can_be_drawn(sit):
    robot = sit()

    assert "Aucune demande en attente" in robot.sees()
    assert not robot.view.draw.primary.isEnabled()


def test_enter_shows_the_counts_and_enter_holds_the_draw_and_shows_its_seed(sit, desk):
    made = [desk.asks() for _ in range(3)]
    robot = sit()
    robot.types("\n")
    before = robot.sheet_says()
    robot.types("\n")

    drawn = robot.held()
    assert "3 demandes" in before
    assert "3 gagnants" in robot.sheet_says()
    assert drawn.seed in robot.sheet_says()
    assert {desk.stands(each).state for each in made} == {RequestState.WON}
    assert len(robot.rows("register.calls")) == 3


def test_two_people_commit_and_their_secrets_are_told_after_requests_closed(sit, desk):  # AT-14
    desk.asks()
    robot = sit()
    secrets = []
    for who in (CHIEF, SYLVIE):
        robot.signs_in(who)
        robot.types("d")
        robot.view.secret_sheet.primary.click()
        robot.settle()
        secrets.append(robot.secret())
        robot.types("\x1b")
    gone = robot.secret()
    robot.signs_in(CHIEF)
    robot.types("\n\n")  # close, and sure
    closed = robot.sees()
    robot.types("\n")
    for place, secret in enumerate(secrets, start=1):
        robot.find(f"register.secret{place}").insert(secret)
    robot.types("\n")

    assert gone == ""
    assert "Les demandes sont closes. Publié" in closed
    assert robot.held().is_weaker is False
    assert "1 gagnant" in robot.sheet_says()


def test_a_wrong_secret_draws_nothing_and_says_which(sit, desk):
    desk.asks()
    desk.commits()
    desk.closes()
    robot = sit()
    robot.types("\n")
    robot.find("register.secret1").insert("ab" * 32)
    robot.types("\n")

    assert robot.held() is None
    assert "Le secret 1" in robot.refused()


def test_a_draw_whose_secret_is_lost_is_given_up_once_it_was_asked_again(sit, desk):
    desk.asks()
    desk.commits()
    robot = sit()
    robot.types("a")
    asked = robot.refused()
    robot.clicks_words("Oui, abandonner")
    (case,) = robot.cases
    case.then(desk.agreed(Override.VOID_DRAW, "DEPOT", asker=CHIEF))
    robot.settle()

    assert "Abandonner ce tirage" in asked
    assert "Le tirage 1 est abandonné" in robot.refused()


def test_out_of_hours_a_second_person_agrees(sit, desk):
    desk.asks()
    desk.clock.passes(hours=10)
    robot = sit()
    robot.types("\n\n")
    (case,) = robot.cases
    nothing = robot.held()
    case.then(desk.agreed(Override.OUT_OF_HOURS, "DEPOT"))
    robot.settle()

    assert (nothing, case.subject) == (None, "DEPOT")
    assert robot.held() is None  # the agreement was made for somebody else
    assert robot.refused()


def test_an_agent_sees_the_register_and_draws_nothing(sit, desk):
    desk.asks()
    robot = sit(SYLVIE)
    robot.types("\n")

    assert not robot.view.draw_sheet.isVisible()
    assert robot.view.draw.primary.toolTip() == "Le responsable lance le tirage."


def test_a_winner_is_told_confirms_by_phone_and_gets_the_paper_when_they_come(sit, desk):
    made = desk.asks(applicant(phone="06 12 44 90 31"))
    desk.draws()
    robot = sit(SYLVIE)
    first = robot.rows("register.calls")
    robot.types("t")
    told = robot.rows("register.calls")
    robot.types("c")
    confirmed = robot.rows("register.calls")
    papers = _papers(desk)
    robot.types("i")

    assert first[0][:2] == ["…8765", "06\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}44"
                            "\N{NO-BREAK SPACE}90\N{NO-BREAK SPACE}31"]  # fmt: skip
    assert first[0][3] == "à confirmer d’ici le 5 mars"
    assert told[0][3] == "prévenu, à confirmer d’ici le 5 mars"
    assert confirmed[0][3] == "confirmé, papier à imprimer"
    assert desk.stands(made).state is RequestState.PLACED
    assert [what for what in papers if what.startswith("convocation")] == []
    assert [what for what in _papers(desk) if what.startswith("convocation")] != []
    assert robot.rows("register.calls") == []


def test_after_absences_a_supervisor_confirms_what_was_won(sit, desk):
    was_absent(desk, applicant(), 10, 20)
    made = desk.asks(applicant())
    desk.draws()
    robot = sit(SYLVIE)
    robot.types("i")
    asked = robot.refused()
    robot.clicks_words("Faire confirmer")
    (case,) = robot.cases
    held = desk.stands(made).state
    case.then(desk.agreed(case.kind, case.subject))
    robot.settle()

    assert "Une absence n’exclut personne" in asked
    assert (case.kind, held) == (Override.AFTER_ABSENCES, RequestState.WON)
    assert desk.stands(made).state is RequestState.PLACED


def test_a_winner_gives_the_place_up_once_it_was_asked_again(sit, desk):
    made = desk.asks(applicant())
    desk.draws()
    robot = sit(SYLVIE)
    robot.types("r")
    asked = robot.refused()
    robot.clicks_words("Oui, rendre la place")

    assert "Rendre la place de …8765" in asked
    assert desk.stands(made).state is RequestState.WITHDRAWN


def test_a_past_draw_is_replayed_and_exported(sit, desk):
    desk.asks(constraints=Constraints(not_after=DAY))
    desk.draws()
    robot = sit()
    robot.types("v")
    verdict = robot.refused()
    robot.types("e")

    assert "Le tirage rejoué donne le même résultat." in verdict
    assert robot.held().seed in verdict
    assert "/desk/tirages/1.jsonl" in robot.refused()
    assert robot.rows("register.past")[0][1:] == ["1 demande, 0 gagnant", "plus faible"]


def test_another_family_is_shown_without_what_was_said_of_the_first(sit, desk):
    desk.asks()
    robot = sit()
    robot.types("v")
    family = robot.view.draw.family
    family.setCurrentIndex(family.findData("VOYAGE"))
    family.picked.emit("VOYAGE")
    robot.settle()

    assert robot.presenter.page().family == "VOYAGE"
    assert robot.refused() == ""


def _papers(desk) -> list[str]:
    with desk.store.read() as work:
        return [job.what for job in work.prints.pending()]
