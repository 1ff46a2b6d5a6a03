"""Who is meant, and what becomes of a sheet that is left while somebody is being asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desk_app.domain.appointments import Reference
from desk_app.domain.changes import Changes, Topic, changes
from desk_app.domain.errors import (
    AccountLocked,
    KeyMissing,
    NotAllowed,
    OverridesUsedUp,
    SignInRefused,
)
from desk_app.domain.overrides import Cause, Override, OverrideId, OverrideState
from desk_app.domain.people import Agent, AgentLogin, Role
from desk_app.domain.prints import JobId
from desk_app.domain.procedures import FamilyCode
from desk_app.domain.unmet import UnmetReason
from desk_app.services.overrides import Asked
from desk_app.services.questions import Agreement, Question
from desk_app.services.stakes import Stakes
from desk_app.services.unmet import Line, Recorded
from desk_app.ui.second.model import Case, meant, said_of, who_may_agree
from desk_app.ui.second.operations import Colleague, SecondOperations
from desk_app.ui.second.presenter import SecondPerson
from desk_app.ui.second.sheet import SecondSheet
from desk_app.ui.session import Session
from desk_app.ui.signals import AppSignals
from desk_app.ui.tasks import Tasks
from tests.ui.counter.fakes import Slow
from tests.ui.reception.day import NOW

SYLVIE = Agent(login=AgentLogin("smarchand"), name="Sylvie Marchand", role=Role.AGENT)
KARIM = Agent(login=AgentLogin("kbelhadj"), name="Karim Belhadj", role=Role.COUNTER)
CHIEF = Agent(login=AgentLogin("hgarnier"), name="Hélène Garnier", role=Role.SUPERVISOR)
PEOPLE = tuple(Colleague(agent=each) for each in (SYLVIE, KARIM, CHIEF))
KIND = Override.LOCAL_PRIORITY
AGREEMENT = Agreement(id=OverrideId(UUID(int=1)), kind=KIND, why=Cause.TRAVEL, approver=KARIM.login)
QUESTION = Question(
    id=OverrideId(UUID(int=2)), kind=KIND, subject="INFO", why=Cause.TRAVEL,
    asker=SYLVIE.login, name=SYLVIE.name, at=NOW, state=OverrideState.ASKED,
)  # fmt: skip


class Room:
    """A window with the sheet in it, and services that answer as told."""

    def __init__(self, qapp: QApplication, qtbot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.session = Session(desk="Accueil 1")
        self.session.sign_in(SYLVIE)
        self.signals = AppSignals()
        self.world, self.database = Slow(), Slow()
        self.said: list[str] = []
        self.offers: list[object] = []
        self.done: list[Agreement] = []
        self.left = 0
        self.agreed: Agreement | None = None
        self.question = QUESTION
        self.refusal: Exception | None = None
        self.people = PEOPLE
        self.proven: list[tuple[object, ...]] = []
        self.sheet = SecondSheet(self.window)
        self.second = SecondPerson(
            self.sheet,
            SecondOperations(
                colleagues=self._colleagues,
                stakes=lambda kind, subject, *, language: Stakes(
                    kind=kind, subject=subject, name="Renseignement"
                ),
                usable=lambda kind, subject, *, asker: self.agreed,
                left=lambda asker: 3,
                agree=self._agree,
                ask=lambda wish, *, asker: Asked(
                    changes=changes("ask", Topic.AGENTS), question=QUESTION
                ),
                question=lambda override: self.question,
                prove=self._prove,
            ),
            session=self.session,
            tasks=Tasks(database=self.database, world=self.world),
            signals=self.signals,
            window=self,
        )

    def refuse(
        self, text: str, *, why: str = "", offers: Sequence[object] = (), level: str = "danger"
    ) -> None:
        self.said.append(f"{text} {why}".strip())
        self.offers = list(offers)

    def asks(self) -> None:
        """Somebody wants a local priority."""
        case = Case(
            kind=KIND, subject="INFO", act="Accorder", then=self.done.append, left=self._on_left
        )
        self.second.ask(case)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()  # keys are the sheet's from now on

    def fills(self, login: str = "belh", password: str = "secret") -> None:
        """The reason, who agrees, and the password."""
        self.sheet.reasons.findChildren(QAbstractButton)[2].click()
        self.sheet.login.setText(login)
        self.sheet.password.setText(password)

    def press(self, widget: QWidget, key: str) -> None:
        """A key goes down in the sheet."""
        QTest.keySequence(widget, QKeySequence(key))
        QCoreApplication.sendPostedEvents()

    def answers(self, state: OverrideState) -> None:
        """The supervisor answers, in another window."""
        self.question = dataclasses.replace(QUESTION, state=state, answered_by=CHIEF.name)
        self.signals.changed.emit(Changes("decide", frozenset({Topic.AGENTS})))
        QCoreApplication.sendPostedEvents()

    def _colleagues(self):
        if self.people is None:
            raise KeyMissing("/desk/poste.sqlite.key")
        return self.people

    def _agree(self, wish, /, *, asker, login, password) -> Agreement:
        if self.refusal is not None:
            raise self.refusal
        return AGREEMENT

    def _prove(self, kind, subject, /, *, by) -> Recorded:
        if self.refusal is not None:
            raise self.refusal
        self.proven.append((kind, subject, by))
        line = Line(
            reference=Reference("7K4M-2QXD"),
            day=NOW.date(),
            family=FamilyCode("INFO"),
            reason=UnmetReason.NO_SECOND_PERSON,
        )
        made = changes("unmet", Topic.REGISTER, Topic.PRINTS, subject=line.reference)
        return Recorded(changes=made, line=line, earlier=(), job=JobId(UUID(int=3)))

    def _on_left(self) -> None:
        self.left += 1


@pytest.fixture
def room(qapp, qtbot, themed) -> Room:
    themed(1.0)
    return Room(qapp, qtbot)


@pytest.mark.parametrize(
    ("typed", "login"),
    [
        ("kbelhadj", "kbelhadj"),
        ("bel", "kbelhadj"),
        ("helene gar", "hgarnier"),
        ("KAR", "kbelhadj"),
    ],
)
def test_a_login_or_the_beginning_of_a_name_means_one_person(typed, login):
    assert meant(PEOPLE, typed).agent.login == login


@pytest.mark.parametrize("typed", ["", "  ", "zz", "kbelhadjx"])
def test_what_means_nobody_or_several_means_nobody(typed):
    assert meant(PEOPLE, typed) is None


def test_a_name_keeps_its_own_script():
    assert said_of(PEOPLE[1]).startswith("\u2068Karim Belhadj\u2069")


def test_an_agreement_that_is_there_opens_no_sheet(room):
    room.agreed = AGREEMENT

    room.asks()

    assert room.done == [AGREEMENT]
    assert not room.sheet.isVisible()


def test_what_is_typed_before_the_sheet_is_there_is_typed_in_the_sheet(room, qtbot):
    behind = QLineEdit(room.window)
    behind.setFocus()
    room.database.keeps = True
    room.asks()
    QTest.keyClicks(behind, "1hgar")
    QTest.keyClick(behind, Qt.Key.Key_Tab)
    QTest.keyClicks(behind, "secret")
    before = behind.text()
    room.database.catch_up()
    qtbot.waitUntil(lambda: room.sheet.password.text() == "secret")

    assert (before, behind.text()) == ("", "")
    assert room.sheet.reason() is not None
    assert room.sheet.login.text() == "hgar"


@pytest.mark.parametrize("ends", ["agreed", "failed", "locked"])
def test_what_is_typed_for_a_sheet_that_does_not_open_is_typed_nowhere(room, ends):
    behind = QLineEdit(room.window)
    behind.setFocus()
    room.database.keeps = True
    room.asks()
    QTest.keyClicks(behind, "secret")
    room.agreed = AGREEMENT if ends == "agreed" else None
    if ends == "failed":
        room.people = None
    if ends == "locked":
        room.session.sign_out()
    room.database.catch_up()
    QCoreApplication.sendPostedEvents()
    QTest.keyClicks(behind, "a")

    assert behind.text() == "a"
    assert not room.sheet.isVisible()


def test_the_answer_names_the_procedure_and_not_its_code(room):
    room.asks()
    room.fills()
    room.second.ask_supervisor()
    QCoreApplication.sendPostedEvents()
    room.sheet.leave()
    room.answers(OverrideState.APPROVED)

    assert "Priorité locale · Renseignement" in room.said[-1]


def test_the_password_is_forgotten_and_the_act_is_done(room):
    room.asks()
    room.fills()
    room.second.go_on()
    QCoreApplication.sendPostedEvents()

    assert room.done == [AGREEMENT]
    assert room.sheet.password.text() == ""
    assert room.left == 0


def test_while_a_password_is_checked_the_sheet_is_deaf_and_says_so(room):
    room.world.keeps = True
    room.asks()
    room.fills()
    room.second.go_on()
    room.second.go_on()
    room.second.ask_supervisor()

    assert room.sheet.primary.words() == "Vérification du mot de passe…"
    room.world.catch_up()
    QCoreApplication.sendPostedEvents()
    assert room.done == [AGREEMENT]


def test_left_while_a_password_is_checked_nothing_is_done(room):
    room.world.keeps = True
    room.asks()
    room.fills()
    room.second.go_on()
    room.sheet.leave()
    room.world.catch_up()
    QCoreApplication.sendPostedEvents()

    assert room.done == []
    assert room.left == 1


@pytest.mark.parametrize(
    ("refusal", "box"),
    [
        (SignInRefused(3), "no_password"),
        (AccountLocked(NOW), "no_password"),
        (NotAllowed("approve", "auditor"), "no_login"),
        (OverridesUsedUp(5), "answer"),
    ],
)
def test_a_refusal_stands_where_the_question_arises(room, refusal, box):
    room.refusal = refusal
    room.asks()
    room.fills()
    room.second.go_on()
    QCoreApplication.sendPostedEvents()

    assert getattr(room.sheet, box).isVisible()
    assert room.sheet.password.text() == ""
    assert room.sheet.reason() is not None


def test_a_refusal_after_the_sheet_was_left_is_said_in_the_window(room):
    room.refusal, room.world.keeps = OverridesUsedUp(5), True
    room.asks()
    room.fills()
    room.second.go_on()
    room.sheet.leave()
    room.world.catch_up()
    QCoreApplication.sendPostedEvents()

    assert "5 exceptions" in room.said[0]


def test_an_answer_to_who_left_waits_for_the_key_in_the_window(room):
    room.asks()
    room.fills()
    room.second.ask_supervisor()
    QCoreApplication.sendPostedEvents()
    room.second.go_on()  # without waiting
    assert room.left == 1
    room.answers(OverrideState.APPROVED)
    assert "Hélène Garnier a accepté." in room.said[-1]

    room.agreed = AGREEMENT
    [command] = room.second.commands()
    assert command.is_enabled()
    command.callback()
    QCoreApplication.sendPostedEvents()

    assert room.done == [AGREEMENT]
    assert not command.is_enabled()


def test_an_answer_is_for_who_asked(room):
    room.asks()
    room.fills()
    room.second.ask_supervisor()
    QCoreApplication.sendPostedEvents()
    room.sheet.leave()
    room.session.sign_in(KARIM)
    room.answers(OverrideState.APPROVED)
    assert room.said == []

    room.session.sign_in(SYLVIE)

    assert "a accepté" in room.said[-1]


def test_an_agreement_too_old_is_said(room):
    room.asks()
    room.fills()
    room.second.ask_supervisor()
    QCoreApplication.sendPostedEvents()
    room.answers(OverrideState.APPROVED)
    room.second.go_on()
    QCoreApplication.sendPostedEvents()

    assert "15 minutes" in room.said[-1]
    assert room.done == []
    assert not room.sheet.isVisible()


def test_a_refusal_of_the_supervisor_reaches_who_left(room):
    room.asks()
    room.fills()
    room.second.ask_supervisor()
    QCoreApplication.sendPostedEvents()
    room.sheet.leave()

    room.answers(OverrideState.REFUSED)

    assert "Hélène Garnier a refusé." in room.said[-1]


def test_where_two_are_present_nobody_is_sent_away_with_a_proof(room):
    room.asks()

    assert not room.sheet.proof.isVisible()
    room.press(room.sheet, "Alt+P")
    assert room.proven == []


def test_an_agent_alone_prints_a_proof_of_the_request_by_its_key(room):  # L-01
    room.people = PEOPLE[:1]
    told = []
    room.signals.changed.connect(told.append)
    room.asks()
    assert room.sheet.proof.isVisible()

    room.press(room.sheet, "Alt+P")

    assert room.proven == [(KIND, "INFO", SYLVIE.login)]
    assert not room.sheet.isVisible()
    assert "7K4M-2QXD" in room.said[-1]
    assert [each.operation for each in told] == ["unmet"]
    assert room.done == []


def test_a_proof_that_cannot_be_made_is_said_in_the_sheet(room):
    room.people = PEOPLE[:1]
    room.refusal = KeyMissing("code.key")
    room.asks()

    room.press(room.sheet, "Alt+P")

    assert room.sheet.isVisible()
    assert room.sheet.answer.isVisible()
    assert room.sheet.proof.isEnabled()


def test_a_late_appointment_is_no_late_return(room):
    case = Case(
        kind=Override.LATE_ACCEPTANCE, subject="7K4M-2QXD", act="Excuser", then=room.done.append
    )
    room.second.ask(case)
    QCoreApplication.sendPostedEvents()

    assert room.sheet.accessibleName() == "Retard au rendez-vous"


def test_after_absences_supervisors_alone_may_agree():
    assert [each.agent for each in who_may_agree(PEOPLE, Override.AFTER_ABSENCES)] == [CHIEF]
    assert who_may_agree(PEOPLE, Override.LOCAL_PRIORITY) == PEOPLE
