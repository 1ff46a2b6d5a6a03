"""One-time codes: by who acts here, or at a locked desk by a supervisor's password; shown once."""

from __future__ import annotations

import pytest

from desk_app.domain.errors import AccountLocked, NotAllowed, SignInRefused
from tests.ui.signin.robot import NOW, PEOPLE

CHIEF, SYLVIE = PEOPLE[0], PEOPLE[-1]
CODE = "7K4M 2QXD"


@pytest.fixture
def chief(robot):
    """Hélène acts at this desk, and the sheet is open."""
    robot.session.sign_in(CHIEF)
    robot.shell.show_place("elsewhere")
    robot.types("u")
    return robot


@pytest.fixture
def locked_out(sit):
    """Sylvie's account is locked."""
    robot = sit(smarchand="Quai-de-Loire-7", hgarnier="Pont-Neuf-1607")
    robot.accounts.refusal = AccountLocked(NOW)
    robot.types("syl↵wrong↵")
    robot.accounts.refusal = None
    return robot


def test_a_supervisor_gives_a_colleague_a_code_by_letters_and_enter(chief) -> None:
    chief.types("syl↵")

    assert chief.accounts.given == [("smarchand", "hgarnier")]
    assert CODE in chief.sees()


def test_nobody_is_offered_their_own_code(chief) -> None:
    assert CHIEF.name not in chief.sees_colleagues()
    assert SYLVIE.name in chief.sees_colleagues()


def test_who_may_not_give_codes_has_no_key_for_it(robot) -> None:
    robot.session.sign_in(SYLVIE)
    robot.shell.show_place("elsewhere")

    robot.types("u")

    assert not robot.sheet.isVisible()


def test_without_a_colleague_no_code_is_given(chief) -> None:
    chief.types("↵")

    assert chief.accounts.given == []


@pytest.mark.parametrize("key", ["↵", "⎋"])
def test_a_code_is_not_shown_again(chief, key) -> None:
    chief.types("syl↵")
    chief.types(key)

    gone = CODE not in chief.sees()
    chief.types("u")

    assert gone
    assert CODE not in chief.sees()
    assert chief.sheet.code.text() == ""


def test_a_refusal_stays_in_the_sheet(chief) -> None:
    chief.accounts.refusal = NotAllowed("reset", "agent")

    chief.types("syl↵")

    assert "donner un code à usage unique" in chief.reads_refusal()
    assert CODE not in chief.sees()


def test_a_locked_account_offers_a_code_with_the_supervisor(locked_out) -> None:
    locked_out.asks_for_code()

    assert "Pour Sylvie Marchand" in locked_out.sees()
    assert locked_out.has_cursor() == "code.password"  # one supervisor: no choice


def test_the_key_of_the_code_types_nothing_into_the_password(locked_out) -> None:
    locked_out.asks_for_code()
    locked_out.types("⎋")

    assert locked_out.reads_field("signin.password") == ""


def test_the_supervisor_proves_who_they_are_at_the_locked_desk(locked_out) -> None:
    locked_out.asks_for_code()
    locked_out.types("Pont-Neuf-1607↵")

    assert locked_out.accounts.checked == [("hgarnier", "Pont-Neuf-1607")]
    assert locked_out.accounts.given == [("smarchand", "hgarnier")]
    assert CODE in locked_out.sees()


def test_a_wrong_password_of_the_supervisor_counts_for_the_supervisor(locked_out) -> None:
    locked_out.accounts.refusal = SignInRefused(3)

    locked_out.asks_for_code()
    locked_out.types("wrong↵")

    assert "Encore 3 essais." in locked_out.reads_refusal()
    assert locked_out.reads_field("code.password") == ""


def test_a_code_to_be_written_down_says_so(chief) -> None:
    chief.types("syl↵")

    assert any("Notez-le" in line for line in chief.sees())


def test_a_code_that_is_printed_says_so(chief) -> None:
    chief.accounts.has_paper = True

    chief.types("syl↵")

    assert any("impression" in line for line in chief.sees())
    assert not any("Notez-le" in line for line in chief.sees())
