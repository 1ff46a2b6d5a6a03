"""Exceptions and their second person, in the real program: one sheet, a supervisor elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLineEdit

from desk_app.app.desk import open_desk
from desk_app.app.operations import supervision_operations
from desk_app.app.second import second_operations
from desk_app.app.sign_ins import add_first_administrator
from desk_app.domain.overrides import Cause, Override
from desk_app.domain.people import AgentLogin
from desk_app.domain.tickets import Priority, TicketStatus
from desk_app.services.overrides import Wish
from desk_app.ui.second.sheet import SecondSheet
from desk_app.ui.welcome.operations import FirstAccount
from desk_app.words.texts import spaced

CHIEF = AgentLogin("hgarnier")


@contextmanager
def another_desk(house) -> Iterator[object]:
    """Open the same store as another program would."""
    desk = open_desk(house.store, rehearsed=house.clock)
    try:
        yield desk
    finally:
        desk.close()


def sheet(house) -> SecondSheet:
    return house.program.shell.findChild(SecondSheet)


def facts(house) -> list[str]:
    with house.program.office.desk.read() as work:
        return [each.kind for each in work.journal.after(0, 1_000) if "Override" in each.kind]


def wants_local(house) -> None:
    """Accueil prepares a ticket and walks to the local priority."""
    house.sits("Marchand")
    house.robot.press("1", "*", "*", "*")


def test_a_colleague_agrees_at_the_desk_and_the_ticket_is_local(house):
    wants_local(house)
    assert sheet(house).isVisible()

    house.robot.press("1")
    house.robot.type("belh")
    house.robot.press("Return")
    house.robot.wait_until(lambda: not sheet(house).isVisible())
    house.robot.press("Return")

    assert [ticket.priority for ticket in house.tickets()] == [Priority.LOCAL]
    assert facts(house) == ["OverrideDecided", "OverrideUsed"]


def test_nobody_agrees_with_themselves_and_is_told_under_the_login(house):
    wants_local(house)

    house.robot.press("1")
    house.robot.type("marchand")
    house.robot.press("Return")

    assert "quelqu’un d’autre que Sylvie Marchand" in house.refused()
    assert sheet(house).isVisible()
    assert house.tickets() == ()


def test_escape_leaves_the_sheet_without_loss(house):
    wants_local(house)

    house.robot.press("Escape")

    assert not sheet(house).isVisible()
    house.robot.press("Return")
    assert [ticket.priority for ticket in house.tickets()] == [None]
    assert facts(house) == []


def test_enter_goes_on_to_what_is_missing(house):
    wants_local(house)

    house.robot.press("Return")
    assert "Choisissez d’abord un motif" in house.refused()
    house.robot.press("3", "Return")

    assert "Qui accepte" in house.refused()
    assert house.program.shell.focusWidget().objectName() == "second.login"


def test_a_call_out_of_turn_takes_a_second_person(house):
    house.sits("Marchand")
    house.robot.press("1", "Return", "1", "Return", "1", "Return")
    house.sits("Belhadj")
    house.robot.type("1")
    house.robot.press("Return")

    house.robot.press("N")
    house.robot.type("A003")
    house.robot.press("Return")

    assert sheet(house).isVisible()
    assert "avant 2 personnes arrivées plus tôt" in house.reads()
    house.robot.press("5")
    house.robot.type("smarchand")
    house.robot.press("Return")
    house.robot.wait_until(lambda: not sheet(house).isVisible())
    house.robot.settle()
    called = [each.number for each in house.tickets() if each.status is TicketStatus.CALLED]
    assert called == ["A003"]


def test_a_supervisor_at_another_desk_agrees_and_one_key_goes_on(house):
    wants_local(house)
    house.robot.press("2", "Alt+D")
    assert "Demandé au responsable" in house.refused()

    with another_desk(house) as desk:
        operations = supervision_operations(desk)
        [question] = operations.questions()
        operations.decide(question.id, agreed=True, by=CHIEF)
    house.robot.wait_until(lambda: "a accepté" in house.refused())

    house.robot.press("Return")
    house.robot.press("Return")
    assert [ticket.priority for ticket in house.tickets()] == [Priority.LOCAL]
    assert facts(house) == ["OverrideAsked", "OverrideDecided", "OverrideUsed"]


def test_who_left_the_sheet_goes_on_from_the_window_and_loses_nothing(house):
    wants_local(house)
    house.robot.press("2", "Alt+D", "Return")  # without waiting
    assert not sheet(house).isVisible()
    house.robot.press("Escape", "2")  # the next visitor is being prepared

    with another_desk(house) as desk:
        operations = supervision_operations(desk)
        [question] = operations.questions()
        operations.decide(question.id, agreed=True, by=CHIEF)
    house.robot.wait_until(lambda: "a accepté" in house.refused())
    house.robot.press("Alt+Return")
    house.robot.settle()

    [ticket] = house.tickets()
    assert (ticket.procedure, ticket.priority) == ("INFO", Priority.LOCAL)
    house.robot.press("Return")
    assert len(house.tickets()) == 2


def test_a_refusal_is_said_and_the_sheet_asks_again(house):
    wants_local(house)
    house.robot.press("2", "Alt+D")

    with another_desk(house) as desk:
        operations = supervision_operations(desk)
        [question] = operations.questions()
        operations.decide(question.id, agreed=False, by=CHIEF)
    house.robot.wait_until(lambda: "a refusé" in house.refused())

    assert sheet(house).reason() is Cause.CHILDREN
    house.robot.press("Tab")
    house.robot.type("belhadj")
    house.robot.press("Return")
    house.robot.wait_until(lambda: not sheet(house).isVisible())
    assert facts(house) == ["OverrideAsked", "OverrideDecided", "OverrideDecided"]


def test_a_question_appears_at_once_at_the_supervisor_s_and_enter_agrees(house):
    house.sits("Garnier")
    house.robot.press("F7")
    with another_desk(house) as desk:
        wish = Wish(kind=Override.LOCAL_PRIORITY, subject="INFO", why=Cause.TRAVEL)
        asked = second_operations(desk).ask(wish, asker=AgentLogin("smarchand"))

        house.robot.wait_until(lambda: "Sylvie Marchand, " in house.reads())
        house.robot.press("1")
        assert "Motif" in house.reads()
        house.robot.press("Return")

        answered = second_operations(desk).question(asked.question.id)
    assert (answered.state, answered.answered_by) == ("approved", "Hélène Garnier")
    assert "Sylvie Marchand, " not in house.reads()


def test_the_supervisor_refuses_by_key(house):
    house.sits("Garnier")
    house.robot.press("F7")
    with another_desk(house) as desk:
        wish = Wish(kind=Override.LOCAL_PRIORITY, subject="INFO", why=Cause.TRAVEL)
        asked = second_operations(desk).ask(wish, asker=AgentLogin("smarchand"))
        house.robot.wait_until(lambda: "Sylvie Marchand, " in house.reads())

        house.robot.press("1", "R")

        assert second_operations(desk).question(asked.question.id).state == "refused"


def test_the_password_of_the_second_person_is_asked_for_and_checked(house):
    desk = house.program.office.desk
    password = "Quai-de-Loire-7"
    first = FirstAccount(login="plock", name="Paule Lock", password=password, again=password)
    add_first_administrator(first, desk)
    wants_local(house)
    house.robot.press("1")
    house.robot.type("plock")

    house.robot.press("Return")
    assert "La deuxième personne tape son mot de passe." in house.refused()
    house.robot.type("wrong")
    house.robot.press("Return")
    house.robot.wait_until(lambda: "Mot de passe refusé" in house.refused())
    assert house.program.shell.findChild(QLineEdit, "second.password").text() == ""
    house.robot.type(password)
    house.robot.press("Return")
    house.robot.wait_until(lambda: not sheet(house).isVisible())
    house.robot.press("Return")

    assert [ticket.priority for ticket in house.tickets()] == [Priority.LOCAL]


def test_an_identity_is_corrected_at_the_counter_with_a_second_person(house):
    house.sits("Marchand")
    house.robot.press("3")
    house.robot.type("9304 2187 56")
    house.robot.press("Return", "Return")
    [ticket] = house.tickets()
    house.sits("Belhadj")
    house.robot.type("1")
    house.robot.press("Return", "Return", "I")
    house.robot.type("9304 2187 65")
    house.robot.press("Return")
    assert sheet(house).isVisible()
    assert "Numéro étranger 9304 2187 65" in house.reads()

    house.robot.press("1")
    house.robot.type("smarchand")
    house.robot.press("Return")
    house.robot.wait_until(lambda: not sheet(house).isVisible())
    house.robot.settle()

    with house.program.office.desk.read() as work:
        kinds = [each.kind for each in work.journal.of_ticket(ticket.id)]
    assert kinds[-1] == "IdentityCorrected"
    assert f"{spaced(ticket.number)}\u00a0: identité corrigée" in house.column("counter.acts", 1)


def test_a_desk_where_nobody_can_agree_prints_a_proof_of_the_request(house):  # L-01
    wants_local(house)

    with another_desk(house) as desk:
        proven = second_operations(desk).prove(
            Override.LOCAL_PRIORITY, "INFO", by=AgentLogin("smarchand")
        )
        with desk.read() as work:
            said = work.prints.get(proven.job).slip

    assert said.reason == "no_second_person"
    assert said.reference == proven.line.reference
