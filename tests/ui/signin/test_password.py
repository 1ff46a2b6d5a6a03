"""A password at the sign-in page: asked once, refused in words, never left in sight."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import Executor, Future

import pytest
from PySide6.QtWidgets import QLineEdit

from desk_app.domain.errors import AccountLocked, PasswordNeeded, PasswordTooWeak, SignInRefused
from desk_app.domain.sessions import End
from tests.ui.signin.robot import NOW, SESSION

HARD = "\u00a0"
RIGHT = "Quai-de-Loire-7"


class Later(Executor):
    """Keeps what was asked until it is let go: the half second of a hash."""

    def __init__(self) -> None:
        self.kept = []

    def submit(self, fn, /, *args, **kwargs):
        future: Future[object] = Future()
        self.kept.append((future, fn))
        return future

    def let_go(self) -> None:
        """Do what was asked."""
        for future, fn in self.kept:
            future.set_result(fn())
        self.kept = []


@pytest.fixture
def robot(sit):
    """A desk where Sylvie has a password and Marc has none."""
    return sit(smarchand=RIGHT)


def test_letters_enter_password_enter_open_the_desk(robot) -> None:
    robot.types("syl↵" + RIGHT + "↵")

    assert robot.accounts.asked == [("smarchand", RIGHT, "Accueil 1")]
    assert robot.session.id == SESSION


def test_the_first_enter_only_puts_the_cursor_into_the_password(robot) -> None:
    robot.types("syl↵")

    assert robot.asked() == []
    assert robot.has_cursor() == "signin.password"


def test_a_password_is_never_shown(robot) -> None:
    field = robot.view.findChild(QLineEdit, "signin.password")

    robot.types("syl↵" + RIGHT)

    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert RIGHT not in field.displayText()


def test_who_has_no_password_at_a_rehearsal_needs_none(robot) -> None:
    robot.types("marc l↵")

    assert robot.accounts.asked == [("mlemaire", "", "Guichet, à choisir")]


def test_a_wrong_password_says_how_many_tries_are_left(robot) -> None:
    robot.accounts.refusal = SignInRefused(4)

    robot.types("syl↵wrong↵")

    assert robot.reads_refusal() == "Mot de passe refusé. Encore 4 essais."
    assert robot.opened == []


def test_one_try_left_is_said_in_the_singular(robot) -> None:
    robot.accounts.refusal = SignInRefused(1)

    robot.types("syl↵wrong↵")

    assert robot.reads_refusal() == "Mot de passe refusé. Encore 1 essai."


def test_the_last_wrong_password_says_that_the_account_is_locked(robot) -> None:
    robot.accounts.refusal = SignInRefused(0)

    robot.types("syl↵wrong↵")

    assert robot.reads_refusal() == "Mot de passe refusé. Le compte est maintenant bloqué."


def test_after_a_wrong_password_the_empty_field_has_the_cursor(robot) -> None:
    robot.accounts.refusal = SignInRefused(4)
    robot.types("syl↵wrong↵")
    robot.accounts.refusal = None

    robot.types(RIGHT + "↵")

    assert robot.accounts.asked == [("smarchand", RIGHT, "Accueil 1")]


def test_a_locked_account_says_until_when_and_whom_to_ask(robot) -> None:
    robot.accounts.refusal = AccountLocked(NOW + dt.timedelta(minutes=5))

    robot.types("syl↵wrong↵")

    assert robot.reads_refusal() == (
        "Compte bloqué jusqu’à 9:36. "
        "Demandez au responsable, qui peut vous donner un code à usage unique."
    )


def test_who_never_had_a_password_is_sent_to_the_supervisor(robot) -> None:
    robot.accounts.refusal = PasswordNeeded("smarchand")

    robot.types("syl↵anything↵")

    assert "Le responsable peut donner un code à usage unique." in robot.reads_refusal()


def test_nothing_of_a_password_is_left_when_somebody_else_is_chosen(robot) -> None:
    robot.types("syl↵" + RIGHT)

    robot.view.field.setFocus()
    robot.types("⌫⌫⌫mariam")

    assert robot.view.password_typed() == ""
    assert robot.reads_field("signin.password") is None


def test_nothing_of_a_password_is_left_after_the_desk_was_opened(robot) -> None:
    robot.types("syl↵" + RIGHT + "↵")

    robot.comes_back()
    robot.types("syl↵")

    assert robot.reads_field("signin.password") == ""
    assert not robot.view.password.isUndoAvailable()


def test_when_each_came_last_is_shown_beside_the_name(sit) -> None:
    robot = sit(smarchand=RIGHT)
    robot.accounts.last = {
        "hgarnier": NOW - dt.timedelta(minutes=31),
        "kbelhadj": NOW - dt.timedelta(days=1, hours=-7),
        "mlemaire": NOW - dt.timedelta(days=8),
    }

    robot.comes_back()

    assert robot.sees_last() == ["9:00", "hier 16:31", "23 février", "", ""]


def test_the_last_time_is_said_before_the_password_is_typed(robot) -> None:
    robot.accounts.last = {"smarchand": NOW - dt.timedelta(days=1)}
    robot.comes_back()

    robot.types("syl")

    assert f"Dernière ouverture{HARD}: hier 9:31" in robot.sees()


def test_while_the_password_is_checked_the_button_says_so_and_asks_once(sit) -> None:
    later = Later()
    robot = sit(smarchand=RIGHT, world=later)
    robot.types("syl↵" + RIGHT + "↵")
    said = robot.reads_button()

    robot.types("↵")
    asked = len(later.kept)
    later.let_go()

    assert said == "Vérification du mot de passe…"
    assert asked == 1
    assert robot.asked() == ["smarchand"]


def test_after_a_one_time_code_a_password_must_be_chosen_before_the_desk_opens(robot) -> None:
    robot.accounts.with_code = {"smarchand"}

    robot.types("syl↵7K4M2QXD↵")
    before = list(robot.opened)
    robot.types(f"{RIGHT}\t{RIGHT}↵")

    assert before == []
    assert robot.accounts.chosen == [("smarchand", RIGHT)]
    assert [agent.login for agent in robot.opened] == ["smarchand"]
    assert robot.session.id == SESSION


def test_two_different_passwords_are_not_saved(robot) -> None:
    robot.accounts.with_code = {"smarchand"}

    robot.types(f"syl↵7K4M2QXD↵{RIGHT}\tother↵")

    assert robot.accounts.chosen == []
    assert "Les deux mots de passe ne sont pas les mêmes." in robot.reads_refusal()
    assert robot.has_cursor() == "signin.new"


def test_a_weak_password_says_which_rule_it_breaks(robot) -> None:
    robot.accounts.with_code = {"smarchand"}
    robot.types("syl↵7K4M2QXD↵")
    robot.accounts.refusal = PasswordTooWeak("common")

    robot.types("Azerty123\tAzerty123↵")

    assert robot.reads_refusal() == (
        "Ce mot de passe est trop facile à deviner. "
        "C’est un des mots de passe que tout le monde essaie d’abord."
    )
    assert robot.opened == []


def test_escape_leaves_without_opening_and_ends_the_session(robot) -> None:
    robot.accounts.with_code = {"smarchand"}
    robot.types("syl↵7K4M2QXD↵")

    robot.types("⎋")

    assert robot.accounts.ended == [(SESSION, End.LEFT)]
    assert robot.opened == []
    assert robot.reads_field("signin.field") is not None


def test_looking_up_the_keys_does_not_lose_the_card_of_a_used_up_code(robot) -> None:
    robot.accounts.with_code = {"smarchand"}
    robot.types("syl↵7K4M2QXD↵")

    robot.comes_back()
    robot.types(f"{RIGHT}\t{RIGHT}↵")

    assert robot.accounts.chosen == [("smarchand", RIGHT)]
