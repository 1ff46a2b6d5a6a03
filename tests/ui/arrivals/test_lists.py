"""Lists of online platforms at the door: shown before they are taken in, then let in by (6.6)."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt

from desk_app.words.texts import spaced
from tests.services.online_desk import OnlineDesk, line
from tests.ui.arrivals.robot import CHIEF, Robot

AT = dt.datetime(2026, 3, 2, 10, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture
def desk(memory, clock) -> OnlineDesk:
    """A desk in memory, at 10:20."""
    clock.now = AT
    return OnlineDesk(memory, clock)


@pytest.fixture
def sit(qapp, qtbot, desk, leaves_later):
    """Sit somebody at the door."""
    return lambda **given: leaves_later(Robot(qapp, qtbot, desk, **given))


def test_a_supervisor_sees_what_a_list_does_before_enter_takes_it_in(sit, desk):
    robot = sit(who=CHIEF)
    robot.takes_in(line(), line("RDV-2", procedure="?"))
    said = robot.report()
    before = desk.online()
    robot.types("\n")

    assert "Nouveaux\N{NO-BREAK SPACE}: 1" in said
    assert "Ligne 3\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}?\N{NO-BREAK SPACE}»" in said
    assert (before, len(desk.online())) == ([], 1)
    assert robot.rows("arrivals.expected")[0][:2] == ["10:30", "…8765 · en ligne"]
    assert "Liste importée." in robot.sees()


def test_escape_leaves_without_writing(sit, desk):
    robot = sit(who=CHIEF)
    robot.takes_in(line())
    robot.presses(Qt.Key.Key_Escape)

    assert desk.online() == []


def test_an_agent_is_not_offered_to_take_lists_in(sit):
    robot = sit()
    robot.takes_in(line())

    assert not robot.find("arrivals.list").isVisible()
    assert robot.report() == ""


def test_a_list_that_changes_nothing_and_junk_cannot_be_taken_in(sit, desk):
    desk.imports(line())
    robot = sit(who=CHIEF)
    robot.takes_in(line())
    same = robot.find("arrivals.list.take").isEnabled()
    robot.lines = (line("RDV-9"), line("1", procedure="?"), line("2", procedure="?"))
    robot.presses(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.AltModifier)

    assert not same
    assert not robot.find("arrivals.list.take").isEnabled()
    assert "rien n’en est importé" in robot.sees()


def _top(robot) -> int:
    """Where the report begins in the sheet."""
    return robot.find("arrivals.list.report").mapTo(robot.view.lists, QPoint(0, 0)).y()


def test_a_long_report_is_read_on_by_page_without_a_mouse(sit):
    robot = sit(who=CHIEF)
    robot.takes_in(*(line(f"RDV-{n}") for n in range(60)),
                   *(line(f"X-{n}", procedure="?") for n in range(55)))  # fmt: skip
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    at = [_top(robot)]
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        robot.presses(key)
        at.append(_top(robot))

    assert at[1] < at[0] == at[2]
    assert "… et 5 autres." in robot.report()


def test_without_a_mapping_the_sheet_says_where_one_goes(sit):
    robot = sit(who=CHIEF)
    robot.platforms = []
    robot.takes_in(line())

    assert "/desk/correspondances" in robot.sees()
    assert not robot.find("arrivals.list.file").isEnabled()


def test_of_several_platforms_one_is_chosen_and_the_list_is_looked_at_anew(sit):
    robot = sit(who=CHIEF)
    robot.platforms = ["anef", "rdv"]
    robot.takes_in(line())
    box = robot.find("arrivals.list.mapping")
    robot.lines = (line(), line("RDV-2"))
    box.setFocus()
    robot.presses(Qt.Key.Key_Down)

    assert box.isVisible()
    assert "Nouveaux\N{NO-BREAK SPACE}: 2" in robot.report()


def test_who_leaves_the_systems_window_without_a_file_changes_nothing(sit):
    robot = sit(who=CHIEF)
    robot.takes_in()

    assert robot.report() == ""


def test_a_platforms_reference_and_four_signs_let_in(sit, desk):
    desk.imports(line())
    robot = sit()
    robot.scans("RDV-2026-0451")
    said = robot.verdict()
    robot.shows("8765")

    [fact] = [each for each in desk.journal() if each.kind == "OnlineArrived"]
    assert "Pris en ligne." in said
    assert "DIALLO" not in said
    assert robot.number() == spaced(fact.header["number"])


def test_where_the_list_has_no_number_the_button_says_that_the_document_was_seen(sit, desk):
    desk.imports(line(document=""))
    robot = sit()
    robot.scans("RDV-2026-0451")
    said, words = robot.verdict(), robot.find("arrivals.enter").accessibleName()
    typed = robot.find("arrivals.last4").isVisible()
    robot.types("\n")

    assert "comparez le nom DIALLO" in said
    assert (words, typed) == ("Document vu, faire entrer", False)
    assert robot.number()
    assert robot.find("arrivals.enter").accessibleName() == "Faire entrer"


def test_a_list_without_names_says_so_and_an_arrival_is_taken_back(sit, desk):
    desk.imports(line(document="", name=""))
    robot = sit()
    robot.scans("RDV-2026-0451")
    said = robot.verdict()
    robot.types("\n")
    robot.undoes()

    assert "ni numéro ni nom" in said
    assert "Arrivée annulée" in robot.verdict()
    assert robot.rows("arrivals.expected")[0][1:] == ["en ligne", "Remise d’un titre", "attendu"]
