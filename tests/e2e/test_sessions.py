"""Who sits at the desk, in the real program: locks, hand-overs, passwords, two desks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desk_app.app.desk import open_desk
from desk_app.app.sign_ins import sign_in_operations
from desk_app.domain.sessions import End
from desk_app.domain.tickets import TicketStatus
from desk_app.services.day import today
from desk_app.settings.sites import demonstration_path
from desk_app.ui.widgets.choices import ChoiceStrip
from desk_app.ui.widgets.sheet import Sheet
from desk_app.words.texts import spaced
from tests.e2e.house import living

PASSWORD = "Quai-de-Loire-7"


def at_counter_one(house) -> None:
    """Karim calls A 001 at counter 1."""
    house.sits("Marchand")
    house.robot.press("1", "Return")
    house.sits("Belhadj")
    house.robot.type("1")
    house.robot.press("Return", "Return")


@contextmanager
def another_desk(house) -> Iterator[object]:
    """Open the same store as another program would."""
    desk = open_desk(house.store, rehearsed=house.clock)
    try:
        yield desk
    finally:
        desk.close()


def facts(house) -> list[str]:
    """Return the kinds of the facts in the journal."""
    with house.program.office.desk.read() as work:
        return [entry.kind for entry in work.journal.after(0, 1_000)]


def test_the_lock_key_keeps_the_call_and_says_who_is_at_the_counter(house):
    at_counter_one(house)

    house.robot.press("F12")

    assert f"{spaced('A001')} est toujours au guichet" in house.reads()
    assert [ticket.status for ticket in house.tickets()] == [TicketStatus.CALLED]


def test_another_agent_takes_the_desk_and_finishes_the_call(house):
    at_counter_one(house)
    house.robot.press("F12")

    house.robot.type("diarra")
    house.robot.press("Return", "Return", "T")

    assert house.program.session.agent.name == "Mariam Diarra"
    assert house.program.session.counter == 1
    assert _agent_at_one(house) == "mdiarra"
    assert [ticket.status for ticket in house.tickets()] == [TicketStatus.COMPLETED]


def test_a_locked_desk_is_left_by_no_key(house):
    house.sits("Garnier")
    house.robot.press("F12")

    for key in ("F2", "F3", "F7", "F9", "Ctrl+Z"):
        house.robot.press(key)

        assert house.program.shell.place() == "signin", key
    assert house.tickets() == ()


def test_paper_goes_on_while_the_desk_is_locked(house):
    house.sits("Marchand")
    house.robot.press("F12")

    issued = house.another_process("ticket", "issue", "--procedure", "INFO", "--no-wait")

    assert issued.returncode == 0, issued.stderr
    house.robot.wait_until(lambda: house.printer.exists() and house.printer.stat().st_size > 1000)


def test_an_idle_desk_locks_with_its_reason_in_the_journal(house):
    at_counter_one(house)
    session = house.program.session.id

    house.program.office.locking.lock(End.IDLE)
    house.robot.settle()

    with house.program.office.desk.read() as work:
        ended = work.sessions.get(session)
    assert ended.end is End.IDLE
    assert house.program.shell.place() == "signin"
    assert "SignedOut" in facts(house)


def test_a_sheet_left_open_does_not_stay_over_a_locked_desk(house):
    at_counter_one(house)
    house.robot.press("Return", "F")
    before = [sheet for sheet in house.program.shell.findChildren(Sheet) if sheet.isVisible()]

    house.program.office.locking.lock(End.IDLE)
    house.robot.settle()

    assert len(before) == 1
    assert not before[0].isVisible()
    assert house.program.shell.focusWidget().objectName() == "signin.field"


def test_who_was_still_signed_in_elsewhere_is_told(house):
    with another_desk(house) as desk:
        sign_in_operations(desk).sign_in("smarchand", "", place="Guichet 4")

    house.sits("Marchand")

    assert "était encore ouvert à un autre poste, Guichet 4" in house.refused()


def test_the_same_account_elsewhere_locks_this_desk_and_says_where(house):
    house.sits("Marchand")

    with another_desk(house) as desk:
        sign_in_operations(desk).sign_in("smarchand", "", place="Guichet 4")

    house.robot.wait_until(lambda: house.program.session.agent is None)
    assert "ce compte vient d’être ouvert à un autre poste, Guichet 4." in house.reads()


def test_somebody_else_elsewhere_locks_nobody(house):
    house.sits("Marchand")
    before = len(facts(house))

    with another_desk(house) as desk:
        sign_in_operations(desk).sign_in("kbelhadj", "", place="Guichet 4")

    house.robot.wait_until(lambda: len(facts(house)) > before)
    house.robot.settle()
    assert house.program.session.agent.name == "Sylvie Marchand"


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Marchand", {"reception", "counter", "booking", "arrivals", "register", "display"}),
        ("Belhadj", {"counter", "booking", "arrivals", "register", "display"}),
        (
            "Garnier",
            {
                "reception",
                "counter",
                "booking",
                "calendar",
                "arrivals",
                "register",
                "supervisor",
                "journal",
                "display",
            },
        ),
        ("Auditeur", {"supervisor", "journal", "display"}),
    ],
)
def test_each_role_sees_its_own_places(house, name, places):
    house.sits(name)

    assert _rail(house) == places


def test_a_supervisors_code_leads_to_a_password_and_the_desk_opens_with_it(house):
    house.sits("Garnier")
    house.robot.press("U")
    house.robot.type("marchand")
    house.robot.press("Return")
    house.robot.wait_until(lambda: _code(house) != "")
    code = _code(house)
    house.robot.press("Return", "F12")

    _types_password(house, "marchand", code)
    house.robot.wait_until(lambda: "Choisissez votre mot de passe" in house.reads())
    house.robot.type(PASSWORD)
    house.robot.press("Tab")
    house.robot.type(PASSWORD)
    house.robot.press("Return")
    house.robot.wait_until(lambda: house.program.session.agent is not None)
    house.robot.press("F12")
    _types_password(house, "marchand", "wrong")
    house.robot.wait_until(lambda: "Encore 4 essais." in house.refused())
    house.robot.type(PASSWORD)
    house.robot.press("Return")
    house.robot.wait_until(lambda: house.program.session.agent is not None)

    assert house.program.session.agent.name == "Sylvie Marchand"
    assert facts(house).count("SignInFailed") == 1


def test_a_real_desk_begins_with_its_administrator_and_nobody_enters_without_a_password(
    qapp, tmp_path
):
    with living(tmp_path / "real", makes=False) as house:
        _real_site(house)
        house.robot.wait_until(lambda: house.program.office is not None)
        house.robot.settle()

        _types_password(house, "leroy", PASSWORD)
        house.robot.wait_until(lambda: house.program.session.agent is not None)

        assert not house.program.office.desk.rehearsal
        assert house.program.shell.place() == "supervisor"
        house.robot.press("F12")
        _types_password(house, "marchand", "anything")
        house.robot.wait_until(lambda: "n’a pas encore de mot de passe" in house.refused())


def _real_site(house) -> None:
    shell = house.program.shell
    shell.findChild(ChoiceStrip, "welcome.kind").walk(1)
    shell.findChild(QLineEdit, "welcome.file").setText(str(demonstration_path()))
    shell.findChild(QLineEdit, "welcome.name").setFocus()
    for typed in ("Anne Leroy", "aleroy", PASSWORD, PASSWORD):
        house.robot.type(typed)
        house.robot.press("Tab")
    shell.findChild(QAbstractButton, "welcome.begin").setFocus()
    house.robot.press("Return")


def _agent_at_one(house) -> str:
    with house.program.office.desk.read() as work:
        day = today(work, house.clock()).day
        return work.counters.today(day)[1].agent


def _types_password(house, name: str, password: str) -> None:
    house.robot.type(name)
    house.robot.press("Return")
    house.robot.type(password)
    house.robot.press("Return")


def _code(house) -> str:
    found = re.search(r"^([0-9A-Z]{4} [0-9A-Z]{4})$", house.reads(), re.MULTILINE)
    return found[1] if found else ""


def _rail(house) -> set[str]:
    buttons = house.program.shell.rail.findChildren(QAbstractButton)
    return {each.objectName().removeprefix("place-") for each in buttons if each.isVisible()}
