"""A locked desk: why, since when, who is still at its counter, and who may sit where next."""

from __future__ import annotations

import pytest

from desk_app.domain.changes import Topic, changes
from desk_app.domain.counters import CounterId
from desk_app.domain.people import AgentLogin
from desk_app.domain.sessions import End
from desk_app.domain.tickets import TicketNumber
from desk_app.ui.session import Post
from desk_app.ui.signin.presenter import Lock
from desk_app.words.texts import spaced
from tests.ui.signin.robot import NOW

HARD, NARROW = "\u00a0", "\u202f"


def lock(why: End, place: str = "") -> Lock:
    """Return a lock of Karim's desk."""
    return Lock(at=NOW, why=why, login=AgentLogin("kbelhadj"), place=place)


def test_a_desk_that_nobody_had_opened_is_not_called_locked(robot) -> None:
    assert not any("Verrouillé" in text for text in robot.sees())


def test_a_locked_desk_says_since_when_and_who_is_still_at_the_counter(robot) -> None:
    robot.session.sit_at(CounterId(3))
    robot.accounts.serving = TicketNumber("C042")

    robot.comes_back(lock(End.IDLE))

    assert f"Verrouillé à 9:31{NARROW}; {spaced('C042')} est toujours au guichet" in robot.sees()


def test_without_a_call_only_the_hour_is_said(robot) -> None:
    robot.comes_back(lock(End.LEFT))

    assert "Verrouillé à 9:31" in robot.sees()


def test_the_call_goes_from_the_page_when_it_ends(robot) -> None:
    robot.session.sit_at(CounterId(3))
    robot.accounts.serving = TicketNumber("C042")
    robot.comes_back(lock(End.LEFT))

    robot.accounts.serving = None
    robot.signals.changed.emit(changes("complete", Topic.TICKETS))

    assert "Verrouillé à 9:31" in robot.sees()


def test_an_account_opened_elsewhere_says_where(robot) -> None:
    robot.comes_back(lock(End.ELSEWHERE, "Guichet 4"))

    said = f"Verrouillé à 9:31{HARD}: ce compte vient d’être ouvert à un autre poste, Guichet 4."
    assert said in robot.sees()


def test_an_account_that_was_reset_is_said(robot) -> None:
    robot.comes_back(lock(End.RESET))

    said = f"Verrouillé à 9:31{HARD}: un responsable a réinitialisé ce compte."
    assert said in robot.sees()


def test_after_an_idle_lock_the_same_agent_is_one_enter_away(robot) -> None:
    robot.comes_back(lock(End.IDLE))

    robot.types("↵")

    assert robot.asked() == ["kbelhadj"]


def test_after_the_lock_key_nobody_is_chosen_for_the_next_agent(robot) -> None:
    robot.comes_back(lock(End.LEFT))

    assert robot.reads_button() == ""


def test_another_agent_takes_the_desk_and_the_lock_is_forgotten(robot) -> None:
    robot.comes_back(lock(End.IDLE))

    robot.types("syl↵")
    robot.comes_back()

    assert robot.asked() == ["smarchand"]
    assert not any("Verrouillé" in text for text in robot.sees())


@pytest.mark.parametrize(
    ("letters", "place"),
    [("syl", "Accueil 1"), ("kar", "Guichet, à choisir"), ("hel", "Supervision")],
)
def test_the_place_proposed_is_that_of_the_role(robot, letters, place) -> None:
    robot.types(letters)

    assert robot.reads_place() == place


@pytest.mark.parametrize("letters", ["syl", "kar", "hel"])
def test_the_counter_that_the_desk_had_is_proposed_to_whoever_may_call(robot, letters) -> None:
    robot.session.sit_at(CounterId(2))
    robot.comes_back()

    robot.types(letters)

    assert robot.reads_place() == "Guichet 2"


def test_a_counter_officer_is_not_offered_the_reception(robot) -> None:
    robot.types("kar")

    assert robot.sees_places() == ["Guichet, à choisir", "Guichet 1", "Guichet 2"]


def test_a_supervisor_sits_at_supervision(robot) -> None:
    robot.types("hel↵")

    assert (robot.session.post, robot.session.counter) == (Post.SUPERVISION, None)
